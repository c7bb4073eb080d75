// A month of shifts, judged, sorted, filtered and searched in memory: what the grid shows. On the thread of its
// workspace.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"
#include "rules/judge.h"
#include "workspace/outbox_row.h"

namespace samordna::workspace {

struct ShiftRow {
    domain::Id id;
    std::string source_id;
    domain::Id care_worker;
    std::string care_worker_name;  // "Förnamn Efternamn"
    std::string care_worker_number;
    domain::Date date{};
    domain::Instant start{};             // of its first visit
    std::optional<domain::Instant> end;  // of its last; empty while it goes on
    rules::ShiftState state = rules::ShiftState::open;
    bool closed = false;      // the closing time has passed
    bool clean = false;       // can be approved with all the others
    int ordered_minutes = 0;  // of the services performed, by the orders in force; extra ones 0
    int performed_minutes = 0;
    int visits = 0;
    int manual_visits = 0;
    int blocking_visits = 0;               // visits with a finding that blocks
    int at_risk_minutes = 0;               // of those: performed, and lost if the month closes as it is
    std::vector<std::string_view> checks;  // ids of its findings' checks, each once, worst first
    std::optional<domain::Instant> approved_at;
    std::string approved_by;
    std::optional<Fate> fate;  // of her latest change of it, while it is not accepted
};

struct ShiftPlace {
    domain::Month month{};
    domain::Id shift;
};

// A shift apart from its month.
struct ShiftCondition {
    rules::ShiftState state = rules::ShiftState::open;
    bool closed = false;
    bool blocks = false;  // something stops its approval
    std::string approved_by;
};

struct VisitLine {
    domain::Visit visit;
    int client_number = 0;
    std::string client_name;
    int ordered_minutes = 0;
    int performed_minutes = 0;
    rules::Findings findings;
};

struct ShiftDetails {
    ShiftRow row;
    std::vector<VisitLine> visits;  // by start
    std::optional<domain::Instant> closing_time;
    std::optional<domain::Instant> revocable_until;  // approved ones
};

// The filter chips. `needs_action` is the first and counts what someone must do something about: findings that block.
enum class ShiftFilter : std::uint8_t { all, needs_action, ready, open, manual, approved };
inline constexpr std::array<ShiftFilter, 6> shift_filters{ShiftFilter::needs_action, ShiftFilter::ready,
                                                          ShiftFilter::open,         ShiftFilter::manual,
                                                          ShiftFilter::approved,     ShiftFilter::all};
enum class ShiftColumn : std::uint8_t {
    state,
    date,
    care_worker,
    time,
    ordered,
    performed,
    difference,
    visits,
    manual_share,
    flags  // by minutes at risk, then by how much there is to mend: descending, the queue
};

// How many rows of a list a check would leave.
struct CheckCount {
    std::string_view check;
    std::size_t rows = 0;
};

class ShiftList {
  public:
    virtual ~ShiftList() = default;
    virtual domain::Month month() const = 0;

    // What is shown: after filter, search and sort, in order.
    virtual std::size_t size() const = 0;
    virtual const ShiftRow& at(std::size_t row) const = 0;
    virtual std::optional<std::size_t> find(domain::Id shift) const = 0;

    // Each answers within a frame at 100,000 visits.
    virtual void set_filter(ShiftFilter filter) = 0;
    // Over care workers' and clients' names and numbers, person ids and shift numbers; every word must be found; å ä ö
    // are letters of their own.
    virtual void set_search(std::string_view text) = 0;
    virtual void sort_by(ShiftColumn column, bool ascending) = 0;

    // Only shifts with a finding of this check, beside the filter; empty: all.
    virtual void set_check(std::string_view check) = 0;
    // Every check that has found something in the month, with how many shifts it would show, given search and filter;
    // in the order of the checks.
    virtual std::vector<CheckCount> checks() const = 0;

    // Stays among those shown whatever the filter, from now on: what she has mended must not go away before she has
    // approved it. Empty: none any longer, from the next refresh on.
    virtual void keep(std::optional<domain::Id> shift) = 0;

    // How many shifts each filter would show, given the search and, but for `all`, the check.
    virtual std::size_t count(ShiftFilter filter) const = 0;
    virtual std::size_t total() const = 0;
    // What needs someone in the whole month, whatever is shown.
    struct Queue {
        std::size_t shifts = 0;
        int at_risk_minutes = 0;
    };
    virtual Queue queue() const = 0;
    // Behind all others in the queue, for as long as this list lives.
    virtual void skip(domain::Id shift) = 0;
    virtual std::vector<domain::Id> clean() const = 0;  // of the whole month, not only those shown

    // Empty where it is gone.
    virtual std::optional<ShiftDetails> details(domain::Id shift) const = 0;

    // Reads the shifts named again (or all), judges them and keeps filter, search and order. True: the number of rows
    // shown, or which, may have changed; false: only contents.
    virtual bool refresh(std::span<const domain::Id> shifts) = 0;
    virtual void reload() = 0;
};

}  // namespace samordna::workspace
