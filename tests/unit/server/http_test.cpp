#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include "protocol/codec.h"
#include "server/http_encoding.h"
#include "server/http_routes.h"
#include "server/http_server.h"
#include "server/problem.h"
#include "support/house.h"

using namespace samordna;
using server::HttpAnswer;
using server::HttpRequest;
using support::House;

namespace {

HttpRequest request(const char* method, std::string_view target, const std::string& token = {}) {
    HttpRequest made;
    made.id = "r1";
    made.method = method;
    REQUIRE(server::parse_target(target, made));
    if (!token.empty()) made.headers["authorization"] = "Bearer " + token;
    made.headers["content-type"] = "application/json; charset=utf-8";
    return made;
}

HttpAnswer ask(House& house, const HttpRequest& made) {
    return std::get<HttpAnswer>(server::HttpRoutes(house.backend()).handle(made));
}

std::string code(const HttpAnswer& answer) {
    return protocol::parse_problem(answer.body, answer.status).code;
}

std::string unzstd(const std::string& bytes) {
    std::string out(1 << 20, '\0');
    ZSTD_DCtx* context = ZSTD_createDCtx();
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    while (in.pos < in.size) REQUIRE_FALSE(ZSTD_isError(ZSTD_decompressStream(context, &to, &in)));
    ZSTD_freeDCtx(context);
    return out.substr(0, to.pos);
}

std::string gunzip(std::string bytes) {
    std::string out(1 << 20, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

}  // namespace

TEST_CASE("a target is taken apart and its percent signs are read") {
    HttpRequest made;
    REQUIRE(server::parse_target("/v1/sync?cursor=a%2Bb&limit=5&flag", made));
    CHECK(made.path == "/v1/sync");
    CHECK(*made.parameter("cursor") == "a+b");
    CHECK(*made.parameter("limit") == "5");
    CHECK(made.parameter("flag")->empty());
    CHECK_FALSE(server::parse_target("/a%2", made));
    CHECK_FALSE(server::parse_target("/a?b=%zz", made));
    CHECK_FALSE(server::parse_target("http://example.com/", made));
}

TEST_CASE("a request without a good session is answered 401, whatever it asks for") {
    House house;
    for (const char* path : {"/v1/sync", "/v1/wait", "/v1/integrity", "/v1/nothing", "/v1/visit/1"}) {
        const auto answer = ask(house, request("GET", path));
        CHECK(answer.status == 401);
        CHECK(answer.content_type == "application/problem+json");
        CHECK(code(answer) == "session.expired");
    }
    CHECK(ask(house, request("GET", "/v1/sync", "forged")).status == 401);
}

TEST_CASE("what does not exist and what is not allowed have their own answers") {
    House house;
    const auto token = house.token("anna");
    CHECK(ask(house, request("GET", "/elsewhere")).status == 404);
    CHECK(ask(house, request("GET", "/v1/nothing/1", token)).status == 404);
    CHECK(ask(house, request("POST", "/v1/sync", token)).status == 405);
    CHECK(ask(house, request("GET", "/v1/commands", token)).status == 405);
    CHECK(ask(house, request("GET", "/v1/sync?limit=0", token)).status == 400);
    CHECK(ask(house, request("GET", "/v1/wait", token)).status == 400);
    CHECK(ask(house, request("GET", "/v1/integrity?cursor=x", token)).status == 410);
    auto old = request("GET", "/v1/sync", token);
    old.headers["samordna-protocol"] = "0";
    CHECK(code(ask(house, old)) == "client.too_old");
    auto text = request("POST", "/v1/commands", token);
    text.headers["content-type"] = "text/plain";
    CHECK(ask(house, text).status == 415);
}

TEST_CASE("a single command has the status of its outcome") {
    House house;
    const auto answer_to = [&](const char* shift, std::int64_t base, const char* key) {
        domain::Change change;
        change.target = house.shift(shift);
        change.base = base;
        change.verb = domain::ApproveShift{};
        auto post = request("POST", "/v1/commands", house.token("anna"));
        if (*key != '\0') post.headers["idempotency-key"] = key;
        post.body = protocol::change_text(change);
        return ask(house, post);
    };
    const char* key = "01890000-0000-7000-8000-00000000000";
    CHECK(answer_to("A1", 1, "").status == 428);
    CHECK(answer_to("A1", 1, "x").status == 400);
    CHECK(answer_to("A1", 1, (key + std::string("1")).c_str()).status == 200);
    const auto conflict = answer_to("A1", 1, (key + std::string("2")).c_str());
    CHECK(conflict.status == 412);
    CHECK(code(conflict) == "version.conflict");
    CHECK(conflict.body.find("\"current\"") != std::string::npos);
    const auto refused = answer_to("A4", 1, (key + std::string("3")).c_str());
    CHECK(refused.status == 422);
    CHECK(refused.body.find("manual-without-note") != std::string::npos);
}

TEST_CASE("a record is served with its revision as ETag") {
    House house;
    auto get = request("GET", "/v1/shift/" + house.shift("A1").text(), house.token("anna"));
    const auto answer = ask(house, get);
    CHECK(answer.status == 200);
    REQUIRE(answer.headers.size() == 1);
    CHECK(answer.headers[0].second == "\"1\"");
    get.headers["if-none-match"] = "\"1\"";
    CHECK(ask(house, get).status == 304);
    CHECK(ask(house, request("GET", "/v1/shift/" + house.shift("A1").text(), house.token("vera"))).status == 404);
    CHECK(ask(house, request("GET", "/v1/visit/" + house.shift("A1").text(), house.token("anna"))).status == 404);
}

TEST_CASE("a problem says when to come again, and names nobody") {
    const auto busy = server::problem(base::Error{"backend.busy", {{"retry_after", std::int64_t{2}}}, "secret"}, "r7");
    CHECK(busy.status == 503);
    REQUIRE(busy.headers.size() == 1);
    CHECK(busy.headers[0].first == "Retry-After");
    CHECK(busy.body.find("secret") == std::string::npos);
    CHECK(busy.body.find("r7") != std::string::npos);
}

TEST_CASE("the best coding that the client accepts is used, and gives back what went in") {
    CHECK(server::make_encoder("gzip, zstd")->name() == "zstd");
    CHECK(server::make_encoder("GZIP")->name() == "gzip");
    CHECK(server::make_encoder("gzip;q=0.5, zstd;q=0")->name() == "gzip");
    CHECK(server::make_encoder("br")->name().empty());
    CHECK(server::make_encoder("")->name().empty());
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "row " + std::to_string(i * 7919) + "\n";
    for (const char* coding : {"zstd", "gzip"}) {
        const auto encoder = server::make_encoder(coding);
        std::string bytes = encoder->encode(text);
        const std::string first = bytes;
        bytes += encoder->encode("the last");
        bytes += encoder->finish();
        CHECK(bytes.size() < text.size() / 2);
        CHECK((std::string(coding) == "zstd" ? unzstd(bytes) : gunzip(bytes)) == text + "the last");
        if (std::string(coding) == "zstd") CHECK(unzstd(first) == text);  // it does not wait for the end
    }
}

TEST_CASE("beyond loopback it listens only with TLS, and not at all in a rehearsal") {
    House house;
    const auto code_of = [&](const server::ListenWish& wish) {
        const auto started = server::HttpServer::start(house.backend(), wish);
        return started ? std::string() : started.error().code;
    };
    CHECK(code_of({.host = "0.0.0.0"}) == "listen.beyond_loopback");
    CHECK(code_of({.host = "::"}) == "listen.beyond_loopback");
    CHECK(code_of({.host = "127.0.0.1"}).empty());
    CHECK(code_of({.host = "127.0.0.1", .certificate_file = "none", .key_file = "none"}) == "listen.bad_certificate");
    CHECK(server::parse_listen("[::1]:8443")->host == "::1");
    CHECK(server::parse_listen("localhost:0")->port == 0);
    for (const char* text : {"", "8443", ":8443", "localhost:", "localhost:70000"})
        CHECK_FALSE(server::parse_listen(text));
}
