#include "server/key_file.h"

#include <fstream>

#include "server/digest.h"

namespace samordna::server {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string line;
    std::getline(in, line);
    return from_base64url(line);
}

// Whole or not at all, and never over one that is there: another process may be making it too.
void make(const fs::path& file) {
    const fs::path draft = file.string() + "." + random_secret();
    {
        std::ofstream out(draft, std::ios::binary);
        fs::permissions(draft, fs::perms::owner_read | fs::perms::owner_write);
        out << random_secret() << '\n';
    }
    std::error_code there_is_one;
    fs::create_hard_link(draft, file, there_is_one);
    fs::remove(draft);
}

}  // namespace

base::Result<std::string> KeyFile::key() {
    const std::lock_guard lock(mutex_);
    try {
        if (key_.empty() && !fs::exists(file_)) make(file_);
        if (key_.empty()) key_ = content_of(file_);
    } catch (const fs::filesystem_error& failure) {
        return base::Error{"backend.fault", {}, "the key of the second factor: " + failure.code().message()};
    }
    if (key_.size() != 32) {
        key_.clear();
        return base::Error{"backend.fault", {}, "the key of the second factor cannot be read"};
    }
    return key_;
}

}  // namespace samordna::server
