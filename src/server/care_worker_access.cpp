#include "server/care_worker_access.h"

#include <algorithm>
#include <stdexcept>

#include "protocol/codec.h"
#include "rules/own_password.h"
#include "server/digest.h"
#include "server/log_writer.h"
#include "server/record_writer.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::RecordType;

constexpr std::string_view sign_in_verb = "care_worker.sign_in";

struct Stored {
    domain::CareWorker worker;
    std::int64_t revision = 0;
    std::string source_hash;
};

domain::CareWorker parsed(const Id& id, const std::string& body) {
    auto record = protocol::parse_record(RecordType::care_worker, id, body);
    if (!record) throw std::logic_error("the database holds a record that cannot be read");
    return std::get<domain::CareWorker>(std::move(*record));
}

std::optional<Stored> stored_worker(soci::session& sql, const VisibleUnit& unit, const Id& id) {
    const std::string key = id.text();
    const int type = static_cast<int>(RecordType::care_worker);
    Stored stored;
    Big revision = 0;
    std::string body;
    sql << "SELECT revision, source_hash, body FROM record WHERE id = :id AND type = :type AND unit = :unit AND "
           "deleted_at IS NULL",
        soci::use(key), soci::use(type), soci::use(unit.number), soci::into(revision), soci::into(stored.source_hash),
        soci::into(body);
    if (!sql.got_data()) return std::nullopt;
    stored.worker = parsed(id, body);
    stored.revision = revision;
    return stored;
}

// As it is written on the paper, however it was typed.
std::string canonical_code(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        if (!code.empty() && code.size() % 5 == 4) code += '-';
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

// What those are compared with who have no access, so that these take as long.
const std::string& decoy_hash() {
    static const std::string hash = password_hash(random_secret());
    return hash;
}

}  // namespace

struct CareWorkerAccess::Access {
    std::optional<Stored> stored;
    std::string password_hash, code_hash;  // empty: there is none, or it is no longer good
};

std::optional<Id> care_worker_of_number(soci::session& sql, const VisibleUnit& unit, const std::string& number) {
    // Of those that a package has brought the id says which number it is.
    const Id delivered = derived_id(unit.id.text(), domain::name_of(RecordType::care_worker), number);
    if (const auto there = stored_worker(sql, unit, delivered); there && there->worker.number == number)
        return delivered;
    const int type = static_cast<int>(RecordType::care_worker);
    std::string id;
    std::string body;
    soci::statement query =
        (sql.prepare << "SELECT id, body FROM record WHERE unit = :unit AND type = :type AND deleted_at IS NULL",
         soci::use(unit.number), soci::use(type), soci::into(id), soci::into(body));
    query.execute();
    while (query.fetch()) {
        const Id of = Id::parse(id).value();
        if (parsed(of, body).number == number) return of;
    }
    return std::nullopt;
}

std::optional<Id> own_care_worker(soci::session& sql, const std::vector<VisibleUnit>& units,
                                  const std::string& number) {
    if (number.empty()) return std::nullopt;
    for (const auto& unit : units) {
        if (auto id = care_worker_of_number(sql, unit, number)) return id;
    }
    return std::nullopt;
}

void put_code(soci::session& sql, const Id& care_worker, const std::string& hash, base::Instant until) {
    const std::string id = care_worker.text();
    const Big end = until.time_since_epoch().count();
    sql << "INSERT INTO care_worker_access (care_worker, password_hash, code_hash, code_until) VALUES (:id, '', :hash, "
           ":until) ON CONFLICT (care_worker) DO UPDATE SET code_hash = excluded.code_hash, code_until = "
           "excluded.code_until",
        soci::use(id), soci::use(hash), soci::use(end);
}

void end_access(soci::session& sql, const Id& care_worker) {
    const std::string id = care_worker.text();
    sql << "DELETE FROM care_worker_access WHERE care_worker = :id", soci::use(id);
}

Result<CareWorkerAccess::Access> CareWorkerAccess::look_up(const VisibleUnit& unit, const std::string& number) {
    const Big now = clock_.now().time_since_epoch().count();
    return storage_.read([&](soci::session& sql) {
        Access access;
        const auto id = care_worker_of_number(sql, unit, number);
        if (id) access.stored = stored_worker(sql, unit, *id);
        if (!access.stored || !access.stored->worker.active) return access;
        const std::string key = id->text();
        Big until = 0;
        sql << "SELECT password_hash, code_hash, code_until FROM care_worker_access WHERE care_worker = :id",
            soci::use(key), soci::into(access.password_hash), soci::into(access.code_hash), soci::into(until);
        if (until <= now) access.code_hash.clear();
        return access;
    });
}

bool CareWorkerAccess::is_right(const std::string& secret, const std::string& hash) {
    const std::lock_guard turn(hashing_);
    return is_password(secret, hash.empty() ? decoy_hash() : hash) && !hash.empty();
}

// The sign-in stands in the record; a code that has been used is gone.
Result<> CareWorkerAccess::note(const VisibleUnit& unit, const Access& access, const std::string& new_hash,
                                const Principal& phone) {
    const auto now = clock_.now();
    return storage_.write([&](soci::session& sql) -> Result<> {
        auto stored = stored_worker(sql, unit, access.stored->worker.id);
        // She may have been inactivated meanwhile.
        if (!stored || !stored->worker.active) return Error{"sign_in.refused"};
        const std::string id = stored->worker.id.text();
        if (!new_hash.empty()) {
            soci::statement taken =
                (sql.prepare << "UPDATE care_worker_access SET password_hash = :hash, code_hash = '', code_until = 0 "
                                "WHERE care_worker = :id AND code_hash = :code",
                 soci::use(new_hash), soci::use(id), soci::use(access.code_hash));
            taken.execute(true);
            if (taken.get_affected_rows() != 1) return Error{"sign_in.refused"};
            stored->worker.code_until.reset();
        }
        stored->worker.last_login = now;
        std::vector<Write> writes;
        writes.push_back({RecordType::care_worker,
                          stored->worker.id,
                          stored->revision + 1,
                          false,
                          {},
                          stored->source_hash,
                          protocol::record_text(stored->worker)});
        Big provider = 0;
        Big sequence = 0;
        sql << "SELECT provider FROM unit WHERE number = :unit", soci::use(unit.number), soci::into(provider);
        sql << "UPDATE provider SET sequence = sequence + 1 WHERE number = :provider RETURNING sequence",
            soci::use(provider), soci::into(sequence);
        write_records(sql, unit.number, writes, sequence - 1, now);
        auto entry = entry_of(phone, unit.number, sign_in_verb);
        entry.type = RecordType::care_worker;
        entry.target = stored->worker.id;
        LogWriter log(sql, now);
        log.add(std::move(entry));
        log.write();
        return {};
    });
}

Result<Id> CareWorkerAccess::sign_in(const Principal& phone, const CareWorkerShows& shown) {
    if (!phone.phone || phone.units.empty()) return Error{"forbidden"};
    const auto longest = rules::longest_own_password;
    if (std::max({shown.number.size(), shown.password.size(), shown.code.size(), shown.new_password.size()}) > longest)
        return Error{"sign_in.refused"};
    const VisibleUnit& unit = phone.units.front();
    const std::string who = unit.id.text() + '/' + shown.number;
    if (const auto may = patience_.may_try(who, clock_.now()); !may) return may.error();
    const auto access = look_up(unit, shown.number);
    if (!access) return access.error();
    const auto refused = [&]() -> Error {
        patience_.note_failure(who, clock_.now());
        const Error error{"sign_in.refused"};
        const auto logged = storage_.write([&](soci::session& sql) {
            auto entry = entry_of(phone, unit.number, sign_in_verb);
            if (access->stored) {
                entry.type = RecordType::care_worker;
                entry.target = access->stored->worker.id;
            }
            set_refused(entry, error);
            LogWriter log(sql, clock_.now());
            log.add(std::move(entry));
            log.write();
        });
        return logged ? error : logged.error();
    };
    const bool by_code = !shown.code.empty();
    if (!is_right(by_code ? canonical_code(shown.code) : shown.password,
                  by_code ? access->code_hash : access->password_hash))
        return refused();
    std::string new_hash;
    if (by_code) {
        if (shown.new_password.empty()) return Error{"sign_in.new_password_needed"};
        if (const auto fault = rules::fault_of_password(shown.new_password, shown.number))
            return Error{"sign_in.weak_password", {{"why", std::string(rules::name_of(*fault))}}};
        const std::lock_guard turn(hashing_);
        new_hash = password_hash(shown.new_password);
    }
    if (const auto noted = note(unit, *access, new_hash, phone); !noted)
        return noted.error().code == "sign_in.refused" ? refused() : noted.error();
    patience_.forgive(who);
    return access->stored->worker.id;
}

}  // namespace samordna::server
