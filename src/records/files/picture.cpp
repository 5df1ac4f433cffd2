// What is neither decoding nor encoding: which format it is, whether it is too large, and turning it upright.
#include <string_view>

#include "records/files/limits.hpp"
#include "records/files/photo.hpp"

namespace files::photo {
namespace {

bool begins(Bytes bytes, std::string_view what, std::size_t at = 0) {
  return bytes.size() >= at + what.size() && std::equal(what.begin(), what.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                                        [](char a, unsigned char b) { return static_cast<unsigned char>(a) == b; });
}

}  // namespace

Format format_of(Bytes bytes) {
  using namespace std::string_view_literals;
  if (begins(bytes, "\xFF\xD8\xFF"sv)) return Format::jpeg;
  if (begins(bytes, "\x89PNG\r\n\x1A\n"sv)) return Format::png;
  if (begins(bytes, "RIFF"sv) && begins(bytes, "WEBP"sv, 8)) return Format::webp;
  if (begins(bytes, "ftyp"sv, 4)) {  // one family: telephone photos, and films
    for (const auto brand : {"heic"sv, "heix"sv, "mif1"sv})
      if (begins(bytes, brand, 8)) return Format::heif;
    for (const auto brand : {"msf1"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv, "avis"sv})
      if (begins(bytes, brand, 8)) refuse("files.animated");
    if (begins(bytes, "avif"sv, 8)) refuse("files.wrong_type");
    refuse("files.video");
  }
  for (const auto known : {"GIF8"sv, "BM"sv, "II*\0"sv, "MM\0*"sv, "%PDF"sv, "PK\x03\x04"sv, "\xD0\xCF\x11\xE0"sv, "<svg"sv, "<?xml"sv, "<!DO"sv, "<htm"sv})
    if (begins(bytes, known)) refuse("files.wrong_type");
  refuse("files.not_a_photo");
}

void check_size(std::int64_t width, std::int64_t height) {
  if (width <= 0 || height <= 0) refuse("files.damaged");
  if (width > limits::side_px_max || height > limits::side_px_max || width * height > limits::pixels_max) refuse("files.too_many_pixels");
  if (width < limits::side_px_min || height < limits::side_px_min) refuse("files.too_small");
}

Picture turned(Picture from, int orientation) {
  if (orientation <= 1 || orientation > 8) return from;
  const bool swapped = orientation >= 5;
  Picture to{swapped ? from.height : from.width, swapped ? from.width : from.height, {}};
  to.rgb.resize(from.rgb.size());
  for (int y = 0; y < to.height; ++y) {
    for (int x = 0; x < to.width; ++x) {
      int sx = swapped ? y : x, sy = swapped ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) sx = from.width - 1 - sx;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) sy = from.height - 1 - sy;
      const auto source = (static_cast<std::size_t>(sy) * static_cast<std::size_t>(from.width) + static_cast<std::size_t>(sx)) * 3;
      const auto target = (static_cast<std::size_t>(y) * static_cast<std::size_t>(to.width) + static_cast<std::size_t>(x)) * 3;
      std::copy_n(from.rgb.begin() + static_cast<std::ptrdiff_t>(source), 3, to.rgb.begin() + static_cast<std::ptrdiff_t>(target));
    }
  }
  return to;
}

}  // namespace files::photo
