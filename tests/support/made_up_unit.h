// A made-up unit in Facts, short to write: clients, orders, locks, shifts and visits that are in order unless a test
// says otherwise. Moments are written as clocks in Sweden show them: "2026-10-01 08:00".
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/judge.h"
#include "rules/payment.h"

namespace made_up {

using namespace samordna;
using domain::Date;
using domain::Id;
using domain::Instant;
using domain::ServiceLine;
using Names = std::vector<std::string>;

inline Instant at(std::string_view local) {
    std::string text(local);
    text[10] = 'T';
    if (text.size() == 16) text += ":00";
    const Instant as_utc = domain::parse_instant(text + "Z").value();
    return domain::from_local(std::chrono::local_seconds{as_utc.time_since_epoch()});
}
inline Date day(std::string_view text) {
    return domain::parse_date(text).value();
}
inline domain::Month month(std::string_view text) {
    return domain::parse_month(text).value();
}

inline ServiceLine to_line(const char* service) {
    return {service};
}
inline ServiceLine to_line(ServiceLine line) {
    return line;
}
inline ServiceLine extra(const char* service) {
    return {service, std::nullopt, true, false};
}
inline ServiceLine declined(const char* service) {
    return {service, std::nullopt, false, true};
}

struct Home {
    std::string address;  // empty: one of its own
    std::string household{};
};
struct OrderedAs {
    bool double_staffing = false;
    std::string_view from = "2020-01-01";
    std::string_view to{};
};
struct LockAs {
    std::string kind = "door";
    std::string_view mounted = "2026-01-01";
    std::string_view removed{};
};

struct AbsentAs {
    domain::AbsenceKind kind = domain::AbsenceKind::away;
    std::string_view known{}, cancelled{}, ends{};
};

class Unit;

// Every word changes the visit and puts it into the facts again.
class Visit {
  public:
    Visit(Unit& unit, domain::Visit visit, Id worker) : unit_(&unit), visit_(std::move(visit)), worker_(worker) {}
    Visit& of(const Id& client) { return visit_.client = client, put(); }
    Visit& by(const Id& worker) { return worker_ = worker, put(); }
    template <class... Lines>
    Visit& does(const Lines&... lines) {
        return visit_.service_lines = {to_line(lines)...}, put();
    }
    Visit& manual_start() { return visit_.start_verification = domain::Verification::manual, put(); }
    Visit& manual_end() { return visit_.end_verification = domain::Verification::manual, put(); }
    Visit& manual() { return manual_start().manual_end(); }
    Visit& tag() { return visit_.start_verification = visit_.end_verification = domain::Verification::tag, put(); }
    Visit& presses() { return visit_.double_staffing = true, put(); }
    Visit& supports() { return visit_.double_staffing = true, does(); }
    Visit& note(std::string_view text) { return visit_.note = text, put(); }
    Visit& registered(std::string_view when) { return visit_.registered_at = at(when), put(); }
    Visit& moved_from(std::optional<Instant> start, std::optional<Instant> end) {
        return visit_.original_start = start, visit_.original_end = end, put();
    }
    Visit& times(Instant start, std::optional<Instant> end) {
        return visit_.start = start, visit_.end = visit_.registered_at = end, put();
    }
    const Id& id() const { return visit_.id; }
    const Id& client() const { return visit_.client; }
    const Id& shift() const { return visit_.shift; }
    const domain::Visit& record() const { return visit_; }

  private:
    Visit& put();
    Unit* unit_;
    domain::Visit visit_;
    Id worker_;
};

class Unit {
  public:
    explicit Unit(std::string municipality = "Nacka", const rules::Rulebooks& books = rules::Rulebooks::built_in())
        : facts(books), service(municipality == "Haninge" ? "Morgonhjälp" : "Dusch") {
        id = ids_.next();
        facts.put(domain::Record(domain::Unit{id, std::move(municipality), "Exempel AB", "556000-4615", "Norr"}));
        worker = new_worker();
        client = new_client();
        order(client, service, 60);
    }

    Id new_worker() { return ids_.next(); }
    Id new_client(const Home& home = {}) {
        domain::Client made;
        made.id = ids_.next();
        made.unit = id;
        made.number = number_++;
        made.address = home.address.empty() ? "Skolvägen " + std::to_string(made.number) : home.address;
        made.household = home.household;
        facts.put(domain::Record(made));
        return made.id;
    }
    Id order(const Id& of, std::string_view what, int minutes, const OrderedAs& as = {}) {
        domain::Order made{ids_.next(), of, std::string(what), minutes, as.double_staffing, day(as.from), std::nullopt};
        if (!as.to.empty()) made.valid_to = day(as.to);
        facts.put(domain::Record(made));
        return made.id;
    }
    Id lock(const Id& of, const LockAs& as = {}) {
        domain::Lock made;
        made.id = ids_.next();
        made.client = of;
        made.kind = as.kind;
        made.mounted_at = day(as.mounted);
        if (!as.removed.empty()) made.removed_at = day(as.removed);
        facts.put(domain::Record(made));
        return made.id;
    }
    Id absence(const Id& of, std::string_view starts, const AbsentAs& as) {
        const auto moment = [](std::string_view text) { return text.empty() ? std::nullopt : std::optional(at(text)); };
        domain::Absence made{ids_.next(),         of, as.kind, at(starts), moment(as.ends), moment(as.known),
                             moment(as.cancelled)};
        facts.put(domain::Record(made));
        return made.id;
    }
    Id matrix(std::string_view rulebook, std::string cells) {
        domain::Matrix made{ids_.next(), id, std::string(rulebook), std::move(cells)};
        facts.put(domain::Record(made));
        return made.id;
    }
    // Verified at both ends by lock, registered at its end, with the service that is ordered.
    Visit visit(std::string_view start, int minutes) {
        domain::Visit made;
        made.id = ids_.next();
        made.client = client;
        made.start = at(start);
        made.end = made.registered_at = made.start + domain::Minutes{minutes};
        made.start_verification = made.end_verification = domain::Verification::lock;
        made.service_lines = {{service}};
        Visit built(*this, made, worker);
        return built.by(worker);
    }
    Id shift_of(const Id& of_worker, Date date) {
        auto [it, added] = shifts_.try_emplace({of_worker, date});
        if (added) {
            it->second = ids_.next();
            domain::Shift made;
            made.id = it->second;
            made.unit = id;
            made.care_worker = of_worker;
            made.date = date;
            facts.put(made);
        }
        return it->second;
    }
    void approve(const Visit& v, std::string_view when, std::vector<Id> unpaid = {}) {
        domain::Shift shift = *facts.shift(v.shift());
        shift.approved_at = at(when);
        shift.unpaid_visits = std::move(unpaid);
        facts.put(shift);
    }

    // Looked at a day after the visit, unless `now` is set.
    Instant now_for(const Visit& v) const {
        const domain::Visit& r = v.record();
        return now.value_or(std::max(r.end.value_or(r.start), r.registered_at.value_or(r.start)) +
                            std::chrono::hours{r.end ? 24 : 1});
    }
    rules::Findings findings(const Visit& v) const { return rules::findings_of_visit(facts, v.id(), now_for(v)); }
    Names checks(const Visit& v) const {
        Names names;
        for (const auto& finding : findings(v)) names.push_back(finding.check);
        return names;
    }
    std::optional<rules::Finding> finding(const Visit& v, std::string_view check) const {
        for (auto& finding : findings(v)) {
            if (finding.check == check) return finding;
        }
        return std::nullopt;
    }
    bool finds(const Visit& v, std::string_view check) const { return finding(v, check).has_value(); }
    // A parameter of the finding as text; "none" where the check finds nothing, "" where it has no such parameter.
    std::string told(const Visit& v, std::string_view check, std::string_view parameter) const {
        const auto found = finding(v, check);
        if (!found) return "none";
        const auto it = found->parameters.find(parameter);
        if (it == found->parameters.end()) return {};
        if (const auto* number = std::get_if<std::int64_t>(&it->second)) return std::to_string(*number);
        return std::get<std::string>(it->second);
    }
    std::vector<rules::PaidLine> paid(const Visit& v) const { return rules::paid_lines(facts, v.id(), now_for(v)); }

    rules::Facts facts;
    std::string service;
    Id id, client, worker;
    std::optional<Instant> now;

  private:
    base::IdSource ids_{1};
    int number_ = 3000;
    std::map<std::pair<Id, Date>, Id> shifts_;
};

inline Visit& Visit::put() {
    visit_.shift = unit_->shift_of(worker_, domain::local_date(visit_.start));
    unit_->facts.put(visit_);
    return *this;
}

}  // namespace made_up
