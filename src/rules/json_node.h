// A text of JSON read strictly: every value with the place where it stands, so that whatever is wrong with it can be
// said with its line. Internal to the room: the reader of rulebooks.
#pragma once
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/time.h"

namespace samordna::rules {

using nlohmann::json;

// Walks over the text and counts the lines that the parser has taken.
class Counting {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Counting(const char* at, int* line) : at_(at), line_(line) {}
    reference operator*() const { return *at_; }
    Counting& operator++() {
        if (*at_ == '\n') ++*line_;
        ++at_;
        return *this;
    }
    bool operator==(const Counting& other) const { return at_ == other.at_; }
    bool operator!=(const Counting& other) const { return at_ != other.at_; }

  private:
    const char* at_;
    int* line_;
};

// On which line each value of the text ends or, for a member, its key stands: by its JSON pointer.
class Lines : public nlohmann::json_sax<json> {
  public:
    explicit Lines(std::string_view text) {
        json::sax_parse(Counting(text.data(), &line_), Counting(text.data() + text.size(), &line_), this);
    }
    // Of the value, or of the nearest one around it.
    int of(std::string pointer) const {
        for (;;) {
            if (const auto it = lines_.find(pointer); it != lines_.end()) return it->second;
            const auto slash = pointer.rfind('/');
            if (slash == std::string::npos) return 1;
            pointer.resize(slash);
        }
    }

    // The first member that stands twice in its object; empty: none.
    const std::string& twice() const { return twice_; }

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t) override { return value(); }
    bool number_unsigned(number_unsigned_t) override { return value(); }
    bool number_float(number_float_t, const string_t&) override { return value(); }
    bool string(string_t&) override { return value(); }
    bool binary(binary_t&) override { return value(); }
    bool start_object(std::size_t) override { return value(), open(-1); }
    bool key(string_t& name) override {
        levels_.back().key = name;
        std::string place = pointer();
        if (!lines_.insert_or_assign(place, line_).second && twice_.empty()) twice_ = std::move(place);
        return true;
    }
    bool end_object() override { return levels_.pop_back(), true; }
    bool start_array(std::size_t) override { return value(), open(0); }
    bool end_array() override { return levels_.pop_back(), true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

  private:
    struct Level {
        int next = -1;  // of an array
        std::string key;
    };
    bool open(int next) {
        levels_.push_back({next, {}});
        return true;
    }
    bool value() {
        if (!levels_.empty() && levels_.back().next >= 0) {
            levels_.back().key = std::to_string(levels_.back().next++);
            lines_[pointer()] = line_;
        }
        return true;
    }
    std::string pointer() const {
        std::string text;
        for (const Level& level : levels_) text += '/' + level.key;
        return text;
    }

    int line_ = 1;
    std::string twice_;
    std::vector<Level> levels_;
    std::map<std::string, int, std::less<>> lines_;
};

struct Fault {
    std::string pointer;
    std::string reason;
};

// A value with the place where it stands, so that whatever is wrong with it can be said precisely.
class Node {
  public:
    Node(const json& value, std::string pointer) : value_(value), pointer_(std::move(pointer)) {}

    [[noreturn]] void fail(const std::string& reason) const { throw Fault{pointer_, name() + " " + reason}; }

    bool has(const char* key) const { return value_.contains(key); }
    bool is_null() const { return value_.is_null(); }
    Node at(const char* key) const {
        object();
        const auto it = value_.find(key);
        if (it == value_.end()) throw Fault{pointer_, std::string(key) + " is missing" + in()};
        return {*it, pointer_ + '/' + key};
    }
    // Only these may stand here.
    const Node& only(std::initializer_list<std::string_view> keys) const {
        object();
        for (const auto& [key, value] : value_.items()) {
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                throw Fault{pointer_ + '/' + key, key + " is not known here"};
        }
        return *this;
    }
    template <class F>
    void members(F&& f) const {
        object();
        for (const auto& [key, value] : value_.items()) f(key, Node(value, pointer_ + '/' + key));
    }
    template <class F>
    void items(F&& f) const {
        if (!value_.is_array()) fail("is not a list");
        int i = 0;
        for (const auto& value : value_) f(Node(value, pointer_ + '/' + std::to_string(i++)));
    }

    std::string text() const {
        if (!value_.is_string()) fail("is not a text");
        return value_.get<std::string>();
    }
    std::string text_or(const char* key, const char* otherwise) const { return has(key) ? at(key).text() : otherwise; }
    bool flag() const {
        if (!value_.is_boolean()) fail("is not true or false");
        return value_.get<bool>();
    }
    std::int64_t integer(std::int64_t least, std::int64_t most) const {
        if (!value_.is_number_integer()) fail("is not a whole number");
        const bool huge = value_.is_number_unsigned() && value_.get<std::uint64_t>() > static_cast<std::uint64_t>(most);
        const auto n = huge ? most : value_.get<std::int64_t>();
        if (huge || n < least || n > most) fail("is not " + std::to_string(least) + " to " + std::to_string(most));
        return n;
    }
    domain::Date date() const {
        const auto date = domain::parse_date(text());
        if (!date) fail("is not a date (YYYY-MM-DD)");
        return *date;
    }
    template <class T>
    T one_of(std::optional<T> (*parse)(std::string_view), const char* names) const {
        const auto value = parse(text());
        if (!value) fail(std::string("is not one of ") + names);
        return *value;
    }

  private:
    void object() const {
        if (!value_.is_object()) fail("is not an object");
    }
    std::string name() const {
        const auto slash = pointer_.rfind('/');
        return slash == std::string::npos ? "the rulebook" : pointer_.substr(slash + 1);
    }
    std::string in() const { return pointer_.empty() ? "" : " in " + name(); }

    const json& value_;
    std::string pointer_;
};

}  // namespace samordna::rules
