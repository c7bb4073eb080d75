#include "server/cursor.h"

#include <fmt/format.h>

#include "base/text.h"
#include "server/digest.h"

namespace samordna::server {
namespace {

constexpr std::size_t signature_size = 43;

// issued|type unit after|number sequence|number sequence…, with an empty second part after the snapshot.
std::optional<Cursor> parse(std::string_view plain) {
    const auto parts = base::split(plain, '|');
    if (parts.size() < 2) return std::nullopt;
    Cursor cursor;
    const auto issued = base::parse_integer<std::int64_t>(parts[0]);
    if (!issued) return std::nullopt;
    cursor.issued = domain::Instant{std::chrono::seconds{*issued}};
    if (!parts[1].empty()) {
        const auto words = base::split(parts[1], ' ');
        if (words.size() != 3) return std::nullopt;
        const auto type = domain::parse_record_type(words[0]);
        const auto unit = base::parse_integer<std::int64_t>(words[1]);
        const auto after = base::Id::parse(words[2]);
        if (!type || !unit || !after) return std::nullopt;
        cursor.snapshot = SnapshotPosition{*type, *unit, *after};
    }
    for (std::size_t i = 2; i < parts.size(); ++i) {
        const auto words = base::split(parts[i], ' ');
        if (words.size() != 2) return std::nullopt;
        const auto number = base::parse_integer<std::int64_t>(words[0]);
        const auto sequence = base::parse_integer<std::int64_t>(words[1]);
        if (!number || !sequence) return std::nullopt;
        cursor.units.push_back({*number, *sequence});
    }
    return cursor;
}

}  // namespace

std::string encode(const Cursor& cursor, std::string_view epoch) {
    std::string plain = fmt::format("{}|", cursor.issued.time_since_epoch().count());
    if (cursor.snapshot) {
        plain += fmt::format("{} {} {}", domain::name_of(cursor.snapshot->type), cursor.snapshot->unit,
                             cursor.snapshot->after.text());
    }
    for (const auto& unit : cursor.units) plain += fmt::format("|{} {}", unit.number, unit.sequence);
    return sign(plain, epoch) + base64url(plain);
}

std::optional<Cursor> decode_cursor(std::string_view text, std::string_view epoch) {
    if (text.size() <= signature_size) return std::nullopt;
    const std::string plain = from_base64url(text.substr(signature_size));
    if (plain.empty() || !is_signed(plain, text.substr(0, signature_size), epoch)) return std::nullopt;
    return parse(plain);
}

}  // namespace samordna::server
