#include "support/local_remote.h"

#include "protocol/codec.h"
#include "protocol/feed.h"
#include "server/http_routes.h"
#include "server/problem.h"

namespace support {

namespace domain = samordna::domain;
namespace protocol = samordna::protocol;
namespace server = samordna::server;
using samordna::base::Error;

namespace {

// As it arrives at a client.
Error over_the_wire(const Error& error) {
    const auto answer = server::problem(error, "local");
    return protocol::parse_problem(answer.body, answer.status);
}

}  // namespace

LocalRemote::Result<protocol::Hello> LocalRemote::hello() {
    return protocol::parse_hello(protocol::hello_text(backend_.hello()));
}

LocalRemote::Result<protocol::Session> LocalRemote::sign_in(const protocol::Credentials& shown) {
    const auto arrived = protocol::parse_credentials(protocol::credentials_text(shown));
    if (!arrived) return over_the_wire(arrived.error());
    const auto session = backend_.sign_in(*arrived, {"127.0.0.1", true});
    if (!session) return over_the_wire(session.error());
    return protocol::parse_session(protocol::session_text(*session));
}

LocalRemote::Result<protocol::Session> LocalRemote::refresh(const std::string& refresh_token) {
    const auto session = backend_.refresh(refresh_token);
    if (!session) return over_the_wire(session.error());
    return protocol::parse_session(protocol::session_text(*session));
}

LocalRemote::Result<std::vector<protocol::OpenIdProvider>> LocalRemote::openid_providers() {
    return protocol::parse_openid_providers(protocol::openid_providers_text(backend_.openid_providers()));
}

LocalRemote::Result<protocol::OpenIdQuestion> LocalRemote::begin_openid(const protocol::OpenIdWish& wish) {
    const auto arrived = protocol::parse_openid_wish(protocol::openid_wish_text(wish));
    if (!arrived) return over_the_wire(arrived.error());
    const auto question = backend_.begin_openid(*arrived, {"127.0.0.1", true});
    if (!question) return over_the_wire(question.error());
    return protocol::parse_openid_question(protocol::openid_question_text(*question));
}

LocalRemote::Result<protocol::Session> LocalRemote::complete_openid(const protocol::OpenIdReply& reply) {
    const auto arrived = protocol::parse_openid_reply(protocol::openid_reply_text(reply));
    if (!arrived) return over_the_wire(arrived.error());
    const auto session = backend_.complete_openid(*arrived, {"127.0.0.1", true});
    if (!session) return over_the_wire(session.error());
    return protocol::parse_session(protocol::session_text(*session));
}

LocalRemote::Result<> LocalRemote::sign_out() {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    if (const auto done = backend_.sign_out(*who); !done) return over_the_wire(done.error());
    token_.clear();
    return {};
}

LocalRemote::Result<protocol::Checkpoint> LocalRemote::pull(const std::optional<std::string>& cursor, int limit,
                                                            protocol::FeedSink& sink, std::stop_token stop) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    protocol::FeedReader reader(sink);
    std::optional<std::string> at = cursor;
    for (std::int64_t room = limit; room > 0 && !stop.stop_requested();) {
        const auto page = at == cursor ? backend_.page(*who, at ? std::optional<std::string_view>(*at) : std::nullopt,
                                                       static_cast<int>(room))
                                       : backend_.next_page(*who, *at, static_cast<int>(room));
        if (!page) return over_the_wire(page.error());
        if (const auto read = reader.read(page->text); !read) return read.error();
        if (!page->last.more) break;
        at = page->last.cursor;
        room -= page->last.records;
    }
    if (stop.stop_requested()) return Error{"cancelled"};
    return reader.finish();
}

LocalRemote::Result<bool> LocalRemote::wait(const std::string& cursor, std::chrono::seconds timeout,
                                            std::stop_token stop) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    const auto news = backend_.wait(*who, cursor, timeout, std::move(stop));
    if (!news) return over_the_wire(news.error());
    return *news;
}

LocalRemote::Result<protocol::Integrity> LocalRemote::integrity(const std::string& cursor) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    const auto sums = backend_.integrity(*who, cursor);
    if (!sums) return over_the_wire(sums.error());
    return protocol::parse_integrity(protocol::integrity_text(*sums));
}

LocalRemote::Result<std::vector<protocol::Outcome>> LocalRemote::push(std::span<const domain::Change> changes) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    const auto read = protocol::parse_batch(protocol::batch_text(changes));
    if (!read || read->size() > server::most_commands) return over_the_wire(Error{"request.malformed"});
    const auto outcomes = backend_.perform(*who, *read);
    if (!outcomes) return over_the_wire(outcomes.error());
    return protocol::parse_outcomes(protocol::outcomes_text(*outcomes));
}

LocalRemote::Result<protocol::ToldReadings> LocalRemote::tell_readings(std::span<const domain::NotedReading> readings) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    const auto read = protocol::parse_readings(protocol::readings_text(readings));
    if (!read || read->size() > protocol::most_readings) return over_the_wire(Error{"request.malformed"});
    const auto told = backend_.tell_readings(*who, *read);
    if (!told) return over_the_wire(told.error());
    return protocol::parse_told_readings(protocol::told_readings_text(*told));
}

LocalRemote::Result<domain::LogPage> LocalRemote::log(const domain::LogQuestion& question) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    const auto read = protocol::parse_log_question(protocol::query_of(question));
    if (!read) return over_the_wire(read.error());
    const auto page = backend_.log(*who, *read);
    if (!page) return over_the_wire(page.error());
    return protocol::parse_log_page(protocol::log_page_text(*page));
}

LocalRemote::Result<> LocalRemote::check_log(const domain::LogCheck& check) {
    const auto who = backend_.authenticate(token_);
    if (!who) return over_the_wire(who.error());
    const auto read = protocol::parse_log_check(protocol::log_check_text(check));
    if (!read) return over_the_wire(read.error());
    if (const auto done = backend_.check_log(*who, *read); !done) return over_the_wire(done.error());
    return {};
}

}  // namespace support
