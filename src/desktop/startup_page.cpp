#include "desktop/startup_page.h"

#include <algorithm>

#include "base/text.h"
#include "desktop/equipment_look.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/equipment_words.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using rules::StartupState;
using wording::tr;
using wording::trn;
using workspace::StartupRow;

constexpr std::chrono::days so_far_back{40};
constexpr std::size_t most_shifts = 60;

}  // namespace

StartupPage::StartupPage(wxWindow* parent, Context& context)
    : EquipmentPage(
          parent, context,
          {"startup",
           domain::RecordType::lock,
           tr("Lock startup"),
           tr("Search lock by number or by client"),
           tr("No mounted locks and no startup hours"),
           {"filter.needs_action", "filter.without_lock", "filter.again", "filter.over", "filter.stands", "filter.all"},
           {{tr("Status"), 170, wxALIGN_LEFT, true, true},
            {tr("Lock"), 90, wxALIGN_LEFT, false, true},
            {tr("Client"), 220, wxALIGN_LEFT, false, true},
            {tr("Mounted"), 106, wxALIGN_LEFT, false, true},
            {tr("Hour registered"), 150, wxALIGN_LEFT, false, true},
            {tr("Time"), 84, wxALIGN_RIGHT, false, true},
            {tr("Shift number"), 150, wxALIGN_LEFT, false, true}},
           true}) {
    build([](wxWindow* below, EquipmentPage* page) -> wxWindow* {
        auto* self = static_cast<StartupPage*>(page);
        return self->panel_ =
                   new ThingPanel(below, self->context_, "startup", "startup.register", {"startup.register_all"});
    });
    bind(
        "startup.register", [this](domain::Id) { register_hours(missing_of(chosen())); },
        [this](domain::Id) { return may_change(context_) && !missing_of(chosen()).empty(); });
    bind_here(
        "startup.register_all",
        [this] {
            std::vector<domain::Id> every;
            for (const auto& row : all().startups) every.push_back(row.id());
            register_hours(missing_of(every));
        },
        [this] { return may_change(context_) && needs_someone() > 0; });
}

const StartupRow* StartupPage::row_of(domain::Id id) const {
    const auto& rows = all().startups;
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const StartupRow& row) { return row.id() == id; });
    return it == rows.end() ? nullptr : &*it;
}

std::vector<domain::Id> StartupPage::missing_of(const std::vector<domain::Id>& ids) const {
    std::vector<domain::Id> missing;
    for (const auto& id : ids) {
        const auto* row = row_of(id);
        if (row != nullptr && row->startup.state == StartupState::missing) missing.push_back(id);
    }
    return missing;
}

std::vector<EquipmentPage::Row> StartupPage::read(const workspace::Equipment& all) const {
    std::vector<Row> rows;
    const auto now = context_.workspace.now();
    for (const auto& row : all.startups) {
        const auto state = row.startup.state;
        const auto place = static_cast<std::int64_t>(rows.size());
        rows.push_back(
            {row.id(),
             {startup_cell(state),
              {row.lock},
              client_cell(row.client),
              date_cell(row.mounted_at),
              moment_cell(row.start, now),
              {row.startup.visit ? wording::hours(row.startup.minutes) : std::string{}, Tone::quiet},
              {row.shift, Tone::quiet}},
             {static_cast<std::int64_t>(state), place, row.client.rank, key_of(row.mounted_at), key_of(row.start),
              row.startup.minutes, place},
             row.search,
             {state == StartupState::missing, state == StartupState::without_lock, state == StartupState::again,
              state == StartupState::over, state == StartupState::stands, true}});
    }
    return rows;
}

void StartupPage::show_details(std::optional<domain::Id> id, bool) {
    const auto* row = id ? row_of(*id) : nullptr;
    std::vector<ThingPanel::Line> lines;
    if (row == nullptr) {
        if (id) return;
        return panel_->show(tr("The lock that you choose stands here."), "", lines);
    }
    switch (row->startup.state) {
        case StartupState::missing:
            lines.push_back(
                {tr("The lock is mounted, and its hour has not been registered. Unregistered it is not paid."),
                 Tone::warn});
            break;
        case StartupState::stands:
            lines.push_back({tr("The lock has given its hour. A change of battery gives no hour of its own.")});
            break;
        case StartupState::over:
            lines.push_back({tr("More than {minutes} min is not paid.",
                                {{"minutes", static_cast<std::int64_t>(all().startup_minutes)}}),
                             Tone::warn});
            break;
        case StartupState::again:
            lines.push_back(
                {tr("The client has more hours than there are locks to give them. This one is not paid."), Tone::warn});
            break;
        case StartupState::without_lock:
            lines.push_back(
                {tr("The client had no mounted lock that day. Is the lock coupled to another client?"), Tone::warn});
            break;
    }
    lines.push_back({all().startup_per_client
                         ? tr("By the rules of today one hour is paid for each new client who gets a lock.")
                         : tr("By the rules of today one hour is paid for each mounted lock."),
                     Tone::quiet});
    const auto many = chosen();
    const auto missing = missing_of(many);
    if (many.size() > 1) {
        lines.insert(lines.begin(), {trn("{n} missing hour is marked.", "{n} missing hours are marked.",
                                         static_cast<std::int64_t>(missing.size()))});
    }
    panel_->show(row->lock.empty() ? tr("An hour without a lock") : row->lock, client_cell(row->client).text, lines);
}

std::string StartupPage::counted(std::size_t shown, std::size_t total) const {
    return tr("{shown} of {total} locks and hours",
              {{"shown", static_cast<std::int64_t>(shown)}, {"total", static_cast<std::int64_t>(total)}});
}

// Where they will lie, and why: asked once for all of them. A shift of today may not have begun.
void StartupPage::register_hours(const std::vector<domain::Id>& locks) {
    if (locks.empty()) return;
    std::vector<workspace::ShiftChoice> shifts;
    std::vector<std::string> names;
    const auto today = domain::local_date(context_.workspace.now());
    for (auto day = today - std::chrono::days{1}; day > today - so_far_back && shifts.size() < most_shifts;
         day -= std::chrono::days{1}) {
        for (auto& shift : context_.workspace.shift_choices(day)) {
            if (shifts.size() == most_shifts) break;
            names.push_back(wording::joined({wording::day(day), shift.care_worker_name, shift.source_id}));
            shifts.push_back(std::move(shift));
        }
    }
    if (shifts.empty()) {
        context_.say(ui(tr("There is no unapproved shift to register the hours in.")));
        return;
    }
    Question question;
    question.id = "startup " + (locks.size() == 1 ? locks.front().text() : std::string("many"));
    const auto n = static_cast<std::int64_t>(locks.size());
    question.title = trn("Register {n} startup hour", "Register {n} startup hours", n);
    question.facts = {
        tr("{hours} of lock startup.", {{"hours", wording::hours(n * all().startup_minutes)}}),
        tr("They become visits of the shift that you choose, are judged and approved with it, and stand in the month's "
           "basis."),
        tr("Nobody else can register the same lock's hour: whoever does it at the same moment makes the same visit.")};
    std::vector<std::string> numbers;
    for (const auto& id : locks) {
        const auto* row = row_of(id);
        if (row == nullptr) continue;
        numbers.push_back(row->lock);
        if (numbers.size() <= 12) question.facts.push_back(wording::joined({row->lock, client_cell(row->client).text}));
    }
    if (numbers.size() > 12)
        question.facts.push_back(trn("and {n} more", "and {n} more", static_cast<std::int64_t>(numbers.size()) - 12));
    question.fields = {{"shift", tr("Day and shift"), "", std::move(names), 0, false},
                       {"note", tr("Note"), wording::startup_note(numbers), {}, 0, true}};
    question.confirm = trn("Register {n} hour", "Register {n} hours", n);
    question.done = [this, locks, shifts](const std::vector<std::string>& values) -> std::optional<std::string> {
        const auto which = base::parse_integer<std::size_t>(values[0]).value_or(0);
        const auto done = context_.workspace.register_startups(locks, shifts[which].id, values[1]);
        if (done.trouble) return wording::sentence_of(*done.trouble);
        if (done.approved.empty() && !done.refused.empty()) return why(done.refused.front().findings);
        std::string said = wording::done_of_verb("lock.startup", static_cast<int>(done.approved.size()));
        if (!done.refused.empty()) {
            said = wording::joined({said, trn("{n} could not be: {why}", "{n} could not be: {why}",
                                              static_cast<std::int64_t>(done.refused.size()),
                                              {{"why", why(done.refused.front().findings)}})});
        }
        context_.say(ui(said));
        return std::nullopt;
    };
    ask(std::move(question));
}

}  // namespace samordna::desktop
