// What the backend's calls take and give, beside protocol/. Values; any thread.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/remote.h"
#include "protocol/unit_package.h"
#include "rules/rulebook.h"
#include "server/principal.h"

namespace samordna::server {

struct FeedPage {
    std::string text;  // lines of protocol/feed.h; the last one is `last`
    protocol::Checkpoint last;
    std::vector<VisibleUnit> units;  // of which there was something to send
};

struct RecordText {
    std::string text;  // a line of the feed, without its line end
    std::int64_t revision = 0;
};

// What an account shows beside its password: a code of an app, or nothing, which is served on this computer only.
enum class SecondFactor : std::uint8_t { none, totp };
std::string_view name_of(SecondFactor factor);
std::optional<SecondFactor> parse_second_factor(std::string_view name);

// From where somebody asks.
struct Peer {
    std::string address;    // as text; who fails too often from there has to wait
    bool is_here = false;   // this computer, and nobody in between
    std::string program{};  // product and version, as it says itself; for the log
};

// Whom a provider says somebody to be.
struct Identity {
    std::string issuer;
    std::string subject;
    std::string provider{};  // its name in our settings
};

struct NewAccount {
    std::string user;
    Role role = Role::coordinator;
    std::vector<std::string> units;  // by name
    std::string password;            // empty: none; then it has an identity
    bool replace = false;            // an account of that name is given this password, role and units instead
    std::optional<SecondFactor> second_factor{};  // totp unless said; a service has none
    bool one_time_password = false;               // the first sign-in chooses another
    std::string care_worker{};                    // her number, where she is one too
    std::optional<Identity> identity{};           // with which she signs in, beside the password or without one
};

struct IngestCount {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t removed = 0;
};

struct IngestReport {
    // package.shift_approved: the row would change what has been approved.
    std::vector<protocol::PackageProblem> problems;
    std::array<IngestCount, domain::record_types.size()> counts{};  // by type
    bool stored = false;  // false: there were problems, and nothing was stored
};

struct RulebookInstallation {
    rules::Rulebook book;
    std::int64_t units = 0;  // that have it
    bool is_new = false;     // false: it was there already, and nothing has changed
};

}  // namespace samordna::server
