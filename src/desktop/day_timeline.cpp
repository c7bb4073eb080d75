#include "desktop/day_timeline.h"

#include <algorithm>
#include <array>
#include <memory>

#include <wx/dcbuffer.h>
#include <wx/graphics.h>
#include <wx/settings.h>

#include "desktop/access.h"
#include "desktop/style.h"
#include "desktop/text.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using Form = TimelineBar::Form;

// The working day; it grows with what lies outside it.
constexpr int usual_from = 7 * 60, usual_to = 21 * 60;
constexpr std::size_t most_lanes = 2, most_lines = 6;

}  // namespace

DayTimeline::DayTimeline(wxWindow* parent) : wxPanel(parent) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetMinSize(wxSize(240, scaled(84)));
    never_focus(this);
    describe(this, "day-timeline", ui(wording::tr("The day on a line; the table beside it says the same")));
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        Refresh();
        event.Skip();
    });
}

void DayTimeline::show(std::vector<TimelineBar> bars) {
    if (bars == bars_) return;
    bars_ = std::move(bars);
    wxString all;
    for (const auto& bar : bars_) all += (all.empty() ? "" : "; ") + ui(bar.label);
    describe_more(this, all);
    Refresh();
}

void DayTimeline::paint() {
    wxAutoBufferedPaintDC dc(this);
    const wxColour background = wxSystemSettings::GetColour(wxSYS_COLOUR_LISTBOX);
    dc.SetBackground(wxBrush(background));
    dc.Clear();
    const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc));
    if (!gc) return;
    int from = usual_from;
    int to = usual_to;
    for (const auto& bar : bars_) {
        from = std::min(from, bar.from / 60 * 60);
        to = std::max(to, (bar.to + 59) / 60 * 60);
    }
    const double margin = 12;
    const double axis = scaled(20);
    const double bar_top = scaled(26);
    const double bar_height = scaled(22);
    const double lane = scaled(26);
    const double line_height = scaled(17);
    const wxSize size = GetClientSize();
    const double width = std::max(1.0, size.x - 2 * margin);
    const auto x_of = [&](int minute) { return margin + width * (minute - from) / std::max(1, to - from); };
    const wxColour quiet = colour(Tone::quiet);
    const wxFont small = GetFont().Scaled(0.85F);

    // Hours, no closer than their labels need.
    const int step = width / (static_cast<double>(to - from) / 60) < scaled(34) ? 120 : 60;
    gc->SetFont(small, quiet);
    for (int minute = from; minute <= to; minute += step) {
        const double x = x_of(minute);
        gc->SetPen(wxPen(wxColour(quiet.Red(), quiet.Green(), quiet.Blue(), 60)));
        gc->StrokeLine(x, axis - 2, x, size.y);
        const wxString hour = wxString::Format("%02d", minute / 60 % 24);
        double w = 0;
        double h = 0;
        gc->GetTextExtent(hour, &w, &h);
        gc->DrawText(hour, std::clamp(x - w / 2, 0.0, size.x - w), 2);
    }

    std::array<int, most_lanes> busy{};
    busy.fill(INT32_MIN);
    std::array<double, most_lines> written{};
    const bool two = std::any_of(bars_.begin(), bars_.end(), [](const auto& b) { return b.form == Form::strip; });
    const double labels_top = bar_top + bar_height + (two ? lane : 0) + 6;
    const auto lines =
        static_cast<std::size_t>(std::clamp((size.y - labels_top) / line_height, 1.0, static_cast<double>(most_lines)));
    for (const auto& bar : bars_) {
        const double x = x_of(bar.from);
        const double w = std::max(3.0, x_of(bar.to) - x);
        const wxColour ink = colour(bar.tone);
        if (bar.form == Form::line) {
            gc->SetPen(wxPen(quiet, 1));
            const double y = bar_top + bar_height / 2;
            gc->StrokeLine(x, y, x + w, y);
            gc->SetFont(small, quiet);
            double tw = 0;
            double th = 0;
            gc->GetTextExtent(ui(bar.label), &tw, &th);
            if (tw + 4 <= w) gc->DrawText(ui(bar.label), x + (w - tw) / 2, y - th - 1);
            continue;
        }
        const bool strip = bar.form == Form::strip;
        const std::size_t at = !strip && busy[0] > bar.from ? 1 : 0;
        const double top = strip ? bar_top + bar_height - 2 : bar_top + static_cast<double>(at) * lane;
        const double height = strip ? 6 : bar_height;
        if (!strip) busy[at] = std::max(busy[at], bar.to);
        wxPen pen(ink, bar.form == Form::dashed ? 2 : 1,
                  bar.form == Form::dashed ? wxPENSTYLE_SHORT_DASH : wxPENSTYLE_SOLID);
        gc->SetPen(pen);
        gc->SetBrush(bar.form == Form::filled || strip ? wxBrush(ink) : wxBrush(background));
        if (strip)
            gc->DrawRectangle(x, top, w, height);
        else
            gc->DrawRoundedRectangle(x, top, w, height, 3);
        if (bar.tone == Tone::warn && !strip) {
            // What needs someone is told by more than its colour.
            double mw = 0;
            double mh = 0;
            gc->SetFont(small.Bold(), bar.form == Form::filled ? background : ink);
            gc->GetTextExtent("!", &mw, &mh);
            if (mw <= w) gc->DrawText("!", x + std::min(5.0, (w - mw) / 2), top + (height - mh) / 2);
        }
        // Its label on the first line that is free there.
        double tw = 0;
        double th = 0;
        gc->SetFont(small, colour(bar.form == Form::filled || bar.form == Form::outlined ? Tone::text : bar.tone));
        gc->GetTextExtent(ui(bar.label), &tw, &th);
        const double wanted = std::clamp(x, 0.0, std::max(0.0, size.x - tw - 8));
        std::size_t line = 0;
        while (line < lines && written[line] > wanted) ++line;
        if (line == lines)
            line = static_cast<std::size_t>(
                std::min_element(written.begin(), written.begin() + static_cast<long>(lines)) - written.begin());
        const double tx = std::max(wanted, written[line]);
        const double ty = labels_top + static_cast<double>(line) * line_height;
        written[line] = tx + tw + 10;
        gc->SetPen(wxPen(wxColour(quiet.Red(), quiet.Green(), quiet.Blue(), 110)));
        gc->StrokeLine(x + 1, top + height, x + 1, ty + th / 2);
        gc->DrawText(ui(bar.label), tx + 4, ty);
    }
}

}  // namespace samordna::desktop
