#include "rules/checks.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace samordna::rules {
namespace {

using base::Parameters;
using domain::Verification;
using domain::Visit;

using Check = std::optional<Parameters> (*)(const VisitFacts&);

struct NamedCheck {
    std::string_view id;
    Check find;
};

// A visit has at least one service, unless it is the supporting half of double staffing.
std::optional<Parameters> service_missing(const VisitFacts& f) {
    if (!f.visit.service_lines.empty() || f.visit.double_staffing) return std::nullopt;
    return Parameters{};
}

// A start or end without verification needs a note that says why, also where an exemption covers it.
std::optional<Parameters> manual_without_note(const VisitFacts& f) {
    if (!is_manual(f.visit) || says_why(f.visit.note)) return std::nullopt;
    const bool start = f.visit.start_verification == Verification::manual;
    const bool end = f.visit.end.has_value() && f.visit.end_verification == Verification::manual;
    return Parameters{{"ends", std::string(start && end ? "both" : start ? "start" : "end")}};
}

// End before or at the start, longer than a day, or in the future.
std::optional<Parameters> impossible_time(const VisitFacts& f) {
    const Visit& v = f.visit;
    if (v.end && *v.end <= v.start) return Parameters{{"reason", std::string("end_before_start")}};
    if (v.end && *v.end - v.start > std::chrono::hours{24}) return Parameters{{"reason", std::string("over_24_hours")}};
    if (v.start > f.now || (v.end && *v.end > f.now)) return Parameters{{"reason", std::string("in_future")}};
    return std::nullopt;
}

// Registered past the closing time, or not approved when it passed: unpaid for good.
std::optional<Parameters> after_closing(const VisitFacts& f) {
    if (f.visit.registered_at && *f.visit.registered_at > f.closing_time)
        return Parameters{{"reason", std::string("registered")}};
    if (f.now > f.closing_time && !f.approved) return Parameters{{"reason", std::string("unapproved")}};
    return std::nullopt;
}

constexpr std::array<NamedCheck, 4> table{{
    {"impossible-time", impossible_time},
    {"service-missing", service_missing},
    {"manual-without-note", manual_without_note},
    {"after-closing", after_closing},
}};

bool is_letter(unsigned char c) {
    return c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Letters of a word; a letter outside ASCII counts once (its lead byte).
std::size_t letters(std::string_view word) {
    return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return is_letter(u) && (u & 0xC0) != 0x80;
    }));
}

}  // namespace

domain::Minutes performed_minutes(const Visit& visit) {
    if (!visit.end || *visit.end <= visit.start || *visit.end - visit.start > std::chrono::hours{24})
        return domain::Minutes{0};
    return domain::minutes_between(visit.start, *visit.end);
}

bool is_manual(const Visit& visit) {
    return visit.start_verification == Verification::manual ||
           (visit.end.has_value() && visit.end_verification == Verification::manual);
}

bool says_why(std::string_view note) {
    // Initials are one "word" of at most three letters ("EL", "E.L.", "Å Ö"): something longer must be there.
    std::size_t longest = 0;
    std::size_t words = 0;
    std::string word;
    const auto close = [&] {
        const std::size_t n = letters(word);
        longest = std::max(longest, n);
        words += n >= 2 ? 1 : 0;
        word.clear();
    };
    for (const char c : note) {
        if (is_letter(static_cast<unsigned char>(c)))
            word.push_back(c);
        else
            close();
    }
    close();
    return longest >= 4 || words >= 2;
}

Findings findings_of(const VisitFacts& facts) {
    Findings findings;
    for (const NamedCheck& check : table) {
        const CheckRule* rule = facts.rulebook.rule(check.id);
        if (rule == nullptr) continue;
        if (auto parameters = check.find(facts)) {
            findings.push_back({std::string(check.id), rule->severity, facts.rulebook.version, rule->paragraph,
                                facts.visit.id, std::move(*parameters)});
        }
    }
    return findings;
}

const std::vector<std::string_view>& known_checks() {
    static const std::vector<std::string_view> ids = [] {
        std::vector<std::string_view> all;
        for (const NamedCheck& check : table) all.push_back(check.id);
        return all;
    }();
    return ids;
}

}  // namespace samordna::rules
