#include "server/accounts.h"

#include <stdexcept>

#include "base/text.h"
#include "protocol/codec.h"
#include "server/account_units.h"
#include "server/care_worker_access.h"
#include "server/digest.h"
#include "server/sessions.h"

namespace samordna::server {
namespace {

constexpr std::chrono::days phone_access{365};
constexpr std::size_t longest_password = 1024;

Big seconds(base::Instant t) {
    return t.time_since_epoch().count();
}

// Empty: there is no such account.
std::string id_of(soci::session& sql, const std::string& user) {
    std::string id;
    sql << "SELECT id FROM account WHERE name = :name", soci::use(user), soci::into(id);
    return id;
}

std::optional<domain::Phone> stored_phone(soci::session& sql, const base::Id& id) {
    const std::string key = id.text();
    const int type = static_cast<int>(domain::RecordType::phone);
    std::string body;
    sql << "SELECT body FROM record WHERE id = :id AND type = :type AND deleted_at IS NULL", soci::use(key),
        soci::use(type), soci::into(body);
    if (!sql.got_data()) return std::nullopt;
    auto record = protocol::parse_record(domain::RecordType::phone, id, body);
    if (!record) throw std::logic_error("the database holds a phone that cannot be read");
    return std::get<domain::Phone>(std::move(*record));
}

// A phone speaks for itself for as long as it is in use.
Result<Principal> own_phone(soci::session& sql, Principal who, Big now) {
    std::string id;
    VisibleUnit unit;
    std::string unit_id;
    sql << "SELECT p.phone, u.number, u.id FROM phone_session p JOIN unit u ON u.number = p.unit "
           "WHERE p.token_hash = :hash AND p.expires_at > :now",
        soci::use(who.token_hash), soci::use(now), soci::into(id), soci::into(unit.number), soci::into(unit_id);
    if (!sql.got_data()) return Error{"session.expired"};
    const auto phone = stored_phone(sql, base::Id::parse(id).value());
    if (!phone) return Error{"session.expired"};
    if (!phone->active) return Error{"phone.inactive"};
    unit.id = base::Id::parse(unit_id).value();
    who.account = id;
    who.role = Role::service;
    who.units = {unit};
    who.phone = OwnPhone{phone->id, phone->source_id};
    return who;
}

// Within a transaction that writes.
Result<> link_to(soci::session& sql, const std::string& account, const Identity& identity,
                 const std::string& fingerprint, Big now) {
    std::string role;
    sql << "SELECT role FROM account WHERE id = :id", soci::use(account), soci::into(role);
    if (role == name_of(Role::service)) return Error{"account.service"};
    std::string owner;
    sql << "SELECT account FROM identity WHERE fingerprint = :fingerprint", soci::use(fingerprint), soci::into(owner);
    if (sql.got_data()) {
        if (owner != account) return Error{"account.identity_taken"};
        return {};
    }
    sql << "INSERT INTO identity (fingerprint, account, issuer, linked_at) VALUES (:fingerprint, :account, :issuer, "
           ":now)",
        soci::use(fingerprint), soci::use(account), soci::use(identity.issuer), soci::use(now);
    return {};
}

}  // namespace

std::string_view name_of(SecondFactor factor) {
    return factor == SecondFactor::totp ? "totp" : "none";
}

std::optional<SecondFactor> parse_second_factor(std::string_view name) {
    if (name == "totp") return SecondFactor::totp;
    if (name == "none") return SecondFactor::none;
    return std::nullopt;
}

Result<> Accounts::add(const NewAccount& wish) {
    if (base::trim(wish.user) != wish.user || wish.user.empty() || wish.user.size() > 200 ||
        !base::is_utf8(wish.user)) {
        return Error{"account.bad_user"};
    }
    const bool has_password = !wish.identity || !wish.password.empty();
    if (has_password && (wish.password.size() < 8 || wish.password.size() > longest_password))
        return Error{"account.bad_password"};
    const std::string hash = has_password ? password_hash(wish.password) : std::string{};
    const auto fingerprint = wish.identity ? fingerprint_of(*wish.identity) : Result<std::string>(std::string{});
    if (!fingerprint) return fingerprint.error();
    // Another system sees nothing and shows nothing more.
    const std::string factor{
        name_of(wish.role == Role::service ? SecondFactor::none : wish.second_factor.value_or(SecondFactor::totp))};
    const int one_time = wish.one_time_password ? 1 : 0;
    return storage_.write([&](soci::session& sql) -> Result<> {
        std::string id = id_of(sql, wish.user);
        const bool known = !id.empty();
        if (known && !wish.replace) return Error{"account.exists"};
        const std::string role{name_of(wish.role)};
        const Big now = seconds(clock_.now());
        if (known) {
            sql << "UPDATE account SET role = :role, password_hash = :hash, second_factor = :factor, "
                   "one_time_password = :one_time, care_worker_number = :number, deactivated_at = NULL WHERE id = :id",
                soci::use(role), soci::use(hash), soci::use(factor), soci::use(one_time), soci::use(wish.care_worker),
                soci::use(id);
            end_sessions_of(sql, id);
            sql << "DELETE FROM account_unit WHERE account = :id", soci::use(id);
        } else {
            id = base::IdSource().next().text();
            sql << "INSERT INTO account (id, name, role, password_hash, created_at, second_factor, one_time_password, "
                   "care_worker_number) VALUES (:id, :name, :role, :hash, :now, :factor, :one_time, :number)",
                soci::use(id), soci::use(wish.user), soci::use(role), soci::use(hash), soci::use(now),
                soci::use(factor), soci::use(one_time), soci::use(wish.care_worker);
        }
        for (const auto& name : wish.units) {
            const auto unit = unit_of_name(sql, name);
            if (!unit) return unit.error();
            sql << "INSERT INTO account_unit (account, unit) VALUES (:id, :unit) ON CONFLICT DO NOTHING", soci::use(id),
                soci::use(*unit);
        }
        if (!wish.care_worker.empty() && !own_care_worker(sql, units_of(sql, id), wish.care_worker))
            return Error{"account.unknown_care_worker", {{"care_worker", wish.care_worker}}};
        return wish.identity ? link_to(sql, id, *wish.identity, *fingerprint, now) : Result<>{};
    });
}

// Only together with the key that lies beside the database does it tell whom it is about.
Result<std::string> Accounts::fingerprint_of(const Identity& identity) {
    const auto bad = [](const std::string& text) { return text.empty() || text.find('\n') != std::string::npos; };
    if (bad(identity.issuer) || bad(identity.subject)) return Error{"account.bad_identity"};
    const auto key = keys_.key();
    if (!key) return key.error();
    return sign("openid\n" + identity.issuer + "\n" + identity.subject, *key);
}

Result<> Accounts::link(const std::string& user, const Identity& identity) {
    const auto fingerprint = fingerprint_of(identity);
    if (!fingerprint) return fingerprint.error();
    const Big now = seconds(clock_.now());
    return storage_.write([&](soci::session& sql) -> Result<> {
        const std::string id = id_of(sql, user);
        if (id.empty()) return Error{"account.unknown"};
        return link_to(sql, id, identity, *fingerprint, now);
    });
}

Result<> Accounts::unlink(const std::string& user) {
    return storage_.write([&](soci::session& sql) -> Result<> {
        const std::string id = id_of(sql, user);
        if (id.empty()) return Error{"account.unknown"};
        sql << "DELETE FROM identity WHERE account = :id", soci::use(id);
        end_sessions_of(sql, id);
        return {};
    });
}

Result<> Accounts::deactivate(const std::string& user) {
    const Big now = seconds(clock_.now());
    return storage_.write([&](soci::session& sql) -> Result<> {
        const std::string id = id_of(sql, user);
        if (id.empty()) return Error{"account.unknown"};
        sql << "UPDATE account SET deactivated_at = COALESCE(deactivated_at, :now) WHERE id = :id", soci::use(now),
            soci::use(id);
        end_sessions_of(sql, id);
        return {};
    });
}

Result<> Accounts::reset_second_factor(const std::string& user) {
    return storage_.write([&](soci::session& sql) -> Result<> {
        const std::string id = id_of(sql, user);
        if (id.empty()) return Error{"account.unknown"};
        SecondFactors::forget(sql, id);
        end_sessions_of(sql, id);
        return {};
    });
}

Result<std::vector<VisibleUnit>> Accounts::units() {
    return storage_.read([](soci::session& sql) { return all_units(sql); });
}

Result<Principal> Accounts::authenticate(std::string_view token) {
    Principal who;
    who.token_hash = secret_hash(token);
    const Big now = seconds(clock_.now());
    return storage_.read([&](soci::session& sql) -> Result<Principal> {
        std::string role;
        std::string number;
        soci::indicator has_number{};
        sql << "SELECT a.id, a.name, a.role, a.care_worker_number FROM access_token t JOIN session s ON s.id = "
               "t.session "
               "JOIN account a ON a.id = s.account "
               "WHERE t.token_hash = :hash AND t.expires_at > :now AND a.deactivated_at IS NULL",
            soci::use(who.token_hash), soci::use(now), soci::into(who.account), soci::into(who.user), soci::into(role),
            soci::into(number, has_number);
        if (!sql.got_data()) return own_phone(sql, std::move(who), now);
        who.role = domain::parse_role(role).value_or(Role::reviewer);
        who.units = units_of(sql, who.account);
        if (has_number == soci::i_ok) who.care_worker = own_care_worker(sql, who.units, number);
        return who;
    });
}

Result<> Accounts::sign_out(const Principal& who) {
    return storage_.write([&](soci::session& sql) { end_session(sql, who.token_hash); });
}

Result<std::string> Accounts::phone_token(const std::string& phone, const std::string& unit) {
    const std::string token = random_secret();
    const std::string hash = secret_hash(token);
    const Big expires = seconds(clock_.now() + phone_access);
    return storage_.write([&](soci::session& sql) -> Result<std::string> {
        Big only = 0;
        if (!unit.empty()) {
            const auto number = unit_of_name(sql, unit);
            if (!number) return number.error();
            only = *number;
        }
        std::vector<domain::Phone> found;
        Big owner = 0;
        for (const auto& candidate : all_units(sql)) {
            if (only != 0 && candidate.number != only) continue;
            auto there = stored_phone(sql, derived_id(candidate.id.text(), "phone", phone));
            if (!there) continue;
            owner = candidate.number;
            found.push_back(std::move(*there));
        }
        if (found.empty()) return Error{"phone.unknown", {{"phone", phone}}};
        if (found.size() > 1) return Error{"phone.ambiguous", {{"phone", phone}}};
        if (!found.front().active) return Error{"phone.inactive"};
        const std::string id = found.front().id.text();
        sql << "DELETE FROM phone_session WHERE phone = :id", soci::use(id);
        sql << "INSERT INTO phone_session (token_hash, phone, unit, expires_at) VALUES (:hash, :phone, :unit, "
               ":expires)",
            soci::use(hash), soci::use(id), soci::use(owner), soci::use(expires);
        return token;
    });
}

Result<> Accounts::purge() {
    const Big now = seconds(clock_.now());
    return storage_.write([&](soci::session& sql) {
        purge_sessions(sql, clock_.now());
        sql << "DELETE FROM phone_session WHERE expires_at <= :now", soci::use(now);
    });
}

}  // namespace samordna::server
