// What of the month is shown: the chips, the choices beside them, the search; and how much that is.
#include <wx/sizer.h>
#include <wx/wrapsizer.h>

#include "base/text.h"
#include "desktop/access.h"
#include "desktop/reading_state.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "desktop/visit_page.h"
#include "wording/catalog.h"
#include "wording/format.h"
#include "wording/sentences.h"
#include "wording/visit_words.h"

namespace samordna::desktop {
namespace {

using wording::tr;
using workspace::visit_chips;
using workspace::VisitChip;
using workspace::VisitFilter;

constexpr std::array<std::string_view, visit_chips.size()> chip_actions{"filter.needs_action", "filter.manual",
                                                                        "filter.note", "filter.all"};
// More people than that are found by searching, not by looking through them.
constexpr std::size_t most_people = 60;

template <class Person>
wxString label_of(const Person& person) {
    return ui(person.name + (person.name.empty() ? "" : " ") + person.number);
}

template <class People, class Person>
std::vector<FilterChoice::Option> options_of(const std::string& all, const People& people,
                                             const std::optional<Person>& chosen, const std::optional<Person>& own) {
    std::vector<FilterChoice::Option> options{{"", ui(all)}};
    const auto add = [&](const Person& person) {
        const std::string value = person.id.text();
        for (const auto& option : options) {
            if (option.value == value) return;
        }
        options.push_back({value, label_of(person)});
    };
    if (chosen) add(*chosen);
    if (own) add(*own);
    for (const auto& person : people) add(person);
    return options;
}

}  // namespace

FilterChoice* VisitPage::add_choice(wxSizer* row, std::string_view id, const std::string& name, int width,
                                    std::function<void(const std::string&)> chosen) {
    auto* made = new FilterChoice(this, id, ui(name), width, std::move(chosen));
    row->Add(made, 0, wxRIGHT | wxBOTTOM, 8);
    return made;
}

void VisitPage::make_filters(wxSizer* all) {
    wxSizer* chips = large_text() ? static_cast<wxSizer*>(new wxWrapSizer(wxHORIZONTAL)) : new wxBoxSizer(wxHORIZONTAL);
    for (std::size_t i = 0; i < visit_chips.size(); ++i) {
        auto* chip = new wxToggleButton(this, wxID_ANY, "");
        add_style(chip, "chip");
        chip->SetToolTip(
            ui(wording::joined({wording::help_of_chip(visit_chips[i]), shown_key(*find_action(chip_actions[i]))})));
        chip->Bind(wxEVT_TOGGLEBUTTON, [this, i](wxCommandEvent&) { set_chip(visit_chips[i]); });
        chips->Add(chip, 0, wxRIGHT | (large_text() ? wxBOTTOM : 0), 8);
        chips_[i] = chip;
    }
    if (!large_text()) chips->AddStretchSpacer();
    saved_ = new SavedFilters(
        this, context_, [this](const VisitFilter& filter) { set_filter(filter); }, [this] { focus_list(); });
    chips->Add(saved_, 0, wxALIGN_CENTRE_VERTICAL);

    auto* choices = new wxWrapSizer(wxHORIZONTAL);
    // What she chooses is one part; the rest stays.
    const auto with = [this](auto&& change) {
        return [this, change](const std::string& value) {
            VisitFilter filter = filter_;
            change(filter, value);
            set_filter(std::move(filter));
        };
    };
    checks_ = new CheckChoice(this, with([](VisitFilter& f, const std::string& value) { f.check = value; }), 190);
    checks_->SetToolTip(ui(tip("filter.check")));
    choices->Add(checks_, 0, wxRIGHT | wxBOTTOM, 8);
    services_ = add_choice(choices, "filter.service", tr("Service"), 150,
                           with([](VisitFilter& f, const std::string& value) { f.service = value; }));
    ways_ = add_choice(choices, "filter.verified", tr("Verification"), 150,
                       with([](VisitFilter& f, const std::string& value) {
                           f.verified = static_cast<workspace::Verified>(base::parse_integer<int>(value).value_or(0));
                       }));
    care_workers_ =
        add_choice(choices, "filter.care_worker", tr("Care worker"), 160,
                   with([](VisitFilter& f, const std::string& value) { f.care_worker = domain::Id::parse(value); }));
    clients_ = add_choice(choices, "filter.client", tr("Client"), 160,
                          with([](VisitFilter& f, const std::string& value) { f.client = domain::Id::parse(value); }));
    days_ = add_choice(choices, "filter.day", tr("Day"), 120,
                       with([](VisitFilter& f, const std::string& value) { f.day = base::parse_integer<int>(value); }));
    all->AddSpacer(12);
    all->Add(chips, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    all->AddSpacer(8);
    all->Add(choices, 0, wxEXPAND | wxLEFT | wxRIGHT, 16);
    all->AddSpacer(4);

    pause_.SetOwner(this);
    Bind(
        wxEVT_TIMER, [this](wxTimerEvent&) { show_people(); }, pause_.GetId());
}

void VisitPage::set_filter(VisitFilter filter) {
    filter_ = std::move(filter);
    list_->set_filter(filter_);
    show_search();
    show_chosen_rows();
    context_.refresh();
}

void VisitPage::set_chip(VisitChip chip) {
    VisitFilter filter = filter_;
    // All is all, but for what she has written.
    if (chip == VisitChip::all) {
        filter = {};
        filter.search = filter_.search;
    }
    filter.chip = chip;
    set_filter(std::move(filter));
    focus_list();
}

void VisitPage::show_search() {
    const wxString text = ui(filter_.search);
    if (search_->GetValue() == text) return;
    filling_ = true;
    search_->SetValue(text);
    filling_ = false;
}

void VisitPage::show_chips() {
    bool too_narrow = false;
    for (std::size_t i = 0; i < visit_chips.size(); ++i) {
        std::string text = wording::name_of_chip(visit_chips[i]);
        if (is_at_hand(context_, list_->month()))
            text.append("  ").append(wording::number(static_cast<std::int64_t>(list_->count(visit_chips[i]))));
        const wxString label = ui(text);
        if (chips_[i]->GetLabel() != label) {
            chips_[i]->SetLabel(label);
            describe(chips_[i], chip_actions[i], label);
            too_narrow = too_narrow || chips_[i]->GetBestSize().x > chips_[i]->GetSize().x;
        }
        VisitFilter rest = filter_;
        rest.search.clear();
        chips_[i]->SetValue(visit_chips[i] == filter_.chip &&
                            (filter_.chip != VisitChip::all || rest == VisitFilter{}));
    }
    if (too_narrow) Layout();
    saved_->show(filter_);
}

void VisitPage::show_choices() {
    checks_->show(list_->checks(), filter_.check);
    std::vector<FilterChoice::Option> services{{"", ui(tr("All services"))}};
    for (const auto& name : list_->services()) services.push_back({name, ui(name)});
    services_->show(services, filter_.service);
    std::vector<FilterChoice::Option> ways;
    for (const auto way : workspace::ways_verified) {
        const int number = static_cast<int>(way);
        ways.push_back({number == 0 ? std::string{} : std::to_string(number), ui(wording::name_of_way(way))});
    }
    ways_->show(ways, std::to_string(static_cast<int>(filter_.verified)));
    std::vector<FilterChoice::Option> days{{"", ui(tr("All days"))}};
    const auto first = domain::first_day(list_->month());
    const auto count = (domain::last_day(list_->month()) - first).count() + 1;
    for (int day = 1; day <= count; ++day)
        days.push_back({std::to_string(day), ui(wording::day(first + std::chrono::days{day - 1}))});
    days_->show(days, filter_.day ? std::to_string(*filter_.day) : std::string{});
}

// Whom she can choose: who is shown where they are few, the one of the row, the one chosen. When she has paused: many
// names are written.
void VisitPage::show_people() {
    if (list_ == nullptr) return;
    using Person = workspace::VisitList::Person;
    const auto details = selected_ ? list_->details(*selected_) : std::nullopt;
    std::optional<Person> own_client;
    if (details) own_client = list_->client(details->line.visit.client);
    care_workers_->show(options_of(tr("All care workers"), list_->care_workers(most_people),
                                   filter_.care_worker ? list_->care_worker(*filter_.care_worker) : std::nullopt,
                                   std::optional<Person>{}),
                        filter_.care_worker ? filter_.care_worker->text() : std::string{});
    clients_->show(options_of(tr("All clients"), list_->clients(most_people),
                              filter_.client ? list_->client(*filter_.client) : std::nullopt, own_client),
                   filter_.client ? filter_.client->text() : std::string{});
}

void VisitPage::say_count() {
    if (list_ == nullptr) return;
    if (!is_at_hand(context_, list_->month())) return context_.say_rows(*this, "");
    context_.say_rows(*this,
                      ui(tr("{shown} of {total} visits", {{"shown", static_cast<std::int64_t>(list_->size())},
                                                          {"total", static_cast<std::int64_t>(list_->total())}})));
}

}  // namespace samordna::desktop
