#include "server/upkeep_commands.h"

#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/program.h"

namespace samordna::server {

void UpkeepCommands::add_to(CLI::App& app) {
    retention_ = app.add_subcommand("retention", "Clear what is not kept for ever, and say what; serve does it daily");
    retention_->add_option("--data", data_, "Directory of the database")->required();
    retention_->add_flag("--dry-run", dry_run_, "Only say what would be cleared");
    retention_->add_option("--clock", clock_, "Rehearsal: as of this moment (ISO 8601)");
    auto* log = app.add_subcommand("log", "The activity log");
    log->require_subcommand(1);
    verify_ = log->add_subcommand("verify", "Say whether every row is as it was written; exit code 1 where not");
    verify_->add_option("--data", data_, "Directory of the database")->required();
}

std::optional<int> UpkeepCommands::run() const {
    if (verify_->parsed()) return verify_log();
    if (retention_->parsed()) return clear_by_age();
    return std::nullopt;
}

int UpkeepCommands::verify_log() const {
    const base::SystemClock clock;
    const auto backend = existing(data_, clock);
    if (!backend) return refused;
    const auto health = backend->verify_log();
    if (!health) return complain(health.error());
    std::cout << fmt::format("{} rows of {} chains hold\n", health->rows, health->chains);
    if (!health->first_break) return done;
    std::cout << fmt::format("the first break: chain {}, row {}\n", health->first_break->chain,
                             health->first_break->position);
    return refused;
}

int UpkeepCommands::clear_by_age() const {
    const auto clock = clock_of(clock_);
    if (!clock) return usage;
    const auto backend = existing(data_, *clock);
    if (!backend) return refused;
    const auto report = backend->clear_by_age(dry_run_);
    if (!report) return complain(report.error());
    for (const auto& [what, many] :
         {std::pair("notes", report->notes), std::pair("clients", report->clients),
          std::pair("accounts", report->accounts), std::pair("tombstones", report->tombstones),
          std::pair("log rows", report->log_rows)})
        std::cout << fmt::format("{:12} {:7}\n", what, many);
    return done;
}

}  // namespace samordna::server
