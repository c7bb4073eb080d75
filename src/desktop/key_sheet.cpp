#include "desktop/key_sheet.h"

#include <algorithm>
#include <vector>

#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/dialog.h>
#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/actions.h"
#include "desktop/list_view.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

class KeyModel final : public wxDataViewVirtualListModel {
  public:
    KeyModel() {
        for (const Action& action : actions()) {
            if (!action.keys.empty()) shown_.push_back(&action);
        }
        Reset(static_cast<unsigned>(shown_.size()));
    }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        if (row >= shown_.size()) return void(value = "");
        const Action& action = *shown_[row];
        value = column == 0 ? ui(shown_key(action)) : ui(tr(column == 1 ? action.label : action.help));
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

  private:
    std::vector<const Action*> shown_;
};

}  // namespace

void show_key_sheet(wxWindow* parent) {
    wxDialog dialog(parent, wxID_ANY, ui(tr("All keys")), wxDefaultPosition, wxDefaultSize,
                    wxDEFAULT_DIALOG_STYLE | wxRESIZE_BORDER);
    tell_as_dialog(&dialog);
    auto* list = new wxDataViewCtrl(&dialog, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                                    wxDV_SINGLE | wxDV_HORIZ_RULES | wxBORDER_NONE);
    add_text_column(list, ui(tr("Key")), 0, 120);
    add_text_column(list, ui(tr("Does")), 1, 230);
    add_text_column(list, ui(tr("More")), 2, 430);
    const wxObjectDataPtr<KeyModel> model(new KeyModel);
    list->AssociateModel(model.get());
    finish_list(list);
    describe(list, "key-list", ui(tr("All keys")));
    auto* close = new wxButton(&dialog, wxID_CANCEL, ui(tr("Close")));
    describe(close, "key-close", ui(tr("Close")));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(list, 1, wxEXPAND);
    all->Add(close, 0, wxALIGN_RIGHT | wxALL, 12);
    dialog.SetSizer(all);
    const wxSize room = parent->GetClientSize();
    dialog.SetSize(std::min(scaled(820), room.x - 40), std::min(scaled(640), room.y - 20));
    dialog.CentreOnParent();
    list->SetFocus();
    dialog.ShowModal();
}

}  // namespace samordna::desktop
