#include "server/sightings.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "protocol/codec.h"
#include "server/care_worker_access.h"
#include "server/digest.h"
#include "server/log_writer.h"
#include "server/record_writer.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::Instant;
using domain::RecordType;
using protocol::Sighting;
using protocol::SightingKind;

// Clocks differ.
constexpr std::chrono::minutes ahead{5};
// How long the ids of what has been told are kept. What is older is not taken in: it might have been told before.
constexpr std::chrono::days kept{180};

Big seconds(Instant t) {
    return t.time_since_epoch().count();
}

// A record as it is being changed.
struct Held {
    domain::Record record;
    std::int64_t revision = 0;  // 0: it is not there yet
    std::string source_hash;
    bool changed = false;
};

bool is_newer(const std::optional<Instant>& known, Instant at) {
    return !known || *known < at;
}

// One batch, within a transaction that writes.
class Telling {
  public:
    Telling(soci::session& sql, const Principal& who, const VisibleUnit& unit, SightingKind kind, Instant now)
        : sql_(sql), who_(who), unit_(unit), scope_(unit.id.text()), kind_(kind), now_(now) {}

    void take(const Sighting& sighting) {
        if (sighting.at > now_ + ahead) return problem(sighting, "at", "sighting.future");
        if (sighting.at < now_ - kept) return problem(sighting, "at", "sighting.too_old");
        if (const auto& own = who_.phone; own && !sighting.phone.empty() && sighting.phone != own->source_id)
            return problem(sighting, "phone", "sighting.not_own");
        const std::string& phone_name = who_.phone ? who_.phone->source_id : sighting.phone;
        Held* lock = sighting.lock.empty() ? nullptr : find(RecordType::lock, sighting.lock);
        if (lock == nullptr && !sighting.lock.empty()) return problem(sighting, "lock", "lock.unknown");
        Held* phone = phone_name.empty() ? nullptr : find(RecordType::phone, phone_name);
        if (phone == nullptr && !phone_name.empty()) return problem(sighting, "phone", "phone.unknown");
        const Held* worker = sighting.care_worker.empty() ? nullptr : find_care_worker(sighting.care_worker);
        if (worker == nullptr && !sighting.care_worker.empty())
            return problem(sighting, "care_worker", "care_worker.unknown");
        if (!is_told_first(sighting)) {
            ++report_.known;
            return;
        }
        ++report_.stored;
        if (kind_ == SightingKind::lock_reading) read(*lock, sighting);
        if (kind_ == SightingKind::opening) open(*lock, sighting);
        if (kind_ == SightingKind::tag) see_tag(sighting, phone_name);
        if (phone != nullptr) see_phone(*phone, sighting, worker);
    }

    void write() {
        log();
        std::vector<Write> writes;
        for (auto& [id, held] : held_) {
            if (!held || !held->changed) continue;
            writes.push_back({domain::type_of(held->record), id, held->revision + 1, false, keys_of(held->record),
                              held->source_hash, protocol::record_text(held->record)});
        }
        if (writes.empty()) return;
        const Big many = static_cast<Big>(writes.size());
        Big provider = 0;
        sql_ << "SELECT provider FROM unit WHERE number = :unit", soci::use(unit_.number), soci::into(provider);
        Big last = 0;
        sql_ << "UPDATE provider SET sequence = sequence + :many WHERE number = :provider RETURNING sequence",
            soci::use(many), soci::use(provider), soci::into(last);
        write_records(sql_, unit_.number, writes, last - many, now_);
    }

    protocol::SightingReport& report() { return report_; }

  private:
    void log() {
        auto entry = entry_of(who_, unit_.number, "ingest." + std::string(protocol::name_of(kind_)));
        entry.type = RecordType::unit;
        entry.target = unit_.id;
        entry.detail = std::to_string(report_.stored);
        LogWriter log(sql_, now_);
        log.add(std::move(entry));
        log.write();
    }

    void problem(const Sighting& sighting, const char* field, const char* code) {
        report_.problems.push_back({sighting.row, field, code});
    }

    // Nothing where there is no such record in the unit.
    Held* find(RecordType type, const std::string& source_id) {
        return find(type, derived_id(scope_, domain::name_of(type), source_id));
    }

    // One who was put up here has an id of her own.
    Held* find_care_worker(const std::string& number) {
        const auto [known, fresh] = care_workers_.try_emplace(number);
        if (fresh) known->second = care_worker_of_number(sql_, unit_, number);
        return known->second ? find(RecordType::care_worker, *known->second) : nullptr;
    }

    Held* find(RecordType type, const Id& id) {
        const auto [known, fresh] = held_.try_emplace(id);
        if (fresh) known->second = read_record(type, id);
        return known->second ? &*known->second : nullptr;
    }

    std::optional<Held> read_record(RecordType type, const Id& id) {
        const std::string key = id.text();
        const int type_number = static_cast<int>(type);
        Big revision = 0;
        Held held;
        std::string body;
        sql_ << "SELECT revision, source_hash, body FROM record WHERE id = :id AND type = :type AND unit = :unit AND "
                "deleted_at IS NULL",
            soci::use(key), soci::use(type_number), soci::use(unit_.number), soci::into(revision),
            soci::into(held.source_hash), soci::into(body);
        if (!sql_.got_data()) return std::nullopt;
        auto record = protocol::parse_record(type, id, body);
        if (!record) throw std::logic_error("the database holds a record that cannot be read");
        held.record = std::move(*record);
        held.revision = revision;
        return held;
    }

    Held& find_or_make(domain::Record record) {
        const Id id = domain::id_of(record);
        if (Held* there = find(domain::type_of(record), id)) return *there;
        auto& place = held_[id];
        place = Held{std::move(record), 0, {}, false};
        return *place;
    }

    template <class T>
    static T& changing(Held& held) {
        held.changed = true;
        return std::get<T>(held.record);
    }

    // Each teller has ids of its own.
    bool is_told_first(const Sighting& sighting) {
        const std::string kind{protocol::name_of(kind_)};
        const std::string id = who_.account + "/" + sighting.id;
        const Big told_at = seconds(now_);
        soci::statement tell_once =
            (sql_.prepare << "INSERT INTO sighting (unit, kind, source_id, told_at) VALUES (:unit, :kind, :id, "
                             ":told_at) ON CONFLICT DO NOTHING",
             soci::use(unit_.number), soci::use(kind), soci::use(id), soci::use(told_at));
        tell_once.execute(true);
        return tell_once.get_affected_rows() > 0;
    }

    Held& day_of(const Held& lock, Instant at) {
        domain::LockReading day;
        day.lock = domain::id_of(lock.record);
        day.day = domain::local_date(at);
        day.id = domain::reading_of(day.lock, day.day);
        return find_or_make(day);
    }

    void read(Held& lock, const Sighting& sighting) {
        Held& day = day_of(lock, sighting.at);
        if (is_newer(std::get<domain::LockReading>(day.record).read_at, sighting.at)) {
            auto& reading = changing<domain::LockReading>(day);
            reading.battery_level = sighting.level;
            reading.read_at = sighting.at;
        }
        if (!is_newer(std::get<domain::Lock>(lock.record).battery_read_at, sighting.at)) return;
        auto& known = changing<domain::Lock>(lock);
        known.battery_level = sighting.level;
        known.battery_read_at = sighting.at;
    }

    void open(Held& lock, const Sighting& sighting) {
        ++changing<domain::LockReading>(day_of(lock, sighting.at)).openings;
        if (is_newer(std::get<domain::Lock>(lock.record).last_used_at, sighting.at))
            changing<domain::Lock>(lock).last_used_at = sighting.at;
    }

    void see_tag(const Sighting& sighting, const std::string& phone) {
        domain::Tag unknown;
        unknown.id = derived_id(scope_, domain::name_of(RecordType::tag), sighting.tag);
        unknown.source_id = sighting.tag;
        Held& tag = find_or_make(unknown);
        if (!is_newer(std::get<domain::Tag>(tag.record).last_used_at, sighting.at)) return;
        auto& seen = changing<domain::Tag>(tag);
        seen.last_used_at = sighting.at;
        seen.last_phone = phone;
    }

    void see_phone(Held& held, const Sighting& sighting, const Held* worker) {
        const auto& known = std::get<domain::Phone>(held.record).last_used_at;
        // What it says of itself goes beyond the opening of the same second.
        const bool says_more = kind_ == SightingKind::phone && known == sighting.at;
        if (!is_newer(known, sighting.at) && !says_more) return;
        auto& phone = changing<domain::Phone>(held);
        phone.last_used_at = sighting.at;
        if (worker != nullptr) phone.last_used_by = domain::id_of(worker->record);
        if (!sighting.app_version.empty()) phone.app_version = sighting.app_version;
        if (sighting.undelivered) phone.undelivered = sighting.undelivered;
    }

    soci::session& sql_;
    const Principal& who_;
    const VisibleUnit unit_;
    const std::string scope_;  // the unit's id
    const SightingKind kind_;
    const Instant now_;
    std::map<Id, std::optional<Held>> held_;                 // empty: it is not there
    std::map<std::string, std::optional<Id>> care_workers_;  // by number
    protocol::SightingReport report_;
};

Result<VisibleUnit> unit_of(const Principal& who, const std::optional<Id>& named) {
    if (!named && who.units.size() == 1) return who.units.front();
    if (!named) return Error{"request.malformed", {{"field", "unit"}}};
    const auto is_it = [&](const VisibleUnit& unit) { return unit.id == *named; };
    const auto found = std::find_if(who.units.begin(), who.units.end(), is_it);
    if (found == who.units.end()) return Error{"not_found"};
    return *found;
}

}  // namespace

Result<protocol::SightingReport> tell(Storage& storage, const base::Clock& clock, const Principal& who,
                                      const protocol::SightingBatch& batch) {
    if (who.phone && batch.kind == SightingKind::lock_reading) return Error{"forbidden"};
    const auto unit = unit_of(who, batch.unit);
    if (!unit) return unit.error();
    return storage.write([&](soci::session& sql) {
        Telling telling(sql, who, *unit, batch.kind, clock.now());
        telling.report().problems = batch.problems;
        for (const auto& sighting : batch.sightings) telling.take(sighting);
        telling.write();
        auto& problems = telling.report().problems;
        std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
        return std::move(telling.report());
    });
}

Result<> purge_sightings(Storage& storage, const base::Clock& clock) {
    const Big oldest = seconds(clock.now() - kept - ahead);
    return storage.write(
        [&](soci::session& sql) { sql << "DELETE FROM sighting WHERE told_at < :oldest", soci::use(oldest); });
}

}  // namespace samordna::server
