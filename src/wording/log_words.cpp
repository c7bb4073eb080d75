#include "wording/log_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "domain/change.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::wording {
namespace {

struct Word {
    std::string_view verb;
    const char* text;
};

// Beside those that are verbs of the program (wording::name_of_verb).
constexpr std::array words{
    Word{"record.read", mark("Read a record")},
    Word{"sync.snapshot", mark("Fetched everything")},
    Word{"sync.pull", mark("Fetched what was new")},
    Word{"client.read", mark("Looked at a client")},
    Word{"search.opened", mark("Opened a search hit")},
    Word{"export", mark("Saved to a file")},
    Word{"print", mark("Printed")},
    Word{"session.begin", mark("Signed in")},
    Word{"session.end", mark("Signed out")},
    Word{"account.add", mark("Account added or changed")},
    Word{"care_worker.sign_in", mark("Signed in on a phone")},
    Word{"phone.token", mark("Phone given an access of its own")},
    Word{"package.import", mark("Unit package taken in")},
    Word{"rulebook.install", mark("Rules installed")},
    Word{"ingest.lock-readings", mark("Lock readings delivered")},
    Word{"ingest.openings", mark("Lock openings delivered")},
    Word{"ingest.tag-sightings", mark("Tag sightings delivered")},
    Word{"ingest.phone-sightings", mark("Phone sightings delivered")},
    Word{"restored", mark("Database set back from a copy")},
    Word{"retention", mark("Cleared by age")},
    Word{"log.cut", mark("Old rows of the log cleared")},
    Word{"log.read", mark("Read the activity log")},
    Word{"log.export", mark("Saved the activity log to a file")},
    Word{"log.sample", mark("Took a sample of the activity log")},
    Word{"log.check", mark("Checked the activity log")},
    Word{"records.read", mark("Wanted to read records")},
    Word{"readings.tell", mark("Wanted to tell of readings")},
    Word{"sightings.tell", mark("Wanted to deliver sightings")},
    Word{"change", mark("Wanted to change something")},
    Word{"change.unread", mark("Sent a change that could not be read")},
};

template <std::size_t... Kind>
void add_verbs(std::vector<std::string_view>& verbs, std::index_sequence<Kind...>) {
    (verbs.push_back(domain::name_of(domain::Verb{std::in_place_index<Kind>})), ...);
}

}  // namespace

std::vector<std::string_view> log_verbs() {
    std::vector<std::string_view> verbs;
    for (const auto& word : words) verbs.push_back(word.verb);
    add_verbs(verbs, std::make_index_sequence<std::variant_size_v<domain::Verb>>{});
    return verbs;
}

std::string name_of_log_verb(std::string_view verb) {
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.verb == verb; });
    return found == words.end() ? name_of_verb(verb) : tr(found->text);
}

std::string name_of(domain::LogOutcome outcome) {
    switch (outcome) {
        case domain::LogOutcome::done:
            return tr("Carried out");
        case domain::LogOutcome::refused:
            return tr("Refused");
        case domain::LogOutcome::failed:
            return tr("Failed");
    }
    return {};
}

namespace {

// "notes 12": what was cleared, and how many.
std::string cleared_text(const std::string& detail) {
    const auto space = detail.rfind(' ');
    const auto many =
        space == std::string::npos ? std::nullopt : base::parse_integer<std::int64_t>(detail.substr(space + 1));
    if (!many) return detail;
    const std::string what = detail.substr(0, space);
    if (what == "notes") return trn("{n} note", "{n} notes", *many);
    if (what == "clients") return trn("{n} client", "{n} clients", *many);
    if (what == "accounts inactivated") return trn("{n} account inactivated", "{n} accounts inactivated", *many);
    if (what == "accounts purged") return trn("{n} account purged", "{n} accounts purged", *many);
    return detail;
}

}  // namespace

std::string detail_of(const domain::LogRow& row) {
    if (row.verb == "retention") return cleared_text(row.detail);
    if (row.outcome == domain::LogOutcome::done) return row.detail;
    const auto words_of_row = base::split(row.detail, ' ');
    std::string labels;
    for (std::size_t i = 1; i < words_of_row.size(); ++i)
        labels += (labels.empty() ? "" : ", ") + label_of_check(words_of_row[i]);
    if (!labels.empty()) return labels;
    const std::string code(words_of_row.front());
    return knows_error(code) ? sentence_of(base::Error{code}) : code;
}

}  // namespace samordna::wording
