#include "rules/basis_difference.h"

#include <string>

#include <doctest/doctest.h>

using namespace samordna;
using rules::BasisCause;
using rules::BasisMeasure;
using rules::BasisPair;
using rules::OwnLine;

namespace {

// Approved, verified, within the ordered time.
OwnLine visit(int minutes, int ordered = 60) {
    OwnLine line;
    line.ordered = ordered;
    line.performed = line.paid = minutes;
    line.approved = true;
    return line;
}
OwnLine unapproved(int minutes) {
    OwnLine line = visit(minutes);
    line.approved = false;
    return line;
}
OwnLine by_hand(int minutes) {
    OwnLine line = visit(minutes);
    line.unverified = true;
    return line;
}
OwnLine stopped(int minutes, int ordered = 60) {
    OwnLine line = visit(minutes, ordered);
    line.paid = 0;
    line.stopped = true;
    return line;
}
// Of which only the ordered time is paid.
OwnLine capped(int minutes, int ordered) {
    OwnLine line = visit(minutes, ordered);
    line.paid = ordered;
    return line;
}

BasisPair pair(std::vector<OwnLine> own, std::optional<int> paid) {
    BasisPair made;
    made.own = std::move(own);
    if (paid) made.theirs = rules::TheirTimes{std::nullopt, std::nullopt, paid, std::nullopt};
    return made;
}

// "unapproved -30, rounding 5"
std::string told(const BasisPair& of) {
    std::string text;
    int minutes = 0;
    std::int64_t ore = 0;
    for (const auto& part : rules::parts_of(of)) {
        text += (text.empty() ? "" : ", ") + std::string(name_of(part.cause)) + ' ' + std::to_string(part.minutes);
        minutes += part.minutes;
        ore += part.ore;
    }
    CHECK(minutes == of.difference());
    CHECK(ore == of.difference_in_ore().value_or(0));
    return text;
}

}  // namespace

TEST_CASE("the same minutes are no difference") {
    CHECK(told(pair({visit(30), visit(45)}, 75)).empty());
    CHECK(told(pair({stopped(30)}, std::nullopt)).empty());  // nothing is paid here either
}

TEST_CASE("what they lack is unapproved where it is just that, all of it or one visit") {
    CHECK(told(pair({visit(30), unapproved(20)}, 30)) == "unapproved -20");
    CHECK(told(pair({visit(30), unapproved(20), unapproved(25)}, 30)) == "unapproved -45");
    CHECK(told(pair({visit(30), unapproved(20), unapproved(25)}, 50)) == "unapproved -25");
    CHECK(told(pair({unapproved(20)}, std::nullopt)) == "unapproved -20");
    CHECK_FALSE(rules::is_unapproved(pair({visit(30), visit(20)}, 30)));       // it is approved
    CHECK_FALSE(rules::is_unapproved(pair({visit(30), unapproved(20)}, 31)));  // other minutes
    CHECK_FALSE(rules::is_unapproved(pair({visit(30), unapproved(20)}, 70)));  // they have more
}

TEST_CASE("a visit by hand that they do not pay, or one stopped here that they do, lacks verification") {
    CHECK(told(pair({visit(30), by_hand(20)}, 30)) == "missing-verification -20");
    CHECK(told(pair({visit(30), stopped(20)}, 50)) == "missing-verification 20");
    CHECK(told(pair({visit(30), stopped(75, 60)}, 90)) == "missing-verification 60");  // within the ordered
    CHECK_FALSE(rules::is_missing_verification(pair({visit(30), visit(20)}, 30)));
    CHECK_FALSE(rules::is_missing_verification(pair({visit(30), stopped(20)}, 51)));
    CHECK_FALSE(rules::is_missing_verification(pair({visit(30), by_hand(20)}, 70)));
    // Performed minutes are performed, stopped or not: nothing can be gained by that.
    auto performed = pair({visit(30), stopped(20)}, std::nullopt);
    performed.measure = BasisMeasure::performed;
    performed.theirs = rules::TheirTimes{std::nullopt, 70, std::nullopt, std::nullopt};
    CHECK_FALSE(rules::is_missing_verification(performed));
}

TEST_CASE("they keep to the ordered time where we have the performed, and the other way round") {
    CHECK(told(pair({visit(77, 60), visit(30)}, 90)) == "over-ordered -17");  // a note explains it here
    CHECK(told(pair({capped(77, 60), visit(30)}, 107)) == "over-ordered 17");
    CHECK(told(pair({visit(52, 60), visit(51, 60)}, 120)) == "over-ordered 17");  // paid as ordered
    auto by_theirs = pair({visit(52, 0)}, 44);
    by_theirs.theirs->ordered = 44;
    CHECK(told(by_theirs) == "over-ordered -8");
    CHECK_FALSE(rules::is_over_ordered(pair({visit(77, 60), visit(30)}, 91)));
    CHECK_FALSE(rules::is_over_ordered(pair({capped(77, 60), visit(30)}, 106)));
    CHECK_FALSE(rules::is_over_ordered(pair({visit(77, 60)}, std::nullopt)));
    CHECK_FALSE(rules::is_over_ordered(pair({}, 60)));
}

TEST_CASE("rounding to five or fifteen minutes, a visit or a row at a time, up, down or to the nearest") {
    CHECK(told(pair({visit(32), visit(43)}, 80)) == "rounding 5");   // up to 5: 35 + 45
    CHECK(told(pair({visit(33), visit(43)}, 80)) == "rounding 4");   // to the nearest 5
    CHECK(told(pair({visit(33), visit(43)}, 70)) == "rounding -6");  // down to 5: 30 + 40
    CHECK(told(pair({visit(33), visit(43)}, 90)) == "rounding 14");  // up to 15: 45 + 45
    CHECK(told(pair({visit(32), visit(42)}, 75)) == "rounding 1");   // the row
    CHECK_FALSE(rules::is_rounding(pair({visit(33), visit(43)}, 77)));
    CHECK_FALSE(rules::is_rounding(pair({visit(30), visit(45)}, 80)));  // nothing to round
    CHECK_FALSE(rules::is_rounding(pair({visit(33)}, std::nullopt)));
}

TEST_CASE("rounding to hours with one or two decimals") {
    CHECK(told(pair({visit(32), visit(43)}, 72)) == "rounding -3");  // 0,5 + 0,7 h
    // 0,33 h twenty times is 6,6 h.
    CHECK(told(pair(std::vector<OwnLine>(20, visit(20)), 396)) == "rounding -4");
    CHECK_FALSE(rules::is_rounding(pair(std::vector<OwnLine>(20, visit(20)), 397)));
    CHECK_FALSE(rules::is_rounding(pair({visit(30)}, 31)));
}

TEST_CASE("what only one side has is told as that") {
    CHECK(told(pair({}, 40)) == "not-in-ours 40");
    CHECK(told(pair({visit(40)}, std::nullopt)) == "not-in-theirs -40");
    CHECK(told(pair({visit(40), unapproved(20)}, std::nullopt)) == "unapproved -20, not-in-theirs -40");
}

TEST_CASE("the same minutes under another service, where one of the two lacks a side") {
    CHECK(rules::is_other_service(pair({}, 40), pair({visit(40)}, std::nullopt)));
    CHECK(rules::is_other_service(pair({}, 40), pair({visit(40), visit(30)}, 30)));
    CHECK_FALSE(rules::is_other_service(pair({}, 40), pair({visit(41)}, std::nullopt)));
    CHECK_FALSE(rules::is_other_service(pair({}, 40), pair({}, 40)));
    CHECK_FALSE(rules::is_other_service(pair({visit(30)}, 40), pair({visit(40)}, 30)));
}

TEST_CASE("what is unapproved may be a part of it, and what explains the rest is told beside it") {
    CHECK(told(pair({unapproved(25), visit(77, 60)}, 60)) == "unapproved -25, over-ordered -17");
    CHECK(told(pair({unapproved(25), visit(32)}, 35)) == "unapproved -25, rounding 3");
    CHECK(told(pair({unapproved(25), visit(60)}, 59)) == "unapproved -25, unknown -1");
    CHECK(told(pair({unapproved(25), visit(60)}, 83)) == "unknown -2");  // they have it, nearly
}

TEST_CASE("what fits no cause is unknown") {
    CHECK(told(pair({visit(30), visit(45)}, 82)) == "unknown 7");
    CHECK(told(pair({visit(30), visit(45)}, 14)) == "unknown -61");
}

TEST_CASE("the oere of the parts sum up to the difference, at the rate of each day") {
    auto cheap = unapproved(30);
    cheap.ore_per_hour = 40'000;
    auto dear = visit(33);
    dear.ore_per_hour = 44'400;
    auto both = pair({cheap, dear}, 35);
    both.with_ore = true;
    both.theirs->ore = 25'900;
    CHECK(both.our_ore() == 20'000 + 24'420);
    CHECK(told(both) == "unapproved -30, rounding 2");
    const auto parts = rules::parts_of(both);
    CHECK(parts[0].ore == -20'000);
    CHECK(parts[1].ore == 1'480);
}

TEST_CASE("the same time at another price is a difference; whole kronor are rounding") {
    auto one = visit(30);
    one.ore_per_hour = 40'050;
    auto same = pair({one}, 30);
    same.with_ore = true;
    same.theirs->ore = 20'025;
    CHECK(told(same).empty());
    same.theirs->ore = 20'000;
    CHECK(told(same) == "rounding 0");
    same.theirs->ore = 19'000;
    CHECK(told(same) == "unknown 0");
    same.with_ore = false;
    CHECK(told(same).empty());
    same.with_ore = true;
    same.own[0].ore_per_hour.reset();  // no rate is set: there is nothing to hold it against
    CHECK(told(same).empty());
}
