#include "server/http_message.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace samordna::server {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = digit(text[i + 1]);
        const int low = digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return out;
}

}  // namespace

bool parse_target(std::string_view target, HttpRequest& into) {
    const std::size_t mark = target.find('?');
    const auto path = percent_decoded(target.substr(0, mark));
    if (!path || !path->starts_with('/')) return false;
    into.path = *path;
    if (mark == std::string_view::npos) return true;
    for (const std::string_view pair : base::split(target.substr(mark + 1), '&')) {
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percent_decoded(pair.substr(0, equals));
        const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!name || !value) return false;
        into.query.insert_or_assign(*name, *value);
    }
    return true;
}

}  // namespace samordna::server
