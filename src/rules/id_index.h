// Numbers for ids: a flat table, because a month asks for hundreds of thousands of them. Internal to the room.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "base/id.h"

namespace samordna::rules {

class IdIndex {
  public:
    static constexpr std::uint32_t none = UINT32_MAX;

    std::uint32_t find(const base::Id& id) const {
        if (slots_.empty()) return none;
        for (std::size_t at = home(id);; at = next(at)) {
            if (slots_[at].number == none || slots_[at].id == id) return slots_[at].number;
        }
    }
    // The number that it has, else this one.
    std::pair<std::uint32_t, bool> insert(const base::Id& id, std::uint32_t number) {
        if ((size_ + 1) * 2 > slots_.size()) grow(slots_.empty() ? 64 : slots_.size() * 2);
        std::size_t at = home(id);
        for (; slots_[at].number != none; at = next(at)) {
            if (slots_[at].id == id) return {slots_[at].number, false};
        }
        slots_[at] = {id, number};
        ++size_;
        return {number, true};
    }
    void erase(const base::Id& id) {
        if (slots_.empty()) return;
        std::size_t hole = home(id);
        for (; slots_[hole].id != id || slots_[hole].number == none; hole = next(hole)) {
            if (slots_[hole].number == none) return;
        }
        // Whoever was pushed on by it moves back.
        for (std::size_t at = next(hole); slots_[at].number != none; at = next(at)) {
            const std::size_t pushed = (at - home(slots_[at].id)) & (slots_.size() - 1);
            if (pushed < ((at - hole) & (slots_.size() - 1))) continue;
            slots_[hole] = slots_[at];
            hole = at;
        }
        slots_[hole] = {};
        --size_;
    }
    void reserve(std::size_t ids) {
        std::size_t slots = 64;
        while (slots < ids * 2) slots *= 2;
        if (slots > slots_.size()) grow(slots);
    }
    std::size_t size() const { return size_; }

  private:
    struct Slot {
        base::Id id{};
        std::uint32_t number = none;
    };
    std::size_t home(const base::Id& id) const { return (std::hash<base::Id>{}(id)*0x9E3779B97F4A7C15ULL) >> shift_; }
    std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }
    void grow(std::size_t slots) {
        std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots));
        shift_ = 64;
        for (std::size_t n = slots; n > 1; n /= 2) --shift_;
        for (const Slot& slot : old) {
            if (slot.number == none) continue;
            std::size_t at = home(slot.id);
            while (slots_[at].number != none) at = next(at);
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::size_t size_ = 0;
    int shift_ = 64;
};

}  // namespace samordna::rules
