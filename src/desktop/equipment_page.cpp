#include "desktop/equipment_page.h"

#include <algorithm>
#include <utility>

#include <wx/sizer.h>
#include <wx/statline.h>
#include <wx/stattext.h>
#include <wx/wrapsizer.h>

#include "desktop/access.h"
#include "desktop/printing.h"
#include "desktop/roomy.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;

constexpr int usual_height = 372;  // of what stands below the list

}  // namespace

EquipmentPage::EquipmentPage(wxWindow* parent, Context& context, Words words)
    : Page(parent), context_(context), words_(std::move(words)) {
    // Marks stand first, in a column of their own.
    if (words_.marking) words_.columns.insert(words_.columns.begin(), {tr("Marked"), 76, wxALIGN_LEFT, true, false});
}

void EquipmentPage::build(wxWindow* (*details)(wxWindow* parent, EquipmentPage* page)) {
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
    lower_ = new wxSimplebook(splitter_);
    auto* shown = new Roomy(lower_);
    shown->hold(details(shown, this), 300);
    lower_->AddPage(shown, "");
    auto* decided = new Roomy(lower_);
    decision_ = new DecisionPanel(decided, [this] { close(); });
    decided->hold(decision_, 240, Roomy::Share::most);
    lower_->AddPage(decided, "");
    auto* asked = new Roomy(lower_);
    question_ = new QuestionPanel(asked, context_, [this] { close(); });
    asked->hold(question_, large_text() ? 420 : 330, Roomy::Share::most);
    lower_->AddPage(asked, "");
    splitter_->SetMinimumPaneSize(large_text() ? 140 : 180);
    splitter_->SetSashGravity(1.0);
    splitter_->SplitHorizontally(upper_, lower_, -usual_height);
    splitter_->Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        event.Skip();
        CallAfter([this] { place_sash(); });
    });
    all->Add(splitter_, 1, wxEXPAND);
    SetSizer(all);
    counts_.assign(words_.chips.size(), 0);
    bind_actions();
    bind_printing(this, context_, [this]() -> std::optional<Sheet> {
        return IsShownOnScreen() && all_ != nullptr ? sheet() : std::nullopt;
    });
    show_details(std::nullopt, false);
    load();
}

void EquipmentPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(words_.title));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    search_ = new wxSearchCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(290, -1));
    search_->SetDescriptiveText(ui(words_.search_hint));
    fit_height(search_);
    search_->SetToolTip(ui(tip("find")));
    describe(search_, words_.name + "-search", ui(words_.search_hint));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    row->AddStretchSpacer();
    row->Add(search_, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    search_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { show_rows(); });
    search_->Bind(wxEVT_SEARCH_CANCEL, [this](wxCommandEvent&) { search_->Clear(); });
    search_->Bind(wxEVT_SEARCH, [this](wxCommandEvent&) { enter(); });
}

void EquipmentPage::make_chips(wxSizer* all) {
    auto* row = new wxWrapSizer(wxHORIZONTAL);
    for (std::size_t i = 0; i < words_.chips.size(); ++i) {
        auto* button = new wxToggleButton(this, wxID_ANY, "");
        add_style(button, "chip");
        button->SetToolTip(ui(tip(words_.chips[i])));
        button->Bind(wxEVT_TOGGLEBUTTON, [this, i](wxCommandEvent&) { set_chip(i); });
        row->Add(button, 0, wxRIGHT | wxBOTTOM, 8);
        chips_.push_back(button);
    }
    all->AddSpacer(12);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    all->AddSpacer(4);
}

void EquipmentPage::make_grid() {
    grid_ = new Table(
        upper_, words_.name + "-grid", ui(words_.title), words_.columns,
        [this](unsigned row, unsigned column) -> Cell {
            const Row& thing = rows_[shown_[row]];
            if (!words_.marking) return thing.cells[column];
            if (column > 0) return thing.cells[column - 1];
            return marked_.contains(thing.id) ? Cell{tr("marked"), Tone::accent, "check"} : Cell{};
        },
        RowHeight::usual);
    upper_->AddPage(grid_, "");
    grid_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (moving_) return;
        const auto row = selected_row(grid_);
        selected_ = row && *row < shown_.size() ? std::optional(rows_[shown_[*row]].id) : std::nullopt;
        show_details(selected_, false);
        context_.refresh();
    });
    grid_->Bind(wxEVT_DATAVIEW_COLUMN_SORTED, [this](wxDataViewEvent& event) {
        const wxDataViewColumn* column = event.GetDataViewColumn();
        if (column == nullptr) return;
        order_ = column->GetModelColumn() - (words_.marking ? 1U : 0U);
        ascending_ = column->IsSortOrderAscending();
        show_rows();
    });
    grid_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent&) { CallAfter([this] { focus_details(); }); });
}

// Once: its height is not known before it is in sight.
void EquipmentPage::place_sash() {
    if (placed_ || !IsShownOnScreen() || splitter_->GetSize().y < 2 * splitter_->GetMinimumPaneSize()) return;
    placed_ = true;
    const int height = context_.settings.number(setting("details_height")).value_or(usual_height);
    splitter_->SetSashPosition(-std::min(height, splitter_->GetSize().y * 3 / 5));
}

void EquipmentPage::enter() {
    CallAfter([this] { place_sash(); });
    load();
    catch_up();
    if (upper_->GetSelection() == 1 && !empty_->has_button())
        chips_[chip_]->SetFocus();  // letters would be written in the search
    else if (upper_->GetSelection() == 1)
        empty_->SetFocus();
    else
        grid_->SetFocus();
    show_counts();
    show_details(selected_, true);  // what can be done is known when it is in sight
}

void EquipmentPage::load() {
    auto fresh = context_.workspace.equipment();
    if (fresh == all_) return;
    all_ = std::move(fresh);
    auto rows = read(*all_);
    needs_ = static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.chips.front(); }));
    stale_ = !IsShownOnScreen();
    if (stale_) return;
    rows_ = std::move(rows);
    show_rows();
}

void EquipmentPage::catch_up() {
    if (!std::exchange(stale_, false)) return;
    rows_ = read(*all_);
    show_rows();
}

void EquipmentPage::on_news(const workspace::News& news) {
    // The count of the navigation follows; a list that is not in sight is shown when it is.
    if (news.equipment || news.everything) load();
}

// A reading grows old by time alone.
void EquipmentPage::on_time() {
    if (IsShownOnScreen()) load();
}

void EquipmentPage::remember() {
    if (placed_)
        context_.settings.set(setting("details_height"), splitter_->GetSize().y - splitter_->GetSashPosition());
}

void EquipmentPage::set_chip(std::size_t chip) {
    chip_ = chip;
    show_rows();
    enter();
}

void EquipmentPage::choose_rows() {
    const auto words = workspace::words_of_search(utf8(search_->GetValue()));
    const auto is_found = [&](const Row& row) {
        return std::all_of(words.begin(), words.end(),
                           [&](const std::string& word) { return row.search.find(word) != std::string::npos; });
    };
    shown_.clear();
    counts_.assign(words_.chips.size(), 0);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!is_found(rows_[i])) continue;
        for (std::size_t chip = 0; chip < counts_.size(); ++chip) counts_[chip] += rows_[i].chips[chip] ? 1 : 0;
        if (rows_[i].chips[chip_]) shown_.push_back(i);
    }
    if (!order_) return;
    std::stable_sort(shown_.begin(), shown_.end(), [&](std::size_t a, std::size_t b) {
        const auto left = rows_[a].keys[*order_];
        const auto right = rows_[b].keys[*order_];
        return ascending_ ? left < right : right < left;
    });
}

void EquipmentPage::show_rows() {
    choose_rows();
    moving_ = true;
    const auto before = selected_;
    const auto row = selected_row(grid_).value_or(0);
    // Where the one that she was on has gone, she is on what stands there now.
    if (selected_ && !place_of(*selected_)) selected_.reset();
    if (!selected_ && !shown_.empty()) selected_ = rows_[shown_[std::min<std::size_t>(row, shown_.size() - 1)]].id;
    // Of the same rows nothing moves: others go on while she reads.
    auto ids = shown_ids();
    const bool same = ids == told_;
    told_ = std::move(ids);
    grid_->show(shown_.size(), same);
    if (selected_ && !(same && selected_ == before)) put_cursor(grid_, static_cast<unsigned>(*place_of(*selected_)));
    moving_ = false;
    if (!same) see_first_row(grid_);
    show_empty();
    show_counts();
    show_details(selected_, selected_ == before);
    context_.refresh();
}

void EquipmentPage::show_counts() {
    bool wider = false;
    for (std::size_t i = 0; i < chips_.size(); ++i) {
        const std::string text =
            tr(find_action(words_.chips[i])->label) + "  " + wording::number(static_cast<std::int64_t>(counts_[i]));
        if (chips_[i]->GetLabel() != ui(text)) {
            chips_[i]->SetLabel(ui(text));
            describe(chips_[i], words_.name + "-" + std::string(words_.chips[i]), ui(text));
            wider = wider || chips_[i]->GetBestSize().x > chips_[i]->GetSize().x;
        }
        chips_[i]->SetValue(i == chip_);
    }
    if (wider) Layout();
    std::string said = counted(shown_.size(), rows_.size());
    const auto marked = chosen().size();
    if (!marked_.empty())
        said = wording::joined({said, wording::trn("{n} marked", "{n} marked", static_cast<std::int64_t>(marked))});
    context_.say_rows(*this, ui(said));
}

void EquipmentPage::show_empty() {
    const bool empty = shown_.empty();
    if (upper_->GetSelection() != (empty ? 1 : 0)) upper_->ChangeSelection(empty ? 1 : 0);
    if (!empty) return;
    const std::size_t everything = words_.chips.size() - 1;
    if (!search_->IsEmpty()) {
        empty_->say(ui(tr("Nothing was found for \"{text}\"", {{"text", utf8(search_->GetValue())}})),
                    ui(tr("Every word is looked for among names and numbers.")), ui(tr("Clear the search")), [this] {
                        search_->Clear();
                        enter();
                    });
    } else if (rows_.empty() && words_.first.empty()) {
        empty_->say(ui(words_.empty), ui(tr("They are shown here when they have been fetched.")));
    } else if (rows_.empty()) {
        empty_->say(ui(words_.empty), ui(tr(find_action(words_.first)->help)), ui(tr(find_action(words_.first)->label)),
                    [this] { context_.actions.run(words_.first); });
    } else if (chip_ == 0) {
        empty_->say(ui(tr("Nothing needs you here")), ui(tr("What needs someone is shown here when it comes.")),
                    ui(tr("Show all")), [this, everything] { set_chip(everything); });
    } else {
        empty_->say(ui(tr("Nothing of this kind")), ui(tr("Nothing here is of the kind that you have chosen.")),
                    ui(tr("Show all")), [this, everything] { set_chip(everything); });
    }
}

std::optional<std::size_t> EquipmentPage::place_of(domain::Id id) const {
    const auto it = std::find_if(shown_.begin(), shown_.end(), [&](std::size_t row) { return rows_[row].id == id; });
    return it == shown_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - shown_.begin()));
}

bool EquipmentPage::select(domain::Id id) {
    const auto row = place_of(id);
    if (!row) return false;
    moving_ = true;
    const bool same = selected_ == id;
    selected_ = id;
    put_cursor(grid_, static_cast<unsigned>(*row));
    moving_ = false;
    show_details(selected_, same);
    context_.refresh();
    return true;
}

bool EquipmentPage::show(domain::RecordType type, domain::Id id) {
    if (type != words_.type) return false;
    load();
    catch_up();
    if (select(id)) return true;
    search_->Clear();
    set_chip(words_.chips.size() - 1);
    return select(id);
}

std::vector<domain::Id> EquipmentPage::shown_ids() const {
    std::vector<domain::Id> ids;
    for (const std::size_t row : shown_) ids.push_back(rows_[row].id);
    return ids;
}

std::vector<domain::Id> EquipmentPage::chosen() const {
    std::vector<domain::Id> ids;
    for (const auto& id : shown_ids()) {
        if (marked_.contains(id)) ids.push_back(id);
    }
    if (ids.empty() && selected_) ids.push_back(*selected_);
    return ids;
}

}  // namespace samordna::desktop
