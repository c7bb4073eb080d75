// Visits that were registered wrongly, or not at all; and what has been done to them.
#include <algorithm>

#include "protocol/codec.h"
#include "rules/checks.h"
#include "sync/facts_reader.h"
#include "workspace/doing.h"
#include "workspace/fates.h"
#include "workspace/folding.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

using domain::Id;

Id Workspace::new_id() {
    return state_->ids.next();
}

std::optional<Id> Workspace::client_of_number(int number) const {
    for (const auto& client : state_->store->all<domain::Client>()) {
        if (client.number == number) return client.id;
    }
    return std::nullopt;
}

Result<rules::Verdict> Workspace::mend(Id visit, domain::Verb verb) {
    State& s = *state_;
    try {
        Doing doing(s);
        auto verdict = doing.one(visit, std::move(verb));
        if (std::holds_alternative<rules::Accepted>(verdict)) s.did(doing.commit());
        return verdict;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

Result<rules::Verdict> Workspace::edit_visit(Id visit, const domain::EditVisit& edit) {
    return mend(visit, edit);
}

Result<rules::Verdict> Workspace::register_visit(Id id, const domain::RegisterVisit& visit) {
    return mend(id, visit);
}

std::optional<VisitPreview> Workspace::preview(Id visit, const domain::EditVisit& edit) const {
    State& s = *state_;
    domain::Change change;
    change.target = visit;
    change.verb = edit;
    const auto now = s.now();
    Judging judging(*s.store, now);
    judging.look_around(change);
    const auto* before = judging.facts().visit(visit);
    if (before == nullptr) return std::nullopt;
    VisitPreview preview{*before, {}, judging.judge(change), {}, 0, 0};
    const auto after = domain::apply(change, now, *before);
    preview.after = std::get<domain::Visit>(after);
    judging.know(after);
    auto report = rules::report_of_visit(judging.facts(), visit, now);
    preview.findings = std::move(report.findings);
    preview.ordered_minutes = report.ordered;
    preview.performed_minutes = report.performed;
    return preview;
}

std::vector<ServiceChoice> Workspace::service_choices(Id id) const {
    State& s = *state_;
    const auto found = s.store->find(domain::RecordType::visit, id);
    if (!found) return {};
    const auto& visit = std::get<domain::Visit>(found->record);
    const auto day = domain::local_date(visit.start);
    std::vector<ServiceChoice> choices;
    const auto add = [&](const std::string& name, bool ordered) {
        const auto same = [&](const ServiceChoice& choice) { return choice.name == name; };
        if (!name.empty() && std::none_of(choices.begin(), choices.end(), same)) choices.push_back({name, ordered});
    };
    for (const auto& order : s.store->of_client<domain::Order>(visit.client)) {
        if (order.valid_from <= day && (!order.valid_to || day <= *order.valid_to)) add(order.service, true);
    }
    for (const auto& line : visit.service_lines) add(line.service, false);
    const auto known = choices.size();
    const auto books = sync::known_rulebooks(*s.store);
    const auto shift = s.store->find(domain::RecordType::shift, visit.shift);
    const auto unit =
        shift ? s.store->find(domain::RecordType::unit, std::get<domain::Shift>(shift->record).unit) : std::nullopt;
    const auto* book = unit ? books->in_force(std::get<domain::Unit>(unit->record).municipality, day) : nullptr;
    if (book == nullptr) return choices;
    for (const auto& service : book->services.all()) add(service.name, false);
    const Alphabet alphabet;
    std::sort(choices.begin() + static_cast<std::ptrdiff_t>(known), choices.end(),
              [&](const auto& a, const auto& b) { return alphabet.key(a.name) < alphabet.key(b.name); });
    return choices;
}

std::vector<HistoryRow> Workspace::history(domain::RecordType type, Id id) const {
    store::Store& store = *state_->store;
    std::vector<HistoryRow> rows;
    const auto confirmed = store.confirmed(type, id);
    auto done = store.activities_of(id);
    if (confirmed) {
        domain::Record after = confirmed->record;
        std::reverse(done.begin(), done.end());
        for (auto& activity : done) {
            const bool made = activity.before.empty();
            auto before =
                made ? Result<domain::Record>(domain::make_record(type)) : protocol::before_activity(after, activity);
            if (!before) break;  // told in a form of a later program
            rows.push_back({activity.verb, activity.by, activity.at, made ? std::nullopt : std::optional(*before),
                            std::move(after), std::nullopt});
            after = *std::move(before);
        }
    }
    // What she has done on top of it, and what came to nothing.
    for (auto& entry : store.outbox()) {
        const bool arrived = entry.fate == store::Fate::accepted && !entry.standing;
        if (entry.change.target != id || arrived) continue;
        const domain::Record before = entry.before ? *entry.before : domain::make_record(type);
        HistoryRow row{
            std::string(domain::name_of(entry.change.verb)),      entry.change.by, entry.change.at, entry.before,
            domain::apply(entry.change, entry.change.at, before), std::nullopt};
        if (entry.fate != store::Fate::accepted) row.fate = fate_of(entry.fate);
        rows.insert(rows.begin(), std::move(row));
    }
    return rows;
}

}  // namespace samordna::workspace
