// What changes of locks, tags and phones are judged upon: a made-up unit with a mounted lock and a shift, looked at on
// the 20th of October 2026. For tests of the rules; one thread.
#pragma once
#include "support/made_up_unit.h"

namespace made_up {

inline constexpr const char* why = "Låset monterades i dag, allt fungerar";

struct Things {
    Unit u;
    Instant now = at("2026-10-20 09:00");
    Id lock = u.lock(u.client, {.mounted = "2026-10-01"});
    Visit morning = u.visit("2026-10-19 08:00", 30);

    rules::Findings judged(const Id& target, domain::Verb verb) const {
        domain::Change change;
        change.target = target;
        change.by = "anna";
        change.verb = std::move(verb);
        const rules::Verdict verdict = rules::judge(change, u.facts, now);
        const auto* refused = std::get_if<rules::Refused>(&verdict);
        return refused == nullptr ? rules::Findings{} : refused->findings;
    }
    std::string answer(const Id& target, domain::Verb verb) const {
        const auto findings = judged(target, std::move(verb));
        return findings.empty() ? "accepted" : findings.front().check;
    }
    domain::Lock lock_now() const { return *u.facts.equipment().find<domain::Lock>(lock); }
    void is_now(domain::Record changed) { u.facts.put(std::move(changed)); }

    // --- Startup.
    domain::RegisterStartup startup() const {
        return {lock,
                {morning.shift(),
                 u.client,
                 at("2026-10-19 08:00"),
                 at("2026-10-19 09:00"),
                 false,
                 {{"Uppstart smarta lås"}},
                 why}};
    }
    std::string answer(const domain::RegisterStartup& made) const {
        return answer(domain::startup_visit_of(made.lock), made);
    }
    void is_done(const domain::RegisterStartup& made) {
        domain::Change change;
        change.target = domain::startup_visit_of(made.lock);
        change.verb = made;
        u.facts.put(domain::apply(change, now, domain::Visit{}));
    }

    // --- Tags and phones.
    Id tag(bool active = true, std::optional<Id> client = {}) {
        domain::Tag made{ids.next(), client, "04A2", active};
        u.facts.put(domain::Record(made));
        return made.id;
    }
    Id phone(bool active = true, bool coupled = false) {
        domain::Phone made{ids.next(), u.id, "T1", "Xcover", coupled, coupled, active, now};
        u.facts.put(domain::Record(made));
        return made.id;
    }

    // --- Orders and controls.
    domain::SetLockOrder order(domain::LockOrderKind kind = domain::LockOrderKind::mount) const {
        domain::SetLockOrder set{u.id, kind, domain::LockOrderState::to_order, u.client};
        if (kind != domain::LockOrderKind::mount) set.lock = lock;
        set.note = why;
        return set;
    }
    Id ordered(const domain::SetLockOrder& set) {
        domain::Change change;
        change.target = ids.next();
        change.verb = set;
        u.facts.put(domain::apply(change, now, domain::LockOrder{}));
        return change.target;
    }
    domain::SignControl control(std::string_view month = "2026-10-01") const {
        return {u.id, domain::ControlKind::phones, day(month), 3};
    }
    std::string answer(const domain::SignControl& sign) const {
        return answer(domain::control_of(sign.unit, sign.kind, sign.month), sign);
    }

    mutable base::IdSource ids{9};
};

}  // namespace made_up
