#include "base/csv.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace samordna::base {
namespace {

class Parser {
  public:
    Parser(std::string_view text, char separator) : text_(text), separator_(separator) {}

    bool at_end() const { return at_ >= text_.size(); }

    // The next row. On a fault the parser stands at the start of the next line.
    std::optional<CsvFault> read(CsvRow& row) {
        row.line = line_;
        row.fields.clear();
        for (;;) {
            std::string& field = row.fields.emplace_back();
            const char* fault = at_quote() ? quoted(field) : bare(field);
            if (fault != nullptr) return skip_line({fault, line_, static_cast<int>(row.fields.size()), 0, 0});
            if (at_end() || text_[at_] != separator_) break;
            ++at_;
        }
        end_line();
        return std::nullopt;
    }

  private:
    bool at_quote() const { return !at_end() && text_[at_] == '"'; }
    bool at_field_end() const {
        return at_end() || text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r';
    }

    const char* bare(std::string& field) {
        const std::size_t from = at_;
        for (; !at_field_end(); ++at_) {
            if (text_[at_] == '"') return "csv.stray_quote";
        }
        field = text_.substr(from, at_ - from);
        return nullptr;
    }

    const char* quoted(std::string& field) {
        const int opened = line_;
        const std::size_t opened_at = at_;
        for (++at_; !at_end(); ++at_) {
            const std::size_t from = at_;
            at_ = std::min(text_.find('"', from), text_.size());
            const std::string_view part = text_.substr(from, at_ - from);
            line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
            field += part;
            if (at_end()) break;
            ++at_;
            if (!at_quote()) return at_field_end() ? nullptr : "csv.stray_quote";
            field.push_back('"');
        }
        // Nothing closed it: the rows within are lost only up to the end of the line that opened it.
        line_ = opened;
        at_ = opened_at;
        return "csv.open_quote";
    }

    CsvFault skip_line(CsvFault fault) {
        at_ = std::min(text_.find('\n', at_), text_.size());
        end_line();
        return fault;
    }

    void end_line() {
        if (!at_end() && text_[at_] == '\r') ++at_;
        if (!at_end() && text_[at_] == '\n') ++at_;
        ++line_;
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 1;
};

// The first of the two that stands outside quotes in the header row.
char separator_of(std::string_view text) {
    bool within_quotes = false;
    for (const char c : text) {
        if (c == '"') within_quotes = !within_quotes;
        if (within_quotes) continue;
        if (c == ',' || c == ';') return c;
        if (c == '\n' || c == '\r') break;
    }
    return ',';
}

// The field, from 1, that is not UTF-8; one more than there are where all are.
int first_not_utf8(const CsvRow& row) {
    const auto it =
        std::find_if(row.fields.begin(), row.fields.end(), [](const auto& field) { return !is_utf8(field); });
    return static_cast<int>(it - row.fields.begin()) + 1;
}

}  // namespace

Result<std::vector<CsvRow>> parse_csv_rows(std::string_view text, char separator) {
    std::vector<CsvRow> rows;
    Parser parser(text, separator);
    while (!parser.at_end()) {
        CsvRow row;
        if (const auto fault = parser.read(row)) return Error{fault->code, {{"line", std::int64_t{fault->line}}}};
        if (row.fields.size() > 1 || !row.fields.front().empty()) rows.push_back(std::move(row));
    }
    return rows;
}

CsvReading read_csv(std::string_view text) {
    CsvReading reading;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const bool all_utf8 = is_utf8(text);
    Parser parser(text, separator_of(text));
    CsvRow row;
    if (trim(text).empty()) {
        reading.faults.push_back({"csv.no_header", 1});
        return reading;
    }
    if (auto fault = parser.read(row)) {
        // Without its header no row can be understood.
        reading.faults.push_back(std::move(*fault));
        return reading;
    }
    reading.table.header = std::move(row.fields);
    const std::size_t width = reading.table.header.size();
    while (!parser.at_end()) {
        if (auto fault = parser.read(row)) {
            reading.faults.push_back(std::move(*fault));
            continue;
        }
        if (row.fields.size() == 1 && row.fields.front().empty()) continue;  // an empty line
        if (row.fields.size() != width) {
            reading.faults.push_back(
                {"csv.field_count", row.line, 0, static_cast<int>(width), static_cast<int>(row.fields.size())});
        } else if (!all_utf8 && first_not_utf8(row) <= static_cast<int>(width)) {
            reading.faults.push_back({"csv.not_utf8", row.line, first_not_utf8(row)});
        } else {
            reading.table.rows.push_back(std::move(row));
        }
    }
    return reading;
}

Result<CsvTable> parse_csv(std::string_view text) {
    CsvReading reading = read_csv(text);
    if (reading.faults.empty()) return std::move(reading.table);
    const CsvFault& first = reading.faults.front();
    if (first.code != "csv.field_count") return Error{first.code, {{"line", first.line}}};
    return Error{first.code, {{"line", first.line}, {"expected", first.expected}, {"found", first.found}}};
}

void append_csv_row(std::string& out, const std::vector<std::string_view>& fields, char separator) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out.push_back(separator);
        const bool quote = fields[i].find_first_of("\",;\r\n") != std::string_view::npos;
        if (quote) out.push_back('"');
        for (const char c : fields[i]) {
            if (c == '"') out.push_back('"');
            out.push_back(c);
        }
        if (quote) out.push_back('"');
    }
    out.append("\r\n");
}

std::string harmless(std::string_view text) {
    const bool could_be_a_formula =
        !text.empty() && (std::string_view("=+-@'").find(text.front()) != std::string_view::npos ||
                          static_cast<unsigned char>(text.front()) < 0x20);
    return (could_be_a_formula ? "'" : "") + std::string(text);
}

}  // namespace samordna::base
