#include "server/facts_loader.h"

#include <limits>
#include <stdexcept>
#include <utility>

#include "protocol/codec.h"

namespace samordna::server {
namespace {

using domain::Instant;
using domain::RecordType;

constexpr const char* only_visits = " AND starts_at BETWEEN :from AND :to AND deleted_at IS NULL";

Big seconds(Instant t) {
    return t.time_since_epoch().count();
}

base::Id stored_id(const std::string& text) {
    const auto id = base::Id::parse(text);
    if (!id) throw std::logic_error("the database holds a malformed id");
    return *id;
}

domain::Record stored_record(int type, const base::Id& id, const std::string& body) {
    auto record = protocol::parse_record(static_cast<RecordType>(type), id, body);
    if (!record) throw std::logic_error("the database holds a record that cannot be read");
    return std::move(*record);
}

}  // namespace

// Prepared once, asked many times.
struct FactsLoader::Queries {
    explicit Queries(soci::session& sql)
        : one((sql.prepare << "SELECT type, id, body FROM record WHERE id = :id AND deleted_at IS NULL", soci::use(key),
               soci::into(type), soci::into(id), soci::into(body))),
          of_shift((sql.prepare << "SELECT type, id, body FROM record WHERE shift = :shift AND deleted_at IS NULL",
                    soci::use(key), soci::into(type), soci::into(id), soci::into(body))),
          of_client(
              (sql.prepare << std::string("SELECT type, id, body FROM record WHERE client = :client") + only_visits,
               soci::use(key), soci::use(from), soci::use(to), soci::into(type), soci::into(id), soci::into(body))),
          of_worker((
              sql.prepare << std::string("SELECT type, id, body FROM record WHERE care_worker = :worker") + only_visits,
              soci::use(key), soci::use(from), soci::use(to), soci::into(type), soci::into(id), soci::into(body))),
          things((sql.prepare << "SELECT type, id, body FROM record WHERE client = :client AND starts_at IS NULL AND "
                                 "deleted_at IS NULL",
                  soci::use(key), soci::into(type), soci::into(id), soci::into(body))),
          of_type((sql.prepare << "SELECT type, id, body FROM record WHERE unit = :unit AND type = :type AND "
                                  "deleted_at IS NULL",
                   soci::use(unit), soci::use(wanted), soci::into(type), soci::into(id), soci::into(body))),
          household(
              (sql.prepare << "SELECT type, id, body FROM record WHERE unit = :unit AND household = :household AND "
                              "deleted_at IS NULL",
               soci::use(unit), soci::use(key), soci::into(type), soci::into(id), soci::into(body))) {}

    // Calls f(type, id, body) for each row; f asks nothing of the same query.
    template <class F>
    void each(soci::statement& query, std::string asked, F&& f) {
        key = std::move(asked);
        query.execute();
        while (query.fetch()) f(type, id, body);
    }

    std::string key;
    Big from = 0, to = 0, unit = 0;
    int type = 0;
    int wanted = 0;  // type
    std::string id, body;
    soci::statement one, of_shift, of_client, of_worker, things, of_type, household;
};

FactsLoader::FactsLoader(soci::session& sql, std::shared_ptr<const rules::Rulebooks> rulebooks)
    : rulebooks_(std::move(rulebooks)), facts_(*rulebooks_), queries_(std::make_unique<Queries>(sql)) {}
FactsLoader::~FactsLoader() = default;

// A visit, once.
void FactsLoader::take(const std::string& id_text, const std::string& body) {
    const Id id = stored_id(id_text);
    if (facts_.index_of(id) != rules::Facts::nobody) return;
    auto visit = std::get<domain::Visit>(stored_record(static_cast<int>(RecordType::visit), id, body));
    alone_.emplace_back(visit.shift, visit.client);
    facts_.put(std::move(visit));
}

// Whose visits the new ones are, and in which shifts.
void FactsLoader::introduce(Big unit) {
    for (const auto& [shift, client] : std::exchange(alone_, {})) {
        read_client(client, unit);
        if (!shifts_.insert(shift).second) continue;
        queries_->each(queries_->one, shift.text(), [&, &id = shift](int type, const std::string&, const auto& body) {
            facts_.put(stored_record(type, id, body));
        });
    }
}

void FactsLoader::read_client(const Id& id, Big unit) {
    if (!clients_.insert(id).second) return;
    std::string household;
    queries_->each(queries_->one, id.text(), [&](int type, const std::string&, const std::string& body) {
        const auto record = stored_record(type, id, body);
        household = std::get<domain::Client>(record).household;
        facts_.put(record);
    });
    if (household.empty()) return;
    std::vector<Id> together;
    queries_->unit = unit;
    queries_->each(queries_->household, household, [&](int type, const std::string& other, const std::string& body) {
        together.push_back(stored_id(other));
        facts_.put(stored_record(type, together.back(), body));
    });
    households_.insert_or_assign(id, std::move(together));
}

void FactsLoader::about(const Id& client, Big number) {
    read_client(client, number);
    read_things(client);
}

void FactsLoader::read_of_type(Big unit, RecordType wanted) {
    queries_->unit = unit;
    queries_->wanted = static_cast<int>(wanted);
    queries_->each(queries_->of_type, {}, [&](int type, const std::string& id, const std::string& body) {
        facts_.put(stored_record(type, stored_id(id), body));
    });
}

void FactsLoader::care_workers(Big number) {
    if (with_care_workers_.insert(number).second) read_of_type(number, RecordType::care_worker);
}

void FactsLoader::read_things(const Id& client) {
    if (!things_.insert(client).second) return;
    queries_->each(queries_->things, client.text(), [&](int type, const std::string& id, const std::string& body) {
        facts_.put(stored_record(type, stored_id(id), body));
    });
}

// Visits within reach of that moment that are not known yet.
void FactsLoader::read_around(Spans& spans, const Id& of, Instant start, bool of_client) {
    Span wanted{start - rules::reach, start + rules::reach};
    const auto [known, fresh] = spans.try_emplace(of, wanted);
    if (!fresh) {
        Span& span = known->second;
        if (wanted.from >= span.from && wanted.to <= span.to) return;
        if (wanted.from > span.to || wanted.to < span.from) {
            span = wanted;
        } else if (wanted.to > span.to) {
            wanted.from = span.to;
            span.to = wanted.to;
        } else {
            wanted.to = span.from;
            span.from = wanted.from;
        }
    }
    queries_->from = seconds(wanted.from);
    queries_->to = seconds(wanted.to);
    queries_->each(of_client ? queries_->of_client : queries_->of_worker, of.text(),
                   [&](int, const std::string& id, const std::string& body) { take(id, body); });
}

void FactsLoader::read_years(const Id& client) {
    if (!years_.insert(client).second) return;
    queries_->from = std::numeric_limits<Big>::min();
    queries_->to = std::numeric_limits<Big>::max();
    queries_->each(queries_->of_client, client.text(),
                   [&](int, const std::string& id, const std::string& body) { take(id, body); });
}

void FactsLoader::years_of(const Id& client, Big number) {
    read_years(client);
    introduce(number);
}

void FactsLoader::unit(const Id& id, Big number, const std::string& municipality) {
    domain::Unit unit;
    unit.id = id;
    unit.municipality = municipality;
    facts_.put(domain::Record(unit));
    if (units_.insert(number).second) read_of_type(number, RecordType::matrix);
}

const rules::Facts& FactsLoader::around(const domain::Shift& shift, Big number, const std::string& municipality) {
    unit(shift.unit, number, municipality);
    shifts_.insert(shift.id);
    facts_.put(shift);
    if (whole_shifts_.insert(shift.id).second) {
        queries_->each(queries_->of_shift, shift.id.text(),
                       [&](int, const std::string& id, const std::string& body) { take(id, body); });
    }
    struct Own {
        Id client;
        Instant start;
        bool looks_at_years;
    };
    std::vector<Own> visits;  // what is taken in moves the others
    for (const auto* visit : facts_.visits_of(shift.id))
        visits.push_back({visit->client, visit->start, facts_.looks_at_years(*visit)});
    for (const Own& visit : visits) {
        read_around(worker_spans_, shift.care_worker, visit.start, false);
        read_client(visit.client, number);
        const auto home = households_.find(visit.client);
        for (const Id& client : home == households_.end() ? std::vector{visit.client} : home->second) {
            read_things(client);
            read_around(client_spans_, client, visit.start, true);
        }
        if (visit.looks_at_years) read_years(visit.client);
    }
    introduce(number);
    return facts_;
}

}  // namespace samordna::server
