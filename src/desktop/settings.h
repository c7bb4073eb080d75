// How she left the window: size, columns, sort, filter, month, language. One small file in the profile, without
// personal data. Main thread.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <wx/fileconf.h>

namespace samordna::desktop {

class Settings {
  public:
    explicit Settings(const std::filesystem::path& profile);
    ~Settings();
    std::optional<std::string> text(const std::string& key) const;
    std::optional<int> number(const std::string& key) const;
    void set(const std::string& key, const std::string& value);
    void set(const std::string& key, int value);
    void save();

  private:
    std::unique_ptr<wxFileConfig> file_;
};

}  // namespace samordna::desktop
