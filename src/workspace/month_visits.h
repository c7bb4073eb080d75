// The body of VisitList: a few numbers for each visit of the month, by which it is filtered, searched and sorted; the
// rest is in the month's facts. Internal to the room; one thread.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "workspace/folding.h"
#include "workspace/judged_month.h"
#include "workspace/month_shelf.h"
#include "workspace/text_pile.h"
#include "workspace/visit_list.h"

namespace samordna::workspace {

class MonthVisits final : public VisitList {
  public:
    // `shelf` outlives the list.
    MonthVisits(MonthShelf& shelf, domain::Month month);

    domain::Month month() const override { return month_->month(); }
    std::size_t size() const override { return shown_.size(); }
    VisitRow at(std::size_t row) const override;
    domain::Id id_at(std::size_t row) const override;
    std::optional<std::size_t> find(domain::Id visit) const override;
    void set_filter(const VisitFilter& filter) override;
    const VisitFilter& filter() const override { return filter_; }
    void sort_by(VisitColumn column, bool ascending) override;
    std::size_t total() const override { return rows_.size(); }
    std::size_t count(VisitChip chip) const override { return counts_[static_cast<std::size_t>(chip)]; }
    std::vector<CheckCount> checks() const override;
    std::vector<std::string> services() const override;
    std::vector<Person> clients(std::size_t at_most) const override;
    std::vector<Person> care_workers(std::size_t at_most) const override;
    std::optional<Person> client(domain::Id id) const override;
    std::optional<Person> care_worker(domain::Id id) const override;
    std::optional<VisitDetails> details(domain::Id visit) const override;
    bool refresh(std::span<const domain::Id> shifts) override;
    void reload() override;

  private:
    static constexpr std::uint32_t none = UINT32_MAX;
    // Rows lie by start, then client, then id: that is the order where the chosen one does not decide.
    struct Row {
        CheckSet checks = 0;
        std::int64_t start = 0;
        std::uint32_t visit = none;  // by the facts, as `shift`
        std::uint32_t shift = none;
        std::uint32_t client = none;  // by the registry, as `care_worker`
        std::uint32_t care_worker = none;
        std::uint32_t text = none;   // in texts_
        std::uint16_t services = 0;  // in service_sets_
        std::uint8_t day = 0;        // of the month
        std::uint8_t chips = 0;      // a bit for each that shows it
        std::uint8_t ways = 0;       // a bit for each way in which it was verified
        bool found = true;           // by the search
    };
    // What is done at a visit, as many visits have it.
    struct ServiceSet {
        std::vector<std::string> names;
        std::string key;  // by which they are sorted
        bool chosen = true;
    };

    Row make_row(std::uint32_t visit);
    void put_all();
    void add_rows_of(const domain::Shift& shift, std::vector<Row>& rows);
    bool comes_before(const Row& a, const Row& b) const;
    std::uint16_t service_set_of(const domain::Visit& visit);
    std::uint32_t text_of_visit(std::uint32_t visit, std::uint32_t former);
    void search();
    bool matches_but_chip_and_check(const Row& row) const;
    void number_rows();
    void choose();
    void show();
    std::uint32_t sort_key(const Row& row, const std::vector<std::uint32_t>& ranks) const;
    template <class Number>
    std::vector<std::uint32_t> people_shown(std::size_t at_most, Number&& number) const;

    MonthShelf& shelf_;
    std::shared_ptr<JudgedMonth> month_;
    std::uint64_t seen_ = 0;  // of its versions
    Alphabet alphabet_;
    std::vector<Row> rows_;
    std::vector<std::uint32_t> row_of_;  // by the facts' number of the visit
    std::vector<std::uint32_t> shown_;   // rows
    std::vector<std::uint32_t> place_;   // in shown_, by row
    std::vector<ServiceSet> service_sets_;
    std::unordered_map<std::string, std::uint16_t> service_set_numbers_;
    TextPile texts_;                          // notes and numbers of visits
    TextPile shift_numbers_;                  // by shift_text_
    std::vector<std::uint32_t> shift_text_;   // by the facts' number of the shift
    std::vector<std::uint32_t> client_seen_;  // by the facts' number of the client: the registry's, once asked
    std::array<std::size_t, visit_chips.size()> counts_{};
    VisitFilter filter_;
    CheckSet check_ = 0;                // of the filter
    std::uint32_t care_worker_ = none;  // of the filter, by the registry
    std::uint32_t client_ = none;
    VisitColumn column_ = VisitColumn::date;
    bool ascending_ = true;
};

}  // namespace samordna::workspace
