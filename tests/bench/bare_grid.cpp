// The floor of what she waits for: a list of the toolkit with as many columns and rows in sight as the page of visits
// has, constant words, and nothing else. The keys 1 and 2 put other words into every cell.
#include <array>
#include <clocale>

#include <wx/app.h>
#include <wx/artprov.h>
#include <wx/dataview.h>
#include <wx/frame.h>
#include <wx/panel.h>
#include <wx/sizer.h>

namespace {

constexpr unsigned rows = 200;
constexpr int row_height = 38;
constexpr int below = 320;  // what stands under the list
// Widths, and whether there is a picture.
struct Column {
    int width;
    bool picture;
};
constexpr std::array columns{Column{124, true},  Column{80, false},  Column{110, false}, Column{150, false},
                             Column{130, false}, Column{110, false}, Column{84, false},  Column{84, false},
                             Column{110, true},  Column{130, true},  Column{300, false}};

class Model final : public wxDataViewVirtualListModel {
  public:
    int words = 1;

  private:
    unsigned GetColumnCount() const override { return columns.size(); }
    wxString GetColumnType(unsigned column) const override {
        return columns.at(column).picture ? "wxDataViewIconText" : "string";
    }
    void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override {
        const wxString text = wxString::Format("%d Att godk %u %u", words, row % 97, column);
        if (columns.at(column).picture)
            value << wxDataViewIconText(text, picture_);
        else
            value = text;
    }
    bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }

    wxBitmapBundle picture_ = wxArtProvider::GetBitmapBundle(wxART_INFORMATION, wxART_MENU);
};

class App final : public wxApp {
    bool OnInit() override {
        auto* frame = new wxFrame(nullptr, wxID_ANY, "bare");
        auto* list =
            new wxDataViewCtrl(frame, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxDV_SINGLE | wxDV_HORIZ_RULES);
        model_ = new Model;
        for (unsigned i = 0; i < columns.size(); ++i) {
            const wxString title = wxString::Format("Kolumn %u", i);
            if (columns.at(i).picture)
                list->AppendIconTextColumn(title, i, wxDATAVIEW_CELL_INERT, columns.at(i).width);
            else
                list->AppendTextColumn(title, i, wxDATAVIEW_CELL_INERT, columns.at(i).width);
        }
        list->SetRowHeight(row_height);
        list->AssociateModel(model_.get());
        model_->Reset(rows);
        auto* all = new wxBoxSizer(wxVERTICAL);
        all->Add(list, 1, wxEXPAND);
        all->Add(new wxPanel(frame, wxID_ANY, wxDefaultPosition, wxSize(100, below)), 0, wxEXPAND);
        frame->SetSizer(all);
        frame->Bind(wxEVT_CHAR_HOOK, [this, frame](wxKeyEvent& event) {
            if (event.GetKeyCode() == 'Q' && event.ControlDown()) return void(frame->Close());
            if (event.GetKeyCode() != '1' && event.GetKeyCode() != '2') return event.Skip();
            model_->words = event.GetKeyCode() - '0';
            model_->Reset(rows);
        });
        frame->Maximize();
        frame->Show();
        list->SetFocus();
        return true;
    }
    wxObjectDataPtr<Model> model_;
};

}  // namespace

wxIMPLEMENT_APP(App);
