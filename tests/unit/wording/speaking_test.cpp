#include "wording/speaking.h"

#include <thread>

#include <doctest/doctest.h>

#include "wording/sentences.h"

using namespace samordna::wording;

TEST_CASE("the basis speaks Swedish whatever the program speaks, and the program goes on as before") {
    set_language(Language::en);
    CHECK(swedish_reason("over-ordered") == "\xC3\x96ver best\xC3\xA4lld tid, utan f\xC3\xB6rklaring");
    CHECK(reason_of("over-ordered") == "Over ordered time, unexplained");
    {
        const SpeakingHere swedish(Language::sv);
        CHECK(language() == Language::sv);
        // Somebody else's thread speaks what the program does.
        std::thread([] { CHECK(language() == Language::en); }).join();
    }
    CHECK(language() == Language::en);
    set_language(Language::sv);
}
