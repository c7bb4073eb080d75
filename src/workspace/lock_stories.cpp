#include "workspace/lock_stories.h"

#include <algorithm>

namespace samordna::workspace {
namespace {

using domain::Id;
using domain::LockOrderState;

}  // namespace

LockStories::LockStories(store::Store& store, const rules::Facts& facts) : store_(store), facts_(facts) {
    for (const auto& order : store.all<domain::LockOrder>()) {
        if (order.kind != domain::LockOrderKind::fault || !order.lock || order.state == LockOrderState::dropped)
            continue;
        // The order tells of its last change; its first is in its history, where that is known.
        const auto history = store.activities_of(order.id);
        const auto reported = history.empty() ? order.changed_at : std::optional(history.front().at);
        if (!reported) continue;
        rules::LockStory::Fault fault{domain::local_date(*reported)};
        if (order.state == LockOrderState::done && order.changed_at) fault.done = domain::local_date(*order.changed_at);
        faults_[*order.lock].push_back(fault);
    }
    for (const auto& phone : store.all<domain::Phone>()) {
        phones_.emplace(phone.source_id, phone.active);
        if (!phone.holder) continue;
        bool& active = holders_.try_emplace(*phone.holder, false).first->second;
        active = active || phone.active;
    }
}

const std::vector<rules::LockStory>& LockStories::of_client(std::uint32_t client) {
    const auto [it, added] = stories_.try_emplace(client);
    if (!added) return it->second;
    for (const auto& lock : facts_.client_at(client).locks) {
        rules::LockStory story{{lock, store_.readings_of(lock.id)}};
        if (const auto faults = faults_.find(lock.id); faults != faults_.end()) story.faults = faults->second;
        it->second.push_back(std::move(story));
    }
    return it->second;
}

std::optional<bool> LockStories::phone_inactive(const domain::Visit& visit, const Id& care_worker) const {
    if (!visit.phone.empty()) {
        const auto phone = phones_.find(visit.phone);
        return phone == phones_.end() ? std::nullopt : std::optional(!phone->second);
    }
    const auto holder = holders_.find(care_worker);
    return holder == holders_.end() ? std::nullopt : std::optional(!holder->second);
}

rules::Cause LockStories::cause_of(const rules::Registration& one, const rules::Facts::VisitFact& fact) {
    if (!one.not_exempt) return rules::Cause::exempt;
    const auto& shift = facts_.shift_at(fact.shift).shift;
    const auto* book = facts_.in_force(shift, fact.day).book;
    std::vector<const rules::LockStory*> locks;
    for (const auto& story : of_client(fact.client)) locks.push_back(&story);
    const auto& tags = facts_.client_at(fact.client).tags;
    rules::Surroundings around{locks};
    around.has_tag = std::any_of(tags.begin(), tags.end(), [](const auto& tag) { return tag.active; });
    around.phone_inactive = phone_inactive(fact.visit, shift.care_worker);
    return rules::cause_of(one, fact.day, around, book->settings);
}

}  // namespace samordna::workspace
