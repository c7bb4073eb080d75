// A text as a QR code, for the camera of a telephone. Main thread.
#pragma once
#include <string>
#include <vector>

#include <wx/bitmap.h>

namespace samordna::desktop {

// Row by row, without the margin: whether each square is dark. Empty where the text is too long for one.
struct QrSquares {
    int width = 0;
    std::vector<bool> dark;
};
QrSquares qr_squares(const std::string& text);
// Dark on light in every theme, with the margin that a camera needs; each square is so many pixels wide.
wxBitmap qr_picture(const QrSquares& squares, int pixels);

}  // namespace samordna::desktop
