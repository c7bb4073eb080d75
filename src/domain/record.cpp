#include "domain/record.h"

#include <array>

#include "domain/naming.h"

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 3> verification_names{"manual", "tag", "lock"};
constexpr std::array<std::string_view, 2> absence_kind_names{"away", "ended"};
constexpr std::array<std::string_view, record_types.size()> record_type_names{
    "unit",     "care_worker", "client",  "order",    "shift",        "visit",      "lock",    "tag",          "phone",
    "rulebook", "matrix",      "absence", "activity", "lock_reading", "lock_order", "control", "account_order"};

}  // namespace

std::string_view name_of(Verification v) {
    return verification_names[static_cast<std::size_t>(v)];
}
std::string_view name_of(AbsenceKind v) {
    return absence_kind_names[static_cast<std::size_t>(v)];
}
std::string_view name_of(RecordType type) {
    return record_type_names[static_cast<std::size_t>(type)];
}
std::optional<Verification> parse_verification(std::string_view name) {
    Verification found{};
    return find_name(verification_names, name, found) ? std::optional(found) : std::nullopt;
}
std::optional<AbsenceKind> parse_absence_kind(std::string_view name) {
    AbsenceKind found{};
    return find_name(absence_kind_names, name, found) ? std::optional(found) : std::nullopt;
}
std::optional<RecordType> parse_record_type(std::string_view name) {
    RecordType found{};
    return find_name(record_type_names, name, found) ? std::optional(found) : std::nullopt;
}

bool parse_name(std::string_view name, Verification& out) {
    return find_name(verification_names, name, out);
}
bool parse_name(std::string_view name, AbsenceKind& out) {
    return find_name(absence_kind_names, name, out);
}

Id id_of(const Record& record) {
    return std::visit([](const auto& r) { return r.id; }, record);
}

Record make_record(RecordType type) {
    switch (type) {
        case RecordType::unit:
            return Unit{};
        case RecordType::care_worker:
            return CareWorker{};
        case RecordType::client:
            return Client{};
        case RecordType::order:
            return Order{};
        case RecordType::shift:
            return Shift{};
        case RecordType::visit:
            return Visit{};
        case RecordType::lock:
            return Lock{};
        case RecordType::tag:
            return Tag{};
        case RecordType::phone:
            return Phone{};
        case RecordType::rulebook:
            return Rulebook{};
        case RecordType::matrix:
            return Matrix{};
        case RecordType::absence:
            return Absence{};
        case RecordType::activity:
            return Activity{};
        case RecordType::lock_reading:
            return LockReading{};
        case RecordType::lock_order:
            return LockOrder{};
        case RecordType::control:
            return Control{};
        case RecordType::account_order:
            return AccountOrder{};
    }
    return Unit{};
}

}  // namespace samordna::domain
