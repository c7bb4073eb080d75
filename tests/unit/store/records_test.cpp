#include "support/profile_place.h"
#include "support/samples.h"

using namespace store_test;
using domain::RecordType;

TEST_CASE("every type of record comes back as it went in") {
    Place place;
    auto store = place.open();
    for (const auto& records : {samples::full_records(), samples::bare_records()}) {
        REQUIRE(records.size() == domain::record_types.size());
        std::vector<store::FeedLine> lines;
        static std::int64_t revision = 0;
        ++revision;
        for (const auto& record : records) lines.push_back(up(record, revision));
        take(*store, lines, "c" + std::to_string(revision));
        for (const auto& record : records) {
            CAPTURE(domain::name_of(domain::type_of(record)));
            const auto found = store->find(domain::type_of(record), domain::id_of(record));
            REQUIRE(found);
            CHECK(found->record == record);
            CHECK(found->revision == revision);
        }
    }
}

TEST_CASE("a text of service lines may hold anything and comes back whole") {
    Place place;
    auto store = place.open();
    domain::Visit visit;
    visit.id = id(1);
    visit.shift = id(2);
    visit.service_lines = {
        {"Dusch|3|e\n'\"", 30, true, false}, {"Städ åäö", std::nullopt, false, true}, {"", 0, true, true}};
    take(*store, {up(visit, 1)}, "c");
    CHECK(std::get<domain::Visit>(store->find(RecordType::visit, visit.id)->record) == visit);
    REQUIRE(store->visits_of(id(2)).size() == 1);
    CHECK(store->visits_of(id(2)).front() == visit);
}

TEST_CASE("only a newer revision is applied") {
    Place place;
    auto store = place.open();
    auto newer = shift(1);
    newer.source_id = "newer";
    take(*store, {up(newer, 5)}, "a");
    take(*store, {up(shift(1), 4), up(shift(1), 5)}, "b");
    CHECK(shown(*store, 1).source_id == "newer");
    take(*store, {up(shift(1), 6)}, "c");
    CHECK(shown(*store, 1).source_id == "A1");
}

TEST_CASE("what is removed is not brought back by an older line, but by a newer one") {
    Place place;
    auto store = place.open();
    take(*store, {up(shift(1), 3)}, "a");
    take(*store, {protocol::Removal{RecordType::shift, id(1), 2}}, "b");
    CHECK(store->find(RecordType::shift, id(1)));
    take(*store, {protocol::Removal{RecordType::shift, id(1), 4}}, "c");
    CHECK_FALSE(store->find(RecordType::shift, id(1)));
    take(*store, {up(shift(1), 3), up(shift(1), 4)}, "d");
    CHECK_FALSE(store->find(RecordType::shift, id(1)));
    take(*store, {up(shift(1), 5)}, "e");
    CHECK(store->find(RecordType::shift, id(1)));
}

TEST_CASE("a page is applied only where the cursor still is where its pull began") {
    Place place;
    auto one = place.open();
    auto other = place.open();
    take(*one, {up(shift(1), 1)}, "a");
    store::Intake late;
    late.after = std::nullopt;
    late.lines = {up(shift(2), 1)};
    late.checkpoint = {"b", false, true, 1};
    CHECK(other->apply(late).overtaken);
    CHECK_FALSE(other->find(RecordType::shift, id(2)));
    CHECK(other->cursor() == "a");
}

TEST_CASE("what was fetched for the former user is not stored after a wipe") {
    Place place;
    auto store = place.open();
    store::Intake former;
    former.copy = store->copy();
    former.lines = {up(shift(1), 1)};
    former.checkpoint = {"a", false, true, 1};
    store->wipe();
    CHECK(store->apply(former).overtaken);
    CHECK_FALSE(store->find(RecordType::shift, id(1)));
}

TEST_CASE("a page names the shifts that it touches: where a visit is and where it was") {
    Place place;
    auto store = place.open();
    domain::Visit visit;
    visit.id = id(10);
    visit.shift = id(1);
    CHECK(take(*store, {up(shift(1), 1), up(shift(2), 1), up(visit, 1)}, "a").everything);
    visit.shift = id(2);
    auto applied = take(*store, {up(visit, 2)}, "b");
    CHECK_FALSE(applied.everything);
    std::sort(applied.shifts.begin(), applied.shifts.end());
    CHECK(applied.shifts == std::vector{id(1), id(2)});
    CHECK(take(*store, {protocol::Removal{RecordType::shift, id(1), 2}}, "c").shifts == std::vector{id(1)});
    domain::Client client;
    client.id = id(20);
    CHECK(take(*store, {up(client, 1)}, "d").everything);
}

TEST_CASE("months are those that have shifts") {
    Place place;
    auto store = place.open();
    CHECK(store->months().empty());
    auto september = shift(1);
    september.date = domain::parse_date("2026-09-30").value();
    auto december = shift(2);
    december.date = domain::parse_date("2026-12-01").value();
    take(*store, {up(september, 1), up(december, 1), up(shift(3), 1), up(shift(4), 1)}, "a");
    std::vector<std::string> months;
    for (const auto month : store->months()) months.push_back(domain::month_text(month));
    CHECK(months == std::vector<std::string>{"2026-09", "2026-10", "2026-12"});
}

TEST_CASE("the digest is of ids and confirmed revisions, so that an unanswered change is no drift") {
    Place place;
    auto store = place.open();
    take(*store, {up(shift(1), 3), up(shift(2), 4)}, "a");
    const auto before = store->integrity();
    CHECK(before.at(RecordType::shift).count == 2);
    CHECK(before.at(RecordType::shift).digest == (protocol::digest_of(id(1), 3) ^ protocol::digest_of(id(2), 4)));
    CHECK(before.at(RecordType::visit).count == 0);
    store->add(approval(1, 1), id(1));
    CHECK(store->integrity() == before);
}
