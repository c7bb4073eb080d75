// What samordnad's commands share. Main thread.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace samordna::server {

enum Exit { done = 0, refused = 1, usage = 2 };

std::filesystem::path path_of(const std::string& utf8);
// A sentence on stderr; gives the code.
int complain(std::string_view sentence, Exit code);
int complain(const base::Error& error);

}  // namespace samordna::server
