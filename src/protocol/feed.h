// The feed's lines (application/x-ndjson): written by the backend, read by the client as they stream in. One object,
// one thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "protocol/remote.h"

namespace samordna::protocol {

// At most this many records between two checkpoints.
inline constexpr std::int64_t feed_checkpoint_every = 5000;

// `fields` is the record's canonical text (codec.h), as stored.
void append_upsert(std::string& out, domain::RecordType type, const Id& id, std::int64_t revision,
                   std::string_view fields);
void append_removal(std::string& out, const Removal& line);
void append_checkpoint(std::string& out, const Checkpoint& line);

// Fed with chunks of any size; hands whole lines to the sink. Lines of unknown kind or type are passed over (a newer
// backend).
class FeedReader {
  public:
    explicit FeedReader(FeedSink& sink);
    ~FeedReader();
    FeedReader(const FeedReader&) = delete;
    FeedReader& operator=(const FeedReader&) = delete;
    // Errors: wire.malformed {line}, feed.count_mismatch {line}, or the sink's own. After an error nothing more is
    // read.
    Result<> read(std::string_view chunk);
    // At the end of the stream: the last checkpoint, or feed.broken where the stream did not end with one.
    Result<Checkpoint> finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace samordna::protocol
