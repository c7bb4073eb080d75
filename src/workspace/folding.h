// Text as it is searched and sorted in Swedish: the door to ICU. å ä ö are letters of their own; case, accents on other
// letters and the way of composing do not count. Pure; any thread (an Alphabet: one thread).
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace samordna::workspace {

// "Åsa Lindén" → "åsa linden"
std::string folded(std::string_view text);
// As texts are searched: folded, and without hyphens, so that Anna-Karin is found however she is written.
std::string searchable(std::string_view text);
// The words of a search, each searchable.
std::vector<std::string> search_words(std::string_view text);

// Makes keys that compare bytewise as Swedish dictionaries do.
class Alphabet {
  public:
    Alphabet();
    ~Alphabet();
    Alphabet(const Alphabet&) = delete;
    Alphabet& operator=(const Alphabet&) = delete;
    std::string key(std::string_view text) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace samordna::workspace
