#include "wording/log_words.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "domain/role.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

using namespace samordna;

TEST_CASE("every verb that the log has beside those of the program has words of its own, in both languages") {
    for (const auto language : {wording::Language::sv, wording::Language::en}) {
        wording::set_language(language);
        std::set<std::string> said{wording::name_of_verb("")};
        const auto is_new = [&](std::string_view verb) { return said.insert(wording::name_of_log_verb(verb)).second; };
        for (const auto deed : {domain::Deed::read_records, domain::Deed::tell_readings, domain::Deed::tell_sightings})
            CHECK(is_new(domain::name_of(deed)));
        for (const auto purpose : {domain::LogPurpose::read, domain::LogPurpose::to_file, domain::LogPurpose::sample})
            CHECK(is_new(domain::name_of(purpose)));
        for (const auto verb : {domain::ReadingVerb::client_read, domain::ReadingVerb::search_opened,
                                domain::ReadingVerb::exported, domain::ReadingVerb::printed})
            CHECK(is_new(domain::name_of(verb)));
        for (const char* verb :
             {"log.check", "log.cut", "retention", "record.read", "sync.pull", "sync.snapshot", "session.begin",
              "session.end", "care_worker.sign_in", "account.add", "package.import", "shift.approve"})
            CHECK(is_new(verb));
    }
    wording::set_language(wording::Language::sv);
}

TEST_CASE("why something was refused is told in words, and a note as it stands") {
    wording::set_language(wording::Language::en);
    domain::LogRow row;
    row.detail = "Nothing to remark [1.2]";
    CHECK(wording::detail_of(row) == row.detail);
    row.outcome = domain::LogOutcome::refused;
    row.detail = "rules.refused manual-without-note";
    CHECK(wording::detail_of(row) == wording::label_of_check("manual-without-note"));
    row.detail = "version.conflict";
    CHECK(wording::detail_of(row) == "Someone else changed the same thing first.");
    row.outcome = domain::LogOutcome::done;
    row.verb = "retention";
    row.detail = "accounts purged 2";
    CHECK(wording::detail_of(row) == "2 accounts purged");
    row.detail = "something new";
    CHECK(wording::detail_of(row) == "something new");
    wording::set_language(wording::Language::sv);
}
