// Changes of locks, tags and phones. What cannot be done is told before what is badly done.
// Source: Nacka, lock routine "Byte av batteri", "Befintliga kunder", "Ersättning till anordnare för trygghetslås",
// rules 4.3/5.3 (lost phones); Haninge, Rutin för uppföljning av digitala lås, 3.
#include <algorithm>

#include "rules/control.h"
#include "rules/judge.h"
#include "rules/judge_reason.h"
#include "rules/notes.h"
#include "rules/startup.h"

namespace samordna::rules {
namespace {

using domain::Change;
using domain::Date;
using domain::Instant;

bool is_mounted(const domain::Lock& lock, Date day) {
    return (!lock.mounted_at || *lock.mounted_at <= day) && (!lock.removed_at || *lock.removed_at > day);
}

const Rulebook* book_of_client(const Facts& facts, const Id& client, Instant now) {
    const auto* known = facts.client(client);
    if (known == nullptr) return nullptr;
    return facts.rulebooks().in_force(facts.municipality_of_unit(known->unit), domain::local_date(now));
}

Findings reasons(std::string_view code, const Rulebook* book = nullptr, std::string_view cited = {}) {
    return {reason(code, book, cited)};
}

}  // namespace

// What the hour must be, beside what every visit that is registered afterwards must.
Findings refusals_of(const Change& change, const domain::RegisterStartup& made, const Facts& facts, Instant now) {
    const auto* lock = facts.equipment().find<domain::Lock>(made.lock);
    if (lock == nullptr || lock->client != made.visit.client || change.target != domain::startup_visit_of(made.lock))
        return reasons("lock-unknown");
    if (auto refusals = register_refusals(made.visit, facts, now); !refusals.empty()) return refusals;
    const Date day = domain::local_date(made.visit.start);
    const Rulebook& book = *rulebook_of(facts, *facts.shift(made.visit.shift));
    constexpr std::string_view cited = "cap-lock-startup";
    const Service* service = startup_service(book);
    if (service == nullptr) return reasons("startup-not-paid", &book);
    if (lock->kind == "entrance" || !is_mounted(*lock, day)) return reasons("lock-not-mounted", &book, cited);
    const auto& lines = made.visit.service_lines;
    if (lines.size() != 1 || book.services.find(lines.front().service) != service || lines.front().declined)
        return reasons("startup-service", &book, cited);
    if (made.visit.end - made.visit.start > book.settings.lock_startup) {
        Finding over = reason("startup-too-long", &book, cited);
        over.parameters.emplace("limit", std::int64_t{book.settings.lock_startup.count()});
        return {over};
    }
    const auto rows = startups_of(facts, facts.index_of_client(made.visit.client), day);
    const bool is_missing = std::any_of(rows.begin(), rows.end(), [&](const Startup& row) {
        return row.state == StartupState::missing && row.lock == made.lock;
    });
    return is_missing ? Findings{} : reasons("startup-exists", &book, cited);
}

Findings refusals_of(const Change& change, const domain::ChangeBattery& made, const Facts& facts, Instant now) {
    const auto* lock = facts.equipment().find<domain::Lock>(change.target);
    if (lock == nullptr) return reasons("lock-unknown");
    if (lock->removed_at && *lock->removed_at <= domain::local_date(now)) return reasons("lock-removed");
    if (made.changed_at > now + std::chrono::minutes{5}) return reasons("in-future");
    const bool changed_since =
        lock->battery_changed_at && (!lock->battery_read_at || *lock->battery_read_at < *lock->battery_changed_at);
    if (lock->battery_level == domain::BatteryLevel::empty && !changed_since && !made.by_service)
        return reasons("battery-empty", lock->client ? book_of_client(facts, *lock->client, now) : nullptr);
    return {};
}

Findings refusals_of(const Change& change, const domain::SetLockOrder& set, const Facts& facts, Instant now) {
    if (set.client && facts.client(*set.client) == nullptr) return reasons("client-unknown");
    const auto* lock = set.lock ? facts.equipment().find<domain::Lock>(*set.lock) : nullptr;
    if (set.lock && lock == nullptr) return reasons("lock-unknown");
    if (!set.client && !set.lock) return reasons("client-unknown");
    if (set.client && facts.client(*set.client)->unit != set.unit) return reasons("client-unknown");
    if (set.kind != domain::LockOrderKind::mount && !set.lock) return reasons("lock-unknown");
    if (set.state == domain::LockOrderState::booked && !set.booked_at) return reasons("booking-required");
    const bool says_nothing = !says_why(set.note);
    // What does not work, and why something is not to be done, is said.
    if (says_nothing && (set.kind == domain::LockOrderKind::fault || set.state == domain::LockOrderState::dropped))
        return reasons("note-required");
    const auto* before = facts.equipment().find<domain::LockOrder>(change.target);
    if (before == nullptr) return {};
    if (before->kind != set.kind || before->unit != set.unit) return reasons("lock-unknown");
    Change same = change;
    const auto after = std::get<domain::LockOrder>(domain::apply(same, now, *before));
    auto unchanged = after;
    unchanged.changed_at = before->changed_at;
    unchanged.changed_by = before->changed_by;
    return unchanged == *before ? reasons("nothing-changed") : Findings{};
}

Findings refusals_of(const Change& change, const domain::CoupleTag& couple, const Facts& facts, Instant now) {
    const auto* tag = facts.equipment().find<domain::Tag>(change.target);
    if (tag == nullptr) return reasons("tag-unknown");
    if (!tag->active) return reasons("tag-inactive");
    if (tag->client) return reasons("tag-coupled");
    const std::uint32_t client = facts.index_of_client(couple.client);
    if (client == Facts::nobody || facts.client(couple.client) == nullptr) return reasons("client-unknown");
    const auto& locks = facts.client_at(client).locks;
    const bool has_lock = std::any_of(locks.begin(), locks.end(), [&](const auto& lock) {
        return lock.kind != "entrance" && is_mounted(lock, domain::local_date(now));
    });
    const Rulebook* book = book_of_client(facts, couple.client, now);
    const bool is_ruled_out = book != nullptr && book->rule("tag-beside-lock") != nullptr;
    return has_lock && is_ruled_out ? reasons("client-has-lock", book, "tag-beside-lock") : Findings{};
}

Findings refusals_of(const Change& change, const domain::DeactivateTag&, const Facts& facts, Instant) {
    const auto* tag = facts.equipment().find<domain::Tag>(change.target);
    if (tag == nullptr) return reasons("tag-unknown");
    return tag->active ? Findings{} : reasons("tag-inactive");
}

// A lost phone is inactivated first and explained afterwards: nothing is demanded.
Findings refusals_of(const Change& change, const domain::DeactivatePhone&, const Facts& facts, Instant) {
    const auto* phone = facts.equipment().find<domain::Phone>(change.target);
    if (phone == nullptr) return reasons("phone-unknown");
    return phone->active ? Findings{} : reasons("phone-inactive");
}

Findings refusals_of(const Change& change, const domain::ReactivatePhone& on, const Facts& facts, Instant) {
    const auto* phone = facts.equipment().find<domain::Phone>(change.target);
    if (phone == nullptr) return reasons("phone-unknown");
    if (phone->active) return reasons("phone-active");
    return says_why(on.reason) ? Findings{} : reasons("note-required");
}

Findings refusals_of(const Change& change, const domain::CouplePhone&, const Facts& facts, Instant) {
    const auto* phone = facts.equipment().find<domain::Phone>(change.target);
    if (phone == nullptr) return reasons("phone-unknown");
    if (!phone->active) return reasons("phone-inactive");
    return phone->coupled && phone->registered ? reasons("phone-coupled") : Findings{};
}

Findings refusals_of(const Change& change, const domain::EditPhone& edit, const Facts& facts, Instant) {
    const auto* phone = facts.equipment().find<domain::Phone>(change.target);
    if (phone == nullptr) return reasons("phone-unknown");
    if (edit.label.find_first_not_of(" \t\n") == std::string::npos) return reasons("label-required");
    if (edit.label == phone->label && edit.holder == phone->holder) return reasons("nothing-changed");
    // Who has it already may have left since: what is changed then is another thing.
    if (!edit.holder || edit.holder == phone->holder) return {};
    const auto* holder = facts.equipment().find<domain::CareWorker>(*edit.holder);
    return holder != nullptr && holder->active && holder->unit == phone->unit ? Findings{} : reasons("holder-unknown");
}

Findings refusals_of(const Change& change, const domain::SignControl& sign, const Facts& facts, Instant now) {
    if (facts.municipality_of_unit(sign.unit).empty()) return reasons("unit-unknown");
    if (change.target != domain::control_of(sign.unit, sign.kind, sign.month)) return reasons("unit-unknown");
    const Date today = domain::local_date(now);
    if (sign.month > today || domain::first_day(domain::month_of(sign.month)) != sign.month)
        return reasons("month-not-begun");
    const auto deviations = parse_deviations(sign.deviations);
    if (!deviations) return reasons("deviations-unreadable");
    for (const auto& deviation : *deviations) {
        if (says_why(deviation.done)) continue;
        Finding unanswered = reason("deviation-unanswered", nullptr);
        unanswered.parameters.emplace("thing", deviation.thing);
        return {unanswered};
    }
    const auto* before = facts.equipment().find<domain::Control>(change.target);
    if (before != nullptr && before->deviations == sign.deviations && before->note == sign.note)
        return reasons("nothing-changed");
    return {};
}

}  // namespace samordna::rules
