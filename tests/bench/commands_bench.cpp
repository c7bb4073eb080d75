// How many approvals the backend judges and stores a second, in process: every shift of a month, in batches as a client
// sends them, and one by one. SAMORDNA_VISITS: about so many in the month (20000).
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/clock.h"
#include "protocol/feed.h"
#include "server/backend.h"
#include "server/demo.h"

namespace {

using namespace samordna;

constexpr std::size_t of_a_batch = 200;
const auto month = std::chrono::year{2026} / std::chrono::October;

template <class T>
T must(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().code + " " + result.error().detail);
    return *std::move(result);
}

struct Shifts final : protocol::FeedSink {
    void upsert(protocol::Upsert&& line) override {
        if (const auto* shift = std::get_if<domain::Shift>(&line.record)) ids.push_back(shift->id);
    }
    void remove(const protocol::Removal&) override {}
    protocol::Result<> checkpoint(const protocol::Checkpoint&) override { return {}; }
    std::vector<base::Id> ids;
};

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("bench-" + base::IdSource().next().text());
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

base::Result<domain::Change> approval(base::Id key, base::Id shift) {
    domain::Change change;
    change.key = std::move(key);
    change.target = std::move(shift);
    change.base = 1;
    change.verb = domain::ApproveShift{};
    return change;
}

void measure(const char* name, server::Backend& backend, const server::Principal& who,
             const std::vector<base::Id>& shifts, std::size_t size) {
    static base::IdSource ids;
    int accepted = 0;
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t worked = std::clock();
    for (std::size_t at = 0; at < shifts.size(); at += size) {
        std::vector<base::Result<domain::Change>> batch;
        for (std::size_t i = at; i < std::min(at + size, shifts.size()); ++i) {
            batch.emplace_back(approval(ids.next(), shifts[i]));
        }
        for (const auto& outcome : must(backend.perform(who, batch)))
            accepted += std::holds_alternative<protocol::Accepted>(outcome) ? 1 : 0;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::cout << name << ": " << shifts.size() << " commands, " << accepted << " accepted, "
              << static_cast<int>(static_cast<double>(shifts.size()) / took.count()) << " a second, "
              << 1'000'000 * (std::clock() - worked) / CLOCKS_PER_SEC / static_cast<long>(shifts.size())
              << " us of CPU each\n";
    if (accepted == 0) throw std::runtime_error("nothing was accepted");
}

}  // namespace

int main() {
    const Folder folder;
    const base::ManualClock clock(domain::end_of(month) + std::chrono::hours{12});
    const char* visits = std::getenv("SAMORDNA_VISITS");
    const auto backend = must(server::Backend::open(folder.path, clock));
    server::DemoWish wish;
    wish.month = month;
    wish.visits = visits == nullptr ? 20'000 : std::stoi(visits);
    const auto package = server::demo_package(wish);
    if (!must(backend->import(package, false)).stored) throw std::runtime_error("nothing was imported");
    must(backend->add_account({"anna",
                               server::Role::coordinator,
                               {package.unit.name},
                               "korrekt hast batteri",
                               false,
                               server::SecondFactor::none}));
    const auto who = must(
        backend->authenticate(must(backend->sign_in({"anna", "korrekt hast batteri"}, {"127.0.0.1", true})).token));
    Shifts shifts;
    protocol::FeedReader reader(shifts);
    for (std::string cursor;;) {
        const auto page =
            must(backend->page(who, cursor.empty() ? std::nullopt : std::optional<std::string_view>(cursor), 20'000));
        must(reader.read(page.text));
        cursor = page.last.cursor;
        if (!page.last.more) break;
    }
    const auto half = shifts.ids.begin() + static_cast<std::ptrdiff_t>(shifts.ids.size() / 2);
    measure("in batches of 200", *backend, who, {shifts.ids.begin(), half}, of_a_batch);
    measure("one by one", *backend, who, {half, shifts.ids.end()}, 1);
}
