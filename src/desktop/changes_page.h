// Ändringar: what she has done and what became of it; what needs her is first. Main thread.
#pragma once
#include <optional>
#include <vector>

#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/simplebook.h>
#include <wx/stattext.h>

#include "desktop/empty_state.h"
#include "desktop/page.h"

namespace samordna::desktop {

class Prose;

class ChangeModel final : public wxDataViewVirtualListModel {
  public:
    enum Column : unsigned { fate, verb, date, care_worker, shift, made };
    ChangeModel(const workspace::Workspace& workspace, const wxDataViewCtrl* list)
        : workspace_(workspace), list_(list) {}
    void show(std::vector<workspace::OutboxRow> rows) { rows_ = std::move(rows); }
    const std::vector<workspace::OutboxRow>& rows() const { return rows_; }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
    bool GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const override;
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    const workspace::Workspace& workspace_;
    const wxDataViewCtrl* list_;
    std::vector<workspace::OutboxRow> rows_;
};

class ChangesPage final : public Page {
  public:
    ChangesPage(wxWindow* parent, Context& context);
    void enter() override;
    void on_news(const workspace::News& news) override;
    std::size_t needs_someone() const override;

  private:
    void reload();
    void show_count();
    void show_details();
    const workspace::OutboxRow* selected() const;
    std::string theirs(const workspace::OutboxRow& row) const;
    const domain::EditVisit* contested_edit() const;
    void show_versions(const workspace::OutboxRow& row);
    void mend();
    void retry();
    void dismiss();

    Context& context_;
    std::optional<domain::Id> selected_;  // key of a change
    bool moving_ = false;
    wxSimplebook* book_;
    wxDataViewCtrl* list_;
    wxObjectDataPtr<ChangeModel> model_;
    EmptyState* empty_;
    wxPanel* lower_;
    wxStaticText* title_;
    wxButton* dismiss_;
    wxButton* retry_;
    wxButton* mend_;
    Prose* text_;
};

}  // namespace samordna::desktop
