// How an error is told over HTTP. Pure; any thread.
#pragma once
#include <string_view>

#include "base/result.h"
#include "server/http_message.h"

namespace samordna::server {

// The status for a code of protocol/remote.h; 500 for what is unknown.
int status_of(std::string_view code);
// application/problem+json, with Retry-After and WWW-Authenticate where they belong.
HttpAnswer problem(const base::Error& error, std::string_view request_id);
// request.malformed comes with several statuses.
HttpAnswer malformed(int status, std::string_view request_id, std::string_view field = {});

}  // namespace samordna::server
