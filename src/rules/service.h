// The services that a rulebook knows: what each needs, where it is done and which end of it may lack verification; and
// the matrix of which may be combined. Values; any thread. Source: Nacka 3.2, 3.10, 3.15 / 4.2, 4.10, 4.15 and the
// appendix; Haninge "Sammanslagning av insatser".
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace samordna::rules {

// Which end of a visit the service excuses from verification. Directional: shopping excuses the start, not the end.
enum class Exempt : std::uint8_t { none, start, start_or_end, whole };
// What the texts treat on its own.
enum class Special : std::uint8_t {
    none,
    introduction_talk,  // Genomförandesamtal
    lock_startup,       // Uppstart smarta lås
    window_cleaning,    // Fönsterputs
    cleaning,           // Städning
    fire_prevention,    // Brandförebyggande
    care_plan,          // SIP
    transition,         // Omställningstid
    meal,               // a meal box may be fetched on the way
    temporary_stay      // Tillfällig vistelse
};
std::string_view name_of(Exempt exempt);
std::string_view name_of(Special special);
std::optional<Exempt> parse_exempt(std::string_view name);
std::optional<Special> parse_special(std::string_view name);

struct Service {
    std::string name;
    std::vector<std::string> aliases;
    bool needs_order = true;
    Exempt exempt = Exempt::none;
    bool outside = false;  // of the client's home
    bool alone = false;    // never in a visit with another service
    Special special = Special::none;
    bool operator==(const Service&) const = default;
};

class Services {
  public:
    // Takes the place of one with the same name.
    void put(Service service);
    // By name or alias, whatever the case. nullptr: not in the rulebook.
    const Service* find(std::string_view name) const;
    const std::vector<Service>& all() const { return services_; }

  private:
    std::vector<Service> services_;
    std::map<std::string, std::size_t, std::less<>> index_;  // lower case
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
    };
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> as_written_;  // found without lowering it
};

enum class Combination : std::uint8_t { not_given, allowed, forbidden, individual };
std::string_view name_of(Combination combination);
std::optional<Combination> parse_combination(std::string_view name);

// Which services may be performed in one visit. A pair that nobody has said anything about is `not_given` and never
// stops anything.
class Matrix {
  public:
    Matrix() = default;
    explicit Matrix(std::vector<std::string> services) : services_(std::move(services)) {}
    const std::vector<std::string>& services() const { return services_; }
    Combination at(std::string_view a, std::string_view b) const;
    void set(std::string_view a, std::string_view b, Combination combination);
    bool empty() const { return cells_.empty(); }  // nothing is given
    bool operator==(const Matrix&) const = default;

  private:
    using Pair = std::pair<std::string, std::string>;  // lower case, in order
    std::vector<std::string> services_;
    std::map<Pair, Combination> cells_;
};

}  // namespace samordna::rules
