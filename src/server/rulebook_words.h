// What samordnad says of rulebooks, in English. Pure; any thread.
#pragma once
#include <string>

#include "server/values.h"

namespace samordna::server {

// What stands in it, a line for each subject.
std::string description_of(const rules::Rulebook& book);
std::string description_of(const RulebookInstallation& installed);
// "FILE:LINE: what is wrong.", as compilers do.
std::string sentence_of_rulebook(base::Error error);

}  // namespace samordna::server
