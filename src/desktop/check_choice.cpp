#include "desktop/check_choice.h"

#include <algorithm>

#include <gtk/gtk.h>

#include "desktop/access.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using CheckCount = workspace::ShiftList::CheckCount;

constexpr int width = 230;

}  // namespace

CheckChoice::CheckChoice(wxWindow* parent, std::function<void(const std::string&)> chosen)
    : wxChoice(parent, wxID_ANY, wxDefaultPosition, wxSize(scaled(width), -1)) {
    // As wide as this, however long the words are.
    GList* cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(GetHandle()));
    for (GList* cell = cells; cell != nullptr; cell = cell->next)
        g_object_set(cell->data, "ellipsize", PANGO_ELLIPSIZE_END, nullptr);
    g_list_free(cells);
    describe(this, "filter.check", ui(tr("Flag")));
    add_style(this, "filter");
    Bind(wxEVT_CHOICE, [this, chosen = std::move(chosen)](wxCommandEvent& event) {
        const auto row = static_cast<std::size_t>(event.GetSelection());
        if (row < ids_.size()) chosen(std::string(ids_[row]));
    });
}

void CheckChoice::show(std::vector<CheckCount> checks, const std::string& chosen) {
    const auto is_chosen = [&](const CheckCount& one) { return one.check == chosen; };
    if (!chosen.empty() && std::none_of(checks.begin(), checks.end(), is_chosen)) checks.push_back({chosen, 0});
    std::stable_sort(checks.begin(), checks.end(),
                     [](const CheckCount& a, const CheckCount& b) { return a.shifts > b.shifts; });
    std::vector<std::string> ids{""};
    wxArrayString labels;
    labels.Add(ui(tr("All flags")));
    for (const CheckCount& one : checks) {
        ids.emplace_back(one.check);
        labels.Add(
            ui(wording::label_of_check(one.check) + "  " + wording::number(static_cast<std::int64_t>(one.shifts))));
    }
    if (labels != GetStrings()) Set(labels);
    ids_ = std::move(ids);
    const auto row = std::find(ids_.begin(), ids_.end(), chosen) - ids_.begin();
    if (GetSelection() != row) SetSelection(static_cast<int>(row));
    Enable(ids_.size() > 1);
    GtkStyleContext* style = gtk_widget_get_style_context(GetHandle());
    if (chosen.empty())
        gtk_style_context_remove_class(style, "filtering");
    else
        gtk_style_context_add_class(style, "filtering");
}

}  // namespace samordna::desktop
