#include "desktop/phone_page.h"

#include "base/text.h"
#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::PhoneRow;

Cell state_of(const PhoneRow& row) {
    if (!row.phone.active) return {wording::trc("one", "Inactivated"), Tone::quiet, "none"};
    if (!row.phone.registered) return {tr("Not registered"), Tone::warn, "state-action"};
    if (!row.phone.coupled) return {wording::trc("one", "Not coupled"), Tone::warn, "state-action"};
    if (row.unused) return {wording::trc("one", "Unused"), Tone::info, "clock"};
    return {tr("In use"), Tone::quiet, "check"};
}

std::string shifts_text(const std::vector<std::string>& shifts) {
    std::string text;
    for (const auto& shift : shifts) text += (text.empty() ? "" : ", ") + shift;
    return text;
}

}  // namespace

PhonePage::PhonePage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"phone",
                     domain::RecordType::phone,
                     tr("Phones"),
                     tr("Search phone by number, name or who has it"),
                     tr("No phones yet"),
                     {"filter.needs_action", "filter.uncoupled", "filter.unused", "filter.inactive", "filter.all"},
                     {{tr("Status"), 150, wxALIGN_LEFT, true, true},
                      {tr("Phone"), 84, wxALIGN_LEFT, false, true},
                      {tr("Name"), 170, wxALIGN_LEFT, false, true},
                      {tr("Who has it"), 150, wxALIGN_LEFT, false, true},
                      {tr("Last used"), 140, wxALIGN_LEFT, false, true},
                      {tr("Last used by"), 150, wxALIGN_LEFT, false, true},
                      {tr("Not delivered"), 120, wxALIGN_LEFT, true, true}}}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<PhonePage*>(page);
        return self->panel_ = new ThingPanel(below, self->context_, "phone", "phone.deactivate",
                                             {"phone.reactivate", "phone.couple", "phone.edit"});
    });
    const auto of = [this](domain::Id id, bool active) {
        const auto* row = all().phone(id);
        return may_change(context_) && row != nullptr && row->phone.active == active;
    };
    bind(
        "phone.deactivate", [this](domain::Id id) { deactivate(id); }, [of](domain::Id id) { return of(id, true); });
    bind(
        "phone.reactivate", [this](domain::Id id) { reactivate(id); },
        [this, of](domain::Id id) {
            const auto role = role_of(context_);
            return of(id, false) && role && domain::may(*role, domain::Verb{domain::ReactivatePhone{}});
        });
    bind(
        "phone.couple", [this](domain::Id id) { static_cast<void>(perform(id, domain::CouplePhone{})); },
        [this, of](domain::Id id) {
            return of(id, true) && !(all().phone(id)->phone.coupled && all().phone(id)->phone.registered);
        });
    bind(
        "phone.edit", [this](domain::Id id) { edit(id); }, [this](domain::Id) { return may_change(context_); });
}

std::vector<EquipmentPage::Row> PhonePage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& row : all.phones) {
        const auto& phone = row.phone;
        const bool uncoupled = phone.active && (!phone.registered || !phone.coupled);
        const int waiting = phone.undelivered.value_or(0);
        const auto place = static_cast<std::int64_t>(rows.size());
        rows.push_back(
            {phone.id,
             {state_of(row),
              {phone.source_id},
              {phone.label},
              {row.holder.name},
              moment_cell(phone.last_used_at, now),
              {row.last_used_by.name, Tone::quiet},
              waiting > 0 ? Cell{trn("{n} visit", "{n} visits", waiting), Tone::warn, "fate-waiting"} : Cell{}},
             {uncoupled      ? 0
              : row.unused   ? 1
              : phone.active ? 2
                             : 3,
              place, place, row.holder.rank, key_of(phone.last_used_at), row.last_used_by.rank, waiting},
             row.search,
             {row.needs_someone(), uncoupled, phone.active && row.unused, !phone.active, true}});
    }
    return rows;
}

std::vector<ThingPanel::Line> PhonePage::told_of(const PhoneRow& row) const {
    std::vector<ThingPanel::Line> lines;
    const auto now = context_.workspace.now();
    if (row.phone.last_used_at) {
        const std::string when = wording::moment(*row.phone.last_used_at, now);
        lines.push_back({row.last_used_by.name.empty()
                             ? tr("Last used {when}.", {{"when", when}})
                             : tr("Last used {when} by {who}.", {{"when", when}, {"who", row.last_used_by.name}})});
    } else {
        lines.push_back({tr("It has never been used, as far as is known.")});
    }
    if (!row.open_shifts.empty()) {
        lines.push_back(
            {trn("A shift on it has not arrived: {shifts}.", "{n} shifts on it have not arrived: {shifts}.",
                 static_cast<std::int64_t>(row.open_shifts.size()), {{"shifts", shifts_text(row.open_shifts)}}),
             Tone::warn});
    }
    if (row.phone.undelivered.value_or(0) > 0) {
        lines.push_back(
            {trn("It held {n} visit that had not been delivered when it was last heard of.",
                 "It held {n} visits that had not been delivered when it was last heard of.", *row.phone.undelivered),
             Tone::warn});
    } else if (row.open_shifts.empty()) {
        lines.push_back({tr("Everything registered on it has arrived, as far as is known."), Tone::quiet});
    }
    return lines;
}

void PhonePage::show_details(std::optional<domain::Id> id, bool) {
    const auto* row = id ? all().phone(*id) : nullptr;
    if (row == nullptr) return panel_->show(tr("The phone that you choose stands here."), "", {});
    auto lines = told_of(*row);
    for (const auto& deviation : row->deviations)
        lines.insert(lines.begin(), {wording::name_of_deviation(deviation), Tone::warn});
    if (!row->phone.reason.empty()) lines.push_back({tr("Reason: {reason}", {{"reason", row->phone.reason}})});
    if (!row->phone.app_version.empty())
        lines.push_back({tr("App version {version}", {{"version", row->phone.app_version}}), Tone::quiet});
    panel_->show(wording::joined({row->phone.label, row->phone.source_id}),
                 wording::joined({state_of(*row).text, row->holder.name}), lines);
}

std::string PhonePage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} phones",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

// X, then Enter: nothing has to be written before a lost phone is out.
void PhonePage::deactivate(domain::Id id) {
    const auto* row = all().phone(id);
    Question question;
    question.id = "phone.deactivate " + id.text();
    question.title = tr("Inactivate {phone} now?", {{"phone", row->phone.label}});
    for (const auto& line : told_of(*row)) question.facts.push_back(line.text);
    question.facts.push_back(
        tr("It takes effect at once, and is sent before all else. Offline it is sent first when "
           "the connection is back."));
    question.facts.push_back(tr("Only a manager can take it into use again."));
    const std::vector<std::string> reasons{tr("Lost"), tr("Stolen"), tr("Broken"), tr("Not used any more")};
    question.fields = {{"reason", tr("Why"), "", reasons, 0, false}};
    question.confirm = tr("Inactivate phone");
    question.done = [this, id, reasons](const std::vector<std::string>& values) {
        const auto which = base::parse_integer<std::size_t>(values[0]).value_or(0);
        return perform(id, domain::DeactivatePhone{reasons[which]});
    };
    ask(std::move(question));
}

void PhonePage::reactivate(domain::Id id) {
    const auto* row = all().phone(id);
    Question question;
    question.id = "phone.reactivate " + id.text();
    question.title = tr("Take {phone} into use again", {{"phone", row->phone.label}});
    question.facts = {row->phone.reason.empty()
                          ? tr("No reason was given when it was inactivated.")
                          : tr("It was inactivated because: {reason}", {{"reason", row->phone.reason}})};
    question.fields = {{"reason", tr("Why may it be used again?"), "", {}, 0, true}};
    question.confirm = tr("Take into use again");
    question.done = [this, id](const std::vector<std::string>& values) {
        return perform(id, domain::ReactivatePhone{values[0]});
    };
    ask(std::move(question));
}

void PhonePage::edit(domain::Id id) {
    const auto* row = all().phone(id);
    Question question;
    question.id = "phone.edit " + id.text();
    question.title = tr("Change {phone}", {{"phone", row->phone.source_id}});
    const auto workers = context_.workspace.care_workers();
    std::vector<std::string> names{tr("nobody")};
    std::size_t chosen = 0;
    for (const auto& worker : workers) {
        names.push_back(wording::joined({worker.name, worker.number}));
        if (row->phone.holder == worker.id) chosen = names.size() - 1;
    }
    question.fields = {{"label", tr("Name"), row->phone.label, {}, 0, false},
                       {"holder", tr("Who has it"), "", std::move(names), chosen, false}};
    question.confirm = tr("Save");
    question.done = [this, id, workers](const std::vector<std::string>& values) {
        domain::EditPhone edited{values[0]};
        const auto which = base::parse_integer<std::size_t>(values[1]).value_or(0);
        if (which > 0) edited.holder = workers[which - 1].id;
        return perform(id, edited);
    };
    ask(std::move(question));
}

}  // namespace samordna::desktop
