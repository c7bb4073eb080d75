// Judging a big month anew (into Facts, and every visit's findings) against SQLite reading the same rows once, in one
// run; and one edited visit judged anew, with all that it touches.
//   bench_judge SCHEMA_DIR DATABASE VISITS ROUNDS        prints: READ_MS READ_ENCRYPTED_MS PUT_MS JUDGE_MS EDIT_MS
// FINDINGS (medians, CPU; encrypted: as the profile is kept)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "rules/checks.h"
#include "rules/facts.h"

namespace {

using namespace samordna;
using domain::Id;
using domain::Record;

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Month {
    std::vector<Record> around;  // unit, clients, orders, locks, tags
    std::vector<domain::Shift> shifts;
    std::vector<domain::Visit> visits;
};

// Twelve visits in a shift, a shift for each care worker and day; a finding for every twelve visits or so, which is
// more than real months have.
Month made_month(std::size_t how_many) {
    base::IdSource ids(1);
    std::mt19937 random(1);
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    Month m;
    const Id unit = ids.next();
    m.around.emplace_back(domain::Unit{unit, "Nacka", "Exempel AB", "556000-4615", "Norr"});
    std::vector<Id> clients;
    for (std::size_t i = 0; i < std::max<std::size_t>(how_many / 33, 1); ++i) {
        domain::Client client;
        client.id = ids.next();
        client.unit = unit;
        client.number = static_cast<int>(3000 + i);
        client.first_name = "Greta";
        client.last_name = "Grissla";
        client.address = "Skolvägen " + std::to_string(i);
        if (one_in(20)) client.household = "H" + std::to_string(i / 2);
        clients.push_back(client.id);
        m.around.emplace_back(client);
        const domain::Date from = std::chrono::local_days{std::chrono::year{2026} / 1 / 1};
        for (const char* service : {"Dusch", "Omvårdnadsbesök", "Lunch"})
            m.around.emplace_back(domain::Order{ids.next(), client.id, service, 60, one_in(10), from, std::nullopt});
        domain::Lock lock;
        lock.id = ids.next();
        lock.client = client.id;
        lock.kind = "door";
        lock.mounted_at = from;
        m.around.emplace_back(lock);
    }
    const domain::Date first = std::chrono::local_days{std::chrono::year{2026} / 10 / 1};
    std::vector<Id> workers;
    for (std::size_t i = 0; i < how_many / (31 * 12) + 1; ++i) workers.push_back(ids.next());
    for (int day = 0; m.visits.size() < how_many; ++day) {
        for (const Id& worker : workers) {
            domain::Shift shift;
            shift.id = ids.next();
            shift.unit = unit;
            shift.care_worker = worker;
            shift.date = first + std::chrono::days{day};
            auto start = domain::from_local(shift.date, std::chrono::hours{7}) + std::chrono::minutes{random() % 60};
            for (int n = 0; n < 12 && m.visits.size() < how_many; ++n) {
                domain::Visit visit;
                visit.id = ids.next();
                visit.shift = shift.id;
                visit.source_id = "B" + std::to_string(m.visits.size());
                visit.client = clients[random() % clients.size()];
                visit.start = start;
                visit.end = visit.registered_at = start + std::chrono::minutes{15 + random() % 30};
                visit.start_verification = visit.end_verification = domain::Verification::lock;
                visit.phone = "T101";
                visit.service_lines = {{one_in(3) ? "Omvårdnadsbesök" : one_in(3) ? "Lunch" : "Dusch"}};
                if (one_in(40)) visit.end_verification = domain::Verification::manual;
                if (one_in(40)) visit.note = "Låset svarade inte, felanmält samma dag";
                visit.double_staffing = one_in(60);
                if (visit.double_staffing) visit.service_lines.clear();
                start = *visit.end + std::chrono::minutes{1 + random() % 12};
                m.visits.push_back(std::move(visit));
            }
            m.shifts.push_back(std::move(shift));
        }
    }
    return m;
}

class Database {
  public:
    Database(const std::string& path, const std::string& schema, bool encrypted) {
        check(sqlite3_open(path.c_str(), &db_));
        if (encrypted) run("PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"");
        std::vector<std::filesystem::path> steps;
        for (const auto& file : std::filesystem::directory_iterator(schema)) {
            if (file.path().filename().string().starts_with("0")) steps.push_back(file.path());
        }
        std::sort(steps.begin(), steps.end());
        for (const auto& step : steps) {
            std::ifstream in(step);
            std::ostringstream text;
            text << in.rdbuf();
            run(text.str().c_str());
        }
    }
    ~Database() { sqlite3_close(db_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }

    // Every field of the record by the name of its column, as the profile has it.
    template <class T>
    void insert(const char* table, const T& record) {
        std::string columns = "id, revision";
        std::string places = "?, 1";
        T::fields(record, [&](const char* name, const auto&) {
            columns += std::string(", \"") + name + '"';
            places += ", ?";
        });
        const std::string sql = std::string("INSERT INTO \"") + table + "\" (" + columns + ") VALUES (" + places + ")";
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr));
        int at = 1;
        bind(statement, at++, record.id);
        T::fields(record, [&](const char*, const auto& value) { bind(statement, at++, value); });
        sqlite3_step(statement);
        check(sqlite3_finalize(statement));
    }

    // Every column of every row, touched.
    std::int64_t read(const char* table) {
        sqlite3_stmt* statement = nullptr;
        check(
            sqlite3_prepare_v2(db_, (std::string("SELECT * FROM \"") + table + '"').c_str(), -1, &statement, nullptr));
        const int columns = sqlite3_column_count(statement);
        std::int64_t sum = 0;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int i = 0; i < columns; ++i) {
                switch (sqlite3_column_type(statement, i)) {
                    case SQLITE_INTEGER:
                        sum += sqlite3_column_int64(statement, i);
                        break;
                    case SQLITE_TEXT:
                        sum += sqlite3_column_text(statement, i)[0] + sqlite3_column_bytes(statement, i);
                        break;
                    case SQLITE_BLOB:
                        sum += *static_cast<const char*>(sqlite3_column_blob(statement, i)) +
                               sqlite3_column_bytes(statement, i);
                        break;
                    default:
                        break;
                }
            }
        }
        check(sqlite3_finalize(statement));
        return sum;
    }

  private:
    static void check(int code) {
        if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errstr(code));
    }
    static void bind(sqlite3_stmt* s, int at, const Id& id) {
        sqlite3_bind_blob(s, at, id.bytes.data(), static_cast<int>(id.bytes.size()), SQLITE_TRANSIENT);
    }
    static void bind(sqlite3_stmt* s, int at, const std::string& text) {
        sqlite3_bind_text(s, at, text.c_str(), -1, SQLITE_TRANSIENT);
    }
    static void bind(sqlite3_stmt* s, int at, domain::Instant t) {
        sqlite3_bind_int64(s, at, t.time_since_epoch().count());
    }
    static void bind(sqlite3_stmt* s, int at, domain::Date d) {
        sqlite3_bind_int64(s, at, d.time_since_epoch().count());
    }
    template <class N>
    requires std::is_arithmetic_v<N> || std::is_enum_v<N> static void bind(sqlite3_stmt* s, int at, N n) {
        sqlite3_bind_int64(s, at, static_cast<std::int64_t>(n));
    }
    template <class T>
    static void bind(sqlite3_stmt* s, int at, const std::optional<T>& value) {
        if (value) bind(s, at, *value);
    }
    static void bind(sqlite3_stmt*, int, const std::vector<Id>&) {}
    static void bind(sqlite3_stmt* s, int at, const std::vector<domain::ServiceLine>& lines) {
        std::string text;
        for (const auto& line : lines) text += "||" + std::to_string(line.service.size()) + '|' + line.service;
        bind(s, at, text);
    }

    sqlite3* db_ = nullptr;
};

void fill(Database& database, const Month& m) {
    database.run("BEGIN");
    for (const Record& record : m.around) {
        std::visit([&](const auto& r) { database.insert(name_of(domain::type_of(record)).data(), r); }, record);
    }
    for (const auto& shift : m.shifts) database.insert("shift", shift);
    for (const auto& visit : m.visits) database.insert("visit", visit);
    database.run("COMMIT");
}

// Filled by whoever has decoded the rows: they are given away, as they are there.
void put(rules::Facts& facts, Month m) {
    facts.reserve(m.visits.size());
    for (const Record& record : m.around) facts.put(record);
    for (auto& shift : m.shifts) facts.put(std::move(shift));
    for (auto& visit : m.visits) facts.put(std::move(visit));
}

}  // namespace

int main(int count, char** words) {
    if (count != 5) {
        std::cerr << "bench_judge SCHEMA_DIR DATABASE VISITS ROUNDS\n";
        return 2;
    }
    const Month month = made_month(std::stoul(words[3]));
    const int rounds = std::stoi(words[4]);
    const auto now =
        domain::from_local(std::chrono::local_days{std::chrono::year{2026} / 11 / 2}, std::chrono::hours{8});
    Database database(words[2], words[1], false);
    Database profile(words[2] + std::string(".encrypted"), words[1], true);
    fill(database, month);
    fill(profile, month);
    std::vector<double> reads, profile_reads, puts, judges, edits;
    std::size_t findings = 0;
    std::int64_t sum = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto read = [&](Database& from, std::vector<double>& times) {
            const double start = cpu_ms();
            for (const char* table : {"unit", "client", "order", "shift", "visit", "lock", "tag"})
                sum += from.read(table);
            times.push_back(cpu_ms() - start);
        };
        read(database, reads);
        read(profile, profile_reads);

        Month copy = month;
        rules::Facts facts(rules::Rulebooks::built_in());
        double began = cpu_ms();
        put(facts, std::move(copy));
        puts.push_back(cpu_ms() - began);
        began = cpu_ms();
        findings = 0;
        facts.each_visit(
            [&](std::uint32_t visit) { findings += rules::report_of_visit(facts, visit, now).findings.size(); });
        judges.push_back(cpu_ms() - began);

        for (std::size_t i = 0; i < 100; ++i) {
            domain::Visit edited = month.visits[(i * 997) % month.visits.size()];
            edited.start += std::chrono::minutes{7};
            began = cpu_ms();
            auto touched = facts.touched_by(edited.id);
            const Id id = edited.id;
            facts.put(std::move(edited));
            const auto after = facts.touched_by(id);
            touched.insert(touched.end(), after.begin(), after.end());
            std::sort(touched.begin(), touched.end());
            touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
            for (const Id& visit : touched) findings += rules::findings_of_visit(facts, visit, now).empty() ? 0 : 0;
            edits.push_back(cpu_ms() - began);
        }
    }
    std::printf("%.2f %.2f %.2f %.2f %.4f %zu\n", median(reads), median(profile_reads), median(puts), median(judges),
                median(edits), findings);
    return sum == 0 ? 1 : 0;
}
