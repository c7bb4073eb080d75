// What the columns and rows of a layout can hold.
#include <algorithm>
#include <array>
#include <map>

#include "workspace/basis_sheets.h"

namespace samordna::workspace {
namespace {

using View = BasisView;

std::int64_t days(domain::Date date) {
    return date.time_since_epoch().count();
}
void put(Cell& cell, domain::Date date) {
    cell.set(CellKind::date, days(date));
}
void put(Cell& cell, std::optional<domain::Date> date) {
    date ? put(cell, *date) : cell.clear();
}
void put(Cell& cell, std::optional<domain::Instant> at) {
    at ? cell.set(CellKind::moment, domain::local_time(*at).time_since_epoch().count()) : cell.clear();
}
void put_time(Cell& cell, std::optional<domain::Instant> at) {
    if (!at) return cell.clear();
    const auto local = domain::local_time(*at);
    const auto since = local - std::chrono::floor<std::chrono::days>(local);
    cell.set(CellKind::time, std::chrono::floor<std::chrono::minutes>(since).count());
}
void put(Cell& cell, int number) {
    cell.set(CellKind::integer, number);
}
void put_hours(Cell& cell, std::int64_t minutes) {
    cell.set(CellKind::hours, minutes);
}
void put_service(Cell& cell, const View& view, const std::string& service) {
    cell.set(service.empty() ? view.word("no-service") : std::string_view(service));
}
std::string_view approval_of(const View& view, const BasisShift& shift) {
    return view.word(shift.approval == BasisApproval::approved  ? "approved"
                     : shift.approval == BasisApproval::missing ? "missing"
                                                                : "too_late");
}

// The minutes are of the same shape in several tables; Of gives the row.
template <auto Of>
constexpr std::array<BasisField, 5> minutes_fields() {
    return {
        {{"ordered", CellKind::hours, [](const View& v, std::size_t i, Cell& c) { put_hours(c, Of(v, i).ordered); }},
         {"performed", CellKind::hours,
          [](const View& v, std::size_t i, Cell& c) { put_hours(c, Of(v, i).performed); }},
         {"paid", CellKind::hours, [](const View& v, std::size_t i, Cell& c) { put_hours(c, Of(v, i).paid); }},
         {"payable", CellKind::hours, [](const View& v, std::size_t i, Cell& c) { put_hours(c, Of(v, i).payable); }},
         {"pending", CellKind::hours, [](const View& v, std::size_t i, Cell& c) { put_hours(c, Of(v, i).pending); }}}};
}

template <std::size_t A, std::size_t B>
constexpr std::array<BasisField, A + B> with(const std::array<BasisField, A>& a, const std::array<BasisField, B>& b) {
    std::array<BasisField, A + B> all{};
    std::copy(a.begin(), a.end(), all.begin());
    std::copy(b.begin(), b.end(), all.begin() + A);
    return all;
}

template <bool by_client>
const BasisSum& line_at(const View& v, std::size_t i) {
    return by_client ? v.basis().lines[i] : v.basis().services[i];
}
template <bool by_client>
const BasisMinutes& line_minutes(const View& v, std::size_t i) {
    return line_at<by_client>(v, i).minutes;
}
template <bool by_client>
constexpr auto line_fields =
    with(std::to_array<BasisField>(
             {{"service", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { put_service(c, v, line_at<by_client>(v, i).service); }},
              {"visits", CellKind::integer,
               [](const View& v, std::size_t i, Cell& c) { put(c, line_at<by_client>(v, i).visits); }},
              {"rate", CellKind::money,
               [](const View& v, std::size_t i, Cell& c) {
                   const auto& rate = line_at<by_client>(v, i).ore_per_hour;
                   rate ? c.set(CellKind::money, *rate) : c.clear();
               }},
              {"amount", CellKind::money,
               [](const View& v, std::size_t i, Cell& c) {
                   // Rounded once, for a client and a service: what stands for all clients is the sum of these.
                   const auto& line = line_at<by_client>(v, i);
                   if (!line.ore_per_hour) return c.clear();
                   std::int64_t ore = by_client ? line.ore() : 0;
                   for (const auto& one : v.basis().lines) {
                       if (!by_client && one.service == line.service && one.ore_per_hour == line.ore_per_hour)
                           ore += one.ore();
                   }
                   c.set(CellKind::money, ore);
               }},
              {"reasons", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { c.set(v.reasons(line_at<by_client>(v, i).reasons)); }}}),
         minutes_fields<line_minutes<by_client>>());

const BasisSum& of_client(const View& v, std::size_t i) {
    return v.basis().lines[i];
}
constexpr auto client_fields =
    with(std::to_array<BasisField>(
             {{"client_number", CellKind::integer,
               [](const View& v, std::size_t i, Cell& c) { put(c, v.basis().clients[of_client(v, i).client].number); }},
              {"client", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { c.set(v.client(of_client(v, i).client)); }},
              {"reference", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) {
                   const auto* reference = v.reference(of_client(v, i).client);
                   c.set(reference == nullptr ? v.word("choose-reference") : std::string_view(reference->code));
               }}}),
         line_fields<true>);

const BasisDetail& detail(const View& v, std::size_t i) {
    return v.basis().details[i];
}
const BasisShift& shift_of(const View& v, std::size_t i) {
    return v.basis().shifts[detail(v, i).shift];
}
const BasisMinutes& detail_minutes(const View& v, std::size_t i) {
    return detail(v, i).minutes;
}
constexpr auto detail_fields = with(
    std::to_array<BasisField>(
        {{"client_number", CellKind::integer,
          [](const View& v, std::size_t i, Cell& c) { put(c, v.basis().clients[detail(v, i).client].number); }},
         {"client", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.client(detail(v, i).client)); }},
         {"date", CellKind::date, [](const View& v, std::size_t i, Cell& c) { put(c, detail(v, i).day); }},
         {"start", CellKind::time, [](const View& v, std::size_t i, Cell& c) { put_time(c, detail(v, i).start); }},
         {"end", CellKind::time, [](const View& v, std::size_t i, Cell& c) { put_time(c, detail(v, i).end); }},
         {"service", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { put_service(c, v, detail(v, i).service); }},
         {"extra", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.yes_or_no(detail(v, i).extra)); }},
         {"visit", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(detail(v, i).source_id); }},
         {"shift", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(shift_of(v, i).source_id); }},
         {"care_worker", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.care_worker(shift_of(v, i))); }},
         {"manual_start", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.yes_or_no(detail(v, i).manual_start)); }},
         {"manual_end", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.yes_or_no(detail(v, i).manual_end)); }},
         {"edited", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.yes_or_no(detail(v, i).edited)); }},
         {"note", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(v.yes_or_no(detail(v, i).note)); }},
         {"approval", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(approval_of(v, shift_of(v, i))); }},
         {"approved_by", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(shift_of(v, i).approved_by); }},
         {"approved_at", CellKind::moment,
          [](const View& v, std::size_t i, Cell& c) { put(c, shift_of(v, i).approved_at); }},
         {"reasons", CellKind::text,
          [](const View& v, std::size_t i, Cell& c) { c.set(v.reasons(detail(v, i).reasons)); }}}),
    minutes_fields<detail_minutes>());

const BasisDeviation& deviation(const View& v, std::size_t i) {
    return v.basis().deviations[i];
}
constexpr auto deviation_fields = std::to_array<BasisField>(
    {{"date", CellKind::date, [](const View& v, std::size_t i, Cell& c) { put(c, deviation(v, i).day); }},
     {"client_number", CellKind::integer,
      [](const View& v, std::size_t i, Cell& c) { put(c, v.basis().clients[*deviation(v, i).client].number); }},
     {"client", CellKind::text,
      [](const View& v, std::size_t i, Cell& c) { c.set(v.client(*deviation(v, i).client)); }},
     {"shift", CellKind::text,
      [](const View& v, std::size_t i, Cell& c) { c.set(v.basis().shifts[*deviation(v, i).shift].source_id); }},
     {"visit", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(deviation(v, i).source_id); }},
     {"care_worker", CellKind::text,
      [](const View& v, std::size_t i, Cell& c) { c.set(v.care_worker(v.basis().shifts[*deviation(v, i).shift])); }},
     {"deviation", CellKind::text,
      [](const View& v, std::size_t i, Cell& c) { c.set(v.reason(deviation(v, i).check)); }},
     {"severity", CellKind::text,
      [](const View& v, std::size_t i, Cell& c) { c.set(v.word(rules::name_of(deviation(v, i).severity))); }},
     {"paragraph", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(deviation(v, i).paragraph); }},
     {"rulebook", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(deviation(v, i).rulebook); }},
     {"note", CellKind::text,
      [](const View& v, std::size_t i, Cell& c) { c.set(v.yes_or_no(deviation(v, i).note)); }}});

const BasisStartup& startup(const View& v, std::size_t i) {
    return v.basis().startups[i];
}
constexpr auto startup_fields = std::to_array<BasisField>(
    {{"client_number", CellKind::integer,
      [](const View& v, std::size_t i, Cell& c) { put(c, v.basis().clients[startup(v, i).client].number); }},
     {"client", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(v.client(startup(v, i).client)); }},
     {"lock", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(startup(v, i).lock); }},
     {"mounted_at", CellKind::date, [](const View& v, std::size_t i, Cell& c) { put(c, startup(v, i).mounted_at); }},
     {"hour_date", CellKind::date, [](const View& v, std::size_t i, Cell& c) { put(c, startup(v, i).day); }},
     {"hour", CellKind::hours, [](const View& v, std::size_t i, Cell& c) { put_hours(c, startup(v, i).minutes); }},
     {"state", CellKind::text, [](const View& v, std::size_t i, Cell& c) {
          c.set(v.word("startup-" + std::string(rules::name_of(startup(v, i).state))));
      }}});

const BasisShift& unpaid(const View& v, std::size_t i) {
    return v.basis().shifts[v.basis().unpaid[i]];
}
const BasisMinutes& unpaid_minutes(const View& v, std::size_t i) {
    return unpaid(v, i).minutes;
}
constexpr auto unapproved_fields =
    with(std::to_array<BasisField>(
             {{"date", CellKind::date, [](const View& v, std::size_t i, Cell& c) { put(c, unpaid(v, i).date); }},
              {"shift", CellKind::text, [](const View& v, std::size_t i, Cell& c) { c.set(unpaid(v, i).source_id); }},
              {"care_worker", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { c.set(v.care_worker(unpaid(v, i))); }},
              {"visits", CellKind::integer, [](const View& v, std::size_t i, Cell& c) { put(c, unpaid(v, i).visits); }},
              {"approval", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { c.set(approval_of(v, unpaid(v, i))); }},
              {"approved_by", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { c.set(unpaid(v, i).approved_by); }},
              {"approved_at", CellKind::moment,
               [](const View& v, std::size_t i, Cell& c) { put(c, unpaid(v, i).approved_at); }},
              {"reasons", CellKind::text,
               [](const View& v, std::size_t i, Cell& c) { c.set(v.reasons(unpaid(v, i).reasons)); }}}),
         minutes_fields<unpaid_minutes>());

// "12,4 % (31 av 250)" is for people to read; what is counted with stands in the two numbers.
std::string share_text(const rules::ManualShare::Part& part) {
    const int mille = part.per_mille();
    return std::to_string(mille / 10) + "," + std::to_string(mille % 10) + " % (" + std::to_string(part.manual) +
           " / " + std::to_string(part.all) + ")";
}

const BasisMinutes& total(const View& v, std::size_t) {
    return v.basis().total;
}
constexpr auto fact_fields = with(std::to_array<BasisField>({{"municipality", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.basis().unit.municipality);
                                                              }},
                                                             {"provider", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.basis().unit.provider);
                                                              }},
                                                             {"provider_org_number", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.basis().unit.provider_org_number);
                                                              }},
                                                             {"unit", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.basis().unit.name);
                                                              }},
                                                             {"month", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.month_name());
                                                              }},
                                                             {"first_day", CellKind::date,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, domain::first_day(v.basis().month));
                                                              }},
                                                             {"last_day", CellKind::date,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, domain::last_day(v.basis().month));
                                                              }},
                                                             {"status", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.word(v.basis().final ? "final"
                                                                                               : "preliminary"));
                                                              }},
                                                             {"status_told", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.word(v.basis().final ? "final-told"
                                                                                               : "preliminary-told"));
                                                              }},
                                                             {"closing_time", CellKind::moment,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, std::optional(v.basis().closing_time));
                                                              }},
                                                             {"as_of", CellKind::moment,
                                                              [](const View& v, std::size_t,
                                                                 Cell& c) { put(c, std::optional(v.basis().as_of)); }},
                                                             {"agreed_at", CellKind::moment,
                                                              [](const View& v, std::size_t,
                                                                 Cell& c) { put(c, v.basis().agreed_at); }},
                                                             {"rulebooks", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  std::string all;
                                                                  for (const auto& book : v.basis().rulebooks)
                                                                      all += (all.empty() ? "" : "; ") + book.version +
                                                                             " (" + book.publisher + ", " + book.title +
                                                                             ", " + domain::date_text(book.valid_from) +
                                                                             ")";
                                                                  c.set(all);
                                                              }},
                                                             {"approvers", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  std::map<std::string, int> shifts;
                                                                  for (const auto& shift : v.basis().shifts) {
                                                                      if (shift.approval == BasisApproval::approved)
                                                                          ++shifts[shift.approved_by];
                                                                  }
                                                                  std::string all;
                                                                  for (const auto& [who, count] : shifts)
                                                                      all += (all.empty() ? "" : ", ") + who + " (" +
                                                                             std::to_string(count) + ")";
                                                                  c.set(all);
                                                              }},
                                                             {"identity", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(
                                                                      v.word(v.full_identity() ? "full" : "minimised"));
                                                              }},
                                                             {"visits", CellKind::integer,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, v.basis().visits);
                                                              }},
                                                             {"details", CellKind::integer,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, static_cast<int>(v.basis().details.size()));
                                                              }},
                                                             {"shifts", CellKind::integer,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, static_cast<int>(v.basis().shifts.size()));
                                                              }},
                                                             {"unapproved_shifts", CellKind::integer,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, static_cast<int>(v.basis().unpaid.size()));
                                                              }},
                                                             {"deviations", CellKind::integer,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  put(c, static_cast<int>(v.basis().deviations.size()));
                                                              }},
                                                             {"manual_visits", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(share_text(v.basis().manual.visits));
                                                              }},
                                                             {"manual_minutes", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(share_text(v.basis().manual.minutes));
                                                              }},
                                                             {"manual_visits_not_exempt", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(share_text(v.basis().manual.visits_not_exempt));
                                                              }},
                                                             {"manual_minutes_not_exempt", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(
                                                                      share_text(v.basis().manual.minutes_not_exempt));
                                                              }},
                                                             {"amount", CellKind::money,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  std::int64_t ore = 0;
                                                                  for (const auto& line : v.basis().lines)
                                                                      ore += line.ore();
                                                                  c.set(CellKind::money, ore);
                                                              }},
                                                             {"adds_up", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.word(v.basis().adds_up ? "adds-up"
                                                                                                 : "differs"));
                                                              }},
                                                             {"layout", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.layout().name);
                                                              }},
                                                             {"checksum", CellKind::text,
                                                              [](const View& v, std::size_t, Cell& c) {
                                                                  c.set(v.basis().checksum);
                                                              }},
                                                             // Several rows, see basis_sheets.cpp.
                                                             {"references", CellKind::text,
                                                              [](const View&, std::size_t, Cell& c) { c.clear(); }}}),
                                  minutes_fields<total>());

}  // namespace

std::span<const BasisField> fields_of(BasisTable table) {
    switch (table) {
        case BasisTable::services:
            return line_fields<false>;
        case BasisTable::clients:
            return client_fields;
        case BasisTable::details:
            return detail_fields;
        case BasisTable::deviations:
            return deviation_fields;
        case BasisTable::startups:
            return startup_fields;
        case BasisTable::unapproved:
            return unapproved_fields;
        default:
            return fact_fields;
    }
}

}  // namespace samordna::workspace
