#include "cli/month_export_command.h"

#include <csignal>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/json_output.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/speaking.h"
#include "workspace/basis_export.h"

namespace samordna::cli {
namespace {

using wording::tr;
using wording::trn;

volatile std::sig_atomic_t interrupted = 0;

// Ctrl+C, or the timer that stops it: it ends by itself, so that nothing half is left.
class Interruptible {
  public:
    Interruptible() {
        interrupted = 0;
        for (auto& [number, former] : formers_) former = std::signal(number, [](int) { interrupted = 1; });
    }
    ~Interruptible() {
        for (const auto& [number, former] : formers_) std::signal(number, former);
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

  private:
    using Handler = void (*)(int);
    std::pair<int, Handler> formers_[2] = {{SIGINT, SIG_DFL}, {SIGTERM, SIG_DFL}};
};

class ExportMonth final : public Command {
  public:
    std::string name() const override { return "month.export"; }
    std::string help() const override {
        return tr("Write the reimbursement basis of a month as files: preliminary any day, final once it has closed");
    }
    void add_options(CLI::App& app) override {
        app.add_option("--month", month_, tr("The month; without it the one that closes next"))->type_name("YYYY-MM");
        app.add_option("--out", out_, tr("The folder for the files"))->type_name("DIR")->required();
        app.add_flag("--final", final_, tr("The final basis: after the closing time, in step with the server"));
        app.add_option("--format", format_, tr("What to write; without it xlsx"))
            ->check(CLI::IsMember({"xlsx", "csv", "pdf", "all"}));
        app.add_option("--layout", layout_, tr("A file with the municipality's own sheets and columns"))
            ->type_name("FILE");
        app.add_flag("--full-identity", full_identity_,
                     tr("Names of clients and care workers instead of initials and numbers; the log is told"));
        app.add_option("--csv-decimal", decimal_, tr("The decimal sign of CSV; without it comma"))
            ->check(CLI::IsMember({"comma", "point"}));
        app.add_option("--separator", separator_, tr("What stands between the fields of CSV; without it semicolon"))
            ->check(CLI::IsMember({"semicolon", "comma", "tab"}));
        app.add_flag("--sync", sync_, tr("Sync first"));
        app.add_option(
               "--attention", attention_,
               tr("Exit code 5 when changes need attention, or when shifts are not approved and the month closes "
                  "within so many days"))
            ->type_name("DAYS")
            ->check(CLI::Range(0, 366));
    }

    Exit run(Session& session) override {
        Exit synced = Exit::done;
        if (sync_) {
            const auto round = session.workspace.sync();
            if (!round) synced = fail(session, round.error());
            // The final basis says itself what is missing; a preliminary one shows what is known here.
        }
        const auto options = chosen(session);
        if (!options) return fail(session, options.error());
        const Interruptible guarded;
        std::stop_source stop;
        const auto job = workspace::BasisDesk(session.workspace).prepare(*options);
        const auto done = job(
            [&](const workspace::BasisProgress&) {
                if (interrupted != 0) stop.request_stop();
            },
            stop.get_token());
        if (!done) return fail(session, done.error());
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& one : *done) objects.push_back(json_of(one, *options));
            session.out << array_text(objects);
        } else {
            for (const auto& one : *done) tell(session, one, *options);
        }
        const bool needed = attention_ && needs_somebody(session, *done);
        return synced != Exit::done ? synced : needed ? Exit::attention : Exit::done;
    }

  private:
    static std::string text_of(const std::filesystem::path& path) {
        const auto text = path.u8string();
        return {text.begin(), text.end()};
    }

    base::Result<workspace::BasisOptions> chosen(const Session& session) const {
        workspace::BasisOptions options;
        if (month_.empty()) {
            options.month = closes_next(session.workspace);
        } else {
            const auto month = month_from(month_);
            if (!month) return month.error();
            options.month = *month;
        }
        options.final = final_;
        options.directory = std::filesystem::u8path(out_);
        options.xlsx = format_ == "xlsx" || format_ == "all";
        options.csv = format_ == "csv" || format_ == "all";
        options.pdf = format_ == "pdf" || format_ == "all";
        options.full_identity = full_identity_;
        options.csv_decimal = decimal_ == "point" ? '.' : ',';
        options.csv_separator = separator_ == "comma" ? ',' : separator_ == "tab" ? '\t' : ';';
        options.reason_words = wording::swedish_reason;
        if (!layout_.empty()) {
            auto text = note_from(layout_);
            if (!text) return text.error();
            options.layout = std::move(*text);
            options.layout_file = layout_;
        }
        return options;
    }

    // In the first days of a month that is the month before.
    static domain::Month closes_next(const workspace::Workspace& workspace) {
        const auto now = workspace.now();
        const auto present = domain::month_of(domain::local_date(now));
        const auto before = present - std::chrono::months{1};
        const auto closing = workspace.closing_time(before);
        return closing && now <= *closing ? before : present;
    }

    static Json json_of(const workspace::ExportedBasis& one, const workspace::BasisOptions& options) {
        Json files = Json::array();
        for (const auto& file : one.files) files.push_back(text_of(file));
        return {{"municipality", one.unit.municipality},
                {"unit", one.unit.name},
                {"month", domain::month_text(options.month)},
                {"final", options.final},
                {"closing_time", domain::local_instant_text(one.closing_time)},
                {"performed_minutes", one.performed},
                {"paid_minutes", one.paid},
                {"payable_minutes", one.payable},
                {"unapproved_shifts", one.unapproved_shifts},
                {"unapproved_minutes", one.unapproved_minutes},
                {"checksum", one.checksum},
                {"files", std::move(files)}};
    }

    static void tell(Session& session, const workspace::ExportedBasis& one, const workspace::BasisOptions& options) {
        session.out << wording::joined({one.unit.name, one.unit.municipality, wording::month(options.month),
                                        options.final ? tr("Final") : tr("Preliminary")})
                    << '\n';
        session.out << tr("Paid: {time}", {{"time", wording::hours(one.paid)}}) << '\n';
        if (one.unapproved_shifts > 0) {
            session.out << trn("{n} shift is not approved ({time}).", "{n} shifts are not approved ({time}).",
                               one.unapproved_shifts, {{"time", wording::hours(one.unapproved_minutes)}})
                        << '\n';
        }
        for (const auto& file : one.files) session.out << text_of(file) << '\n';
    }

    bool needs_somebody(Session& session, const std::vector<workspace::ExportedBasis>& all) const {
        bool needed = false;
        if (const int count = session.workspace.status().needs_attention; count > 0) {
            session.err << trn("{n} change needs somebody to look at it.", "{n} changes need somebody to look at them.",
                               count)
                        << '\n';
            needed = true;
        }
        const auto now = session.workspace.now();
        for (const auto& one : all) {
            const bool soon = now <= one.closing_time && one.closing_time - now <= std::chrono::days{*attention_};
            if (one.unapproved_shifts == 0 || !soon) continue;
            session.err << trn("{unit}: {n} shift is not approved, and the month closes {moment}.",
                               "{unit}: {n} shifts are not approved, and the month closes {moment}.",
                               one.unapproved_shifts,
                               {{"unit", one.unit.name}, {"moment", wording::moment(one.closing_time, now)}})
                        << '\n';
            needed = true;
        }
        return needed;
    }

    std::string month_, out_, layout_;
    std::string format_ = "xlsx", decimal_ = "comma", separator_ = "semicolon";
    bool final_ = false, full_identity_ = false, sync_ = false;
    std::optional<int> attention_;
};

}  // namespace

std::unique_ptr<Command> month_export_command() {
    return std::make_unique<ExportMonth>();
}

}  // namespace samordna::cli
