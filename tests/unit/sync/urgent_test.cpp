// What cannot wait: a lost phone is inactivated before anything else is sent or read.
#include <doctest/doctest.h>

#include "support/fake_backend.h"
#include "support/profile_place.h"
#include "sync/round.h"

using namespace samordna;
using store::Fate;

namespace {

struct Lost {
    store_test::Place place;
    base::ManualClock clock{fake::moment("2026-10-20T09:00:00+02:00")};
    fake::Backend backend;
    fake::Remote remote{backend};
    std::unique_ptr<store::Store> store = place.open();
    std::vector<sync::RoundNews> news;
    std::vector<std::string> wire;  // as the calls came

    Lost() {
        fake::fill(backend);
        backend.put(phone(true));
        good_round();
        remote.on_pull = [this] { wire.emplace_back("pull"); };
        remote.on_push = [this](std::span<const domain::Change> changes) {
            for (const auto& change : changes) wire.emplace_back(domain::name_of(change.verb));
        };
    }
    static domain::Phone phone(bool active, std::string reason = {}) {
        domain::Phone made;
        made.id = fake::id(80);
        made.unit = fake::id(1);
        made.source_id = "T1";
        made.label = "Xcover T1";
        made.registered = made.coupled = true;
        made.active = active;
        made.reason = std::move(reason);
        return made;
    }
    base::Result<sync::RoundSummary> round() {
        sync::Round round(*store, remote, clock, sync::sign_in_of(*store),
                          [&](const sync::RoundNews& n) { news.push_back(n); });
        return round.run({});
    }
    sync::RoundSummary good_round() {
        auto done = round();
        REQUIRE_MESSAGE(done, done.error().code);
        return *done;
    }
    void add(int key, int target, domain::Verb verb) {
        store->add(fake::change(key, target, std::move(verb), clock.now()), fake::id(1));
    }
    domain::Phone there() { return std::get<domain::Phone>(backend.rows.at(fake::id(80)).record); }
    domain::Phone here() {
        return std::get<domain::Phone>(store->find(domain::RecordType::phone, fake::id(80)).value().record);
    }
};

}  // namespace

TEST_CASE("a lost phone is the first command on the wire, before anything is read and before a thousand approvals") {
    Lost l;
    for (int n = 0; n < 1000; ++n) {
        l.backend.put(fake::shift(100 + n, 10, "2026-10-07"));
        l.backend.put(fake::visit(2000 + n, 100 + n, 20, "2026-10-07T08:00:00+02:00"));
    }
    l.good_round();
    for (int n = 0; n < 1000; ++n) l.add(n, 100 + n, domain::ApproveShift{});
    l.add(1000, 80, domain::DeactivatePhone{"Glömd på bussen"});
    CHECK_FALSE(l.here().active);
    l.wire.clear();
    CHECK(l.good_round().accepted == 1001);
    REQUIRE(l.wire.size() > 1002);
    CHECK(l.wire[0] == "phone.deactivate");
    CHECK(l.wire[1] == "pull");
    CHECK(l.wire[2] == "shift.approve");
    CHECK(std::count(l.wire.begin(), l.wire.end(), "phone.deactivate") == 1);
    CHECK_FALSE(l.there().active);
    CHECK(l.store->standing().empty());
}

TEST_CASE("where nothing is urgent, what is new is read first") {
    Lost l;
    l.add(1, 30, domain::ApproveShift{});
    l.good_round();
    REQUIRE(l.wire.size() >= 2);
    CHECK(l.wire[0] == "pull");
    CHECK(l.wire[1] == "shift.approve");
}

TEST_CASE("a phone is inactivated whatever has been done to its record since") {
    Lost l;
    l.add(1, 80, domain::DeactivatePhone{"Stulen"});
    auto used = Lost::phone(true);
    used.label = "Reserv";
    used.last_used_at = l.clock.now();
    l.backend.put(used);
    CHECK(l.good_round().conflicts == 0);
    CHECK_FALSE(l.there().active);
    CHECK(l.there().label == "Reserv");
    CHECK(l.here() == l.there());
}

TEST_CASE("two who inactivate the same phone agree, also when neither knew of the other") {
    Lost l;
    l.add(1, 80, domain::DeactivatePhone{"Stulen"});
    l.backend.put(Lost::phone(false, "Glömd på bussen"));
    const auto summary = l.good_round();
    CHECK(summary.refused == 0);
    CHECK(summary.accepted == 1);
    CHECK(l.store->outbox().front().fate == Fate::accepted);
    CHECK(l.here() == l.there());
    CHECK(l.here().reason == "Glömd på bussen");
}

TEST_CASE("an inactivation that is refused for another reason is told, and the phone stands as it stands there") {
    Lost l;
    l.add(1, 80, domain::DeactivatePhone{"Stulen"});
    protocol::Refused no;
    no.findings.emplace_back();
    no.findings.front().check = "phone-unknown";
    l.backend.answers[fake::id(5001)] = no;
    CHECK(l.good_round().refused == 1);
    CHECK(l.store->outbox().front().fate == Fate::refused);
    CHECK(l.here().active);
}

TEST_CASE("what she had done to the phone before it was lost arrives after it, and stands") {
    Lost l;
    l.add(1, 80, domain::EditPhone{"Reserv", {}});
    l.add(2, 80, domain::DeactivatePhone{"Stulen"});
    const auto summary = l.good_round();
    CHECK(summary.accepted == 2);
    CHECK(summary.conflicts == 0);
    CHECK(l.wire[0] == "phone.deactivate");
    CHECK_FALSE(l.there().active);
    CHECK(l.there().label == "Reserv");
    CHECK(l.here() == l.there());
    CHECK(l.store->broken_invariants().empty());
}

TEST_CASE("an inactivation whose answer was lost is sent again, first, and done once") {
    Lost l;
    l.add(1, 30, domain::ApproveShift{});
    l.add(2, 80, domain::DeactivatePhone{"Stulen"});
    l.remote.lost_replies = {{"backend.unreachable"}};
    CHECK(l.round().error().code == "backend.unreachable");
    CHECK(l.wire == std::vector<std::string>{"phone.deactivate"});
    CHECK_FALSE(l.there().active);
    l.wire.clear();
    CHECK(l.good_round().accepted == 2);
    CHECK(l.wire[0] == "phone.deactivate");
    CHECK(l.backend.effects == 2);
}

TEST_CASE("a phone's sighting is news of equipment and of nothing else") {
    Lost l;
    auto used = Lost::phone(true);
    used.last_used_at = l.clock.now();
    l.backend.put(used);
    l.news.clear();
    l.good_round();
    REQUIRE(l.news.size() == 1);
    CHECK(l.news.front().equipment);
    CHECK_FALSE(l.news.front().everything);
    CHECK(l.news.front().shifts.empty());
    domain::Tag tag;
    tag.id = fake::id(81);
    l.backend.put(tag);
    l.news.clear();
    l.good_round();
    REQUIRE(l.news.size() == 1);
    CHECK(l.news.front().equipment);
    CHECK(l.news.front().everything);
}
