// Arbetspass: a month of shifts, to be looked through and approved. Main thread.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <wx/dataview.h>
#include <wx/simplebook.h>
#include <wx/splitter.h>
#include <wx/srchctrl.h>
#include <wx/tglbtn.h>

#include "desktop/decision_panel.h"
#include "desktop/empty_state.h"
#include "desktop/filter_choice.h"
#include "desktop/following.h"
#include "desktop/long_list.h"
#include "desktop/mend_panel.h"
#include "desktop/month_choice.h"
#include "desktop/page.h"
#include "desktop/shift_details.h"
#include "desktop/shift_model.h"

namespace samordna::desktop {

class ShiftPage final : public Page {
  public:
    ShiftPage(wxWindow* parent, Context& context);
    // The keys go to the grid.
    void enter() override;
    void on_news(const workspace::News& news) override;
    void on_time() override;
    void remember() override;
    void show_month(domain::Month month);
    std::optional<domain::Month> month() const override { return month_; }
    std::size_t needs_someone() const override { return list_ == nullptr ? 0 : list_->queue().shifts; }
    std::string_view help() const override { return mending_ ? "visit.edit" : ""; }
    bool show(domain::RecordType type, domain::Id id) override;
    // Her shifts, through the search.
    bool show_all_of(domain::RecordType type, domain::Id id) override;

  private:
    void make_header(wxSizer* all);
    void make_chips(wxSizer* all);
    void make_grid(wxWindow* parent);
    void bind_actions();
    void bind_mending();
    void set_filter(workspace::ShiftFilter filter);
    void set_check(const std::string& check);  // empty: all
    void set_search(const wxString& text);
    // Other rows than before: she is on the first where the one she was on is not among them.
    void show_chosen_rows();
    // Shows the list as it is now, keeping selection, marks and place by id. `structure`: other rows than before.
    void show_rows(Change change);
    void put_rows(Change change);  // without the details of the one that she is on
    // The same after these were changed, in sight or not.
    void show_again(std::span<const domain::Id> shifts);
    void show_empty();
    void focus_list();  // the grid, or what stands in its place
    void show_queue_done();
    void show_counts();
    void say_count();
    void show_details();
    ShiftDetailsPanel& details() const;  // of the one that she is on now
    void select(domain::Id shift);
    void clear();

    // shift_page_actions.cpp
    std::vector<domain::Id> targets() const;
    bool can_approve() const;
    bool can_revoke() const;
    void approve();
    void approve_with_summary(const std::vector<domain::Id>& shifts, bool only_clean);
    void approve_now(const std::vector<domain::Id>& shifts);
    void revoke();
    void skip();
    void offer_partly(domain::Id shift, const rules::Findings& findings);
    // After a change of these: new contents; the cursor goes to `next` where it is given.
    void changed(const std::vector<domain::Id>& shifts, std::optional<domain::Id> next = std::nullopt);
    std::optional<domain::Id> next_after(domain::Id shift) const;
    void ask(Decision decision);
    void close_decision();  // or what stands in its place
    bool can_mend() const;
    void mend(VisitForm::Field at);
    bool can_register() const;
    void register_visit();
    void split_errand();
    void mended(const std::vector<domain::Id>& shifts);
    void show_history();

    Context& context_;
    domain::Month month_{};
    std::unique_ptr<workspace::ShiftList> list_;
    workspace::ShiftFilter filter_ = workspace::ShiftFilter::needs_action;
    std::string check_;
    std::optional<domain::Id> selected_;
    std::optional<std::pair<domain::RecordType, domain::Id>> coming_;  // what she will be on when the month is read
    bool deciding_ = false;                                            // something stands where the details stand
    bool mending_ = false;                                             // and that is a visit being mended

    std::unique_ptr<MonthChoice> months_;
    wxSearchCtrl* search_ = nullptr;
    std::array<wxToggleButton*, workspace::shift_filters.size()> chips_{};
    CheckChoice* checks_ = nullptr;
    wxSplitterWindow* splitter_ = nullptr;
    wxSimplebook* upper_ = nullptr;  // the grid, or why it is empty
    wxDataViewCtrl* grid_ = nullptr;
    wxObjectDataPtr<ShiftModel> model_;
    std::unique_ptr<LongList> rows_;
    EmptyState* empty_ = nullptr;
    wxSimplebook* lower_ = nullptr;  // details, a decision, or a visit that is being mended
    ShiftDetailsPanel* details_ = nullptr;
    DecisionPanel* decision_ = nullptr;
    MendPanel* mend_ = nullptr;
    std::unique_ptr<Following> counts_follow_, details_follow_;
};

}  // namespace samordna::desktop
