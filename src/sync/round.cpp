#include "sync/round.h"

#include <cstdlib>

#include "base/log.h"
#include "base/text.h"
#include "sync/pending.h"

namespace samordna::sync {
namespace {

using base::Error;
using base::Result;

constexpr int most_exchanges = 8;     // of push and pull in one round
constexpr int most_overtakings = 10;  // by another process on the same profile
constexpr std::int64_t clock_tolerance = 2;

// Collects lines up to a checkpoint, then stores them with it in one transaction that no network delays.
class Taking final : public protocol::FeedSink {
  public:
    Taking(store::Store& store, const std::string& copy,
           std::function<void(const store::Applied&, std::int64_t)> applied)
        : store_(store), applied_(std::move(applied)) {
        intake_.copy = copy;
        intake_.after = store.cursor();
    }
    const std::optional<std::string>& cursor() const { return intake_.after; }

    void upsert(protocol::Upsert&& line) override { intake_.lines.emplace_back(std::move(line)); }
    void remove(const protocol::Removal& line) override { intake_.lines.emplace_back(line); }
    Result<> checkpoint(const protocol::Checkpoint& line) override {
        intake_.checkpoint = line;
        try {
            const auto done = store_.apply(intake_);
            if (done.overtaken) return Error{"sync.overtaken"};
            applied_(done, static_cast<std::int64_t>(intake_.lines.size()));
        } catch (const store::Failure& failure) {
            return failure.error;
        }
        intake_.after = line.cursor;
        intake_.lines.clear();
        return {};
    }

  private:
    store::Store& store_;
    std::function<void(const store::Applied&, std::int64_t)> applied_;
    store::Intake intake_;
};

std::int64_t integer(const std::string& text) {
    return base::parse_integer<std::int64_t>(text).value_or(0);
}

}  // namespace

SignIn sign_in_of(store::Store& store) {
    // In this order: a sign-in that comes between makes the copy the former one, and the round stops.
    SignIn who;
    who.copy = store.copy();
    who.server = store.meta("server");
    who.token = store.meta("token");
    who.refresh_token = store.meta("refresh_token");
    return who;
}

domain::Instant backend_time(store::Store& store, const base::Clock& clock) {
    return clock.now() + std::chrono::seconds{integer(store.meta("clock_difference"))};
}

Round::Round(store::Store& store, protocol::Remote& remote, const base::Clock& clock, const SignIn& who,
             Listener listener)
    : store_(store), remote_(remote), clock_(clock), copy_(who.copy), listener_(std::move(listener)) {}

domain::Instant Round::now() const {
    return clock_.now() + difference_;
}

Pending Round::pending() {
    return Pending(store_, remote_, hello_, now(), copy_, summary_);
}

Result<RoundSummary> Round::run(std::stop_token stop) {
    summary_ = {};
    try {
        auto agreed = agree(stop);
        summary_.waiting = store_.outbox_counts().waiting;
        if (!agreed) return agreed.error();
        return summary_;
    } catch (const store::Failure& failure) {
        return failure.error;
    }
}

Result<> Round::agree(const std::stop_token& stop) {
    if (auto greeted = greet(); !greeted) return greeted;
    Pending changes = pending();
    const auto urgent = changes.send_urgent();
    if (!urgent) return urgent.error();
    if (*urgent) listener_({false, {}, true, summary_.received});
    if (auto pulled = pull(stop); !pulled) return pulled;
    changes.park_too_old();
    for (int exchange = 0; exchange < most_exchanges; ++exchange) {
        auto sent = changes.send(stop);
        if (sent && !*sent) break;
        listener_({false, {}, true, summary_.received});
        if (!sent) return sent.error();
        if (auto pulled = pull(stop); !pulled) return pulled;
    }
    if (auto told = tell_readings(stop); !told) return told;
    if (stop.stop_requested()) return Error{"cancelled"};
    if (auto checked = check(stop); !checked) return checked;
    if (store_.copy() != copy_) return Error{"sync.overtaken"};
    store_.forget_accepted(now() - std::chrono::days{hello_.idempotency_days});
    store::Store::Transaction both(store_);
    store_.set_meta("synced_at", std::to_string(clock_.now().time_since_epoch().count()));
    // By the backend's own clock, as it stood before anything was fetched: whatever this computer's clock says, now or
    // later, everything that the backend had then is here.
    store_.set_meta("agreed_at", std::to_string(hello_.server_time.time_since_epoch().count()));
    both.commit();
    return {};
}

Result<> Round::greet() {
    auto hello = remote_.hello();
    if (!hello) return hello.error();
    if (hello->protocol_min > protocol::version) return Error{"client.too_old"};
    hello_ = *hello;
    difference_ = hello->server_time - clock_.now();
    if (store_.copy() != copy_) return Error{"sync.overtaken"};
    const std::int64_t known = integer(store_.meta("clock_difference"));
    if (std::abs(known - difference_.count()) > clock_tolerance) {
        store_.set_meta("clock_difference", std::to_string(difference_.count()));
    }
    const std::string rehearsal = hello->rehearsal ? "1" : "";
    if (store_.meta("rehearsal") != rehearsal) store_.set_meta("rehearsal", rehearsal);
    return {};
}

// Up to a consistent state. What was pending is laid over what has come.
Result<> Round::pull(const std::stop_token& stop) {
    auto pulled = pull_into(store_, stop);
    if (!pulled && pulled.error().code == "resync.required") pulled = resync(stop);
    if (!pulled) return pulled;
    pending().rebase_unsent();
    return {};
}

Result<> Round::pull_into(store::Store& store, const std::stop_token& stop) {
    const bool visible = &store == &store_;
    const std::string copy = visible ? copy_ : store.copy();
    int overtaken = 0;
    for (;;) {
        if (store.copy() != copy) return Error{"sync.overtaken"};  // another user's now
        Taking taking(store, copy, [&](const store::Applied& applied, std::int64_t records) {
            summary_.received += records;
            if (!visible)
                listener_({false, {}, false, summary_.received});
            else if (records > 0)
                listener_({applied.everything, applied.shifts, false, summary_.received, applied.equipment});
        });
        const auto before = taking.cursor();
        auto last = remote_.pull(before, hello_.page, taking, stop);
        if (!last && last.error().code == "sync.overtaken" && ++overtaken < most_overtakings) continue;
        if (!last) return last.error();
        if (!last->more && last->consistent) return {};
        if (last->cursor == before) return Error{"feed.broken", {}, "a page that leads nowhere"};
        if (stop.stop_requested()) return Error{"cancelled"};
    }
}

// The copy is built anew beside the old one, which she goes on using, and takes its place in one step. The outbox
// stays.
Result<> Round::resync(const std::stop_token& stop) {
    base::log::info("resync: building a second database");
    const auto expected = store_.cursor();
    auto second = store_.open_second();
    if (!second) return second.error();
    if (auto pulled = pull_into(**second, stop); !pulled) return pulled;
    if (!store_.replace_records(**second, copy_, expected)) return Error{"sync.overtaken"};
    store_.set_meta("checked_at", "");
    pending().redo_lost();
    listener_({true, {}, true, summary_.received, true});
    return {};
}

// For the activity log. What the backend does not take now is kept, and hinders nothing else.
Result<> Round::tell_readings(const std::stop_token& stop) {
    constexpr std::chrono::hours remembered{1};  // so that the same is not noted again at once
    while (!stop.stop_requested()) {
        if (store_.copy() != copy_) return Error{"sync.overtaken"};
        const auto readings = store_.untold_readings(protocol::most_readings);
        if (readings.empty()) break;
        const auto told = remote_.tell_readings(readings);
        const bool passing = !told && (told.error().code == "session.expired" ||
                                       told.error().code == "backend.unreachable" || told.error().code == "cancelled");
        if (passing) return told.error();
        if (!told) {
            base::log::warning("what was read is not told: " + told.error().code);
            break;
        }
        store_.readings_told(readings, now() - remembered);
    }
    return {};
}

// Is the copy the same as the original? The first time, and then every day.
Result<> Round::check(const std::stop_token& stop) {
    const std::string last = store_.meta("checked_at");
    const auto due = domain::Instant{std::chrono::seconds{integer(last)}} + check_every;
    if (!last.empty() && clock_.now() < due) return {};
    const auto cursor = store_.cursor();
    if (!cursor) return {};
    auto theirs = remote_.integrity(*cursor);
    if (!theirs) {
        if (theirs.error().code == "integrity.moved") return {};  // somebody is at work: the next round asks again
        if (theirs.error().code == "resync.required") return resync(stop);
        return theirs.error();
    }
    auto ours = store_.integrity();
    for (const auto type : domain::record_types) theirs->try_emplace(type);
    if (store_.cursor() != cursor) return {};
    if (ours != *theirs) {
        base::log::warning("the local copy has drifted from the backend's: it is built anew");
        if (auto mended = resync(stop); !mended) return mended;
    }
    store_.set_meta("checked_at", std::to_string(clock_.now().time_since_epoch().count()));
    return {};
}

}  // namespace samordna::sync
