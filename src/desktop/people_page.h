// What the pages of clients and of care workers have in common: a month, a search, chips, a grid, and below it the one
// who is chosen. Main thread.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <wx/simplebook.h>
#include <wx/splitter.h>
#include <wx/srchctrl.h>
#include <wx/tglbtn.h>

#include "desktop/cell_model.h"
#include "desktop/day_panel.h"
#include "desktop/empty_state.h"
#include "desktop/month_choice.h"
#include "desktop/page.h"
#include "workspace/people_list.h"

namespace samordna::desktop {

class PeoplePage : public Page {
  public:
    void enter() override;
    void on_news(const workspace::News& news) override;
    void on_time() override;
    void remember() override;
    std::optional<domain::Month> month() const override { return month_; }

  protected:
    struct Chip {
        workspace::PersonFilter filter;
        std::string_view action;
    };
    struct Words {
        std::string name;                       // of its settings and controls: "client"
        std::string title, search_hint, empty;  // shown
        std::vector<Chip> chips;
        std::vector<TableColumn> columns;
        std::vector<workspace::PersonColumn> order;  // of those columns
    };
    PeoplePage(wxWindow* parent, Context& context, Words words);
    // Makes it, when what it is made of is there. `detail` is what stands below.
    void build(wxWindow* (*detail)(wxWindow* parent, PeoplePage* page));

    // --- The list, of one kind of people.
    virtual std::size_t rows() const = 0;
    virtual std::size_t total() const = 0;
    virtual std::size_t count(workspace::PersonFilter filter) const = 0;
    virtual domain::Id id_at(std::size_t row) const = 0;
    virtual std::optional<std::size_t> find(domain::Id id) const = 0;
    virtual bool has(domain::Id id) const = 0;
    virtual void choose(workspace::PersonFilter filter) = 0;
    virtual void search(std::string_view text) = 0;
    virtual void sort(workspace::PersonColumn column, bool ascending) = 0;
    virtual void keep(std::optional<domain::Id> id) = 0;
    virtual void take(workspace::People& people) = 0;
    virtual Cell cell(std::size_t row, workspace::PersonColumn column) const = 0;
    virtual std::string counted() const = 0;  // "12 of 40 clients"
    // --- The one who is chosen; `same`: as before.
    virtual void show_person(std::optional<domain::Id> id, bool same) = 0;
    virtual void focus_details() = 0;
    virtual bool open_details() = 0;  // false: the keys are not there

    bool show_id(domain::Id id);
    workspace::People& people() const { return *people_; }
    bool is_loaded() const { return people_ != nullptr; }
    Context& context_;

  private:
    void make_header(wxSizer* all);
    void make_chips(wxSizer* all);
    void make_grid();
    void bind_actions();
    void load(bool anyway);
    bool is_known(workspace::PersonFilter filter) const;
    void show_month(domain::Month month);
    void show_rows();
    void show_counts();
    void show_empty();
    void select(domain::Id id);
    void set_filter(workspace::PersonFilter filter);
    std::string setting(const char* what) const { return words_.name + "_" + what; }

    Words words_;
    domain::Month month_{};
    std::unique_ptr<MonthChoice> months_;
    std::shared_ptr<workspace::People> people_;
    std::uint64_t seen_ = 0;  // of their versions
    bool moving_ = false;
    workspace::PersonFilter filter_ = workspace::PersonFilter::all;
    std::optional<domain::Id> selected_;
    std::optional<domain::Id> coming_;  // whom she will be on when the month is read
    wxSearchCtrl* search_ = nullptr;
    std::vector<wxToggleButton*> chips_;
    wxSplitterWindow* splitter_ = nullptr;
    wxSimplebook* upper_ = nullptr;
    Table* grid_ = nullptr;
    EmptyState* empty_ = nullptr;
};

// The list of one kind.
template <class Row>
class PeoplePageOf : public PeoplePage {
  protected:
    using PeoplePage::PeoplePage;
    std::size_t rows() const override { return list_.size(); }
    std::size_t total() const override { return list_.total(); }
    std::size_t count(workspace::PersonFilter filter) const override { return list_.count(filter); }
    domain::Id id_at(std::size_t row) const override { return list_.at(row).id; }
    std::optional<std::size_t> find(domain::Id id) const override { return list_.find(id); }
    bool has(domain::Id id) const override { return list_.has(id); }
    void choose(workspace::PersonFilter filter) override { list_.set_filter(filter); }
    void search(std::string_view text) override { list_.set_search(text); }
    void sort(workspace::PersonColumn column, bool ascending) override { list_.sort_by(column, ascending); }
    void keep(std::optional<domain::Id> id) override { list_.keep(id); }
    workspace::PeopleList<Row> list_;
};

// What both kinds show alike; nothing for a column that is the kind's own.
std::optional<Cell> common_cell(const workspace::PersonRow& row, workspace::PersonColumn column);
// How much was registered by hand, in the four readings, as rows: what, how much, of how much, which binds.
struct ShareRow {
    std::string what;
    std::string share;   // 9,8 %
    std::string amount;  // 6 of 61
    int percent = 0;
    bool binds = false;
    bool over = false;
};
std::vector<ShareRow> rows_of(const workspace::HandShare& by_hand);

}  // namespace samordna::desktop
