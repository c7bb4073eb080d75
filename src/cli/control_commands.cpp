// control.list, control.sign
#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/table.h"
#include "cli/thing_command.h"
#include "rules/control.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using wording::tr;

// A list that cannot be read tells of nothing.
std::vector<rules::Deviation> deviations_of(const workspace::ControlRow& row) {
    return rules::parse_deviations(row.control.deviations).value_or(std::vector<rules::Deviation>{});
}

class ListControls final : public Command {
  public:
    std::string name() const override { return "control.list"; }
    std::string help() const override {
        return tr("List the monthly controls of phones and locks, signed and to be signed");
    }
    void add_options(CLI::App&) override {}
    Exit run(Session& session) override {
        const auto all = session.workspace.equipment();
        if (session.json) {
            std::vector<Json> objects;
            for (const auto& row : all->controls) objects.push_back(json_of_control(row));
            session.out << array_text(objects);
        } else {
            session.out << table_of(all->controls, session.workspace.now());
        }
        return Exit::done;
    }

  private:
    static Json json_of_control(const workspace::ControlRow& row) {
        const auto& control = row.control;
        Json deviations = Json::array();
        for (const auto& one : deviations_of(row))
            deviations.push_back({{"thing", one.thing}, {"what", one.what}, {"done", one.done}});
        return {{"id", control.id.text()},
                {"kind", domain::name_of(control.kind)},
                {"month", domain::month_text(domain::month_of(control.month))},
                {"checked", control.checked},
                {"deviations", deviations},
                {"note", control.note},
                {"signed", row.is_signed},
                {"due", row.due},
                {"signed_by", json_of_text(control.signed_by)},
                {"signed_at", json_of(control.signed_at)}};
    }
    static std::string table_of(const std::vector<workspace::ControlRow>& rows, domain::Instant now) {
        std::vector<std::vector<std::string>> cells;
        for (const auto& row : rows) {
            std::string found;
            for (const auto& one : deviations_of(row))
                found += (found.empty() ? "" : ", ") + one.thing + ' ' + wording::name_of_deviation(one.what);
            const auto& at = row.control.signed_at;
            cells.push_back(
                {wording::month(domain::month_of(row.control.month)), wording::name_of(row.control.kind),
                 wording::number(row.control.checked),
                 row.is_signed && at ? row.control.signed_by + ", " + wording::moment(*at, now) : tr("To be signed"),
                 found});
        }
        return table_text(
            {{tr("Month")}, {tr("Control")}, {tr("Checked"), Align::right}, {tr("Signed")}, {tr("Deviations")}}, cells);
    }
};

class Sign final : public ThingVerb {
  public:
    std::string name() const override { return "control.sign"; }
    std::string help() const override { return tr("Sign a month's control, with what was done about each deviation"); }
    void add_options(CLI::App& app) override {
        app.add_option("--kind", kind_, tr("Of phones or of locks"))
            ->required()
            ->check(CLI::IsMember({"phones", "locks"}));
        app.add_option("--month", month_, tr("The month; without it the present one"))->type_name("YYYY-MM");
        app.add_option("--done", done_, tr("What was done about a phone's or a lock's deviations, as THING=TEXT"))
            ->type_name("THING=TEXT");
        app.add_option("--note-file", note_file_, tr("A file with a note; - for standard input"));
        ThingVerb::add_options(app);
    }
    Exit run(Session& session) override {
        const auto month = month_.empty() ? base::Result(domain::month_of(domain::local_date(session.workspace.now())))
                                          : month_from(month_);
        if (!month) return fail(session, month.error());
        const auto all = session.workspace.equipment();
        std::vector<domain::Control> controls;
        std::vector<bool> used(done_.size());
        for (const auto& row : all->controls) {
            if (domain::name_of(row.control.kind) != kind_ || domain::month_of(row.control.month) != *month) continue;
            controls.push_back(row.control);
            auto answered = with_what_was_done(deviations_of(row), used);
            if (!answered) return fail(session, answered.error());
            controls.back().deviations = rules::deviations_text(*answered);
        }
        if (controls.empty()) return fail(session, {"usage.unknown_control", {{"month", domain::month_text(*month)}}});
        const auto loose = std::find(used.begin(), used.end(), false);
        if (loose != used.end()) {
            const auto& text = done_[static_cast<std::size_t>(loose - used.begin())];
            return fail(session, {"usage.no_deviation", {{"thing", text.substr(0, text.find('='))}}});
        }
        std::string note;
        if (!note_file_.empty()) {
            auto read = note_from(note_file_);
            if (!read) return fail(session, read.error());
            note = *std::move(read);
        }
        return sign(session, controls, note);
    }

  private:
    base::Result<std::vector<rules::Deviation>> with_what_was_done(std::vector<rules::Deviation> deviations,
                                                                   std::vector<bool>& used) const {
        for (std::size_t i = 0; i < done_.size(); ++i) {
            const auto equals = done_[i].find('=');
            if (equals == std::string::npos) return base::Error{"usage.bad_done", {{"text", done_[i]}}};
            for (auto& one : deviations) {
                if (one.thing != done_[i].substr(0, equals)) continue;
                one.done = done_[i].substr(equals + 1);
                used[i] = true;
            }
        }
        return deviations;
    }

    // Of every unit of hers.
    Exit sign(Session& session, const std::vector<domain::Control>& controls, const std::string& note) const {
        std::vector<ThingTold> told;
        for (const auto& control : controls) {
            const domain::SignControl sign{control.unit,       control.kind,
                                           control.month,      control.checked,
                                           control.deviations, note_file_.empty() ? control.note : note};
            const auto verdict = session.workspace.change(control.id, sign);
            if (!verdict) return fail(session, verdict.error());
            ThingTold one{control.id, {}, {}};
            if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) one.findings = refused->findings;
            told.push_back(std::move(one));
        }
        return tell(session, told);
    }

    std::string kind_, month_, note_file_;
    std::vector<std::string> done_;
};

}  // namespace

Commands control_commands() {
    Commands commands;
    commands.push_back(std::make_unique<ListControls>());
    commands.push_back(std::make_unique<Sign>());
    return commands;
}

}  // namespace samordna::cli
