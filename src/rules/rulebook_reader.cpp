// The rulebook's file: read strictly, every fault with its line. The only place of the room that knows JSON.
#include <algorithm>
#include <functional>
#include <set>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/json_node.h"
#include "rules/rulebook.h"

namespace samordna::rules {
namespace {

// "23:59:59"
std::chrono::seconds time_of_day(const Node& node, std::string_view text) {
    const auto parts = base::split(text, ':');
    if (parts.size() == 3) {
        const auto h = base::parse_integer<int>(parts[0]);
        const auto m = base::parse_integer<int>(parts[1]);
        const auto s = base::parse_integer<int>(parts[2]);
        if (h && m && s && *h >= 0 && *h <= 23 && *m >= 0 && *m <= 59 && *s >= 0 && *s <= 59)
            return std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{*s};
    }
    node.fail("has no time of day HH:MM:SS");
}

// A check of visits, or a rule of another kind that stands among them.
bool is_check(std::string_view id) {
    return find_check(id) != nullptr || id == "manual-share" || id == "revoke-window";
}

void read_checks(const Node& node, Rulebook& book) {
    node.members([&](const std::string& id, const Node& check) {
        if (!is_check(id)) check.fail("is not a check that the program knows");
        if (check.is_null()) {
            if (book.checks.erase(id) == 0) check.fail("is turned off and was never on");
            return;
        }
        check.only({"severity", "severity_with_note", "note_suffices", "paragraph", "sentence"});
        constexpr const char* severities = "blocks, warns, informs";
        CheckRule rule;
        rule.severity = check.at("severity").one_of(parse_severity, severities);
        if (check.has("severity_with_note"))
            rule.severity_with_note = check.at("severity_with_note").one_of(parse_severity, severities);
        if (check.has("note_suffices")) rule.note_suffices = check.at("note_suffices").flag();
        rule.paragraph = check.at("paragraph").text();
        rule.sentence = check.at("sentence").text();
        if (rule.paragraph.empty() != rule.sentence.empty())
            check.fail("has a paragraph without its sentence or a sentence without its paragraph");
        rule.rulebook = book.version;
        book.checks.insert_or_assign(id, std::move(rule));
    });
}

std::optional<DoublePair> parse_double_pair(std::string_view name) {
    if (name == "supporter_without_service") return DoublePair::supporter_without_service;
    if (name == "one_service_one_press") return DoublePair::one_service_one_press;
    return std::nullopt;
}
std::optional<ShareReading> parse_share_reading(std::string_view name) {
    for (const auto reading : {ShareReading::visits, ShareReading::minutes, ShareReading::visits_not_exempt,
                               ShareReading::minutes_not_exempt}) {
        if (name_of(reading) == name) return reading;
    }
    return std::nullopt;
}
std::optional<bool> parse_per_client(std::string_view name) {
    if (name == "client") return true;
    if (name == "lock") return false;
    return std::nullopt;
}

std::optional<bool> parse_by_the_hour(std::string_view name) {
    if (name == "24_hours") return true;
    if (name == "calendar") return false;
    return std::nullopt;
}

std::optional<bool> parse_outside(std::string_view name) {
    if (name == "forbidden") return true;
    if (name == "not_given") return false;
    return std::nullopt;
}

// "02-15 09-15"
std::optional<std::vector<std::chrono::month_day>> parse_days_of_year(std::string_view text) {
    std::vector<std::chrono::month_day> found;
    for (const auto& word : base::split(text, ' ')) {
        const auto month =
            word.size() == 5 && word[2] == '-' ? base::parse_integer<unsigned>(word.substr(0, 2)) : std::nullopt;
        const auto day = month ? base::parse_integer<unsigned>(word.substr(3)) : std::nullopt;
        if (!day) return std::nullopt;
        found.push_back(std::chrono::month{*month} / std::chrono::day{*day});
        // The day must be in every year.
        const bool is_leap_day = found.back() == std::chrono::February / 29;
        if (!found.back().ok() || is_leap_day) return std::nullopt;
    }
    return found;
}

// Every setting that this program knows, and how it is read.
void set(Settings& s, const std::string& name, const Node& value, const Node& parameter) {
    using Setter = std::function<void(Settings&, const Node&)>;
    const auto minutes = [](Minutes Settings::*field) -> Setter {
        return [field](Settings& to, const Node& node) { to.*field = Minutes{node.integer(0, 100'000)}; };
    };
    const auto number = [](std::optional<int> Settings::*field) -> Setter {
        return [field](Settings& to, const Node& node) {
            to.*field = node.is_null() ? std::nullopt : std::optional(static_cast<int>(node.integer(0, 10'000)));
        };
    };
    const auto days = [](int Settings::*field) -> Setter {
        return [field](Settings& to, const Node& node) { to.*field = static_cast<int>(node.integer(1, 1000)); };
    };
    // Written down for whoever reads the rules; what it rules is done by hand today.
    const Setter told = [](Settings&, const Node&) {};
    static const std::map<std::string, Setter, std::less<>> setters{
        {"late_registration_minutes", minutes(&Settings::late_registration)},
        {"double_pair",
         [](Settings& to, const Node& node) {
             to.double_pair = node.one_of(parse_double_pair, "supporter_without_service, one_service_one_press");
         }},
        {"double_overlap_percent",
         [](Settings& to, const Node& node) { to.double_overlap_percent = static_cast<int>(node.integer(1, 100)); }},
        {"outside_with_home",
         [](Settings& to, const Node& node) { to.outside_apart = node.one_of(parse_outside, "forbidden, not_given"); }},
        {"cohabitants_exempt", [](Settings& to, const Node& node) { to.cohabitants_exempt = node.flag(); }},
        {"others_approve", [](Settings& to, const Node& node) { to.others_approve = node.flag(); }},
        {"note_explains_over", [](Settings& to, const Node& node) { to.note_explains_over = node.flag(); }},
        {"introduction_talk_minutes", minutes(&Settings::introduction_talk)},
        {"lock_startup_minutes", minutes(&Settings::lock_startup)},
        {"lock_startup_per",
         [](Settings& to, const Node& node) {
             to.lock_startup_per_client = node.one_of(parse_per_client, "lock, client");
         }},
        {"window_cleaning_minutes_per_year", minutes(&Settings::window_cleaning_per_year)},
        {"fire_prevention_minutes", minutes(&Settings::fire_prevention)},
        {"transition_days", number(&Settings::transition_days)},
        {"transition_registration_days", number(&Settings::transition_registration_days)},
        {"transition_day",
         [](Settings& to, const Node& node) {
             to.transition_by_the_hour = node.one_of(parse_by_the_hour, "24_hours, calendar");
         }},
        {"transition_ended_days", number(&Settings::transition_ended_days)},
        {"transition_notice_hours", number(&Settings::transition_notice_hours)},
        {"transition_month_days_tenths", number(&Settings::transition_month_days_tenths)},
        {"wrongly_paid_is_repaid", told},
        {"sample_day", told},
        {"manual_share_percent", number(&Settings::manual_share_percent)},
        {"manual_share_reading",
         [](Settings& to, const Node& node) {
             to.manual_share_reading =
                 node.one_of(parse_share_reading, "visits, minutes, visits_not_exempt, minutes_not_exempt");
         }},
        {"cohabitant_gap_minutes", minutes(&Settings::cohabitant_gap)},
        {"silence_held_weeks",
         [](Settings& to, const Node& node) { to.silence_held_weeks = static_cast<int>(node.integer(2, 4)); }},
        {"silence_within_minutes",
         [](Settings& to, const Node& node) { to.silence_within = Minutes{node.integer(5, 240)}; }},
        {"silence_gap_times",
         [](Settings& to, const Node& node) { to.silence_gap_times = static_cast<int>(node.integer(2, 100)); }},
        {"silence_unit_percent",
         [](Settings& to, const Node& node) { to.silence_unit_percent = static_cast<int>(node.integer(0, 100)); }},
        {"battery_stale_days", days(&Settings::battery_stale_days)},
        {"battery_soon_days", days(&Settings::battery_soon_days)},
        {"lock_lasting_days", number(&Settings::lock_lasting_days)},
        {"phone_unused_days", days(&Settings::phone_unused_days)},
        {"tag_unused_days", days(&Settings::tag_unused_days)},
        {"account_inactive_months", number(&Settings::account_inactive_months)},
        {"account_purge_months", number(&Settings::account_purge_months)},
        {"network_account_ends",
         [](Settings& to, const Node& node) {
             to.network_account_ends = node.one_of(parse_days_of_year, "days of the year like 02-15 09-15");
         }},
        {"network_account_notice_days", days(&Settings::network_account_notice_days)},
        {"sample_clients_from", told},
        {"sample_clients_to", told},
    };
    const auto it = setters.find(name);
    if (it == setters.end()) parameter.fail("is not a setting that the program knows");
    it->second(s, value);
}

void read_parameters(const Node& node, const json& values, Rulebook& book) {
    node.members([&](const std::string& name, const Node& parameter) {
        parameter.only({"value", "why"});
        set(book.settings, name, parameter.at("value"), parameter);
        const json& value = values.at(name).at("value");
        Parameter written{name, value.is_string() ? value.get<std::string>() : value.dump(),
                          parameter.at("why").text()};
        const auto it = std::find_if(book.parameters.begin(), book.parameters.end(),
                                     [&](const Parameter& p) { return p.name == name; });
        if (it == book.parameters.end())
            book.parameters.push_back(std::move(written));
        else
            *it = std::move(written);
    });
}

bool needs_order(const Node& node) {
    const std::string text = node.text();
    if (text != "needed" && text != "none") node.fail("is not one of needed, none");
    return text == "needed";
}
bool outside(const Node& node) {
    const std::string text = node.text();
    if (text != "home" && text != "outside") node.fail("is not one of home, outside");
    return text == "outside";
}

void read_services(const Node& node, Rulebook& book) {
    std::set<std::string> names;
    node.items([&](const Node& item) {
        item.only({"name", "aliases", "order", "exempt", "place", "alone", "special"});
        Service service;
        service.name = item.at("name").text();
        if (service.name.empty()) item.at("name").fail("is empty");
        if (!names.insert(base::lower_case(service.name)).second) item.at("name").fail("stands twice");
        if (item.has("aliases"))
            item.at("aliases").items([&](const Node& alias) { service.aliases.push_back(alias.text()); });
        if (item.has("order")) service.needs_order = needs_order(item.at("order"));
        if (item.has("exempt"))
            service.exempt = item.at("exempt").one_of(parse_exempt, "none, start, start_or_end, whole");
        if (item.has("place")) service.outside = outside(item.at("place"));
        if (item.has("alone")) service.alone = item.at("alone").flag();
        if (item.has("special"))
            service.special = item.at("special").one_of(
                parse_special,
                "none, introduction_talk, lock_startup, window_cleaning, cleaning, fire_prevention, care_plan, "
                "transition, meal, temporary_stay");
        book.services.put(std::move(service));
    });
    for (const Service& service : book.services.all()) {
        const auto is_hers = [&](const std::string& name) { return book.services.find(name) == &service; };
        if (!is_hers(service.name) || !std::all_of(service.aliases.begin(), service.aliases.end(), is_hers))
            node.fail("give two services one name: see " + service.name);
    }
}

void read_closing(const Node& node, Rulebook& book) {
    node.only({"vardag", "time_of_day", "published"});
    book.closing_vardag = static_cast<int>(node.at("vardag").integer(1, 15));
    const Node at = node.at("time_of_day");
    book.closing_time_of_day = time_of_day(at, at.text());
    book.published.clear();
    if (!node.has("published")) return;
    node.at("published").items([&](const Node& item) {
        item.only({"month", "closes"});
        const auto month = domain::parse_month(item.at("month").text());
        if (!month) item.at("month").fail("is not a month (YYYY-MM)");
        const Node closes = item.at("closes");
        const std::string text = closes.text();
        const auto date = domain::parse_date(std::string_view(text).substr(0, 10));
        if (text.size() != 19 || text[10] != 'T' || !date) closes.fail("is not a local time (YYYY-MM-DDTHH:MM:SS)");
        const auto moment = *date + time_of_day(closes, std::string_view(text).substr(11));
        if (!book.published.emplace(*month, domain::from_local(moment)).second) item.at("month").fail("stands twice");
    });
}

void read_matrix(const Node& node, Rulebook& book) {
    node.only({"services", "cells"});
    std::vector<std::string> services;
    node.at("services").items([&](const Node& name) { services.push_back(name.text()); });
    Matrix matrix(services);
    const auto known = [&](const Node& name) {
        const std::string text = name.text();
        if (std::find(services.begin(), services.end(), text) == services.end())
            name.fail("is not one of the matrix's services");
        return text;
    };
    std::set<std::pair<std::string, std::string>> given;
    if (node.has("cells")) {
        node.at("cells").items([&](const Node& cell) {
            cell.only({"a", "b", "value"});
            const std::string a = known(cell.at("a"));
            const std::string b = known(cell.at("b"));
            if (!given.insert(std::minmax(a, b)).second) cell.at("a").fail("and " + b + " are given twice");
            matrix.set(a, b, cell.at("value").one_of(parse_combination, "allowed, forbidden, individual, not given"));
        });
    }
    book.matrix = std::move(matrix);
    book.matrix_from = book.version;
}

Rulebook read_book(const json& j, const Rulebook* base) {
    const Node root(j, "");
    root.only({"$schema", "version", "municipality", "extends", "valid_from", "source", "checks", "parameters",
               "services", "closing", "revoke_window_hours", "rates", "matrix"});
    Rulebook book = base != nullptr ? *base : Rulebook{};
    book.version = root.at("version").text();
    if (book.version.empty()) root.at("version").fail("is empty");
    book.municipality = root.at("municipality").text();
    if (base != nullptr && base->municipality != book.municipality)
        root.at("municipality").fail("is not the one of the rulebook that is extended");
    book.extends = base != nullptr ? base->version : std::string{};
    book.valid_from = root.at("valid_from").date();
    if (base != nullptr && book.valid_from <= base->valid_from)
        root.at("valid_from").fail("is not later than that of the rulebook that is extended");
    const Node source = root.at("source").only({"publisher", "title", "date", "numbering"});
    book.source = {source.at("publisher").text(), source.at("title").text(), source.text_or("date", ""),
                   source.text_or("numbering", "")};
    read_checks(root.at("checks"), book);
    if (root.has("parameters")) read_parameters(root.at("parameters"), j.at("parameters"), book);
    if (root.has("services")) read_services(root.at("services"), book);
    if (root.has("closing") || base == nullptr) read_closing(root.at("closing"), book);
    if (root.has("revoke_window_hours")) {
        const Node hours = root.at("revoke_window_hours");
        book.revoke_window.reset();
        if (!hours.is_null()) book.revoke_window = std::chrono::hours{hours.integer(1, 10'000)};
    }
    if (root.has("rates")) {
        book.rates.clear();
        root.at("rates").items([&](const Node& item) {
            item.only({"valid_from", "ore_per_hour"});
            book.rates.push_back({item.at("valid_from").date(), item.at("ore_per_hour").integer(0, 100'000'000)});
        });
        std::sort(book.rates.begin(), book.rates.end(),
                  [](const Rate& a, const Rate& b) { return a.valid_from < b.valid_from; });
    }
    if (root.has("matrix")) read_matrix(root.at("matrix"), book);
    return book;
}

base::Error malformed(std::string_view file, int line, const std::string& reason) {
    return {"rulebook.malformed",
            {{"file", std::string(file)}, {"line", std::int64_t{line}}, {"reason", reason}},
            "line " + std::to_string(line) + ": " + reason};
}

std::string stated(std::string_view text, const char* key) {
    const json j = json::parse(text, nullptr, false);
    if (!j.is_object()) return {};
    const auto it = j.find(key);
    return it != j.end() && it->is_string() ? it->get<std::string>() : std::string{};
}

int line_at(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

}  // namespace

std::string extended_version(std::string_view text) {
    return stated(text, "extends");
}
std::string stated_version(std::string_view text) {
    return stated(text, "version");
}

base::Result<Rulebook> parse_rulebook(std::string_view text, std::string_view file_name, const Rulebook* base) {
    json j;
    try {
        j = json::parse(text);
    } catch (const json::parse_error& e) {
        return malformed(file_name, line_at(text, e.byte == 0 ? 0 : e.byte - 1),
                         "this is not JSON: " + std::string(e.what()));
    } catch (const json::exception& e) {
        return malformed(file_name, 1, e.what());
    }
    if (const std::string extended = extended_version(text);
        !extended.empty() && (base == nullptr || base->version != extended)) {
        return base::Error{"rulebook.base_unknown", {{"file", std::string(file_name)}, {"version", extended}}};
    }
    const Lines lines(text);
    if (const std::string& twice = lines.twice(); !twice.empty())
        return malformed(file_name, lines.of(twice), twice.substr(twice.rfind('/') + 1) + " stands twice");
    try {
        Rulebook book = read_book(j, extended_version(text).empty() ? nullptr : base);
        book.text = text;
        return book;
    } catch (const Fault& fault) {
        return malformed(file_name, lines.of(fault.pointer), fault.reason);
    }
}

}  // namespace samordna::rules
