// A profile that is damaged, or whose key does not fit, made usable again with what she has done.
#include "store/recovery.h"

#include <set>

#include "store/connection.h"
#include "support/profile_place.h"

using namespace store_test;
namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void flip(const fs::path& file, std::size_t at) {
    auto bytes = content_of(file);
    REQUIRE(at < bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    std::ofstream(file, std::ios::binary) << bytes;
}

std::size_t aside_of(const fs::path& directory) {
    std::size_t found = 0;
    for (const auto& entry : fs::directory_iterator(directory))
        found += entry.path().filename().string().starts_with("aside-") ? 1U : 0U;
    return found;
}

// A profile in use: three changes of which one makes a visit, a draft, somebody signed in.
struct InUse {
    Place place;
    store::KeyPlace keys{place.directory(), std::nullopt, false};

    InUse() {
        use_key();
        auto store = place.open();
        std::vector<store::FeedLine> lines;
        for (int n = 1; n < 400; ++n) lines.push_back(up(shift(n), 1));
        take(*store, std::move(lines), "a");
        store->set_meta("user", "anna");
        store->set_meta("draft note", "Kunden ville");
        store->add(approval(1, 1), id(1));
        store->add(approval(2, 2, 1), id(2));
        domain::Change late;
        late.key = id(5003);
        late.target = id(950);
        late.by = "anna";
        late.at = at(2);
        domain::RegisterVisit visit;
        visit.shift = id(3);
        late.verb = visit;
        store->add(late, id(3));
    }
    void use_key() {
        const auto key = store::open_key(keys);
        REQUIRE(key);
        place.vault.key = key->key;
    }
    store::Recovered recover() {
        const auto done = store::recover(keys);
        REQUIRE_MESSAGE(done, done.error().code);
        use_key();
        return *done;
    }
};

}  // namespace

TEST_CASE_FIXTURE(InUse, "what she has done and begun is carried over, and the records are to be fetched anew") {
    store::mark_damaged(place.directory());
    CHECK(store::is_marked_damaged(place.directory()));
    const auto done = recover();
    CHECK(done.everything);
    CHECK(done.changes == 3);
    CHECK_FALSE(store::is_marked_damaged(place.directory()));
    CHECK(aside_of(place.directory()) == 0);
    auto store = place.open();
    CHECK(store->meta("user") == "anna");
    CHECK(store->meta("draft note") == "Kunden ville");
    CHECK_FALSE(store->complete());
    CHECK_FALSE(store->cursor());
    CHECK_FALSE(store->copy().empty());
    // What she made is there at once; what she changed, when it has been fetched.
    CHECK(store->find(domain::RecordType::visit, id(950)));
    CHECK_FALSE(store->find(domain::RecordType::shift, id(1)));
    take(*store, {up(shift(1), 1), up(shift(2), 1), up(shift(3), 1)}, "b");
    CHECK(shown(*store, 1).approved_at);
    CHECK(shown(*store, 2).approved_at);
    CHECK_FALSE(shown(*store, 3).approved_at);
    CHECK(store->broken_invariants().empty());
}

TEST_CASE_FIXTURE(InUse, "wherever a byte has flipped, nothing of hers is lost in silence") {
    const auto size = fs::file_size(place.database());
    const std::string whole = content_of(place.database());
    int complete = 0;
    for (std::size_t at = 700; at < size; at += 4096) {
        std::ofstream(place.database(), std::ios::binary) << whole;
        flip(place.database(), at);
        const auto done = recover();
        const auto lie_aside = aside_of(place.directory());
        auto store = place.open();
        const bool all = store->outbox().size() == 3 && store->meta("draft note") == "Kunden ville";
        // Either it was carried over, or it is told that it was not, and lies aside.
        if (done.everything) CHECK(all);
        CHECK(lie_aside == (done.everything ? 0 : 1));
        complete += all ? 1 : 0;
        for (const auto& entry : fs::directory_iterator(place.directory())) {
            if (entry.path().filename().string().starts_with("aside-")) fs::remove_all(entry.path());
        }
    }
    CHECK(complete > 5);
}

TEST_CASE_FIXTURE(InUse, "a recovery that was interrupted goes on from where it was, and nothing is lost") {
    // As it lies when the program ends between putting aside and carrying over: an empty copy in the place of hers.
    store::mark_damaged(place.directory());
    const auto aside = place.directory() / "aside-begun";
    fs::create_directories(aside);
    std::ofstream(aside / "unfinished") << "";
    for (const char* end : {"", "-wal", "-shm"}) {
        const fs::path part = place.database().string() + end;
        if (fs::exists(part)) fs::rename(part, aside / part.filename());
    }
    CHECK(place.open()->outbox().empty());
    CHECK(store::is_marked_damaged(place.directory()));
    const auto done = recover();
    CHECK(done.everything);
    CHECK(done.changes == 3);
    CHECK(place.open()->meta("draft note") == "Kunden ville");
    CHECK(aside_of(place.directory()) == 0);
    CHECK_FALSE(store::is_marked_damaged(place.directory()));
}

TEST_CASE_FIXTURE(InUse, "with another key everything is put aside, and comes back with the right one") {
    const auto passphrase = content_of(place.directory() / "passphrase");
    std::ofstream(place.directory() / "passphrase") << "another\n";
    const auto done = recover();
    CHECK_FALSE(done.everything);
    CHECK(done.changes == 0);
    CHECK(aside_of(place.directory()) == 1);
    CHECK(place.open()->outbox().empty());
    for (const auto& entry : fs::directory_iterator(place.directory())) {
        if (!entry.path().filename().string().starts_with("aside-")) continue;
        std::ofstream(entry.path() / "passphrase") << passphrase;
        Place again;
        fs::remove_all(again.directory());
        fs::rename(entry.path(), again.directory());
        const auto key = store::open_key({again.directory(), std::nullopt, false});
        REQUIRE(key);
        again.vault.key = key->key;
        CHECK(again.open()->outbox().size() == 3);
        break;
    }
}

TEST_CASE_FIXTURE(InUse, "a key that cannot be had just now is no reason to put anything aside") {
    fs::remove(place.directory() / "passphrase");
    const auto done = store::recover(keys);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == "profile.key_unavailable");
    CHECK(fs::exists(place.database()));
    CHECK(aside_of(place.directory()) == 0);
}

TEST_CASE("what lies aside is put away after two months and not before") {
    Place place;
    for (const auto& [name, days] : {std::pair("aside-new", 59), std::pair("aside-old", 61), std::pair("kept", 100)}) {
        fs::create_directories(place.directory() / name);
        fs::last_write_time(place.directory() / name, fs::file_time_type::clock::now() - std::chrono::hours{24 * days});
    }
    store::forget_aside(place.directory());
    CHECK(fs::exists(place.directory() / "aside-new"));
    CHECK_FALSE(fs::exists(place.directory() / "aside-old"));
    CHECK(fs::exists(place.directory() / "kept"));
}
