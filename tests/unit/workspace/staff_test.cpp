// Accounts as rows, what a leaver leaves, and a sheet of care workers held against those that are known.
#include "support/equipment_desk.h"

using namespace samordna;
using Here = support::EquipmentDesk;

namespace {

const workspace::AccountRow& row_of(const workspace::Equipment& all, int n) {
    const auto* row = all.account(fake::id(n));
    REQUIRE(row != nullptr);
    return *row;
}

// "3 new, 1 changed, 0 inactivated, 2 as before": in that order.
std::vector<int> counts(const workspace::StaffFile& file) {
    return {file.created, file.changed, file.inactivated, file.unchanged};
}

std::string first_problem(const workspace::StaffFile& file) {
    if (file.problems.empty()) return "";
    const auto& problem = file.problems.front();
    return std::to_string(problem.line) + ' ' + problem.column + ' ' + problem.code;
}

}  // namespace

TEST_CASE_FIXTURE(Here, "an account is put up offline, and found by name, number and subcontractor") {
    const auto id = ws->new_id();
    CHECK(answer(id, domain::CreateCareWorker{fake::id(1), "P99", "Örjan", "Ängs", "Städ AB"}) == "accepted");
    const auto* row = ws->equipment()->account(id);
    REQUIRE(row != nullptr);
    CHECK(row->name == "Örjan Ängs");
    CHECK(row->account.state == rules::AccountState::never);
    CHECK(row->search.find(workspace::as_searched("städ")) != std::string::npos);
    CHECK(answer(ws->new_id(), domain::CreateCareWorker{fake::id(1), "P99", "En", "Annan"}) == "number-taken");
}

TEST_CASE_FIXTURE(Here, "a code that was not used in time needs someone; one that is good does not") {
    const auto made = ws->new_code();
    CHECK(made.code.size() == 14);
    CHECK(made.issue.code_hash.starts_with("$argon2id$"));
    CHECK(answer(fake::id(11), made.issue) == "accepted");
    CHECK_FALSE(row_of(*ws->equipment(), 11).code_ran_out);
    CHECK_FALSE(row_of(*ws->equipment(), 11).needs_someone());
    clock.advance(std::chrono::days{15});
    CHECK(row_of(*ws->equipment(), 11).code_ran_out);
    CHECK(row_of(*ws->equipment(), 11).needs_someone());
}

TEST_CASE("two codes are never the same, and neither is kept anywhere") {
    Here h;
    const auto one = h.ws->new_code();
    const auto other = h.ws->new_code();
    CHECK(one.code != other.code);
    CHECK(one.issue.code_hash.find(one.code) == std::string::npos);
}

TEST_CASE_FIXTURE(Here, "a leaver's phones and shifts are told: those that go on, and those that are not approved") {
    auto hers = phone(90, "T104");
    hers.holder = fake::id(12);
    auto given_back = phone(91, "T105");
    given_back.holder = fake::id(12);
    given_back.active = false;
    with(hers, given_back);
    const auto left = ws->leaving(fake::id(12));
    CHECK(left.open_shifts == std::vector<std::string>{"A33"});
    CHECK(left.unapproved == std::vector<std::string>{"A35"});
    REQUIRE(left.phones.size() == 1);
    CHECK(left.phones[0].id == fake::id(90));
    CHECK(ws->leaving(fake::id(77)).open_shifts.empty());
}

TEST_CASE_FIXTURE(Here, "an inactivated account is out, goes first, and is in again with a reason") {
    CHECK(answer(fake::id(11), domain::InactivateCareWorker{"Har slutat"}) == "accepted");
    CHECK(row_of(*ws->equipment(), 11).account.state == rules::AccountState::inactive);
    CHECK(answer(fake::id(11), domain::ArchiveCareWorker{}) == "accepted");
    CHECK(row_of(*ws->equipment(), 11).account.state == rules::AccountState::archived);
    CHECK(answer(fake::id(11), domain::ReactivateCareWorker{"Hon kom tillbaka i maj"}) == "accepted");
    CHECK(row_of(*ws->equipment(), 11).worker.active);
    CHECK(domain::is_urgent(domain::InactivateCareWorker{}));
    CHECK_FALSE(domain::is_urgent(domain::ArchiveCareWorker{}));
}

TEST_CASE_FIXTURE(Here, "a sheet puts up, changes and inactivates, and leaves those alone who are not in it") {
    const auto before = ws->equipment();
    const auto& known = row_of(*before, 11).worker;
    const auto other = row_of(*before, 12).worker;
    const std::string csv = "\xEF\xBB\xBFnumber;first_name;last_name;active;subcontractor\r\n" + known.number +
                            ";Åsa;Ny;yes;\r\n" + other.number + ";Anna;Zetterberg;no;\r\nP900;Nils;Ny;;Städ AB\r\n";
    const auto file = ws->read_staff_file(csv, fake::id(1), "Står inte i listan");
    CHECK(first_problem(file).empty());
    CHECK(counts(file) == std::vector{1, 1, 1, 0});
    const auto result = ws->change_all(file.steps);
    CHECK(result.refused.empty());
    CHECK(result.approved.size() == 3);
    CHECK(row_of(*ws->equipment(), 11).worker.last_name == "Ny");
    CHECK_FALSE(row_of(*ws->equipment(), 12).worker.active);
    CHECK(ws->equipment()->accounts.size() == before->accounts.size() + 1);
    // The same again: nothing.
    const auto again = ws->read_staff_file(csv, fake::id(1), "Står inte i listan");
    CHECK(again.steps.empty());
    CHECK(counts(again) == std::vector{0, 0, 0, 3});
}

TEST_CASE_FIXTURE(Here, "a sheet lets nobody in who is out, and keeps a subcontractor that it does not speak of") {
    const auto known = row_of(*ws->equipment(), 11).worker;
    CHECK(answer(known.id, domain::EditCareWorker{known.first_name, known.last_name, "Städ AB"}) == "accepted");
    CHECK(answer(known.id, domain::InactivateCareWorker{"Har slutat"}) == "accepted");
    const auto file = ws->read_staff_file("number,first_name,last_name,active\n" + known.number + ',' +
                                              known.first_name + ',' + known.last_name + ",yes\n",
                                          fake::id(1), "");
    CHECK(file.steps.empty());
    CHECK(counts(file) == std::vector{0, 0, 0, 1});
}

TEST_CASE_FIXTURE(Here, "rows of a sheet that cannot be right are told by line and column, and the rest is read") {
    const auto problem = [&](const std::string& rows) {
        return first_problem(ws->read_staff_file("number,first_name,last_name,active\n" + rows, fake::id(1), ""));
    };
    CHECK(problem("P900,Nils,Ny,yes\n").empty());
    CHECK(problem(",Nils,Ny,yes\n") == "2 number package.empty");
    CHECK(problem("P900,,,yes\n") == "2 last_name package.empty");
    CHECK(problem("P900,Nils,Ny,kanske\n") == "2 active package.bad_value");
    CHECK(problem("P900,Nils,Ny,yes\nP900,Nils,Ny,yes\n") == "3 number package.duplicate");
    CHECK(problem("P900,Nils\n") == "2  csv.field_count");
    const auto lacking = ws->read_staff_file("number,last_name\nP900,Ny\n", fake::id(1), "");
    CHECK(first_problem(lacking) == "1 first_name package.missing_column");
    CHECK(lacking.steps.empty());
    const auto rest = ws->read_staff_file("number,first_name,last_name\n,Nils,Ny\nP900,Nils,Ny\n", fake::id(1), "");
    CHECK(counts(rest) == std::vector{1, 0, 0, 0});
}

TEST_CASE_FIXTURE(Here, "who has left is not among the month's care workers, unless something was done that month") {
    const auto is_there = [&](const domain::Id& id) {
        const auto& rows = ws->people(month)->workers();
        return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    };
    const auto id = ws->new_id();
    CHECK(answer(id, domain::CreateCareWorker{fake::id(1), "P99", "Örjan", "Ängs"}) == "accepted");
    CHECK(is_there(id));
    CHECK(answer(id, domain::ArchiveCareWorker{}) == "accepted");
    CHECK_FALSE(is_there(id));
    CHECK(answer(fake::id(11), domain::ArchiveCareWorker{}) == "accepted");
    CHECK(is_there(fake::id(11)));
}
