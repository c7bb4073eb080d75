#include "workspace/silence_view.h"

#include <algorithm>

#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using Kind = rules::Silence::Kind;

// Time alone makes silences; they are looked for again after this.
constexpr std::chrono::minutes fresh_for{10};

}  // namespace

int missing_visits(const std::vector<SilenceRow>& rows) {
    int visits = 0;
    for (const SilenceRow& row : rows) {
        if (row.silence.kind == Kind::habit) visits += static_cast<int>(row.silence.occasions.size());
        if (row.silence.kind == Kind::gap) ++visits;
    }
    return visits;
}

std::vector<SilenceRow> silences_in(const rules::Facts& facts, const Registry& registry,
                                    const std::vector<domain::Unit>& units, domain::Month month, domain::Instant now) {
    const auto from = domain::first_day(month);
    const rules::SilenceSearch search(facts, from - rules::silence_history, now);
    std::vector<SilenceRow> rows;
    for (auto& silence : search.all(from, domain::last_day(month))) {
        SilenceRow row;
        if (silence.kind == Kind::unit) {
            const auto unit =
                std::find_if(units.begin(), units.end(), [&](const auto& u) { return u.id == silence.who; });
            if (unit != units.end()) row.name = unit->name;
        } else {
            row.client_number = registry.client_number(silence.who);
            if (const auto* client = registry.client(silence.who)) row.name = client->name;
        }
        row.silence = std::move(silence);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::shared_ptr<People> Workspace::people(domain::Month month) const {
    State& s = *state_;
    const auto at = now();
    auto& known = s.people;
    const bool holds = known && known->people->month() == month && known->after == s.changes && at >= known->at &&
                       at < known->at + fresh_for;
    if (!holds) known = State::KnownPeople{s.changes, at, std::make_shared<People>(*s.store, month, at)};
    return known->people;
}

std::vector<SilenceRow> Workspace::silences(domain::Month month) const {
    return people(month)->silences();
}

}  // namespace samordna::workspace
