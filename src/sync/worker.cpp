#include "sync/worker.h"

#include <algorithm>

#include "base/log.h"

namespace samordna::sync {
namespace {

constexpr std::chrono::seconds longest_wait{50};
constexpr std::chrono::milliseconds first_pause{1000};
constexpr std::chrono::milliseconds longest_pause{std::chrono::minutes{5}};
constexpr std::int64_t many_records = 1000;  // of one round: its memory is worth giving back

}  // namespace

Worker::Worker(Ways ways, const base::Clock& clock, std::function<void(const WorkerNews&)> listener)
    : ways_(std::move(ways)),
      clock_(clock),
      listener_(std::move(listener)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker() {
    thread_.request_stop();
    wake();
}

void Worker::wake() {
    std::stop_source waiting;
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
        waiting = waiting_;
    }
    awake_.notify_all();
    waiting.request_stop();
}

void Worker::run(const std::stop_token& stop) {
    std::unique_ptr<store::Store> store;
    while (!stop.stop_requested()) {
        try {
            if (!store) store = opened();
            round(*store, stop);
            if (!trouble_) wait_for_news(*store, stop);
        } catch (const store::Failure& failure) {
            trouble_ = failure.error;
            ++failures_;
            listener_({WorkerNews::Kind::round_ends, {}, trouble_});
        }
        if (!trouble_ || stop.stop_requested()) continue;
        // Signed out: only she can change that.
        if (trouble_->code == "session.expired")
            pause(std::nullopt, stop);
        else
            pause(pause_after(*trouble_), stop);
    }
}

std::unique_ptr<store::Store> Worker::opened() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = false;
    }
    auto store = ways_.open_store();
    if (!store) throw store::Failure(store.error());
    return std::move(*store);
}

void Worker::round(store::Store& store, const std::stop_token& stop) {
    {
        const std::lock_guard lock(mutex_);
        woken_ = false;
        waiting_ = {};
    }
    const SignIn who = sign_in_of(store);
    if (who.server.empty() || who.token.empty()) {
        trouble_ = base::Error{"session.expired"};
        listener_({WorkerNews::Kind::round_ends, {}, trouble_});
        return;
    }
    if (!remote_ || server_ != who.server) {
        remote_ = ways_.connect(who.server, stop);
        server_ = who.server;
    }
    signed_in_.emplace(store, *remote_, who);
    listener_({WorkerNews::Kind::round_begins, {}, {}});
    Round agreed(store, *signed_in_, clock_, who, [&](const RoundNews& news) {
        listener_({WorkerNews::Kind::data, news, {}});
    });
    auto summary = agreed.run(stop);
    // The companion, perhaps, on the same profile.
    if (store.changed_by_others())
        listener_({WorkerNews::Kind::data, {true, {}, true, summary ? summary->received : 0}, {}});
    if (summary && summary->received > many_records) store.shrink();
    trouble_ = summary ? std::nullopt : std::optional(summary.error());
    if (stop.stop_requested()) return;
    failures_ = trouble_ ? failures_ + 1 : 0;
    if (trouble_)
        base::log::info("sync: " + trouble_->code + (trouble_->detail.empty() ? "" : " (" + trouble_->detail + ")"));
    listener_({WorkerNews::Kind::round_ends, {}, trouble_});
}

void Worker::wait_for_news(store::Store& store, const std::stop_token& stop) {
    const auto cursor = store.cursor();
    std::stop_source waiting;
    {
        const std::lock_guard lock(mutex_);
        if (woken_ || !cursor) return;
        waiting = waiting_;
    }
    const std::stop_token until = waiting.get_token();
    const std::stop_callback ended(stop, [&] { waiting.request_stop(); });
    while (!stop.stop_requested() && !until.stop_requested()) {
        auto news = signed_in_->wait(*cursor, longest_wait, until);
        if (!news && !until.stop_requested()) {
            trouble_ = news.error();
            ++failures_;
            return;
        }
        // Another process may have put something into the outbox, or moved the cursor.
        if (!news || *news || store.cursor() != cursor || store.outbox_counts().waiting > 0 ||
            !store.untold_readings(1).empty())
            return;  // a round then
    }
}

// Full jitter: many clients that lost the backend together do not come back together.
std::chrono::milliseconds Worker::pause_after(const base::Error& error) {
    const auto it = error.parameters.find("retry_after");
    if (it != error.parameters.end()) {
        if (const auto* seconds = std::get_if<std::int64_t>(&it->second)) {
            return std::min<std::chrono::milliseconds>(std::chrono::seconds{std::max<std::int64_t>(*seconds, 1)},
                                                       longest_pause);
        }
    }
    const auto top = std::min(first_pause * (std::int64_t{1} << std::clamp(failures_, 0, 9)), longest_pause);
    return std::chrono::milliseconds{std::uniform_int_distribution<std::int64_t>(100, top.count())(random_)};
}

void Worker::pause(std::optional<std::chrono::milliseconds> at_most, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (at_most)
        awake_.wait_for(lock, stop, *at_most, [&] { return woken_; });
    else
        awake_.wait(lock, stop, [&] { return woken_; });
}

}  // namespace samordna::sync
