#include "desktop/long_list.h"

#include <algorithm>

#include "desktop/list_view.h"

namespace samordna::desktop {
namespace {

constexpr unsigned first_rows = 200;  // more than a screen has
constexpr unsigned more_rows = 5000;
constexpr unsigned near_the_last = 60;
constexpr int pause_ms = 400;

}  // namespace

LongList::LongList(wxDataViewCtrl* grid, wxDataViewVirtualListModel* model, std::optional<base::Id>& selected,
                   Rows rows, std::function<void()> moved)
    : grid_(grid), model_(model), selected_(selected), rows_(std::move(rows)) {
    pause_.SetOwner(this);
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent&) { tell_more(); }, pause_.GetId());
    // The key of the toolkit's own that goes to the last row.
    grid_->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_END) tell_until(static_cast<unsigned>(rows_.size()));
        event.Skip();
    });
    on_scrolled(grid_, [this] {
        const bool near = bottom_row(grid_) + near_the_last > model_->GetCount();
        if (near && model_->GetCount() < rows_.size()) pause_.StartOnce(1);  // not within what the toolkit is doing
    });
    grid_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this, moved = std::move(moved)](wxDataViewEvent&) {
        if (moving_) return;
        const auto row = selected_row(grid_);
        selected_ = row && *row < rows_.size() ? std::optional(rows_.id_at(*row)) : std::nullopt;
        moved();
    });
}

void LongList::put(Change change) {
    moving_ = true;
    auto row = selected_ ? rows_.find(*selected_) : std::nullopt;
    if (!row) selected_.reset();
    // The toolkit would have to be told of all rows before it.
    if (change == Change::list && row && *row >= more_rows) {
        row = 0;
        selected_ = rows_.id_at(0);
    }
    if (change == Change::contents)
        redraw_rows(grid_);
    else
        tell(static_cast<unsigned>(row.value_or(0)), change == Change::rows ? top_row(grid_) : 0);
    keep_cursor();
    show_at_once(grid_);
    moving_ = false;
}

void LongList::changed(base::Id id) {
    const auto row = rows_.find(id);
    if (row && *row < model_->GetCount()) model_->RowChanged(static_cast<unsigned>(*row));
}

bool LongList::select(base::Id id) {
    const auto row = rows_.find(id);
    if (!row) return false;
    selected_ = id;
    if (*row >= model_->GetCount()) tell_until(static_cast<unsigned>(*row));
    moving_ = true;
    put_cursor(grid_, static_cast<unsigned>(*row));
    moving_ = false;
    return true;
}

void LongList::step(int by) {
    if (rows_.size() == 0) return;
    const auto row = static_cast<int>(selected_row(grid_).value_or(0)) + by;
    const auto last = static_cast<int>(rows_.size()) - 1;
    select(rows_.id_at(static_cast<std::size_t>(std::clamp(row, 0, last))));
}

// The toolkit, and assistive technology even where nobody listens, need their time for every cell that they are told
// of: what can be in sight comes at once, some thousand rows when she pauses, and more as she comes near to the last of
// them.
void LongList::tell(unsigned row, unsigned top) {
    const unsigned count = std::min(std::max(row, top) + first_rows, static_cast<unsigned>(rows_.size()));
    model_->Reset(count);
    if (top < count) scroll_to_top(grid_, top);
    if (count < rows_.size() && count < more_rows)
        pause_.StartOnce(pause_ms);
    else
        pause_.Stop();
}

void LongList::tell_more() {
    const auto wanted = std::min<std::size_t>(rows_.size(), model_->GetCount() + more_rows);
    while (model_->GetCount() < wanted) model_->RowAppended();
}

void LongList::tell_until(unsigned row) {
    if (model_->GetCount() == rows_.size()) return;
    moving_ = true;
    tell(row, top_row(grid_));
    keep_cursor();
    moving_ = false;
}

void LongList::keep_cursor() {
    const auto at = selected_ ? rows_.find(*selected_) : std::nullopt;
    if (!at) return grid_->UnselectAll();
    const auto row = static_cast<unsigned>(*at);
    if (selected_row(grid_) != row) put_cursor(grid_, row);
}

}  // namespace samordna::desktop
