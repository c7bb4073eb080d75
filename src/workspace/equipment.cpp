// Locks, tags and phones: asked for, and what is done to them.
#include "workspace/equipment.h"

#include <algorithm>

#include "store/secrets.h"
#include "sync/facts_reader.h"
#include "workspace/doing.h"
#include "workspace/equipment_reading.h"
#include "workspace/folding.h"
#include "workspace/workspace.h"

namespace samordna::workspace {
namespace {

using domain::Id;

constexpr std::chrono::days code_is_good_for{14};

template <class Rows, class Key>
auto* row_of(const Rows& rows, const Id& id, const Key& key) {
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return key(row) == id; });
    return it == rows.end() ? nullptr : &*it;
}

}  // namespace

const LockRow* Equipment::lock(const Id& id) const {
    return row_of(locks, id, [](const LockRow& row) { return row.lock.id; });
}
const TagRow* Equipment::tag(const Id& id) const {
    return row_of(tags, id, [](const TagRow& row) { return row.tag.id; });
}
const PhoneRow* Equipment::phone(const Id& id) const {
    return row_of(phones, id, [](const PhoneRow& row) { return row.phone.id; });
}

const AccountRow* Equipment::account(const Id& id) const {
    return row_of(accounts, id, [](const AccountRow& row) { return row.worker.id; });
}

std::vector<std::string> words_of_search(std::string_view text) {
    return search_words(text);
}

std::string as_searched(std::string_view text) {
    return searchable(text);
}

std::shared_ptr<const Equipment> Workspace::equipment() const {
    State& s = *state_;
    const auto today = domain::local_date(s.now());
    if (s.equipment == nullptr || s.equipment_day != today) {
        s.equipment = read_equipment(*s.store, s.now());
        s.equipment_day = today;
    }
    return s.equipment;
}

std::vector<WorkerChoice> Workspace::care_workers() const {
    const Alphabet alphabet;
    std::vector<std::pair<std::string, WorkerChoice>> found;
    for (const auto& worker : state_->store->all<domain::CareWorker>()) {
        if (!worker.active) continue;
        std::string name = worker.first_name + ' ' + worker.last_name;
        std::string key = alphabet.key(name + ' ' + worker.number);
        found.emplace_back(std::move(key), WorkerChoice{worker.id, std::move(name), worker.number});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<WorkerChoice> choices;
    for (auto& [key, choice] : found) choices.push_back(std::move(choice));
    return choices;
}

Workspace::OneTimeCode Workspace::new_code() const {
    auto made = store::make_one_time_code();
    return {std::move(made.code), {std::move(made.hash), state_->now() + code_is_good_for}};
}

Leaving Workspace::leaving(Id id) const {
    State& s = *state_;
    Leaving left;
    const auto now = s.now();
    for (const auto& shift : s.store->shifts_of_worker(id, domain::Date::min(), domain::Date::max())) {
        if (shift.approved_at) continue;
        const auto visits = s.store->visits_of(shift.id);
        if (visits.empty()) continue;
        const bool goes_on = std::any_of(visits.begin(), visits.end(),
                                         [&](const auto& visit) { return !visit.end || *visit.end > now; });
        (goes_on ? left.open_shifts : left.unapproved).push_back(shift.source_id);
    }
    for (const auto& row : equipment()->phones) {
        if (row.phone.holder == id && row.phone.active) left.phones.push_back({row.phone.id, row.phone.label});
    }
    return left;
}

std::optional<Id> Workspace::unit_of_client(Id id) const {
    const auto found = state_->store->find(domain::RecordType::client, id);
    return found ? std::optional(std::get<domain::Client>(found->record).unit) : std::nullopt;
}

LockView Workspace::lock_view(Id id) const {
    store::Store& store = *state_->store;
    LockView view;
    const auto found = store.find(domain::RecordType::lock, id);
    if (!found) return view;
    view.readings = store.readings_of(id);
    if (const auto& client = std::get<domain::Lock>(found->record).client)
        view.orders = store.of_client<domain::Order>(*client);
    return view;
}

std::vector<rules::FaultLook> Workspace::looks_at(Id id, std::optional<Id> phone, std::optional<Id> worker) const {
    store::Store& store = *state_->store;
    const auto lock = store.find(domain::RecordType::lock, id);
    if (!lock) return {};
    rules::BeforeTheDoor who;
    if (const auto found = phone ? store.find(domain::RecordType::phone, *phone) : std::nullopt)
        who.phone = std::get<domain::Phone>(found->record);
    if (const auto found = worker ? store.find(domain::RecordType::care_worker, *worker) : std::nullopt)
        who.worker = std::get<domain::CareWorker>(found->record);
    return rules::looks_at(std::get<domain::Lock>(lock->record), lock_view(id).orders, who,
                           domain::local_date(state_->now()));
}

// --- Doing.

Result<rules::Verdict> Workspace::change(Id target, const domain::Verb& verb) {
    State& s = *state_;
    try {
        Doing doing(s);
        auto verdict = doing.one(target, verb);
        if (std::holds_alternative<rules::Accepted>(verdict)) s.did(doing.commit());
        return verdict;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

Approval Workspace::change_all(std::span<const StaffFile::Step> steps) {
    State& s = *state_;
    Approval result;
    try {
        Doing doing(s);
        for (const auto& step : steps) {
            auto verdict = doing.one(step.target, step.verb);
            if (auto* refused = std::get_if<rules::Refused>(&verdict))
                result.refused.push_back({step.target, std::move(refused->findings)});
            else
                result.approved.push_back(step.target);
        }
        auto stroke = doing.commit();
        if (!result.approved.empty()) s.did(std::move(stroke));
    } catch (const store::Failure& failure) {
        result = {};
        result.trouble = failure.error;
    }
    return result;
}

StaffFile Workspace::read_staff_file(std::string_view csv, Id unit, const std::string& reason) const {
    return workspace::read_staff_file(csv, unit, equipment()->accounts, state_->ids, reason);
}

Approval Workspace::register_startups(std::span<const Id> locks, Id shift, const std::string& note) {
    State& s = *state_;
    Approval result;
    const auto all = equipment();
    const auto found = s.store->find(domain::RecordType::shift, shift);
    const auto visits = s.store->visits_of(shift);
    if (!found || visits.empty()) {
        result.refused.push_back({shift, refusal(found ? "shift-empty" : "shift-unknown")});
        return result;
    }
    const auto& in = std::get<domain::Shift>(found->record);
    const auto unit = s.store->find(domain::RecordType::unit, in.unit);
    const auto books = sync::known_rulebooks(*s.store);
    const auto* book = unit ? books->in_force(std::get<domain::Unit>(unit->record).municipality, in.date) : nullptr;
    const auto* service = book == nullptr ? nullptr : rules::startup_service(*book);
    if (service == nullptr) {
        result.refused.push_back({shift, refusal("startup-not-paid")});
        return result;
    }
    // With its first visit; of a shift that has just ended so that the hour has passed too.
    const auto latest = std::chrono::floor<std::chrono::minutes>(s.now()) - book->settings.lock_startup;
    const auto start = std::min<domain::Instant>(visits.front().start, latest);
    try {
        Doing doing(s);
        for (const Id& id : locks) {
            const auto* row = all->lock(id);
            if (row == nullptr || !row->lock.client) {
                result.refused.push_back({id, refusal("lock-unknown")});
                continue;
            }
            domain::RegisterStartup startup;
            startup.lock = id;
            startup.visit = {shift, *row->lock.client, start, start + book->settings.lock_startup,
                             false, {{service->name}}, note};
            auto verdict = doing.one(domain::startup_visit_of(id), startup);
            if (auto* refused = std::get_if<rules::Refused>(&verdict))
                result.refused.push_back({id, std::move(refused->findings)});
            else
                result.approved.push_back(id);
        }
        auto stroke = doing.commit();
        if (!result.approved.empty()) s.did(std::move(stroke));
    } catch (const store::Failure& failure) {
        result = {};
        result.trouble = failure.error;
    }
    return result;
}

}  // namespace samordna::workspace
