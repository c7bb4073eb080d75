#include "domain/record.h"

#include <algorithm>

namespace samordna::domain {
namespace {

constexpr std::array<std::string_view, 3> verification_names{"manual", "tag", "lock"};
constexpr std::array<std::string_view, 2> absence_kind_names{"away", "ended"};
constexpr std::array<std::string_view, record_types.size()> record_type_names{
    "unit",  "care_worker", "client", "order",   "shift",    "visit",        "lock",       "tag",
    "phone", "rulebook",    "matrix", "absence", "activity", "lock_reading", "lock_order", "control"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto it = std::find(names.begin(), names.end(), name);
    if (it == names.end()) return std::nullopt;
    return static_cast<Enum>(it - names.begin());
}

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
    return find<Verification>(verification_names, name);
}
std::optional<AbsenceKind> parse_absence_kind(std::string_view name) {
    return find<AbsenceKind>(absence_kind_names, name);
}
std::optional<RecordType> parse_record_type(std::string_view name) {
    return find<RecordType>(record_type_names, name);
}

bool parse_name(std::string_view name, Verification& out) {
    const auto found = parse_verification(name);
    if (found) out = *found;
    return found.has_value();
}
bool parse_name(std::string_view name, AbsenceKind& out) {
    const auto found = parse_absence_kind(name);
    if (found) out = *found;
    return found.has_value();
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
    }
    return Unit{};
}

}  // namespace samordna::domain
