#include "workspace/workbook.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>

#include <pugixml.hpp>
#include <zip.h>

#include "base/text.h"

namespace samordna::workspace {
namespace {

using base::Error;
using base::Result;
using Kind = TableCell::Kind;

// With or without a prefix: writers differ.
std::string_view local(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
bool is(const pugi::xml_node& node, std::string_view name) {
    return node.type() == pugi::node_element && local(node.name()) == name;
}
pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    return node.find_child([&](const pugi::xml_node& one) { return is(one, name); });
}
std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    return node.find_attribute([&](const pugi::xml_attribute& one) { return local(one.name()) == name; }).value();
}
std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

// The parts of the file, each read no further than it may be large: what it says of its size is only what it says.
class Parts {
  public:
    explicit Parts(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source != nullptr) {
            zip_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
            if (!zip_) zip_source_free(source);
        }
        zip_error_fini(&error);
    }
    bool is_open() const { return zip_ != nullptr; }

    // Empty: there is no such part.
    Result<std::optional<std::string>> read(const std::string& name) const {
        const auto index = zip_name_locate(zip_.get(), name.c_str(), ZIP_FL_NOCASE);
        if (index < 0) return std::optional<std::string>{};
        zip_stat_t stat;
        if (zip_stat_index(zip_.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0) return Error{"table.damaged"};
        if ((stat.valid & ZIP_STAT_SIZE) != 0 && stat.size > largest_table_part) return too_big();
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> part(
            zip_fopen_index(zip_.get(), static_cast<zip_uint64_t>(index), 0), zip_fclose);
        if (!part) return Error{"table.damaged"};
        std::string text;
        constexpr std::size_t step = std::size_t{1} << 16;
        for (;;) {
            const std::size_t had = text.size();
            text.resize(had + step);
            const auto got = zip_fread(part.get(), text.data() + had, step);
            if (got < 0) return Error{"table.damaged"};
            text.resize(had + static_cast<std::size_t>(got));
            if (text.size() > largest_table_part) return too_big();
            if (got == 0) return std::optional(std::move(text));
        }
    }

  private:
    static Error too_big() { return {"table.too_big", {{"megabytes", std::int64_t{largest_table_part >> 20}}}}; }
    struct Discard {
        void operator()(zip_t* zip) const { zip_discard(zip); }
    };
    std::unique_ptr<zip_t, Discard> zip_;
};

// A part as XML. Entities of a document's own are not resolved, so there are none to multiply.
struct Xml {
    std::string text;
    pugi::xml_document document;
    pugi::xml_node root() const { return document.document_element(); }
};
// nullptr: there is no such part.
Result<std::unique_ptr<Xml>> xml_of(const Parts& parts, const std::string& name) {
    auto text = parts.read(name);
    if (!text) return text.error();
    if (!*text) return std::unique_ptr<Xml>{};
    auto xml = std::make_unique<Xml>();
    xml->text = **std::move(text);
    constexpr unsigned how = pugi::parse_default | pugi::parse_ws_pcdata_single;
    if (!xml->document.load_buffer_inplace(xml->text.data(), xml->text.size(), how)) return Error{"table.damaged"};
    return xml;
}

// "worksheets/sheet1.xml" of "xl/workbook.xml": "xl/worksheets/sheet1.xml".
std::string beside(std::string_view part, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    const auto slash = part.rfind('/');
    std::string folder(slash == std::string_view::npos ? std::string_view{} : part.substr(0, slash + 1));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        const auto above = folder.size() < 2 ? std::string::npos : folder.rfind('/', folder.size() - 2);
        folder.resize(above == std::string::npos ? 0 : above + 1);
    }
    return folder.append(target);
}
std::string relations_of(std::string_view part) {
    const auto slash = part.rfind('/');
    const auto name = slash == std::string_view::npos ? 0 : slash + 1;
    return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

// The text of a shared or inline string: its runs together, without what says how it is pronounced.
std::string text_of(const pugi::xml_node& string) {
    std::string text;
    for (const auto& part : string.children()) {
        if (is(part, "t")) text += part.text().get();
        if (is(part, "r")) text += child(part, "t").text().get();
    }
    return text;
}

class Workbook {
  public:
    explicit Workbook(const Parts& parts) : parts_(parts) {}

    Result<Table> read(std::string_view wanted) {
        const auto part = find_workbook();
        if (!part) return part.error();
        auto sheet = find_sheet(*part, wanted);
        if (!sheet) return sheet.error();
        if (auto done = read_strings(); !done) return done.error();
        if (auto done = read_formats(); !done) return done.error();
        if (auto done = read_rows(*sheet); !done) return done.error();
        if (table_.rows.empty()) return Error{"table.empty"};
        return std::move(table_);
    }

  private:
    // What the part points to, by the end of the relation's type or by its id; empty: nothing.
    Result<std::string> related(const std::string& part, std::string_view type, std::string_view id) const {
        const auto relations = xml_of(parts_, relations_of(part));
        if (!relations) return relations.error();
        if (!*relations) return std::string{};
        for (const auto& one : (*relations)->root().children()) {
            const bool is_it = id.empty() ? attribute(one, "Type").ends_with(type) : attribute(one, "Id") == id;
            if (is_it) return beside(part, attribute(one, "Target"));
        }
        return std::string{};
    }

    Result<std::string> find_workbook() const {
        auto part = related("", "/officeDocument", {});
        if (!part) return part.error();
        if (part->empty()) return Error{"table.not_a_table"};
        return part;
    }

    Result<std::string> find_sheet(const std::string& part, std::string_view wanted) {
        const auto book = xml_of(parts_, part);
        if (!book) return book.error();
        if (!*book || !is((*book)->root(), "workbook")) return Error{"table.not_a_table"};
        const auto root = (*book)->root();
        const auto begins = attribute(child(root, "workbookPr"), "date1904");
        if (begins == "1" || begins == "true") first_day_ = 1462;
        std::string known;
        std::string relation;
        for (const auto& sheet : child(root, "sheets").children()) {
            if (!is(sheet, "sheet")) continue;
            const auto name = attribute(sheet, "name");
            const auto state = attribute(sheet, "state");
            const bool is_it = wanted.empty() ? state.empty() || state == "visible"
                                              : base::lower_case(name) == base::lower_case(base::trim(wanted));
            known += (known.empty() ? "" : ", ") + std::string(name);
            if (!is_it || !relation.empty()) continue;
            table_.sheet = name;
            // "r:id"; a sheet has an id of its own, "sheetId", which means nothing here.
            relation = attribute(sheet, "id");
        }
        if (relation.empty()) return Error{"table.no_sheet", {{"sheet", std::string(wanted)}, {"known", known}}};
        for (auto [type, into] : {std::pair("/sharedStrings", &strings_part_), std::pair("/styles", &styles_part_)}) {
            auto found = related(part, type, {});
            if (!found) return found.error();
            *into = *std::move(found);
        }
        auto sheet = related(part, {}, relation);
        if (!sheet) return sheet.error();
        if (sheet->empty()) return Error{"table.damaged"};
        return sheet;
    }

    Result<> read_strings() {
        if (strings_part_.empty()) return {};
        const auto xml = xml_of(parts_, strings_part_);
        if (!xml) return xml.error();
        if (!*xml) return {};
        for (const auto& string : (*xml)->root().children()) {
            if (is(string, "si")) strings_.push_back(text_of(string));
        }
        return {};
    }

    Result<> read_formats() {
        if (styles_part_.empty()) return {};
        const auto xml = xml_of(parts_, styles_part_);
        if (!xml) return xml.error();
        if (!*xml) return {};
        std::vector<std::pair<int, Kind>> own;
        for (const auto& format : child((*xml)->root(), "numFmts").children()) {
            const auto id = base::parse_integer<int>(attribute(format, "numFmtId"));
            if (id) own.emplace_back(*id, kind_of_format(attribute(format, "formatCode")));
        }
        for (const auto& style : child((*xml)->root(), "cellXfs").children()) {
            const int id = base::parse_integer<int>(attribute(style, "numFmtId")).value_or(0);
            const auto it = std::find_if(own.begin(), own.end(), [&](const auto& one) { return one.first == id; });
            formats_.push_back(it != own.end() ? it->second : kind_of_known(id));
        }
        return {};
    }

    // Those that every spreadsheet knows by number.
    static Kind kind_of_known(int id) {
        const auto within = [id](int from, int to) { return id >= from && id <= to; };
        if (within(18, 21) || within(45, 47)) return Kind::duration;
        if (within(14, 17) || id == 22 || within(27, 36) || within(50, 58)) return Kind::moment;
        return Kind::number;
    }

    Result<> read_rows(const std::string& part) {
        const auto xml = xml_of(parts_, part);
        if (!xml) return xml.error();
        if (!*xml || !is((*xml)->root(), "worksheet")) return Error{"table.damaged"};
        int number = 0;
        for (const auto& row : child((*xml)->root(), "sheetData").children()) {
            if (!is(row, "row")) continue;
            number = base::parse_integer<int>(attribute(row, "r")).value_or(number + 1);
            TableRow made;
            made.number = number;
            if (auto done = read_cells(row, made); !done) return done.error();
            if (made.cells.empty()) continue;
            table_.rows.push_back(std::move(made));
            if (table_.rows.size() > most_table_rows)
                return Error{"table.too_many_rows", {{"limit", std::int64_t{most_table_rows}}}};
        }
        return {};
    }

    Result<> read_cells(const pugi::xml_node& row, TableRow& made) {
        std::size_t column = 0;
        for (const auto& cell : row.children()) {
            if (!is(cell, "c")) continue;
            const auto place = attribute(cell, "r");
            const auto letters = place.substr(0, std::min(place.find_first_of("0123456789"), place.size()));
            if (const auto stated = column_of_letters(letters)) column = *stated;
            auto value = value_of(cell);
            if (!value) return value.error();
            if (value->kind != Kind::empty) {
                if (column >= most_table_columns)
                    return Error{"table.too_many_columns", {{"limit", std::int64_t{most_table_columns}}}};
                cells_ += column < made.cells.size() ? 0 : column + 1 - made.cells.size();
                if (cells_ > most_table_cells)
                    return Error{"table.too_many_cells", {{"limit", std::int64_t{most_table_cells}}}};
                made.cells.resize(std::max(made.cells.size(), column + 1));
                made.cells[column] = *std::move(value);
            }
            ++column;
        }
        return {};
    }

    Result<TableCell> value_of(const pugi::xml_node& cell) {
        const auto type = attribute(cell, "t");
        const auto value = base::trim(child(cell, "v").text().get());
        TableCell made;
        if (type == "s") {
            const auto index = base::parse_integer<std::size_t>(value);
            if (!index || *index >= strings_.size()) return Error{"table.damaged"};
            made.text = base::trim(strings_[*index]);
        } else if (type == "inlineStr") {
            const std::string text = text_of(child(cell, "is"));
            made.text = base::trim(text);
        } else {
            made.text = value;
        }
        // A formula that nobody has worked out is not nothing.
        if (made.text.empty() && child(cell, "f")) made = {Kind::text, "="};
        if (made.text.empty() || made.text == "=") return made;
        // One long string can stand in very many cells.
        texts_ += made.text.size();
        if (texts_ > largest_table_part)
            return Error{"table.too_big", {{"megabytes", std::int64_t{largest_table_part >> 20}}}};
        if (!base::is_utf8(made.text)) return Error{"table.damaged"};
        made.kind = Kind::text;
        if (!type.empty() && type != "n") return made;
        const auto number = number_of(made.text);
        if (!number) return Error{"table.damaged"};
        const auto style = base::parse_integer<std::size_t>(attribute(cell, "s")).value_or(0);
        made.kind = style < formats_.size() ? formats_[style] : Kind::number;
        made.number = *number + (made.kind == Kind::moment ? first_day_ : 0);
        return made;
    }

    const Parts& parts_;
    std::string strings_part_, styles_part_;
    std::vector<std::string> strings_;
    std::vector<Kind> formats_;  // by style
    int first_day_ = 0;          // of the file's calendar, in days after 1899-12-30
    std::size_t cells_ = 0, texts_ = 0;
    Table table_;
};

}  // namespace

TableCell::Kind kind_of_format(std::string_view code) {
    bool day = false;
    bool clock = false;
    bool m = false;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = base::lower_case(code.substr(i, 1)).front();
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '[') {
            // Hours, minutes or seconds in brackets do not begin anew each day; the rest is a colour or a language.
            const auto end = std::min(code.find(']', i), code.size());
            const auto within = base::lower_case(code.substr(i + 1, end - i - 1));
            if (!within.empty() && within.find_first_not_of(within.front()) == std::string::npos &&
                (within.front() == 'h' || within.front() == 'm' || within.front() == 's'))
                return Kind::duration;
            i = end;
        } else if (base::lower_case(code.substr(i, 5)) == "am/pm") {
            clock = true;
            i += 4;
        } else {
            day = day || c == 'y' || c == 'd';
            clock = clock || c == 'h' || c == 's';
            m = m || c == 'm';
        }
    }
    if (day || (m && !clock)) return Kind::moment;
    return clock ? Kind::duration : Kind::number;
}

Result<Table> read_workbook(std::string_view bytes, std::string_view sheet) {
    const Parts parts(bytes);
    if (!parts.is_open()) return Error{"table.damaged"};
    return Workbook(parts).read(sheet);
}

}  // namespace samordna::workspace
