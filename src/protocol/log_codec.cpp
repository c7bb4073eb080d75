#include "protocol/log_codec.h"

#include <algorithm>

#include "base/text.h"
#include "protocol/json_reading.h"

namespace samordna::protocol {
namespace {

using namespace wire;
using domain::LogQuestion;
using domain::LogRow;

constexpr std::size_t longest_name = 200;  // bytes

void put(json& j, const char* field, const std::optional<Id>& id) {
    if (id) j[field] = id->text();
}
void put(json& j, const char* field, const std::string& text) {
    if (!text.empty()) j[field] = text;
}
std::optional<Id> id_if(const json& j, const char* field) {
    return j.contains(field) ? std::optional(id_from(j, field)) : std::nullopt;
}
std::string text_if(const json& j, const char* field) {
    return j.contains(field) ? j.at(field).get<std::string>() : std::string{};
}

template <class Enum>
Enum named_from(const json& j, const char* field) {
    Enum value{};
    if (!parse_name(j.at(field).get<std::string>(), value)) throw Bad{field};
    return value;
}

json row_to(const LogRow& row) {
    json j{{"row", row.row},
           {"recorded_at", domain::instant_text(row.recorded_at)},
           {"happened_at", domain::instant_text(row.happened_at)},
           {"role", row.role},
           {"verb", row.verb},
           {"outcome", domain::name_of(row.outcome)}};
    put(j, "user", row.user);
    put(j, "unit", row.unit);
    if (row.type) j["type"] = domain::name_of(*row.type);
    put(j, "target", row.target);
    put(j, "client", row.client);
    put(j, "lock", row.lock);
    put(j, "program", row.program);
    put(j, "phone", row.phone);
    put(j, "detail", row.detail);
    return j;
}

LogRow row_from(const json& j) {
    LogRow row;
    row.row = j.at("row").get<std::string>();
    row.recorded_at = instant_from(j, "recorded_at");
    row.happened_at = instant_from(j, "happened_at");
    row.role = j.at("role").get<std::string>();
    row.verb = j.at("verb").get<std::string>();
    row.outcome = named_from<domain::LogOutcome>(j, "outcome");
    row.user = text_if(j, "user");
    row.unit = id_if(j, "unit");
    if (j.contains("type")) row.type = domain::parse_record_type(j.at("type").get<std::string>());
    row.target = id_if(j, "target");
    row.client = id_if(j, "client");
    row.lock = id_if(j, "lock");
    row.program = text_if(j, "program");
    row.phone = id_if(j, "phone");
    row.detail = text_if(j, "detail");
    return row;
}

domain::NotedReading reading_from(const json& j) {
    domain::NotedReading reading;
    reading.id = id_from(j, "id");
    if (reading.id.is_nil()) throw Bad{"id"};
    reading.at = instant_from(j, "at");
    reading.verb = named_from<domain::ReadingVerb>(j, "verb");
    reading.type = type_from(j, "type");
    reading.target = id_from(j, "target");
    return reading;
}

// Throws Bad.
struct QuestionReader {
    const Query& query;

    const std::string* at(const char* name) const {
        const auto found = query.find(name);
        if (found == query.end()) return nullptr;
        if (found->second.empty() || found->second.size() > longest_name || !base::is_utf8(found->second))
            throw Bad{name};
        return &found->second;
    }
    std::string text(const char* name) const {
        const std::string* given = at(name);
        return given == nullptr ? std::string{} : *given;
    }
    template <class Parse>
    auto value(const char* name, Parse parse) const -> decltype(parse(std::string{})) {
        const std::string* given = at(name);
        if (given == nullptr) return std::nullopt;
        auto parsed = parse(*given);
        if (!parsed) throw Bad{name};
        return parsed;
    }
    LogQuestion question() const {
        LogQuestion q;
        const auto id = [](const std::string& text) { return Id::parse(text); };
        const auto moment = [](const std::string& text) { return domain::parse_instant(text); };
        const auto count = [](const std::string& text) { return base::parse_integer<int>(text); };
        q.client = value("client", id);
        q.lock = value("lock", id);
        q.user = text("user");
        q.verb = text("verb");
        q.from = value("from", moment);
        q.to = value("to", moment);
        q.cursor = text("cursor");
        q.limit = value("limit", count).value_or(q.limit);
        if (q.limit < 1) throw Bad{"limit"};
        q.limit = std::min(q.limit, most_log_rows);
        if (const std::string* purpose = at("purpose"); purpose != nullptr && !parse_name(*purpose, q.purpose))
            throw Bad{"purpose"};
        return q;
    }
};

}  // namespace

Query query_of(const LogQuestion& question) {
    Query query;
    const auto set = [&](const char* name, const std::string& text) {
        if (!text.empty()) query.emplace(name, text);
    };
    if (question.client) set("client", question.client->text());
    if (question.lock) set("lock", question.lock->text());
    set("user", question.user);
    set("verb", question.verb);
    if (question.from) set("from", domain::instant_text(*question.from));
    if (question.to) set("to", domain::instant_text(*question.to));
    set("cursor", question.cursor);
    set("limit", std::to_string(question.limit));
    set("purpose", std::string(domain::name_of(question.purpose)));
    return query;
}

base::Result<LogQuestion> parse_log_question(const Query& query) {
    try {
        return QuestionReader{query}.question();
    } catch (const Bad& bad) {
        return malformed(bad.field);
    }
}

std::string log_page_text(const domain::LogPage& page) {
    json j{{"rows", json::array()}};
    for (const auto& row : page.rows) j["rows"].push_back(row_to(row));
    put(j, "cursor", page.cursor);
    return dump(j);
}

base::Result<domain::LogPage> parse_log_page(std::string_view text) {
    return guarded(text, [](const json& j) {
        domain::LogPage page;
        for (const auto& row : list_at(j, "rows")) page.rows.push_back(row_from(row));
        page.cursor = text_if(j, "cursor");
        return page;
    });
}

std::string readings_text(std::span<const domain::NotedReading> readings) {
    json list = json::array();
    for (const auto& reading : readings)
        list.push_back({{"id", reading.id.text()},
                        {"at", domain::instant_text(reading.at)},
                        {"verb", domain::name_of(reading.verb)},
                        {"type", domain::name_of(reading.type)},
                        {"target", reading.target.text()}});
    return dump({{"readings", std::move(list)}});
}

base::Result<std::vector<domain::NotedReading>> parse_readings(std::string_view text) {
    return guarded(text, [](const json& j) {
        std::vector<domain::NotedReading> readings;
        for (const auto& reading : list_at(j, "readings")) readings.push_back(reading_from(reading));
        return readings;
    });
}

std::string told_readings_text(const ToldReadings& told) {
    return dump({{"stored", told.stored}, {"known", told.known}, {"left_out", ids_to(told.left_out)}});
}

base::Result<ToldReadings> parse_told_readings(std::string_view text) {
    return guarded(text, [](const json& j) {
        return ToldReadings{j.at("stored").get<std::int64_t>(), j.at("known").get<std::int64_t>(),
                            ids_from(j, "left_out")};
    });
}

std::string log_check_text(const domain::LogCheck& check) {
    return dump({{"id", check.id.text()}, {"rows", check.rows}, {"note", check.note}});
}

base::Result<domain::LogCheck> parse_log_check(std::string_view text) {
    return guarded(text, [](const json& j) {
        domain::LogCheck check;
        check.id = id_from(j, "id");
        if (check.id.is_nil()) throw Bad{"id"};
        check.rows = list_at(j, "rows").get<std::vector<std::string>>();
        check.note = j.at("note").get<std::string>();
        return check;
    });
}

}  // namespace samordna::protocol
