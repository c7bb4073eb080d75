// What she does: judged at once, stored with its place in the outbox, and how it is taken back.
#include "workspace/doing.h"

#include <algorithm>
#include <map>

#include "rules/checks.h"
#include "rules/matrix_csv.h"
#include "sync/facts_reader.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

using domain::Change;
using domain::Id;

namespace {

UndoneRow row_of(const Stroke& stroke) {
    return {stroke.items.empty() ? std::string{} : std::string(domain::name_of(stroke.items.front().verb)),
            static_cast<int>(stroke.items.size())};
}

std::vector<Id> targets_of(const Stroke& stroke) {
    std::vector<Id> ids;
    for (const auto& item : stroke.items) ids.push_back(item.target);
    return ids;
}

}  // namespace

rules::Findings refusal(std::string check) {
    rules::Finding finding;
    finding.check = std::move(check);
    return {finding};
}

Touched touched_by(const domain::Verb& verb, const domain::Record& before) {
    Touched touched;
    auto& shifts = touched.shifts;
    if (const auto* shift = std::get_if<domain::Shift>(&before)) shifts.push_back(shift->id);
    if (const auto* visit = std::get_if<domain::Visit>(&before); visit != nullptr && !visit->shift.is_nil())
        shifts.push_back(visit->shift);
    if (const auto* edit = std::get_if<domain::EditVisit>(&verb); edit != nullptr && edit->shift)
        shifts.push_back(*edit->shift);
    if (const auto* made = domain::registered_visit(verb)) shifts.push_back(made->shift);
    const auto type = domain::target_type(verb);
    using enum domain::RecordType;
    const bool of_account = type == care_worker && !std::holds_alternative<domain::ExemptCareWorker>(verb) &&
                            !std::holds_alternative<domain::IssueCode>(verb);
    // Whether a client has a tag is asked of every visit there; who somebody is stands at all of hers.
    touched.everything = type == matrix || type == tag || of_account;
    touched.equipment = type == lock || type == tag || type == phone || type == lock_order || type == control ||
                        type == care_worker || type == account_order ||
                        std::holds_alternative<domain::RegisterStartup>(verb);
    return touched;
}

// --- Judging.

Judging::Judging(store::Store& store, domain::Instant now)
    : rulebooks_(sync::known_rulebooks(store)), facts_(*rulebooks_), reader_(store, facts_), now_(now) {}

void Judging::look_around(std::span<const Id> shifts) {
    reader_.read_around(shifts);
}

void Judging::look_around(const Change& change) {
    reader_.read_around(change);
}

// --- Doing.

Doing::Doing(Workspace::State& state)
    : s_(state),
      transaction_(*state.store),
      judging_(*state.store, state.now()),
      by_(state.store->meta("user")),
      role_(domain::parse_role(state.store->meta("role")).value_or(domain::Role::reviewer)) {
    stroke_.id = s_.ids.next();
    if (s_.store->meta("token").empty()) by_.clear();
}

rules::Verdict Doing::one(const Id& target, domain::Verb verb) {
    if (by_.empty()) return rules::Refused{refusal("not-signed-in")};
    if (!domain::may(role_, verb))
        return rules::Refused{refusal(role_ == domain::Role::reviewer ? "read-only" : "not-allowed")};
    Change change;
    change.key = s_.ids.next();
    change.target = target;
    change.by = by_;
    change.at = s_.now();
    change.verb = std::move(verb);
    const auto type = domain::target_type(change.verb);
    if (type != domain::RecordType::shift) judging_.look_around(change);
    auto verdict = judging_.judge(change);
    if (!std::holds_alternative<rules::Accepted>(verdict)) return verdict;
    const auto found = s_.store->find(type, target);
    const domain::Record before = found ? found->record : domain::make_record(type);
    stroke_.items.push_back(
        {target, change.verb, found ? domain::opposite(change.verb, before) : std::optional<domain::Verb>{}});
    stroke_.touched.add(touched_by(change.verb, before));
    judging_.know(domain::apply(change, change.at, before));
    s_.store->add(std::move(change), stroke_.id);
    return verdict;
}

Stroke Doing::commit() {
    transaction_.commit();
    return std::move(stroke_);
}

void Workspace::State::done(const Touched& touched) {
    read_status();
    if (worker) worker->wake();
    News news;
    news.everything = touched.everything;
    if (!touched.everything) news.shifts = touched.shifts;
    news.equipment = touched.equipment;
    news.outbox = true;
    news.status = true;
    tell(news);
}

void Workspace::State::did(Stroke stroke) {
    const auto touched = stroke.touched;
    if (!stroke.items.empty()) {
        undo.push_back(std::move(stroke));
        redo.clear();
    }
    done(touched);
}

// --- Approving.

ApprovalSummary Workspace::summarize_approval(std::span<const Id> shifts) const {
    Judging judging(*state_->store, state_->now());
    judging.look_around(shifts);
    ApprovalSummary summary;
    std::map<std::string, ApprovalSummary::LeftOut> left_out;
    for (const Id& id : shifts) {
        Change change;
        change.target = id;
        change.verb = domain::ApproveShift{};
        const auto verdict = judging.judge(change);
        const auto visits = judging.facts().visits_of(id);
        domain::Minutes performed{0};
        for (const auto* visit : visits) performed += rules::performed_minutes(*visit);
        const auto* refused = std::get_if<rules::Refused>(&verdict);
        if (refused == nullptr) {
            summary.shifts.push_back(id);
            summary.visits += static_cast<int>(visits.size());
            summary.performed += performed;
            continue;
        }
        const std::string& reason = refused->findings.front().check;
        auto& out = left_out[reason];
        out.reason = reason;
        ++out.shifts;
        out.visits += static_cast<int>(visits.size());
        out.performed += performed;
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
        Doing doing(s);
        doing.look_around(shifts);
        for (const Id& id : shifts) {
            auto verdict = doing.one(id, verb);
            if (auto* refused = std::get_if<rules::Refused>(&verdict))
                result.refused.push_back({id, std::move(refused->findings)});
        }
        Stroke stroke = doing.commit();
        result.approved = targets_of(stroke);
        if (!result.approved.empty()) s.did(std::move(stroke));
    } catch (const store::Failure& failure) {
        result = {};
        result.trouble = failure.error;
    }
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
        Doing doing(s);
        for (const auto& matrix : s.store->all<domain::Matrix>()) {
            if (matrix.rulebook != version) continue;
            verdict = doing.one(matrix.id, domain::SetMatrix{cells});
            if (std::holds_alternative<rules::Refused>(verdict)) return verdict;
        }
        s.did(doing.commit());
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
        Doing doing(s);
        const auto targets = targets_of(stroke);
        doing.look_around(targets);
        for (const auto& item : stroke.items) {
            const auto it = entries.find(item.target);
            const bool gone = it == entries.end();
            if (!gone && it->second.fate > store::Fate::accepted) continue;  // it never came to stand
            const bool back = !gone && s.store->take_back(it->second.change.key);
            if (back || (item.back && std::holds_alternative<rules::Accepted>(doing.one(item.target, *item.back))))
                undone.push_back(item);
        }
        doing.commit();
    }
    s.undo.pop_back();
    stroke.items = std::move(undone);
    UndoneRow row = row_of(stroke);
    const auto touched = stroke.touched;
    if (!stroke.items.empty()) s.redo.push_back(std::move(stroke));
    s.done(touched);
    return row;
}

UndoneRow Workspace::redo_last() {
    State& s = *state_;
    const Stroke stroke = s.redo.back();
    Doing doing(s);
    const auto targets = targets_of(stroke);
    doing.look_around(targets);
    for (const auto& item : stroke.items) static_cast<void>(doing.one(item.target, item.verb));
    Stroke done = doing.commit();
    s.redo.pop_back();
    UndoneRow row = row_of(done);
    const auto touched = stroke.touched;
    if (!done.items.empty()) s.undo.push_back(std::move(done));
    s.done(touched);
    return row;
}

// --- What needed her attention.

namespace {

domain::Record record_of(const store::OutboxEntry& entry) {
    return entry.before ? *entry.before : domain::make_record(domain::target_type(entry.change.verb));
}

}  // namespace

void Workspace::dismiss(Id key) {
    static_cast<void>(state_->or_trouble([&] {
        const auto entry = state_->store->entry(key);
        if (!entry) return false;
        const auto touched = touched_by(entry->change.verb, record_of(*entry));
        state_->store->dismiss(key);
        state_->done(touched);
        return true;
    }));
}

Result<rules::Verdict> Workspace::retry(Id key) {
    State& s = *state_;
    try {
        const auto entry = s.store->entry(key);
        if (!entry || entry->fate <= store::Fate::accepted) return base::Error{"not_found"};
        Doing doing(s);
        doing.look_around({&entry->change.target, 1});
        auto verdict = doing.one(entry->change.target, entry->change.verb);
        if (std::holds_alternative<rules::Refused>(verdict)) return verdict;
        s.store->dismiss(key);
        s.did(doing.commit());
        return verdict;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

}  // namespace samordna::workspace
