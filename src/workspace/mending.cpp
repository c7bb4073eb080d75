// Visits that were registered wrongly, or not at all; and what has been done to them.
#include <algorithm>
#include <array>

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

std::optional<Id> Workspace::care_worker_of_number(const std::string& number) const {
    for (const auto& worker : state_->store->all<domain::CareWorker>()) {
        if (worker.number == number) return worker.id;
    }
    return std::nullopt;
}

namespace {

// All of them, or none.
template <class Edits>
Result<rules::Verdict> mend(Workspace::State& s, const Edits& edits) {
    try {
        Doing doing(s);
        rules::Verdict verdict = rules::Accepted{};
        for (const auto& [visit, verb] : edits) {
            verdict = doing.one(visit, verb);
            if (std::holds_alternative<rules::Refused>(verdict)) return verdict;
        }
        s.did(doing.commit());
        return verdict;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

}  // namespace

Result<rules::Verdict> Workspace::edit_visit(Id id, const domain::EditVisit& edit, const domain::Visit* seen) {
    if (const auto now = seen == nullptr ? std::nullopt : visit(id); now) {
        domain::Change change;
        change.verb = edit;
        if (domain::collides(change, *seen, *now)) return rules::Verdict{rules::Refused{refusal("visit-changed")}};
    }
    return mend(*state_, std::array{std::pair<Id, domain::Verb>(id, edit)});
}

Result<rules::Verdict> Workspace::split_joint_errand(Id id, const std::string& note) {
    const auto joint = joint_errand(id);
    if (!joint || joint->is_split()) return rules::Verdict{rules::Refused{refusal("nothing-changed")}};
    std::vector<std::pair<Id, domain::Verb>> edits;
    for (const auto& part : joint->parts) {
        domain::EditVisit edit;
        edit.service_lines = part.split;
        const auto stands = visit(part.visit);
        edit.note = stands && !stands->note.empty() ? stands->note + ' ' + note : note;
        edits.emplace_back(part.visit, std::move(edit));
    }
    return mend(*state_, edits);
}

Result<rules::Verdict> Workspace::register_visit(Id id, const domain::RegisterVisit& visit) {
    return mend(*state_, std::array{std::pair<Id, domain::Verb>(id, visit)});
}

std::optional<domain::Visit> Workspace::visit(Id id) const {
    auto found = state_->store->find(domain::RecordType::visit, id);
    if (!found) return std::nullopt;
    return std::get<domain::Visit>(std::move(found->record));
}

std::optional<VisitPreview> Workspace::preview(Id id, const domain::Verb& verb) const {
    State& s = *state_;
    domain::Change change;
    change.target = id;
    change.verb = verb;
    const auto now = s.now();
    Judging judging(*s.store, now);
    judging.look_around(change);
    const auto* before = judging.facts().visit(id);
    if (before == nullptr && !domain::creates(verb)) return std::nullopt;
    VisitPreview preview{before == nullptr ? domain::Visit{} : *before, {}, judging.judge(change), {}, 0, 0};
    const auto after = domain::apply(change, now, preview.before);
    preview.after = std::get<domain::Visit>(after);
    const auto* shift = judging.facts().shift(preview.after.shift);
    const auto* client = judging.facts().client(preview.after.client);
    if (shift == nullptr || client == nullptr) return preview;  // nobody's, nowhere: there is nothing to judge
    judging.know(after);
    auto report = rules::report_of_visit(judging.facts(), id, now);
    preview.findings = std::move(report.findings);
    preview.ordered_minutes = report.ordered;
    preview.performed_minutes = report.performed;
    return preview;
}

std::vector<ServiceChoice> Workspace::service_choices(const domain::Visit& visit) const {
    State& s = *state_;
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

std::vector<ShiftChoice> Workspace::shift_choices(domain::Date day) const {
    store::Store& store = *state_->store;
    std::vector<std::pair<std::string, ShiftChoice>> found;
    const Alphabet alphabet;
    store.each_shift(day, day + std::chrono::days{1}, [&](domain::Shift&& shift) {
        if (shift.approved_at) return;
        const auto worker = store.find(domain::RecordType::care_worker, shift.care_worker);
        std::string name;
        if (worker) {
            const auto& person = std::get<domain::CareWorker>(worker->record);
            name = person.first_name + ' ' + person.last_name;
        }
        std::string key = alphabet.key(name + ' ' + shift.source_id);
        found.emplace_back(std::move(key), ShiftChoice{shift.id, std::move(name), std::move(shift.source_id)});
    });
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<ShiftChoice> choices;
    for (auto& [key, choice] : found) choices.push_back(std::move(choice));
    return choices;
}

std::vector<ClientChoice> Workspace::clients_like(std::string_view text) const {
    const auto words = search_words(text);
    std::vector<ClientChoice> found;
    if (words.empty()) return found;
    for (const auto& client : state_->store->all<domain::Client>()) {
        const std::string number = std::to_string(client.number);
        std::string name = client.first_name + ' ' + client.last_name;
        if (number == text) return {{client.id, client.number, std::move(name)}};
        const std::string named = searchable(name + ' ' + number);
        const bool all = std::all_of(words.begin(), words.end(),
                                     [&](const std::string& word) { return named.find(word) != std::string::npos; });
        if (all) found.push_back({client.id, client.number, std::move(name)});
    }
    return found;
}

std::string Workspace::name_of_client(Id id) const {
    const auto found = state_->store->find(domain::RecordType::client, id);
    if (!found) return {};
    const auto& client = std::get<domain::Client>(found->record);
    return client.first_name + ' ' + client.last_name;
}

std::optional<rules::JointErrand> Workspace::joint_errand(Id id) const {
    State& s = *state_;
    domain::Change change;
    change.target = id;
    change.verb = domain::EditVisit{};
    Judging judging(*s.store, s.now());
    judging.look_around(change);
    return rules::joint_errand(judging.facts(), id, s.now());
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
