#include "protocol/codec.h"

#include <charconv>
#include <cstdio>
#include <tuple>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "protocol/record_reader.h"

namespace samordna::protocol {
namespace {

using domain::Change;
using nlohmann::json;

base::Error malformed(std::string field) {
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
bool nests_too_deep(std::string_view text) {
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

std::string dump(const json& j) {
    return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

Id id_from(const json& j, const char* field) {
    const auto id = Id::parse(j.at(field).get<std::string>());
    if (!id) throw Bad{field};
    return *id;
}

Instant instant_from(const json& j, const char* field) {
    const auto t = domain::parse_instant(j.at(field).get<std::string>());
    if (!t) throw Bad{field};
    return *t;
}

domain::RecordType type_from(const json& j, const char* field) {
    const auto type = domain::parse_record_type(j.at(field).get<std::string>());
    if (!type) throw Bad{field};
    return *type;
}

json ids_to(const std::vector<Id>& ids) {
    json list = json::array();
    for (const Id& id : ids) list.push_back(id.text());
    return list;
}

// nlohmann walks over a lone value as over a list of one.
const json& list_at(const json& j, const char* field) {
    const json& list = j.at(field);
    if (!list.is_array()) throw Bad{field};
    return list;
}

std::vector<Id> ids_from(const json& j, const char* field) {
    std::vector<Id> ids;
    for (const auto& item : list_at(j, field)) {
        const auto id = Id::parse(item.get<std::string>());
        if (!id) throw Bad{field};
        ids.push_back(*id);
    }
    return ids;
}

json lines_to(const std::vector<domain::ServiceLine>& lines) {
    json list = json::array();
    for (const auto& line : lines) {
        json item{{"service", line.service}};
        if (line.minutes) item["minutes"] = *line.minutes;
        if (line.extra) item["extra"] = true;
        if (line.declined) item["declined"] = true;
        list.push_back(std::move(item));
    }
    return list;
}

constexpr std::size_t most_service_lines = 100;
constexpr std::size_t longest_note = 4000;  // bytes

std::vector<domain::ServiceLine> lines_from(const json& j, const char* field) {
    std::vector<domain::ServiceLine> lines;
    for (const auto& item : list_at(j, field)) {
        domain::ServiceLine line;
        line.service = item.at("service").get<std::string>();
        if (item.contains("minutes")) line.minutes = item.at("minutes").get<int>();
        line.extra = item.value("extra", false);
        line.declined = item.value("declined", false);
        lines.push_back(std::move(line));
    }
    if (lines.size() > most_service_lines) throw Bad{field};
    return lines;
}

std::string note_from(const json& j, const char* field) {
    auto note = j.at(field).get<std::string>();
    if (note.size() > longest_note) throw Bad{field};
    return note;
}

json parameters_to(const base::Parameters& parameters) {
    json object = json::object();
    for (const auto& [name, value] : parameters) {
        std::visit([&, key = name](const auto& v) { object[key] = v; }, value);
    }
    return object;
}

base::Parameters parameters_from(const json& object) {
    base::Parameters parameters;
    for (const auto& [name, value] : object.items()) {
        if (value.is_number_integer())
            parameters.emplace(name, value.get<std::int64_t>());
        else
            parameters.emplace(name, value.get<std::string>());
    }
    return parameters;
}

json finding_to(const rules::Finding& f) {
    json j{{"check", f.check},
           {"severity", rules::name_of(f.severity)},
           {"rulebook", f.rulebook},
           {"paragraph", f.paragraph}};
    j["visit_id"] = f.visit ? json(f.visit->text()) : json(nullptr);
    j["parameters"] = parameters_to(f.parameters);
    return j;
}

rules::Finding finding_from(const json& j) {
    rules::Finding f;
    f.check = j.at("check").get<std::string>();
    const auto severity = rules::parse_severity(j.at("severity").get<std::string>());
    if (!severity) throw Bad{"severity"};
    f.severity = *severity;
    f.rulebook = j.at("rulebook").get<std::string>();
    f.paragraph = j.at("paragraph").get<std::string>();
    if (!j.at("visit_id").is_null()) f.visit = id_from(j, "visit_id");
    f.parameters = parameters_from(j.at("parameters"));
    return f;
}

json change_to(const Change& change, bool with_key) {
    json j{{"verb", domain::name_of(change.verb)},
           {"id", change.target.text()},
           {"base", change.base},
           {"by", change.by},
           {"at", domain::instant_text(change.at)}};
    if (with_key) j["key"] = change.key.text();
    if (change.depends_on) j["depends_on"] = change.depends_on->text();
    if (const auto* approve = std::get_if<domain::ApproveShift>(&change.verb)) {
        if (!approve->unpaid_visits.empty()) j["unpaid_visits"] = ids_to(approve->unpaid_visits);
    }
    if (const auto* set = std::get_if<domain::SetMatrix>(&change.verb)) j["cells"] = set->cells;
    if (const auto* edit = std::get_if<domain::EditVisit>(&change.verb)) {
        if (edit->start) j["start"] = domain::instant_text(*edit->start);
        if (edit->end) j["end"] = domain::instant_text(*edit->end);
        if (edit->double_staffing) j["double_staffing"] = *edit->double_staffing;
        if (edit->service_lines) j["service_lines"] = lines_to(*edit->service_lines);
        if (edit->shift) j["shift"] = edit->shift->text();
        if (edit->note) j["note"] = *edit->note;
    }
    if (const auto* made = std::get_if<domain::RegisterVisit>(&change.verb)) {
        j["shift"] = made->shift.text();
        j["client"] = made->client.text();
        j["start"] = domain::instant_text(made->start);
        j["end"] = domain::instant_text(made->end);
        j["double_staffing"] = made->double_staffing;
        j["service_lines"] = lines_to(made->service_lines);
        j["note"] = made->note;
    }
    return j;
}

template <class T, class Read>
void if_there(const json& j, const char* field, std::optional<T>& value, Read read) {
    if (j.contains(field)) value = read(j, field);
}

domain::EditVisit edit_from(const json& j) {
    domain::EditVisit edit;
    if_there(j, "start", edit.start, instant_from);
    if_there(j, "end", edit.end, instant_from);
    if_there(j, "double_staffing", edit.double_staffing,
             [](const json& o, const char* f) { return o.at(f).get<bool>(); });
    if_there(j, "service_lines", edit.service_lines, lines_from);
    if_there(j, "shift", edit.shift, id_from);
    if_there(j, "note", edit.note, note_from);
    return edit;
}

domain::Verb verb_from(const json& j) {
    const auto name = j.at("verb").get<std::string>();
    if (name == "shift.approve") {
        domain::ApproveShift approve;
        if (j.contains("unpaid_visits")) approve.unpaid_visits = ids_from(j, "unpaid_visits");
        return approve;
    }
    if (name == "shift.revoke") return domain::RevokeApproval{};
    if (name == "matrix.set") return domain::SetMatrix{j.at("cells").get<std::string>()};
    if (name == "visit.edit") return edit_from(j);
    if (name == "visit.register") {
        return domain::RegisterVisit{id_from(j, "shift"),
                                     id_from(j, "client"),
                                     instant_from(j, "start"),
                                     instant_from(j, "end"),
                                     j.at("double_staffing").get<bool>(),
                                     lines_from(j, "service_lines"),
                                     note_from(j, "note")};
    }
    throw Bad{"verb"};
}

Change change_from(const json& j) {
    Change change;
    if (j.contains("key")) change.key = id_from(j, "key");
    change.target = id_from(j, "id");
    change.base = j.at("base").get<std::int64_t>();
    if (j.contains("depends_on")) change.depends_on = id_from(j, "depends_on");
    change.by = j.at("by").get<std::string>();
    change.at = instant_from(j, "at");
    change.verb = verb_from(j);
    return change;
}

struct OutcomeWriter {
    json operator()(const Accepted& a) const {
        json changed = json::array();
        for (const ChangedRecord& c : a.changed) {
            changed.push_back({{"t", domain::name_of(c.type)}, {"id", c.id.text()}, {"rev", c.revision}});
        }
        return {{"outcome", "accepted"}, {"changed", changed}, {"seq", a.sequence}};
    }
    json operator()(const Conflict& c) const {
        return {{"outcome", "conflict"},
                {"current",
                 {{"t", domain::name_of(domain::type_of(c.current))},
                  {"id", domain::id_of(c.current).text()},
                  {"rev", c.revision},
                  {"d", json::parse(record_text(c.current))}}}};
    }
    json operator()(const Refused& r) const {
        json findings = json::array();
        for (const rules::Finding& f : r.findings) findings.push_back(finding_to(f));
        return {{"outcome", "refused"}, {"findings", findings}};
    }
    json operator()(const Failed& f) const {
        return {{"outcome", "failed"}, {"code", f.error.code}, {"parameters", parameters_to(f.error.parameters)}};
    }
};

json outcome_to(const Outcome& outcome) {
    return std::visit(OutcomeWriter{}, outcome);
}

Outcome outcome_from(const json& j) {
    const auto kind = j.at("outcome").get<std::string>();
    if (kind == "accepted") {
        Accepted accepted;
        for (const auto& c : list_at(j, "changed")) {
            accepted.changed.push_back({type_from(c, "t"), id_from(c, "id"), c.at("rev").get<std::int64_t>()});
        }
        accepted.sequence = j.at("seq").get<std::int64_t>();
        return accepted;
    }
    if (kind == "conflict") {
        const json& current = j.at("current");
        auto record = parse_record(type_from(current, "t"), id_from(current, "id"), dump(current.at("d")));
        if (!record) throw Bad{"current"};
        return Conflict{std::move(*record), current.at("rev").get<std::int64_t>()};
    }
    if (kind == "refused") {
        Refused refused;
        for (const auto& f : list_at(j, "findings")) refused.findings.push_back(finding_from(f));
        return refused;
    }
    if (kind == "failed") return Failed{{j.at("code").get<std::string>(), parameters_from(j.at("parameters"))}};
    throw Bad{"outcome"};
}

bool is_retryable(std::string_view code) {
    return code == "backend.busy" || code == "backend.fault" || code == "integrity.moved" || code == "key.in_progress";
}

}  // namespace

std::pair<std::string, std::string> differing_fields(const domain::Record& before, const domain::Record& after) {
    json was = json::parse(record_text(before));
    json is = json::parse(record_text(after));
    for (auto field = was.begin(); field != was.end();) {
        if (is.contains(field.key()) && is.at(field.key()) == field.value()) {
            is.erase(field.key());
            field = was.erase(field);
        } else {
            ++field;
        }
    }
    return {dump(was), dump(is)};
}

Result<domain::Record> before_activity(const domain::Record& after, const domain::Activity& activity) {
    json record = json::parse(record_text(after));
    const json was = json::parse(activity.before, nullptr, false);
    const json became = json::parse(activity.after, nullptr, false);
    if (!was.is_object() || !became.is_object()) return malformed("before");
    for (const auto& field : became.items()) record.erase(field.key());
    record.update(was);
    return parse_record(domain::type_of(after), domain::id_of(after), dump(record));
}

Result<domain::Record> parse_record(domain::RecordType type, const Id& id, std::string_view text) {
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(text.data(), text.size(), true).get_object().get(object) != simdjson::SUCCESS)
        return malformed("");
    return read_record(type, id, object);
}

std::string change_text(const Change& change) {
    return dump(change_to(change, false));
}

Result<Change> parse_change(std::string_view text) {
    return guarded(text, change_from);
}

std::string batch_text(std::span<const Change> changes) {
    json items = json::array();
    for (const Change& change : changes) items.push_back(change_to(change, true));
    return dump({{"commands", items}});
}

Result<std::vector<Result<Change>>> parse_batch(std::string_view text) {
    return guarded(text, [](const json& j) {
        std::vector<Result<Change>> changes;
        for (const auto& item : list_at(j, "commands")) {
            auto change = guarded(item, change_from);
            if (change && change->key.is_nil())
                changes.emplace_back(malformed("key"));
            else
                changes.push_back(std::move(change));
        }
        return changes;
    });
}

std::string outcome_text(const Outcome& outcome) {
    return dump(outcome_to(outcome));
}

Result<Outcome> parse_outcome(std::string_view text) {
    return guarded(text, outcome_from);
}

std::string outcomes_text(std::span<const Outcome> outcomes) {
    json items = json::array();
    for (const Outcome& outcome : outcomes) items.push_back(outcome_to(outcome));
    return dump({{"outcomes", items}});
}

Result<std::vector<Outcome>> parse_outcomes(std::string_view text) {
    return guarded(text, [](const json& j) {
        std::vector<Outcome> outcomes;
        for (const auto& item : list_at(j, "outcomes")) outcomes.push_back(outcome_from(item));
        return outcomes;
    });
}

std::string finding_text(const rules::Finding& finding) {
    return dump(finding_to(finding));
}

std::string hello_text(const Hello& hello) {
    return dump({{"protocol", {{"min", hello.protocol_min}, {"max", hello.protocol_max}}},
                 {"sign_in", {{"password", "/v1/session"}}},
                 {"limits",
                  {{"page", hello.page},
                   {"tombstone_days", hello.tombstone_days},
                   {"idempotency_days", hello.idempotency_days}}},
                 {"server_time", domain::instant_text(hello.server_time)},
                 {"rehearsal", hello.rehearsal}});
}

Result<Hello> parse_hello(std::string_view text) {
    return guarded(text, [](const json& j) {
        Hello hello;
        hello.protocol_min = j.at("protocol").at("min").get<int>();
        hello.protocol_max = j.at("protocol").at("max").get<int>();
        const json& limits = j.at("limits");
        hello.page = limits.at("page").get<int>();
        hello.tombstone_days = limits.at("tombstone_days").get<int>();
        hello.idempotency_days = limits.at("idempotency_days").get<int>();
        hello.server_time = instant_from(j, "server_time");
        hello.rehearsal = j.at("rehearsal").get<bool>();
        return hello;
    });
}

std::string session_text(const Session& session) {
    return dump(
        {{"token", session.token}, {"user", session.user}, {"role", session.role}, {"units", ids_to(session.units)}});
}

Result<Session> parse_session(std::string_view text) {
    return guarded(text, [](const json& j) {
        return Session{j.at("token").get<std::string>(), j.at("user").get<std::string>(),
                       j.at("role").get<std::string>(), ids_from(j, "units")};
    });
}

// The digest goes as 16 hex digits: JSON numbers are not safe beyond 53 bits.
std::string integrity_text(const Integrity& integrity) {
    json types = json::object();
    for (const auto& [type, digest] : integrity) {
        char hex[17];
        std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(digest.digest));
        types[std::string(domain::name_of(type))] = {{"count", digest.count}, {"digest", hex}};
    }
    return dump({{"types", types}});
}

Result<Integrity> parse_integrity(std::string_view text) {
    return guarded(text, [](const json& j) {
        Integrity integrity;
        for (const auto& [name, value] : j.at("types").items()) {
            const auto type = domain::parse_record_type(name);
            if (!type) continue;
            const auto hex = value.at("digest").get<std::string>();
            TypeDigest digest;
            digest.count = value.at("count").get<std::int64_t>();
            const auto [end, failure] = std::from_chars(hex.data(), hex.data() + hex.size(), digest.digest, 16);
            if (failure != std::errc{} || end != hex.data() + hex.size()) throw Bad{"digest"};
            integrity.emplace(*type, digest);
        }
        return integrity;
    });
}

std::string problem_text(const base::Error& error, int status, std::string_view request_id) {
    return dump({{"type", "urn:samordna:problem:" + error.code},
                 {"title", error.code},
                 {"status", status},
                 {"code", error.code},
                 {"retryable", is_retryable(error.code)},
                 {"request_id", request_id},
                 {"parameters", parameters_to(error.parameters)}});
}

base::Error parse_problem(std::string_view text, int status) {
    base::Error error{"backend.fault", {{"status", status}}, "an answer that is not a problem document"};
    // Not every problem document is ours (a proxy's page, say): then the error above stands.
    std::ignore = guarded(text, [&](const json& j) {
        error = {j.at("code").get<std::string>(), parameters_from(j.value("parameters", json::object()))};
        return true;
    });
    return error;
}

}  // namespace samordna::protocol
