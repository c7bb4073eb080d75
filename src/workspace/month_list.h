// The body of ShiftList: one row for each shift of the month, worked out when it is read, so that filtering, searching
// and sorting only touch what is in memory. Internal to the room; one thread.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/facts.h"
#include "store/store.h"
#include "workspace/registry.h"
#include "workspace/shift_list.h"

namespace samordna::workspace {

class MonthList final : public ShiftList {
  public:
    // `store` outlives the list. `now` gives the backend's moment.
    MonthList(store::Store& store, std::function<domain::Instant()> now, domain::Month month);

    domain::Month month() const override { return month_; }
    std::size_t size() const override { return shown_.size(); }
    const ShiftRow& at(std::size_t row) const override { return items_.at(shown_.at(row)).row; }
    std::optional<std::size_t> find(domain::Id shift) const override;
    void set_filter(ShiftFilter filter) override;
    void set_search(std::string_view text) override;
    void sort_by(ShiftColumn column, bool ascending) override;
    void set_check(std::string_view check) override;
    void keep(std::optional<domain::Id> shift) override { kept_ = shift; }
    std::vector<CheckCount> checks() const override;
    std::size_t count(ShiftFilter filter) const override { return counts_[static_cast<std::size_t>(filter)]; }
    std::size_t total() const override { return items_.size(); }
    Queue queue() const override { return queue_; }
    void skip(domain::Id shift) override;
    std::vector<domain::Id> clean() const override;
    std::optional<ShiftDetails> details(domain::Id shift) const override;
    bool refresh(std::span<const domain::Id> shifts) override;
    void reload() override;

  private:
    struct Item {
        ShiftRow row;
        std::string search;  // folded shift number
        std::uint32_t care_worker = Registry::nobody;
        std::vector<std::uint32_t> clients;
        std::int32_t rank = 0;
        std::optional<domain::Instant> turns_at;  // open: when its last visit has ended
        std::optional<domain::Instant> closes_at;
        std::uint32_t skipped = 0;  // 1 for the first that she passed over
        bool found = true;          // by the search
    };

    Item make_item(const domain::Shift& shift, domain::Instant now) const;
    bool is_of_month(const domain::Shift& shift) const { return domain::month_of(shift.date) == month_; }
    void put(Item item);
    void take_away(const domain::Id& shift);
    // The shift as the store has it now, and every shift whose visits have to be judged anew because of it.
    void read_again(const domain::Id& shift, std::unordered_set<domain::Id>& touched);
    void judge_again(const domain::Id& shift, domain::Instant now);
    void search();
    void count_all();
    void show();

    store::Store& store_;
    std::function<domain::Instant()> now_;
    domain::Month month_;
    std::unique_ptr<Registry> registry_;
    std::shared_ptr<const rules::Rulebooks> rulebooks_;
    std::unique_ptr<rules::Facts> facts_;
    std::vector<Item> items_;
    std::unordered_map<domain::Id, std::uint32_t> index_;
    std::vector<std::uint32_t> shown_;
    std::vector<std::uint32_t> place_;  // in shown_, by item
    std::array<std::size_t, shift_filters.size()> counts_{};
    Queue queue_;
    std::unordered_map<domain::Id, std::uint32_t> skipped_;
    ShiftFilter filter_ = ShiftFilter::all;
    std::string check_;  // empty: all
    std::optional<domain::Id> kept_;
    std::vector<std::string> words_;
    ShiftColumn column_ = ShiftColumn::date;
    bool ascending_ = true;
};

// A finding's check as text that lives for ever.
std::string_view lasting_name(std::string_view check);

}  // namespace samordna::workspace
