#include "workspace/log_desk.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/csv.h"
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
auto asked(Workspace::State& s, store::Store& store, const std::stop_token& stop, Ask&& ask)
    -> decltype(ask(std::declval<protocol::Remote&>())) {
    const auto who = sync::sign_in_of(store);
    if (who.token.empty()) return base::Error{"session.expired"};
    const auto remote = s.remote(who.server, stop);
    sync::SignedInRemote signed_in(store, *remote, who);
    return ask(signed_in);
}

Result<std::vector<domain::LogRow>> every_page(protocol::Remote& remote, domain::LogQuestion question) {
    std::vector<domain::LogRow> rows;
    for (std::size_t i = 0; i < most_pages; ++i) {
        auto page = remote.log(question);
        if (!page) return page.error();
        std::move(page->rows.begin(), page->rows.end(), std::back_inserter(rows));
        question.cursor = page->cursor;
        if (question.cursor.empty()) break;
    }
    return rows;
}

// On another thread than the workspace's.
template <class Answer>
Answer asked_apart(Workspace::State& s, const std::stop_token& stop,
                   const std::function<Answer(protocol::Remote&)>& ask) {
    try {
        auto store = store::Store::open(*s.vault, store::Store::Rank::background);
        if (!store) return store.error();
        (*store)->keep_little();
        return asked(s, **store, stop, ask);
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

}  // namespace

Result<domain::LogPage> LogDesk::ask(const domain::LogQuestion& question) {
    return asked(state_, *state_.store, {}, [&](protocol::Remote& remote) { return remote.log(question); });
}

Result<std::vector<domain::LogRow>> LogDesk::ask_for_all(domain::LogQuestion question) {
    return asked(state_, *state_.store, {}, [&](protocol::Remote& remote) { return every_page(remote, question); });
}

Result<> LogDesk::sign(std::vector<std::string> rows, const std::string& note) {
    return asked(state_, *state_.store, {}, [&](protocol::Remote& remote) {
        return remote.check_log({state_.ids.next(), std::move(rows), note});
    });
}

template <class Answer>
void LogDesk::begin(std::function<Answer(protocol::Remote&)> call, std::function<void(const Answer&)> done) {
    abandon();
    const int number = last_;
    threads_.emplace(number, [&s = state_, weak = std::weak_ptr(self_), number, call = std::move(call),
                              done = std::move(done)](const std::stop_token& stop) {
        const auto answer = std::make_shared<Answer>(asked_apart(s, stop, call));
        s.post.post([weak, number, answer, done] {
            const auto self = weak.lock();
            if (!self) return;
            (*self)->threads_.erase(number);  // this was the last thing that it did
            if (number == (*self)->last_) done(*answer);
        });
    });
}

void LogDesk::abandon() {
    ++last_;
    for (auto& [number, thread] : threads_) thread.request_stop();
}

void LogDesk::begin_ask(const domain::LogQuestion& question, std::function<void(const Result<domain::LogPage>&)> done) {
    begin<Result<domain::LogPage>>([question](protocol::Remote& remote) { return remote.log(question); },
                                   std::move(done));
}

void LogDesk::begin_ask_for_all(const domain::LogQuestion& question,
                                std::function<void(const Result<std::vector<domain::LogRow>>&)> done) {
    begin<Result<std::vector<domain::LogRow>>>(
        [question](protocol::Remote& remote) { return every_page(remote, question); }, std::move(done));
}

void LogDesk::begin_sign(std::vector<std::string> rows, const std::string& note,
                         std::function<void(const Result<>&)> done) {
    begin<Result<>>([check = domain::LogCheck{state_.ids.next(), std::move(rows), note}](
                        protocol::Remote& remote) { return remote.check_log(check); },
                    std::move(done));
}

// Asked for while a list is drawn, where nothing may be thrown.
std::optional<domain::Record> LogDesk::find(domain::RecordType type, const std::optional<domain::Id>& id) const {
    if (!id) return std::nullopt;
    auto found = state_.or_trouble([&] { return state_.store->find(type, *id); });
    return found && *found ? std::optional(std::move((*found)->record)) : std::nullopt;
}

std::optional<int> LogDesk::client_number(const std::optional<domain::Id>& client) const {
    const auto found = find(domain::RecordType::client, client);
    return found ? std::optional(std::get<domain::Client>(*found).number) : std::nullopt;
}

std::string LogDesk::lock_name(const std::optional<domain::Id>& lock) const {
    const auto found = find(domain::RecordType::lock, lock);
    return found ? std::get<domain::Lock>(*found).source_id : std::string{};
}

std::string LogDesk::thing_name(const domain::LogRow& row) const {
    const auto found = row.type ? find(*row.type, row.target) : std::nullopt;
    if (!found) return {};
    return std::visit(
        [](const auto& record) -> std::string {
            if constexpr (requires { record.source_id; }) return record.source_id;
            if constexpr (requires { std::string(record.number); }) return std::string(record.number);
            return {};
        },
        *found);
}

std::string LogDesk::csv_of(const std::vector<domain::LogRow>& rows) const {
    std::string text;
    base::append_csv_row(
        text, {"row", "recorded_at", "happened_at", "user", "role", "unit", "verb", "type", "target", "client",
               "client_number", "lock", "lock_source_id", "program", "phone", "outcome", "detail"});
    const auto id = [](const std::optional<domain::Id>& one) { return one ? one->text() : std::string{}; };
    for (const auto& row : rows) {
        const auto number = client_number(row.client);
        const std::vector<std::string> values{row.row,
                                              domain::local_instant_text(row.recorded_at),
                                              domain::local_instant_text(row.happened_at),
                                              base::harmless(row.user),
                                              row.role,
                                              id(row.unit),
                                              row.verb,
                                              row.type ? std::string(domain::name_of(*row.type)) : std::string{},
                                              id(row.target),
                                              id(row.client),
                                              number ? std::to_string(*number) : std::string{},
                                              id(row.lock),
                                              lock_name(row.lock),
                                              row.program,
                                              id(row.phone),
                                              std::string(domain::name_of(row.outcome)),
                                              base::harmless(row.detail)};
        base::append_csv_row(text, {values.begin(), values.end()});
    }
    return text;
}

}  // namespace samordna::workspace
