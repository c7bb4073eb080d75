#include "domain/time.h"

#include "base/text.h"

namespace samordna::domain {
namespace {

using namespace std::chrono;

static_assert(local_date(sys_days{2026y / 3 / 28} + hours{23}) == Date{2026y / 3 / 29});
static_assert(from_local(Date{2026y / 3 / 29}, hours{3}) - from_local(Date{2026y / 3 / 29}, hours{1}) == hours{1});
static_assert(from_local(Date{2026y / 10 / 25}, hours{4}) - from_local(Date{2026y / 10 / 25}, hours{1}) == hours{4});

void append_number(std::string& out, int value, int width) {
    char digits[8];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits, static_cast<std::size_t>(width));
}

// Digits at `at`, all of them, or nothing.
std::optional<int> number(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(at, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<year_month_day> leading_date(std::string_view text) {
    const auto y = number(text, 0, 4);
    const auto m = number(text, 5, 2);
    const auto d = number(text, 8, 2);
    if (!y || !m || !d || text[4] != '-' || text[7] != '-') return std::nullopt;
    const year_month_day ymd{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    if (!ymd.ok()) return std::nullopt;
    return ymd;
}

std::optional<seconds> offset(std::string_view text) {
    if (text == "Z" || text == "z") return seconds{0};
    const auto h = number(text, 1, 2);
    const auto m = number(text, 4, 2);
    if (text.size() != 6 || !h || !m || text[3] != ':' || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const seconds size = hours{*h} + minutes{*m};
    return text[0] == '-' ? -size : size;
}

void append_clock(std::string& out, Date day_part, local_seconds t) {
    const auto of_day = static_cast<int>((t - day_part).count());
    append_date(out, day_part);
    out.push_back('T');
    append_number(out, of_day / 3600, 2);
    out.push_back(':');
    append_number(out, of_day / 60 % 60, 2);
    out.push_back(':');
    append_number(out, of_day % 60, 2);
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    const auto date = leading_date(text);
    const auto h = number(text, 11, 2);
    const auto m = number(text, 14, 2);
    const auto s = number(text, 17, 2);
    if (!date || !h || !m || !s || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    if (*h > 23 || *m > 59 || *s > 59) return std::nullopt;
    std::string_view rest = text.substr(19);
    if (rest.starts_with('.')) {  // fractions are dropped: we keep whole seconds
        const auto end = rest.find_first_not_of("0123456789", 1);
        if (end == std::string_view::npos || end == 1) return std::nullopt;
        rest.remove_prefix(end);
    }
    const auto shift = offset(rest);
    if (!shift) return std::nullopt;
    return sys_days{*date} + hours{*h} + minutes{*m} + seconds{*s} - *shift;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10) return std::nullopt;
    const auto ymd = leading_date(text);
    if (!ymd) return std::nullopt;
    return Date{*ymd};
}

std::optional<Month> parse_month(std::string_view text) {
    const auto y = number(text, 0, 4);
    const auto m = number(text, 5, 2);
    if (text.size() != 7 || !y || !m || text[4] != '-' || *m < 1 || *m > 12) return std::nullopt;
    return year{*y} / month{static_cast<unsigned>(*m)};
}

void append_date(std::string& out, Date date) {
    const year_month_day ymd{date};
    append_number(out, static_cast<int>(ymd.year()), 4);
    out.push_back('-');
    append_number(out, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
    out.push_back('-');
    append_number(out, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
}

void append_instant(std::string& out, Instant t) {
    const local_seconds as_shown{t.time_since_epoch()};
    append_clock(out, floor<days>(as_shown), as_shown);
    out.push_back('Z');
}

std::string instant_text(Instant t) {
    std::string out;
    append_instant(out, t);
    return out;
}

std::string local_instant_text(Instant t) {
    std::string out;
    append_clock(out, local_date(t), local_time(t));
    out.append(stockholm_offset(t) == hours{2} ? "+02:00" : "+01:00");
    return out;
}

std::string date_text(Date date) {
    std::string out;
    append_date(out, date);
    return out;
}

std::string month_text(Month m) {
    return date_text(first_day(m)).substr(0, 7);
}

}  // namespace samordna::domain
