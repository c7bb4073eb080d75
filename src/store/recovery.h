// A profile that is damaged, or whose key does not fit, made usable again: its records are left to be fetched anew;
// what she has done and nobody has answered, what she has begun, and who is signed in are carried over as far as they
// can be read. What could not be read is put aside in the profile, not thrown away. Nobody else may have the profile
// open. Blocking; any thread.
#pragma once
#include <filesystem>

#include "base/result.h"
#include "store/key.h"

namespace samordna::store {

struct Recovered {
    int changes = 0;         // of hers, that were carried over
    bool everything = true;  // else something of hers lies aside, and stays there for two months
};

// Errors: those of open_key and Store::open, for the new copy.
base::Result<Recovered> recover(const KeyPlace& place);

// It has been found while it was in use; the next to open it is to be told. Until it is recovered.
void mark_damaged(const std::filesystem::path& directory);
bool is_marked_damaged(const std::filesystem::path& directory);

// Puts away what has lain aside long enough.
void forget_aside(const std::filesystem::path& directory);

}  // namespace samordna::store
