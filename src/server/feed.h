// What a person may see, page by page: first everything, then what has changed. Used by Backend; any thread; blocks on
// the database.
//
// A snapshot notes the sequence at which it begins, goes through the records as they are, and is followed by what has
// changed since. Nothing is kept between two pages but what the cursor says.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "protocol/remote.h"
#include "server/storage.h"
#include "server/values.h"

namespace samordna::server {

class Feed {
  public:
    Feed(Storage& storage, const base::Clock& clock) : storage_(storage), clock_(clock) {}

    // At most `limit` records, and never more than protocol::feed_checkpoint_every. Errors: resync.required.
    Result<FeedPage> page(const Principal& who, std::optional<std::string_view> cursor, int limit);
    // Whether page() has more to give after the cursor. Errors: resync.required.
    Result<bool> has_news(const Principal& who, std::string_view cursor);
    // Errors: resync.required; integrity.moved where the cursor is not at the end.
    Result<protocol::Integrity> integrity(const Principal& who, std::string_view cursor);
    // Errors: not_found.
    Result<RecordText> record(const Principal& who, domain::RecordType type, const base::Id& id);

  private:
    Storage& storage_;
    const base::Clock& clock_;
};

}  // namespace samordna::server
