#include "desktop/people_page.h"

#include <algorithm>
#include <utility>

#include <wx/sizer.h>
#include <wx/statline.h>
#include <wx/stattext.h>
#include <wx/wrapsizer.h>

#include "desktop/access.h"
#include "desktop/reading_state.h"
#include "desktop/roomy.h"
#include "desktop/row_look.h"
#include "desktop/sort_menu.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::PersonColumn;
using workspace::PersonFilter;

}  // namespace

PeoplePage::PeoplePage(wxWindow* parent, Context& context, Words words)
    : Page(parent), context_(context), words_(std::move(words)) {}

void PeoplePage::build(wxWindow* (*detail)(wxWindow* parent, PeoplePage* page)) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header(all);
    make_chips(all);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
    splitter_ =
        new wxSplitterWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxSP_LIVE_UPDATE | wxSP_NOBORDER);
    upper_ = new wxSimplebook(splitter_);
    make_grid();
    auto* nothing = new Roomy(upper_);
    empty_ = new EmptyState(nothing);
    nothing->hold(empty_, 170);
    upper_->AddPage(nothing, "");
    splitter_->SetMinimumPaneSize(large_text() ? 140 : 180);
    splitter_->SetSashGravity(1.0);
    const int height = context_.settings.number(setting("details_height")).value_or(372);
    auto* lower = new Roomy(splitter_);
    lower->hold(detail(lower, this), 460);
    splitter_->SplitHorizontally(upper_, lower, -height);
    // Its height is not known before the first layout.
    CallAfter([this, height] { splitter_->SetSashPosition(-std::min(height, splitter_->GetSize().y * 3 / 5)); });
    all->Add(splitter_, 1, wxEXPAND);
    SetSizer(all);
    bind_actions();
    month_ = months_->wanted();
    months_->show(month_);
    show_counts();
    show_person(std::nullopt, false);
}

void PeoplePage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(words_.title));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    months_ = std::make_unique<MonthChoice>(this, context_, [this](domain::Month month) { show_month(month); });
    search_ = new wxSearchCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(290, -1));
    search_->SetDescriptiveText(ui(words_.search_hint));
    fit_height(search_);
    search_->SetToolTip(ui(tip("find")));
    describe(search_, words_.name + "-search", ui(words_.search_hint));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    row->Add(months_->sizer(), 0, wxALIGN_CENTRE_VERTICAL);
    row->AddStretchSpacer();
    row->Add(search_, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        search(utf8(search_->GetValue()));
        show_rows();
    });
    search_->Bind(wxEVT_SEARCH_CANCEL, [this](wxCommandEvent&) { search_->Clear(); });
    search_->Bind(wxEVT_SEARCH, [this](wxCommandEvent&) { enter(); });
}

void PeoplePage::make_chips(wxSizer* all) {
    auto* row = new wxWrapSizer(wxHORIZONTAL);
    for (const Chip& chip : words_.chips) {
        auto* button = new wxToggleButton(this, wxID_ANY, "");
        add_style(button, "chip");
        button->SetToolTip(ui(tip(chip.action)));
        button->Bind(wxEVT_TOGGLEBUTTON, [this, filter = chip.filter](wxCommandEvent&) { set_filter(filter); });
        row->Add(button, 0, wxRIGHT | wxBOTTOM, 8);
        chips_.push_back(button);
    }
    all->AddSpacer(12);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    all->AddSpacer(4);
}

void PeoplePage::make_grid() {
    grid_ = new Table(
        upper_, words_.name + "-grid", ui(words_.title), words_.columns,
        [this](unsigned row, unsigned column) { return cell(row, words_.order[column]); }, RowHeight::usual);
    upper_->AddPage(grid_, "");
    grid_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (moving_) return;
        const auto row = selected_row(grid_);
        selected_ = row && *row < rows() ? std::optional(id_at(*row)) : std::nullopt;
        show_person(selected_, false);
    });
    grid_->Bind(wxEVT_DATAVIEW_COLUMN_SORTED, [this](wxDataViewEvent& event) {
        const wxDataViewColumn* column = event.GetDataViewColumn();
        if (column == nullptr) return;
        sort(words_.order[column->GetModelColumn()], column->IsSortOrderAscending());
        show_rows();
    });
    grid_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { CallAfter([this] { focus_details(); }); });
}

void PeoplePage::bind_actions() {
    auto& book = context_.actions;
    const auto here = [this] { return IsShownOnScreen(); };
    book.bind(
        "find",
        [this] {
            search_->SetFocus();
            search_->SelectAll();
        },
        here);
    const auto step = [this](int by) {
        if (rows() == 0) return;
        const auto row = static_cast<int>(selected_row(grid_).value_or(0)) + by;
        select(id_at(static_cast<std::size_t>(std::clamp(row, 0, static_cast<int>(rows()) - 1))));
    };
    book.bind(
        "row.next", [step] { step(1); }, here);
    book.bind(
        "row.previous", [step] { step(-1); }, here);
    book.bind(
        "list.order", [this] { CallAfter([this] { choose_order(grid_, context_.say); }); }, here);
    months_->bind_actions(here);
    for (const Chip& chip : words_.chips) {
        book.bind(
            chip.action, [this, filter = chip.filter] { set_filter(filter); }, here);
    }
    book.bind(
        "shift.visits",
        [this] {
            if (!open_details()) focus_details();
        },
        [this, here] { return here() && selected_.has_value(); });
    book.bind(
        "mark.clear",
        [this] {
            search_->Clear();
            grid_->SetFocus();
        },
        here);
}

void PeoplePage::enter() {
    // Another page may have gone to another month.
    if (months_->wanted() != month_)
        show_month(months_->wanted());
    else
        load(false);
    if (upper_->GetSelection() == 1)
        empty_->SetFocus();
    else
        grid_->SetFocus();
    show_counts();
}

// Reading a month takes its time: only when it is to be seen.
void PeoplePage::load(bool anyway) {
    auto fresh = context_.workspace.people(month_);
    if (fresh == people_ && fresh->version() == seen_ && !anyway) return;
    people_ = std::move(fresh);
    seen_ = people_->version();
    take(*people_);
    show_rows();
}

// Who is silent is known a while after the rest.
bool PeoplePage::is_known(PersonFilter filter) const {
    return is_loaded() && is_at_hand(context_, month_) && (filter != PersonFilter::silent || people_->silences());
}

void PeoplePage::show_month(domain::Month month) {
    month_ = month;
    keep(std::nullopt);
    months_->show(month_);
    load(true);
    context_.refresh();
}

void PeoplePage::on_news(const workspace::News& news) {
    const bool other = news.everything || news.read == month_;
    if (news.reading && !other && IsShownOnScreen()) return show_empty();
    if (!other && news.shifts.empty() && !news.silences) return;
    if (other) {
        people_.reset();  // before there is room for another
        months_->show(month_);
    }
    if (!IsShownOnScreen()) return;
    load(false);
    if (const auto coming = std::exchange(coming_, std::nullopt)) show_id(*coming);
}

// A visit that was to be expected is missing by time alone.
void PeoplePage::on_time() {
    if (IsShownOnScreen()) load(false);
}

void PeoplePage::remember() {
    if (splitter_->GetSize().y > 0)
        context_.settings.set(setting("details_height"), splitter_->GetSize().y - splitter_->GetSashPosition());
}

void PeoplePage::set_filter(PersonFilter filter) {
    filter_ = filter;
    keep(std::nullopt);
    choose(filter);
    show_rows();
    enter();
}

void PeoplePage::show_rows() {
    moving_ = true;
    const auto before = selected_;
    if (selected_ && !find(*selected_)) selected_.reset();
    if (!selected_ && rows() > 0) selected_ = id_at(0);
    grid_->show(rows());
    if (selected_) put_cursor(grid_, static_cast<unsigned>(*find(*selected_)));
    moving_ = false;
    see_first_row(grid_);
    show_empty();
    show_counts();
    show_person(selected_, selected_ == before);
}

void PeoplePage::show_counts() {
    bool wider = false;
    for (std::size_t i = 0; i < chips_.size(); ++i) {
        const Chip& chip = words_.chips[i];
        std::string text = tr(find_action(chip.action)->label);
        if (is_known(chip.filter))
            text.append("  ").append(wording::number(static_cast<std::int64_t>(count(chip.filter))));
        if (chips_[i]->GetLabel() != ui(text)) {
            chips_[i]->SetLabel(ui(text));
            describe(chips_[i], words_.name + "-" + std::string(chip.action), ui(text));
            wider = wider || chips_[i]->GetBestSize().x > chips_[i]->GetSize().x;
        }
        chips_[i]->SetValue(chip.filter == filter_);
    }
    if (wider) Layout();
    context_.say_rows(*this, ui(counted()));
}

void PeoplePage::show_empty() {
    const bool empty = rows() == 0;
    if (upper_->GetSelection() != (empty ? 1 : 0)) upper_->ChangeSelection(empty ? 1 : 0);
    if (!empty || (is_loaded() && say_reading(*empty_, context_, month_))) return;
    if (!search_->IsEmpty()) {
        empty_->say(ui(tr("Nothing was found for \"{text}\"", {{"text", utf8(search_->GetValue())}})),
                    ui(tr("Every word is looked for among names and numbers.")), ui(tr("Clear the search")), [this] {
                        search_->Clear();
                        enter();
                    });
    } else if (!is_known(filter_)) {
        empty_->say(ui(tr("Silences are being looked for")),
                    ui(tr("What is usual is read from the weeks before the month. It is shown here in a moment.")),
                    ui(tr("Show all")), [this] { set_filter(PersonFilter::all); });
    } else if (filter_ == PersonFilter::silent) {
        empty_->say(ui(tr("Nothing is silent")),
                    ui(tr("No visit that was to be expected is missing, as far as can be seen.")), ui(tr("Show all")),
                    [this] { set_filter(PersonFilter::all); });
    } else if (filter_ != PersonFilter::all) {
        empty_->say(ui(tr("Nobody here")), ui(tr("Nobody in the month is of this kind.")), ui(tr("Show all")),
                    [this] { set_filter(PersonFilter::all); });
    } else {
        empty_->say(ui(words_.empty), ui(tr("They are shown here when they have been fetched.")));
    }
}

void PeoplePage::select(domain::Id id) {
    const auto row = find(id);
    if (!row) return;
    moving_ = true;
    const bool same = selected_ == id;
    selected_ = id;
    put_cursor(grid_, static_cast<unsigned>(*row));
    moving_ = false;
    show_person(selected_, same);
}

bool PeoplePage::show_id(domain::Id id) {
    load(false);
    if (is_being_read(context_, month_)) {
        coming_ = id;
        return true;
    }
    if (!has(id)) return false;
    if (!find(id)) {
        keep(id);
        show_rows();
    }
    select(id);
    return true;
}

std::optional<Cell> common_cell(const workspace::PersonRow& row, PersonColumn column) {
    switch (column) {
        case PersonColumn::number:
            return Cell{row.number, Tone::quiet};
        case PersonColumn::name:
            return Cell{row.name};
        case PersonColumn::ordered:
            return Cell{wording::hours(row.ordered_minutes), Tone::quiet};
        case PersonColumn::performed:
            return Cell{wording::hours(row.performed_minutes)};
        case PersonColumn::difference:
            return Cell{wording::difference(row.performed_minutes - row.ordered_minutes), Tone::quiet};
        case PersonColumn::visits:
            return Cell{wording::number(row.visits), Tone::quiet};
        case PersonColumn::manual_share: {
            const int share = manual_percent(row.manual_visits, row.visits);
            return Cell{wording::percent(share), share > high_manual_share ? Tone::warn : Tone::accent, nullptr, share};
        }
        case PersonColumn::flags:
            if (row.checks.empty()) return Cell{};
            if (row.blocking_visits == 0) return Cell{flags_text(row.checks), Tone::quiet, flag_icon(row.checks)};
            return Cell{
                wording::joined({flags_text(row.checks), trn("{n} visit stops the approval",
                                                             "{n} visits stop the approval", row.blocking_visits)}),
                Tone::warn, "state-action"};
        default:
            return std::nullopt;
    }
}

std::vector<ShareRow> rows_of(const workspace::HandShare& by_hand) {
    using rules::ShareReading;
    std::vector<ShareRow> out;
    const auto add = [&](ShareReading reading, std::string what, bool minutes) {
        const auto& part = by_hand.share.by(reading);
        ShareRow row;
        row.what = std::move(what);
        const auto amount = [&](std::int64_t n) { return minutes ? wording::hours(n) : wording::number(n); };
        row.share = wording::percent_of_mille(part.per_mille());
        row.amount = tr("{part} of {all}", {{"part", amount(part.manual)}, {"all", amount(part.all)}});
        row.percent = part.per_mille() / 10;
        row.binds = reading == by_hand.binding && by_hand.limit_percent.has_value();
        row.over = row.binds && part.manual * 100 > part.all * *by_hand.limit_percent;
        out.push_back(std::move(row));
    };
    add(ShareReading::visits, tr("Manual, of visits"), false);
    add(ShareReading::visits_not_exempt, tr("Manual, of visits, exempt ends left out"), false);
    add(ShareReading::minutes, tr("Manual, of time"), true);
    add(ShareReading::minutes_not_exempt, tr("Manual, of time, exempt ends left out"), true);
    return out;
}

}  // namespace samordna::desktop
