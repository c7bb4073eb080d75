#include "server/retention.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "protocol/codec.h"
#include "rules/cleared_note.h"
#include "server/aged_accounts.h"
#include "server/log_chain.h"
#include "server/retention_records.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::Instant;
using domain::RecordType;
using std::chrono::days;

constexpr days notes_kept{180};
constexpr days cancelled_clients_kept{14};
constexpr std::chrono::years log_kept{5};
constexpr std::size_t at_once = 200;

Instant log_begins(Instant now) {
    const std::chrono::year_month_day today{domain::local_date(now)};
    auto then = today - log_kept;
    if (!then.ok()) then = then.year() / then.month() / std::chrono::last;
    return domain::from_local(std::chrono::local_days{then}, domain::Minutes{0});
}

std::string quoted(const Id& id) {
    return "'" + id.text() + "'";
}

// Which months have closed, where.
class Closing {
  public:
    Closing(soci::session& sql, std::shared_ptr<const rules::Rulebooks> books, Instant now)
        : books_(std::move(books)), now_(now) {
        Big number = 0;
        std::string municipality;
        soci::statement query =
            (sql.prepare << "SELECT number, municipality FROM unit", soci::into(number), soci::into(municipality));
        query.execute();
        while (query.fetch()) municipalities_[number] = municipality;
    }
    bool has_closed(Big unit, Instant day) const {
        const auto month = domain::month_of(domain::local_date(day));
        const auto* book = books_->in_force(municipalities_.at(unit), domain::last_day(month));
        return book != nullptr && book->closing_time(month) < now_;
    }

  private:
    std::shared_ptr<const rules::Rulebooks> books_;
    Instant now_;
    std::map<Big, std::string> municipalities_;
};

// --- Notes.

// The latest moment at which something can have been noted.
Instant noted_at(soci::session& sql, const domain::Visit& visit) {
    Instant latest = std::max(visit.end.value_or(visit.start), visit.start);
    latest = std::max(latest, visit.registered_at.value_or(latest));
    for (const auto& done : records_where(sql, RecordType::activity, "target = " + quoted(visit.id)))
        latest = std::max(latest, std::get<domain::Activity>(done.record).at);
    return latest;
}

// Of a record's JSON, or of a part of it.
bool clear_note_in(std::string& fields) {
    auto object = nlohmann::ordered_json::parse(fields, nullptr, false);
    const auto note = object.is_object() ? object.find("note") : object.end();
    if (!object.is_object() || note == object.end() || !note->is_string()) return false;
    const auto text = note->get<std::string>();
    if (rules::is_cleared(text)) return false;
    *note = rules::cleared_note(text);
    fields = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return true;
}

std::vector<Held> notes_to_clear(soci::session& sql, const Closing& closing, Instant now) {
    const Instant before = now - notes_kept;
    std::vector<Held> found;
    for (auto& held :
         records_where(sql, RecordType::visit,
                       "starts_at <= " + std::to_string(seconds(before)) + " AND body LIKE '%\"note\":%'")) {
        auto& visit = std::get<domain::Visit>(held.record);
        if (rules::is_cleared(visit.note) || noted_at(sql, visit) > before ||
            !closing.has_closed(held.unit, visit.start))
            continue;
        visit.note = rules::cleared_note(visit.note);
        found.push_back(std::move(held));
    }
    const auto of_visits =
        "target IN (SELECT id FROM record WHERE type = " + std::to_string(static_cast<int>(RecordType::visit)) +
        ") AND body LIKE '%note%'";
    for (auto& held : records_where(sql, RecordType::activity, of_visits)) {
        auto& done = std::get<domain::Activity>(held.record);
        if (done.at > before || !closing.has_closed(held.unit, done.at)) continue;
        const bool was_before = clear_note_in(done.before);
        const bool was_after = clear_note_in(done.after);
        if (was_before || was_after) found.push_back(std::move(held));
    }
    return found;
}

// --- Clients.

bool is_gone(const domain::Client& client) {
    return client.first_name.empty() && client.last_name.empty() && client.person_id.empty() && client.address.empty();
}

// Whether the assignment has ended, and the municipality said so long enough ago.
bool was_cancelled(soci::session& sql, const Id& client, Instant now) {
    std::optional<domain::Absence> last;
    for (const auto& held : records_where(sql, RecordType::absence, "client = " + quoted(client))) {
        const auto& absence = std::get<domain::Absence>(held.record);
        if (absence.kind == domain::AbsenceKind::ended && (!last || last->starts_at < absence.starts_at))
            last = absence;
    }
    if (!last || !last->cancelled_at || *last->cancelled_at + cancelled_clients_kept > now) return false;
    if (last->starts_at > now || (last->ends_at && *last->ends_at <= now)) return false;
    // Granted something anew since: the client has come back.
    const auto orders = records_where(sql, RecordType::order, "client = " + quoted(client));
    return std::none_of(orders.begin(), orders.end(), [&](const Held& held) {
        return std::get<domain::Order>(held.record).valid_from > domain::local_date(last->starts_at);
    });
}

// Whether somebody has still something to do for which the client must be known.
bool is_needed(soci::session& sql, const Id& client, const Closing& closing, Instant now) {
    const auto of_client = "client = " + quoted(client);
    // The latest visit: its month closes last.
    for (const auto& held :
         records_where(sql, RecordType::visit,
                       of_client + " AND starts_at = (SELECT MAX(starts_at) FROM record WHERE type = " +
                           std::to_string(static_cast<int>(RecordType::visit)) + " AND " + of_client +
                           " AND deleted_at IS NULL)")) {
        const auto& visit = std::get<domain::Visit>(held.record);
        if (!visit.end || !closing.has_closed(held.unit, visit.start)) return true;
    }
    const auto today = domain::local_date(now);
    for (const auto& held : records_where(sql, RecordType::lock, of_client)) {
        const auto& lock = std::get<domain::Lock>(held.record);
        if (lock.mounted_at && (!lock.removed_at || *lock.removed_at > today)) return true;
    }
    for (const auto& held : records_where(sql, RecordType::lock_order, of_client)) {
        const auto state = std::get<domain::LockOrder>(held.record).state;
        if (state == domain::LockOrderState::to_order || state == domain::LockOrderState::ordered ||
            state == domain::LockOrderState::booked)
            return true;
    }
    return false;
}

// What tells where somebody lived, or who was met there.
bool clear_place_in(std::string& fields) {
    auto object = nlohmann::ordered_json::parse(fields, nullptr, false);
    if (!object.is_object()) return false;
    bool changed = false;
    for (const char* name : {"address", "attendant", "note"}) {
        const auto field = object.find(name);
        if (field == object.end() || *field == "") continue;
        *field = "";
        changed = true;
    }
    if (changed) fields = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return changed;
}

void add_history(soci::session& sql, const Id& target, std::vector<Held>& found) {
    for (auto& held : records_where(sql, RecordType::activity, "target = " + quoted(target))) {
        auto& done = std::get<domain::Activity>(held.record);
        const bool was_before = clear_place_in(done.before);
        const bool was_after = clear_place_in(done.after);
        if (was_before || was_after) found.push_back(std::move(held));
    }
}

// The client and what else says where she lived. The client comes first.
std::vector<Held> client_to_clear(soci::session& sql, Held client) {
    std::vector<Held> found;
    auto& person = std::get<domain::Client>(client.record);
    person = {person.id, person.unit, person.number, {}, {}, {}, {}, person.household};
    const auto of_client = "client = " + quoted(client.id);
    found.push_back(std::move(client));
    for (auto& held : records_where(sql, RecordType::lock, of_client)) {
        std::get<domain::Lock>(held.record).address.clear();
        const Id id = held.id;
        found.push_back(std::move(held));
        add_history(sql, id, found);
    }
    for (auto& held : records_where(sql, RecordType::lock_order, of_client)) {
        auto& order = std::get<domain::LockOrder>(held.record);
        order.address.clear();
        order.attendant.clear();
        order.note.clear();
        const Id id = held.id;
        found.push_back(std::move(held));
        add_history(sql, id, found);
    }
    return found;
}

std::vector<std::vector<Held>> clients_to_clear(soci::session& sql, const Closing& closing, Instant now) {
    std::vector<std::vector<Held>> found;
    const auto cancelled =
        "id IN (SELECT client FROM record WHERE type = " + std::to_string(static_cast<int>(RecordType::absence)) +
        " AND deleted_at IS NULL)";
    for (auto& held : records_where(sql, RecordType::client, cancelled)) {
        if (is_gone(std::get<domain::Client>(held.record)) || !was_cancelled(sql, held.id, now) ||
            is_needed(sql, held.id, closing, now))
            continue;
        found.push_back(client_to_clear(sql, std::move(held)));
    }
    return found;
}

// --- Writing.

// Since it was looked at: the next day it is looked at again.
bool has_changed(soci::session& sql, const Held& held) {
    const std::string id = held.id.text();
    Big revision = 0;
    sql << "SELECT revision FROM record WHERE id = :id AND deleted_at IS NULL", soci::use(id), soci::into(revision);
    return !sql.got_data() || revision != held.revision;
}

Big tombstones_before(soci::session& sql, Big oldest) {
    Big count = 0;
    sql << "SELECT COUNT(*) FROM record WHERE deleted_at < :oldest", soci::use(oldest), soci::into(count);
    return count;
}

constexpr const char* day_name = "retention_day";

}  // namespace

Result<RetentionReport> Retention::run(bool only_look) {
    const Instant now = clock_.now();
    const Big oldest_tombstone = seconds(now - days{protocol::Hello{}.tombstone_days + 1});
    RetentionReport report;
    std::vector<Held> notes;
    std::vector<std::vector<Held>> clients;
    const auto looked = storage_.read([&](soci::session& sql) {
        const Closing closing(sql, shelf_.in(sql), now);
        notes = notes_to_clear(sql, closing, now);
        clients = clients_to_clear(sql, closing, now);
        report.notes = static_cast<std::int64_t>(notes.size());
        report.clients = static_cast<std::int64_t>(clients.size());
        report.tombstones = tombstones_before(sql, oldest_tombstone);
        report.accounts = aged_accounts(sql, *shelf_.in(sql), now);
        const Big oldest = seconds(log_begins(now));
        sql << "SELECT COUNT(*) FROM log_entry WHERE recorded_at < :oldest", soci::use(oldest),
            soci::into(report.log_rows);
    });
    if (!looked) return looked.error();
    if (only_look) return report;
    for (std::size_t at = 0; at < notes.size(); at += at_once) {
        std::vector<Held> some(notes.begin() + static_cast<std::ptrdiff_t>(at),
                               notes.begin() + static_cast<std::ptrdiff_t>(std::min(at + at_once, notes.size())));
        const auto done = storage_.write([&](soci::session& sql) {
            std::erase_if(some, [&](const Held& note) { return has_changed(sql, note); });
            write_held(sql, some, now);
            std::map<Big, std::int64_t> by_unit;
            for (const auto& note : some) ++by_unit[note.unit];
            LogWriter log(sql, now);
            for (const auto& [unit, many] : by_unit) log.add(cleared(unit, "notes", many));
            log.write();
        });
        if (!done) return done.error();
    }
    const auto done = storage_.write([&](soci::session& sql) {
        LogWriter log(sql, now);
        for (const auto& client : clients) {
            if (std::any_of(client.begin(), client.end(), [&](const Held& held) { return has_changed(sql, held); }))
                continue;
            write_held(sql, client, now);
            auto entry = cleared(client.front().unit, "clients", 1);
            set_subject(entry, client.front().record);
            log.add(std::move(entry));
        }
        end_aged_accounts(sql, *shelf_.in(sql), now, log);
        log.write();
        sql << "DELETE FROM record WHERE deleted_at < :oldest", soci::use(oldest_tombstone);
        report.log_rows = cut_log(sql, log_begins(now), now);
    });
    if (!done) return done.error();
    return report;
}

Result<> Retention::run_daily() {
    const std::string today = domain::date_text(domain::local_date(clock_.now()));
    const std::string name = day_name;
    std::string last;
    const auto known = storage_.read([&](soci::session& sql) {
        sql << "SELECT value FROM meta WHERE name = :name", soci::use(name), soci::into(last);
    });
    if (!known) return known.error();
    if (last == today) return {};
    if (const auto done = run(false); !done) return done.error();
    return storage_.write([&](soci::session& sql) {
        sql << "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = "
               "excluded.value",
            soci::use(name), soci::use(today);
    });
}

}  // namespace samordna::server
