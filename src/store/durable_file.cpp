#include "store/durable_file.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <io.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

#include "base/id.h"

namespace samordna::store {
namespace {

namespace fs = std::filesystem;

base::Error cannot_create(std::string detail) {
    return {"profile.cannot_create", {}, std::move(detail)};
}

struct Close {
    void operator()(std::FILE* f) const { std::fclose(f); }
};
using File = std::unique_ptr<std::FILE, Close>;

File open_new(const fs::path& path) {
#ifdef _WIN32
    return File(_wfopen(path.c_str(), L"wbx"));
#else
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return File(fd < 0 ? nullptr : ::fdopen(fd, "wb"));
#endif
}

File open_again(const fs::path& path) {
#ifdef _WIN32
    return File(_wfopen(path.c_str(), L"r+b"));
#else
    return File(std::fopen(path.c_str(), "r+b"));
#endif
}

bool to_disk(std::FILE* file) {
    if (std::fflush(file) != 0) return false;
#ifdef _WIN32
    return _commit(_fileno(file)) == 0;
#else
    return ::fsync(::fileno(file)) == 0;
#endif
}

void directory_to_disk([[maybe_unused]] const fs::path& directory) {
#ifndef _WIN32
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
#endif
}

}  // namespace

base::Result<> make_private_directory(const fs::path& directory) {
    std::error_code failed;
    const bool made = fs::create_directories(directory, failed);
    if (failed) return cannot_create("directory: " + failed.message());
    if (!fs::is_directory(directory, failed)) return cannot_create("not a directory");
    if (made) {
        fs::permissions(directory, fs::perms::owner_all, failed);
        if (failed) return cannot_create("permissions: " + failed.message());
    }
    return {};
}

std::optional<std::string> read_small_file(const fs::path& file, std::size_t at_most) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    std::string content(at_most + 1, '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (in.bad()) return std::nullopt;
    content.resize(static_cast<std::size_t>(in.gcount()));
    if (content.size() > at_most) return std::nullopt;
    return content;
}

base::Result<bool> create_private_file(const fs::path& file, std::string_view content) {
    base::IdSource ids;
    const fs::path temporary = file.parent_path() / ("new-" + ids.next().text());
    std::error_code failed;
    {
        const File out = open_new(temporary);
        if (!out) return cannot_create("cannot write to the profile's directory");
        if (std::fwrite(content.data(), 1, content.size(), out.get()) != content.size() || !to_disk(out.get())) {
            fs::remove(temporary, failed);
            return cannot_create("the profile's disk is full or failing");
        }
    }
    // A hard link appears whole and fails where another process was first.
    fs::create_hard_link(temporary, file, failed);
    const bool ours = !failed;
    std::error_code ignored;
    if (failed && !fs::exists(file, ignored)) {
        fs::rename(temporary, file, failed);  // a file system without hard links
        if (failed) {
            fs::remove(temporary, ignored);
            return cannot_create("rename: " + failed.message());
        }
        directory_to_disk(file.parent_path());
        return true;
    }
    fs::remove(temporary, ignored);
    directory_to_disk(file.parent_path());
    return ours;
}

namespace {

base::Error unwritable(const fs::path& file, std::string detail) {
    const auto name = file.filename().u8string();
    return {"basis.file_unwritable", {{"file", std::string(name.begin(), name.end())}}, std::move(detail)};
}

}  // namespace

base::Result<FileOnItsWay> FileOnItsWay::begin(const fs::path& file) {
    base::IdSource ids;
    fs::path path = file.parent_path() / (".samordna-" + ids.next().text() + ".part");
    if (!open_new(path)) return unwritable(file, "cannot write to the directory");
    return FileOnItsWay(file, std::move(path));
}

FileOnItsWay::FileOnItsWay(FileOnItsWay&& other) noexcept
    : file_(std::move(other.file_)), path_(std::exchange(other.path_, {})) {}

FileOnItsWay::~FileOnItsWay() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
}

base::Result<> FileOnItsWay::put_in_place() {
    {
        const File written = open_again(path_);
        if (!written || !to_disk(written.get())) return unwritable(file_, "the disk is full or failing");
    }
    std::error_code failed;
    fs::rename(path_, file_, failed);
    if (failed) return unwritable(file_, "rename: " + failed.message());
    path_.clear();
    directory_to_disk(file_.parent_path());
    return {};
}

}  // namespace samordna::store
