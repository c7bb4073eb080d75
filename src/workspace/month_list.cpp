#include "workspace/month_list.h"

#include <algorithm>
#include <map>
#include <utility>

#include "rules/checks.h"
#include "rules/judge.h"
#include "workspace/fates.h"
#include "workspace/folding.h"

namespace samordna::workspace {
namespace {

using domain::Id;
using domain::Instant;
using rules::ShiftState;

constexpr std::uint32_t not_shown = UINT32_MAX;

bool shows(ShiftFilter filter, const ShiftRow& row) {
    switch (filter) {
        case ShiftFilter::all:
            return true;
        case ShiftFilter::needs_action:
            return row.state == ShiftState::to_review && row.blocking_visits > 0 && !row.closed;
        case ShiftFilter::ready:
            return row.clean;
        case ShiftFilter::open:
            return row.state == ShiftState::open && row.visits > 0;  // not one whose visits were all moved away
        case ShiftFilter::manual:
            return row.manual_visits > 0;
        case ShiftFilter::approved:
            return row.state == ShiftState::approved;
    }
    return false;
}

bool has(const ShiftRow& row, std::string_view check) {
    return check.empty() || std::find(row.checks.begin(), row.checks.end(), check) != row.checks.end();
}

// Below, alike, above: by the column alone.
std::strong_ordering compare(ShiftColumn column, const ShiftRow& a, const ShiftRow& b, std::int32_t rank_a,
                             std::int32_t rank_b) {
    switch (column) {
        case ShiftColumn::state:
            return a.state <=> b.state;
        case ShiftColumn::date:
            return a.date <=> b.date;
        case ShiftColumn::care_worker:
            return rank_a <=> rank_b;
        case ShiftColumn::time:
            return a.start.time_since_epoch().count() <=> b.start.time_since_epoch().count();
        case ShiftColumn::ordered:
            return a.ordered_minutes <=> b.ordered_minutes;
        case ShiftColumn::performed:
            return a.performed_minutes <=> b.performed_minutes;
        case ShiftColumn::difference:
            return a.performed_minutes - a.ordered_minutes <=> b.performed_minutes - b.ordered_minutes;
        case ShiftColumn::visits:
            return a.visits <=> b.visits;
        case ShiftColumn::manual_share:  // as fractions, without dividing
            return static_cast<std::int64_t>(a.manual_visits) * std::max(b.visits, 1) <=>
                   static_cast<std::int64_t>(b.manual_visits) * std::max(a.visits, 1);
        case ShiftColumn::flags:
            if (const auto by_risk = a.at_risk_minutes <=> b.at_risk_minutes; by_risk != 0) return by_risk;
            if (const auto by_blocks = a.blocking_visits <=> b.blocking_visits; by_blocks != 0) return by_blocks;
            return a.checks.size() <=> b.checks.size();
    }
    return std::strong_ordering::equal;
}

}  // namespace

MonthList::MonthList(store::Store& store, MonthShelf& shelf, domain::Month month)
    : store_(store), shelf_(shelf), month_(shelf.get(month)) {
    put_all();
}

// --- Reading.

void MonthList::put(Item item) {
    if (const auto it = skipped_.find(item.row.id); it != skipped_.end()) item.skipped = it->second;
    const auto [it, added] = index_.try_emplace(item.row.id, static_cast<std::uint32_t>(items_.size()));
    if (added)
        items_.push_back(std::move(item));
    else
        items_[it->second] = std::move(item);
}

void MonthList::take_away(const Id& shift) {
    const auto it = index_.find(shift);
    if (it == index_.end()) return;
    const std::uint32_t gone = it->second;
    index_.erase(it);
    if (gone + 1 != items_.size()) {
        items_[gone] = std::move(items_.back());
        index_[items_[gone].row.id] = gone;
    }
    items_.pop_back();
}

void MonthList::reload() {
    month_ = shelf_.renew(std::move(month_));
    put_all();
}

void MonthList::put_all() {
    seen_ = month_->version();
    items_.clear();
    index_.clear();
    month_->facts().each_shift([&](const domain::Shift& shift) {
        if (month_->has(shift)) put(make_item(shift));
    });
    for (const auto& [id, fate] : store_.fates()) {
        if (const auto it = index_.find(id); it != index_.end()) items_[it->second].row.fate = fate_of(fate);
    }
    search();
    show();
}

void MonthList::put_again(const Id& id) {
    const domain::Shift* shift = month_->facts().shift(id);
    if (shift == nullptr || !month_->has(*shift)) return take_away(id);
    Item item = make_item(*shift);
    if (const auto fate = store_.fate_of(id)) item.row.fate = fate_of(*fate);
    put(std::move(item));
}

bool MonthList::refresh(std::span<const Id> shifts) {
    month_->catch_up(shifts);
    const auto touched = month_->touched_after(std::exchange(seen_, month_->version()));
    if (touched.empty()) return false;
    std::vector<Id> before;
    before.reserve(shown_.size());
    for (const auto i : shown_) before.push_back(items_[i].row.id);
    for (const Id& id : touched) put_again(id);
    search();
    show();
    if (before.size() != shown_.size()) return true;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (items_[shown_[i]].row.id != before[i]) return true;
    }
    return false;
}

std::optional<ShiftDetails> MonthList::details(Id id) const {
    const auto it = index_.find(id);
    const rules::Facts& facts = month_->facts();
    const domain::Shift* shift = facts.shift(id);
    if (it == index_.end() || shift == nullptr) return std::nullopt;
    const Instant now = month_->now();
    ShiftDetails details;
    details.row = items_[it->second].row;
    details.closing_time = rules::closing_time_of(*shift, facts.municipality_of(*shift), month_->rulebooks());
    details.revocable_until = rules::revocable_until(facts, *shift);
    for (const auto* visit : facts.visits_of(id)) {
        auto report = rules::report_of_visit(facts, visit->id, now);
        VisitLine line;
        line.visit = *visit;
        line.client_number = month_->registry().client_number(visit->client);
        if (const auto* client = month_->registry().client(visit->client)) line.client_name = client->name;
        line.ordered_minutes = report.ordered;
        line.performed_minutes = report.performed;
        line.findings = std::move(report.findings);
        details.visits.push_back(std::move(line));
    }
    return details;
}

// --- Choosing what is shown.

std::optional<std::size_t> MonthList::find(Id shift) const {
    const auto it = index_.find(shift);
    if (it == index_.end() || place_[it->second] == not_shown) return std::nullopt;
    return place_[it->second];
}

std::vector<Id> MonthList::clean() const {
    std::vector<Id> ids;
    for (const Item& item : items_) {
        if (item.row.clean) ids.push_back(item.row.id);
    }
    return ids;
}

void MonthList::set_filter(ShiftFilter filter) {
    filter_ = filter;
    show();
}

void MonthList::set_check(std::string_view check) {
    check_ = check;
    count_all();
    show();
}

std::vector<CheckCount> MonthList::checks() const {
    std::map<std::string_view, std::size_t> found;
    for (const Item& item : items_) {
        const bool counts = item.found && shows(filter_, item.row);
        for (const auto check : item.row.checks) found[check] += counts ? 1 : 0;
    }
    std::vector<CheckCount> counts;
    for (const auto& check : rules::known_checks()) {
        if (const auto it = found.find(check.id); it != found.end()) counts.push_back({check.id, it->second});
    }
    return counts;
}

void MonthList::set_search(std::string_view text) {
    auto words = search_words(text);
    if (words == words_) return;
    words_ = std::move(words);
    search();
    show();
}

void MonthList::skip(Id shift) {
    const auto it = index_.find(shift);
    if (it == index_.end()) return;
    const auto number = static_cast<std::uint32_t>(skipped_.size() + 1);
    items_[it->second].skipped = skipped_[shift] = number;
    show();
}

void MonthList::sort_by(ShiftColumn column, bool ascending) {
    column_ = column;
    ascending_ = ascending;
    show();
}

// People are searched once for each word, not once for each shift that they are part of.
void MonthList::search() {
    for (Item& item : items_) item.found = true;
    for (const std::string& word : words_) {
        const auto people = month_->registry().matching(word);
        for (Item& item : items_) {
            if (!item.found) continue;
            const auto has_client = [&](std::uint32_t client) { return people.clients[client] != 0; };
            item.found = (item.care_worker != Registry::nobody && people.care_workers[item.care_worker] != 0) ||
                         std::any_of(item.clients.begin(), item.clients.end(), has_client) ||
                         item.search.find(word) != std::string::npos;
        }
    }
    count_all();
}

void MonthList::count_all() {
    counts_.fill(0);
    queue_ = {};
    for (const Item& item : items_) {
        if (shows(ShiftFilter::needs_action, item.row)) {
            ++queue_.shifts;
            queue_.at_risk_minutes += item.row.at_risk_minutes;
        }
        if (!item.found) continue;
        const bool has_check = has(item.row, check_);
        for (const ShiftFilter filter : shift_filters) {
            // Of all there are as many as there are without the check: to whoever chooses all, it is over.
            if ((has_check || filter == ShiftFilter::all) && shows(filter, item.row))
                ++counts_[static_cast<std::size_t>(filter)];
        }
    }
}

void MonthList::show() {
    shown_.clear();
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        const ShiftRow& row = items_[i].row;
        const bool wanted = items_[i].found && has(row, check_) && shows(filter_, row);
        if (wanted || row.id == kept_) shown_.push_back(i);
    }
    std::sort(shown_.begin(), shown_.end(), [&](std::uint32_t left, std::uint32_t right) {
        const Item& a = items_[left];
        const Item& b = items_[right];
        if (column_ == ShiftColumn::flags && a.skipped != b.skipped) return a.skipped < b.skipped;
        const auto order = compare(column_, a.row, b.row, a.rank, b.rank);
        if (order != 0) return ascending_ ? order < 0 : order > 0;
        return std::tie(a.row.date, a.row.start, a.rank, a.row.id) <
               std::tie(b.row.date, b.row.start, b.rank, b.row.id);
    });
    place_.assign(items_.size(), not_shown);
    for (std::uint32_t i = 0; i < shown_.size(); ++i) place_[shown_[i]] = i;
}

}  // namespace samordna::workspace
