// Kunder: a month of clients, what was ordered and performed, and where it is silent. Main thread.
#pragma once
#include <wx/notebook.h>

#include "desktop/people_page.h"

namespace samordna::desktop {

// One client: her day, and her month.
class ClientPanel final : public wxPanel {
  public:
    ClientPanel(wxWindow* parent, Context& context);
    void show(std::optional<workspace::ClientView> view, bool same);
    DayPanel& day() { return *day_; }
    void go_to_day() { book_->SetSelection(0); }

  private:
    Cell service_cell(unsigned row, unsigned column) const;
    Cell measure_cell(unsigned row, unsigned column) const;
    void show_month();

    struct Measure {
        std::string what, text;
        int percent = 0;
        bool over = false;
    };
    Context& context_;
    std::optional<workspace::ClientView> view_;
    std::vector<Measure> measures_;
    wxStaticText* title_;
    wxStaticText* subtitle_;
    wxNotebook* book_;
    DayPanel* day_;
    Table* services_;
    Table* measured_;
};

class ClientPage final : public PeoplePageOf<workspace::ClientRow> {
  public:
    ClientPage(wxWindow* parent, Context& context);
    std::size_t needs_someone() const override { return silent_; }
    bool show(domain::RecordType type, domain::Id id) override;

  private:
    void take(workspace::People& people) override;
    Cell cell(std::size_t row, workspace::PersonColumn column) const override;
    std::string counted() const override;
    void show_person(std::optional<domain::Id> id, bool same) override;
    void focus_details() override;
    bool open_details() override;

    std::size_t silent_ = 0;  // of all clients
    ClientPanel* panel_ = nullptr;
};

}  // namespace samordna::desktop
