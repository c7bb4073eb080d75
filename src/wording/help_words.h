// What a page is for, how the work goes there and what each thing means: the help that F1 shows beside it. The keys are
// not told here; they come from the table of actions. UTF-8; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace samordna::wording {

struct HelpPart {
    std::string heading;
    std::vector<std::string> sentences;
};

struct Help {
    std::string title;
    std::vector<HelpPart> parts;
};

// Of a page ("page.shifts") or of a panel ("visit.edit": a visit being mended); nothing is told of others.
Help help_of(std::string_view page);

}  // namespace samordna::wording
