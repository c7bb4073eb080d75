// The basis as files, and the municipality's file held against ours.
#include <algorithm>
#include <fstream>

#include <wx/dirdlg.h>
#include <wx/filedlg.h>

#include "desktop/month_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/comparison_words.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/speaking.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;

constexpr std::chrono::milliseconds between_words{150};  // of how far it has come

std::filesystem::path path_of(const wxString& text) {
    const std::string bytes = utf8(text);
    return std::u8string(bytes.begin(), bytes.end());
}

}  // namespace

// --- The basis.

void MonthPage::ask_export() {
    const workspace::BasisDesk desk(context_.workspace);
    const auto not_final = desk.why_not_final(month_);
    Question question;
    question.id = "month.export " + domain::month_text(month_);
    question.title = tr("The basis of {month} as files", {{"month", wording::month(month_)}});
    question.facts.push_back(not_final ? tr("It is marked as preliminary, and changes nothing.")
                                       : tr("The month is closed: the final basis is the same whoever makes it."));
    if (not_final) question.facts.push_back(wording::sentence_of(*not_final));
    question.facts.push_back(tr("Full names only where they are asked for: it is told in the file, and logged."));
    std::vector<std::string> kinds{tr("Preliminary")};
    if (!not_final) kinds.insert(kinds.begin(), tr("Final"));
    question.fields.push_back({"kind", tr("Kind"), "", kinds, 0, false});
    question.fields.push_back(
        {"format", tr("Format"), "", {tr("Spreadsheet (xlsx)"), "CSV", "PDF", tr("All three")}, 0, false});
    question.fields.push_back(
        {"identity", tr("Clients"), "", {tr("By initials and number"), tr("By full name")}, 0, false});
    question.confirm = tr("Choose a folder ...");
    // Of that month, whichever she looks at when she answers.
    question.done = [this, month = month_,
                     final_first = !not_final](const std::vector<std::string>& values) -> std::optional<std::string> {
        wxDirDialog choose(this, ui(tr("Where the files are to be")), "", wxDD_DEFAULT_STYLE);
        if (choose.ShowModal() != wxID_OK) return tr("No folder was chosen");
        workspace::BasisOptions options;
        options.month = month;
        options.final = final_first && values[0] == "0";
        options.directory = path_of(choose.GetPath());
        options.xlsx = values[1] == "0" || values[1] == "3";
        options.csv = values[1] == "1" || values[1] == "3";
        options.pdf = values[1] == "2" || values[1] == "3";
        options.full_identity = values[2] == "1";
        options.reason_words = wording::swedish_reason;
        make_files(std::move(options));
        return std::nullopt;
    };
    ask(std::move(question));
}

void MonthPage::make_files(workspace::BasisOptions options) {
    const workspace::BasisDesk desk(context_.workspace);
    auto job = desk.prepare(std::move(options));
    files_going_on_ = true;
    context_.say(ui(tr("Makes the files ... Esc stops")));
    files_ = std::jthread([this, job = std::move(job)](std::stop_token stop) {
        auto last = std::chrono::steady_clock::now();
        const auto told = [&](const workspace::BasisProgress& progress) {
            const auto now = std::chrono::steady_clock::now();
            if (now - last < between_words) return;
            last = now;
            CallAfter([this, progress] { tell_files(progress); });
        };
        auto files = job(told, std::move(stop));
        CallAfter([this, files = std::move(files)] { files_made(files); });
    });
    context_.refresh();
}

void MonthPage::tell_files(const workspace::BasisProgress& progress) {
    if (!files_going_on_) return;
    const auto many = static_cast<std::int64_t>(progress.done);
    context_.say(ui(progress.stage == workspace::BasisProgress::Stage::reading
                        ? trn("Reads: {n} visit. Esc stops", "Reads: {n} visits. Esc stops", many)
                        : trn("Writes: {n} row. Esc stops", "Writes: {n} rows. Esc stops", many)));
}

void MonthPage::files_made(const base::Result<std::vector<workspace::ExportedBasis>>& made) {
    files_going_on_ = false;
    if (!made) {
        context_.say(ui(wording::sentence_of(made.error())));
        return context_.refresh();
    }
    std::int64_t many = 0, paid = 0, unapproved = 0;
    for (const auto& unit : *made) {
        many += static_cast<std::int64_t>(unit.files.size());
        paid += unit.paid;
        unapproved += unit.unapproved_shifts;
    }
    context_.say(ui(wording::joined(
        {trn("{n} file saved", "{n} files saved", many), tr("{hours} approved", {{"hours", wording::hours(paid)}}),
         unapproved == 0 ? std::string{}
                         : trn("{n} shift is not approved", "{n} shifts are not approved", unapproved)})));
    context_.refresh();
}

// --- The municipality's file.

void MonthPage::ask_comparison() {
    wxFileDialog choose(this, ui(tr("The municipality's file")), "", "",
                        ui(tr("Sheets")) + " (*.xlsx;*.csv)|*.xlsx;*.csv", wxFD_OPEN | wxFD_FILE_MUST_EXIST);
    if (choose.ShowModal() == wxID_OK) compare_with(path_of(choose.GetPath()));
}

void MonthPage::compare_with(const std::filesystem::path& file) {
    auto table = workspace::read_table_file(file);
    if (!table) return context_.say(ui(wording::sentence_of(table.error())));
    const auto columns = comparing_.columns(*table);
    const auto shared = std::make_shared<const workspace::Table>(std::move(*table));
    // Which column is what: guessed, or as it was the last time; she says what is wrong with it.
    const std::size_t heading = columns ? columns->heading : 0;
    const auto& headings = shared->rows[heading].cells;
    std::vector<std::string> choices{tr("is not there")};
    for (std::size_t i = 0; i < headings.size(); ++i)
        choices.push_back(wording::joined({workspace::column_letters(i), headings[i].text}));
    Question question;
    question.id = "basis.compare";
    question.title = tr("Which column is what?");
    question.facts = {
        tr("{n} rows are read.", {{"n", wording::number(static_cast<std::int64_t>(shared->rows.size()))}}),
        tr("What you choose is remembered for files with the same headings.")};
    if (!columns) question.facts.push_back(wording::sentence_of(columns.error()));
    for (const auto field : workspace::all_their_fields()) {
        const auto known = columns ? columns->of.find(field) : decltype(columns->of.find(field)){};
        const bool is_known = columns && known != columns->of.end();
        question.fields.push_back({std::string(workspace::name_of(field)), wording::name_of(field), "", choices,
                                   is_known ? known->second.column + 1 : 0, false});
    }
    question.confirm = tr("Compare");
    std::vector<std::size_t> guessed;
    for (const auto& field : question.fields) guessed.push_back(field.chosen);
    question.done = [this, shared, guessed,
                     month = month_](const std::vector<std::string>& values) -> std::optional<std::string> {
        // What she leaves as it was guessed is no correction: the guess knows the unit of its column too.
        std::vector<workspace::ColumnCorrection> corrections;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto column = static_cast<std::size_t>(std::stoul(values[i]));
            if (column == guessed[i]) continue;
            corrections.push_back({std::string(workspace::name_of(workspace::all_their_fields()[i])),
                                   column == 0 ? std::string{} : workspace::column_letters(column - 1)});
        }
        const auto chosen = comparing_.columns(*shared, corrections);
        if (!chosen) return wording::sentence_of(chosen.error());
        auto comparison = comparing_.compare(*shared, *chosen, {month, {}});
        if (!comparison) return wording::sentence_of(comparison.error());
        compared_->show(std::move(*comparison));
        CallAfter([this] {
            open_->SetSelection(comparison_part);
            compared_->list()->SetFocus();
            context_.refresh();
        });
        return std::nullopt;
    };
    ask(std::move(question));
}

void MonthPage::save_comparison() {
    wxFileDialog choose(this, ui(tr("Save as a sheet")), "",
                        ui(tr("comparison")) + "-" + ui(domain::month_text(month_)) + ".csv",
                        ui(tr("Sheets (CSV)")) + "|*.csv", wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (choose.ShowModal() != wxID_OK) return;
    std::ofstream file(choose.GetPath().fn_str(), std::ios::binary | std::ios::trunc);
    file << wording::csv_of(*compared_->comparison());
    file.close();
    context_.say(ui(file ? tr("The sheet is written") : tr("The file could not be written")));
}

}  // namespace samordna::desktop
