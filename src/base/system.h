// What the operating systems do differently; system.cpp is the only file of the heart that includes their headers. Any
// thread.
#pragma once

namespace samordna::base {

// A crash leaves no picture of the memory behind: it would hold names and notes in clear. Called first in every
// program.
void forbid_core_dumps();

}  // namespace samordna::base
