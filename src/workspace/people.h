// A month of clients and care workers: what was ordered and performed, what the rules say, what is missing; and one
// person's own view. It stands on the same facts as the month's lists; Workspace::people brings it up to date. On the
// thread of its workspace.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"
#include "rules/caps.h"
#include "rules/judge.h"
#include "rules/payment.h"
#include "workspace/silence_view.h"

namespace samordna::store {
class Store;
}

namespace samordna::workspace {

class JudgedMonth;

// What both lists show of a person's visits of the month. Minutes are whole.
struct PersonRow {
    domain::Id id;
    std::string name;         // "Förnamn Efternamn"
    std::string number;       // as it is shown
    int ordered_minutes = 0;  // of the services performed, by the orders in force
    int performed_minutes = 0;
    int visits = 0;
    int manual_visits = 0;
    int blocking_visits = 0;               // with a finding that blocks, and something can still be done about it
    std::vector<std::string_view> checks;  // ids of its findings' checks, each once, worst first
    // For searching and sorting.
    std::string search;
    std::string person_id;
    std::int32_t rank = 0;  // in the Swedish alphabet
};
struct ClientRow : PersonRow {
    int client_number = 0;
    bool has_order = false;  // on a day of the month
    std::optional<domain::Instant> last_visit;
    std::vector<rules::Silence> silences;  // as far as they have been looked for
};
struct WorkerRow : PersonRow {
    bool active = true;
    int shifts = 0, open = 0, to_review = 0, approved = 0;
    std::optional<domain::Instant> last_login;
};

struct PersonVisit {
    domain::Visit visit;
    domain::Date day{};
    std::string other;  // on a client the care worker's name, on a care worker the client's …
    std::string other_number;
    int ordered_minutes = 0;
    int performed_minutes = 0;
    rules::Findings findings;
};

// What stands on the timeline of a day, and in the table beside it.
struct DayEntry {
    enum class Kind : std::uint8_t {
        visit,
        missing,  // a visit that there usually is
        gap,      // between two visits of a care worker: travel, a break
        overlap   // of two visits of a care worker
    };
    Kind kind = Kind::visit;
    domain::Instant start{};
    std::optional<domain::Instant> end{};  // empty: it goes on
    std::optional<std::size_t> visit{};    // its place among the visits of the view
    std::string service{};                 // missing: what it usually is
};

// One service of a client's month.
struct OrderUse {
    std::string service;
    std::optional<domain::Order> order;  // in force on a day of the month; empty: nobody has ordered it
    int visits = 0;
    int ordered_minutes = 0;  // of the visits, by the order
    int performed_minutes = 0;
};

// How much was registered by hand, and which reading of it binds.
struct HandShare {
    rules::ManualShare share;
    rules::ShareReading binding = rules::ShareReading::visits;
    std::optional<int> limit_percent{};  // of the unit; empty: there is none
};

struct ClientView {
    ClientRow row;
    domain::Client client;
    std::vector<PersonVisit> visits;  // of the month, by start
    std::vector<OrderUse> services;   // ordered ones first
    HandShare by_hand;
    std::vector<rules::CapUse> caps;  // at the end of the month, or now
    std::vector<domain::Absence> absences;
};

struct WorkerShift {
    domain::Id id;
    std::string source_id;
    domain::Date date{};
    std::optional<domain::Instant> start{}, end{};
    rules::ShiftState state = rules::ShiftState::open;
    int visits = 0;
    int performed_minutes = 0;
    int blocking_visits = 0;
};
struct ServiceUse {
    std::string service;
    int visits = 0;
    int performed_minutes = 0;
};
struct WorkerView {
    WorkerRow row;
    std::vector<PersonVisit> visits;
    std::vector<WorkerShift> shifts;   // by date
    std::vector<ServiceUse> services;  // most minutes first
    HandShare by_hand;
};

// The day's own, by start. `silences`: a client's; `between`: gaps and overlaps too, a care worker's.
std::vector<DayEntry> entries_of(const std::vector<PersonVisit>& visits, const std::vector<rules::Silence>& silences,
                                 domain::Date day, bool between);

class People {
  public:
    People(store::Store& store, std::shared_ptr<JudgedMonth> month);
    ~People();
    domain::Month month() const;
    void catch_up();
    // Grows with everything that is seen otherwise than before.
    std::uint64_t version() const;
    // Worked out when they are first asked for; everybody of her units, and those who have visits there.
    const std::vector<ClientRow>& clients();
    const std::vector<WorkerRow>& workers();
    // Found last, by day; nothing before they have been looked for once.
    const std::optional<std::vector<SilenceRow>>& silences() const;
    // They rest on the weeks before the month, which take their time: a few milliseconds of it. False: nothing is left.
    bool look_further();
    bool has_looked() const;
    std::optional<ClientView> client(const domain::Id& id);
    std::optional<WorkerView> worker(const domain::Id& id);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace samordna::workspace
