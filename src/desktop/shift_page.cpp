#include "desktop/shift_page.h"

#include <algorithm>

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using workspace::shift_filters;
using workspace::ShiftColumn;
using workspace::ShiftFilter;

constexpr unsigned first_rows = 200;  // more than a screen has
constexpr int pause_ms = 400;

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
    empty_ = new EmptyState(upper_);
    upper_->AddPage(empty_, "");
    lower_ = new wxSimplebook(splitter_);
    details_ = new ShiftDetailsPanel(lower_, context_);
    decision_ = new DecisionPanel(lower_, [this] { close_decision(); });
    lower_->AddPage(details_, "");
    lower_->AddPage(decision_, "");
    mend_ = new MendPanel(lower_, context_, [this](const std::vector<domain::Id>& shifts) { mended(shifts); });
    lower_->AddPage(mend_, "");
    // With large letters in a small window both have to find room.
    splitter_->SetMinimumPaneSize(scaled(100) > 130 ? 140 : 180);
    splitter_->SetSashGravity(1.0);
    const int details_height = context_.settings.number("details_height").value_or(scaled(284));
    splitter_->SplitHorizontally(upper_, lower_, -details_height);
    // Its height is not known before the first layout.
    CallAfter(
        [this, details_height] { splitter_->SetSashPosition(-std::min(details_height, splitter_->GetSize().y / 2)); });
    all->Add(splitter_, 1, wxEXPAND);
    SetSizer(all);

    pause_.SetOwner(this);
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent&) { tell_of_all_rows(); }, pause_.GetId());
    bind_actions();

    show_month(first_month());
}

// Where she was; else this month, or the latest one that has something.
domain::Month ShiftPage::first_month() const {
    if (const auto saved = context_.settings.text("month")) {
        if (const auto month = domain::parse_month(*saved)) return *month;
    }
    const domain::Month today = domain::month_of(domain::local_date(context_.workspace.now()));
    const auto months = context_.workspace.months();
    const bool any = months.empty() || std::find(months.begin(), months.end(), today) != months.end();
    return any ? today : months.back();
}

void ShiftPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Shifts")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    const auto small = [&](std::string_view id, const char* icon_name) {
        auto* button =
            new wxButton(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT | wxBORDER_NONE);
        button->SetBitmap(icon(icon_name, Tone::text));
        button->SetToolTip(ui(tip(id)));
        describe(button, id, ui(tr(find_action(id)->label)));
        button->Bind(wxEVT_BUTTON, [this, id](wxCommandEvent&) { context_.actions.run(id); });
        return button;
    };
    auto* previous = small("month.previous", "previous");
    choice_ = new wxChoice(this, wxID_ANY);
    describe(choice_, "month", ui(tr("Month")));
    auto* next = small("month.next", "next");
    search_ = new wxSearchCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(290, -1));
    search_->SetDescriptiveText(ui(tr("Search care worker, client, shift")));
    search_->SetToolTip(ui(tip("find")));
    describe(search_, "search", ui(tr("Search care worker, client, shift")));
    auto* sync = new wxButton(this, wxID_ANY, ui(tr("Sync")));
    sync->SetBitmap(icon("sync", Tone::text));
    sync->SetBitmapMargins(4, 0);
    sync->SetToolTip(ui(tip("sync.now")));
    describe(sync, "sync", ui(tr("Sync now")));

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    row->Add(previous, 0, wxALIGN_CENTRE_VERTICAL);
    row->Add(choice_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 4);
    row->Add(next, 0, wxALIGN_CENTRE_VERTICAL);
    // With large letters the search stands on a line of its own.
    const bool large = scaled(100) > 130;
    auto* right = large ? new wxBoxSizer(wxHORIZONTAL) : row;
    if (!large) row->AddStretchSpacer();
    right->Add(search_, large ? 1 : 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    right->Add(sync, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    if (large) all->Add(right, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);

    choice_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto index = static_cast<std::size_t>(event.GetSelection());
        if (index < months_.size()) choose_month(months_[index]);
    });
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
    add_text_column(grid_, ui(tr("Day")), M::date, width(M::date, 84), wxALIGN_LEFT, true);
    add_text_column(grid_, ui(tr("Care worker")), M::care_worker, width(M::care_worker, 132), wxALIGN_LEFT, true);
    add_text_column(grid_, ui(tr("Time")), M::time, width(M::time, 104), wxALIGN_LEFT, true);
    add_text_column(grid_, ui(tr("Ordered")), M::ordered, width(M::ordered, 84), wxALIGN_RIGHT, true);
    add_text_column(grid_, ui(tr("Performed")), M::performed, width(M::performed, 84), wxALIGN_RIGHT, true);
    add_text_column(grid_, ui(tr("Difference")), M::difference, width(M::difference, 90), wxALIGN_RIGHT, true);
    add_text_column(grid_, ui(tr("Visits")), M::visits, width(M::visits, 62), wxALIGN_RIGHT, true);
    add_icon_column(grid_, ui(tr("Manual share")), M::manual_share, width(M::manual_share, 104), true);
    add_icon_column(grid_, ui(tr("Flags")), M::flags, width(M::flags, 120), true);
    grid_->AssociateModel(model_.get());
    finish_list(grid_);
    describe(grid_, "shift-grid", ui(tr("Shifts")));
    static_cast<wxSimplebook*>(parent)->AddPage(grid_, "");

    // Keys of the toolkit's own that go far: End, Page Down.
    grid_->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        const int key = event.GetKeyCode();
        if (key == WXK_END || key == WXK_PAGEDOWN || key == WXK_DOWN) tell_of_all_rows();
        event.Skip();
    });
    grid_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (moving_) return;
        const auto row = selected_row(grid_);
        selected_ = row && *row < list_->size() ? std::optional(list_->at(*row).id) : std::nullopt;
        list_->keep(std::nullopt);
        if (deciding_) close_decision();
        show_details();
        context_.refresh();
    });
    grid_->Bind(wxEVT_DATAVIEW_COLUMN_SORTED, [this](wxDataViewEvent& event) {
        const wxDataViewColumn* column = event.GetDataViewColumn();
        const auto by = column == nullptr ? std::nullopt : sort_column(column->GetModelColumn());
        if (!by || list_ == nullptr) return;
        list_->sort_by(*by, column->IsSortOrderAscending());
        context_.settings.set("sort_column", static_cast<int>(column->GetModelColumn()));
        context_.settings.set("sort_ascending", column->IsSortOrderAscending() ? 1 : 0);
        show_rows(true);
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
    say_count();
    if (deciding_) return;
    if (upper_->GetSelection() == 1) return empty_->SetFocus();
    grid_->SetFocus();
    if (!selected_ && list_->size() > 0) select(list_->at(0).id);
}

void ShiftPage::fill_months() {
    std::vector<domain::Month> months = context_.workspace.months();
    const domain::Month today = domain::month_of(domain::local_date(context_.workspace.now()));
    for (const domain::Month must : {today, month_}) {
        if (std::find(months.begin(), months.end(), must) == months.end()) months.push_back(must);
    }
    std::sort(months.begin(), months.end());
    if (months != months_ || choice_->IsEmpty()) {
        months_ = std::move(months);
        wxArrayString names;
        for (const domain::Month month : months_) names.Add(ui(wording::month(month)));
        choice_->Set(names);
    }
    choice_->SetSelection(static_cast<int>(std::find(months_.begin(), months_.end(), month_) - months_.begin()));
}

void ShiftPage::show_month(domain::Month month) {
    if (deciding_) close_decision();
    month_ = month;
    model_->clear_marks();
    selected_.reset();
    list_ = context_.workspace.shifts(month);
    list_->set_filter(filter_);
    list_->set_check(check_);
    list_->set_search(utf8(search_->GetValue()));
    const auto by =
        sort_column(static_cast<unsigned>(context_.settings.number("sort_column").value_or(ShiftModel::date)));
    if (by) list_->sort_by(*by, context_.settings.number("sort_ascending").value_or(1) != 0);
    model_->show(list_.get());
    fill_months();
    show_rows(true);
    if (list_->size() > 0) select(list_->at(0).id);
    // Before the first layout the view would be left a little below the first row.
    CallAfter([this] {
        if (list_->size() > 0 && selected_row(grid_).value_or(0) == 0) scroll_to_top(grid_, 0);
    });
    context_.refresh();
}

void ShiftPage::choose_month(domain::Month month) {
    context_.settings.set("month", domain::month_text(month));
    show_month(month);
}

void ShiftPage::select(domain::Id shift) {
    const auto row = list_->find(shift);
    if (!row) return;
    selected_ = shift;
    if (*row >= model_->GetCount()) tell_of_all_rows();
    moving_ = true;
    put_cursor(grid_, static_cast<unsigned>(*row));
    moving_ = false;
    show_details();
}

void ShiftPage::show_rows(bool structure) {
    put_rows(structure);
    show_details();
}

void ShiftPage::put_rows(bool structure) {
    const auto shown = [&](domain::Id id) { return list_->find(id).has_value(); };
    moving_ = true;
    if (selected_ && !shown(*selected_)) selected_.reset();
    if (structure) {
        const auto row = selected_ ? list_->find(*selected_) : std::nullopt;
        tell_of_rows(std::max(top_row(grid_), static_cast<unsigned>(row.value_or(0))) + first_rows);
    } else {
        redraw_rows(grid_);
    }
    keep_cursor();
    moving_ = false;
    show_empty();
    show_counts();
}

// The toolkit needs its time for every row that it is told of, and more where assistive technology listens: what can be
// in sight comes at once, all the rest when she pauses.
void ShiftPage::tell_of_rows(unsigned at_least) {
    const unsigned top = top_row(grid_);
    const unsigned count = std::min(at_least, static_cast<unsigned>(list_->size()));
    model_->Reset(count);
    if (top < count) scroll_to_top(grid_, top);
    if (count < list_->size())
        pause_.StartOnce(pause_ms);
    else
        pause_.Stop();
}

void ShiftPage::tell_of_all_rows() {
    if (model_->GetCount() == list_->size()) return;
    moving_ = true;
    tell_of_rows(static_cast<unsigned>(list_->size()));
    keep_cursor();
    moving_ = false;
}

void ShiftPage::keep_cursor() {
    if (!selected_) return grid_->UnselectAll();
    const auto row = static_cast<unsigned>(*list_->find(*selected_));
    if (selected_row(grid_) != row) put_cursor(grid_, row);
}

void ShiftPage::show_again(std::span<const domain::Id> shifts) {
    const bool many = shifts.size() > 200;
    const bool structure = list_->refresh(shifts) || many;
    show_rows(structure);
    if (structure) return;
    for (const domain::Id& shift : shifts) {
        const auto row = list_->find(shift);
        if (row && *row < model_->GetCount()) model_->RowChanged(static_cast<unsigned>(*row));
    }
}

void ShiftPage::show_empty() {
    const bool empty = list_->size() == 0;
    if (upper_->GetSelection() != (empty ? 1 : 0)) upper_->ChangeSelection(empty ? 1 : 0);
    if (!empty) return;
    const auto status = context_.workspace.status();
    const auto show_all = [this] { set_filter(ShiftFilter::all); };
    if (list_->total() == 0) {
        if (!status.complete) {
            empty_->say(ui(tr("The unit's shifts are being fetched")),
                        ui(tr("They are shown here as they arrive. You can begin at once.")));
        } else {
            empty_->say(ui(tr("No shifts in {month}", {{"month", wording::month(month_)}})),
                        ui(tr("Nothing has been registered in that month. Choose another one above.")));
        }
    } else if (!search_->IsEmpty() && list_->count(ShiftFilter::all) == 0) {
        empty_->say(ui(tr("Nothing was found for \"{text}\"", {{"text", utf8(search_->GetValue())}})),
                    ui(tr("Every word is looked for among the names and numbers of care workers and clients, and shift "
                          "numbers.")),
                    ui(tr("Clear the search")), [this] {
                        search_->Clear();
                        enter();
                    });
    } else if (!check_.empty()) {
        empty_->say(ui(tr("No shift here has the flag \"{flag}\"", {{"flag", wording::label_of_check(check_)}})),
                    ui(tr("There may be some behind the other filters.")), ui(tr("Show all flags")), [this] {
                        set_check("");
                        enter();
                    });
    } else if (filter_ == ShiftFilter::needs_action) {
        empty_->say(ui(tr("Nothing needs action")), ui(tr("No shift has anything that stops its approval.")),
                    ui(tr("Show all")), show_all);
    } else if (filter_ == ShiftFilter::ready) {
        empty_->say(ui(tr("Nothing is waiting for approval")),
                    ui(tr("What can be approved as it is has been approved.")), ui(tr("Show all")), show_all);
    } else {
        empty_->say(ui(tr("No shifts here")), ui(wording::help_of_filter(filter_) + "."), ui(tr("Show all")), show_all);
    }
}

void ShiftPage::show_details() {
    if (!selected_ && details_->visits()->HasFocus()) grid_->SetFocus();  // they go
    details_->show(selected_ ? list_->details(*selected_) : std::nullopt);
}

void ShiftPage::remember() {
    for (unsigned i = 1; i + 1 < grid_->GetColumnCount(); ++i) {
        context_.settings.set("column_" + std::to_string(i), unscaled(grid_->GetColumn(i)->GetWidth()));
    }
    context_.settings.set("details_height", splitter_->GetSize().y - splitter_->GetSashPosition());
}

}  // namespace samordna::desktop
