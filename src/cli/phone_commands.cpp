// phone.list, phone.deactivate, phone.reactivate, phone.couple, phone.edit
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/table.h"
#include "cli/thing_command.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using wording::tr;

class ListPhones final : public Command {
  public:
    std::string name() const override { return "phone.list"; }
    std::string help() const override { return tr("List phones, who used them last and what they have not delivered"); }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : all->phones) objects.push_back(json_of_phone(row));
            session.out << array_text(objects);
        } else if (all->phones.empty()) {
            session.out << tr("There are no phones here.") << '\n';
        } else {
            session.out << table_of(all->phones, session.workspace.now());
        }
        return Exit::done;
    }

  private:
    static Json json_of_worker(const workspace::OwnerName& worker) {
        return worker.id ? Json(worker.id->text()) : Json(nullptr);
    }
    static Json json_of_phone(const workspace::PhoneRow& row) {
        const auto& phone = row.phone;
        return {{"id", phone.id.text()},
                {"source_id", phone.source_id},
                {"label", phone.label},
                {"registered", phone.registered},
                {"coupled", phone.coupled},
                {"active", phone.active},
                {"holder_id", json_of_worker(row.holder)},
                {"last_used_at", json_of(phone.last_used_at)},
                {"last_used_by_id", json_of_worker(row.last_used_by)},
                {"app_version", json_of_text(phone.app_version)},
                {"undelivered_visits", json_of_number(phone.undelivered)},
                {"open_shifts", row.open_shifts},
                {"deviations", row.deviations},
                {"reason", json_of_text(phone.reason)}};
    }
    static std::string to_do(const workspace::PhoneRow& row) {
        if (!row.phone.active) return tr("Inactivated");
        std::string text;
        for (const auto& what : row.deviations) text += (text.empty() ? "" : ", ") + wording::name_of_deviation(what);
        return text;
    }
    static std::string table_of(const std::vector<workspace::PhoneRow>& rows, domain::Instant now) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : rows) {
            std::string open;
            for (const auto& shift : row.open_shifts) open += (open.empty() ? "" : ", ") + shift;
            cells.push_back({row.phone.source_id, row.phone.label, row.holder.name,
                             row.phone.last_used_at ? wording::moment(*row.phone.last_used_at, now) : std::string{},
                             row.last_used_by.name, open, to_do(row)});
        }
        return table_text({{tr("Phone")},
                           {tr("Label")},
                           {tr("Holder")},
                           {tr("Last used")},
                           {tr("By")},
                           {tr("Open shifts")},
                           {tr("To do")}},
                          cells);
    }
};

class PhoneVerb : public ThingVerb {
  public:
    void add_options(CLI::App& app) override {
        app.add_option("PHONE", word_, tr("The phone, by id or by number"))->required();
        ThingVerb::add_options(app);
    }

  protected:
    // `verb` makes the change, given the phone as it is.
    template <class Verb>
    Exit change(Session& session, const Verb& verb) const {
        const auto all = session.workspace.equipment();
        const auto phone = find_phone(*all, word_);
        if (!phone) return fail(session, phone.error());
        const auto id = (*phone)->phone.id;
        return tell(session, id, (*phone)->phone.source_id, session.workspace.change(id, verb((*phone)->phone)));
    }

  private:
    std::string word_;
};

class Deactivate final : public PhoneVerb {
  public:
    std::string name() const override { return "phone.deactivate"; }
    std::string help() const override { return tr("Inactivate a phone that is lost, stolen or worn out"); }
    void add_options(CLI::App& app) override {
        PhoneVerb::add_options(app);
        app.add_option("--reason", reason_, tr("What became of it"));
    }
    Exit run(Session& session) override {
        return change(session, [&](const auto&) { return domain::DeactivatePhone{reason_}; });
    }

  private:
    std::string reason_;
};

class Reactivate final : public PhoneVerb {
  public:
    std::string name() const override { return "phone.reactivate"; }
    std::string help() const override { return tr("Take an inactivated phone into use again, which a manager may"); }
    void add_options(CLI::App& app) override {
        PhoneVerb::add_options(app);
        app.add_option("--reason", reason_, tr("Why it can be used again"))->required();
    }
    Exit run(Session& session) override {
        return change(session, [&](const auto&) { return domain::ReactivatePhone{reason_}; });
    }

  private:
    std::string reason_;
};

class Couple final : public PhoneVerb {
  public:
    std::string name() const override { return "phone.couple"; }
    std::string help() const override { return tr("Couple a phone to its unit"); }
    Exit run(Session& session) override {
        return change(session, [](const auto&) { return domain::CouplePhone{}; });
    }
};

class Edit final : public PhoneVerb {
  public:
    std::string name() const override { return "phone.edit"; }
    std::string help() const override { return tr("Change a phone's label and who holds it"); }
    void add_options(CLI::App& app) override {
        PhoneVerb::add_options(app);
        app.add_option("--label", label_, tr("What it is called"));
        app.add_option("--holder", holder_, tr("The number of the care worker who holds it; empty: nobody"));
    }
    Exit run(Session& session) override {
        std::optional<domain::Id> holder;
        if (holder_ && !holder_->empty()) {
            holder = session.workspace.care_worker_of_number(*holder_);
            if (!holder) return fail(session, {"usage.unknown_worker", {{"worker", *holder_}}});
        }
        return change(session, [&](const domain::Phone& phone) {
            return domain::EditPhone{label_.value_or(phone.label), holder_ ? holder : phone.holder};
        });
    }

  private:
    std::optional<std::string> label_, holder_;
};

}  // namespace

Commands phone_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListPhones>());
    commands.push_back(std::make_unique<Deactivate>());
    commands.push_back(std::make_unique<Reactivate>());
    commands.push_back(std::make_unique<Couple>());
    commands.push_back(std::make_unique<Edit>());
    return commands;
}

}  // namespace samordna::cli
