#include "workspace/judged_month.h"

#include <algorithm>
#include <stdexcept>

#include "rules/checks.h"
#include "sync/facts_reader.h"

namespace samordna::workspace {
namespace {

using domain::Id;
using domain::Instant;
using domain::RecordType;
using rules::Severity;

CheckSet set_of(std::string_view check) {
    const auto known = rules::known_checks();
    const auto it = std::find_if(known.begin(), known.end(), [&](const auto& info) { return info.id == check; });
    return it == known.end() ? 0 : CheckSet{1} << (it - known.begin());
}

std::uint16_t few_minutes(int minutes) {
    return static_cast<std::uint16_t>(std::clamp(minutes, 0, 65535));
}

}  // namespace

void append_checks(CheckSet checks, std::vector<std::string_view>& ids) {
    const auto known = rules::known_checks();
    for (std::size_t i = 0; checks != 0; ++i, checks >>= 1U) {
        if ((checks & 1U) != 0) ids.push_back(known[i].id);
    }
}

JudgedMonth::JudgedMonth(store::Store& store, Now now, domain::Month month)
    : store_(&store),
      now_(std::move(now)),
      month_(month),
      rulebooks_(std::shared_ptr<void>{}, &rules::Rulebooks::built_in()),
      facts_(*rulebooks_),
      first_day_known_(domain::first_day(month)) {
    if (rules::known_checks().size() > 64) throw std::logic_error("more checks than a CheckSet has room for");
}

void JudgedMonth::read(const std::function<void(std::size_t visits)>& told) {
    constexpr std::size_t told_each = 512;
    registry_ = Registry(*store_);
    rulebooks_ = sync::known_rulebooks(*store_);
    facts_ = rules::Facts(*rulebooks_);
    const Instant at = now_();
    const auto tell = [&](std::size_t visits) {
        if (told && visits % told_each == 0) told(visits);
    };
    sync::FactsReader(*store_, facts_)
        .read_days(domain::first_day(month_), domain::first_day(month_ + std::chrono::months{1}), tell);
    facts_.each_shift([&](const domain::Shift& shift) {
        if (!is_judged(shift)) return;
        judge(shift, at);
        if (told) told(facts_.size());
    });
    store_->shrink();
    is_read_ = true;
}

void JudgedMonth::move_to(store::Store& store, Now now) {
    store_ = &store;
    now_ = std::move(now);
}

void JudgedMonth::judge(const domain::Shift& shift, Instant now) {
    const std::uint32_t number = facts_.index_of_shift(shift.id);
    OfShift sums;
    rules::Findings findings;
    for (const std::uint32_t visit : facts_.shift_at(number).visits) {
        auto report = rules::report_of_visit(facts_, visit, now);
        const auto& fact = facts_.at(visit);
        OfVisit one;
        one.client = fact.client;
        one.manual = rules::is_manual(fact.visit);
        one.starts_here = domain::month_of(fact.day) == month_;
        one.ordered = few_minutes(report.ordered);
        one.performed = few_minutes(report.performed);
        for (const auto& finding : report.findings) {
            const CheckSet check = set_of(finding.check);
            one.checks |= check;
            switch (finding.severity) {
                case Severity::blocks:
                    one.blocking |= check;
                    sums.blocking |= check;
                    break;
                case Severity::warns:
                    sums.warning |= check;
                    break;
                case Severity::informs:
                    sums.informing |= check;
                    break;
            }
        }
        sums.blocking_visits += one.blocks() ? 1 : 0;
        std::move(report.findings.begin(), report.findings.end(), std::back_inserter(findings));
        if (of_visits_.size() <= visit) of_visits_.resize(std::max<std::size_t>(visit + 1, facts_.size()));
        of_visits_[visit] = one;
        const Instant turns =
            std::min(fact.visit.end.value_or(Instant::max()), fact.visit.start + std::chrono::hours{24});
        if (turns > now) sums.turns_at = std::max(sums.turns_at.value_or(turns), turns);
    }
    const auto closing = rules::closing_time_of(shift, facts_.municipality_of(shift), *rulebooks_);
    sums.state = rules::state_of(facts_, shift, now);
    sums.closed = closing && now > *closing;
    if (closing && !sums.closed) sums.closes_at = closing;
    sums.clean = rules::is_clean(facts_, shift, findings, now);
    if (of_shifts_.size() <= number) of_shifts_.resize(number + 1);
    of_shifts_[number] = sums;
}

bool JudgedMonth::is_known(const domain::Visit& visit) const {
    const domain::Visit* known = facts_.visit(visit.id);
    return known != nullptr && *known == visit;
}

void JudgedMonth::read_again(const Id& id, std::unordered_set<Id>& touched, std::unordered_set<Id>& clients) {
    touched.insert(id);  // also where only the fate of a change of it is another
    const auto found = store_->find(RecordType::shift, id);
    const domain::Shift* known = facts_.shift(id);
    const auto visits = store_->visits_of(id);
    std::unordered_set<Id> gone;
    for (const auto* visit : facts_.visits_of(id)) gone.insert(visit->id);
    bool same = found.has_value() == (known != nullptr) && (!found || std::get<domain::Shift>(found->record) == *known);
    for (const auto& visit : visits) same = is_known(visit) && gone.erase(visit.id) == 1 && same;
    if (same && gone.empty()) return;  // another list has brought it up to date

    for (const Id& visit : gone) clients.insert(facts_.visit(visit)->client);
    for (const auto& visit : visits) {
        if (!is_known(visit)) clients.insert(visit.client);
    }
    const auto note_touched = [&] {
        for (const Id& visit : facts_.touched_by(RecordType::shift, id)) touched.insert(facts_.visit(visit)->shift);
    };
    note_touched();
    sync::FactsReader reader(*store_, facts_);
    reader.read_again(RecordType::shift, id);
    for (const auto& visit : visits) {
        // It may come from another shift.
        for (const Id& near : facts_.touched_by(visit.id)) touched.insert(facts_.visit(near)->shift);
        reader.read_again(RecordType::visit, visit.id);
    }
    for (const Id& visit : gone) reader.read_again(RecordType::visit, visit);  // gone, or in another shift now
    note_touched();
    for (const Id& visit : gone) {
        for (const Id& near : facts_.touched_by(visit)) touched.insert(facts_.visit(near)->shift);
    }
}

void JudgedMonth::catch_up(std::span<const Id> shifts) {
    if (!is_read_) return;  // when it is, it is read as it is then
    const Instant now = now_();
    // Time alone changes things too: a month closes, a last visit ends.
    std::unordered_set<Id> touched;
    std::unordered_set<Id> clients;
    facts_.each_shift([&](const domain::Shift& shift) {
        if (!is_judged(shift)) return;
        const OfShift one = of_shift(facts_.index_of_shift(shift.id));
        if ((one.turns_at && *one.turns_at <= now) || (one.closes_at && *one.closes_at < now)) touched.insert(shift.id);
    });
    note(shifts);
    for (const Id& id : std::exchange(noted_, {})) read_again(id, touched, clients);
    if (touched.empty()) return;
    ++version_;
    for (const Id& id : clients) clients_[id] = version_;
    for (const Id& id : touched) {
        touched_[id] = version_;
        const domain::Shift* shift = facts_.shift(id);
        if (shift != nullptr && is_judged(*shift)) judge(*shift, now);
    }
}

std::vector<Id> JudgedMonth::after(const Touched& touched, std::uint64_t version) {
    std::vector<Id> ids;
    for (const auto& [id, last] : touched) {
        if (last > version) ids.push_back(id);
    }
    return ids;
}

// What is known already is left alone: what has become of it comes as news, and must be found changed then.
void JudgedMonth::read_before() {
    constexpr std::size_t shifts_at_a_time = 10;
    const domain::Date day = first_day_known_ - std::chrono::days{1};
    if (!shifts_before_) {
        auto& ids = shifts_before_.emplace();
        store_->each_shift(day, first_day_known_, [&](domain::Shift&& shift) {
            ids.push_back(shift.id);
            if (facts_.shift(shift.id) == nullptr) facts_.put(std::move(shift));
        });
    }
    for (std::size_t i = 0; i < shifts_at_a_time && !shifts_before_->empty(); ++i) {
        for (auto& visit : store_->visits_of(shifts_before_->back())) {
            if (facts_.visit(visit.id) == nullptr) facts_.put(std::move(visit));
        }
        shifts_before_->pop_back();
    }
    if (!shifts_before_->empty()) return;
    shifts_before_.reset();
    first_day_known_ = day;
}

void JudgedMonth::read_years_of(const Id& client) {
    sync::FactsReader(*store_, facts_).read_years_of(client);
}

}  // namespace samordna::workspace
