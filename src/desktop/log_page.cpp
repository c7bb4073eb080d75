#include "desktop/log_page.h"

#include <algorithm>

#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/roomy.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/log_words.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;

constexpr int usual_period = 1;

}  // namespace

LogPage::LogPage(wxWindow* parent, Context& context) : Page(parent), context_(context), desk_(context.workspace) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header(all);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
    upper_ = new wxSimplebook(this);
    grid_ = new Table(upper_, "log-grid", ui(tr("Log")),
                      {{tr("When"), 130},
                       {tr("User"), 120},
                       {tr("Role"), 150},
                       {tr("What"), 240},
                       {tr("Client"), 70, wxALIGN_RIGHT},
                       {tr("Lock"), 90},
                       {tr("Outcome"), 110},
                       {tr("Details"), 220}},
                      [this](unsigned row, unsigned column) { return cell(row, column); });
    grid_->Bind(wxEVT_DATAVIEW_SELECTION_CHANGED, [this](wxDataViewEvent&) { show_details(); });
    upper_->AddPage(grid_, "");
    auto* nothing = new Roomy(upper_);
    empty_ = new EmptyState(nothing);
    nothing->hold(empty_, 170);
    upper_->AddPage(nothing, "");
    all->Add(upper_, 1, wxEXPAND);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
    make_lower(all);
    SetSizer(all);
    bind_actions();
    show_rows(false);
}

wxTextCtrl* LogPage::add_field(wxSizer* row, std::string_view id, const std::string& name, int width) {
    auto* label = new wxStaticText(this, wxID_ANY, ui(name));
    auto* field = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxSize(width, -1), wxTE_PROCESS_ENTER);
    fit_height(field);
    describe(field, id, ui(name));
    auto* pair = new wxBoxSizer(wxHORIZONTAL);
    pair->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 6);
    pair->Add(field, 0, wxALIGN_CENTRE_VERTICAL);
    row->Add(pair, 0, wxRIGHT | wxBOTTOM, 12);
    field->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { ask(""); });
    return field;
}

wxChoice* LogPage::add_choice(wxSizer* row, std::string_view id, const std::string& name) {
    auto* label = new wxStaticText(this, wxID_ANY, ui(name));
    auto* choice = new wxChoice(this, wxID_ANY);
    describe(choice, id, ui(name));
    auto* pair = new wxBoxSizer(wxHORIZONTAL);
    pair->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 6);
    pair->Add(choice, 0, wxALIGN_CENTRE_VERTICAL);
    row->Add(pair, 0, wxRIGHT | wxBOTTOM, 12);
    choice->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { ask(""); });
    return choice;
}

void LogPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Log")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    state_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    state_->SetForegroundColour(colour(Tone::quiet));
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    head->Add(state_, 1, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    all->AddSpacer(12);

    auto* row = new wxWrapSizer(wxHORIZONTAL);
    period_ = add_choice(row, "log-period", tr("Time"));
    for (const auto& period : log_periods()) period_->Append(ui(tr(period.name)));
    period_->SetSelection(usual_period);
    user_ = add_field(row, "log-user", tr("User"), 120);
    client_ = add_field(row, "log-client", tr("Client number"), 80);
    lock_ = add_field(row, "log-lock", tr("Lock"), 100);
    verb_ = add_choice(row, "log-verb", tr("What"));
    verbs_ = wording::log_verbs();
    std::sort(verbs_.begin(), verbs_.end(), [](std::string_view a, std::string_view b) {
        return wording::name_of_log_verb(a) < wording::name_of_log_verb(b);
    });
    verb_->Append(ui(tr("Everything")));
    for (const auto verb : verbs_) verb_->Append(ui(wording::name_of_log_verb(verb)));
    verb_->SetSelection(0);
    all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
}

void LogPage::make_lower(wxSizer* all) {
    lower_ = new wxSimplebook(this);
    auto* shown = new Roomy(lower_);
    panel_ = new ThingPanel(shown, context_, "log", "log.ask", {"log.more", "log.export", "log.check", "log.sample"});
    shown->hold(panel_, 250);
    lower_->AddPage(shown, "");
    auto* asked = new Roomy(lower_);
    question_ = new QuestionPanel(asked, context_, [this] { close(); });
    asked->hold(question_, large_text() ? 400 : 250);
    lower_->AddPage(asked, "");
    lower_->SetMinSize(wxSize(-1, scaled(large_text() ? 170 : 250)));
    all->Add(lower_, 0, wxEXPAND);
}

void LogPage::bind_actions() {
    const auto here = [this](std::string_view action, std::function<void()> run, std::function<bool()> can = {}) {
        context_.actions.bind(action, std::move(run), [this, can = std::move(can)] {
            return IsShownOnScreen() && may_read() && (!can || can());
        });
    };
    const auto reads = [this] { return lower_->GetSelection() == 0; };
    here(
        "log.ask", [this] { ask(""); }, reads);
    here(
        "log.more", [this] { ask(cursor_); }, [this, reads] { return reads() && !cursor_.empty() && !waiting_; });
    here(
        "log.sample", [this] { draw_sample(); }, [this, reads] { return reads() && !waiting_; });
    here(
        "log.check", [this] { check(); },
        [this, reads] { return reads() && shown_ == Shown::sample && !rows_.empty() && !waiting_; });
    here(
        "log.export", [this] { save(); }, [this, reads] { return reads() && !waiting_; });
    here("find", [this] {
        user_->SetFocus();
        user_->SelectAll();
    });
    const auto step = [this](int by) {
        if (rows_.empty()) return;
        const int row = static_cast<int>(selected_row(grid_).value_or(0)) + by;
        put_cursor(grid_, static_cast<unsigned>(std::clamp(row, 0, static_cast<int>(rows_.size()) - 1)));
        show_details();
    };
    here("row.next", [step] { step(1); });
    here("row.previous", [step] { step(-1); });
    here(
        "shift.visits", [this] { panel_->focus(); }, [this, reads] { return reads() && !rows_.empty(); });
    here("mark.clear", [this] {
        if (lower_->GetSelection() != 0) return close();
        enter();
    });
    here(
        "decision.confirm", [this] { question_->confirm(); }, [reads] { return !reads(); });
}

bool LogPage::may_read() const {
    const auto who = role_of(context_);
    return who && domain::may(*who, domain::Deed::read_log);
}

void LogPage::enter() {
    on_news({});  // who she is
    if (may_read() && shown_ == Shown::nothing && !waiting_ && !failed_) ask("");
    if (lower_->GetSelection() != 0) return question_->SetFocus();
    if (!rows_.empty())
        grid_->SetFocus();
    else if (empty_->has_button())
        empty_->SetFocus();
    else
        period_->SetFocus();  // letters would be written in a field
    show_state();
}

// Another who has signed in, or nobody: what she before her asked for is not theirs to read.
void LogPage::on_news(const workspace::News&) {
    const auto who = context_.workspace.signed_in();
    const std::string name = who ? who->user : std::string{};
    if (name == whose_) return;
    whose_ = name;
    clear();
}

void LogPage::clear() {
    desk_.abandon();
    waiting_ = false;
    failed_.reset();
    rows_.clear();
    cursor_.clear();
    shown_ = Shown::nothing;
    if (lower_->GetSelection() != 0) lower_->ChangeSelection(0);
    show_rows(false);
}

void LogPage::close() {
    lower_->ChangeSelection(0);
    enter();
    show_details();
    context_.refresh();
}

void LogPage::show_rows(bool same) {
    grid_->show(rows_.size(), same);
    upper_->ChangeSelection(rows_.empty() ? 1 : 0);
    const auto again = [this] { ask(""); };
    if (!may_read())
        empty_->say(ui(tr("The log is read by managers and reviewers")),
                    ui(tr("Everything that is done and read is written there, by everybody.")));
    else if (failed_)
        empty_->say(ui(tr("The log could not be fetched")), ui(wording::sentence_of(*failed_)), ui(tr("Try again")),
                    again);
    else if (shown_ == Shown::nothing)
        empty_->say(ui(tr("The log stands on the server")), ui(tr("It is fetched when you ask for it.")),
                    ui(tr("Show the log")), again);
    else
        empty_->say(ui(tr("Nothing of this kind")), ui(tr("Nothing in the log is as you have chosen.")));
    show_state();
    show_details();
    context_.refresh();
    Layout();
}

void LogPage::say(const std::string& text) {
    state_->SetLabel(ui(text));
    describe(state_, "log-state", ui(text));
}

void LogPage::show_state() {
    std::string said;
    const auto many = static_cast<std::int64_t>(rows_.size());
    if (waiting_) return;
    if (failed_)
        said = wording::sentence_of(*failed_);
    else if (shown_ == Shown::sample)
        said = tr("A random sample: read each row, then sign");
    else if (shown_ == Shown::signed_sample)
        said = tr("A random sample: signed");
    else if (shown_ == Shown::listing && !cursor_.empty())
        said = tr("The newest are shown; there are older ones");
    say(said);
    context_.say_rows(*this, shown_ == Shown::nothing ? wxString{} : ui(trn("{n} row", "{n} rows", many)));
}

const domain::LogRow* LogPage::selected() const {
    const auto row = selected_row(grid_);
    return row && *row < rows_.size() ? &rows_[*row] : nullptr;
}

Cell LogPage::cell(unsigned row, unsigned column) const {
    if (row >= rows_.size()) return {};
    const domain::LogRow& one = rows_[row];
    const auto now = context_.workspace.now();
    switch (column) {
        case when:
            return {wording::moment(one.happened_at, now)};
        case user:
            return {one.user};
        case role:
            return {wording::name_of_role(one.role), Tone::quiet};
        case what:
            return {wording::name_of_log_verb(one.verb)};
        case client: {
            const auto number = desk_.client_number(one.client);
            return {number ? std::to_string(*number) : std::string{}};
        }
        case lock:
            return {desk_.lock_name(one.lock)};
        case outcome:
            return {wording::name_of(one.outcome), one.outcome == domain::LogOutcome::done ? Tone::quiet : Tone::warn};
        default:
            return {wording::detail_of(one), Tone::quiet};
    }
}

void LogPage::show_details() {
    const auto* row = selected();
    if (row == nullptr) return panel_->show(tr("The row that you choose stands here."), "", {});
    const auto at = [](domain::Instant t) {
        return wording::long_day(domain::local_date(t)) + ' ' + wording::time_of_day(t);
    };
    std::vector<ThingPanel::Line> lines;
    lines.push_back({wording::joined({row->user, wording::name_of_role(row->role)})});
    lines.push_back({at(row->happened_at)});
    if (row->recorded_at != row->happened_at)
        lines.push_back({tr("Told to the server {when}", {{"when", at(row->recorded_at)}}), Tone::quiet});
    if (const auto number = desk_.client_number(row->client))
        lines.push_back({tr("About client {number}", {{"number", std::to_string(*number)}})});
    else if (row->client)
        lines.push_back({tr("About a client who is no longer there: {id}", {{"id", row->client->text()}})});
    if (const auto thing = desk_.thing_name(*row); !thing.empty())
        lines.push_back({tr("Record {number}", {{"number", thing}})});
    if (row->unit) {
        for (const auto& unit : context_.workspace.units()) {
            if (unit.id == *row->unit) lines.push_back({unit.name, Tone::quiet});
        }
    }
    if (!row->program.empty()) lines.push_back({tr("By the program {name}", {{"name", row->program}}), Tone::quiet});
    if (row->phone) {
        const auto all = context_.workspace.equipment();
        const auto* phone = all->phone(*row->phone);
        lines.push_back({tr("From the phone {name}", {{"name", phone ? phone->phone.label : row->phone->text()}})});
    }
    if (const auto why = wording::detail_of(*row); !why.empty()) lines.push_back({why});
    lines.push_back({tr("Row {number} of the log", {{"number", row->row}}), Tone::quiet});
    panel_->show(wording::name_of_log_verb(row->verb), wording::name_of(row->outcome), lines);
}

}  // namespace samordna::desktop
