// Within protocol/: filling a record from parsed JSON, shared by the codec and the feed. One object, one thread.
#pragma once
#include <simdjson.h>

#include "base/result.h"
#include "domain/record.h"

namespace samordna::protocol {

// Errors: wire.malformed {field}. Unknown keys are passed over: a newer backend may know more.
base::Result<domain::Record> read_record(domain::RecordType type, const domain::Id& id, simdjson::dom::object fields);

}  // namespace samordna::protocol
