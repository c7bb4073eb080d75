// What the page asks of the backend, and what becomes of the answers.
#include <algorithm>
#include <array>
#include <fstream>

#include <wx/filedlg.h>

#include "base/text.h"
#include "desktop/log_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::mark;
using wording::tr;
using wording::trn;

constexpr std::array periods{LogPeriod{mark("Today"), 1}, LogPeriod{mark("Seven days"), 7},
                             LogPeriod{mark("Thirty days"), 30}, LogPeriod{mark("A year"), 365},
                             LogPeriod{mark("Everything"), 0}};
constexpr int size_of_sample = 20;

}  // namespace

std::span<const LogPeriod> log_periods() {
    return periods;
}

std::optional<domain::LogQuestion> LogPage::question() {
    domain::LogQuestion question;
    const auto fail_at = [&](wxTextCtrl* field, const std::string& why) {
        field->SetFocus();
        field->SelectAll();
        context_.say(ui(why));
        return std::nullopt;
    };
    const auto text_of = [](const wxTextCtrl* field) { return std::string(base::trim(utf8(field->GetValue()))); };
    question.user = text_of(user_);
    if (const auto text = text_of(client_); !text.empty()) {
        const auto number = base::parse_integer<int>(text);
        question.client = number ? context_.workspace.client_of_number(*number) : domain::Id::parse(text);
        if (!question.client) return fail_at(client_, tr("No client with that number is known here"));
    }
    if (const auto text = text_of(lock_); !text.empty()) {
        const auto all = context_.workspace.equipment();
        const auto found = std::find_if(all->locks.begin(), all->locks.end(),
                                        [&](const auto& row) { return row.lock.source_id == text; });
        if (found == all->locks.end()) return fail_at(lock_, tr("No lock with that number is known here"));
        question.lock = found->lock.id;
    }
    if (const int chosen = verb_->GetSelection(); chosen > 0)
        question.verb = verbs_[static_cast<std::size_t>(chosen) - 1];
    const int days = periods.at(static_cast<std::size_t>(std::max(0, period_->GetSelection()))).days;
    if (days > 0) {
        const auto today = domain::local_date(context_.workspace.now());
        question.from = domain::from_local(today - std::chrono::days{days - 1}, domain::Minutes{0});
    }
    return question;
}

void LogPage::ask(const std::string& cursor) {
    auto wanted = cursor.empty() ? question() : std::optional(asked_);
    if (!wanted || !may_read()) return;
    asked_ = *wanted;
    wanted->cursor = cursor;
    wait(tr("Asks the server ..."));
    desk_.begin_ask(*wanted, [this, more = !cursor.empty()](const auto& page) { take(page, Shown::listing, more); });
}

void LogPage::draw_sample() {
    auto wanted = question();
    if (!wanted) return;
    asked_ = *wanted;
    wanted->purpose = domain::LogPurpose::sample;
    wanted->limit = size_of_sample;
    wait(tr("Draws a sample ..."));
    desk_.begin_ask(*wanted, [this](const auto& page) { take(page, Shown::sample, false); });
}

void LogPage::take(const base::Result<domain::LogPage>& page, Shown as, bool more) {
    waiting_ = false;
    if (!page) return fail(page.error());
    failed_.reset();
    const bool at_grid = upper_->HasFocus() || empty_->IsDescendant(FindFocus()) || grid_->IsDescendant(FindFocus());
    const auto before = rows_.size();
    if (!more) rows_.clear();
    rows_.insert(rows_.end(), page->rows.begin(), page->rows.end());
    cursor_ = as == Shown::listing ? page->cursor : std::string{};
    shown_ = as;
    show_rows(more && rows_.size() == before);
    if (!rows_.empty()) put_cursor(grid_, static_cast<unsigned>(more ? std::min(before, rows_.size() - 1) : 0));
    if (!more) see_first_row(grid_);
    show_details();
    if (at_grid && IsShownOnScreen()) enter();
}

void LogPage::fail(const base::Error& error) {
    waiting_ = false;
    failed_ = error;
    context_.say(ui(wording::sentence_of(error)));
    show_rows(true);
}

void LogPage::wait(const std::string& why) {
    waiting_ = true;
    failed_.reset();
    say(why);
    context_.refresh();
    show_details();
}

void LogPage::save() {
    auto wanted = question();
    if (!wanted) return;
    const auto today = domain::date_text(domain::local_date(context_.workspace.now()));
    wxFileDialog choose(this, ui(tr("Save as a sheet")), "", ui(tr("log")) + "-" + ui(today) + ".csv",
                        ui(tr("Sheets (CSV)")) + "|*.csv", wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (choose.ShowModal() != wxID_OK) return;
    wanted->purpose = domain::LogPurpose::to_file;
    wait(tr("Fetches what is to be saved ..."));
    desk_.begin_ask_for_all(*wanted, [this, path = choose.GetPath()](const auto& rows) {
        waiting_ = false;
        if (!rows) return fail(rows.error());
        std::ofstream file(path.fn_str(), std::ios::binary | std::ios::trunc);
        // Spreadsheets take a sheet without the mark for another alphabet.
        file << "\xEF\xBB\xBF" << desk_.csv_of(*rows);
        file.close();
        context_.say(ui(file ? trn("{n} row saved", "{n} rows saved", static_cast<std::int64_t>(rows->size()))
                             : tr("The file could not be written")));
        show_state();
        context_.refresh();
        show_details();
    });
}

void LogPage::check() {
    Question asking;
    asking.id = "log.check";
    asking.title = tr("Sign that you have looked at the sample");
    asking.facts = {
        trn("{n} row, drawn at random", "{n} rows, drawn at random", static_cast<std::int64_t>(rows_.size())),
        tr("Is every reading one that the work asked for? Write what you found, and what was done about "
           "it.")};
    asking.fields.push_back({"note", tr("What was found"), "", {}, 0, true});
    asking.confirm = tr("Sign");
    asking.done = [this](const std::vector<std::string>& values) -> std::optional<std::string> {
        if (values.front().empty()) return tr("Write what you found");
        std::vector<std::string> rows;
        for (const auto& row : rows_) rows.push_back(row.row);
        wait(tr("Signs ..."));
        desk_.begin_sign(std::move(rows), values.front(), [this, note = values.front()](const auto& done) {
            waiting_ = false;
            if (!done) {
                context_.workspace.keep_draft("question log.check note", note);
                return fail(done.error());
            }
            shown_ = Shown::signed_sample;
            context_.say(ui(tr("The check is signed, and stands in the log")));
            show_rows(true);
        });
        return std::nullopt;
    };
    lower_->ChangeSelection(1);
    question_->ask(std::move(asking));
    context_.refresh();
}

}  // namespace samordna::desktop
