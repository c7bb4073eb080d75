#include "desktop/icons.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <wx/image.h>

namespace samordna::resources {
std::string_view icon_file(std::string_view file_name);
}

namespace samordna::desktop {
namespace {

// wxWidgets 3.2 for GTK multiplies the colours of an SVG by their alpha twice, which gives light shapes a dark rim:
// divided out here.
class SvgBundle final : public wxBitmapBundleImpl {
  public:
    explicit SvgBundle(const std::string& svg, const wxSize& size)
        : svg_(wxBitmapBundle::FromSVG(svg.c_str(), size)), size_(size) {
        if (!svg_.IsOk()) throw std::logic_error("an icon cannot be read");
    }
    wxSize GetDefaultSize() const override { return size_; }
    wxSize GetPreferredBitmapSizeAtScale(double scale) const override { return size_ * scale; }
    wxBitmap GetBitmap(const wxSize& size) override {
        auto& made = made_[{size.x, size.y}];
        if (!made.IsOk()) {
            wxImage image = svg_.GetBitmap(size).ConvertToImage();
            unsigned char* rgb = image.GetData();
            const unsigned char* alpha = image.GetAlpha();
            const int pixels = alpha == nullptr ? 0 : image.GetWidth() * image.GetHeight();
            for (int i = 0; i < pixels; ++i) {
                for (int c = 0; c < 3 && alpha[i] != 0; ++c) {
                    auto& value = rgb[3 * i + c];
                    value = static_cast<unsigned char>(std::min(255, value * 255 / alpha[i]));
                }
            }
            made = wxBitmap(image);
        }
        return made;
    }

  private:
    wxBitmapBundle svg_;
    wxSize size_;
    std::map<std::pair<int, int>, wxBitmap> made_;
};

std::map<std::string, wxBitmapBundle, std::less<>>& cache() {
    static std::map<std::string, wxBitmapBundle, std::less<>> made;
    return made;
}

wxBitmapBundle made_of(std::string svg, const wxSize& size) {
    return wxBitmapBundle::FromImpl(new SvgBundle(svg, size));
}

std::string hex(const wxColour& c) {
    return std::string(c.GetAsString(wxC2S_HTML_SYNTAX).utf8_str());
}

}  // namespace

wxBitmapBundle icon(std::string_view name, Tone tone, int size) {
    const std::string key = fmt::format("{}/{}/{}", name, static_cast<int>(tone), size);
    if (const auto it = cache().find(key); it != cache().end()) return it->second;
    std::string svg{resources::icon_file(std::string(name) + ".svg")};
    if (svg.empty()) throw std::logic_error("there is no icon " + std::string(name));
    constexpr std::string_view word = "currentColor";
    const std::string shade = hex(colour(tone));
    for (auto at = svg.find(word); at != std::string::npos; at = svg.find(word, at))
        svg.replace(at, word.size(), shade);
    return cache().emplace(key, made_of(std::move(svg), {size, size})).first->second;
}

wxBitmapBundle share_bar(int percent, Tone tone) {
    // Steps of two per cent: as fine as can be seen.
    const int step = std::clamp((percent + 1) / 2 * 2, 0, 100);
    const std::string key = fmt::format("bar/{}/{}", step, static_cast<int>(tone));
    if (const auto it = cache().find(key); it != cache().end()) return it->second;
    const std::string shade = hex(colour(tone));
    const std::string svg = fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="44" height="16" viewBox="0 0 44 16"><rect x="0" y="5.5" width="40" height="5" rx="2.5" fill="{}" fill-opacity="0.22"/>{}</svg>)",
        tone == Tone::selected ? shade : hex(colour(Tone::quiet)),
        step == 0 ? std::string{}
                  : fmt::format(R"(<rect x="0" y="5.5" width="{}" height="5" rx="2.5" fill="{}"/>)",
                                std::max(5, step * 40 / 100), shade));
    return cache().emplace(key, made_of(svg, {44, 16})).first->second;
}

wxBitmapBundle app_icon() {
    return made_of(std::string(resources::icon_file("samordna.svg")), {64, 64});
}

void forget_icons() {
    cache().clear();
}

}  // namespace samordna::desktop
