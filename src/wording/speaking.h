// Speaking another language than the program does, for what is written for others than who sits here.
#pragma once
#include "wording/catalog.h"

namespace samordna::wording {

// While it lives, everything of this room speaks that language on this thread.
class SpeakingHere {
  public:
    explicit SpeakingHere(Language language);
    ~SpeakingHere();
    SpeakingHere(const SpeakingHere&) = delete;
    SpeakingHere& operator=(const SpeakingHere&) = delete;
};

// As reason_of (sentences.h), in Swedish: for the basis, which is the municipality's whoever makes it. Any thread.
std::string swedish_reason(std::string_view code);

}  // namespace samordna::wording
