// The selected shift: its visits, what the rules say about them, its notes, and the one main action. Main thread.
#pragma once
#include <optional>
#include <vector>

#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/context.h"
#include "workspace/shift_list.h"

namespace samordna::desktop {

class Prose;

class VisitModel final : public wxDataViewVirtualListModel {
  public:
    enum Column : unsigned { flag, time, client, services, ordered, performed, verification, note };
    explicit VisitModel(const wxDataViewCtrl* list) : list_(list) {}
    void show(std::vector<workspace::VisitLine> visits) { visits_ = std::move(visits); }
    const std::vector<workspace::VisitLine>& visits() const { return visits_; }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    const wxDataViewCtrl* list_;
    std::vector<workspace::VisitLine> visits_;
};

class ShiftDetailsPanel final : public wxPanel {
  public:
    ShiftDetailsPanel(wxWindow* parent, Context& context);
    void show(std::optional<workspace::ShiftDetails> details);
    const std::optional<workspace::ShiftDetails>& shown() const { return details_; }
    // With the municipality's own words behind each flag, or without.
    void toggle_citations();
    void focus_visits();
    wxDataViewCtrl* visits() { return list_; }
    // The visit that she is on; where she is on none, the first with a finding that blocks, else the first. nullptr:
    // there is none.
    const workspace::VisitLine* chosen_visit() const;
    void choose_visit(domain::Id visit);
    // The next one that stops the approval, where this one no longer does.
    void choose_after(domain::Id mended);

  private:
    void show_prose();
    void show_buttons();
    Context& context_;
    std::optional<workspace::ShiftDetails> details_;
    bool citations_ = false;
    wxSizer* chosen_;   // what is told of a shift
    wxSizer* nothing_;  // what is said where there is none
    wxStaticText* title_;
    wxStaticText* subtitle_;
    wxButton* revoke_;
    wxButton* approve_;
    wxDataViewCtrl* list_;
    wxDataViewColumn* flags_;  // there where a visit has one
    wxObjectDataPtr<VisitModel> model_;
    Prose* prose_;
};

}  // namespace samordna::desktop
