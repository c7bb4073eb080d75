#include "workspace/people_list.h"

#include <algorithm>
#include <compare>
#include <tuple>

#include "domain/person_id.h"
#include "workspace/folding.h"

namespace samordna::workspace {
namespace {

using domain::Id;

bool is_silent(const ClientRow& row) {
    return !row.silences.empty();
}
bool is_silent(const WorkerRow&) {
    return false;
}
bool is_going_on(const ClientRow&) {
    return false;
}
bool is_going_on(const WorkerRow& row) {
    return row.open > 0;
}

template <class Row>
bool shows(PersonFilter filter, const Row& row) {
    switch (filter) {
        case PersonFilter::needs_action:
            return row.blocking_visits > 0;
        case PersonFilter::silent:
            return is_silent(row);
        case PersonFilter::manual:
            return row.manual_visits > 0;
        case PersonFilter::going_on:
            return is_going_on(row);
        case PersonFilter::all:
            return true;
    }
    return false;
}

// What only one of the two lists has.
std::strong_ordering compare_own(PersonColumn column, const ClientRow& a, const ClientRow& b) {
    switch (column) {
        case PersonColumn::number:
            return a.client_number <=> b.client_number;
        case PersonColumn::last:
            return a.last_visit.value_or(domain::Instant::min()).time_since_epoch().count() <=>
                   b.last_visit.value_or(domain::Instant::min()).time_since_epoch().count();
        case PersonColumn::silence:
            return a.silences.size() <=> b.silences.size();
        default:
            return std::strong_ordering::equal;
    }
}
std::strong_ordering compare_own(PersonColumn column, const WorkerRow& a, const WorkerRow& b) {
    switch (column) {
        case PersonColumn::number:
            return a.number <=> b.number;
        case PersonColumn::last:
            return a.last_login.value_or(domain::Instant::min()).time_since_epoch().count() <=>
                   b.last_login.value_or(domain::Instant::min()).time_since_epoch().count();
        case PersonColumn::shifts:
            return a.shifts <=> b.shifts;
        case PersonColumn::open:
            return a.open <=> b.open;
        case PersonColumn::to_review:
            return a.to_review <=> b.to_review;
        case PersonColumn::approved:
            return a.approved <=> b.approved;
        default:
            return std::strong_ordering::equal;
    }
}

template <class Row>
std::strong_ordering compare(PersonColumn column, const Row& a, const Row& b) {
    switch (column) {
        case PersonColumn::name:
            return a.rank <=> b.rank;
        case PersonColumn::ordered:
            return a.ordered_minutes <=> b.ordered_minutes;
        case PersonColumn::performed:
            return a.performed_minutes <=> b.performed_minutes;
        case PersonColumn::difference:
            return a.performed_minutes - a.ordered_minutes <=> b.performed_minutes - b.ordered_minutes;
        case PersonColumn::visits:
            return a.visits <=> b.visits;
        case PersonColumn::manual_share:  // as fractions, without dividing
            return static_cast<std::int64_t>(a.manual_visits) * std::max(b.visits, 1) <=>
                   static_cast<std::int64_t>(b.manual_visits) * std::max(a.visits, 1);
        case PersonColumn::flags:
            if (const auto by_blocks = a.blocking_visits <=> b.blocking_visits; by_blocks != 0) return by_blocks;
            return a.checks.size() <=> b.checks.size();
        default:
            return compare_own(column, a, b);
    }
}

bool matches(const PersonRow& row, const std::string& word) {
    if (row.search.find(word) != std::string::npos) return true;
    const std::string number = folded(domain::person_id_search_key(word));
    return number.size() >= 4 && number.find_first_of("0123456789") != std::string::npos &&
           row.person_id.find(number) != std::string::npos;
}

}  // namespace

template <class Row>
void PeopleList<Row>::show(std::vector<Row> rows) {
    rows_ = std::move(rows);
    choose();
}

template <class Row>
void PeopleList<Row>::choose() {
    found_.assign(rows_.size(), 1);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        for (const std::string& word : words_) found_[i] = found_[i] != 0 && matches(rows_[i], word) ? 1 : 0;
    }
    shown_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if ((found_[i] != 0 && shows(filter_, rows_[i])) || rows_[i].id == kept_) shown_.push_back(i);
    }
    std::sort(shown_.begin(), shown_.end(), [&](std::size_t left, std::size_t right) {
        const Row& a = rows_[left];
        const Row& b = rows_[right];
        const auto order = compare(column_, a, b);
        if (order != 0) return ascending_ ? order < 0 : order > 0;
        return std::tie(a.rank, a.id) < std::tie(b.rank, b.id);
    });
}

template <class Row>
std::optional<std::size_t> PeopleList<Row>::find(const Id& id) const {
    const auto it = std::find_if(shown_.begin(), shown_.end(), [&](std::size_t i) { return rows_[i].id == id; });
    return it == shown_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - shown_.begin()));
}

template <class Row>
bool PeopleList<Row>::has(const Id& id) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.id == id; });
}

template <class Row>
std::size_t PeopleList<Row>::count(PersonFilter filter) const {
    std::size_t n = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) n += found_[i] != 0 && shows(filter, rows_[i]) ? 1U : 0U;
    return n;
}

template <class Row>
void PeopleList<Row>::set_filter(PersonFilter filter) {
    filter_ = filter;
    choose();
}

template <class Row>
void PeopleList<Row>::set_search(std::string_view text) {
    words_ = search_words(text);
    choose();
}

template <class Row>
void PeopleList<Row>::sort_by(PersonColumn column, bool ascending) {
    column_ = column;
    ascending_ = ascending;
    choose();
}

template <class Row>
void PeopleList<Row>::keep(std::optional<Id> id) {
    kept_ = id;
    choose();
}

template class PeopleList<ClientRow>;
template class PeopleList<WorkerRow>;

}  // namespace samordna::workspace
