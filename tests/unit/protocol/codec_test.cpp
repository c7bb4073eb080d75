#include "protocol/codec.h"

#include <doctest/doctest.h>

#include "support/samples.h"

using namespace samordna;
using namespace samordna::protocol;
using samordna::domain::RecordType;

TEST_CASE("every record is read back as it was written, full and bare") {
    for (const auto& records : {samples::full_records(), samples::bare_records()}) {
        for (const domain::Record& record : records) {
            const std::string text = record_text(record);
            CAPTURE(text);
            const auto read = parse_record(domain::type_of(record), domain::id_of(record), text);
            REQUIRE(read);
            CHECK(*read == record);
        }
    }
}

TEST_CASE("keys in another order and keys that we do not know are read") {
    const auto read =
        parse_record(RecordType::tag, samples::id(1), R"({"news":[1,{"a":2}],"active":false,"source_id":"04A2"})");
    REQUIRE(read);
    CHECK(std::get<domain::Tag>(*read) == domain::Tag{samples::id(1), std::nullopt, "04A2", false});
}

TEST_CASE("a record that is not as described is refused by the name of its field") {
    const auto field = [](RecordType type, std::string_view text) {
        const auto read = parse_record(type, samples::id(1), text);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == "wire.malformed");
        return std::get<std::string>(read.error().parameters.at("field"));
    };
    CHECK(field(RecordType::tag, R"({"source_id":"04A2"})") == "active");
    CHECK(field(RecordType::tag, R"({"active":"yes"})") == "active");
    CHECK(field(RecordType::tag, R"({"active":null})") == "active");
    CHECK(field(RecordType::tag, R"({"client":"not an id","active":true})") == "client");
    CHECK(field(RecordType::tag, "[]") == "");
    CHECK(field(RecordType::tag, "{") == "");
    CHECK(
        field(
            RecordType::order,
            R"({"client":"01000000-0000-7000-8000-000000000001","service":"Dusch","minutes_per_visit":99999999999})") ==
        "minutes_per_visit");
    CHECK(
        field(
            RecordType::shift,
            R"({"unit":"01000000-0000-7000-8000-000000000001","care_worker":"01000000-0000-7000-8000-000000000001","date":"2026-02-30"})") ==
        "date");
}

TEST_CASE("a change is read back, alone and in a batch") {
    for (const domain::Change& change : samples::changes()) {
        auto read = parse_change(change_text(change));
        REQUIRE(read);
        read->key = change.key;  // alone, the key goes beside the body
        CHECK(*read == change);
    }
    const auto batch = parse_batch(batch_text(samples::changes()));
    REQUIRE(batch);
    REQUIRE(batch->size() == samples::changes().size());
    for (std::size_t i = 0; i < batch->size(); ++i) CHECK(*(*batch)[i] == samples::changes()[i]);
}

TEST_CASE("a broken item of a batch does not take the others with it") {
    const auto good = change_text(samples::changes()[0]);
    const auto keyed = "{\"key\":\"" + samples::id(30).text() + "\"," + good.substr(1);
    const auto batch = parse_batch("{\"commands\":[{\"verb\":\"shift.explode\"}," + keyed + "," + good + "]}");
    REQUIRE(batch);
    CHECK_FALSE((*batch)[0]);
    CHECK(*(*batch)[1] == samples::changes()[0]);
    CHECK_FALSE((*batch)[2]);  // no key
}

TEST_CASE("a lone value where a list should be is not taken for a list of one") {
    CHECK_FALSE(parse_batch(R"({"commands":1})"));
    CHECK_FALSE(parse_outcomes(R"({"outcomes":{}})"));
    CHECK_FALSE(parse_session(R"({"token":"t","user":"u","role":"r","units":"x"})"));
}

TEST_CASE("what is shown to sign in, and what comes of it, arrives as it was sent") {
    const Credentials all{"anna", "given", "123456", "abcd-efgh-ijkl", "own"};
    const auto shown = parse_credentials(credentials_text(all));
    REQUIRE(shown);
    CHECK(std::tie(shown->user, shown->password, shown->code, shown->recovery_code, shown->new_password) ==
          std::tie(all.user, all.password, all.code, all.recovery_code, all.new_password));
    CHECK(parse_credentials(credentials_text({"anna", "given"}))->code.empty());
    for (const char* text : {"{}", "[]", "1", R"({"user":"u"})", R"({"user":"u","password":1})",
                             R"({"user":"u","password":"p","code":123456})"})
        CHECK(parse_credentials(text).error().code == "wire.malformed");
    CHECK(*parse_refresh(refresh_text("r")) == "r");
    CHECK_FALSE(parse_refresh("{}"));
    CHECK_FALSE(parse_refresh("[]"));
    Session sent{"t", "u", "manager", {}, "r", std::chrono::seconds{9}, "totp", samples::id(2), {"abcd-efgh-ijkl"}};
    const auto session = parse_session(session_text(sent));
    REQUIRE(session);
    CHECK(session->refresh_token == "r");
    CHECK(session->expires_in == std::chrono::seconds{9});
    CHECK(session->second_factor == "totp");
    CHECK(session->recovery_codes == sent.recovery_codes);
}

TEST_CASE("the secret of a second factor has a place of its own in the problem") {
    const base::Error wanted{"sign_in.enrol", {{"secret", "GEZD"}, {"uri", "otpauth://totp/x"}}};
    const std::string text = problem_text(wanted, 401, "r-1");
    CHECK(text.find("\"parameters\":{}") != std::string::npos);
    CHECK(parse_problem(text, 401) == wanted);
}

TEST_CASE("what nests without end is refused, not followed until the stack is full") {
    const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
    CHECK_FALSE(parse_batch("{\"commands\":[" + deep + "]}"));
    CHECK_FALSE(parse_outcomes("{\"outcomes\":[{\"outcome\":\"conflict\",\"current\":{\"d\":" + deep + "}}]}"));
    CHECK(parse_problem("{\"code\":\"forbidden\",\"parameters\":" + deep + "}", 403).code == "backend.fault");
    // Brackets within a text are text.
    auto change = samples::changes()[0];
    change.by = std::string(100, '[') + "\\\"" + std::string(100, '{');
    const auto read = parse_change(change_text(change));
    REQUIRE(read);
    CHECK(read->by == change.by);
}

TEST_CASE("every outcome is read back") {
    const auto all = samples::outcomes();
    const auto read = parse_outcomes(outcomes_text(all));
    REQUIRE(read);
    REQUIRE(read->size() == all.size());
    CHECK(std::get<Accepted>((*read)[0]).changed == std::get<Accepted>(all[0]).changed);
    CHECK(std::get<Accepted>((*read)[0]).sequence == 4711);
    CHECK(std::get<Conflict>((*read)[1]).current == std::get<Conflict>(all[1]).current);
    CHECK(std::get<Conflict>((*read)[1]).revision == 9);
    CHECK(std::get<Refused>((*read)[2]).findings == std::get<Refused>(all[2]).findings);
    CHECK(std::get<Failed>((*read)[3]).error.code == "not_found");
}

TEST_CASE("an answer that is not ours becomes a fault, never a crash") {
    CHECK(parse_problem("<html>502</html>", 502).code == "backend.fault");
    CHECK(parse_problem(problem_text({"forbidden"}, 403, "r1"), 403).code == "forbidden");
    CHECK_FALSE(parse_outcomes(R"({"outcomes":[{"outcome":"accepted"}]})"));
    CHECK_FALSE(parse_hello("{}"));
    CHECK_FALSE(parse_session("null"));
}

TEST_CASE("a digest tells ids and revisions apart, and XOR of equal sets is equal in any order") {
    const auto a = digest_of(samples::id(1), 1);
    const auto b = digest_of(samples::id(2), 1);
    CHECK(a != b);
    CHECK(a != digest_of(samples::id(1), 2));
    Integrity integrity{{RecordType::visit, {2, a ^ b}}};
    const auto read = parse_integrity(integrity_text(integrity));
    REQUIRE(read);
    CHECK(*read == integrity);
    CHECK((b ^ a) == (a ^ b));
}
