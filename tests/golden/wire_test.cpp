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
    same_as_golden("session.json", session_text({"token", "anna", "coordinator", {samples::id(1)}}) + "\n");
    same_as_golden("integrity.json", integrity_text({{domain::RecordType::visit, {2, 0xABCDEF}}}) + "\n");
    same_as_golden("problem.json", problem_text({"backend.busy", {{"retry_after", 3}}}, 503, "r-1") + "\n");
}
