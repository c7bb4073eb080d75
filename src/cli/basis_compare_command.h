// basis.compare. Main thread.
#pragma once
#include "cli/command.h"

namespace samordna::cli {

Commands comparison_commands();

}  // namespace samordna::cli
