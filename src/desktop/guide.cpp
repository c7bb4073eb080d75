#include "desktop/guide.h"

#include <algorithm>
#include <array>

#include <gtk/gtk.h>
#include <wx/sizer.h>

#include "desktop/access.h"
#include "desktop/actions.h"
#include "desktop/keys.h"
#include "desktop/palette.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::mark;
using wording::tr;

struct Step {
    const char* text;         // {key}: the action's
    std::string_view action;  // goes on when it has been run; empty: Enter alone
    bool esc_too = false;     // Esc leaves what is open, and goes on
};

constexpr std::array steps{
    Step{mark("This is the list of shifts, and the buttons above it are its queues. Press {key}: the shifts that need "
              "action."),
         "filter.needs_action"},
    Step{mark("Each shift here has a flag. Below the list it says what is wrong and what mends it. Press {key} to read "
              "the paragraph behind it, word for word."),
         "finding.cite"},
    Step{mark("Press {key} to write a note on the visit: what happened, and why."), "visit.note"},
    Step{mark("Write a sentence in the note and see what the rules say meanwhile. {key} saves it, Esc leaves it as it "
              "was."),
         "decision.confirm", true},
    Step{mark("Press {key}: the shifts that can be approved as they are."), "filter.ready"},
    Step{mark("Press {key} to approve the shift that you are on. You are then on the next one."), "shift.approve"},
    Step{mark("Press {key}: the approval is taken back. Everything that you do can be undone like that."), "edit.undo"},
    Step{mark("At the bottom stands when the month closes. What is not approved by then is not paid for."), ""},
    Step{mark("F1 explains the page that you are on, Ctrl+K finds anything, and ? shows all keys. That was all."), ""},
};

}  // namespace

Guide::Guide(wxWindow* parent, ActionBook& actions, std::function<void()> changed)
    : wxPanel(parent), actions_(actions), changed_(std::move(changed)) {
    add_style(this, "guide");
    atk_object_set_role(gtk_widget_get_accessible(GetHandle()), ATK_ROLE_ALERT);
    count_ = new wxStaticText(this, wxID_ANY, "");
    count_->SetForegroundColour(colour(Tone::quiet));
    text_ = new wxStaticText(this, wxID_ANY, "");
    end_ = new wxButton(this, wxID_ANY, "");
    next_ = new wxButton(this, wxID_ANY, "");
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(count_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
    row->Add(text_, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 12);
    row->Add(end_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    row->Add(next_, 0, wxALIGN_CENTRE_VERTICAL);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, 0, wxEXPAND | wxALL, 12);
    SetSizer(all);
    next_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { step_ < 0 ? begin() : next(); });
    end_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { end(); });
    Hide();
}

void Guide::offer() {
    go_to(-1);
}

void Guide::begin() {
    go_to(0);
}

// When what has led here is done: keys and buttons are still being handled.
void Guide::go_to(int step) {
    step_ = step;
    ended_ = false;
    CallAfter([this] { show(); });
}

void Guide::show() {
    const bool offered = step_ < 0;
    const auto at = static_cast<std::size_t>(std::max(0, step_));
    const Action* action = find_action(steps[at].action);
    const wxString text =
        offered ? ui(tr("New here? Two minutes through the window, step by step. You find it later in the Help menu."))
                : ui(tr(steps[at].text, {{"key", action == nullptr ? std::string{} : shown_key(*action)}}));
    const wxString count =
        offered ? wxString{}
                : ui(tr("{n} of {total}", {{"n", std::int64_t{step_} + 1}, {"total", std::int64_t{steps.size()}}}));
    count_->SetLabel(count);
    count_->Show(!offered);
    const bool last = at + 1 == steps.size();
    next_->SetLabel(ui(offered ? tr("Show me around") : last ? tr("Done") : tr("Next")));
    next_->SetToolTip(ui(offered ? std::string{} : tr("Enter goes on without doing it")));
    end_->SetLabel(ui(offered ? tr("Not now") : tr("End")));
    end_->SetToolTip("Esc");
    end_->Show(!last || offered);
    describe(next_, "guide-next", next_->GetLabel());
    describe(end_, "guide-end", end_->GetLabel());
    Show();
    said_ = text;
    describe(text_, "guide-text", text);
    fit();
    atk_object_set_name(gtk_widget_get_accessible(GetHandle()), (count + " " + text).utf8_str());
    // First its own place, then what is within: buttons of no width are more than the toolkit bears.
    changed_();
    Layout();
}

// What the buttons leave is the text's, in as many lines as it needs.
void Guide::fit() {
    const int width = GetParent()->GetClientSize().x;
    const int others = next_->GetBestSize().x + (end_->IsShown() ? end_->GetBestSize().x : 0) +
                       (count_->IsShown() ? count_->GetBestSize().x : 0) + scaled(70);
    text_->SetLabel(said_);
    text_->Wrap(std::max(scaled(200), width - others));
}

void Guide::next() {
    if (static_cast<std::size_t>(step_) + 1 < steps.size()) return go_to(step_ + 1);
    end();
}

void Guide::end() {
    step_ = -1;
    ended_ = true;
    CallAfter([this] {
        const bool had_focus = next_->HasFocus() || end_->HasFocus();
        Hide();
        changed_();
        if (had_focus) actions_.run("page.shifts");
    });
}

void Guide::done(std::string_view action) {
    if (ended_ || !IsShown() || step_ < 0) return;
    const Step& step = steps[static_cast<std::size_t>(step_)];
    if (action == step.action || (step.esc_too && action == "mark.clear")) next();
}

bool Guide::takes(const std::string& key, const wxWindow* focus) {
    if (ended_ || !IsShown() || step_ < 0 || is_typing(focus)) return false;
    if (key == "Esc" && !steps[static_cast<std::size_t>(step_)].esc_too) {
        end();
        return true;
    }
    if (key == "Enter" && dynamic_cast<const wxButton*>(focus) == nullptr) {
        next();
        return true;
    }
    return false;
}

}  // namespace samordna::desktop
