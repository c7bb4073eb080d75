#include "desktop/visit_page.h"

#include <algorithm>
#include <utility>

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/reading_state.h"
#include "desktop/roomy.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using workspace::VisitChip;
using workspace::VisitColumn;
using workspace::VisitFilter;

constexpr int pause_ms = 400;
constexpr const char* filter_kept_as = "visits.filter";

}  // namespace

VisitPage::VisitPage(wxWindow* parent, Context& context)
    : Page(parent), context_(context), filter_(workspace::parse_visit_filter(context.workspace.draft(filter_kept_as))) {
    if (const auto who = context_.workspace.signed_in()) user_ = who->user;
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header(all);
    make_filters(all);
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
    const auto add = [this](wxWindow* panel, int height, Roomy::Share share) {
        auto* holder = static_cast<Roomy*>(panel->GetParent());
        holder->hold(panel, height, share);
        lower_->AddPage(holder, "");
    };
    details_ = new VisitDetailsPanel(new Roomy(lower_), context_);
    add(details_, 260, Roomy::Share::usual);
    column_panel_ = new ColumnPanel(new Roomy(lower_), *columns_, [this] { close_columns(); });
    add(column_panel_, 230, Roomy::Share::most);
    splitter_->SetMinimumPaneSize(large_text() ? 130 : 150);
    splitter_->SetSashGravity(1.0);
    splitter_->SplitHorizontally(upper_, lower_, -details_height());
    all->Add(splitter_, 1, wxEXPAND);
    SetSizer(all);
    filter_follows_ = std::make_unique<Following>(this, [this] { show_filter(); });
    details_follow_ = std::make_unique<Following>(this, [this] { show_details(); });
    bind_actions();
}

int VisitPage::details_height() const {
    return context_.settings.number("visit_details_height").value_or(scaled(228));
}

std::optional<domain::Month> VisitPage::month() const {
    return list_ == nullptr ? std::nullopt : std::optional(list_->month());
}

void VisitPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Visits")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    months_ = std::make_unique<MonthChoice>(this, context_, [this](domain::Month month) { show_month(month); });
    search_ = new wxSearchCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(std::min(scaled(330), 460), -1));
    search_->SetDescriptiveText(ui(tr("Search name, number, note")));
    search_->SetToolTip(ui(tip("find")));
    fit_height(search_);
    describe(search_, "search", ui(tr("Search name, number, note")));
    search_->SetValue(ui(filter_.search));
    auto* columns = new wxButton(this, wxID_ANY, ui(tr("Columns")));
    columns->SetBitmap(icon("columns", Tone::text));
    columns->SetBitmapMargins(4, 0);
    columns->SetToolTip(ui(tip("columns")));
    describe(columns, "columns", ui(tr("Columns")));

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    row->Add(months_->sizer(), 0, wxALIGN_CENTRE_VERTICAL);
    // Large letters take all the room that there is.
    if (large_text()) search_->SetMinSize(wxSize(160, search_->GetMinSize().y));
    if (!large_text()) row->AddStretchSpacer();
    row->Add(search_, large_text() ? 1 : 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 8);
    row->Add(columns, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);

    search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (filling_ || list_ == nullptr) return;
        filter_.search = utf8(search_->GetValue());
        list_->set_filter(filter_);
        show_chosen_rows();
    });
    search_->Bind(wxEVT_SEARCH_CANCEL, [this](wxCommandEvent&) { search_->Clear(); });
    // From the field straight to what was found.
    search_->Bind(wxEVT_SEARCH, [this](wxCommandEvent&) { focus_list(); });
    columns->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { context_.actions.run("columns"); });
}

void VisitPage::make_grid(wxWindow* parent) {
    grid_ = new wxDataViewCtrl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                               wxDV_SINGLE | wxDV_HORIZ_RULES | wxBORDER_NONE);
    model_ = new VisitGridModel(grid_);
    columns_ = std::make_unique<Columns>(grid_, context_.settings, "visits");
    const auto text = [&](VisitColumn column, const std::string& title, const char* id, int width,
                          wxAlignment align = wxALIGN_LEFT, bool shown = true) {
        columns_->add(
            add_text_column(grid_, ui(title), static_cast<unsigned>(column), columns_->width(id, width), align, true),
            id, shown);
    };
    const auto with_icon = [&](VisitColumn column, const std::string& title, const char* id, int width) {
        columns_->add(
            add_icon_column(grid_, ui(title), static_cast<unsigned>(column), columns_->width(id, width), true), id);
    };
    with_icon(VisitColumn::state, tr("Status"), "state", 124);
    text(VisitColumn::date, tr("Day"), "date", 80);
    text(VisitColumn::time, tr("Time"), "time", 100);
    text(VisitColumn::client, tr("Client"), "client", 134);
    text(VisitColumn::care_worker, tr("Care worker"), "care_worker", 112);
    text(VisitColumn::services, tr("Services"), "services", 88);
    text(VisitColumn::ordered, tr("Ordered"), "ordered", 76, wxALIGN_RIGHT, false);
    text(VisitColumn::performed, tr("Performed"), "performed", 68, wxALIGN_RIGHT);
    text(VisitColumn::difference, tr("Difference"), "difference", 76, wxALIGN_RIGHT);
    with_icon(VisitColumn::verification, tr("Verification"), "verification", 96);
    with_icon(VisitColumn::flags, tr("Flags"), "flags", 112);
    text(VisitColumn::note, tr("Note"), "note", 70);
    text(VisitColumn::shift, tr("Shift"), "shift", 90, wxALIGN_LEFT, false);
    grid_->AssociateModel(model_.get());
    finish_list(grid_);
    columns_->restore();
    describe(grid_, "visit-grid", ui(tr("Visits")));
    static_cast<wxSimplebook*>(parent)->AddPage(grid_, "");

    LongList::Rows rows{[this] { return list_ == nullptr ? std::size_t{0} : list_->size(); },
                        [this](std::size_t row) { return list_->id_at(row); },
                        [this](domain::Id id) { return list_ == nullptr ? std::nullopt : list_->find(id); }};
    rows_ = std::make_unique<LongList>(grid_, model_.get(), selected_, std::move(rows), [this] {
        show_details();  // little else is drawn anew
        pause_.StartOnce(pause_ms);
        context_.refresh();
    });
    grid_->Bind(wxEVT_DATAVIEW_COLUMN_SORTED, [this](wxDataViewEvent& event) {
        const wxDataViewColumn* column = event.GetDataViewColumn();
        if (column == nullptr || list_ == nullptr) return;
        context_.settings.set("visits_sort_column", static_cast<int>(column->GetModelColumn()));
        context_.settings.set("visits_sort_ascending", column->IsSortOrderAscending() ? 1 : 0);
        sort_as_chosen();
        show_rows(Change::list);
    });
    // Within a call of the toolkit: what follows waits until it is over.
    grid_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED,
                [this](wxDataViewEvent&) { CallAfter([this] { context_.actions.run("visit.shift"); }); });
}

void VisitPage::enter() {
    const domain::Month wanted = months_->wanted();
    make_ready(wanted);
    if (!other_rows_ && list_->refresh({})) other_rows_ = true;
    months_->show(wanted);
    if (other_rows_) see_first_row(grid_);
    // Its height is not known before it has been laid out in sight.
    if (!std::exchange(placed_, true)) {
        CallAfter([this] {
            const int part = splitter_->GetSize().y / 5;
            splitter_->SetSashPosition(-std::min(details_height(), part * (large_text() ? 3 : 2)));
        });
    }
    show_rows(std::exchange(other_rows_, false) ? Change::rows : Change::contents);
    if (clients_->IsEmpty()) show_people();
    focus_list();
}

void VisitPage::focus_list() {
    if (lower_->GetSelection() == 1) return;
    if (upper_->GetSelection() == 1) return empty_->SetFocus();
    grid_->SetFocus();
    if (!selected_ && list_->size() > 0) select(list_->id_at(0));
}

void VisitPage::show_month(domain::Month) {
    enter();
    context_.refresh();
}

// The list of the month, up to date with everything that was read anew.
void VisitPage::make_ready(domain::Month month) {
    if (list_ != nullptr && list_->month() == month) {
        if (!std::exchange(stale_, false)) return;
        list_->reload();
    } else {
        selected_.reset();
        model_->show(nullptr);
        list_.reset();  // before there is room for another
        list_ = context_.workspace.visit_list(month);
        list_->set_filter(filter_);
        sort_as_chosen();
        stale_ = false;
    }
    model_->show(list_.get());
    other_rows_ = true;
}

void VisitPage::sort_as_chosen() {
    const auto column = context_.settings.number("visits_sort_column").value_or(static_cast<int>(VisitColumn::date));
    const bool known = column >= 0 && column <= static_cast<int>(VisitColumn::shift);
    list_->sort_by(known ? static_cast<VisitColumn>(column) : VisitColumn::date,
                   context_.settings.number("visits_sort_ascending").value_or(1) != 0);
}

void VisitPage::on_news(const workspace::News& news) {
    if (list_ == nullptr) return;
    const bool other = news.everything || news.read == list_->month();
    // Out of sight nothing is done until she comes: the months know what they have been told.
    if (!IsShownOnScreen()) {
        stale_ = stale_ || other;
        model_->show(list_.get());
        return;
    }
    bool structure = true;
    if (other) {
        list_->reload();
        months_->show(list_->month());
    } else if (!news.shifts.empty()) {
        structure = list_->refresh(news.shifts);
    } else if (news.reading) {
        return show_empty();
    } else {
        return;
    }
    show_rows(structure ? Change::rows : Change::contents);
    if (!selected_ && list_->size() > 0) select(list_->id_at(0));
}

// A shift ends, or a month closes, by time alone.
void VisitPage::on_time() {
    if (IsShownOnScreen() && list_ != nullptr) return show_rows(list_->refresh({}) ? Change::rows : Change::contents);
    // Ready before she comes: a big month takes a moment.
    if (context_.workspace.status().complete) make_ready(months_->wanted());
}

void VisitPage::select(domain::Id visit) {
    if (rows_->select(visit)) details_follow_->ask();
}

void VisitPage::show_rows(Change change) {
    put_rows(change);
    details_follow_->ask();
}

void VisitPage::put_rows(Change change) {
    model_->show(list_.get());
    rows_->put(change);
    show_empty();
    filter_follows_->ask();
}

void VisitPage::show_filter() {
    show_chips();
    show_choices();
    say_count();
    pause_.StartOnce(pause_ms);
}

// Other rows than before: she is on the first where the one she was on is not among them.
void VisitPage::show_chosen_rows() {
    const auto before = selected_;
    put_rows(Change::list);
    if (!selected_ && list_->size() > 0)
        select(list_->id_at(0));
    else if (selected_ != before)
        details_follow_->ask();
}

void VisitPage::show_details() {
    details_->show(selected_ && list_ != nullptr ? list_->details(*selected_) : std::nullopt);
}

VisitDetailsPanel& VisitPage::details() const {
    details_follow_->now();
    return *details_;
}

void VisitPage::show_empty() {
    const bool empty = list_->size() == 0;
    if (upper_->GetSelection() != (empty ? 1 : 0)) {
        upper_->ChangeSelection(empty ? 1 : 0);
        if (!empty) see_first_row(grid_);
    }
    if (!empty || (list_->total() == 0 && say_reading(*empty_, context_, list_->month()))) return;
    VisitFilter rest = filter_;
    rest.search.clear();
    if (list_->total() == 0 && !context_.workspace.status().complete) {
        empty_->say(ui(tr("The unit's visits are being fetched")),
                    ui(tr("They are shown here as they arrive. You can begin at once.")));
    } else if (list_->total() == 0) {
        empty_->say(ui(tr("No visits in {month}", {{"month", wording::month(list_->month())}})),
                    ui(tr("Nothing has been registered in that month. Choose another one above.")));
    } else if (!filter_.search.empty()) {
        empty_->say(
            ui(tr("Nothing was found for \"{text}\"", {{"text", filter_.search}})),
            ui(rest == VisitFilter{} ? tr("Every word is looked for among the names and numbers of clients and care "
                                          "workers, numbers of shifts, and notes.")
                                     : tr("There may be some behind the filters above.")),
            ui(tr("Clear the search")), [this] {
                search_->Clear();
                focus_list();
            });
    } else {
        empty_->say(ui(tr("No visit is all that at once")),
                    ui(tr("There are visits in the month, but none that fits everything chosen above.")),
                    ui(tr("Show all")), [this] { set_chip(VisitChip::all); });
    }
}

void VisitPage::choose_columns() {
    lower_->ChangeSelection(1);
    column_panel_->open();
}

void VisitPage::close_columns() {
    columns_->remember();
    lower_->ChangeSelection(0);
    focus_list();
}

void VisitPage::remember() {
    columns_->remember();
    if (placed_) context_.settings.set("visit_details_height", splitter_->GetSize().y - splitter_->GetSashPosition());
    // Not what she searched for: that was for the moment.
    VisitFilter filter = filter_;
    filter.search.clear();
    // Nor anybody else's than hers.
    const auto who = context_.workspace.signed_in();
    if (who && who->user == user_) context_.workspace.keep_draft(filter_kept_as, workspace::text_of(filter));
}

}  // namespace samordna::desktop
