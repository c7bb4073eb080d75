// Expected failures as values: network, file, sign-in, bad input. Used by every room, on any thread.
// Outcomes of the domain (accepted, conflict, refused) are not errors and have their own types; broken invariants are
// exceptions.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace samordna::base {

using Parameter = std::variant<std::int64_t, std::string>;
using Parameters = std::map<std::string, Parameter, std::less<>>;

// `code` is stable and has a sentence in wording/ (e.g. "backend.unreachable"); `parameters` fill that sentence.
// `detail` is for the log only: technical, English, never personal data.
struct Error {
    std::string code;
    Parameters parameters{};
    std::string detail{};
    bool operator==(const Error&) const = default;
};

template <class T = std::monostate>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
    Result() requires std::is_same_v<T, std::monostate> : state_(std::in_place_index<0>) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() & { return std::get<0>(state_); }
    const T& operator*() const& { return std::get<0>(state_); }
    T&& operator*() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    const Error& error() const { return std::get<1>(state_); }

  private:
    std::variant<T, Error> state_;
};

}  // namespace samordna::base
