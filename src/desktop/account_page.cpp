#include "desktop/account_page.h"

#include <fstream>

#include <wx/filedlg.h>

#include "base/text.h"
#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/staff_words.h"

namespace samordna::desktop {
namespace {

using rules::AccountState;
using wording::tr;
using wording::trn;
using workspace::AccountRow;

Cell state_of(const AccountRow& row) {
    const auto name = wording::name_of(row.account.state);
    switch (row.account.state) {
        case AccountState::runs_out:
            return {name, Tone::warn, "clock"};
        case AccountState::never:
            return {name, Tone::info, "none"};
        case AccountState::used:
            return {name, Tone::quiet, "check"};
        case AccountState::inactive:
        case AccountState::archived:
            return {name, Tone::quiet, "none"};
    }
    return {};
}

// Before the municipality does it.
Cell end_cell(const AccountRow& row) {
    auto cell = date_cell(row.account.inactivated_on);
    if (row.account.state == AccountState::runs_out) cell.tone = Tone::warn;
    return cell;
}

Cell more_cell(const AccountRow& row) {
    if (row.code_ran_out) return {tr("The one-time code ran out"), Tone::warn, "state-action"};
    if (row.worker.code_until) return {tr("One-time code handed over"), Tone::info};
    if (!row.worker.exempt.empty()) return {tr("On the exception list"), Tone::quiet};
    return {};
}

bool is_manager(const Context& context) {
    const auto who = context.workspace.signed_in();
    return who && who->role == "manager";
}

}  // namespace

AccountPage::AccountPage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"account",
                     domain::RecordType::care_worker,
                     tr("Accounts"),
                     tr("Search by name, number or subcontractor"),
                     tr("No accounts yet"),
                     {"filter.needs_action", "filter.never", "filter.exempt", "filter.subcontracted", "filter.inactive",
                      "filter.all"},
                     {{tr("Status"), 160, wxALIGN_LEFT, true, true},
                      {tr("Name"), 200, wxALIGN_LEFT, false, true},
                      {tr("Number"), 90, wxALIGN_LEFT, false, true},
                      {tr("Last signed in"), 150, wxALIGN_LEFT, false, true},
                      {tr("Inactivated on"), 120, wxALIGN_LEFT, false, true},
                      {tr("Subcontractor"), 150, wxALIGN_LEFT, false, true},
                      {tr("More"), 220, wxALIGN_LEFT, true, true}},
                     false,
                     may_change(context) ? "care_worker.create" : ""}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<AccountPage*>(page);
        return self->panel_ = new ThingPanel(below, self->context_, "account", "care_worker.issue_code",
                                             {"care_worker.reactivate", "care_worker.archive", "care_worker.exempt",
                                              "care_worker.inactivate", "care_worker.edit"});
    });
    const auto when = [this](auto is) {
        return [this, is](domain::Id id) {
            const auto* row = all().account(id);
            return may_change(context_) && row != nullptr && is(row->worker);
        };
    };
    using domain::CareWorker;
    const auto is_active = [](const CareWorker& worker) { return worker.active; };
    bind_here(
        "care_worker.create", [this] { create(); }, [this] { return may_change(context_); });
    bind_here(
        "care_worker.import", [this] { import_sheet(); }, [this] { return may_change(context_); });
    bind(
        "care_worker.edit", [this](domain::Id id) { edit(id); }, when([](const CareWorker&) { return true; }));
    bind(
        "care_worker.inactivate", [this](domain::Id id) { inactivate(id); }, when(is_active));
    bind(
        "care_worker.issue_code", [this](domain::Id id) { issue_code(id); }, when(is_active));
    bind(
        "care_worker.archive", [this](domain::Id id) { archive(id); },
        when([](const CareWorker& worker) { return !worker.archived; }));
    bind(
        "care_worker.reactivate", [this](domain::Id id) { reactivate(id); },
        when([](const CareWorker& worker) { return !worker.active; }));
    bind(
        "care_worker.exempt", [this](domain::Id id) { exempt(id); },
        when([this](const CareWorker&) { return is_manager(context_); }));
}

std::vector<EquipmentPage::Row> AccountPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& row : all.accounts) {
        const auto& worker = row.worker;
        const auto place = static_cast<std::int64_t>(rows.size());
        const bool is_out = !worker.active;
        rows.push_back({worker.id,
                        {state_of(row),
                         {row.name},
                         {worker.number},
                         moment_cell(worker.last_login, now),
                         end_cell(row),
                         {worker.subcontractor, Tone::quiet},
                         more_cell(row)},
                        {static_cast<std::int64_t>(row.account.state), row.rank, place, key_of(worker.last_login),
                         key_of(row.account.inactivated_on), place, row.code_ran_out ? 0 : 1},
                        row.search,
                        {row.needs_someone(), row.account.state == AccountState::never, !worker.exempt.empty(),
                         !worker.subcontractor.empty() && !is_out, is_out, true}});
    }
    return rows;
}

void AccountPage::show_details(std::optional<domain::Id> id, bool) {
    if (!is_asking()) paper_.reset();
    const auto* row = id ? all().account(*id) : nullptr;
    if (row == nullptr) return panel_->show(tr("The account that you choose stands here."), "", {});
    std::vector<ThingPanel::Line> lines;
    for (auto& line : wording::account_text(*row, context_.workspace.now())) lines.push_back({std::move(line)});
    if (!row->worker.active) {
        for (auto& line : wording::leaving_text(context_.workspace.leaving(*id)))
            lines.push_back({std::move(line), Tone::quiet});
    }
    panel_->show(wording::joined({row->name, row->worker.number}), state_of(*row).text, lines);
}

std::string AccountPage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} accounts",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

void AccountPage::create() {
    const auto units = context_.workspace.units();
    if (units.empty()) return;
    Question question;
    question.id = "care_worker.create";
    question.title = tr("New account");
    question.facts = {
        tr("One account for each person, never shared. The number is the one that she signs in with in the "
           "mobile system."),
        tr("Then hand over a one-time code: at the first sign-in she chooses a password of her own.")};
    std::vector<std::string> names;
    for (const auto& unit : units) names.push_back(unit.name);
    question.fields = {{"number", tr("Number"), "", {}, 0, false},
                       {"first_name", tr("First name"), "", {}, 0, false},
                       {"last_name", tr("Last name"), "", {}, 0, false},
                       {"subcontractor", tr("Subcontractor, if hers"), "", {}, 0, false}};
    if (units.size() > 1) question.fields.push_back({"unit", tr("Unit"), "", std::move(names), 0, false});
    question.confirm = tr("Put up the account");
    question.done = [this, units](const std::vector<std::string>& values) {
        const auto which = values.size() > 4 ? base::parse_integer<std::size_t>(values[4]).value_or(0) : 0;
        const auto id = context_.workspace.new_id();
        auto wrong = perform(id, domain::CreateCareWorker{units[which].id, values[0], values[1], values[2], values[3]});
        if (!wrong) select(id);
        return wrong;
    };
    ask(std::move(question));
}

void AccountPage::edit(domain::Id id) {
    const auto& worker = all().account(id)->worker;
    Question question;
    question.id = "care_worker.edit " + id.text();
    question.title = tr("Change the account {number}", {{"number", worker.number}});
    question.fields = {{"first_name", tr("First name"), worker.first_name, {}, 0, false},
                       {"last_name", tr("Last name"), worker.last_name, {}, 0, false},
                       {"subcontractor", tr("Subcontractor, if hers"), worker.subcontractor, {}, 0, false}};
    question.confirm = tr("Save");
    question.done = [this, id](const std::vector<std::string>& values) {
        return perform(id, domain::EditCareWorker{values[0], values[1], values[2]});
    };
    ask(std::move(question));
}

// One question for all that a leaver means: the account, and what to do with each of her phones.
void AccountPage::inactivate(domain::Id id) {
    const auto* row = all().account(id);
    const auto left = context_.workspace.leaving(id);
    Question question;
    question.id = "care_worker.inactivate " + id.text();
    question.title = tr("Inactivate {name} now?", {{"name", row->name}});
    question.facts = wording::leaving_text(left);
    question.facts.push_back(
        tr("It takes effect at once, wherever she is signed in, and is sent before all else. Offline it is sent first "
           "when the connection is back."));
    const std::vector<std::string> reasons{tr("Has left"), tr("Is away for long"), tr("The account may be misused")};
    question.fields = {{"reason", tr("Why"), "", reasons, 0, false}};
    for (const auto& phone : left.phones) {
        question.fields.push_back({"phone-" + phone.id.text(),
                                   phone.label,
                                   "",
                                   {tr("She has handed it in"), tr("Inactivate the phone too"), tr("She keeps it")},
                                   0,
                                   false});
    }
    question.confirm = tr("Inactivate account");
    question.done = [this, id, reasons, left](const std::vector<std::string>& values) -> std::optional<std::string> {
        const auto chosen = [&](std::size_t i) { return base::parse_integer<std::size_t>(values[i]).value_or(0); };
        for (std::size_t i = 0; i < left.phones.size(); ++i) {
            const auto& phone = left.phones[i];
            std::optional<std::string> wrong;
            if (chosen(i + 1) == 0) wrong = perform(phone.id, domain::EditPhone{phone.label});
            if (chosen(i + 1) == 1) wrong = perform(phone.id, domain::DeactivatePhone{reasons[chosen(0)]});
            if (wrong) return wrong;
        }
        return perform(id, domain::InactivateCareWorker{reasons[chosen(0)]});
    };
    ask(std::move(question));
}

void AccountPage::archive(domain::Id id) {
    const auto* row = all().account(id);
    Decision decision;
    decision.title = ui(tr("Archive {name}?", {{"name", row->name}}));
    decision.lines = {
        {ui(tr("She has left. The account is inactivated if it is not, and leaves the daily lists. What she "
               "has registered stays.")),
         Tone::text}};
    decision.confirm = ui(tr("Archive account"));
    decision.done = [this, id] { static_cast<void>(perform(id, domain::ArchiveCareWorker{})); };
    ask(std::move(decision));
}

void AccountPage::reactivate(domain::Id id) {
    const auto* row = all().account(id);
    Question question;
    question.id = "care_worker.reactivate " + id.text();
    question.title = tr("Take {name}'s account into use again", {{"name", row->name}});
    question.facts = {tr("She needs a new one-time code before she can sign in.")};
    question.fields = {{"reason", tr("Why may it be used again?"), "", {}, 0, true}};
    question.confirm = tr("Take into use again");
    question.done = [this, id](const std::vector<std::string>& values) {
        return perform(id, domain::ReactivateCareWorker{values[0]});
    };
    ask(std::move(question));
}

void AccountPage::exempt(domain::Id id) {
    const auto* row = all().account(id);
    Question question;
    question.id = "care_worker.exempt " + id.text();
    question.title = tr("Exception list: {number}", {{"number", row->worker.number}});
    question.facts = {
        tr("The municipality inactivates and purges accounts that nobody signs in to, but not those whose "
           "number has been told to its service centre."),
        tr("Leave it empty to take the account off the list.")};
    question.fields = {{"reason", tr("Why is it to be kept?"), row->worker.exempt, {}, 0, true}};
    question.confirm = tr("Save");
    question.done = [this, id](const std::vector<std::string>& values) {
        return perform(id, domain::ExemptCareWorker{values[0]});
    };
    ask(std::move(question));
}

// The code is shown this once; on paper too, never by e-mail.
void AccountPage::issue_code(domain::Id id) {
    const AccountRow row = *all().account(id);  // a copy: what is done reads all anew
    const auto made = context_.workspace.new_code();
    if (perform(id, made.issue)) return;
    const auto until = wording::moment(made.issue.until, context_.workspace.now());
    Sheet paper;
    paper.name = tr("one-time code");
    paper.title = tr("Your first sign-in");
    paper.facts = {{tr("Name"), row.name},
                   {tr("Number"), row.worker.number},
                   {tr("One-time code"), made.code},
                   {tr("Good until"), until}};
    paper.after = {{tr("Sign in on the unit's phone with your number and the code. You are then asked to choose a "
                       "password of your own, which nobody else is to know."),
                    Sheet::Paragraph::Style::sentence},
                   {tr("Do not keep this paper together with the phone. Tear it up when you have signed in."),
                    Sheet::Paragraph::Style::sentence}};
    paper_ = std::move(paper);
    Decision told;
    told.title = ui(tr("One-time code for {name}: {code}", {{"name", row.name}, {"code", made.code}}));
    told.lines = {
        {ui(tr("It is shown this once. Write it down, or print it, and give it to her yourself; never by e-mail.")),
         Tone::text},
        {ui(tr("Good until {when}. A code that she was given before is no longer good.", {{"when", until}})),
         Tone::text},
        {ui(tr("Print: {key}. Save as PDF: {other}.",
               {{"key", shown_key(*find_action("print"))}, {"other", shown_key(*find_action("save_pdf"))}})),
         Tone::quiet}};
    ask(std::move(told));
}

void AccountPage::import_sheet() {
    const auto units = context_.workspace.units();
    if (units.empty()) return;
    wxFileDialog choose(this, ui(tr("Read care workers in")), "", "", ui(tr("Sheets (CSV)")) + "|*.csv",
                        wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (choose.ShowModal() != wxID_OK) return;
    std::ifstream in(choose.GetPath().fn_str(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) return context_.say(ui(tr("The file could not be read")));
    auto file =
        context_.workspace.read_staff_file(text, units.front().id, tr("Not active in the sheet that was read in"));
    Decision decision;
    decision.title = ui(tr("Read the sheet in?"));
    decision.lines.push_back({ui(wording::summary_of(file)), Tone::text});
    if (!file.problems.empty()) decision.lines.push_back({ui(tr("These rows are left out:")), Tone::warn, true});
    for (const auto& problem : file.problems)
        decision.lines.push_back({ui(wording::problem_text(problem)), Tone::text});
    decision.lines.push_back({ui(tr("Nobody who is not in the sheet is touched.")), Tone::quiet});
    if (!file.steps.empty()) decision.confirm = ui(tr("Read in"));
    decision.done = [this, steps = std::move(file.steps)] {
        const auto result = context_.workspace.change_all(steps);
        if (result.trouble) return context_.say(ui(wording::sentence_of(*result.trouble)));
        const auto done = static_cast<std::int64_t>(result.approved.size());
        std::string said = trn("{n} change made", "{n} changes made", done);
        if (!result.refused.empty()) said = wording::joined({said, why(result.refused.front().findings)});
        context_.say(ui(said));
    };
    ask(std::move(decision));
}

}  // namespace samordna::desktop
