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

constexpr int pause_ms = 400;

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
        if (row < written_.size()) chosen(std::string(written_[row]));
    });
    pause_.SetOwner(this);
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent&) { write(); }, pause_.GetId());
}

void FilterChoice::show(std::vector<Option> options, const std::string& chosen) {
    options_ = std::move(options);
    const auto found =
        std::find_if(options_.begin(), options_.end(), [&](const Option& option) { return option.value == chosen; });
    chosen_ = found == options_.end() ? 0 : static_cast<std::size_t>(found - options_.begin());
    if (options_[chosen_].label != GetStringSelection())
        write();
    else
        pause_.StartOnce(pause_ms);
    Enable(options_.size() > 1);
    GtkStyleContext* style = gtk_widget_get_style_context(GetHandle());
    if (chosen_ == 0)
        gtk_style_context_remove_class(style, "filtering");
    else
        gtk_style_context_add_class(style, "filtering");
}

void FilterChoice::write() {
    pause_.Stop();
    wxArrayString labels;
    written_.clear();
    for (const Option& option : options_) {
        labels.Add(option.label);
        written_.push_back(option.value);
    }
    if (labels != GetStrings()) Set(labels);
    if (GetSelection() != static_cast<int>(chosen_)) SetSelection(static_cast<int>(chosen_));
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
    FilterChoice::show(std::move(options), chosen);
}

}  // namespace samordna::desktop
