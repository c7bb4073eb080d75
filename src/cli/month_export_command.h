// month.export, which stands among the commands of the basis. Main thread.
#pragma once
#include "cli/command.h"

namespace samordna::cli {

std::unique_ptr<Command> month_export_command();

}  // namespace samordna::cli
