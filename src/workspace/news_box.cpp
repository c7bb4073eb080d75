#include <algorithm>

#include "workspace/state.h"

namespace samordna::workspace {
namespace {

constexpr std::chrono::milliseconds between_everything{1500};  // while a load is going on

}  // namespace

std::shared_ptr<NewsBox> make_news_box(base::Post& post) {
    auto box = std::make_shared<NewsBox>(post);
    box->self_ = box;
    return box;
}

void NewsBox::put(const sync::WorkerNews& news) {
    const std::lock_guard lock(mutex_);
    using Kind = sync::WorkerNews::Kind;
    waiting_.news.status = true;
    if (news.kind == Kind::data) {
        waiting_.received = news.data.received;
        waiting_.news.outbox = waiting_.news.outbox || news.data.outbox;
        waiting_.news.everything = waiting_.news.everything || news.data.everything;
        waiting_.news.equipment = waiting_.news.equipment || news.data.equipment;
        waiting_.news.shifts.insert(waiting_.news.shifts.end(), news.data.shifts.begin(), news.data.shifts.end());
    } else {
        waiting_.phase = news.kind;
        waiting_.error = news.error;
        if (news.kind == Kind::round_begins) waiting_.received = 0;
    }
    const auto now = std::chrono::steady_clock::now();
    const bool hold =
        waiting_.news.everything && news.kind == Kind::data && now - last_everything_ < between_everything;
    if (posted_ || hold) return;
    if (waiting_.news.everything) last_everything_ = now;
    posted_ = true;
    post_.post([weak = self_] {
        if (const auto self = weak.lock()) self->deliver();
    });
}

void NewsBox::deliver() {
    Content content;
    {
        const std::lock_guard lock(mutex_);
        posted_ = false;
        content = waiting_;
        waiting_.news = {};
        waiting_.phase.reset();
        waiting_.error.reset();
    }
    if (content.news.everything) content.news.shifts.clear();
    std::sort(content.news.shifts.begin(), content.news.shifts.end());
    content.news.shifts.erase(std::unique(content.news.shifts.begin(), content.news.shifts.end()),
                              content.news.shifts.end());
    if (const auto receiver = receiver_.lock()) (*receiver)(content);
}

}  // namespace samordna::workspace
