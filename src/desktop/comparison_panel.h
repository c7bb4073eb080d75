// The municipality's basis held against ours: sums by likely cause, and the rows that differ. Main thread.
#pragma once
#include <optional>

#include <wx/panel.h>
#include <wx/stattext.h>

#include "desktop/cell_sheet.h"
#include "desktop/prose.h"
#include "workspace/basis_compare.h"

namespace samordna::desktop {

class ComparisonPanel final : public wxPanel {
  public:
    explicit ComparisonPanel(wxWindow* parent);
    void show(workspace::Comparison comparison);
    // What was compared last.
    const std::optional<workspace::Comparison>& comparison() const { return comparison_; }
    wxWindow* list() { return rows_->table(); }
    // The client of the row that is chosen, by number.
    std::optional<int> chosen_client() const;

  private:
    void show_causes();
    void show_rows();

    std::optional<workspace::Comparison> comparison_;
    std::vector<int> clients_;  // by row
    Prose* about_;
    std::optional<CellSheet> causes_, rows_;
};

}  // namespace samordna::desktop
