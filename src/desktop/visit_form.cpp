#include "desktop/visit_form.h"

#include <algorithm>

#include "base/text.h"
#include "desktop/access.h"
#include "desktop/list_view.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"

namespace samordna::desktop {
namespace {

using wording::tr;

// "8", "08", "800", "0800", "8:00", "8.00": the hour and minute of a day. Nothing for what is none.
std::optional<std::chrono::minutes> time_from(const std::string& text) {
    std::string digits;
    std::size_t hour_digits = 0;
    for (const char c : base::trim(text)) {
        if ((c == ':' || c == '.') && hour_digits == 0)
            hour_digits = digits.size();
        else
            digits += c;
    }
    if (hour_digits == 0) hour_digits = digits.size() <= 2 ? digits.size() : digits.size() - 2;
    const auto hour = base::parse_integer<int>(digits.substr(0, hour_digits));
    const auto minute = hour_digits == digits.size() ? 0 : base::parse_integer<int>(digits.substr(hour_digits));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

domain::Visit as_registered(domain::Visit visit) {
    visit.start = visit.original_start.value_or(visit.start);
    if (visit.original_end) visit.end = visit.original_end;
    visit.double_staffing = visit.original_double_staffing.value_or(visit.double_staffing);
    visit.service_lines = visit.original_service_lines.value_or(visit.service_lines);
    visit.shift = visit.original_shift.value_or(visit.shift);
    return visit;
}

std::string name_of_shift(const workspace::ShiftChoice& choice) {
    return wording::joined({choice.care_worker_name, choice.source_id});
}

const domain::ServiceLine* line_of(const std::vector<domain::ServiceLine>& lines, const std::string& name) {
    const auto it = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.service == name; });
    return it == lines.end() ? nullptr : &*it;
}

}  // namespace

// --- Filling in.

void VisitForm::show(const domain::Visit& visit, const VisitDraft& draft) {
    visit_ = visit;
    made_new_ = false;
    begins_ = visit.start;
    show_all(draft);
}

void VisitForm::show_new(domain::Id shift, domain::Instant begins, const VisitDraft& draft) {
    visit_ = {};
    visit_.shift = shift;
    made_new_ = true;
    begins_ = begins;
    show_all(draft);
}

void VisitForm::show_all(const VisitDraft& draft) {
    touched_ = draft;
    filling_ = true;
    shifts_there_ = context_.workspace.shift_choices(domain::local_date(begins_));
    wxArrayString names;
    for (const auto& choice : shifts_there_) names.Add(ui(name_of_shift(choice)));
    shift_->Set(names);
    for (wxWindow* part :
         {static_cast<wxWindow*>(client_label_), static_cast<wxWindow*>(client_was_), static_cast<wxWindow*>(client_)})
        part->Show(made_new_);
    was_title_->SetLabel(made_new_ ? wxString{} : ui(tr("Registered")));
    client_->ChangeValue("");
    clients_.clear();
    if (const auto it = touched_.find("client"); it != touched_.end()) client_->ChangeValue(ui(it->second.mine));
    if (made_new_) find_client();
    show_choices();
    for (const auto field : mended_fields) {
        const auto it = touched_.find(field);
        fill(std::string(field), it != touched_.end() ? it->second.mine : field_text(field, visit_));
    }
    filling_ = false;
    // A draft may say what stands there by now.
    touched();
    Layout();
}

void VisitForm::stands(const domain::Visit& visit) {
    filling_ = true;
    visit_ = visit;
    begins_ = visit.start;
    show_choices();
    for (const auto field : mended_fields) {
        const auto it = touched_.find(field);
        fill(std::string(field), it != touched_.end() ? it->second.mine : field_text(field, visit_));
    }
    filling_ = false;
    touched();
}

void VisitForm::take_theirs() {
    filling_ = true;
    for (const Contested& one : contested()) fill(one.field, field_text(one.field, visit_));
    filling_ = false;
    touched();
}

void VisitForm::show_choices() {
    domain::Visit asked = visit_;
    asked.start = begins_;
    services_there_ = context_.workspace.service_choices(asked);
    services_->DeleteAllItems();
    for (const auto& choice : services_there_) {
        const auto* line = line_of(visit_.service_lines, choice.name);
        const bool declined = line != nullptr && line->declined;
        wxVector<wxVariant> cells;
        cells.push_back(wxVariant(line != nullptr && !declined));
        cells.push_back(wxVariant(ui(declined         ? tr("{service}, declined", {{"service", choice.name}})
                                     : choice.ordered ? tr("{service}, ordered", {{"service", choice.name}})
                                                      : choice.name)));
        cells.push_back(wxVariant(line != nullptr && line->extra));
        services_->AppendItem(cells);
    }
    const auto yes_or_no = [](bool value) { return ui(value ? tr("yes") : tr("no")); };
    const domain::Visit was = as_registered(visit_);
    const auto say = [&](wxStaticText* label, const wxString& text) { label->SetLabel(made_new_ ? wxString{} : text); };
    say(start_was_, ui(field_text("start", was)));
    say(end_was_, ui(field_text("end", was)));
    say(double_was_, yes_or_no(was.double_staffing));
    const auto stood = std::find_if(shifts_there_.begin(), shifts_there_.end(),
                                    [&](const auto& choice) { return choice.id == was.shift; });
    // Told only where it was another: else it stands beside it.
    const bool moved = visit_.original_shift.has_value() && stood != shifts_there_.end();
    say(shift_was_, moved ? ui(stood->source_id) : wxString{});
    const std::string services = wording::services_of(was);
    say(services_was_, ui(tr("Registered: {services}", {{"services", services.empty() ? tr("nothing") : services}})));
}

void VisitForm::find_client() {
    clients_ = context_.workspace.clients_like(base::trim(utf8(client_->GetValue())));
    const auto found = clients_.size() == 1 ? clients_.front().id : domain::Id{};
    if (found == visit_.client) return;
    const std::string ticked = value("service_lines");
    visit_.client = found;
    show_choices();
    fill("service_lines", ticked);
}

void VisitForm::fill(const std::string& field, const std::string& text) {
    if (field == "shift") {
        const auto it = std::find_if(shifts_there_.begin(), shifts_there_.end(),
                                     [&](const auto& choice) { return choice.id.text() == text; });
        shift_->SetSelection(it == shifts_there_.end() ? wxNOT_FOUND : static_cast<int>(it - shifts_there_.begin()));
    } else if (field == "double_staffing") {
        double_->SetValue(text == "1");
    } else if (field == "service_lines") {
        const std::string lines = '\n' + text + '\n';
        const auto has = [&](const std::string& name) { return lines.find('\n' + name + '\n') != std::string::npos; };
        for (unsigned i = 0; i < services_there_.size(); ++i) {
            const std::string& name = services_there_[i].name;
            services_->SetToggleValue(has(name) || has('+' + name), i, performed_column);
            services_->SetToggleValue(has('+' + name), i, extra_column);
        }
    } else {
        wxTextCtrl* control = field == "start" ? start_ : field == "end" ? end_ : note_;
        if (control->GetValue() != ui(text)) control->ChangeValue(ui(text));
    }
}

void VisitForm::add_to_note(const std::string& words) {
    const std::string note = value("note");
    if (!words.empty() && note.find(words) == std::string::npos)
        note_->SetValue(ui(note.empty() ? words : note + ' ' + words));
    focus(Field::note);
}

void VisitForm::focus(Field field) {
    wxTextCtrl* control = field == Field::client  ? client_
                          : field == Field::start ? start_
                          : field == Field::end   ? end_
                                                  : note_;
    if (field == Field::shift) return shift_->SetFocus();
    control->SetFocus();
    if (field == Field::note)
        control->SetInsertionPointEnd();
    else
        control->SelectAll();
}

// --- What she wants.

std::string VisitForm::value(std::string_view field) const {
    if (field == "client") return utf8(client_->GetValue());
    if (field == "shift") {
        const int at = shift_->GetSelection();
        return at == wxNOT_FOUND ? field_text("shift", visit_) : shifts_there_[static_cast<std::size_t>(at)].id.text();
    }
    if (field == "double_staffing") return double_->GetValue() ? "1" : "0";
    if (field == "service_lines") return services_text(lines());
    return utf8((field == "start" ? start_ : field == "end" ? end_ : note_)->GetValue());
}

void VisitForm::touched() {
    if (filling_) return;
    const auto note_touched = [&](std::string_view field, const std::string& stands) {
        std::string mine = value(field);
        const auto it = touched_.find(field);
        if (mine == stands) {
            if (it != touched_.end()) touched_.erase(it);
        } else if (it == touched_.end()) {
            touched_.emplace(field, Touched{std::move(mine), stands});
        } else {
            it->second.mine = std::move(mine);
        }
    };
    if (made_new_) note_touched("client", "");
    for (const auto field : mended_fields) note_touched(field, field_text(field, visit_));
}

std::vector<VisitForm::Contested> VisitForm::contested() const {
    const auto name = [](std::string_view field) {
        return field == "shift"             ? tr("Shift")
               : field == "start"           ? tr("Start")
               : field == "end"             ? tr("End")
               : field == "double_staffing" ? tr("Double staffing")
               : field == "service_lines"   ? tr("Services")
                                            : tr("Note");
    };
    const auto in_words = [&](std::string_view field, std::string text) {
        if (field == "double_staffing") return text == "1" ? tr("yes") : tr("no");
        if (field == "service_lines") {
            for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
                text.replace(at, 1, ", ");
        }
        if (field == "shift") {
            for (const auto& choice : shifts_there_) {
                if (choice.id.text() == text) return name_of_shift(choice);
            }
        }
        return text;
    };
    std::vector<Contested> found;
    if (made_new_) return found;
    for (const auto field : mended_fields) {
        const auto it = touched_.find(field);
        if (it == touched_.end()) continue;
        const std::string theirs = field_text(field, visit_);
        if (theirs == it->second.was || theirs == it->second.mine) continue;
        found.push_back({std::string(field), name(field), in_words(field, it->second.was), in_words(field, theirs),
                         in_words(field, it->second.mine)});
    }
    return found;
}

// What is unchanged keeps its seconds.
std::optional<domain::Instant> VisitForm::moment(const std::string& typed, std::optional<domain::Instant> shown,
                                                 domain::Date day) const {
    if (shown && *shown != domain::Instant{} && typed == wording::time_of_day(*shown)) return shown;
    const auto time = time_from(typed);
    if (!time) return std::nullopt;
    return domain::from_local(day, *time);
}

// A night shift goes on into the next day.
std::optional<domain::Instant> VisitForm::end_after(domain::Instant start, std::optional<domain::Instant> shown) const {
    const auto day = domain::local_date(start);
    const auto end = moment(value("end"), shown, day);
    return !end || *end > start ? end : moment(value("end"), shown, day + std::chrono::days{1});
}

std::vector<domain::ServiceLine> VisitForm::lines() const {
    std::vector<domain::ServiceLine> out;
    // What stood there first, in its order: with its minutes, and declined until she says that it was performed.
    for (const auto& line : visit_.service_lines) {
        const auto row = std::find_if(services_there_.begin(), services_there_.end(),
                                      [&](const auto& choice) { return choice.name == line.service; });
        const auto i = static_cast<unsigned>(row - services_there_.begin());
        const bool performed = row == services_there_.end() || services_->GetToggleValue(i, performed_column);
        if (!performed && !line.declined) continue;
        out.push_back(line);
        if (!performed || row == services_there_.end()) continue;
        out.back().declined = false;
        out.back().extra = services_->GetToggleValue(i, extra_column);
    }
    for (unsigned i = 0; i < services_there_.size(); ++i) {
        const std::string& name = services_there_[i].name;
        if (services_->GetToggleValue(i, performed_column) && line_of(visit_.service_lines, name) == nullptr)
            out.push_back({name, std::nullopt, services_->GetToggleValue(i, extra_column), false});
    }
    return out;
}

void VisitForm::turn(unsigned row, unsigned column) {
    if (row >= services_there_.size()) return;
    services_->SetToggleValue(!services_->GetToggleValue(row, column), row, column);
    tick(row, column);
}

// What is not ordered is extra until she says otherwise; what was not performed is neither.
void VisitForm::tick(unsigned row, unsigned column) {
    if (row >= services_there_.size()) return;
    const bool performed = services_->GetToggleValue(row, performed_column);
    if (column == extra_column && services_->GetToggleValue(row, extra_column) && !performed)
        services_->SetToggleValue(true, row, performed_column);
    if (column == performed_column)
        services_->SetToggleValue(performed && !services_there_[row].ordered, row, extra_column);
    changed_();
}

std::optional<domain::EditVisit> VisitForm::edit() const {
    domain::EditVisit edit;
    const auto start = moment(value("start"), visit_.start, domain::local_date(begins_));
    if (!start) return std::nullopt;
    if (*start != visit_.start) edit.start = *start;
    if (value("end") != field_text("end", visit_)) {
        edit.end = end_after(*start, visit_.end);
        if (!edit.end) return std::nullopt;
    }
    if (double_->GetValue() != visit_.double_staffing) edit.double_staffing = double_->GetValue();
    if (auto wanted = lines(); wanted != visit_.service_lines) edit.service_lines = std::move(wanted);
    if (const auto shift = domain::Id::parse(value("shift")); shift && *shift != visit_.shift) edit.shift = *shift;
    if (const std::string note = value("note"); note != visit_.note) edit.note = note;
    return edit;
}

std::optional<domain::RegisterVisit> VisitForm::registration() const {
    domain::RegisterVisit made;
    const auto day = domain::local_date(begins_);
    auto start = moment(value("start"), std::nullopt, day);
    const auto shift = domain::Id::parse(value("shift"));
    if (!start || !shift || visit_.client.is_nil()) return std::nullopt;
    // Far before the shift begins: the small hours of the day after.
    if (begins_ - *start > std::chrono::hours{12})
        start = moment(value("start"), std::nullopt, day + std::chrono::days{1});
    const auto end = start ? end_after(*start, std::nullopt) : std::nullopt;
    if (!end) return std::nullopt;
    made.shift = *shift;
    made.client = visit_.client;
    made.start = *start;
    made.end = *end;
    made.double_staffing = double_->GetValue();
    made.service_lines = lines();
    made.note = value("note");
    return made;
}

}  // namespace samordna::desktop
