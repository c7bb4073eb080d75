#include "desktop/account_order_page.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "desktop/clipboard.h"
#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/staff_words.h"

namespace samordna::desktop {
namespace {

using domain::AccountOrderKind;
using domain::AccountOrderState;
using wording::tr;
using workspace::AccountOrderRow;

constexpr std::array kinds{AccountOrderKind::open, AccountOrderKind::end};
constexpr std::array states{AccountOrderState::to_order, AccountOrderState::ordered, AccountOrderState::done,
                            AccountOrderState::dropped};

Cell state_of(const AccountOrderRow& row) {
    if (row.needed) return {tr("Ought to be ordered"), Tone::warn, "state-action"};
    const auto name = wording::name_of(row.order.state);
    switch (row.order.state) {
        case AccountOrderState::to_order:
            return {name, Tone::warn, "state-action"};
        case AccountOrderState::ordered:
            return {name, Tone::info, "clock"};
        case AccountOrderState::done:
            return {name, Tone::quiet, "check"};
        case AccountOrderState::dropped:
            return {name, Tone::quiet, "none"};
    }
    return {};
}

std::string when_of(const AccountOrderRow& row) {
    return row.ask_by ? tr("Ask by {day}", {{"day", domain::date_text(*row.ask_by)}}) : std::string{};
}

template <class Values>
std::pair<std::vector<std::string>, std::size_t> choices_of(const Values& values, typename Values::value_type chosen) {
    std::pair<std::vector<std::string>, std::size_t> found{{}, 0};
    for (std::size_t i = 0; i < values.size(); ++i) {
        found.first.push_back(wording::name_of(values[i]));
        if (values[i] == chosen) found.second = i;
    }
    return found;
}

Question::Field combine_field(AccountOrderKind kind, bool chosen) {
    return {"combine",
            kind == AccountOrderKind::end ? tr("Access to Combine is kept") : tr("In Combine too"),
            "",
            {tr("no"), tr("yes")},
            chosen ? 1U : 0U,
            false};
}

std::size_t number_of(const std::string& value) {
    return base::parse_integer<std::size_t>(value).value_or(0);
}

bool may_order(const Context& context) {
    const auto who = context.workspace.signed_in();
    return who && who->role == "manager";
}

}  // namespace

AccountOrderPage::AccountOrderPage(wxWindow* parent, Context& context)
    : EquipmentPage(parent, context,
                    {"account-order",
                     domain::RecordType::account_order,
                     tr("Account orders"),
                     tr("Search by name"),
                     tr("No account orders"),
                     {"filter.needs_action", "filter.asked", "filter.closed", "filter.all"},
                     {{tr("Status"), 180, wxALIGN_LEFT, true, true},
                      {tr("Order"), 140, wxALIGN_LEFT, false, true},
                      {tr("Name"), 220, wxALIGN_LEFT, false, true},
                      {tr("When"), 190, wxALIGN_LEFT, false, true},
                      {tr("Note"), 280, wxALIGN_LEFT, false, true}},
                     false,
                     may_order(context) ? "account_order.create" : ""}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<AccountOrderPage*>(page);
        return self->panel_ = new ThingPanel(below, self->context_, "account-order", "account_order.set",
                                             {"account_order.create", "account_order.copy"});
    });
    bind_here(
        "account_order.create", [this] { create(); }, [this] { return may_order(context_); });
    bind(
        "account_order.set", [this](domain::Id id) { edit(id); }, [this](domain::Id) { return may_order(context_); });
    bind("account_order.copy", [this](domain::Id id) {
        copy_text(facts_of(*row_of(id)));
        context_.say(ui(tr("The facts are copied: paste them into the municipality's form.")));
    });
}

const AccountOrderRow* AccountOrderPage::row_of(domain::Id id) const {
    const auto& rows = all().account_orders;
    const auto it =
        std::find_if(rows.begin(), rows.end(), [&](const AccountOrderRow& row) { return row.order.id == id; });
    return it == rows.end() ? nullptr : &*it;
}

std::string AccountOrderPage::facts_of(const AccountOrderRow& row) const {
    for (const auto& unit : context_.workspace.units()) {
        if (unit.id == row.order.unit) return wording::order_facts(row, unit.name, unit.provider);
    }
    return wording::order_facts(row, "", "");
}

std::vector<EquipmentPage::Row> AccountOrderPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    for (const auto& row : all.account_orders) {
        const auto& order = row.order;
        const auto place = static_cast<std::int64_t>(rows.size());
        const bool is_closed = order.state == AccountOrderState::done || order.state == AccountOrderState::dropped;
        rows.push_back(
            {order.id,
             {state_of(row), {wording::name_of(order.kind)}, {order.person}, {when_of(row)}, {order.note, Tone::quiet}},
             {row.needed ? -1 : static_cast<std::int64_t>(order.state), static_cast<std::int64_t>(order.kind), place,
              key_of(row.ask_by), place},
             row.search,
             {row.needs_someone(), order.state == AccountOrderState::ordered, is_closed, true}});
    }
    return rows;
}

void AccountOrderPage::show_details(std::optional<domain::Id> id, bool) {
    const auto* row = id ? row_of(*id) : nullptr;
    if (row == nullptr) {
        return panel_->show(
            tr("The order that you choose stands here."), "",
            {{tr("Administrators' accounts are made and ended by the municipality's service centre, and "
                 "only a manager may order them.")}});
    }
    std::vector<ThingPanel::Line> lines;
    if (row->needed) {
        lines.push_back(
            {tr("The account runs out on {day}.", {{"day", domain::date_text(*row->order.until)}}), Tone::warn});
        lines.push_back({when_of(*row) + '.', Tone::warn});
    }
    lines.push_back({tr("For the form"), Tone::text, true});
    const std::string facts = facts_of(*row);
    for (const auto line : base::split(facts, '\n')) {
        if (!line.empty()) lines.push_back({std::string(line)});
    }
    if (row->order.changed_at) {
        lines.push_back({tr("Last changed {when} by {who}.",
                            {{"when", wording::moment(*row->order.changed_at, context_.workspace.now())},
                             {"who", row->order.changed_by}}),
                         Tone::quiet});
    }
    panel_->show(wording::joined({wording::name_of(row->order.kind), row->order.person}), state_of(*row).text, lines);
}

std::string AccountOrderPage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} orders",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

void AccountOrderPage::create() {
    const auto units = context_.workspace.units();
    if (units.empty()) return;
    Question question;
    question.id = "account_order.create";
    question.title = tr("Order an administrator's account");
    question.facts = {
        tr("Nothing is sent from here: copy the facts, order it by the municipality's own form, and say "
           "here how far it has come.")};
    auto [names, chosen] = choices_of(kinds, AccountOrderKind::open);
    question.fields = {{"person", tr("Whose account"), "", {}, 0, false},
                       {"kind", tr("Order"), "", std::move(names), chosen, false},
                       combine_field(AccountOrderKind::open, false),
                       {"note", tr("Note"), "", {}, 0, true}};
    question.confirm = tr("Save the order");
    question.done = [this, units](const std::vector<std::string>& values) {
        domain::SetAccountOrder set{units.front().id, kinds[number_of(values[1])]};
        set.person = values[0];
        set.combine = number_of(values[2]) == 1;
        set.note = values[3];
        const auto id = context_.workspace.new_id();
        auto wrong = perform(id, set);
        if (!wrong) select(id);
        return wrong;
    };
    ask(std::move(question));
}

void AccountOrderPage::edit(domain::Id id) {
    const auto& order = row_of(id)->order;
    Question question;
    question.id = "account_order.set " + id.text();
    question.title = wording::joined({wording::name_of(order.kind), order.person});
    // What ought to be ordered is to be: that is why she is here.
    auto [names, chosen] = choices_of(states, row_of(id)->needed ? AccountOrderState::ordered : order.state);
    question.fields = {{"state", tr("Status"), "", std::move(names), chosen, false},
                       {"person", tr("Whose account"), order.person, {}, 0, false},
                       combine_field(order.kind, order.combine),
                       {"note", tr("Note"), order.note, {}, 0, true}};
    question.confirm = tr("Save the order");
    question.done = [this, id, order](const std::vector<std::string>& values) {
        return perform(id, domain::SetAccountOrder{order.unit, order.kind, states[number_of(values[0])], values[1],
                                                   number_of(values[2]) == 1, order.until, values[3]});
    };
    ask(std::move(question));
}

}  // namespace samordna::desktop
