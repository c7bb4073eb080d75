// What she has begun to mend of a visit: the fields that she has touched, as they are written in the form, and what
// stood there then. Pure; any thread.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/change.h"

namespace samordna::desktop {

inline constexpr std::array<std::string_view, 6> mended_fields{"shift",           "start",         "end",
                                                               "double_staffing", "service_lines", "note"};

// A field of a visit as the form has it: "08:05", "1", the names of the services that were performed, in order, with
// line ends between, + before what is extra.
std::string field_text(std::string_view field, const domain::Visit& visit);
std::string services_text(const std::vector<domain::ServiceLine>& lines);

struct Touched {
    std::string mine;
    std::string was;  // stood there when she began
    bool operator==(const Touched&) const = default;
};
// By the field's name in domain/record.h; "client" too where the visit is new.
using VisitDraft = std::map<std::string, Touched, std::less<>>;
std::string text_of(const VisitDraft& draft);
VisitDraft parse_draft(const std::string& text);  // what cannot be read is left out
// What a change of hers would write, made upon `before`.
VisitDraft draft_of(const domain::EditVisit& edit, const domain::Visit& before);
// Where the draft of a visit's mending is kept: see Workspace::draft.
std::string draft_name(const domain::Id& visit);

}  // namespace samordna::desktop
