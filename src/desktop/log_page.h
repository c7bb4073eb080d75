// Logg: who did, read or tried what, for managers and reviewers; random samples of it, looked at and signed. It is
// asked of the backend, on a thread of its own, and nothing of it is kept here. Main thread.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <wx/choice.h>
#include <wx/simplebook.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/wrapsizer.h>

#include "desktop/cell_model.h"
#include "desktop/empty_state.h"
#include "desktop/page.h"
#include "desktop/question_panel.h"
#include "desktop/thing_panel.h"
#include "workspace/log_desk.h"

namespace samordna::desktop {

// What can be chosen between, as how long back.
struct LogPeriod {
    const char* name;  // msgid
    int days;          // today and before it; 0: everything
};
std::span<const LogPeriod> log_periods();

class LogPage final : public Page {
  public:
    LogPage(wxWindow* parent, Context& context);
    void enter() override;
    void on_news(const workspace::News& news) override;

  private:
    enum Column : unsigned { when, user, role, what, client, lock, outcome, detail };
    // What the rows are.
    enum class Shown : std::uint8_t { nothing, listing, sample, signed_sample };

    void make_header(wxSizer* all);
    wxTextCtrl* add_field(wxSizer* row, std::string_view id, const std::string& name, int width);
    wxChoice* add_choice(wxSizer* row, std::string_view id, const std::string& name);
    void make_lower(wxSizer* all);
    void bind_actions();
    bool may_read() const;
    // Nothing: what she wrote cannot be asked for, and she was told.
    std::optional<domain::LogQuestion> question();
    void ask(const std::string& cursor);
    void draw_sample();
    void take(const base::Result<domain::LogPage>& page, Shown as, bool more);
    void save();
    void check();
    void fail(const base::Error& error);
    void wait(const std::string& why);
    void clear();
    void show_rows(bool same);
    void say(const std::string& text);
    void show_state();
    void show_details();
    const domain::LogRow* selected() const;
    Cell cell(unsigned row, unsigned column) const;
    void close();

    Context& context_;
    workspace::LogDesk desk_;
    std::string whose_;  // what is shown was asked for by her
    std::vector<domain::LogRow> rows_;
    std::string cursor_;  // of what there is more
    domain::LogQuestion asked_;
    Shown shown_ = Shown::nothing;
    bool waiting_ = false;
    std::optional<base::Error> failed_;

    wxChoice* period_ = nullptr;
    wxChoice* verb_ = nullptr;
    std::vector<std::string_view> verbs_;  // of the choice, after "everything"
    wxTextCtrl* user_ = nullptr;
    wxTextCtrl* client_ = nullptr;
    wxTextCtrl* lock_ = nullptr;
    wxStaticText* state_ = nullptr;
    wxSimplebook* upper_ = nullptr;
    Table* grid_ = nullptr;
    EmptyState* empty_ = nullptr;
    wxSimplebook* lower_ = nullptr;
    ThingPanel* panel_ = nullptr;
    QuestionPanel* question_ = nullptr;
};

}  // namespace samordna::desktop
