#include "workspace/basis_compare.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "rules/judge.h"
#include "sync/facts_reader.h"
#include "workspace/month_desk.h"
#include "workspace/registry.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using rules::BasisCause;
using rules::BasisMeasure;

// What two rows must have in common to be the same.
struct Key {
    int client = 0;
    Date day{};  // none: the month as a whole
    std::string care_worker;
    std::string service;  // small letters
    auto operator<=>(const Key&) const = default;
};

int whole_minutes(std::int64_t hundredths) {
    return static_cast<int>(hundredths >= 0 ? (hundredths + 50) / 100 : -((50 - hundredths) / 100));
}

class Comparing {
  public:
    Comparing(const rules::Facts& facts, const Registry& registry, domain::Instant now, domain::Month month)
        : facts_(facts), registry_(registry), now_(now) {
        done_.month = month;
    }

    Comparison compare(const TheirColumns& columns, const TheirFile& file, const std::string& municipality) {
        done_.measure = columns.of.contains(TheirField::paid) ? BasisMeasure::paid : BasisMeasure::performed;
        done_.by_day = columns.of.contains(TheirField::date);
        done_.with_ore = columns.of.contains(TheirField::amount);
        done_.passed_over = file.passed_over;
        done_.of_other_months = file.of_other_months;
        find_workers();
        const auto& clients = registry_.clients();
        for (std::uint32_t i = 0; i < clients.size(); ++i)
            names_.emplace(registry_.client_number_at(i), clients[i].name);
        done_.by_care_worker = columns.of.contains(TheirField::care_worker) && all_workers_known(file);
        find_municipalities(file, municipality);
        for (const auto& row : file.rows) take_theirs(row);
        facts_.each_visit([&](std::uint32_t index) { take_ours(facts_.at(index)); });
        for (auto& [key, row] : rows_) done_.rows.push_back(finished(key, std::move(row)));
        // Where no rate is set nothing of ours is in kronor, not even what we lack.
        done_.with_ore = done_.with_ore && std::any_of(done_.rows.begin(), done_.rows.end(), [](const auto& row) {
                             return !row.pair.own.empty() && row.pair.our_ore();
                         });
        for (auto& row : done_.rows) row.pair.with_ore = done_.with_ore;
        for (auto& row : done_.rows) row.parts = rules::parts_of(row.pair);
        find_other_services();
        sum_up();
        return std::move(done_);
    }

  private:
    struct Gathered {
        ComparedRow row;
        std::optional<std::int64_t> ordered{}, performed{}, paid{}, ore{};  // theirs, hundredths of a minute
        bool all_ore = true;
    };

    // Theirs may have the number of a care worker or her name.
    void find_workers() {
        for (const auto& worker : registry_.care_workers()) {
            workers_.emplace(base::lower_case(worker.number), worker.number);
            const auto [it, first] = workers_.emplace(base::lower_case(worker.name), worker.number);
            if (!first && it->second != worker.number) it->second.clear();  // two of that name
        }
    }
    std::string worker_of(const std::string& text) const {
        const auto it = workers_.find(base::lower_case(text));
        return it == workers_.end() ? std::string{} : it->second;
    }
    bool all_workers_known(const TheirFile& file) const {
        return std::all_of(file.rows.begin(), file.rows.end(),
                           [&](const auto& row) { return !worker_of(row.care_worker).empty(); });
    }

    // A municipality sends what is its own: the others' visits are not missing in its file.
    void find_municipalities(const TheirFile& file, const std::string& wanted) {
        std::map<int, std::string> of_client;
        std::set<std::string> all;
        facts_.each_client([&](std::uint32_t index) {
            const auto& client = facts_.client_at(index).client;
            const auto municipality = std::string(facts_.municipality_of_unit(client.unit));
            all.insert(municipality);
            of_client.emplace(client.number, municipality);
        });
        std::set<std::string> chosen;
        for (const auto& row : file.rows) {
            if (const auto it = of_client.find(row.client); it != of_client.end()) chosen.insert(it->second);
        }
        if (chosen.empty()) chosen = all;
        if (!wanted.empty()) chosen = {wanted};
        done_.municipalities.assign(chosen.begin(), chosen.end());
        if (!chosen.empty()) book_ = facts_.rulebooks().in_force(*chosen.begin(), domain::last_day(done_.month));
    }

    std::string service_of(const rules::Rulebook* book, const std::string& name) const {
        const auto* service = book == nullptr ? nullptr : book->services.find(name);
        return service == nullptr ? name : service->name;
    }

    Gathered& row_of(int client, Date day, const std::string& worker, const std::string& service) {
        Key key{client, done_.by_day ? day : Date{}, done_.by_care_worker ? worker : std::string{},
                base::lower_case(service)};
        auto [it, is_new] = rows_.try_emplace(std::move(key));
        if (is_new) it->second.row.service = service;
        return it->second;
    }

    void take_theirs(const TheirRow& row) {
        Gathered& to =
            row_of(row.client, row.date.value_or(Date{}), worker_of(row.care_worker), service_of(book_, row.service));
        to.row.lines.push_back(row.line);
        const auto add = [](std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& one) {
            if (one) sum = sum.value_or(0) + *one;
        };
        add(to.ordered, row.ordered);
        add(to.performed, row.performed);
        add(to.paid, row.paid);
        add(to.ore, row.ore);
        to.all_ore = to.all_ore && row.ore;
    }

    void take_ours(const rules::Facts::VisitFact& fact) {
        if (domain::month_of(fact.day) != done_.month) return;
        const auto& shift = facts_.shift_at(fact.shift).shift;
        const auto municipality = facts_.municipality_of(shift);
        if (std::find(done_.municipalities.begin(), done_.municipalities.end(), municipality) ==
            done_.municipalities.end())
            return;
        const auto* worker = registry_.care_worker(shift.care_worker);
        const auto* book = facts_.rulebooks().in_force(municipality, fact.day);
        rules::OwnLine own;
        own.approved = shift.approved_at.has_value();
        own.stopped = rules::any_blocks(rules::findings_of_visit(facts_, fact.visit.id, now_));
        own.unverified = rules::is_manual(fact.visit);
        if (book != nullptr) own.ore_per_hour = rules::rate_on(*book, fact.day);
        for (const auto& line : rules::paid_lines(facts_, fact.visit.id, now_)) {
            own.ordered = line.ordered;
            own.performed = line.performed;
            own.paid = line.paid;
            Gathered& to = row_of(registry_.client_number(fact.visit.client), fact.day,
                                  worker == nullptr ? std::string{} : worker->number, service_of(book, line.service));
            to.row.pair.own.push_back(own);
            to.row.visits.push_back(fact.visit.id);
        }
    }

    ComparedRow finished(const Key& key, Gathered&& gathered) const {
        ComparedRow row = std::move(gathered.row);
        row.client_number = key.client;
        if (const auto it = names_.find(key.client); it != names_.end()) row.client_name = it->second;
        if (done_.by_day) row.date = key.day;
        row.care_worker = key.care_worker;
        row.pair.measure = done_.measure;
        if (row.lines.empty()) return row;
        const auto minutes = [](const std::optional<std::int64_t>& sum) {
            return sum ? std::optional(whole_minutes(*sum)) : std::nullopt;
        };
        row.pair.theirs = rules::TheirTimes{minutes(gathered.ordered), minutes(gathered.performed),
                                            minutes(gathered.paid), gathered.all_ore ? gathered.ore : std::nullopt};
        return row;
    }

    static bool is_open(const ComparedRow& row) {
        if (row.parts.size() != 1 || !row.other_service.empty()) return false;
        const auto cause = row.parts.front().cause;
        return cause == BasisCause::not_in_ours || cause == BasisCause::not_in_theirs || cause == BasisCause::unknown;
    }

    // Rows of the same client, day and care worker, where one lacks what another has too much of. Those that one side
    // lacks altogether are matched first.
    void find_other_services() {
        auto& rows = done_.rows;
        const auto is_same = [](const ComparedRow& a, const ComparedRow& b) {
            return std::tie(a.client_number, a.date, a.care_worker) == std::tie(b.client_number, b.date, b.care_worker);
        };
        for (const bool both_sided : {false, true}) {
            for (std::size_t from = 0, to = 0; from < rows.size(); from = to) {
                while (to < rows.size() && is_same(rows[from], rows[to])) ++to;
                for (std::size_t i = from; i < to; ++i) {
                    for (std::size_t j = i + 1; j < to && is_open(rows[i]); ++j) {
                        const bool unknown = rows[i].parts.front().cause == BasisCause::unknown ||
                                             (is_open(rows[j]) && rows[j].parts.front().cause == BasisCause::unknown);
                        if (!is_open(rows[j]) || unknown != both_sided) continue;
                        if (!rules::is_other_service(rows[i].pair, rows[j].pair)) continue;
                        rows[i].parts.front().cause = rows[j].parts.front().cause = BasisCause::other_service;
                        rows[i].other_service = rows[j].service;
                        rows[j].other_service = rows[i].service;
                    }
                }
            }
        }
    }

    void sum_up() {
        auto& totals = done_.totals;
        for (const auto& row : done_.rows) {
            totals.theirs += row.pair.their_minutes();
            totals.ours += row.pair.our_minutes();
            if (row.pair.difference_in_ore()) {
                totals.their_ore += *row.pair.their_ore();
                totals.our_ore += *row.pair.our_ore();
            } else {
                ++totals.without_ore;
            }
            ++totals.rows;
            totals.differing += row.differs() ? 1 : 0;
            for (const auto& part : row.parts) {
                auto& of = totals.causes[static_cast<std::size_t>(part.cause)];
                ++of.rows;
                of.minutes += part.minutes;
                of.ore += part.ore;
            }
        }
    }

    const rules::Facts& facts_;
    const Registry& registry_;
    domain::Instant now_;
    const rules::Rulebook* book_ = nullptr;  // by which their names of services are understood
    std::map<std::string, std::string> workers_;
    std::map<int, std::string> names_;  // of clients
    std::map<Key, Gathered> rows_;
    Comparison done_;
};

std::string draft_of(const std::string& layout) {
    return "basis columns " + layout;
}

}  // namespace

Result<TheirColumns> ComparisonDesk::columns(const Table& table, std::span<const ColumnCorrection> corrections) const {
    return columns_of(table, corrections,
                      [&](const std::string& layout) { return workspace_.draft(draft_of(layout)); });
}

Result<Comparison> ComparisonDesk::compare(const Table& table, const TheirColumns& columns,
                                           const ComparisonQuestion& question) {
    auto file = read_basis_file(table, columns, question.month);
    if (!file.problems.empty()) {
        Comparison unread;
        unread.month = question.month;
        unread.problems = std::move(file.problems);
        return unread;
    }
    if (file.rows.empty() && file.of_other_months > 0)
        return base::Error{"basis.other_month", {{"month", domain::month_text(question.month)}}};
    if (file.rows.empty()) return base::Error{"basis.no_rows"};
    workspace_.keep_draft(draft_of(layout_of(table, columns.heading)), remembered_text(table, columns));
    workspace_.note_reading_of_units(domain::ReadingVerb::exported);
    const auto books = workspace_.rulebooks();
    rules::Facts facts(*books);
    store::Store& store = *MonthDesk::state_of(workspace_).store;
    sync::FactsReader(store, facts)
        .read_days(domain::first_day(question.month), domain::first_day(question.month + std::chrono::months{1}));
    const Registry registry(store);
    return Comparing(facts, registry, workspace_.now(), question.month).compare(columns, file, question.municipality);
}

}  // namespace samordna::workspace
