#include "protocol/codec.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <tuple>

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include "protocol/json_reading.h"
#include "protocol/record_reader.h"

namespace samordna::protocol {
namespace {

using namespace wire;

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

constexpr std::string_view enrol = "sign_in.enrol";

constexpr std::array<std::pair<const char*, std::string Credentials::*>, 3> further_credentials{{
    {"code", &Credentials::code},
    {"recovery_code", &Credentials::recovery_code},
    {"new_password", &Credentials::new_password},
}};

std::string text_from(const json& j, const char* field) {
    const auto found = j.is_object() ? j.find(field) : j.end();
    if (!j.is_object() || found == j.end() || !found->is_string()) throw Bad{field};
    return found->get<std::string>();
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

std::set<std::string> fields_changed(const domain::Activity& activity) {
    std::set<std::string> fields;
    for (const std::string* side : {&activity.before, &activity.after}) {
        const json object = json::parse(*side, nullptr, false);
        if (!object.is_object()) continue;
        for (const auto& field : object.items()) fields.insert(field.key());
    }
    return fields;
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

std::string credentials_text(const Credentials& shown) {
    json j{{"user", shown.user}, {"password", shown.password}};
    for (const auto& [name, field] : further_credentials) {
        if (!(shown.*field).empty()) j[name] = shown.*field;
    }
    return dump(j);
}

Result<Credentials> parse_credentials(std::string_view text) {
    return guarded(text, [](const json& j) {
        Credentials shown;
        shown.user = text_from(j, "user");
        shown.password = text_from(j, "password");
        for (const auto& [name, field] : further_credentials) {
            if (j.contains(name)) shown.*field = text_from(j, name);
        }
        return shown;
    });
}

std::string refresh_text(std::string_view refresh_token) {
    return dump({{"refresh_token", refresh_token}});
}

Result<std::string> parse_refresh(std::string_view text) {
    return guarded(text, [](const json& j) { return text_from(j, "refresh_token"); });
}

std::string session_text(const Session& session) {
    json j{{"token", session.token},
           {"refresh_token", session.refresh_token},
           {"expires_in", session.expires_in.count()},
           {"user", session.user},
           {"role", session.role},
           {"units", ids_to(session.units)},
           {"second_factor", session.second_factor}};
    if (session.care_worker) j["care_worker"] = session.care_worker->text();
    if (!session.recovery_codes.empty()) j["recovery_codes"] = session.recovery_codes;
    return dump(j);
}

Result<Session> parse_session(std::string_view text) {
    return guarded(text, [](const json& j) {
        Session session{j.at("token").get<std::string>(), j.at("user").get<std::string>(),
                        j.at("role").get<std::string>(), ids_from(j, "units")};
        session.refresh_token = j.at("refresh_token").get<std::string>();
        session.expires_in = std::chrono::seconds{j.at("expires_in").get<std::int64_t>()};
        session.second_factor = j.at("second_factor").get<std::string>();
        if (j.contains("care_worker")) session.care_worker = id_from(j, "care_worker");
        if (j.contains("recovery_codes")) {
            for (const auto& code : list_at(j, "recovery_codes"))
                session.recovery_codes.push_back(code.get<std::string>());
        }
        return session;
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
    json document{{"type", "urn:samordna:problem:" + error.code},
                  {"title", error.code},
                  {"status", status},
                  {"code", error.code},
                  {"retryable", is_retryable(error.code)},
                  {"request_id", request_id},
                  {"parameters", parameters_to(error.parameters)}};
    // A secret has a place of its own, apart from what fills in sentences.
    if (error.code == enrol) {
        document["enrolment"] = std::move(document["parameters"]);
        document["parameters"] = json::object();
    }
    return dump(document);
}

base::Error parse_problem(std::string_view text, int status) {
    base::Error error{"backend.fault", {{"status", status}}, "an answer that is not a problem document"};
    // Not every problem document is ours (a proxy's page, say): then the error above stands.
    std::ignore = guarded(text, [&](const json& j) {
        const auto code = j.at("code").get<std::string>();
        error = {code, parameters_from(j.value(code == enrol ? "enrolment" : "parameters", json::object()))};
        return true;
    });
    return error;
}

}  // namespace samordna::protocol
