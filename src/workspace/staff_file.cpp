#include "workspace/staff_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "base/csv.h"
#include "base/text.h"

namespace samordna::workspace {
namespace {

enum Column : std::uint8_t { number, first_name, last_name, active, subcontractor };
constexpr std::array<std::string_view, 5> column_names{"number", "first_name", "last_name", "active", "subcontractor"};
constexpr std::size_t columns_needed = 3;

class Reading {
  public:
    Reading(const domain::Id& unit, std::span<const AccountRow> known, base::IdSource& ids, const std::string& reason)
        : unit_(unit), known_(known), ids_(ids), reason_(reason) {}

    StaffFile read(std::string_view csv) {
        const auto sheet = base::read_csv(csv);
        for (const auto& fault : sheet.faults) problem(fault.line, "", fault.code);
        for (std::size_t i = 0; i < column_names.size(); ++i) {
            const auto& header = sheet.table.header;
            const auto it = std::find(header.begin(), header.end(), column_names[i]);
            if (it != header.end())
                place_[i] = static_cast<std::size_t>(it - header.begin());
            else if (i < columns_needed)
                problem(1, std::string(column_names[i]), "package.missing_column");
        }
        if (!place_[number] || !place_[first_name] || !place_[last_name]) return std::move(file_);
        for (const auto& row : sheet.table.rows) read_row(row);
        return std::move(file_);
    }

  private:
    void problem(int line, std::string column, std::string code) {
        file_.problems.push_back({line, std::move(column), std::move(code)});
    }

    static std::string cell(const base::CsvRow& row, const std::optional<std::size_t>& place) {
        return place ? std::string(base::trim(row.fields[*place])) : std::string{};
    }

    const AccountRow* known(const std::string& number_of) const {
        const auto it = std::find_if(known_.begin(), known_.end(), [&](const AccountRow& row) {
            return row.worker.unit == unit_ && row.worker.number == number_of;
        });
        return it == known_.end() ? nullptr : &*it;
    }

    void read_row(const base::CsvRow& row) {
        const std::string own = cell(row, place_[number]);
        if (own.empty()) return problem(row.line, "number", "package.empty");
        if (!seen_.insert(own).second) return problem(row.line, "number", "package.duplicate");
        const std::string first = cell(row, place_[first_name]);
        const std::string last = cell(row, place_[last_name]);
        if (first.empty() && last.empty()) return problem(row.line, "last_name", "package.empty");
        const std::string says = cell(row, place_[active]);
        const bool out = says == "no" || says == "0" || says == "nej";
        if (!out && !says.empty() && says != "yes" && says != "1" && says != "ja")
            return problem(row.line, "active", "package.bad_value");
        consider(own, first, last, out, cell(row, place_[subcontractor]));
    }

    void consider(const std::string& own, const std::string& first, const std::string& last, bool out,
                  const std::string& of) {
        const auto* before = known(own);
        if (before == nullptr) {
            if (out) return void(++file_.unchanged);  // who has never been in need not be put out
            ++file_.created;
            file_.steps.push_back({ids_.next(), domain::CreateCareWorker{unit_, own, first, last, of}});
            return;
        }
        const auto& worker = before->worker;
        const std::string whose = place_[subcontractor] ? of : worker.subcontractor;
        const bool differs = worker.first_name != first || worker.last_name != last || worker.subcontractor != whose;
        if (differs) file_.steps.push_back({worker.id, domain::EditCareWorker{first, last, whose}});
        const bool leaves = out && worker.active;
        if (leaves) file_.steps.push_back({worker.id, domain::InactivateCareWorker{reason_}});
        ++(leaves ? file_.inactivated : differs ? file_.changed : file_.unchanged);
    }

    const domain::Id& unit_;
    std::span<const AccountRow> known_;
    base::IdSource& ids_;
    const std::string& reason_;
    std::array<std::optional<std::size_t>, column_names.size()> place_{};
    std::unordered_set<std::string> seen_;
    StaffFile file_;
};

}  // namespace

StaffFile read_staff_file(std::string_view csv, const domain::Id& unit, std::span<const AccountRow> known,
                          base::IdSource& ids, const std::string& reason) {
    return Reading(unit, known, ids, reason).read(csv);
}

}  // namespace samordna::workspace
