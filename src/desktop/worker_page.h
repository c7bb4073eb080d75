// Personal: a month of care workers, their shifts and where they stand. Main thread.
#pragma once
#include <wx/notebook.h>

#include "desktop/people_page.h"

namespace samordna::desktop {

// One care worker: the day, and the shifts of the month.
class WorkerPanel final : public wxPanel {
  public:
    WorkerPanel(wxWindow* parent, Context& context);
    void show(std::optional<workspace::WorkerView> view, bool same);
    DayPanel& day() { return *day_; }
    void go_to_day() { book_->SetSelection(0); }
    bool in_shifts() const { return shifts_->HasFocus(); }
    // The shift that she is on.
    void open_shift() const;

  private:
    Cell shift_cell(unsigned row, unsigned column) const;
    Cell measure_cell(unsigned row, unsigned column) const;

    struct Measure {
        std::string what, text;
        int percent = 0;
        bool over = false;
    };
    Context& context_;
    std::optional<workspace::WorkerView> view_;
    std::vector<Measure> measures_;
    wxStaticText* title_;
    wxStaticText* subtitle_;
    wxNotebook* book_;
    DayPanel* day_;
    Table* shifts_;
    Table* measured_;
};

class WorkerPage final : public PeoplePageOf<workspace::WorkerRow> {
  public:
    WorkerPage(wxWindow* parent, Context& context);
    bool show(domain::RecordType type, domain::Id id) override;

  private:
    void take(workspace::People& people) override { list_.show(people.workers()); }
    Cell cell(std::size_t row, workspace::PersonColumn column) const override;
    std::string counted() const override;
    void show_person(std::optional<domain::Id> id, bool same) override;
    void focus_details() override;
    bool open_details() override;

    WorkerPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
