// What she does: judged at once, stored with its place in the outbox, and how it is taken back.
#include <algorithm>
#include <map>

#include "domain/role.h"
#include "rules/checks.h"
#include "rules/judge.h"
#include "rules/matrix_csv.h"
#include "sync/facts_reader.h"
#include "workspace/state.h"
#include "workspace/workspace.h"

namespace samordna::workspace {
namespace {

using domain::Change;
using domain::Id;

// Does one stroke: the same kind of change for many shifts, all in one transaction.
class Doing {
  public:
    Doing(Workspace::State& state, std::span<const Id> shifts, const domain::Verb& verb)
        : s_(state),
          transaction_(*state.store),
          judging_(*state.store, shifts, state.now()),
          by_(state.store->meta("user")),
          role_(domain::parse_role(state.store->meta("role")).value_or(domain::Role::reviewer)) {
        stroke_.id = s_.ids.next();
        stroke_.verb = verb;
        if (s_.store->meta("token").empty()) by_.clear();
    }

    rules::Verdict one(const Id& target, domain::Verb verb) {
        if (by_.empty()) return rules::Refused{refusal("not-signed-in")};
        if (!domain::may(role_, verb))
            return rules::Refused{refusal(role_ == domain::Role::reviewer ? "read-only" : "not-allowed")};
        Change change;
        change.key = s_.ids.next();
        change.target = target;
        change.by = by_;
        change.at = s_.now();
        change.verb = std::move(verb);
        const auto found = judging_.judge(change);
        if (!found) return rules::Refused{refusal("shift-unknown")};
        if (!std::holds_alternative<rules::Accepted>(found->verdict)) return found->verdict;
        if (domain::target_type(change.verb) == domain::RecordType::shift) {
            const auto* approve = std::get_if<domain::ApproveShift>(&change.verb);
            stroke_.items.push_back({target, approve != nullptr ? approve->unpaid_visits : found->shift.unpaid_visits});
        }
        judging_.know(change);
        s_.store->add(std::move(change), stroke_.id);
        return found->verdict;
    }

    Stroke commit() {
        transaction_.commit();
        return std::move(stroke_);
    }

  private:
    Workspace::State& s_;
    store::Store::Transaction transaction_;
    Judging judging_;
    std::string by_;
    domain::Role role_;
    Stroke stroke_;
};

std::vector<Id> shifts_of(const Stroke& stroke) {
    std::vector<Id> ids;
    for (const auto& item : stroke.items) ids.push_back(item.shift);
    return ids;
}

domain::Verb again(const Stroke& stroke, const Stroke::Item& item) {
    if (std::holds_alternative<domain::ApproveShift>(stroke.verb)) return domain::ApproveShift{item.unpaid_visits};
    return domain::RevokeApproval{};
}

domain::Verb opposite(const Stroke& stroke, const Stroke::Item& item) {
    if (std::holds_alternative<domain::ApproveShift>(stroke.verb)) return domain::RevokeApproval{};
    return domain::ApproveShift{item.unpaid_visits};
}

UndoneRow row_of(const Stroke& stroke, std::size_t shifts) {
    return {std::string(domain::name_of(stroke.verb)), static_cast<int>(shifts)};
}

}  // namespace

rules::Findings refusal(std::string check) {
    rules::Finding finding;
    finding.check = std::move(check);
    return {finding};
}

Judging::Judging(store::Store& store, std::span<const Id> shifts, domain::Instant now)
    : rulebooks_(sync::known_rulebooks(store)), facts_(*rulebooks_), now_(now) {
    sync::FactsReader(store, facts_).read_around(shifts);
}

std::optional<Judging::Case> Judging::judge(const Change& change) const {
    if (domain::target_type(change.verb) != domain::RecordType::shift)
        return Case{{}, 0, domain::Minutes{0}, rules::judge(change, facts_, now_)};
    const domain::Shift* shift = facts_.shift(change.target);
    if (shift == nullptr) return std::nullopt;
    Case judged{*shift, 0, domain::Minutes{0}, rules::judge(change, facts_, now_)};
    for (const auto* visit : facts_.visits_of(shift->id)) {
        ++judged.visits;
        judged.performed += rules::performed_minutes(*visit);
    }
    return judged;
}

void Judging::know(const Change& change) {
    if (const domain::Shift* shift = facts_.shift(change.target)) facts_.put(domain::apply(change, now_, *shift));
}

void Workspace::State::done(std::vector<domain::Id> shifts) {
    read_status();
    if (worker) worker->wake();
    if (listener) listener({false, std::move(shifts), true, true});
}

void Workspace::State::done_everything() {
    read_status();
    if (worker) worker->wake();
    if (listener) listener({true, {}, true, true});
}

ApprovalSummary Workspace::summarize_approval(std::span<const Id> shifts) const {
    const Judging judging(*state_->store, shifts, state_->now());
    ApprovalSummary summary;
    std::map<std::string, ApprovalSummary::LeftOut> left_out;
    for (const Id& id : shifts) {
        Change change;
        change.target = id;
        change.verb = domain::ApproveShift{};
        const auto found = judging.judge(change);
        const auto* refused = found ? std::get_if<rules::Refused>(&found->verdict) : nullptr;
        if (found && refused == nullptr) {
            summary.shifts.push_back(id);
            summary.visits += found->visits;
            summary.performed += found->performed;
            continue;
        }
        const std::string reason = refused != nullptr ? refused->findings.front().check : "shift-unknown";
        auto& out = left_out[reason];
        out.reason = reason;
        ++out.shifts;
        if (!found) continue;
        out.visits += found->visits;
        out.performed += found->performed;
    }
    for (auto& [reason, out] : left_out) summary.left_out.push_back(std::move(out));
    std::stable_sort(summary.left_out.begin(), summary.left_out.end(),
                     [](const auto& a, const auto& b) { return a.performed > b.performed; });
    return summary;
}

Approval Workspace::perform(std::span<const Id> shifts, const domain::Verb& verb) {
    State& s = *state_;
    Approval result;
    try {
        Doing doing(s, shifts, verb);
        for (const Id& id : shifts) {
            auto verdict = doing.one(id, verb);
            if (auto* refused = std::get_if<rules::Refused>(&verdict))
                result.refused.push_back({id, std::move(refused->findings)});
        }
        Stroke stroke = doing.commit();
        result.approved = shifts_of(stroke);
        if (result.approved.empty()) return result;
        s.undo.push_back(std::move(stroke));
        s.redo.clear();
    } catch (const store::Failure& failure) {
        result = {};
        result.trouble = failure.error;
        return result;
    }
    s.done(result.approved);
    return result;
}

Approval Workspace::approve(std::span<const Id> shifts) {
    return perform(shifts, domain::ApproveShift{});
}

Approval Workspace::revoke(std::span<const Id> shifts) {
    return perform(shifts, domain::RevokeApproval{});
}

Result<rules::Verdict> Workspace::approve_partly(Id shift, std::vector<Id> unpaid_visits) {
    auto result = perform({&shift, 1}, domain::ApproveShift{std::move(unpaid_visits)});
    if (result.trouble) return *result.trouble;
    if (!result.refused.empty()) return rules::Verdict{rules::Refused{std::move(result.refused.front().findings)}};
    return rules::Verdict{rules::Accepted{}};
}

// --- The matrix.

UnitMatrix Workspace::matrix(const rules::Rulebook& book) const {
    State& s = *state_;
    UnitMatrix found{book.matrix, book.matrix_from, false, false};
    for (const auto& matrix : s.store->all<domain::Matrix>()) {
        if (matrix.rulebook != book.matrix_from) continue;
        found.may_be_set = domain::may(domain::parse_role(s.store->meta("role")).value_or(domain::Role::reviewer),
                                       domain::SetMatrix{});
        auto own = rules::parse_matrix(matrix.cells);
        if (matrix.cells.empty() || !own) continue;
        found.matrix = *std::move(own);
        found.is_own = true;
    }
    return found;
}

Result<rules::Verdict> Workspace::set_matrix(const std::string& version, const std::string& cells) {
    State& s = *state_;
    try {
        rules::Verdict verdict = rules::Refused{refusal("not-allowed")};  // no unit of hers has it
        const domain::Verb verb = domain::SetMatrix{cells};
        Doing doing(s, {}, verb);
        for (const auto& matrix : s.store->all<domain::Matrix>()) {
            if (matrix.rulebook != version) continue;
            verdict = doing.one(matrix.id, verb);
            if (std::holds_alternative<rules::Refused>(verdict)) return verdict;
        }
        doing.commit();
        s.done_everything();
        return verdict;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

// --- Drafts.

std::string Workspace::draft(const std::string& name) const {
    return state_->store->meta("draft " + name);
}

void Workspace::keep_draft(const std::string& name, const std::string& text) {
    static_cast<void>(state_->or_trouble([&] {
        state_->store->set_meta("draft " + name, text);
        return true;
    }));
}

// --- Taking back.

bool Workspace::can_undo() const {
    return !state_->undo.empty();
}
bool Workspace::can_redo() const {
    return !state_->redo.empty();
}

std::optional<UndoneRow> Workspace::undo() {
    return state_->undo.empty() ? std::nullopt : state_->or_trouble([&] { return undo_last(); });
}

std::optional<UndoneRow> Workspace::redo() {
    return state_->redo.empty() ? std::nullopt : state_->or_trouble([&] { return redo_last(); });
}

UndoneRow Workspace::undo_last() {
    State& s = *state_;
    Stroke stroke = s.undo.back();
    std::map<Id, store::OutboxEntry> entries;
    for (auto& entry : s.store->stroke(stroke.id)) entries.emplace(entry.change.target, std::move(entry));
    std::vector<Stroke::Item> undone;
    {
        Doing doing(s, shifts_of(stroke), stroke.verb);
        for (const auto& item : stroke.items) {
            const auto it = entries.find(item.shift);
            const bool gone = it == entries.end();
            if (!gone && it->second.fate > store::Fate::accepted) continue;  // it never came to stand
            const bool back = !gone && s.store->take_back(it->second.change.key);
            if (back || std::holds_alternative<rules::Accepted>(doing.one(item.shift, opposite(stroke, item)))) {
                undone.push_back(item);
            }
        }
        doing.commit();
    }
    s.undo.pop_back();
    stroke.items = std::move(undone);
    UndoneRow row = row_of(stroke, stroke.items.size());
    const auto shifts = shifts_of(stroke);
    if (!stroke.items.empty()) s.redo.push_back(std::move(stroke));
    s.done(shifts);
    return row;
}

UndoneRow Workspace::redo_last() {
    State& s = *state_;
    const Stroke stroke = s.redo.back();
    Doing doing(s, shifts_of(stroke), stroke.verb);
    for (const auto& item : stroke.items) static_cast<void>(doing.one(item.shift, again(stroke, item)));
    Stroke done = doing.commit();
    s.redo.pop_back();
    UndoneRow row = row_of(stroke, done.items.size());
    const auto shifts = shifts_of(done);
    if (!done.items.empty()) s.undo.push_back(std::move(done));
    s.done(shifts);
    return row;
}

// --- What needed her attention.

void Workspace::dismiss(Id key) {
    static_cast<void>(state_->or_trouble([&] {
        const auto entry = state_->store->entry(key);
        if (!entry) return false;
        state_->store->dismiss(key);
        state_->done({entry->change.target});
        return true;
    }));
}

Result<rules::Verdict> Workspace::retry(Id key) {
    State& s = *state_;
    try {
        const auto entry = s.store->entry(key);
        if (!entry || entry->fate <= store::Fate::accepted) return base::Error{"not_found"};
        Doing doing(s, {&entry->change.target, 1}, entry->change.verb);
        auto verdict = doing.one(entry->change.target, entry->change.verb);
        if (std::holds_alternative<rules::Refused>(verdict)) return verdict;
        s.store->dismiss(key);
        Stroke stroke = doing.commit();
        if (stroke.items.empty()) return s.done_everything(), verdict;
        s.undo.push_back(std::move(stroke));
        s.redo.clear();
        s.done({entry->change.target});
        return verdict;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

}  // namespace samordna::workspace
