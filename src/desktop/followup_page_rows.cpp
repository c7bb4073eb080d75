// What stands in the lists of the page.
#include <algorithm>

#include "desktop/access.h"
#include "desktop/followup_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/followup_words.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::ShareReading;
using rules::Way;
using wording::number;
using wording::tr;
using wording::trn;
using workspace::FollowUpRow;

constexpr std::array readings{ShareReading::visits, ShareReading::minutes, ShareReading::visits_not_exempt,
                              ShareReading::minutes_not_exempt};

int percent_of(const rules::ManualShare::Part& part) {
    return (part.per_mille() + 5) / 10;
}

Cell share_cell(const rules::ManualShare::Part& part, std::optional<int> limit) {
    const bool over = limit && part.per_mille() > *limit * 10;
    Cell cell{wording::percent_of_mille(part.per_mille()), over ? Tone::warn : Tone::text};
    cell.share = std::min(100, percent_of(part));
    return cell;
}

Cell count_cell(int many, Tone tone = Tone::text) {
    return {many == 0 ? std::string{} : number(many), tone};
}

}  // namespace

void FollowUpPage::show_all() {
    show_trend();
    show_causes();
    show_people();
    show_units();
    show_sample();
}

void FollowUpPage::show_head() {
    const auto put = [](wxStaticText* line, std::string_view id, const std::string& text, Tone tone) {
        line->SetLabel(ui(text));
        line->SetForegroundColour(colour(tone));
        describe(line, id, ui(text));
    };
    std::string share, forecast;
    Tone tone = Tone::text;
    if (read_ && read_->all.sum.visits > 0) {
        const auto& part = read_->share();
        share = tr("By hand: {share}", {{"share", wording::share_of(part)}});
        if (read_->limit_percent) {
            share = wording::joined(
                {share, tr("the limit is {percent}", {{"percent", wording::percent(*read_->limit_percent)}})});
            if (part.per_mille() > *read_->limit_percent * 10) tone = Tone::warn;
        }
        forecast = wording::forecast_of(*read_);
        context_.say_rows(*this, ui(trn("{n} visit", "{n} visits", std::int64_t{read_->all.sum.visits})));
    }
    put(share_, "followup-share", share, tone);
    put(forecast_, "followup-forecast", forecast, Tone::quiet);
    Layout();
}

void FollowUpPage::show_trend() {
    const auto& all = read_->all;
    std::vector<SheetRow> rows;
    for (const auto reading : readings) {
        const auto& forecast = read_->forecast[static_cast<std::size_t>(reading)];
        const bool binds = reading == read_->binding && read_->limit_percent;
        Cell name{wording::name_of(reading)};
        name.bold = binds;
        rows.push_back(
            {{name,
              {wording::share_of(all.sum.share.by(reading))},
              {forecast ? wording::percent_of_mille(forecast->share.per_mille()) : std::string{}, Tone::quiet},
              {binds ? tr("{percent}, binds", {{"percent", wording::percent(*read_->limit_percent)}}) : std::string{},
               Tone::quiet}}});
    }
    readings_->show(std::move(rows));

    std::vector<SheetRow> mix;
    const int visits = std::max(1, all.sum.visits);
    const auto add = [&](const std::string& what, int many) {
        const int mille = static_cast<int>((std::int64_t{many} * 1000 + visits / 2) / visits);
        Cell share{wording::percent_of_mille(mille)};
        share.share = (mille + 5) / 10;
        mix.push_back({{{what}, {number(many)}, share}});
    };
    for (const auto way : {Way::lock, Way::tag, Way::mixed, Way::manual}) add(wording::name_of(way), all.sum.by(way));
    add(tr("Registered late"), all.sum.late);
    add(tr("Edited afterwards"), all.sum.edited);
    mix_->show(std::move(mix));

    std::vector<SheetRow> trend;
    std::vector<ChartBar> bars;
    const auto line = [&](const std::string& period, const rules::ManualShare& share) {
        trend.push_back({{{period}, {wording::share_of(share.by(read_->binding))}}});
    };
    for (std::size_t i = 0; i < read_->earlier.size() && i < all.earlier.size(); ++i)
        line(wording::month(read_->earlier[i]), all.earlier[i]);
    for (std::size_t i = 0; i < read_->weeks.size() && i < all.weeks.size(); ++i) {
        if (all.weeks[i].visits.all == 0) continue;  // it has not come yet
        line(wording::week(read_->weeks[i]), all.weeks[i]);
        bars.push_back({wording::week(read_->weeks[i]), percent_of(all.weeks[i].by(read_->binding))});
    }
    trend_->show(std::move(trend));
    chart_->show(std::move(bars));
}

void FollowUpPage::show_causes() {
    std::vector<SheetRow> rows;
    for (const auto& sum : read_->by_cause) {
        rows.push_back({{{wording::name_of(sum.cause)},
                         {number(sum.visits)},
                         {wording::hours(sum.minutes)},
                         {number(sum.clients), Tone::quiet},
                         {number(sum.care_workers), Tone::quiet},
                         {wording::help_of(sum.cause), Tone::quiet}}});
    }
    causes_->show(std::move(rows));
    std::erase_if(marked_, [this](const domain::Id& id) {
        return std::none_of(read_->manual.begin(), read_->manual.end(), [&](const auto& one) { return one.id == id; });
    });
    manual_->show(manual_rows());
    show_what_if();
}

std::vector<SheetRow> FollowUpPage::manual_rows() const {
    std::vector<SheetRow> rows;
    for (const auto& visit : read_->manual) {
        rows.push_back({{marked_.contains(visit.id) ? Cell{tr("marked"), Tone::accent, "check"} : Cell{},
                         {wording::day(visit.day)},
                         {std::to_string(visit.client_number)},
                         {visit.care_worker_number},
                         {visit.source_id, Tone::quiet},
                         {wording::minutes(visit.registration.minutes)},
                         {visit.has_note ? tr("has one") : tr("none"), visit.has_note ? Tone::quiet : Tone::warn},
                         {wording::name_of(visit.cause), Tone::quiet}},
                        visit.id});
    }
    return rows;
}

void FollowUpPage::toggle() {
    const auto id = manual_->chosen();
    if (!id) return;
    if (marked_.erase(*id) == 0) marked_.insert(*id);
    show_what_if();
}

void FollowUpPage::show_what_if() {
    if (!read_) return;
    manual_->redraw(manual_rows());
    std::string said = tr("Mark visits below to see what the share would be.");
    if (!marked_.empty()) {
        const std::vector<domain::Id> chosen(marked_.begin(), marked_.end());
        const auto as = otherwise_->GetSelection() == 1 ? rules::Otherwise::accepted : rules::Otherwise::exempt;
        const auto otherwise = read_->what_if(chosen, as);
        const auto compared = [&](ShareReading reading) {
            return tr("{share} instead of {now}",
                      {{"share", wording::share_of(otherwise.by(reading))},
                       {"now", wording::percent_of_mille(read_->all.sum.share.by(reading).per_mille())}});
        };
        said = wording::joined({trn("{n} marked", "{n} marked", static_cast<std::int64_t>(chosen.size())),
                                compared(read_->binding),
                                read_->binding == ShareReading::visits_not_exempt
                                    ? std::string{}
                                    : tr("exempt ends not counted: {compared}",
                                         {{"compared", compared(ShareReading::visits_not_exempt)}})});
    }
    what_if_->SetLabel(ui(said));
    describe(what_if_, "followup-what-if", ui(said));
}

void FollowUpPage::show_people() {
    const auto rows_of = [this](const std::vector<FollowUpRow>& people, bool care_workers) {
        std::vector<SheetRow> rows;
        for (const auto& one : people) {
            const auto& sum = one.sum;
            const auto& share = sum.share.by(read_->binding);
            std::string known;
            if (care_workers && one.never_by_lock())
                known = one.explained == sum.at_lock
                            ? tr("never used the lock; the equipment explains it")
                            : trn("never used the lock, at {n} visit", "never used the lock, at {n} visits",
                                  std::int64_t{sum.at_lock});
            rows.push_back(
                {{{one.name},
                  {one.number, Tone::quiet},
                  {number(sum.visits)},
                  share_cell(share, read_->limit_percent),
                  count_cell(sum.by(Way::lock)),
                  count_cell(sum.by(Way::tag)),
                  count_cell(sum.late, Tone::warn),
                  count_cell(sum.edited),
                  {wording::hours(one.ordered), Tone::quiet},
                  {wording::hours(one.performed)},
                  {known, Tone::warn}},
                 one.id,
                 {one.rank, static_cast<std::int64_t>(rows.size()), sum.visits, share.per_mille(), sum.by(Way::lock),
                  sum.by(Way::tag), sum.late, sum.edited, one.ordered, one.performed, 0}});
        }
        return rows;
    };
    workers_->show(rows_of(read_->care_workers, true));
    clients_->show(rows_of(read_->clients, false));
}

void FollowUpPage::show_units() {
    std::vector<SheetRow> rows;
    const auto add = [&](const FollowUpRow& one, bool provider) {
        std::string locks;
        for (std::size_t i = 0; i + 1 < one.locks.size() && i < read_->lock_months.size(); ++i)
            locks += (locks.empty() ? "" : ", ") + wording::month(read_->lock_months[i]) + ' ' + number(one.locks[i]);
        Cell name{one.name};
        name.bold = provider;
        rows.push_back({{name,
                         {number(one.sum.visits)},
                         share_cell(one.sum.share.by(read_->binding), read_->limit_percent),
                         {wording::hours(one.ordered), Tone::quiet},
                         {wording::hours(one.performed)},
                         {one.locks.empty() ? std::string{} : number(one.locks.back())},
                         {locks, Tone::quiet}}});
    };
    for (const auto& provider : read_->providers) add(provider, true);
    for (const auto& unit : read_->units) add(unit, false);
    units_->show(std::move(rows));
}

void FollowUpPage::show_sample() {
    std::vector<SheetRow> rows;
    std::string about =
        tr("Draw a sample as the municipality's reviewers do: some clients of the 15th, or the next weekday.");
    if (sample_) {
        for (const auto& one : sample_->clients) {
            rows.push_back({{{one.provider},
                             {std::to_string(one.client_number)},
                             {one.has_lock ? tr("has one") : tr("none")},
                             {number(one.visits)},
                             {number(one.by_lock_or_tag)},
                             count_cell(one.by_hand, Tone::warn),
                             count_cell(one.care_workers_without, Tone::warn)},
                            one.client});
        }
        about = tr("{day}, drawn by the number {seed}",
                   {{"day", wording::long_day(sample_->day)}, {"seed", std::to_string(sample_->seed)}});
        if (sample_->made_at)
            about = wording::joined({about, tr("kept {when} by {who}",
                                               {{"when", wording::moment(*sample_->made_at, context_.workspace.now())},
                                                {"who", sample_->made_by}})});
    }
    about_sample_->SetLabel(ui(about));
    describe(about_sample_, "followup-sample-about", ui(about));
    sampled_->show(std::move(rows));
}

void FollowUpPage::draw() {
    sample_ = desk_.sample(month_, workspace::FollowUpDesk::new_seed());
    show_sample();
    context_.say(ui(tr("A sample is drawn")));
    context_.refresh();
}

void FollowUpPage::keep() {
    desk_.keep(*sample_);
    sample_ = desk_.kept(month_).back();
    show_sample();
    context_.say(ui(tr("The sample is kept on this computer")));
    context_.refresh();
}

void FollowUpPage::go() {
    if (!read_) return;
    const auto to = [this](domain::RecordType type, const CellSheet& from) {
        if (const auto id = from.chosen()) {
            context_.month = month_;
            context_.go_to(type, *id);
        }
    };
    if (part() == causes) to(domain::RecordType::visit, *manual_);
    if (part() == workers) to(domain::RecordType::care_worker, *workers_);
    if (part() == clients) to(domain::RecordType::client, *clients_);
    if (part() == sample) to(domain::RecordType::client, *sampled_);
}

// Sums and causes; nobody by name.
std::optional<Sheet> FollowUpPage::sheet() const {
    if (!read_ || read_->all.sum.visits == 0) return std::nullopt;
    Sheet sheet;
    sheet.name = tr("follow-up") + '-' + domain::date_text(domain::first_day(month_)).substr(0, 7);
    sheet.title = tr("Follow-up of registrations, {month}", {{"month", wording::month(month_)}});
    for (const auto reading : readings)
        sheet.facts.emplace_back(wording::name_of(reading), wording::share_of(read_->all.sum.share.by(reading)));
    for (std::size_t i = 0; i < read_->weeks.size(); ++i)
        sheet.facts.emplace_back(wording::week(read_->weeks[i]),
                                 wording::share_of(read_->all.weeks[i].by(read_->binding)));
    sheet.columns = {{tr("Why by hand"), 6}, {tr("Visits"), 2, true}, {tr("Time"), 2, true}, {tr("What to do"), 7}};
    for (const auto& sum : read_->by_cause)
        sheet.rows.push_back({{wording::name_of(sum.cause), number(sum.visits), wording::hours(sum.minutes),
                               wording::help_of(sum.cause)},
                              {},
                              false});
    sheet.after.push_back({wording::forecast_of(*read_)});
    sheet.footer = tr("Made by Samordna");
    return sheet;
}

}  // namespace samordna::desktop
