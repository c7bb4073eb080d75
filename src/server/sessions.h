// Sessions and their tokens, within a transaction of whoever uses them. A session goes on for as long as its last
// refresh token is used in time. Internal to the room; any thread.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "server/storage.h"

namespace samordna::server {

inline constexpr std::chrono::minutes access_length{15};
inline constexpr std::chrono::days session_length{14};
inline constexpr std::chrono::seconds refresh_grace{60};

struct Tokens {
    std::string access;
    std::string refresh;
};

Tokens begin_session(soci::session& sql, const std::string& account, base::Instant now, bool by_openid = false);
struct Renewal {
    std::optional<Tokens> tokens;  // nothing: the session is over, or there is none such
    std::string account{};
    bool by_openid = false;
};
// A token that has been used before the grace ends its session: two have it, and only one of them may.
Renewal renew_session(soci::session& sql, std::string_view refresh_token, base::Instant now);
void end_session(soci::session& sql, const std::string& access_token_hash);
void end_sessions_of(soci::session& sql, const std::string& account);
void purge_sessions(soci::session& sql, base::Instant now);

}  // namespace samordna::server
