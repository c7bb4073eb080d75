// samordnactl: the same work as in the window, by keyboard and by timer. Called by main(); main thread. Gives the exit
// code: 0 done, 1 refused, 2 usage, 3 backend not reached, 4 conflict, 5 done, and what is told is for somebody to do.
#pragma once
#include <iosfwd>

namespace samordna::cli {

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace samordna::cli
