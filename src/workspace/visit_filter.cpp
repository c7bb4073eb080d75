#include "workspace/visit_filter.h"

#include <algorithm>

#include "base/text.h"

namespace samordna::workspace {
namespace {

constexpr std::array<std::string_view, 4> chip_names{"all", "needs-action", "manual", "with-note"};
constexpr std::array<std::string_view, 5> verified_names{"", "manual-start", "manual-end", "lock", "tag"};

// Fields are parted by tabs, lines by line feeds: neither is part of what she writes.
void add(std::string& line, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    if (!line.empty()) line += '\t';
    line.append(key).append("=");
    for (const char c : value) line += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

template <class F>
void each_part(std::string_view text, char separator, F&& f) {
    while (!text.empty()) {
        const auto end = text.find(separator);
        f(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
}

template <class Names>
std::optional<std::size_t> place_in(const Names& names, std::string_view name) {
    const auto it = std::find(names.begin(), names.end(), name);
    return it == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - names.begin()));
}

void add_all(std::string& line, const VisitFilter& filter) {
    if (filter.chip != VisitChip::all) add(line, "chip", chip_names.at(static_cast<std::size_t>(filter.chip)));
    add(line, "verified", verified_names.at(static_cast<std::size_t>(filter.verified)));
    add(line, "check", filter.check);
    add(line, "service", filter.service);
    if (filter.care_worker) add(line, "care_worker", filter.care_worker->text());
    if (filter.client) add(line, "client", filter.client->text());
    if (filter.day) add(line, "day", std::to_string(*filter.day));
    add(line, "search", filter.search);
}

SavedFilter parse_line(std::string_view text) {
    SavedFilter saved;
    VisitFilter& filter = saved.filter;
    each_part(text, '\t', [&](std::string_view part) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) return;
        const std::string_view key = part.substr(0, equals);
        const std::string_view value = part.substr(equals + 1);
        if (key == "name") saved.name = value;
        if (key == "chip") filter.chip = static_cast<VisitChip>(place_in(chip_names, value).value_or(0));
        if (key == "verified") filter.verified = static_cast<Verified>(place_in(verified_names, value).value_or(0));
        if (key == "check") filter.check = value;
        if (key == "service") filter.service = value;
        if (key == "care_worker") filter.care_worker = domain::Id::parse(value);
        if (key == "client") filter.client = domain::Id::parse(value);
        if (key == "day") {
            const auto day = base::parse_integer<int>(value);
            if (day && *day >= 1 && *day <= 31) filter.day = *day;
        }
        if (key == "search") filter.search = value;
    });
    return saved;
}

}  // namespace

std::string text_of(const VisitFilter& filter) {
    std::string line;
    add_all(line, filter);
    return line;
}

VisitFilter parse_visit_filter(std::string_view text) {
    return parse_line(text).filter;
}

std::string text_of(std::span<const SavedFilter> filters) {
    std::string text;
    for (const SavedFilter& saved : filters) {
        std::string line;
        add(line, "name", saved.name);
        add_all(line, saved.filter);
        text += line + '\n';
    }
    return text;
}

std::vector<SavedFilter> parse_saved_filters(std::string_view text) {
    std::vector<SavedFilter> filters;
    each_part(text, '\n', [&](std::string_view line) {
        auto saved = parse_line(line);
        if (!saved.name.empty()) filters.push_back(std::move(saved));
    });
    return filters;
}

}  // namespace samordna::workspace
