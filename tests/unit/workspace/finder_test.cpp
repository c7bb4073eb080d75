#include "workspace/finder.h"

#include "support/desk.h"
#include "support/equipment_desk.h"

using namespace samordna;
using Here = support::Desk;
using workspace::Found;
using Kind = Found::Kind;

namespace {

std::string day_words(domain::Date date) {
    const std::string text = domain::date_text(date);
    return text == "2026-10-07" ? "ons 7 okt" : text == "2026-10-19" ? "mån 19 okt" : "en annan dag";
}

const std::vector<workspace::Command> commands{{"Godkänn", "Godkänner arbetspasset", true},
                                               {"Ångra godkännande", "Tar tillbaka", true},
                                               {"Sök", "Söker personal, kund eller arbetspass", true}};

struct Search {
    Here h;
    std::unique_ptr<workspace::Finder> finder = h.ws->finder(day_words);

    std::vector<Found> find(std::string_view text) { return finder->find(text, commands); }
    // What is found, as short words: "command 0", "client 3021", "shift A32".
    std::vector<std::string> found(std::string_view text) {
        std::vector<std::string> out;
        for (const Found& one : find(text)) {
            if (one.kind == Kind::command) out.push_back("command " + std::to_string(one.command));
            if (one.kind == Kind::client) out.push_back("client " + one.number);
            if (one.kind == Kind::care_worker) out.push_back("worker " + one.name);
            if (one.kind == Kind::shift) out.push_back("shift " + one.number);
            if (one.kind == Kind::lock) out.push_back("lock " + one.number);
            if (one.kind == Kind::tag) out.push_back("tag " + one.number);
            if (one.kind == Kind::phone) out.push_back("phone " + one.number);
        }
        return out;
    }
};
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a client is found by name, number and person id, with and without hyphen and century") {
    Search s;
    for (const char* text : {"öberg", "André Öberg", "andre", "3021", "19310724-TF45", "310724TF45", "310724-tf45"})
        CHECK_MESSAGE(s.found(text) == Words{"client 3021"}, text);
    const auto rows = s.find("3021");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].id == fake::id(21));
    CHECK(rows[0].name == "André Öberg");
}

TEST_CASE("å ä ö are letters of their own") {
    Search s;
    CHECK(s.found("oberg").empty());
    CHECK(s.found("angra").empty());
    CHECK(s.found("ÅNGRA") == Words{"command 1"});
}

TEST_CASE("a care worker stands before her shifts, and they stand with the latest first") {
    Search s;
    CHECK(s.found("zetter") == Words{"worker Anna Zetterberg", "shift A33", "shift A34", "shift A35"});
}

TEST_CASE("a shift is found by its number, and by care worker and day in either way of writing it") {
    Search s;
    CHECK(s.found("a32") == Words{"shift A32"});
    CHECK(s.found("zetterberg 2026-10-19") == Words{"shift A34"});
    CHECK(s.found("mån 19 okt") == Words{"shift A34"});
    CHECK(s.found("zetterberg 19/10") == Words{"shift A34"});
    CHECK(s.found("2026-10-07") == Words{"shift A32"});
    CHECK(s.found("åsa mån").empty());
    const auto rows = s.find("a32");
    CHECK(rows[0].date == domain::parse_date("2026-10-07"));
    CHECK(rows[0].name == "Åsa Ärlig");
    CHECK(rows[0].id == fake::id(32));
}

TEST_CASE("locks, tags and phones are found by their number, and by what they are called or whose they are") {
    support::EquipmentDesk desk;
    auto phone = desk.phone(90, "T104");
    phone.active = false;
    desk.with(desk.tag(80, 21), phone);
    const auto finder = desk.ws->finder(day_words);
    const auto found = [&](std::string_view text) { return finder->find(text, {}); };
    REQUIRE(found("L1").size() == 1);
    CHECK(found("l1").front().kind == Kind::lock);
    CHECK(found("l1").front().id == fake::id(70));
    CHECK(found("l1").front().name == desk.ws->name_of_client(fake::id(20)));
    REQUIRE(found("04a80").size() == 1);
    CHECK(found("04a80").front().kind == Kind::tag);
    // What is out of use too.
    REQUIRE(found("t104").size() == 1);
    CHECK(found("t104").front().kind == Kind::phone);
    CHECK(found("xcover").front().number == "T104");
    // The client stands before what is hers.
    const auto hers = found("öberg");
    REQUIRE(hers.size() == 2);
    CHECK(hers[0].kind == Kind::client);
    CHECK(hers[1].kind == Kind::tag);
    // What comes later is there after news, and not before.
    desk.with(desk.phone(91, "T105"));
    CHECK(found("t105").empty());
    workspace::News news;
    news.equipment = true;
    finder->on_news(news);
    CHECK(found("t105").size() == 1);
}

TEST_CASE("the whole of a word counts more than its beginning, that more than its inside, and names more than helps") {
    Search s;
    // Begun, within, whole, in the help.
    const std::vector<workspace::Command> some{{"Besöket", "", true},
                                               {"Obesökt", "", true},
                                               {"Visa besök", "", true},
                                               {"Visa", "besök", true},
                                               {"Besök", "", false}};
    std::vector<std::size_t> order;
    for (const Found& one : s.finder->find("besök", some)) order.push_back(one.command);
    CHECK(order == std::vector<std::size_t>{2, 0, 1, 4, 3});
}

TEST_CASE("without a word the commands stand as they are given, and every word has to be found") {
    Search s;
    CHECK(s.found(" ") == Words{"command 0", "command 1", "command 2"});
    CHECK(s.found("godkänn öberg").empty());
    CHECK(s.found("kund") == Words{"command 2"});
    CHECK(s.found("xyz").empty());
}

TEST_CASE("no more rows are given than can be looked through, and the best are among them") {
    Search s;
    for (int n = 0; n < 80; ++n) s.h.backend.put(fake::care_worker(200 + n, "Berit" + std::to_string(n), "Lång"));
    s.h.backend.put(fake::care_worker(199, "Berit", "Lång"));
    s.h.sync();
    s.finder->on_news({true, {}, false, false});
    const auto rows = s.find("berit");
    REQUIRE(rows.size() == workspace::Finder::at_most);
    CHECK(rows.front().name == "Berit Lång");
}

TEST_CASE("what is found is what was known until news arrive") {
    Search s;
    CHECK(s.found("A99").empty());
    s.h.backend.put(fake::shift(99, 11, "2026-10-07"));
    s.h.sync();
    CHECK(s.found("A99").empty());
    s.finder->on_news({false, {fake::id(99)}, false, false});
    CHECK(s.found("A99") == Words{"shift A99"});
    s.h.backend.put(fake::client(98, "Stina", "Ny", "19400101-1234"));
    s.h.sync();
    s.finder->on_news({true, {}, false, false});
    CHECK(s.found("stina") == Words{"client 3098"});
}

TEST_CASE("a person's words for a search are her name and number") {
    Here h;
    CHECK(h.ws->name_and_number(domain::RecordType::client, fake::id(21)) == "André Öberg 3021");
    CHECK(h.ws->name_and_number(domain::RecordType::shift, fake::id(32)).empty());
    CHECK(h.ws->name_and_number(domain::RecordType::client, fake::id(77)).empty());
}
