#include "rules/rulebook.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "rules/calendar.h"

namespace samordna::resources {
std::string_view rulebook_file(std::string_view file_name);
}

namespace samordna::rules {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> built_in_files{"nacka-3.0-2025-10-15.json", "nacka-3.0-2026-03-25.json",
                                                         "haninge-2026.json"};

base::Error malformed(std::string_view file, std::string reason) {
    return {"rulebook.malformed", {{"file", std::string(file)}, {"reason", reason}}, reason};
}

// "23:59:59"
std::optional<std::chrono::seconds> time_of_day(const std::string& text) {
    const auto parts = base::split(text, ':');
    if (parts.size() != 3) return std::nullopt;
    const auto h = base::parse_integer<int>(parts[0]);
    const auto m = base::parse_integer<int>(parts[1]);
    const auto s = base::parse_integer<int>(parts[2]);
    if (!h || !m || !s || *h < 0 || *h > 23 || *m < 0 || *m > 59 || *s < 0 || *s > 59) return std::nullopt;
    return std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{*s};
}

CheckRule check_rule(const json& j) {
    CheckRule rule;
    const auto severity = parse_severity(j.at("severity").get<std::string>());
    if (!severity) throw std::invalid_argument("severity is not one of informs, warns, blocks");
    rule.severity = *severity;
    rule.paragraph = j.at("paragraph").get<std::string>();
    rule.sentence = j.at("sentence").get<std::string>();
    return rule;
}

}  // namespace

const CheckRule* Rulebook::rule(std::string_view check) const {
    const auto it = checks.find(check);
    return it == checks.end() ? nullptr : &it->second;
}

Instant Rulebook::closing_time(Month month) const {
    const Date day = nth_vardag(month + std::chrono::months{1}, closing_vardag);
    return domain::from_local(day + closing_time_of_day);
}

base::Result<Rulebook> parse_rulebook(std::string_view text, std::string_view file_name) {
    try {
        const json j = json::parse(text);
        Rulebook book;
        book.version = j.at("version").get<std::string>();
        book.municipality = j.at("municipality").get<std::string>();
        book.source = j.at("source").get<std::string>();
        const auto valid_from = domain::parse_date(j.at("valid_from").get<std::string>());
        if (!valid_from) throw std::invalid_argument("valid_from is not a date");
        book.valid_from = *valid_from;
        for (const auto& [name, rule] : j.at("checks").items()) book.checks.emplace(name, check_rule(rule));
        const json& closing = j.at("closing");
        book.closing_vardag = closing.at("vardag").get<int>();
        if (book.closing_vardag < 1 || book.closing_vardag > 15)
            throw std::invalid_argument("closing.vardag is not 1 to 15");
        const auto at = time_of_day(closing.at("time_of_day").get<std::string>());
        if (!at) throw std::invalid_argument("closing.time_of_day is not HH:MM:SS");
        book.closing_time_of_day = *at;
        if (const auto& hours = j.at("revoke_window_hours"); !hours.is_null()) {
            book.revoke_window = std::chrono::hours{hours.get<int>()};
        }
        return book;
    } catch (const std::exception& e) {
        return malformed(file_name, e.what());
    }
}

Rulebooks::Rulebooks(std::vector<Rulebook> books) : books_(std::move(books)) {
    std::sort(books_.begin(), books_.end(), [](const Rulebook& a, const Rulebook& b) {
        return std::tie(a.municipality, a.valid_from) < std::tie(b.municipality, b.valid_from);
    });
}

const Rulebooks& Rulebooks::built_in() {
    static const Rulebooks instance = [] {
        std::vector<Rulebook> books;
        for (const auto file : built_in_files) {
            const auto text = resources::rulebook_file(file);
            auto book = parse_rulebook(text, file);
            if (!book) throw std::logic_error("built-in rulebook " + std::string(file) + ": " + book.error().detail);
            books.push_back(std::move(*book));
        }
        return Rulebooks(std::move(books));
    }();
    return instance;
}

const Rulebook* Rulebooks::in_force(std::string_view municipality, Date day) const {
    const Rulebook* found = nullptr;
    for (const Rulebook& book : books_) {
        if (book.municipality == municipality && (found == nullptr || book.valid_from <= day)) found = &book;
    }
    return found;
}

const Rulebook* Rulebooks::find(std::string_view version) const {
    const auto it = std::find_if(books_.begin(), books_.end(), [&](const Rulebook& b) { return b.version == version; });
    return it == books_.end() ? nullptr : &*it;
}

}  // namespace samordna::rules
