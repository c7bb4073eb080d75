// Månadsavslut: are we done, and what will we lose? The hours of a month by what they lack, a list that fills itself,
// and whose the open ones are; each a key away from where it is done. Main thread.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <wx/notebook.h>
#include <wx/simplebook.h>
#include <wx/stattext.h>

#include "desktop/cell_model.h"
#include "desktop/comparison_panel.h"
#include "desktop/empty_state.h"
#include "desktop/month_choice.h"
#include "desktop/page.h"
#include "desktop/paper.h"
#include "desktop/question_panel.h"
#include "workspace/basis_compare.h"
#include "workspace/basis_export.h"
#include "workspace/month_desk.h"

namespace samordna::desktop {

class MonthPage final : public Page {
  public:
    MonthPage(wxWindow* parent, Context& context);
    void enter() override;
    void on_news(const workspace::News& news) override;
    void on_time() override;
    std::size_t needs_someone() const override;
    std::optional<domain::Month> month() const override { return month_; }

  private:
    // Of the list of hours.
    enum StandingColumn : unsigned { standing, hours, kronor, visits, shifts };
    void make_header(wxSizer* all);
    wxWindow* make_sums(wxWindow* parent);
    wxWindow* make_lower(wxWindow* parent);
    wxWindow* make_open(wxWindow* parent);
    void bind_actions();
    void show_month(domain::Month month);
    void load();
    void show_head();
    Cell standing_cell(unsigned row, unsigned column) const;
    Cell item_cell(unsigned row, unsigned column) const;
    static Cell open_cell(const std::vector<workspace::OpenOf>& rows, unsigned row, unsigned column);
    // To where what is chosen in the list that has the keys is done.
    void go();
    void go_to_queue(workspace::ShiftFilter queue);
    void go_to_item(workspace::CloseItem item);
    bool has_focus(const wxWindow* list) const;
    std::optional<Sheet> sheet() const;
    // month_page_files.cpp.
    void ask_export();
    void make_files(workspace::BasisOptions options);
    void tell_files(const workspace::BasisProgress& progress);
    void files_made(const base::Result<std::vector<workspace::ExportedBasis>>& made);
    void ask_comparison();
    void compare_with(const std::filesystem::path& file);
    void save_comparison();
    // In the place of whose the open hours are.
    void ask(Question question);
    void close();
    bool is_asking() const { return lower_->GetSelection() != 0; }

    Context& context_;
    static constexpr int comparison_part = 2;  // of what stands below
    workspace::MonthDesk desk_;
    workspace::ComparisonDesk comparing_;
    domain::Month month_{};
    std::optional<workspace::MonthStatus> status_;
    std::chrono::steady_clock::duration took_{};  // to read it

    std::unique_ptr<MonthChoice> choice_;
    wxStaticText* closing_ = nullptr;
    wxStaticText* source_ = nullptr;
    wxStaticText* startups_ = nullptr;
    wxSimplebook* book_ = nullptr;
    wxWindow* sums_ = nullptr;
    EmptyState* empty_ = nullptr;
    Table* standing_ = nullptr;
    Table* checklist_ = nullptr;
    wxNotebook* open_ = nullptr;
    Table* workers_ = nullptr;
    Table* clients_ = nullptr;
    ComparisonPanel* compared_ = nullptr;
    wxSimplebook* lower_ = nullptr;  // whose, a question
    QuestionPanel* question_ = nullptr;
    bool files_going_on_ = false;
    std::jthread files_;  // the last one: it is waited for before the rest goes
};

}  // namespace samordna::desktop
