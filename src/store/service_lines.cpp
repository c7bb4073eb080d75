#include "store/service_lines.h"

#include <charconv>
#include <optional>
#include <stdexcept>

namespace samordna::store {
namespace {

std::string_view cut(std::string_view& text) {
    const auto bar = text.find('|');
    if (bar == std::string_view::npos) throw std::runtime_error("service lines: a column is broken");
    const auto part = text.substr(0, bar);
    text.remove_prefix(bar + 1);
    return part;
}

template <class Integer>
Integer number(std::string_view text) {
    Integer value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        throw std::runtime_error("service lines: not a number");
    }
    return value;
}

}  // namespace

std::string pack_service_lines(const std::vector<domain::ServiceLine>& lines) {
    std::string text;
    for (const auto& line : lines) {
        if (line.minutes) text += std::to_string(*line.minutes);
        text += '|';
        if (line.extra) text += 'e';
        if (line.declined) text += 'd';
        text += '|';
        text += std::to_string(line.service.size());
        text += '|';
        text += line.service;
    }
    return text;
}

std::vector<domain::ServiceLine> unpack_service_lines(std::string_view text) {
    std::vector<domain::ServiceLine> lines;
    while (!text.empty()) {
        domain::ServiceLine line;
        if (const auto minutes = cut(text); !minutes.empty()) line.minutes = number<int>(minutes);
        const auto flags = cut(text);
        line.extra = flags.find('e') != std::string_view::npos;
        line.declined = flags.find('d') != std::string_view::npos;
        const auto size = number<std::size_t>(cut(text));
        if (size > text.size()) throw std::runtime_error("service lines: a column is cut short");
        line.service = text.substr(0, size);
        text.remove_prefix(size);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace samordna::store
