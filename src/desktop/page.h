// What the window asks of every page. Main thread.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include <wx/panel.h>

#include "desktop/context.h"

namespace samordna::desktop {

class Page : public wxPanel {
  public:
    explicit Page(wxWindow* parent) : wxPanel(parent) {}
    // It comes into sight: the keys go to what she works with there.
    virtual void enter() = 0;
    virtual void on_news(const workspace::News& news) = 0;
    // Time has passed: a shift ends, a month closes.
    virtual void on_time() {}
    // Widths and places, into the settings.
    virtual void remember() {}
    // How much waits for her there, for the navigation; never how much there is.
    virtual std::size_t needs_someone() const { return 0; }
    // The month that it shows, whose closing time stands on the bottom line.
    virtual std::optional<domain::Month> month() const { return std::nullopt; }
    // What its help is found by where it is another than its own: a panel stands in it (wording/help_words.h).
    virtual std::string_view help() const { return {}; }
    // Puts her on that record, whatever she had chosen to see. False: it is not of this page, or is not there.
    virtual bool show(domain::RecordType, domain::Id) { return false; }
    // The same for what the page has of a person who has no page of her own.
    virtual bool show_all_of(domain::RecordType, domain::Id) { return false; }
};

}  // namespace samordna::desktop
