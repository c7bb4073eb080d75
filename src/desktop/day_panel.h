// One day of a client or a care worker: the table, the same drawn on a line, and what there is to say. Main thread.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <wx/choice.h>
#include <wx/panel.h>

#include "desktop/cell_model.h"
#include "desktop/context.h"
#include "desktop/day_timeline.h"
#include "desktop/prose.h"

namespace samordna::desktop {

class DayPanel final : public wxPanel {
  public:
    // `of_worker`: what lies between the visits is shown too.
    DayPanel(wxWindow* parent, Context& context, bool of_worker);
    // `same`: of the same person, so that she stays on her day.
    void show(const std::vector<workspace::PersonVisit>& visits, const std::vector<rules::Silence>& silences,
              bool same);
    void focus();
    bool has_focus() const { return table_->HasFocus(); }
    // To the shift of the visit that she is on.
    void open() const;

  private:
    void fill_days();
    void show_day(bool same);
    Cell cell(unsigned row, unsigned column) const;
    std::string what(const workspace::DayEntry& entry) const;
    TimelineBar bar_of(const workspace::DayEntry& entry) const;
    void show_prose();

    Context& context_;
    bool of_worker_;
    std::vector<workspace::PersonVisit> visits_;
    std::vector<rules::Silence> silences_;
    std::vector<domain::Date> days_;
    domain::Date day_{};
    std::vector<workspace::DayEntry> entries_;
    wxChoice* choice_;
    Table* table_;
    DayTimeline* timeline_;
    Prose* prose_;
};

}  // namespace samordna::desktop
