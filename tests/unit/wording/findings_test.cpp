// What the rules say, in words: every check, every variant of it, in both languages.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <set>

#include <doctest/doctest.h>

#include "rules/checks.h"
#include "wording/catalog.h"
#include "wording/finding_text.h"
#include "wording/rule_words.h"
#include "wording/sentences.h"

using namespace samordna;
using namespace samordna::wording;

namespace {

const std::filesystem::path checks_folder = std::filesystem::path(__FILE__).parent_path() / "../../../src/rules";

base::Parameter text(const char* value) {
    return std::string(value);
}
base::Parameter number(std::int64_t value) {
    return value;
}

struct Sample {
    const char* check;
    base::Parameters parameters;
    rules::Finding finding() const { return {check, rules::Severity::blocks, "nacka", "4.10", {}, parameters}; }
};

// With the parameters that each check gives, in every variant.
const std::vector<Sample> samples{
    {"impossible-time", {{"reason", text("end_before_start")}}},
    {"impossible-time", {{"reason", text("over_24_hours")}}},
    {"impossible-time", {{"reason", text("in_future")}}},
    {"after-closing", {{"reason", text("registered")}}},
    {"after-closing", {{"reason", text("unapproved")}}},
    {"after-closing", {}},
    {"service-missing", {}},
    {"declined-used", {{"service", text("Dusch")}}},
    {"no-order", {{"service", text("Dusch, Promenad")}}},
    {"manual-without-note", {{"ends", text("start")}}},
    {"manual-without-note", {{"ends", text("end")}}},
    {"manual-without-note", {{"ends", text("both")}}},
    {"edited-without-note", {{"ends", text("start")}, {"start_moved", number(-12)}, {"note", text("no")}}},
    {"edited-without-note", {{"ends", text("end")}, {"end_moved", number(5)}, {"note", text("yes")}}},
    {"edited-without-note", {{"ends", text("neither")}, {"note", text("no")}}},
    {"extra-without-note", {{"service", text("Promenad")}}},
    {"over-ordered-without-note",
     {{"service", text("Dusch")},
      {"ordered", number(45)},
      {"performed", number(52)},
      {"over", number(7)},
      {"note", text("no")},
      {"decides", text("note")}}},
    {"over-ordered-without-note",
     {{"service", text("Dusch")},
      {"ordered", number(45)},
      {"performed", number(52)},
      {"over", number(7)},
      {"note", text("no")},
      {"decides", text("case_officer")}}},
    {"over-ordered-without-note",
     {{"service", text("Dusch")},
      {"ordered", number(45)},
      {"performed", number(52)},
      {"over", number(7)},
      {"note", text("yes")},
      {"decides", text("case_officer")}}},
    {"double-alone", {{"reason", text("nobody")}, {"own_hours", text("06:53-07:08")}}},
    {"double-alone",
     {{"reason", text("without_service")}, {"own_hours", text("06:53-07:08")}, {"other_hours", text("06:50-07:10")}}},
    {"double-unordered-without-note", {}},
    {"double-outside", {{"minutes", number(4)}, {"other_hours", text("06:50-07:10")}}},
    {"double-with-service", {}},
    {"double-with-service", {{"other_hours", text("06:50-07:10")}}},
    {"double-pressed-twice", {{"other_hours", text("06:50-07:10")}}},
    {"double-not-pressed", {{"other_hours", text("06:50-07:10")}}},
    {"joint-not-split",
     {{"service", text("Promenad")},
      {"clients", number(3)},
      {"minutes", number(80)},
      {"share", number(26)},
      {"shares", text("27 + 27 + 26")}}},
    {"overlap", {{"minutes", number(10)}, {"other_hours", text("06:50-07:10")}}},
    {"no-travel-gap", {{"other_hours", text("06:50-07:10")}}},
    {"combination", {{"reason", text("alone")}, {"service", text("Tillsyn")}, {"other_service", text("Dusch")}}},
    {"combination", {{"reason", text("outside")}, {"service", text("Tillsyn")}, {"other_service", text("Dusch")}}},
    {"combination", {{"reason", text("forbidden")}, {"service", text("Tillsyn")}, {"other_service", text("Dusch")}}},
    {"combination", {{"reason", text("individual")}, {"service", text("Tillsyn")}, {"other_service", text("Dusch")}}},
    {"temporary-stay", {{"service", text("Dusch")}, {"right_service", text("Vistelse")}}},
    {"tag-beside-lock", {}},
    {"meal-pickup-over-granted", {{"service", text("Lunch")}, {"ordered", number(30)}, {"over", number(9)}}},
    {"cap-introduction-talk", {{"reason", text("again")}, {"other_date", text("2026-10-03")}}},
    {"cap-introduction-talk", {{"reason", text("over")}, {"over", number(15)}, {"limit", number(60)}}},
    {"cap-lock-startup", {{"reason", text("no_lock")}}},
    {"cap-lock-startup", {{"reason", text("again")}, {"other_date", text("2026-10-03")}}},
    {"cap-lock-startup", {{"reason", text("over")}, {"over", number(15)}, {"limit", number(60)}}},
    {"cap-window-cleaning", {{"reason", text("no_cleaning")}}},
    {"cap-window-cleaning", {{"reason", text("over")}, {"over", number(15)}, {"limit", number(60)}}},
    {"cap-fire-prevention", {{"reason", text("again")}, {"other_date", text("2026-10-03")}}},
    {"cap-fire-prevention", {{"reason", text("over")}, {"over", number(15)}, {"limit", number(60)}}},
    {"transition-days", {{"day", number(6)}, {"days", number(4)}, {"first", text("2026-10-03")}}},
    {"transition-days", {{"reason", text("told_in_time")}, {"hours", number(48)}, {"first", text("2026-10-03")}}},
    {"transition-late", {{"day", number(20)}, {"days", number(14)}, {"first", text("2026-10-03")}}},
    {"manual-not-exempt", {{"ends", text("start")}}},
    {"manual-not-exempt", {{"ends", text("end")}}},
    {"manual-not-exempt", {{"ends", text("both")}}},
    {"late-registration", {{"hours", number(1)}, {"note", text("no")}}},
    {"late-registration", {{"hours", number(75)}, {"note", text("yes")}}},
    {"manual-share", {{"per_mille", number(124)}, {"percent", number(10)}, {"reading", text("visits")}}},
    {"manual-share", {{"per_mille", number(124)}, {"percent", number(10)}, {"reading", text("minutes")}}},
    {"manual-share", {{"per_mille", number(124)}, {"percent", number(10)}, {"reading", text("visits_not_exempt")}}},
    {"manual-share", {{"per_mille", number(124)}, {"percent", number(10)}, {"reading", text("minutes_not_exempt")}}},
    {"shift-open", {}},
    {"shift-empty", {}},
    {"already-approved", {}},
    {"own-shift", {}},
    {"not-approved", {}},
    {"revoke-window-passed", {{"hours", number(72)}}},
    {"no-rulebook", {}},
    {"shift-unknown", {}},
    {"visit-changed", {}},
    {"visit-unknown", {}},
    {"visit-open", {}},
    {"shift-approved", {}},
    {"nothing-changed", {}},
    {"note-required", {}},
    {"service-unknown", {{"service", text("Ballongflygning")}}},
    {"minutes-impossible", {}},
    {"client-unknown", {}},
    {"not-signed-in", {}},
    {"read-only", {}},
    {"not-allowed", {}},
    {"matrix-unreadable",
     {{"reason", text("matrix.unknown_service")},
      {"line", number(3)},
      {"column", number(1)},
      {"service", text("Bad")}}},
    {"matrix-unreadable",
     {{"reason", text("matrix.bad_cell")}, {"line", number(3)}, {"column", number(2)}, {"text", text("kanske")}}},
    {"matrix-unreadable",
     {{"reason", text("matrix.contradiction")},
      {"line", number(3)},
      {"column", number(2)},
      {"service", text("Bad")},
      {"other_service", text("Dusch")}}},
    {"matrix-unreadable",
     {{"reason", text("matrix.duplicate")}, {"line", number(1)}, {"column", number(3)}, {"service", text("Bad")}}},
    {"matrix-unreadable", {{"reason", text("matrix.malformed")}, {"line", number(3)}, {"column", number(2)}}},
};

std::string in(Language language, const std::function<std::string()>& say) {
    set_language(language);
    return say();
}

void check_in_both_languages(const std::function<std::string()>& say) {
    const std::string english = in(Language::en, say);
    const std::string swedish = in(Language::sv, say);
    CHECK_FALSE(english.empty());
    CHECK_FALSE(swedish.empty());
    CHECK(english != swedish);
    for (const std::string& said : {english, swedish}) CHECK(said.find('{') == std::string::npos);
}

// No-break spaces as spaces, so that the tests can be read.
std::string swedish(const Sample& sample) {
    std::string said = in(Language::sv, [&] { return sentence_of(sample.finding()); });
    for (auto i = said.find("\xC2\xA0"); i != std::string::npos; i = said.find("\xC2\xA0")) said.replace(i, 2, " ");
    return said;
}

const Sample& sample_of(std::string_view check, std::size_t n = 0) {
    for (const Sample& sample : samples) {
        if (sample.check == check && n-- == 0) return sample;
    }
    throw std::logic_error("no sample");
}

}  // namespace

TEST_CASE("every check and every reason has a label, a sentence and what mends it, in every variant") {
    for (const auto& info : rules::known_checks()) {
        CAPTURE(info.id);
        CHECK(knows_check(info.id));
        CHECK_NOTHROW(sample_of(info.id));
    }
    for (const Sample& sample : samples) {
        CAPTURE(sample.check);
        check_in_both_languages([&] { return label_of_check(sample.check); });
        check_in_both_languages([&] { return sentence_of(sample.finding()); });
        check_in_both_languages([&] { return mending_of(sample.finding()); });
        CHECK(in(Language::sv, [&] { return sentence_of(sample.finding()); }).find(sample.check) == std::string::npos);
    }
}

TEST_CASE("every text of the tables is said for some finding") {
    set_language(Language::en);
    for (const auto texts : {texts_of_registration(), texts_of_services(), texts_of_company(), texts_of_changes()}) {
        for (const FindingText& entry : texts) {
            const std::string_view what = entry.what;
            const bool said = std::any_of(samples.begin(), samples.end(), [&](const Sample& sample) {
                const std::string sentence = sentence_of(sample.finding());
                return sample.check == entry.check && sentence.starts_with(what.substr(0, what.find('{'))) &&
                       sentence.ends_with(entry.mend);
            });
            CAPTURE(what);
            CHECK(said);
        }
    }
}

TEST_CASE("whatever variant the checks' code names is among the findings that have words here") {
    std::set<std::string> said;
    for (const Sample& sample : samples) {
        for (const auto& [name, value] : sample.parameters) {
            if (const auto* word = std::get_if<std::string>(&value)) said.insert(*word);
        }
    }
    const std::regex word(R"re((?:std::string\(|found\()"([a-z_0-9]+)"\))re");
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(checks_folder)) {
        if (!entry.path().filename().string().starts_with("checks_")) continue;
        std::ifstream file(entry.path());
        const std::string code{std::istreambuf_iterator<char>(file), {}};
        for (std::sregex_iterator it(code.begin(), code.end(), word), end; it != end; ++it, ++found) {
            CAPTURE((*it)[1].str());
            CHECK(said.contains((*it)[1]));
        }
    }
    CHECK(found > 10);
}

TEST_CASE("no two checks have the same label") {
    for (const Language language : {Language::sv, Language::en}) {
        std::set<std::string> labels;
        for (const auto& info : rules::known_checks())
            labels.insert(in(language, [&] { return label_of_check(info.id); }));
        CHECK(labels.size() == rules::known_checks().size());
    }
}

TEST_CASE("a flag says precisely what is wrong, with its paragraph, then what mends it") {
    CHECK(
        swedish(sample_of("manual-without-note", 1)) ==
        "Besöket avslutades utan kvittens och ingen anteckning säger varför (§ 4.10). Skriv vad som hände och varför.");
    CHECK(
        swedish(sample_of("over-ordered-without-note")) ==
        "Dusch utfördes 52 min, beställt 45 min: 7 min över, och ingen anteckning säger varför (§ 4.10). Skriv varför "
        "det tog längre tid.");
    CHECK(swedish(sample_of("edited-without-note")) ==
          "Besöket är ändrat i efterhand (starten 12 min tidigare), och ingen anteckning säger varför (§ 4.10). Skriv "
          "varför det ändrades.");
    CHECK(swedish(sample_of("double-alone"))
              .starts_with("Den som stöttar är ensam: ingen annan är hos kunden "
                           "06:53-07:08 (§ 4.10)."));
    CHECK(swedish(sample_of("late-registration", 1)).starts_with("Besöket registrerades 3 dygn efter att det slutade"));
    CHECK(swedish(sample_of("transition-days")).starts_with("Det är dag 6 med omställningstid sedan lör 3 okt, och"));
    CHECK(swedish(sample_of("manual-share")).starts_with("12,4 % av månadens besök är manuella, och högst 10 %"));
}

TEST_CASE("without a paragraph there are no brackets for it") {
    set_language(Language::sv);
    const rules::Finding late{"revoke-window-passed",       rules::Severity::blocks, "", "", {},
                              {{"hours", std::int64_t{72}}}};
    CHECK(sentence_of(late).find("72 timmar") != std::string::npos);
    CHECK(sentence_of(late).find('(') == std::string::npos);
}

TEST_CASE("why something is not paid is said in a word or two") {
    for (const char* reason : {"over-ordered", "let-unpaid", "waits-for-case-officer", "going-on", "double-alone"}) {
        CAPTURE(reason);
        check_in_both_languages([&] { return reason_of(reason); });
        CHECK(in(Language::en, [&] { return reason_of(reason); }) != "Look at this");
    }
}

TEST_CASE("every setting of the rulebooks, its value and every check has words") {
    for (const auto& book : rules::Rulebooks::built_in().all()) {
        for (const auto& parameter : book.parameters) {
            CAPTURE(parameter.name);
            check_in_both_languages([&] { return name_of_parameter(parameter.name); });
            CHECK(value_of_parameter(parameter).find('_') == std::string::npos);
        }
        for (const auto& [id, rule] : book.checks) CHECK(label_of_check(id) != tr("Look at this"));
    }
}

TEST_CASE("what two rulebooks say otherwise is told in words on both sides") {
    set_language(Language::sv);
    const rules::RuleChange severity{"severity", "overlap", "warns", "blocks"};
    CHECK(name_of_rule_change(severity) == "Två kunder samtidigt: allvar");
    CHECK(text_of_rule_change(severity, severity.before) == "bör ses över");
    CHECK(text_of_rule_change({"service", "Inköp", "", ""}, "order needed, exempt start, place outside") ==
          "måste vara beställd, starten får sakna kvittens, utanför hemmet");
    CHECK(text_of_rule_change({"parameter", "note_explains_over", "", ""}, "true") == "ja");
    CHECK(text_of_rule_change({"check", "overlap", "", ""}, "").empty());
}
