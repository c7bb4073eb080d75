#include "workspace/silence_watch.h"

#include <algorithm>
#include <chrono>

namespace samordna::workspace {
namespace {

using Clock = std::chrono::steady_clock;

// Between two keystrokes.
constexpr std::chrono::milliseconds at_a_time{8};
// All is looked for again after this.
constexpr std::chrono::minutes fresh_for{10};

}  // namespace

SilenceWatch::SilenceWatch(JudgedMonth& month, std::vector<domain::Unit> units)
    : month_(month),
      units_(std::move(units)),
      from_(domain::first_day(month.month())),
      to_(domain::last_day(month.month())),
      seen_(month.version()) {}

void SilenceWatch::catch_up() {
    auto touched = month_.clients_touched_after(std::exchange(seen_, month_.version()));
    if (!search_) return;  // all is still before it
    const auto now = month_.now();
    if (now < begun_ || now >= begun_ + fresh_for) {
        search_.reset();
        done_ = false;
    } else if (!touched.empty()) {
        touched_.insert(touched_.end(), touched.begin(), touched.end());
        done_ = false;
    }
}

bool SilenceWatch::work() {
    const auto until = Clock::now() + at_a_time;
    while (!done_ && Clock::now() < until) step();
    return !done_;
}

void SilenceWatch::step() {
    // A shift may begin the day before its visit.
    const domain::Date first = from_ - rules::silence_history - std::chrono::days{1};
    if (month_.first_day_known() > first) return month_.read_before();
    if (!search_ || !touched_.empty()) return begin();
    if (left_.empty()) return put_rows();
    const std::uint32_t client = left_.back();
    left_.pop_back();
    if (of_clients_.size() <= client) of_clients_.resize(client + 1);
    of_clients_[client] = search_->of_client(client, from_, to_);
}

void SilenceWatch::begin() {
    const rules::Facts& facts = month_.facts();
    const auto now = month_.now();
    const rules::SilenceSearch fresh(facts, from_ - rules::silence_history, now);
    if (search_ && search_->tells_as(fresh)) {
        for (const auto& id : touched_) left_.push_back(facts.index_of_client(id));
        std::erase(left_, rules::Facts::nobody);
    } else {
        begun_ = now;
        left_.clear();
        of_clients_.clear();
        facts.each_client([&](std::uint32_t client) { left_.push_back(client); });
    }
    touched_.clear();
    search_.emplace(fresh);
}

void SilenceWatch::put_rows() {
    done_ = true;
    std::vector<SilenceRow> rows;
    const auto add = [&](rules::Silence silence, const std::string& name, int number) {
        rows.push_back({std::move(silence), number, name});
    };
    for (const auto& silence : search_->of_units(from_, to_)) {
        const auto unit =
            std::find_if(units_.begin(), units_.end(), [&](const auto& each) { return each.id == silence.who; });
        add(silence, unit == units_.end() ? std::string{} : unit->name, 0);
    }
    const Registry& registry = month_.registry();
    for (const auto& silences : of_clients_) {
        if (silences.empty()) continue;
        const auto* client = registry.client(silences.front().who);
        for (const auto& silence : silences)
            add(silence, client == nullptr ? std::string{} : client->name, registry.client_number(silence.who));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const SilenceRow& a, const SilenceRow& b) { return a.silence.day < b.silence.day; });
    rows_ = std::move(rows);
}

}  // namespace samordna::workspace
