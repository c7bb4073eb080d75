// The matrix of combined services: filled in by the manager, judged by everywhere.
#include <algorithm>

#include <doctest/doctest.h>

#include "rules/matrix_csv.h"
#include "scenario/world.h"

using namespace scenario;

namespace {

struct Pair {
    Id visit;
    std::string one, other;
};

// A visit with two services, about whose combination nothing is said.
struct WithAPair {
    World world;
    Coordinator& chef = world.coordinator("chef");
    Coordinator& anna = world.coordinator("anna");
    const rules::Rulebook& book =
        *rules::Rulebooks::built_in().in_force("Nacka", domain::first_day(world.month()) + std::chrono::days{20});
    Pair pair = find();

    Pair find() {
        const auto services = chef->matrix(book).matrix.services();
        const auto known = [&](const std::string& name) {
            return std::find(services.begin(), services.end(), name) != services.end();
        };
        for (const auto& row : chef->visits(world.month())) {
            const auto& lines = row.visit.service_lines;
            if (lines.size() == 2 && known(lines[0].service) && known(lines[1].service) &&
                !combined(chef, row.visit.id))
                return {row.visit.id, lines[0].service, lines[1].service};
        }
        FAIL("the unit has no visit with two services");
        return {};
    }
    bool combined(Coordinator& whose, const Id& visit) {
        const auto rows = whose->findings(world.month());
        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return row.finding.visit == visit && row.finding.check == "combination";
        });
    }
    std::string sheet(rules::Combination combination) {
        auto matrix = chef->matrix(book).matrix;
        matrix.set(pair.one, pair.other, combination);
        return rules::matrix_text(matrix);
    }
    std::string set(Coordinator& whose, const std::string& cells) {
        const auto verdict = whose->set_matrix(book.matrix_from, cells);
        REQUIRE(verdict);
        const auto* refused = std::get_if<rules::Refused>(&*verdict);
        return refused == nullptr ? "accepted" : refused->findings.front().check;
    }
};

}  // namespace

TEST_CASE_FIXTURE(WithAPair, "what the manager fills in is judged by at once, and by everybody after the next round") {
    CHECK_FALSE(chef->matrix(book).is_own);
    CHECK(set(chef, sheet(rules::Combination::forbidden)) == "accepted");
    CHECK(chef->matrix(book).is_own);
    CHECK(combined(chef, pair.visit));
    CHECK_FALSE(combined(anna, pair.visit));
    chef.sync();
    anna.sync();
    CHECK(combined(anna, pair.visit));
    CHECK(anna->matrix(book).matrix.at(pair.other, pair.one) == rules::Combination::forbidden);
    CHECK(chef->outbox().front().fate == workspace::Fate::accepted);
    CHECK(set(chef, "") == "accepted");
    chef.sync();
    anna.sync();
    CHECK_FALSE(combined(anna, pair.visit));
}

TEST_CASE_FIXTURE(WithAPair,
                  "the backend judges by the unit's matrix too, also an approval by somebody who has not seen it") {
    const auto rows = anna->visits(world.month());
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.visit.id == pair.visit; });
    REQUIRE(row != rows.end());
    REQUIRE(anna.shift(row->visit.shift).clean);
    REQUIRE(world.backend().install_rulebook(R"({"version": "nacka-strict", "municipality": "Nacka",
        "extends": "nacka-trygghetslas-2026-06-02", "valid_from": "2026-06-03",
        "source": {"publisher": "Nacka kommun", "title": "Regler"},
        "checks": {"combination": {"severity": "blocks", "paragraph": "4.15", "sentence": "Matrisen visar."}}})",
                                             "strict.json"));
    CHECK(set(chef, sheet(rules::Combination::forbidden)) == "accepted");
    chef.sync();
    REQUIRE(anna.approves(row->visit.shift));
    anna.sync();
    const auto refused = anna.with_fate(workspace::Fate::refused);
    REQUIRE(refused.size() == 1);
    CHECK(refused.front().findings.front().check == "combination");
}

TEST_CASE_FIXTURE(WithAPair, "a coordinator fills nothing in, nor does anybody with a sheet that cannot be read") {
    CHECK(chef->matrix(book).may_be_set);
    CHECK_FALSE(anna->matrix(book).may_be_set);
    CHECK(set(anna, sheet(rules::Combination::forbidden)) == "not-allowed");
    CHECK(set(chef, "Insatser;Dusch\nBad;ja\n") == "matrix-unreadable");
    CHECK(anna->outbox().empty());
    CHECK(chef->outbox().empty());
}

TEST_CASE_FIXTURE(WithAPair,
                  "two who fill it in differently: the second one is asked, and what she filled in is kept") {
    chef.faults().offline = true;
    const std::string hers = sheet(rules::Combination::forbidden);
    CHECK(set(chef, hers) == "accepted");
    world.matrix_set_by_manager(book.matrix_from, sheet(rules::Combination::allowed));
    chef.faults().offline = false;
    chef.sync();
    CHECK(chef->matrix(book).matrix.at(pair.one, pair.other) == rules::Combination::allowed);
    const auto parked = chef.with_fate(workspace::Fate::conflict);
    REQUIRE(parked.size() == 1);
    CHECK(std::get<domain::SetMatrix>(parked.front().change.verb).cells == hers);
    CHECK(parked.front().source_id == book.matrix_from);
    const auto again = chef->retry(parked.front().change.key);
    REQUIRE(again);
    CHECK(std::holds_alternative<rules::Accepted>(*again));
    chef.sync();
    CHECK(chef->matrix(book).matrix.at(pair.one, pair.other) == rules::Combination::forbidden);
    CHECK(chef.with_fate(workspace::Fate::conflict).empty());
}

TEST_CASE_FIXTURE(WithAPair, "what is begun and not done is there after the program has ended") {
    chef->keep_draft("matrix", "half of it");
    chef.restart();
    CHECK(chef->draft("matrix") == "half of it");
    chef->keep_draft("matrix", "");
    CHECK(chef->draft("matrix").empty());
    CHECK(anna->draft("matrix").empty());
}
