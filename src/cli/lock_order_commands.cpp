// lock_order.list, lock_order.set
#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/table.h"
#include "cli/thing_command.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using domain::Id;
using wording::tr;

class ListLockOrders final : public Command {
  public:
    std::string name() const override { return "lock_order.list"; }
    std::string help() const override { return tr("List lock orders, and those that ought to be made"); }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : all->lock_orders) objects.push_back(json_of_order(row));
            session.out << array_text(objects);
        } else if (all->lock_orders.empty()) {
            session.out << tr("There are no lock orders, and none are needed.") << '\n';
        } else {
            session.out << table_of(all->lock_orders, session.workspace.now());
        }
        return Exit::done;
    }

  private:
    static Json json_of_order(const workspace::LockOrderRow& row) {
        const auto& order = row.order;
        return {{"id", order.id.text()},
                {"kind", domain::name_of(order.kind)},
                {"state", domain::name_of(order.state)},
                {"needed_because", row.why ? Json(rules::name_of(*row.why)) : Json(nullptr)},
                {"since", json_of(row.since)},
                {"client_number", json_of_client(row.client)},
                {"lock", json_of_text(row.lock)},
                {"booked_at", json_of(order.booked_at)},
                {"attendant", json_of_text(order.attendant)},
                {"note", order.note},
                {"changed_by", json_of_text(order.changed_by)},
                {"changed_at", json_of(order.changed_at)}};
    }
    static std::string table_of(const std::vector<workspace::LockOrderRow>& rows, domain::Instant now) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : rows) {
            const auto& booked = row.order.booked_at;
            cells.push_back({wording::name_of(row.order.kind), wording::name_of(row.order.state),
                             row.client.id ? std::to_string(row.client.number) : std::string{}, row.lock,
                             booked ? wording::moment(*booked, now) : std::string{},
                             row.why ? wording::reason_of(row) : row.order.note, row.order.id.text()});
        }
        return table_text({{tr("Order")},
                           {tr("Status")},
                           {tr("Client"), Align::right},
                           {tr("Lock")},
                           {tr("Booked")},
                           {tr("Why")},
                           {tr("Id")}},
                          cells);
    }
};

class SetOrder final : public ThingVerb {
  public:
    std::string name() const override { return "lock_order.set"; }
    std::string help() const override { return tr("Make a lock order, or change how it stands"); }
    void add_options(CLI::App& app) override {
        auto* id = app.add_option("ID", word_, tr("The order, by the id from the list; without it a new one"));
        auto* kind = app.add_option("--kind", kind_, tr("What is asked for"))
                         ->check(CLI::IsMember({"mount", "dismount", "move", "fault"}));
        auto* client = app.add_option("--client", client_, tr("The client's number"));
        auto* lock = app.add_option("--lock", lock_, tr("The lock, by id or by number"));
        for (auto* option : {kind, client, lock}) option->excludes(id);
        app.add_option("--state", state_, tr("How it stands"))
            ->check(CLI::IsMember({"to_order", "ordered", "booked", "done", "dropped"}));
        app.add_option("--booked", booked_, tr("When the fitter comes, as 2026-10-01T08:00:00+02:00"));
        app.add_option("--attendant", attendant_, tr("Who is there from the provider"));
        app.add_option("--address", address_, tr("Where it is to be done"));
        app.add_option("--note-file", note_file_, tr("A file with the note that says why; - for standard input"));
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        auto order = word_.empty() ? new_one(session.workspace, *all) : known(*all);
        if (!order) return fail(session, order.error());
        domain::SetLockOrder set{order->unit,      order->kind,      order->state,   order->client, order->lock,
                                 order->booked_at, order->attendant, order->address, order->note};
        if (!state_.empty()) domain::parse_name(state_, set.state);
        if (!booked_.empty()) {
            const auto moment = moment_from(booked_);
            if (!moment) return fail(session, moment.error());
            set.booked_at = *moment;
        }
        if (attendant_) set.attendant = *attendant_;
        if (address_) set.address = *address_;
        if (!note_file_.empty()) {
            auto note = note_from(note_file_);
            if (!note) return fail(session, note.error());
            set.note = *std::move(note);
        }
        return tell(session, order->id, {}, session.workspace.change(order->id, set));
    }

  private:
    // Error: usage.unknown_lock_order.
    base::Result<domain::LockOrder> known(const workspace::Equipment& all) const {
        const auto id = Id::parse(word_);
        for (const auto& row : all.lock_orders) {
            if (id && row.order.id == *id) return row.order;
        }
        return base::Error{"usage.unknown_lock_order", {{"thing", word_}}};
    }

    // One that is needed is that need's.
    base::Result<domain::LockOrder> new_one(workspace::Workspace& workspace, const workspace::Equipment& all) const {
        domain::LockOrder order;
        if (kind_.empty() || (!client_ && lock_.empty())) return base::Error{"usage.lock_order_incomplete"};
        domain::parse_name(kind_, order.kind);
        if (!lock_.empty()) {
            const auto lock = find_lock(all, lock_);
            if (!lock) return lock.error();
            order.lock = (*lock)->lock.id;
            order.client = (*lock)->lock.client;
        }
        if (client_) {
            order.client = workspace.client_of_number(*client_);
            if (!order.client) return base::Error{"usage.unknown_client", {{"client", std::int64_t{*client_}}}};
        }
        for (const auto& row : all.lock_orders) {
            if (row.why && row.order.kind == order.kind && row.order.client == order.client &&
                (!order.lock || row.order.lock == order.lock))
                return row.order;
        }
        order.id = workspace.new_id();
        order.unit = order.client ? workspace.unit_of_client(*order.client).value_or(Id{}) : Id{};
        const auto units = workspace.units();
        if (order.unit.is_nil() && !units.empty()) order.unit = units.front().id;
        return order;
    }

    std::string word_, kind_, lock_, state_, booked_, note_file_;
    std::optional<int> client_;
    std::optional<std::string> attendant_, address_;
};

}  // namespace

Commands lock_order_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListLockOrders>());
    commands.push_back(std::make_unique<SetOrder>());
    return commands;
}

}  // namespace samordna::cli
