#include "server/openid_settings.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "server/program.h"
#include "web/http_line.h"

namespace samordna::server {
namespace {

using base::Error;
using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::array known_fields{"name",           "title", "issuer", "client_id", "secret_file", "scopes",
                                  "redirect_ports", "acr",   "amr",    "fresh",     "ca_file"};

struct Bad {
    std::string field;
};

std::string text_at(const json& one, const char* field, bool needed) {
    const auto found = one.find(field);
    if (found == one.end() && !needed) return {};
    if (found == one.end() || !found->is_string() || found->get<std::string>().empty()) throw Bad{field};
    return found->get<std::string>();
}

std::vector<std::string> texts_at(const json& one, const char* field, std::vector<std::string> otherwise) {
    const auto found = one.find(field);
    if (found == one.end()) return otherwise;
    if (!found->is_array()) throw Bad{field};
    std::vector<std::string> texts;
    for (const auto& item : *found) {
        if (!item.is_string() || item.get<std::string>().empty()) throw Bad{field};
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

std::vector<std::uint16_t> ports_of(const json& one) {
    std::vector<std::uint16_t> ports;
    const auto found = one.find("redirect_ports");
    if (found == one.end()) return ports;
    if (!found->is_array()) throw Bad{"redirect_ports"};
    for (const auto& item : *found) {
        if (!item.is_number_integer() || item.get<std::int64_t>() < 1024 || item.get<std::int64_t>() > 65535)
            throw Bad{"redirect_ports"};
        ports.push_back(item.get<std::uint16_t>());
    }
    return ports;
}

std::optional<std::string> first_line(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string line;
    if (!in || !std::getline(in, line)) return std::nullopt;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) return std::nullopt;
    return line;
}

base::Result<OpenIdSettings> settings_of(const json& one, const fs::path& beside) {
    if (!one.is_object()) throw Bad{"providers"};
    for (const auto& [field, value] : one.items()) {
        if (std::find(known_fields.begin(), known_fields.end(), field) == known_fields.end()) throw Bad{field};
    }
    OpenIdSettings settings;
    settings.name = text_at(one, "name", true);
    settings.title = text_at(one, "title", true);
    settings.issuer = text_at(one, "issuer", true);
    settings.client_id = text_at(one, "client_id", true);
    settings.scopes = texts_at(one, "scopes", {"openid"});
    if (std::find(settings.scopes.begin(), settings.scopes.end(), "openid") == settings.scopes.end())
        throw Bad{"scopes"};
    settings.redirect_ports = ports_of(one);
    settings.acr = texts_at(one, "acr", {});
    settings.amr = texts_at(one, "amr", {});
    if (one.contains("fresh")) settings.fresh = one.at("fresh").get<bool>();
    settings.ca_file = text_at(one, "ca_file", false);
    if (!web::HttpLine::may_be_asked(settings.issuer)) return Error{"openid.not_https", {{"name", settings.name}}};
    if (const auto file = text_at(one, "secret_file", false); !file.empty()) {
        const auto secret = first_line(beside / path_of(file));
        if (!secret) return Error{"openid.secret_unreadable", {{"name", settings.name}}};
        settings.secret = *secret;
    }
    return settings;
}

}  // namespace

base::Result<std::vector<OpenIdSettings>> read_openid_settings(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{"openid.cannot_read"};
    const json document = json::parse(std::string(std::istreambuf_iterator<char>(in), {}), nullptr, false);
    try {
        if (!document.is_object() || !document.contains("providers") || !document.at("providers").is_array())
            throw Bad{"providers"};
        std::vector<OpenIdSettings> all;
        for (const auto& one : document.at("providers")) {
            auto settings = settings_of(one, file.parent_path());
            if (!settings) return settings.error();
            for (const auto& other : all) {
                if (other.name == settings->name) return Error{"openid.named_twice", {{"name", settings->name}}};
            }
            all.push_back(std::move(*settings));
        }
        return all;
    } catch (const Bad& bad) {
        return Error{"openid.malformed", {{"field", bad.field}}};
    } catch (const json::exception&) {
        return Error{"openid.malformed", {{"field", std::string("fresh")}}};
    }
}

}  // namespace samordna::server
