// How the form looks.
#include "desktop/access.h"
#include "desktop/list_view.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "desktop/visit_form.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

VisitForm::VisitForm(wxWindow* parent, Context& context, std::function<void()> changed)
    : wxPanel(parent), context_(context), changed_([this, told = std::move(changed)] {
          if (filling_) return;
          touched();
          told();
      }) {
    auto* body = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    make_fields(body);
    make_services(body);
    make_note(body);
    SetSizer(body);
}

wxStaticText* VisitForm::text(const std::string& words, bool quiet) {
    auto* made = new wxStaticText(this, wxID_ANY, ui(words));
    if (quiet) made->SetForegroundColour(colour(Tone::quiet));
    return made;
}

wxTextCtrl* VisitForm::field(std::string_view id, const std::string& name) {
    auto* made = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(scaled(120), -1));
    fit_height(made);
    describe(made, id, ui(name));
    made->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { changed_(); });
    return made;
}

void VisitForm::make_fields(wxSizer* body) {
    grid_ = new wxFlexGridSizer(3, 4, 12);
    const auto row = [&](const std::string& label, wxWindow* control) {
        auto* named = text(label);
        auto* was = text("", true);
        // Reading order is focus order.
        named->MoveBeforeInTabOrder(control);
        was->MoveBeforeInTabOrder(control);
        grid_->Add(named, 0, wxALIGN_CENTRE_VERTICAL);
        grid_->Add(was, 0, wxALIGN_CENTRE_VERTICAL);
        grid_->Add(control, 0, wxALIGN_CENTRE_VERTICAL);
        return std::pair(named, was);
    };
    grid_->Add(text(""));
    was_title_ = text("", true);
    grid_->Add(was_title_);
    grid_->Add(text(tr("New"), true));
    client_ = field("mend-client", tr("Client: name or number"));
    std::tie(client_label_, client_was_) = row(tr("Client"), client_);
    client_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (!filling_) find_client();
        changed_();
    });
    start_ = field("mend-start", tr("Start"));
    start_was_ = row(tr("Start"), start_).second;
    end_ = field("mend-end", tr("End"));
    end_was_ = row(tr("End"), end_).second;
    double_ = new wxCheckBox(this, wxID_ANY, "");
    describe(double_, "mend-double", ui(tr("Double staffing")));
    double_->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { changed_(); });
    double_was_ = row(tr("Double staffing"), double_).second;
    shift_ = new wxChoice(this, wxID_ANY, wxDefaultPosition, wxSize(scaled(120), -1));
    describe(shift_, "mend-shift", ui(tr("Shift")));
    shift_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { changed_(); });
    shift_was_ = row(tr("Shift"), shift_).second;
    body->Add(grid_, 0, large_text() ? wxBOTTOM : wxRIGHT, large_text() ? 12 : 20);
}

void VisitForm::make_services(wxSizer* body) {
    services_was_ =
        new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxSize(scaled(236), -1), wxST_ELLIPSIZE_END);
    services_was_->SetForegroundColour(colour(Tone::quiet));
    services_ = new wxDataViewListCtrl(this, wxID_ANY, wxDefaultPosition, wxSize(scaled(236), -1),
                                       wxDV_SINGLE | wxBORDER_THEME);
    services_->AppendToggleColumn(ui(tr("Performed")), wxDATAVIEW_CELL_ACTIVATABLE, scaled(56), wxALIGN_CENTRE, 0);
    auto* name = services_->AppendTextColumn(ui(tr("Service")), wxDATAVIEW_CELL_INERT, scaled(114), wxALIGN_LEFT, 0);
    name->GetRenderer()->EnableEllipsize(wxELLIPSIZE_END);
    let_grow(name);
    services_->AppendToggleColumn(ui(tr("Extra")), wxDATAVIEW_CELL_ACTIVATABLE, scaled(50), wxALIGN_CENTRE, 0);
    finish_list(services_, RowHeight::dense);
    add_style(services_, "dense");
    describe(static_cast<wxDataViewCtrl*>(services_), "mend-services", ui(tr("Services")));
    services_->SetToolTip(ui(tr("Space: performed or not. +: extra or not.")));
    services_->Bind(wxEVT_DATAVIEW_ITEM_VALUE_CHANGED, [this](wxDataViewEvent& event) {
        const int row = services_->ItemToRow(event.GetItem());
        if (row != wxNOT_FOUND && !filling_) tick(static_cast<unsigned>(row), static_cast<unsigned>(event.GetColumn()));
    });
    // Enter, and what a screen reader does to a cell.
    services_->Bind(wxEVT_DATAVIEW_ITEM_ACTIVATED, [this](wxDataViewEvent& event) {
        const int row = services_->ItemToRow(event.GetItem());
        const auto* at = event.GetDataViewColumn();
        const unsigned column = at != nullptr && at->GetModelColumn() == extra_column ? extra_column : performed_column;
        if (row != wxNOT_FOUND) CallAfter([this, row, column] { turn(static_cast<unsigned>(row), column); });
    });
    services_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        const int at = services_->GetSelectedRow();
        const bool extra = event.GetUnicodeKey() == '+' || event.GetKeyCode() == WXK_NUMPAD_ADD;
        if ((event.GetKeyCode() != WXK_SPACE && !extra) || at == wxNOT_FOUND) return event.Skip();
        turn(static_cast<unsigned>(at), extra ? extra_column : performed_column);
    });
    auto* performed = new wxBoxSizer(wxVERTICAL);
    performed->Add(services_was_, 0, wxEXPAND | wxBOTTOM, 6);
    performed->Add(services_, 1, wxEXPAND);
    body->Add(performed, large_text() ? 6 : 0, wxEXPAND | (large_text() ? wxBOTTOM : wxRIGHT), large_text() ? 12 : 20);
}

void VisitForm::make_note(wxSizer* body) {
    skeleton_ = new wxButton(this, wxID_ANY, ui(tr(find_action("note.skeleton")->label)), wxDefaultPosition,
                             wxDefaultSize, wxBU_EXACTFIT);
    skeleton_->SetMinSize(skeleton_->GetBestSize() + wxSize(scaled(16), 0));
    skeleton_->SetToolTip(ui(tip("note.skeleton")));
    describe(skeleton_, "mend-skeleton", skeleton_->GetLabel());
    skeleton_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { context_.actions.run("note.skeleton"); });
    note_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(scaled(220), -1), wxTE_MULTILINE);
    describe_text(note_, "mend-note", ui(tr("Note")));
    note_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { changed_(); });
    auto* above = new wxBoxSizer(wxHORIZONTAL);
    above->Add(text(tr("Note")), 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    above->Add(skeleton_);
    auto* why = new wxBoxSizer(wxVERTICAL);
    why->Add(above, 0, wxEXPAND | wxBOTTOM, 6);
    why->Add(note_, 1, wxEXPAND);
    body->Add(why, 6, wxEXPAND);
}

}  // namespace samordna::desktop
