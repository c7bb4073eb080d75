// Clients or care workers as rows for a grid: filtered, searched and sorted in memory. Main thread.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/people.h"

namespace samordna::workspace {

enum class PersonFilter : std::uint8_t { needs_action, silent, manual, going_on, all };
enum class PersonColumn : std::uint8_t {
    number,
    name,
    ordered,
    performed,
    difference,
    visits,
    manual_share,
    flags,
    last,  // visit, or sign-in
    silence,
    shifts,
    open,
    to_review,
    approved
};

template <class Row>
class PeopleList {
  public:
    // Keeps filter, search and order.
    void show(std::vector<Row> rows);
    std::size_t size() const { return shown_.size(); }
    std::size_t total() const { return rows_.size(); }
    const Row& at(std::size_t row) const { return rows_[shown_[row]]; }
    std::optional<std::size_t> find(const domain::Id& id) const;
    bool has(const domain::Id& id) const;
    std::size_t count(PersonFilter filter) const;  // given the search
    void set_filter(PersonFilter filter);
    PersonFilter filter() const { return filter_; }
    // Over names, numbers and person ids; every word must be found; å ä ö are letters of their own.
    void set_search(std::string_view text);
    void sort_by(PersonColumn column, bool ascending);
    // Shown whatever the filter and the search.
    void keep(std::optional<domain::Id> id);

  private:
    void choose();
    std::vector<Row> rows_;
    std::vector<char> found_;  // by the search
    std::vector<std::size_t> shown_;
    std::vector<std::string> words_;
    std::optional<domain::Id> kept_;
    PersonFilter filter_ = PersonFilter::all;
    PersonColumn column_ = PersonColumn::name;
    bool ascending_ = true;
};

extern template class PeopleList<ClientRow>;
extern template class PeopleList<WorkerRow>;
using ClientList = PeopleList<ClientRow>;
using WorkerList = PeopleList<WorkerRow>;

}  // namespace samordna::workspace
