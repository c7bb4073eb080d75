#include "desktop/row_look.h"

#include "rules/checks.h"
#include "wording/sentences.h"

namespace samordna::desktop {

using rules::ShiftState;

Look look_of_state(ShiftState state, bool closed, bool blocks) {
    if (state == ShiftState::approved) return {"state-approved", Tone::good};
    if (state == ShiftState::open) return {"state-open", Tone::quiet};
    if (closed) return {"state-closed", Tone::bad};
    if (blocks) return {"state-action", Tone::warn};
    return {"state-review", Tone::info};
}

Look look_of_fate(workspace::Fate fate) {
    using enum workspace::Fate;
    switch (fate) {
        case accepted:
            return {"fate-accepted", Tone::good};
        case conflict:
            return {"fate-conflict", Tone::warn};
        case refused:
        case failed:
            return {"fate-refused", Tone::bad};
        default:
            return {"fate-waiting", Tone::info};
    }
}

const char* flag_icon(const std::vector<std::string_view>& checks) {
    if (checks.empty()) return "none";
    const std::string_view check = checks.front();
    if (check == "service-missing") return "flag-service";
    if (check == "impossible-time") return "flag-time";
    if (check == "after-closing") return "flag-closing";
    if (check.ends_with("-note")) return "flag-note";
    return "flag-other";
}

std::string flags_text(const std::vector<std::string_view>& checks) {
    std::string out;
    for (const std::string_view check : checks) {
        const std::string label = wording::label_of_check(check);
        if (out.find(label) != std::string::npos) continue;
        if (!out.empty()) out += ", ";
        out += label;
    }
    return out;
}

int manual_percent(int manual_visits, int visits) {
    return visits == 0 ? 0 : (manual_visits * 100 + visits / 2) / visits;
}

const char* verification_icon(const domain::Visit& visit) {
    if (rules::is_manual(visit)) return "verified-manual";
    return visit.start_verification == domain::Verification::tag ? "verified-tag" : "verified-lock";
}

}  // namespace samordna::desktop
