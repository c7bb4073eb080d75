#include "desktop/changes_page.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/list_view.h"
#include "desktop/prose.h"
#include "desktop/roomy.h"
#include "desktop/row_look.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "desktop/visit_draft.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::Fate;
using workspace::OutboxRow;

bool needs_her(Fate fate) {
    return fate == Fate::refused || fate == Fate::conflict || fate == Fate::failed;
}

}  // namespace

void ChangeModel::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
    const OutboxRow empty;
    const OutboxRow& change = row < rows_.size() ? rows_[row] : empty;
    switch (column) {
        case fate: {
            const Look look = look_of_fate(change.fate);
            value << in_cell(ui(wording::name_of_fate(change.fate)),
                             icon(look.icon, tone_on_row(list_, row, look.tone)));
            return;
        }
        case verb:
            value = ui(wording::name_of_verb(domain::name_of(change.change.verb)));
            return;
        case date:
            value = ui(wording::day(change.date));
            return;
        case care_worker:
            value = ui(change.care_worker_name);
            return;
        case shift:
            value = ui(change.source_id);
            return;
        default:
            value = ui(wording::moment(change.change.at, workspace_.now()));
    }
}

bool ChangeModel::GetAttrByRow(unsigned row, unsigned column, wxDataViewItemAttr& attr) const {
    if (row >= rows_.size()) return false;
    if (column == fate)
        attr.SetColour(colour(look_of_fate(rows_[row].fate).tone));
    else if (column != verb && column != care_worker)
        attr.SetColour(colour(Tone::quiet));
    else
        return false;
    return true;
}

ChangesPage::ChangesPage(wxWindow* parent, Context& context) : Page(parent), context_(context) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Changes")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    auto* help = new wxStaticText(this, wxID_ANY,
                                  ui(tr("What you have done, and what became of it. What needs you stands first.")));
    help->SetForegroundColour(colour(Tone::quiet));

    book_ = new wxSimplebook(this);
    list_ = new wxDataViewCtrl(book_, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                               wxDV_SINGLE | wxDV_HORIZ_RULES | wxBORDER_NONE);
    add_icon_column(list_, ui(tr("What became of it")), ChangeModel::fate, 200);
    add_text_column(list_, ui(tr("Change")), ChangeModel::verb, 180);
    add_text_column(list_, ui(tr("Day")), ChangeModel::date, 100);
    add_text_column(list_, ui(tr("Care worker")), ChangeModel::care_worker, 200);
    add_text_column(list_, ui(tr("Shift number")), ChangeModel::shift, 150);
    add_text_column(list_, ui(tr("Made")), ChangeModel::made, 130);
    model_ = new ChangeModel(context.workspace, list_);
    list_->AssociateModel(model_.get());
    finish_list(list_);
    describe(list_, "change-grid", ui(tr("Changes")));
    auto* nothing = new Roomy(book_);
    empty_ = new EmptyState(nothing);
    nothing->hold(empty_, 170);
    empty_->say(ui(tr("No changes")),
                ui(tr("What you approve or revoke stands here until the server has answered, and what needs you "
                      "afterwards too.")),
                ui(tr("Go to the shifts")), [this] { context_.actions.run("page.shifts"); });
    book_->AddPage(list_, "");
    book_->AddPage(nothing, "");

    lower_ = new wxPanel(this);
    title_ = new wxStaticText(lower_, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title_->SetFont(GetFont().Bold().Scaled(1.1F));
    const auto button = [&](std::string_view id) {
        const Action* action = find_action(id);
        auto* made = new wxButton(lower_, wxID_ANY, ui(tr(action->label)));
        made->SetToolTip(ui(tip(id)));
        describe(made, id, made->GetLabel());
        made->Bind(wxEVT_BUTTON, [this, id](wxCommandEvent&) { context_.actions.run(id); });
        return made;
    };
    dismiss_ = button("change.dismiss");
    mend_ = button("visit.edit");
    retry_ = button("change.retry");
    add_style(retry_, "suggested-action");
    text_ = new Prose(lower_, "change-text", ui(tr("What became of the change")));

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title_, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(dismiss_, 0, wxLEFT, 8);
    head->Add(mend_, 0, wxLEFT, 8);
    head->Add(retry_, 0, wxLEFT, 8);
    auto* lower = new wxBoxSizer(wxVERTICAL);
    lower->Add(head, 0, wxEXPAND | wxALL, 16);
    lower->Add(text_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 16);
    lower_->SetSizer(lower);
    lower_->SetMinSize(wxSize(-1, scaled(large_text() ? 120 : 190)));

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(title, 0, wxLEFT | wxRIGHT | wxTOP, 16);
    all->AddSpacer(4);
    all->Add(help, 0, wxLEFT | wxRIGHT, 16);
    all->AddSpacer(12);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
    all->Add(book_, 1, wxEXPAND);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
    all->Add(lower_, 0, wxEXPAND);
    SetSizer(all);

    list_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) {
        if (moving_) return;
        const auto row = selected_row(list_);
        selected_ = row && *row < model_->rows().size() ? std::optional(model_->rows()[*row].change.key) : std::nullopt;
        show_details();
    });
    const auto attention = [this] {
        const OutboxRow* row = selected();
        return IsShownOnScreen() && row != nullptr && needs_her(row->fate);
    };
    context_.actions.bind(
        "change.retry", [this] { retry(); },
        [this, attention] { return attention() && selected()->fate == Fate::conflict && may_change(context_); });
    context_.actions.bind(
        "visit.edit", [this] { mend(); },
        [this, attention] { return attention() && contested_edit() != nullptr && may_change(context_); });
    context_.actions.bind(
        "change.dismiss", [this] { dismiss(); }, attention);
    reload();
}

void ChangesPage::enter() {
    show_count();
    if (book_->GetSelection() == 1)
        empty_->SetFocus();
    else
        list_->SetFocus();
}

std::size_t ChangesPage::needs_someone() const {
    return static_cast<std::size_t>(context_.workspace.status().needs_attention);
}

void ChangesPage::on_news(const workspace::News& news) {
    if (news.outbox || news.everything) reload();
}

void ChangesPage::reload() {
    auto rows = context_.workspace.outbox();
    std::stable_sort(rows.begin(), rows.end(),
                     [](const OutboxRow& a, const OutboxRow& b) { return needs_her(a.fate) && !needs_her(b.fate); });
    const bool same_count = rows.size() == model_->rows().size();
    model_->show(std::move(rows));
    moving_ = true;
    if (same_count)
        redraw_rows(list_);
    else
        model_->Reset(static_cast<unsigned>(model_->rows().size()));
    if (selected() == nullptr) selected_.reset();
    if (!selected_ && !model_->rows().empty()) selected_ = model_->rows().front().change.key;
    for (unsigned i = 0; i < model_->rows().size(); ++i) {
        if (selected_ && model_->rows()[i].change.key == *selected_ && selected_row(list_) != i) put_cursor(list_, i);
    }
    moving_ = false;
    const int page = model_->rows().empty() ? 1 : 0;
    if (book_->GetSelection() != page) book_->ChangeSelection(static_cast<std::size_t>(page));
    lower_->Show(page == 0);
    show_count();
    show_details();
    Layout();
}

void ChangesPage::show_count() {
    const auto& rows = model_->rows();
    const auto all = static_cast<std::int64_t>(rows.size());
    const auto waiting =
        std::count_if(rows.begin(), rows.end(), [](const OutboxRow& row) { return needs_her(row.fate); });
    context_.say_rows(
        *this,
        rows.empty()
            ? wxString{}
            : ui(wording::joined({trn("{n} change", "{n} changes", all),
                                  waiting == 0 ? std::string{} : trn("{n} needs you", "{n} need you", waiting)})));
}

const OutboxRow* ChangesPage::selected() const {
    if (!selected_) return nullptr;
    const auto& rows = model_->rows();
    const auto it =
        std::find_if(rows.begin(), rows.end(), [&](const OutboxRow& r) { return r.change.key == *selected_; });
    return it == rows.end() ? nullptr : &*it;
}

// How the shift is now, in the hands of whoever changed it first.
std::string ChangesPage::theirs(const OutboxRow& row) const {
    if (domain::target_type(row.change.verb) != domain::RecordType::shift)
        return tr("Filled in otherwise by someone else");
    const auto now = context_.workspace.condition_of(row.change.target);
    if (!now) return tr("The shift is no longer there");
    return wording::joined({wording::state_of(now->state, now->closed, now->blocks), now->approved_by});
}

void ChangesPage::show_details() {
    const OutboxRow* row = selected();
    retry_->Show(row != nullptr && row->fate == Fate::conflict);
    mend_->Show(contested_edit() != nullptr);
    dismiss_->Show(row != nullptr && needs_her(row->fate));
    text_->begin();
    if (row == nullptr) {
        title_->SetLabel("");
    } else {
        const std::string verb = wording::name_of_verb(domain::name_of(row->change.verb));
        title_->SetLabel(ui(wording::joined({verb, row->care_worker_name, wording::day(row->date)})));
        text_->sentence(ui(wording::sentence_of(*row)));
        if (contested_edit() != nullptr) {
            show_versions(*row);
        } else if (row->fate == Fate::conflict) {
            text_->heading(ui(tr("Yours")));
            text_->sentence(ui(wording::joined({verb, wording::moment(row->change.at, context_.workspace.now())})));
            text_->heading(ui(tr("As it is now")));
            text_->sentence(ui(theirs(*row)));
        }
    }
    text_->end();
    lower_->Layout();
}

// A mending that came to nothing, of a visit that is there.
const domain::EditVisit* ChangesPage::contested_edit() const {
    const OutboxRow* row = selected();
    if (row == nullptr || !needs_her(row->fate) || !row->before || !row->now) return nullptr;
    return std::get_if<domain::EditVisit>(&row->change.verb);
}

// What was before, what she wrote and what stands now, field by field.
void ChangesPage::show_versions(const OutboxRow& row) {
    const auto& before = std::get<domain::Visit>(*row.before);
    const auto& now = std::get<domain::Visit>(*row.now);
    const auto mine = std::get<domain::Visit>(domain::apply(row.change, row.change.at, before));
    const auto told = [&](const domain::Visit& after) {
        std::string text;
        for (const auto& change : wording::changes_of(&before, after)) {
            if (!text.empty()) text += "\n";
            text += change.name + "  " + (change.before.empty() ? tr("nothing") : change.before) + " \xE2\x86\x92 " +
                    (change.after.empty() ? tr("nothing") : change.after);
        }
        return text.empty() ? tr("As it was before") : text;
    };
    text_->heading(ui(tr("Yours")));
    text_->sentence(ui(told(mine)));
    text_->heading(
        ui(row.current_by.empty() ? tr("As it is now") : tr("As it is now, by {who}", {{"who", row.current_by}})));
    text_->sentence(ui(told(now)));
}

// To the visit, with what she wrote in the form and what stands there beside it: she chooses, or writes a third.
void ChangesPage::mend() {
    const OutboxRow row = *selected();
    const auto& before = std::get<domain::Visit>(*row.before);
    const std::string draft = text_of(draft_of(std::get<domain::EditVisit>(row.change.verb), before));
    const domain::Id visit = row.change.target;
    context_.go_to(domain::RecordType::visit, visit);
    if (!context_.actions.enabled("visit.edit"))
        return context_.say(ui(tr("The visit cannot be mended as it is now: see why in its shift")));
    context_.workspace.keep_draft(draft_name(visit), draft);
    context_.workspace.dismiss(row.change.key);
    context_.actions.run("visit.edit");
}

void ChangesPage::retry() {
    const auto verdict = context_.workspace.retry(*selected_);
    if (!verdict) {
        context_.say(ui(wording::sentence_of(verdict.error())));
    } else if (const auto* refused = std::get_if<rules::Refused>(&*verdict);
               refused != nullptr && !refused->findings.empty()) {
        context_.say(ui(wording::sentence_of(refused->findings.front())));
    } else {
        context_.say(ui(tr("Made again; it is sent at once")));
    }
    reload();
    context_.refresh();
}

void ChangesPage::dismiss() {
    context_.workspace.dismiss(*selected_);
    selected_.reset();
    reload();
    enter();
    context_.refresh();
}

}  // namespace samordna::desktop
