#include "workspace/silence_view.h"

#include "workspace/state.h"

namespace samordna::workspace {

using Kind = rules::Silence::Kind;

int missing_visits(const std::vector<SilenceRow>& rows) {
    int visits = 0;
    for (const SilenceRow& row : rows) {
        if (row.silence.kind == Kind::habit) visits += static_cast<int>(row.silence.occasions.size());
        if (row.silence.kind == Kind::gap) ++visits;
    }
    return visits;
}

std::shared_ptr<People> Workspace::people(domain::Month month) const {
    State& s = *state_;
    if (!s.people || s.people->month() != month) {
        s.people.reset();  // before there is room for another
        s.people = std::make_shared<People>(*s.store, s.shelf->get(month));
    }
    s.people->catch_up();
    return s.people;
}

std::vector<SilenceRow> Workspace::silences(domain::Month month) const {
    const auto all = people(month);
    while (all->look_further()) {
    }
    return *all->silences();
}

bool Workspace::look_further() {
    State& s = *state_;
    // What is missing while the first load is going on has only not come yet.
    if (!s.people || s.people->has_looked() || !s.status.complete || s.shelf->reading(s.people->month())) return false;
    const auto more = s.or_trouble([&] { return s.people->look_further(); });
    if (!more) s.people.reset();  // until somebody asks again
    if (!more || *more) return more.value_or(false);
    News news;
    news.silences = true;
    s.tell(news);
    return false;
}

}  // namespace samordna::workspace
