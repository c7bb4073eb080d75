// What is copied by a command lies on the clipboard for a while, and not longer: it is about people. Main thread.
#pragma once
#include <string>

namespace samordna::desktop {

// For a minute.
void copy_text(const std::string& text);
// At once, where it still lies there.
void forget_copied();

}  // namespace samordna::desktop
