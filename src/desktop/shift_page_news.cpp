// What comes without her doing: others' work, the next round, and time.
#include <utility>

#include "desktop/reading_state.h"
#include "desktop/settings.h"
#include "desktop/shift_model.h"
#include "desktop/shift_page.h"
#include "desktop/text.h"

namespace samordna::desktop {

void ShiftPage::on_news(const workspace::News& news) {
    if (news.everything || news.read == month_) {
        // The first records of a new copy: only now it is known where there is something to see.
        if (list_->total() == 0 && !months_->was_chosen() && months_->wanted() != month_)
            return show_month(months_->wanted());
        list_->reload();
        months_->show(month_);
        model_->keep_marks([this](domain::Id id) { return list_->details(id).has_value(); });
        show_rows(Change::rows);
    } else if (!news.shifts.empty()) {
        show_again(news.shifts);
    } else if (news.silences || news.reading) {
        return show_empty();
    } else {
        return;
    }
    if (const auto coming = std::exchange(coming_, std::nullopt); coming && show(coming->first, coming->second)) return;
    if (mending_) mend_->on_news();
    if (!selected_ && list_->size() > 0 && !deciding_) select(list_->at(0).id);
}

bool ShiftPage::show(domain::RecordType type, domain::Id id) {
    const auto place = context_.workspace.place_of(type, id);
    if (!place) return false;
    if (deciding_) close_decision();
    if (place->month != month_) months_->choose(place->month);
    if (is_being_read(context_, month_)) {
        coming_ = {type, id};
        return true;
    }
    if (!list_->find(place->shift)) {
        list_->keep(place->shift);
        list_->set_filter(filter_);
        show_rows(Change::rows);
    }
    select(place->shift);
    if (type == domain::RecordType::visit) details().choose_visit(id);
    return true;
}

bool ShiftPage::show_all_of(domain::RecordType type, domain::Id id) {
    const std::string words = context_.workspace.name_and_number(type, id);
    if (words.empty()) return false;
    if (deciding_) close_decision();
    set_filter(workspace::ShiftFilter::all);
    search_->SetValue(ui(words));
    return true;
}

// A shift ends, or a month closes, by time alone.
void ShiftPage::on_time() {
    if (list_ != nullptr) show_rows(list_->refresh({}) ? Change::rows : Change::contents);
}

}  // namespace samordna::desktop
