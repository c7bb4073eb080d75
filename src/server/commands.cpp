#include "server/commands.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "protocol/codec.h"
#include "rules/judge.h"
#include "server/care_worker_access.h"
#include "server/digest.h"
#include "server/facts_loader.h"
#include "server/log_writer.h"
#include "server/record_writer.h"

namespace samordna::server {
namespace {

using base::Id;
using domain::Change;
using domain::RecordType;
using protocol::Outcome;

Big seconds(base::Instant t) {
    return t.time_since_epoch().count();
}

domain::Record stored_record(RecordType type, const Id& id, std::string_view body) {
    auto record = protocol::parse_record(type, id, body);
    if (!record) throw std::logic_error("the database holds a record that cannot be read");
    return std::move(*record);
}

struct StoredAnswer {
    std::string body_hash;
    Outcome outcome;
};

struct Target {
    domain::Record record;
    std::int64_t revision = 0;
    Big unit = 0;
    Big provider = 0;
    std::string municipality;
    Id unit_id;
    std::string source_hash;
    std::string body;
};

void set_outcome(LogEntry& entry, const Outcome& outcome) {
    if (std::holds_alternative<protocol::Conflict>(outcome)) set_refused(entry, Error{"version.conflict"});
    if (const auto* refused = std::get_if<protocol::Refused>(&outcome)) {
        set_refused(entry, Error{"rules.refused"});
        for (const auto& finding : refused->findings) entry.detail += " " + finding.check;
    }
    if (const auto* failed = std::get_if<protocol::Failed>(&outcome)) {
        set_refused(entry, failed->error);
        const bool is_refusal = failed->error.code == "forbidden" || failed->error.code == "not_found";
        if (!is_refusal) entry.outcome = domain::LogOutcome::failed;
    }
}

// The judging of one change, within a transaction that writes.
class Case {
  public:
    Case(soci::session& sql, const Principal& who, FactsLoader& loader, LogWriter& log, base::Instant now)
        : sql_(sql), who_(who), loader_(loader), log_(log), now_(now) {}

    Outcome decide(Change change) {
        if (change.key.is_nil()) return logged(change, failed("request.malformed"));
        const std::string body_hash = fingerprint(protocol::change_text(change));
        if (const auto before = answer_to(change.key)) {
            if (before->body_hash != body_hash) return logged(change, failed("key.reused"));
            return before->outcome;  // nothing has been done now
        }
        change.by = who_.user;
        Outcome outcome = logged(change, judged(change));
        // What was not understood leaves its key free.
        const auto* failure = std::get_if<protocol::Failed>(&outcome);
        if (failure == nullptr || failure->error.code != "request.malformed") remember(change.key, body_hash, outcome);
        return outcome;
    }

  private:
    static Outcome failed(const char* code) { return protocol::Failed{Error{code}}; }

    Outcome judged(Change& change) {
        if (!domain::may(who_.role, change.verb)) return failed("forbidden");
        auto target = find(domain::target_type(change.verb), change.target);
        if (!target && domain::creates(change.verb)) target = place_of_new(change);
        if (!target) return failed("not_found");
        unit_ = target->unit;
        subject_ = target->record;
        if (change.depends_on) {
            const auto earlier = answer_to(*change.depends_on);
            if (!earlier) return failed("request.malformed");
            const auto* accepted = std::get_if<protocol::Accepted>(&earlier->outcome);
            if (accepted == nullptr) return failed("depends_on.refused");
            const auto made = std::find_if(accepted->changed.begin(), accepted->changed.end(),
                                           [&](const auto& c) { return c.id == change.target; });
            if (made == accepted->changed.end()) return failed("request.malformed");
            change.base = made->revision;
        }
        if (change.base != target->revision && !domain::is_urgent(change.verb))
            return protocol::Conflict{target->record, target->revision};

        look_around(change, *target);
        const auto& facts = loader_.known();
        if (const auto* approve = std::get_if<domain::ApproveShift>(&change.verb)) {
            const auto is_of_shift = [&](const Id& id) {
                const auto* visit = facts.visit(id);
                return visit != nullptr && visit->shift == change.target;
            };
            if (!std::all_of(approve->unpaid_visits.begin(), approve->unpaid_visits.end(), is_of_shift)) {
                return failed("request.malformed");
            }
        }
        auto verdict = rules::judge(change, facts, now_);
        if (auto* refused = std::get_if<rules::Refused>(&verdict))
            return protocol::Refused{std::move(refused->findings)};
        return write(change, *target);
    }

    // The records that are there, of whatever unit and type: ids are never used twice.
    bool is_taken(const Id& id) {
        const std::string key = id.text();
        int found = 0;
        sql_ << "SELECT 1 FROM record WHERE id = :id", soci::use(key), soci::into(found);
        return sql_.got_data();
    }

    // Where a record that is not there yet will lie: a visit in the unit of its shift, the others in their own.
    std::optional<Target> place_of_new(const Change& change) {
        if (is_taken(change.target)) return std::nullopt;
        std::optional<Target> place;
        if (const auto* made = domain::registered_visit(change.verb)) place = find(RecordType::shift, made->shift);
        if (const auto* set = std::get_if<domain::SetLockOrder>(&change.verb))
            place = find(RecordType::unit, set->unit);
        if (const auto* sign = std::get_if<domain::SignControl>(&change.verb))
            place = find(RecordType::unit, sign->unit);
        if (const auto* made = std::get_if<domain::CreateCareWorker>(&change.verb))
            place = find(RecordType::unit, made->unit);
        if (const auto* set = std::get_if<domain::SetAccountOrder>(&change.verb))
            place = find(RecordType::unit, set->unit);
        if (!place) return std::nullopt;
        place->record = domain::make_record(domain::target_type(change.verb));
        place->revision = 0;
        place->source_hash.clear();
        return place;
    }

    // Everything that judging the change can depend on.
    void look_around(const Change& change, const Target& target) {
        const auto around = [&](const Id& id) {
            const auto found = find(RecordType::shift, id);
            if (found) loader_.around(std::get<domain::Shift>(found->record), found->unit, found->municipality);
        };
        if (const auto* shift = std::get_if<domain::Shift>(&target.record))
            loader_.around(*shift, target.unit, target.municipality);
        if (const auto* edit = std::get_if<domain::EditVisit>(&change.verb)) {
            around(std::get<domain::Visit>(target.record).shift);
            if (edit->shift) around(*edit->shift);
        }
        if (const auto* made = domain::registered_visit(change.verb)) {
            around(made->shift);
            if (find(RecordType::client, made->client)) loader_.about(made->client, target.unit);
        }
        if (std::holds_alternative<domain::CreateCareWorker>(change.verb)) loader_.care_workers(target.unit);
        if (std::holds_alternative<domain::Visit>(target.record) ||
            std::holds_alternative<domain::Shift>(target.record))
            return look_at_startup(change, target);
        look_at_equipment(change, target);
    }

    void look_at_startup(const Change& change, const Target& target) {
        const auto* startup = std::get_if<domain::RegisterStartup>(&change.verb);
        if (startup == nullptr) return;
        if (const auto lock = find(RecordType::lock, startup->lock)) loader_.put(lock->record);
        if (find(RecordType::client, startup->visit.client)) loader_.years_of(startup->visit.client, target.unit);
    }

    // The thing itself, and whose it is or is to be.
    void look_at_equipment(const Change& change, const Target& target) {
        loader_.unit(target.unit_id, target.unit, target.municipality);
        if (target.revision > 0) loader_.put(target.record);
        const auto about = [&](const std::optional<Id>& client) {
            if (client && find(RecordType::client, *client)) loader_.about(*client, target.unit);
        };
        if (const auto* lock = std::get_if<domain::Lock>(&target.record)) about(lock->client);
        if (const auto* couple = std::get_if<domain::CoupleTag>(&change.verb)) about(couple->client);
        const auto* edit = std::get_if<domain::EditPhone>(&change.verb);
        if (const auto holder =
                edit != nullptr && edit->holder ? find(RecordType::care_worker, *edit->holder) : std::nullopt)
            loader_.put(holder->record);
        if (const auto* set = std::get_if<domain::SetLockOrder>(&change.verb)) {
            about(set->client);
            if (const auto lock = set->lock ? find(RecordType::lock, *set->lock) : std::nullopt)
                loader_.put(lock->record);
        }
    }

    std::optional<Target> find(RecordType type, const Id& id) {
        const std::string key = id.text();
        const int type_number = static_cast<int>(type);
        Target target;
        Big revision = 0;
        std::string unit_id;
        sql_ << "SELECT r.revision, r.unit, r.source_hash, r.body, u.municipality, u.provider, u.id FROM record r JOIN "
                "unit u ON u.number = r.unit "
                "WHERE r.id = :id AND r.type = :type AND r.deleted_at IS NULL",
            soci::use(key), soci::use(type_number), soci::into(revision), soci::into(target.unit),
            soci::into(target.source_hash), soci::into(target.body), soci::into(target.municipality),
            soci::into(target.provider), soci::into(unit_id);
        const bool visible = sql_.got_data() && std::any_of(who_.units.begin(), who_.units.end(),
                                                            [&](const auto& u) { return u.number == target.unit; });
        if (!visible) return std::nullopt;
        target.revision = revision;
        target.unit_id = Id::parse(unit_id).value();
        target.record = stored_record(type, id, target.body);
        return target;
    }

    Outcome write(const Change& change, const Target& target) {
        const auto record = domain::apply(change, now_, target.record);
        subject_ = record;
        const std::int64_t after = target.revision + 1;
        std::vector<Write> writes;
        writes.push_back({domain::target_type(change.verb), change.target, after, false, keys_of(record),
                          target.source_hash, protocol::record_text(record)});
        if (const auto* visit = std::get_if<domain::Visit>(&record)) {
            if (const auto* shift = loader_.known().shift(visit->shift))
                writes.back().keys.care_worker = shift->care_worker;
        }
        const domain::Record done = activity(change, target, record);
        writes.push_back(
            {RecordType::activity, domain::id_of(done), 1, false, keys_of(done), {}, protocol::record_text(done)});
        // The counter is taken as late as can be: other writers of the provider wait for it until the end of the
        // transaction.
        const Big many = static_cast<Big>(writes.size());
        Big last = 0;
        sql_ << "UPDATE provider SET sequence = sequence + :many WHERE number = :provider RETURNING sequence",
            soci::use(many), soci::use(target.provider), soci::into(last);
        write_records(sql_, target.unit, writes, last - many, now_);
        if (const auto* worker = std::get_if<domain::CareWorker>(&record)) keep_access(change, *worker);
        loader_.put(record);
        return protocol::Accepted{{{domain::target_type(change.verb), change.target, after}}, last};
    }

    // What a care worker signs in with on a phone.
    void keep_access(const Change& change, const domain::CareWorker& worker) {
        if (const auto* code = std::get_if<domain::IssueCode>(&change.verb))
            put_code(sql_, worker.id, code->code_hash, code->until);
        else if (!worker.active)
            end_access(sql_, worker.id);
    }

    // What was done or not, for the activity log.
    Outcome logged(const Change& change, Outcome outcome) {
        const Big own = who_.units.empty() ? 0 : who_.units.front().number;
        auto entry = entry_of(who_, unit_.value_or(own), domain::name_of(change.verb));
        if (subject_) set_subject(entry, *subject_);
        entry.type = domain::target_type(change.verb);
        entry.target = change.target;
        if (const auto* made = domain::registered_visit(change.verb)) entry.client = made->client;
        if (const auto* startup = std::get_if<domain::RegisterStartup>(&change.verb)) entry.lock = startup->lock;
        set_outcome(entry, outcome);
        log_.add(std::move(entry));
        return outcome;
    }

    // What was done, for the record's history.
    domain::Activity activity(const Change& change, const Target& target, const domain::Record& after) const {
        // Keys are an account's own.
        domain::Activity done{derived_id(who_.account, "activity", change.key.text()),
                              change.target,
                              static_cast<int>(target.revision) + 1,
                              std::string(domain::name_of(change.verb)),
                              who_.user,
                              now_,
                              {},
                              protocol::record_text(after)};
        if (target.revision > 0) std::tie(done.before, done.after) = protocol::differing_fields(target.record, after);
        return done;
    }

    std::optional<StoredAnswer> answer_to(const Id& key) {
        const std::string key_text = key.text();
        std::string body_hash;
        std::string answer;
        sql_ << "SELECT body_hash, answer FROM command WHERE account = :account AND command_key = :key",
            soci::use(who_.account), soci::use(key_text), soci::into(body_hash), soci::into(answer);
        if (!sql_.got_data()) return std::nullopt;
        auto outcome = protocol::parse_outcome(answer);
        if (!outcome) throw std::logic_error("the database holds an answer that cannot be read");
        return StoredAnswer{std::move(body_hash), std::move(*outcome)};
    }

    void remember(const Id& key, const std::string& body_hash, const Outcome& outcome) {
        const std::string key_text = key.text();
        const std::string answer = protocol::outcome_text(outcome);
        const Big at = seconds(now_);
        sql_ << "INSERT INTO command (account, command_key, body_hash, answer, answered_at) VALUES (:account, :key, "
                ":hash, "
                ":answer, :at)",
            soci::use(who_.account), soci::use(key_text), soci::use(body_hash), soci::use(answer), soci::use(at);
    }

    soci::session& sql_;
    const Principal& who_;
    FactsLoader& loader_;
    LogWriter& log_;
    base::Instant now_;
    std::optional<Big> unit_;  // where the change belongs, once that is known
    std::optional<domain::Record> subject_;
};

// One that could not be read.
void log_unread(LogWriter& log, const Principal& who, const Error& error) {
    auto entry = entry_of(who, who.units.empty() ? 0 : who.units.front().number, "change.unread");
    entry.outcome = domain::LogOutcome::failed;
    entry.detail = error.code;
    log.add(std::move(entry));
}

}  // namespace

Result<std::vector<Outcome>> Commands::perform(const Principal& who, std::span<const Result<Change>> changes) {
    return storage_.write([&](soci::session& sql) {
        std::vector<Outcome> outcomes;
        outcomes.reserve(changes.size());
        FactsLoader loader(sql, shelf_.in(sql));
        loader.asked_by(who.care_worker);
        LogWriter log(sql, clock_.now());
        for (const auto& change : changes) {
            if (change) {
                outcomes.push_back(Case(sql, who, loader, log, clock_.now()).decide(*change));
            } else {
                outcomes.push_back(protocol::Failed{Error{"request.malformed", change.error().parameters}});
                log_unread(log, who, change.error());
            }
        }
        log.write();
        return outcomes;
    });
}

Result<> Commands::purge() {
    const Big oldest = seconds(clock_.now() - std::chrono::days{protocol::Hello{}.idempotency_days});
    return storage_.write(
        [&](soci::session& sql) { sql << "DELETE FROM command WHERE answered_at < :oldest", soci::use(oldest); });
}

}  // namespace samordna::server
