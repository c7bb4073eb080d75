// The municipality's own reimbursement basis held against ours, row by row: where they differ, by how much, and the
// likely cause. On the workspace's thread; a big month takes some seconds. What is compared is told to the activity log
// as an export. Nothing of the file is kept but which column was what.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rules/basis_difference.h"
#include "workspace/basis_file.h"
#include "workspace/workspace.h"

namespace samordna::workspace {

// One client and service; with a day and a care worker where the file has them.
struct ComparedRow {
    int client_number = 0;
    std::string client_name;  // for the screen alone; empty: not a client that is known here
    std::string service;      // as we call it, else as they do
    std::optional<domain::Date> date{};
    std::string care_worker{};              // her number
    std::vector<int> lines{};               // of the file; empty: they have none
    std::vector<domain::Id> visits{};       // empty: we have none
    rules::BasisPair pair{};                // minutes and öre of both
    std::vector<rules::BasisPart> parts{};  // the difference by cause; empty: there is none
    // Of two rows under another service each, the other's.
    std::string other_service{};
    bool differs() const { return !parts.empty(); }
};

struct ComparedTotals {
    struct OfCause {
        int rows = 0;
        std::int64_t minutes = 0, ore = 0;
    };
    std::int64_t theirs = 0, ours = 0;  // minutes
    std::int64_t difference() const { return theirs - ours; }
    // Of the rows whose öre are known on both sides.
    std::int64_t their_ore = 0, our_ore = 0;
    std::array<OfCause, 8> causes{};  // by rules::BasisCause; they sum up to the differences exactly
    int rows = 0, differing = 0, without_ore = 0;
};

struct Comparison {
    domain::Month month{};
    rules::BasisMeasure measure = rules::BasisMeasure::paid;
    bool by_day = false, by_care_worker = false;
    bool with_ore = false;                    // the file has amounts, and there is a rate
    std::vector<std::string> municipalities;  // whose visits were held against it
    std::vector<ComparedRow> rows;            // by client, day and service
    ComparedTotals totals;
    int passed_over = 0, of_other_months = 0;  // rows of the file
    std::vector<TheirFile::Problem> problems;  // as long as there is one, nothing else stands here
    bool is_equal() const { return problems.empty() && totals.differing == 0; }
};

struct ComparisonQuestion {
    domain::Month month;
    std::string municipality{};  // empty: those whose clients the file has
};

class ComparisonDesk {
  public:
    // `workspace` outlives it.
    explicit ComparisonDesk(Workspace& workspace) : workspace_(workspace) {}

    // Guessed, or as they were for these headings the last time; corrected. Errors: those of columns_of.
    Result<TheirColumns> columns(const Table& table, std::span<const ColumnCorrection> corrections = {}) const;
    // Remembers the columns where every row could be read. Errors: basis.no_rows, basis.other_month {month}.
    Result<Comparison> compare(const Table& table, const TheirColumns& columns, const ComparisonQuestion& question);

  private:
    Workspace& workspace_;
};

}  // namespace samordna::workspace
