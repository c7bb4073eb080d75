#include "desktop/tag_page.h"

#include "base/text.h"
#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using workspace::TagRow;

Cell state_of(const TagRow& row) {
    if (row.beside_lock) return {tr("Lock and tag"), Tone::warn, "state-action"};
    if (row.unknown) return {wording::trc("one", "Unknown"), Tone::warn, "state-action"};
    if (!row.tag.active) return {wording::trc("one", "Inactivated"), Tone::quiet, "none"};
    if (row.unused) return {wording::trc("one", "Unused"), Tone::info, "clock"};
    return {tr("In use"), Tone::quiet, "check"};
}

}  // namespace

TagPage::TagPage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"tag",
                     domain::RecordType::tag,
                     tr("Tags"),
                     tr("Search tag by its number or by client"),
                     tr("No tags yet"),
                     {"filter.needs_action", "filter.beside_lock", "filter.unknown", "filter.unused", "filter.inactive",
                      "filter.all"},
                     {{tr("Status"), 150, wxALIGN_LEFT, true, true},
                      {tr("Tag"), 170, wxALIGN_LEFT, false, true},
                      {tr("Client"), 230, wxALIGN_LEFT, false, true},
                      {tr("Last used"), 150, wxALIGN_LEFT, false, true},
                      {tr("Seen by phone"), 130, wxALIGN_LEFT, false, true}}}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<TagPage*>(page);
        return self->panel_ = new ThingPanel(below, self->context_, "tag", "tag.deactivate", {"tag.couple"});
    });
    const auto is_active = [this](domain::Id id) {
        const auto* row = all().tag(id);
        return may_change(context_) && row != nullptr && row->tag.active;
    };
    bind(
        "tag.deactivate", [this](domain::Id id) { deactivate(id); }, is_active);
    bind(
        "tag.couple", [this](domain::Id id) { couple(id); },
        [this, is_active](domain::Id id) { return is_active(id) && !all().tag(id)->tag.client; });
}

std::vector<EquipmentPage::Row> TagPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& tag : all.tags) {
        const auto state = state_of(tag);
        const int rank = tag.needs_someone() ? 0 : tag.unused ? 1 : tag.tag.active ? 2 : 3;
        rows.push_back({tag.tag.id,
                        {state,
                         {tag.tag.source_id},
                         client_cell(tag.client),
                         moment_cell(tag.tag.last_used_at, now),
                         {tag.tag.last_phone, Tone::quiet}},
                        {rank, static_cast<std::int64_t>(rows.size()), tag.client.rank, key_of(tag.tag.last_used_at),
                         static_cast<std::int64_t>(rows.size())},
                        tag.search,
                        {tag.needs_someone(), tag.beside_lock, tag.unknown, tag.unused, !tag.tag.active, true}});
    }
    return rows;
}

void TagPage::show_details(std::optional<domain::Id> id, bool) {
    const auto* row = id ? all().tag(*id) : nullptr;
    if (row == nullptr) return panel_->show(tr("The tag that you choose stands here."), "", {});
    std::vector<ThingPanel::Line> lines;
    if (row->beside_lock) {
        lines.push_back(
            {tr("The client has a lock, and then has no tag. Inactivate the tag first; then the sticker can "
                "be taken down."),
             Tone::warn});
    }
    if (row->unknown) {
        lines.push_back({tr("A phone has seen this tag, and it is coupled to no client. Couple it, or inactivate it."),
                         Tone::warn});
    }
    if (row->unused)
        lines.push_back({tr("The client is visited, but the tag is not used. Does it still sit there?"), Tone::info});
    if (!row->tag.active) lines.push_back({tr("A tag that has been inactivated is never used again."), Tone::quiet});
    if (row->tag.last_used_at) {
        lines.push_back(
            {tr("Last used {when}.", {{"when", wording::moment(*row->tag.last_used_at, context_.workspace.now())}})});
    }
    panel_->show(row->tag.source_id, client_cell(row->client).text, lines);
}

std::string TagPage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} tags",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

void TagPage::deactivate(domain::Id id) {
    const auto* row = all().tag(id);
    Decision decision;
    decision.title = ui(tr("Inactivate the tag {tag}?", {{"tag", row->tag.source_id}}));
    decision.lines.push_back(
        {ui(row->client.id ? tr("It sits at client {client}. When it is inactivated the sticker can "
                                "be taken down.",
                                {{"client", client_cell(row->client).text}})
                           : tr("It is coupled to no client."))});
    decision.lines.push_back({ui(tr("It is for good: a tag is never used again.")), Tone::warn});
    decision.confirm = ui(tr("Inactivate tag"));
    decision.done = [this, id] { static_cast<void>(perform(id, domain::DeactivateTag{})); };
    ask(std::move(decision));
}

void TagPage::couple(domain::Id id) {
    const auto* row = all().tag(id);
    Question question;
    question.id = "tag.couple " + id.text();
    question.title = tr("At which client does the tag {tag} sit?", {{"tag", row->tag.source_id}});
    question.facts = {tr("A client who has a lock has no tag.")};
    question.fields = {{"client", tr("Client, by number or name"), "", {}, 0, false}};
    question.confirm = tr("Couple to a client");
    question.done = [this, id](const std::vector<std::string>& values) -> std::optional<std::string> {
        const auto clients = context_.workspace.clients_like(values[0]);
        if (clients.empty()) return tr("No client is called that.");
        if (clients.size() > 1) return tr("Several clients are called that. Write the client number.");
        return perform(id, domain::CoupleTag{clients.front().id});
    };
    ask(std::move(question));
}

}  // namespace samordna::desktop
