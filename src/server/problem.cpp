#include "server/problem.h"

#include <array>

#include "protocol/codec.h"

namespace samordna::server {
namespace {

struct Status {
    std::string_view code;
    int status;
};

constexpr std::array statuses{
    Status{"session.expired", 401},
    Status{"sign_in.refused", 401},
    Status{"sign_in.enrol", 401},
    Status{"sign_in.code_needed", 401},
    Status{"sign_in.new_password_needed", 401},
    Status{"sign_in.weak_password", 401},
    Status{"openid.refused", 401},
    Status{"openid.unreachable", 502},
    Status{"sign_in.second_factor_demanded", 403},
    Status{"forbidden", 403},
    Status{"phone.inactive", 403},
    Status{"client.too_old", 403},
    Status{"not_found", 404},
    Status{"integrity.moved", 409},
    Status{"resync.required", 410},
    Status{"version.conflict", 412},
    Status{"rules.refused", 422},
    Status{"key.reused", 422},
    Status{"depends_on.refused", 422},
    Status{"sign_in.wait", 429},
    Status{"backend.busy", 503},
    Status{"request.malformed", 400},
};

HttpAnswer answer_of(const base::Error& error, int status, std::string_view request_id) {
    HttpAnswer answer{status, "application/problem+json", protocol::problem_text(error, status, request_id), {}};
    if (const auto found = error.parameters.find("retry_after"); found != error.parameters.end()) {
        if (const auto* seconds = std::get_if<std::int64_t>(&found->second)) {
            answer.headers.emplace_back("Retry-After", std::to_string(*seconds));
        }
    }
    if (status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"samordna\"");
    return answer;
}

}  // namespace

int status_of(std::string_view code) {
    for (const auto& entry : statuses) {
        if (entry.code == code) return entry.status;
    }
    return 500;
}

HttpAnswer problem(const base::Error& error, std::string_view request_id) {
    // What the codec could not read is the sender's mistake.
    if (error.code == "wire.malformed") return answer_of({"request.malformed", error.parameters}, 400, request_id);
    return answer_of(error, status_of(error.code), request_id);
}

HttpAnswer malformed(int status, std::string_view request_id, std::string_view field) {
    base::Error error{"request.malformed"};
    if (!field.empty()) error.parameters.emplace("field", std::string(field));
    return answer_of(error, status, request_id);
}

}  // namespace samordna::server
