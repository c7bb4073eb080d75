#include "workspace/month_desk.h"

#include "workspace/month_counting.h"
#include "workspace/startup_reading.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

// Which silences they are, so that another one is noticed. FNV-1a: the same on every computer.
std::string fingerprint(const std::vector<SilenceRow>& rows) {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto add = [&](std::string_view text) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    };
    for (const auto& row : rows) {
        add(row.silence.who.text());
        add(domain::date_text(row.silence.day));
        add(domain::date_text(row.silence.until));
    }
    return std::to_string(rows.size()) + ':' + std::to_string(hash);
}

std::string draft_of(domain::Month month) {
    return "silences-seen." + domain::month_text(month);
}

// Nothing where they have not been looked for.
const std::vector<SilenceRow>* silences_of(const Workspace::State& s, domain::Month month) {
    if (!s.people || s.people->month() != month || !s.people->silences()) return nullptr;
    return &*s.people->silences();
}

}  // namespace

std::shared_ptr<JudgedMonth> MonthDesk::judged(Workspace& workspace, domain::Month month,
                                               std::shared_ptr<JudgedMonth>& held) {
    if (held && held->month() != month) held.reset();  // before there is room for another
    held = state_of(workspace).shelf->get(month);
    return held->is_read() ? held : nullptr;
}

const StartupStatus& MonthDesk::startups() {
    Workspace::State& s = state_of(workspace_);
    const std::pair read_at{s.vault->writes.load(), domain::local_date(workspace_.now())};
    if (startups_read_at_ != read_at) {
        startups_ = count_startups(*s.store, read_at.second);
        startups_read_at_ = read_at;
    }
    return startups_;
}

std::optional<MonthStatus> MonthDesk::status(domain::Month month) {
    Workspace::State& s = state_of(workspace_);
    const auto made = s.or_trouble([&]() -> std::optional<MonthStatus> {
        const auto known = judged(workspace_, month, month_);
        if (!known) return std::nullopt;
        MonthStatus status = count_month(*known);
        add_closing(status, known->rulebooks(), workspace_.units(), workspace_.now());
        const auto* silences = silences_of(s, month);
        const bool seen =
            silences != nullptr && (silences->empty() || workspace_.draft(draft_of(month)) == fingerprint(*silences));
        if (silences != nullptr) status.silences = static_cast<int>(silences->size());
        const auto sync = workspace_.status();
        status.startups = startups();
        const int controls = controls_left(s.store->all<domain::Control>(), workspace_.units(), month,
                                           domain::local_date(workspace_.now()));
        add_checklist(status, seen, controls, sync.waiting + sync.needs_attention);
        return status;
    });
    return made.value_or(std::nullopt);
}

void MonthDesk::note_silences_seen(domain::Month month) {
    if (const auto* silences = silences_of(state_of(workspace_), month))
        workspace_.keep_draft(draft_of(month), fingerprint(*silences));
}

}  // namespace samordna::workspace
