// What is asked of somebody who wants to come in, in this order: the password, another one where it was good once, the
// code of the second factor. Nothing is changed before all is right.
#include <optional>

#include "rules/own_password.h"
#include "server/account_units.h"
#include "server/accounts.h"
#include "server/care_worker_access.h"
#include "server/digest.h"
#include "server/sessions.h"

namespace samordna::server {
namespace {

constexpr std::size_t longest_user = 200;

struct HashingTurn {
    explicit HashingTurn(std::counting_semaphore<>& s) : semaphore(s) { semaphore.acquire(); }
    ~HashingTurn() { semaphore.release(); }
    HashingTurn(const HashingTurn&) = delete;
    HashingTurn& operator=(const HashingTurn&) = delete;
    std::counting_semaphore<>& semaphore;
};

// What the passwords of users that do not exist are compared with, so that these take as long.
const std::string& decoy_hash() {
    static const std::string hash = password_hash(random_secret());
    return hash;
}

protocol::Session session_of(const Tokens& tokens) {
    protocol::Session session;
    session.token = tokens.access;
    session.refresh_token = tokens.refresh;
    session.expires_in = access_length;
    return session;
}

// Who she is, as the session says it.
void fill_in(soci::session& sql, const std::string& account, bool by_openid, protocol::Session& session) {
    sql << "SELECT name, role, second_factor FROM account WHERE id = :id", soci::use(account), soci::into(session.user),
        soci::into(session.role), soci::into(session.second_factor);
    if (by_openid) session.second_factor = "openid";
    const auto units = units_of(sql, account);
    for (const auto& unit : units) session.units.push_back(unit.id);
    std::string number;
    soci::indicator has_number{};
    sql << "SELECT care_worker_number FROM account WHERE id = :id", soci::use(account), soci::into(number, has_number);
    if (has_number == soci::i_ok) session.care_worker = own_care_worker(sql, units, number);
}

}  // namespace

struct Accounts::Known {
    std::string id;             // empty: there is no such account, or none that may sign in
    std::string password_hash;  // empty: it has none
    SecondFactor second_factor = SecondFactor::totp;
    bool is_service = false;
    bool one_time_password = false;
};

Result<Accounts::Known> Accounts::look_up(const std::string& user) {
    return storage_.read([&](soci::session& sql) {
        Known known;
        std::string role;
        std::string factor;
        int one_time = 0;
        sql << "SELECT id, password_hash, role, second_factor, one_time_password FROM account WHERE name = :name AND "
               "deactivated_at IS NULL",
            soci::use(user), soci::into(known.id), soci::into(known.password_hash), soci::into(role),
            soci::into(factor), soci::into(one_time);
        known.second_factor = parse_second_factor(factor).value_or(SecondFactor::totp);
        known.is_service = role == name_of(Role::service);
        known.one_time_password = one_time != 0;
        return known;
    });
}

bool Accounts::is_right(const std::string& password, const Known& known) {
    const HashingTurn turn(hashing_);
    return is_password(password, known.password_hash.empty() ? decoy_hash() : known.password_hash) &&
           !known.password_hash.empty();
}

Error Accounts::refused(const std::string& user, const Peer& from) {
    with_account_.note_failure(user, clock_.now());
    with_address_.note_failure(from.address, clock_.now());
    return Error{"sign_in.refused"};
}

// Empty: the password stays.
Result<std::string> Accounts::new_hash(const protocol::Credentials& shown, const Known& known) {
    if (!known.one_time_password) {
        if (!shown.new_password.empty()) return Error{"request.malformed", {{"field", "new_password"}}};
        return std::string{};
    }
    if (shown.new_password.empty()) return Error{"sign_in.new_password_needed"};
    if (const auto fault = rules::fault_of_password(shown.new_password, shown.user))
        return Error{"sign_in.weak_password", {{"why", std::string(rules::name_of(*fault))}}};
    if (shown.new_password == shown.password) return Error{"sign_in.weak_password", {{"why", "same"}}};
    const HashingTurn turn(hashing_);
    return password_hash(shown.new_password);
}

Error Accounts::wanted_code(const Known& known, const std::string& user) {
    const auto unknown = storage_.write([&](soci::session& sql) { return factors_.enrolment(sql, known.id, user); });
    if (!unknown) return unknown.error();
    if (!*unknown) return Error{"sign_in.code_needed"};
    return Error{"sign_in.enrol", {{"secret", (*unknown)->secret}, {"uri", (*unknown)->uri}}};
}

Result<protocol::Session> Accounts::let_in(const protocol::Credentials& shown, const Known& known,
                                           const std::string& new_hash) {
    const auto now = clock_.now();
    return storage_.write([&](soci::session& sql) -> Result<protocol::Session> {
        std::vector<std::string> recovery_codes;
        if (known.second_factor == SecondFactor::totp) {
            auto passed = factors_.pass(sql, known.id, shown, now);
            if (!passed) return passed.error();
            recovery_codes = std::move(*passed);
        }
        const std::string hash = new_hash.empty() ? known.password_hash : new_hash;
        const Big moment = now.time_since_epoch().count();
        // Somebody else may have used the same one-time password, or the account may have been inactivated, meanwhile.
        soci::statement taken =
            (sql.prepare << "UPDATE account SET password_hash = :hash, one_time_password = 0, "
                            "last_sign_in_at = :now WHERE id = :id AND password_hash = :former "
                            "AND deactivated_at IS NULL",
             soci::use(hash), soci::use(moment), soci::use(known.id), soci::use(known.password_hash));
        taken.execute(true);
        if (taken.get_affected_rows() != 1) return Error{"sign_in.refused"};
        auto session = session_of(begin_session(sql, known.id, now));
        fill_in(sql, known.id, false, session);
        session.recovery_codes = std::move(recovery_codes);
        return session;
    });
}

Result<protocol::Session> Accounts::sign_in(const protocol::Credentials& shown, const Peer& from) {
    if (shown.user.size() > longest_user || shown.password.size() > rules::longest_own_password)
        return Error{"sign_in.refused"};
    if (const auto may = with_account_.may_try(shown.user, clock_.now()); !may) return may.error();
    if (const auto may = with_address_.may_try(from.address, clock_.now()); !may) return may.error();
    const auto known = look_up(shown.user);
    if (!known) return known.error();
    if (!is_right(shown.password, *known)) return refused(shown.user, from);

    const bool has_factor = known->second_factor == SecondFactor::totp;
    if (!has_factor && !known->is_service && !from.is_here) return Error{"sign_in.second_factor_demanded"};
    const auto hash = new_hash(shown, *known);
    if (!hash) return hash.error();
    if (has_factor && shown.code.empty() && shown.recovery_code.empty()) return wanted_code(*known, shown.user);
    auto session = let_in(shown, *known, *hash);
    if (!session && session.error().code == "sign_in.refused") return refused(shown.user, from);
    if (session) with_account_.forgive(shown.user);
    return session;
}

Result<> Accounts::may_try(const Peer& from) {
    return with_address_.may_try(from.address, clock_.now());
}

Result<protocol::Session> Accounts::sign_in(const Identity& identity) {
    const auto fingerprint = fingerprint_of(identity);
    if (!fingerprint) return fingerprint.error();
    const auto now = clock_.now();
    return storage_.write([&](soci::session& sql) -> Result<protocol::Session> {
        std::string account;
        sql << "SELECT a.id FROM identity i JOIN account a ON a.id = i.account WHERE i.fingerprint = :fingerprint AND "
               "a.deactivated_at IS NULL",
            soci::use(*fingerprint), soci::into(account);
        if (!sql.got_data()) return Error{"openid.refused", {}, "nobody's account"};
        const Big moment = now.time_since_epoch().count();
        sql << "UPDATE account SET last_sign_in_at = :now WHERE id = :id", soci::use(moment), soci::use(account);
        auto session = session_of(begin_session(sql, account, now, true));
        fill_in(sql, account, true, session);
        return session;
    });
}

void Accounts::note_refusal(const Peer& from) {
    with_address_.note_failure(from.address, clock_.now());
}

Result<protocol::Session> Accounts::refresh(std::string_view refresh_token) {
    const auto now = clock_.now();
    // What has been used too often ends its session: that is to be kept, so it is no error of the transaction.
    auto renewed = storage_.write([&](soci::session& sql) {
        std::optional<protocol::Session> session;
        const auto renewal = renew_session(sql, refresh_token, now);
        if (renewal.tokens) {
            session = session_of(*renewal.tokens);
            fill_in(sql, renewal.account, renewal.by_openid, *session);
        }
        return session;
    });
    if (!renewed) return renewed.error();
    if (!*renewed) return Error{"session.expired"};
    return std::move(**renewed);
}

}  // namespace samordna::server
