#include "workspace/basis_sheets.h"

#include <algorithm>
#include <array>
#include <map>

namespace samordna::workspace {
namespace {

// The first letter, whatever it is made of: "Åsa" gives "Å".
std::string first_letter(const std::string& name) {
    std::size_t end = name.empty() ? 0 : 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    return name.substr(0, end) + (end == 0 ? "" : ".");
}

int age_on(domain::Date born, domain::Date day) {
    const std::chrono::year_month_day from{born};
    const std::chrono::year_month_day to{day};
    const bool had_birthday = std::pair(to.month(), to.day()) >= std::pair(from.month(), from.day());
    return static_cast<int>(to.year()) - static_cast<int>(from.year()) - (had_birthday ? 0 : 1);
}

bool is_wanted(const LayoutColumn& column, const BasisView& view) {
    if (column.when == "preliminary") return !view.basis().final;
    if (column.when == "final") return view.basis().final;
    if (column.when == "rates") return view.basis().has_rates;
    if (column.when == "references") return !view.layout().references.empty();
    return true;
}

std::size_t rows_of(const Basis& basis, BasisTable table) {
    switch (table) {
        case BasisTable::services:
            return basis.services.size();
        case BasisTable::clients:
            return basis.lines.size();
        case BasisTable::details:
            return basis.details.size();
        case BasisTable::deviations:
            return basis.deviations.size();
        case BasisTable::startups:
            return basis.startups.size();
        case BasisTable::unapproved:
            return basis.unpaid.size();
        default:
            return 0;
    }
}

void fill(const LayoutColumn& column, const BasisView& view, std::size_t row, Cell& cell) {
    column.field->fill(view, row, cell);
    if (cell.kind == CellKind::hours) cell.kind = column.as;
}

using Fact = std::pair<std::string, Cell>;

// What each reference of an invoice is for; and what nobody can say here which of them it is for.
void add_references(const BasisView& view, std::vector<Fact>& facts) {
    const auto& references = view.layout().references;
    std::map<const InvoiceReference*, std::int64_t> minutes;
    for (const auto& line : view.basis().lines) minutes[view.reference(line.client)] += line.minutes.paid;
    const auto add = [&](const std::string& heading, std::int64_t n) {
        for (const auto& [unit, kind] :
             {std::pair{"hours", CellKind::hours}, std::pair{"decimal", CellKind::decimal_hours}}) {
            Cell cell;
            cell.set(kind, n);
            facts.emplace_back(heading + " (" + std::string(view.word(unit)) + ")", std::move(cell));
        }
    };
    for (const auto& reference : references) add(reference.heading + ": " + reference.code, minutes[&reference]);
    if (const std::int64_t open = minutes[nullptr]; open != 0) add(std::string(view.word("choose-reference")), open);
}

TypedSheet facts_sheet(const BasisView& view, const LayoutSheet& layout) {
    std::vector<Fact> facts;
    for (const auto& row : layout.columns) {
        if (!is_wanted(row, view)) continue;
        if (row.field != nullptr && row.field->name == "references") {
            add_references(view, facts);
            continue;
        }
        Cell cell;
        if (row.field == nullptr)
            cell.set(view.filled(row.text));
        else
            fill(row, view, 0, cell);
        facts.emplace_back(row.heading, std::move(cell));
    }
    TypedSheet sheet;
    sheet.columns = {{std::string(view.word("fact")), 44}, {std::string(view.word("value")), 72}};
    sheet.rows = facts.size();
    sheet.first_is_heading = true;
    sheet.row = [facts = std::move(facts)](std::size_t row, std::vector<Cell>& cells) {
        cells[0].set(facts[row].first);
        cells[1] = facts[row].second;
    };
    return sheet;
}

TypedSheet table_sheet(const BasisView& view, const LayoutSheet& layout) {
    TypedSheet sheet;
    std::vector<const LayoutColumn*> columns;
    for (const auto& column : layout.columns) {
        if (!is_wanted(column, view)) continue;
        columns.push_back(&column);
        sheet.columns.push_back({column.heading, column.width, column.as, column.sum});
    }
    sheet.rows = rows_of(view.basis(), layout.table);
    sheet.sum = columns.empty() || columns.front()->sum ? "" : layout.sum;
    sheet.row = [columns = std::move(columns), &view](std::size_t row, std::vector<Cell>& cells) {
        for (std::size_t i = 0; i < columns.size(); ++i) fill(*columns[i], view, row, cells[i]);
    };
    return sheet;
}

constexpr std::array file_parts{"sammanfattning", "kund-insats", "detaljer", "avvikelser",
                                "uppstart",       "ej-godkant",  "kontroll", "omslag"};

}  // namespace

const std::string& BasisView::reason(const std::string& code) const {
    auto [it, is_new] = known_.try_emplace(code);
    if (is_new) {
        const auto own = word(code);
        it->second = own.empty() ? reason_words_(code) : std::string(own);
    }
    return it->second;
}

std::string BasisView::reasons(const std::vector<std::string>& codes) const {
    std::string all;
    for (const auto& code : codes) all += (all.empty() ? "" : "; ") + reason(code);
    return all;
}

std::string BasisView::client(std::uint32_t client) const {
    const auto& one = basis_.clients[client];
    if (!full_) return first_letter(one.first_name) + first_letter(one.last_name);
    return one.first_name + (one.first_name.empty() || one.last_name.empty() ? "" : " ") + one.last_name;
}

std::string BasisView::care_worker(const BasisShift& shift) const {
    return full_ && !shift.care_worker_name.empty() ? shift.care_worker + " " + shift.care_worker_name
                                                    : shift.care_worker;
}

const InvoiceReference* BasisView::reference(std::uint32_t client) const {
    const auto& born = basis_.clients[client].born;
    if (!born) return nullptr;
    for (const auto& reference : layout_.references) {
        const auto holds = [&](domain::Date day) {
            const int age = age_on(*born, day);
            return (!reference.from_age || age >= *reference.from_age) &&
                   (!reference.below_age || age < *reference.below_age);
        };
        if (holds(domain::first_day(basis_.month)) && holds(domain::last_day(basis_.month))) return &reference;
    }
    return nullptr;
}

std::string BasisView::month_name() const {
    return layout_.months[static_cast<unsigned>(basis_.month.month()) - 1] + " " +
           std::to_string(static_cast<int>(basis_.month.year()));
}

std::string BasisView::filled(std::string_view text) const {
    std::string out(text);
    const std::pair<std::string_view, std::string> all[] = {{"{month}", month_name()},
                                                            {"{unit}", basis_.unit.name},
                                                            {"{provider}", basis_.unit.provider},
                                                            {"{municipality}", basis_.unit.municipality}};
    for (const auto& [name, value] : all) {
        for (auto at = out.find(name); at != std::string::npos; at = out.find(name, at + value.size()))
            out.replace(at, name.size(), value);
    }
    return out;
}

Book book_of(const BasisView& view) {
    const Basis& basis = view.basis();
    Book book;
    book.title = view.filled(view.word("title"));
    book.mark = view.word(basis.final ? "final" : "preliminary");
    book.is_final = basis.final;
    book.page = view.word("page");
    book.mark_heading = view.word("mark");
    book.author = basis.unit.provider;
    book.made = basis.as_of;
    for (const auto& layout : view.layout().sheets) {
        const bool is_list = layout.table == BasisTable::control || layout.table == BasisTable::cover;
        TypedSheet sheet = is_list ? facts_sheet(view, layout) : table_sheet(view, layout);
        sheet.file_part = file_parts[static_cast<std::size_t>(layout.table)];
        sheet.name = layout.name;
        sheet.title = book.title + " \u00B7 " + layout.name;
        if (!sheet.columns.empty()) book.sheets.push_back(std::move(sheet));
    }
    return book;
}

}  // namespace samordna::workspace
