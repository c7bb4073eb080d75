// A rulebook is read whole or refused with a reason, and takes nothing with it when it is laid over the built-in ones.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "rules/rulebook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using samordna::rules::Rulebooks;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto book = samordna::rules::parse_rulebook(text, "fuzz.json");
    if (book) (void)book->closing_time(std::chrono::year{2026} / std::chrono::October);
    // Reading all of them anew is slow: once in a while.
    if (size % 64 != 0) return 0;
    const auto merged = Rulebooks::built_in().with({std::string(text)});
    for (const auto& carried : Rulebooks::built_in().all()) {
        if (merged.find(carried.version) == nullptr) std::abort();
    }
    return 0;
}
