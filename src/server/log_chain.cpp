#include "server/log_chain.h"

#include <vector>

#include "server/log_writer.h"

namespace samordna::server {
namespace {

constexpr const char* cut_verb = "log.cut";

struct Chain {
    Big number = 0, length = 0, cut_position = 0;
    std::string hash, cut_hash;
};

std::vector<Chain> chains_of(soci::session& sql) {
    std::vector<Chain> chains;
    Chain chain;
    soci::statement query =
        (sql.prepare << "SELECT number, length, hash, cut_position, cut_hash FROM log_chain ORDER BY number",
         soci::into(chain.number), soci::into(chain.length), soci::into(chain.hash), soci::into(chain.cut_position),
         soci::into(chain.cut_hash));
    query.execute();
    while (query.fetch()) chains.push_back(chain);
    return chains;
}

// What the row says that tells of a cut.
std::string cut_text(Big position, const std::string& hash) {
    return std::to_string(position) + " " + hash;
}

bool is_cut_told(soci::session& sql, const Chain& chain) {
    const std::string verb = cut_verb;
    const std::string text = cut_text(chain.cut_position, chain.cut_hash);
    int found = 0;
    sql << "SELECT 1 FROM log_entry WHERE chain = :chain AND verb = :verb AND detail = :text LIMIT 1",
        soci::use(chain.number), soci::use(verb), soci::use(text), soci::into(found);
    return sql.got_data();
}

// The position of the first row that does not hold; nothing where all do.
std::optional<Big> first_break(soci::session& sql, const Chain& chain, std::int64_t& rows) {
    if (chain.cut_position > 0 && !is_cut_told(sql, chain)) return chain.cut_position;
    ChainedRow row;
    row.chain = chain.number;
    soci::statement query =
        (sql.prepare
             << "SELECT position, recorded_at, happened_at, account_name, role, unit, verb, target_type, target, "
                "client, lock, program, phone, outcome, detail, told, hash FROM log_entry WHERE chain = :chain "
                "ORDER BY position",
         soci::use(chain.number), soci::into(row.position), soci::into(row.recorded_at), soci::into(row.happened_at),
         soci::into(row.account_name), soci::into(row.role), soci::into(row.unit), soci::into(row.verb),
         soci::into(row.target_type), soci::into(row.target), soci::into(row.client), soci::into(row.lock),
         soci::into(row.program), soci::into(row.phone), soci::into(row.outcome), soci::into(row.detail),
         soci::into(row.told), soci::into(row.hash));
    query.execute();
    std::string hash = chain.cut_hash;
    Big expected = chain.cut_position;
    while (query.fetch()) {
        ++expected;
        if (row.position != expected || row.hash != row.hash_after(hash)) return expected;
        hash = row.hash;
        ++rows;
    }
    if (expected != chain.length || hash != chain.hash) return expected + 1;
    return std::nullopt;
}

}  // namespace

LogHealth verify_log(soci::session& sql) {
    LogHealth health;
    for (const Chain& chain : chains_of(sql)) {
        const auto broken = first_break(sql, chain, health.rows);
        if (!broken) {
            ++health.chains;
        } else if (!health.first_break) {
            health.first_break = {chain.number, *broken};
        }
    }
    Big stray = 0;
    sql << "SELECT chain FROM log_entry WHERE chain NOT IN (SELECT number FROM log_chain) ORDER BY chain LIMIT 1",
        soci::into(stray);
    if (sql.got_data() && !health.first_break) health.first_break = {stray, 1};
    return health;
}

std::int64_t cut_log(soci::session& sql, domain::Instant oldest, domain::Instant now) {
    const Big before = oldest.time_since_epoch().count();
    std::int64_t rows = 0;
    for (const Chain& chain : chains_of(sql)) {
        // From its beginning up to the first row that stays.
        const Big end = chain.length + 1;
        Big last = 0;
        sql << "SELECT COALESCE(MIN(position), :end) - 1 FROM log_entry WHERE chain = :chain AND recorded_at >= "
               ":before",
            soci::use(end), soci::use(chain.number), soci::use(before), soci::into(last);
        if (last <= chain.cut_position) continue;
        std::string hash;
        sql << "SELECT hash FROM log_entry WHERE chain = :chain AND position = :last", soci::use(chain.number),
            soci::use(last), soci::into(hash);
        Big unit = 0;
        sql << "SELECT COALESCE(MIN(number), 0) FROM unit WHERE provider = :chain", soci::use(chain.number),
            soci::into(unit);
        LogWriter log(sql, now);
        auto told = own_entry(unit, cut_verb);
        told.detail = cut_text(last, hash);
        log.add(std::move(told));
        log.write();
        sql << "UPDATE log_chain SET cut_position = :last, cut_hash = :hash WHERE number = :chain", soci::use(last),
            soci::use(hash), soci::use(chain.number);
        sql << "DELETE FROM log_entry WHERE chain = :chain AND position <= :last", soci::use(chain.number),
            soci::use(last);
        rows += last - chain.cut_position;
    }
    return rows;
}

}  // namespace samordna::server
