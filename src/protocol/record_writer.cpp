#include "protocol/codec.h"
#include "protocol/json_text.h"

namespace samordna::protocol {
namespace {

using domain::Date;
using domain::Id;
using domain::Instant;
using domain::ServiceLine;

struct FieldWriter {
    std::string& out;
    bool first = true;

    template <class T>
    void operator()(std::string_view name, const T& member) {
        if (is_empty(member)) return;
        if (!first) out.push_back(',');
        first = false;
        out.push_back('"');
        out.append(name);
        out.append("\":");
        write(member);
    }

    template <class T>
    static bool is_empty(const T&) {
        return false;
    }
    static bool is_empty(const std::string& text) { return text.empty(); }
    template <class T>
    static bool is_empty(const std::optional<T>& value) {
        return !value.has_value();
    }
    template <class T>
    static bool is_empty(const std::vector<T>& list) {
        return list.empty();
    }

    void write(const std::string& text) { append_json_string(out, text); }
    void write(bool value) { out.append(value ? "true" : "false"); }
    void write(int value) { append_json_integer(out, value); }
    void write(const Id& id) {
        out.push_back('"');
        id.append_text(out);
        out.push_back('"');
    }
    void write(Instant t) {
        out.push_back('"');
        domain::append_instant(out, t);
        out.push_back('"');
    }
    void write(Date date) {
        out.push_back('"');
        domain::append_date(out, date);
        out.push_back('"');
    }
    template <class E>
    requires std::is_enum_v<E> void write(E v) {
        append_json_string(out, domain::name_of(v));
    }
    template <class T>
    void write(const std::optional<T>& value) {
        write(*value);
    }
    void write(const ServiceLine& line) {
        out.append("{\"service\":");
        write(line.service);
        if (line.minutes) {
            out.append(",\"minutes\":");
            write(*line.minutes);
        }
        if (line.extra) out.append(",\"extra\":true");
        if (line.declined) out.append(",\"declined\":true");
        out.push_back('}');
    }
    template <class T>
    void write(const std::vector<T>& list) {
        out.push_back('[');
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i > 0) out.push_back(',');
            write(list[i]);
        }
        out.push_back(']');
    }
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    out.push_back('"');
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (u < 0x20) {
            out.append("\\u00");
            out.push_back(hex[u >> 4]);
            out.push_back(hex[u & 15]);
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

void append_record(std::string& out, const domain::Record& record) {
    out.push_back('{');
    FieldWriter writer{out};
    std::visit([&](const auto& r) { std::decay_t<decltype(r)>::fields(r, writer); }, record);
    out.push_back('}');
}

std::string record_text(const domain::Record& record) {
    std::string out;
    append_record(out, record);
    return out;
}

}  // namespace samordna::protocol
