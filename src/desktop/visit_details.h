// The selected visit: what it is, what the rules say, its note and what has been done to it. Main thread.
#pragma once
#include <optional>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/context.h"
#include "workspace/visit_list.h"

namespace samordna::desktop {

class Prose;

class VisitDetailsPanel final : public wxPanel {
  public:
    VisitDetailsPanel(wxWindow* parent, Context& context);
    void show(std::optional<workspace::VisitDetails> details);
    const std::optional<workspace::VisitDetails>& shown() const { return details_; }
    // With the municipality's own words behind each flag, or without.
    void toggle_citations();

  private:
    void show_facts();
    void show_findings();
    Context& context_;
    std::optional<workspace::VisitDetails> details_;
    bool citations_ = false;
    wxSizer* chosen_;   // what is told of a visit
    wxSizer* nothing_;  // what is said where there is none
    wxStaticText* title_;
    wxStaticText* subtitle_;
    Prose* facts_;
    Prose* findings_;
};

}  // namespace samordna::desktop
