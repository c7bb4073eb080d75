// A rulebook is read whole or refused with a reason.
#include <cstddef>
#include <cstdint>

#include "rules/rulebook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto book = samordna::rules::parse_rulebook(text, "fuzz.json")) {
        (void)book->closing_time(std::chrono::year{2026} / std::chrono::October);
    }
    return 0;
}
