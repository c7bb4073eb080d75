#include "rules/rulebook.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "rules/calendar.h"

namespace samordna::resources {
std::string_view rulebook_file(std::string_view file_name);
}

namespace samordna::rules {
namespace {

// What extends another comes after it.
constexpr std::array<std::string_view, 5> built_in_files{"nacka-3.0-2025-10-15.json", "nacka-3.0-2026-03-25.json",
                                                         "nacka-trygghetslas-2026-06-02.json", "haninge-2026.json",
                                                         "haninge-digitala-las-2026-06-12.json"};

constexpr std::array<std::string_view, 4> reading_names{"visits", "minutes", "visits_not_exempt", "minutes_not_exempt"};

}  // namespace

std::string_view name_of(ShareReading reading) {
    return reading_names[static_cast<std::size_t>(reading)];
}

const CheckRule* Rulebook::rule(std::string_view check) const {
    const auto it = checks.find(check);
    return it == checks.end() ? nullptr : &it->second;
}

Instant Rulebook::closing_time(Month month) const {
    if (const auto it = published.find(month); it != published.end()) return it->second;
    const Date day = nth_vardag(month + std::chrono::months{1}, closing_vardag);
    return domain::from_local(day + closing_time_of_day);
}

Rulebooks::Rulebooks(std::vector<Rulebook> books) : books_(std::move(books)) {
    std::stable_sort(books_.begin(), books_.end(), [](const Rulebook& a, const Rulebook& b) {
        return std::tie(a.municipality, a.valid_from) < std::tie(b.municipality, b.valid_from);
    });
}

const Rulebooks& Rulebooks::built_in() {
    static const Rulebooks instance = [] {
        std::vector<Rulebook> books;
        for (const auto file : built_in_files) {
            const auto text = resources::rulebook_file(file);
            const auto extended = extended_version(text);
            const auto base =
                std::find_if(books.begin(), books.end(), [&](const Rulebook& b) { return b.version == extended; });
            auto book = parse_rulebook(text, file, base == books.end() ? nullptr : &*base);
            if (!book) throw std::logic_error("built-in rulebook " + std::string(file) + ": " + book.error().detail);
            books.push_back(std::move(*book));
        }
        return Rulebooks(std::move(books));
    }();
    return instance;
}

const Rulebook* Rulebooks::in_force(std::string_view municipality, Date day) const {
    const Rulebook* found = nullptr;
    for (const Rulebook& book : books_) {
        if (book.municipality == municipality && (found == nullptr || book.valid_from <= day)) found = &book;
    }
    return found;
}

const Rulebook* Rulebooks::find(std::string_view version) const {
    const auto it = std::find_if(books_.begin(), books_.end(), [&](const Rulebook& b) { return b.version == version; });
    return it == books_.end() ? nullptr : &*it;
}

}  // namespace samordna::rules
