#include "server/second_factor.h"

#include <algorithm>

#include "base/text.h"
#include "server/digest.h"
#include "server/totp.h"

namespace samordna::server {
namespace {

constexpr std::size_t secret_bytes = 20;  // as many as SHA-1 has; what every app takes
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_bytes = 8;

struct Row {
    std::string sealed;
    bool confirmed = false;
    Big last_step = 0;
};

std::optional<Row> row_of(soci::session& sql, const std::string& account) {
    Row row;
    Big confirmed_at = 0;
    soci::indicator is_confirmed = soci::i_null;
    sql << "SELECT sealed_secret, confirmed_at, last_step FROM second_factor WHERE account = :account",
        soci::use(account), soci::into(row.sealed), soci::into(confirmed_at, is_confirmed), soci::into(row.last_step);
    if (!sql.got_data()) return std::nullopt;
    row.confirmed = is_confirmed == soci::i_ok;
    return row;
}

// Written down and typed: case, blanks and hyphens do not count.
std::string folded(const std::string& code) {
    std::string out;
    for (const char c : base::lower_case(code)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

std::string digits_of(const std::string& code) {
    std::string out;
    std::copy_if(code.begin(), code.end(), std::back_inserter(out), [](char c) { return c != ' '; });
    return out;
}

// "abcd-efgh-ijkl", 60 bits.
std::string new_recovery_code() {
    std::string letters = base::lower_case(base32(random_bytes(recovery_bytes)));
    letters.resize(12);
    return letters.substr(0, 4) + "-" + letters.substr(4, 4) + "-" + letters.substr(8, 4);
}

}  // namespace

Result<std::string> SecondFactors::opened(const std::string& account, const std::string& sealed) {
    const auto key = keys_.key();
    if (!key) return key.error();
    auto secret = unseal(sealed, *key, account);
    if (!secret) return Error{"backend.fault", {}, "the key of the second factor does not fit"};
    return std::move(*secret);
}

Result<std::optional<Enrolment>> SecondFactors::enrolment(soci::session& sql, const std::string& account,
                                                          const std::string& user) {
    const auto row = row_of(sql, account);
    if (row && row->confirmed) return std::optional<Enrolment>{};
    std::string secret;
    if (row) {
        auto kept = opened(account, row->sealed);
        if (!kept) return kept.error();
        secret = std::move(*kept);
    } else {
        const auto key = keys_.key();
        if (!key) return key.error();
        secret = random_bytes(secret_bytes);
        const std::string sealed = seal(secret, *key, account);
        sql << "INSERT INTO second_factor (account, sealed_secret, last_step) VALUES (:account, :sealed, 0)",
            soci::use(account), soci::use(sealed);
    }
    return std::optional(Enrolment{base32(secret), enrolment_uri(user, secret)});
}

Result<std::vector<std::string>> SecondFactors::pass(soci::session& sql, const std::string& account,
                                                     const protocol::Credentials& shown, base::Instant now) {
    const auto row = row_of(sql, account);
    if (!row) return Error{"sign_in.refused"};
    if (shown.code.empty()) {
        const auto used = use_recovery_code(sql, account, shown.recovery_code);
        if (!used) return used.error();
        if (!*used) return Error{"sign_in.refused"};
        return std::vector<std::string>{};
    }
    const auto secret = opened(account, row->sealed);
    if (!secret) return secret.error();
    const auto step = step_of_code(*secret, digits_of(shown.code), now);
    if (!step || *step <= row->last_step) return Error{"sign_in.refused"};
    const Big used = *step;
    const Big moment = now.time_since_epoch().count();
    sql << "UPDATE second_factor SET last_step = :step, confirmed_at = COALESCE(confirmed_at, :now) WHERE account = "
           ":account",
        soci::use(used), soci::use(moment), soci::use(account);
    if (row->confirmed) return std::vector<std::string>{};
    return make_recovery_codes(sql, account);
}

Result<std::vector<std::string>> SecondFactors::make_recovery_codes(soci::session& sql, const std::string& account) {
    const auto key = keys_.key();
    if (!key) return key.error();
    sql << "DELETE FROM recovery_code WHERE account = :account", soci::use(account);
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        codes.push_back(new_recovery_code());
        const std::string hash = sign(folded(codes.back()), *key);
        sql << "INSERT INTO recovery_code (account, code_hash) VALUES (:account, :hash)", soci::use(account),
            soci::use(hash);
    }
    return codes;
}

Result<bool> SecondFactors::use_recovery_code(soci::session& sql, const std::string& account, const std::string& code) {
    const auto key = keys_.key();
    if (!key) return key.error();
    const std::string hash = sign(folded(code), *key);
    soci::statement used = (sql.prepare << "DELETE FROM recovery_code WHERE account = :account AND code_hash = :hash",
                            soci::use(account), soci::use(hash));
    used.execute(true);
    return used.get_affected_rows() == 1;
}

void SecondFactors::forget(soci::session& sql, const std::string& account) {
    sql << "DELETE FROM recovery_code WHERE account = :account", soci::use(account);
    sql << "DELETE FROM second_factor WHERE account = :account", soci::use(account);
}

}  // namespace samordna::server
