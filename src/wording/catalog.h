// What we say to people, in the language they have chosen. An English msgid (ASCII) is the key of every text; i18n/*.po
// has the others. The catalogs lie in the program, so that nothing depends on the locale of the process. Called by
// desktop/ and cli/; any thread, but the language is switched by the main thread while no other one speaks. Texts are
// UTF-8.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace samordna::wording {

using base::Parameters;

enum class Language : std::uint8_t { sv, en };

void set_language(Language language);
Language language();
// "sv", "sv_SE.UTF-8", "en-GB"; nothing for a language that we do not speak.
std::optional<Language> parse_language(std::string_view text);
std::string_view name_of(Language language);  // sv, en
// What the environment asks for; Swedish where it asks for nothing that we speak.
Language system_language();

// {name} in the text is replaced by the parameter of that name; a name without a parameter stays as it is.
std::string tr(const char* msgid, const Parameters& parameters = {});
// By number; {n} is the number, grouped as the language does.
std::string trn(const char* one, const char* many, std::int64_t n, const Parameters& parameters = {});
// The same English word with another meaning.
std::string trc(const char* context, const char* msgid, const Parameters& parameters = {});

// Marks a text in a table for i18n/refresh.sh; tr() it where it is said.
constexpr const char* mark(const char* msgid) {
    return msgid;
}

}  // namespace samordna::wording
