#include "desktop/lock_order_page.h"

#include <algorithm>

#include "base/text.h"
#include "desktop/clipboard.h"
#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::desktop {
namespace {

using domain::LockOrderState;
using wording::tr;
using workspace::LockOrderRow;

constexpr std::array states{LockOrderState::to_order, LockOrderState::ordered, LockOrderState::booked,
                            LockOrderState::done, LockOrderState::dropped};

// "2026-10-14 09:30" in Swedish time; nothing where it is not that.
std::optional<domain::Instant> moment_from(const std::string& text) {
    const auto space = text.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const auto date = domain::parse_date(text.substr(0, space));
    const auto time = text.substr(space + 1);
    const auto colon = time.find(':');
    if (!date || colon == std::string::npos) return std::nullopt;
    const auto hours = base::parse_integer<int>(time.substr(0, colon));
    const auto minutes = base::parse_integer<int>(time.substr(colon + 1));
    if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) return std::nullopt;
    return domain::from_local(*date, domain::Minutes{*hours * 60 + *minutes});
}

std::string moment_text(std::optional<domain::Instant> moment) {
    return moment ? domain::date_text(domain::local_date(*moment)) + ' ' + wording::time_of_day(*moment)
                  : std::string{};
}

}  // namespace

Question question_of(const LockOrderRow& row,
                     std::function<std::optional<std::string>(const domain::SetLockOrder&)> done) {
    Question question;
    question.id = "lock_order " + row.order.id.text();
    question.title = wording::joined({wording::name_of(row.order.kind), client_cell(row.client).text, row.lock});
    const std::string facts = wording::order_facts(row);
    for (const auto line : base::split(facts, '\n')) {
        if (!line.empty()) question.facts.emplace_back(line);
    }
    std::vector<std::string> names;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < states.size(); ++i) {
        names.push_back(wording::name_of(states[i]));
        if (row.order.state == states[i]) chosen = i;
    }
    // What ought to be ordered is to be: that is why she is here.
    if (row.why) chosen = 1;
    question.fields = {{"state", tr("Status"), "", std::move(names), chosen, false},
                       {"booked_at", tr("Booked, as 2026-10-14 09:30"), moment_text(row.order.booked_at), {}, 0, false},
                       {"attendant", tr("Who is there from us"), row.order.attendant, {}, 0, false},
                       {"note", tr("Note"), row.order.note, {}, 0, true}};
    question.confirm = tr("Save the order");
    question.done = [row,
                     done = std::move(done)](const std::vector<std::string>& values) -> std::optional<std::string> {
        domain::SetLockOrder set{row.order.unit, row.order.kind};
        set.state = states[base::parse_integer<std::size_t>(values[0]).value_or(0)];
        set.client = row.order.client;
        set.lock = row.order.lock;
        set.address = row.order.address;
        if (!values[1].empty()) {
            set.booked_at = moment_from(values[1]);
            if (!set.booked_at) return tr("Write the day and the time as 2026-10-14 09:30.");
        }
        set.attendant = values[2];
        set.note = values[3];
        return done(set);
    };
    return question;
}

LockOrderPage::LockOrderPage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"lock-order",
                     domain::RecordType::lock_order,
                     tr("Lock orders"),
                     tr("Search by client or by lock"),
                     tr("No lock orders"),
                     {"filter.needs_action", "filter.ordered", "filter.booked", "filter.closed", "filter.all"},
                     {{tr("Status"), 180, wxALIGN_LEFT, true, true},
                      {tr("Order"), 106, wxALIGN_LEFT, false, true},
                      {tr("Client"), 210, wxALIGN_LEFT, false, true},
                      {tr("Lock"), 84, wxALIGN_LEFT, false, true},
                      {wording::trc("lock order", "Booked"), 150, wxALIGN_LEFT, false, true},
                      {tr("Why"), 260, wxALIGN_LEFT, false, true}}}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<LockOrderPage*>(page);
        return self->panel_ = new ThingPanel(below, self->context_, "lock-order", "lock_order.edit", {"lock.copy"});
    });
    bind(
        "lock_order.edit", [this](domain::Id id) { edit(id); }, [this](domain::Id) { return may_change(context_); });
    bind("lock.copy", [this](domain::Id id) {
        const auto* row = row_of(id);
        if (row == nullptr) return;
        copy_text(wording::order_facts(*row));
        context_.say(ui(tr("The facts are copied: paste them into the municipality's form.")));
    });
}

const LockOrderRow* LockOrderPage::row_of(domain::Id id) const {
    const auto& rows = all().lock_orders;
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const LockOrderRow& row) { return row.order.id == id; });
    return it == rows.end() ? nullptr : &*it;
}

std::vector<EquipmentPage::Row> LockOrderPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& row : all.lock_orders) {
        const auto state = row.order.state;
        const auto place = static_cast<std::int64_t>(rows.size());
        rows.push_back({row.order.id,
                        {state_cell(state, row.why.has_value()),
                         {wording::name_of(row.order.kind)},
                         client_cell(row.client),
                         {row.lock},
                         moment_cell(row.order.booked_at, now),
                         {wording::reason_of(row), Tone::quiet}},
                        {row.why ? -1 : static_cast<std::int64_t>(state), static_cast<std::int64_t>(row.order.kind),
                         row.client.rank, place, key_of(row.order.booked_at), place},
                        row.search,
                        {row.needs_someone(), state == LockOrderState::ordered, state == LockOrderState::booked,
                         state == LockOrderState::done || state == LockOrderState::dropped, true}});
    }
    return rows;
}

void LockOrderPage::show_details(std::optional<domain::Id> id, bool) {
    const auto* row = id ? row_of(*id) : nullptr;
    if (row == nullptr) return panel_->show(tr("The order that you choose stands here."), "", {});
    std::vector<ThingPanel::Line> lines;
    if (row->why) {
        lines.push_back({wording::reason_of(*row), Tone::warn});
        lines.push_back(
            {tr("Order it by the municipality's form, and say here that you have. If it is not to be done, say "
                "why.")});
    }
    lines.push_back({tr("For the form"), Tone::text, true});
    const std::string facts = wording::order_facts(*row);
    for (const auto line : base::split(facts, '\n')) {
        if (!line.empty()) lines.push_back({std::string(line)});
    }
    if (row->order.state == LockOrderState::booked && row->order.attendant.empty())
        lines.push_back({tr("Somebody from the provider is to be there: say who."), Tone::warn});
    if (row->order.changed_at) {
        lines.push_back({tr("Last changed {when} by {who}.",
                            {{"when", wording::moment(*row->order.changed_at, context_.workspace.now())},
                             {"who", row->order.changed_by}}),
                         Tone::quiet});
    }
    panel_->show(wording::joined({wording::name_of(row->order.kind), row->lock}), client_cell(row->client).text, lines);
}

std::string LockOrderPage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} orders",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

void LockOrderPage::edit(domain::Id id) {
    const auto* row = row_of(id);
    if (row != nullptr) ask(question_of(*row, [this, id](const auto& set) { return perform(id, set); }));
}

}  // namespace samordna::desktop
