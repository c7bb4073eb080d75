#include "wording/sign_in_words.h"

#include <utility>

#include "wording/catalog.h"

namespace samordna::wording {

using rules::PasswordFault;
using rules::PasswordStrength;

std::string sentence_of_weak_password(std::string_view why) {
    if (const auto fault = rules::parse_password_fault(why)) {
        switch (*fault) {
            case PasswordFault::too_short:
                return tr("The password is too short: at least ten characters.");
            case PasswordFault::too_long:
                return tr("The password is too long.");
            case PasswordFault::user_name:
                return tr("The password must not be the user name.");
            case PasswordFault::common:
                return tr("That is one of the passwords that are tried first. Choose one that nobody else has.");
        }
    }
    if (why == "same") return tr("The password must be another than the one you were given.");
    return tr("The password cannot be chosen. Choose another.");
}

std::string judgement_of_password(std::string_view password, std::string_view user) {
    if (password.empty()) return {};
    if (const auto fault = rules::fault_of_password(password, user))
        return sentence_of_weak_password(rules::name_of(*fault));
    switch (rules::strength_of_password(password)) {
        case PasswordStrength::fair:
            return tr("Strength: fair. A longer one is harder to guess.");
        case PasswordStrength::good:
            return tr("Strength: good.");
        case PasswordStrength::strong:
            return tr("Strength: strong.");
    }
    return {};
}

std::string no_second_factor() {
    return tr("Signed in with a password alone: for trying out, on the server's own computer only.");
}

workspace::BrowserWords browser_words(std::string server, std::string way) {
    return {std::move(server),
            std::move(way),
            std::string(name_of(language())),
            "Samordna",
            tr("The answer is there. You may close this page and go back to Samordna."),
            tr("Nobody was signed in. You may close this page; Samordna says why."),
            std::chrono::minutes{5}};
}

AppSecret app_secret_of(const base::Error& enrol) {
    const auto text = [&](std::string_view name) {
        const auto found = enrol.parameters.find(name);
        const auto* value = found == enrol.parameters.end() ? nullptr : std::get_if<std::string>(&found->second);
        return value == nullptr ? std::string{} : *value;
    };
    return {text("secret"), text("uri")};
}

std::string in_fours(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        if (i > 0) out += ' ';
        out += text.substr(i, 4);
    }
    return out;
}

}  // namespace samordna::wording
