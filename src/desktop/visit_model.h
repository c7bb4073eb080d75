// The month's visits as rows of the grid. Main thread.
#pragma once
#include <optional>

#include <wx/dataview.h>

#include "workspace/visit_list.h"

namespace samordna::desktop {

// Columns are numbered as workspace::VisitColumn.
class VisitGridModel final : public wxDataViewVirtualListModel {
  public:
    explicit VisitGridModel(const wxDataViewCtrl* grid) : grid_(grid) {}
    // The list outlives its being shown; nullptr shows nothing. To be called again whenever it has changed.
    void show(const workspace::VisitList* list);

    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    // Cells are asked for row by row.
    const workspace::VisitRow* row_at(unsigned row) const;

    const wxDataViewCtrl* grid_;
    const workspace::VisitList* list_ = nullptr;
    mutable std::optional<unsigned> asked_;
    mutable workspace::VisitRow row_;
};

}  // namespace samordna::desktop
