// What can be mended of a visit, or said of one that was never registered: its fields, beside what was registered and
// what stands there. It knows which of them she has touched and what stood there then, so that what somebody else does
// meanwhile is never put aside unseen. Main thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/dataview.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include "desktop/context.h"
#include "desktop/visit_draft.h"

namespace samordna::desktop {

class VisitForm final : public wxPanel {
  public:
    enum class Field : std::uint8_t { client, shift, start, end, note };

    // `changed`: by her.
    VisitForm(wxWindow* parent, Context& context, std::function<void()> changed);

    // The visit as it stands, with her draft over it.
    void show(const domain::Visit& visit, const VisitDraft& draft);
    // One that was never registered, of a shift that begins then.
    void show_new(domain::Id shift, domain::Instant begins, const VisitDraft& draft);
    // It stands otherwise now: what she has not touched follows.
    void stands(const domain::Visit& visit);
    void focus(Field field);
    // Whether something is known that a note can begin with.
    void offer_beginning(bool known) { skeleton_->Enable(known); }
    void add_to_note(const std::string& words);

    const VisitDraft& draft() const { return touched_; }
    // What both she and somebody else have changed to different things.
    struct Contested {
        std::string field;
        std::string name;  // in words
        std::string was, theirs, mine;
    };
    std::vector<Contested> contested() const;
    // Theirs in all that is contested.
    void take_theirs();

    // Nothing: a time cannot be read.
    std::optional<domain::EditVisit> edit() const;
    // Nothing: so, or no client is named.
    std::optional<domain::RegisterVisit> registration() const;
    // Who the client may be, as typed.
    const std::vector<workspace::ClientChoice>& clients() const { return clients_; }

  private:
    wxStaticText* text(const std::string& words, bool quiet = false);
    wxTextCtrl* field(std::string_view id, const std::string& name);
    void make_fields(wxSizer* body);
    void make_services(wxSizer* body);
    void make_note(wxSizer* body);
    void fill(const std::string& field, const std::string& value);
    std::string value(std::string_view field) const;
    void show_choices();
    void find_client();
    void touched();
    std::optional<domain::Instant> moment(const std::string& typed, std::optional<domain::Instant> shown,
                                          domain::Date day) const;
    std::vector<domain::ServiceLine> lines() const;
    void turn(unsigned row, unsigned column);  // what is ticked is not, and the other way
    void tick(unsigned row, unsigned column);  // it was, by her
    std::optional<domain::Instant> end_after(domain::Instant start, std::optional<domain::Instant> shown) const;
    void show_all(const VisitDraft& draft);

    static constexpr unsigned performed_column = 0;
    static constexpr unsigned extra_column = 2;

    Context& context_;
    std::function<void()> changed_;
    domain::Visit visit_;
    bool made_new_ = false;
    domain::Instant begins_{};  // what its times are near to
    bool filling_ = false;      // we write in the fields, not she
    VisitDraft touched_;
    std::vector<workspace::ServiceChoice> services_there_;
    std::vector<workspace::ShiftChoice> shifts_there_;
    std::vector<workspace::ClientChoice> clients_;
    wxFlexGridSizer* grid_ = nullptr;
    wxStaticText *was_title_ = nullptr, *client_label_ = nullptr, *client_was_ = nullptr, *shift_was_ = nullptr,
                 *start_was_ = nullptr, *end_was_ = nullptr, *double_was_ = nullptr, *services_was_ = nullptr;
    wxTextCtrl *client_ = nullptr, *start_ = nullptr, *end_ = nullptr, *note_ = nullptr;
    wxChoice* shift_ = nullptr;
    wxCheckBox* double_ = nullptr;
    wxDataViewListCtrl* services_ = nullptr;
    wxButton* skeleton_ = nullptr;
};

}  // namespace samordna::desktop
