#include "desktop/visit_model.h"

#include <algorithm>

#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/row_look.h"
#include "desktop/text.h"
#include "rules/checks.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::ShiftState;
using workspace::VisitColumn;
using workspace::VisitRow;

// One line, however she has written it.
std::string beginning_of(const std::string& note) {
    std::string text = note.substr(0, note.find('\n'));
    if (text.size() < note.size()) text += " \u2026";
    return text;
}

std::string text_of(const VisitRow& row, VisitColumn column) {
    const domain::Visit& visit = *row.visit;
    switch (column) {
        case VisitColumn::date:
            return wording::day(row.date);
        case VisitColumn::time:
            return wording::time_range(visit.start, visit.end);
        case VisitColumn::client: {
            std::string text(row.client_name);
            if (row.client_number != 0) text.append(text.empty() ? "" : " ").append(std::to_string(row.client_number));
            return text;
        }
        case VisitColumn::care_worker:
            return std::string(row.care_worker_name);
        case VisitColumn::services:
            return wording::services_of(visit);
        case VisitColumn::ordered:
            return row.ordered_minutes == 0 ? std::string{} : wording::minutes(row.ordered_minutes);
        case VisitColumn::performed:
            return visit.end ? wording::minutes(row.performed_minutes) : std::string{};
        case VisitColumn::difference:
            return visit.end ? wording::difference(row.performed_minutes - row.ordered_minutes) : std::string{};
        case VisitColumn::note:
            return beginning_of(visit.note);
        case VisitColumn::shift:
            return std::string(row.shift_number);
        default:
            return {};
    }
}

}  // namespace

void VisitGridModel::show(const workspace::VisitList* list) {
    list_ = list;
    asked_.reset();
}

const VisitRow* VisitGridModel::row_at(unsigned row) const {
    // The toolkit may ask for a row that has just gone.
    if (list_ == nullptr || row >= list_->size()) return nullptr;
    if (asked_ != row) {
        row_ = list_->at(row);
        asked_ = row;
    }
    return &row_;
}

void VisitGridModel::GetValueByRow(wxVariant& value, unsigned number, unsigned column) const {
    const VisitRow* row = row_at(number);
    const auto seen = [&](Tone tone) { return tone_on_row(grid_, number, tone); };
    const auto with_icon = [&](const std::string& text, const char* icon_name, Tone tone) {
        value << in_cell(ui(text), icon(icon_name, seen(tone)));
    };
    switch (static_cast<VisitColumn>(column)) {
        case VisitColumn::state: {
            if (row == nullptr) return with_icon("", "none", Tone::quiet);
            const Look look = look_of_state(row->state, row->closed, row->blocks);
            return with_icon(wording::state_of(row->state, row->closed, row->blocks), look.icon, look.tone);
        }
        case VisitColumn::verification:
            if (row == nullptr) return with_icon("", "none", Tone::quiet);
            return with_icon(wording::verification_of(*row->visit), verification_icon(*row->visit),
                             rules::is_manual(*row->visit) ? Tone::text : Tone::quiet);
        case VisitColumn::flags:
            if (row == nullptr) return with_icon("", "none", Tone::quiet);
            return with_icon(flags_text(row->checks), flag_icon(row->checks), row->blocks ? Tone::warn : Tone::quiet);
        default:
            value = row == nullptr ? wxString{} : ui(text_of(*row, static_cast<VisitColumn>(column)));
    }
}

bool VisitGridModel::GetAttrByRow(unsigned number, unsigned column, wxDataViewItemAttr& attr) const {
    const VisitRow* row = row_at(number);
    if (row == nullptr) return false;
    // What is as expected is grey, so that what is not stands out.
    const bool settled = row->state != ShiftState::to_review;
    switch (static_cast<VisitColumn>(column)) {
        case VisitColumn::state:
            attr.SetColour(colour(look_of_state(row->state, row->closed, row->blocks).tone));
            return true;
        case VisitColumn::date:
        case VisitColumn::ordered:
        case VisitColumn::shift:
        case VisitColumn::note:
            attr.SetColour(colour(Tone::quiet));
            return true;
        case VisitColumn::difference: {
            const bool unusual = !settled && row->visit->end &&
                                 std::abs(row->performed_minutes - row->ordered_minutes) > usual_difference;
            attr.SetColour(colour(unusual ? Tone::warn : Tone::quiet));
            attr.SetBold(unusual);
            return true;
        }
        case VisitColumn::verification:
            if (!rules::is_manual(*row->visit) || settled) attr.SetColour(colour(Tone::quiet));
            return true;
        case VisitColumn::flags:
            attr.SetColour(colour(row->blocks ? Tone::warn : Tone::quiet));
            return true;
        default:
            if (settled) attr.SetColour(colour(Tone::quiet));
            return settled;
    }
}

}  // namespace samordna::desktop
