#include "desktop/printing.h"

#include <wx/filedlg.h>

#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {

using wording::tr;

namespace {

void note(Context& context, const Sheet& sheet, domain::ReadingVerb verb) {
    if (sheet.about)
        context.workspace.note_readings(verb, sheet.about->first, {&sheet.about->second, 1});
    else
        context.workspace.note_reading_of_units(verb);
}

}  // namespace

void bind_printing(wxWindow* page, Context& context, std::function<std::optional<Sheet>()> shown,
                   std::function<bool()> can) {
    if (!can) can = [shown] { return shown().has_value(); };
    context.actions.bind(
        "print",
        [page, &context, shown] {
            if (auto sheet = shown()) {
                note(context, *sheet, domain::ReadingVerb::printed);
                print_on_paper(page, std::move(*sheet), [&context](bool handed_over) {
                    context.say(ui(handed_over ? tr("Sent to the printer") : tr("It could not be printed")));
                });
            }
        },
        can);
    context.actions.bind(
        "save_pdf",
        [page, &context, shown] {
            page->CallAfter([page, &context, shown] {
                const auto sheet = shown();
                if (!sheet) return;
                wxFileDialog ask(page, ui(tr("Save as PDF")), "", ui(sheet->name) + ".pdf", "PDF|*.pdf",
                                 wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
                if (ask.ShowModal() != wxID_OK) return;
                note(context, *sheet, domain::ReadingVerb::exported);
                const std::string path = utf8(ask.GetPath());
                const bool saved = save_pdf(*sheet, std::u8string(path.begin(), path.end()));
                context.say(ui(saved ? tr("The PDF is written") : tr("The file could not be written")));
            });
        },
        can);
}

}  // namespace samordna::desktop
