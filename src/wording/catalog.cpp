#include "wording/catalog.h"

#include <atomic>
#include <cstdlib>
#include <locale>
#include <stdexcept>
#include <vector>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "wording/format.h"
#include "wording/speaking.h"

namespace samordna::resources {
std::string_view catalog_file(std::string_view file_name);
}

namespace samordna::wording {
namespace {

using Catalog = boost::locale::message_format<char>;

std::atomic<Language>& current() {
    static std::atomic<Language> language{Language::sv};
    return language;
}

std::optional<Language>& here() {
    thread_local std::optional<Language> language;
    return language;
}

// The facet lives in a locale, which owns it.
std::locale load_swedish() {
    boost::locale::gnu_gettext::messages_info info;
    info.language = "sv";
    info.encoding = "UTF-8";
    info.paths.emplace_back("");
    info.domains.emplace_back("samordna");
    info.callback = [](const std::string&, const std::string&) {
        const auto bytes = resources::catalog_file("sv.mo");
        return std::vector<char>(bytes.begin(), bytes.end());
    };
    auto* facet = boost::locale::gnu_gettext::create_messages_facet<char>(info);
    if (facet == nullptr) throw std::logic_error("the Swedish catalog cannot be read");
    return {std::locale::classic(), facet};
}

const Catalog* catalog() {
    if (wording::language() == Language::en) return nullptr;
    static const std::locale swedish = load_swedish();
    static const Catalog& messages = std::use_facet<Catalog>(swedish);
    return &messages;
}

std::string text_of(const base::Parameter& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return wording::number(*number);
    return std::get<std::string>(value);
}

std::string filled(std::string_view pattern, const Parameters& parameters) {
    std::string out;
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        out.append(pattern.substr(0, open));
        if (open == std::string_view::npos) break;
        pattern.remove_prefix(open);
        const auto close = pattern.find('}');
        const auto it =
            close == std::string_view::npos ? parameters.end() : parameters.find(pattern.substr(1, close - 1));
        if (it == parameters.end()) {
            out.push_back('{');
            pattern.remove_prefix(1);
        } else {
            out.append(text_of(it->second));
            pattern.remove_prefix(close + 1);
        }
    }
    return out;
}

}  // namespace

void set_language(Language language) {
    current() = language;
}
Language language() {
    return here().value_or(current());
}

SpeakingHere::SpeakingHere(Language language) {
    here() = language;
}
SpeakingHere::~SpeakingHere() {
    here().reset();
}

std::optional<Language> parse_language(std::string_view text) {
    const auto code = text.substr(0, 2);
    if (text.size() > 2 && text[2] != '_' && text[2] != '-' && text[2] != '.') return std::nullopt;
    if (code == "sv") return Language::sv;
    if (code == "en") return Language::en;
    return std::nullopt;
}

std::string_view name_of(Language language) {
    return language == Language::sv ? "sv" : "en";
}

Language system_language() {
    for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        if (const auto language = parse_language(value)) return *language;
        break;
    }
    return Language::sv;
}

std::string tr(const char* msgid, const Parameters& parameters) {
    const Catalog* messages = catalog();
    const char* found = messages == nullptr ? nullptr : messages->get(0, nullptr, msgid);
    return filled(found != nullptr ? found : msgid, parameters);
}

std::string trn(const char* one, const char* many, std::int64_t n, const Parameters& parameters) {
    const Catalog* messages = catalog();
    // The catalog counts with int; every form is decided by far smaller numbers.
    const int counted = static_cast<int>(n % 1'000'000);
    const char* found = messages == nullptr ? nullptr : messages->get(0, nullptr, one, counted);
    Parameters all = parameters;
    all.insert_or_assign("n", n);
    return filled(found != nullptr ? found : n == 1 ? one : many, all);
}

std::string trc(const char* context, const char* msgid, const Parameters& parameters) {
    const Catalog* messages = catalog();
    const char* found = messages == nullptr ? nullptr : messages->get(0, context, msgid);
    return filled(found != nullptr ? found : msgid, parameters);
}

}  // namespace samordna::wording
