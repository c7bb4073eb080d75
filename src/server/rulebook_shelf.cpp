#include "server/rulebook_shelf.h"

#include <nlohmann/json.hpp>

#include "base/log.h"
#include "protocol/codec.h"
#include "server/digest.h"
#include "server/log_writer.h"
#include "server/record_writer.h"

namespace samordna::server {
namespace {

using base::Id;

// Changes with every installation, and never comes back: what says that the merged ones are still right.
constexpr const char* mark_name = "rulebooks";

std::string mark_of(soci::session& sql) {
    std::string mark;
    const std::string name = mark_name;
    sql << "SELECT value FROM meta WHERE name = :name", soci::use(name), soci::into(mark);
    return mark;
}

void set_mark(soci::session& sql) {
    const std::string name = mark_name;
    const std::string mark = random_secret();
    sql << "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = "
           "excluded.value",
        soci::use(name), soci::use(mark);
}

std::vector<std::string> installed_bodies(soci::session& sql) {
    std::vector<std::string> bodies;
    std::string body;
    soci::statement query = (sql.prepare << "SELECT body FROM rulebook ORDER BY number", soci::into(body));
    query.execute();
    while (query.fetch()) bodies.push_back(body);
    return bodies;
}

// However it is laid out.
bool same_content(std::string_view a, std::string_view b) {
    return a == b || nlohmann::json::parse(a, nullptr, false) == nlohmann::json::parse(b, nullptr, false);
}

struct UnitRow {
    Big number = 0;
    Big provider = 0;
    std::string id;
};

std::vector<UnitRow> units_of(soci::session& sql, const std::string& municipality) {
    std::vector<UnitRow> units;
    UnitRow unit;
    soci::statement query =
        (sql.prepare << "SELECT number, provider, id FROM unit WHERE municipality = :municipality ORDER BY number",
         soci::use(municipality), soci::into(unit.number), soci::into(unit.provider), soci::into(unit.id));
    query.execute();
    while (query.fetch()) units.push_back(unit);
    return units;
}

domain::Rulebook copy_of(const std::string& scope, const std::string& municipality, const std::string& version,
                         domain::Date valid_from, const std::string& body) {
    const auto id = derived_id(scope, domain::name_of(domain::RecordType::rulebook), version);
    return {id, municipality, version, valid_from, body};
}

void add_record(soci::session& sql, const UnitRow& unit, const domain::Record& record, domain::Instant now) {
    const Id record_id = domain::id_of(record);
    const std::string body = protocol::record_text(record);
    Big sequence = 0;
    sql << "UPDATE provider SET sequence = sequence + 1 WHERE number = :provider RETURNING sequence",
        soci::use(unit.provider), soci::into(sequence);
    std::vector<Write> writes{{domain::type_of(record), record_id, 1, false, {}, fingerprint(body), body}};
    write_records(sql, unit.number, writes, sequence - 1, now);
    LogWriter log(sql, now);
    auto entry = own_entry(unit.number, "rulebook.install");
    set_subject(entry, record);
    log.add(std::move(entry));
    log.write();
}

domain::Matrix matrix_of(const std::string& scope, const Id& unit, const std::string& version) {
    return {derived_id(scope, domain::name_of(domain::RecordType::matrix), version), unit, version, {}};
}

// Unless the unit has it from a version that the program carries.
void add_matrix(soci::session& sql, const UnitRow& unit, const std::string& version, domain::Instant now) {
    const domain::Matrix matrix = matrix_of(unit.id, Id::parse(unit.id).value(), version);
    const std::string id = matrix.id.text();
    Big count = 0;
    sql << "SELECT COUNT(*) FROM record WHERE id = :id", soci::use(id), soci::into(count);
    if (count == 0) add_record(sql, unit, matrix, now);
}

}  // namespace

std::vector<domain::Matrix> matrices_for(const rules::Rulebooks& books, const domain::Unit& unit) {
    std::vector<domain::Matrix> matrices;
    for (const auto& book : books.all()) {
        if (book.municipality == unit.municipality && book.matrix_from == book.version)
            matrices.push_back(matrix_of(unit.id.text(), unit.id, book.version));
    }
    return matrices;
}

std::vector<domain::Rulebook> copies_for(soci::session& sql, const std::string& municipality,
                                         const std::string& scope) {
    std::vector<domain::Rulebook> copies;
    std::string version, valid_from, body;
    soci::statement query = (sql.prepare << "SELECT version, valid_from, body FROM rulebook WHERE municipality = "
                                            ":municipality ORDER BY number",
                             soci::use(municipality), soci::into(version), soci::into(valid_from), soci::into(body));
    query.execute();
    while (query.fetch()) {
        copies.push_back(copy_of(scope, municipality, version, domain::parse_date(valid_from).value(), body));
    }
    return copies;
}

std::shared_ptr<const rules::Rulebooks> RulebookShelf::in(soci::session& sql) {
    const std::string mark = mark_of(sql);
    {
        const std::lock_guard lock(mutex_);
        if (mark == mark_) return merged_;
    }
    std::vector<base::Error> faults;
    auto merged = std::make_shared<const rules::Rulebooks>(carried_.with(installed_bodies(sql), &faults));
    for (const auto& fault : faults) base::log::warning("an installed rulebook is passed over: " + fault.code);
    const std::lock_guard lock(mutex_);
    mark_ = mark;
    merged_ = merged;
    return merged;
}

Result<rules::Rulebook> RulebookShelf::check(soci::session& sql, std::string_view text, std::string_view file_name) {
    const auto known = in(sql);
    return rules::parse_rulebook(text, file_name, known->find(rules::extended_version(text)));
}

Result<RulebookInstallation> RulebookShelf::install(Storage& storage, const base::Clock& clock, const std::string& text,
                                                    std::string_view file_name) {
    return storage.write([&](soci::session& sql) -> Result<RulebookInstallation> {
        const auto book = check(sql, text, file_name);
        if (!book) return book.error();
        const auto units = units_of(sql, book->municipality);
        RulebookInstallation done{*book, static_cast<std::int64_t>(units.size()), false};
        const auto* carried = carried_.find(book->version);
        std::string municipality = carried != nullptr ? carried->municipality : book->municipality;
        std::string before;
        sql << "SELECT municipality, body FROM rulebook WHERE version = :version", soci::use(book->version),
            soci::into(municipality), soci::into(before);
        const bool is_installed = sql.got_data();
        if (municipality != book->municipality)
            return base::Error{"rulebook.version_taken", {{"version", book->version}}};
        if (is_installed && !same_content(before, text))
            return base::Error{"rulebook.other_content", {{"version", book->version}}};
        if (is_installed) return done;
        const domain::Instant now = clock.now();
        const Big at = now.time_since_epoch().count();
        const std::string valid_from = domain::date_text(book->valid_from);
        sql << "INSERT INTO rulebook (number, municipality, version, valid_from, installed_at, body) SELECT "
               "COALESCE(MAX(number), 0) + 1, :municipality, :version, :valid_from, :at, :body FROM rulebook",
            soci::use(book->municipality), soci::use(book->version), soci::use(valid_from), soci::use(at),
            soci::use(text);
        set_mark(sql);
        for (const UnitRow& unit : units) {
            add_record(sql, unit, copy_of(unit.id, book->municipality, book->version, book->valid_from, text), now);
            if (book->matrix_from == book->version) add_matrix(sql, unit, book->version, now);
        }
        done.is_new = true;
        return done;
    });
}

}  // namespace samordna::server
