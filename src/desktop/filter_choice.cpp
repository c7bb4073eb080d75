#include "desktop/filter_choice.h"

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
using workspace::CheckCount;

}  // namespace

FilterChoice::FilterChoice(wxWindow* parent, std::string_view id, const wxString& name, int width,
                           std::function<void(const std::string&)> chosen)
    : wxChoice(parent, wxID_ANY, wxDefaultPosition,
               wxSize(large_text() ? scaled(width) * 17 / 20 : scaled(width), -1)) {
    // As wide as this, however long the words are.
    GList* cells = gtk_cell_layout_get_cells(GTK_CELL_LAYOUT(GetHandle()));
    for (GList* cell = cells; cell != nullptr; cell = cell->next)
        g_object_set(cell->data, "ellipsize", PANGO_ELLIPSIZE_END, nullptr);
    g_list_free(cells);
    describe(this, id, name);
    add_style(this, "filter");
    Bind(wxEVT_CHOICE, [this, chosen = std::move(chosen)](wxCommandEvent& event) {
        const auto row = static_cast<std::size_t>(event.GetSelection());
        if (row < values_.size()) chosen(std::string(values_[row]));
    });
}

void FilterChoice::show(const std::vector<Option>& options, const std::string& chosen) {
    std::vector<std::string> values;
    wxArrayString labels;
    for (const Option& option : options) {
        values.push_back(option.value);
        labels.Add(option.label);
    }
    if (labels != GetStrings()) Set(labels);
    values_ = std::move(values);
    const auto found = std::find(values_.begin(), values_.end(), chosen);
    const auto row = found == values_.end() ? 0 : found - values_.begin();
    if (GetSelection() != row) SetSelection(static_cast<int>(row));
    Enable(values_.size() > 1);
    GtkStyleContext* style = gtk_widget_get_style_context(GetHandle());
    if (row == 0)
        gtk_style_context_remove_class(style, "filtering");
    else
        gtk_style_context_add_class(style, "filtering");
}

CheckChoice::CheckChoice(wxWindow* parent, std::function<void(const std::string&)> chosen, int width)
    : FilterChoice(parent, "filter.check", ui(tr("Flag")), width, std::move(chosen)) {}

void CheckChoice::show(std::vector<CheckCount> checks, const std::string& chosen) {
    const auto is_chosen = [&](const CheckCount& one) { return one.check == chosen; };
    if (!chosen.empty() && std::none_of(checks.begin(), checks.end(), is_chosen)) checks.push_back({chosen, 0});
    std::stable_sort(checks.begin(), checks.end(),
                     [](const CheckCount& a, const CheckCount& b) { return a.rows > b.rows; });
    std::vector<Option> options{{"", ui(tr("All flags"))}};
    for (const CheckCount& one : checks) {
        options.push_back({std::string(one.check), ui(wording::label_of_check(one.check) + "  " +
                                                      wording::number(static_cast<std::int64_t>(one.rows)))});
    }
    FilterChoice::show(options, chosen);
}

}  // namespace samordna::desktop
