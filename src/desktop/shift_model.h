// The month's shifts as rows of the grid, with the marks that she has set. Main thread.
#pragma once
#include <functional>
#include <unordered_set>
#include <vector>

#include <wx/dataview.h>

#include "workspace/shift_list.h"

namespace samordna::desktop {

class ShiftModel final : public wxDataViewVirtualListModel {
  public:
    enum Column : unsigned {
        mark,
        state,
        date,
        care_worker,
        time,
        ordered,
        performed,
        difference,
        visits,
        manual_share,
        flags
    };

    explicit ShiftModel(const wxDataViewCtrl* grid) : grid_(grid) {}
    // The list outlives its being shown; nullptr shows nothing.
    void show(const workspace::ShiftList* list) { list_ = list; }
    const std::unordered_set<domain::Id>& marks() const { return marks_; }
    void set_mark(domain::Id shift, bool marked);
    void clear_marks() { marks_.clear(); }
    // Marks of shifts that are no longer there are forgotten.
    void keep_marks(const std::function<bool(domain::Id)>& still_there);
    std::function<void()> on_marked;  // she ticked a box

    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;
    bool SetValueByRow(const wxVariant& value, unsigned row, unsigned column) override;

  private:
    const wxDataViewCtrl* grid_;
    const workspace::ShiftList* list_ = nullptr;
    std::unordered_set<domain::Id> marks_;
};

}  // namespace samordna::desktop
