#include "protocol/json_reading.h"
#include "protocol/openid.h"

namespace samordna::protocol {

using namespace wire;

namespace {

std::string text_at(const json& j, const char* field) {
    const auto found = j.is_object() ? j.find(field) : j.end();
    if (!j.is_object() || found == j.end() || !found->is_string()) throw Bad{field};
    return found->get<std::string>();
}

}  // namespace

std::string openid_providers_text(const std::vector<OpenIdProvider>& providers) {
    json list = json::array();
    for (const auto& one : providers) {
        json item{{"name", one.name}, {"title", one.title}};
        if (!one.ports.empty()) item["ports"] = one.ports;
        list.push_back(std::move(item));
    }
    return dump({{"providers", std::move(list)}});
}

Result<std::vector<OpenIdProvider>> parse_openid_providers(std::string_view text) {
    return guarded(text, [](const json& j) {
        std::vector<OpenIdProvider> providers;
        for (const auto& item : list_at(j, "providers")) {
            OpenIdProvider one{text_at(item, "name"), text_at(item, "title")};
            if (item.contains("ports")) {
                for (const auto& port : list_at(item, "ports")) {
                    const auto number = port.get<std::int64_t>();
                    if (number < 1 || number > 65535) throw Bad{"ports"};
                    one.ports.push_back(static_cast<std::uint16_t>(number));
                }
            }
            providers.push_back(std::move(one));
        }
        return providers;
    });
}

std::string openid_wish_text(const OpenIdWish& wish) {
    return dump(
        {{"provider", wish.provider}, {"redirect_uri", wish.redirect_uri}, {"code_challenge", wish.code_challenge}});
}

Result<OpenIdWish> parse_openid_wish(std::string_view text) {
    return guarded(text, [](const json& j) {
        return OpenIdWish{text_at(j, "provider"), text_at(j, "redirect_uri"), text_at(j, "code_challenge")};
    });
}

std::string openid_question_text(const OpenIdQuestion& question) {
    return dump({{"authorization_url", question.address}, {"state", question.state}, {"issuer", question.issuer}});
}

Result<OpenIdQuestion> parse_openid_question(std::string_view text) {
    return guarded(text, [](const json& j) {
        return OpenIdQuestion{text_at(j, "authorization_url"), text_at(j, "state"), text_at(j, "issuer")};
    });
}

std::string openid_reply_text(const OpenIdReply& reply) {
    json j{{"state", reply.state}, {"code", reply.code}, {"code_verifier", reply.code_verifier}};
    if (!reply.iss.empty()) j["iss"] = reply.iss;
    return dump(j);
}

Result<OpenIdReply> parse_openid_reply(std::string_view text) {
    return guarded(text, [](const json& j) {
        OpenIdReply reply{text_at(j, "state"), text_at(j, "code"), text_at(j, "code_verifier")};
        if (j.contains("iss")) reply.iss = text_at(j, "iss");
        return reply;
    });
}

}  // namespace samordna::protocol
