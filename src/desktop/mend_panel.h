// A visit being mended: what was registered beside what it shall be, the note that says why, and what the rules will
// say, told while she types. It stands where the details stand. What she has typed is kept as a draft until she saves
// it or takes it back, also through a crash or another page. Main thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/timer.h>

#include "desktop/context.h"
#include "workspace/shift_list.h"

namespace samordna::desktop {

class Prose;

class MendPanel final : public wxPanel {
  public:
    // `closed`: she is done; the visits of these shifts have changed, none where she left it.
    MendPanel(wxWindow* parent, Context& context, std::function<void(const std::vector<domain::Id>& shifts)> closed);
    void open(const workspace::VisitLine& line, bool at_note);
    const domain::Id& visit() const { return visit_.id; }
    bool can_save() const { return can_save_; }
    void save();
    void begin_note();  // with what is known
    // Her typing stays as a draft.
    void leave();

  private:
    void read_draft();
    void keep_draft();
    void forget_draft();
    std::string draft_name() const;
    // What she has changed. Nothing: a time cannot be read.
    std::optional<domain::EditVisit> wanted() const;
    std::optional<domain::Instant> moment(const wxTextCtrl* field, domain::Instant shown) const;
    void changed();
    void judge();

    Context& context_;
    std::function<void(const std::vector<domain::Id>&)> closed_;
    domain::Visit visit_;
    std::vector<workspace::ServiceChoice> choices_;
    rules::Findings findings_;  // of the visit as it would be
    bool filling_ = false;      // we write in the fields, not she
    bool can_save_ = false;
    wxTimer pause_;
    wxStaticText* title_;
    wxStaticText *start_was_, *end_was_, *double_was_, *services_was_;
    wxTextCtrl *start_, *end_, *note_;
    wxCheckBox* double_;
    wxDataViewListCtrl* services_;
    wxButton *cancel_, *save_, *skeleton_;
    Prose* told_;
};

}  // namespace samordna::desktop
