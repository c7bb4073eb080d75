#include "server/activity_log.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "server/digest.h"
#include "server/log_reading.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::RecordType;

constexpr std::size_t longest_note = 2000;

// Where a record lies, gone or not: what was read may be gone when it is told.
struct Place {
    Big unit = 0;
    std::optional<Id> client;
};

std::optional<Place> place_of(soci::session& sql, RecordType type, const Id& id) {
    const std::string key = id.text();
    const int number = static_cast<int>(type);
    Place place;
    std::string client;
    sql << "SELECT unit, COALESCE(client, '') FROM record WHERE id = :id AND type = :type", soci::use(key),
        soci::use(number), soci::into(place.unit), soci::into(client);
    if (!sql.got_data()) return std::nullopt;
    place.client = type == RecordType::client ? std::optional(id) : Id::parse(client);
    return place;
}

bool sees(const Principal& who, Big unit) {
    return std::any_of(who.units.begin(), who.units.end(), [&](const auto& u) { return u.number == unit; });
}

Big own_unit(const Principal& who) {
    return who.units.empty() ? 0 : who.units.front().number;
}

void set_target(LogEntry& entry, RecordType type, const Id& id, const Place* place) {
    entry.type = type;
    entry.target = id;
    if (place != nullptr) entry.client = place->client;
    if (type == RecordType::lock) entry.lock = id;
}

bool is_told(soci::session& sql, const Id& told) {
    const std::string key = told.text();
    int found = 0;
    sql << "SELECT 1 FROM log_entry WHERE told = :told", soci::use(key), soci::into(found);
    return sql.got_data();
}

// Its units; its name and role, where there is one.
std::vector<VisibleUnit> find_account(soci::session& sql, const std::string& user, LogEntry& entry) {
    std::vector<VisibleUnit> units;
    std::string account, role;
    sql << "SELECT id, role FROM account WHERE name = :name", soci::use(user), soci::into(account), soci::into(role);
    if (!sql.got_data()) return units;
    entry.user = user;
    entry.role = role;
    Big number = 0;
    soci::statement query = (sql.prepare << "SELECT unit FROM account_unit WHERE account = :account ORDER BY unit",
                             soci::use(account), soci::into(number));
    query.execute();
    while (query.fetch()) units.push_back({number, {}});
    return units;
}

Error malformed(const char* field) {
    return Error{"request.malformed", {{"field", std::string(field)}}};
}

}  // namespace

template <class Work>
Result<> ActivityLog::write(Work&& work) {
    return storage_.write([&](soci::session& sql) {
        LogWriter log(sql, clock_.now());
        work(sql, log);
        log.write();
    });
}

Result<> ActivityLog::note(std::span<const VisibleUnit> units, LogEntry entry) {
    return write([&](soci::session&, LogWriter& log) { log.add_for(units, std::move(entry)); });
}

Error ActivityLog::refuse(const Principal& who, std::string_view verb, const Error& error) {
    auto entry = entry_of(who, own_unit(who), verb);
    set_refused(entry, error);
    const auto written = write([&](soci::session&, LogWriter& log) { log.add(std::move(entry)); });
    return written ? error : written.error();
}

Result<> ActivityLog::note_account(const std::string& user) {
    return write([&](soci::session& sql, LogWriter& log) {
        LogEntry about;
        const auto units = find_account(sql, user, about);
        auto entry = own_entry(0, "account.add");
        entry.detail = user + " " + about.role;
        log.add_for(units, std::move(entry));
    });
}

Result<> ActivityLog::note_sign_in(const SignIn& attempt, const Error* refusal) {
    return write([&](soci::session& sql, LogWriter& log) {
        LogEntry entry;
        entry.verb = "session.begin";
        entry.program = attempt.program;
        entry.detail = attempt.way;
        if (refusal != nullptr) set_refused(entry, *refusal);
        const auto units = find_account(sql, attempt.user, entry);
        log.add_for(units, std::move(entry));
    });
}

Result<> ActivityLog::note_record(const Principal& who, RecordType type, const Id& id, const Error* refusal) {
    return write([&](soci::session& sql, LogWriter& log) {
        const auto place = refusal == nullptr ? place_of(sql, type, id) : std::nullopt;
        auto entry = entry_of(who, place ? place->unit : own_unit(who), "record.read");
        set_target(entry, type, id, place ? &*place : nullptr);
        if (refusal != nullptr) set_refused(entry, *refusal);
        log.add(std::move(entry));
    });
}

Result<> ActivityLog::note_phone_token(const std::string& token) {
    return write([&](soci::session& sql, LogWriter& log) {
        const std::string hash = secret_hash(token);
        std::string phone;
        Big unit = 0;
        sql << "SELECT phone, unit FROM phone_session WHERE token_hash = :hash", soci::use(hash), soci::into(phone),
            soci::into(unit);
        auto entry = own_entry(unit, "phone.token");
        entry.type = RecordType::phone;
        entry.target = Id::parse(phone);
        log.add(std::move(entry));
    });
}

Result<protocol::ToldReadings> ActivityLog::tell(const Principal& who, std::span<const domain::NotedReading> readings) {
    return storage_.write([&](soci::session& sql) {
        protocol::ToldReadings told;
        const domain::Instant now = clock_.now();
        LogWriter log(sql, now);
        std::map<Id, bool> seen;
        for (const auto& reading : readings) {
            if (!seen.emplace(reading.id, true).second || is_told(sql, reading.id)) {
                ++told.known;
                continue;
            }
            const auto place = place_of(sql, reading.type, reading.target);
            if (!place || !sees(who, place->unit)) {
                told.left_out.push_back(reading.id);
                continue;
            }
            auto entry = entry_of(who, place->unit, domain::name_of(reading.verb));
            set_target(entry, reading.type, reading.target, &*place);
            entry.happened_at = std::min(reading.at, now);  // her clock may be ahead
            entry.told = reading.id;
            log.add(std::move(entry));
            ++told.stored;
        }
        log.write();
        return told;
    });
}

Result<domain::LogPage> ActivityLog::page(const Principal& who, const domain::LogQuestion& question) {
    return storage_.write([&](soci::session& sql) -> Result<domain::LogPage> {
        auto page = read_log(sql, who, question);
        if (!page) return page;
        auto entry = entry_of(who, 0, domain::name_of(question.purpose));
        const auto is_hers = [&](RecordType type, const std::optional<Id>& id) {
            const auto place = id ? place_of(sql, type, *id) : std::nullopt;
            return place && sees(who, place->unit);
        };
        if (is_hers(RecordType::client, question.client)) entry.client = question.client;
        if (is_hers(RecordType::lock, question.lock)) entry.lock = question.lock;
        entry.detail = std::to_string(page->rows.size());
        LogWriter log(sql, clock_.now());
        log.add_for(who.units, std::move(entry));
        log.write();
        return page;
    });
}

Result<> ActivityLog::check(const Principal& who, const domain::LogCheck& check) {
    const auto note = base::trim(check.note);
    if (note.empty() || note.size() > longest_note) return malformed("note");
    if (check.rows.empty() || check.rows.size() > static_cast<std::size_t>(protocol::most_log_rows))
        return malformed("rows");
    return storage_.write([&](soci::session& sql) -> Result<> {
        if (is_told(sql, check.id)) return {};
        std::map<Big, std::string> rows;  // by unit
        for (const auto& row : check.rows) {
            const auto unit = unit_of_log_row(sql, row);
            if (!unit || !sees(who, *unit)) return Error{"not_found"};
            rows[*unit] += " " + row;
        }
        LogWriter log(sql, clock_.now());
        bool first = true;
        for (const auto& [unit, names] : rows) {
            auto entry = entry_of(who, unit, "log.check");
            entry.detail = std::string(note) + " [" + names.substr(1) + "]";
            if (std::exchange(first, false)) entry.told = check.id;
            log.add(std::move(entry));
        }
        log.write();
        return {};
    });
}

Result<LogHealth> ActivityLog::verify() {
    return storage_.read([](soci::session& sql) { return verify_log(sql); });
}

}  // namespace samordna::server
