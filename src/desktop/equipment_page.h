// What the pages of locks, startup hours, tags, phones, lock orders and controls have in common: a search, chips, a
// grid, and below it the one that is chosen, or what is asked about it. Main thread.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include <wx/simplebook.h>
#include <wx/splitter.h>
#include <wx/srchctrl.h>
#include <wx/tglbtn.h>

#include "desktop/cell_model.h"
#include "desktop/decision_panel.h"
#include "desktop/empty_state.h"
#include "desktop/page.h"
#include "desktop/paper.h"
#include "desktop/question_panel.h"

namespace samordna::desktop {

class EquipmentPage : public Page {
  public:
    void enter() override;
    void on_news(const workspace::News& news) override;
    void on_time() override;
    void remember() override;
    std::size_t needs_someone() const override { return needs_; }
    bool show(domain::RecordType type, domain::Id id) override;

  protected:
    // One thing as the grid shows it.
    struct Row {
        domain::Id id;
        std::vector<Cell> cells;         // by column
        std::vector<std::int64_t> keys;  // by column: what it is sorted by
        std::string search;              // searchable
        std::vector<bool> chips;         // by chip: is shown under it
    };
    struct Words {
        std::string name;  // of its settings and controls: "lock"
        domain::RecordType type;
        std::string title, search_hint, empty;  // shown
        std::vector<std::string_view> chips;    // actions; the first is what needs someone, the last all
        std::vector<TableColumn> columns;
        bool marking = false;      // several can be chosen at once
        std::string_view first{};  // the action that makes the first one; empty: they come from elsewhere
    };
    EquipmentPage(wxWindow* parent, Context& context, Words words);
    // Makes it, when what it is made of is there. `details` is what stands below.
    void build(wxWindow* (*details)(wxWindow* parent, EquipmentPage* page));

    virtual std::vector<Row> read(const workspace::Equipment& all) const = 0;
    // The one who is chosen; nothing: none is. `same`: as before.
    virtual void show_details(std::optional<domain::Id> id, bool same) = 0;
    virtual void focus_details() = 0;
    virtual std::string counted(std::size_t shown, std::size_t total) const = 0;
    // What is shown on paper; nothing: there is nothing to print.
    virtual std::optional<Sheet> sheet() const { return std::nullopt; }

    const workspace::Equipment& all() const { return *all_; }
    std::optional<domain::Id> selected() const { return selected_; }
    // The marked ones that are shown, else the one that is chosen.
    std::vector<domain::Id> chosen() const;
    std::vector<domain::Id> shown_ids() const;
    // An action of this page: on the one that is chosen, where `can` says so of it.
    void bind(std::string_view action, std::function<void(domain::Id)> run, std::function<bool(domain::Id)> can = {});
    void bind_here(std::string_view action, std::function<void()> run, std::function<bool()> can = {});
    void ask(Decision decision);
    void ask(Question question);
    // Does it, and says what came of it. Nothing: it is done; else why not.
    std::optional<std::string> perform(domain::Id target, const domain::Verb& verb);
    // A question or a decision stands where the details stand.
    bool is_asking() const { return lower_->GetSelection() != details_page; }
    static std::string why(const rules::Findings& findings);
    bool select(domain::Id id);
    Context& context_;

  private:
    // What stands below the list.
    enum Lower : std::size_t { details_page, decision_page, question_page };
    void make_header(wxSizer* all);
    void make_chips(wxSizer* all);
    void make_grid();
    void bind_actions();
    void close();
    void load();
    void catch_up();
    void place_sash();
    void choose_rows();
    void show_rows();
    void show_counts();
    void show_empty();
    void set_chip(std::size_t chip);
    std::optional<std::size_t> place_of(domain::Id id) const;
    std::string setting(const char* what) const { return words_.name + "_" + what; }

    Words words_;
    std::shared_ptr<const workspace::Equipment> all_;
    std::vector<Row> rows_;
    std::vector<std::size_t> shown_;
    std::vector<std::size_t> counts_;  // by chip, of what the search finds
    std::vector<domain::Id> told_;     // what the grid has
    std::size_t needs_ = 0;            // whatever is searched for
    bool placed_ = false;              // the splitter stands where she has left it
    bool stale_ = false;               // it has changed while she was elsewhere
    std::size_t chip_ = 0;
    std::optional<std::size_t> order_;  // column
    bool ascending_ = true;
    bool moving_ = false;
    std::optional<domain::Id> selected_;
    std::unordered_set<domain::Id> marked_;
    wxSearchCtrl* search_ = nullptr;
    std::vector<wxToggleButton*> chips_;
    wxSplitterWindow* splitter_ = nullptr;
    wxSimplebook* upper_ = nullptr;
    wxSimplebook* lower_ = nullptr;  // details, a decision, a question
    Table* grid_ = nullptr;
    EmptyState* empty_ = nullptr;
    DecisionPanel* decision_ = nullptr;
    QuestionPanel* question_ = nullptr;
};

}  // namespace samordna::desktop
