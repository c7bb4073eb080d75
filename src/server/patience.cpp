#include "server/patience.h"

#include <algorithm>

namespace samordna::server {
namespace {

constexpr std::chrono::seconds longest_wait{300};
constexpr std::chrono::hours remembered{1};
constexpr std::size_t most_remembered = 10'000;

}  // namespace

base::Result<> Patience::may_try(std::string_view who, base::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = failures_.find(who);
    if (found == failures_.end() || found->second.wait_until <= now) return {};
    return base::Error{"sign_in.wait", {{"retry_after", (found->second.wait_until - now).count()}}};
}

void Patience::note_failure(std::string_view who, base::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto is_over = [&](const auto& entry) { return entry.second.last + remembered <= now; };
    if (failures_.size() >= most_remembered) {
        std::erase_if(failures_, is_over);
        // Somebody invents names: those who need not wait make room.
        if (failures_.size() >= most_remembered)
            std::erase_if(failures_, [&](const auto& entry) { return entry.second.wait_until <= now; });
    }
    const auto entry = failures_.try_emplace(std::string(who)).first;
    if (is_over(*entry)) entry->second = {};
    Failures& failures = entry->second;
    ++failures.count;
    failures.last = now;
    const int beyond = failures.count - free_failures_;
    if (beyond > 0) failures.wait_until = now + std::min(longest_wait, std::chrono::seconds{1 << std::min(beyond, 16)});
}

void Patience::forgive(std::string_view who) {
    const std::lock_guard lock(mutex_);
    if (const auto found = failures_.find(who); found != failures_.end()) failures_.erase(found);
}

}  // namespace samordna::server
