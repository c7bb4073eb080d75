#include "desktop/columns.h"

#include <algorithm>

#include <gtk/gtk.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/access.h"
#include "desktop/list_view.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

GtkTreeView* view_of(const wxDataViewCtrl* grid) {
    return GTK_TREE_VIEW(const_cast<wxDataViewCtrl*>(grid)->GtkGetTreeView());
}
GtkTreeViewColumn* handle(const wxDataViewColumn* column) {
    return GTK_TREE_VIEW_COLUMN(column->GetGtkHandle());
}

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

// --- The columns.

void Columns::add(wxDataViewColumn* column, std::string id, bool shown) {
    gtk_tree_view_column_set_reorderable(handle(column), TRUE);
    if (!shown) column->SetHidden(true);
    all_.push_back({std::move(id), column, shown});
}

int Columns::width(const std::string& id, int usual) const {
    return settings_.number(name_ + "_width_" + id).value_or(usual);
}

std::vector<Columns::One> Columns::in_order() const {
    std::vector<One> out;
    GList* handles = gtk_tree_view_get_columns(view_of(grid_));
    for (GList* at = handles; at != nullptr; at = at->next) {
        const auto it = std::find_if(all_.begin(), all_.end(), [&](const One& one) {
            return static_cast<gpointer>(handle(one.column)) == at->data;
        });
        if (it != all_.end()) out.push_back(*it);
    }
    g_list_free(handles);
    return out;
}

void Columns::put_in_order(const std::vector<std::string>& ids) {
    GtkTreeViewColumn* before = nullptr;
    for (const std::string& id : ids) {
        const auto it = std::find_if(all_.begin(), all_.end(), [&](const One& one) { return one.id == id; });
        if (it == all_.end()) continue;  // of another version
        gtk_tree_view_move_column_after(view_of(grid_), handle(it->column), before);
        before = handle(it->column);
    }
}

void Columns::restore() {
    const auto order = settings_.text(name_ + "_order");
    if (!order) return;
    put_in_order(words(*order));
    const auto hidden = words(settings_.text(name_ + "_hidden").value_or(""));
    for (const One& one : all_) {
        if (std::find(hidden.begin(), hidden.end(), one.id) != hidden.end())
            one.column->SetHidden(true);
        else
            one.column->SetHidden(false);
    }
}

void Columns::remember() {
    std::string order;
    std::string hidden;
    for (const One& one : in_order()) {
        order += (order.empty() ? "" : " ") + one.id;
        if (one.column->IsHidden())
            hidden += (hidden.empty() ? "" : " ") + one.id;
        else if (one.column->GetWidth() >= 20)  // what was never laid out has no width
            settings_.set(name_ + "_width_" + one.id, unscaled(one.column->GetWidth()));
    }
    settings_.set(name_ + "_order", order);
    settings_.set(name_ + "_hidden", hidden);
}

void Columns::reset() {
    std::vector<std::string> ids;
    for (const One& one : all_) {
        ids.push_back(one.id);
        one.column->SetHidden(!one.at_first);
    }
    put_in_order(ids);
}

void Columns::set_shown(const std::string& id, bool shown) {
    const auto is_shown = [](const One& one) { return !one.column->IsHidden(); };
    // One stays.
    if (!shown && std::count_if(all_.begin(), all_.end(), is_shown) < 2) return;
    for (const One& one : all_) {
        if (one.id == id) one.column->SetHidden(!shown);
    }
}

void Columns::move(const std::string& id, int by) {
    std::vector<std::string> ids;
    for (const One& one : in_order()) ids.push_back(one.id);
    const auto at = std::find(ids.begin(), ids.end(), id) - ids.begin();
    const auto to = at + by;
    if (at == std::ssize(ids) || to < 0 || to >= std::ssize(ids)) return;
    std::swap(ids[static_cast<std::size_t>(at)], ids[static_cast<std::size_t>(to)]);
    put_in_order(ids);
}

// --- The panel.

ColumnPanel::ColumnPanel(wxWindow* parent, Columns& columns, std::function<void()> closed)
    : wxPanel(parent), columns_(columns) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Columns")));
    title->SetFont(GetFont().Bold().Scaled(1.1F));
    auto* help = new wxStaticText(
        this, wxID_ANY,
        ui(tr("Space shows or hides a column, Alt+Up and Alt+Down move it. Headers can be dragged, too.")));
    help->SetForegroundColour(colour(Tone::quiet));
    if (large_text()) help->Wrap(scaled(430));
    const auto button = [&](const std::string& label, std::string_view id, auto&& pressed) {
        auto* made = new wxButton(this, wxID_ANY, ui(label));
        describe(made, id, made->GetLabel());
        made->Bind(wxEVT_BUTTON, [pressed](wxCommandEvent&) { pressed(); });
        return made;
    };
    auto* done = button(tr("Done"), "column-done", closed);
    add_style(done, "suggested-action");
    list_ = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, wxSize(scaled(300), -1),
                                   wxDV_SINGLE | wxDV_NO_HEADER | wxBORDER_THEME);
    list_->AppendToggleColumn(ui(tr("Shown")), wxDATAVIEW_CELL_ACTIVATABLE, scaled(36), wxALIGN_CENTRE, 0);
    list_->AppendTextColumn(ui(tr("Column")), wxDATAVIEW_CELL_INERT, scaled(240), wxALIGN_LEFT, 0);
    finish_list(list_, RowHeight::dense);
    add_style(list_, "dense");
    describe(static_cast<wxDataViewCtrl*>(list_), "column-list", ui(tr("Columns")));
    auto* left = button(tr("To the left"), "column-left", [this] { move(-1); });
    auto* right = button(tr("To the right"), "column-right", [this] { move(1); });
    auto* reset = button(tr("As from the start"), "column-reset", [this] {
        columns_.reset();
        fill(chosen());
    });

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(done, 0, wxALIGN_CENTRE_VERTICAL);
    auto* buttons = new wxBoxSizer(wxVERTICAL);
    // Side by side there is room for them in a low window.
    auto* sides = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    sides->Add(left, 1, wxEXPAND | (large_text() ? wxBOTTOM : wxRIGHT), 8);
    sides->Add(right, 1, wxEXPAND);
    buttons->Add(sides, 0, wxEXPAND | wxBOTTOM, 8);
    buttons->Add(reset, 0, wxEXPAND);
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    body->Add(list_, 0, wxEXPAND | wxRIGHT, 16);
    body->Add(buttons);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    all->Add(help, 0, wxLEFT | wxRIGHT | wxBOTTOM, 16);
    all->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    SetSizer(all);

    list_->Bind(wxEVT_DATAVIEW_ITEM_VALUE_CHANGED, [this](wxDataViewEvent& event) {
        const int row = list_->ItemToRow(event.GetItem());
        if (row != wxNOT_FOUND) toggle(static_cast<unsigned>(row));
    });
    list_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        const int key = event.GetKeyCode();
        const int row = list_->GetSelectedRow();
        if (key == WXK_SPACE && row != wxNOT_FOUND) {
            const auto number = static_cast<unsigned>(row);
            list_->SetToggleValue(!list_->GetToggleValue(number, 0), number, 0);
            toggle(number);
        } else if (event.AltDown() && (key == WXK_UP || key == WXK_DOWN)) {
            move(key == WXK_UP ? -1 : 1);
        } else {
            event.Skip();
        }
    });
}

void ColumnPanel::open() {
    fill("");
    list_->SetFocus();
    // Before its first layout the view would be left a little below the first row.
    CallAfter([this] { scroll_to_top(list_, 0); });
}

void ColumnPanel::fill(const std::string& at) {
    list_->DeleteAllItems();
    ids_.clear();
    unsigned row = 0;
    for (const Columns::One& one : columns_.in_order()) {
        wxVector<wxVariant> cells;
        cells.push_back(!one.column->IsHidden());
        cells.push_back(one.column->GetTitle());
        list_->AppendItem(cells);
        if (one.id == at) row = static_cast<unsigned>(ids_.size());
        ids_.push_back(one.id);
    }
    put_cursor(list_, row);
}

std::string ColumnPanel::chosen() const {
    const int row = list_->GetSelectedRow();
    return row == wxNOT_FOUND ? std::string{} : ids_.at(static_cast<std::size_t>(row));
}

void ColumnPanel::toggle(unsigned row) {
    columns_.set_shown(ids_.at(row), list_->GetToggleValue(row, 0));
    fill(ids_.at(row));
}

void ColumnPanel::move(int by) {
    const std::string id = chosen();
    columns_.move(id, by);
    fill(id);
}

}  // namespace samordna::desktop
