#include "desktop/shift_details.h"

#include <algorithm>

#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/finding_prose.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/row_look.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::ShiftState;
using wording::tr;
using wording::trn;
using workspace::VisitLine;

std::string client_of(const VisitLine& line) {
    return line.client_name.empty() ? std::to_string(line.client_number)
                                    : line.client_name + " " + std::to_string(line.client_number);
}

}  // namespace

void VisitModel::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
    const VisitLine empty;
    const VisitLine& line = row < visits_.size() ? visits_[row] : empty;
    const auto seen = [&](Tone tone) { return tone_on_row(list_, row, tone); };
    switch (column) {
        case flag: {
            const bool blocks = rules::any_blocks(line.findings);
            const std::string words = line.findings.empty() ? std::string{}
                                      : blocks              ? tr("Stops the approval.")
                                                            : tr("Flag");
            value << in_cell(ui(words),
                             icon(blocks ? "state-action" : "flag-other", seen(blocks ? Tone::warn : Tone::quiet)));
            return;
        }
        case time:
            value = ui(wording::time_range(line.visit.start, line.visit.end));
            return;
        case client:
            value = ui(client_of(line));
            return;
        case services:
            value = ui(wording::services_of(line.visit));
            return;
        case ordered:
            value = ui(line.ordered_minutes == 0 ? std::string{} : wording::minutes(line.ordered_minutes));
            return;
        case performed:
            value = ui(wording::minutes(line.performed_minutes));
            return;
        case verification:
            value << in_cell(
                ui(wording::verification_of(line.visit)),
                icon(verification_icon(line.visit), seen(rules::is_manual(line.visit) ? Tone::text : Tone::quiet)));
            return;
        default:
            value = ui(line.visit.note);
    }
}

bool VisitModel::GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const {
    if (row >= visits_.size()) return false;
    const bool quiet =
        column == ordered || column == note || (column == verification && !rules::is_manual(visits_[row].visit));
    if (quiet) attr.SetColour(colour(Tone::quiet));
    return quiet;
}

ShiftDetailsPanel::ShiftDetailsPanel(wxWindow* parent, Context& context) : wxPanel(parent), context_(context) {
    title_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    subtitle_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    subtitle_->SetForegroundColour(colour(Tone::quiet));

    const auto button = [&](std::string_view id, std::string_view access_id, const char* icon_name, Tone tone) {
        auto* made = new wxButton(this, wxID_ANY, ui(tr(find_action(id)->label)));
        made->SetBitmap(icon(icon_name, tone));
        made->SetBitmapMargins(4, 0);
        made->SetToolTip(ui(tip(id)));
        describe(made, access_id, made->GetLabel());
        made->Bind(wxEVT_BUTTON, [this, id = std::string(id)](wxCommandEvent&) { context_.actions.run(id); });
        return made;
    };
    revoke_ = button("shift.revoke", "shift-revoke", "undo", Tone::text);
    approve_ = button("shift.approve", "shift-approve", "check", Tone::on_accent);
    add_style(approve_, "suggested-action");
    list_ = new wxDataViewCtrl(this, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                               wxDV_SINGLE | wxDV_HORIZ_RULES | wxBORDER_THEME);
    model_ = new VisitModel(list_);
    flags_ = add_icon_column(list_, "", VisitModel::flag, 28);
    add_text_column(list_, ui(tr("Time")), VisitModel::time, 104);
    add_text_column(list_, ui(tr("Client")), VisitModel::client, 152);
    add_text_column(list_, ui(tr("Services")), VisitModel::services, 104);
    add_text_column(list_, ui(tr("Ordered")), VisitModel::ordered, 66, wxALIGN_RIGHT);
    add_text_column(list_, ui(tr("Performed")), VisitModel::performed, 70, wxALIGN_RIGHT);
    add_icon_column(list_, ui(tr("Verification")), VisitModel::verification, 102);
    add_text_column(list_, ui(tr("Note")), VisitModel::note, 80);
    list_->AssociateModel(model_.get());
    finish_list(list_, RowHeight::dense);
    name_column(list_, 0, ui(tr("Flag")));
    hide_words(list_, 0);
    add_style(list_, "dense");
    describe(list_, "visit-list", ui(tr("Visits of the shift")));

    prose_ = new Prose(this, "shift-findings", ui(tr("What the rules say, and notes")));
    auto* invitation = new wxStaticText(
        this, wxID_ANY, ui(tr("The visits of the shift that you choose stand here, with what the rules say.")));
    invitation->SetForegroundColour(colour(Tone::quiet));

    auto* words = new wxBoxSizer(wxVERTICAL);
    words->Add(title_, 0, wxEXPAND);
    words->AddSpacer(2);
    words->Add(subtitle_, 0, wxEXPAND);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(words, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(revoke_, 0, wxLEFT | wxALIGN_CENTRE_VERTICAL, 8);
    head->Add(approve_, 0, wxLEFT | wxALIGN_CENTRE_VERTICAL, 8);
    const bool large = large_text();
    auto* body = new wxBoxSizer(large ? wxVERTICAL : wxHORIZONTAL);
    body->Add(list_, large ? 11 : 14, wxEXPAND | (large ? wxBOTTOM : wxRIGHT), large ? 8 : 16);
    body->Add(prose_, large ? 9 : 6, wxEXPAND);
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

void ShiftDetailsPanel::show(std::optional<workspace::ShiftDetails> details) {
    const bool same = details && details_ && details->row.id == details_->row.id;
    details_ = std::move(details);
    const auto count = static_cast<unsigned>(details_ ? details_->visits.size() : 0);
    const bool same_count = count == model_->visits().size();
    model_->show(details_ ? details_->visits : std::vector<VisitLine>{});
    const auto& visits = model_->visits();
    const auto has_flag = [](const VisitLine& line) { return !line.findings.empty(); };
    const bool flagged = std::any_of(visits.begin(), visits.end(), has_flag);
    if (flags_->IsHidden() == flagged) flags_->SetHidden(!flagged);
    if (!same_count)
        model_->Reset(count);
    else
        redraw_rows(list_);
    show_at_once(list_);
    if (!same) {
        list_->UnselectAll();
        if (count > 0) scroll_to_top(list_, 0);
    }
    if (details_) {
        std::vector<domain::Id> clients;
        for (const VisitLine& line : visits) clients.push_back(line.visit.client);
        context_.workspace.note_readings(domain::ReadingVerb::client_read, domain::RecordType::client, clients);
        const workspace::ShiftRow& row = details_->row;
        title_->SetLabel(ui(wording::joined({row.care_worker_name, wording::time_range(row.start, row.end)})));
        const std::string manual =
            row.manual_visits == 0 ? std::string{} : trn("{n} manual", "{n} manual", row.manual_visits);
        subtitle_->SetLabel(ui(wording::joined({wording::long_day(row.date), wording::week(row.date),
                                                tr("shift {number}", {{"number", row.source_id}}),
                                                trn("{n} visit", "{n} visits", row.visits), manual})));
    } else {
        title_->SetLabel("");
        subtitle_->SetLabel("");
    }
    GetSizer()->Show(chosen_, details_.has_value());
    GetSizer()->Show(nothing_, !details_);
    show_buttons();
    show_prose();
    Layout();
}

void ShiftDetailsPanel::show_buttons() {
    const bool approved = details_ && details_->row.state == ShiftState::approved;
    revoke_->Show(approved);
    approve_->Show(details_.has_value() && !approved);
    revoke_->Enable(context_.actions.enabled("shift.revoke"));
    approve_->Enable(context_.actions.enabled("shift.approve"));
}

void ShiftDetailsPanel::show_prose() {
    prose_->begin();
    if (details_) {
        const workspace::ShiftRow& row = details_->row;
        const auto now = context_.workspace.now();
        if (row.state == ShiftState::approved && row.approved_at) {
            prose_->sentence(ui(tr("Approved {when} by {who}.",
                                   {{"when", wording::moment(*row.approved_at, now)}, {"who", row.approved_by}})),
                             Tone::good);
            if (details_->revocable_until && *details_->revocable_until >= now) {
                prose_->sentence(ui(tr("Can be revoked until {when}.",
                                       {{"when", wording::moment(*details_->revocable_until, now)}})),
                                 Tone::quiet);
            }
        }
        bool any = false;
        for (const VisitLine& line : details_->visits) {
            if (line.findings.empty()) continue;
            any = true;
            prose_->heading(
                ui(wording::joined({wording::time_range(line.visit.start, line.visit.end), client_of(line)})));
            for (const rules::Finding& finding : line.findings) {
                tell(*prose_, finding);
                if (citations_) cite(*prose_, context_.workspace, finding);
            }
        }
        if (!any && row.state == ShiftState::to_review)
            prose_->sentence(ui(tr("Nothing to remark. The shift can be approved.")), Tone::quiet);
        if (!any && row.state == ShiftState::open)
            prose_->sentence(ui(tr("The shift has not ended yet.")), Tone::quiet);
        bool first_note = true;
        for (const VisitLine& line : details_->visits) {
            if (line.visit.note.empty()) continue;
            if (first_note) prose_->heading(ui(tr("Notes")));
            first_note = false;
            prose_->sentence(ui(wording::time_of_day(line.visit.start) + "  " + line.visit.note));
        }
    }
    prose_->end();
}

void ShiftDetailsPanel::toggle_citations() {
    citations_ = !citations_;
    show_prose();
}

const VisitLine* ShiftDetailsPanel::chosen_visit() const {
    const auto& visits = model_->visits();
    if (visits.empty()) return nullptr;
    if (const auto row = selected_row(list_); row && *row < visits.size()) return &visits[*row];
    const auto found = std::find_if(visits.begin(), visits.end(),
                                    [](const VisitLine& line) { return rules::any_blocks(line.findings); });
    return found == visits.end() ? &visits.front() : &*found;
}

void ShiftDetailsPanel::choose_after(domain::Id mended) {
    const auto& visits = model_->visits();
    const auto blocks = [](const VisitLine& line) { return rules::any_blocks(line.findings); };
    const auto still = [&](const VisitLine& line) { return line.visit.id == mended && blocks(line); };
    const auto next = std::any_of(visits.begin(), visits.end(), still)
                          ? visits.end()
                          : std::find_if(visits.begin(), visits.end(), blocks);
    choose_visit(next == visits.end() ? mended : next->visit.id);
}

void ShiftDetailsPanel::choose_visit(domain::Id visit) {
    const auto& visits = model_->visits();
    for (unsigned row = 0; row < visits.size(); ++row) {
        if (visits[row].visit.id == visit) put_cursor(list_, row);
    }
}

void ShiftDetailsPanel::focus_visits() {
    list_->SetFocus();
    if (!selected_row(list_) && !model_->visits().empty()) put_cursor(list_, 0);
}

}  // namespace samordna::desktop
