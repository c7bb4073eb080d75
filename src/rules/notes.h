// What a note must be to count as one. Pure; any thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samordna::rules {

// A note that says something: not empty, not blanks or punctuation only, not initials only, not somebody's name as
// initials twice over.
// Source: Nacka 3.10/4.10, 3.12/4.12 ("ska använda anteckningsfält för att förklara varför").
bool says_why(std::string_view note);

// What a note should not hold: a hint, nothing is refused for it. A personal number, whole or without its century;
// words of how somebody feels or is treated. Source: Nacka 1.1/2.1 ("Dessa anteckningar får inte användas som social
// journal").
enum class NoteConcern : std::uint8_t { personal_number, journal };
std::vector<NoteConcern> concerns_of(std::string_view note);

// So long notes are kept. Source: the same ("sparas under en period om 180 dagar").
inline constexpr std::chrono::days notes_kept{180};

}  // namespace samordna::rules
