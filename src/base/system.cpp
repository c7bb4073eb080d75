#include "base/system.h"

#ifndef _WIN32
#include <sys/resource.h>
#endif

namespace samordna::base {

void forbid_core_dumps() {
#ifndef _WIN32
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
}

}  // namespace samordna::base
