#include "server/sessions.h"

#include "base/id.h"
#include "server/digest.h"

namespace samordna::server {
namespace {

Big seconds(base::Instant t) {
    return t.time_since_epoch().count();
}

Tokens add_tokens(soci::session& sql, const std::string& session, base::Instant now) {
    Tokens tokens{random_secret(), random_secret()};
    const std::string access = secret_hash(tokens.access);
    const std::string refresh = secret_hash(tokens.refresh);
    const Big expires = seconds(now + access_length);
    sql << "INSERT INTO access_token (token_hash, session, expires_at) VALUES (:hash, :session, :expires)",
        soci::use(access), soci::use(session), soci::use(expires);
    sql << "INSERT INTO refresh_token (token_hash, session) VALUES (:hash, :session)", soci::use(refresh),
        soci::use(session);
    return tokens;
}

}  // namespace

Tokens begin_session(soci::session& sql, const std::string& account, base::Instant now, bool by_openid) {
    const std::string id = base::IdSource().next().text();
    const Big expires = seconds(now + session_length);
    const int way = by_openid ? 1 : 0;
    sql << "INSERT INTO session (id, account, expires_at, by_openid) VALUES (:id, :account, :expires, :way)",
        soci::use(id), soci::use(account), soci::use(expires), soci::use(way);
    return add_tokens(sql, id, now);
}

Renewal renew_session(soci::session& sql, std::string_view refresh_token, base::Instant now) {
    const std::string hash = secret_hash(refresh_token);
    const Big moment = seconds(now);
    std::string session;
    Renewal renewal;
    Big used_at = 0;
    soci::indicator is_used = soci::i_null;
    int by_openid = 0;
    sql << "SELECT s.id, s.account, s.by_openid, r.used_at FROM refresh_token r JOIN session s ON s.id = r.session "
           "JOIN account a ON a.id = s.account "
           "WHERE r.token_hash = :hash AND s.expires_at > :now AND a.deactivated_at IS NULL",
        soci::use(hash), soci::use(moment), soci::into(session), soci::into(renewal.account), soci::into(by_openid),
        soci::into(used_at, is_used);
    if (!sql.got_data()) return {};
    if (is_used == soci::i_ok && used_at + refresh_grace.count() < moment) {
        sql << "DELETE FROM session WHERE id = :id", soci::use(session);
        return {};
    }
    sql << "UPDATE refresh_token SET used_at = COALESCE(used_at, :now) WHERE token_hash = :hash", soci::use(moment),
        soci::use(hash);
    const Big expires = seconds(now + session_length);
    sql << "UPDATE session SET expires_at = :expires WHERE id = :id", soci::use(expires), soci::use(session);
    renewal.by_openid = by_openid != 0;
    renewal.tokens = add_tokens(sql, session, now);
    return renewal;
}

void end_session(soci::session& sql, const std::string& access_token_hash) {
    sql << "DELETE FROM session WHERE id = (SELECT session FROM access_token WHERE token_hash = :hash)",
        soci::use(access_token_hash);
}

void end_sessions_of(soci::session& sql, const std::string& account) {
    sql << "DELETE FROM session WHERE account = :account", soci::use(account);
}

// A used refresh token stays as long as it would have been good: when it comes again it is known.
void purge_sessions(soci::session& sql, base::Instant now) {
    const Big moment = seconds(now);
    const Big long_used = seconds(now - session_length);
    sql << "DELETE FROM refresh_token WHERE used_at <= :long_used", soci::use(long_used);
    sql << "DELETE FROM access_token WHERE expires_at <= :now", soci::use(moment);
    sql << "DELETE FROM session WHERE expires_at <= :now", soci::use(moment);
}

}  // namespace samordna::server
