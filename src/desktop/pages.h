// The one table of pages: the navigation and the actions that go to them are made from it. Main thread.
#pragma once
#include <span>
#include <string_view>

#include "desktop/page.h"

namespace samordna::desktop {

struct PageEntry {
    std::string_view action;
    const char* label;  // msgid
    const char* icon_name;
    Page* (*make)(wxWindow* parent, Context& context);
};

// In the order of the navigation; the first is where she begins.
std::span<const PageEntry> pages();

}  // namespace samordna::desktop
