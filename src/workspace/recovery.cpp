#include "workspace/recovery.h"

#include "store/recovery.h"
#include "store/store.h"

namespace samordna::workspace {

bool is_recoverable(const base::Error& error) {
    return error.code == "profile.damaged" || error.code == "profile.wrong_key";
}

Result<> look_at(const Profile& profile) {
    if (store::is_marked_damaged(profile.directory)) return base::Error{"profile.damaged"};
    store::forget_aside(profile.directory);
    return {};
}

std::optional<base::Error> trouble_of(const Profile& profile, const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const store::Failure& failure) {
        if (failure.error.code == "profile.damaged") store::mark_damaged(profile.directory);
        return failure.error;
    } catch (...) {
        return std::nullopt;
    }
}

Result<Recovered> recover(const Profile& profile) {
    const auto done =
        store::recover({profile.directory, profile.passphrase_file, profile.use_keyring, profile.keyring_patience});
    if (!done) return done.error();
    return Recovered{done->changes, done->everything};
}

}  // namespace samordna::workspace
