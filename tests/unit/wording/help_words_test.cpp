#include "wording/help_words.h"

#include <doctest/doctest.h>

#include "wording/catalog.h"

using namespace samordna;

TEST_CASE(
    "every page and the mending panel have help of their own, with something below every heading, in both languages") {
    for (const auto language : {wording::Language::en, wording::Language::sv}) {
        wording::set_language(language);
        for (const char* page : {"page.shifts", "page.visits", "page.clients", "page.workers", "page.changes",
                                 "page.rules", "visit.edit"}) {
            const auto help = wording::help_of(page);
            CHECK_MESSAGE(!help.title.empty(), page);
            CHECK_MESSAGE(help.parts.size() >= 2, page);
            for (const auto& part : help.parts) CHECK_MESSAGE(!part.sentences.empty(), page);
        }
    }
    CHECK(wording::help_of("page.shifts").parts.front().heading == "Vad sidan \xC3\xA4r till f\xC3\xB6r");
    wording::set_language(wording::Language::en);
    CHECK(wording::help_of("page.shifts").parts.front().heading == "What the page is for");
    CHECK(wording::help_of("page.of_nothing").parts.empty());
}
