// What lies on the disk: nothing in clear, nothing lost, and damage told from a wrong key.
#include <cstdlib>
#include <set>

#include "store/connection.h"
#include "store/key.h"
#include "support/profile_place.h"

using namespace store_test;
namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool holds(const fs::path& directory, const std::string& text) {
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.is_regular_file() && content_of(entry.path()).find(text) != std::string::npos) return true;
    }
    return false;
}

std::vector<store::FeedLine> many_clients(int count) {
    std::vector<store::FeedLine> lines;
    for (int i = 0; i < count; ++i) {
        domain::Client client;
        client.id = id(i);
        client.first_name = "Ingrid-Hemlig";
        client.last_name = "Sjögren-" + std::to_string((i * 7919) % count);
        client.address = std::string(200, 'x');
        lines.push_back(up(client, 1));
    }
    return lines;
}

#ifdef __linux__
// Files of this process that have no name any longer, or lie in the folder for temporary ones.
bool holds_unnamed(const std::string& text) {
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
        std::error_code failed;
        const auto target = fs::read_symlink(entry.path(), failed).string();
        if (failed || target.find("etilqs") == std::string::npos) continue;
        if (content_of(entry.path()).find(text) != std::string::npos) return true;
    }
    return false;
}
#endif

base::Result<store::KeptKey> key_of(const fs::path& directory) {
    return store::open_key({directory, std::nullopt, false});
}

}  // namespace

TEST_CASE("no file holds a client's name in clear, not even while a big sort is going on") {
    Place place;
    auto store = place.open();
    take(*store, many_clients(20000), "a");
    store->set_meta("token", "hemlig-biljett");
    REQUIRE(fs::exists(place.database().string() + "-wal"));
    CHECK_FALSE(holds(place.directory(), "Ingrid-Hemlig"));
    CHECK_FALSE(holds(place.directory(), "hemlig-biljett"));

    store::Connection connection(place.database(), place.vault.key);
    connection.execute("PRAGMA cache_size = 10");
    SQLite::Statement sorted(connection.database(),
                             "SELECT last_name || first_name || address AS text FROM client ORDER BY text");
    int rows = 0;
    while (sorted.executeStep()) {
        if (++rows != 10000) continue;
        CHECK_FALSE(holds(place.directory(), "Ingrid-Hemlig"));
#ifdef __linux__
        CHECK_FALSE(holds_unnamed("Ingrid-Hemlig"));
#endif
    }
    CHECK(rows == 20000);
}

TEST_CASE("a wrong key, a damaged file and a newer schema are told apart") {
    Place place;
    {
        auto store = place.open();
        take(*store, many_clients(100), "a");
    }
    SUBCASE("bytes have flipped") {
        auto bytes = content_of(place.database());
        REQUIRE(bytes.size() > 9000);
        for (std::size_t i = 4096 + 2000; i < bytes.size(); i += 4096) bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
        std::ofstream(place.database(), std::ios::binary) << bytes;
        // Found when it is opened or when it is read, by the pages that are needed.
        std::string code;
        try {
            auto opened = store::Store::open(place.vault, store::Store::Rank::user);
            if (opened)
                (*opened)->all<domain::Client>();
            else
                code = opened.error().code;
        } catch (const store::Failure& failure) {
            code = failure.error.code;
        }
        CHECK(code == "profile.damaged");
    }
    SUBCASE("the first page is gone") {
        auto bytes = content_of(place.database());
        std::fill_n(bytes.begin(), 4096, 'x');
        std::ofstream(place.database(), std::ios::binary) << bytes;
        auto opened = store::Store::open(place.vault, store::Store::Rank::user);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == "profile.damaged");
    }
    SUBCASE("a newer program has been here") {
        {
            store::Connection connection(place.database(), place.vault.key);
            connection.execute("PRAGMA user_version = 99");
        }
        auto opened = store::Store::open(place.vault, store::Store::Rank::user);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == "profile.newer");
    }
}

TEST_CASE("what is not committed is not there after a crash, and what is committed is") {
    Place place;
    Place after;
    auto store = place.open();
    take(*store, {up(shift(1), 1), up(shift(2), 1)}, "a");
    store->add(approval(1, 1), id(1));
    store::Store::Transaction transaction(*store);
    store->add(approval(2, 2), id(2));
    // As the files are at this moment: a crash leaves just these.
    for (const char* end : {"", "-wal"}) {
        fs::copy_file(place.database().string() + end, after.database().string() + end);
    }
    auto survivor = after.open();
    CHECK(shown(*survivor, 1).approved_at);
    CHECK_FALSE(shown(*survivor, 2).approved_at);
    CHECK(survivor->outbox().size() == 1);
    CHECK(survivor->broken_invariants().empty());
}

TEST_CASE("a profile without a keyring gets a passphrase of its own, and opens with it again") {
    Place place;
    const auto made = key_of(place.directory());
    REQUIRE(made);
    CHECK(made->keeping == store::Keeping::passphrase_file);
    CHECK((fs::status(place.directory() / "passphrase").permissions() &
           (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    const auto again = key_of(place.directory());
    REQUIRE(again);
    CHECK(again->key.bytes == made->key.bytes);
    CHECK_FALSE(holds(place.directory(), made->key.hex()));

    SUBCASE("another passphrase is a wrong key") {
        std::ofstream(place.directory() / "passphrase") << "another\n";
        CHECK(key_of(place.directory()).error().code == "profile.wrong_key");
    }
    SUBCASE("a passphrase file that is gone makes the key unavailable") {
        fs::remove(place.directory() / "passphrase");
        CHECK(key_of(place.directory()).error().code == "profile.key_unavailable");
    }
    SUBCASE("a database whose key file is gone is not given a new key") {
        std::ofstream(place.database()) << "x";
        fs::remove(place.directory() / "key");
        CHECK(key_of(place.directory()).error().code == "profile.key_unavailable");
    }
}

TEST_CASE("a passphrase file of one's own is used, and must be there") {
    Place place;
    const auto file = place.directory() / "mine";
    CHECK(store::open_key({place.directory() / "profile", file, true}).error().code == "profile.key_unavailable");
    std::ofstream(file) << "  min egen fras \n";
    const auto made = store::open_key({place.directory() / "profile", file, true});
    REQUIRE(made);
    CHECK(made->keeping == store::Keeping::passphrase_file);
    CHECK(store::open_key({place.directory() / "profile", file, true})->key.bytes == made->key.bytes);
}

#ifdef __linux__
TEST_CASE("a profile whose key is in a keyring that does not answer says so, and is not taken for damaged") {
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
    Place place;
    // Without a keyring a new profile keeps its key in a file, and remembers that.
    const auto made = store::open_key({place.directory(), std::nullopt, true});
    REQUIRE(made);
    CHECK(made->keeping == store::Keeping::passphrase_file);

    auto text = content_of(place.directory() / "key");
    const std::string kept = "keeping passphrase_file";
    REQUIRE(text.find(kept) != std::string::npos);
    text.replace(text.find(kept), kept.size(), "keeping keyring");
    std::ofstream(place.directory() / "key") << text;
    CHECK(store::open_key({place.directory(), std::nullopt, true}).error().code == "profile.key_unavailable");
}
#endif
