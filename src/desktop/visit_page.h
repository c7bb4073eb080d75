// Besök: every visit of the month, to be searched and looked through. Main thread.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <wx/dataview.h>
#include <wx/simplebook.h>
#include <wx/splitter.h>
#include <wx/srchctrl.h>
#include <wx/tglbtn.h>
#include <wx/timer.h>

#include "desktop/columns.h"
#include "desktop/empty_state.h"
#include "desktop/filter_choice.h"
#include "desktop/following.h"
#include "desktop/long_list.h"
#include "desktop/month_choice.h"
#include "desktop/page.h"
#include "desktop/saved_filters.h"
#include "desktop/visit_details.h"
#include "desktop/visit_model.h"

namespace samordna::desktop {

class VisitPage final : public Page {
  public:
    VisitPage(wxWindow* parent, Context& context);
    // The keys go to the grid.
    void enter() override;
    void on_news(const workspace::News& news) override;
    void on_time() override;
    void remember() override;
    std::optional<domain::Month> month() const override;

  private:
    void make_header(wxSizer* all);
    void make_grid(wxWindow* parent);
    int details_height() const;
    void focus_list();  // the grid, or what stands in its place
    void show_month(domain::Month month);
    void make_ready(domain::Month month);
    void sort_as_chosen();
    // Shows the list as it is now, keeping what she is on and the place by id. `structure`: other rows than before.
    void show_rows(Change change);
    void put_rows(Change change);  // without the details of the one that she is on
    void show_chosen_rows();
    void show_empty();
    void say_count();
    void show_details();
    VisitDetailsPanel& details() const;  // of the one that she is on now
    void show_filter();                  // and how much there is
    void select(domain::Id visit);
    void choose_columns();
    void close_columns();

    // visit_page_actions.cpp
    void bind_actions();
    void clear();
    void go_to_shift(std::string_view then);

    // visit_page_filters.cpp
    void make_filters(wxSizer* all);
    FilterChoice* add_choice(wxSizer* row, std::string_view id, const std::string& name, int width,
                             std::function<void(const std::string&)> chosen);
    void set_filter(workspace::VisitFilter filter);
    void set_chip(workspace::VisitChip chip);
    void show_chips();
    void show_choices();  // but people
    void show_people();
    void show_search();

    Context& context_;
    std::unique_ptr<workspace::VisitList> list_;  // nothing before the first round and her first visit
    bool stale_ = false;                          // everything has changed while she was elsewhere
    bool other_rows_ = false;                     // than the grid knows of
    std::string user_;                            // whose filter it is
    workspace::VisitFilter filter_;
    std::optional<domain::Id> selected_;
    bool placed_ = false;   // the details have their height
    bool filling_ = false;  // we write into the search field, not she

    std::unique_ptr<MonthChoice> months_;
    wxSearchCtrl* search_ = nullptr;
    std::array<wxToggleButton*, workspace::visit_chips.size()> chips_{};
    CheckChoice* checks_ = nullptr;
    FilterChoice* services_ = nullptr;
    FilterChoice* ways_ = nullptr;
    FilterChoice* care_workers_ = nullptr;
    FilterChoice* clients_ = nullptr;
    FilterChoice* days_ = nullptr;
    SavedFilters* saved_ = nullptr;
    wxTimer pause_;
    wxSplitterWindow* splitter_ = nullptr;
    wxSimplebook* upper_ = nullptr;  // the grid, or why it is empty
    wxDataViewCtrl* grid_ = nullptr;
    wxObjectDataPtr<VisitGridModel> model_;
    std::unique_ptr<LongList> rows_;
    std::unique_ptr<Columns> columns_;
    EmptyState* empty_ = nullptr;
    wxSimplebook* lower_ = nullptr;  // details, or the choice of columns
    VisitDetailsPanel* details_ = nullptr;
    ColumnPanel* column_panel_ = nullptr;
    std::unique_ptr<Following> filter_follows_, details_follow_;
};

}  // namespace samordna::desktop
