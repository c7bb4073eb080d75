// What the verbs of locks, tags and phones have in common: finding the thing, telling what became of it, syncing
// afterwards. Internal to the room. Main thread.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/json_output.h"

namespace samordna::cli {

// By id, or by the number that people know it by. Errors: usage.unknown_lock (tag, phone) {thing},
// usage.ambiguous_thing {thing, count}. What they point to lives as long as `all`.
base::Result<const workspace::LockRow*> find_lock(const workspace::Equipment& all, const std::string& word);
base::Result<const workspace::TagRow*> find_tag(const workspace::Equipment& all, const std::string& word);
base::Result<const workspace::PhoneRow*> find_phone(const workspace::Equipment& all, const std::string& word);

// What became of one of them.
struct ThingTold {
    domain::Id id;
    std::string thing;         // its number
    rules::Findings findings;  // empty: accepted
};

// A verb: done here and stored; it leaves with the next sync, or at once with --sync.
class ThingVerb : public Command {
  public:
    void add_options(CLI::App& app) override;

  protected:
    Exit tell(Session& session, std::span<const ThingTold> told) const;
    Exit tell(Session& session, const domain::Id& id, const std::string& thing,
              const base::Result<rules::Verdict>& verdict) const;

  private:
    bool sync_ = false;
};

Json json_of(const std::optional<domain::Date>& date);
Json json_of_text(const std::string& text);  // null where it is empty
template <class T>
Json json_of_number(const std::optional<T>& number) {
    return number ? Json(*number) : Json(nullptr);
}
inline Json json_of_client(const workspace::OwnerName& client) {
    return client.id ? Json(client.number) : Json(nullptr);
}

}  // namespace samordna::cli
