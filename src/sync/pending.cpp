#include "sync/pending.h"

#include <algorithm>
#include <map>

#include "base/log.h"
#include "rules/judge.h"
#include "sync/facts_reader.h"

namespace samordna::sync {
namespace {

using domain::Shift;
using store::Fate;
using store::OutboxEntry;

constexpr std::size_t batch_size = 200;

}  // namespace

// --- When the world has moved.

void Pending::rebase_unsent() {
    const auto overtaken = [&](const OutboxEntry& entry) {
        if (entry.fate != Fate::waiting || entry.change.depends_on) return false;
        const auto current = store_.confirmed(domain::target_type(entry.change.verb), entry.change.target);
        return current && current->revision > entry.change.base;
    };
    const auto unanswered = store_.unanswered();
    if (std::none_of(unanswered.begin(), unanswered.end(), overtaken)) return;
    store::Store::Transaction transaction(store_);
    for (const OutboxEntry& before : unanswered) {
        const auto entry = store_.entry(before.change.key);  // one that it depended on may have taken it along
        if (entry && overtaken(*entry)) reconsider(*entry, true);
    }
    transaction.commit();
}

void Pending::redo_lost() {
    store::Store::Transaction transaction(store_);
    std::map<domain::Id, domain::Id> last;  // of each record: the change that the next one builds on
    for (const OutboxEntry& entry : store_.standing()) {
        if (entry.fate != Fate::accepted) continue;
        const auto before = last.find(entry.change.target);
        const domain::Id key = ids_.next();
        store_.rebase(entry.change.key, key, 0, before == last.end() ? std::nullopt : std::optional(before->second));
        if (before == last.end()) reconsider(store_.entry(key).value(), true);
        if (const auto now = store_.entry(key); now && now->fate == Fate::waiting) last[entry.change.target] = key;
    }
    transaction.commit();
}

// The backend's state is another than the one that the change was made on. Done already by somebody: agreed. Still
// right: on to the new state. Else she decides. Without its premise (an earlier change of hers that did not happen) it
// is only ever agreed or parked.
void Pending::reconsider(const OutboxEntry& entry, bool premise_stands) {
    const auto current = store_.confirmed(domain::target_type(entry.change.verb), entry.change.target);
    if (!current && premise_stands && domain::creates(entry.change.verb) && still_makes_sense(entry.change))
        return make_anew(entry, 0, std::nullopt);
    if (!current) {
        store_.settle(entry.change.key, {Fate::failed, 0, false, {}, protocol::Failed{{"not_found"}}, now_});
        ++summary_.refused;
        return reconsider_dependents(entry.change.key, false);
    }
    const std::string by = holder(current->record);
    if (domain::is_fulfilled(entry.change, current->record)) {
        const std::string other = by == entry.change.by ? std::string{} : by;
        const auto dependents = store_.dependents(entry.change.key);
        store_.settle(entry.change.key, {Fate::accepted, current->revision, false, other, std::nullopt, now_});
        ++summary_.accepted;
        // She undid her own work, not somebody else's: what followed is not done to theirs unasked.
        for (const OutboxEntry& next : dependents) reconsider(next, other.empty());
        return;
    }
    const bool collides = entry.before && domain::collides(entry.change, *entry.before, current->record);
    if (premise_stands && !collides && still_makes_sense(entry.change))
        return make_anew(entry, current->revision, std::nullopt);
    store_.settle(entry.change.key,
                  {Fate::conflict, 0, false, by, protocol::Conflict{current->record, current->revision}, now_});
    ++summary_.conflicts;
    reconsider_dependents(entry.change.key, false);
}

void Pending::reconsider_dependents(const domain::Id& key, bool premise_stands) {
    for (const OutboxEntry& next : store_.dependents(key)) reconsider(next, premise_stands);
}

// A key that the backend may have seen is never used for another body. What depends on it and was sent is made anew
// too.
void Pending::make_anew(const OutboxEntry& entry, std::int64_t base, const std::optional<domain::Id>& depends_on) {
    const auto dependents = store_.dependents(entry.change.key);
    const domain::Id key = entry.fate == Fate::waiting ? entry.change.key : ids_.next();
    store_.rebase(entry.change.key, key, base, depends_on);
    for (const OutboxEntry& next : dependents) {
        if (next.fate == Fate::sent) make_anew(next, base, key);
    }
}

// The shift that the change is about, nil where it is about none.
domain::Id Pending::shift_of(const domain::Change& change) {
    if (domain::target_type(change.verb) == domain::RecordType::shift) return change.target;
    if (const auto* made = domain::registered_visit(change.verb)) return made->shift;
    const auto found = store_.find(domain::RecordType::visit, change.target);
    return found ? std::get<domain::Visit>(found->record).shift : domain::Id{};
}

// Who has it as it is now, as far as is known.
std::string Pending::holder(const domain::Record& current) {
    if (const auto* shift = std::get_if<Shift>(&current)) return shift->approved_by;
    const auto done = store_.activities_of(domain::id_of(current));
    return done.empty() ? std::string{} : done.back().by;
}

// At the moment when she did it: whether it came too late is for the backend to say.
bool Pending::still_makes_sense(const domain::Change& change) {
    const auto rulebooks = known_rulebooks(store_);
    rules::Facts facts(*rulebooks);
    FactsReader(store_, facts).read_around(change);
    if (const auto confirmed = store_.confirmed(domain::target_type(change.verb), change.target))
        facts.put(confirmed->record);
    return std::holds_alternative<rules::Accepted>(rules::judge(change, facts, change.at));
}

void Pending::park_too_old() {
    const auto oldest = now_ - std::chrono::days{hello_.idempotency_days};
    for (const OutboxEntry& entry : store_.unanswered()) {
        if (entry.change.at >= oldest) continue;
        base::Error error{"outbox.too_old", {{"days", std::int64_t{hello_.idempotency_days}}}};
        if (!store_.settle(entry.change.key, {Fate::failed, 0, false, {}, protocol::Failed{std::move(error)}, now_}))
            continue;
        ++summary_.refused;
        reconsider_dependents(entry.change.key, false);
    }
}

// --- Sending.

template <class Take>
base::Result<std::vector<OutboxEntry>> Pending::batch(const Take& take) {
    store::Store::Transaction transaction(store_);
    if (store_.copy() != copy_) return base::Error{"sync.overtaken"};
    auto taken = take();
    transaction.commit();
    return taken;
}

base::Result<bool> Pending::send(const std::stop_token& stop) {
    bool answered = false;
    for (std::int64_t position = 0; !stop.stop_requested();) {
        const auto next = batch([&] { return store_.take_for_sending(position, batch_size); });
        if (!next) return next.error();
        if (next->empty()) break;
        position = next->back().position;
        auto sent = send_batch(*next);
        if (!sent) return sent;
        answered = answered || *sent;
    }
    return answered;
}

base::Result<bool> Pending::send_urgent() {
    const auto urgent = batch([&] { return store_.take_urgent(); });
    if (!urgent) return urgent.error();
    if (urgent->empty()) return false;
    ahead_ = true;
    auto sent = send_batch(*urgent);
    ahead_ = false;
    return sent;
}

base::Result<bool> Pending::send_batch(std::span<const OutboxEntry> batch) {
    std::vector<domain::Change> changes;
    changes.reserve(batch.size());
    for (const OutboxEntry& entry : batch) changes.push_back(entry.change);
    auto outcomes = remote_.push(changes);
    if (!outcomes && outcomes.error().code == "request.malformed") {
        // One of them is not understood. The others must not wait for it.
        if (batch.size() == 1) {
            answer(batch.front(), protocol::Failed{outcomes.error()});
            return true;
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (auto one = send_batch(batch.subspan(i, 1)); !one) return one;
        }
        return true;
    }
    if (!outcomes) return outcomes.error();
    if (outcomes->size() != batch.size())
        return base::Error{"backend.fault", {}, "another number of outcomes than changes"};
    store::Store::Transaction transaction(store_);
    for (std::size_t i = 0; i < batch.size(); ++i) answer(batch[i], (*outcomes)[i]);
    transaction.commit();
    return true;
}

void Pending::answer(const OutboxEntry& entry, const protocol::Outcome& outcome) {
    // Answered meanwhile by another process, or made anew under another key: this answer is about nothing any longer.
    const auto now = store_.entry(entry.change.key);
    if (!now || now->fate > Fate::sent) return;
    if (const auto* done = std::get_if<protocol::Accepted>(&outcome)) accepted(entry, *done);
    if (const auto* no = std::get_if<protocol::Refused>(&outcome)) refused(entry, *no);
    if (const auto* not_judged = std::get_if<protocol::Failed>(&outcome)) failed(entry, *not_judged);
    if (const auto* conflict = std::get_if<protocol::Conflict>(&outcome)) {
        store_.learn({conflict->current, conflict->revision});
        reconsider(entry, true);
    }
}

void Pending::accepted(const OutboxEntry& entry, const protocol::Accepted& outcome) {
    std::int64_t revision = 0;
    for (const auto& changed : outcome.changed) {
        if (changed.id == entry.change.target) revision = changed.revision;
    }
    store_.settle(entry.change.key, {Fate::accepted, revision, false, {}, outcome, now_});
    ++summary_.accepted;
}

void Pending::refused(const OutboxEntry& entry, const protocol::Refused& outcome) {
    // It went before anything was read. Somebody may have done the same: it is asked once more when that is known.
    if (ahead_) return;
    const auto there = store_.confirmed(domain::target_type(entry.change.verb), entry.change.target);
    if (there && domain::is_urgent(entry.change.verb) && domain::is_fulfilled(entry.change, there->record))
        return reconsider(entry, true);
    bool late = false;
    const auto current = store_.find(domain::RecordType::shift, shift_of(entry.change));
    const bool after_closing = std::any_of(outcome.findings.begin(), outcome.findings.end(),
                                           [](const auto& finding) { return finding.check == "after-closing"; });
    if (current && after_closing) {
        const auto& shift = std::get<Shift>(current->record);
        const auto unit = store_.find(domain::RecordType::unit, shift.unit);
        const auto closing = unit ? rules::closing_time_of(shift, std::get<domain::Unit>(unit->record).municipality,
                                                           *known_rulebooks(store_))
                                  : std::nullopt;
        late = closing && entry.change.at <= *closing;
    }
    store_.settle(entry.change.key, {Fate::refused, 0, late, {}, outcome, now_});
    ++summary_.refused;
    reconsider_dependents(entry.change.key, false);
}

void Pending::failed(const OutboxEntry& entry, const protocol::Failed& outcome) {
    const std::string& code = outcome.error.code;
    // The earlier change did not happen, or the backend does not know it any longer (it was set back from a copy).
    if (code == "depends_on.refused") return reconsider(entry, false);
    if (code == "request.malformed" && entry.change.depends_on) return reconsider(entry, true);
    base::log::warning("a change could not be judged: " + code);
    store_.settle(entry.change.key, {Fate::failed, 0, false, {}, outcome, now_});
    ++summary_.refused;
    reconsider_dependents(entry.change.key, false);
}

}  // namespace samordna::sync
