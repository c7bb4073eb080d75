// The house (house.h) whose Enhet Norr has locks, tags and phones too.
#pragma once
#include <doctest/doctest.h>

#include "server/digest.h"
#include "support/house.h"

namespace support {

class EquippedHouse {
  public:
    EquippedHouse() { REQUIRE(house.backend().import(equipped(), false)); }

    House house;

    // The lock L3001 at 3001's door, the chip 04A1 at 3002's, and the phones T101 and T102.
    static protocol::UnitPackage equipped() {
        auto package = north();
        domain::Lock lock;
        lock.kind = "door";
        lock.source_id = "L3001";
        lock.mounted_at = domain::parse_date("2026-10-01");
        lock.battery_level = domain::BatteryLevel::ok;
        lock.battery_read_at = at("2026-10-12T08:00:00+02:00");
        add(package.locks, "L3001", lock, "3001");
        add_tag(package, "04A1", "3002");
        add_phone(package, "T101");
        add_phone(package, "T102");
        return package;
    }
    static void add_tag(protocol::UnitPackage& package, const char* chip, const char* client) {
        domain::Tag tag;
        tag.source_id = chip;
        add(package.tags, chip, tag, client);
    }
    static void add_phone(protocol::UnitPackage& package, const char* name) {
        domain::Phone phone;
        phone.source_id = phone.label = name;
        phone.registered = phone.coupled = true;
        add(package.phones, name, phone);
    }

    base::Id unit() { return house.who("anna").units.front().id; }
    base::Id id(domain::RecordType type, const std::string& source_id) {
        return server::derived_id(unit().text(), domain::name_of(type), source_id);
    }
    // As another system would sign in, without an account of its own.
    server::Principal service() {
        auto who = house.who("anna");
        who.role = server::Role::service;
        return who;
    }
    template <class T>
    T get(const base::Id& record) {
        return std::get<T>(house.record(domain::type_of(T{}), record).record);
    }
    domain::Lock lock() { return get<domain::Lock>(id(domain::RecordType::lock, "L3001")); }

    // What the backend says to a change: accepted, conflict, the first finding's check, or the failure's code. eva is
    // anna as a manager.
    std::string answer(const std::string& user, const base::Id& target, std::int64_t base_revision, domain::Verb verb) {
        auto who = house.who(user == "eva" ? "anna" : user);
        if (user == "eva") who.role = server::Role::manager;
        domain::Change change;
        change.key = ids_.next();
        change.target = target;
        change.base = base_revision;
        change.verb = std::move(verb);
        const base::Result<domain::Change> one = change;
        const auto outcomes = house.backend().perform(who, std::span(&one, 1));
        REQUIRE(outcomes);
        const auto& outcome = outcomes->front();
        if (const auto* refused = std::get_if<protocol::Refused>(&outcome)) return refused->findings.front().check;
        if (const auto* failed = std::get_if<protocol::Failed>(&outcome)) return failed->error.code;
        return std::holds_alternative<protocol::Accepted>(outcome) ? "accepted" : "conflict";
    }

  private:
    template <class R>
    static void add(std::vector<protocol::PackageRow>& rows, const char* name, R record, const char* client = "") {
        protocol::PackageRow row;
        row.source_id = name;
        row.client_number = client;
        row.record = std::move(record);
        rows.push_back(std::move(row));
    }

    base::IdSource ids_{11};
};

}  // namespace support
