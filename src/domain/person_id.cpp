#include "domain/person_id.h"

#include <algorithm>
#include <cctype>
#include <chrono>

#include "base/text.h"

namespace samordna::domain {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int two(std::string_view text, std::size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool is_date(std::string_view yyyymmdd, int day_shift) {
    using namespace std::chrono;
    const int year_number = two(yyyymmdd, 0) * 100 + two(yyyymmdd, 2);
    const int day_number = two(yyyymmdd, 6) - day_shift;
    if (day_number < 1) return false;
    return year_month_day{year{year_number}, month{static_cast<unsigned>(two(yyyymmdd, 4))},
                          day{static_cast<unsigned>(day_number)}}
        .ok();
}

// The check digit of personnummer and samordningsnummer (Luhn, over the ten digits after the century).
bool luhn(std::string_view ten_digits) {
    int sum = 0;
    for (std::size_t i = 0; i < ten_digits.size(); ++i) {
        const int product = (ten_digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
}

// TFnn or Tnnn
bool is_tf_end(std::string_view last_four) {
    return last_four[0] == 'T' && (last_four[1] == 'F' || all_digits(last_four.substr(1, 1))) &&
           all_digits(last_four.substr(2));
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

}  // namespace

PersonId parse_person_id(std::string_view text) {
    const std::string given = upper(base::trim(text));
    std::string packed;
    for (const char c : given) {
        if (c != '-' && c != '+' && c != ' ') packed.push_back(c);
    }
    PersonId other{PersonIdScheme::other, given};
    if (packed.size() != 12 || !all_digits(std::string_view(packed).substr(0, 8))) return other;
    const std::string_view date = std::string_view(packed).substr(0, 8);
    const std::string_view last_four = std::string_view(packed).substr(8);
    const std::string value = std::string(date) + "-" + std::string(last_four);
    if (is_tf_end(last_four) && is_date(date, 0)) return {PersonIdScheme::tf, value};
    if (!all_digits(last_four) || !luhn(std::string_view(packed).substr(2))) return other;
    if (is_date(date, 0)) return {PersonIdScheme::personal, value};
    if (is_date(date, 60)) return {PersonIdScheme::coordination, value};
    return other;
}

std::string person_id_search_key(std::string_view text) {
    std::string key;
    for (const char c : upper(text)) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) key.push_back(c);
    }
    if (key.size() == 12 && (key.starts_with("18") || key.starts_with("19") || key.starts_with("20"))) key.erase(0, 2);
    return key;
}

}  // namespace samordna::domain
