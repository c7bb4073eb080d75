// How a person is numbered in Sweden. Pure; any thread.
// A number that does not check is kept as `other` and never refused: reserve numbers differ per region, and a person
// comes first.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace samordna::domain {

enum class PersonIdScheme : std::uint8_t { personal, coordination, tf, other };

struct PersonId {
    PersonIdScheme scheme = PersonIdScheme::other;
    std::string value;  // as written, in the long form where the scheme is known: 19391002-TF20
    bool operator==(const PersonId&) const = default;
};

PersonId parse_person_id(std::string_view text);

// What a search compares: without century, hyphen and plus, in upper case. "19391002-TF20" and "391002TF20" give the
// same.
std::string person_id_search_key(std::string_view text);

}  // namespace samordna::domain
