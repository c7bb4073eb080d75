// What a coordinator waits for in a big month: its first picture, a keystroke in the search, a click on a chip, the
// details of a shift. Works on a profile that run.py has synced: SAMORDNA_PROFILE, SAMORDNA_MONTH.
#include <cstdlib>
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

#include "base/clock.h"
#include "base/post.h"
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

}  // namespace

BENCHMARK_MAIN();
