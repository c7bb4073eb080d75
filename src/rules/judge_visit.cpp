// Mending a visit, and registering one afterwards. What cannot be done is told before what is badly done.
// Source: Nacka 3.12/4.12, 3.14/4.14 (a reason in the note); Haninge "Justerad tid", "Efterregistrering".
#include <algorithm>

#include "domain/change.h"
#include "rules/judge.h"
#include "rules/judge_reason.h"
#include "rules/notes.h"

namespace samordna::rules {
namespace {

using domain::Instant;
using domain::Shift;
using domain::Visit;

constexpr std::chrono::hours longest_visit{24};

// A shift that can take a visit, or let one go: of a known municipality, unapproved, its month not closed.
Findings shift_refusals(const Facts& facts, const Id& id, Instant now) {
    const Shift* shift = facts.shift(id);
    if (shift == nullptr) return {reason("shift-unknown", nullptr)};
    const Rulebook* book = rulebook_of(facts, *shift);
    if (book == nullptr) return {reason("no-rulebook", nullptr)};
    if (shift->approved_at) return {reason("shift-approved", book, "edited-without-note")};
    if (now > facts.closing_time(*book, domain::month_of(shift->date)))
        return {reason("after-closing", book, "after-closing")};
    return {};
}

Findings time_refusals(const Facts& facts, const Rulebook& book, Instant start, Instant end, Instant now) {
    const auto impossible = [&](const char* why) {
        Finding finding = reason("impossible-time", &book, "impossible-time");
        finding.parameters.emplace("reason", std::string(why));
        return Findings{finding};
    };
    if (end <= start) return impossible("end_before_start");
    if (end - start > longest_visit) return impossible("over_24_hours");
    if (end > now) return impossible("in_future");
    if (now > facts.closing_time(book, domain::month_of(domain::local_date(start))))
        return {reason("after-closing", &book, "after-closing")};
    return {};
}

// A service is one of the municipality's, or one that the client has an order of, or one that stood there before.
Findings service_refusals(const Facts& facts, const Rulebook& book, const Id& client,
                          const std::vector<domain::ServiceLine>& lines,
                          const std::vector<domain::ServiceLine>& before) {
    const auto is_known = [&](const std::string& service) {
        const auto stood = [&](const domain::ServiceLine& line) { return line.service == service; };
        return book.services.find(service) != nullptr || facts.has_order(client, service) ||
               std::any_of(before.begin(), before.end(), stood);
    };
    for (const auto& line : lines) {
        if (!is_known(line.service)) {
            Finding finding = reason("service-unknown", &book);
            finding.parameters.emplace("service", line.service);
            return {finding};
        }
        if (line.minutes && (*line.minutes < 0 || std::chrono::minutes{*line.minutes} > longest_visit))
            return {reason("minutes-impossible", &book)};
    }
    return {};
}

// As it was registered, but for the note.
bool is_as_registered(const Visit& v) {
    return (!v.original_start || *v.original_start == v.start) && (!v.original_end || v.original_end == v.end) &&
           (!v.original_service_lines || *v.original_service_lines == v.service_lines) &&
           (!v.original_double_staffing || *v.original_double_staffing == v.double_staffing) &&
           (!v.original_shift || *v.original_shift == v.shift);
}

}  // namespace

Findings edit_refusals(const domain::Change& change, const domain::EditVisit& edit, const Facts& facts, Instant now) {
    const Visit* before = facts.visit(change.target);
    if (before == nullptr) return {reason("visit-unknown", nullptr)};
    if (auto refusals = shift_refusals(facts, before->shift, now); !refusals.empty()) return refusals;
    const Shift& shift = *facts.shift(before->shift);
    const Rulebook& book = *rulebook_of(facts, shift);
    const bool ended = (before->end && *before->end <= now) || before->start + longest_visit <= now;
    if (!ended) return {reason("visit-open", &book)};

    const auto after = std::get<Visit>(domain::apply(change, now, *before));
    if (after == *before) return {reason("nothing-changed", &book)};
    if (edit.shift && *edit.shift != before->shift) {
        if (auto refusals = shift_refusals(facts, *edit.shift, now); !refusals.empty()) return refusals;
        if (facts.shift(*edit.shift)->unit != shift.unit) return {reason("shift-unknown", &book)};
    }
    const bool moved = after.start != before->start || after.end != before->end;
    if (moved) {
        if (!after.end) return {reason("visit-open", &book)};
        if (auto refusals = time_refusals(facts, book, after.start, *after.end, now); !refusals.empty())
            return refusals;
    }
    if (edit.service_lines) {
        if (auto refusals = service_refusals(facts, book, before->client, *edit.service_lines, before->service_lines);
            !refusals.empty())
            return refusals;
    }
    // A note may be taken back together with what it was written for; otherwise it must say something.
    const bool needs_note = !is_as_registered(after) || (edit.note && !edit.note->empty());
    if (needs_note && !says_why(after.note)) return {reason("note-required", &book, "edited-without-note")};
    return {};
}

Findings register_refusals(const domain::RegisterVisit& made, const Facts& facts, Instant now) {
    if (auto refusals = shift_refusals(facts, made.shift, now); !refusals.empty()) return refusals;
    const Shift& shift = *facts.shift(made.shift);
    const Rulebook& book = *rulebook_of(facts, shift);
    const auto* client = facts.client(made.client);
    if (client == nullptr || client->unit != shift.unit) return {reason("client-unknown", &book)};
    if (auto refusals = time_refusals(facts, book, made.start, made.end, now); !refusals.empty()) return refusals;
    if (auto refusals = service_refusals(facts, book, made.client, made.service_lines, {}); !refusals.empty())
        return refusals;
    if (!says_why(made.note)) return {reason("note-required", &book, "late-registration")};
    return {};
}

}  // namespace samordna::rules
