#include "wording/sentences.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include <doctest/doctest.h>

#include "wording/catalog.h"

using namespace samordna;
using namespace samordna::wording;

namespace {

const std::filesystem::path sources = std::filesystem::path(__FILE__).parent_path() / "../../../src";

// The codes of errors as the client's rooms write them: Error{"code" or, where the type is clear, return {"code".
std::set<std::string> codes_in_the_rooms() {
    const std::regex code(R"re((?:Error(?: \w+)?\{|Failure\(\{|return \{)\s*"([a-z_]+(?:\.[a-z_]+)?)")re");
    std::set<std::string> found;
    for (const char* room : {"base", "domain", "rules", "protocol", "store", "sync", "workspace"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(sources / room)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            std::ifstream file(entry.path());
            const std::string text{std::istreambuf_iterator<char>(file), {}};
            for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it) found.insert((*it)[1]);
        }
    }
    return found;
}

// Those that the interface of the backend promises (protocol/remote.h, outcome.h) and that no room of the client makes
// itself.
const std::set<std::string> codes_of_the_backend{"backend.unreachable",
                                                 "backend.busy",
                                                 "backend.fault",
                                                 "session.expired",
                                                 "forbidden",
                                                 "not_found",
                                                 "client.too_old",
                                                 "resync.required",
                                                 "request.malformed",
                                                 "sign_in.refused",
                                                 "sign_in.wait",
                                                 "integrity.moved",
                                                 "key.reused",
                                                 "key.in_progress",
                                                 "depends_on.refused",
                                                 "rules.refused",
                                                 "version.conflict",
                                                 "sign_in.code_needed",
                                                 "sign_in.enrol",
                                                 "sign_in.new_password_needed",
                                                 "sign_in.weak_password",
                                                 "sign_in.second_factor_demanded"};

void check_in_both_languages(const std::function<std::string()>& say) {
    set_language(Language::en);
    const std::string english = say();
    set_language(Language::sv);
    const std::string swedish = say();
    CHECK_FALSE(english.empty());
    CHECK_FALSE(swedish.empty());
    CHECK(english != swedish);
}

}  // namespace

TEST_CASE("every code that can reach a person has a sentence in both languages") {
    auto codes = codes_in_the_rooms();
    REQUIRE(codes.size() > 20);
    codes.insert(codes_of_the_backend.begin(), codes_of_the_backend.end());
    for (const std::string& code : codes) {
        CAPTURE(code);
        CHECK(knows_error(code));
        check_in_both_languages([&] { return sentence_of(base::Error{code}); });
    }
}

TEST_CASE("a code without words is still answered with a sentence, and the code is not shown") {
    set_language(Language::sv);
    const std::string said = sentence_of(base::Error{"moon.fell_down"});
    CHECK(said.find("moon") == std::string::npos);
    CHECK(said.size() > 20);
}

TEST_CASE("an error's parameters stand in its sentence") {
    set_language(Language::sv);
    const base::Error error{"csv.field_count",
                            {{"line", std::int64_t{7}}, {"expected", std::int64_t{14}}, {"found", std::int64_t{13}}}};
    CHECK(sentence_of(error) == "Rad 7 har 13 f\xC3\xA4lt, men rubrikraden har 14.");
}

TEST_CASE("a faulty rulebook is told with its line, and a year is not grouped as a number is") {
    set_language(Language::sv);
    CHECK(sentence_of(base::Error{"rulebook.malformed",
                                  {{"file", std::string("min.json")},
                                   {"line", std::int64_t{12}},
                                   {"reason", std::string("severity is not a text")}}}) ==
          "Regelboken min.json kan inte anv\xC3\xA4ndas. Rad 12: severity is not a text.");
    CHECK(sentence_of(
              base::Error{"calendar.year_unknown",
                          {{"year", std::int64_t{2100}}, {"from", std::int64_t{2005}}, {"to", std::int64_t{2060}}}})
              .find("2005 till 2060, inte 2100") != std::string::npos);
}

TEST_CASE("verbs, fates, states, filters, roles and ways to verify have words in both languages") {
    for (const char* verb : {"shift.approve", "shift.revoke"}) {
        check_in_both_languages([&] { return name_of_verb(verb); });
        check_in_both_languages([&] { return done_of_verb(verb, 1); });
        check_in_both_languages([&] { return undone_of_verb(verb, 3); });
    }
    for (int fate = 0; fate <= static_cast<int>(workspace::Fate::failed); ++fate) {
        check_in_both_languages([&] { return name_of_fate(static_cast<workspace::Fate>(fate)); });
        workspace::OutboxRow row;
        row.fate = static_cast<workspace::Fate>(fate);
        check_in_both_languages([&] { return sentence_of(row); });
    }
    for (const auto filter : workspace::shift_filters) {
        check_in_both_languages([&] { return name_of_filter(filter); });
        check_in_both_languages([&] { return help_of_filter(filter); });
    }
    for (const char* role : {"coordinator", "manager", "reviewer"}) {
        check_in_both_languages([&] { return name_of_role(role); });
    }
    for (const auto v : {domain::Verification::manual, domain::Verification::tag, domain::Verification::lock}) {
        check_in_both_languages([&] { return name_of_verification(v); });
    }
}

TEST_CASE("one is said as one, several as several") {
    set_language(Language::sv);
    CHECK(done_of_verb("shift.approve", 1) == "1 pass godk\xC3\xA4nt");
    CHECK(done_of_verb("shift.approve", 214) == "214 pass godk\xC3\xA4nda");
    set_language(Language::en);
    CHECK(done_of_verb("shift.approve", 1) == "1 shift approved");
    CHECK(done_of_verb("shift.approve", 2) == "2 shifts approved");
}

TEST_CASE("the agreement with the backend is said in plain words") {
    set_language(Language::sv);
    const auto now = *domain::parse_instant("2026-10-06T15:00:00+02:00");
    workspace::SyncStatus status;
    CHECK(sentence_of(status, now) == "Inte inloggad");
    status.phase = workspace::SyncStatus::Phase::idle;
    status.last_synced = *domain::parse_instant("2026-10-06T14:32:00+02:00");
    CHECK(sentence_of(status, now) == "Synkad 14:32 \xC2\xB7 allt \xC3\xA4r skickat");
    status.waiting = 3;
    CHECK(sentence_of(status, now) == "Synkad 14:32 \xC2\xB7 3 \xC3\xA4ndringar v\xC3\xA4ntar");
    status.phase = workspace::SyncStatus::Phase::offline;
    CHECK(sentence_of(status, now) ==
          "Ingen kontakt med servern \xC2\xB7 synkad 14:32 \xC2\xB7 3 \xC3\xA4ndringar v\xC3\xA4ntar");
}

TEST_CASE("a shift that needs mending says so, and what became of her change stands beside it") {
    set_language(Language::sv);
    workspace::ShiftRow row;
    row.state = rules::ShiftState::to_review;
    CHECK(state_of(row) == "Att godk\xC3\xA4nna");
    row.blocking_visits = 1;
    CHECK(state_of(row) == "Att \xC3\xA5tg\xC3\xA4rda");
    row.closed = true;
    CHECK(state_of(row) == "Ers\xC3\xA4tts inte");
    row.state = rules::ShiftState::approved;
    row.fate = workspace::Fate::waiting;
    CHECK(state_of(row) == "Godk\xC3\xA4nt, v\xC3\xA4ntar");
    row.fate = workspace::Fate::accepted;
    CHECK(state_of(row) == "Godk\xC3\xA4nt");
}

TEST_CASE("what stands in a value is never taken for a place to fill") {
    CHECK(tr("{who} and {what}", {{"who", std::string("{what}")}, {"what", std::string("b")}}) == "{what} and b");
    CHECK(tr("{missing} stays, { too") == "{missing} stays, { too");
}

TEST_CASE("a language is told from what an environment calls it") {
    CHECK(parse_language("sv_SE.UTF-8") == Language::sv);
    CHECK(parse_language("en-GB") == Language::en);
    CHECK_FALSE(parse_language("C").has_value());
    CHECK_FALSE(parse_language("svea").has_value());
    CHECK_FALSE(parse_language("").has_value());
}
