#include "store/gate.h"

#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using samordna::store::WriteGate;
using Rank = WriteGate::Rank;

TEST_CASE("the window's write goes before background writes that waited longer") {
    WriteGate gate;
    std::vector<int> order;
    gate.enter(Rank::background);
    std::thread background([&] {
        gate.enter(Rank::background);
        order.push_back(2);
        gate.leave();
    });
    std::thread user([&] {
        gate.enter(Rank::user);
        order.push_back(1);
        gate.leave();
    });
    while (!gate.user_waits()) std::this_thread::yield();
    gate.leave();
    user.join();
    background.join();
    CHECK(order == std::vector{1, 2});
}

TEST_CASE("one writer at a time") {
    WriteGate gate;
    std::atomic<int> inside{0};
    bool crowded = false;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 500; ++i) {
                gate.enter(t == 0 ? Rank::user : Rank::background);
                crowded = crowded || inside.fetch_add(1) != 0;
                inside.fetch_sub(1);
                gate.leave();
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK_FALSE(crowded);
}
