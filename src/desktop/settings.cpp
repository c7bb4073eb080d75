#include "desktop/settings.h"

#include "desktop/text.h"

namespace samordna::desktop {

namespace {
wxString file_name(const std::filesystem::path& profile) {
    const auto name = (profile / "window.ini").u8string();
    return wxString::FromUTF8(reinterpret_cast<const char*>(name.data()), name.size());
}
}  // namespace

Settings::Settings(const std::filesystem::path& profile)
    : file_(std::make_unique<wxFileConfig>("samordna", "", file_name(profile), "", wxCONFIG_USE_LOCAL_FILE)) {}
Settings::~Settings() = default;

std::optional<std::string> Settings::text(const std::string& key) const {
    wxString value;
    if (!file_->Read(ui(key), &value)) return std::nullopt;
    return utf8(value);
}

std::optional<int> Settings::number(const std::string& key) const {
    long value = 0;
    if (!file_->Read(ui(key), &value)) return std::nullopt;
    return static_cast<int>(value);
}

void Settings::set(const std::string& key, const std::string& value) {
    file_->Write(ui(key), ui(value));
}
void Settings::set(const std::string& key, int value) {
    file_->Write(ui(key), static_cast<long>(value));
}
void Settings::save() {
    file_->Flush();
}

}  // namespace samordna::desktop
