// Bodies of commands and answers: read or refused, never a crash; what is read is written and read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "protocol/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace samordna::protocol;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto change = parse_change(text)) {
        const auto again = parse_change(change_text(*change));
        if (!again || change_text(*again) != change_text(*change)) std::abort();
    }
    (void)parse_batch(text);
    if (const auto outcome = parse_outcome(text)) {
        if (!parse_outcome(outcome_text(*outcome))) std::abort();
    }
    for (const auto type : samordna::domain::record_types) {
        if (const auto record = parse_record(type, {}, text)) {
            const auto again = parse_record(type, {}, record_text(*record));
            if (!again || !(*again == *record)) std::abort();
        }
    }
    (void)parse_hello(text);
    (void)parse_session(text);
    (void)parse_credentials(text);
    (void)parse_refresh(text);
    (void)parse_integrity(text);
    (void)parse_problem(text, 500);
    return 0;
}
