#include "rules/payment.h"

#include <algorithm>
#include <map>

#include "rules/check.h"

namespace samordna::rules {
namespace {

void add_reason(std::vector<std::string>& reasons, std::string_view reason) {
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.emplace_back(reason);
}

// Checks in their own order, then the others.
void put_in_order(std::vector<std::string>& reasons) {
    const auto place = [](const std::string& reason) {
        const CheckInfo* info = find_check(reason);
        return info == nullptr ? static_cast<std::ptrdiff_t>(known_checks().size()) : info - known_checks().data();
    };
    std::stable_sort(reasons.begin(), reasons.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

bool let_unpaid(const VisitCase& c) {
    const auto& shift = c.facts.shift_at(c.fact.shift).shift;
    return std::find(shift.unpaid_visits.begin(), shift.unpaid_visits.end(), c.visit.id) != shift.unpaid_visits.end();
}

std::string_view check_of(Special special) {
    switch (special) {
        case Special::introduction_talk:
            return "cap-introduction-talk";
        case Special::lock_startup:
            return "cap-lock-startup";
        case Special::window_cleaning:
            return "cap-window-cleaning";
        case Special::fire_prevention:
            return "cap-fire-prevention";
        default:
            return "transition-days";
    }
}

// What of the line's minutes is paid where nothing stops the visit.
void pay_service(const VisitCase& c, const Line& line, PaidLine& row) {
    row.paid = row.performed;
    if (line.order == nullptr && line.service != nullptr && !line.service->needs_order && !line.line->extra) {
        const auto share = check::transition_of_month(c, line);
        if (share && *share != row.paid) {
            row.paid = *share;
            add_reason(row.reasons, "transition-month-share");
        }
        if (const auto cap = check::minutes_under_cap(c, line); cap && *cap < row.paid) {
            row.paid = *cap;
            row.reasons.clear();
            add_reason(row.reasons, check_of(line.service->special));
        }
        return;
    }
    const int over = row.performed - row.ordered;
    if (over <= 0) return;
    if (check::is_meal_pickup(c, line) && !line.line->extra && c.book.rule("meal-pickup-over-granted") != nullptr) {
        row.paid = row.ordered;
        add_reason(row.reasons, "meal-pickup-over-granted");
    } else if (!c.book.settings.note_explains_over) {
        row.paid = row.ordered;
        row.pending = over;
        add_reason(row.reasons, "waits-for-case-officer");
    } else if (!c.says_why) {
        // The check that asks for the note is off: nothing explains it, so it is not paid.
        row.paid = row.ordered;
        add_reason(row.reasons, "over-ordered");
    }
}

// The supporting half has its own minutes, as far as they lie within somebody else's service.
bool is_supporting(const VisitCase& c) {
    if (c.book.settings.double_pair == DoublePair::supporter_without_service) return c.visit.double_staffing;
    return c.lines.empty() && (c.visit.double_staffing || !check::ordinary_visits(c).empty());
}

PaidLine supporting_line(const VisitCase& c) {
    PaidLine row;
    row.service = double_staffing_service;
    const auto ordinary = check::ordinary_visits(c);
    row.ordered = check::ordered_double(c, ordinary).value_or(0);
    row.performed = c.performed;
    row.paid = std::min(row.performed, check::minutes_within(c, ordinary));
    if (row.paid < row.performed) add_reason(row.reasons, ordinary.empty() ? "double-alone" : "double-outside");
    return row;
}

std::vector<PaidLine> lines_of(VisitCase& c) {
    std::vector<PaidLine> rows;
    if (is_supporting(c)) {
        rows.push_back(supporting_line(c));
    } else if (c.lines.empty()) {
        rows.push_back({{}, 0, c.performed, 0, 0, {"service-missing"}});
    }
    if (rows.empty()) {
        std::vector<const domain::Order*> used;  // several lines of one order share its minutes
        for (const Line& line : c.lines) {
            PaidLine row{line.line->service, line.ordered, line.performed, 0, 0, {}};
            if (line.order != nullptr && !line.line->extra) {
                for (std::size_t i = 0; i < used.size(); ++i) {
                    if (used[i] == line.order) row.ordered = std::max(0, row.ordered - rows[i].performed);
                }
            }
            used.push_back(line.line->extra ? nullptr : line.order);
            pay_service(c, line, row);
            rows.push_back(std::move(row));
        }
    }
    std::vector<std::string> stops;
    for (const Finding& finding : findings_of(c)) {
        if (finding.severity == Severity::blocks) add_reason(stops, finding.check);
    }
    if (let_unpaid(c)) add_reason(stops, "let-unpaid");
    if (!c.visit.end) add_reason(stops, "going-on");
    for (PaidLine& row : rows) {
        if (!stops.empty()) {
            row.paid = row.pending = 0;
            row.reasons = stops;
        }
        if (row.paid == row.performed && row.performed > 0) row.reasons.clear();
        put_in_order(row.reasons);
    }
    return rows;
}

template <class F>
void each_case_in(const Facts& facts, domain::Month month, domain::Instant now, F&& f) {
    facts.each_visit([&](std::uint32_t index) {
        if (domain::month_of(facts.at(index).day) != month) return;
        if (auto c = make_case(facts, index, now)) f(*c);
    });
}

}  // namespace

std::vector<PaidLine> paid_lines(const Facts& facts, const Id& visit, domain::Instant now) {
    const std::uint32_t index = facts.index_of(visit);
    if (index == Facts::nobody) return {};
    auto c = make_case(facts, index, now);
    return c ? lines_of(*c) : std::vector<PaidLine>{};
}

std::vector<BasisRow> basis_of(const Facts& facts, domain::Month month, domain::Instant now) {
    std::map<std::pair<Id, std::string>, BasisRow> rows;
    each_case_in(facts, month, now, [&](VisitCase& c) {
        for (const PaidLine& line : lines_of(c)) {
            const Service* service = c.book.services.find(line.service);
            const std::string& name = service != nullptr ? service->name : line.service;
            BasisRow& row = rows[{c.visit.client, name}];
            row.client = c.visit.client;
            row.service = name;
            ++row.visits;
            row.ordered += line.ordered;
            row.performed += line.performed;
            row.paid += line.paid;
            row.pending += line.pending;
            for (const auto& reason : line.reasons) add_reason(row.reasons, reason);
        }
    });
    std::vector<BasisRow> basis;
    basis.reserve(rows.size());
    for (auto& [key, row] : rows) {
        std::sort(row.reasons.begin(), row.reasons.end());
        put_in_order(row.reasons);
        basis.push_back(std::move(row));
    }
    return basis;
}

std::int64_t ore_for(std::int64_t minutes, std::int64_t ore_per_hour) {
    return (minutes * ore_per_hour + 30) / 60;
}

std::optional<std::int64_t> rate_on(const Rulebook& book, domain::Date day) {
    std::optional<std::int64_t> rate;
    for (const Rate& r : book.rates) {
        if (r.valid_from <= day) rate = r.ore_per_hour;
    }
    return rate;
}

const ManualShare::Part& ManualShare::by(ShareReading reading) const {
    switch (reading) {
        case ShareReading::visits:
            return visits;
        case ShareReading::minutes:
            return minutes;
        case ShareReading::visits_not_exempt:
            return visits_not_exempt;
        case ShareReading::minutes_not_exempt:
            break;
    }
    return minutes_not_exempt;
}

ManualShare manual_share(const Facts& facts, std::span<const Id> visits, domain::Instant now) {
    ManualShare share;
    const auto add = [](ManualShare::Part& part, bool manual, std::int64_t n) {
        part.all += n;
        if (manual) part.manual += n;
    };
    for (const Id& id : visits) {
        const std::uint32_t index = facts.index_of(id);
        if (index == Facts::nobody || !facts.at(index).visit.end) continue;
        const auto c = make_case(facts, index, now);
        if (!c) continue;
        const check::Ends ends = check::ends_not_exempt(*c);
        const bool manual = is_manual(c->visit);
        add(share.visits, manual, 1);
        add(share.minutes, manual, c->performed);
        add(share.visits_not_exempt, ends.start || ends.end, 1);
        add(share.minutes_not_exempt, ends.start || ends.end, c->performed);
    }
    return share;
}

Findings findings_of_month(const Facts& facts, domain::Month month, domain::Instant now) {
    std::map<std::string_view, std::vector<Id>> visits;  // by municipality
    facts.each_visit([&](std::uint32_t index) {
        const auto& fact = facts.at(index);
        if (domain::month_of(fact.day) != month) return;
        visits[facts.municipality_of(facts.shift_at(fact.shift).shift)].push_back(fact.visit.id);
    });
    Findings findings;
    for (const auto& [municipality, ids] : visits) {
        const Rulebook* book = facts.rulebooks().in_force(municipality, domain::last_day(month));
        const CheckRule* rule = book == nullptr ? nullptr : book->rule("manual-share");
        if (rule == nullptr || !book->settings.manual_share_percent) continue;
        const auto reading = book->settings.manual_share_reading;
        const ManualShare::Part part = manual_share(facts, ids, now).by(reading);
        const int percent = *book->settings.manual_share_percent;
        if (part.manual * 100 <= part.all * percent) continue;
        findings.push_back({"manual-share",
                            rule->severity,
                            rule->rulebook,
                            rule->paragraph,
                            std::nullopt,
                            {{"per_mille", std::int64_t{part.per_mille()}},
                             {"percent", std::int64_t{percent}},
                             {"reading", std::string(name_of(reading))}}});
    }
    return findings;
}

Risk risk_of(const Facts& facts, domain::Month month, domain::Instant now) {
    Risk risk;
    each_case_in(facts, month, now, [&](VisitCase& c) {
        if (c.approved) {
            risk.approved += c.performed;
            return;
        }
        std::int64_t* where = &risk.ready;
        Mend worst = Mend::note;
        for (const Finding& finding : findings_of(c)) {
            if (finding.severity != Severity::blocks) continue;
            worst = std::max(worst, find_check(finding.check)->mend);
            where = worst == Mend::none   ? &risk.cannot_be_saved
                    : worst == Mend::edit ? &risk.needs_edit
                                          : &risk.needs_note;
        }
        *where += c.performed;
    });
    return risk;
}

}  // namespace samordna::rules
