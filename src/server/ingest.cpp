#include "server/ingest.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "protocol/codec.h"
#include "server/digest.h"
#include "server/log_writer.h"
#include "server/mended.h"
#include "server/record_writer.h"
#include "server/rulebook_shelf.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::RecordType;
using protocol::PackageRow;

struct Stored {
    RecordType type{};
    std::int64_t revision = 0;
    bool deleted = false;
    std::string source_hash;
    Id shift;  // visits
};

// What the package says of a shift, gathered from its visits.
struct Gathered {
    std::string source_id;
    Id care_worker;
    domain::Instant first_start{};
    int line = 0;          // of its first visit
    bool touched = false;  // a visit of it is new or has changed
};

struct UnitRow {
    Big number = 0;
    Big provider = 0;
    Id id;
};

template <class... F>
struct Overload : F... {
    using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

std::optional<Id> id_where_named(const std::string& scope, RecordType type, const std::string& source_id) {
    if (source_id.empty()) return std::nullopt;
    return derived_id(scope, domain::name_of(type), source_id);
}

// One delivery, within a transaction that writes.
class Delivery {
  public:
    Delivery(soci::session& sql, const protocol::UnitPackage& package, const rules::Rulebooks& books,
             domain::Instant now)
        : sql_(sql), package_(package), books_(books), now_(now) {}

    void compare() {
        find_unit();
        read_stored();
        domain::Unit unit = package_.unit;
        unit.id = unit_.id;
        consider(unit, writes_);
        for (const auto& copy : copies_for(sql_, unit.municipality, scope_)) consider(copy, writes_);
        for (const auto& matrix : matrices_for(books_, unit)) consider(matrix, writes_);
        for (const auto* rows : {&package_.care_workers, &package_.clients, &package_.orders, &package_.absences})
            plain_rows(*rows);
        compare_visits();
        compare_shifts();
        std::move(visit_writes_.begin(), visit_writes_.end(), std::back_inserter(writes_));
        for (const auto* rows : {&package_.locks, &package_.lock_readings, &package_.tags, &package_.phones})
            plain_rows(*rows);
    }

    IngestReport& report() { return report_; }

    void write() {
        if (writes_.empty()) return;
        const Big many = static_cast<Big>(writes_.size());
        Big last = 0;
        sql_ << "UPDATE provider SET sequence = sequence + :many WHERE number = :provider RETURNING sequence",
            soci::use(many), soci::use(unit_.provider), soci::into(last);
        std::stable_sort(writes_.begin(), writes_.end(), [](const Write& a, const Write& b) {
            return std::tie(a.type, a.id) < std::tie(b.type, b.id);
        });
        write_records(sql_, unit_.number, writes_, last - many, now_);
        log();
        report_.stored = true;
    }

  private:
    // --- What is there.

    void find_unit() {
        const auto& unit = package_.unit;
        // A provider may change its name, but not its number.
        const std::string& provider = unit.provider_org_number.empty() ? unit.provider : unit.provider_org_number;
        unit_.id = derived_id(unit.municipality + "\n" + provider, domain::name_of(RecordType::unit), unit.name);
        scope_ = unit_.id.text();
        sql_ << "INSERT INTO provider (number, org_number, sequence) SELECT COALESCE(MAX(number), 0) + 1, :provider, 0 "
                "FROM provider WHERE true ON CONFLICT (org_number) DO NOTHING",
            soci::use(provider);
        sql_ << "SELECT number FROM provider WHERE org_number = :provider", soci::use(provider),
            soci::into(unit_.provider);
        sql_ << "INSERT INTO unit (number, id, provider, municipality, name) SELECT COALESCE(MAX(number), 0) + 1, :id, "
                ":provider, :municipality, :name FROM unit WHERE true ON CONFLICT (id) DO NOTHING",
            soci::use(scope_), soci::use(unit_.provider), soci::use(unit.municipality), soci::use(unit.name);
        sql_ << "SELECT number FROM unit WHERE id = :id", soci::use(scope_), soci::into(unit_.number);
    }

    void read_stored() {
        int type = 0;
        std::string id;
        Big revision = 0;
        Big deleted_at = 0;
        soci::indicator is_deleted{};
        std::string hash;
        std::string shift;
        soci::indicator has_shift{};
        soci::statement query =
            (sql_.prepare << "SELECT type, id, revision, deleted_at, source_hash, shift FROM record WHERE unit = :unit",
             soci::use(unit_.number), soci::into(type), soci::into(id), soci::into(revision),
             soci::into(deleted_at, is_deleted), soci::into(hash), soci::into(shift, has_shift));
        query.execute();
        while (query.fetch()) {
            Stored stored{static_cast<RecordType>(type), revision, is_deleted != soci::i_null, hash, {}};
            if (has_shift == soci::i_ok) stored.shift = Id::parse(shift).value();
            stored_.emplace(Id::parse(id).value(), std::move(stored));
        }
    }

    const Stored* stored(const Id& id) const {
        const auto found = stored_.find(id);
        return found == stored_.end() ? nullptr : &found->second;
    }

    std::string stored_body(const Id& id) {
        const std::string key = id.text();
        std::string body;
        sql_ << "SELECT body FROM record WHERE id = :id", soci::use(key), soci::into(body);
        return body;
    }

    domain::Shift stored_shift(const Id& id) {
        auto record = protocol::parse_record(RecordType::shift, id, stored_body(id));
        if (!record) throw std::logic_error("the database holds a shift that cannot be read");
        return std::get<domain::Shift>(std::move(*record));
    }

    bool is_approved(const Id& shift) {
        const auto known = approved_.find(shift);
        if (known != approved_.end()) return known->second;
        const Stored* before = stored(shift);
        const bool approved = before != nullptr && !before->deleted && stored_shift(shift).approved_at.has_value();
        approved_.emplace(shift, approved);
        return approved;
    }

    // --- What is to be written.

    IngestCount& count(RecordType type) { return report_.counts[static_cast<std::size_t>(type)]; }

    // Where the record differs from what was delivered before, it is put among the writes.
    bool consider(const domain::Record& record, std::vector<Write>& writes) {
        std::string text = protocol::record_text(record);
        std::string hash = fingerprint(text);
        const RecordType type = domain::type_of(record);
        const Id id = domain::id_of(record);
        const Stored* before = stored(id);
        if (before != nullptr && !before->deleted && before->source_hash == hash) {
            ++count(type).unchanged;
            return false;
        }
        ++(before == nullptr ? count(type).added : count(type).changed);
        const std::int64_t revision = before == nullptr ? 1 : before->revision + 1;
        auto keys = keys_of(record);
        if (before != nullptr && !before->deleted) {
            if (const auto kept = with_what_was_done(sql_, record, stored_body(id), before->source_hash)) {
                text = protocol::record_text(*kept);
                keys = keys_of(*kept);
            }
        }
        writes.push_back({type, id, revision, false, std::move(keys), std::move(hash), std::move(text)});
        return true;
    }

    // Who was put up here is the same one when a package has her number.
    Id care_worker_of(const std::string& number) {
        if (!knows_care_workers_) {
            knows_care_workers_ = true;
            for (const auto& [id, before] : stored_) {
                if (before.type != RecordType::care_worker || before.deleted) continue;
                auto record = protocol::parse_record(before.type, id, stored_body(id));
                if (!record) throw std::logic_error("the database holds a record that cannot be read");
                care_workers_.emplace(std::get<domain::CareWorker>(*record).number, id);
            }
        }
        const auto found = care_workers_.find(number);
        return found != care_workers_.end() ? found->second
                                            : derived_id(scope_, domain::name_of(RecordType::care_worker), number);
    }

    // Where a client lives, as the package says.
    std::string address_of(const std::string& number) const {
        const auto is_it = [&](const PackageRow& row) { return row.source_id == number; };
        const auto found = std::find_if(package_.clients.begin(), package_.clients.end(), is_it);
        return found == package_.clients.end() ? std::string{} : std::get<domain::Client>(found->record).address;
    }

    domain::Record named(const PackageRow& row) {
        domain::Record record = row.record;
        const RecordType type = domain::type_of(record);
        const auto client = id_where_named(scope_, RecordType::client, row.client_number);
        std::visit(Overload{[&](domain::Unit&) {}, [&](domain::Rulebook&) {}, [&](domain::Matrix&) {},
                            [&](domain::Activity&) {}, [&](domain::CareWorker& r) { r.unit = unit_.id; },
                            [&](domain::Client& r) { r.unit = unit_.id; }, [&](domain::Shift& r) { r.unit = unit_.id; },
                            [&](domain::Phone& r) { r.unit = unit_.id; },
                            [&](domain::Order& r) { r.client = client.value_or(Id{}); },
                            [&](domain::Absence& r) { r.client = client.value_or(Id{}); },
                            [&](domain::Lock& r) {
                                r.client = client;
                                if (r.address.empty()) r.address = address_of(row.client_number);
                            },
                            [&](domain::Tag& r) { r.client = client; },
                            [&](domain::LockReading& r) {
                                r.lock = derived_id(scope_, domain::name_of(RecordType::lock), row.lock);
                            },
                            [&](domain::LockOrder&) {}, [&](domain::Control&) {}, [&](domain::AccountOrder&) {},
                            [&](domain::Visit& r) {
                                r.client = client.value_or(Id{});
                                r.shift = derived_id(scope_, domain::name_of(RecordType::shift), row.shift);
                            }},
                   record);
        std::visit([&](auto& r) { r.id = derived_id(scope_, domain::name_of(type), row.source_id); }, record);
        if (auto* worker = std::get_if<domain::CareWorker>(&record)) worker->id = care_worker_of(worker->number);
        // A day of a lock is the same day, whoever tells of it.
        if (auto* reading = std::get_if<domain::LockReading>(&record))
            reading->id = domain::reading_of(reading->lock, reading->day);
        return record;
    }

    void plain_rows(const std::vector<PackageRow>& rows) {
        for (const auto& row : rows) consider(named(row), writes_);
    }

    void problem(int line, std::string column, const char* code) {
        report_.problems.push_back({"visits.csv", line, std::move(column), 0, code});
    }

    void compare_visits() {
        for (const auto& row : package_.visits) {
            const domain::Record record = named(row);
            const auto& visit = std::get<domain::Visit>(record);
            const Stored* before = stored(visit.id);
            const std::size_t many = visit_writes_.size();
            const bool differs = consider(record, visit_writes_);
            const Id care_worker = care_worker_of(row.care_worker_number);
            if (differs) {
                auto& keys = visit_writes_.back().keys;
                keys.care_worker = keys.shift == visit.shift ? care_worker : stored_shift(*keys.shift).care_worker;
            }
            if (differs && (is_approved(visit.shift) || (before != nullptr && is_approved(before->shift)))) {
                problem(row.line, "shift", "package.shift_approved");
                visit_writes_.resize(many);
                --(before == nullptr ? count(RecordType::visit).added : count(RecordType::visit).changed);
                continue;
            }
            delivered_.insert(visit.id);
            if (differs && before != nullptr && before->shift != visit.shift) left_.insert(before->shift);
            auto [gathered, fresh] = shifts_.try_emplace(visit.shift);
            Gathered& shift = gathered->second;
            if (fresh) {
                shift = {row.shift, care_worker, visit.start, row.line, false};
            }
            shift.first_start = std::min(shift.first_start, visit.start);
            shift.touched = shift.touched || differs;
        }
    }

    void compare_shifts() {
        // Visits that the package does not speak of stay in their shifts, and may be its first.
        std::unordered_set<Id> with_others;
        for (const auto& [id, before] : stored_) {
            if (before.type != RecordType::visit || before.deleted || delivered_.contains(id)) continue;
            with_others.insert(before.shift);
            if (const auto found = shifts_.find(before.shift); found != shifts_.end()) {
                const auto record = protocol::parse_record(RecordType::visit, id, stored_body(id));
                if (!record) throw std::logic_error("the database holds a visit that cannot be read");
                found->second.first_start = std::min(found->second.first_start, std::get<domain::Visit>(*record).start);
            }
        }
        for (const auto& [id, gathered] : shifts_) compare_shift(id, gathered);
        for (const Id& id : left_) {
            if (!shifts_.contains(id)) left_behind(id, with_others.contains(id));
        }
    }

    void compare_shift(const Id& id, const Gathered& gathered) {
        domain::Shift shift;
        shift.id = id;
        shift.unit = unit_.id;
        shift.source_id = gathered.source_id;
        shift.care_worker = gathered.care_worker;
        shift.date = domain::local_date(gathered.first_start);
        const Stored* before = stored(id);
        const std::size_t many = writes_.size();
        const bool differs = consider(shift, writes_);
        if (before == nullptr || before->deleted) return;
        if (differs && is_approved(id)) {
            problem(gathered.line, "care_worker_number", "package.shift_approved");
            writes_.resize(many);
            --count(RecordType::shift).changed;
        } else if (!differs && (gathered.touched || left_.contains(id))) {
            touch(id, *before);
        }
    }

    void left_behind(const Id& id, bool has_visits) {
        const Stored& before = stored_.at(id);
        if (has_visits) {
            touch(id, before);
            return;
        }
        ++count(RecordType::shift).removed;
        writes_.push_back({RecordType::shift, id, before.revision + 1, true, {}, before.source_hash, "{}"});
    }

    // The same record, one revision on.
    void touch(const Id& id, const Stored& before) {
        const std::string body = stored_body(id);
        const auto record = protocol::parse_record(before.type, id, body);
        if (!record) throw std::logic_error("the database holds a record that cannot be read");
        writes_.push_back({before.type, id, before.revision + 1, false, keys_of(*record), before.source_hash, body});
    }

    void log() {
        auto entry = own_entry(unit_.number, "package.import");
        entry.type = RecordType::unit;
        entry.target = unit_.id;
        entry.detail = std::to_string(writes_.size());
        LogWriter log(sql_, now_);
        log.add(std::move(entry));
        log.write();
    }

    soci::session& sql_;
    const protocol::UnitPackage& package_;
    const rules::Rulebooks& books_;
    const domain::Instant now_;
    UnitRow unit_;
    std::string scope_;  // the unit's id: ids of different units never meet
    std::unordered_map<Id, Stored> stored_;
    std::unordered_map<Id, bool> approved_;
    std::map<std::string, Id, std::less<>> care_workers_;  // by number
    bool knows_care_workers_ = false;
    std::map<Id, Gathered> shifts_;
    std::unordered_set<Id> delivered_;  // visits
    std::unordered_set<Id> left_;       // shifts that have lost a visit
    std::vector<Write> writes_;
    std::vector<Write> visit_writes_;
    IngestReport report_;
};

}  // namespace

Result<IngestReport> ingest(Storage& storage, const base::Clock& clock, RulebookShelf& shelf,
                            const protocol::UnitPackage& package, bool keep_going) {
    if (package.unit.name.empty()) return Error{"package.no_unit"};
    IngestReport report;
    const auto written = storage.write([&](soci::session& sql) -> Result<> {
        const auto books = shelf.in(sql);
        Delivery delivery(sql, package, *books, clock.now());
        delivery.compare();
        const bool good = keep_going || delivery.report().problems.empty();
        if (good) {
            delivery.write();
            delivery.report().stored = true;
        }
        report = std::move(delivery.report());
        if (!good) return Error{"package.problems"};  // so that nothing is kept, the unit neither
        return {};
    });
    if (!written && written.error().code != "package.problems") return written.error();
    return report;
}

}  // namespace samordna::server
