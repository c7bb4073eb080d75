// A backend with two small units of different providers in a directory of its own, for tests of the server and of
// whatever stands on it. All people are invented. Making one costs a copy of a few files: accounts and sessions are
// made once a process.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/clock.h"
#include "protocol/unit_package.h"
#include "server/backend.h"

namespace support {

namespace base = samordna::base;
namespace domain = samordna::domain;
namespace protocol = samordna::protocol;
namespace server = samordna::server;

inline constexpr const char* password = "korrekt hast batteri";
inline const server::Peer here{"127.0.0.1", true};

// Enhet Norr: the shifts A1 and A2 (two visits each) and A3 (one) can be approved, A4 has a visit without its note.
// Everything happened in October 2026.
protocol::UnitPackage north();
// Enhet Väst, of another provider: one shift, A1.
protocol::UnitPackage west();

domain::Instant at(const char* text);

class House {
  public:
    House();
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    base::ManualClock clock;
    // anna is a coordinator of Enhet Norr, bo too, rune its reviewer; vera is a coordinator of Enhet Väst.
    std::string token(const std::string& user);
    server::Principal who(const std::string& user);
    server::Backend& backend() { return *backend_; }
    const std::filesystem::path& directory() const { return directory_; }
    // The process ends and begins again.
    void restart();
    void close() { backend_.reset(); }
    base::Id shift(const std::string& source_id);  // of Enhet Norr
    domain::Revised record(domain::RecordType type, const base::Id& id);

  private:
    std::filesystem::path directory_;
    std::unique_ptr<server::Backend> backend_;
    std::map<std::string, protocol::Session> sessions_;
};

// A directory for one test, gone when it ends.
class TemporaryDirectory {
  public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace support
