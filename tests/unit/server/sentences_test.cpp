#include "server/sentences.h"

#include <doctest/doctest.h>

using namespace samordna;

TEST_CASE("every code that reaches whoever runs the service has a sentence") {
    for (const auto* code : {"account.exists",
                             "account.unknown_unit",
                             "account.ambiguous_unit",
                             "account.unknown",
                             "account.bad_user",
                             "account.bad_password",
                             "backend.busy",
                             "backend.fault",
                             "storage.newer",
                             "listen.unknown_host",
                             "listen.failed",
                             "listen.bad_certificate",
                             "package.not_a_folder",
                             "package.no_unit",
                             "package.missing_file",
                             "package.cannot_read",
                             "package.missing_column",
                             "package.bad_value",
                             "package.unknown_reference",
                             "package.duplicate",
                             "package.empty",
                             "package.mixed_shift",
                             "package.shift_approved",
                             "csv.not_utf8",
                             "csv.open_quote",
                             "csv.stray_quote",
                             "csv.field_count",
                             "rulebook.cannot_read",
                             "rulebook.no_database",
                             "rulebook.malformed",
                             "rulebook.base_unknown",
                             "rulebook.other_content",
                             "rulebook.version_taken",
                             "phone.unknown",
                             "phone.ambiguous",
                             "phone.inactive",
                             "demo.no_unit"}) {
        CAPTURE(code);
        CHECK(server::knows_code(code));
    }
    CHECK(server::sentence_of(base::Error{"nobody.knows"}).find("nobody.knows") != std::string::npos);
}

TEST_CASE("a sentence says which, and the detail stands after it") {
    CHECK(server::sentence_of(base::Error{"account.unknown_unit", {{"unit", "Enhet Norr"}}}) ==
          "There is no unit called Enhet Norr.");
    CHECK(server::sentence_of(base::Error{"backend.busy", {{"retry_after", std::int64_t{2}}}, "locked"}) ==
          "Another process holds the database. Try again in 2 seconds. (locked)");
}

TEST_CASE("a problem of a package is told with its place and with what was wanted there") {
    CHECK(server::sentence_of({"visits.csv", 12, "double_staffing", 9, "package.bad_value"}) ==
          "visits.csv:12: column double_staffing (9): This is neither yes nor no. [package.bad_value]");
    CHECK(server::sentence_of({"locks.csv", 0, "", 0, "package.missing_file"}) ==
          "locks.csv: The file is not there. [package.missing_file]");
    CHECK(server::sentence_of({"visits.csv", 4, "note", 10, "package.bad_value"}) ==
          "visits.csv:4: column note (10): This is no text that can be kept. [package.bad_value]");
}
