#include "server/account_units.h"

namespace samordna::server {

Result<Big> unit_of_name(soci::session& sql, const std::string& name) {
    std::vector<Big> numbers(2);
    sql << "SELECT number FROM unit WHERE name = :name ORDER BY number LIMIT 2", soci::use(name), soci::into(numbers);
    if (numbers.empty()) return Error{"account.unknown_unit", {{"unit", name}}};
    if (numbers.size() > 1) return Error{"account.ambiguous_unit", {{"unit", name}}};
    return numbers.front();
}

std::vector<VisibleUnit> all_units(soci::session& sql) {
    std::vector<VisibleUnit> units;
    Big number = 0;
    std::string id;
    soci::statement query =
        (sql.prepare << "SELECT number, id FROM unit ORDER BY number", soci::into(number), soci::into(id));
    query.execute();
    while (query.fetch()) units.push_back({number, base::Id::parse(id).value()});
    return units;
}

std::vector<VisibleUnit> units_of(soci::session& sql, const std::string& account) {
    std::vector<VisibleUnit> units;
    Big number = 0;
    std::string id;
    soci::statement query =
        (sql.prepare << "SELECT u.number, u.id FROM account_unit a JOIN unit u ON u.number = a.unit "
                        "WHERE a.account = :account ORDER BY u.number",
         soci::use(account), soci::into(number), soci::into(id));
    query.execute();
    while (query.fetch()) units.push_back({number, base::Id::parse(id).value()});
    return units;
}

}  // namespace samordna::server
