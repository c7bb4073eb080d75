#include "server/sentences.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace samordna::server {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr std::array sentences{
    Entry{"account.exists",
          "There is an account of that name already; --replace gives it this password, role, units and second "
          "factor."},
    Entry{"account.unknown_unit", "There is no unit called {unit}."},
    Entry{"account.ambiguous_unit", "Several units are called {unit}."},
    Entry{"account.unknown", "There is no account of that name."},
    Entry{"account.unknown_care_worker", "No care worker of the account's units has the number {care_worker}."},
    Entry{"account.bad_user", "A user's name is 1 to 200 bytes of UTF-8, without blanks at its ends."},
    Entry{"account.bad_password", "A password is 8 to 1024 bytes."},
    Entry{"account.bad_identity", "An issuer and a subject are wanted, each on one line."},
    Entry{"account.identity_taken", "That subject signs in as somebody else already."},
    Entry{"account.service", "Another system signs in with a password."},
    Entry{"openid.cannot_read", "The file that --openid names cannot be read."},
    Entry{"openid.malformed", "In the file that --openid names, {field} is missing, unknown or not what it should be."},
    Entry{"openid.secret_unreadable", "The secret file of the provider {name} cannot be read."},
    Entry{"openid.not_https", "The issuer of the provider {name} is neither HTTPS nor on this computer."},
    Entry{"openid.named_twice", "Two providers are called {name}."},
    Entry{"phone.unknown", "There is no phone called {phone}."},
    Entry{"phone.ambiguous", "Several units have a phone called {phone}; --unit says which."},
    Entry{"phone.inactive", "The phone is inactivated. A manager may take it into use again."},
    Entry{"demo.no_unit", "There is no demo unit in the database; samordnad demo makes one."},
    Entry{"backend.busy", "Another process holds the database. Try again in {retry_after} seconds."},
    Entry{"backend.fault", "The database cannot be used."},
    Entry{"storage.newer", "The database was made by a newer version of this program. Install that version."},
    Entry{"rulebook.cannot_read", "The rulebook cannot be read."},
    Entry{"rulebook.no_database", "There is no database in the folder that --data names."},
    Entry{"rulebook.malformed", "{file}:{line}: {reason}."},
    Entry{"rulebook.base_unknown", "{file}: it extends {version}, which is neither built in nor installed."},
    Entry{"rulebook.other_content",
          "{version} is installed with other content, and months have been judged by that. Give this one a version of "
          "its own."},
    Entry{"rulebook.version_taken", "{version} is the version of a rulebook of another municipality."},
    Entry{"listen.unknown_host", "There is no host called {host}."},
    Entry{"listen.failed", "It cannot listen there."},
    Entry{"listen.bad_certificate", "The certificate or its key cannot be used."},
    Entry{"package.not_a_folder", "There is no folder there with a unit package."},
    Entry{"package.no_unit", "The package does not say which unit it is about."},
    Entry{"package.missing_file", "The file is not there."},
    Entry{"package.cannot_read", "The file cannot be read."},
    Entry{"package.missing_column", "The file has no such column."},
    Entry{"package.bad_value", "This is {bad_value}."},
    Entry{"package.unknown_reference", "What it refers to is not in the package."},
    Entry{"package.duplicate", "The same stands on an earlier row; the first one counts."},
    Entry{"package.empty", "It must not be empty."},
    Entry{"package.mixed_shift", "The shift belongs to another care worker on an earlier row."},
    Entry{"package.shift_approved", "The shift has been approved here. Its approval must be revoked first."},
    Entry{"csv.not_utf8", "It is not written in UTF-8."},
    Entry{"csv.open_quote", "A quotation mark opens here that is never closed."},
    Entry{"csv.stray_quote", "There is a quotation mark in the middle of a field."},
    Entry{"csv.field_count", "The row has more or fewer fields than the header."},
};

constexpr std::string_view no_moment = "no moment with its offset, like 2026-10-01T06:40:00+02:00";
constexpr std::string_view no_date = "no date like 2026-10-01";
constexpr std::string_view not_yes_or_no = "neither yes nor no";
constexpr std::string_view no_verification = "no verification: manual, tag or lock";
constexpr std::string_view no_minutes = "no number of whole minutes from 0 to 1440";

// What a bad value of the columns of resources/unit-package.md is, where they do not hold just any text.
constexpr std::array bad_values{
    Entry{"start", no_moment},
    Entry{"end", no_moment},
    Entry{"registered_at", no_moment},
    Entry{"original_start", no_moment},
    Entry{"original_end", no_moment},
    Entry{"last_login", no_moment},
    Entry{"battery_read_at", no_moment},
    Entry{"battery_changed_at", no_moment},
    Entry{"read_at", no_moment},
    Entry{"day", no_date},
    Entry{"openings", "no number of openings in a day"},
    Entry{"last_used_at", no_moment},
    Entry{"valid_from", no_date},
    Entry{"valid_to", no_date},
    Entry{"mounted_at", no_date},
    Entry{"removed_at", no_date},
    Entry{"active", not_yes_or_no},
    Entry{"double_staffing", not_yes_or_no},
    Entry{"extra", not_yes_or_no},
    Entry{"declined", not_yes_or_no},
    Entry{"registered", not_yes_or_no},
    Entry{"coupled", not_yes_or_no},
    Entry{"start_verification", no_verification},
    Entry{"end_verification", no_verification},
    Entry{"minutes", no_minutes},
    Entry{"minutes_per_visit", no_minutes},
    Entry{"number", "no whole number"},
    Entry{"kind", "no kind of lock: door or entrance"},
    Entry{"battery_level", "no battery level: unknown, ok, low, critical or empty"},
};

template <std::size_t N>
std::string_view look_up(const std::array<Entry, N>& table, std::string_view name) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Entry& entry) { return entry.first == name; });
    return it == table.end() ? std::string_view{} : it->second;
}

std::string filled(std::string_view sentence, const base::Parameters& parameters) {
    std::string out(sentence);
    for (const auto& [name, value] : parameters) {
        const std::string mark = "{" + name + "}";
        const auto at = out.find(mark);
        if (at == std::string::npos) continue;
        out.replace(at, mark.size(), std::visit([](const auto& v) { return fmt::format("{}", v); }, value));
    }
    return out;
}

std::string sentence_of(std::string_view code, const base::Parameters& parameters) {
    const std::string_view sentence = look_up(sentences, code);
    if (sentence.empty()) return fmt::format("Something went wrong that there are no words for: {}.", code);
    return filled(sentence, parameters);
}

}  // namespace

bool knows_code(std::string_view code) {
    return !look_up(sentences, code).empty();
}

std::string sentence_of(const base::Error& error) {
    std::string text = sentence_of(error.code, error.parameters);
    if (!error.detail.empty()) text += " (" + error.detail + ")";
    return text;
}

std::string sentence_of(const protocol::PackageProblem& problem) {
    std::string text = problem.file;
    if (problem.line > 0) text += fmt::format(":{}", problem.line);
    if (!problem.column.empty()) text += fmt::format(": column {}", problem.column);
    if (problem.column_number > 0) text += fmt::format(" ({})", problem.column_number);
    const std::string_view value = look_up(bad_values, problem.column);
    const base::Parameters parameters{{"bad_value", std::string(value.empty() ? "no text that can be kept" : value)}};
    return fmt::format("{}: {} [{}]", text, sentence_of(problem.code, parameters), problem.code);
}

}  // namespace samordna::server
