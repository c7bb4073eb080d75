#include "desktop/shift_page.h"

#include <algorithm>

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/roomy.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::shift_filters;
using workspace::ShiftColumn;
using workspace::ShiftFilter;

std::optional<ShiftColumn> sort_column(unsigned column) {
    if (column < ShiftModel::state) return std::nullopt;
    return static_cast<ShiftColumn>(column - ShiftModel::state);  // the same order
}

}  // namespace

ShiftPage::ShiftPage(wxWindow* parent, Context& context) : Page(parent), context_(context) {
    if (const auto saved = context_.settings.number("filter")) {
        for (const ShiftFilter filter : shift_filters) {
            if (static_cast<int>(filter) == *saved) filter_ = filter;
        }
    }
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header(all);
    make_chips(all);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
    splitter_ =
        new wxSplitterWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxSP_LIVE_UPDATE | wxSP_NOBORDER);
    upper_ = new wxSimplebook(splitter_);
    make_grid(upper_);
    auto* nothing = new Roomy(upper_);
    empty_ = new EmptyState(nothing);
    nothing->hold(empty_, 170);
    upper_->AddPage(nothing, "");
    lower_ = new wxSimplebook(splitter_);
    const auto add = [this](wxWindow* panel, int height, Roomy::Share share = Roomy::Share::most) {
        auto* holder = static_cast<Roomy*>(panel->GetParent());
        holder->hold(panel, height, share);
        lower_->AddPage(holder, "");
    };
    details_ = new ShiftDetailsPanel(new Roomy(lower_), context_);
    add(details_, 300, Roomy::Share::usual);
    decision_ = new DecisionPanel(new Roomy(lower_), [this] { close_decision(); });
    add(decision_, 180);
    mend_ =
        new MendPanel(new Roomy(lower_), context_, [this](const std::vector<domain::Id>& shifts) { mended(shifts); });
    add(mend_, 620);
    // With large letters in a small window both have to find room.
    splitter_->SetMinimumPaneSize(large_text() ? 110 : 180);
    splitter_->SetSashGravity(1.0);
    const int details_height = context_.settings.number("details_height").value_or(scaled(284));
    splitter_->SplitHorizontally(upper_, lower_, -details_height);
    // Its height is not known before the first layout.
    CallAfter([this, details_height] {
        const int whole = splitter_->GetSize().y;
        splitter_->SetSashPosition(-std::min(details_height, large_text() ? whole * 3 / 5 : whole / 2));
    });
    all->Add(splitter_, 1, wxEXPAND);
    SetSizer(all);

    counts_follow_ = std::make_unique<Following>(this, [this] { show_counts(); });
    details_follow_ = std::make_unique<Following>(this, [this] { show_details(); });
    bind_actions();

    show_month(months_->wanted());
}

void ShiftPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Shifts")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    months_ = std::make_unique<MonthChoice>(this, context_, [this](domain::Month month) { show_month(month); });
    search_ = new wxSearchCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(290, -1));
    search_->SetDescriptiveText(ui(tr("Search care worker, client, shift")));
    search_->SetToolTip(ui(tip("find")));
    fit_height(search_);
    describe(search_, "search", ui(tr("Search care worker, client, shift")));
    auto* sync = new wxButton(this, wxID_ANY, ui(tr("Sync")));
    sync->SetBitmap(icon("sync", Tone::text));
    sync->SetBitmapMargins(4, 0);
    sync->SetToolTip(ui(tip("sync.now")));
    describe(sync, "sync", ui(tr("Sync now")));

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    row->Add(months_->sizer(), 0, wxALIGN_CENTRE_VERTICAL);
    // With large letters the search stands on a line of its own.
    const bool large = large_text();
    auto* right = large ? new wxBoxSizer(wxHORIZONTAL) : row;
    if (!large) row->AddStretchSpacer();
    right->Add(search_, large ? 1 : 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    right->Add(sync, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    if (large) all->Add(right, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);

    search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { set_search(search_->GetValue()); });
    search_->Bind(wxEVT_SEARCH_CANCEL, [this](wxCommandEvent&) { search_->Clear(); });
    // From the field straight to what was found.
    search_->Bind(wxEVT_SEARCH, [this](wxCommandEvent&) { enter(); });
    sync->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { context_.actions.run("sync.now"); });
}

void ShiftPage::make_grid(wxWindow* parent) {
    grid_ = new wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                               wxDV_SINGLE | wxDV_HORIZ_RULES | wxBORDER_NONE);
    model_ = new ShiftModel(grid_);
    const auto width = [&](unsigned column, int usual) {
        // What was never laid out has no width.
        const auto kept = context_.settings.number("column_" + std::to_string(column));
        return kept && *kept >= 20 ? *kept : usual;
    };
    grid_->AppendColumn(new wxDataViewColumn("", new wxDataViewToggleRenderer("bool", wxDATAVIEW_CELL_ACTIVATABLE),
                                             ShiftModel::mark, 36, wxALIGN_CENTRE, 0));
    using M = ShiftModel;
    add_icon_column(grid_, ui(tr("Status")), M::state, width(M::state, 124), true);
    add_text_column(grid_, ui(tr("Day")), M::date, width(M::date, 96), wxALIGN_LEFT, true);
    add_text_column(grid_, ui(tr("Care worker")), M::care_worker, width(M::care_worker, 132), wxALIGN_LEFT, true);
    add_text_column(grid_, ui(tr("Time")), M::time, width(M::time, 104), wxALIGN_LEFT, true);
    add_text_column(grid_, ui(tr("Ordered")), M::ordered, width(M::ordered, 84), wxALIGN_RIGHT, true);
    add_text_column(grid_, ui(tr("Performed")), M::performed, width(M::performed, 84), wxALIGN_RIGHT, true);
    add_text_column(grid_, ui(tr("Difference")), M::difference, width(M::difference, 90), wxALIGN_RIGHT, true);
    add_text_column(grid_, ui(tr("Visits")), M::visits, width(M::visits, 68), wxALIGN_RIGHT, true);
    add_icon_column(grid_, ui(tr("Manual share")), M::manual_share, width(M::manual_share, 112), true);
    add_icon_column(grid_, ui(tr("Flags")), M::flags, width(M::flags, 120), true);
    grid_->AssociateModel(model_.get());
    finish_list(grid_);
    name_column(grid_, ShiftModel::mark, ui(tr("Marked")));
    describe(grid_, "shift-grid", ui(tr("Shifts")));
    static_cast<wxSimplebook*>(parent)->AddPage(grid_, "");

    LongList::Rows rows{[this] { return list_->size(); }, [this](std::size_t row) { return list_->at(row).id; },
                        [this](domain::Id id) { return list_->find(id); }};
    rows_ = std::make_unique<LongList>(grid_, model_.get(), selected_, std::move(rows), [this] {
        list_->keep(std::nullopt);
        if (deciding_) close_decision();
        show_details();  // little else is drawn anew
        context_.refresh();
    });
    grid_->Bind(wxEVT_DATAVIEW_COLUMN_SORTED, [this](wxDataViewEvent& event) {
        const wxDataViewColumn* column = event.GetDataViewColumn();
        const auto by = column == nullptr ? std::nullopt : sort_column(column->GetModelColumn());
        if (!by || list_ == nullptr) return;
        list_->sort_by(*by, column->IsSortOrderAscending());
        context_.settings.set("sort_column", static_cast<int>(column->GetModelColumn()));
        context_.settings.set("sort_ascending", column->IsSortOrderAscending() ? 1 : 0);
        show_rows(Change::list);
    });
    grid_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent& event) {
        // Assistive technology activates the cell of the box too, within a call of the toolkit: what follows waits
        // until it is over.
        const bool box =
            event.GetDataViewColumn() != nullptr && event.GetDataViewColumn()->GetModelColumn() == ShiftModel::mark;
        if (!box) CallAfter([this] { context_.actions.run("shift.visits"); });
    });
    model_->on_marked = [this] {
        show_counts();
        context_.refresh();
    };
}

void ShiftPage::enter() {
    // Another page may have gone to another month.
    if (months_->was_chosen() && months_->wanted() != month_) show_month(months_->wanted());
    say_count();
    if (deciding_) return;
    if (upper_->GetSelection() == 1) return empty_->SetFocus();
    grid_->SetFocus();
    if (!selected_ && list_->size() > 0) select(list_->at(0).id);
}

void ShiftPage::show_month(domain::Month month) {
    if (deciding_) close_decision();
    month_ = month;
    model_->clear_marks();
    selected_.reset();
    coming_.reset();
    list_ = context_.workspace.shifts(month);
    list_->set_filter(filter_);
    list_->set_check(check_);
    list_->set_search(utf8(search_->GetValue()));
    const auto by =
        sort_column(static_cast<unsigned>(context_.settings.number("sort_column").value_or(ShiftModel::flags)));
    if (by) list_->sort_by(*by, context_.settings.number("sort_ascending").value_or(0) != 0);
    model_->show(list_.get());
    months_->show(month_);
    show_rows(Change::list);
    if (list_->size() > 0) select(list_->at(0).id);
    see_first_row(grid_);
    context_.refresh();
}

void ShiftPage::select(domain::Id shift) {
    if (rows_->select(shift)) details_follow_->ask();
}

void ShiftPage::show_rows(Change change) {
    put_rows(change);
    details_follow_->ask();
}

void ShiftPage::put_rows(Change change) {
    rows_->put(change);
    show_empty();
    counts_follow_->ask();
}

void ShiftPage::show_again(std::span<const domain::Id> shifts) {
    const bool many = shifts.size() > 200;
    const bool structure = list_->refresh(shifts) || many;
    show_rows(structure ? Change::rows : Change::contents);
    if (structure) return;
    for (const domain::Id& shift : shifts) rows_->changed(shift);
}

void ShiftPage::show_details() {
    if (!selected_ && details_->visits()->HasFocus()) grid_->SetFocus();  // they go
    details_->show(selected_ ? list_->details(*selected_) : std::nullopt);
}

ShiftDetailsPanel& ShiftPage::details() const {
    details_follow_->now();
    return *details_;
}

void ShiftPage::remember() {
    if (list_->total() > 0) context_.month = month_;
    for (unsigned i = 1; i + 1 < grid_->GetColumnCount(); ++i) {
        context_.settings.set("column_" + std::to_string(i), unscaled(grid_->GetColumn(i)->GetWidth()));
    }
    context_.settings.set("details_height", splitter_->GetSize().y - splitter_->GetSashPosition());
}

}  // namespace samordna::desktop
