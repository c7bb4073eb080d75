#include "workspace/workspace.h"

#include <latch>

#include "support/desk.h"

using namespace samordna;
using Here = support::Desk;
using workspace::Fate;

TEST_CASE("a summary says what would be approved and why the rest is left out") {
    Here h;
    const auto summary =
        h.ws->summarize_approval(std::vector{fake::id(30), fake::id(31), fake::id(32), fake::id(33), fake::id(34)});
    CHECK(summary.shifts == std::vector{fake::id(30), fake::id(31)});
    CHECK(summary.visits == 2);
    CHECK(summary.performed == domain::Minutes{60});
    REQUIRE(summary.left_out.size() == 3);
    CHECK(summary.left_out[0].reason == "manual-without-note");
    CHECK(summary.left_out[0].performed == domain::Minutes{60});
    CHECK(h.ws->outbox().empty());
}

TEST_CASE("many are approved in one go: what can be is, what cannot is named with its findings") {
    Here h;
    const auto approval = h.ws->approve(std::vector{fake::id(30), fake::id(32), fake::id(99), fake::id(31)});
    CHECK(approval.approved == std::vector{fake::id(30), fake::id(31)});
    REQUIRE(approval.refused.size() == 2);
    CHECK(approval.refused[0].findings.front().check == "manual-without-note");
    CHECK(approval.refused[1].findings.front().check == "shift-unknown");
    CHECK(h.ws->status().waiting == 2);
    const auto rows = h.ws->outbox();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].source_id == "A30");
    CHECK(rows[0].care_worker_name == "Östen Lund");
}

TEST_CASE("a shift with a visit that stops it is approved with the explicit choice to let that one go unpaid") {
    Here h;
    auto verdict = h.ws->approve_partly(fake::id(32), {});
    REQUIRE(verdict);
    CHECK(std::holds_alternative<rules::Refused>(*verdict));
    verdict = h.ws->approve_partly(fake::id(32), {fake::id(42)});
    REQUIRE(verdict);
    CHECK(std::holds_alternative<rules::Accepted>(*verdict));
    h.sync();
    CHECK(std::get<domain::Shift>(h.backend.rows.at(fake::id(32)).record).unpaid_visits == std::vector{fake::id(42)});
    // Taken back and done again, the choice is still there.
    REQUIRE(h.ws->undo());
    h.sync();
    REQUIRE(h.ws->redo());
    h.sync();
    CHECK(std::get<domain::Shift>(h.backend.rows.at(fake::id(32)).record).unpaid_visits == std::vector{fake::id(42)});
}

TEST_CASE("one undo takes back one stroke, and redo does it again") {
    Here h;
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    REQUIRE(h.ws->approve(std::vector{fake::id(31)}).approved.size() == 1);
    REQUIRE(h.ws->revoke(std::vector{fake::id(30), fake::id(31)}).approved.size() == 2);
    auto row = h.ws->undo();
    REQUIRE(row);
    CHECK(row->verb == "shift.revoke");
    CHECK(row->shifts == 2);
    CHECK(h.ws->outbox().size() == 2);
    REQUIRE(h.ws->undo());
    CHECK(h.ws->outbox().size() == 1);
    CHECK(h.ws->can_redo());
    REQUIRE(h.ws->redo());
    CHECK(h.ws->outbox().size() == 2);
    REQUIRE(h.ws->approve(std::vector{fake::id(99)}).approved.empty());
    CHECK(h.ws->can_redo());
    REQUIRE(h.ws->revoke(std::vector{fake::id(31)}).approved.size() == 1);
    CHECK_FALSE(h.ws->can_redo());
}

TEST_CASE("nothing is done by nobody") {
    Here h;
    h.ws->sign_out();
    CHECK_FALSE(h.ws->signed_in());
    CHECK(h.ws->status().phase == workspace::SyncStatus::Phase::signed_out);
    const auto approval = h.ws->approve(std::vector{fake::id(30)});
    REQUIRE(approval.refused.size() == 1);
    CHECK(approval.refused.front().findings.front().check == "not-signed-in");
    CHECK(h.ws->sync().error().code == "session.expired");
    CHECK(h.ws->shifts(h.month)->total() == 5);
}

TEST_CASE("a listing of visits names their shift, care worker and client, by start") {
    Here h;
    auto rows = h.ws->visits(h.month);
    REQUIRE(rows.size() == 5);
    CHECK(rows[0].visit.source_id == "B40");
    CHECK(rows[0].source_id == "A30");
    CHECK(rows[0].care_worker_number == "P10");
    CHECK(rows[0].client_number == 3020);
    CHECK(rows[3].findings.front().check == "manual-without-note");
    CHECK(h.ws->visits(std::nullopt).size() == 6);
}

TEST_CASE("everything is still there after a restart") {
    Here h;
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    h.open();
    CHECK(h.ws->signed_in()->user == "anna");
    CHECK(h.ws->status().waiting == 1);
    CHECK(h.ws->status().complete);
    CHECK(h.ws->status().last_synced == h.clock.now());
    CHECK(h.ws->shifts(h.month)->details(fake::id(30))->row.fate == Fate::waiting);
    CHECK_FALSE(h.ws->can_undo());
    CHECK(h.sync().accepted == 1);
}

TEST_CASE("the window gets its news on its own thread") {
    Here h;
    h.ws->start_syncing();
    const auto seen = [&](auto what) {
        return h.post.pump_until([&] { return std::any_of(h.news.begin(), h.news.end(), what); },
                                 std::chrono::seconds{20});
    };
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    h.news.clear();
    CHECK(seen([](const workspace::News& n) { return n.shifts == std::vector{fake::id(30)}; }));
    CHECK(h.post.pump_until([&] { return h.ws->status().waiting == 0; }, std::chrono::seconds{20}));
    CHECK(h.ws->status().phase != workspace::SyncStatus::Phase::offline);
    h.ws->stop_syncing();
    // What is still on its way when the workspace goes must not arrive.
    h.ws.reset();
    h.post.pump();
}

TEST_CASE("the window learns what the companion does on the same profile") {
    Here h;
    h.ws->start_syncing();
    REQUIRE(h.post.pump_until([&] { return h.ws->status().phase == workspace::SyncStatus::Phase::idle; },
                              std::chrono::seconds{20}));
    workspace::Profile profile;
    profile.directory = h.directory;
    profile.use_keyring = false;
    base::PumpedPost post;
    auto companion = workspace::Workspace::open(
        profile, h.clock, post, [&](const std::string&) { return std::make_shared<fake::Remote>(h.backend); });
    REQUIRE(companion);
    REQUIRE((*companion)->approve(std::vector{fake::id(30)}).approved.size() == 1);
    h.news.clear();
    REQUIRE((*companion)->sync());
    const auto told = [&] {
        return std::any_of(h.news.begin(), h.news.end(), [](const auto& n) { return n.everything; });
    };
    CHECK(h.post.pump_until(told, std::chrono::seconds{20}));
    CHECK(h.ws->shifts(h.month)->details(fake::id(30))->row.state == rules::ShiftState::approved);
    h.ws->stop_syncing();
}

TEST_CASE("a reviewer reads and changes nothing") {
    Here h;
    {
        struct Reviewer final : protocol::Remote {
            fake::Remote to;
            explicit Reviewer(fake::Backend& backend) : to(backend) {}
            protocol::Result<protocol::Hello> hello() override { return to.hello(); }
            protocol::Result<protocol::Session> sign_in(const protocol::Credentials& shown) override {
                return protocol::Session{"t", shown.user, "reviewer", {}};
            }
            protocol::Result<protocol::Session> refresh(const std::string& t) override { return to.refresh(t); }
            protocol::Result<std::vector<protocol::OpenIdProvider>> openid_providers() override {
                return to.openid_providers();
            }
            protocol::Result<protocol::OpenIdQuestion> begin_openid(const protocol::OpenIdWish& wish) override {
                return to.begin_openid(wish);
            }
            protocol::Result<protocol::Session> complete_openid(const protocol::OpenIdReply& reply) override {
                return to.complete_openid(reply);
            }
            protocol::Result<> sign_out() override { return {}; }
            void use_session(const std::string&) override {}
            protocol::Result<protocol::Checkpoint> pull(const std::optional<std::string>& c, int l,
                                                        protocol::FeedSink& s, std::stop_token t) override {
                return to.pull(c, l, s, t);
            }
            protocol::Result<bool> wait(const std::string& c, std::chrono::seconds s, std::stop_token t) override {
                return to.wait(c, s, t);
            }
            protocol::Result<protocol::Integrity> integrity(const std::string& c) override { return to.integrity(c); }
            protocol::Result<std::vector<protocol::Outcome>> push(std::span<const domain::Change> c) override {
                return to.push(c);
            }
            protocol::Result<protocol::ToldReadings> tell_readings(std::span<const domain::NotedReading> r) override {
                return to.tell_readings(r);
            }
            protocol::Result<domain::LogPage> log(const domain::LogQuestion& q) override { return to.log(q); }
            protocol::Result<> check_log(const domain::LogCheck& c) override { return to.check_log(c); }
        };
        workspace::Profile profile;
        profile.directory = h.directory;
        profile.use_keyring = false;
        auto opened = workspace::Workspace::open(
            profile, h.clock, h.post, [&](const std::string&) { return std::make_shared<Reviewer>(h.backend); });
        REQUIRE(opened);
        REQUIRE((*opened)->sign_in({"https://backend.example", "anna", "x"}));
        const auto approval = (*opened)->approve(std::vector{fake::id(30)});
        REQUIRE(approval.refused.size() == 1);
        CHECK(approval.refused.front().findings.front().check == "read-only");
        CHECK((*opened)->outbox().empty());
    }
}

TEST_CASE("the window goes on while the backend is asked for a session, and is told when it has come") {
    support::Desk h;
    std::latch asked(1), let_go(1);
    h.backend.on_sign_in = [&](const std::string&) {
        asked.count_down();
        let_go.wait();
    };
    std::optional<base::Result<workspace::Welcome>> outcome;
    h.ws->begin_sign_in({"https://backend.example", "berit", "x"}, [&](const auto& done) { outcome = done; });
    asked.wait();
    h.post.pump();
    CHECK_FALSE(outcome);
    CHECK(h.ws->signed_in()->user == "anna");
    let_go.count_down();
    CHECK(h.post.pump_until([&] { return outcome.has_value(); }, std::chrono::seconds{20}));
    REQUIRE(outcome);
    CHECK(*outcome);
    CHECK(h.ws->signed_in()->user == "berit");
}

TEST_CASE("an answer that comes after its sign-in was abandoned changes nothing; the next sign-in is as any") {
    support::Desk h;
    std::latch asked(1), let_go(1);
    h.backend.on_sign_in = [&](const std::string& user) {
        if (user != "berit") return;
        asked.count_down();
        let_go.wait();
    };
    int first = 0, second = 0;
    h.ws->begin_sign_in({"https://backend.example", "berit", "x"}, [&](const auto&) { ++first; });
    asked.wait();
    h.ws->abandon_sign_in();
    let_go.count_down();
    h.ws->begin_sign_in({"https://backend.example", "anna", "x"}, [&](const auto& done) { second += done ? 1 : 100; });
    CHECK(h.post.pump_until([&] { return second > 0; }, std::chrono::seconds{20}));
    CHECK(first == 0);
    CHECK(second == 1);
    CHECK(h.ws->signed_in()->user == "anna");
}

TEST_CASE("a refusal of what had a code in it says so; what more is wanted comes as the backend says it") {
    support::Desk h;
    h.backend.sign_in_error = base::Error{"sign_in.refused"};
    workspace::SignInWords words{"https://backend.example", "anna", "x"};
    CHECK(h.ws->sign_in(words).error().code == "sign_in.refused");
    words.code = "123456";
    CHECK(h.ws->sign_in(words).error().code == "sign_in.code_refused");
    words.code.clear();
    words.recovery_code = "abcd-efgh-ijkl";
    CHECK(h.ws->sign_in(words).error().code == "sign_in.code_refused");
    h.backend.sign_in_error = base::Error{"sign_in.enrol", {{"secret", "GEZD"}, {"uri", "otpauth://totp/x"}}};
    CHECK(h.ws->sign_in(words).error() == *h.backend.sign_in_error);
    CHECK(h.ws->signed_in()->user == "anna");
}

TEST_CASE("an error of a sign-in comes as any outcome of it") {
    support::Desk h;
    h.ws->approve(std::vector{fake::id(30)});
    REQUIRE(h.ws->status().waiting > 0);
    std::optional<base::Result<workspace::Welcome>> outcome;
    h.ws->begin_sign_in({"https://backend.example", "berit", "x"}, [&](const auto& done) { outcome = done; });
    CHECK(h.post.pump_until([&] { return outcome.has_value(); }, std::chrono::seconds{20}));
    REQUIRE_FALSE(*outcome);
    CHECK(outcome->error().code == "sign_in.outbox_not_empty");
}
