#include "rules/rulebook.h"

#include <doctest/doctest.h>

#include "rules/checks.h"

using namespace samordna::rules;
using namespace std::chrono;

namespace {

// A rulebook that is in order, a member to a line: line 2 is the version. Tests break one of them.
struct Text {
    std::vector<std::pair<std::string, std::string>> members{
        {"version", R"("x-1")"},
        {"municipality", R"("Xby")"},
        {"valid_from", R"("2026-01-01")"},
        {"source", R"({"publisher": "Xby kommun", "title": "Regler", "numbering": "3.x"})"},
        {"checks", R"({"overlap": {"severity": "warns", "paragraph": "1", "sentence": "En i taget."}})"},
        {"parameters", R"({"transition_days": {"value": 4, "why": "fyra dagar"}})"},
        {"services", R"([{"name": "Dusch"}, {"name": "Inköp", "aliases": ["Handla"], "exempt": "start"}])"},
        {"closing", R"({"vardag": 3, "time_of_day": "12:00:00"})"},
        {"revoke_window_hours", "null"},
        {"matrix",
         R"({"services": ["Dusch", "Inköp"], "cells": [{"a": "Dusch", "b": "Inköp", "value": "forbidden"}]})"}};

    Text& with(const std::string& name, const std::string& value) {
        for (auto& [key, text] : members) {
            if (key == name) return text = value, *this;
        }
        members.emplace_back(name, value);
        return *this;
    }
    Text& without(const std::string& name) {
        std::erase_if(members, [&](const auto& member) { return member.first == name; });
        return *this;
    }
    std::string json() const {
        std::string text = "{";
        for (const auto& [name, value] : members) text += (text.size() == 1 ? "\n\"" : ",\n\"") + name + "\": " + value;
        return text + "\n}\n";
    }
    Rulebook read(const Rulebook* base = nullptr) const {
        auto book = parse_rulebook(json(), "x-1.json", base);
        if (!book) FAIL(book.error().code << " " << book.error().detail);
        return std::move(*book);
    }
    // "LINE: REASON" of the refusal.
    std::string refused(const Rulebook* base = nullptr) const { return refused_text(json(), base); }
    static std::string refused_text(const std::string& text, const Rulebook* base = nullptr) {
        const auto book = parse_rulebook(text, "x-1.json", base);
        if (book) return "accepted";
        if (book.error().code != "rulebook.malformed") return book.error().code;
        CHECK(std::get<std::string>(book.error().parameters.at("file")) == "x-1.json");
        return std::to_string(std::get<std::int64_t>(book.error().parameters.at("line"))) + ": " +
               std::get<std::string>(book.error().parameters.at("reason"));
    }
};

Text extending() {
    Text text;
    text.with("version", R"("x-2")").with("valid_from", R"("2026-06-01")").with("checks", "{}");
    for (const auto* name : {"parameters", "services", "closing", "revoke_window_hours", "matrix"}) text.without(name);
    return text.with("extends", R"("x-1")");
}

std::string check(const char* members) {
    return R"({"overlap": {)" + std::string(members) + "}}";
}

const Rulebook& built_in(const char* version) {
    const Rulebook* book = Rulebooks::built_in().find(version);
    REQUIRE(book != nullptr);
    return *book;
}

using Rows = std::vector<std::string>;
Rows rows(const std::vector<RuleChange>& changes) {
    Rows texts;
    for (const auto& c : changes) texts.push_back(c.subject + " " + c.name + ": " + c.before + " -> " + c.after);
    return texts;
}

}  // namespace

TEST_CASE("a visit is judged by the rulebook in force on its day") {
    const Rulebooks& books = Rulebooks::built_in();
    const auto in_force = [&](const char* municipality, year_month_day ymd) {
        return books.in_force(municipality, Date{ymd})->version;
    };
    CHECK(in_force("Nacka", 2021y / 8 / 1) == "nacka-3.0-2025-10-15");
    CHECK(in_force("Nacka", 2026y / 3 / 24) == "nacka-3.0-2025-10-15");
    CHECK(in_force("Nacka", 2026y / 3 / 25) == "nacka-3.0-2026-03-25");
    CHECK(in_force("Nacka", 2026y / 6 / 1) == "nacka-3.0-2026-03-25");
    CHECK(in_force("Nacka", 2026y / 6 / 2) == "nacka-trygghetslas-2026-06-02");
    CHECK(in_force("Haninge", 2026y / 6 / 11) == "haninge-2026");
    CHECK(in_force("Haninge", 2026y / 6 / 12) == "haninge-digitala-las-2026-06-12");
    CHECK(books.in_force("Haninge", Date{2026y / 10 / 1})->revoke_window == hours{72});
    CHECK(books.in_force("Vaxholm", Date{2026y / 10 / 1}) == nullptr);
}

TEST_CASE("the same rule is cited in each text's own numbering, where it is written") {
    CHECK(built_in("nacka-3.0-2025-10-15").rule("manual-without-note")->paragraph == "3.10");
    CHECK(built_in("nacka-3.0-2026-03-25").rule("manual-without-note")->paragraph == "4.10");
    const CheckRule& kept = *built_in("nacka-trygghetslas-2026-06-02").rule("manual-without-note");
    CHECK(kept.paragraph == "4.10");
    CHECK(kept.rulebook == "nacka-3.0-2026-03-25");
    CHECK(built_in("nacka-trygghetslas-2026-06-02").rule("tag-beside-lock")->rulebook ==
          "nacka-trygghetslas-2026-06-02");
}

TEST_CASE("every check is on somewhere, and every check that is on can be made or is a rule of another kind") {
    std::vector<std::string> on;
    for (const Rulebook& book : Rulebooks::built_in().all()) {
        for (const auto& [id, rule] : book.checks) {
            CAPTURE(id);
            CHECK((find_check(id) != nullptr || id == "revoke-window" || id == "manual-share"));
            CHECK(rule.paragraph.empty() == rule.sentence.empty());
            on.push_back(id);
        }
    }
    for (const CheckInfo& known : known_checks()) {
        CAPTURE(known.id);
        CHECK(std::find(on.begin(), on.end(), known.id) != on.end());
    }
}

TEST_CASE("a rulebook in order is read whole") {
    const Rulebook book = Text()
                              .with("rates", R"([{"valid_from": "2026-07-01", "ore_per_hour": 46000},
        {"valid_from": "2026-01-01", "ore_per_hour": 45000}])")
                              .read();
    CHECK(book.version == "x-1");
    CHECK(book.extends.empty());
    CHECK(book.source == Source{"Xby kommun", "Regler", "", "3.x"});
    CHECK(*book.rule("overlap") == CheckRule{Severity::warns, std::nullopt, true, "1", "En i taget.", "x-1"});
    CHECK(book.settings.transition_days == 4);
    CHECK(book.parameters == std::vector<Parameter>{{"transition_days", "4", "fyra dagar"}});
    CHECK(book.services.find("HANDLA") == book.services.find("Inköp"));
    CHECK(book.services.find("inköp")->exempt == Exempt::start);
    CHECK(book.services.find("Sång") == nullptr);
    CHECK(book.matrix.at("inköp", "DUSCH") == Combination::forbidden);
    CHECK(book.matrix.at("Dusch", "Dusch") == Combination::not_given);
    CHECK_FALSE(book.revoke_window);
    CHECK(book.rates == std::vector<Rate>{{Date{2026y / 1 / 1}, 45'000}, {Date{2026y / 7 / 1}, 46'000}});
}

TEST_CASE("a rulebook that extends another says only what is otherwise") {
    const Rulebook base = Text().read();
    const Rulebook same = extending().read(&base);
    CHECK(same.version == "x-2");
    CHECK(same.extends == "x-1");
    CHECK(*same.rule("overlap") == *base.rule("overlap"));
    CHECK(same.settings.transition_days == 4);
    CHECK(same.matrix == base.matrix);
    CHECK(difference(base, same).empty());
    const Rulebook other =
        extending()
            .with("checks",
                  R"({"overlap": null, "no-order": {"severity": "blocks", "paragraph": "2", "sentence": "Beslut."}})")
            .with("parameters", R"({"transition_days": {"value": 2, "why": "två"}})")
            .with("services", R"([{"name": "inköp", "exempt": "start_or_end"}])")
            .with("revoke_window_hours", "72")
            .read(&base);
    CHECK(other.rule("overlap") == nullptr);
    CHECK(other.rule("no-order")->rulebook == "x-2");
    CHECK(other.settings.transition_days == 2);
    CHECK(other.parameters.size() == 1);
    CHECK(other.services.all().size() == 2);
    CHECK(other.services.find("Inköp")->exempt == Exempt::start_or_end);
    CHECK(other.services.find("Handla") == nullptr);  // a service is replaced whole, its aliases too
    CHECK(other.revoke_window == hours{72});
}

TEST_CASE("a rulebook that extends one that is not there is refused, and so is one of another municipality or day") {
    const Rulebook base = Text().read();
    CHECK(extended_version(extending().json()) == "x-1");
    CHECK(extended_version(Text().json()).empty());
    CHECK(extended_version("[").empty());
    CHECK(extending().refused() == "rulebook.base_unknown");
    const Rulebook other = Text().with("version", R"("x-0")").read();
    CHECK(extending().refused(&other) == "rulebook.base_unknown");
    CHECK(extending().with("municipality", R"("Yby")").refused(&base) ==
          "3: municipality is not the one of the rulebook that is extended");
    CHECK(extending().with("valid_from", R"("2026-01-01")").refused(&base) ==
          "4: valid_from is not later than that of the rulebook that is extended");
    CHECK(extending().with("checks", R"({"no-order": null})").refused(&base) ==
          "6: no-order is turned off and was never on");
}

TEST_CASE("what is not JSON is refused with its line") {
    CHECK(Text::refused_text("{\n\"version\": ").substr(0, 21) == "2: this is not JSON: ");
    CHECK(Text::refused_text("").substr(0, 3) == "1: ");
    CHECK(Text::refused_text("[]") == "1: the rulebook is not an object");
    CHECK(Text::refused_text("{\"version\": \"\xff\"}").substr(0, 3) == "1: ");
    CHECK(Text::refused_text("{\n\"version\": \"a\",\n\"version\": \"b\"}") == "3: version stands twice");
    CHECK(Text::refused_text(std::string(100'000, '[')).substr(0, 3) == "1: ");
}

TEST_CASE("each kind of fault is refused with its line and the reason") {
    struct Fault {
        const char* member;
        std::string value;
        std::string refusal;
    };
    const Fault faults[] = {
        {"version", R"("")", "2: version is empty"},
        {"version", "7", "2: version is not a text"},
        {"valid_from", R"("2026-02-30")", "4: valid_from is not a date (YYYY-MM-DD)"},
        {"source", R"({"publisher": "X", "titel": "R"})", "5: titel is not known here"},
        {"source", R"({"publisher": "X"})", "5: title is missing in source"},
        {"checks", "[]", "6: checks is not an object"},
        {"checks", R"({"overlapp": {"severity": "warns", "paragraph": "", "sentence": ""}})",
         "6: overlapp is not a check that the program knows"},
        {"checks", check(R"("severity": "bad", "paragraph": "", "sentence": "")"),
         "6: severity is not one of blocks, warns, informs"},
        {"checks", check("\n\"severity\": \"warns\",\n\"paragraph\": 7,\n\"sentence\": \"\""),
         "8: paragraph is not a text"},
        {"checks", check(R"("severity": "warns", "paragraph": "1", "sentence": "")"),
         "6: overlap has a paragraph without its sentence or a sentence without its paragraph"},
        {"checks", check(R"("severity": "warns", "paragraph": "")"), "6: sentence is missing in overlap"},
        {"checks", check(R"("severity": "warns", "paragraph": "", "sentence": "", "note_suffices": 1)"),
         "6: note_suffices is not true or false"},
        {"parameters", R"({"transition_dag": {"value": 4, "why": ""}})",
         "7: transition_dag is not a setting that the program knows"},
        {"parameters", R"({"transition_days": {"value": 4.0, "why": ""}})", "7: value is not a whole number"},
        {"parameters", R"({"transition_days": {"value": -1, "why": ""}})", "7: value is not 0 to 10000"},
        {"parameters", R"({"transition_days": {"value": 18446744073709551615, "why": ""}})",
         "7: value is not 0 to 10000"},
        {"parameters", R"({"transition_days": {"value": 4}})", "7: why is missing in transition_days"},
        {"parameters", R"({"double_pair": {"value": "both", "why": ""}})",
         "7: value is not one of supporter_without_service, one_service_one_press"},
        {"parameters", R"({"manual_share_reading": {"value": "days", "why": ""}})",
         "7: value is not one of visits, minutes, visits_not_exempt, minutes_not_exempt"},
        {"services", "{}", "8: services is not a list"},
        {"services", "[{\"name\": \"Dusch\"},\n{\"name\": \"\"}]", "9: name is empty"},
        {"services", "[{\"name\": \"Dusch\"},\n{\"name\": \"DUSCH\"}]", "9: name stands twice"},
        {"services", R"([{"name": "Dusch"}, {"name": "Bad", "aliases": ["dusch"]}])",
         "8: services give two services one name: see Dusch"},
        {"services", R"([{"name": "Dusch", "exempt": "end"}])",
         "8: exempt is not one of none, start, start_or_end, whole"},
        {"services", R"([{"name": "Dusch", "order": "maybe"}])", "8: order is not one of needed, none"},
        {"services", R"([{"name": "Dusch", "place": "garden"}])", "8: place is not one of home, outside"},
        {"services", R"([{"name": "Dusch", "price": 7}])", "8: price is not known here"},
        {"closing", R"({"vardag": 0, "time_of_day": "12:00:00"})", "9: vardag is not 1 to 15"},
        {"closing", R"({"vardag": 3, "time_of_day": "24:00:00"})", "9: time_of_day has no time of day HH:MM:SS"},
        {"closing", R"({"vardag": 3, "time_of_day": "12:00"})", "9: time_of_day has no time of day HH:MM:SS"},
        {"closing", R"({"vardag": 3, "time_of_day": "12:00:00", "published": [{"month": "2026-13", "closes": ""}]})",
         "9: month is not a month (YYYY-MM)"},
        {"closing",
         R"({"vardag": 3, "time_of_day": "12:00:00", "published": [{"month": "2026-12", "closes": "2027-01-05"}]})",
         "9: closes is not a local time (YYYY-MM-DDTHH:MM:SS)"},
        {"closing",
         "{\"vardag\": 3, \"time_of_day\": \"12:00:00\", \"published\": [{\"month\": \"2026-12\", \"closes\": "
         "\"2027-01-05T12:00:00\"},\n{\"month\": \"2026-12\", \"closes\": \"2027-01-06T12:00:00\"}]}",
         "10: month stands twice"},
        {"revoke_window_hours", "0", "10: revoke_window_hours is not 1 to 10000"},
        {"matrix", R"({"services": ["Dusch"], "cells": [{"a": "Dusch", "b": "Bad", "value": "allowed"}]})",
         "11: b is not one of the matrix's services"},
        {"matrix", R"({"services": ["Dusch"], "cells": [{"a": "Dusch", "b": "Dusch", "value": "no"}]})",
         "11: value is not one of allowed, forbidden, individual, not given"},
        {"matrix",
         "{\"services\": [\"A\", \"B\"], \"cells\": [{\"a\": \"A\", \"b\": \"B\", \"value\": \"allowed\"},\n"
         "{\"a\": \"B\", \"b\": \"A\", \"value\": \"forbidden\"}]}",
         "12: a and A are given twice"},
        {"rates", R"([{"valid_from": "2026-01-01", "ore_per_hour": 45.5}])", "12: ore_per_hour is not a whole number"},
        {"colour", "7", "12: colour is not known here"},
    };
    CHECK(Text().refused() == "accepted");
    for (const Fault& fault : faults) {
        CAPTURE(fault.value);
        CHECK(Text().with(fault.member, fault.value).refused() == fault.refusal);
    }
    for (const auto* member : {"version", "municipality", "valid_from", "source", "checks", "closing"}) {
        CHECK(Text().without(member).refused() == "1: " + std::string(member) + " is missing");
    }
}

TEST_CASE("a month closes on the vardag and at the time that the rulebook says, the moment that is published wins") {
    const Rulebook book = Text()
                              .with("closing", R"({"vardag": 2, "time_of_day": "16:30:00", "published": [
                {"month": "2026-12", "closes": "2027-01-11T23:59:59"}, {"month": "2026-09", "closes": "2026-10-26T12:00:00"}]})")
                              .read();
    const auto closing = [&](Month month) { return samordna::domain::local_instant_text(book.closing_time(month)); };
    CHECK(closing(2026y / November) == "2026-12-02T16:30:00+01:00");
    CHECK(closing(2026y / December) == "2027-01-11T23:59:59+01:00");
    CHECK(closing(2026y / September) == "2026-10-26T12:00:00+01:00");
    CHECK(closing(2026y / June) == "2026-07-02T16:30:00+02:00");
}

TEST_CASE("a rulebook that says nothing about closing keeps what is published in the one that it extends") {
    const Rulebook base = Text()
                              .with("closing", R"({"vardag": 3, "time_of_day": "12:00:00", "published": [
        {"month": "2026-12", "closes": "2027-01-11T12:00:00"}]})")
                              .read();
    CHECK(extending().read(&base).published == base.published);
    const Rulebook anew = extending().with("closing", R"({"vardag": 4, "time_of_day": "12:00:00"})").read(&base);
    CHECK(anew.published.empty());
    CHECK(anew.closing_vardag == 4);
}

TEST_CASE("the difference between two rulebooks has every check, setting, service and cell that is otherwise") {
    const Rulebook base = Text().read();
    const Rulebook other =
        extending()
            .with("checks", R"({"overlap": {"severity": "blocks", "severity_with_note": "warns", "note_suffices": false,
                "paragraph": "2", "sentence": "En i sänder."},
                "no-order": {"severity": "blocks", "paragraph": "2", "sentence": "Beslut."}})")
            .with("parameters",
                  R"({"transition_days": {"value": 2, "why": ""}, "cohabitants_exempt": {"value": true, "why": ""}})")
            .with(
                "services",
                R"([{"name": "Inköp", "exempt": "start_or_end", "place": "outside"}, {"name": "SIP", "order": "none", "exempt": "whole", "special": "care_plan"}])")
            .with(
                "closing",
                R"({"vardag": 4, "time_of_day": "23:59:59", "published": [{"month": "2026-12", "closes": "2027-01-11T12:00:00"}]})")
            .with("revoke_window_hours", "72")
            .with("rates", R"([{"valid_from": "2026-07-01", "ore_per_hour": 46000}])")
            .with(
                "matrix",
                R"({"services": ["Dusch", "Inköp", "SIP"], "cells": [{"a": "SIP", "b": "Dusch", "value": "individual"}]})")
            .read(&base);
    CHECK(rows(difference(base, other)) ==
          Rows{"severity overlap: warns -> blocks", "severity_with_note overlap:  -> warns",
               "note_suffices overlap: true -> false", "paragraph overlap: 1 -> 2",
               "sentence overlap: En i taget. -> En i sänder.", "check no-order:  -> blocks",
               "parameter cohabitants_exempt:  -> true", "parameter transition_days: 4 -> 2",
               "service Inköp: order needed, exempt start, alias Handla -> order needed, exempt start_or_end, place "
               "outside",
               "service SIP:  -> order none, exempt whole, special care_plan",
               "closing 2026-12:  -> 2027-01-11T12:00:00+01:00", "closing time_of_day: 12:00:00 -> 23:59:59",
               "closing vardag: 3 -> 4", "revoke_window hours:  -> 72", "rate 2026-07-01:  -> 46000",
               "matrix Dusch + Inköp: forbidden -> ", "matrix Dusch + SIP:  -> individual"});
    const auto back = difference(other, base);
    CHECK(back.size() == difference(base, other).size());
    CHECK(rows(back).front() == "severity overlap: blocks -> warns");
}

TEST_CASE(
    "the difference between Nacka's two texts is the numbering and the repayment, that of the lock routine the locks") {
    const auto texts = difference(built_in("nacka-3.0-2025-10-15"), built_in("nacka-3.0-2026-03-25"));
    CHECK_FALSE(texts.empty());
    for (const auto& change : texts) {
        CAPTURE(change.name);
        CHECK(
            (change.subject == "paragraph" || change.name == "wrongly_paid_is_repaid" || change.subject == "sentence"));
    }
    for (const auto& change : difference(built_in("nacka-3.0-2026-03-25"), built_in("nacka-trygghetslas-2026-06-02"))) {
        CAPTURE(change.subject);
        CHECK((change.name == "cap-lock-startup" || change.name == "tag-beside-lock" ||
               change.name == "lock_startup_per" || change.name == "Uppstart smarta lås"));
    }
}
