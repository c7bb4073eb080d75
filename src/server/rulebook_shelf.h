// What the municipalities have published of their rules: taken in, given to every unit of theirs, and laid over what
// the program carries. Used by Backend and its commands; any thread.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/record.h"
#include "rules/rulebook.h"
#include "server/storage.h"
#include "server/values.h"

namespace samordna::server {

class RulebookShelf {
  public:
    // `carried` outlives the shelf.
    explicit RulebookShelf(const rules::Rulebooks& carried)
        : carried_(carried), merged_(std::make_shared<const rules::Rulebooks>(carried)) {}

    // Those that hold now, as the transaction sees them: whoever has installed one, in this process or another.
    std::shared_ptr<const rules::Rulebooks> in(soci::session& sql);
    // What stands in the text, resting on those that hold now. Errors: rulebook.malformed {file, line, reason},
    // rulebook.base_unknown {file, version}.
    Result<rules::Rulebook> check(soci::session& sql, std::string_view text, std::string_view file_name);
    // Into every unit of its municipality, in one transaction. The same version with the same content changes nothing,
    // with other content it is refused: a month must give the same result again. Errors: as check();
    // rulebook.other_content {version}, rulebook.version_taken {version} (by another municipality).
    Result<RulebookInstallation> install(Storage& storage, const base::Clock& clock, const std::string& text,
                                         std::string_view file_name);

  private:
    const rules::Rulebooks& carried_;
    std::mutex mutex_;
    std::string mark_;  // of the state that is merged, see rulebook_shelf.cpp
    std::shared_ptr<const rules::Rulebooks> merged_;
};

// The copies that a unit of that municipality has. `scope`: the unit's id as text.
std::vector<domain::Rulebook> copies_for(soci::session& sql, const std::string& municipality, const std::string& scope);
// The matrices that a unit can fill in, one for each version that has one, as they are before that.
std::vector<domain::Matrix> matrices_for(const rules::Rulebooks& books, const domain::Unit& unit);

}  // namespace samordna::server
