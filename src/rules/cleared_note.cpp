#include "rules/cleared_note.h"

#include "rules/notes.h"

namespace samordna::rules {
namespace {

constexpr std::string_view said_why = "[gallrad]";
constexpr std::string_view said_nothing = "[-]";

}  // namespace

std::string cleared_note(std::string_view note) {
    if (note.empty()) return {};
    return std::string(says_why(note) ? said_why : said_nothing);
}

bool is_cleared(std::string_view note) {
    return note.empty() || note == said_why || note == said_nothing;
}

}  // namespace samordna::rules
