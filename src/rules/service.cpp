#include "rules/service.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace samordna::rules {
namespace {

constexpr std::array<std::string_view, 4> exempt_names{"none", "start", "start_or_end", "whole"};
constexpr std::array<std::string_view, 10> special_names{
    "none",      "introduction_talk", "lock_startup", "window_cleaning", "cleaning", "fire_prevention",
    "care_plan", "transition",        "meal",         "temporary_stay"};
constexpr std::array<std::string_view, 4> combination_names{"not given", "allowed", "forbidden", "individual"};

template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return std::nullopt;
    return static_cast<Enum>(it - names.begin());
}

std::pair<std::string, std::string> pair_of(std::string_view a, std::string_view b) {
    std::string first = base::lower_case(a);
    std::string second = base::lower_case(b);
    if (second < first) std::swap(first, second);
    return {std::move(first), std::move(second)};
}

}  // namespace

std::string_view name_of(Exempt exempt) {
    return exempt_names[static_cast<std::size_t>(exempt)];
}
std::string_view name_of(Special special) {
    return special_names[static_cast<std::size_t>(special)];
}
std::optional<Exempt> parse_exempt(std::string_view name) {
    return parse<Exempt>(exempt_names, name);
}
std::optional<Special> parse_special(std::string_view name) {
    return parse<Special>(special_names, name);
}
std::string_view name_of(Combination combination) {
    return combination_names[static_cast<std::size_t>(combination)];
}
std::optional<Combination> parse_combination(std::string_view name) {
    return parse<Combination>(combination_names, name);
}

void Services::put(Service service) {
    const std::string name = base::lower_case(service.name);
    const auto [it, added] = index_.try_emplace(name, services_.size());
    const std::size_t place = it->second;
    if (added) {
        services_.push_back(std::move(service));
    } else {
        for (const std::string& alias : services_[place].aliases) index_.erase(base::lower_case(alias));
        services_[place] = std::move(service);
    }
    for (const std::string& alias : services_[place].aliases) index_.insert_or_assign(base::lower_case(alias), place);
    as_written_.clear();
    for (const Service& one : services_) {
        as_written_.emplace(one.name, index_.at(base::lower_case(one.name)));
        for (const std::string& alias : one.aliases) as_written_.emplace(alias, index_.at(base::lower_case(alias)));
    }
}

const Service* Services::find(std::string_view name) const {
    if (const auto it = as_written_.find(name); it != as_written_.end()) return &services_[it->second];
    const auto it = index_.find(base::lower_case(name));
    return it == index_.end() ? nullptr : &services_[it->second];
}

Combination Matrix::at(std::string_view a, std::string_view b) const {
    if (cells_.empty()) return Combination::not_given;
    const auto it = cells_.find(pair_of(a, b));
    return it == cells_.end() ? Combination::not_given : it->second;
}

void Matrix::set(std::string_view a, std::string_view b, Combination combination) {
    if (combination == Combination::not_given)
        cells_.erase(pair_of(a, b));
    else
        cells_.insert_or_assign(pair_of(a, b), combination);
}

}  // namespace samordna::rules
