// The reimbursement basis of a month as files, for the municipality and the archive: one of each format for each unit
// of hers. Preliminary any day; it changes nothing. Final once the month has closed by the backend's clock and this
// copy is in step with it since: then anyone gets the same bytes, anywhere and any day.
//
// How it is called:  BasisDesk desk(workspace);                         on the workspace's thread
//                    auto job = desk.prepare(options);                  likewise; a moment
//                    auto files = job(told, stop_token);                on any thread, once; takes seconds
// The workspace outlives the job. `told` is called on the thread of the job.
//
// Errors: basis.not_closed {closing}, basis.not_in_step {closing}, basis.unsent {count} (final only);
// basis.no_unit, basis.no_rulebook {municipality}, basis.moving (others write all the while: try again);
// basis.layout_*, see basis_layout.h; basis.file_unwritable {file}, basis.too_many_rows {sheet}; cancelled; the
// store's. Where there is an error nothing is left of any file.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/record.h"
#include "workspace/month_desk.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

struct BasisOptions {
    domain::Month month{};
    bool final = false;
    std::filesystem::path directory;  // made where it is missing
    bool xlsx = true, csv = false, pdf = false;
    // Names of clients and care workers; else initials and numbers. It stands in the file, and the activity log is told
    // of each client.
    bool full_identity = false;
    char csv_separator = ';';  // ; , or tab
    char csv_decimal = ',';    // , or .
    std::string layout;        // the text of a layout of the municipality's own; empty: the program's
    std::string layout_file;   // what it is called, for errors
    // Codes of checks and reasons in words, Swedish whatever else is spoken: wording::swedish_reason. Any thread.
    std::function<std::string(std::string_view code)> reason_words;
};

struct BasisProgress {
    enum class Stage : std::uint8_t { reading, writing };
    Stage stage = Stage::reading;
    std::size_t done = 0;  // visits read, or rows written
};
using BasisTold = std::function<void(const BasisProgress&)>;

// What was exported of one unit.
struct ExportedBasis {
    domain::Unit unit;
    std::vector<std::filesystem::path> files;
    std::int64_t paid = 0, payable = 0, performed = 0;  // minutes
    int unapproved_shifts = 0;
    std::int64_t unapproved_minutes = 0;  // performed
    std::string checksum;
    domain::Instant closing_time{};
};

class BasisDesk {
  public:
    using Job = std::function<Result<std::vector<ExportedBasis>>(const BasisTold& told, std::stop_token stop)>;
    explicit BasisDesk(Workspace& workspace) : state_(MonthDesk::state_of(workspace)) {}

    // Why the final basis cannot be had now; nothing: it can.
    std::optional<base::Error> why_not_final(domain::Month month) const;
    Job prepare(BasisOptions options) const;

  private:
    Workspace::State& state_;
};

}  // namespace samordna::workspace
