// Making a long answer shorter on its way. One object, one answer; any one thread at a time.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace samordna::server {

class Encoder {
  public:
    virtual ~Encoder() = default;
    virtual std::string_view name() const = 0;  // for Content-Encoding; empty: as it is
    // What can be sent so far, at least all that was put in: the client works on it while the next is made.
    virtual std::string encode(std::string_view text) = 0;
    // The end.
    virtual std::string finish() = 0;
};

// The best one that the header Accept-Encoding allows: zstd, gzip, or none.
std::unique_ptr<Encoder> make_encoder(std::string_view accept_encoding);

}  // namespace samordna::server
