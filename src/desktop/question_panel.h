// A few fields to fill in, where the details stand: nothing is blocked meanwhile, and nothing typed is lost: what has
// been begun is kept until it is done, and is there again when the same is asked again. Main thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include "desktop/context.h"

namespace samordna::desktop {

class Prose;
class Roomy;

struct Question {
    struct Field {
        std::string id;    // for ever: "reason"
        std::string name;  // shown
        std::string value{};
        std::vector<std::string> choices{};  // one of these, by number, where there are any
        std::size_t chosen = 0;
        bool long_text = false;
    };
    std::string id;  // what it is about, for ever: a draft is found by it
    std::string title;
    std::vector<std::string> facts;  // to be read before it is answered
    std::vector<Field> fields;
    std::string confirm;  // a verb; where all fields are choices, Enter does it
    // By field; of a choice its number as text. What is wrong is said, nothing closes.
    std::function<std::optional<std::string>(const std::vector<std::string>& values)> done;
};

class QuestionPanel final : public wxPanel {
  public:
    QuestionPanel(wxWindow* parent, Context& context, std::function<void()> closed);
    void ask(Question question);
    void confirm();
    bool is_asking() const { return !question_.fields.empty(); }
    // The same question, and she has not been disturbed: what it is about may have changed.
    const std::string& about() const { return question_.id; }

  private:
    std::string draft_name(const Question::Field& field) const;
    void make_fields();
    std::vector<std::string> values() const;
    void forget_drafts();

    Context& context_;
    std::function<void()> closed_;
    Question question_;
    std::vector<wxWindow*> controls_;
    wxStaticText* title_;
    wxButton* cancel_;
    wxButton* confirm_;
    Prose* facts_;
    wxPanel* fields_;
    wxStaticText* wrong_;
};

}  // namespace samordna::desktop
