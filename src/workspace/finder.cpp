#include "workspace/finder.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "domain/person_id.h"
#include "workspace/folding.h"
#include "workspace/registry.h"
#include "workspace/state.h"

namespace samordna::workspace {
namespace {

using domain::Date;
using domain::Id;
using Kind = Found::Kind;

// How well a word is found; a shift by its own number as well as a person by hers, by others' names and by its day less
// well: whoever types a name means the person first.
struct Worth {
    int whole, begins, within;
};
constexpr Worth own{30, 20, 10};
constexpr Worth others{8, 6, 4};
constexpr Worth of_help{5, 4, 2};
constexpr Worth of_day{8, 6, 0};

bool parts_words(char c) {
    return c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' || c == ',' || c == '.';
}

// 0: not found.
int worth_of(std::string_view text, std::string_view word, const Worth& worth) {
    int best = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || parts_words(text[at - 1]);
        const auto end = at + word.size();
        const bool whole = begins && (end == text.size() || parts_words(text[end]));
        const int here = whole ? worth.whole : begins ? worth.begins : worth.within;
        best = std::max(best, at == 0 ? here + 2 : here);  // a first name, a verb
        if (whole) break;
    }
    return best;
}

// The word as part of a person id, where it can be one.
std::string person_id_part(const std::string& word) {
    const std::string number = folded(domain::person_id_search_key(word));
    const bool can = number.size() >= 4 && number.find_first_of("0123456789") != std::string::npos;
    return can ? number : std::string{};
}

class FinderOfStore final : public Finder {
  public:
    FinderOfStore(store::Store& store, DayWords day_words) : store_(store), day_words_(std::move(day_words)) {}

    std::vector<Found> find(std::string_view text, std::span<const Command> commands) override;
    void on_news(const News& news) override {
        if (news.everything) {
            registry_.reset();
            return;
        }
        if (registry_ == nullptr) return;
        for (const Id& id : news.shifts) read_again(id);
        if (news.equipment) read_things();
    }

  private:
    struct Shift {
        Id id;
        std::string source_id;
        std::string search;  // searchable
        std::uint32_t care_worker = Registry::nobody;
        std::uint32_t day = 0;
        bool gone = false;
    };
    // A lock, a tag or a phone.
    struct Thing {
        Kind kind{};
        Id id;
        std::string number, name;
        std::string search, search_name;  // searchable
    };
    struct Day {
        Date date;
        std::string search;
    };
    struct Scored {
        int worth = 0;
        Kind kind = Kind::command;
        std::int64_t order = 0;  // among those of its kind
        std::uint32_t at = 0;
    };

    void read();
    void read_things();
    void put(const domain::Shift& shift);
    void read_again(const Id& id);
    std::uint32_t day_of(Date date);
    std::vector<Scored> scored(std::span<const std::string> words, std::span<const Command> commands) const;
    Found found(const Scored& one) const;

    store::Store& store_;
    DayWords day_words_;
    std::unique_ptr<Registry> registry_;
    std::vector<Shift> shifts_;
    std::unordered_map<Id, std::uint32_t> index_;
    std::vector<Thing> things_;  // as they are sorted
    std::vector<Day> days_;
    std::map<Date, std::uint32_t> day_index_;
};

std::uint32_t FinderOfStore::day_of(Date date) {
    const auto [it, added] = day_index_.try_emplace(date, static_cast<std::uint32_t>(days_.size()));
    if (added) {
        // "6/10", as it is written by hand.
        const std::chrono::year_month_day day{date};
        const std::string by_hand =
            std::to_string(static_cast<unsigned>(day.day())) + '/' + std::to_string(static_cast<unsigned>(day.month()));
        days_.push_back({date, searchable(day_words_(date) + ' ' + domain::date_text(date) + ' ' + by_hand)});
    }
    return it->second;
}

void FinderOfStore::put(const domain::Shift& shift) {
    const auto [it, added] = index_.try_emplace(shift.id, static_cast<std::uint32_t>(shifts_.size()));
    if (added) shifts_.emplace_back();
    shifts_[it->second] = {shift.id,
                           shift.source_id,
                           searchable(shift.source_id),
                           registry_->care_worker_index(shift.care_worker),
                           day_of(shift.date),
                           false};
}

void FinderOfStore::read() {
    registry_ = std::make_unique<Registry>(store_);
    shifts_.clear();
    index_.clear();
    days_.clear();
    day_index_.clear();
    store_.each_shift(Date::min(), Date::max(), [&](domain::Shift&& shift) { put(shift); });
    read_things();
}

// What is out of use too: she may hold it in her hand.
void FinderOfStore::read_things() {
    things_.clear();
    const auto add = [&](Kind kind, const auto& thing, const std::string& name) {
        things_.push_back({kind, thing.id, thing.source_id, name, searchable(thing.source_id), searchable(name)});
    };
    const auto name_of = [&](const std::optional<Id>& client) {
        const auto* person = client ? registry_->client(*client) : nullptr;
        return person == nullptr ? std::string{} : person->name;
    };
    for (const auto& lock : store_.all<domain::Lock>()) add(Kind::lock, lock, name_of(lock.client));
    for (const auto& phone : store_.all<domain::Phone>()) add(Kind::phone, phone, phone.label);
    for (const auto& tag : store_.all<domain::Tag>()) add(Kind::tag, tag, name_of(tag.client));
    std::sort(things_.begin(), things_.end(),
              [](const Thing& a, const Thing& b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
}

void FinderOfStore::read_again(const Id& id) {
    if (const auto now = store_.find(domain::RecordType::shift, id))
        put(std::get<domain::Shift>(now->record));
    else if (const auto it = index_.find(id); it != index_.end())
        shifts_[it->second].gone = true;
}

// People and days are looked at once for each word, not once for each shift that they are part of.
std::vector<FinderOfStore::Scored> FinderOfStore::scored(std::span<const std::string> words,
                                                         std::span<const Command> commands) const {
    const auto& workers = registry_->care_workers();
    const auto& clients = registry_->clients();
    std::vector<int> command_worth(commands.size()), worker_worth(workers.size()), client_worth(clients.size()),
        shift_worth(shifts_.size()), thing_worth(things_.size()), of_worker(workers.size()), in_day(days_.size());
    const auto add = [first = &words.front()](int& sum, const std::string& word, int worth) {
        // Once a word is not found nothing helps.
        sum = (&word != first && sum == 0) || worth == 0 ? 0 : sum + worth;
    };
    for (const std::string& word : words) {
        const std::string id_part = person_id_part(word);
        for (std::size_t i = 0; i < commands.size(); ++i) {
            const int by_name = worth_of(searchable(commands[i].name), word, commands[i].can ? own : others);
            add(command_worth[i], word, by_name > 0 ? by_name : worth_of(searchable(commands[i].help), word, of_help));
        }
        for (std::size_t i = 0; i < workers.size(); ++i) {
            add(worker_worth[i], word, worth_of(workers[i].search, word, own));
            of_worker[i] = worth_of(workers[i].search, word, others);
        }
        for (std::size_t i = 0; i < clients.size(); ++i) {
            int worth = worth_of(clients[i].search, word, own);
            if (!id_part.empty()) worth = std::max(worth, worth_of(clients[i].person_id, id_part, own));
            add(client_worth[i], word, worth);
        }
        for (std::size_t i = 0; i < things_.size(); ++i) {
            const Thing& thing = things_[i];
            // A phone's label is its own name, a client's is not the lock's.
            add(thing_worth[i], word,
                std::max(worth_of(thing.search, word, own),
                         worth_of(thing.search_name, word, thing.kind == Kind::phone ? own : others)));
        }
        for (std::size_t i = 0; i < days_.size(); ++i) in_day[i] = worth_of(days_[i].search, word, of_day);
        for (std::size_t i = 0; i < shifts_.size(); ++i) {
            const Shift& shift = shifts_[i];
            const int by_worker = shift.care_worker == Registry::nobody ? 0 : of_worker[shift.care_worker];
            add(shift_worth[i], word,
                shift.gone ? 0 : std::max({worth_of(shift.search, word, own), by_worker, in_day[shift.day]}));
        }
    }
    std::vector<Scored> all;
    const auto keep = [&](const std::vector<int>& worths, Kind kind, const auto& order) {
        for (std::uint32_t i = 0; i < worths.size(); ++i) {
            if (worths[i] > 0) all.push_back({worths[i], kind, order(i), i});
        }
    };
    keep(command_worth, Kind::command, [](std::uint32_t i) { return i; });
    keep(worker_worth, Kind::care_worker, [&](std::uint32_t i) { return workers[i].rank; });
    keep(client_worth, Kind::client, [&](std::uint32_t i) { return clients[i].rank; });
    for (std::uint32_t i = 0; i < thing_worth.size(); ++i) {
        if (thing_worth[i] > 0) all.push_back({thing_worth[i], things_[i].kind, i, i});
    }
    // The latest first.
    keep(shift_worth, Kind::shift,
         [&](std::uint32_t i) { return -std::int64_t{days_[shifts_[i].day].date.time_since_epoch().count()}; });
    return all;
}

Found FinderOfStore::found(const Scored& one) const {
    Found row;
    row.kind = one.kind;
    if (one.kind == Kind::command) {
        row.command = one.at;
        return row;
    }
    const Registry::Person* person = nullptr;
    if (one.kind == Kind::shift) {
        const Shift& shift = shifts_[one.at];
        row.id = shift.id;
        row.number = shift.source_id;
        row.date = days_[shift.day].date;
        if (shift.care_worker != Registry::nobody) person = &registry_->care_workers()[shift.care_worker];
    } else if (one.kind == Kind::lock || one.kind == Kind::phone || one.kind == Kind::tag) {
        const Thing& thing = things_[one.at];
        row.id = thing.id;
        row.number = thing.number;
        row.name = thing.name;
    } else {
        person = &(one.kind == Kind::client ? registry_->clients() : registry_->care_workers())[one.at];
        row.id = person->id;
        row.number = person->number;
    }
    if (person != nullptr) row.name = person->name;
    return row;
}

std::vector<Found> FinderOfStore::find(std::string_view text, std::span<const Command> commands) {
    const auto words = search_words(text);
    std::vector<Found> rows;
    if (words.empty()) {
        for (std::size_t i = 0; i < commands.size(); ++i) {
            rows.emplace_back();
            rows.back().command = i;
        }
        return rows;
    }
    if (registry_ == nullptr) read();
    auto all = scored(words, commands);
    const auto better = [](const Scored& a, const Scored& b) {
        if (a.worth != b.worth) return a.worth > b.worth;
        return std::tie(a.kind, a.order, a.at) < std::tie(b.kind, b.order, b.at);
    };
    const auto shown = std::min(all.size(), at_most);
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), all.end(), better);
    for (std::size_t i = 0; i < shown; ++i) rows.push_back(found(all[i]));
    return rows;
}

}  // namespace

std::unique_ptr<Finder> Workspace::finder(Finder::DayWords day_words) const {
    return std::make_unique<FinderOfStore>(*state_->store, std::move(day_words));
}

std::string Workspace::name_and_number(domain::RecordType type, Id id) const {
    const auto found = state_->store->find(type, id);
    const auto words = [](const auto& person, const std::string& number) {
        return person.first_name + ' ' + person.last_name + ' ' + number;
    };
    if (!found) return {};
    if (const auto* client = std::get_if<domain::Client>(&found->record))
        return words(*client, std::to_string(client->number));
    if (const auto* worker = std::get_if<domain::CareWorker>(&found->record)) return words(*worker, worker->number);
    return {};
}

}  // namespace samordna::workspace
