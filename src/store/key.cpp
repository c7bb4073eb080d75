#include "store/key.h"

#include <map>
#include <span>
#include <stdexcept>

#include <sodium.h>

#include "base/id.h"
#include "base/text.h"
#include "store/durable_file.h"
#include "store/keyring.h"

namespace samordna::store {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;

constexpr std::size_t salt_size = crypto_pwhash_SALTBYTES;
constexpr std::string_view check_context = "samordna profile key check";

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> from_hex(std::string_view text) {
    std::array<std::uint8_t, N> bytes{};
    std::size_t size = 0;
    if (text.size() != N * 2 ||
        sodium_hex2bin(bytes.data(), N, text.data(), text.size(), nullptr, &size, nullptr) != 0 || size != N) {
        return std::nullopt;
    }
    return bytes;
}

template <std::size_t N>
std::array<std::uint8_t, N> random_bytes() {
    std::array<std::uint8_t, N> bytes{};
    randombytes_buf(bytes.data(), N);
    return bytes;
}

std::string check_of(const Key& key) {
    std::array<std::uint8_t, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(check_context.data()),
                       check_context.size(), key.bytes.data(), key.bytes.size());
    return to_hex(hash);
}

Error unavailable(std::string detail) {
    return {"profile.key_unavailable", {}, std::move(detail)};
}

// How dear a guess is made. Nobody guesses 256 random bits, so for a passphrase of our own the least will do.
struct Cost {
    unsigned long long operations = crypto_pwhash_OPSLIMIT_INTERACTIVE;
    std::size_t memory = crypto_pwhash_MEMLIMIT_INTERACTIVE;
};
constexpr Cost least{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};

struct KeyFile {
    Keeping keeping = Keeping::passphrase_file;
    std::string profile;
    Cost cost;
    std::array<std::uint8_t, salt_size> salt{};
    std::string check;

    std::string text() const {
        return std::string("keeping ") + (keeping == Keeping::keyring ? "keyring" : "passphrase_file") + "\nprofile " +
               profile + "\noperations " + std::to_string(cost.operations) + "\nmemory " + std::to_string(cost.memory) +
               "\nsalt " + to_hex(salt) + "\ncheck " + check + "\n";
    }
    static std::optional<KeyFile> parse(std::string_view text) {
        std::map<std::string_view, std::string_view> values;
        for (const auto line : base::split(text, '\n')) {
            const auto space = line.find(' ');
            if (space != std::string_view::npos)
                values.emplace(line.substr(0, space), base::trim(line.substr(space + 1)));
        }
        KeyFile file;
        const auto salt = from_hex<salt_size>(values["salt"]);
        if (!salt || values["profile"].empty() || values["check"].empty()) return std::nullopt;
        if (values["keeping"] != "keyring" && values["keeping"] != "passphrase_file") return std::nullopt;
        file.keeping = values["keeping"] == "keyring" ? Keeping::keyring : Keeping::passphrase_file;
        const auto operations = base::parse_integer<unsigned long long>(values["operations"]);
        const auto memory = base::parse_integer<std::size_t>(values["memory"]);
        if (!operations || !memory) return std::nullopt;
        file.cost = {*operations, *memory};
        file.profile = values["profile"];
        file.salt = *salt;
        file.check = values["check"];
        return file;
    }
};

Result<Key> from_passphrase(const fs::path& path, const KeyFile& file) {
    const auto content = read_small_file(path);
    if (!content) return unavailable("the passphrase file cannot be read");
    const auto passphrase = base::trim(*content);
    if (passphrase.empty()) return unavailable("the passphrase file is empty");
    Key key;
    if (crypto_pwhash(key.bytes.data(), key.bytes.size(), passphrase.data(), passphrase.size(), file.salt.data(),
                      file.cost.operations, file.cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return unavailable("not enough memory for Argon2id");
    }
    return key;
}

fs::path passphrase_path(const KeyPlace& place) {
    return place.passphrase_file ? *place.passphrase_file : place.directory / "passphrase";
}

Result<Key> from_keyring(const KeyPlace& place, const KeyFile& file) {
    auto secret = Keyring{place.patience}.find(file.profile);
    if (!secret) return secret.error();
    if (!*secret) return unavailable("the keyring has no key for this profile");
    const auto bytes = from_hex<32>(**secret);
    if (!bytes) return unavailable("the keyring's secret is not a key");
    Key key;
    key.bytes = *bytes;
    return key;
}

Result<KeptKey> find_key(const KeyPlace& place, const KeyFile& file) {
    auto key =
        file.keeping == Keeping::keyring ? from_keyring(place, file) : from_passphrase(passphrase_path(place), file);
    if (!key) return key.error();
    if (check_of(*key) != file.check) return Error{"profile.wrong_key"};
    return KeptKey{*key, file.keeping};
}

Result<KeptKey> make_key(const KeyPlace& place, KeyFile& file) {
    KeptKey kept;
    if (place.use_keyring && !place.passphrase_file) {
        kept.key.bytes = random_bytes<32>();
        kept.keeping = Keeping::keyring;
        if (Keyring{place.patience}.keep(file.profile, kept.key.hex())) return kept;
    }
    // No keyring here: a passphrase of our own beside the profile.
    if (!place.passphrase_file) {
        auto made = create_private_file(passphrase_path(place), to_hex(random_bytes<32>()) + "\n");
        if (!made) return made.error();
        file.cost = least;
    }
    auto key = from_passphrase(passphrase_path(place), file);
    if (!key) return key.error();
    return KeptKey{*key, Keeping::passphrase_file};
}

}  // namespace

Key::~Key() {
    sodium_memzero(bytes.data(), bytes.size());
}

std::string Key::hex() const {
    return to_hex(bytes);
}

Result<KeptKey> open_key(const KeyPlace& place) {
    start_sodium();
    if (auto made = make_private_directory(place.directory); !made) return made.error();
    const fs::path path = place.directory / "key";
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        if (fs::exists(place.directory / "samordna.db", ignored)) return unavailable("the profile's key file is gone");
        KeyFile file;
        base::IdSource ids;
        file.profile = ids.next().text();
        file.salt = random_bytes<salt_size>();
        auto kept = make_key(place, file);
        if (!kept) return kept.error();
        file.keeping = kept->keeping;
        file.check = check_of(kept->key);
        const auto ours = create_private_file(path, file.text());
        if (!ours) return ours.error();
        if (*ours) return kept;
    }
    const auto text = read_small_file(path);
    const auto file = text ? KeyFile::parse(*text) : std::nullopt;
    if (!file) return unavailable("the profile's key file cannot be read");
    return find_key(place, *file);
}

}  // namespace samordna::store
