// A month that is not at hand.
#pragma once
#include <cstddef>

namespace samordna::workspace {

struct Reading {
    bool stopped = false;    // before it came to its end
    bool stands = false;     // its lists are as they were meanwhile, not empty
    std::size_t visits = 0;  // that it has come to
};

}  // namespace samordna::workspace
