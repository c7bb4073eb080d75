// The key that encrypts a profile: where it is kept and how it is found again. Blocking (Argon2id takes ~0.1 s); any
// thread.
//
// DIR/key says in which way the key is kept, so that a keyring that is gone is not taken for damage:
//   keeping keyring|passphrase_file / profile <random id> / operations <n> / memory <bytes> (of Argon2id, for a
//   passphrase) / salt <hex> / check <hex: a hash of the key, tells a wrong key at once>
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace samordna::store {

struct Key {
    std::array<std::uint8_t, 32> bytes{};
    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();  // wiped
    std::string hex() const;
};

enum class Keeping : std::uint8_t { keyring, passphrase_file };

struct KeyPlace {
    std::filesystem::path directory;
    std::optional<std::filesystem::path> passphrase_file;  // instead of the keyring
    bool use_keyring = true;
    std::chrono::seconds patience{3};  // with a keyring that asks her first, or does not answer
};

struct KeptKey {
    Key key;
    Keeping keeping = Keeping::passphrase_file;
};

// The profile's key; a new profile gets one. Errors: profile.cannot_create, profile.key_unavailable, profile.wrong_key.
base::Result<KeptKey> open_key(const KeyPlace& place);

}  // namespace samordna::store
