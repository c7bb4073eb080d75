// One field that finds anything: people by name, number and person id, shifts by number, day and care worker, and what
// can be done by its words; locks, tags and phones by their number, what they are called and whose they are. Best
// first. Read from the store when it is first asked and kept until news arrive. On the thread of its workspace. Throws
// where the profile is damaged.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/record.h"

namespace samordna::workspace {

struct News;

// Something that can be done, in the words of whoever asks.
struct Command {
    std::string name;
    std::string help;  // found by, too, after the names
    bool can = true;   // now; what cannot be done comes after what can
};

struct Found {
    enum class Kind : std::uint8_t { command, care_worker, client, lock, phone, tag, shift };
    Kind kind = Kind::command;
    std::size_t command = 0;  // its place among those given
    domain::Id id;            // the others'
    std::string name;    // the person's; of a shift its care worker's; of a lock or a tag its client's; a phone's label
    std::string number;  // its own
    domain::Date date{};  // the shift's
    bool operator==(const Found&) const = default;
};

class Finder {
  public:
    // The words by which a day is found beside 2026-10-06: "tis 6 okt". Asked once for each day.
    using DayWords = std::function<std::string(domain::Date)>;
    static constexpr std::size_t at_most = 50;

    virtual ~Finder() = default;
    // Every word must be found; the beginning of a word counts more than what stands within, the whole most. Without a
    // word: the commands, as they stand. Within a frame at 100,000 visits, but for the first that reads.
    virtual std::vector<Found> find(std::string_view text, std::span<const Command> commands) = 0;
    virtual void on_news(const News& news) = 0;
};

}  // namespace samordna::workspace
