// Which of the month's visits are shown, and in which order.
#include <algorithm>
#include <bit>
#include <numeric>
#include <set>
#include <utility>

#include "rules/checks.h"
#include "workspace/month_visits.h"

namespace samordna::workspace {
namespace {

using domain::Id;

template <class People>
VisitList::Person person_of(const People& people, std::uint32_t index) {
    return {people[index].id, people[index].name, people[index].number};
}

bool has(std::uint8_t bits, std::uint8_t place) {
    return (bits >> place & 1U) != 0;
}
bool has(std::uint8_t chips, VisitChip chip) {
    return has(chips, static_cast<std::uint8_t>(chip));
}

// Signed numbers in the order of unsigned ones.
std::uint32_t ordered(std::int64_t value) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, INT32_MIN, INT32_MAX) - INT32_MIN);
}

// The place of each, by number, when they are put in order.
template <class Key>
std::vector<std::uint32_t> ranks_of(std::size_t count, Key&& key) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::vector<std::uint32_t> ranks(count);
    for (std::uint32_t i = 0; i < count; ++i) ranks[order[i]] = i;
    return ranks;
}

}  // namespace

// --- What she has chosen, as numbers.

void MonthVisits::choose() {
    const auto known = rules::known_checks();
    const auto check = std::find_if(known.begin(), known.end(), [&](const auto& c) { return c.id == filter_.check; });
    check_ = check == known.end() ? 0 : CheckSet{1} << (check - known.begin());
    for (ServiceSet& set : service_sets_) {
        set.chosen = filter_.service.empty() ||
                     std::find(set.names.begin(), set.names.end(), filter_.service) != set.names.end();
    }
    const Registry& registry = month_->registry();
    care_worker_ = filter_.care_worker ? registry.care_worker_index(*filter_.care_worker) : none;
    client_ = filter_.client ? registry.client_index(*filter_.client) : none;
}

void MonthVisits::set_filter(const VisitFilter& filter) {
    if (filter == filter_) return;
    const bool same_search = filter.search == filter_.search;
    filter_ = filter;
    choose();
    if (!same_search) search();
    show();
}

void MonthVisits::sort_by(VisitColumn column, bool ascending) {
    column_ = column;
    ascending_ = ascending;
    show();
}

// People, shifts and texts are searched once for each word, not once for each visit that has to do with them.
void MonthVisits::search() {
    for (Row& row : rows_) row.found = true;
    for (const std::string& word : search_words(filter_.search)) {
        const auto people = month_->registry().matching(word);
        const auto shifts = shift_numbers_.matching(word);
        const auto texts = texts_.matching(word);
        const auto is_in = [](const std::vector<char>& found, std::uint32_t index) {
            return index != none && found[index] != 0;
        };
        for (Row& row : rows_) {
            row.found =
                row.found && (is_in(people.clients, row.client) || is_in(people.care_workers, row.care_worker) ||
                              is_in(texts, row.text) || is_in(shifts, shift_text_[row.shift]));
        }
    }
}

bool MonthVisits::matches_but_chip_and_check(const Row& row) const {
    return row.found && has(row.ways, static_cast<std::uint8_t>(filter_.verified)) &&
           service_sets_[row.services].chosen && (!filter_.care_worker || row.care_worker == care_worker_) &&
           (!filter_.client || row.client == client_) && (!filter_.day || row.day == *filter_.day);
}

std::uint32_t MonthVisits::sort_key(const Row& row, const std::vector<std::uint32_t>& ranks) const {
    const rules::Facts& facts = month_->facts();
    const auto judged = month_->of_visit(row.visit);
    switch (column_) {
        case VisitColumn::state:
            return static_cast<std::uint32_t>(month_->of_shift(row.shift).state);
        case VisitColumn::date:
            return ordered(facts.at(row.visit).day.time_since_epoch().count());
        case VisitColumn::time: {
            const auto local = domain::local_time(domain::Instant{std::chrono::seconds{row.start}});
            return static_cast<std::uint32_t>((local - std::chrono::floor<std::chrono::days>(local)).count());
        }
        case VisitColumn::client:
            return row.client == none ? none : ordered(month_->registry().clients()[row.client].rank);
        case VisitColumn::care_worker:
            return row.care_worker == none ? none : ordered(month_->registry().care_workers()[row.care_worker].rank);
        case VisitColumn::services:
            return ranks[row.services];
        case VisitColumn::ordered:
            return judged.ordered;
        case VisitColumn::performed:
            return judged.performed;
        case VisitColumn::difference:
            return ordered(std::int64_t{judged.performed} - judged.ordered);
        case VisitColumn::verification:  // the more by hand, the later
            return std::uint32_t{has(row.ways, static_cast<std::uint8_t>(Verified::by_hand_at_start))} * 2 +
                   std::uint32_t{has(row.ways, static_cast<std::uint8_t>(Verified::by_hand_at_end))} * 2 +
                   std::uint32_t{has(row.ways, static_cast<std::uint8_t>(Verified::by_tag))};
        case VisitColumn::flags:
            return (judged.blocks() ? 64U : 0U) + static_cast<std::uint32_t>(std::popcount(row.checks));
        case VisitColumn::note:
            return has(row.chips, VisitChip::with_note) ? 1 : 0;
        case VisitColumn::shift:
            return ranks[shift_text_[row.shift]];
    }
    return 0;
}

void MonthVisits::show() {
    std::vector<std::uint32_t> ranks;
    if (column_ == VisitColumn::services)
        ranks =
            ranks_of(service_sets_.size(), [&](std::uint32_t i) -> std::string_view { return service_sets_[i].key; });
    if (column_ == VisitColumn::shift)
        ranks = ranks_of(shift_numbers_.size(), [&](std::uint32_t i) { return shift_numbers_.at(i); });
    counts_.fill(0);
    std::vector<std::uint64_t> keys;  // what decides, then the row
    keys.reserve(rows_.size());
    const bool in_order = column_ == VisitColumn::date && ascending_;
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        const Row& row = rows_[i];
        if (!matches_but_chip_and_check(row) || (check_ != 0 && (row.checks & check_) == 0)) continue;
        if (check_ == 0 && !filter_.check.empty()) continue;  // a check that is not known finds nothing
        for (const VisitChip chip : visit_chips)
            counts_[static_cast<std::size_t>(chip)] += has(row.chips, chip) ? 1 : 0;
        if (!has(row.chips, filter_.chip)) continue;
        const std::uint32_t key = in_order ? 0 : sort_key(row, ranks);
        keys.push_back(std::uint64_t{ascending_ ? key : ~key} << 32U | i);
    }
    if (!in_order) std::sort(keys.begin(), keys.end());
    shown_.clear();
    shown_.reserve(keys.size());
    place_.assign(rows_.size(), none);
    for (const std::uint64_t key : keys) {
        const auto row = static_cast<std::uint32_t>(key);
        place_[row] = static_cast<std::uint32_t>(shown_.size());
        shown_.push_back(row);
    }
}

// --- What can be chosen.

std::vector<CheckCount> MonthVisits::checks() const {
    const auto known = rules::known_checks();
    std::vector<std::size_t> counts(known.size());
    CheckSet any = 0;
    for (const Row& row : rows_) {
        if (row.checks == 0) continue;
        any |= row.checks;
        if (!has(row.chips, filter_.chip) || !matches_but_chip_and_check(row)) continue;
        for (CheckSet rest = row.checks; rest != 0; rest &= rest - 1)
            ++counts[static_cast<std::size_t>(std::countr_zero(rest))];
    }
    std::vector<CheckCount> out;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if ((any >> i & 1U) != 0) out.push_back({known[i].id, counts[i]});
    }
    return out;
}

std::vector<std::string> MonthVisits::services() const {
    std::vector<std::pair<std::string, std::string>> by_key;
    std::set<std::string> seen;
    for (const ServiceSet& set : service_sets_) {
        for (const std::string& name : set.names) {
            if (seen.insert(name).second) by_key.emplace_back(alphabet_.key(name), name);
        }
    }
    std::sort(by_key.begin(), by_key.end());
    std::vector<std::string> names;
    for (auto& [key, name] : by_key) names.push_back(std::move(name));
    return names;
}

template <class Number>
std::vector<std::uint32_t> MonthVisits::people_shown(std::size_t at_most, Number&& number) const {
    std::vector<char> seen;
    std::vector<std::uint32_t> people;
    for (const std::uint32_t row : shown_) {
        const std::uint32_t person = number(rows_[row]);
        if (person == none) continue;
        if (seen.size() <= person) seen.resize(person + 1, 0);
        if (std::exchange(seen[person], 1) != 0) continue;
        if (people.size() == at_most) return {};
        people.push_back(person);
    }
    return people;
}

std::vector<VisitList::Person> MonthVisits::clients(std::size_t at_most) const {
    const auto& all = month_->registry().clients();
    auto found = people_shown(at_most, [](const Row& row) { return row.client; });
    std::sort(found.begin(), found.end(), [&](auto a, auto b) { return all[a].rank < all[b].rank; });
    std::vector<Person> people;
    for (const std::uint32_t index : found) people.push_back(person_of(all, index));
    return people;
}

std::vector<VisitList::Person> MonthVisits::care_workers(std::size_t at_most) const {
    const auto& all = month_->registry().care_workers();
    auto found = people_shown(at_most, [](const Row& row) { return row.care_worker; });
    std::sort(found.begin(), found.end(), [&](auto a, auto b) { return all[a].rank < all[b].rank; });
    std::vector<Person> people;
    for (const std::uint32_t index : found) people.push_back(person_of(all, index));
    return people;
}

std::optional<VisitList::Person> MonthVisits::client(Id id) const {
    const auto index = month_->registry().client_index(id);
    return index == none ? std::nullopt : std::optional(person_of(month_->registry().clients(), index));
}

std::optional<VisitList::Person> MonthVisits::care_worker(Id id) const {
    const auto index = month_->registry().care_worker_index(id);
    return index == none ? std::nullopt : std::optional(person_of(month_->registry().care_workers(), index));
}

}  // namespace samordna::workspace
