// A month of visits, judged, sorted, filtered and searched in memory: what the grid of visits shows. It stands on the
// same facts as the month's shifts (shift_list.h) and never says anything else. On the thread of its workspace.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"
#include "rules/judge.h"
#include "workspace/shift_list.h"
#include "workspace/visit_filter.h"

namespace samordna::workspace {

// What it points to lasts until the list is changed.
struct VisitRow {
    const domain::Visit* visit = nullptr;
    domain::Date date{};  // of its start
    int client_number = 0;
    std::string_view client_name;  // "Förnamn Efternamn"
    std::string_view care_worker_name;
    std::string_view care_worker_number;
    std::string_view shift_number;
    int ordered_minutes = 0;  // of the services performed, by the orders in force; extra ones 0
    int performed_minutes = 0;
    std::vector<std::string_view> checks;               // ids of its findings' checks, most wrong first
    bool blocks = false;                                // one of them does
    rules::ShiftState state = rules::ShiftState::open;  // of its shift
    bool closed = false;                                // the closing time has passed
};

struct VisitDetails {
    VisitLine line;
    domain::Date date{};
    std::string care_worker_name;
    std::string shift_number;
    rules::ShiftState state = rules::ShiftState::open;
    bool closed = false;
    std::optional<domain::Instant> approved_at;  // its shift
    std::string approved_by;
};

enum class VisitColumn : std::uint8_t {
    state,
    date,
    time,
    client,
    care_worker,
    services,
    ordered,
    performed,
    difference,
    verification,
    flags,
    note,
    shift
};

class VisitList {
  public:
    virtual ~VisitList() = default;
    virtual domain::Month month() const = 0;

    // What is shown: after the filter, in order.
    virtual std::size_t size() const = 0;
    virtual VisitRow at(std::size_t row) const = 0;
    virtual domain::Id id_at(std::size_t row) const = 0;
    virtual std::optional<std::size_t> find(domain::Id visit) const = 0;

    // Each answers within a frame at 100,000 visits.
    virtual void set_filter(const VisitFilter& filter) = 0;
    virtual const VisitFilter& filter() const = 0;
    virtual void sort_by(VisitColumn column, bool ascending) = 0;

    virtual std::size_t total() const = 0;
    // How many each chip would show, given all the rest of the filter.
    virtual std::size_t count(VisitChip chip) const = 0;

    // What can be chosen: every check that has found something in the month, with how many visits it would show given
    // all the rest of the filter; and every service, by name.
    virtual std::vector<CheckCount> checks() const = 0;
    virtual std::vector<std::string> services() const = 0;
    // Of the rows shown, in Swedish order; none where they are more than that.
    struct Person {
        domain::Id id;
        std::string name;
        std::string number;
    };
    virtual std::vector<Person> clients(std::size_t at_most) const = 0;
    virtual std::vector<Person> care_workers(std::size_t at_most) const = 0;
    // Known to the registry, or nothing.
    virtual std::optional<Person> client(domain::Id id) const = 0;
    virtual std::optional<Person> care_worker(domain::Id id) const = 0;

    // Empty where it is gone.
    virtual std::optional<VisitDetails> details(domain::Id visit) const = 0;

    // As ShiftList's: brings these shifts, or everything, up to date. True: the rows shown, or which, may have changed.
    virtual bool refresh(std::span<const domain::Id> shifts) = 0;
    virtual void reload() = 0;
};

}  // namespace samordna::workspace
