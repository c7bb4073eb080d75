// A sink that keeps what a client would have after a pull. For tests; one thread.
#pragma once
#include <map>
#include <set>
#include <utility>

#include "protocol/remote.h"

namespace support {

struct Collected final : samordna::protocol::FeedSink {
    using Key = std::pair<samordna::domain::RecordType, samordna::base::Id>;

    std::map<Key, samordna::domain::Revised> records;
    std::set<Key> removed;
    std::vector<samordna::protocol::Checkpoint> checkpoints;
    std::vector<Key> order;  // as they came

    void upsert(samordna::protocol::Upsert&& line) override {
        const Key key{samordna::domain::type_of(line.record), samordna::domain::id_of(line.record)};
        order.push_back(key);
        removed.erase(key);
        auto& known = records[key];
        if (line.revision > known.revision) known = {std::move(line.record), line.revision};
    }
    void remove(const samordna::protocol::Removal& line) override {
        records.erase({line.type, line.id});
        removed.insert({line.type, line.id});
    }
    samordna::base::Result<> checkpoint(const samordna::protocol::Checkpoint& line) override {
        checkpoints.push_back(line);
        return {};
    }
    std::int64_t count(samordna::domain::RecordType type) const {
        std::int64_t many = 0;
        for (const auto& [key, record] : records) many += key.first == type ? 1 : 0;
        return many;
    }
    samordna::protocol::Integrity integrity() const {
        samordna::protocol::Integrity sums;
        for (const auto& [key, record] : records) {
            auto& sum = sums[key.first];
            ++sum.count;
            sum.digest ^= samordna::protocol::digest_of(key.second, record.revision);
        }
        return sums;
    }
};

}  // namespace support
