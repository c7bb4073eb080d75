// Uppstart smarta lås: the hour that the provider is paid for each mounted lock, or for each new client, and how the
// registered hours answer to the locks. Pure; one thread at a time for the same facts. Source: Nacka, lock routine
// "Ersättning till anordnare för trygghetslås"; rules 3.2/4.2.
#pragma once
#include <optional>
#include <vector>

#include "rules/facts.h"

namespace samordna::rules {

enum class StartupState : std::uint8_t {
    missing,       // a mounted lock without its hour
    stands,        // a lock and its hour
    over,          // the same, longer than can be paid
    again,         // an hour more than there are locks, or new clients, to give one
    without_lock,  // an hour of a client who had no mounted lock that day
};
std::string_view name_of(StartupState state);

// A lock, an hour, or both.
struct Startup {
    StartupState state = StartupState::missing;
    Id client;
    std::optional<Id> lock;
    std::optional<Id> visit;
    int minutes = 0;  // registered
    bool operator==(const Startup&) const = default;
};

// The client's locks that are mounted on that day and all hours ever registered, as the rulebook of the day reads it.
// A lock keeps its hour whoever's door it moves to. Facts must hold the client's locks and all of their visits with
// such services (facts.h). Empty also where the rulebook has no such service.
std::vector<Startup> startups_of(const Facts& facts, std::uint32_t client, domain::Date day);

// The service as the rulebook of that day names it; nullptr: it has none.
const Service* startup_service(const Rulebook& book);

}  // namespace samordna::rules
