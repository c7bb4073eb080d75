// tag.list, tag.deactivate, tag.couple
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/table.h"
#include "cli/thing_command.h"
#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using wording::tr;

class ListTags final : public Command {
  public:
    std::string name() const override { return "tag.list"; }
    std::string help() const override { return tr("List tags, where they sit and what is to be done"); }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : all->tags) objects.push_back(json_of_tag(row));
            session.out << array_text(objects);
        } else if (all->tags.empty()) {
            session.out << tr("There are no tags here.") << '\n';
        } else {
            session.out << table_of(all->tags, session.workspace.now());
        }
        return Exit::done;
    }

  private:
    static Json json_of_tag(const workspace::TagRow& row) {
        return {{"id", row.tag.id.text()},
                {"source_id", row.tag.source_id},
                {"client_number", json_of_client(row.client)},
                {"active", row.tag.active},
                {"last_used_at", json_of(row.tag.last_used_at)},
                {"last_phone", json_of_text(row.tag.last_phone)},
                {"beside_lock", row.beside_lock},
                {"unknown", row.unknown},
                {"unused", row.unused}};
    }
    static std::string to_do(const workspace::TagRow& row) {
        if (!row.tag.active) return tr("Inactivated");
        if (row.unknown) return tr("Nobody knows where it sits");
        if (row.beside_lock) return tr("Inactivate it: the client has a lock");
        return row.unused ? tr("Not used, though the client is visited") : std::string{};
    }
    static std::string table_of(const std::vector<workspace::TagRow>& rows, domain::Instant now) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : rows) {
            cells.push_back({row.tag.source_id, row.client.id ? std::to_string(row.client.number) : std::string{},
                             row.tag.last_used_at ? wording::moment(*row.tag.last_used_at, now) : std::string{},
                             row.tag.last_phone, to_do(row)});
        }
        return table_text({{tr("Tag")}, {tr("Client"), Align::right}, {tr("Last used")}, {tr("Phone")}, {tr("To do")}},
                          cells);
    }
};

class TagVerb : public ThingVerb {
  public:
    void add_options(CLI::App& app) override {
        app.add_option("CHIP", word_, tr("The tag, by id or by its chip's number"))->required();
        ThingVerb::add_options(app);
    }

  protected:
    Exit change(Session& session, const domain::Verb& verb) const {
        const auto all = session.workspace.equipment();
        const auto tag = find_tag(*all, word_);
        if (!tag) return fail(session, tag.error());
        const auto id = (*tag)->tag.id;
        return tell(session, id, (*tag)->tag.source_id, session.workspace.change(id, verb));
    }

  private:
    std::string word_;
};

class Deactivate final : public TagVerb {
  public:
    std::string name() const override { return "tag.deactivate"; }
    std::string help() const override { return tr("Inactivate a tag for good, before it is taken down"); }
    Exit run(Session& session) override { return change(session, domain::DeactivateTag{}); }
};

class Couple final : public TagVerb {
  public:
    std::string name() const override { return "tag.couple"; }
    std::string help() const override { return tr("Couple a tag that a phone has seen to the client where it sits"); }
    void add_options(CLI::App& app) override {
        TagVerb::add_options(app);
        app.add_option("CLIENT", client_, tr("The client's number"))->required();
    }
    Exit run(Session& session) override {
        const auto client = session.workspace.client_of_number(client_);
        if (!client) return fail(session, {"usage.unknown_client", {{"client", std::int64_t{client_}}}});
        return change(session, domain::CoupleTag{*client});
    }

  private:
    int client_ = 0;
};

}  // namespace

Commands tag_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListTags>());
    commands.push_back(std::make_unique<Deactivate>());
    commands.push_back(std::make_unique<Couple>());
    return commands;
}

}  // namespace samordna::cli
