// What the operating systems do differently; system.cpp is the only file of the heart that includes their headers. Any
// thread.
#pragma once

namespace samordna::base {

// First in every program that holds clients' data: a crash leaves no picture of the memory behind, and what the program
// writes can be read by its user alone.
void guard_private_data();

}  // namespace samordna::base
