#include "desktop/shift_model.h"

#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/row_look.h"
#include "desktop/text.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::ShiftState;
using workspace::Fate;
using workspace::ShiftRow;

Look state_look(const ShiftRow& row) {
    if (row.fate == Fate::refused || row.fate == Fate::failed) return {"fate-refused", Tone::bad};
    if (row.fate == Fate::conflict) return {"fate-conflict", Tone::bad};
    if (row.state == ShiftState::approved && row.fate) return {"state-approved-waiting", Tone::good};
    return look_of_state(row.state, row.closed, row.blocking_visits > 0);
}

// A difference is told only when it can no longer change.
bool has_difference(const ShiftRow& row) {
    return row.state != ShiftState::open;
}

std::string text_of(const ShiftRow& row, unsigned column) {
    switch (column) {
        case ShiftModel::date:
            return wording::day(row.date);
        case ShiftModel::care_worker:
            return row.care_worker_name;
        case ShiftModel::time:
            return wording::time_range(row.start, row.end);
        case ShiftModel::ordered:
            return wording::hours(row.ordered_minutes);
        case ShiftModel::performed:
            return wording::hours(row.performed_minutes);
        case ShiftModel::difference:
            return has_difference(row) ? wording::difference(row.performed_minutes - row.ordered_minutes)
                                       : std::string{};
        case ShiftModel::visits:
            return wording::number(row.visits);
        default:
            return {};
    }
}

}  // namespace

void ShiftModel::set_mark(domain::Id shift, bool marked) {
    if (marked)
        marks_.insert(shift);
    else
        marks_.erase(shift);
}

void ShiftModel::keep_marks(const std::function<bool(domain::Id)>& still_there) {
    std::erase_if(marks_, [&](const domain::Id& id) { return !still_there(id); });
}

void ShiftModel::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
    // The toolkit may ask for a row that has just gone.
    const ShiftRow* shift = list_ != nullptr && row < list_->size() ? &list_->at(row) : nullptr;
    const auto seen = [&](Tone tone) { return tone_on_row(grid_, row, tone); };
    switch (column) {
        case mark:
            value = shift != nullptr && marks_.contains(shift->id);
            return;
        case state: {
            if (shift == nullptr) return void(value << in_cell("", icon("none", Tone::quiet)));
            const Look look = state_look(*shift);
            return void(value << in_cell(ui(wording::state_of(*shift)), icon(look.icon, seen(look.tone))));
        }
        case manual_share: {
            const int share = shift == nullptr ? 0 : manual_percent(shift->manual_visits, shift->visits);
            const Tone tone = share > high_manual_share ? Tone::warn : Tone::accent;
            return void(value << in_cell(ui(wording::percent(share)), share_bar(share, seen(tone))));
        }
        case flags: {
            if (shift == nullptr) return void(value << in_cell("", icon("none", Tone::quiet)));
            const Tone tone = shift->blocking_visits > 0 ? Tone::warn : Tone::quiet;
            return void(value << in_cell(ui(flags_text(shift->checks)), icon(flag_icon(shift->checks), seen(tone))));
        }
        default:
            value = shift == nullptr ? wxString{} : ui(text_of(*shift, column));
    }
}

bool ShiftModel::GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const {
    if (list_ == nullptr || row >= list_->size()) return false;
    const ShiftRow& shift = list_->at(row);
    // What is as expected is grey, so that what is not stands out.
    const bool settled = shift.state == ShiftState::approved || shift.state == ShiftState::open;
    switch (column) {
        case state:
            attr.SetColour(colour(state_look(shift).tone));
            return true;
        case date:
        case time:
        case ordered:
            attr.SetColour(colour(Tone::quiet));
            return true;
        case difference: {
            const int minutes = shift.performed_minutes - shift.ordered_minutes;
            const bool unusual = has_difference(shift) && std::abs(minutes) > usual_difference;
            attr.SetColour(colour(unusual && !settled ? Tone::warn : Tone::quiet));
            attr.SetBold(unusual && !settled);
            return true;
        }
        case manual_share:
            attr.SetColour(colour(manual_percent(shift.manual_visits, shift.visits) > high_manual_share && !settled
                                      ? Tone::warn
                                      : Tone::quiet));
            return true;
        case flags:
            attr.SetColour(colour(shift.blocking_visits > 0 ? Tone::warn : Tone::quiet));
            return true;
        default:
            if (settled) attr.SetColour(colour(Tone::quiet));
            return settled;
    }
}

bool ShiftModel::SetValueByRow(const wxVariant& value, unsigned row, unsigned column) {
    if (column != mark || list_ == nullptr || row >= list_->size()) return false;
    set_mark(list_->at(row).id, value.GetBool());
    if (on_marked) on_marked();
    return true;
}

}  // namespace samordna::desktop
