#include "desktop/visit_details.h"

#include "desktop/access.h"
#include "desktop/finding_prose.h"
#include "desktop/icons.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::desktop {

using rules::ShiftState;
using wording::tr;

VisitDetailsPanel::VisitDetailsPanel(wxWindow* parent, Context& context) : wxPanel(parent), context_(context) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    subtitle_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    subtitle_->SetForegroundColour(colour(Tone::quiet));

    const auto button = [&](std::string_view id, std::string_view access_id) {
        auto* made = new wxButton(this, wxID_ANY, ui(tr(find_action(id)->label)));
        made->SetToolTip(ui(tip(id)));
        describe(made, access_id, made->GetLabel());
        made->Bind(wxEVT_BUTTON, [this, id = std::string(id)](wxCommandEvent&) { context_.actions.run(id); });
        return made;
    };
    auto* to_shift = button("visit.shift", "visit-shift");
    add_style(to_shift, "suggested-action");
    facts_ = new Prose(this, "visit-facts", ui(tr("The visit")));
    findings_ = new Prose(this, "visit-findings", ui(tr("What the rules say, and the note")));

    auto* invitation =
        new wxStaticText(this, wxID_ANY, ui(tr("The visit that you choose stands here, with what the rules say.")));
    invitation->SetForegroundColour(colour(Tone::quiet));

    auto* words = new wxBoxSizer(wxVERTICAL);
    words->Add(title_, 0, wxEXPAND);
    words->AddSpacer(2);
    words->Add(subtitle_, 0, wxEXPAND);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(words, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(to_shift, 0, wxLEFT | wxALIGN_CENTRE_VERTICAL, 8);
    auto* body = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    body->Add(facts_, 9, wxEXPAND | (large_text() ? wxBOTTOM : wxRIGHT), large_text() ? 8 : 24);
    body->Add(findings_, 11, wxEXPAND);
    chosen_ = new wxBoxSizer(wxVERTICAL);
    chosen_->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    chosen_->AddSpacer(10);
    chosen_->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    nothing_ = new wxBoxSizer(wxVERTICAL);
    nothing_->AddStretchSpacer(2);
    nothing_->Add(invitation, 0, wxALIGN_CENTRE_HORIZONTAL);
    nothing_->AddStretchSpacer(3);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(chosen_, 1, wxEXPAND);
    all->Add(nothing_, 1, wxEXPAND);
    SetSizer(all);
    show(std::nullopt);
}

void VisitDetailsPanel::show(std::optional<workspace::VisitDetails> details) {
    details_ = std::move(details);
    if (details_) {
        const workspace::VisitLine& line = details_->line;
        context_.workspace.note_readings(domain::ReadingVerb::client_read, domain::RecordType::client,
                                         {&line.visit.client, 1});
        const std::string number = line.client_number == 0 ? std::string{} : std::to_string(line.client_number);
        title_->SetLabel(ui(wording::joined({line.client_name + (number.empty() ? "" : " " + number),
                                             wording::time_range(line.visit.start, line.visit.end)})));
        subtitle_->SetLabel(ui(
            wording::joined({wording::long_day(details_->date), wording::week(details_->date),
                             details_->care_worker_name, tr("shift {number}", {{"number", details_->shift_number}})})));
    }
    GetSizer()->Show(chosen_, details_.has_value());
    GetSizer()->Show(nothing_, !details_);
    show_facts();
    show_findings();
    Layout();
}

void VisitDetailsPanel::show_facts() {
    facts_->begin();
    if (details_) {
        const auto& [visit, client_number, client_name, ordered, performed, findings] = details_->line;
        const auto say = [&](const std::string& name, const std::string& text) {
            if (!text.empty()) facts_->sentence(ui(name + ": " + text));
        };
        say(tr("Services"), wording::services_of(visit));
        if (visit.end) {
            say(tr("Performed"),
                wording::joined(
                    {wording::minutes(performed),
                     ordered == 0 ? std::string{} : tr("{time} ordered", {{"time", wording::minutes(ordered)}}),
                     ordered == 0 ? std::string{} : wording::difference(performed - ordered)}));
        }
        say(tr("Verification"), wording::verification_of(visit));
        const auto now = context_.workspace.now();
        if (details_->state == ShiftState::approved && details_->approved_at) {
            facts_->sentence(
                ui(tr("The shift was approved {when} by {who}.",
                      {{"when", wording::moment(*details_->approved_at, now)}, {"who", details_->approved_by}})),
                Tone::good);
        } else {
            say(tr("The shift"), wording::state_of(details_->state, details_->closed, rules::any_blocks(findings)));
        }
        bool first = true;
        for (const auto& row : context_.workspace.history(domain::RecordType::visit, visit.id)) {
            if (first) facts_->heading(ui(tr("History")));
            first = false;
            facts_->sentence(ui(wording::history_line(row)), Tone::quiet);
        }
    }
    facts_->end();
}

void VisitDetailsPanel::show_findings() {
    findings_->begin();
    if (details_) {
        const workspace::VisitLine& line = details_->line;
        for (const rules::Finding& finding : line.findings) {
            tell(*findings_, finding);
            if (citations_) cite(*findings_, context_.workspace, finding);
        }
        if (line.findings.empty())
            findings_->sentence(ui(line.visit.end ? tr("Nothing to remark.") : tr("The visit has not ended yet.")),
                                Tone::quiet);
        if (!line.visit.note.empty()) {
            findings_->heading(ui(tr("Note")));
            findings_->sentence(ui(line.visit.note));
        }
    }
    findings_->end();
}

void VisitDetailsPanel::toggle_citations() {
    citations_ = !citations_;
    show_findings();
}

}  // namespace samordna::desktop
