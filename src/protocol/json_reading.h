// Reading the wire's JSON without trusting it: the readers below throw, `guarded` turns that into wire.malformed
// {field}. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "domain/record.h"

namespace samordna::protocol::wire {

using base::Result;
using domain::Id;
using domain::Instant;
using nlohmann::json;

inline base::Error malformed(std::string field) {
    return {"wire.malformed", {{"field", std::move(field)}}};
}

// Every reader below throws json::exception or Bad; `guarded` turns both into an error.
struct Bad {
    std::string field;
};

template <class Read>
auto guarded(const json& j, Read read) -> Result<decltype(read(j))> {
    try {
        return read(j);
    } catch (const Bad& bad) {
        return malformed(bad.field);
    } catch (const json::exception&) {
        return malformed("");
    }
}

// Copying and writing JSON goes by recursion: what nests deeper than anything of ours could overrun the stack.
inline bool nests_too_deep(std::string_view text) {
    constexpr int deepest = 32;
    int depth = 0;
    bool within_quotes = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') within_quotes = !within_quotes;
        if (within_quotes && c == '\\') ++i;
        if (within_quotes) continue;
        if ((c == '[' || c == '{') && ++depth > deepest) return true;
        if (c == ']' || c == '}') --depth;
    }
    return false;
}

template <class Read>
auto guarded(std::string_view text, Read read) -> Result<decltype(read(std::declval<const json&>()))> {
    if (nests_too_deep(text)) return malformed("");
    const json j = json::parse(text, nullptr, false);
    return j.is_discarded() ? malformed("") : guarded(j, read);
}

inline std::string dump(const json& j) {
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

inline Id id_from(const json& j, const char* field) {
    const auto id = Id::parse(j.at(field).get<std::string>());
    if (!id) throw Bad{field};
    return *id;
}

inline Instant instant_from(const json& j, const char* field) {
    const auto t = domain::parse_instant(j.at(field).get<std::string>());
    if (!t) throw Bad{field};
    return *t;
}

inline domain::RecordType type_from(const json& j, const char* field) {
    const auto type = domain::parse_record_type(j.at(field).get<std::string>());
    if (!type) throw Bad{field};
    return *type;
}

inline json ids_to(const std::vector<Id>& ids) {
    json list = json::array();
    for (const Id& id : ids) list.push_back(id.text());
    return list;
}

// nlohmann walks over a lone value as over a list of one.
inline const json& list_at(const json& j, const char* field) {
    const json& list = j.at(field);
    if (!list.is_array()) throw Bad{field};
    return list;
}

inline std::vector<Id> ids_from(const json& j, const char* field) {
    std::vector<Id> ids;
    for (const auto& item : list_at(j, field)) {
        const auto id = Id::parse(item.get<std::string>());
        if (!id) throw Bad{field};
        ids.push_back(*id);
    }
    return ids;
}

}  // namespace samordna::protocol::wire
