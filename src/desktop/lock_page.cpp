#include "desktop/lock_page.h"

#include <algorithm>

#include "base/text.h"
#include "desktop/clipboard.h"
#include "desktop/equipment_look.h"
#include "desktop/lock_order_page.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using rules::BatteryNeed;
using wording::tr;
using wording::trn;
using workspace::LockRow;

std::optional<domain::Instant> last_used(const LockRow& row) {
    return std::max(row.lock.last_used_at, row.lock.battery_read_at);
}

Cell state_of(const LockRow& row) {
    if (row.removed) return {wording::trc("one", "Taken down"), Tone::quiet, "none"};
    if (row.battery.need == BatteryNeed::fine && !row.tags.empty())
        return {tr("Lock and tag"), Tone::warn, "state-action"};
    return battery_cell(row.battery.need);
}

// A day's round of batteries: those to be changed, and those that nobody has heard of.
bool is_on_route(const LockRow& row) {
    return !row.removed && row.client.id && row.battery.need <= BatteryNeed::stale;
}

}  // namespace

LockPage::LockPage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"lock",
                     domain::RecordType::lock,
                     tr("Locks"),
                     tr("Search lock by number, type or client"),
                     tr("No locks yet"),
                     {"filter.needs_action", "filter.battery_now", "filter.battery_soon", "filter.battery_stale",
                      "filter.entrances", "filter.removed", "filter.all"},
                     {{tr("Status"), 156, wxALIGN_LEFT, true, true},
                      {tr("Lock"), 84, wxALIGN_LEFT, false, true},
                      {tr("Client"), 180, wxALIGN_LEFT, false, true},
                      {tr("Kind"), 96, wxALIGN_LEFT, false, true},
                      {tr("Type"), 78, wxALIGN_LEFT, false, true},
                      {tr("Mounted"), 100, wxALIGN_LEFT, false, true},
                      {tr("Battery"), 222, wxALIGN_LEFT, false, true},
                      {tr("Last used"), 124, wxALIGN_LEFT, false, true},
                      {tr("Faults"), 48, wxALIGN_RIGHT, false, true}}}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<LockPage*>(page);
        return self->panel_ = new LockPanel(below, self->context_);
    });
    const auto is_mounted = [this](domain::Id id) {
        const auto* row = all().lock(id);
        return row != nullptr && !row->removed;
    };
    const auto can = [this, is_mounted](domain::Id id) { return may_change(context_) && is_mounted(id); };
    bind(
        "lock.battery_changed", [this](domain::Id id) { battery_changed(id); }, can);
    bind(
        "lock.fault", [this](domain::Id id) { report_fault(id); }, can);
    bind(
        "lock.look", [this](domain::Id) { panel_->look(); }, is_mounted);
    bind("lock.copy", [this](domain::Id) {
        copy_text(panel_->facts());
        context_.say(ui(tr("The facts are copied: paste them into the municipality's form.")));
    });
}

std::vector<EquipmentPage::Row> LockPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& row : all.locks) {
        const auto need = row.battery.need;
        const bool here = !row.removed;
        const auto place = static_cast<std::int64_t>(rows.size());
        rows.push_back({row.lock.id,
                        {state_of(row),
                         {row.lock.source_id},
                         client_cell(row.client),
                         {wording::name_of_lock_kind(row.lock.kind), Tone::quiet},
                         {row.lock.type, Tone::quiet},
                         date_cell(row.lock.mounted_at),
                         {wording::battery_text(row, now), here && need < BatteryNeed::fine ? Tone::text : Tone::quiet},
                         moment_cell(last_used(row), now),
                         {row.faults > 0 ? wording::number(row.faults) : std::string{}}},
                        {here ? static_cast<std::int64_t>(need) : 9, place, row.client.rank,
                         row.lock.kind == "entrance" ? 1 : 0, place, key_of(row.lock.mounted_at),
                         static_cast<std::int64_t>(row.lock.battery_level), key_of(last_used(row)), row.faults},
                        row.search,
                        {row.needs_someone(), here && need <= BatteryNeed::now, here && need == BatteryNeed::soon,
                         here && (need == BatteryNeed::stale || need == BatteryNeed::unknown),
                         here && row.lock.kind == "entrance", row.removed, true}});
    }
    return rows;
}

void LockPage::show_details(std::optional<domain::Id> id, bool same) {
    panel_->show(id ? all().lock(*id) : nullptr, id ? &all() : nullptr, same);
}

std::string LockPage::counted(std::size_t shown, std::size_t total) const {
    const auto& totals = all().totals;
    return wording::joined({tr("{shown} of {total} locks", {{"shown", static_cast<std::int64_t>(shown)},
                                                            {"total", static_cast<std::int64_t>(total)}}),
                            trn("{n} door lock at a client", "{n} door locks at clients", totals.doors),
                            trn("{n} entrance lock", "{n} entrance locks", totals.entrances)});
}

void LockPage::battery_changed(domain::Id id) {
    const auto* row = all().lock(id);
    const bool empty = row->battery.need == BatteryNeed::stop;
    Decision decision;
    decision.title = ui(tr("Register a new battery in {lock}?", {{"lock", row->lock.source_id}}));
    decision.lines.push_back({ui(client_cell(row->client).text)});
    if (empty) {
        decision.lines.push_back(
            {ui(tr("Its battery is said to be empty: staff may not have changed it.")), Tone::bad});
        for (const auto& step : wording::battery_procedure(BatteryNeed::stop))
            decision.lines.push_back({ui(step), Tone::bad});
        decision.lines.push_back({ui(tr("Register it only if the municipality's service has changed it."))});
    } else {
        decision.lines.push_back(
            {ui(tr("The lock has been locked at least 5 times and unlocked at least 5 times with the new battery."))});
    }
    decision.lines.push_back({ui(tr("A change of battery gives no hour of its own.")), Tone::quiet});
    decision.confirm = ui(empty ? tr("Changed by service") : tr("Battery changed"));
    decision.careful = empty;
    decision.done = [this, id, empty] {
        static_cast<void>(perform(id, domain::ChangeBattery{context_.workspace.now(), empty}));
    };
    ask(std::move(decision));
}

void LockPage::report_fault(domain::Id id) {
    const auto* lock = all().lock(id);
    if (lock == nullptr || !lock->client.id) return;
    workspace::LockOrderRow row;
    row.order.id = context_.workspace.new_id();
    row.order.kind = domain::LockOrderKind::fault;
    row.order.client = lock->client.id;
    row.order.lock = id;
    row.order.address = lock->lock.address;
    row.client = lock->client;
    row.lock = lock->lock.source_id;
    const auto units = context_.workspace.units();
    if (units.empty()) return;
    row.order.unit = context_.workspace.unit_of_client(*lock->client.id).value_or(units.front().id);
    auto question = question_of(row, [this, order = row.order.id](const auto& set) { return perform(order, set); });
    // The same lock's fault is the same draft.
    question.id = "lock.fault " + id.text();
    question.facts.clear();
    const std::string facts = panel_->facts();
    for (const auto line : base::split(facts, '\n')) {
        if (!line.empty()) question.facts.emplace_back(line);
    }
    ask(std::move(question));
}

std::optional<Sheet> LockPage::sheet() const {
    Sheet sheet;
    const auto now = context_.workspace.now();
    sheet.name = tr("battery-round") + '-' + domain::date_text(domain::local_date(now));
    sheet.title = tr("Batteries to change");
    sheet.facts = {{tr("Day"), wording::long_day(domain::local_date(now))}};
    sheet.columns = {{tr("Lock"), 3}, {tr("Client"), 4}, {tr("Address"), 6}, {tr("What"), 5}, {tr("Battery"), 6}};
    std::vector<const LockRow*> route;
    for (const auto& row : all().locks) {
        if (is_on_route(row)) route.push_back(&row);
    }
    if (route.empty()) return std::nullopt;
    // One way through: street by street.
    std::sort(route.begin(), route.end(), [](const LockRow* a, const LockRow* b) {
        return std::tie(a->lock.address, a->lock.source_id) < std::tie(b->lock.address, b->lock.source_id);
    });
    for (const auto* row : route) {
        sheet.rows.push_back({{row->lock.source_id, on_paper(row->client), row->lock.address,
                               wording::name_of(row->battery.need), wording::battery_text(*row, now)},
                              {},
                              row->battery.need == BatteryNeed::stop});
    }
    using Style = Sheet::Paragraph::Style;
    sheet.after.push_back({tr("When it is changed"), Style::heading});
    for (const auto& step : wording::battery_procedure(BatteryNeed::now)) sheet.after.push_back({step});
    sheet.after.push_back({tr("Staff must not change it"), Style::heading});
    for (const auto& step : wording::battery_procedure(BatteryNeed::stop)) sheet.after.push_back({step});
    const auto who = context_.workspace.signed_in();
    sheet.footer = wording::joined({tr("Contains personal data"), who ? who->user : std::string{}});
    return sheet;
}

}  // namespace samordna::desktop
