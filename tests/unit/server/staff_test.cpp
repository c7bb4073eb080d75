// Care workers' accounts changed at the backend, and delivered again.
#include <doctest/doctest.h>

#include "support/equipped_house.h"

using namespace samordna;
using base::Id;
using domain::CareWorker;
using domain::RecordType;
using support::at;
using support::EquippedHouse;

namespace {

struct Staff : EquippedHouse {
    Id worker = id(RecordType::care_worker, "P1");
    Id fresh = base::IdSource(17).next();

    domain::CreateCareWorker made(std::string number) { return {unit(), std::move(number), "Nils", "Ny", "Städ AB"}; }
    std::int64_t revision(const Id& of) { return house.record(RecordType::care_worker, of).revision; }
    // The unit's package with one more in it.
    protocol::UnitPackage with(std::string number, std::string last_name, bool active = true) {
        auto package = equipped();
        CareWorker one;
        one.number = number;
        one.first_name = "Nils";
        one.last_name = std::move(last_name);
        one.active = active;
        protocol::PackageRow row;
        row.source_id = std::move(number);
        row.record = one;
        package.care_workers.push_back(row);
        return package;
    }
    void deliver(const protocol::UnitPackage& package) { REQUIRE(house.backend().import(package, false)); }
};

}  // namespace

TEST_CASE_FIXTURE(Staff, "a coordinator puts up an account in her own unit, with a number that nobody has had") {
    CHECK(answer("rune", fresh, 0, made("P9")) == "forbidden");
    CHECK(answer("vera", fresh, 0, made("P9")) == "not_found");
    CHECK(answer("anna", fresh, 0, made("P1")) == "number-taken");
    CHECK(answer("anna", fresh, 0, made("P9")) == "accepted");
    CHECK(answer("bo", base::IdSource(18).next(), 0, made("P9")) == "number-taken");
    CHECK(get<CareWorker>(fresh).subcontractor == "Städ AB");
    CHECK(get<CareWorker>(fresh).created_at == house.clock.now());
}

TEST_CASE_FIXTURE(Staff, "she is the same one when a package has her number, and so are her shifts") {
    CHECK(answer("anna", fresh, 0, made("P9")) == "accepted");
    auto package = with("P9", "Ny");
    for (auto& row : package.visits) {
        if (row.shift == "A3") row.care_worker_number = "P9";
    }
    deliver(package);
    CHECK(get<CareWorker>(fresh).subcontractor == "Städ AB");
    CHECK(get<domain::Shift>(house.shift("A3")).care_worker == fresh);
    CHECK_FALSE(house.backend().record(house.who("anna"), RecordType::care_worker, id(RecordType::care_worker, "P9")));
}

TEST_CASE_FIXTURE(Staff, "what was done to an account here stays when it is delivered again; a later sign-in counts") {
    CHECK(answer("anna", worker, 1, domain::InactivateCareWorker{"Har slutat"}) == "accepted");
    auto package = equipped();
    auto& delivered = std::get<CareWorker>(package.care_workers.front().record);
    delivered.first_name = "Östan";
    delivered.last_login = at("2026-10-19T07:00:00+02:00");
    deliver(package);
    CHECK_FALSE(get<CareWorker>(worker).active);
    CHECK(get<CareWorker>(worker).reason == "Har slutat");
    CHECK(get<CareWorker>(worker).first_name == "Östan");
    CHECK(get<CareWorker>(worker).last_login == at("2026-10-19T07:00:00+02:00"));
}

TEST_CASE_FIXTURE(Staff, "whoever is inactivated is out whatever has been done to her record since") {
    CHECK(answer("bo", worker, 1, domain::EditCareWorker{"Östen", "Lundin"}) == "accepted");
    CHECK(answer("anna", worker, 1, domain::EditCareWorker{"Östen", "Lundmark"}) == "conflict");
    CHECK(answer("anna", worker, 1, domain::InactivateCareWorker{}) == "accepted");
    CHECK(get<CareWorker>(worker).last_name == "Lundin");
    CHECK(answer("anna", worker, 3, domain::ReactivateCareWorker{"Hon kom tillbaka i maj"}) == "accepted");
    CHECK(get<CareWorker>(worker).active);
}

TEST_CASE_FIXTURE(Staff, "the exception list and administrators' accounts are the manager's") {
    CHECK(answer("anna", worker, 1, domain::ExemptCareWorker{"Föräldraledig till maj"}) == "forbidden");
    CHECK(answer("eva", worker, 1, domain::ExemptCareWorker{"Föräldraledig till maj"}) == "accepted");
    domain::SetAccountOrder order;
    order.unit = unit();
    order.person = "Eva Ek";
    CHECK(answer("anna", fresh, 0, order) == "forbidden");
    CHECK(answer("eva", fresh, 0, order) == "accepted");
    CHECK(answer("vera", fresh, 1, order) == "forbidden");
}

TEST_CASE_FIXTURE(Staff, "of a one-time code the record says until when it is good, and nothing else") {
    const domain::IssueCode code{"$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA",
                                 house.clock.now() + std::chrono::days{14}};
    CHECK(answer("anna", worker, 1, code) == "accepted");
    CHECK(get<CareWorker>(worker).code_until == code.until);
    const auto page = house.backend().page(house.who("anna"), std::nullopt, 1000);
    REQUIRE(page);
    CHECK(page->text.find("argon2id") == std::string::npos);
    CHECK(answer("anna", worker, 2, domain::InactivateCareWorker{}) == "accepted");
    CHECK_FALSE(get<CareWorker>(worker).code_until);
}

// --- A care worker on a phone.

namespace {

struct OnThePhone : Staff {
    static constexpr const char* code = "K7QM-3RXT-9FHV";
    server::Principal phone;

    OnThePhone() {
        const auto token = house.backend().phone_token("T101", "");
        REQUIRE(token);
        phone = *house.backend().authenticate(*token);
        const domain::IssueCode issue{server::password_hash(code), house.clock.now() + std::chrono::days{14}};
        REQUIRE(answer("anna", worker, 1, issue) == "accepted");
    }
    // The error's code, or who she is.
    std::string signs_in(const server::CareWorkerShows& shown) {
        const auto who = house.backend().sign_in_care_worker(phone, shown);
        return who ? (*who == worker ? "P1" : "somebody else") : who.error().code;
    }
};

}  // namespace

TEST_CASE_FIXTURE(OnThePhone,
                  "with her code she chooses a password of her own, and then it is that which lets her in") {
    CHECK(signs_in({"P1", "", code, ""}) == "sign_in.new_password_needed");
    CHECK(signs_in({"P1", "", code, "kort"}) == "sign_in.weak_password");
    CHECK(signs_in({"P1", "", "k7qm 3rxt 9fhv", "en egen lång ramsa"}) == "P1");
    CHECK(get<CareWorker>(worker).last_login == house.clock.now());
    CHECK_FALSE(get<CareWorker>(worker).code_until);
    CHECK(signs_in({"P1", "", code, "en annan lång ramsa"}) == "sign_in.refused");
    CHECK(signs_in({"P1", "en egen lång ramsa", "", ""}) == "P1");
    CHECK(signs_in({"P2", "en egen lång ramsa", "", ""}) == "sign_in.refused");
}

TEST_CASE_FIXTURE(OnThePhone, "a code is good until its day, and not when another one has been handed over") {
    SUBCASE("its day") {
        house.clock.advance(std::chrono::days{14});
        CHECK(signs_in({"P1", "", code, "en egen lång ramsa"}) == "sign_in.refused");
    }
    SUBCASE("another") {
        const domain::IssueCode other{server::password_hash("AAAA-CCCC-DDDD"),
                                      house.clock.now() + std::chrono::days{1}};
        CHECK(answer("bo", worker, 2, other) == "accepted");
        CHECK(signs_in({"P1", "", code, "en egen lång ramsa"}) == "sign_in.refused");
        CHECK(signs_in({"P1", "", "AAAA-CCCC-DDDD", "en egen lång ramsa"}) == "P1");
    }
}

TEST_CASE_FIXTURE(OnThePhone, "who is inactivated is out at once, and comes back by a new code only") {
    REQUIRE(signs_in({"P1", "", code, "en egen lång ramsa"}) == "P1");
    CHECK(answer("anna", worker, 3, domain::InactivateCareWorker{"Har slutat"}) == "accepted");
    CHECK(signs_in({"P1", "en egen lång ramsa", "", ""}) == "sign_in.refused");
    CHECK(answer("anna", worker, 4, domain::ReactivateCareWorker{"Hon kom tillbaka i maj"}) == "accepted");
    CHECK(signs_in({"P1", "en egen lång ramsa", "", ""}) == "sign_in.refused");
}

TEST_CASE_FIXTURE(OnThePhone, "guessing has to wait, and nobody signs in but on a phone") {
    for (int i = 0; i < 5; ++i) CHECK(signs_in({"P1", "fel", "", ""}) == "sign_in.refused");
    CHECK(signs_in({"P1", "", code, "en egen lång ramsa"}) == "sign_in.wait");
    CHECK(house.backend().sign_in_care_worker(house.who("anna"), {"P1", "fel", "", ""}).error().code == "forbidden");
}

// --- Her own visits.

TEST_CASE_FIXTURE(Staff, "who works there too approves what others have done, and not her own") {
    server::NewAccount wish{"bea", server::Role::coordinator, {"Enhet Norr"}, support::password};
    wish.second_factor = server::SecondFactor::none;
    wish.care_worker = "P77";
    CHECK(house.backend().add_account(wish).error().code == "account.unknown_care_worker");
    wish.care_worker = "P1";
    REQUIRE(house.backend().add_account(wish));
    const auto session = house.backend().sign_in({"bea", support::password}, {"127.0.0.1", true});
    REQUIRE(session);
    CHECK(session->care_worker == worker);
    const auto bea = *house.backend().authenticate(session->token);
    CHECK(bea.care_worker == worker);
    domain::Change change;
    change.key = base::IdSource(19).next();
    change.target = house.shift("A1");
    change.base = 1;
    change.verb = domain::ApproveShift{};
    const base::Result<domain::Change> one = change;
    const auto outcomes = house.backend().perform(bea, std::span(&one, 1));
    REQUIRE(outcomes);
    const auto* refused = std::get_if<protocol::Refused>(&outcomes->front());
    REQUIRE(refused != nullptr);
    CHECK(refused->findings.front().check == "own-shift");
    CHECK(answer("anna", house.shift("A1"), 1, domain::ApproveShift{}) == "accepted");
}
