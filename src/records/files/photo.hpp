// Inside the photo program (redengine-photo) only: from hostile bytes to a small, clean picture. The parent never runs this code.
// Whoever finds the input wrong calls refuse(), which says why and ends the process: no error has to travel through C libraries.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace files::photo {

using Bytes = std::span<const unsigned char>;

// Writes "refused <reason>" for the parent and ends the process at once. `reason` is a message key of messages/*.json.
[[noreturn]] void refuse(std::string_view reason);

struct Picture {  // 8-bit RGB, rows without padding
  int width{}, height{};
  std::vector<unsigned char> rgb{};
};

struct Decoded {
  Picture picture{};                 // already shrunk to at most limits::large_px, not yet turned
  std::vector<unsigned char> exif{};  // the raw EXIF block, or empty
  bool upright{};                    // turned already, whatever the EXIF says
};

enum class Format : std::uint8_t { jpeg, png, webp, heif };
[[nodiscard]] Format format_of(Bytes);  // by the first bytes, whatever the name or type said; refuses everything else

void check_size(std::int64_t width, std::int64_t height);  // refuses what is over the limits

[[nodiscard]] Decoded decode_jpeg(Bytes);
[[nodiscard]] Decoded decode_png(Bytes);
[[nodiscard]] Decoded decode_webp(Bytes);
[[nodiscard]] Decoded decode_heif(Bytes);
void prepare_heif();  // before the cage is closed: what the library looks for on disk

[[nodiscard]] Picture turned(Picture, int exif_orientation);  // 1…8
[[nodiscard]] std::string encode(const Picture&, int quality);  // JPEG without any metadata

}  // namespace files::photo
