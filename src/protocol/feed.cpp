#include "protocol/feed.h"

#include <simdjson.h>

#include "protocol/json_text.h"
#include "protocol/record_reader.h"

namespace samordna::protocol {
namespace {

using simdjson::dom::object;

void append_head(std::string& out, std::string_view kind, domain::RecordType type, const Id& id,
                 std::int64_t revision) {
    out.append("{\"k\":\"").append(kind).append("\",\"t\":\"").append(domain::name_of(type)).append("\",\"id\":\"");
    id.append_text(out);
    out.append("\",\"rev\":");
    append_json_integer(out, revision);
}

struct Head {
    domain::RecordType type{};
    Id id;
    std::int64_t revision = 0;
};

enum class HeadReading { good, unknown_type, bad };

HeadReading read_head(object line, Head& head) {
    std::string_view type;
    std::string_view id;
    if (line["t"].get_string().get(type) != simdjson::SUCCESS) return HeadReading::bad;
    if (line["id"].get_string().get(id) != simdjson::SUCCESS) return HeadReading::bad;
    if (line["rev"].get_int64().get(head.revision) != simdjson::SUCCESS) return HeadReading::bad;
    const auto parsed_id = Id::parse(id);
    if (!parsed_id) return HeadReading::bad;
    head.id = *parsed_id;
    const auto known = domain::parse_record_type(type);
    if (!known) return HeadReading::unknown_type;
    head.type = *known;
    return HeadReading::good;
}

}  // namespace

void append_upsert(std::string& out, domain::RecordType type, const Id& id, std::int64_t revision,
                   std::string_view fields) {
    append_head(out, "up", type, id, revision);
    out.append(",\"d\":").append(fields).append("}\n");
}

void append_removal(std::string& out, const Removal& line) {
    append_head(out, "del", line.type, line.id, line.revision);
    out.append("}\n");
}

void append_checkpoint(std::string& out, const Checkpoint& line) {
    out.append("{\"k\":\"ckpt\",\"cursor\":");
    append_json_string(out, line.cursor);
    out.append(line.more ? ",\"more\":true" : ",\"more\":false");
    out.append(line.consistent ? ",\"consistent\":true,\"n\":" : ",\"consistent\":false,\"n\":");
    append_json_integer(out, line.records);
    out.append("}\n");
}

struct FeedReader::State {
    explicit State(FeedSink& s) : sink(s) {}

    FeedSink& sink;
    simdjson::dom::parser parser{};
    std::string pending{};  // the last, unfinished line
    std::int64_t line_number = 0;
    std::int64_t since_checkpoint = 0;
    std::optional<Checkpoint> last{};
    std::optional<base::Error> failed{};

    base::Error malformed() const { return {"wire.malformed", {{"line", line_number}}}; }

    // The bytes after the line must be readable for SIMDJSON_PADDING more (they belong to the buffer, or to its slack).
    Result<> line(const char* text, std::size_t size) {
        ++line_number;
        if (size == 0) return {};
        object parsed;
        if (parser.parse(text, size, false).get_object().get(parsed) != simdjson::SUCCESS) return malformed();
        std::string_view kind;
        if (parsed["k"].get_string().get(kind) != simdjson::SUCCESS) return malformed();
        if (kind == "up") return upsert(parsed);
        if (kind == "del") return removal(parsed);
        if (kind == "ckpt") return checkpoint(parsed);
        return {};
    }

    Result<> upsert(object parsed) {
        ++since_checkpoint;
        Head head;
        const HeadReading reading = read_head(parsed, head);
        if (reading == HeadReading::unknown_type) return {};
        object fields;
        if (reading == HeadReading::bad || parsed["d"].get_object().get(fields) != simdjson::SUCCESS)
            return malformed();
        auto record = read_record(head.type, head.id, fields);
        if (!record) {
            base::Error error = record.error();
            error.parameters.emplace("line", line_number);
            return error;
        }
        sink.upsert({std::move(*record), head.revision});
        return {};
    }

    Result<> removal(object parsed) {
        ++since_checkpoint;
        Head head;
        const HeadReading reading = read_head(parsed, head);
        if (reading == HeadReading::bad) return malformed();
        if (reading == HeadReading::good) sink.remove({head.type, head.id, head.revision});
        return {};
    }

    Result<> checkpoint(object parsed) {
        Checkpoint point;
        std::string_view cursor;
        if (parsed["cursor"].get_string().get(cursor) != simdjson::SUCCESS) return malformed();
        if (parsed["more"].get_bool().get(point.more) != simdjson::SUCCESS) return malformed();
        if (parsed["consistent"].get_bool().get(point.consistent) != simdjson::SUCCESS) return malformed();
        if (parsed["n"].get_int64().get(point.records) != simdjson::SUCCESS) return malformed();
        if (point.records != since_checkpoint) return base::Error{"feed.count_mismatch", {{"line", line_number}}};
        point.cursor = cursor;
        since_checkpoint = 0;
        if (auto taken = sink.checkpoint(point); !taken) return taken.error();
        last = std::move(point);
        return {};
    }
};

FeedReader::FeedReader(FeedSink& sink) : state_(std::make_unique<State>(sink)) {}
FeedReader::~FeedReader() = default;

Result<> FeedReader::read(std::string_view chunk) {
    State& s = *state_;
    if (s.failed) return *s.failed;
    s.pending.append(chunk);
    s.pending.reserve(s.pending.size() + simdjson::SIMDJSON_PADDING);
    std::size_t begin = 0;
    for (;;) {
        const std::size_t end = s.pending.find('\n', begin);
        if (end == std::string::npos) break;
        if (auto read = s.line(s.pending.data() + begin, end - begin); !read) {
            s.failed = read.error();
            return *s.failed;
        }
        begin = end + 1;
    }
    s.pending.erase(0, begin);
    return {};
}

Result<Checkpoint> FeedReader::finish() {
    const State& s = *state_;
    if (s.failed) return *s.failed;
    if (!s.last || s.since_checkpoint != 0 || !s.pending.empty())
        return base::Error{"feed.broken", {{"line", s.line_number}}};
    return *s.last;
}

}  // namespace samordna::protocol
