#include "desktop/month_page.h"

#include <algorithm>

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/statline.h>

#include "desktop/access.h"
#include "desktop/printing.h"
#include "desktop/reading_state.h"
#include "desktop/roomy.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/month_words.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::CheckedItem;
using workspace::OpenOf;
using workspace::Standing;

constexpr std::chrono::milliseconds quick{40};  // to be read after each piece of news

enum ItemColumn : unsigned { state, item, left };
enum OpenColumn : unsigned { name, number, at_risk, stopped, open_visits, open_shifts };

struct Look {
    const char* icon;
    Tone tone;
};
Look look_of(Standing one) {
    switch (one) {
        case Standing::approved:
            return {"state-approved", Tone::good};
        case Standing::ready:
            return {"state-review", Tone::accent};
        case Standing::cannot_be_saved:
            return {"state-closed", Tone::bad};
        default:
            return {"state-action", Tone::warn};
    }
}

Look look_of(CheckedItem::State one) {
    switch (one) {
        case CheckedItem::State::done:
            return {"check", Tone::good};
        case CheckedItem::State::open:
            return {"state-action", Tone::warn};
        default:
            return {"clock", Tone::quiet};
    }
}

}  // namespace

MonthPage::MonthPage(wxWindow* parent, Context& context)
    : Page(parent), context_(context), desk_(context.workspace), comparing_(context.workspace) {
    auto* all = new wxBoxSizer(wxVERTICAL);
    make_header(all);
    book_ = new wxSimplebook(this);
    auto* content = new wxPanel(book_);
    auto* parts = new wxBoxSizer(wxVERTICAL);
    sums_ = make_sums(content);
    parts->Add(sums_, 0, wxEXPAND);
    parts->Add(new wxStaticLine(content), 0, wxEXPAND);
    parts->Add(make_lower(content), 1, wxEXPAND);
    content->SetSizer(parts);
    book_->AddPage(content, "");
    empty_ = new EmptyState(book_);
    book_->AddPage(empty_, "");
    all->Add(book_, 1, wxEXPAND);
    SetSizer(all);
    bind_actions();
    bind_printing(this, context_, [this] { return IsShownOnScreen() ? sheet() : std::nullopt; });
    month_ = choice_->wanted();
}

void MonthPage::make_header(wxSizer* all) {
    auto* title = new wxStaticText(this, wxID_ANY, ui(tr("Month end")));
    title->SetFont(GetFont().Bold().Scaled(1.5F));
    choice_ = std::make_unique<MonthChoice>(this, context_, [this](domain::Month month) { show_month(month); });
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 20);
    head->Add(choice_->sizer(), 0, wxALIGN_CENTRE_VERTICAL);
    head->AddStretchSpacer();
    for (const std::string_view id : {"basis.compare", "month.export"}) {
        auto* button = new wxButton(this, wxID_ANY, ui(tr(find_action(id)->label)));
        describe(button, id, ui(tr(find_action(id)->label)));
        button->SetToolTip(ui(tip(id)));
        button->Bind(wxEVT_BUTTON, [this, id](wxCommandEvent&) { context_.actions.run(id); });
        head->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 8);
    }
    all->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 16);
    closing_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    closing_->SetFont(GetFont().Bold().Scaled(1.15F));
    source_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    source_->SetForegroundColour(colour(Tone::quiet));
    startups_ = new wxStaticText(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    startups_->SetForegroundColour(colour(Tone::quiet));
    all->AddSpacer(10);
    for (auto* line : {closing_, source_, startups_}) {
        all->Add(line, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
        all->AddSpacer(4);
    }
    all->AddSpacer(8);
    all->Add(new wxStaticLine(this), 0, wxEXPAND);
}

wxWindow* MonthPage::make_sums(wxWindow* parent) {
    auto* sums = new wxPanel(parent);
    standing_ = new Table(
        sums, "month-standing", ui(tr("The hours of the month, by what they lack")),
        {{tr("Hours that are"), 200, wxALIGN_LEFT, true},
         {tr("Hours"), 124, wxALIGN_RIGHT},
         {tr("SEK"), 104, wxALIGN_RIGHT},
         {tr("Visits"), 64, wxALIGN_RIGHT},
         {tr("Shifts"), 100, wxALIGN_RIGHT}},
        [this](unsigned row, unsigned column) { return standing_cell(row, column); }, RowHeight::usual);
    checklist_ = new Table(
        sums, "month-checklist", ui(tr("What is to be done before the closing time")),
        {{tr("Status"), 104, wxALIGN_LEFT, true}, {tr("What"), 300}, {tr("Left"), 110}},
        [this](unsigned row, unsigned column) { return item_cell(row, column); }, RowHeight::usual);
    auto* row = new wxBoxSizer(large_text() ? wxVERTICAL : wxHORIZONTAL);
    row->Add(standing_, 1, wxEXPAND | wxALL, 12);
    row->Add(checklist_, 1, wxEXPAND | wxALL, 12);
    sums->SetSizer(row);
    sums->SetMinSize(wxSize(-1, scaled(large_text() ? 420 : 334)));
    return sums;
}

wxWindow* MonthPage::make_lower(wxWindow* parent) {
    lower_ = new wxSimplebook(parent);
    auto* whose = new wxPanel(lower_);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(make_open(whose), 1, wxEXPAND | wxALL, 12);
    whose->SetSizer(around);
    lower_->AddPage(whose, "");
    auto* asked = new Roomy(lower_);
    question_ = new QuestionPanel(asked, context_, [this] { close(); });
    asked->hold(question_, large_text() ? 620 : 430);
    lower_->AddPage(asked, "");
    return lower_;
}

void MonthPage::ask(Question question) {
    lower_->ChangeSelection(1);
    // A question needs the room.
    sums_->Hide();
    sums_->GetParent()->Layout();
    question_->ask(std::move(question));
    context_.refresh();
}

void MonthPage::close() {
    lower_->ChangeSelection(0);
    sums_->Show();
    sums_->GetParent()->Layout();
    enter();
    context_.refresh();
}

wxWindow* MonthPage::make_open(wxWindow* parent) {
    open_ = new wxNotebook(parent, wxID_ANY);
    describe(open_, "month-open", ui(tr("Whose what is not approved is")));
    const auto make = [this](std::string_view id, const std::string& title, const std::string& first,
                             std::vector<OpenOf> workspace::MonthStatus::*rows) {
        auto* table = new Table(open_, id, ui(title),
                                {{first, 240},
                                 {tr("Number"), 90},
                                 {tr("Not approved"), 130, wxALIGN_RIGHT},
                                 {tr("Of it stopped"), 130, wxALIGN_RIGHT},
                                 {tr("Visits"), 70, wxALIGN_RIGHT},
                                 {tr("Shifts"), 100, wxALIGN_RIGHT}},
                                [this, rows](unsigned row, unsigned column) {
                                    return status_ ? open_cell((*status_).*rows, row, column) : Cell{};
                                });
        open_->AddPage(table, ui(title));
        return table;
    };
    workers_ = make("month-workers", tr("Not approved, by care worker"), tr("Care worker"),
                    &workspace::MonthStatus::care_workers);
    clients_ = make("month-clients", tr("Not approved, by client"), tr("Client"), &workspace::MonthStatus::clients);
    compared_ = new ComparisonPanel(open_);
    open_->AddPage(compared_, ui(tr("Against the municipality's file")));
    return open_;
}

void MonthPage::enter() {
    show_month(choice_->was_chosen() ? *context_.month : month_);
    if (book_->GetSelection() == 0 && is_asking())
        question_->SetFocus();
    else if (book_->GetSelection() == 0)
        standing_->SetFocus();
    else if (empty_->has_button())
        empty_->SetFocus();
}

void MonthPage::show_month(domain::Month month) {
    month_ = month;
    choice_->show(month);
    load();
    context_.refresh();
}

// What others do and what time does is seen here too; of a very big month when the next tick comes.
void MonthPage::on_news(const workspace::News&) {
    if (IsShownOnScreen() && (!status_ || took_ < quick)) load();
}

void MonthPage::on_time() {
    if (IsShownOnScreen()) load();
}

// Of the month that she works with, where it is at hand: how much is left is known without this page.
std::size_t MonthPage::needs_someone() const {
    if (!status_) return 0;
    return static_cast<std::size_t>(std::count_if(status_->checklist.begin(), status_->checklist.end(),
                                                  [](auto& one) { return one.state == CheckedItem::State::open; }));
}

void MonthPage::load() {
    const auto begun = std::chrono::steady_clock::now();
    const bool silences_known = status_ && status_->silences;
    status_ = desk_.status(month_);
    took_ = std::chrono::steady_clock::now() - begun;
    if (status_ && !status_->silences && !silences_known) context_.workspace.people(month_);  // they are looked for
    const bool is_there = status_.has_value();
    if (!is_there && !say_reading(*empty_, context_, month_))
        empty_->say(ui(tr("Nothing is known of this month")), ui(tr("It is shown here when it has been fetched.")));
    if (book_->GetSelection() != (is_there ? 0 : 1)) book_->ChangeSelection(is_there ? 0 : 1);
    const auto show = [](Table* table, std::size_t rows) {
        const bool same = table->rows() == rows;
        table->show(rows, same);
        if (!same && rows > 0) put_cursor(table, 0);
    };
    const bool rated = is_there && std::any_of(status_->standing.begin(), status_->standing.end(),
                                               [](const auto& one) { return one.visits > 0 && one.ore; });
    standing_->GetColumn(kronor)->SetHidden(!rated);
    show(standing_, is_there ? workspace::standings + 1 : 0);
    show(checklist_, is_there ? status_->checklist.size() : 0);
    show(workers_, is_there ? status_->care_workers.size() : 0);
    show(clients_, is_there ? status_->clients.size() : 0);
    show_head();
}

void MonthPage::show_head() {
    const auto now = context_.workspace.now();
    const auto put = [](wxStaticText* line, std::string_view id, const std::string& text, Tone tone) {
        if (line->GetLabel() == ui(text)) return;
        line->SetLabel(ui(text));
        line->SetForegroundColour(colour(tone));
        describe(line, id, ui(text));
    };
    std::string closing, source, startups;
    if (status_ && status_->closing_time) {
        closing = wording::closing_of(*status_->closing_time, now);
        if (!status_->is_closed)
            closing = wording::joined(
                {closing, trn("{n} weekday left", "{n} weekdays left", std::int64_t{status_->vardagar_left})});
    }
    if (status_) {
        source = wording::source_of_closing(*status_);
        const auto& s = status_->startups;
        if (s.paid) {
            startups =
                wording::joined({trn("{n} mounted lock", "{n} mounted locks", std::int64_t{s.locks}),
                                 trn("{n} startup hour missing", "{n} startup hours missing", std::int64_t{s.missing}),
                                 s.without_lock + s.again == 0 ? std::string{}
                                                               : trn("{n} hour without a lock of its own",
                                                                     "{n} hours without a lock of their own",
                                                                     std::int64_t{s.without_lock} + s.again)});
        }
        context_.say_rows(*this,
                          ui(trn("{n} shift going on", "{n} shifts going on", std::int64_t{status_->open_shifts})));
    }
    put(closing_, "month-closing", closing, status_ && status_->is_near ? Tone::warn : Tone::text);
    put(source_, "month-source", source, Tone::quiet);
    put(startups_, "month-startups", startups, Tone::quiet);
    Layout();
}

Cell MonthPage::standing_cell(unsigned row, unsigned column) const {
    if (!status_) return {};
    // The last is their sum.
    workspace::StandingSum sum;
    if (row < workspace::standings) {
        sum = status_->standing[row];
    } else {
        sum.ore = 0;
        for (const auto& one : status_->standing) {
            sum.minutes += one.minutes;
            sum.visits += one.visits;
            sum.shifts += one.shifts;
            sum.ore = sum.ore && one.ore ? std::optional(*sum.ore + *one.ore) : std::nullopt;
        }
    }
    const bool total = row >= workspace::standings;
    const bool none = sum.visits == 0;
    const Tone tone = none ? Tone::quiet : Tone::text;
    switch (column) {
        case standing:
            if (total) return {tr("Together"), Tone::text, nullptr, -1, true};
            return {wording::name_of(sum.standing), none ? Tone::quiet : look_of(sum.standing).tone,
                    look_of(sum.standing).icon};
        case hours:
            return {wording::hours(sum.minutes), tone, nullptr, -1, total};
        case kronor:
            return {sum.ore ? wording::kronor(*sum.ore) : std::string{}, tone, nullptr, -1, total};
        case visits:
            return {wording::number(sum.visits), tone, nullptr, -1, total};
        case shifts:
            return {wording::number(sum.shifts), tone, nullptr, -1, total};
        default:
            return {};
    }
}

Cell MonthPage::item_cell(unsigned row, unsigned column) const {
    if (!status_ || row >= status_->checklist.size()) return {};
    const CheckedItem& one = status_->checklist[row];
    switch (column) {
        case state:
            return {wording::name_of(one.state), look_of(one.state).tone, look_of(one.state).icon};
        case item:
            return {wording::name_of(one.item)};
        default:
            return {wording::left_of(one), Tone::quiet};
    }
}

Cell MonthPage::open_cell(const std::vector<OpenOf>& rows, unsigned row, unsigned column) {
    if (row >= rows.size()) return {};
    const OpenOf& one = rows[row];
    switch (column) {
        case name:
            return {one.name};
        case number:
            return {one.number, Tone::quiet};
        case at_risk:
            return {wording::hours(one.minutes)};
        case stopped:
            return {one.stopped == 0 ? std::string{} : wording::hours(one.stopped), Tone::warn};
        case open_visits:
            return {wording::number(one.visits), Tone::quiet};
        default:
            return {wording::number(one.shifts), Tone::quiet};
    }
}

}  // namespace samordna::desktop
