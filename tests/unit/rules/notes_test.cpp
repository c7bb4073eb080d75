#include "rules/notes.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace samordna;

TEST_CASE("a personal number in a note is seen, whole or short, as the tax agency or a region writes it") {
    using rules::NoteConcern;
    const auto holds = [](const char* note) {
        const auto concerns = rules::concerns_of(note);
        return std::find(concerns.begin(), concerns.end(), NoteConcern::personal_number) != concerns.end();
    };
    for (const auto* note :
         {"19391002-TF20", "Gäller 391002-1234, ej hemma", "193910021234", "391002+1234", "19391002 T123"}) {
        CAPTURE(note);
        CHECK(holds(note));
    }
    for (const auto* note :
         {"Kund 3001 ej hemma", "Ring 08-718 80 00", "Besöket 08:00-08:35", "Port 12345678901234567"}) {
        CAPTURE(note);
        CHECK_FALSE(holds(note));
    }
}

TEST_CASE("words of health in a note are seen, work is left alone") {
    CHECK(rules::concerns_of("Blodtrycket var högt").size() == 1);
    CHECK(rules::concerns_of("Ångest hela morgonen, ringde 391002-1234").size() == 2);
    CHECK(rules::concerns_of("Låset svarade inte, felanmält samma dag").empty());
}
