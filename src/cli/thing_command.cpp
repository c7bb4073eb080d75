#include "cli/thing_command.h"

#include <algorithm>
#include <ostream>

#include <CLI/CLI.hpp>

#include "wording/catalog.h"
#include "wording/sentences.h"

namespace samordna::cli {
namespace {

using domain::Id;
using wording::tr;

template <class Row, class Key>
base::Result<const Row*> find(const std::vector<Row>& rows, const std::string& word, const char* unknown,
                              const Key& key) {
    const auto id = Id::parse(word);
    std::vector<const Row*> found;
    for (const auto& row : rows) {
        if (id ? key(row).id == *id : key(row).source_id == word) found.push_back(&row);
    }
    if (found.empty()) return base::Error{unknown, {{"thing", word}}};
    if (found.size() > 1)
        return base::Error{"usage.ambiguous_thing", {{"thing", word}, {"count", std::int64_t(found.size())}}};
    return found.front();
}

}  // namespace

base::Result<const workspace::LockRow*> find_lock(const workspace::Equipment& all, const std::string& word) {
    return find(all.locks, word, "usage.unknown_lock", [](const auto& row) -> auto& { return row.lock; });
}
base::Result<const workspace::TagRow*> find_tag(const workspace::Equipment& all, const std::string& word) {
    return find(all.tags, word, "usage.unknown_tag", [](const auto& row) -> auto& { return row.tag; });
}
base::Result<const workspace::PhoneRow*> find_phone(const workspace::Equipment& all, const std::string& word) {
    return find(all.phones, word, "usage.unknown_phone", [](const auto& row) -> auto& { return row.phone; });
}

void ThingVerb::add_options(CLI::App& app) {
    app.add_flag("--sync", sync_, tr("Sync with the backend afterwards"));
}

Exit ThingVerb::tell(Session& session, std::span<const ThingTold> told) const {
    const auto refused = std::count_if(told.begin(), told.end(), [](const auto& one) { return !one.findings.empty(); });
    const auto done = static_cast<std::ptrdiff_t>(told.size()) - refused;
    if (session.json) {
        std::vector<Json> objects;
        for (const auto& one : told) {
            objects.push_back({{"id", one.id.text()},
                               {"source_id", json_of_text(one.thing)},
                               {"outcome", one.findings.empty() ? "accepted" : "refused"},
                               {"findings", json_of(one.findings, {})}});
        }
        session.out << array_text(objects);
    } else {
        if (done > 0 || told.size() > 1) session.out << wording::done_of_verb(name(), static_cast<int>(done)) << '\n';
        for (const auto& one : told) {
            for (const auto& finding : one.findings)
                session.out << (one.thing.empty() ? "" : one.thing + ": ") << wording::sentence_of(finding) << '\n';
        }
    }
    const Exit outcome = refused == 0 ? Exit::done : Exit::refused;
    if (!sync_ || done == 0) return outcome;
    const Exit synced = sync_and_tell(session);
    return synced == Exit::done ? outcome : synced;
}

Exit ThingVerb::tell(Session& session, const Id& id, const std::string& thing,
                     const base::Result<rules::Verdict>& verdict) const {
    if (!verdict) return fail(session, verdict.error());
    ThingTold told{id, thing, {}};
    if (const auto* refused = std::get_if<rules::Refused>(&*verdict)) told.findings = refused->findings;
    return tell(session, {&told, 1});
}

Json json_of(const std::optional<domain::Date>& date) {
    return date ? Json(domain::date_text(*date)) : Json(nullptr);
}
Json json_of_text(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

}  // namespace samordna::cli
