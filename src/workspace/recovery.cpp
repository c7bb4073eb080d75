#include "workspace/recovery.h"

#include "store/recovery.h"

namespace samordna::workspace {

bool is_recoverable(const base::Error& error) {
    return error.code == "profile.damaged" || error.code == "profile.wrong_key";
}

Result<> look_at(const Profile& profile) {
    if (store::is_marked_damaged(profile.directory)) return base::Error{"profile.damaged"};
    store::forget_aside(profile.directory);
    return {};
}

Result<Recovered> recover(const Profile& profile) {
    const auto done = store::recover({profile.directory, profile.passphrase_file, profile.use_keyring});
    if (!done) return done.error();
    return Recovered{done->changes, done->everything};
}

}  // namespace samordna::workspace
