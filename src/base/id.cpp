#include "base/id.h"

#include <chrono>

namespace samordna::base {
namespace {

constexpr char digits[] = "0123456789abcdef";

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::uint64_t milliseconds_now() {
    using namespace std::chrono;
    return static_cast<std::uint64_t>(floor<milliseconds>(system_clock::now()).time_since_epoch().count());
}

}  // namespace

void Id::append_text(std::string& out) const {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out.push_back('-');
        out.push_back(digits[bytes[i] >> 4]);
        out.push_back(digits[bytes[i] & 15]);
    }
}

std::string Id::text() const {
    std::string out;
    out.reserve(36);
    append_text(out);
    return out;
}

std::optional<Id> Id::parse(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Id id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            if (text[at++] != '-') return std::nullopt;
        }
        const int high = digit(text[at]);
        const int low = digit(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    return id;
}

IdSource::IdSource() : real_time_(true) {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    random_.seed(seed);
}

IdSource::IdSource(std::uint64_t seed) : random_(seed), real_time_(false), last_ms_(1'700'000'000'000) {}

Id IdSource::next() {
    const std::lock_guard lock(mutex_);
    const std::uint64_t now = real_time_ ? milliseconds_now() : last_ms_ + 1;
    // Within one millisecond (or after the clock was set back) the 12-bit counter keeps the order.
    if (now > last_ms_) {
        last_ms_ = now;
        counter_ = 0;
    } else if (++counter_ > 0x0FFF) {
        ++last_ms_;
        counter_ = 0;
    }
    Id id;
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
    const std::uint64_t random = random_();
    std::memcpy(id.bytes.data() + 8, &random, 8);
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (counter_ >> 8));
    id.bytes[7] = static_cast<std::uint8_t>(counter_ & 0xFF);
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
    return id;
}

}  // namespace samordna::base
