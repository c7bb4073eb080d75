#include "wording/silence_words.h"

#include <array>

#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::wording {
namespace {

using rules::Silence;

constexpr std::array weekdays{mark("{n} of the last {of} Sundays"),   mark("{n} of the last {of} Mondays"),
                              mark("{n} of the last {of} Tuesdays"),  mark("{n} of the last {of} Wednesdays"),
                              mark("{n} of the last {of} Thursdays"), mark("{n} of the last {of} Fridays"),
                              mark("{n} of the last {of} Saturdays")};

std::string weeks_of(domain::Date day, int held, int of) {
    return tr(weekdays[std::chrono::weekday{day}.c_encoding()], {{"n", std::int64_t{held}}, {"of", std::int64_t{of}}});
}

std::string time_of(domain::Minutes time) {
    // Any day will do.
    return time_of_day(domain::from_local(domain::Date{} + time));
}

std::string days_of(const Silence& silence) {
    if (silence.day == silence.until) return day(silence.day);
    return day(silence.day) + "\xE2\x80\x93" + day(silence.until);
}

std::int64_t length_of(const Silence& silence) {
    return (silence.until - silence.day).count() + 1;
}

std::string about(const Silence::Occasion& occasion) {
    return occasion.service.empty()
               ? tr("about {time}", {{"time", time_of(occasion.usual)}})
               : tr("about {time} {service}", {{"time", time_of(occasion.usual)}, {"service", occasion.service}});
}

std::string habit(const Silence& silence) {
    std::string out;
    for (const auto& occasion : silence.occasions) {
        if (!out.empty()) out += " ";
        out += tr("{day}, {about}: nothing is registered. There was such a visit on {weeks}.",
                  {{"day", day(silence.day)},
                   {"about", about(occasion)},
                   {"weeks", weeks_of(silence.day, occasion.held, occasion.weeks)}});
    }
    return out;
}

std::string gap(const Silence& silence) {
    const std::string usual = silence.usual_days == 1
                                  ? tr("Usually there is one every day")
                                  : tr("Usually there is one every {n} days", {{"n", number(silence.usual_days)}});
    return tr(
        "{days}: no visit is registered, although there are orders. The last one was {last}. {usual}, and never "
        "before have there been more than {longest} between two.",
        {{"days", days_of(silence)},
         {"last", day(silence.last)},
         {"usual", usual},
         {"longest", trn("{n} day", "{n} days", silence.longest_days)}});
}

std::string unit(const Silence& silence) {
    const std::string visits =
        silence.visits == 0 ? tr("no visit") : trn("only {n} visit", "only {n} visits", silence.visits);
    const std::string usual =
        silence.same_weekday
            ? tr("Usually there are {usual}, counted on {weeks}",
                 {{"usual", number(silence.usual_visits)},
                  {"weeks", weeks_of(silence.day, silence.days_compared, silence.days_compared)}})
            : tr("The quietest day of the week before had {usual}", {{"usual", number(silence.usual_visits)}});
    return tr("{days}: {visits} in the whole unit. {usual}. Have all phones been synced?",
              {{"days", days_of(silence)}, {"visits", visits}, {"usual", usual}});
}

}  // namespace

std::string sentence_of(const Silence& silence) {
    switch (silence.kind) {
        case Silence::Kind::habit:
            return habit(silence);
        case Silence::Kind::gap:
            return gap(silence);
        case Silence::Kind::unit:
            return unit(silence);
    }
    return {};
}

std::string label_of(const Silence& silence) {
    switch (silence.kind) {
        case Silence::Kind::habit: {
            std::string times;
            for (const auto& occasion : silence.occasions) {
                if (!times.empty()) times += ", ";
                times += time_of(occasion.usual);
            }
            return tr("{day} about {time}", {{"day", day(silence.day)}, {"time", times}});
        }
        case Silence::Kind::gap:
            return tr("{n} from {day}",
                      {{"n", trn("{n} day", "{n} days", length_of(silence))}, {"day", day(silence.day)}});
        case Silence::Kind::unit:
            return trn("{n} visit {day}", "{n} visits {day}", silence.visits, {{"day", day(silence.day)}});
    }
    return {};
}

std::string name_of(Silence::Kind kind) {
    switch (kind) {
        case Silence::Kind::habit:
            return tr("Usual visit missing");
        case Silence::Kind::gap:
            return tr("Long without a visit");
        case Silence::Kind::unit:
            return tr("Quiet unit");
    }
    return {};
}

}  // namespace samordna::wording
