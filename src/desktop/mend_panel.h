// A visit being mended, or registered afterwards: its form, and what the rules will say, told while she types. It
// stands where the details stand. What she has typed is kept as a draft until she saves it or takes it back, also
// through a crash or another page; what somebody else does to the visit meanwhile is told and taken in. Main thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/stattext.h>
#include <wx/timer.h>

#include "desktop/context.h"
#include "desktop/visit_form.h"
#include "workspace/shift_list.h"

namespace samordna::desktop {

class Prose;

class MendPanel final : public wxPanel {
  public:
    // `closed`: she is done; the visits of these shifts have changed, none where she left it.
    MendPanel(wxWindow* parent, Context& context, std::function<void(const std::vector<domain::Id>& shifts)> closed);
    void open(const workspace::VisitLine& line, VisitForm::Field at);
    void open_new(const workspace::ShiftRow& shift);
    // The visit may stand otherwise now.
    void on_news();
    const domain::Id& visit() const { return id_; }
    bool can_save() const { return can_save_; }
    void save();
    void begin_note();  // with what is known
    bool is_contested() const { return !form_->contested().empty(); }
    void take_theirs();
    // Her typing stays as a draft.
    void leave();

  private:
    std::string draft_name() const;
    void keep_draft();
    void forget_draft();
    // What she has written. Nothing: it cannot be read yet.
    std::optional<domain::Verb> wanted() const;
    void changed();
    void judge();
    void tell_of_others();
    void tell_what_is_missing();
    void tell_of(const workspace::VisitPreview& preview, const std::string* note);

    Context& context_;
    std::function<void(const std::vector<domain::Id>&)> closed_;
    domain::Id id_;
    domain::Visit seen_;               // as it stood when she saw it last; without an id: it was never registered
    domain::Id shift_;                 // that it was opened from
    std::vector<std::string> others_;  // what somebody else has done since it was opened
    rules::Findings findings_;         // of the visit as it would be
    bool can_save_ = false;
    wxTimer pause_;
    wxStaticText* title_;
    VisitForm* form_;
    wxButton *cancel_, *save_, *theirs_;
    Prose* told_;
};

}  // namespace samordna::desktop
