#include "cli/json_output.h"

#include "wording/sentences.h"
#include "wording/silence_words.h"

namespace samordna::cli {
namespace {

Json json_of(const base::Parameters& parameters) {
    Json object = Json::object();
    for (const auto& [name, value] : parameters) {
        std::visit([&](const auto& v) { object[name] = v; }, value);
    }
    return object;
}

std::string one_line(const Json& object) {
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Json json_of(const std::optional<domain::Instant>& moment) {
    return moment ? Json(domain::local_instant_text(*moment)) : Json(nullptr);
}

Json json_of(const base::Error& error) {
    return {{"code", error.code}, {"parameters", json_of(error.parameters)}};
}

Json json_of(const rules::Finding& finding, const SourceIds& visits) {
    Json visit_id = nullptr;
    Json source_id = nullptr;
    if (finding.visit) {
        visit_id = finding.visit->text();
        if (const auto found = visits.find(*finding.visit); found != visits.end()) source_id = found->second;
    }
    return {{"visit_id", visit_id},
            {"source_id", source_id},
            {"check", finding.check},
            {"severity", rules::name_of(finding.severity)},
            {"rulebook", finding.rulebook.empty() ? Json(nullptr) : Json(finding.rulebook)},
            {"paragraph", finding.paragraph.empty() ? Json(nullptr) : Json(finding.paragraph)},
            {"parameters", json_of(finding.parameters)}};
}

Json json_of(const rules::Findings& findings, const SourceIds& visits) {
    Json list = Json::array();
    for (const auto& finding : findings) list.push_back(json_of(finding, visits));
    return list;
}

Json json_of(const workspace::FindingRow& row) {
    SourceIds source_ids;
    if (row.finding.visit) source_ids[*row.finding.visit] = row.source_id;
    Json object = json_of(row.finding, source_ids);
    object["sentence"] = wording::sentence_of(row.finding);
    return object;
}

Json json_of(const workspace::ShiftRow& row, const rules::Findings& findings, const SourceIds& visits) {
    return {{"id", row.id.text()},
            {"source_id", row.source_id},
            {"care_worker_number", row.care_worker_number},
            {"date", domain::date_text(row.date)},
            {"state", rules::name_of(row.state)},
            {"closed", row.closed},
            {"visits", row.visits},
            {"findings", json_of(findings, visits)}};
}

Json json_of(const workspace::SilenceRow& row) {
    const rules::Silence& silence = row.silence;
    Json occasions = Json::array();
    for (const auto& occasion : silence.occasions) {
        occasions.push_back({{"usual_minute", occasion.usual.count()},
                             {"service", occasion.service.empty() ? Json(nullptr) : Json(occasion.service)},
                             {"held", occasion.held},
                             {"weeks", occasion.weeks}});
    }
    return {{"kind", rules::name_of(silence.kind)},
            {"id", silence.who.text()},
            {"client_number", row.client_number == 0 ? Json(nullptr) : Json(row.client_number)},
            {"day", domain::date_text(silence.day)},
            {"until", domain::date_text(silence.until)},
            {"occasions", occasions},
            {"visits", silence.visits},
            {"usual_visits", silence.usual_visits},
            {"usual_days", silence.usual_days},
            {"sentence", wording::sentence_of(silence)}};
}

Json json_of(const workspace::ListedVisit& row) {
    Json lines = Json::array();
    for (const auto& line : row.visit.service_lines) {
        lines.push_back({{"service", line.service},
                         {"minutes", line.minutes ? Json(*line.minutes) : Json(nullptr)},
                         {"extra", line.extra},
                         {"declined", line.declined}});
    }
    return {{"id", row.visit.id.text()},
            {"source_id", row.visit.source_id},
            {"shift_id", row.visit.shift.text()},
            {"care_worker_number", row.care_worker_number},
            {"client_number", row.client_number},
            {"start", json_of(row.visit.start)},
            {"end", json_of(row.visit.end)},
            {"start_verification", domain::name_of(row.visit.start_verification)},
            {"end_verification", domain::name_of(row.visit.end_verification)},
            {"double_staffing", row.visit.double_staffing},
            {"note", row.visit.note},
            {"service_lines", lines}};
}

Json json_of(const workspace::OutboxRow& row, const SourceIds& visits) {
    return {{"key", row.change.key.text()},
            {"verb", domain::name_of(row.change.verb)},
            {"id", row.change.target.text()},
            {"source_id", row.source_id},
            {"date", domain::date_text(row.date)},
            {"base", row.change.base},
            {"by", row.change.by},
            {"at", json_of(row.change.at)},
            {"fate", workspace::name_of(row.fate)},
            {"late", row.late},
            {"findings", json_of(row.findings, visits)},
            {"error", row.error.code.empty() ? Json(nullptr) : json_of(row.error)},
            {"current_by", row.current_by.empty() ? Json(nullptr) : Json(row.current_by)}};
}

std::string array_text(const std::vector<Json>& objects) {
    std::string out = "[";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        out += one_line(objects[i]);
    }
    out += objects.empty() ? "]\n" : "\n]\n";
    return out;
}

std::string object_text(const Json& object) {
    return one_line(object) + "\n";
}

}  // namespace samordna::cli
