// Small files that must survive a power cut and that nobody else may read. Blocking; any thread. The only place of this
// room that knows which operating system it is on.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace samordna::store {

// The directory, readable by its owner only, made where it is missing. Error profile.cannot_create.
base::Result<> make_private_directory(const std::filesystem::path& directory);

// The whole file; nothing where there is none (or more than `at_most` bytes).
std::optional<std::string> read_small_file(const std::filesystem::path& file, std::size_t at_most = 65536);

// Puts the file in place in one step, on the disk before it returns, mode 0600. True: it is ours; false: there already
// was one, which is left as it is. Error profile.cannot_create.
base::Result<bool> create_private_file(const std::filesystem::path& file, std::string_view content);

}  // namespace samordna::store
