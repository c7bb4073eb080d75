#include "protocol/feed.h"

#include <doctest/doctest.h>

#include "protocol/codec.h"
#include "support/samples.h"

using namespace samordna;
using namespace samordna::protocol;

namespace {

struct Heard final : FeedSink {
    std::vector<domain::Record> records;
    std::vector<Removal> removals;
    std::vector<Checkpoint> points;
    bool refuse_checkpoint = false;

    void upsert(Upsert&& line) override { records.push_back(std::move(line.record)); }
    void remove(const Removal& line) override { removals.push_back(line); }
    Result<> checkpoint(const Checkpoint& line) override {
        points.push_back(line);
        if (refuse_checkpoint) return base::Error{"disk.full"};
        return {};
    }
};

std::string stream() {
    std::string text;
    std::int64_t n = 0;
    for (const domain::Record& record : samples::full_records()) {
        append_upsert(text, domain::type_of(record), domain::id_of(record), 3, record_text(record));
        ++n;
    }
    append_removal(text, {domain::RecordType::visit, samples::id(40), 4});
    append_checkpoint(text, {"c1", false, true, n + 1});
    return text;
}

}  // namespace

TEST_CASE("a feed is heard the same in chunks of any size") {
    const std::string text = stream();
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{64}, text.size()}) {
        CAPTURE(chunk);
        Heard heard;
        FeedReader reader(heard);
        for (std::size_t at = 0; at < text.size(); at += chunk)
            REQUIRE(reader.read(std::string_view(text).substr(at, chunk)));
        const auto last = reader.finish();
        REQUIRE(last);
        CHECK(last->cursor == "c1");
        CHECK(last->consistent);
        CHECK(heard.records == samples::full_records());
        REQUIRE(heard.removals.size() == 1);
        CHECK(heard.removals[0].id == samples::id(40));
    }
}

TEST_CASE("a stream that stops before its checkpoint is broken") {
    std::string text = stream();
    text.resize(text.size() - 2);
    Heard heard;
    FeedReader reader(heard);
    REQUIRE(reader.read(text));
    CHECK(reader.finish().error().code == "feed.broken");
    CHECK(heard.points.empty());
}

TEST_CASE("a checkpoint that counts other lines than came is not believed") {
    std::string text;
    append_removal(text, {domain::RecordType::visit, samples::id(40), 4});
    append_checkpoint(text, {"c1", false, true, 2});
    Heard heard;
    FeedReader reader(heard);
    CHECK(reader.read(text).error().code == "feed.count_mismatch");
    CHECK(heard.points.empty());
}

TEST_CASE("lines of kinds and types that we do not know are passed over, but counted") {
    std::string text = R"({"k":"up","t":"helicopter","id":")" + samples::id(1).text() +
                       R"(","rev":1,"d":{}})"
                       "\n"
                       R"({"k":"news","x":1})"
                       "\n";
    append_checkpoint(text, {"c1", true, false, 1});
    Heard heard;
    FeedReader reader(heard);
    REQUIRE(reader.read(text));
    REQUIRE(reader.finish());
    CHECK(heard.records.empty());
}

TEST_CASE("a malformed line ends the reading with its number") {
    Heard heard;
    FeedReader reader(heard);
    const auto failed =
        reader.read("{\"k\":\"ckpt\",\"cursor\":\"c\",\"more\":true,\"consistent\":false,\"n\":0}\n{oops\n");
    REQUIRE_FALSE(failed);
    CHECK(failed.error() == base::Error{"wire.malformed", {{"line", 2}}});
    CHECK(reader.finish().error().code == "wire.malformed");
}

TEST_CASE("what the receiver cannot take ends the reading with its own error") {
    Heard heard;
    heard.refuse_checkpoint = true;
    FeedReader reader(heard);
    CHECK(reader.read(stream()).error().code == "disk.full");
}
