// What a coordinator waits for in a big month: its first picture, a keystroke in the search, a click on a chip, the
// details of a shift; the same among its visits; and its people. Works on a profile that run.py has synced:
// SAMORDNA_PROFILE, SAMORDNA_MONTH.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/post.h"
#include "workspace/followup_desk.h"
#include "workspace/month_desk.h"
#include "workspace/workspace.h"

namespace {

using namespace samordna;

std::string asked(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

workspace::Workspace& opened() {
    static const base::SystemClock clock;
    static base::PumpedPost post;
    static const auto workspace = [] {
        workspace::Profile profile;
        profile.directory = asked("SAMORDNA_PROFILE");
        profile.use_keyring = false;
        auto made = workspace::Workspace::open(profile, clock, post);
        if (!made) throw std::runtime_error(made.error().code);
        return std::move(*made);
    }();
    return *workspace;
}

domain::Month month() {
    return domain::parse_month(asked("SAMORDNA_MONTH")).value();
}

void first_picture_of_the_month(benchmark::State& state) {
    auto& workspace = opened();
    for (auto _ : state) {
        const auto list = workspace.shifts(month());
        benchmark::DoNotOptimize(list->size());
        state.counters["shifts"] = static_cast<double>(list->total());
    }
}
BENCHMARK(first_picture_of_the_month)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

// A name typed letter by letter, then taken away again; the time is one letter's.
void keystroke_in_the_search(benchmark::State& state) {
    const auto list = opened().shifts(month());
    const std::string word = "anders";
    for (auto _ : state) {
        for (std::size_t letters = 1; letters <= word.size(); ++letters) {
            list->set_search(word.substr(0, letters));
            benchmark::DoNotOptimize(list->size());
        }
        list->set_search("");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(word.size() + 1));
    state.counters["per_keystroke"] =
        benchmark::Counter(static_cast<double>(word.size() + 1),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(keystroke_in_the_search)->Unit(benchmark::kMillisecond)->UseRealTime();

// The same in the field that finds anything; its first letter reads, which is measured apart.
void keystroke_in_find_anything(benchmark::State& state) {
    const auto finder = opened().finder([](domain::Date date) { return domain::date_text(date); });
    const std::string word = "anders 10";
    finder->find(word, {});
    for (auto _ : state) {
        for (std::size_t letters = 1; letters <= word.size(); ++letters)
            benchmark::DoNotOptimize(finder->find(word.substr(0, letters), {}));
    }
    state.counters["per_keystroke"] = benchmark::Counter(
        static_cast<double>(word.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(keystroke_in_find_anything)->Unit(benchmark::kMillisecond)->UseRealTime();

void first_keystroke_in_find_anything(benchmark::State& state) {
    for (auto _ : state) {
        const auto finder = opened().finder([](domain::Date date) { return domain::date_text(date); });
        benchmark::DoNotOptimize(finder->find("a", {}));
    }
}
BENCHMARK(first_keystroke_in_find_anything)->Unit(benchmark::kMillisecond)->UseRealTime();

void click_on_a_filter_chip(benchmark::State& state) {
    const auto list = opened().shifts(month());
    for (auto _ : state) {
        list->set_filter(workspace::ShiftFilter::needs_action);
        benchmark::DoNotOptimize(list->size());
        list->set_filter(workspace::ShiftFilter::all);
        benchmark::DoNotOptimize(list->size());
    }
}
BENCHMARK(click_on_a_filter_chip)->Unit(benchmark::kMillisecond)->UseRealTime();

void details_of_a_shift(benchmark::State& state) {
    const auto list = opened().shifts(month());
    std::size_t row = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(list->details(list->at(row % list->size()).id));
        row += 97;
    }
}
BENCHMARK(details_of_a_shift)->Unit(benchmark::kMillisecond)->UseRealTime();

// --- The visits, beside the shifts, as in the window.

// The median of all of them and the worst but one in a hundred.
void tell(benchmark::State& state, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["p99_ms"] = times[(times.size() * 99) / 100];
}

// Each of the steps once a round.
void measure(benchmark::State& state, const std::vector<std::function<void()>>& steps) {
    std::vector<double> times;
    for (auto _ : state) {
        for (const auto& step : steps) {
            const auto began = std::chrono::steady_clock::now();
            step();
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
        }
    }
    tell(state, times);
}

struct Lists {
    std::unique_ptr<workspace::ShiftList> shifts = opened().shifts(month());
    std::unique_ptr<workspace::VisitList> visits = opened().visit_list(month());
};

double resident_bytes() {
    malloc_trim(0);
    std::ifstream file("/proc/self/statm");
    std::size_t all = 0;
    std::size_t resident = 0;
    file >> all >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

void visits_opened_beside_the_shifts(benchmark::State& state) {
    const auto shifts = opened().shifts(month());
    const double before = resident_bytes();
    auto kept = opened().visit_list(month());
    state.counters["bytes_a_visit"] = (resident_bytes() - before) / static_cast<double>(kept->total());
    state.counters["visits"] = static_cast<double>(kept->total());
    kept.reset();
    measure(state, {[] { benchmark::DoNotOptimize(opened().visit_list(month())->size()); }});
}

void visits_keystroke(benchmark::State& state) {
    const Lists lists;
    std::vector<std::function<void()>> steps;
    const auto type = [&](const std::string& word) {
        for (std::size_t letters = 1; letters <= word.size(); ++letters) {
            if ((static_cast<unsigned char>(word[letters - 1]) & 0xC0U) == 0xC0U) continue;  // half a letter
            steps.push_back([&lists, text = word.substr(0, letters)] {
                workspace::VisitFilter filter;
                filter.search = text;
                lists.visits->set_filter(filter);
                benchmark::DoNotOptimize(lists.visits->checks());
            });
        }
        steps.push_back([&lists] { lists.visits->set_filter({}); });
    };
    type("anders");
    type("l\xC3\xA5set svarade");
    type("1931");
    measure(state, steps);
}

void visits_filters(benchmark::State& state) {
    const Lists lists;
    const auto any = lists.visits->at(lists.visits->total() / 2);
    std::vector<workspace::VisitFilter> filters(10);
    filters[0].chip = workspace::VisitChip::needs_action;
    filters[1].chip = workspace::VisitChip::manual;
    filters[2].chip = workspace::VisitChip::with_note;
    filters[3].check = "manual-without-note";
    filters[4].service = any.visit->service_lines.empty() ? "" : any.visit->service_lines.front().service;
    filters[5].verified = workspace::Verified::by_lock;
    filters[6].client = any.visit->client;
    filters[7].care_worker = lists.shifts->at(0).care_worker;
    filters[8].day = 12;
    std::vector<std::function<void()>> steps;
    for (const auto& filter : filters) {
        steps.push_back([&lists, filter] {
            lists.visits->set_filter(filter);
            benchmark::DoNotOptimize(lists.visits->checks());
        });
    }
    measure(state, steps);
}

void visits_sorted_by_client(benchmark::State& state) {
    const Lists lists;
    measure(state, {[&] { lists.visits->sort_by(workspace::VisitColumn::client, true); },
                    [&] { lists.visits->sort_by(workspace::VisitColumn::client, false); }});
}

void visits_sorted_by_all_else(benchmark::State& state) {
    const Lists lists;
    std::vector<std::function<void()>> steps;
    for (int column = 0; column <= static_cast<int>(workspace::VisitColumn::shift); ++column) {
        steps.push_back([&lists, column] { lists.visits->sort_by(static_cast<workspace::VisitColumn>(column), true); });
    }
    measure(state, steps);
}

void visits_refreshed_with_a_shift(benchmark::State& state) {
    const Lists lists;
    std::size_t row = 0;
    measure(state, {[&] {
                const auto shift = lists.shifts->at(row % lists.shifts->size()).id;
                lists.visits->refresh({&shift, 1});
                row += 97;
            }});
}

BENCHMARK(visits_opened_beside_the_shifts)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(visits_keystroke)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(visits_filters)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(visits_sorted_by_client)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(visits_sorted_by_all_else)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(visits_refreshed_with_a_shift)->Unit(benchmark::kMillisecond)->UseRealTime();

// --- The people, beside the lists. What is usual is read from the weeks before the month.

double milliseconds(const std::function<void()>& what) {
    const auto began = std::chrono::steady_clock::now();
    what();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

// Everything that stands on the months is let go between two rounds.
void people_opened_and_their_silences(benchmark::State& state) {
    std::vector<double> opened_in;
    std::vector<double> pieces;
    std::vector<double> silences_in;
    for (auto _ : state) {
        opened().people(month() - std::chrono::months{120});
        const Lists lists;
        opened_in.push_back(milliseconds([] { benchmark::DoNotOptimize(opened().people(month())->clients().size()); }));
        silences_in.push_back(0);
        for (bool more = true; more;) {
            pieces.push_back(milliseconds([&] { more = opened().look_further(); }));
            silences_in.back() += pieces.back();
        }
        state.counters["silences"] = static_cast<double>(opened().people(month())->silences()->size());
    }
    tell(state, opened_in);
    std::sort(pieces.begin(), pieces.end());
    state.counters["longest_piece_ms"] = pieces.back();
    state.counters["median_piece_ms"] = pieces[pieces.size() / 2];
    std::sort(silences_in.begin(), silences_in.end());
    state.counters["all_pieces_ms"] = silences_in[silences_in.size() / 2];
}

// Somebody has approved a shift while they are shown.
void people_told_of_a_shift(benchmark::State& state) {
    const Lists lists;
    const auto shifts = lists.shifts->clean();
    std::size_t next = 0;
    const auto ask = [] { benchmark::DoNotOptimize(opened().people(month())->clients().size()); };
    ask();
    std::vector<double> times;
    for (auto _ : state) {
        opened().approve({&shifts.at(next++ % shifts.size()), 1});
        times.push_back(milliseconds(ask));
        opened().undo();
        ask();
    }
    tell(state, times);
}

// How the month stands, asked after each piece of news.
void month_status_asked_again(benchmark::State& state) {
    workspace::MonthDesk desk(opened());
    desk.status(month());
    std::vector<double> times;
    for (auto _ : state) times.push_back(milliseconds([&] { benchmark::DoNotOptimize(desk.status(month())); }));
    tell(state, times);
}

// Somebody has approved a shift meanwhile: locks and accounts are read anew too.
void month_status_told_of_a_shift(benchmark::State& state) {
    workspace::MonthDesk desk(opened());
    const auto shifts = opened().shifts(month())->clean();
    desk.status(month());
    std::size_t next = 0;
    std::vector<double> times;
    for (auto _ : state) {
        opened().approve({&shifts.at(next++ % shifts.size()), 1});
        times.push_back(milliseconds([&] { benchmark::DoNotOptimize(desk.status(month())); }));
        opened().undo();
    }
    tell(state, times);
}

// The page opened, beside the lists.
void follow_up_read(benchmark::State& state) {
    workspace::FollowUpDesk desk(opened());
    desk.read(month());
    std::vector<double> times;
    for (auto _ : state) times.push_back(milliseconds([&] { benchmark::DoNotOptimize(desk.read(month())); }));
    tell(state, times);
}

BENCHMARK(month_status_asked_again)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(month_status_told_of_a_shift)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(follow_up_read)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(people_opened_and_their_silences)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(5);
BENCHMARK(people_told_of_a_shift)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
