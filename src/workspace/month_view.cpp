// What the rules say about a month as a whole: read from the store each time, for listings and for the companion.
#include "workspace/month_view.h"

#include <algorithm>
#include <set>

#include "rules/judge.h"
#include "sync/facts_reader.h"
#include "workspace/registry.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using domain::Id;

struct Days {
    domain::Date from = domain::Date::min(), to = domain::Date::max();
};
Days days_of(std::optional<domain::Month> month) {
    if (!month) return {};
    return {domain::first_day(*month), domain::first_day(*month + std::chrono::months{1})};
}

// By start: the order of every listing.
template <class F>
void each_visit_in(const rules::Facts& facts, std::optional<domain::Month> month, F&& f) {
    std::vector<std::uint32_t> visits;
    facts.each_visit([&](std::uint32_t index) {
        if (!month || domain::month_of(facts.at(index).day) == *month) visits.push_back(index);
    });
    std::sort(visits.begin(), visits.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto& one = facts.at(a).visit;
        const auto& other = facts.at(b).visit;
        return std::tie(one.start, one.source_id, one.id) < std::tie(other.start, other.source_id, other.id);
    });
    for (const std::uint32_t index : visits) f(facts.at(index));
}

}  // namespace

std::shared_ptr<const rules::Rulebooks> Workspace::rulebooks() const {
    return sync::known_rulebooks(*state_->store);
}

std::optional<ShiftPlace> Workspace::place_of(domain::RecordType type, Id id) const {
    store::Store& store = *state_->store;
    if (type == domain::RecordType::visit) {
        const auto visit = store.find(type, id);
        if (!visit) return std::nullopt;
        id = std::get<domain::Visit>(visit->record).shift;
    } else if (type != domain::RecordType::shift) {
        return std::nullopt;
    }
    const auto shift = store.find(domain::RecordType::shift, id);
    if (!shift) return std::nullopt;
    return ShiftPlace{domain::month_of(std::get<domain::Shift>(shift->record).date), id};
}

std::optional<ShiftCondition> Workspace::condition_of(Id id) const {
    const auto books = rulebooks();
    rules::Facts facts(*books);
    sync::FactsReader(*state_->store, facts).read_around(std::span(&id, 1));
    const auto* shift = facts.shift(id);
    if (shift == nullptr) return std::nullopt;
    const auto at = now();
    const auto closing = rules::closing_time_of(*shift, facts.municipality_of(*shift), *books);
    return ShiftCondition{rules::state_of(facts, *shift, at), closing && at > *closing,
                          rules::any_blocks(rules::findings_of_shift(facts, id, at)), shift->approved_by};
}

std::vector<FindingRow> Workspace::findings(std::optional<domain::Month> month) const {
    const auto books = rulebooks();
    rules::Facts facts(*books);
    const auto [from, to] = days_of(month);
    sync::FactsReader(*state_->store, facts).read_days(from, to);
    const auto at = now();
    std::vector<FindingRow> rows;
    std::set<domain::Month> months;
    each_visit_in(facts, month, [&](const auto& fact) {
        months.insert(domain::month_of(fact.day));
        for (auto& finding : rules::findings_of_visit(facts, fact.visit.id, at))
            rows.push_back({std::move(finding), fact.visit.source_id, fact.day});
    });
    for (const domain::Month each : months) {
        for (auto& finding : rules::findings_of_month(facts, each, at))
            rows.push_back({std::move(finding), {}, domain::last_day(each)});
    }
    return rows;
}

std::vector<BasisLine> Workspace::basis(domain::Month month) const {
    const auto books = rulebooks();
    rules::Facts facts(*books);
    const auto [from, to] = days_of(month);
    sync::FactsReader(*state_->store, facts).read_days(from, to);
    const Registry registry(*state_->store);
    std::vector<BasisLine> lines;
    for (auto& row : rules::basis_of(facts, month, now())) {
        BasisLine line;
        line.client_number = registry.client_number(row.client);
        if (const auto* client = registry.client(row.client)) line.client_name = client->name;
        line.row = std::move(row);
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const BasisLine& a, const BasisLine& b) { return a.client_number < b.client_number; });
    return lines;
}

std::vector<TouchedVisit> Workspace::touched_by_change(const rules::Rulebook& before,
                                                       const rules::Rulebook& after) const {
    const auto always = [](rules::Rulebook book) {
        book.valid_from = domain::Date::min();
        return rules::Rulebooks({std::move(book)});
    };
    const rules::Rulebooks one = always(before);
    const rules::Rulebooks other = always(after);
    rules::Facts facts_before(one);
    rules::Facts facts_after(other);
    sync::FactsReader(*state_->store, facts_before).read_days(domain::Date::min(), domain::Date::max());
    sync::FactsReader(*state_->store, facts_after).read_days(domain::Date::min(), domain::Date::max());
    const auto at = now();
    // Another paragraph for the same thing is no other judgement.
    const auto judged = [&](const rules::Facts& facts, const Id& visit) {
        auto findings = rules::findings_of_visit(facts, visit, at);
        for (auto& finding : findings) {
            finding.rulebook.clear();
            finding.paragraph.clear();
        }
        return findings;
    };
    std::vector<TouchedVisit> touched;
    each_visit_in(facts_after, std::nullopt, [&](const auto& fact) {
        const auto& shift = facts_after.shift_at(fact.shift).shift;
        const auto closing = rules::closing_time_of(shift, facts_after.municipality_of(shift), other);
        if (shift.approved_at || !closing || at > *closing) return;
        if (judged(facts_before, fact.visit.id) == judged(facts_after, fact.visit.id)) return;
        touched.push_back({fact.visit.id, fact.visit.source_id, fact.day});
    });
    return touched;
}

}  // namespace samordna::workspace
