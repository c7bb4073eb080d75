#include "server/log_reading.h"

#include <array>
#include <deque>
#include <functional>

#include "base/text.h"
#include "server/log_writer.h"

namespace samordna::server {
namespace {

using base::Id;

// The conditions of a question, and what is bound to them, in their order.
class Conditions {
  public:
    void add(const std::string& condition) { text_ += " AND " + condition; }
    template <class Value>
    void add(const std::string& condition, Value value) {
        add(condition);
        bind(std::move(value));
    }
    void bind(std::string value) {
        texts_.push_back(std::move(value));
        bind_.emplace_back([&value = texts_.back()](soci::statement& query) { query.exchange(soci::use(value)); });
    }
    void bind(Big value) {
        numbers_.push_back(value);
        bind_.emplace_back([&value = numbers_.back()](soci::statement& query) { query.exchange(soci::use(value)); });
    }
    const std::string& text() const { return text_; }
    void bind_to(soci::statement& query) const {
        for (const auto& one : bind_) one(query);
    }

  private:
    std::string text_;
    std::deque<std::string> texts_;
    std::deque<Big> numbers_;
    std::vector<std::function<void(soci::statement&)>> bind_;
};

template <std::size_t N>
std::optional<std::array<Big, N>> numbers_of(const std::string& text) {
    const auto parts = base::split(text, '.');
    if (parts.size() != N) return std::nullopt;
    std::array<Big, N> numbers{};
    for (std::size_t i = 0; i < N; ++i) {
        const auto number = base::parse_integer<Big>(parts[i]);
        if (!number) return std::nullopt;
        numbers[i] = *number;
    }
    return numbers;
}

std::string of_units(const Principal& who) {
    std::string list;
    for (const auto& unit : who.units) list += (list.empty() ? "" : ", ") + std::to_string(unit.number);
    return "e.unit IN (" + list + ")";
}

std::optional<Id> id_of(const std::string& text) {
    return text.empty() ? std::nullopt : Id::parse(text);
}

Big seconds(domain::Instant t) {
    return t.time_since_epoch().count();
}

domain::LogRow row_of(const ChainedRow& stored, const std::string& unit) {
    domain::LogRow row;
    row.row = std::to_string(stored.chain) + "." + std::to_string(stored.position);
    row.recorded_at = domain::Instant{std::chrono::seconds{stored.recorded_at}};
    row.happened_at = domain::Instant{std::chrono::seconds{stored.happened_at}};
    row.user = stored.account_name;
    row.role = stored.role;
    row.unit = id_of(unit);
    row.verb = stored.verb;
    row.type = domain::parse_record_type(stored.target_type);
    row.target = id_of(stored.target);
    row.client = id_of(stored.client);
    row.lock = id_of(stored.lock);
    row.program = stored.program;
    row.phone = id_of(stored.phone);
    domain::parse_name(stored.outcome, row.outcome);
    row.detail = stored.detail;
    return row;
}

}  // namespace

Result<domain::LogPage> read_log(soci::session& sql, const Principal& who, const domain::LogQuestion& question) {
    domain::LogPage page;
    if (who.units.empty()) return page;
    Conditions where;
    where.add(of_units(who));
    if (question.client) {
        // What was done to a shift was done to whoever was visited in it.
        where.add(
            "(e.client = :client OR (e.target_type = 'shift' AND e.target IN (SELECT shift FROM record WHERE "
            "client = :same AND shift IS NOT NULL)))",
            question.client->text());
        where.bind(question.client->text());
    }
    if (question.lock) where.add("e.lock = :lock", question.lock->text());
    if (!question.user.empty()) where.add("e.account_name = :name", question.user);
    if (!question.verb.empty()) where.add("e.verb = :verb", question.verb);
    if (question.from) where.add("e.happened_at >= :from", seconds(*question.from));
    if (question.to) where.add("e.happened_at < :to", seconds(*question.to));
    if (!question.cursor.empty()) {
        const auto after = numbers_of<3>(question.cursor);
        if (!after) return Error{"request.malformed", {{"field", std::string("cursor")}}};
        where.add("(e.recorded_at, e.chain, e.position) < (:at, :chain, :position)");
        for (const Big number : *after) where.bind(number);
    }
    const bool sample = question.purpose == domain::LogPurpose::sample;
    ChainedRow row;
    std::string unit;
    soci::statement query(sql);
    where.bind_to(query);
    const Big most = Big{question.limit} + (sample ? 0 : 1);
    query.exchange(soci::use(most));
    query.exchange(soci::into(row.chain));
    query.exchange(soci::into(row.position));
    query.exchange(soci::into(row.recorded_at));
    query.exchange(soci::into(row.happened_at));
    for (std::string* text : {&row.account_name, &row.role, &unit, &row.verb, &row.target_type, &row.target,
                              &row.client, &row.lock, &row.program, &row.phone, &row.outcome, &row.detail})
        query.exchange(soci::into(*text));
    query.alloc();
    query.prepare(
        "SELECT e.chain, e.position, e.recorded_at, e.happened_at, e.account_name, e.role, u.id, e.verb, "
        "e.target_type, e.target, e.client, e.lock, e.program, e.phone, e.outcome, e.detail FROM log_entry e "
        "JOIN unit u ON u.number = e.unit WHERE 1 = 1" +
        where.text() + " ORDER BY " + (sample ? "random()" : "e.recorded_at DESC, e.chain DESC, e.position DESC") +
        " LIMIT :most");
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        if (page.rows.size() == static_cast<std::size_t>(question.limit)) {
            const auto& last = page.rows.back();
            page.cursor = std::to_string(seconds(last.recorded_at)) + "." + last.row;
            break;
        }
        page.rows.push_back(row_of(row, unit));
    }
    return page;
}

std::optional<Big> unit_of_log_row(soci::session& sql, const std::string& row) {
    const auto place = numbers_of<2>(row);
    if (!place) return std::nullopt;
    const auto [chain, position] = *place;
    Big unit = 0;
    sql << "SELECT unit FROM log_entry WHERE chain = :chain AND position = :position", soci::use(chain),
        soci::use(position), soci::into(unit);
    if (!sql.got_data()) return std::nullopt;
    return unit;
}

}  // namespace samordna::server
