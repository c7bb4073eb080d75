// The body of ShiftList: one row for each shift of the month, worked out when it is read, so that filtering, searching
// and sorting only touch what is in memory. Internal to the room; one thread.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"
#include "workspace/judged_month.h"
#include "workspace/month_shelf.h"
#include "workspace/shift_list.h"

namespace samordna::workspace {

class MonthList final : public ShiftList {
  public:
    // Both outlive the list.
    MonthList(store::Store& store, MonthShelf& shelf, domain::Month month);

    domain::Month month() const override { return month_->month(); }
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
        std::uint32_t skipped = 0;  // 1 for the first that she passed over
        bool found = true;          // by the search
    };

    Item make_item(const domain::Shift& shift) const;
    void put(Item item);
    void take_away(const domain::Id& shift);
    void put_again(const domain::Id& shift);
    void put_all();
    void search();
    void count_all();
    void show();

    store::Store& store_;
    MonthShelf& shelf_;
    std::shared_ptr<JudgedMonth> month_;
    std::uint64_t seen_ = 0;  // of its versions
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

}  // namespace samordna::workspace
