#include "workspace/visit_list.h"

#include <map>

#include "support/desk.h"

using namespace samordna;
using Here = support::Desk;
using workspace::Verified;
using workspace::VisitChip;
using workspace::VisitColumn;
using workspace::VisitFilter;

namespace {

using Ids = std::vector<domain::Id>;

Ids shown(const workspace::VisitList& list) {
    Ids ids;
    for (std::size_t i = 0; i < list.size(); ++i) ids.push_back(list.id_at(i));
    return ids;
}

Ids ids_of(std::initializer_list<int> numbers) {
    Ids ids;
    for (const int number : numbers) ids.push_back(fake::id(number));
    return ids;
}

Ids found(workspace::VisitList& list, std::string_view text) {
    VisitFilter filter = list.filter();
    filter.search = text;
    list.set_filter(filter);
    return shown(list);
}

// Beside what the desk has: 46 has a note and Anna-Karin.
struct WithANote : Here {
    WithANote() {
        backend.put(fake::client(22, "Anna-Karin", "Ek", "19400102-0017"));
        backend.put(fake::order(62, 22));
        auto noted = fake::visit(46, 32, 22, "2026-10-08T00:10:00+02:00");
        noted.end_verification = domain::Verification::manual;
        noted.note = "L\xC3\xA5set svarade inte, h\xC3\xA4mtade reserv-nyckeln";
        noted.service_lines = {
            {"St\xC3\xA4"
             "d"}};
        backend.put(noted);
        sync();
    }
};

}  // namespace

TEST_CASE("the month's visits stand by start, each with its people, its minutes and what the rules find") {
    Here h;
    const auto list = h.ws->visit_list(h.month);
    const auto listed = h.ws->visits(h.month);
    REQUIRE(list->size() == listed.size());
    CHECK(list->total() == listed.size());
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto row = list->at(i);
        CHECK(*row.visit == listed[i].visit);
        CHECK(row.shift_number == listed[i].source_id);
        CHECK(row.client_number == listed[i].client_number);
        CHECK(row.care_worker_number == listed[i].care_worker_number);
        CHECK(row.checks.size() == listed[i].findings.size());
        CHECK(row.blocks == rules::any_blocks(listed[i].findings));
        CHECK(list->find(row.visit->id) == i);
        const auto details = list->details(row.visit->id);
        REQUIRE(details);
        CHECK(details->line.findings == listed[i].findings);
        CHECK(details->line.performed_minutes == row.performed_minutes);
        CHECK(details->line.ordered_minutes == row.ordered_minutes);
    }
    CHECK_FALSE(list->find(fake::id(44)));  // of September
    CHECK_FALSE(list->details(fake::id(44)));
    CHECK_FALSE(list->details(fake::id(32)));
}

TEST_CASE("each part of the filter leaves what it says, and all of them hold at once") {
    WithANote h;
    const auto list = h.ws->visit_list(h.month);
    const std::size_t all = list->size();
    const auto with = [&](auto&& change) {
        VisitFilter filter;
        change(filter);
        list->set_filter(filter);
        CHECK(list->count(filter.chip) == list->size());
        return shown(*list);
    };
    CHECK(with([](VisitFilter& f) { f.chip = VisitChip::needs_action; }) == ids_of({42, 46}));
    CHECK(with([](VisitFilter& f) { f.chip = VisitChip::manual; }) == ids_of({42, 46}));
    CHECK(with([](VisitFilter& f) { f.chip = VisitChip::with_note; }) == ids_of({46}));
    CHECK(with([](VisitFilter& f) { f.verified = Verified::by_hand_at_start; }) == ids_of({42}));
    CHECK(with([](VisitFilter& f) { f.verified = Verified::by_hand_at_end; }) == ids_of({46}));
    CHECK(with([](VisitFilter& f) { f.verified = Verified::by_lock; }).size() +
              with([](VisitFilter& f) { f.verified = Verified::by_tag; }).size() ==
          all - 2);
    CHECK(with([](VisitFilter& f) { f.check = "manual-without-note"; }) == ids_of({42}));
    CHECK(with([](VisitFilter& f) { f.check = "of-another-version"; }).empty());
    CHECK(with([](VisitFilter& f) {
              f.service =
                  "St\xC3\xA4"
                  "d";
          }) == ids_of({46}));
    CHECK(with([](VisitFilter& f) { f.service = "Dans"; }).empty());
    CHECK(with([](VisitFilter& f) { f.care_worker = fake::id(11); }) == ids_of({45, 42, 46}));
    CHECK(with([](VisitFilter& f) { f.client = fake::id(22); }) == ids_of({46}));
    CHECK(with([](VisitFilter& f) { f.client = fake::id(99); }).empty());
    CHECK(with([](VisitFilter& f) { f.day = 7; }) == ids_of({45, 42}));
    CHECK(with([](VisitFilter& f) { f.day = 8; }) == ids_of({46}));
    CHECK(with([](VisitFilter& f) {
              f.care_worker = fake::id(11);
              f.day = 7;
              f.chip = VisitChip::manual;
          }) == ids_of({42}));
    CHECK(with([](VisitFilter&) {}).size() == all);
}

TEST_CASE("chips and checks count what they would show, given all the rest") {
    WithANote h;
    const auto list = h.ws->visit_list(h.month);
    VisitFilter filter;
    filter.care_worker = fake::id(11);
    list->set_filter(filter);
    CHECK(list->count(VisitChip::all) == 3);
    CHECK(list->count(VisitChip::manual) == 2);
    CHECK(list->count(VisitChip::with_note) == 1);
    CHECK(list->count(VisitChip::needs_action) == 2);
    const auto counted = [&] {
        std::map<std::string_view, std::size_t> visits;
        for (const auto& [check, count] : list->checks()) visits[check] = count;
        return visits;
    };
    CHECK(counted().at("manual-without-note") == 1);
    filter.chip = VisitChip::with_note;
    list->set_filter(filter);
    CHECK(list->count(VisitChip::manual) == 2);
    CHECK(counted().at("manual-without-note") == 0);
}

TEST_CASE(
    "the search of visits knows names, numbers and notes, \xC3\xA5 \xC3\xA4 \xC3\xB6, and does not care for hyphens") {
    WithANote h;
    const auto list = h.ws->visit_list(h.month);
    for (const char* text :
         {"anna-karin", "annakarin", "Anna Karin", "ANNA\xE2\x80\x91KARIN", "19400102-0017", "4001020017"}) {
        CAPTURE(text);
        CHECK(found(*list, text) == ids_of({46}));
    }
    CHECK(found(*list, "L\xC3\x85SET") == ids_of({46}));
    CHECK(found(*list, "laset").empty());
    CHECK(found(*list, "reservnyckeln") == ids_of({46}));
    CHECK(found(*list, "reserv-nyckel h\xC3\xA4mta") == ids_of({46}));
    CHECK(found(*list, "reserv zetterberg").empty());
    CHECK(found(*list, "\xC3\xA5sa") == ids_of({45, 42, 46}));
    CHECK(found(*list, "asa").empty());
    CHECK(found(*list, "a32") == ids_of({45, 42, 46}));
    CHECK(found(*list, "3021 a32") == ids_of({42}));
    CHECK(found(*list, " - ").size() == list->total());
}

TEST_CASE("visits are sorted by client as in a Swedish dictionary, both ways, and by everything else") {
    WithANote h;
    const auto list = h.ws->visit_list(h.month);
    const auto names = [&] {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < list->size(); ++i) out.emplace_back(list->at(i).client_name);
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    };
    list->sort_by(VisitColumn::client, true);
    const auto up = names();
    CHECK(up.front() ==
          "Andr\xC3\xA9 \xC3\x96"
          "berg");
    CHECK(up.size() == 3);
    list->sort_by(VisitColumn::client, false);
    auto down = names();
    std::reverse(down.begin(), down.end());
    CHECK(down == up);
    const auto in_order = [&](VisitColumn column, auto&& value) {
        list->sort_by(column, true);
        for (std::size_t i = 1; i < list->size(); ++i) CHECK(value(list->at(i - 1)) <= value(list->at(i)));
        list->sort_by(column, false);
        for (std::size_t i = 1; i < list->size(); ++i) CHECK(value(list->at(i - 1)) >= value(list->at(i)));
    };
    in_order(VisitColumn::date, [](const auto& row) { return row.date; });
    in_order(VisitColumn::state, [](const auto& row) { return row.state; });
    in_order(VisitColumn::ordered, [](const auto& row) { return row.ordered_minutes; });
    in_order(VisitColumn::performed, [](const auto& row) { return row.performed_minutes; });
    in_order(VisitColumn::difference, [](const auto& row) { return row.performed_minutes - row.ordered_minutes; });
    in_order(VisitColumn::shift, [](const auto& row) { return std::string(row.shift_number); });
    in_order(VisitColumn::note, [](const auto& row) { return !row.visit->note.empty(); });
    in_order(VisitColumn::flags, [](const auto& row) { return row.blocks; });
    in_order(VisitColumn::time, [](const auto& row) {
        return domain::local_time(row.visit->start) - domain::local_date(row.visit->start);
    });
    list->sort_by(VisitColumn::services, true);
    CHECK(list->id_at(list->size() - 1) == fake::id(46));
}

TEST_CASE("who can be chosen is who is shown, unless they are too many") {
    WithANote h;
    const auto list = h.ws->visit_list(h.month);
    REQUIRE(list->clients(3).size() == 3);
    CHECK(list->clients(3).front().name ==
          "Andr\xC3\xA9 \xC3\x96"
          "berg");
    CHECK(list->clients(2).empty());
    found(*list, "reservnyckeln");
    REQUIRE(list->clients(1).size() == 1);
    CHECK(list->clients(1).front().id == fake::id(22));
    CHECK(list->care_workers(1).front().id == fake::id(11));
    CHECK(list->client(fake::id(21))->number == "3021");
    CHECK_FALSE(list->client(fake::id(99)));
    CHECK(list->services().back() ==
          "St\xC3\xA4"
          "d");
}

TEST_CASE("shifts and visits of a month never disagree: what one list has been told, the other knows") {
    Here h;
    const auto shifts = h.ws->shifts(h.month);
    const auto visits = h.ws->visit_list(h.month);
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    CHECK_FALSE(shifts->refresh(std::vector{fake::id(30)}));
    CHECK_FALSE(visits->refresh({}));
    for (std::size_t i = 0; i < visits->size(); ++i) {
        const auto row = visits->at(i);
        CHECK((row.state == rules::ShiftState::approved) == (row.visit->shift == fake::id(30)));
    }
    domain::EditVisit edit;
    edit.note = "Telefonen var urladdad, ringde kontoret";
    REQUIRE(std::holds_alternative<rules::Accepted>(*h.ws->edit_visit(fake::id(42), edit)));
    visits->refresh({});
    CHECK(visits->details(fake::id(42))->line.visit.note == edit.note);
    CHECK(shifts->refresh({}) == false);
    CHECK(shifts->details(fake::id(32))->visits[1].visit.note == edit.note);
    h.backend.remove(fake::id(45));
    h.sync();
    CHECK(visits->refresh(std::vector{fake::id(32)}));
    CHECK_FALSE(visits->find(fake::id(45)));
    shifts->refresh({});
    CHECK(shifts->details(fake::id(32))->visits.size() == 1);
    shifts->reload();
    visits->reload();
    CHECK(visits->total() == 4);
}

TEST_CASE("time turns the visits of a month that closes") {
    Here h;
    const auto list = h.ws->visit_list(h.month);
    CHECK(list->count(VisitChip::needs_action) == 1);
    h.clock.set(h.ws->closing_time(h.month).value() + std::chrono::seconds{1});
    list->refresh({});
    CHECK(list->count(VisitChip::needs_action) == 0);
    CHECK(list->at(0).closed);
}

TEST_CASE("a filter comes back from its text as it was; what cannot be read is passed over") {
    VisitFilter filter;
    filter.chip = VisitChip::manual;
    filter.verified = Verified::by_tag;
    filter.check = "overlap";
    filter.service =
        "St\xC3\xA4"
        "d";
    filter.care_worker = fake::id(11);
    filter.client = fake::id(21);
    filter.day = 31;
    filter.search =
        "\xC3\x96"
        "berg = 3021";
    CHECK(workspace::parse_visit_filter(workspace::text_of(filter)) == filter);
    CHECK(workspace::text_of(VisitFilter{}).empty());
    CHECK(workspace::parse_visit_filter("") == VisitFilter{});
    CHECK(workspace::parse_visit_filter("chip=x\tverified=y\tday=32\tclient=z\tnonsense\t=\tmore=1") == VisitFilter{});
    const std::vector<workspace::SavedFilter> saved{{"Mina", filter}, {"Alla\tandra", {}}};
    auto read = workspace::parse_saved_filters(workspace::text_of(saved));
    REQUIRE(read.size() == 2);
    CHECK(read[0] == saved[0]);
    CHECK(read[1].name == "Alla andra");
    CHECK(workspace::parse_saved_filters("check=overlap\n\n\t\nname=\n").empty());
}
