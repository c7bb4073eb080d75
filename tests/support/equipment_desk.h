// A coordinator's workspace with locks, tags and phones, on a backend in memory. It is the 20th of October 2026, nine
// in the morning. 3020 has the lock L1 (70), 3021 none.
#pragma once
#include "support/desk.h"
#include "workspace/equipment.h"

namespace support {

struct EquipmentDesk : Desk {
    domain::Date today = domain::local_date(clock.now());

    EquipmentDesk() {
        backend.put(lock(70, 20));
        sync();
    }
    domain::Lock lock(int n, int client, std::string_view mounted = "2026-09-15") const {
        domain::Lock made;
        made.id = fake::id(n);
        if (client > 0) made.client = fake::id(client);
        made.source_id = "L" + std::to_string(n - 69);
        made.kind = "door";
        made.type = "380 T4";
        made.mounted_at = domain::parse_date(mounted).value();
        made.battery_level = domain::BatteryLevel::ok;
        made.battery_read_at = clock.now();
        return made;
    }
    domain::Tag tag(int n, int client, bool active = true) const {
        domain::Tag made;
        made.id = fake::id(n);
        if (client > 0) made.client = fake::id(client);
        made.source_id = "04A" + std::to_string(n);
        made.active = active;
        return made;
    }
    domain::Phone phone(int n, std::string source_id) const {
        domain::Phone made;
        made.id = fake::id(n);
        made.unit = fake::id(1);
        made.source_id = std::move(source_id);
        made.label = "Xcover";
        made.registered = made.coupled = true;
        made.last_used_at = clock.now();
        return made;
    }
    template <class... Records>
    std::shared_ptr<const workspace::Equipment> with(const Records&... records) {
        (backend.put(records), ...);
        sync();
        return ws->equipment();
    }
    std::string answer(const domain::Id& target, const domain::Verb& verb) {
        const auto verdict = ws->change(target, verb);
        REQUIRE(verdict);
        const auto* refused = std::get_if<samordna::rules::Refused>(&*verdict);
        return refused == nullptr ? "accepted" : refused->findings.front().check;
    }
};

}  // namespace support
