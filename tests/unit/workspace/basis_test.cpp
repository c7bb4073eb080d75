#include <algorithm>
#include <thread>

#include "base/csv.h"
#include "support/desk.h"
#include "workspace/basis_export.h"
#include "workspace/basis_layout.h"
#include "workspace/sheet_csv.h"
#include "workspace/typed_sheet.h"

using namespace samordna;
using workspace::parse_basis_layout;

namespace {

std::string where(std::string_view json) {
    const auto parsed = parse_basis_layout(json, "egen.json");
    if (parsed) return "none";
    const auto& parameters = parsed.error().parameters;
    CHECK(std::get<std::string>(parameters.at("file")) == "egen.json");
    const auto it = parameters.contains("where") ? parameters.find("where") : parameters.find("line");
    return parsed.error().code.substr(13) + " " + std::get<std::string>(it->second);
}

std::string extending(const std::string& sheets) {
    return R"({"layout": 1, "name": "egen", "extends": "standard", "sheets": [)" + sheets + "]}";
}

struct BasisAtDesk : support::Desk {
    std::filesystem::path out = directory / "out";
    workspace::BasisOptions options() const {
        workspace::BasisOptions made;
        made.month = month;
        made.directory = out;
        made.csv = true;
        made.reason_words = [](std::string_view code) { return std::string(code); };
        return made;
    }
    auto exported(const workspace::BasisOptions& wanted, std::stop_token stop = {}) {
        return workspace::BasisDesk(*ws).prepare(wanted)({}, std::move(stop));
    }
    std::size_t files() const {
        if (!std::filesystem::exists(out)) return 0;
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(out), std::filesystem::directory_iterator()));
    }
};

}  // namespace

TEST_CASE("the program's own layouts can be read, and Haninge has one of its own") {
    CHECK(workspace::built_in_layout("Nacka").name == "samordna-1");
    const auto& haninge = workspace::built_in_layout("Haninge");
    CHECK(haninge.sheets.front().table == workspace::BasisTable::cover);
    CHECK(haninge.references.size() == 2);
    CHECK(haninge.sheets.size() == workspace::built_in_layout("Nacka").sheets.size() + 1);
}

TEST_CASE("a layout takes the place of what it names and keeps the rest") {
    const auto own = parse_basis_layout(
        extending(R"({"table": "details", "name": "Rader", "columns": [{"field": "paid", "heading": "Timmar"}]})"),
        "x");
    REQUIRE(own);
    CHECK(own->sheets.size() == workspace::built_in_layout("Nacka").sheets.size());
    CHECK(own->sheets[2].name == "Rader");
    CHECK(own->sheets[2].columns.size() == 1);
}

TEST_CASE("a layout that cannot be used is refused with the place") {
    CHECK(where("{\n\"layout\": 1,\n}") == "syntax 3");
    CHECK(where("[]") == "wrong {}");
    CHECK(where("{}") == "missing layout");
    CHECK(where(R"({"layout": 1, "extends": "none", "name": "x"})") == "unknown extends");
    CHECK(where(R"({"layout": 1, "extends": "standard"})") == "missing name");
    CHECK(where(R"({"layout": 1, "name": "x"})") == "missing words.title");
    CHECK(where(R"({"layout": 1, "name": "x", "extends": "standard", "words": {"page": 1}})") == "wrong words.page");
    CHECK(where(R"({"layout": 1, "name": "x", "extends": "standard", "months": ["jan"]})") == "wrong months");
    CHECK(where(extending(R"({"table": "none", "name": "x"})")) == "unknown sheets[0].table");
    CHECK(where(extending(R"({"table": "details", "name": "a/b", "columns": []})")) == "wrong sheets[0].name");
    CHECK(where(extending(R"({"table": "details", "name": "x"})")) == "missing sheets[0].columns");
    const auto column = [](const std::string& text) {
        return where(extending(R"({"table": "details", "name": "x", "columns": [)" + text + "]}"));
    };
    CHECK(column(R"({"field": "paid", "heading": "h"})") == "none");
    CHECK(column(R"({"field": "paid"})") == "missing sheets[0].columns[0].heading");
    CHECK(column(R"({"heading": "h"})") == "missing sheets[0].columns[0].field");
    CHECK(column(R"({"field": "x", "heading": "h"})") == "unknown sheets[0].columns[0].field");
    CHECK(column(R"({"field": "date", "heading": "h", "as": "decimal"})") == "unknown sheets[0].columns[0].as");
    CHECK(column(R"({"field": "date", "heading": "h", "sum": true})") == "wrong sheets[0].columns[0].sum");
    CHECK(column(R"({"field": "date", "heading": "h", "width": 1000})") == "wrong sheets[0].columns[0].width");
    CHECK(column(R"({"field": "date", "heading": "h", "when": "never"})") == "unknown sheets[0].columns[0].when");
    CHECK(column(R"({"field": "date", "heading": "h", "colour": 1})") == "unknown sheets[0].columns[0]");
}

TEST_CASE("decimal hours tell every minute apart") {
    for (std::int64_t minutes = 0; minutes < 3000; ++minutes) {
        const auto text = workspace::decimal_text(minutes, '.');
        CHECK(std::llround(std::stod(text) * 60) == minutes);
    }
    CHECK(workspace::decimal_text(90, ',') == "1,50");
    CHECK(workspace::hours_text(60 * 120 + 5) == "120:05");
    CHECK(workspace::money_text(123450, ',') == "1234,50");
}

TEST_CASE("a text that could be a formula is made harmless, and can be read back") {
    for (const std::string text : {"=1", "+1", "-1", "@x", "\tx", "\rx", "'x", "'=x", "x", "", "x=1"}) {
        const auto safe = base::harmless(text);
        CHECK((safe.empty() || std::string_view("=+-@\t\r").find(safe.front()) == std::string_view::npos));
        CHECK((safe.starts_with('\'') ? safe.substr(1) : safe) == text);
    }
}

TEST_CASE_FIXTURE(BasisAtDesk, "the basis is written on another thread, and its files are for its owner alone") {
    const auto job = workspace::BasisDesk(*ws).prepare(options());
    std::optional<base::Result<std::vector<workspace::ExportedBasis>>> done;
    std::thread([&] { done.emplace(job({}, {})); }).join();
    REQUIRE(*done);
    const auto& one = (**done).front();
    CHECK(one.files.size() == 9);
    CHECK(files() == 9);
    for (const auto& file : one.files) {
        CHECK(std::filesystem::status(file).permissions() ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
        CHECK(file.filename().string().starts_with("underlag-nacka-enhet-norr-2026-10-PRELIMIN"));
    }
}

TEST_CASE_FIXTURE(BasisAtDesk, "an export that is stopped leaves nothing, and what stood there stays") {
    std::stop_source stop;
    stop.request_stop();
    auto done = exported(options(), stop.get_token());
    REQUIRE_FALSE(done);
    CHECK(done.error().code == "cancelled");
    CHECK(files() == 0);
    REQUIRE(exported(options()));
    REQUIRE_FALSE(exported(options(), stop.get_token()));
    CHECK(files() == 9);
}

TEST_CASE_FIXTURE(BasisAtDesk, "a folder that cannot be written to is an error, and nothing else") {
    auto wanted = options();
    wanted.directory = directory / "no folder" / std::string(300, 'x');
    const auto done = exported(wanted);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == "basis.file_unwritable");
}

TEST_CASE_FIXTURE(BasisAtDesk, "who is named changes neither the content nor its checksum") {
    auto named = options();
    named.full_identity = true;
    const auto one = exported(options());
    const auto other = exported(named);
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one->front().checksum == other->front().checksum);
}
