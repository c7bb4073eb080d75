// Fingerprints and random secrets, by libsodium. Pure but for random_text; any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"

namespace samordna::server {

// 128 bits as 32 hex digits: whether two texts are the same.
std::string fingerprint(std::string_view text);
// 256 bits as 64 hex digits: what is kept of a secret.
std::string secret_hash(std::string_view secret);
// 256 random bits, base64url, 43 characters.
std::string random_secret();
std::string random_bytes(std::size_t count);
// In a time that does not tell where they differ.
bool is_same_secret(std::string_view one, std::string_view other);
// `text` unreadable and unchangeable without the key (32 bytes), good for `owner` alone; base64url.
std::string seal(std::string_view text, std::string_view key, std::string_view owner);
// Nothing where the key or the owner is another, or a byte has been changed.
std::optional<std::string> unseal(std::string_view sealed, std::string_view key, std::string_view owner);
// 256 bits over the text by whoever knows the key, base64url, 43 characters.
std::string sign(std::string_view text, std::string_view key);
bool is_signed(std::string_view text, std::string_view signature, std::string_view key);

// The id of something that another system delivers: the same names give the same id, for ever (RFC 9562, version 8).
base::Id derived_id(std::string_view scope, std::string_view type, std::string_view source_id);

std::string base64url(std::string_view bytes);
// Empty where it is none.
std::string from_base64url(std::string_view text);

// argon2id, as expensive as libsodium calls INTERACTIVE (64 MB, some 0.1 s): mind how many run at once.
std::string password_hash(std::string_view password);
bool is_password(std::string_view password, const std::string& hash);

}  // namespace samordna::server
