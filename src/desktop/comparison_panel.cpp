#include "desktop/comparison_panel.h"

#include <wx/sizer.h>

#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/comparison_words.h"
#include "wording/format.h"
#include "wording/month_words.h"

namespace samordna::desktop {

using wording::tr;

ComparisonPanel::ComparisonPanel(wxWindow* parent) : wxPanel(parent) {
    about_ = new Prose(this, "comparison-about", ui(tr("What was compared")));
    causes_.emplace(this, "comparison-causes", ui(tr("The difference by likely cause")),
                    std::vector<TableColumn>{
                        {tr("Cause"), 190}, {tr("Rows"), 56, wxALIGN_RIGHT}, {tr("Difference"), 96, wxALIGN_RIGHT}});
    rows_.emplace(this, "comparison-rows", ui(tr("The rows that differ")),
                  std::vector<TableColumn>{{tr("Client"), 70, wxALIGN_RIGHT},
                                           {tr("Service"), 150},
                                           {tr("Day"), 96},
                                           {tr("The municipality"), 120, wxALIGN_RIGHT},
                                           {tr("We"), 100, wxALIGN_RIGHT},
                                           {tr("Difference"), 100, wxALIGN_RIGHT},
                                           {tr("Cause"), 260}});
    auto* left = new wxBoxSizer(wxVERTICAL);
    left->Add(about_, 2, wxEXPAND | wxBOTTOM, 8);
    left->Add(causes_->table(), 3, wxEXPAND);
    auto* all = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    all->Add(left, 2, wxEXPAND | wxALL, 10);
    all->Add(rows_->table(), 5, wxEXPAND | wxTOP | wxBOTTOM | wxRIGHT, 10);
    SetSizer(all);
    about_->begin();
    about_->sentence(ui(tr("The municipality's file that you choose is held against ours here.")), Tone::quiet);
    about_->end();
}

void ComparisonPanel::show(workspace::Comparison comparison) {
    comparison_ = std::move(comparison);
    about_->begin();
    for (const auto& problem : comparison_->problems) about_->sentence(ui(wording::problem_text(problem)), Tone::warn);
    if (!comparison_->problems.empty())
        about_->sentence(ui(tr("Nothing was compared.")));
    else
        for (const auto& line : wording::summary_of(*comparison_)) about_->sentence(ui(line));
    about_->end();
    show_causes();
    show_rows();
}

void ComparisonPanel::show_causes() {
    std::vector<SheetRow> rows;
    const auto add = [&](const std::string& cause, int many, std::int64_t minutes, bool total) {
        const auto cell = [total](const std::string& text) { return Cell{text, Tone::text, nullptr, -1, total}; };
        rows.push_back({{cell(cause), cell(wording::number(many)), cell(wording::difference(minutes))}});
    };
    const auto& totals = comparison_->totals;
    for (const auto cause : rules::all_basis_causes()) {
        const auto& of = totals.causes[static_cast<std::size_t>(cause)];
        if (of.rows > 0) add(wording::name_of(cause), of.rows, of.minutes, false);
    }
    if (comparison_->problems.empty()) add(tr("Total"), totals.differing, totals.difference(), true);
    causes_->show(std::move(rows));
}

void ComparisonPanel::show_rows() {
    std::vector<SheetRow> rows;
    clients_.clear();
    for (const auto& row : comparison_->rows) {
        if (!row.differs()) continue;
        clients_.push_back(row.client_number);
        rows.push_back({{{std::to_string(row.client_number)},
                         {row.service.empty() ? tr("No service") : row.service},
                         {row.date ? wording::day(*row.date) : std::string{}, Tone::quiet},
                         {row.pair.theirs ? wording::hours(row.pair.their_minutes()) : tr("none")},
                         {row.pair.own.empty() ? tr("none") : wording::hours(row.pair.our_minutes())},
                         {wording::difference(row.pair.difference()), Tone::warn},
                         {wording::causes_of(row), Tone::quiet}}});
    }
    rows_->show(std::move(rows));
}

std::optional<int> ComparisonPanel::chosen_client() const {
    const auto row = selected_row(const_cast<std::optional<CellSheet>&>(rows_)->table());
    return row && *row < clients_.size() ? std::optional(clients_[*row]) : std::nullopt;
}

}  // namespace samordna::desktop
