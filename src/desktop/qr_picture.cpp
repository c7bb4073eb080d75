#include "desktop/qr_picture.h"

#include <memory>

#include <qrencode.h>
#include <wx/image.h>

namespace samordna::desktop {
namespace {

constexpr int margin = 4;  // squares

}  // namespace

QrSquares qr_squares(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                               &QRcode_free);
    QrSquares squares;
    if (!code) return squares;
    squares.width = code->width;
    for (int i = 0; i < code->width * code->width; ++i) squares.dark.push_back((code->data[i] & 1U) != 0);
    return squares;
}

wxBitmap qr_picture(const QrSquares& squares, int pixels) {
    const int side = (squares.width + 2 * margin) * pixels;
    wxImage image(side, side);
    image.SetRGB(wxRect(0, 0, side, side), 255, 255, 255);
    for (int row = 0; row < squares.width; ++row) {
        for (int column = 0; column < squares.width; ++column) {
            if (!squares.dark[static_cast<std::size_t>(row * squares.width + column)]) continue;
            image.SetRGB(wxRect((column + margin) * pixels, (row + margin) * pixels, pixels, pixels), 0, 0, 0);
        }
    }
    return wxBitmap(image);
}

}  // namespace samordna::desktop
