// A coordinator's workspace on a small unit at a backend in memory, and what it tells its window.
#pragma once
#include <filesystem>

#include <doctest/doctest.h>

#include "support/fake_backend.h"
#include "workspace/workspace.h"

namespace support {

namespace base = samordna::base;
namespace domain = samordna::domain;
namespace workspace = samordna::workspace;

struct Desk {
    std::filesystem::path directory;
    base::ManualClock clock{fake::moment("2026-10-20T09:00:00+02:00")};
    base::PumpedPost post;
    fake::Backend backend;
    std::unique_ptr<workspace::Workspace> ws;
    std::vector<workspace::News> news;
    domain::Month month = std::chrono::year{2026} / std::chrono::October;

    Desk() {
        base::IdSource ids;
        directory = std::filesystem::temp_directory_path() / ("samordna-workspace-" + ids.next().text());
        fake::fill(backend);
        backend.put(fake::care_worker(11, "Åsa", "Ärlig"));
        backend.put(fake::care_worker(12, "Anna", "Zetterberg"));
        backend.put(fake::client(21, "André", "Öberg", "19310724-TF45"));
        backend.put(fake::order(61, 21));
        // 32: by hand and without a note. 33: going on. 34: empty. 35: in September.
        backend.put(fake::shift(32, 11, "2026-10-07"));
        auto by_hand = fake::visit(42, 32, 21, "2026-10-07T22:30:00+02:00");
        by_hand.start_verification = domain::Verification::manual;
        backend.put(by_hand);
        backend.put(fake::visit(45, 32, 20, "2026-10-07T21:00:00+02:00"));
        backend.put(fake::shift(33, 12, "2026-10-20"));
        auto going_on = fake::visit(43, 33, 21, "2026-10-20T08:45:00+02:00");
        going_on.end.reset();
        backend.put(going_on);
        backend.put(fake::shift(34, 12, "2026-10-19"));
        backend.put(fake::shift(35, 12, "2026-09-30"));
        backend.put(fake::visit(44, 35, 21, "2026-09-30T08:00:00+02:00"));
        open();
        REQUIRE(ws->sign_in({"https://backend.example", "anna", "x"}));
        sync();
    }
    ~Desk() {
        ws.reset();
        std::error_code ignored;
        std::filesystem::remove_all(directory, ignored);
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    void open() {
        ws.reset();
        workspace::Profile profile;
        profile.directory = directory;
        profile.use_keyring = false;
        auto opened = workspace::Workspace::open(
            profile, clock, post, [this](const std::string&) { return std::make_shared<fake::Remote>(backend); });
        REQUIRE(opened);
        ws = std::move(*opened);
        ws->on_news([this](const workspace::News& n) { news.push_back(n); });
    }
    workspace::SyncSummary sync() {
        auto done = ws->sync();
        REQUIRE_MESSAGE(done, done.error().code);
        post.pump();
        return *done;
    }
    void moves_to(std::string_view moment) {
        clock.set(fake::moment(moment));
        backend.now = clock.now();
    }
};

}  // namespace support
