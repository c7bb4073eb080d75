// The final basis, when clocks disagree and somebody is late.
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "scenario/world.h"
#include "workspace/basis_export.h"

using namespace scenario;
using namespace std::chrono_literals;

namespace {

// The third vardag after October, the month in which summer time ends.
domain::Instant closing() {
    return domain::parse_instant("2026-11-04T23:59:59+01:00").value();
}

struct MonthEnd : AtWorkTogether {
    std::filesystem::path out = world.directory() / "out";

    base::Result<std::vector<workspace::ExportedBasis>> exported(Coordinator& who, bool final) {
        workspace::BasisOptions options;
        options.month = world.month();
        options.final = final;
        options.directory = out / who.name();
        options.csv = true;
        options.reason_words = [](std::string_view code) { return std::string(code); };
        return workspace::BasisDesk(who.workspace()).prepare(options)({}, {});
    }
    workspace::ExportedBasis final_of(Coordinator& who) {
        auto done = exported(who, true);
        REQUIRE_MESSAGE(done, done.error().code);
        REQUIRE(done->size() == 1);
        return done->front();
    }
    std::string refusal(Coordinator& who) {
        const auto done = exported(who, true);
        const auto why = workspace::BasisDesk(who.workspace()).why_not_final(world.month());
        REQUIRE_FALSE(done);
        CHECK(done.error() == why);
        CHECK((!std::filesystem::exists(out / who.name()) || std::filesystem::is_empty(out / who.name())));
        return done.error().code;
    }
    // Of clean shifts all is paid: their minutes are those between start and end.
    std::int64_t minutes_of(Coordinator& who, Id of_shift) {
        std::int64_t minutes = 0;
        for (const auto& row : who->visits(world.month())) {
            if (row.visit.shift == of_shift)
                minutes += domain::minutes_between(row.visit.start, *row.visit.end).count();
        }
        return minutes;
    }
    static std::string content(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace

TEST_CASE_FIXTURE(MonthEnd,
                  "an approval a minute before the closing time is paid, one a minute after is not, by the backend's "
                  "clock, whatever the clients' clocks say") {
    // Anna's computer is a day ahead, Bo's a day behind, and neither has asked the backend since.
    anna.watch().off_by = 24h;
    bo.watch().off_by = -24h;
    world.clock.set(closing() - 1min);
    anna.sync();
    REQUIRE(anna.approves(shifts[0]));
    CHECK(anna.sync().accepted == 1);
    CHECK(refusal(anna) == "basis.not_closed");

    world.clock.set(closing() + 1min);
    REQUIRE(bo.approves(shifts[1]));  // it is a day earlier, as far as he knows
    CHECK(refusal(bo) == "basis.not_closed");
    CHECK(refusal(anna) == "basis.not_in_step");
    CHECK(bo.sync().refused == 1);
    anna.sync();

    const auto hers = final_of(anna);
    const auto his = final_of(bo);
    CHECK(hers.paid == minutes_of(anna, shifts[0]));
    CHECK(hers.payable == hers.paid);
    CHECK(hers.checksum == his.checksum);
    REQUIRE(hers.files.size() == his.files.size());
    for (std::size_t i = 0; i < hers.files.size(); ++i) {
        CHECK(hers.files[i].filename() == his.files[i].filename());
        CHECK(content(hers.files[i]) == content(his.files[i]));
    }
}

TEST_CASE_FIXTURE(MonthEnd, "a clock that is put right between two rounds does not make a month closed") {
    anna.watch().off_by = 24h;
    world.clock.set(closing() - 1h);
    anna.sync();
    anna.watch().off_by = 0h;
    anna.faults().breaks_after_records = 0;
    world.approved_by_manager(shifts[0]);
    CHECK_FALSE(anna->sync());  // it learns the right time, and nothing else
    CHECK(refusal(anna) == "basis.not_closed");
}

TEST_CASE_FIXTURE(MonthEnd, "what has not been sent stops the final basis until it has been answered") {
    anna.faults().offline = true;
    REQUIRE(anna.approves(shifts[0]));
    world.clock.set(closing() + 1min);
    CHECK(refusal(anna) == "basis.not_in_step");
    anna.faults().offline = false;
    anna.faults().pushes = {Faults::Push::fault_before};
    anna.cannot_sync("backend.fault");
    CHECK(refusal(anna) == "basis.not_in_step");
    anna.sync();
    const auto done = final_of(anna);
    CHECK(done.paid == 0);
    CHECK(done.unapproved_shifts > 0);
}

TEST_CASE_FIXTURE(MonthEnd, "a final basis is the same weeks later, when the next month has gone on") {
    REQUIRE(anna.approves(shifts[0]));
    anna.sync();
    world.clock.set(closing() + 1s);
    anna.sync();
    const auto before = final_of(anna);
    std::vector<std::string> contents;
    for (const auto& file : before.files) contents.push_back(content(file));
    world.clock.set(closing() + 24h * 40);
    anna.sign_in();
    anna.sync();
    const auto after = final_of(anna);
    for (std::size_t i = 0; i < contents.size(); ++i) CHECK(content(after.files[i]) == contents[i]);
}

TEST_CASE_FIXTURE(MonthEnd, "a preliminary basis pays what is approved, shows what could be, and changes nothing") {
    REQUIRE(anna.approves(shifts[0]));
    const auto outbox = anna->outbox().size();
    const auto done = exported(anna, false);
    REQUIRE(done);
    CHECK(done->front().paid == minutes_of(anna, shifts[0]));
    std::int64_t all = 0;
    for (const auto& line : anna->basis(world.month())) all += line.row.paid;
    CHECK(done->front().payable == all);
    CHECK(anna->outbox().size() == outbox);
    CHECK(anna.sync().accepted == 1);
    world.expect_agreement();
}
