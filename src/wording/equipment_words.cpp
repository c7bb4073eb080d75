#include "wording/equipment_words.h"

#include <algorithm>

#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::wording {

using domain::BatteryLevel;
using domain::LockOrderKind;
using domain::LockOrderState;
using rules::BatteryNeed;
using rules::FaultAnswer;
using rules::FaultStep;
using rules::StartupState;
using workspace::LockRow;

std::string name_of(BatteryNeed need) {
    switch (need) {
        case BatteryNeed::stop:
            return tr("Empty: do not change");
        case BatteryNeed::now:
            return tr("Change now");
        case BatteryNeed::soon:
            return tr("Change soon");
        case BatteryNeed::stale:
            return tr("Old reading");
        case BatteryNeed::unknown:
            return tr("Never read");
        case BatteryNeed::fine:
            return trc("battery", "In order");
    }
    return {};
}

std::string name_of(BatteryLevel level) {
    switch (level) {
        case BatteryLevel::unknown:
            return trc("battery", "unknown");
        case BatteryLevel::ok:
            return trc("battery", "good");
        case BatteryLevel::low:
            return trc("battery", "low");
        case BatteryLevel::critical:
            return trc("battery", "critical");
        case BatteryLevel::empty:
            return trc("battery", "empty");
    }
    return {};
}

std::string name_of(StartupState state) {
    switch (state) {
        case StartupState::missing:
            return tr("Hour missing");
        case StartupState::stands:
            return tr("Hour registered");
        case StartupState::over:
            return tr("Over an hour");
        case StartupState::again:
            return tr("An hour too many");
        case StartupState::without_lock:
            return tr("Hour without a lock");
    }
    return {};
}

std::string name_of(LockOrderKind kind) {
    switch (kind) {
        case LockOrderKind::mount:
            return tr("Mount");
        case LockOrderKind::dismount:
            return tr("Take down");
        case LockOrderKind::move:
            return trc("lock", "Move");
        case LockOrderKind::fault:
            return tr("Fault");
    }
    return {};
}

std::string name_of(LockOrderState state) {
    switch (state) {
        case LockOrderState::to_order:
            return tr("To order");
        case LockOrderState::ordered:
            return trc("lock order", "Ordered");
        case LockOrderState::booked:
            return trc("lock order", "Booked");
        case LockOrderState::done:
            return tr("Done");
        case LockOrderState::dropped:
            return tr("Not to be done");
    }
    return {};
}

std::string name_of(domain::ControlKind kind) {
    return kind == domain::ControlKind::phones ? tr("Phones") : tr("Locks");
}

std::string name_of_lock_kind(std::string_view kind) {
    return kind == "entrance" ? tr("Entrance lock") : tr("Door lock");
}

std::string name_of_deviation(std::string_view deviation) {
    if (deviation == "not_registered") return tr("not registered");
    if (deviation == "not_coupled") return tr("not coupled to the unit");
    if (deviation == "unused") return tr("not used for long");
    if (deviation == "no_client") return tr("not coupled to a client");
    if (deviation == "no_mounting_date") return tr("no mounting date");
    if (deviation == "never_read") return tr("has never told of its battery");
    return std::string(deviation);
}

std::string name_of(FaultStep step) {
    switch (step) {
        case FaultStep::decision:
            return tr("The client's decision");
        case FaultStep::battery:
            return tr("The battery");
        case FaultStep::phone:
            return tr("The phone");
        case FaultStep::worker:
            return tr("The care worker");
    }
    return {};
}

namespace {

std::string read_ago(int days) {
    if (days <= 0) return tr("read today");
    return trn("read {n} day ago", "read {n} days ago", days);
}

}  // namespace

std::string battery_text(const LockRow& row, domain::Instant) {
    const auto& battery = row.battery;
    if (battery.changed_since && row.lock.battery_changed_at) {
        return tr("changed {day}, not read since", {{"day", day(domain::local_date(*row.lock.battery_changed_at))}});
    }
    if (!battery.age_days) return tr("never read");
    return joined({wording::name_of(row.lock.battery_level), read_ago(*battery.age_days)});
}

std::string forecast_text(const rules::Battery& battery, const std::optional<rules::BatteryLife>& life) {
    std::string text;
    if (battery.openings_per_week)
        text += trn("Opened about {n} time a week.", "Opened about {n} times a week.", *battery.openings_per_week);
    const auto say = [&](const std::string& more) { text += (text.empty() ? "" : " ") + more; };
    if (battery.low_on && life) {
        say(
            tr("Low about {day}: batteries here have lasted about {openings} openings ({seen} seen), and this one has "
               "been opened {own} times.",
               {{"day", day(*battery.low_on)},
                {"openings", number(life->openings)},
                {"seen", number(life->seen)},
                {"own", number(battery.openings.value_or(0))}}));
    } else if (!life) {
        say(tr("When it will be low cannot be said: too few batteries here have been followed until they were low."));
    } else if (!battery.openings) {
        say(tr("When it will be low cannot be said: its openings since the last change are not known."));
    } else {
        say(tr("When it will be low cannot be said: it is not known how often it is opened."));
    }
    return text;
}

std::vector<std::string> battery_procedure(BatteryNeed need) {
    if (need == BatteryNeed::stop) {
        return {
            tr("Staff must not change an empty battery: gas may have built up in it."),
            tr("Contact service@nacka.se or 08-718 92 50."),
            tr("Is it empty? Press the lock's button: the green light is lit and goes out within 10 seconds, and the "
               "red one blinks once or twice within 20. Then it can be changed as usual.")};
    }
    if (need == BatteryNeed::fine || need == BatteryNeed::unknown) return {};
    return {
        tr("Take off the cover, take the battery up and its contact apart, connect the new one, put the cover back."),
        tr("Register the change in the app: the client, Units, Manage lock, Register battery change."),
        tr("Lock at least 5 times and unlock at least 5 times.")};
}

std::string reason_of(const workspace::LockOrderRow& row) {
    using enum rules::LockOrderNeed::Why;
    if (!row.why) return row.order.note;
    const base::Parameters since{{"day", row.since ? domain::date_text(*row.since) : std::string{}}};
    switch (*row.why) {
        case no_lock:
            return tr("Lasting services since {day}, and no lock", since);
        case ended:
            return tr("The assignment ended {day}", since);
        case no_decision:
            return tr("Nothing is granted since {day}", since);
        case moved:
            return tr("The client has another address than the lock");
    }
    return {};
}

std::string answer_of(const rules::FaultLook& look, const LockRow& lock) {
    const bool in_order = look.answer == FaultAnswer::in_order;
    const bool unknown = look.answer == FaultAnswer::unknown;
    switch (look.step) {
        case FaultStep::decision:
            return in_order ? tr("Services are granted today.")
                            : tr("Nothing is granted today: the lock does not open when the decision has ended.");
        case FaultStep::battery:
            if (unknown) return tr("Its battery is not known.");
            return in_order ? tr("It last told of a battery that is {level}.",
                                 {{"level", wording::name_of(lock.lock.battery_level)}})
                            : tr("Its battery is {level}.", {{"level", wording::name_of(lock.lock.battery_level)}});
        case FaultStep::phone:
            if (unknown) return tr("Choose the phone that does not open it.");
            return in_order ? tr("The phone is active, registered and coupled.")
                            : tr("The phone is inactivated, not registered or not coupled.");
        case FaultStep::worker:
            if (unknown) return tr("Choose the care worker who stands before the door.");
            return in_order ? tr("The account is active.") : tr("The account is inactivated.");
    }
    return {};
}

namespace {

void line(std::string& text, const std::string& name, const std::string& value) {
    if (!value.empty()) text += name + ": " + value + '\n';
}

}  // namespace

std::string fault_report(const LockRow& lock, const std::vector<rules::FaultLook>& looks, domain::Instant now) {
    std::string text;
    line(text, tr("Client number"), lock.client.number > 0 ? std::to_string(lock.client.number) : "");
    line(text, tr("Lock"), joined({lock.lock.source_id, name_of_lock_kind(lock.lock.kind), lock.lock.type}));
    line(text, tr("Mounted"), lock.lock.mounted_at ? domain::date_text(*lock.lock.mounted_at) : "");
    line(text, tr("Battery"), battery_text(lock, now));
    line(text, tr("Last used"), lock.lock.last_used_at ? moment(*lock.lock.last_used_at, now) : "");
    for (const auto& look : looks) {
        if (look.answer != FaultAnswer::unknown) line(text, wording::name_of(look.step), answer_of(look, lock));
    }
    return text;
}

std::string order_facts(const workspace::LockOrderRow& row) {
    std::string text;
    line(text, tr("Order"), wording::name_of(row.order.kind));
    line(text, tr("Client number"), row.client.number > 0 ? std::to_string(row.client.number) : "");
    line(text, tr("Lock"), row.lock);
    line(text, tr("Address"), row.order.address);
    line(text, tr("Why"), row.why ? reason_of(row) : row.order.note);
    if (row.order.booked_at)
        line(text, trc("lock order", "Booked"),
             joined({day(domain::local_date(*row.order.booked_at)), time_of_day(*row.order.booked_at),
                     row.order.attendant}));
    return text;
}

std::string startup_note(const std::vector<std::string>& locks) {
    if (locks.size() == 1) return tr("Startup of smart lock {lock}, mounted at the client.", {{"lock", locks.front()}});
    return tr("Startup of smart lock, mounted at the client.");
}

std::string tenths(int value) {
    std::string text = std::to_string(value / 10);
    if (value % 10 != 0) text += (language() == Language::sv ? "," : ".") + std::to_string(value % 10);
    return text;
}

}  // namespace samordna::wording
