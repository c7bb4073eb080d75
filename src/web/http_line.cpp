#include "web/http_line.h"

#include <stdexcept>

#include <curl/curl.h>

#include "base/text.h"

namespace samordna::web {
namespace {

constexpr long connect_seconds = 10;

void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

using Multi = std::unique_ptr<CURLM, decltype([](CURLM* multi) { curl_multi_cleanup(multi); })>;
using Easy = std::unique_ptr<CURL, decltype([](CURL* easy) { curl_easy_cleanup(easy); })>;
using Headers = std::unique_ptr<curl_slist, decltype([](curl_slist* list) { curl_slist_free_all(list); })>;
using Text = std::unique_ptr<char, decltype([](char* text) { curl_free(text); })>;

template <class T>
void set(CURL* easy, CURLoption option, T value) {
    if (curl_easy_setopt(easy, option, value) != CURLE_OK) throw std::logic_error("libcurl refuses an option");
}

std::string host_of(const std::string& url) {
    const std::unique_ptr<CURLU, decltype([](CURLU* u) { curl_url_cleanup(u); })> parsed(curl_url());
    char* host = nullptr;
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK) {
        return {};
    }
    return Text(host).get();
}

// (127.0.0.1.example.se is somebody else.)
bool is_this_computer(const std::string& host) {
    const bool numeric = host.find_first_not_of("0123456789.") == std::string::npos;
    return host == "localhost" || host == "[::1]" || host == "::1" || (numeric && host.starts_with("127."));
}

// What libcurl's callbacks of one request write to. No exception may pass through libcurl.
struct Receiving {
    CURL* easy = nullptr;
    const HttpRequest& request;
    HttpAnswer answer{};
    std::optional<base::Error> failed{};
    std::exception_ptr thrown{};

    static std::size_t data(char* bytes, std::size_t, std::size_t count, void* self_pointer) {
        auto& self = *static_cast<Receiving*>(self_pointer);
        try {
            return self.take({bytes, count}) ? count : 0;
        } catch (...) {
            self.thrown = std::current_exception();
            return 0;
        }
    }

    bool take(std::string_view bytes) {
        if (answer.status == 0) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
        if (request.on_data && answer.status >= 200 && answer.status < 300) {
            if (auto taken = request.on_data(bytes); !taken) failed = taken.error();
            return !failed;
        }
        if (answer.body.size() + bytes.size() > request.most_body) {
            failed = base::Error{"backend.fault", {}, "an answer without end"};
            return false;
        }
        answer.body.append(bytes);
        return true;
    }

    static std::size_t header(char* bytes, std::size_t, std::size_t count, void* self_pointer) {
        auto& self = *static_cast<Receiving*>(self_pointer);
        const std::string_view line(bytes, count);
        constexpr std::string_view name = "retry-after:";
        if (line.size() > name.size() && curl_strnequal(bytes, name.data(), name.size()) != 0) {
            self.answer.retry_after = base::parse_integer<int>(base::trim(line.substr(name.size())));
        }
        return count;
    }
};

base::Error error_of(CURLcode code) {
    const std::string detail = curl_easy_strerror(code);
    switch (code) {
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return {"backend.untrusted", {}, detail};
        case CURLE_BAD_CONTENT_ENCODING:
            return {"backend.fault", {}, detail};
        default:
            return {"backend.unreachable", {{"retryable", std::int64_t{1}}}, detail};
    }
}

}  // namespace

struct HttpLine::State {
    std::string server;
    std::string ca_file;
    std::stop_token always;
    std::string token{};
    bool loopback = false;
    bool secure = false;
    Multi multi{curl_multi_init()};
    Easy easy{curl_easy_init()};

    void prepare(const HttpRequest& request, Receiving& receiving, const Headers& headers);
    std::optional<CURLcode> run(const std::stop_token& stop);
};

HttpLine::HttpLine(std::string server, const std::string& ca_file, std::stop_token stop) {
    start_curl();
    while (server.ends_with('/')) server.pop_back();
    state_ = std::make_unique<State>(State{server, ca_file, std::move(stop)});
    if (!state_->multi || !state_->easy) throw std::bad_alloc();
    state_->loopback = is_this_computer(host_of(server));
    state_->secure = server.starts_with("https://");
}

HttpLine::~HttpLine() = default;

void HttpLine::set_token(std::string token) {
    state_->token = std::move(token);
}

bool HttpLine::may_be_asked(const std::string& url) {
    return url.starts_with("https://") || (url.starts_with("http://") && is_this_computer(host_of(url)));
}

std::string HttpLine::escaped(std::string_view text) {
    const Text escaped_text(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
    if (!escaped_text) throw std::bad_alloc();
    return escaped_text.get();
}

void HttpLine::State::prepare(const HttpRequest& request, Receiving& receiving, const Headers& headers) {
    CURL* e = easy.get();
    curl_easy_reset(e);
    const std::string url = server + request.path;
    set(e, CURLOPT_URL, url.c_str());
    set(e, CURLOPT_PROTOCOLS_STR, loopback ? "https,http" : "https");
    set(e, CURLOPT_FOLLOWLOCATION, 0L);
    set(e, CURLOPT_CUSTOMREQUEST, request.method);
    set(e, CURLOPT_HTTPHEADER, headers.get());
    set(e, CURLOPT_ACCEPT_ENCODING, "zstd, gzip");
    set(e, CURLOPT_USERAGENT, "samordna/" SAMORDNA_VERSION);
    set(e, CURLOPT_NOSIGNAL, 1L);
    set(e, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set(e, CURLOPT_TIMEOUT, static_cast<long>(request.at_most.count()));
    set(e, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(e, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.silence.count()));
    set(e, CURLOPT_BUFFERSIZE, 256L * 1024L);
    set(e, CURLOPT_TCP_KEEPALIVE, 1L);
    if (loopback) set(e, CURLOPT_NOPROXY, "*");  // a proxy of the environment knows nothing of this computer
    if (!request.body.empty()) {
        set(e, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(e, CURLOPT_POSTFIELDS, request.body.c_str());
    }
    if (!request.user.empty()) {
        set(e, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        set(e, CURLOPT_USERNAME, request.user.c_str());
        set(e, CURLOPT_PASSWORD, request.password.c_str());
    }
    if (!ca_file.empty()) set(e, CURLOPT_CAINFO, ca_file.c_str());
    set(e, CURLOPT_WRITEFUNCTION, &Receiving::data);
    set(e, CURLOPT_WRITEDATA, &receiving);
    set(e, CURLOPT_HEADERFUNCTION, &Receiving::header);
    set(e, CURLOPT_HEADERDATA, &receiving);
}

// Nothing: stopped.
std::optional<CURLcode> HttpLine::State::run(const std::stop_token& stop) {
    const auto wake = [this] { curl_multi_wakeup(multi.get()); };
    const std::stop_callback woken(stop, wake);
    const std::stop_callback ended(always, wake);
    curl_multi_add_handle(multi.get(), easy.get());
    std::optional<CURLcode> result;
    for (int running = 1; !stop.stop_requested() && !always.stop_requested();) {
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK) {
            result = CURLE_FAILED_INIT;
            break;
        }
        if (running == 0) {
            int left = 0;
            const CURLMsg* message = curl_multi_info_read(multi.get(), &left);
            result = message == nullptr ? CURLE_FAILED_INIT : message->data.result;
            break;
        }
        curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
    }
    curl_multi_remove_handle(multi.get(), easy.get());
    return result;
}

base::Result<HttpAnswer> HttpLine::ask(const HttpRequest& request) {
    if (!state_->secure && !state_->loopback) return base::Error{"backend.not_https"};
    Headers headers;
    const auto add = [&](const std::string& line) {
        curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        static_cast<void>(headers.release());
        headers.reset(longer);
    };
    add(std::string("Accept: ") + request.accept);
    add("Expect:");
    if (!request.body.empty()) add(std::string("Content-Type: ") + request.content_type);
    if (!state_->token.empty()) add("Authorization: Bearer " + state_->token);

    Receiving receiving{state_->easy.get(), request};
    state_->prepare(request, receiving, headers);
    const auto result = state_->run(request.stop);
    if (receiving.thrown) std::rethrow_exception(receiving.thrown);
    if (receiving.failed) return *receiving.failed;
    if (!result) return base::Error{"cancelled"};
    if (*result != CURLE_OK) return error_of(*result);
    curl_easy_getinfo(state_->easy.get(), CURLINFO_RESPONSE_CODE, &receiving.answer.status);
    return std::move(receiving.answer);
}

}  // namespace samordna::web
