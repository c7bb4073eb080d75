// A lock that will not open: where to look, in the order that finds it. "Låset går inte att öppna" has its cause more
// often in a decision that has ended than in a battery. Pure; any thread. Source: domain knowledge of the lock routine
// "Felanmälan", "Byte av batteri".
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/record.h"

namespace samordna::rules {

enum class FaultStep : std::uint8_t { decision, battery, phone, worker };
enum class FaultAnswer : std::uint8_t {
    in_order,
    cause,    // this is why it does not open
    unknown,  // nothing is known of it here
};
std::string_view name_of(FaultStep step);
std::string_view name_of(FaultAnswer answer);

struct FaultLook {
    FaultStep step{};
    FaultAnswer answer{};
};

// What is known of the one who stands before the door; empty: nobody has said.
struct BeforeTheDoor {
    std::optional<domain::Phone> phone;
    std::optional<domain::CareWorker> worker;
};

// Always all four, in their order.
std::vector<FaultLook> looks_at(const domain::Lock& lock, const std::vector<domain::Order>& orders,
                                const BeforeTheDoor& who, domain::Date day);

}  // namespace samordna::rules
