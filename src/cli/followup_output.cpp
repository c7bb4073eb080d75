#include "cli/followup_output.h"

#include "cli/table.h"
#include "wording/catalog.h"
#include "wording/followup_words.h"
#include "wording/format.h"

namespace samordna::cli {
namespace {

using rules::ManualShare;
using rules::ShareReading;
using rules::Way;
using wording::number;
using wording::tr;
using wording::trc;
using workspace::FollowUp;
using workspace::FollowUpRow;
using workspace::Sample;

constexpr std::array readings{ShareReading::visits, ShareReading::minutes, ShareReading::visits_not_exempt,
                              ShareReading::minutes_not_exempt};

Json json_of_part(const ManualShare::Part& part) {
    return {{"manual", part.manual}, {"all", part.all}, {"per_mille", part.per_mille()}};
}

Json json_of_share(const ManualShare& share) {
    Json json = Json::object();
    for (const auto reading : readings) json[std::string(rules::name_of(reading))] = json_of_part(share.by(reading));
    return json;
}

Json json_of_shares(const std::vector<ManualShare>& shares, ShareReading binding) {
    auto list = Json::array();
    for (const auto& share : shares) list.push_back(json_of_part(share.by(binding)));
    return list;
}

Json json_of_row(const FollowUpRow& row, ShareReading binding) {
    const auto& sum = row.sum;
    return {{"id", row.id.is_nil() ? Json(nullptr) : Json(row.id.text())},
            {"number", row.number.empty() ? Json(nullptr) : Json(row.number)},
            {"name", row.number.empty() ? Json(row.name) : Json(nullptr)},
            {"visits", sum.visits},
            {"manual_share", json_of_share(sum.share)},
            {"lock_visits", sum.by(Way::lock)},
            {"tag_visits", sum.by(Way::tag)},
            {"mixed_visits", sum.by(Way::mixed)},
            {"manual_visits", sum.by(Way::manual)},
            {"lock_ends", sum.ends_by_way[static_cast<std::size_t>(domain::Verification::lock)]},
            {"tag_ends", sum.ends_by_way[static_cast<std::size_t>(domain::Verification::tag)]},
            {"manual_ends", sum.ends_by_way[static_cast<std::size_t>(domain::Verification::manual)]},
            {"late", sum.late},
            {"edited", sum.edited},
            {"ordered_minutes", row.ordered},
            {"performed_minutes", row.performed},
            {"visits_at_lock", sum.at_lock},
            {"visits_by_lock", sum.by_lock},
            {"explained", row.explained},
            {"never_by_lock", row.never_by_lock()},
            {"weeks", json_of_shares(row.weeks, binding)},
            {"earlier", json_of_shares(row.earlier, binding)},
            {"locks", row.locks}};
}

std::string table_of(const std::vector<FollowUpRow>& rows, ShareReading binding) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& row : rows) {
        const auto& sum = row.sum;
        cells.push_back({row.number, row.name, number(sum.visits), wording::share_of(sum.share.by(binding)),
                         number(sum.by(Way::lock)), number(sum.by(Way::tag)), number(sum.by(Way::mixed)),
                         number(sum.by(Way::manual)), number(sum.late), number(sum.edited), wording::hours(row.ordered),
                         wording::hours(row.performed), row.locks.empty() ? std::string{} : number(row.locks.back())});
    }
    return table_text({{tr("Number")},
                       {tr("Name")},
                       {tr("Visits"), Align::right},
                       {tr("Manual share"), Align::right},
                       {wording::name_of(Way::lock), Align::right},
                       {wording::name_of(Way::tag), Align::right},
                       {wording::name_of(Way::mixed), Align::right},
                       {wording::name_of(Way::manual), Align::right},
                       {trc("visits", "Late"), Align::right},
                       {trc("visits", "Edited"), Align::right},
                       {tr("Ordered"), Align::right},
                       {tr("Performed"), Align::right},
                       {tr("Locks"), Align::right}},
                      cells);
}

std::string readings_table(const FollowUp& month, const std::optional<ManualShare>& otherwise) {
    std::vector<std::vector<std::string>> cells;
    for (const auto reading : readings) {
        const auto& forecast = month.forecast[static_cast<std::size_t>(reading)];
        cells.push_back({wording::name_of(reading), wording::share_of(month.all.sum.share.by(reading)),
                         forecast ? wording::percent_of_mille(forecast->share.per_mille()) : std::string{},
                         otherwise ? wording::share_of(otherwise->by(reading)) : std::string{},
                         reading == month.binding ? tr("this one binds") : std::string{}});
    }
    return table_text({{tr("Manual share")},
                       {tr("Now"), Align::right},
                       {tr("Forecast"), Align::right},
                       {otherwise ? tr("Counted otherwise") : std::string{}, Align::right},
                       {""}},
                      cells);
}

std::string causes_table(const FollowUp& month) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& sum : month.by_cause) {
        cells.push_back({wording::name_of(sum.cause), number(sum.visits), wording::hours(sum.minutes),
                         number(sum.clients), number(sum.care_workers)});
    }
    return table_text({{tr("Why by hand")},
                       {tr("Visits"), Align::right},
                       {tr("Time"), Align::right},
                       {tr("Clients"), Align::right},
                       {tr("Care workers"), Align::right}},
                      cells);
}

std::string trend_table(const FollowUp& month) {
    std::vector<std::vector<std::string>> cells;
    for (std::size_t i = 0; i < month.earlier.size(); ++i)
        cells.push_back({wording::month(month.earlier[i]), wording::share_of(month.all.earlier[i].by(month.binding))});
    for (std::size_t i = 0; i < month.weeks.size(); ++i) {
        if (month.all.weeks[i].visits.all == 0) continue;
        cells.push_back({wording::week(month.weeks[i]), wording::share_of(month.all.weeks[i].by(month.binding))});
    }
    return table_text({{tr("Period")}, {tr("Manual share"), Align::right}}, cells);
}

std::string never_table(const FollowUp& month) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& row : month.care_workers) {
        if (row.never_by_lock())
            cells.push_back({row.number, row.name, number(row.sum.at_lock), number(row.explained)});
    }
    if (cells.empty()) return {};
    return '\n' + table_text({{tr("Number")},
                              {tr("Never used the lock")},
                              {tr("Visits where one hangs"), Align::right},
                              {tr("Explained by the equipment"), Align::right}},
                             cells);
}

}  // namespace

Json json_of(const FollowUp& month, const std::vector<FollowUpRow>& rows, const std::optional<ManualShare>& otherwise) {
    const auto list = [](const auto& values, auto&& made) {
        auto json = Json::array();
        for (const auto& value : values) json.push_back(made(value));
        return json;
    };
    Json forecast = Json::object();
    for (const auto reading : readings) {
        const auto& one = month.forecast[static_cast<std::size_t>(reading)];
        forecast[std::string(rules::name_of(reading))] = one ? json_of_part(one->share) : Json(nullptr);
    }
    return {{"month", domain::month_text(month.month)},
            {"binding", rules::name_of(month.binding)},
            {"limit_percent", month.limit_percent ? Json(*month.limit_percent) : Json(nullptr)},
            {"all", json_of_row(month.all, month.binding)},
            {"forecast", std::move(forecast)},
            {"what_if", otherwise ? json_of_share(*otherwise) : Json(nullptr)},
            {"weeks", list(month.weeks, [](const auto& day) { return Json(domain::date_text(day)); })},
            {"earlier", list(month.earlier, [](const auto& each) { return Json(domain::month_text(each)); })},
            {"lock_months", list(month.lock_months, [](const auto& each) { return Json(domain::month_text(each)); })},
            {"causes", list(month.by_cause,
                            [](const auto& sum) {
                                return Json{{"cause", rules::name_of(sum.cause)},
                                            {"visits", sum.visits},
                                            {"minutes", sum.minutes},
                                            {"clients", sum.clients},
                                            {"care_workers", sum.care_workers}};
                            })},
            {"rows", list(rows, [&](const auto& row) { return json_of_row(row, month.binding); })},
            {"manual", list(month.manual, [](const auto& visit) {
                 return Json{{"visit_id", visit.id.text()},
                             {"source_id", visit.source_id},
                             {"date", domain::date_text(visit.day)},
                             {"client_number", visit.client_number},
                             {"care_worker_number", visit.care_worker_number},
                             {"cause", rules::name_of(visit.cause)},
                             {"has_note", visit.has_note},
                             {"minutes", visit.registration.minutes}};
             })}};
}

std::string text_of(const FollowUp& month, const std::vector<FollowUpRow>& rows,
                    const std::optional<ManualShare>& otherwise) {
    if (month.all.sum.visits == 0) return tr("There are no visits in this period.") + "\n";
    return readings_table(month, otherwise) + wording::forecast_of(month) + "\n\n" + trend_table(month) + '\n' +
           (month.by_cause.empty() ? std::string{} : causes_table(month) + '\n') + table_of(rows, month.binding) +
           never_table(month);
}

std::string array_of(const std::vector<Sample>& samples) {
    std::vector<Json> objects;
    for (const auto& sample : samples) {
        auto clients = Json::array();
        for (const auto& one : sample.clients) {
            clients.push_back({{"provider", one.provider},
                               {"id", one.client.text()},
                               {"client_number", one.client_number},
                               {"has_lock", one.has_lock},
                               {"visits", one.visits},
                               {"by_lock_or_tag", one.by_lock_or_tag},
                               {"by_hand", one.by_hand},
                               {"care_workers_without", one.care_workers_without}});
        }
        objects.push_back({{"month", domain::month_text(sample.month)},
                           {"day", domain::date_text(sample.day)},
                           {"seed", sample.seed},
                           {"per_provider", sample.per_provider},
                           {"made_at", json_of(sample.made_at)},
                           {"made_by", sample.made_by.empty() ? Json(nullptr) : Json(sample.made_by)},
                           {"clients", std::move(clients)}});
    }
    return array_text(objects);
}

std::string text_of(const std::vector<Sample>& samples) {
    std::string text;
    for (const auto& sample : samples) {
        text += tr("Sample of {day}, drawn with {seed}",
                   {{"day", wording::long_day(sample.day)}, {"seed", std::to_string(sample.seed)}});
        text += '\n';
        std::vector<std::vector<std::string>> cells;
        for (const auto& one : sample.clients) {
            cells.push_back({one.provider, std::to_string(one.client_number), one.has_lock ? tr("yes") : tr("no"),
                             number(one.visits), number(one.by_lock_or_tag), number(one.by_hand),
                             number(one.care_workers_without)});
        }
        text += cells.empty() ? tr("There are no visits that day.") + "\n"
                              : table_text({{tr("Provider")},
                                            {tr("Client"), Align::right},
                                            {tr("Lock")},
                                            {tr("Visits"), Align::right},
                                            {tr("By lock or tag"), Align::right},
                                            {wording::name_of(Way::manual), Align::right},
                                            {tr("Care workers not using it"), Align::right}},
                                           cells);
    }
    return text.empty() ? tr("No sample of that month has been kept.") + "\n" : text;
}

}  // namespace samordna::cli
