// A made-up unit with a believable month, for showing, trying and measuring: `samordnad demo`. Everybody in it is
// invented; person ids are TF numbers. Deterministic: the same wish gives the same package, on every platform. Pure;
// any thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/time.h"
#include "protocol/unit_package.h"

namespace samordna::server {

struct DemoWish {
    domain::Month month{};
    std::string municipality = "Nacka";  // or Haninge: whose rules it lives by
    int clients = 120;
    int care_workers = 18;
    std::uint64_t seed = 1;
    // About so many visits in the whole month: clients and care workers are then scaled to it, in their proportion
    // above.
    std::optional<int> visits{};
    // Now: nothing has been performed after it, and what goes on then has no end yet.
    domain::Instant until = domain::Instant::max();
    bool flawless = false;  // nobody has been careless: nothing that stops an approval
};

struct DemoUnit {
    protocol::UnitPackage package;
    // What was planted, by check (domain words, e.g. "manual-without-note"): the source ids of the visits that it
    // should find. A visit can be found by more checks than the one it was planted for: those are named too.
    std::map<std::string, std::vector<std::string>> planted;
};

DemoUnit demo_unit(const DemoWish& wish);
protocol::UnitPackage demo_package(const DemoWish& wish);

}  // namespace samordna::server
