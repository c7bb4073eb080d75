// Which services may be combined: the unit's matrix as a grid that is filled in by keyboard, and as a sheet (CSV) in
// and out. What is filled in stays a draft, also through a crash, until it is saved. Main thread.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/stattext.h>

#include "desktop/context.h"

namespace samordna::desktop {

class MatrixModel final : public wxDataViewVirtualListModel {
  public:
    void show(rules::Matrix matrix, rules::Matrix saved);
    const rules::Matrix& matrix() const { return matrix_; }
    // The two services of a cell; nothing on the diagonal and in the first column.
    std::optional<std::pair<std::string, std::string>> pair_at(unsigned row, unsigned column) const;
    void set(const std::pair<std::string, std::string>& pair, rules::Combination combination);
    bool is_changed() const { return !(matrix_ == saved_); }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    rules::Matrix matrix_, saved_;
};

class MatrixSheet final : public wxPanel {
  public:
    MatrixSheet(wxWindow* parent, Context& context);
    // That of the rulebook, with what she has begun to fill in.
    void show(const rules::Rulebook& book);

  private:
    void bind_actions();
    void make_columns();
    void show_matrix(rules::Matrix matrix);
    void show_state();
    void show_cell();
    void set_cell(rules::Combination combination);
    void save();
    void discard();
    void import_sheet();
    void export_sheet();
    bool may_set() const;
    std::string draft_name() const { return "matrix " + shown_.version; }
    std::optional<std::pair<std::string, std::string>> cell() const;

    Context& context_;
    workspace::UnitMatrix shown_;
    std::vector<std::string> columns_;  // the services that the grid has columns for
    wxStaticText* about_;
    wxDataViewCtrl* grid_;
    wxObjectDataPtr<MatrixModel> model_;
    wxStaticText* pair_;
    wxChoice* value_;
    std::vector<wxButton*> changing_;  // shown to whoever may
};

}  // namespace samordna::desktop
