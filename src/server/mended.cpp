#include "server/mended.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "protocol/codec.h"
#include "server/digest.h"

namespace samordna::server {
namespace {

using domain::RecordType;
using Fields = std::set<std::string>;

// Which fields have been changed here, by name.
Fields mended_fields(soci::session& sql, const base::Id& id) {
    const std::string target = id.text();
    const soci::rowset<std::string> bodies =
        (sql.prepare << "SELECT body FROM record WHERE target = :target AND deleted_at IS NULL", soci::use(target));
    Fields fields;
    for (const std::string& body : bodies) {
        const auto record = protocol::parse_record(RecordType::activity, {}, body);
        if (!record) throw std::logic_error("the database holds an activity that cannot be read");
        fields.merge(protocol::fields_changed(std::get<domain::Activity>(*record)));
    }
    return fields;
}

// What is delivered takes the place of what was registered; what was mended stays, and stands beside it.
domain::Visit with_edits(const domain::Visit& delivered, const domain::Visit& ours, const Fields& mended) {
    domain::Visit kept = delivered;
    // What was taken back stands as it is delivered.
    const auto keep = [&](const char* field, auto& value, auto& original, const auto& our_value,
                          const auto& our_original) {
        if (!mended.contains(field) || our_original == our_value) return;
        original = value;
        value = our_value;
    };
    keep("start", kept.start, kept.original_start, ours.start, ours.original_start);
    keep("end", kept.end, kept.original_end, ours.end, ours.original_end);
    keep("service_lines", kept.service_lines, kept.original_service_lines, ours.service_lines,
         ours.original_service_lines);
    keep("double_staffing", kept.double_staffing, kept.original_double_staffing, ours.double_staffing,
         ours.original_double_staffing);
    keep("shift", kept.shift, kept.original_shift, ours.shift, ours.original_shift);
    if (mended.contains("note")) kept.note = ours.note;
    return kept;
}

// The newer reading counts, whoever delivered it.
domain::Lock with_edits(const domain::Lock& delivered, const domain::Lock& ours, const Fields& mended) {
    domain::Lock kept = delivered;
    if (ours.battery_read_at > delivered.battery_read_at) {
        kept.battery_level = ours.battery_level;
        kept.battery_read_at = ours.battery_read_at;
    }
    if (mended.contains("battery_changed_at") || ours.battery_changed_at > delivered.battery_changed_at)
        kept.battery_changed_at = ours.battery_changed_at;
    kept.last_used_at = std::max(ours.last_used_at, delivered.last_used_at);
    // Mounted where the client lived then: a client who moves does not take the lock along by that.
    if (ours.client == delivered.client && ours.mounted_at == delivered.mounted_at && !ours.address.empty())
        kept.address = ours.address;
    return kept;
}

// The same day, told by two: neither takes away what the other has counted.
domain::LockReading with_edits(const domain::LockReading& delivered, const domain::LockReading& ours, const Fields&) {
    domain::LockReading kept = ours.read_at > delivered.read_at ? ours : delivered;
    kept.openings = std::max(ours.openings, delivered.openings);
    return kept;
}

domain::Tag with_edits(const domain::Tag& delivered, const domain::Tag& ours, const Fields& mended) {
    domain::Tag kept = delivered;
    if (mended.contains("active")) kept.active = ours.active;
    if (mended.contains("client")) kept.client = ours.client;
    kept.last_used_at = ours.last_used_at;
    kept.last_phone = ours.last_phone;
    return kept;
}

domain::Phone with_edits(const domain::Phone& delivered, const domain::Phone& ours, const Fields& mended) {
    domain::Phone kept = ours;
    kept.unit = delivered.unit;
    kept.source_id = delivered.source_id;
    if (!mended.contains("label")) kept.label = delivered.label;
    if (!mended.contains("registered")) kept.registered = delivered.registered;
    if (!mended.contains("coupled")) kept.coupled = delivered.coupled;
    if (!mended.contains("active")) kept.active = delivered.active;
    kept.last_used_at = std::max(ours.last_used_at, delivered.last_used_at);
    return kept;
}

// Who is in or out here is so; a sign-in counts wherever it was.
domain::CareWorker with_edits(const domain::CareWorker& delivered, const domain::CareWorker& ours,
                              const Fields& mended) {
    domain::CareWorker kept = ours;
    kept.unit = delivered.unit;
    kept.number = delivered.number;
    // What has ended by age (aged_accounts.h) begins again when she has signed in since, and not before.
    const bool ended = !ours.active && !mended.contains("active") && delivered.last_login <= ours.last_login;
    const bool purged = ended && ours.archived && ours.last_name.empty();
    if (!mended.contains("first_name") && !purged) kept.first_name = delivered.first_name;
    if (!mended.contains("last_name") && !purged) kept.last_name = delivered.last_name;
    if (!mended.contains("active") && !ended) kept.active = delivered.active;
    if (!mended.contains("subcontractor")) kept.subcontractor = delivered.subcontractor;
    kept.last_login = std::max(ours.last_login, delivered.last_login);
    return kept;
}

template <class T>
T stored_record(RecordType type, const base::Id& id, const std::string& body) {
    auto record = protocol::parse_record(type, id, body);
    if (!record) throw std::logic_error("the database holds a record that cannot be read");
    return std::get<T>(std::move(*record));
}

}  // namespace

std::optional<domain::Record> with_what_was_done(soci::session& sql, const domain::Record& delivered,
                                                 const std::string& stored, const std::string& source_hash) {
    const bool as_delivered = fingerprint(stored) == source_hash;
    return std::visit(
        [&]<class T>(const T& record) -> std::optional<domain::Record> {
            // A lock's address and its readings stand even where nothing has been done to it here.
            constexpr bool of_time = std::is_same_v<T, domain::Lock> || std::is_same_v<T, domain::LockReading>;
            if constexpr (of_time || std::is_same_v<T, domain::Visit> || std::is_same_v<T, domain::Tag> ||
                          std::is_same_v<T, domain::Phone> || std::is_same_v<T, domain::CareWorker>) {
                if (as_delivered && !of_time) return std::nullopt;
                const auto ours = stored_record<T>(domain::type_of(delivered), record.id, stored);
                return with_edits(record, ours, mended_fields(sql, record.id));
            }
            return std::nullopt;
        },
        delivered);
}

}  // namespace samordna::server
