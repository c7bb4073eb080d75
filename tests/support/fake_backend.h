// A small backend in memory for tests of one room: it judges by the program's own rules and answers from a script where
// asked to. The scenarios use the real one.
#pragma once
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include "protocol/remote.h"
#include "rules/judge.h"

namespace fake {

using namespace samordna;
using base::Id;

class Backend {
  public:
    struct Row {
        domain::Record record;
        std::int64_t revision = 0;
        std::int64_t sequence = 0;
        bool removed = false;
    };
    domain::Instant now{};
    int epoch = 1;
    std::map<Id, Row> rows;
    std::int64_t sequence = 0;
    std::map<Id, protocol::Outcome> answers;
    int effects = 0;
    std::function<void(const std::string& user)> on_sign_in;  // on the thread that asks
    std::optional<base::Error> sign_in_error;
    std::vector<protocol::OpenIdProvider> providers;
    protocol::OpenIdWish openid_wish;
    std::string openid_address = "https://127.0.0.1/authorize";
    std::optional<protocol::OpenIdReply> openid_reply;

    void put(domain::Record record) {
        Row& row = rows[domain::id_of(record)];
        row = {std::move(record), row.revision + 1, ++sequence, false};
        changed_.notify_all();
    }
    void remove(const Id& id) {
        Row& row = rows.at(id);
        row = {row.record, row.revision + 1, ++sequence, true};
    }

    protocol::Outcome perform(const domain::Change& change) {
        const std::lock_guard lock(mutex);
        if (const auto it = answers.find(change.key); it != answers.end()) return it->second;
        return answers[change.key] = decide(change);
    }
    std::mutex mutex;
    std::condition_variable_any changed_;

  private:
    protocol::Outcome decide(domain::Change change) {
        const auto it = rows.find(change.target);
        if (it == rows.end()) return protocol::Failed{{"not_found"}};
        if (change.depends_on) {
            const auto before = answers.find(*change.depends_on);
            const auto* done = before == answers.end() ? nullptr : std::get_if<protocol::Accepted>(&before->second);
            if (done == nullptr) return protocol::Failed{{"depends_on.refused"}};
            change.base = done->changed.front().revision;
        }
        Row& row = it->second;
        if (change.base != row.revision && !domain::is_urgent(change.verb))
            return protocol::Conflict{row.record, row.revision};
        rules::Facts facts(rules::Rulebooks::built_in());
        for (const auto& [id, other] : rows) {
            if (!other.removed) facts.put(other.record);
        }
        const auto verdict = rules::judge(change, facts, now);
        if (const auto* refused = std::get_if<rules::Refused>(&verdict)) return protocol::Refused{refused->findings};
        ++effects;
        row = {domain::apply(change, now, row.record), row.revision + 1, ++sequence, false};
        changed_.notify_all();
        return protocol::Accepted{{{domain::target_type(change.verb), change.target, row.revision}}, sequence};
    }
};

class Remote final : public protocol::Remote {
  public:
    explicit Remote(Backend& backend) : backend_(backend) {}

    // Scripts: each entry is used once, by the next call of its kind.
    std::deque<base::Error> pull_errors, push_errors, lost_replies, integrity_errors, refresh_errors;
    std::function<void()> on_refresh;
    int refreshes = 0;
    std::string token;
    std::function<void(std::span<const domain::Change>)> on_push;
    std::function<void()> on_pull;
    std::function<void(protocol::Hello&)> on_hello;
    int waits = 0;

    protocol::Result<protocol::Hello> hello() override {
        protocol::Hello hello;
        hello.server_time = backend_.now;
        if (on_hello) on_hello(hello);
        return hello;
    }
    protocol::Result<protocol::Session> sign_in(const protocol::Credentials& shown) override {
        if (backend_.on_sign_in) backend_.on_sign_in(shown.user);
        if (backend_.sign_in_error) return *backend_.sign_in_error;
        protocol::Session session{"token-of-" + shown.user, shown.user, "coordinator", {}};
        session.refresh_token = "refresh-1";
        return session;
    }
    protocol::Result<protocol::Session> refresh(const std::string& shown) override {
        ++refreshes;
        if (on_refresh) on_refresh();
        if (auto scripted = next(refresh_errors)) return *scripted;
        if (shown != "refresh-" + std::to_string(refreshes)) return base::Error{"session.expired"};
        protocol::Session session{"token-" + std::to_string(refreshes), "anna", "coordinator", {}};
        session.refresh_token = "refresh-" + std::to_string(refreshes + 1);
        return session;
    }
    protocol::Result<std::vector<protocol::OpenIdProvider>> openid_providers() override { return backend_.providers; }
    protocol::Result<protocol::OpenIdQuestion> begin_openid(const protocol::OpenIdWish& wish) override {
        backend_.openid_wish = wish;
        return protocol::OpenIdQuestion{backend_.openid_address, "the state", "https://127.0.0.1"};
    }
    protocol::Result<protocol::Session> complete_openid(const protocol::OpenIdReply& reply) override {
        backend_.openid_reply = reply;
        protocol::Session session{"token-by-openid", "anna", "coordinator", {}};
        session.refresh_token = "refresh-1";
        session.second_factor = "openid";
        return session;
    }
    protocol::Result<> sign_out() override { return {}; }
    void use_session(const std::string& given) override { token = given; }

    protocol::Result<protocol::Checkpoint> pull(const std::optional<std::string>& cursor, int, protocol::FeedSink& sink,
                                                std::stop_token) override {
        if (on_pull) on_pull();
        if (auto scripted = next(pull_errors)) return *scripted;
        std::vector<Backend::Row> lines;
        protocol::Checkpoint point;
        {
            const std::lock_guard lock(backend_.mutex);
            const auto after = position(cursor);
            if (!after) return base::Error{"resync.required"};
            for (const auto& [id, row] : backend_.rows) {
                if (row.sequence > *after) lines.push_back(row);
            }
            point = {std::to_string(backend_.epoch) + ":" + std::to_string(backend_.sequence), false, true,
                     static_cast<std::int64_t>(lines.size())};
        }
        for (auto& row : lines) {
            if (row.removed)
                sink.remove({domain::type_of(row.record), domain::id_of(row.record), row.revision});
            else
                sink.upsert({std::move(row.record), row.revision});
        }
        if (auto taken = sink.checkpoint(point); !taken) return taken.error();
        return point;
    }
    protocol::Result<bool> wait(const std::string& cursor, std::chrono::seconds timeout,
                                std::stop_token stop) override {
        std::unique_lock lock(backend_.mutex);
        ++waits;
        backend_.changed_.notify_all();
        return backend_.changed_.wait_for(lock, stop, timeout, [&] {
            const auto after = position(cursor);
            return !after || backend_.sequence > *after;
        });
    }
    protocol::Result<protocol::Integrity> integrity(const std::string&) override {
        if (auto scripted = next(integrity_errors)) return *scripted;
        protocol::Integrity digests;
        for (const auto& [id, row] : backend_.rows) {
            if (row.removed) continue;
            auto& digest = digests[domain::type_of(row.record)];
            ++digest.count;
            digest.digest ^= protocol::digest_of(id, row.revision);
        }
        return digests;
    }
    protocol::Result<std::vector<protocol::Outcome>> push(std::span<const domain::Change> changes) override {
        if (on_push) on_push(changes);
        if (auto scripted = next(push_errors)) return *scripted;
        std::vector<protocol::Outcome> outcomes;
        for (const auto& change : changes) outcomes.push_back(backend_.perform(change));
        if (auto lost = next(lost_replies)) return *lost;
        return outcomes;
    }

    std::vector<domain::NotedReading> told;
    std::deque<base::Error> telling_errors;
    protocol::Result<protocol::ToldReadings> tell_readings(std::span<const domain::NotedReading> readings) override {
        if (auto scripted = next(telling_errors)) return *scripted;
        told.insert(told.end(), readings.begin(), readings.end());
        return protocol::ToldReadings{static_cast<std::int64_t>(readings.size()), 0, {}};
    }
    protocol::Result<domain::LogPage> log(const domain::LogQuestion&) override { return base::Error{"forbidden"}; }
    protocol::Result<> check_log(const domain::LogCheck&) override { return base::Error{"forbidden"}; }

  private:
    static std::optional<base::Error> next(std::deque<base::Error>& script) {
        if (script.empty()) return std::nullopt;
        auto error = script.front();
        script.pop_front();
        return error;
    }
    std::optional<std::int64_t> position(const std::optional<std::string>& cursor) const {
        if (!cursor) return 0;
        const auto colon = cursor->find(':');
        if (std::stoi(cursor->substr(0, colon)) != backend_.epoch) return std::nullopt;
        return std::stoll(cursor->substr(colon + 1));
    }

    Backend& backend_;
};

// --- A unit to put in it.

inline Id id(int n) {
    Id made;
    made.bytes[0] = 1;
    made.bytes[14] = static_cast<std::uint8_t>(n / 256);
    made.bytes[15] = static_cast<std::uint8_t>(n % 256);
    return made;
}

inline domain::Instant moment(std::string_view text) {
    return domain::parse_instant(text).value();
}

inline domain::Unit unit() {
    domain::Unit made;
    made.id = id(1);
    made.municipality = "Nacka";
    made.name = "Enhet Norr";
    return made;
}

inline domain::CareWorker care_worker(int n, std::string first, std::string last) {
    domain::CareWorker made;
    made.id = id(n);
    made.unit = id(1);
    made.number = "P" + std::to_string(n);
    made.first_name = std::move(first);
    made.last_name = std::move(last);
    return made;
}

inline domain::Client client(int n, std::string first, std::string last, std::string person_id) {
    domain::Client made;
    made.id = id(n);
    made.unit = id(1);
    made.number = 3000 + n;
    made.first_name = std::move(first);
    made.last_name = std::move(last);
    made.person_id = std::move(person_id);
    return made;
}

inline domain::Shift shift(int n, int worker, std::string_view day) {
    domain::Shift made;
    made.id = id(n);
    made.unit = id(1);
    made.source_id = "A" + std::to_string(n);
    made.care_worker = id(worker);
    made.date = domain::parse_date(day).value();
    return made;
}

// Half an hour, with lock at both ends and a service.
inline domain::Visit visit(int n, int of_shift, int of_client, std::string_view start) {
    domain::Visit made;
    made.id = id(n);
    made.shift = id(of_shift);
    made.source_id = "B" + std::to_string(n);
    made.client = id(of_client);
    made.start = moment(start);
    made.end = made.start + std::chrono::minutes{30};
    made.start_verification = domain::Verification::lock;
    made.end_verification = domain::Verification::lock;
    made.registered_at = made.end;
    made.service_lines = {{"Dusch", std::nullopt, false, false}};
    return made;
}

// Of 45 minutes, since long.
inline domain::Order order(int n, int of_client) {
    domain::Order made;
    made.id = id(n);
    made.client = id(of_client);
    made.service = "Dusch";
    made.minutes_per_visit = 45;
    made.valid_from = domain::parse_date("2026-01-01").value();
    return made;
}

// Two shifts of one visit each, in October 2026; the moment is the 20th.
inline void fill(Backend& backend) {
    backend.now = moment("2026-10-20T09:00:00+02:00");
    backend.put(unit());
    backend.put(care_worker(10, "Östen", "Lund"));
    backend.put(client(20, "Ingrid", "Östlund", "19391127-TF26"));
    backend.put(order(60, 20));
    backend.put(shift(30, 10, "2026-10-05"));
    backend.put(shift(31, 10, "2026-10-06"));
    backend.put(visit(40, 30, 20, "2026-10-05T08:00:00+02:00"));
    backend.put(visit(41, 31, 20, "2026-10-06T08:00:00+02:00"));
}

inline domain::Change change(int key, int target, domain::Verb verb, domain::Instant at) {
    domain::Change made;
    made.key = id(5000 + key);
    made.target = id(target);
    made.by = "anna";
    made.at = at;
    made.verb = std::move(verb);
    return made;
}

}  // namespace fake
