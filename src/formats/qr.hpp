// A QR code as SVG: black squares on white with the quiet border that scanners need; prints sharp at any size.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace formats {

// Error correction M (15 % may be dirty). Errors: too_large formats.qr_too_long (about 2,300 bytes fit).
[[nodiscard]] base::Result<std::string> qr_svg(std::string_view text);

}  // namespace formats
