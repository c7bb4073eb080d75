// The recovery codes, shown once.
#include <wx/filedlg.h>
#include <wx/wrapsizer.h>

#include "desktop/access.h"
#include "desktop/clipboard.h"
#include "desktop/palette.h"
#include "desktop/paper.h"
#include "desktop/sign_in_step.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::tr;

Sheet sheet_of(const std::vector<std::string>& codes) {
    Sheet sheet;
    sheet.name = tr("Recovery codes");
    sheet.title = tr("Recovery codes for Samordna");
    sheet.columns = {{tr("Code"), 1, false}, {tr("Used on"), 1, false}};
    for (const auto& code : codes) sheet.rows.push_back({{code, ""}, "", false});
    sheet.after = {{tr("Each is good once, instead of a code of the app. Keep them where nobody else looks, apart from "
                       "the password."),
                    Sheet::Paragraph::Style::sentence}};
    return sheet;
}

}  // namespace

RecoveryStep::RecoveryStep(wxWindow* parent, std::function<void()> go_on) : wxPanel(parent) {
    never_focus(this);
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_words(this, all,
              tr("You are signed in. These are your recovery codes: each is good once, if you do not have your "
                 "telephone. They are not shown again, so keep them before you go on."));
    text_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(sign_in_width(), scaled(230)),
                           wxTE_MULTILINE | wxTE_READONLY);
    describe_text(text_, "recovery-codes", ui(tr("Recovery codes")));
    all->Add(text_, 0, wxEXPAND | wxBOTTOM, 12);
    auto* row = new wxWrapSizer(wxHORIZONTAL, 0);
    const auto button = [&](const std::string& label, const char* id, void (RecoveryStep::*pressed)()) {
        auto* made = new wxButton(this, wxID_ANY, ui(label));
        describe(made, id, ui(label));
        made->Bind(wxEVT_BUTTON, [this, pressed](wxCommandEvent&) { (this->*pressed)(); });
        row->Add(made, 0, wxRIGHT | wxBOTTOM, 8);
    };
    button(tr("Copy"), "recovery-copy", &RecoveryStep::copy);
    button(tr("Print"), "recovery-print", &RecoveryStep::print);
    button(tr("Save as PDF"), "recovery-pdf", &RecoveryStep::save);
    all->Add(row, 0, wxEXPAND);
    said_ = add_words(this, all, "");
    describe(said_, "recovery-said", "");
    go_on_ = new wxButton(this, wxID_ANY, ui(tr("I have kept them: go on")));
    add_style(go_on_, "suggested-action");
    describe(go_on_, "recovery-go-on", ui(tr("I have kept them: go on")));
    go_on_->Bind(wxEVT_BUTTON, [this, go_on = std::move(go_on)](wxCommandEvent&) {
        codes_.clear();
        text_->Clear();
        go_on();
    });
    all->Add(go_on_, 0, wxEXPAND);
    SetSizer(all);
}

void RecoveryStep::show(const std::vector<std::string>& codes) {
    codes_ = codes;
    wxString lines;
    for (const auto& code : codes) lines += ui(code) + "\n";
    text_->SetValue(lines.BeforeLast('\n'));
}

void RecoveryStep::enter() {
    text_->SetFocus();
}

void RecoveryStep::say(const std::string& text) {
    said_->SetLabel(ui(text));
    describe(said_, "recovery-said", ui(text));
    Layout();
}

void RecoveryStep::copy() {
    copy_text(utf8(text_->GetValue()));
    say(tr("Copied"));
}

void RecoveryStep::print() {
    print_on_paper(this, sheet_of(codes_), [this](bool handed_over) {
        say(handed_over ? tr("Sent to the printer") : tr("It could not be printed"));
    });
}

void RecoveryStep::save() {
    const Sheet sheet = sheet_of(codes_);
    wxFileDialog ask(this, ui(tr("Save as PDF")), "", ui(sheet.name) + ".pdf", "PDF|*.pdf",
                     wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (ask.ShowModal() != wxID_OK) return;
    const std::string path = utf8(ask.GetPath());
    const bool saved = save_pdf(sheet, std::u8string(path.begin(), path.end()));
    say(saved ? tr("The PDF is written") : tr("The file could not be written"));
}

}  // namespace samordna::desktop
