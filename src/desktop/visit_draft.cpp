#include "desktop/visit_draft.h"

#include <algorithm>

#include "wording/format.h"

namespace samordna::desktop {
namespace {

// A line each: field, hers, what stood there; tabs between.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '\n' || c == '\t') out += '\\';
        out += c == '\n' ? 'n' : c == '\t' ? 't' : c;
    }
    return out;
}

std::vector<std::string> unescaped_parts(const std::string& line) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\t') {
            parts.emplace_back();
        } else if (line[i] == '\\' && i + 1 < line.size()) {
            const char c = line[++i];
            parts.back() += c == 'n' ? '\n' : c == 't' ? '\t' : c;
        } else {
            parts.back() += line[i];
        }
    }
    return parts;
}

}  // namespace

std::string text_of(const VisitDraft& draft) {
    std::string text;
    for (const auto& [field, touched] : draft)
        text += field + '\t' + escaped(touched.mine) + '\t' + escaped(touched.was) + '\n';
    return text;
}

VisitDraft parse_draft(const std::string& text) {
    VisitDraft draft;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto parts = unescaped_parts(text.substr(at, end - at));
        if (parts.size() == 3) draft[parts[0]] = {parts[1], parts[2]};
        at = end + 1;
    }
    return draft;
}

std::string services_text(const std::vector<domain::ServiceLine>& lines) {
    std::vector<std::string> names;
    for (const auto& line : lines) {
        if (!line.declined) names.push_back((line.extra ? "+" : "") + line.service);
    }
    std::sort(names.begin(), names.end());
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : "\n") + name;
    return text;
}

std::string field_text(std::string_view field, const domain::Visit& visit) {
    if (field == "shift") return visit.shift.is_nil() ? std::string{} : visit.shift.text();
    if (field == "start") return visit.start == domain::Instant{} ? std::string{} : wording::time_of_day(visit.start);
    if (field == "end") return visit.end ? wording::time_of_day(*visit.end) : std::string{};
    if (field == "double_staffing") return visit.double_staffing ? "1" : "0";
    if (field == "service_lines") return services_text(visit.service_lines);
    if (field == "note") return visit.note;
    return {};
}

VisitDraft draft_of(const domain::EditVisit& edit, const domain::Visit& before) {
    domain::Change change;
    change.verb = edit;
    const auto after = std::get<domain::Visit>(domain::apply(change, {}, before));
    VisitDraft draft;
    for (const auto field : mended_fields) {
        Touched touched{field_text(field, after), field_text(field, before)};
        if (touched.mine != touched.was) draft.emplace(field, std::move(touched));
    }
    return draft;
}

std::string draft_name(const domain::Id& visit) {
    return "visit.edit " + visit.text();
}

}  // namespace samordna::desktop
