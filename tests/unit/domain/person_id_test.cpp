#include "domain/person_id.h"

#include <doctest/doctest.h>

using namespace samordna::domain;

TEST_CASE("a TF number has a date and no check digit") {
    CHECK(parse_person_id("19391002-TF20") == PersonId{PersonIdScheme::tf, "19391002-TF20"});
    CHECK(parse_person_id("19391002tf20") == PersonId{PersonIdScheme::tf, "19391002-TF20"});
    CHECK(parse_person_id("19391002-T120").scheme == PersonIdScheme::tf);
    CHECK(parse_person_id("19391302-TF20").scheme == PersonIdScheme::other);
}

TEST_CASE("a personnummer is known by its check digit, a samordningsnummer by its day as well") {
    // From the Swedish Tax Agency's published test numbers.
    CHECK(parse_person_id("18900118-9811").scheme == PersonIdScheme::personal);
    CHECK(parse_person_id("18900118-9812").scheme == PersonIdScheme::other);
    CHECK(parse_person_id("19701063-2391").scheme == PersonIdScheme::coordination);
}

TEST_CASE("nobody is refused: what is not known is kept as written") {
    CHECK(parse_person_id(" 991234-abcd ") == PersonId{PersonIdScheme::other, "991234-ABCD"});
    CHECK(parse_person_id("").scheme == PersonIdScheme::other);
}

TEST_CASE("a number is found with and without hyphen and century") {
    const auto key = person_id_search_key("19391002-TF20");
    CHECK(key == person_id_search_key("391002TF20"));
    CHECK(key == person_id_search_key("391002-tf20"));
    CHECK(key == person_id_search_key("193910 02TF20"));
    CHECK(key != person_id_search_key("19391003-TF20"));
}
