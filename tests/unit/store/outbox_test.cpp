#include "support/profile_place.h"

using namespace store_test;
using domain::RecordType;
using store::Fate;

namespace {

store::Settlement accepted(std::int64_t revision) {
    return {Fate::accepted, revision, false, {}, std::nullopt, at(9)};
}
store::Settlement refused() {
    return {Fate::refused, 0, false, {}, protocol::Refused{}, at(9)};
}

// She has approved shift 1, whose confirmed revision is 1; the change's key is 5001.
struct Approving {
    Place place;
    std::unique_ptr<store::Store> store = place.open();

    Approving() {
        take(*store, {up(shift(1), 1)}, "a");
        store->add(approval(1, 1), id(1));
    }
};

}  // namespace

TEST_CASE("she sees her change at once, and the confirmed record stands beside it") {
    Place place;
    auto store = place.open();
    take(*store, {up(shift(1), 7)}, "a");
    store->add(approval(1, 1), id(1));
    CHECK(shown(*store, 1).approved_by == "anna");
    CHECK(store->find(RecordType::shift, id(1))->revision == 7);
    CHECK_FALSE(std::get<domain::Shift>(store->confirmed(RecordType::shift, id(1))->record).approved_at);
    CHECK(store->outbox().front().change.base == 7);
    CHECK(store->outbox_counts() == store::OutboxCounts{1, 0});
    CHECK(store->broken_invariants().empty());
}

TEST_CASE_FIXTURE(Approving, "what was never sent can be taken back, and leaves nothing behind") {
    CHECK(store->take_back(id(5001)));
    CHECK(shown(*store, 1) == shift(1));
    CHECK(store->outbox().empty());
    CHECK(store->broken_invariants().empty());

    store->add(approval(2, 1), id(1));
    REQUIRE(store->take_for_sending(0, 10).size() == 1);
    CHECK_FALSE(store->take_back(id(5002)));
    CHECK(shown(*store, 1).approved_at);
}

TEST_CASE_FIXTURE(Approving, "a change that another builds on cannot be taken back before it") {
    store->add(revocation(2, 1), id(2));
    CHECK(store->outbox()[1].change.depends_on == id(5001));
    CHECK_FALSE(store->take_back(id(5001)));
    CHECK(store->take_back(id(5002)));
    CHECK(store->take_back(id(5001)));
}

TEST_CASE_FIXTURE(Approving, "her change stays in sight until the backend's answer has arrived in the feed") {
    store->take_for_sending(0, 10);
    CHECK(store->settle(id(5001), accepted(2)));
    CHECK(shown(*store, 1).approved_at == at(0));
    CHECK(store->find(RecordType::shift, id(1))->revision == 1);
    CHECK(store->broken_invariants().empty());

    auto answer = shift(1);
    answer.approved_at = at(3);  // by the backend's clock
    answer.approved_by = "anna";
    take(*store, {up(answer, 2)}, "b");
    CHECK(shown(*store, 1) == answer);
    CHECK(store->confirmed(RecordType::shift, id(1))->record == domain::Record(answer));
    CHECK(store->standing().empty());
    CHECK(store->broken_invariants().empty());
}

TEST_CASE_FIXTURE(Approving, "a new change on one that is accepted but not yet in the feed is made on its result") {
    store->take_for_sending(0, 10);
    store->settle(id(5001), accepted(2));
    store->add(revocation(2, 1), id(2));
    CHECK(store->outbox().back().change.base == 2);
    CHECK_FALSE(store->outbox().back().change.depends_on);
    CHECK_FALSE(shown(*store, 1).approved_at);
}

TEST_CASE_FIXTURE(Approving, "an unsent change follows the one that it builds on when that is accepted") {
    store->take_for_sending(0, 10);
    store->add(revocation(2, 1), id(2));
    store->settle(id(5001), accepted(2));
    CHECK(store->outbox().back().change.base == 2);
    CHECK_FALSE(store->outbox().back().change.depends_on);
}

TEST_CASE_FIXTURE(Approving, "what others do comes in under what she has pending") {
    auto moved = shift(1);
    moved.care_worker = id(77);
    take(*store, {up(moved, 2)}, "b");
    CHECK(shown(*store, 1).care_worker == id(77));
    CHECK(shown(*store, 1).approved_at);
    CHECK(store->confirmed(RecordType::shift, id(1))->record == domain::Record(moved));
    CHECK(store->broken_invariants().empty());
}

TEST_CASE_FIXTURE(Approving, "a refused change goes from the row and stays in the outbox until she lets it go") {
    store->take_for_sending(0, 10);
    store->settle(id(5001), refused());
    CHECK(shown(*store, 1) == shift(1));
    CHECK(store->outbox_counts() == store::OutboxCounts{0, 1});
    CHECK(store->fate_of(id(1)) == Fate::refused);
    CHECK_FALSE(store->settle(id(5001), accepted(2)));
    store->dismiss(id(5001));
    CHECK(store->outbox().empty());
}

TEST_CASE_FIXTURE(Approving, "an unanswered change cannot be dismissed") {
    store->dismiss(id(5001));
    CHECK(store->outbox().size() == 1);
}

TEST_CASE_FIXTURE(Approving, "a change on a new base goes under a new key, and what builds on it follows") {
    store->take_for_sending(0, 10);
    store->add(revocation(2, 1), id(2));
    store->rebase(id(5001), id(6001), 4, std::nullopt);
    const auto rows = store->outbox();
    CHECK(rows[0].change.key == id(6001));
    CHECK(rows[0].change.base == 4);
    CHECK(rows[0].fate == Fate::waiting);
    CHECK(rows[1].change.depends_on == id(6001));
}

TEST_CASE("a new database takes the place of the old records in one step, and the outbox is laid over it") {
    Place place;
    auto store = place.open();
    take(*store, {up(shift(1), 1), up(shift(2), 1)}, "old");
    store->add(approval(1, 1), id(1));
    auto second = store->open_second();
    REQUIRE(second);
    auto fresh = shift(1);
    fresh.source_id = "fresh";
    take(**second, {up(fresh, 1), up(shift(3), 1)}, "new");

    CHECK_FALSE(store->replace_records(**second, store->copy(), "another cursor"));
    CHECK_FALSE(store->replace_records(**second, "another copy", "old"));
    CHECK(shown(*store, 1).source_id == "A1");

    CHECK(store->replace_records(**second, store->copy(), "old"));
    second->reset();
    CHECK(store->cursor() == "new");
    CHECK(shown(*store, 1).source_id == "fresh");
    CHECK(shown(*store, 1).approved_at);
    CHECK_FALSE(store->find(RecordType::shift, id(2)));
    CHECK(store->find(RecordType::shift, id(3)));
    CHECK(store->outbox_counts().waiting == 1);
    CHECK(store->broken_invariants().empty());
    CHECK_FALSE(std::get<domain::Shift>(store->confirmed(RecordType::shift, id(1))->record).approved_at);
}

TEST_CASE_FIXTURE(Approving, "a record that leaves her scope goes, and what she did to it is kept") {
    take(*store, {protocol::Removal{RecordType::shift, id(1), 2}}, "b");
    CHECK_FALSE(store->find(RecordType::shift, id(1)));
    CHECK(store->outbox_counts().waiting == 1);
    take(*store, {up(shift(1), 3)}, "c");
    CHECK(shown(*store, 1).approved_at);
    CHECK(store->broken_invariants().empty());
}
