#include "workspace/workspace.h"

#include <filesystem>

#include <doctest/doctest.h>

#include "support/fake_backend.h"

using namespace samordna;
using workspace::Fate;
using workspace::ShiftColumn;
using workspace::ShiftFilter;

namespace {

struct Here {
    std::filesystem::path directory;
    base::ManualClock clock{fake::moment("2026-10-20T09:00:00+02:00")};
    base::PumpedPost post;
    fake::Backend backend;
    std::unique_ptr<workspace::Workspace> ws;
    std::vector<workspace::News> news;
    domain::Month month = std::chrono::year{2026} / std::chrono::October;

    Here() {
        base::IdSource ids;
        directory = std::filesystem::temp_directory_path() / ("samordna-workspace-" + ids.next().text());
        fake::fill(backend);
        backend.put(fake::care_worker(11, "Åsa", "Ärlig"));
        backend.put(fake::care_worker(12, "Anna", "Zetterberg"));
        backend.put(fake::client(21, "André", "Öberg", "19310724-TF45"));
        domain::Order order;
        order.id = fake::id(60);
        order.client = fake::id(20);
        order.service = "Dusch";
        order.minutes_per_visit = 45;
        order.valid_from = domain::parse_date("2026-01-01").value();
        backend.put(order);
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
        REQUIRE(ws->sign_in("https://backend.example", "anna", "x"));
        sync();
    }
    ~Here() {
        ws.reset();
        std::error_code ignored;
        std::filesystem::remove_all(directory, ignored);
    }
    Here(const Here&) = delete;
    Here& operator=(const Here&) = delete;

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

std::vector<std::string> shown(const workspace::ShiftList& list) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < list.size(); ++i) ids.push_back(list.at(i).source_id);
    return ids;
}
using Names = std::vector<std::string>;

Names found(workspace::ShiftList& list, std::string_view text) {
    list.set_search(text);
    return shown(list);
}

}  // namespace

TEST_CASE("the month's shifts stand by day, judged and added up") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    CHECK(shown(*list) == Names{"A30", "A31", "A32", "A34", "A33"});
    const auto& clean = list->at(0);
    CHECK(clean.clean);
    CHECK(clean.state == rules::ShiftState::to_review);
    CHECK(clean.care_worker_name == "Östen Lund");
    CHECK(clean.ordered_minutes == 45);
    CHECK(clean.performed_minutes == 30);
    CHECK(clean.manual_visits == 0);
    const auto& by_hand = list->at(2);
    CHECK_FALSE(by_hand.clean);
    CHECK(by_hand.visits == 2);
    CHECK(by_hand.manual_visits == 1);
    CHECK(by_hand.blocking_visits == 1);
    CHECK(by_hand.checks == std::vector<std::string_view>{"manual-without-note"});
    CHECK(by_hand.start == fake::moment("2026-10-07T21:00:00+02:00"));
    CHECK(by_hand.end == fake::moment("2026-10-07T23:00:00+02:00"));
    CHECK(list->at(4).state == rules::ShiftState::open);
    CHECK_FALSE(list->at(4).end);
    CHECK(list->clean() == std::vector{fake::id(30), fake::id(31)});
    CHECK(h.ws->months().size() == 2);
}

TEST_CASE("filters show what they say, and their counts follow the search") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    const auto filtered = [&](ShiftFilter filter) {
        list->set_filter(filter);
        const auto rows = shown(*list);
        CHECK(list->count(filter) == rows.size());
        return rows;
    };
    CHECK(filtered(ShiftFilter::needs_action) == Names{"A32"});
    CHECK(filtered(ShiftFilter::ready) == Names{"A30", "A31"});
    CHECK(filtered(ShiftFilter::open) == Names{"A34", "A33"});
    CHECK(filtered(ShiftFilter::manual) == Names{"A32"});
    CHECK(filtered(ShiftFilter::approved).empty());
    CHECK(filtered(ShiftFilter::all).size() == 5);
    list->set_search("östen");
    CHECK(list->count(ShiftFilter::all) == 2);
    CHECK(list->count(ShiftFilter::ready) == 2);
    CHECK(list->count(ShiftFilter::needs_action) == 0);
    CHECK(list->total() == 5);
    CHECK(list->find(fake::id(32)) == std::nullopt);
    CHECK(list->find(fake::id(31)) == 1);
}

TEST_CASE("the search knows Swedish: å ä ö are letters of their own, case and other accents do not count") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    CHECK(found(*list, "ÅSA") == Names{"A32"});
    CHECK(found(*list, "asa").empty());
    CHECK(found(*list, "osten").empty());
    CHECK(found(*list, "öste") == Names{"A30", "A31"});
    CHECK(found(*list,
                "A\xCC\x8A"
                "sa") == Names{"A32"});  // a and a ring, composed when read
    CHECK(found(*list, "andre") == Names{"A32", "A33"});
    CHECK(found(*list, "ÖBERG zetter") == Names{"A33"});
    CHECK(found(*list, "öberg granlund").empty());
    CHECK(found(*list, "  ").size() == 5);
}

TEST_CASE("the search finds numbers: care worker, client, shift, and person ids however they are written") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    CHECK(found(*list, "p11") == Names{"A32"});
    CHECK(found(*list, "3021") == Names{"A32", "A33"});
    CHECK(found(*list, "a34") == Names{"A34"});
    for (const char* text : {"19310724-TF45", "19310724tf45", "310724-TF45", "310724tf45", "tf45"}) {
        CAPTURE(text);
        CHECK(found(*list, text) == Names{"A32", "A33"});
    }
    CHECK(found(*list, "19310724-TF46").empty());
}

TEST_CASE("care workers are sorted as in a Swedish dictionary, both ways") {
    Here h;
    h.backend.put(fake::care_worker(12, "Ängla", "Berg"));
    h.sync();
    const auto list = h.ws->shifts(h.month);
    list->sort_by(ShiftColumn::care_worker, true);
    Names names;
    for (std::size_t i = 0; i < list->size(); ++i) names.push_back(list->at(i).care_worker_name);
    CHECK(names == Names{"Åsa Ärlig", "Ängla Berg", "Ängla Berg", "Östen Lund", "Östen Lund"});
    list->sort_by(ShiftColumn::care_worker, false);
    CHECK(list->at(0).care_worker_name == "Östen Lund");
    list->sort_by(ShiftColumn::manual_share, false);
    CHECK(list->at(0).source_id == "A32");
    list->sort_by(ShiftColumn::difference, true);
    CHECK(list->at(0).source_id == "A30");
}

TEST_CASE("details show the visits by start, each with its client and what is said about it") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    const auto details = list->details(fake::id(32));
    REQUIRE(details);
    REQUIRE(details->visits.size() == 2);
    CHECK(details->visits[0].client_name == "Ingrid Östlund");
    CHECK(details->visits[0].client_number == 3020);
    CHECK(details->visits[0].ordered_minutes == 45);
    CHECK(details->visits[0].findings.empty());
    REQUIRE(details->visits[1].findings.size() == 1);
    const auto& finding = details->visits[1].findings.front();
    CHECK(finding.check == "manual-without-note");
    CHECK_FALSE(h.ws->cited_sentence(finding).empty());
    CHECK(details->closing_time == h.ws->closing_time(h.month));
    CHECK_FALSE(list->details(fake::id(99)));
}

TEST_CASE("a refresh reads the shifts named again and says whether the rows have moved") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    list->set_filter(ShiftFilter::ready);
    REQUIRE(h.ws->approve(std::vector{fake::id(30)}).approved.size() == 1);
    REQUIRE_FALSE(h.news.empty());
    CHECK(h.news.back().shifts == std::vector{fake::id(30)});
    CHECK(list->refresh(h.news.back().shifts));
    CHECK(shown(*list) == Names{"A31"});
    list->set_filter(ShiftFilter::approved);
    CHECK(shown(*list) == Names{"A30"});
    CHECK(list->at(0).fate == Fate::waiting);
    CHECK(list->at(0).approved_by == "anna");
    h.sync();
    CHECK_FALSE(list->refresh(std::vector{fake::id(30)}));
    CHECK_FALSE(list->at(0).fate);
    h.backend.remove(fake::id(30));
    h.sync();
    CHECK(list->refresh(std::vector{fake::id(30)}));
    CHECK(list->total() == 4);
}

TEST_CASE("time alone turns a row: a visit that goes on for a day is over, a month closes") {
    Here h;
    const auto list = h.ws->shifts(h.month);
    h.moves_to("2026-10-21T08:45:00+02:00");
    list->refresh({});
    CHECK(list->details(fake::id(33))->row.state == rules::ShiftState::to_review);
    CHECK_FALSE(list->details(fake::id(30))->row.closed);
    h.clock.set(h.ws->closing_time(h.month).value() + std::chrono::seconds{1});
    list->refresh({});
    CHECK(list->details(fake::id(30))->row.closed);
    CHECK(list->clean().empty());
    CHECK(list->count(ShiftFilter::needs_action) == 0);
}

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
    CHECK(rows[0].shift_source_id == "A30");
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
    CHECK(rows[0].shift_source_id == "A30");
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
            protocol::Result<protocol::Session> sign_in(const std::string& u, const std::string&) override {
                return protocol::Session{"t", u, "reviewer", {}};
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
        };
        workspace::Profile profile;
        profile.directory = h.directory;
        profile.use_keyring = false;
        auto opened = workspace::Workspace::open(
            profile, h.clock, h.post, [&](const std::string&) { return std::make_shared<Reviewer>(h.backend); });
        REQUIRE(opened);
        REQUIRE((*opened)->sign_in("https://backend.example", "anna", "x"));
        const auto approval = (*opened)->approve(std::vector{fake::id(30)});
        REQUIRE(approval.refused.size() == 1);
        CHECK(approval.refused.front().findings.front().check == "read-only");
        CHECK((*opened)->outbox().empty());
    }
}
