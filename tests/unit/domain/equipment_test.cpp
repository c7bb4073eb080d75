#include "domain/equipment.h"

#include <set>

#include <doctest/doctest.h>

#include "domain/change.h"
#include "domain/role.h"

using namespace samordna::domain;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Instant noon{std::chrono::seconds{1'790'000'000}};
const Date october = parse_date("2026-10-01").value();

Change change_of(Verb verb, std::string by = "anna") {
    Change change;
    change.by = std::move(by);
    change.verb = std::move(verb);
    return change;
}
template <class T>
T after(const Verb& verb, const T& before) {
    return std::get<T>(apply(change_of(verb), noon, before));
}
template <class E>
void lead_back(std::initializer_list<E> all) {
    std::set<std::string_view> names;
    for (const E value : all) {
        names.insert(name_of(value));
        E read{};
        REQUIRE(parse_name(name_of(value), read));
        CHECK(read == value);
    }
    CHECK(names.size() == all.size());
    E untouched = *(all.end() - 1);
    CHECK_FALSE(parse_name("nothing of the kind", untouched));
    CHECK(untouched == *(all.end() - 1));
}

struct Ids {
    samordna::base::IdSource ids{7};
    Id lock = ids.next(), client = ids.next(), unit = ids.next(), worker = ids.next();
};

}  // namespace

TEST_CASE("every level, kind and state has a name of its own that leads back to it") {
    using enum BatteryLevel;
    lead_back({unknown, ok, low, critical, empty});
    lead_back({LockOrderKind::mount, LockOrderKind::dismount, LockOrderKind::move, LockOrderKind::fault});
    lead_back({LockOrderState::to_order, LockOrderState::ordered, LockOrderState::booked, LockOrderState::done,
               LockOrderState::dropped});
    lead_back({ControlKind::phones, ControlKind::locks});
}

TEST_CASE("what must be the same for all who make it has one id, and nothing else has it") {
    samordna::base::IdSource ids{7};
    std::set<Id> made;
    std::size_t count = 0;
    const auto is_its_own = [&](const Id& one, const Id& again) {
        CHECK(one == again);
        made.insert(one);
        ++count;
    };
    for (int n = 0; n < 50; ++n) {
        const Id of = ids.next();
        made.insert(of);
        ++count;
        is_its_own(startup_visit_of(of), startup_visit_of(of));
        for (int i = 0; i < 40; ++i) {
            const Date day = october + days{i};
            is_its_own(reading_of(of, day), reading_of(of, day));
            for (const auto kind : {ControlKind::phones, ControlKind::locks})
                is_its_own(control_of(of, kind, day), control_of(of, kind, day));
        }
        for (const auto kind :
             {LockOrderKind::mount, LockOrderKind::dismount, LockOrderKind::move, LockOrderKind::fault}) {
            for (int number = 0; number < 5; ++number)
                is_its_own(lock_order_of(of, kind, number), lock_order_of(of, kind, number));
        }
    }
    CHECK(made.size() == count);
}

TEST_CASE("an id that follows from another is no version 7, which is made without asking anyone") {
    samordna::base::IdSource ids{7};
    const Id lock = ids.next();
    CHECK((lock.bytes[6] >> 4) == 7);
    CHECK((startup_visit_of(lock).bytes[6] >> 4) == 8);
    CHECK(startup_visit_of(lock).bytes[8] == lock.bytes[8]);  // the variant
    CHECK(Id::parse(startup_visit_of(lock).text()) == startup_visit_of(lock));
}

TEST_CASE_FIXTURE(Ids, "an hour of startup is a registered visit, and whoever made it has fulfilled it for all") {
    RegisterStartup startup{lock, {unit, client, noon, noon + hours{1}, false, {{"Uppstart smarta lås"}}, "Nytt lås"}};
    Change change = change_of(startup);
    change.target = startup_visit_of(lock);
    CHECK(name_of(change.verb) == "lock.startup");
    CHECK(target_type(change.verb) == RecordType::visit);
    CHECK(creates(change.verb));
    REQUIRE(registered_visit(change.verb) != nullptr);
    CHECK(registered_visit(change.verb)->client == client);
    const auto made = std::get<Visit>(apply(change, noon + hours{2}, Visit{}));
    CHECK(made.id == change.target);
    CHECK(made.service_lines == startup.visit.service_lines);
    CHECK(made.registered_at == noon + hours{2});
    Visit theirs = made;
    theirs.start = noon - hours{40};
    theirs.note = "Bo var först";
    CHECK(is_fulfilled(change, theirs));
    CHECK(collides(change, Visit{}, theirs));
    CHECK_FALSE(opposite(change.verb, Visit{}));
    CHECK_FALSE(registered_visit(ChangeBattery{}));
}

TEST_CASE("a changed battery is told by when, and only somebody else's change of it stands in the way") {
    Lock lock;
    lock.battery_level = BatteryLevel::low;
    const ChangeBattery verb{noon};
    const Lock done = after(verb, lock);
    CHECK(done.battery_changed_at == noon);
    CHECK(done.battery_level == BatteryLevel::low);  // as it was read: the next reading tells of the new one
    CHECK(is_fulfilled(change_of(verb), done));
    CHECK_FALSE(is_fulfilled(change_of(verb), lock));
    Lock read = lock;
    read.battery_read_at = noon;
    CHECK_FALSE(collides(change_of(verb), lock, read));
    CHECK(collides(change_of(verb), lock, after(ChangeBattery{noon - hours{1}}, lock)));
    CHECK_FALSE(opposite(verb, lock));
    CHECK_FALSE(creates(verb));
}

TEST_CASE_FIXTURE(Ids, "a lock order is set as a whole, and taken back to what it was") {
    const SetLockOrder asked{unit, LockOrderKind::mount, LockOrderState::to_order, client, {}, {}, "", "Skolvägen 1"};
    SetLockOrder booked = asked;
    booked.state = LockOrderState::booked;
    booked.booked_at = noon;
    booked.attendant = "Eva";
    Change change = change_of(asked);
    change.target = lock;
    CHECK(creates(change.verb));
    const auto first = std::get<LockOrder>(apply(change, noon, LockOrder{}));
    CHECK(first.id == change.target);
    CHECK(first.changed_by == "anna");
    CHECK(first.changed_at == noon);
    CHECK(first.address == "Skolvägen 1");
    const LockOrder second = after(booked, first);
    CHECK(is_fulfilled(change_of(booked), second));
    CHECK_FALSE(is_fulfilled(change_of(booked), first));
    CHECK(opposite(booked, first) == std::optional<Verb>(asked));
    CHECK(collides(change_of(booked), first, second));
}

TEST_CASE_FIXTURE(Ids, "a tag is coupled once and inactivated for good") {
    Tag tag;
    const Tag coupled = after(CoupleTag{client}, tag);
    CHECK(coupled.client == client);
    CHECK(is_fulfilled(change_of(CoupleTag{client}), coupled));
    CHECK_FALSE(is_fulfilled(change_of(CoupleTag{unit}), coupled));
    CHECK(collides(change_of(CoupleTag{unit}), tag, coupled));
    CHECK_FALSE(collides(change_of(CoupleTag{client}), tag, after(DeactivateTag{}, tag)));
    const Tag off = after(DeactivateTag{}, coupled);
    CHECK_FALSE(off.active);
    CHECK(off.client == client);  // it is known where it sat
    CHECK(is_fulfilled(change_of(DeactivateTag{}), off));
    CHECK_FALSE(is_fulfilled(change_of(DeactivateTag{}), coupled));
    CHECK_FALSE(collides(change_of(DeactivateTag{}), tag, coupled));
    CHECK_FALSE(opposite(DeactivateTag{}, coupled));
    CHECK_FALSE(opposite(CoupleTag{client}, tag));
}

TEST_CASE("a lost phone is inactivated whatever else has been done to it; nothing else is so urgent") {
    Phone phone;
    phone.registered = true;
    const Phone lost = after(DeactivatePhone{"Glömd på bussen"}, phone);
    CHECK_FALSE(lost.active);
    CHECK(lost.reason == "Glömd på bussen");
    CHECK(is_urgent(DeactivatePhone{}));
    for (const Verb& verb : {Verb{ReactivatePhone{}}, Verb{CouplePhone{}}, Verb{EditPhone{}}, Verb{DeactivateTag{}},
                             Verb{ChangeBattery{}}, Verb{RegisterStartup{}}, Verb{ApproveShift{}}})
        CHECK_FALSE(is_urgent(verb));
    CHECK(is_fulfilled(change_of(DeactivatePhone{"Annat skäl"}), lost));
    CHECK_FALSE(is_fulfilled(change_of(DeactivatePhone{}), phone));
    CHECK_FALSE(collides(change_of(DeactivatePhone{}), phone, after(EditPhone{"Ny", {}}, phone)));
    CHECK_FALSE(opposite(DeactivatePhone{}, phone));
}

TEST_CASE_FIXTURE(Ids, "a phone is taken into use again, coupled and named") {
    Phone phone;
    const Phone lost = after(DeactivatePhone{"Glömd på bussen"}, phone);
    const ReactivatePhone found{"Låg i en annan jacka"};
    CHECK(after(found, lost).active);
    CHECK(after(found, lost).reason == found.reason);
    CHECK(is_fulfilled(change_of(found), after(found, lost)));
    CHECK_FALSE(is_fulfilled(change_of(found), lost));
    CHECK_FALSE(collides(change_of(found), lost, after(EditPhone{"Ny", {}}, lost)));
    CHECK(collides(change_of(found), lost, after(DeactivatePhone{"Stulen"}, lost)));
    CHECK_FALSE(opposite(found, lost));

    const Phone coupled = after(CouplePhone{}, phone);
    CHECK((coupled.registered && coupled.coupled));
    CHECK(is_fulfilled(change_of(CouplePhone{}), coupled));
    CHECK_FALSE(is_fulfilled(change_of(CouplePhone{}), phone));

    const EditPhone edit{"Enhetens reserv", worker};
    const Phone named = after(edit, phone);
    CHECK(named.label == "Enhetens reserv");
    CHECK(named.holder == worker);
    CHECK(is_fulfilled(change_of(edit), named));
    CHECK_FALSE(is_fulfilled(change_of(EditPhone{"Enhetens reserv", {}}), named));
    CHECK(collides(change_of(edit), phone, after(EditPhone{"Annan", {}}, phone)));
    CHECK_FALSE(collides(change_of(edit), phone, lost));
    CHECK(opposite(edit, phone) == std::optional<Verb>(EditPhone{"", std::nullopt}));
}

TEST_CASE_FIXTURE(Ids, "a phone that is coupled and not registered is not done with") {
    Phone phone;
    phone.coupled = true;
    CHECK_FALSE(is_fulfilled(change_of(CouplePhone{}), phone));
}

TEST_CASE_FIXTURE(Ids, "a control is signed by whom and when, and not over what another has signed") {
    const SignControl sign{unit, ControlKind::phones, october, 12, "", "Alla här"};
    Change change = change_of(sign);
    change.target = control_of(unit, sign.kind, october);
    CHECK(creates(change.verb));
    const auto signed_one = std::get<Control>(apply(change, noon, Control{}));
    CHECK(signed_one.id == change.target);
    CHECK(signed_one.signed_by == "anna");
    CHECK(signed_one.signed_at == noon);
    CHECK(signed_one.checked == 12);
    CHECK(is_fulfilled(change, signed_one));
    Control other = signed_one;
    other.deviations = "thing,what,done\r\nT1,unused,Borttagen\r\n";
    CHECK_FALSE(is_fulfilled(change, other));
    CHECK(collides(change, Control{}, other));
    CHECK_FALSE(opposite(change.verb, Control{}));
}

TEST_CASE("a coordinator looks after locks, tags and phones every day; only a manager takes a phone into use again") {
    for (const Verb& verb : {Verb{RegisterStartup{}}, Verb{ChangeBattery{}}, Verb{SetLockOrder{}}, Verb{CoupleTag{}},
                             Verb{DeactivateTag{}}, Verb{DeactivatePhone{}}, Verb{CouplePhone{}}, Verb{EditPhone{}},
                             Verb{SignControl{}}}) {
        CAPTURE(name_of(verb));
        CHECK(may(Role::coordinator, verb));
        CHECK(may(Role::manager, verb));
        CHECK_FALSE(may(Role::reviewer, verb));
        CHECK_FALSE(may(Role::service, verb));
    }
    CHECK(may(Role::manager, ReactivatePhone{}));
    CHECK_FALSE(may(Role::coordinator, ReactivatePhone{}));
    CHECK_FALSE(may(Role::reviewer, ReactivatePhone{}));
}
