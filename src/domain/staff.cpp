#include "domain/staff.h"

#include <array>

#include "domain/naming.h"

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"open", "end", "prolong"};
constexpr std::array<std::string_view, 4> state_names{"to_order", "ordered", "done", "dropped"};

}  // namespace

std::string_view name_of(AccountOrderKind v) {
    return kind_names[static_cast<std::size_t>(v)];
}
std::string_view name_of(AccountOrderState v) {
    return state_names[static_cast<std::size_t>(v)];
}
bool parse_name(std::string_view name, AccountOrderKind& out) {
    return find_name(kind_names, name, out);
}
bool parse_name(std::string_view name, AccountOrderState& out) {
    return find_name(state_names, name, out);
}

Id prolonging_of(const Id& opened, Date until) {
    return derived_id(opened, (static_cast<std::uint64_t>(until.time_since_epoch().count()) << 8U) | 32U);
}

}  // namespace samordna::domain
