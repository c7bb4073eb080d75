#include "workspace/log_desk.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "sync/signed_in_remote.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

constexpr std::chrono::minutes one_reading{30};  // of a client, by the same person
constexpr std::size_t most_pages = 1000;

}  // namespace

void Workspace::note_readings(domain::ReadingVerb verb, domain::RecordType type, std::span<const domain::Id> targets) {
    State& s = *state_;
    const auto apart = verb == domain::ReadingVerb::client_read ? one_reading : std::chrono::minutes{0};
    s.or_trouble([&] {
        if (s.store->meta("token").empty()) return false;
        std::vector<domain::NotedReading> readings;
        std::set<domain::Id> named{domain::Id{}};
        for (const auto& target : targets) {
            if (named.insert(target).second) readings.push_back({s.ids.next(), s.now(), verb, type, target});
        }
        return s.store->note_readings(readings, apart);
    });
}

void Workspace::note_reading_of_units(domain::ReadingVerb verb) {
    std::vector<domain::Id> ids;
    for (const auto& unit : units()) ids.push_back(unit.id);
    note_readings(verb, domain::RecordType::unit, ids);
}

namespace {

// With her session, which is renewed where it has run out.
template <class Ask>
auto asked(Workspace::State& s, Ask ask) -> decltype(ask(std::declval<protocol::Remote&>())) {
    const auto who = sync::sign_in_of(*s.store);
    if (who.token.empty()) return base::Error{"session.expired"};
    const auto remote = s.remote(who.server, {});
    sync::SignedInRemote signed_in(*s.store, *remote, who);
    return ask(signed_in);
}

}  // namespace

Result<domain::LogPage> LogDesk::ask(const domain::LogQuestion& question) {
    return asked(state_, [&](protocol::Remote& remote) { return remote.log(question); });
}

Result<std::vector<domain::LogRow>> LogDesk::ask_for_all(domain::LogQuestion question) {
    return asked(state_, [&](protocol::Remote& remote) -> Result<std::vector<domain::LogRow>> {
        std::vector<domain::LogRow> rows;
        for (std::size_t i = 0; i < most_pages; ++i) {
            auto page = remote.log(question);
            if (!page) return page.error();
            std::move(page->rows.begin(), page->rows.end(), std::back_inserter(rows));
            question.cursor = page->cursor;
            if (question.cursor.empty()) break;
        }
        return rows;
    });
}

Result<> LogDesk::sign(std::vector<std::string> rows, const std::string& note) {
    return asked(state_, [&](protocol::Remote& remote) {
        return remote.check_log({state_.ids.next(), std::move(rows), note});
    });
}

std::optional<int> LogDesk::client_number(const std::optional<domain::Id>& client) const {
    const auto found = client ? state_.store->find(domain::RecordType::client, *client) : std::nullopt;
    return found ? std::optional(std::get<domain::Client>(found->record).number) : std::nullopt;
}

std::string LogDesk::lock_name(const std::optional<domain::Id>& lock) const {
    const auto found = lock ? state_.store->find(domain::RecordType::lock, *lock) : std::nullopt;
    return found ? std::get<domain::Lock>(found->record).source_id : std::string{};
}

}  // namespace samordna::workspace
