// A month as it is known here, judged: what all lists of that month stand on, so that it is read and judged once and
// they never disagree. A list that is told of news brings it up to date; the others find out what that touched when
// they are told. Internal to the room; one thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/facts.h"
#include "rules/judge.h"
#include "store/store.h"
#include "workspace/registry.h"

namespace samordna::workspace {

// Checks by their number in rules::known_checks().
using CheckSet = std::uint64_t;
// Their ids, which live for ever, in that order.
void append_checks(CheckSet checks, std::vector<std::string_view>& ids);

class JudgedMonth {
  public:
    using Now = std::function<domain::Instant()>;
    // Empty until it is read. `store` outlives it; `now` gives the backend's moment.
    JudgedMonth(store::Store& store, Now now, domain::Month month);
    // Everything, judged. `told` how many visits it has come to, now and then; what that throws ends the reading, and
    // what has been read is good for nothing.
    void read(const std::function<void(std::size_t visits)>& told = {});
    bool is_read() const { return is_read_; }
    // It was read on another thread: from now on it is looked after on this one.
    void move_to(store::Store& store, Now now);

    struct OfVisit {
        CheckSet checks = 0;
        CheckSet blocking = 0;                        // of these
        std::uint32_t client = rules::Facts::nobody;  // by the facts
        std::uint16_t ordered = 0;                    // minutes
        std::uint16_t performed = 0;
        bool manual = false;
        bool starts_here = false;  // in this month
        bool blocks() const { return blocking != 0; }
    };
    struct OfShift {
        CheckSet blocking = 0, warning = 0, informing = 0;
        int blocking_visits = 0;
        rules::ShiftState state = rules::ShiftState::open;
        bool closed = false;
        bool clean = false;
        std::optional<domain::Instant> turns_at;  // open: when its last visit has ended
        std::optional<domain::Instant> closes_at;
    };

    domain::Month month() const { return month_; }
    const Registry& registry() const { return registry_; }
    const rules::Rulebooks& rulebooks() const { return *rulebooks_; }
    const rules::Facts& facts() const { return facts_; }
    domain::Instant now() const { return now_(); }
    bool has(const domain::Shift& shift) const { return domain::month_of(shift.date) == month_; }
    // By the numbers of facts(). Empty for what is not of this month nor of the day before it, whose visits may start
    // in it, or has not been judged yet.
    OfVisit of_visit(std::uint32_t visit) const { return visit < of_visits_.size() ? of_visits_[visit] : OfVisit{}; }
    OfShift of_shift(std::uint32_t shift) const { return shift < of_shifts_.size() ? of_shifts_[shift] : OfShift{}; }
    // The findings of a visit, in full.
    rules::VisitReport report(std::uint32_t visit) const { return rules::report_of_visit(facts_, visit, now_()); }

    // Something has happened to these, and nobody has looked yet.
    void note(std::span<const domain::Id> shifts) { noted_.insert(shifts.begin(), shifts.end()); }
    // Reads these and what was noted again; judges anew what that touches, and what time has turned.
    void catch_up(std::span<const domain::Id> shifts = {});
    // Grows with everything that is touched.
    std::uint64_t version() const { return version_; }
    std::vector<domain::Id> touched_after(std::uint64_t version) const { return after(touched_, version); }
    // Clients with another visit than they had.
    std::vector<domain::Id> clients_touched_after(std::uint64_t version) const { return after(clients_, version); }

    // --- What was before the month, for those who ask what is usual. It is not judged, but kept up to date.
    domain::Date first_day_known() const { return first_day_known_; }  // of shifts
    // Some more of it, in a few milliseconds.
    void read_before();
    // Every visit of the client whose caps look at years.
    void read_years_of(const domain::Id& client);

  private:
    using Touched = std::unordered_map<domain::Id, std::uint64_t>;  // by the version that touched them last
    static std::vector<domain::Id> after(const Touched& touched, std::uint64_t version);
    void judge(const domain::Shift& shift, domain::Instant now);
    void read_again(const domain::Id& shift, std::unordered_set<domain::Id>& touched,
                    std::unordered_set<domain::Id>& clients);
    bool is_judged(const domain::Shift& shift) const {
        return has(shift) || shift.date + std::chrono::days{1} == domain::first_day(month_);
    }
    bool is_known(const domain::Visit& visit) const;

    store::Store* store_;
    Now now_;
    domain::Month month_;
    bool is_read_ = false;
    Registry registry_;
    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    rules::Facts facts_;
    std::vector<OfVisit> of_visits_;
    std::vector<OfShift> of_shifts_;
    std::unordered_set<domain::Id> noted_;
    Touched touched_;  // shifts
    Touched clients_;
    std::uint64_t version_ = 0;
    domain::Date first_day_known_;
    std::optional<std::vector<domain::Id>> shifts_before_;  // of the day before it: their visits are being read
};

}  // namespace samordna::workspace
