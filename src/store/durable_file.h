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

// A file on its way: made beside the place that it is meant for, under a name that tells nothing, readable by its owner
// only. It takes its place in one step, and what is not put there is gone.
class FileOnItsWay {
  public:
    // Error basis.file_unwritable {file}.
    static base::Result<FileOnItsWay> begin(const std::filesystem::path& file);
    FileOnItsWay(FileOnItsWay&& other) noexcept;
    FileOnItsWay& operator=(FileOnItsWay&&) = delete;
    ~FileOnItsWay();
    // To be written to by whoever can only be given a name.
    const std::filesystem::path& path() const { return path_; }
    // In place of what stood there, on the disk before it returns. Error as above.
    base::Result<> put_in_place();

  private:
    FileOnItsWay(std::filesystem::path file, std::filesystem::path path)
        : file_(std::move(file)), path_(std::move(path)) {}
    std::filesystem::path file_;
    std::filesystem::path path_;  // empty: nothing is to be taken away
};

}  // namespace samordna::store
