// How the sheets of a basis look: which columns, under which headings, in which words. Data: resources/basis_layouts
// (format: its README), or a municipality's own file. Values; any thread. Internal to the room.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "workspace/basis.h"
#include "workspace/typed_sheet.h"

namespace samordna::workspace {

class BasisView;

enum class BasisTable : std::uint8_t { services, clients, details, deviations, startups, unapproved, control, cover };
// What can stand in a column of a table, or in a row of control and cover.
struct BasisField {
    std::string_view name;
    CellKind kind = CellKind::text;  // hours: of minutes, which may also stand as decimal hours or as a number
    void (*fill)(const BasisView& view, std::size_t row, Cell& cell) = nullptr;
};
std::span<const BasisField> fields_of(BasisTable table);
std::string_view name_of(BasisTable table);
std::optional<BasisTable> parse_basis_table(std::string_view name);

struct LayoutColumn {
    const BasisField* field = nullptr;  // of a row of control or cover: nullptr for a text that stands there as it is
    std::string heading;
    std::string text;
    CellKind as = CellKind::text;
    int width = 10;
    bool sum = false;
    std::string when;  // preliminary, final, rates, references; empty: always
};

struct LayoutSheet {
    BasisTable table{};
    std::string name;
    std::string sum;  // what the row of sums is called; empty: there is none
    std::vector<LayoutColumn> columns;
};

// What an invoice is marked with, by the client's age.
struct InvoiceReference {
    std::string code, heading;
    std::optional<int> from_age, below_age;
};

struct BasisLayout {
    std::string name;
    std::string municipality;  // whose it is; empty: everybody's
    std::map<std::string, std::string, std::less<>> words;
    std::vector<std::string> months;
    std::vector<InvoiceReference> references;
    std::vector<LayoutSheet> sheets;

    // Empty where the layout has none: every one that is asked for by name in the program stands there.
    std::string_view word(std::string_view code) const;
};

// Errors: basis.layout_syntax {file, line}; basis.layout_missing {file, where}, basis.layout_wrong {file, where},
// basis.layout_unknown {file, where, value}. `where`: "sheets[2].columns[0].field".
base::Result<BasisLayout> parse_basis_layout(std::string_view json, const std::string& file);
// The municipality's, else everybody's, of those that the program carries.
const BasisLayout& built_in_layout(std::string_view municipality);

}  // namespace samordna::workspace
