#include <algorithm>

#include "support/desk.h"

using namespace samordna;
using namespace std::chrono_literals;

namespace {

// Nothing is read within no time at all.
struct Patient : support::Desk {
    Patient() { ws->read_months_elsewhere(0ms); }
    bool told_of_read() const {
        return std::any_of(news.begin(), news.end(), [&](const auto& each) { return each.read == month; });
    }
    void until_read() {
        REQUIRE(post.pump_until([&] { return told_of_read(); }, 10s));
    }
};

bool is_approved(const workspace::ShiftList& list) {
    const auto shift = list.details(fake::id(30));
    return shift && shift->row.state == rules::ShiftState::approved;
}

}  // namespace

TEST_CASE("a month that takes its time is read elsewhere: its list is empty until news tell") {
    Patient h;
    const auto list = h.ws->shifts(h.month);
    CHECK(list->total() == 0);
    REQUIRE(h.ws->reading(h.month));
    CHECK_FALSE(h.ws->reading(h.month)->stopped);
    CHECK_FALSE(h.ws->reading(h.month)->stands);
    h.until_read();
    CHECK_FALSE(h.ws->reading(h.month));
    list->reload();
    CHECK(list->total() == 5);
    CHECK(list->clean().size() == 2);
}

TEST_CASE("what is read soon enough is there at once, and nobody is told") {
    support::Desk h;
    h.ws->read_months_elsewhere(10s);
    const auto list = h.ws->shifts(h.month);
    CHECK(list->total() == 5);
    CHECK_FALSE(h.ws->reading(h.month));
    h.news.clear();
    h.post.pump();
    CHECK(h.news.empty());
}

TEST_CASE("all lists of a month get what was read once") {
    Patient h;
    const auto shifts = h.ws->shifts(h.month);
    const auto visits = h.ws->visit_list(h.month);
    CHECK(h.ws->people(h.month)->clients().empty());
    CHECK_FALSE(h.ws->look_further());  // nobody is silent in a month that has not been read
    h.until_read();
    shifts->reload();
    visits->reload();
    CHECK(shifts->total() == 5);
    CHECK(visits->total() == 5);
    CHECK(h.ws->people(h.month)->clients().size() == 2);
    CHECK_FALSE(h.ws->reading(h.month));
}

TEST_CASE("what is done while a month is being read is not lost in it") {
    Patient h;
    const auto list = h.ws->shifts(h.month);
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    CHECK(list->total() == 0);
    h.until_read();
    list->reload();
    const auto approved = list->details(fake::id(30));
    REQUIRE(approved);
    CHECK(approved->row.state == rules::ShiftState::approved);
    CHECK(approved->row.fate == workspace::Fate::waiting);
}

TEST_CASE("a reading that is stopped leaves the month empty until it is read anew") {
    Patient h;
    const auto list = h.ws->shifts(h.month);
    h.ws->stop_reading(h.month);
    CHECK(h.told_of_read());
    list->reload();
    CHECK(list->total() == 0);
    REQUIRE(h.ws->reading(h.month));
    CHECK(h.ws->reading(h.month)->stopped);
    h.post.pump();
    list->reload();  // nor do news begin it
    CHECK(h.ws->reading(h.month)->stopped);
    h.ws->read_anew(h.month);
    list->reload();
    CHECK_FALSE(h.ws->reading(h.month)->stopped);
    h.news.clear();
    h.until_read();
    list->reload();
    CHECK(list->total() == 5);
}

TEST_CASE("a month that is read anew stands as it was until it has been read") {
    Patient h;
    const auto list = h.ws->shifts(h.month);
    h.until_read();
    list->reload();
    h.news.clear();
    h.ws->read_anew(h.month);
    list->reload();
    CHECK(list->total() == 5);
    REQUIRE(h.ws->reading(h.month));
    CHECK(h.ws->reading(h.month)->stands);
    // Other lists of it too; and both can be worked in.
    const auto other = h.ws->shifts(h.month);
    CHECK(other->total() == 5);
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    list->refresh(std::vector{fake::id(30)});
    CHECK(is_approved(*list));
    h.news.clear();
    h.until_read();
    list->reload();
    other->reload();
    CHECK(is_approved(*list));
    CHECK(is_approved(*other));
}

TEST_CASE("what was another user's is not shown even until the month has been read anew") {
    Patient h;
    const auto list = h.ws->shifts(h.month);
    h.until_read();
    list->reload();
    CHECK(list->total() == 5);
    REQUIRE(h.ws->sign_in({"https://backend.example", "berit", "x"}));
    list->reload();
    CHECK(list->total() == 0);
}

TEST_CASE("what nobody looks at any longer is not told of") {
    Patient h;
    h.ws->shifts(h.month);
    CHECK_FALSE(h.ws->reading(h.month));
    const auto other = h.ws->shifts(std::chrono::year{2026} / std::chrono::September);
    REQUIRE(h.post.pump_until([&] { return !h.news.empty() && h.news.back().read.has_value(); }, 10s));
    CHECK_FALSE(h.told_of_read());
    CHECK(h.ws->reading(std::chrono::year{2026} / std::chrono::September) == std::nullopt);
}

TEST_CASE("a workspace that closes does not wait for a month") {
    Patient h;
    const auto list = h.ws->shifts(h.month);
    CHECK(list->total() == 0);
}
