#include "desktop/finding_prose.h"

#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::desktop {

using wording::tr;

void tell(Prose& prose, const rules::Finding& finding) {
    const bool blocks = finding.severity == rules::Severity::blocks;
    // The colour says it too, for those who see it.
    const std::string weight = blocks ? " " + tr("Stops the approval.") : std::string{};
    prose.sentence(ui(wording::sentence_of(finding) + weight), blocks ? Tone::warn : Tone::text);
}

void cite(Prose& prose, const workspace::Workspace& workspace, const rules::Finding& finding) {
    const std::string cited = workspace.cited_sentence(finding);
    prose.quotation(cited.empty() ? ui(tr("No text of the municipality stands behind this one."))
                                  : wxString(L"\u00A7 ") + ui(finding.paragraph) + L"  \u201D" + ui(cited) + L"\u201D");
}

}  // namespace samordna::desktop
