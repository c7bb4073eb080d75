#include "desktop/bar_chart.h"

#include <algorithm>
#include <memory>

#include <wx/dcbuffer.h>
#include <wx/graphics.h>
#include <wx/settings.h>

#include "desktop/access.h"
#include "desktop/palette.h"
#include "desktop/style.h"
#include "desktop/text.h"

namespace samordna::desktop {

BarChart::BarChart(wxWindow* parent, std::string_view id, const wxString& name) : wxPanel(parent) {
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetMinSize(wxSize(scaled(220), scaled(120)));
    never_focus(this);
    describe(this, id, name);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint(); });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        Refresh();
        event.Skip();
    });
}

void BarChart::show(std::vector<ChartBar> bars) {
    if (bars == bars_) return;
    bars_ = std::move(bars);
    wxString all;
    for (const auto& bar : bars_)
        all += (all.empty() ? "" : "; ") + ui(bar.label) + ": " + wxString::Format("%d", bar.value) +
               (bar.mark.empty() ? wxString() : " " + ui(bar.mark));
    describe_more(this, all);
    Refresh();
}

void BarChart::paint() {
    wxAutoBufferedPaintDC dc(this);
    const wxColour background = wxSystemSettings::GetColour(wxSYS_COLOUR_LISTBOX);
    dc.SetBackground(wxBrush(background));
    dc.Clear();
    const std::unique_ptr<wxGraphicsContext> gc(wxGraphicsContext::Create(dc));
    if (!gc || bars_.empty()) return;
    const wxSize size = GetClientSize();
    const wxFont small = GetFont().Scaled(0.8F);
    const double line = scaled(16);
    const double top = 2 * line + 6;
    const double bottom = size.y - line - 6;
    const double margin = 10;
    const double step = (size.x - 2 * margin) / static_cast<double>(bars_.size());
    const int most = std::max(1, std::max_element(bars_.begin(), bars_.end(), [](const auto& a, const auto& b) {
                                     return a.value < b.value;
                                 })->value);
    const wxColour quiet = colour(Tone::quiet);
    gc->SetPen(wxPen(quiet, 1));
    gc->StrokeLine(margin, bottom, size.x - margin, bottom);
    double free_below = 0;
    double free_above = 0;
    double free_mark = 0;
    const auto write = [&](const std::string& text, double middle, double y, double& free, const wxColour& ink) {
        if (text.empty()) return;
        gc->SetFont(small, ink);
        double w = 0;
        double h = 0;
        gc->GetTextExtent(ui(text), &w, &h);
        const double x = std::clamp(middle - w / 2, 0.0, std::max(0.0, size.x - w));
        if (x < free) return;
        gc->DrawText(ui(text), x, y);
        free = x + w + 6;
    };
    for (std::size_t i = 0; i < bars_.size(); ++i) {
        const auto& bar = bars_[i];
        const double x = margin + step * static_cast<double>(i);
        const double height = (bottom - top) * bar.value / most;
        const double width = std::max(1.0, step - std::min(3.0, step / 4));
        gc->SetPen(*wxTRANSPARENT_PEN);
        gc->SetBrush(wxBrush(colour(bar.mark.empty() ? Tone::accent : Tone::warn)));
        gc->DrawRectangle(x, bottom - height, width, height);
        const double middle = x + width / 2;
        write(bar.label, middle, bottom + 3, free_below, quiet);
        if (bar.value > 0) write(std::to_string(bar.value), middle, bottom - height - line, free_above, quiet);
        if (bar.mark.empty()) continue;
        gc->SetPen(wxPen(colour(Tone::warn), 1, wxPENSTYLE_SHORT_DASH));
        gc->StrokeLine(middle, line, middle, bottom);
        write(bar.mark, middle, 1, free_mark, colour(Tone::warn));
    }
}

}  // namespace samordna::desktop
