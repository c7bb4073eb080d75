#include "workspace/basis_layout.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace samordna::resources {
std::string_view layout_file(std::string_view file_name);
}

namespace samordna::workspace {
namespace {

using Json = nlohmann::json;

constexpr std::array table_names{"services", "clients",    "details", "deviations",
                                 "startups", "unapproved", "control", "cover"};

// Codes that the program says in the layout's words.
constexpr std::array<std::string_view, 31> needed_words{"title",
                                                        "preliminary",
                                                        "preliminary-told",
                                                        "final",
                                                        "final-told",
                                                        "page",
                                                        "mark",
                                                        "fact",
                                                        "value",
                                                        "yes",
                                                        "no",
                                                        "approved",
                                                        "missing",
                                                        "too_late",
                                                        "not-approved",
                                                        "no-service",
                                                        "minimised",
                                                        "full",
                                                        "blocks",
                                                        "warns",
                                                        "informs",
                                                        "adds-up",
                                                        "differs",
                                                        "startup-missing",
                                                        "startup-stands",
                                                        "startup-over",
                                                        "startup-again",
                                                        "startup-without_lock",
                                                        "choose-reference",
                                                        "hours",
                                                        "decimal"};

struct Fault {
    std::string code, where, value;
};

std::string line_of(std::string_view text, std::size_t byte) {
    return std::to_string(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size())), '\n'));
}

std::string at(const std::string& where, std::string_view name) {
    return where.empty() ? std::string(name) : where + "." + std::string(name);
}

const Json* member(const Json& object, std::string_view name, const std::string& where) {
    if (!object.is_object()) throw Fault{"basis.layout_wrong", where.empty() ? "{}" : where, {}};
    const auto it = object.find(name);
    return it == object.end() ? nullptr : &*it;
}

std::string text_at(const Json& object, std::string_view name, const std::string& where, bool needed = false) {
    const Json* found = member(object, name, where);
    if (found == nullptr) {
        if (needed) throw Fault{"basis.layout_missing", at(where, name), {}};
        return {};
    }
    if (!found->is_string()) throw Fault{"basis.layout_wrong", at(where, name), {}};
    return found->get<std::string>();
}

std::optional<int> number_at(const Json& object, std::string_view name, const std::string& where, int from, int to) {
    const Json* found = member(object, name, where);
    if (found == nullptr) return std::nullopt;
    if (!found->is_number_integer()) throw Fault{"basis.layout_wrong", at(where, name), {}};
    const auto number = found->get<std::int64_t>();
    if (number < from || number > to) throw Fault{"basis.layout_wrong", at(where, name), {}};
    return static_cast<int>(number);
}

bool flag_at(const Json& object, std::string_view name, const std::string& where) {
    const Json* found = member(object, name, where);
    if (found == nullptr) return false;
    if (!found->is_boolean()) throw Fault{"basis.layout_wrong", at(where, name), {}};
    return found->get<bool>();
}

template <class F>
void each_at(const Json& object, std::string_view name, const std::string& where, F&& f) {
    const Json* found = member(object, name, where);
    if (found == nullptr) return;
    if (!found->is_array()) throw Fault{"basis.layout_wrong", at(where, name), {}};
    for (std::size_t i = 0; i < found->size(); ++i) f((*found)[i], at(where, name) + "[" + std::to_string(i) + "]");
}

void only(const Json& object, std::initializer_list<std::string_view> names, const std::string& where) {
    if (!object.is_object()) throw Fault{"basis.layout_wrong", where.empty() ? "{}" : where, {}};
    for (const auto& [name, value] : object.items()) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw Fault{"basis.layout_unknown", where.empty() ? name : where, name};
    }
}

CellKind shown_as(const BasisField& field, const std::string& as, const std::string& where) {
    if (as.empty()) return field.kind;
    if (field.kind == CellKind::hours) {
        if (as == "hours") return CellKind::hours;
        if (as == "decimal") return CellKind::decimal_hours;
        if (as == "minutes") return CellKind::integer;
    }
    throw Fault{"basis.layout_unknown", at(where, "as"), as};
}

LayoutColumn column_of(const Json& object, BasisTable table, const std::string& where) {
    const bool is_list = table == BasisTable::control || table == BasisTable::cover;
    only(object, {"field", "text", "heading", "as", "width", "sum", "when"}, where);
    LayoutColumn column;
    column.heading = text_at(object, "heading", where, true);
    column.text = text_at(object, "text", where);
    const std::string name = text_at(object, "field", where, !is_list || column.text.empty());
    if (!name.empty()) {
        const auto fields = fields_of(table);
        const auto it =
            std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
        if (it == fields.end()) throw Fault{"basis.layout_unknown", at(where, "field"), name};
        column.field = &*it;
        column.as = shown_as(*it, text_at(object, "as", where), where);
    }
    column.width = number_at(object, "width", where, 1, 120).value_or(column.width);
    column.sum = flag_at(object, "sum", where);
    if (column.sum && (column.as == CellKind::text || column.as == CellKind::date || column.as == CellKind::time ||
                       column.as == CellKind::moment))
        throw Fault{"basis.layout_wrong", at(where, "sum"), {}};
    column.when = text_at(object, "when", where);
    constexpr std::array<std::string_view, 5> times{"", "preliminary", "final", "rates", "references"};
    if (std::find(times.begin(), times.end(), column.when) == times.end())
        throw Fault{"basis.layout_unknown", at(where, "when"), column.when};
    return column;
}

LayoutSheet sheet_of(const Json& object, const std::string& where) {
    only(object, {"table", "name", "sum", "columns", "rows", "first"}, where);
    LayoutSheet sheet;
    const std::string table = text_at(object, "table", where, true);
    const auto parsed = parse_basis_table(table);
    if (!parsed) throw Fault{"basis.layout_unknown", at(where, "table"), table};
    sheet.table = *parsed;
    sheet.name = text_at(object, "name", where, true);
    // What a sheet of a workbook may be called.
    const auto letters = std::count_if(sheet.name.begin(), sheet.name.end(), [](char c) { return (c & 0xC0) != 0x80; });
    if (sheet.name.empty() || letters > 31 || sheet.name.find_first_of("[]:*?/\\'") != std::string::npos)
        throw Fault{"basis.layout_wrong", at(where, "name"), {}};
    sheet.sum = text_at(object, "sum", where);
    const bool is_list = sheet.table == BasisTable::control || sheet.table == BasisTable::cover;
    each_at(object, is_list ? "rows" : "columns", where, [&](const Json& column, const std::string& place) {
        sheet.columns.push_back(column_of(column, sheet.table, place));
    });
    if (sheet.columns.empty()) throw Fault{"basis.layout_missing", at(where, is_list ? "rows" : "columns"), {}};
    return sheet;
}

void take_sheets(const Json& object, BasisLayout& layout) {
    std::size_t first = 0;
    each_at(object, "sheets", "", [&](const Json& one, const std::string& where) {
        LayoutSheet sheet = sheet_of(one, where);
        const auto it = std::find_if(layout.sheets.begin(), layout.sheets.end(),
                                     [&](const auto& other) { return other.table == sheet.table; });
        if (it != layout.sheets.end())
            *it = std::move(sheet);
        else if (flag_at(one, "first", where))
            layout.sheets.insert(layout.sheets.begin() + static_cast<std::ptrdiff_t>(first++), std::move(sheet));
        else
            layout.sheets.push_back(std::move(sheet));
    });
    std::set<std::string> names;
    for (const auto& sheet : layout.sheets) {
        if (!names.insert(sheet.name).second) throw Fault{"basis.layout_wrong", "sheets", {}};
    }
}

BasisLayout layout_of(const Json& object) {
    only(object, {"layout", "name", "extends", "municipality", "words", "months", "references", "sheets", "why"}, "");
    if (number_at(object, "layout", "", 1, 1) != 1) throw Fault{"basis.layout_missing", "layout", {}};
    BasisLayout layout;
    if (const std::string base = text_at(object, "extends", ""); !base.empty()) {
        const auto text = resources::layout_file(base + ".json");
        if (text.empty()) throw Fault{"basis.layout_unknown", "extends", base};
        layout = layout_of(Json::parse(text));
    }
    layout.name = text_at(object, "name", "", true);
    layout.municipality = text_at(object, "municipality", "");
    if (const Json* words = member(object, "words", "")) {
        if (!words->is_object()) throw Fault{"basis.layout_wrong", "words", {}};
        for (const auto& [code, word] : words->items()) layout.words[code] = text_at(*words, code, "words");
    }
    for (const std::string_view code : needed_words) {
        if (layout.word(code).empty()) throw Fault{"basis.layout_missing", at("words", code), {}};
    }
    if (member(object, "months", "") != nullptr) layout.months.clear();
    each_at(object, "months", "", [&](const Json& month, const std::string& where) {
        if (!month.is_string()) throw Fault{"basis.layout_wrong", where, {}};
        layout.months.push_back(month.get<std::string>());
    });
    if (layout.months.size() != 12) throw Fault{"basis.layout_wrong", "months", {}};
    if (member(object, "references", "") != nullptr) layout.references.clear();
    each_at(object, "references", "", [&](const Json& one, const std::string& where) {
        only(one, {"code", "heading", "from_age", "below_age"}, where);
        layout.references.push_back({text_at(one, "code", where, true), text_at(one, "heading", where, true),
                                     number_at(one, "from_age", where, 0, 150),
                                     number_at(one, "below_age", where, 0, 150)});
    });
    take_sheets(object, layout);
    if (layout.sheets.empty()) throw Fault{"basis.layout_missing", "sheets", {}};
    return layout;
}

}  // namespace

std::string_view name_of(BasisTable table) {
    return table_names[static_cast<std::size_t>(table)];
}

std::optional<BasisTable> parse_basis_table(std::string_view name) {
    const auto it = std::find(table_names.begin(), table_names.end(), name);
    if (it == table_names.end()) return std::nullopt;
    return static_cast<BasisTable>(it - table_names.begin());
}

std::string_view BasisLayout::word(std::string_view code) const {
    const auto it = words.find(code);
    return it == words.end() ? std::string_view{} : std::string_view(it->second);
}

base::Result<BasisLayout> parse_basis_layout(std::string_view json, const std::string& file) {
    try {
        return layout_of(Json::parse(json));
    } catch (const Json::parse_error& error) {
        return base::Error{"basis.layout_syntax", {{"file", file}, {"line", line_of(json, error.byte)}}};
    } catch (const Fault& fault) {
        base::Error error{fault.code, {{"file", file}, {"where", fault.where}}};
        if (fault.code == "basis.layout_unknown") error.parameters["value"] = fault.value;
        return error;
    }
}

const BasisLayout& built_in_layout(std::string_view municipality) {
    static const auto all = [] {
        std::vector<BasisLayout> layouts;
        for (const char* name : {"standard.json", "haninge.json"}) {
            auto parsed = parse_basis_layout(resources::layout_file(name), name);
            if (!parsed) throw std::logic_error("a layout of the program's own: " + parsed.error().code);
            layouts.push_back(std::move(*parsed));
        }
        return layouts;
    }();
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const auto& layout) { return layout.municipality == municipality; });
    return it == all.end() ? all.front() : *it;
}

}  // namespace samordna::workspace
