// Values to the wire's JSON and back. Reading trusts nothing: whatever is not as described gives wire.malformed
// {field}. Pure; any thread. Records have one canonical text each: keys in the order of their field description, empty
// ones left out.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "protocol/remote.h"

namespace samordna::protocol {

// A record's fields without its id: {"shift":"…","start":"2026-10-01T04:40:00Z",…}
void append_record(std::string& out, const domain::Record& record);
std::string record_text(const domain::Record& record);
Result<domain::Record> parse_record(domain::RecordType type, const Id& id, std::string_view json);
// The fields in which two versions of a record differ, each version's as a JSON object: what an Activity keeps.
std::pair<std::string, std::string> differing_fields(const domain::Record& before, const domain::Record& after);
// The names of the fields that were changed.
std::set<std::string> fields_changed(const domain::Activity& activity);
// A record as it was before that was done to it, given how it was after.
Result<domain::Record> before_activity(const domain::Record& after, const domain::Activity& activity);

// One change as the body of POST /v1/commands; the key goes with it only in a batch ("key").
std::string change_text(const domain::Change& change);
Result<domain::Change> parse_change(std::string_view json);
std::string batch_text(std::span<const domain::Change> changes);
// Each item by itself, so that a broken one does not take the others with it.
Result<std::vector<Result<domain::Change>>> parse_batch(std::string_view json);

std::string outcome_text(const Outcome& outcome);
Result<Outcome> parse_outcome(std::string_view json);
std::string outcomes_text(std::span<const Outcome> outcomes);
Result<std::vector<Outcome>> parse_outcomes(std::string_view json);

// {"check","severity","rulebook","paragraph","visit_id","parameters"}
std::string finding_text(const rules::Finding& finding);

std::string hello_text(const Hello& hello);
Result<Hello> parse_hello(std::string_view json);
std::string credentials_text(const Credentials& shown);
Result<Credentials> parse_credentials(std::string_view json);
// The body of POST /v1/session/refresh.
std::string refresh_text(std::string_view refresh_token);
Result<std::string> parse_refresh(std::string_view json);
std::string session_text(const Session& session);
Result<Session> parse_session(std::string_view json);
std::string integrity_text(const Integrity& integrity);
Result<Integrity> parse_integrity(std::string_view json);

// application/problem+json (RFC 9457) for a code of remote.h's errors; never personal data.
std::string problem_text(const base::Error& error, int status, std::string_view request_id);
base::Error parse_problem(std::string_view json, int status);

}  // namespace samordna::protocol
