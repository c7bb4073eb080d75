// Which OpenID providers are trusted to say who somebody is: what `samordnad serve --openid FILE` reads. The file:
//
//   {"providers": [{
//     "name": "kommunen",                    as clients ask for it
//     "title": "Nacka kommun",               as people know it
//     "issuer": "https://...",               exactly as the provider says it itself
//     "client_id": "samordna",
//     "secret_file": "kommunen.secret",      its first line; from where FILE lies; without it the client is a public
//     one "scopes": ["openid"],                  the usual "redirect_ports": [51001, 51002],      only where the
//     provider wants to know them; else any "acr": ["..."], "amr": ["..."],        one of each is demanded, where there
//     are any "fresh": true,                         she identifies herself anew, though the browser knows her; the
//     usual "ca_file": "..."                       a further certificate authority
//   }]}
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace samordna::server {

struct OpenIdSettings {
    std::string name;
    std::string title;
    std::string issuer;
    std::string client_id;
    std::string secret{};  // empty: a public client
    std::vector<std::string> scopes{"openid"};
    std::vector<std::uint16_t> redirect_ports{};
    std::vector<std::string> acr{};
    std::vector<std::string> amr{};
    bool fresh = true;
    std::string ca_file{};
};

// Errors: openid.cannot_read, openid.malformed {field}, openid.secret_unreadable {name}, openid.not_https {name},
// openid.named_twice {name}.
base::Result<std::vector<OpenIdSettings>> read_openid_settings(const std::filesystem::path& file);

}  // namespace samordna::server
