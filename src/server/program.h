// What the commands of samordnad have in common. Main thread.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "server/backend.h"

namespace samordna::server {

enum Exit { done = 0, refused = 1, usage = 2 };

std::filesystem::path path_of(const std::string& utf8);
// Says it on stderr and gives the code back.
int complain(std::string_view sentence, Exit code);
int complain(const base::Error& error);
// This computer's, or one that is started at that moment. Nothing where it is no moment, and that has been said.
std::unique_ptr<base::Clock> clock_of(const std::string& start);
// What has been made before. Nothing where it cannot be opened, and that has been said.
std::unique_ptr<Backend> existing(const std::string& data, const base::Clock& clock);

}  // namespace samordna::server
