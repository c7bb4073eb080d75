#include "workspace/shift_list.h"

#include <map>

#include "support/desk.h"

using namespace samordna;
using Here = support::Desk;
using workspace::Fate;
using workspace::ShiftColumn;
using workspace::ShiftFilter;

namespace {

std::vector<std::string> shown(const workspace::ShiftList& list) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < list.size(); ++i) ids.push_back(list.at(i).source_id);
    return ids;
}
using Names = std::vector<std::string>;

Names found(workspace::ShiftList& list, std::string_view text) {
    list.set_search(text);
    return shown(list);
}

}  // namespace

TEST_CASE("the month's shifts stand by day, judged and added up") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    CHECK(shown(*list) == Names{"A30", "A31", "A32", "A34", "A33"});
    const auto& clean = list->at(0);
    CHECK(clean.clean);
    CHECK(clean.state == rules::ShiftState::to_review);
    CHECK(clean.care_worker_name == "Östen Lund");
    CHECK(clean.ordered_minutes == 45);
    CHECK(clean.performed_minutes == 30);
    CHECK(clean.manual_visits == 0);
    const auto& by_hand = list->at(2);
    CHECK_FALSE(by_hand.clean);
    CHECK(by_hand.visits == 2);
    CHECK(by_hand.manual_visits == 1);
    CHECK(by_hand.blocking_visits == 1);
    CHECK(by_hand.checks == std::vector<std::string_view>{"manual-without-note", "manual-not-exempt"});
    CHECK(by_hand.start == fake::moment("2026-10-07T21:00:00+02:00"));
    CHECK(by_hand.end == fake::moment("2026-10-07T23:00:00+02:00"));
    CHECK(list->at(4).state == rules::ShiftState::open);
    CHECK_FALSE(list->at(4).end);
    CHECK(list->clean() == std::vector{fake::id(30), fake::id(31)});
    CHECK(h.ws->months().size() == 2);
}

TEST_CASE("filters show what they say, and their counts follow the search") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    const auto filtered = [&](ShiftFilter filter) {
        list->set_filter(filter);
        auto rows = shown(*list);
        CHECK(list->count(filter) == rows.size());
        return rows;
    };
    CHECK(filtered(ShiftFilter::needs_action) == Names{"A32"});
    CHECK(filtered(ShiftFilter::ready) == Names{"A30", "A31"});
    CHECK(filtered(ShiftFilter::open) == Names{"A33"});  // A34 has no visit, and nothing goes on
    CHECK(filtered(ShiftFilter::manual) == Names{"A32"});
    CHECK(filtered(ShiftFilter::approved).empty());
    CHECK(filtered(ShiftFilter::all).size() == 5);
    list->set_search("östen");
    CHECK(list->count(ShiftFilter::all) == 2);
    CHECK(list->count(ShiftFilter::ready) == 2);
    CHECK(list->count(ShiftFilter::needs_action) == 0);
    CHECK(list->total() == 5);
    CHECK(list->find(fake::id(32)) == std::nullopt);
    CHECK(list->find(fake::id(31)) == 1);
}

TEST_CASE("the shifts with one check stand alone beside filter and search, and every filter but all counts them") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    const auto counted = [&] {
        std::map<std::string_view, std::size_t> shifts;
        for (const auto& [check, count] : list->checks()) shifts[check] = count;
        return shifts;
    };
    CHECK(counted().at("manual-without-note") == 1);
    list->set_check("manual-without-note");
    CHECK(shown(*list) == Names{"A32"});
    CHECK(list->count(ShiftFilter::needs_action) == 1);
    CHECK(list->count(ShiftFilter::ready) == 0);
    CHECK(list->count(ShiftFilter::all) == 5);
    list->set_filter(ShiftFilter::ready);
    CHECK(shown(*list).empty());
    CHECK(counted().at("manual-without-note") == 0);
    list->set_filter(ShiftFilter::all);
    CHECK(found(*list, "östen").empty());
    list->set_search("");
    list->set_check("");
    CHECK(list->size() == 5);
    CHECK(list->count(ShiftFilter::ready) == 2);
}

TEST_CASE("a shift that is kept stays among those shown, whatever the filter, until it is let go") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    list->keep(fake::id(32));
    list->set_filter(ShiftFilter::ready);
    CHECK(shown(*list) == Names{"A30", "A31", "A32"});
    CHECK(list->count(ShiftFilter::ready) == 2);
    list->keep(std::nullopt);
    list->set_filter(ShiftFilter::ready);
    CHECK(shown(*list) == Names{"A30", "A31"});
}

TEST_CASE("the search knows Swedish: å ä ö are letters of their own, case and other accents do not count") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    CHECK(found(*list, "ÅSA") == Names{"A32"});
    CHECK(found(*list, "asa").empty());
    CHECK(found(*list, "osten").empty());
    CHECK(found(*list, "öste") == Names{"A30", "A31"});
    CHECK(found(*list,
                "A\xCC\x8A"
                "sa") == Names{"A32"});  // a and a ring, composed when read
    CHECK(found(*list, "andre") == Names{"A32", "A33"});
    CHECK(found(*list, "ÖBERG zetter") == Names{"A33"});
    CHECK(found(*list, "öberg granlund").empty());
    CHECK(found(*list, "  ").size() == 5);
}

TEST_CASE("the search finds numbers: care worker, client, shift, and person ids however they are written") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    CHECK(found(*list, "p11") == Names{"A32"});
    CHECK(found(*list, "3021") == Names{"A32", "A33"});
    CHECK(found(*list, "a34") == Names{"A34"});
    for (const char* text : {"19310724-TF45", "19310724tf45", "310724-TF45", "310724tf45", "tf45"}) {
        CAPTURE(text);
        CHECK(found(*list, text) == Names{"A32", "A33"});
    }
    CHECK(found(*list, "19310724-TF46").empty());
}

TEST_CASE("care workers are sorted as in a Swedish dictionary, both ways") {
    Here h;
    h.backend.put(fake::care_worker(12, "Ängla", "Berg"));
    h.sync();
    const auto list = h.ws->shifts(h.month);
    list->sort_by(ShiftColumn::care_worker, true);
    Names names;
    for (std::size_t i = 0; i < list->size(); ++i) names.push_back(list->at(i).care_worker_name);
    CHECK(names == Names{"Åsa Ärlig", "Ängla Berg", "Ängla Berg", "Östen Lund", "Östen Lund"});
    list->sort_by(ShiftColumn::care_worker, false);
    CHECK(list->at(0).care_worker_name == "Östen Lund");
    list->sort_by(ShiftColumn::manual_share, false);
    CHECK(list->at(0).source_id == "A32");
    list->sort_by(ShiftColumn::difference, true);
    CHECK(list->at(0).source_id == "A33");
}

TEST_CASE("the queue has first what most hours would be lost of, and last what she has skipped") {
    Here h;
    // As A32, but for an hour.
    h.backend.put(fake::shift(36, 11, "2026-10-12"));
    auto longer = fake::visit(46, 36, 21, "2026-10-12T08:00:00+02:00");
    longer.end = longer.start + std::chrono::hours{1};
    longer.start_verification = domain::Verification::manual;
    h.backend.put(longer);
    h.sync();
    const auto list = h.ws->shifts(h.month);
    list->set_filter(ShiftFilter::needs_action);
    list->sort_by(ShiftColumn::flags, false);
    CHECK(shown(*list) == Names{"A36", "A32"});
    CHECK(list->at(0).at_risk_minutes == 60);
    CHECK(list->at(1).at_risk_minutes == 30);
    CHECK(list->queue().shifts == 2);
    CHECK(list->queue().at_risk_minutes == 90);
    SUBCASE("what is shown does not matter to how much is left") {
        list->set_search("a36");
        CHECK(list->size() == 1);
        CHECK(list->queue().shifts == 2);
    }
    SUBCASE("skipped, also when it has been read again") {
        list->skip(fake::id(36));
        CHECK(shown(*list) == Names{"A32", "A36"});
        const std::array again{fake::id(36)};
        list->refresh(again);
        CHECK(shown(*list) == Names{"A32", "A36"});
        list->skip(fake::id(32));
        CHECK(shown(*list) == Names{"A36", "A32"});
        CHECK(list->queue().shifts == 2);
    }
    SUBCASE("any other order is as it is") {
        list->skip(fake::id(32));
        list->sort_by(ShiftColumn::date, true);
        CHECK(shown(*list) == Names{"A32", "A36"});
    }
    SUBCASE("what is clean, approved or lost already puts nothing at risk") {
        CHECK(h.ws->shifts(h.month)->at(0).at_risk_minutes == 0);
        REQUIRE(h.ws->approve_partly(fake::id(36), {fake::id(46)}));
        const std::array again{fake::id(36)};
        list->refresh(again);
        CHECK(list->queue().at_risk_minutes == 30);
        h.clock.set(fake::moment("2026-12-01T09:00:00+01:00"));
        list->refresh({});
        CHECK(list->queue().shifts == 0);
        CHECK(list->queue().at_risk_minutes == 0);
    }
}

TEST_CASE("a month tells how much of it is not approved") {
    Here h;
    CHECK(h.ws->unapproved(h.month) == 4);  // A34 is empty
    CHECK(h.ws->unapproved(h.month, 1) == 1);
    const std::array clean{fake::id(30)};
    h.ws->approve(clean);
    CHECK(h.ws->unapproved(h.month) == 3);
    CHECK(h.ws->unapproved(h.month + std::chrono::months{1}) == 0);
}

TEST_CASE("details show the visits by start, each with its client and what is said about it") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    const auto details = list->details(fake::id(32));
    REQUIRE(details);
    REQUIRE(details->visits.size() == 2);
    CHECK(details->visits[0].client_name == "Ingrid Östlund");
    CHECK(details->visits[0].client_number == 3020);
    CHECK(details->visits[0].ordered_minutes == 45);
    CHECK(details->visits[0].findings.empty());
    REQUIRE(details->visits[1].findings.size() == 2);
    const auto& finding = details->visits[1].findings.front();
    CHECK(finding.check == "manual-without-note");
    CHECK_FALSE(h.ws->cited_sentence(finding).empty());
    CHECK(details->closing_time == h.ws->closing_time(h.month));
    CHECK_FALSE(list->details(fake::id(99)));
}

TEST_CASE("a refresh reads the shifts named again and says whether the rows have moved") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    list->set_filter(ShiftFilter::ready);
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    REQUIRE_FALSE(h.news.empty());
    CHECK(h.news.back().shifts == std::vector{fake::id(30)});
    CHECK(list->refresh(h.news.back().shifts));
    CHECK(shown(*list) == Names{"A31"});
    list->set_filter(ShiftFilter::approved);
    CHECK(shown(*list) == Names{"A30"});
    CHECK(list->at(0).fate == Fate::waiting);
    CHECK(list->at(0).approved_by == "anna");
    h.sync();
    CHECK_FALSE(list->refresh(std::vector{fake::id(30)}));
    CHECK_FALSE(list->at(0).fate);
    h.backend.remove(fake::id(30));
    h.sync();
    CHECK(list->refresh(std::vector{fake::id(30)}));
    CHECK(list->total() == 4);
}

TEST_CASE("time alone turns a row: a visit that goes on for a day is over, a month closes") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    h.moves_to("2026-10-21T08:45:00+02:00");
    list->refresh({});
    CHECK(list->details(fake::id(33))->row.state == rules::ShiftState::to_review);
    CHECK_FALSE(list->details(fake::id(30))->row.closed);
    h.clock.set(h.ws->closing_time(h.month).value() + std::chrono::seconds{1});
    list->refresh({});
    CHECK(list->details(fake::id(30))->row.closed);
    CHECK(list->clean().empty());
    CHECK(list->count(ShiftFilter::needs_action) == 0);
}

TEST_CASE("a shift tells how it stands without its month") {
    Here h;
    const auto by_hand = h.ws->condition_of(fake::id(32));
    REQUIRE(by_hand);
    CHECK(by_hand->state == rules::ShiftState::to_review);
    CHECK(by_hand->blocks);
    CHECK_FALSE(by_hand->closed);
    const auto clean = h.ws->condition_of(fake::id(30));
    REQUIRE(clean);
    CHECK_FALSE(clean->blocks);
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    const auto approved = h.ws->condition_of(fake::id(30));
    REQUIRE(approved);
    CHECK(approved->state == rules::ShiftState::approved);
    CHECK(approved->approved_by == "anna");
    CHECK_FALSE(h.ws->condition_of(fake::id(99)));
    h.moves_to("2026-11-20T09:00:00+01:00");
    CHECK(h.ws->condition_of(fake::id(32))->closed);
}
