// Changes to the wire's JSON and back: one place for each verb's own fields.
#include "protocol/codec.h"
#include "protocol/json_reading.h"

namespace samordna::protocol {
namespace {

using namespace wire;
using domain::Change;

json lines_to(const std::vector<domain::ServiceLine>& lines) {
    json list = json::array();
    for (const auto& line : lines) {
        json item{{"service", line.service}};
        if (line.minutes) item["minutes"] = *line.minutes;
        if (line.extra) item["extra"] = true;
        if (line.declined) item["declined"] = true;
        list.push_back(std::move(item));
    }
    return list;
}

constexpr std::size_t most_service_lines = 100;
constexpr std::size_t longest_note = 4000;  // bytes
constexpr std::size_t longest_name = 400;
constexpr std::size_t longest_list = 200'000;

std::vector<domain::ServiceLine> lines_from(const json& j, const char* field) {
    std::vector<domain::ServiceLine> lines;
    for (const auto& item : list_at(j, field)) {
        domain::ServiceLine line;
        line.service = item.at("service").get<std::string>();
        if (item.contains("minutes")) line.minutes = item.at("minutes").get<int>();
        line.extra = item.value("extra", false);
        line.declined = item.value("declined", false);
        lines.push_back(std::move(line));
    }
    if (lines.size() > most_service_lines) throw Bad{field};
    return lines;
}

std::string note_from(const json& j, const char* field) {
    auto note = j.at(field).get<std::string>();
    if (note.size() > longest_note) throw Bad{field};
    return note;
}

// --- Locks, tags and phones.

template <class OfAnother>
void own_fields_to(json&, const OfAnother&) {}
void own_fields_to(json& j, const domain::RegisterStartup& startup) {
    j["lock"] = startup.lock.text();
}
void own_fields_to(json& j, const domain::ChangeBattery& done) {
    j["changed_at"] = domain::instant_text(done.changed_at);
    if (done.by_service) j["by_service"] = true;
}
void own_fields_to(json& j, const domain::SetLockOrder& set) {
    j["unit"] = set.unit.text();
    j["kind"] = domain::name_of(set.kind);
    j["state"] = domain::name_of(set.state);
    if (set.client) j["client"] = set.client->text();
    if (set.lock) j["lock"] = set.lock->text();
    if (set.booked_at) j["booked_at"] = domain::instant_text(*set.booked_at);
    if (!set.attendant.empty()) j["attendant"] = set.attendant;
    if (!set.address.empty()) j["address"] = set.address;
    if (!set.note.empty()) j["note"] = set.note;
}
void own_fields_to(json& j, const domain::CoupleTag& couple) {
    j["client"] = couple.client.text();
}
void own_fields_to(json& j, const domain::DeactivatePhone& off) {
    j["reason"] = off.reason;
}
void own_fields_to(json& j, const domain::ReactivatePhone& on) {
    j["reason"] = on.reason;
}
void own_fields_to(json& j, const domain::EditPhone& edit) {
    j["label"] = edit.label;
    if (edit.holder) j["holder"] = edit.holder->text();
}
void own_fields_to(json& j, const domain::SignControl& sign) {
    j["unit"] = sign.unit.text();
    j["kind"] = domain::name_of(sign.kind);
    j["month"] = domain::date_text(sign.month);
    j["checked"] = sign.checked;
    if (!sign.deviations.empty()) j["deviations"] = sign.deviations;
    if (!sign.note.empty()) j["note"] = sign.note;
}

// --- Care workers' accounts, and the orders of administrators'.

void own_fields_to(json& j, const domain::CreateCareWorker& made) {
    j["unit"] = made.unit.text();
    j["number"] = made.number;
    j["first_name"] = made.first_name;
    j["last_name"] = made.last_name;
    if (!made.subcontractor.empty()) j["subcontractor"] = made.subcontractor;
}
void own_fields_to(json& j, const domain::EditCareWorker& edit) {
    j["first_name"] = edit.first_name;
    j["last_name"] = edit.last_name;
    if (!edit.subcontractor.empty()) j["subcontractor"] = edit.subcontractor;
}
void own_fields_to(json& j, const domain::InactivateCareWorker& off) {
    j["reason"] = off.reason;
}
void own_fields_to(json& j, const domain::ReactivateCareWorker& on) {
    j["reason"] = on.reason;
}
void own_fields_to(json& j, const domain::ExemptCareWorker& exempt) {
    j["reason"] = exempt.reason;
}
void own_fields_to(json& j, const domain::IssueCode& code) {
    j["code_hash"] = code.code_hash;
    j["until"] = domain::instant_text(code.until);
}
void own_fields_to(json& j, const domain::SetAccountOrder& set) {
    j["unit"] = set.unit.text();
    j["kind"] = domain::name_of(set.kind);
    j["state"] = domain::name_of(set.state);
    j["person"] = set.person;
    if (set.combine) j["combine"] = true;
    if (set.until) j["until"] = domain::date_text(*set.until);
    if (!set.note.empty()) j["note"] = set.note;
}

json change_to(const Change& change, bool with_key) {
    json j{{"verb", domain::name_of(change.verb)},
           {"id", change.target.text()},
           {"base", change.base},
           {"by", change.by},
           {"at", domain::instant_text(change.at)}};
    if (with_key) j["key"] = change.key.text();
    if (change.depends_on) j["depends_on"] = change.depends_on->text();
    if (const auto* approve = std::get_if<domain::ApproveShift>(&change.verb)) {
        if (!approve->unpaid_visits.empty()) j["unpaid_visits"] = ids_to(approve->unpaid_visits);
    }
    if (const auto* set = std::get_if<domain::SetMatrix>(&change.verb)) j["cells"] = set->cells;
    if (const auto* edit = std::get_if<domain::EditVisit>(&change.verb)) {
        if (edit->start) j["start"] = domain::instant_text(*edit->start);
        if (edit->end) j["end"] = domain::instant_text(*edit->end);
        if (edit->double_staffing) j["double_staffing"] = *edit->double_staffing;
        if (edit->service_lines) j["service_lines"] = lines_to(*edit->service_lines);
        if (edit->shift) j["shift"] = edit->shift->text();
        if (edit->note) j["note"] = *edit->note;
    }
    if (const auto* made = domain::registered_visit(change.verb)) {
        j["shift"] = made->shift.text();
        j["client"] = made->client.text();
        j["start"] = domain::instant_text(made->start);
        j["end"] = domain::instant_text(made->end);
        j["double_staffing"] = made->double_staffing;
        j["service_lines"] = lines_to(made->service_lines);
        j["note"] = made->note;
    }
    std::visit([&](const auto& verb) { own_fields_to(j, verb); }, change.verb);
    return j;
}

template <class T, class Read>
void if_there(const json& j, const char* field, std::optional<T>& value, Read read) {
    if (j.contains(field)) value = read(j, field);
}

domain::EditVisit edit_from(const json& j) {
    domain::EditVisit edit;
    if_there(j, "start", edit.start, instant_from);
    if_there(j, "end", edit.end, instant_from);
    if_there(j, "double_staffing", edit.double_staffing,
             [](const json& o, const char* f) { return o.at(f).get<bool>(); });
    if_there(j, "service_lines", edit.service_lines, lines_from);
    if_there(j, "shift", edit.shift, id_from);
    if_there(j, "note", edit.note, note_from);
    return edit;
}

domain::RegisterVisit registration_from(const json& j) {
    return {id_from(j, "shift"),
            id_from(j, "client"),
            instant_from(j, "start"),
            instant_from(j, "end"),
            j.at("double_staffing").get<bool>(),
            lines_from(j, "service_lines"),
            note_from(j, "note")};
}

// Empty where it is not given.
std::string text_from(const json& j, const char* field, std::size_t longest) {
    auto text = j.value(field, std::string{});
    if (text.size() > longest) throw Bad{field};
    return text;
}

template <class E>
E named_from(const json& j, const char* field) {
    E value{};
    if (!domain::parse_name(j.at(field).get<std::string>(), value)) throw Bad{field};
    return value;
}

domain::Date date_from(const json& j, const char* field) {
    const auto date = domain::parse_date(j.at(field).get<std::string>());
    if (!date) throw Bad{field};
    return *date;
}

domain::SetLockOrder lock_order_from(const json& j) {
    domain::SetLockOrder set{id_from(j, "unit"), named_from<domain::LockOrderKind>(j, "kind"),
                             named_from<domain::LockOrderState>(j, "state")};
    if_there(j, "client", set.client, id_from);
    if_there(j, "lock", set.lock, id_from);
    if_there(j, "booked_at", set.booked_at, instant_from);
    set.attendant = text_from(j, "attendant", longest_note);
    set.address = text_from(j, "address", longest_note);
    set.note = text_from(j, "note", longest_note);
    return set;
}

domain::SetAccountOrder account_order_from(const json& j) {
    domain::SetAccountOrder set{id_from(j, "unit"), named_from<domain::AccountOrderKind>(j, "kind"),
                                named_from<domain::AccountOrderState>(j, "state")};
    set.person = text_from(j, "person", longest_name);
    set.combine = j.value("combine", false);
    if_there(j, "until", set.until, date_from);
    set.note = text_from(j, "note", longest_note);
    return set;
}

// Nothing: it is another verb.
std::optional<domain::Verb> staff_verb_from(const std::string& name, const json& j) {
    const auto text = [&](const char* field) { return text_from(j, field, longest_name); };
    if (name == "care_worker.create")
        return domain::CreateCareWorker{id_from(j, "unit"), text("number"), text("first_name"), text("last_name"),
                                        text("subcontractor")};
    if (name == "care_worker.edit")
        return domain::EditCareWorker{text("first_name"), text("last_name"), text("subcontractor")};
    if (name == "care_worker.inactivate") return domain::InactivateCareWorker{note_from(j, "reason")};
    if (name == "care_worker.archive") return domain::ArchiveCareWorker{};
    if (name == "care_worker.reactivate") return domain::ReactivateCareWorker{note_from(j, "reason")};
    if (name == "care_worker.exempt") return domain::ExemptCareWorker{note_from(j, "reason")};
    if (name == "care_worker.issue_code") return domain::IssueCode{note_from(j, "code_hash"), instant_from(j, "until")};
    if (name == "account_order.set") return account_order_from(j);
    return std::nullopt;
}

domain::Verb verb_from(const json& j) {
    const auto name = j.at("verb").get<std::string>();
    if (name == "shift.approve") {
        domain::ApproveShift approve;
        if (j.contains("unpaid_visits")) approve.unpaid_visits = ids_from(j, "unpaid_visits");
        return approve;
    }
    if (name == "shift.revoke") return domain::RevokeApproval{};
    if (name == "matrix.set") return domain::SetMatrix{j.at("cells").get<std::string>()};
    if (name == "visit.edit") return edit_from(j);
    if (name == "visit.register") return registration_from(j);
    if (name == "lock.startup") return domain::RegisterStartup{id_from(j, "lock"), registration_from(j)};
    if (name == "lock.battery_changed")
        return domain::ChangeBattery{instant_from(j, "changed_at"), j.value("by_service", false)};
    if (name == "lock_order.set") return lock_order_from(j);
    if (name == "tag.couple") return domain::CoupleTag{id_from(j, "client")};
    if (name == "tag.deactivate") return domain::DeactivateTag{};
    if (name == "phone.deactivate") return domain::DeactivatePhone{note_from(j, "reason")};
    if (name == "phone.reactivate") return domain::ReactivatePhone{note_from(j, "reason")};
    if (name == "phone.couple") return domain::CouplePhone{};
    if (name == "phone.edit") {
        domain::EditPhone edit{note_from(j, "label")};
        if_there(j, "holder", edit.holder, id_from);
        return edit;
    }
    if (name == "control.sign") {
        return domain::SignControl{
            id_from(j, "unit"),         named_from<domain::ControlKind>(j, "kind"), date_from(j, "month"),
            j.at("checked").get<int>(), text_from(j, "deviations", longest_list),   text_from(j, "note", longest_note)};
    }
    if (auto verb = staff_verb_from(name, j)) return *std::move(verb);
    throw Bad{"verb"};
}

Change change_from(const json& j) {
    Change change;
    if (j.contains("key")) change.key = id_from(j, "key");
    change.target = id_from(j, "id");
    change.base = j.at("base").get<std::int64_t>();
    if (j.contains("depends_on")) change.depends_on = id_from(j, "depends_on");
    change.by = j.at("by").get<std::string>();
    change.at = instant_from(j, "at");
    change.verb = verb_from(j);
    return change;
}

}  // namespace

std::string change_text(const Change& change) {
    return dump(change_to(change, false));
}

Result<Change> parse_change(std::string_view text) {
    return guarded(text, change_from);
}

std::string batch_text(std::span<const Change> changes) {
    json items = json::array();
    for (const Change& change : changes) items.push_back(change_to(change, true));
    return dump({{"commands", items}});
}

Result<std::vector<Result<Change>>> parse_batch(std::string_view text) {
    return guarded(text, [](const json& j) {
        std::vector<Result<Change>> changes;
        for (const auto& item : list_at(j, "commands")) {
            auto change = guarded(item, change_from);
            if (change && change->key.is_nil())
                changes.emplace_back(malformed("key"));
            else
                changes.push_back(std::move(change));
        }
        return changes;
    });
}

}  // namespace samordna::protocol
