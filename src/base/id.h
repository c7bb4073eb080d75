// 128-bit identities (RFC 9562). New things get version 7: sortable by time, made without asking anyone.
#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace samordna::base {

struct Id {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Id&) const = default;
    bool is_nil() const { return *this == Id{}; }
    // 8-4-4-4-12 lower-case hex, 36 characters.
    std::string text() const;
    void append_text(std::string& out) const;
    static std::optional<Id> parse(std::string_view text);
};

// Makes version 7 ids, ever increasing within one source. Thread safe.
class IdSource {
  public:
    IdSource();
    // The same seed gives the same ids: for generated units and for tests.
    explicit IdSource(std::uint64_t seed);
    Id next();

  private:
    std::mutex mutex_;
    std::mt19937_64 random_;
    bool real_time_;
    std::uint64_t last_ms_ = 0;
    std::uint16_t counter_ = 0;
};

}  // namespace samordna::base

template <>
struct std::hash<samordna::base::Id> {
    std::size_t operator()(const samordna::base::Id& id) const noexcept {
        std::uint64_t a = 0;
        std::uint64_t b = 0;
        std::memcpy(&a, id.bytes.data(), 8);
        std::memcpy(&b, id.bytes.data() + 8, 8);
        return static_cast<std::size_t>(a ^ (b * 0x9E3779B97F4A7C15ULL));
    }
};
