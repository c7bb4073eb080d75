// What every page is given. Main thread.
#pragma once
#include <functional>
#include <optional>

#include <wx/string.h>
#include <wx/window.h>

#include "desktop/actions.h"
#include "desktop/settings.h"
#include "domain/role.h"
#include "workspace/workspace.h"

namespace samordna::desktop {

struct Context {
    workspace::Workspace& workspace;
    ActionBook& actions;
    Settings& settings;
    // The month that she has chosen since the window opened.
    std::optional<domain::Month> month;
    // What has just been done, on the bottom line.
    std::function<void(const wxString&)> say;
    // How much a page shows, on the bottom line while that page is shown.
    std::function<void(const wxWindow& page, const wxString&)> say_rows;
    // The page that shows such a record, with her on it.
    std::function<void(domain::RecordType type, domain::Id id)> go_to;
    // Something was done: counts, menus and the bottom line are shown anew.
    std::function<void()> refresh;
};

// As the backend decides it too (domain/role.h); nobody who is signed out may anything.
inline std::optional<domain::Role> role_of(const Context& context) {
    const auto who = context.workspace.signed_in();
    return who ? domain::parse_role(who->role) : std::nullopt;
}
inline bool may_change(const Context& context) {
    const auto role = role_of(context);
    return role && domain::may_change(*role);
}

}  // namespace samordna::desktop
