// Many short texts as one, so that all of them are searched at the price of one: notes and numbers of a month. Internal
// to the room; one thread.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samordna::workspace {

class TextPile {
  public:
    // Gives its number. A text has no line feed in it that a word could have too.
    std::uint32_t add(std::string_view text) {
        starts_.push_back(static_cast<std::uint32_t>(all_.size()));
        all_.append(text).push_back('\n');
        return static_cast<std::uint32_t>(starts_.size() - 1);
    }
    std::string_view at(std::uint32_t number) const {
        const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : all_.size();
        return std::string_view(all_).substr(starts_[number], end - starts_[number] - 1);
    }
    std::size_t size() const { return starts_.size(); }
    void clear() {
        all_.clear();
        starts_.clear();
    }
    // By number: not 0 where the text has the word in it.
    std::vector<char> matching(std::string_view word) const {
        std::vector<char> found(starts_.size(), 0);
        for (auto at = all_.find(word); at != std::string::npos;) {
            const auto next = std::upper_bound(starts_.begin(), starts_.end(), static_cast<std::uint32_t>(at));
            found[static_cast<std::size_t>(next - starts_.begin()) - 1] = 1;
            if (next == starts_.end()) break;
            at = all_.find(word, *next);
        }
        return found;
    }

  private:
    std::string all_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace samordna::workspace
