#include <doctest/doctest.h>

#include "formats/qr.hpp"

TEST_CASE("a QR code is an SVG of one path; what is too long is refused") {
  const auto svg = formats::qr_svg("https://example.org/d/jiancaoping/report");
  REQUIRE(svg);
  CHECK(svg->starts_with("<svg "));
  CHECK(svg->find("viewBox=\"0 0 37 37\"") != std::string::npos);  // version 3 (29 modules) and the quiet border
  CHECK(svg->find("M4 4h7v1h-7z") != std::string::npos);           // the finder pattern's first row, inside the border
  CHECK(formats::qr_svg(std::string(4000, 'x')).error().reason == "formats.qr_too_long");
}
