// followup.show, followup.sample
#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/followup_output.h"
#include "wording/catalog.h"
#include "workspace/followup_desk.h"

namespace samordna::cli {
namespace {

using wording::tr;
using workspace::FollowUp;

base::Result<domain::Month> month_of(const Session& session, const std::string& text) {
    if (text.empty()) return domain::month_of(domain::local_date(session.workspace.now()));
    return month_from(text);
}

base::Error trouble_of(const Session& session) {
    return session.workspace.status().trouble.value_or(base::Error{"profile.disk_failed"});
}

class ShowFollowUp final : public Command {
  public:
    std::string name() const override { return "followup.show"; }
    std::string help() const override {
        return tr("Show how visits were registered: the manual share, what explains it, late ones and edits");
    }
    void add_options(CLI::App& app) override {
        app.add_option("--month", month_, tr("The month; without it the present one"))->type_name("YYYY-MM");
        app.add_option("--by", by_, tr("Whose rows"))
            ->check(CLI::IsMember({"provider", "unit", "care-worker", "client"}))
            ->capture_default_str();
        app.add_option("--what-if", what_if_, tr("The share if visits by hand counted as exempt, or as accepted"))
            ->check(CLI::IsMember({"exempt", "accepted"}));
        app.add_option("--visit", visits_, tr("Which visits: id or number"))->type_name("VISIT");
        app.add_option("--cause", causes_, tr("Which visits: all with this cause"))
            ->check(CLI::IsMember({"lock_fault", "battery", "lock_silent", "phone_inactive", "no_equipment", "none"}));
    }
    Exit run(Session& session) override {
        const auto month = month_of(session, month_);
        if (!month) return fail(session, month.error());
        workspace::FollowUpDesk desk(session.workspace);
        while (desk.count_earlier(*month)) {
        }
        const auto read = desk.read(*month);
        if (!read) return fail(session, trouble_of(session));
        std::optional<rules::ManualShare> otherwise;
        if (!what_if_.empty()) {
            const auto chosen = chosen_of(*read);
            if (!chosen) return fail(session, chosen.error());
            otherwise =
                read->what_if(*chosen, what_if_ == "exempt" ? rules::Otherwise::exempt : rules::Otherwise::accepted);
        }
        session.workspace.note_reading_of_units(domain::ReadingVerb::exported);
        const auto& rows = rows_of(*read);
        session.out << (session.json ? object_text(json_of(*read, rows, otherwise)) : text_of(*read, rows, otherwise));
        return Exit::done;
    }

  private:
    const std::vector<workspace::FollowUpRow>& rows_of(const FollowUp& read) const {
        return by_ == "provider" ? read.providers
               : by_ == "unit"   ? read.units
               : by_ == "client" ? read.clients
                                 : read.care_workers;
    }
    base::Result<std::vector<domain::Id>> chosen_of(const FollowUp& read) const {
        std::vector<domain::Id> chosen;
        for (const auto& word : visits_) {
            const auto found = std::find_if(read.manual.begin(), read.manual.end(), [&](const auto& visit) {
                return visit.id.text() == word || visit.source_id == word;
            });
            if (found == read.manual.end()) return base::Error{"usage.unknown_visit", {{"visit", word}}};
            chosen.push_back(found->id);
        }
        for (const auto& visit : read.manual) {
            if (std::find(causes_.begin(), causes_.end(), rules::name_of(visit.cause)) != causes_.end())
                chosen.push_back(visit.id);
        }
        return chosen;
    }

    std::string month_, by_ = "unit", what_if_;
    std::vector<std::string> visits_, causes_;
};

class SampleFollowUp final : public Command {
  public:
    std::string name() const override { return "followup.sample"; }
    std::string help() const override {
        return tr("Draw the reviewers' sample of the 15th or the next working day, as a check of one's own");
    }
    void add_options(CLI::App& app) override {
        app.add_option("--month", month_, tr("The month; without it the present one"))->type_name("YYYY-MM");
        app.add_option("--seed", seed_, tr("The same number draws the same clients; without it, one by chance"))
            ->type_name("NUMBER");
        app.add_option("--count", count_, tr("How many clients of each provider; without it, as the rulebook says"))
            ->check(CLI::Range(1, 100));
        app.add_flag("--keep", keep_, tr("Keep the sample on this computer"));
        app.add_flag("--kept", kept_, tr("Show those that have been kept instead"));
        app.add_option("--out", file_, tr("The file to write, as CSV"))->type_name("FILE");
    }
    Exit run(Session& session) override {
        const auto month = month_of(session, month_);
        if (!month) return fail(session, month.error());
        workspace::FollowUpDesk desk(session.workspace);
        std::vector<workspace::Sample> samples;
        if (kept_) {
            samples = desk.kept(*month);
        } else {
            const auto sample = desk.sample(*month, seed_.value_or(workspace::FollowUpDesk::new_seed()), count_);
            if (!sample) return fail(session, trouble_of(session));
            if (keep_) desk.keep(*sample);
            samples = keep_ ? std::vector{desk.kept(*month).back()} : std::vector{*sample};
        }
        session.workspace.note_reading_of_units(domain::ReadingVerb::exported);
        if (!file_.empty()) {
            std::ofstream file(std::filesystem::u8path(file_), std::ios::binary | std::ios::trunc);
            file << workspace::csv_of(samples);
            file.close();
            if (!file) return fail(session, base::Error{"usage.file_unwritable", {{"file", file_}}});
        }
        session.out << (session.json ? array_of(samples) : text_of(samples));
        return Exit::done;
    }

  private:
    std::string month_, file_;
    std::optional<std::uint64_t> seed_;
    std::optional<int> count_;
    bool keep_ = false, kept_ = false;
};

}  // namespace

Commands followup_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ShowFollowUp>());
    commands.push_back(std::make_unique<SampleFollowUp>());
    return commands;
}

}  // namespace samordna::cli
