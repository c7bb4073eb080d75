#include "desktop/control_page.h"

#include <algorithm>

#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using wording::trn;
using workspace::ControlRow;

std::vector<rules::Deviation> deviations_of(const ControlRow& row) {
    return rules::parse_deviations(row.control.deviations).value_or(std::vector<rules::Deviation>{});
}

std::string month_of(const ControlRow& row) {
    return wording::month(domain::month_of(row.control.month));
}

std::string result_of(const ControlRow& row) {
    const auto many = static_cast<std::int64_t>(deviations_of(row).size());
    if (many == 0) return tr("all registered and coupled as they should be");
    return trn("{n} deviation", "{n} deviations", many);
}

std::string question_of(domain::ControlKind kind) {
    return kind == domain::ControlKind::phones
               ? tr("Are all of the unit's phones registered and coupled?")
               : tr("Are all of the unit's locks coupled, and do they tell of themselves?");
}

}  // namespace

ControlPage::ControlPage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"control",
                     domain::RecordType::control,
                     tr("Controls"),
                     tr("Search by month or by who signed"),
                     tr("No controls yet"),
                     {"filter.needs_action", "filter.signed", "filter.all"},
                     {{tr("Status"), 150, wxALIGN_LEFT, true, true},
                      {tr("Month"), 150, wxALIGN_LEFT, false, true},
                      {tr("Control of"), 120, wxALIGN_LEFT, false, true},
                      {tr("Checked"), 116, wxALIGN_RIGHT, false, true},
                      {tr("Result"), 280, wxALIGN_LEFT, false, true},
                      {tr("Signed by"), 140, wxALIGN_LEFT, false, true},
                      {wording::trc("when", "Signed"), 130, wxALIGN_LEFT, false, true}}}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<ControlPage*>(page);
        return self->panel_ = new ThingPanel(below, self->context_, "control", "control.sign");
    });
    bind(
        "control.sign", [this](domain::Id id) { sign(id); },
        [this](domain::Id id) {
            const auto* row = row_of(id);
            return may_change(context_) && row != nullptr && !row->is_signed;
        });
}

const ControlRow* ControlPage::row_of(domain::Id id) const {
    const auto& rows = all().controls;
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const ControlRow& row) { return row.control.id == id; });
    return it == rows.end() ? nullptr : &*it;
}

std::vector<EquipmentPage::Row> ControlPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& row : all.controls) {
        const auto place = static_cast<std::int64_t>(rows.size());
        const auto many = static_cast<std::int64_t>(deviations_of(row).size());
        rows.push_back({row.control.id,
                        {row.is_signed ? Cell{wording::trc("one", "Signed"), Tone::quiet, "check"}
                                       : Cell{tr("To sign"), Tone::warn, "state-action"},
                         {month_of(row)},
                         {wording::name_of(row.control.kind)},
                         {wording::number(row.control.checked), Tone::quiet},
                         {result_of(row), many > 0 ? Tone::text : Tone::quiet},
                         {row.control.signed_by, Tone::quiet},
                         moment_cell(row.control.signed_at, now)},
                        {row.is_signed ? 1 : 0, key_of(std::optional(row.control.month)),
                         static_cast<std::int64_t>(row.control.kind), row.control.checked, many, place,
                         key_of(row.control.signed_at)},
                        workspace::as_searched(month_of(row) + ' ' + row.control.signed_by),
                        {!row.is_signed, row.is_signed, true}});
    }
    return rows;
}

void ControlPage::show_details(std::optional<domain::Id> id, bool) {
    const auto* row = id ? row_of(*id) : nullptr;
    if (row == nullptr) return panel_->show(tr("The control that you choose stands here."), "", {});
    std::vector<ThingPanel::Line> lines;
    lines.push_back({question_of(row->control.kind), Tone::text, true});
    const auto deviations = deviations_of(*row);
    if (deviations.empty()) lines.push_back({tr("Yes. {n} looked at.", {{"n", std::int64_t{row->control.checked}}})});
    for (const auto& deviation : deviations) {
        const std::string what = wording::joined({deviation.thing, wording::name_of_deviation(deviation.what)});
        lines.push_back({what, row->is_signed ? Tone::text : Tone::warn});
        if (!deviation.done.empty()) lines.push_back({tr("Done: {what}", {{"what", deviation.done}}), Tone::quiet});
    }
    if (!row->control.note.empty()) lines.push_back({row->control.note});
    if (!row->is_signed && !deviations.empty())
        lines.push_back({tr("What is done about each of them is written when it is signed."), Tone::quiet});
    panel_->show(wording::joined({wording::name_of(row->control.kind), month_of(*row)}), result_of(*row), lines);
}

std::string ControlPage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} controls",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

void ControlPage::sign(domain::Id id) {
    const auto* row = row_of(id);
    const auto control = row->control;
    auto deviations = deviations_of(*row);
    Question question;
    question.id = "control.sign " + id.text();
    question.title = tr("Sign the control of {month}", {{"month", month_of(*row)}});
    question.facts = {question_of(control.kind), tr("{n} looked at.", {{"n", std::int64_t{control.checked}}}),
                      result_of(*row)};
    for (std::size_t i = 0; i < deviations.size(); ++i) {
        question.fields.push_back(
            {deviations[i].thing + '-' + deviations[i].what,
             wording::joined({deviations[i].thing, wording::name_of_deviation(deviations[i].what)}),
             "",
             {},
             0,
             false});
    }
    question.fields.push_back({"note", tr("Note"), "", {}, 0, deviations.empty()});
    question.confirm = tr("Sign the control");
    question.done = [this, id, control, deviations](const std::vector<std::string>& values) {
        auto answered = deviations;
        for (std::size_t i = 0; i < answered.size(); ++i) answered[i].done = values[i];
        return perform(id, domain::SignControl{control.unit, control.kind, control.month, control.checked,
                                               rules::deviations_text(answered), values.back()});
    };
    ask(std::move(question));
}

std::optional<Sheet> ControlPage::sheet() const {
    const auto* row = selected() ? row_of(*selected()) : nullptr;
    if (row == nullptr) return std::nullopt;
    Sheet sheet;
    sheet.name = tr("control") + '-' + std::string(domain::name_of(row->control.kind)) + '-' +
                 domain::date_text(row->control.month).substr(0, 7);
    sheet.title = tr("Monthly control: {what}", {{"what", wording::name_of(row->control.kind)}});
    sheet.facts = {{tr("Month"), month_of(*row)},
                   {tr("Checked"), wording::number(row->control.checked)},
                   {tr("Result"), result_of(*row)},
                   {tr("Signed by"), row->is_signed ? row->control.signed_by : tr("not signed")}};
    if (row->control.signed_at) {
        sheet.facts.emplace_back(wording::trc("when", "Signed"),
                                 wording::long_day(domain::local_date(*row->control.signed_at)) + ' ' +
                                     wording::time_of_day(*row->control.signed_at));
    }
    sheet.columns = {{tr("What"), 3}, {tr("Deviation"), 5}, {tr("What was done"), 8}};
    for (const auto& deviation : deviations_of(*row))
        sheet.rows.push_back(
            {{deviation.thing, wording::name_of_deviation(deviation.what), deviation.done}, {}, false});
    sheet.after.push_back({question_of(row->control.kind)});
    if (!row->control.note.empty()) sheet.after.push_back({row->control.note});
    sheet.footer = tr("Made by Samordna");
    return sheet;
}

}  // namespace samordna::desktop
