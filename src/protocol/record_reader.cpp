#include "protocol/record_reader.h"

#include <limits>

namespace samordna::protocol {
namespace {

using domain::Date;
using domain::Id;
using domain::Instant;
using domain::ServiceLine;
using simdjson::dom::element;

// One overload per kind of field (domain/record.h names them). False: not of that kind.
bool read(element e, std::string& out) {
    std::string_view text;
    if (e.get_string().get(text) != simdjson::SUCCESS) return false;
    out.assign(text);
    return true;
}
bool read(element e, bool& out) {
    return e.get_bool().get(out) == simdjson::SUCCESS;
}
bool read(element e, int& out) {
    std::int64_t value = 0;
    if (e.get_int64().get(value) != simdjson::SUCCESS) return false;
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) return false;
    out = static_cast<int>(value);
    return true;
}

template <class T, class Parse>
bool read_parsed(element e, T& out, Parse parse) {
    std::string_view text;
    if (e.get_string().get(text) != simdjson::SUCCESS) return false;
    const auto value = parse(text);
    if (!value) return false;
    out = *value;
    return true;
}
bool read(element e, Id& out) {
    return read_parsed(e, out, Id::parse);
}
bool read(element e, Instant& out) {
    return read_parsed(e, out, domain::parse_instant);
}
bool read(element e, Date& out) {
    return read_parsed(e, out, domain::parse_date);
}
template <class E>
requires std::is_enum_v<E> bool read(element e, E& out) {
    std::string_view text;
    return e.get_string().get(text) == simdjson::SUCCESS && domain::parse_name(text, out);
}

bool read(element e, std::vector<ServiceLine>& out);

template <class T>
bool read(element e, std::optional<T>& out) {
    T value{};
    if (!read(e, value)) return false;
    out = std::move(value);
    return true;
}

bool read(element e, ServiceLine& out) {
    simdjson::dom::object object;
    if (e.get_object().get(object) != simdjson::SUCCESS) return false;
    bool has_service = false;
    for (const auto [key, value] : object) {
        if (key == "service") {
            if (!read(value, out.service)) return false;
            has_service = true;
        } else if (key == "minutes") {
            if (!read(value, out.minutes)) return false;
        } else if (key == "extra") {
            if (!read(value, out.extra)) return false;
        } else if (key == "declined") {
            if (!read(value, out.declined)) return false;
        }
    }
    return has_service;
}

template <class T>
bool read(element e, std::vector<T>& out) {
    simdjson::dom::array array;
    if (e.get_array().get(array) != simdjson::SUCCESS) return false;
    for (const element item : array) {
        if (!read(item, out.emplace_back())) return false;
    }
    return true;
}

bool read(element e, std::vector<ServiceLine>& out) {
    return read<ServiceLine>(e, out);
}

// What the canonical text leaves out when it is empty.
template <class T>
inline constexpr bool may_miss = false;
template <>
inline constexpr bool may_miss<std::string> = true;
template <class T>
inline constexpr bool may_miss<std::optional<T>> = true;
template <class T>
inline constexpr bool may_miss<std::vector<T>> = true;

// Walks the JSON object and the record's description side by side: canonical texts have the same order, so that nothing
// is searched; a text in another order is still read, by looking up each key.
struct FieldReader {
    simdjson::dom::object object;
    simdjson::dom::object::iterator at;
    simdjson::dom::object::iterator end;
    std::string_view broken{};  // the first field that could not be read

    template <class T>
    void operator()(std::string_view name, T& member) {
        if (!broken.empty()) return;
        if (at != end && at.key() == name) {
            const element value = at.value();
            ++at;
            take(name, value, member);
            return;
        }
        element value;
        if (object.at_key(name).get(value) == simdjson::SUCCESS)
            take(name, value, member);
        else if (!may_miss<T>)
            broken = name;
    }

    template <class T>
    void take(std::string_view name, element value, T& member) {
        if (value.is_null() ? !may_miss<T> : !read(value, member)) broken = name;
    }
};

}  // namespace

base::Result<domain::Record> read_record(domain::RecordType type, const Id& id, simdjson::dom::object fields) {
    domain::Record record = domain::make_record(type);
    FieldReader reader{fields, fields.begin(), fields.end()};
    std::visit(
        [&](auto& r) {
            r.id = id;
            std::decay_t<decltype(r)>::fields(r, reader);
        },
        record);
    if (!reader.broken.empty()) return base::Error{"wire.malformed", {{"field", std::string(reader.broken)}}};
    return record;
}

}  // namespace samordna::protocol
