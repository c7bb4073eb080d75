#include "base/id.h"

#include <set>

#include <doctest/doctest.h>

#include "base/post.h"
#include "base/text.h"

using namespace samordna::base;

TEST_CASE("an id is read back from its text") {
    const Id id = IdSource{}.next();
    CHECK(id.text().size() == 36);
    CHECK(Id::parse(id.text()) == id);
}

TEST_CASE("what is not an id is not read as one") {
    CHECK_FALSE(Id::parse(""));
    CHECK_FALSE(Id::parse("0190163d-8694-739b-aea5-966c26f8ad9"));
    CHECK_FALSE(Id::parse("0190163d-8694-739b-aea5-966c26f8ad9g"));
    CHECK_FALSE(Id::parse("0190163d+8694-739b-aea5-966c26f8ad91"));
}

TEST_CASE("ten thousand ids are different, ever increasing, and of version 7") {
    IdSource source;
    std::set<Id> seen;
    Id last;
    for (int i = 0; i < 10'000; ++i) {
        const Id id = source.next();
        CHECK(last < id);
        last = id;
        seen.insert(id);
    }
    CHECK(seen.size() == 10'000);
    CHECK((last.bytes[6] >> 4) == 7);
    CHECK((last.bytes[8] >> 6) == 2);
}

TEST_CASE("the same seed gives the same ids") {
    IdSource a(7);
    IdSource b(7);
    IdSource c(8);
    const Id first = a.next();
    CHECK(first == b.next());
    CHECK(first != c.next());
}

TEST_CASE("a text that is not UTF-8 is told from one that is") {
    CHECK(is_utf8("åäö €"));
    CHECK_FALSE(is_utf8("\xC3"));
    CHECK_FALSE(is_utf8("\xC0\x80"));          // too long a form
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // half a surrogate pair
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // past the last code point
}

TEST_CASE("trim takes no-break spaces too, and leaves what is within") {
    CHECK(trim("\xC2\xA0 a b\t\n") == "a b");
    CHECK(trim(" \xC2\xA0 ").empty());
}

TEST_CASE("posted work runs on the pumping thread, in order") {
    PumpedPost post;
    std::string order;
    post.post([&] { order += 'a'; });
    post.post([&] { order += 'b'; });
    CHECK(order.empty());
    CHECK(post.pump() == 2);
    CHECK(order == "ab");
    CHECK(post.pump_until([&] { return order == "ab"; }, std::chrono::milliseconds{0}));
    CHECK_FALSE(post.pump_until([&] { return order == "abc"; }, std::chrono::milliseconds{1}));
}
