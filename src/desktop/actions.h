// The one table of what can be done: menus, keys, tooltips and the sheet of keys are all made from it. Pages bind what
// an action does and when it can be done. Main thread.
#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samordna::desktop {

enum class MenuName : std::uint8_t { file, edit, view, shift, equipment, staff, rules, help };

struct Action {
    std::string_view id;  // the verb where there is one: shift.approve
    MenuName menu;
    const char* label;  // msgid
    const char* help;   // msgid: a tooltip, a line of the key sheet
    // "Ctrl+Z"; several with " | " between, the first is shown; "G A" is G, then A. In the order Ctrl+Alt+Shift+.
    std::string_view keys;
    // Only while a list has the focus: Space and Enter mean something else on a button.
    bool in_list = false;
};

std::span<const Action> actions();
const Action* find_action(std::string_view id);
// The first key as it is shown, in the language of the window: "Skift+A". Empty where there is none.
std::string shown_key(const Action& action);
// What it does, and its key.
std::string tip(std::string_view id);
std::vector<std::string_view> keys_of(const Action& action);
const char* menu_title(MenuName menu);

class ActionBook {
  public:
    // Several pages may bind the same action: the first that can do it now does it.
    void bind(std::string_view id, std::function<void()> run, std::function<bool()> enabled = {});
    // What is bound from now on is this page's (its action's id); empty: the window's.
    void begin_page(std::string_view page) { page_ = page; }
    bool is_of_page(std::string_view id, std::string_view page) const;
    // Told of every action that has been run, after it.
    void on_run(std::function<void(std::string_view id)> listener) { ran_ = std::move(listener); }
    bool enabled(std::string_view id) const;
    // False where it is not bound or cannot be done now.
    bool run(std::string_view id);
    // The action of a key, or nothing. Of several with the same key the first that can be done now. `pending` holds the
    // G of a two-key action between calls.
    const Action* of_key(const std::string& key, bool in_list);

  private:
    struct Bound {
        std::function<void()> run;
        std::function<bool()> enabled;
        std::string_view page{};
    };
    const Bound* able(std::string_view id) const;

    std::map<std::string, std::vector<Bound>, std::less<>> bound_;
    std::string pending_;
    std::string_view page_;
    std::function<void(std::string_view)> ran_;
};

}  // namespace samordna::desktop
