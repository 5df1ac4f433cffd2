#include "formats/qr.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace formats {

base::Result<std::string> qr_svg(std::string_view text) {
  constexpr int border = 4;
  const std::string copy(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(copy.size()), reinterpret_cast<const unsigned char*>(copy.data()), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return base::fail(base::ErrorCode::too_large, "formats.qr_too_long");
  const int side = code->width + 2 * border;
  std::string path;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width;) {
      int run = 0;
      while (x + run < code->width && (code->data[y * code->width + x + run] & 1) != 0) ++run;
      if (run > 0) fmt::format_to(std::back_inserter(path), "M{} {}h{}v1h-{}z", x + border, y + border, run, run);
      x += std::max(run, 1);
    }
  }
  return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\">"
                     "<path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path d=\"{1}\"/></svg>", side, path);
}

}  // namespace formats
