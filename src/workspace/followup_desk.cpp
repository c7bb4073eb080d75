#include "workspace/followup_desk.h"

#include <algorithm>
#include <random>

#include "workspace/followup_counting.h"
#include "workspace/month_desk.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

constexpr std::size_t earlier_months = 3;

std::string draft_of(domain::Month month) {
    return "followup-samples." + domain::month_text(month);
}

}  // namespace

FollowUpDesk::FollowUpDesk(Workspace& workspace) : workspace_(workspace) {}
FollowUpDesk::~FollowUpDesk() = default;

std::shared_ptr<JudgedMonth> FollowUpDesk::judged(domain::Month month, std::shared_ptr<JudgedMonth>& held) {
    return MonthDesk::judged(workspace_, month, held);
}

std::optional<FollowUp> FollowUpDesk::read(domain::Month month) {
    Workspace::State& s = MonthDesk::state_of(workspace_);
    const auto made = s.or_trouble([&]() -> std::optional<FollowUp> {
        const auto known = judged(month, month_);
        if (!known) return std::nullopt;
        return count_follow_up(*s.store, *known, workspace_.units(), earlier_);
    });
    return made.value_or(std::nullopt);
}

bool FollowUpDesk::count_earlier(domain::Month month) {
    const auto counted = MonthDesk::state_of(workspace_).or_trouble([&] {
        auto months = workspace_.months();
        std::erase_if(months, [&](domain::Month each) { return each >= month; });
        for (std::size_t back = 1; back <= std::min(earlier_months, months.size()); ++back) {
            const domain::Month each = months[months.size() - back];
            if (earlier_.contains(each)) continue;
            const auto known = judged(each, earlier_month_);
            if (!known) return false;
            earlier_.emplace(each, std::make_shared<const EarlierMonth>(count_earlier_month(*known)));
            earlier_month_.reset();
            return true;
        }
        return false;
    });
    return counted.value_or(false);
}

void FollowUpDesk::forget_earlier() {
    earlier_.clear();
    earlier_month_.reset();
}

std::optional<Sample> FollowUpDesk::sample(domain::Month month, std::uint64_t seed, std::optional<int> per_provider) {
    const auto made = MonthDesk::state_of(workspace_).or_trouble([&]() -> std::optional<Sample> {
        const auto known = judged(month, month_);
        if (!known) return std::nullopt;
        return draw_sample(*known, workspace_.units(), seed, per_provider);
    });
    return made.value_or(std::nullopt);
}

// Short enough to be read aloud.
std::uint64_t FollowUpDesk::new_seed() {
    std::random_device chance;
    return chance() % 1'000'000;
}

void FollowUpDesk::keep(const Sample& sample) {
    auto all = kept(sample.month);
    all.push_back(sample);
    all.back().made_at = workspace_.now();
    if (const auto who = workspace_.signed_in()) all.back().made_by = who->user;
    workspace_.keep_draft(draft_of(sample.month), csv_of(all));
}

std::vector<Sample> FollowUpDesk::kept(domain::Month month) const {
    return parse_samples(workspace_.draft(draft_of(month)));
}

}  // namespace samordna::workspace
