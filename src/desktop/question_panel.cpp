#include "desktop/question_panel.h"

#include <algorithm>

#include <wx/choice.h>
#include <wx/textctrl.h>

#include "base/text.h"
#include "desktop/access.h"
#include "desktop/palette.h"
#include "desktop/prose.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

QuestionPanel::QuestionPanel(wxWindow* parent, Context& context, std::function<void()> closed)
    : wxPanel(parent), context_(context), closed_(std::move(closed)) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.15F));
    facts_ = new Prose(this, "question-facts", ui(tr("What it is about")));
    fields_ = new wxPanel(this);
    never_focus(fields_);
    wrong_ = new wxStaticText(this, wxID_ANY, "");
    wrong_->SetForegroundColour(colour(Tone::bad));
    cancel_ = new wxButton(this, wxID_ANY, ui(tr("Cancel")));
    confirm_ = new wxButton(this, wxID_ANY, "");
    describe(cancel_, "question-cancel", ui(tr("Cancel")));
    cancel_->SetToolTip("Esc");
    add_style(confirm_, "suggested-action");

    auto* body = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    body->Add(facts_, 2, wxEXPAND | (large_text() ? wxBOTTOM : wxRIGHT), 16);
    body->Add(fields_, 3, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(wrong_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 16);
    buttons->Add(cancel_, 0, wxRIGHT, 8);
    buttons->Add(confirm_);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(title_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    all->AddSpacer(10);
    all->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT, 16);
    all->AddSpacer(10);
    all->Add(buttons, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 14);
    SetSizer(all);

    cancel_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { closed_(); });
    confirm_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { confirm(); });
}

std::string QuestionPanel::draft_name(const Question::Field& field) const {
    return "question " + question_.id + ' ' + field.id;
}

void QuestionPanel::ask(Question question) {
    question_ = std::move(question);
    title_->SetLabel(ui(question_.title));
    facts_->begin();
    for (const auto& fact : question_.facts) facts_->sentence(ui(fact));
    facts_->end();
    facts_->Show(!question_.facts.empty());
    wrong_->SetLabel("");
    confirm_->SetLabel(ui(question_.confirm));
    describe(confirm_, "question-confirm", ui(question_.confirm));
    confirm_->SetToolTip(ui(tip("decision.confirm")));
    make_fields();
    Layout();
    // What can only be chosen is answered as it stands.
    const bool is_answered = std::none_of(question_.fields.begin(), question_.fields.end(),
                                          [](const auto& field) { return field.choices.empty(); });
    if (is_answered)
        confirm_->SetFocus();
    else
        controls_.front()->SetFocus();
}

void QuestionPanel::make_fields() {
    fields_->DestroyChildren();
    controls_.clear();
    auto* grid = new wxFlexGridSizer(2, wxSize(12, 8));
    grid->AddGrowableCol(1);
    for (std::size_t i = 0; i < question_.fields.size(); ++i) {
        const auto& field = question_.fields[i];
        auto* label = new wxStaticText(fields_, wxID_ANY, ui(field.name));
        grid->Add(label, 0, field.long_text ? wxALIGN_TOP | wxTOP : wxALIGN_CENTRE_VERTICAL, field.long_text ? 6 : 0);
        const std::string id = "question-" + field.id;
        if (!field.choices.empty()) {
            auto* choice = new wxChoice(fields_, wxID_ANY);
            for (const auto& one : field.choices) choice->Append(ui(one));
            choice->SetSelection(static_cast<int>(std::min(field.chosen, field.choices.size() - 1)));
            describe(choice, id, ui(field.name));
            grid->Add(choice, 0, wxEXPAND);
            controls_.push_back(choice);
            continue;
        }
        const std::string begun = context_.workspace.draft(draft_name(field));
        auto* text = new wxTextCtrl(fields_, wxID_ANY, ui(begun.empty() ? field.value : begun), wxDefaultPosition,
                                    wxDefaultSize, field.long_text ? wxTE_MULTILINE : 0);
        if (field.long_text) {
            text->SetMinSize(wxSize(-1, scaled(64)));
            grid->AddGrowableRow(i);
            describe_text(text, id, ui(field.name));
        } else {
            fit_height(text);
            describe(text, id, ui(field.name));
        }
        text->Bind(wxEVT_TEXT, [this, text, name = draft_name(field)](wxCommandEvent&) {
            context_.workspace.keep_draft(name, utf8(text->GetValue()));
        });
        grid->Add(text, 1, wxEXPAND);
        controls_.push_back(text);
    }
    fields_->SetSizer(grid);
    fields_->Layout();
}

std::vector<std::string> QuestionPanel::values() const {
    std::vector<std::string> out;
    for (auto* control : controls_) {
        if (const auto* choice = dynamic_cast<wxChoice*>(control))
            out.push_back(std::to_string(choice->GetSelection()));
        else
            out.emplace_back(base::trim(utf8(dynamic_cast<wxTextCtrl*>(control)->GetValue())));
    }
    return out;
}

void QuestionPanel::forget_drafts() {
    for (const auto& field : question_.fields) {
        if (field.choices.empty()) context_.workspace.keep_draft(draft_name(field), "");
    }
}

void QuestionPanel::confirm() {
    if (!is_asking()) return;
    const auto wrong = question_.done(values());
    if (wrong) {
        wrong_->SetLabel(ui(*wrong));
        context_.say(ui(*wrong));
        Layout();
        return;
    }
    forget_drafts();
    question_ = {};
    closed_();
}

}  // namespace samordna::desktop
