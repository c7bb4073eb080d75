#include "desktop/month_choice.h"

#include <algorithm>

#include <wx/button.h>

#include "desktop/access.h"
#include "desktop/icons.h"
#include "desktop/text.h"
#include "wording/catalog.h"
#include "wording/format.h"

namespace samordna::desktop {

using wording::tr;

MonthChoice::MonthChoice(wxWindow* parent, Context& context, std::function<void(domain::Month)> chosen)
    : context_(context), chosen_(std::move(chosen)) {
    const auto small = [&](std::string_view id, const char* icon_name) {
        auto* button =
            new wxButton(parent, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT | wxBORDER_NONE);
        button->SetBitmap(icon(icon_name, Tone::text));
        button->SetToolTip(ui(tip(id)));
        describe(button, id, ui(tr(find_action(id)->label)));
        button->Bind(wxEVT_BUTTON, [this, id](wxCommandEvent&) { context_.actions.run(id); });
        return button;
    };
    auto* previous = small("month.previous", "previous");
    choice_ = new wxChoice(parent, wxID_ANY);
    describe(choice_, "month", ui(tr("Month")));
    auto* next = small("month.next", "next");
    row_ = new wxBoxSizer(wxHORIZONTAL);
    row_->Add(previous, 0, wxALIGN_CENTRE_VERTICAL);
    row_->Add(choice_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 4);
    row_->Add(next, 0, wxALIGN_CENTRE_VERTICAL);
    choice_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        const auto index = static_cast<std::size_t>(event.GetSelection());
        if (index < months_.size()) choose(months_[index]);
    });
}

void MonthChoice::bind_actions(const std::function<bool()>& here) {
    const auto bind = [&](std::string_view id, int by) {
        context_.actions.bind(
            id, [this, by] { choose(month_ + std::chrono::months{by}); },
            [this, here, by] { return here() && knows(month_ + std::chrono::months{by}); });
    };
    bind("month.previous", -1);
    bind("month.next", 1);
}

bool MonthChoice::knows(domain::Month month) const {
    return std::find(months_.begin(), months_.end(), month) != months_.end();
}

bool MonthChoice::was_chosen() const {
    return context_.month.has_value();
}

domain::Month MonthChoice::wanted() const {
    if (context_.month) return *context_.month;
    for (const domain::Month month : context_.workspace.months()) {
        const auto closing = context_.workspace.closing_time(month);
        if (closing && *closing >= context_.workspace.now() && context_.workspace.unapproved(month, 1) > 0)
            return month;
    }
    if (const auto saved = context_.settings.text("month")) {
        if (const auto month = domain::parse_month(*saved)) return *month;
    }
    const domain::Month today = domain::month_of(domain::local_date(context_.workspace.now()));
    const auto months = context_.workspace.months();
    const bool any = months.empty() || std::find(months.begin(), months.end(), today) != months.end();
    return any ? today : months.back();
}

void MonthChoice::show(domain::Month month) {
    month_ = month;
    std::vector<domain::Month> months = context_.workspace.months();
    const domain::Month today = domain::month_of(domain::local_date(context_.workspace.now()));
    for (const domain::Month must : {today, month_}) {
        if (std::find(months.begin(), months.end(), must) == months.end()) months.push_back(must);
    }
    std::sort(months.begin(), months.end());
    if (months != months_ || choice_->IsEmpty()) {
        months_ = std::move(months);
        wxArrayString names;
        for (const domain::Month each : months_) names.Add(ui(wording::month(each)));
        choice_->Set(names);
    }
    choice_->SetSelection(static_cast<int>(std::find(months_.begin(), months_.end(), month_) - months_.begin()));
}

void MonthChoice::choose(domain::Month month) {
    context_.month = month;
    context_.settings.set("month", domain::month_text(month));
    chosen_(month);
}

}  // namespace samordna::desktop
