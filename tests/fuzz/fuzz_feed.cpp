// Whatever a network may deliver, in whatever pieces, the feed reader neither crashes nor hands on half a line.
#include <cstddef>
#include <cstdint>

#include "protocol/feed.h"

namespace {
struct Deaf final : samordna::protocol::FeedSink {
    void upsert(samordna::protocol::Upsert&&) override {}
    void remove(const samordna::protocol::Removal&) override {}
    samordna::base::Result<> checkpoint(const samordna::protocol::Checkpoint&) override { return {}; }
};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Deaf deaf;
    samordna::protocol::FeedReader reader(deaf);
    const std::size_t chunk = size == 0 ? 1 : 1 + data[0] % 32;
    for (std::size_t at = 0; at < size; at += chunk) {
        if (!reader.read(text.substr(at, chunk))) break;
    }
    (void)reader.finish();
    return 0;
}
