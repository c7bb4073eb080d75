// A profile that cannot be used as it is, made usable again. Before a Workspace is opened on it; blocking.
#pragma once
#include <exception>
#include <optional>

#include "workspace/workspace.h"

namespace samordna::workspace {

// Whether that is what helps: it is damaged, or its key does not fit.
bool is_recoverable(const base::Error& error);
// profile.damaged, where that was found while it was used.
Result<> look_at(const Profile& profile);

// What was thrown while the copy was read or written; nothing: it was something else. A damaged copy is remembered, for
// look_at.
std::optional<base::Error> trouble_of(const Profile& profile, const std::exception_ptr& thrown);

struct Recovered {
    int changes = 0;         // of hers that are not answered, carried over
    bool everything = true;  // else the rest lies aside in the profile
};
// Everything else is fetched anew when it is opened. Errors: profile.*
Result<Recovered> recover(const Profile& profile);

}  // namespace samordna::workspace
