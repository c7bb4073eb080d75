#include "server/accounts.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"
#include "protocol/codec.h"
#include "server/digest.h"

namespace samordna::server {
namespace {

constexpr std::chrono::hours session_length{12};
constexpr std::chrono::days phone_access{365};
constexpr int free_failures = 4;  // forgivable slips of the fingers
constexpr std::chrono::seconds longest_wait{300};
constexpr std::size_t most_remembered = 10'000;
constexpr std::size_t longest_password = 1024;

Big seconds(base::Instant t) {
    return t.time_since_epoch().count();
}

struct HashingTurn {
    explicit HashingTurn(std::counting_semaphore<>& s) : semaphore(s) { semaphore.acquire(); }
    ~HashingTurn() { semaphore.release(); }
    HashingTurn(const HashingTurn&) = delete;
    HashingTurn& operator=(const HashingTurn&) = delete;
    std::counting_semaphore<>& semaphore;
};

Result<Big> unit_of_name(soci::session& sql, const std::string& name) {
    std::vector<Big> numbers(2);
    sql << "SELECT number FROM unit WHERE name = :name ORDER BY number LIMIT 2", soci::use(name), soci::into(numbers);
    if (numbers.empty()) return Error{"account.unknown_unit", {{"unit", name}}};
    if (numbers.size() > 1) return Error{"account.ambiguous_unit", {{"unit", name}}};
    return numbers.front();
}

std::vector<VisibleUnit> all_units(soci::session& sql) {
    std::vector<VisibleUnit> units;
    Big number = 0;
    std::string id;
    soci::statement query =
        (sql.prepare << "SELECT number, id FROM unit ORDER BY number", soci::into(number), soci::into(id));
    query.execute();
    while (query.fetch()) units.push_back({number, base::Id::parse(id).value()});
    return units;
}

std::vector<VisibleUnit> units_of(soci::session& sql, const std::string& account) {
    std::vector<VisibleUnit> units;
    Big number = 0;
    std::string id;
    soci::statement query =
        (sql.prepare << "SELECT u.number, u.id FROM account_unit a JOIN unit u ON u.number = a.unit "
                        "WHERE a.account = :account ORDER BY u.number",
         soci::use(account), soci::into(number), soci::into(id));
    query.execute();
    while (query.fetch()) units.push_back({number, base::Id::parse(id).value()});
    return units;
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

// What the passwords of users that do not exist are compared with, so that these take as long.
const std::string& decoy_hash() {
    static const std::string hash = password_hash(random_secret());
    return hash;
}

}  // namespace

Result<> Accounts::add(const NewAccount& wish) {
    if (base::trim(wish.user) != wish.user || wish.user.empty() || wish.user.size() > 200 ||
        !base::is_utf8(wish.user)) {
        return Error{"account.bad_user"};
    }
    if (wish.password.size() < 8 || wish.password.size() > longest_password) return Error{"account.bad_password"};
    const std::string hash = password_hash(wish.password);
    return storage_.write([&](soci::session& sql) -> Result<> {
        std::string id;
        sql << "SELECT id FROM account WHERE name = :name", soci::use(wish.user), soci::into(id);
        const bool known = sql.got_data();
        if (known && !wish.replace) return Error{"account.exists"};
        const std::string role{name_of(wish.role)};
        const Big now = seconds(clock_.now());
        if (known) {
            sql << "UPDATE account SET role = :role, password_hash = :hash WHERE id = :id", soci::use(role),
                soci::use(hash), soci::use(id);
            sql << "DELETE FROM session WHERE account = :id", soci::use(id);
            sql << "DELETE FROM account_unit WHERE account = :id", soci::use(id);
        } else {
            id = base::IdSource().next().text();
            sql << "INSERT INTO account (id, name, role, password_hash, created_at) VALUES (:id, :name, :role, :hash, "
                   ":now)",
                soci::use(id), soci::use(wish.user), soci::use(role), soci::use(hash), soci::use(now);
        }
        for (const auto& name : wish.units) {
            const auto unit = unit_of_name(sql, name);
            if (!unit) return unit.error();
            sql << "INSERT INTO account_unit (account, unit) VALUES (:id, :unit) ON CONFLICT DO NOTHING", soci::use(id),
                soci::use(*unit);
        }
        return {};
    });
}

Result<std::vector<VisibleUnit>> Accounts::units() {
    return storage_.read([](soci::session& sql) { return all_units(sql); });
}

Result<> Accounts::may_try(const std::string& user) {
    const std::lock_guard lock(mutex_);
    const auto found = failures_.find(user);
    const auto now = clock_.now();
    if (found == failures_.end() || found->second.wait_until <= now) return {};
    return Error{"sign_in.wait", {{"retry_after", (found->second.wait_until - now).count()}}};
}

void Accounts::note_failure(const std::string& user) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    if (failures_.size() >= most_remembered) {
        std::erase_if(failures_, [&](const auto& entry) { return entry.second.wait_until <= now; });
    }
    auto& failures = failures_[user];
    ++failures.count;
    const int beyond = failures.count - free_failures;
    if (beyond > 0) failures.wait_until = now + std::min(longest_wait, std::chrono::seconds{1 << std::min(beyond, 16)});
}

Result<protocol::Session> Accounts::sign_in(const std::string& user, const std::string& password) {
    if (user.size() > 200 || password.size() > longest_password) return Error{"sign_in.refused"};
    if (const auto may = may_try(user); !may) return may.error();

    protocol::Session session;
    session.user = user;
    std::string account;
    std::string hash;
    const auto found = storage_.read([&](soci::session& sql) {
        sql << "SELECT id, role, password_hash FROM account WHERE name = :name", soci::use(user), soci::into(account),
            soci::into(session.role), soci::into(hash);
        for (const auto& unit : units_of(sql, account)) session.units.push_back(unit.id);
    });
    if (!found) return found.error();
    bool right = false;
    {
        const HashingTurn turn(hashing_);
        right = is_password(password, account.empty() ? decoy_hash() : hash) && !account.empty();
    }
    if (!right) {
        note_failure(user);
        return Error{"sign_in.refused"};
    }
    session.token = random_secret();
    const std::string token_hash = secret_hash(session.token);
    const Big now = seconds(clock_.now());
    const Big expires = seconds(clock_.now() + session_length);
    const auto written = storage_.write([&](soci::session& sql) {
        sql << "INSERT INTO session (token_hash, account, expires_at) VALUES (:hash, :account, :expires)",
            soci::use(token_hash), soci::use(account), soci::use(expires);
        sql << "UPDATE account SET last_sign_in_at = :now WHERE id = :id", soci::use(now), soci::use(account);
    });
    if (!written) return written.error();
    const std::lock_guard lock(mutex_);
    failures_.erase(user);
    return session;
}

Result<Principal> Accounts::authenticate(std::string_view token) {
    Principal who;
    who.token_hash = secret_hash(token);
    const Big now = seconds(clock_.now());
    return storage_.read([&](soci::session& sql) -> Result<Principal> {
        std::string role;
        sql << "SELECT a.id, a.name, a.role FROM session s JOIN account a ON a.id = s.account WHERE s.token_hash = "
               ":hash "
               "AND s.expires_at > :now",
            soci::use(who.token_hash), soci::use(now), soci::into(who.account), soci::into(who.user), soci::into(role);
        if (!sql.got_data()) return own_phone(sql, std::move(who), now);
        who.role = domain::parse_role(role).value_or(Role::reviewer);
        who.units = units_of(sql, who.account);
        return who;
    });
}

Result<> Accounts::sign_out(const Principal& who) {
    return storage_.write(
        [&](soci::session& sql) { sql << "DELETE FROM session WHERE token_hash = :hash", soci::use(who.token_hash); });
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
        sql << "DELETE FROM session WHERE expires_at <= :now", soci::use(now);
        sql << "DELETE FROM phone_session WHERE expires_at <= :now", soci::use(now);
    });
}

}  // namespace samordna::server
