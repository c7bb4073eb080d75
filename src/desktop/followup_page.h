// Uppföljning: how the visits of a month were registered. The manual share in its four readings with trend and
// forecast, what of the equipment explains what was done by hand before names are told, care workers, clients, units,
// and the reviewers' sample run on oneself. Main thread.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include <wx/choice.h>
#include <wx/notebook.h>
#include <wx/simplebook.h>
#include <wx/stattext.h>

#include "desktop/bar_chart.h"
#include "desktop/cell_sheet.h"
#include "desktop/empty_state.h"
#include "desktop/month_choice.h"
#include "desktop/page.h"
#include "desktop/paper.h"
#include "workspace/followup_desk.h"

namespace samordna::desktop {

class FollowUpPage final : public Page {
  public:
    FollowUpPage(wxWindow* parent, Context& context);
    void enter() override;
    void on_news(const workspace::News& news) override;
    std::optional<domain::Month> month() const override { return month_; }

  private:
    enum Part : std::size_t { overview, causes, workers, clients, units, sample, parts };
    void make_header(wxSizer* all);
    wxWindow* make_overview();
    wxWindow* make_causes();
    wxWindow* make_people(std::string_view id, const std::string& name, std::optional<CellSheet>& sheet);
    wxWindow* make_units();
    wxWindow* make_sample();
    void bind_actions();
    void show_month(domain::Month month);
    void load();
    void count_earlier();
    void show_all();
    void show_head();
    void show_trend();
    void show_causes();
    std::vector<SheetRow> manual_rows() const;
    void show_what_if();
    void show_people();
    void show_units();
    void show_sample();
    void draw();
    void keep();
    void go();
    void toggle();
    Part part() const;
    wxWindow* list_of(Part part);
    std::optional<Sheet> sheet() const;

    Context& context_;
    workspace::FollowUpDesk desk_;
    domain::Month month_{};
    std::optional<workspace::FollowUp> read_;
    std::unordered_set<domain::Id> marked_;  // visits that the what-if counts otherwise
    std::optional<workspace::Sample> sample_;
    bool stale_ = true;  // something has happened since it was read

    std::unique_ptr<MonthChoice> choice_;
    wxStaticText* share_ = nullptr;
    wxStaticText* forecast_ = nullptr;
    wxSimplebook* book_ = nullptr;
    EmptyState* empty_ = nullptr;
    wxNotebook* sheets_ = nullptr;
    std::optional<CellSheet> readings_, trend_, mix_, causes_, manual_, workers_, clients_, units_, sampled_;
    BarChart* chart_ = nullptr;
    wxChoice* otherwise_ = nullptr;
    wxStaticText* what_if_ = nullptr;
    wxStaticText* about_sample_ = nullptr;
};

}  // namespace samordna::desktop
