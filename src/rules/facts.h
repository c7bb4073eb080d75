// What is known when visits are judged: a unit's records in memory, with the neighbours of each visit at hand. Filled
// by whoever judges (the window with its months, the backend with what one decision can depend on); the same facts give
// the same findings. No I/O. One thread at a time.
//
// For a visit to be judged rightly there must be, beside its shift, unit and client:
//   the client's and its cohabitants' visits that start within `reach` of it, and its care worker's;
//   the client's orders, locks, tags and absences; the unit's matrices; and every known visit of the client with a
//   service of `Special` (caps: a year, or once for ever).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/record.h"
#include "rules/equipment.h"
#include "rules/id_index.h"
#include "rules/rulebook.h"

namespace samordna::rules {

using domain::Id;

// How far from a visit another may start and still have to do with it: a night over, and a day as the longest visit.
inline constexpr std::chrono::hours reach{48};

class Facts {
  public:
    static constexpr std::uint32_t nobody = UINT32_MAX;

    // `rulebooks` outlives the facts.
    explicit Facts(const Rulebooks& rulebooks) : rulebooks_(&rulebooks) {}

    // Taking in and giving up, in any order. The same id again replaces. Records that no check asks for are passed
    // over.
    void put(const domain::Record& record);
    void put(domain::Shift shift);
    void put(domain::Visit visit);
    void remove(domain::RecordType type, const Id& id);
    void reserve(std::size_t visits);

    // Who the changes to be judged are made by, where she is a care worker too: nobody approves her own visits.
    void asked_by(std::optional<Id> care_worker) { asked_by_ = care_worker; }
    const std::optional<Id>& asked_by() const { return asked_by_; }

    const Rulebooks& rulebooks() const { return *rulebooks_; }
    const Equipment& equipment() const { return equipment_; }
    const domain::Shift* shift(const Id& id) const;
    const domain::Visit* visit(const Id& id) const;
    const domain::Client* client(const Id& id) const;
    bool has_order(const Id& client, std::string_view service) const;    // of any day
    std::vector<const domain::Visit*> visits_of(const Id& shift) const;  // by start
    std::string_view municipality_of(const domain::Shift& shift) const;  // empty: its unit is not known
    std::string_view municipality_of_unit(const Id& unit) const;         // likewise
    // Which visits must be judged anew when this one, or the record, has come, gone or changed (asked before and
    // after).
    std::vector<Id> touched_by(const Id& visit) const;
    std::vector<Id> touched_by(domain::RecordType type, const Id& id) const;
    // One of its services is capped over the client's years.
    bool looks_at_years(const domain::Visit& visit) const;

    // --- For the checks of this room: everything by number.
    struct VisitFact {
        domain::Date day{};
        std::uint32_t client = nobody;
        std::uint32_t shift = nobody;
        bool possible = false;  // ended, and its times can be
        domain::Visit visit;
        std::chrono::sys_seconds end() const { return visit.end.value_or(visit.start); }
    };
    struct ClientFact {
        std::uint32_t timeline = nobody;
        std::vector<domain::Order> orders;
        std::vector<domain::Lock> locks;
        std::vector<domain::Tag> tags;
        std::vector<domain::Absence> absences;
        domain::Client client;
    };
    struct ShiftFact {
        domain::Shift shift;
        std::uint32_t care_worker = nobody;  // its timeline
        std::vector<std::uint32_t> visits;
    };

    const VisitFact& at(std::uint32_t visit) const { return visits_[visit]; }
    const ClientFact& client_at(std::uint32_t client) const { return clients_[client]; }
    const ShiftFact& shift_at(std::uint32_t shift) const { return shifts_[shift]; }
    std::uint32_t index_of(const Id& visit) const;
    std::uint32_t index_of_shift(const Id& shift) const;
    std::uint32_t index_of_client(const Id& client) const { return client_index_.find(client); }
    // A visit among those of a client or a care worker: its times beside those of its neighbours in memory.
    struct Place {
        domain::Instant start, end;  // ends before all time where its times are impossible
        std::uint32_t visit;
    };
    // Visits that start within `reach` of it, itself among them, by start.
    std::span<const Place> near_client(std::uint32_t client, domain::Instant start) const;
    std::span<const Place> near_worker(std::uint32_t care_worker, domain::Instant start) const;
    std::span<const Place> all_of_client(std::uint32_t client) const;
    // Others of the same household; empty for those who live alone.
    std::span<const std::uint32_t> household_of(std::uint32_t client) const;
    bool live_together(std::uint32_t a, std::uint32_t b) const;
    // Others of the client's, or the care worker's, visits that share time with this one or meet it end to end.
    std::vector<std::uint32_t> meeting_of_client(std::uint32_t visit) const;
    std::vector<std::uint32_t> meeting_of_worker(std::uint32_t visit) const;
    // As the rulebook's, remembered: a month is asked for again and again.
    domain::Instant closing_time(const Rulebook& book, domain::Month month) const;
    // What judges a shift's visit of that day; rules by number in known_checks(), nullptr: off.
    struct InForce {
        const Rulebook* book = nullptr;  // nullptr: no rulebook is
        domain::Instant closing_time{};
        const std::vector<const CheckRule*>* rules = nullptr;
        const Matrix* matrix = nullptr;  // the unit's own, else the rulebook's
    };
    InForce in_force(const domain::Shift& shift, domain::Date day) const;
    std::size_t size() const { return visit_index_.size(); }
    template <class F>
    void each_client(F&& f) const {
        for (std::uint32_t index = 0; index < clients_.size(); ++index) {
            if (!clients_[index].client.id.is_nil()) f(index);
        }
    }
    // As they lie in memory: nearly as they came.
    template <class F>
    void each_visit(F&& f) const {
        for (std::uint32_t index = 0; index < visits_.size(); ++index) {
            if (visits_[index].client != nobody) f(index);
        }
    }
    template <class F>
    void each_shift(F&& f) const {
        for (const ShiftFact& fact : shifts_) {
            if (fact.care_worker != nobody) f(fact.shift);
        }
    }

  private:
    // A list by start, put in order when it is next asked for: a month is loaded without sorting it again and again.
    struct Timeline {
        std::vector<Place> places;
        bool in_order = true;
    };

    std::uint32_t client_index(const Id& id);
    std::uint32_t shift_index(const Id& id);
    std::uint32_t worker_timeline(const Id& id);
    std::uint32_t new_timeline();
    void add(std::uint32_t timeline, std::uint32_t visit);
    void leave_timelines(std::uint32_t visit);
    void take_out(std::uint32_t timeline, std::uint32_t visit);
    void join_household(std::uint32_t client);
    void leave_household(std::uint32_t client);
    const Timeline& in_order(std::uint32_t timeline) const;
    std::vector<std::uint32_t> meeting(std::uint32_t timeline, std::uint32_t visit) const;
    const std::vector<const CheckRule*>& rules_of(const Rulebook& book) const;
    std::span<const Place> near(std::uint32_t timeline, domain::Instant start) const;
    template <class T>
    void put_of_client(std::vector<T> ClientFact::*list, const T& record, const std::optional<Id>& client);
    template <class T>
    void remove_of_client(std::vector<T> ClientFact::*list, domain::RecordType type, const Id& id);
    void add_neighbours(std::vector<Id>& ids, std::uint32_t visit) const;

    const Rulebooks* rulebooks_;
    Equipment equipment_;
    std::optional<Id> asked_by_;
    mutable std::unordered_map<std::string, bool> years_;  // by service
    mutable std::map<const Rulebook*, std::vector<const CheckRule*>> rules_;
    mutable std::map<std::pair<const Rulebook*, domain::Month>, domain::Instant> closing_times_;
    std::vector<VisitFact> visits_;
    std::vector<std::uint32_t> free_;
    std::vector<ClientFact> clients_;
    std::vector<ShiftFact> shifts_;
    mutable std::vector<Timeline> timelines_;  // of clients and care workers
    IdIndex visit_index_, client_index_, shift_index_;
    IdIndex worker_timeline_;
    // The last answer: a shift's visits are judged one after the other.
    struct Asked {
        Id unit;
        domain::Date day{};
        InForce answer;
    };
    mutable std::optional<Asked> asked_;
    std::unordered_map<Id, Id> owner_;                  // of orders, locks and tags: the client
    std::unordered_map<Id, std::string> municipality_;  // by unit
    struct UnitMatrix {
        Id unit;
        std::string rulebook;
        Matrix matrix;
    };
    std::unordered_map<Id, UnitMatrix> matrices_;  // those that have been filled in
    std::unordered_map<std::string, std::vector<std::uint32_t>> households_;
};

}  // namespace samordna::rules
