#include "desktop/qr_picture.h"

#include <doctest/doctest.h>

using namespace samordna::desktop;

TEST_CASE("a QR code has its three corners, and another text is another code") {
    const QrSquares squares = qr_squares("otpauth://totp/Samordna:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    REQUIRE(squares.width >= 21);
    REQUIRE(squares.dark.size() == static_cast<std::size_t>(squares.width * squares.width));
    const auto dark = [&](int row, int column) {
        return squares.dark[static_cast<std::size_t>(row * squares.width + column)];
    };
    const int far = squares.width - 7;
    for (const auto& [top, left] : {std::pair{0, 0}, std::pair{0, far}, std::pair{far, 0}}) {
        for (int i = 0; i < 7; ++i) {
            CHECK(dark(top, left + i));
            CHECK(dark(top + 6, left + i));
            CHECK(dark(top + 3, left + 3));
        }
        CHECK_FALSE(dark(top + 1, left + 1));
    }
    CHECK(qr_squares("x").dark != squares.dark);
    CHECK(qr_squares(std::string(4000, 'x')).width == 0);
}
