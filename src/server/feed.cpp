#include "server/feed.h"

#include <algorithm>
#include <stdexcept>

#include "protocol/codec.h"
#include "protocol/feed.h"
#include "server/cursor.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::RecordType;

Id stored_id(const std::string& text) {
    const auto id = Id::parse(text);
    if (!id) throw std::logic_error("the database holds a malformed id");
    return *id;
}

Big head_of(soci::session& sql, std::int64_t unit) {
    const Big number = unit;
    Big sequence = 0;
    sql << "SELECT p.sequence FROM provider p JOIN unit u ON u.provider = p.number WHERE u.number = :unit",
        soci::use(number), soci::into(sequence);
    return sequence;
}

bool has_changed(soci::session& sql, const Cursor::Unit& unit) {
    const Big number = unit.number;
    const Big after = unit.sequence;
    int one = 0;
    sql << "SELECT 1 FROM record WHERE unit = :unit AND sequence > :after LIMIT 1", soci::use(number), soci::use(after),
        soci::into(one);
    return sql.got_data();
}

// One page while it is being written, over one state of the database.
class Page {
  public:
    Page(soci::session& sql, Cursor& cursor, int room) : sql_(sql), cursor_(cursor), room_(room) {}

    void fill() {
        if (cursor_.snapshot) snapshot();
        if (!cursor_.snapshot) {
            for (auto& unit : cursor_.units) delta(unit);
        }
    }
    int room() const { return room_; }
    std::string& text() { return text_; }

  private:
    void snapshot() {
        auto& position = *cursor_.snapshot;
        auto unit = std::find_if(cursor_.units.begin(), cursor_.units.end(),
                                 [&](const auto& u) { return u.number >= position.unit; });
        while (room_ > 0) {
            if (unit == cursor_.units.end()) {
                if (position.type == domain::record_types.back()) {
                    cursor_.snapshot.reset();
                    return;
                }
                position.type = static_cast<RecordType>(static_cast<int>(position.type) + 1);
                unit = cursor_.units.begin();
                continue;
            }
            if (position.unit != unit->number) position = {position.type, unit->number, {}};
            current_records(position);
            if (room_ > 0) {
                ++unit;
                position.after = {};
                position.unit = 0;
            }
        }
    }

    void current_records(SnapshotPosition& position) {
        const int type = static_cast<int>(position.type);
        const Big unit = position.unit;
        const std::string after = position.after.text();
        std::string id;
        Big revision = 0;
        std::string body;
        soci::statement query =
            (sql_.prepare
                 << "SELECT id, revision, body FROM record WHERE unit = :unit AND type = :type AND id > :after "
                    "AND deleted_at IS NULL ORDER BY id LIMIT :room",
             soci::use(unit), soci::use(type), soci::use(after), soci::use(room_), soci::into(id), soci::into(revision),
             soci::into(body));
        query.execute();
        while (query.fetch()) {
            position.after = stored_id(id);
            protocol::append_upsert(text_, position.type, position.after, revision, body);
            --room_;
        }
    }

    void delta(Cursor::Unit& cursor_unit) {
        if (room_ <= 0) return;
        const Big head = head_of(sql_, cursor_unit.number);
        const Big unit = cursor_unit.number;
        const Big after = cursor_unit.sequence;
        const int at_most = room_;
        int type = 0;
        std::string id;
        Big revision = 0;
        Big sequence = 0;
        Big deleted_at = 0;
        soci::indicator is_deleted{};
        std::string body;
        soci::statement query =
            (sql_.prepare << "SELECT type, id, revision, sequence, deleted_at, body FROM record WHERE unit = :unit AND "
                             "sequence > :after ORDER BY sequence LIMIT :room",
             soci::use(unit), soci::use(after), soci::use(at_most), soci::into(type), soci::into(id),
             soci::into(revision), soci::into(sequence), soci::into(deleted_at, is_deleted), soci::into(body));
        query.execute();
        while (query.fetch()) {
            const auto record_type = static_cast<RecordType>(type);
            if (is_deleted == soci::i_null) {
                protocol::append_upsert(text_, record_type, stored_id(id), revision, body);
            } else {
                protocol::append_removal(text_, {record_type, stored_id(id), revision});
            }
            cursor_unit.sequence = sequence;
            --room_;
        }
        if (room_ > 0) cursor_unit.sequence = head;
    }

    soci::session& sql_;
    Cursor& cursor_;
    int room_;
    std::string text_;
};

// A cursor for these units, or resync.required.
Result<Cursor> checked(std::string_view text, const Principal& who, std::string_view epoch, domain::Instant now) {
    auto cursor = decode_cursor(text, epoch);
    const auto same_unit = [](const Cursor::Unit& a, const VisibleUnit& b) { return a.number == b.number; };
    if (!cursor ||
        !std::equal(cursor->units.begin(), cursor->units.end(), who.units.begin(), who.units.end(), same_unit) ||
        cursor->issued + std::chrono::days{protocol::Hello{}.tombstone_days} < now) {
        return Error{"resync.required"};
    }
    return std::move(*cursor);
}

// A cursor that is ahead of the database was given before the database was set back.
bool is_ahead(soci::session& sql, const Cursor& cursor) {
    return std::any_of(cursor.units.begin(), cursor.units.end(),
                       [&](const auto& unit) { return unit.sequence > head_of(sql, unit.number); });
}

}  // namespace

Result<FeedPage> Feed::page(const Principal& who, std::optional<std::string_view> cursor_text, int limit) {
    return storage_.read([&](soci::session& sql) -> Result<FeedPage> {
        Cursor cursor;
        if (cursor_text) {
            auto read = checked(*cursor_text, who, storage_.epoch(), clock_.now());
            if (!read) return read.error();
            cursor = std::move(*read);
            if (is_ahead(sql, cursor)) return Error{"resync.required"};
        } else {
            cursor.snapshot.emplace();
            for (const auto& unit : who.units) cursor.units.push_back({unit.number, head_of(sql, unit.number)});
        }
        std::vector<VisibleUnit> concerned;
        for (std::size_t i = 0; i < who.units.size(); ++i) {
            if (cursor.snapshot || has_changed(sql, cursor.units[i])) concerned.push_back(who.units[i]);
        }
        const int most = std::clamp<int>(limit, 1, protocol::feed_checkpoint_every);
        Page page(sql, cursor, most);
        page.text().reserve(static_cast<std::size_t>(most) * 512);
        page.fill();
        FeedPage answer{std::move(page.text()), {}, std::move(concerned)};
        answer.last.records = most - page.room();
        answer.last.consistent = !cursor.snapshot && std::none_of(cursor.units.begin(), cursor.units.end(),
                                                                  [&](auto& u) { return has_changed(sql, u); });
        answer.last.more = !answer.last.consistent;
        cursor.issued = clock_.now();
        answer.last.cursor = encode(cursor, storage_.epoch());
        protocol::append_checkpoint(answer.text, answer.last);
        return answer;
    });
}

Result<bool> Feed::has_news(const Principal& who, std::string_view cursor_text) {
    const auto cursor = checked(cursor_text, who, storage_.epoch(), clock_.now());
    if (!cursor) return cursor.error();
    if (cursor->snapshot) return true;
    return storage_.read([&](soci::session& sql) -> Result<bool> {
        if (is_ahead(sql, *cursor)) return Error{"resync.required"};
        return std::any_of(cursor->units.begin(), cursor->units.end(), [&](auto& u) { return has_changed(sql, u); });
    });
}

Result<protocol::Integrity> Feed::integrity(const Principal& who, std::string_view cursor_text) {
    const auto cursor = checked(cursor_text, who, storage_.epoch(), clock_.now());
    if (!cursor) return cursor.error();
    if (cursor->snapshot) return Error{"integrity.moved"};
    return storage_.read([&](soci::session& sql) -> Result<protocol::Integrity> {
        if (is_ahead(sql, *cursor)) return Error{"resync.required"};
        protocol::Integrity sums;
        for (const auto& unit : cursor->units) {
            if (has_changed(sql, unit)) return Error{"integrity.moved"};
            const Big number = unit.number;
            int type = 0;
            std::string id;
            Big revision = 0;
            soci::statement query = (sql.prepare << "SELECT type, id, revision FROM record WHERE unit = :unit AND "
                                                    "deleted_at IS NULL",
                                     soci::use(number), soci::into(type), soci::into(id), soci::into(revision));
            query.execute();
            while (query.fetch()) {
                auto& sum = sums[static_cast<RecordType>(type)];
                ++sum.count;
                sum.digest ^= protocol::digest_of(stored_id(id), revision);
            }
        }
        return sums;
    });
}

Result<RecordText> Feed::record(const Principal& who, RecordType type, const Id& id) {
    return storage_.read([&](soci::session& sql) -> Result<RecordText> {
        const std::string key = id.text();
        const int type_number = static_cast<int>(type);
        Big unit = 0;
        Big revision = 0;
        std::string body;
        sql << "SELECT unit, revision, body FROM record WHERE id = :id AND type = :type AND deleted_at IS NULL",
            soci::use(key), soci::use(type_number), soci::into(unit), soci::into(revision), soci::into(body);
        const bool visible = sql.got_data() && std::any_of(who.units.begin(), who.units.end(),
                                                           [&](const auto& u) { return u.number == unit; });
        if (!visible) return Error{"not_found"};
        RecordText answer;
        protocol::append_upsert(answer.text, type, id, revision, body);
        answer.text.pop_back();
        answer.revision = revision;
        return answer;
    });
}

}  // namespace samordna::server
