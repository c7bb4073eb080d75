// A profile directory that is gone when the test ends, and records to put in it.
#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "base/id.h"
#include "store/store.h"

namespace store_test {

using namespace samordna;
using base::Id;

class Place {
  public:
    Place() {
        base::IdSource ids;
        directory_ = std::filesystem::temp_directory_path() / ("samordna-store-" + ids.next().text());
        std::filesystem::create_directories(directory_);
        vault.directory = directory_;
        vault.key.bytes.fill(7);
    }
    ~Place() {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    std::unique_ptr<store::Store> open(store::Store::Rank rank = store::Store::Rank::user) {
        auto opened = store::Store::open(vault, rank);
        REQUIRE_MESSAGE(opened, opened.error().code);
        return std::move(*opened);
    }
    const std::filesystem::path& directory() const { return directory_; }
    std::filesystem::path database() const { return directory_ / "samordna.db"; }

    store::Vault vault;

  private:
    std::filesystem::path directory_;
};

inline Id id(int n) {
    Id made;
    made.bytes[14] = static_cast<std::uint8_t>(n / 256);
    made.bytes[15] = static_cast<std::uint8_t>(n % 256);
    made.bytes[0] = 1;
    return made;
}

inline domain::Instant at(int minutes) {
    return domain::parse_instant("2026-10-05T08:00:00Z").value() + std::chrono::minutes{minutes};
}

inline domain::Shift shift(int n) {
    domain::Shift made;
    made.id = id(n);
    made.unit = id(900);
    made.source_id = "A" + std::to_string(n);
    made.care_worker = id(901);
    made.date = domain::parse_date("2026-10-05").value();
    return made;
}

inline domain::Change approval(int key, int target, int minute = 0) {
    domain::Change change;
    change.key = id(5000 + key);
    change.target = id(target);
    change.by = "anna";
    change.at = at(minute);
    change.verb = domain::ApproveShift{};
    return change;
}

inline domain::Change revocation(int key, int target, int minute = 0) {
    auto change = approval(key, target, minute);
    change.verb = domain::RevokeApproval{};
    return change;
}

// Takes lines in as a consistent page.
inline store::Applied take(store::Store& store, std::vector<store::FeedLine> lines, const std::string& cursor) {
    store::Intake intake;
    intake.copy = store.copy();
    intake.after = store.cursor();
    intake.lines = std::move(lines);
    intake.checkpoint = {cursor, false, true, static_cast<std::int64_t>(intake.lines.size())};
    return store.apply(intake);
}

inline protocol::Upsert up(domain::Record record, std::int64_t revision) {
    return {std::move(record), revision};
}

inline domain::Shift shown(store::Store& store, int n) {
    const auto found = store.find(domain::RecordType::shift, id(n));
    REQUIRE(found);
    return std::get<domain::Shift>(found->record);
}

}  // namespace store_test
