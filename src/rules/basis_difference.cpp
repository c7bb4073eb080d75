#include "rules/basis_difference.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "rules/payment.h"

namespace samordna::rules {
namespace {

constexpr std::array causes{
    BasisCause::unapproved,    BasisCause::missing_verification, BasisCause::over_ordered,  BasisCause::rounding,
    BasisCause::other_service, BasisCause::not_in_ours,          BasisCause::not_in_theirs, BasisCause::unknown,
};

int minutes_of(const OwnLine& line, BasisMeasure measure) {
    return measure == BasisMeasure::paid ? line.paid : line.performed;
}

template <class Value>
int sum_of(const std::vector<OwnLine>& lines, Value&& value) {
    int sum = 0;
    for (const OwnLine& line : lines) sum += value(line);
    return sum;
}

// All of them together, or exactly one: any other choice of several would fit by chance sooner or later.
template <class Value>
bool all_or_one(const std::vector<OwnLine>& lines, int wanted, Value&& value) {
    return sum_of(lines, value) == wanted ||
           std::any_of(lines.begin(), lines.end(), [&](const OwnLine& line) { return value(line) == wanted; });
}

int within_ordered(const OwnLine& line, int minutes) {
    return line.ordered > 0 ? std::min(minutes, line.ordered) : minutes;
}

std::optional<std::int64_t> ore_of(const std::vector<OwnLine>& lines, BasisMeasure measure) {
    std::map<std::int64_t, std::int64_t> minutes;  // by rate
    for (const OwnLine& line : lines) {
        if (!line.ore_per_hour) return std::nullopt;
        minutes[*line.ore_per_hour] += minutes_of(line, measure);
    }
    std::int64_t ore = 0;
    for (const auto& [rate, sum] : minutes) ore += ore_for(sum, rate);
    return ore;
}

// In hundredths of a minute, so that a hundredth of an hour is a whole number.
struct Step {
    std::int64_t size;
    bool may_be_up_or_down;  // beside to the nearest
};
constexpr std::array steps{
    Step{500, true}, Step{1500, true},  // 5 and 15 minutes
    Step{600, false}, Step{60, false},  // a tenth and a hundredth of an hour
};
enum class Way : std::uint8_t { nearest, up, down };

std::int64_t rounded(std::int64_t value, std::int64_t step, Way way) {
    const std::int64_t extra = way == Way::nearest ? step / 2 : way == Way::up ? step - 1 : 0;
    return (value + extra) / step * step;
}

bool rounds_to(const std::vector<int>& minutes, int wanted, std::int64_t step, Way way) {
    std::int64_t each = 0;
    std::int64_t all = 0;
    for (const int one : minutes) {
        each += rounded(std::int64_t{one} * 100, step, way);
        all += std::int64_t{one} * 100;
    }
    const auto whole = [](std::int64_t hundredths) { return (hundredths + 50) / 100; };
    return whole(each) == wanted || whole(rounded(all, step, way)) == wanted;
}

std::optional<BasisCause> whole_cause_of(const BasisPair& pair) {
    if (is_unapproved(pair)) return BasisCause::unapproved;
    if (is_missing_verification(pair)) return BasisCause::missing_verification;
    if (is_over_ordered(pair)) return BasisCause::over_ordered;
    if (is_rounding(pair)) return BasisCause::rounding;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(BasisCause cause) {
    constexpr std::array<std::string_view, causes.size()> names{
        "unapproved",    "missing-verification", "over-ordered",  "rounding",
        "other-service", "not-in-ours",          "not-in-theirs", "unknown",
    };
    return names[static_cast<std::size_t>(cause)];
}

std::span<const BasisCause> all_basis_causes() {
    return causes;
}

int BasisPair::our_minutes() const {
    return sum_of(own, [&](const OwnLine& line) { return minutes_of(line, measure); });
}

int BasisPair::their_minutes() const {
    if (!theirs) return 0;
    return (measure == BasisMeasure::paid ? theirs->paid : theirs->performed).value_or(0);
}

std::optional<std::int64_t> BasisPair::our_ore() const {
    return ore_of(own, measure);
}

std::optional<std::int64_t> BasisPair::their_ore() const {
    if (!with_ore) return std::nullopt;
    return theirs ? theirs->ore : std::optional<std::int64_t>{0};
}

std::optional<std::int64_t> BasisPair::difference_in_ore() const {
    const auto ours = our_ore();
    const auto their = their_ore();
    return ours && their ? std::optional(*their - *ours) : std::nullopt;
}

bool is_unapproved(const BasisPair& pair) {
    const int missing = -pair.difference();
    return missing > 0 && all_or_one(pair.own, missing, [&](const OwnLine& line) {
               return line.approved ? 0 : minutes_of(line, pair.measure);
           });
}

bool is_missing_verification(const BasisPair& pair) {
    const int difference = pair.difference();
    // They did not accept what was registered by hand, though we would have it paid.
    if (difference < 0)
        return all_or_one(pair.own, -difference, [&](const OwnLine& line) {
            return line.unverified || line.stopped ? minutes_of(line, pair.measure) : 0;
        });
    // They did pay what stands stopped here: all of it, or what was ordered.
    if (difference == 0 || pair.measure != BasisMeasure::paid) return false;
    const auto all = [](const OwnLine& line) { return line.stopped ? line.performed - line.paid : 0; };
    const auto ordered = [](const OwnLine& line) {
        return line.stopped ? within_ordered(line, line.performed) - line.paid : 0;
    };
    return all_or_one(pair.own, difference, all) || all_or_one(pair.own, difference, ordered);
}

bool is_over_ordered(const BasisPair& pair) {
    if (!pair.theirs || pair.own.empty() || pair.difference() == 0) return false;
    const int their = pair.their_minutes();
    const auto ours = [&](const OwnLine& line) { return minutes_of(line, pair.measure); };
    const auto standing = [](const OwnLine& line, int minutes) { return line.stopped ? 0 : minutes; };
    const int performed = sum_of(pair.own, [&](const OwnLine& line) { return standing(line, line.performed); });
    const int ordered = sum_of(pair.own, [&](const OwnLine& line) { return standing(line, line.ordered); });
    const int capped = sum_of(pair.own, [&](const OwnLine& line) { return within_ordered(line, ours(line)); });
    const bool is_ordered =
        their == capped || (their > 0 && (their == ordered || pair.theirs->ordered == std::optional(their)));
    const int own = pair.our_minutes();
    // They have the ordered time where we have the performed, or the performed where we keep to the ordered.
    return (is_ordered && own == performed) || (their == performed && own < performed);
}

bool is_rounding(const BasisPair& pair) {
    if (!pair.theirs || pair.own.empty() || pair.difference() == 0) return false;
    std::vector<int> minutes;
    for (const OwnLine& line : pair.own) minutes.push_back(minutes_of(line, pair.measure));
    const int their = pair.their_minutes();
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        return rounds_to(minutes, their, step.size, Way::nearest) ||
               (step.may_be_up_or_down &&
                (rounds_to(minutes, their, step.size, Way::up) || rounds_to(minutes, their, step.size, Way::down)));
    });
}

bool is_other_service(const BasisPair& one, const BasisPair& other) {
    const bool one_sided = one.own.empty() || other.own.empty() || !one.theirs || !other.theirs;
    return one_sided && one.difference() != 0 && one.difference() == -other.difference();
}

std::vector<BasisPart> parts_of(const BasisPair& pair) {
    const int difference = pair.difference();
    const std::int64_t ore = pair.difference_in_ore().value_or(0);
    if (difference == 0) {
        if (ore == 0) return {};
        // The same time at another price; a krona for each visit at most is what whole kronor make.
        constexpr std::int64_t half_a_krona = 50;
        const bool rounding = std::abs(ore) <= half_a_krona * static_cast<std::int64_t>(pair.own.size());
        return {{rounding ? BasisCause::rounding : BasisCause::unknown, 0, ore}};
    }
    if (pair.own.empty()) return {{BasisCause::not_in_ours, difference, ore}};
    if (const auto cause = whole_cause_of(pair)) return {{*cause, difference, ore}};
    const BasisCause otherwise = pair.theirs ? BasisCause::unknown : BasisCause::not_in_theirs;
    // What is not approved may be one part of it, and the rest something else.
    BasisPair approved = pair;
    std::erase_if(approved.own, [](const OwnLine& line) { return !line.approved; });
    const int missing = approved.our_minutes() - pair.our_minutes();
    if (missing == 0) return {{otherwise, difference, ore}};
    const auto rest = whole_cause_of(approved);
    if (!rest && difference > missing) return {{otherwise, difference, ore}};
    std::vector<OwnLine> unapproved = pair.own;
    std::erase_if(unapproved, [](const OwnLine& line) { return line.approved; });
    const std::int64_t missing_ore = pair.difference_in_ore() ? -ore_of(unapproved, pair.measure).value_or(0) : 0;
    return {{BasisCause::unapproved, missing, missing_ore},
            {rest.value_or(otherwise), difference - missing, ore - missing_ore}};
}

}  // namespace samordna::rules
