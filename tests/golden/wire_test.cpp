// The wire's texts, letter by letter: a change here is a change of the protocol. SAMORDNA_WRITE_GOLDEN=1 writes them
// anew.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "protocol/codec.h"
#include "protocol/feed.h"
#include "support/samples.h"

using namespace samordna;
using namespace samordna::protocol;

namespace {

void same_as_golden(const std::string& name, const std::string& text) {
    const std::string path = std::string(SAMORDNA_GOLDEN) + "/" + name;
    if (std::getenv("SAMORDNA_WRITE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
    std::ifstream file(path, std::ios::binary);
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(golden.str() == text);
}

}  // namespace

TEST_CASE("the feed is written as it always was") {
    std::string text;
    for (const auto& records : {samples::full_records(), samples::bare_records()}) {
        for (const domain::Record& r : records)
            append_upsert(text, domain::type_of(r), domain::id_of(r), 7, record_text(r));
    }
    append_removal(text, {domain::RecordType::visit, samples::id(40), 8});
    append_checkpoint(text, {"cursor", true, false, 21});
    same_as_golden("feed.ndjson", text);
}

TEST_CASE("commands and their outcomes are written as they always were") {
    same_as_golden("command.json", change_text(samples::changes()[1]) + "\n");
    same_as_golden("batch.json", batch_text(samples::changes()) + "\n");
    same_as_golden("outcomes.json", outcomes_text(samples::outcomes()) + "\n");
}

TEST_CASE("the smaller messages are written as they always were") {
    Hello hello;
    hello.server_time = *domain::parse_instant("2026-10-01T06:40:00Z");
    same_as_golden("hello.json", hello_text(hello) + "\n");
    Session session{"token", "anna", "coordinator", {samples::id(1)}};
    session.refresh_token = "refresh token";
    session.expires_in = std::chrono::minutes{15};
    same_as_golden("session.json", session_text(session) + "\n");
    session.second_factor = "totp";
    session.recovery_codes = {"abcd-efgh-ijkl", "2345-6723-4567"};
    same_as_golden("session_enrolled.json", session_text(session) + "\n");
    same_as_golden("credentials.json", credentials_text({"anna", "a \"password\""}) + "\n");
    same_as_golden("credentials_all.json", credentials_text({"anna", "given", "123456", "abcd", "own"}) + "\n");
    same_as_golden("refresh.json", refresh_text("refresh token") + "\n");
    same_as_golden(
        "problem_enrol.json",
        problem_text({"sign_in.enrol", {{"secret", "GEZD"}, {"uri", "otpauth://totp/x"}}}, 401, "r-2") + "\n");
    same_as_golden("integrity.json", integrity_text({{domain::RecordType::visit, {2, 0xABCDEF}}}) + "\n");
    same_as_golden("problem.json", problem_text({"backend.busy", {{"retry_after", 3}}}, 503, "r-1") + "\n");
}
