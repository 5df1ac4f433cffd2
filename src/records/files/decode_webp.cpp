// WebP by libwebp, scaled while decoding. Moving pictures are refused: one photo is one moment.
#include <webp/decode.h>

#include "records/files/limits.hpp"
#include "records/files/photo.hpp"
#include "records/files/shrink.hpp"

namespace files::photo {
namespace {

[[noreturn]] void refuse_status(VP8StatusCode status) {
  switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA: refuse("files.truncated");
    case VP8_STATUS_OUT_OF_MEMORY: refuse("files.bomb");
    default: refuse("files.damaged");
  }
}

// The RIFF container: four letters, a length, the data, padded to an even number.
std::vector<unsigned char> exif_of(Bytes bytes) {
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    const std::size_t n = bytes[at + 4] | std::size_t{bytes[at + 5]} << 8 | std::size_t{bytes[at + 6]} << 16 | std::size_t{bytes[at + 7]} << 24;
    if (n > bytes.size() - at - 8) break;
    const auto chunk = bytes.subspan(at + 8, n);
    if (std::equal(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(at) + 4, "EXIF")) {
      constexpr unsigned char head[] = {'E', 'x', 'i', 'f', 0, 0};
      std::vector<unsigned char> out;
      if (n < 6 || !std::equal(std::begin(head), std::end(head), chunk.begin())) out.assign(std::begin(head), std::end(head));
      out.insert(out.end(), chunk.begin(), chunk.end());
      return out;
    }
    at += 8 + n + (n & 1);
  }
  return {};
}

}  // namespace

Decoded decode_webp(Bytes bytes) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) refuse("files.damaged");
  if (const auto status = WebPGetFeatures(bytes.data(), bytes.size(), &config.input); status != VP8_STATUS_OK) refuse_status(status);
  check_size(config.input.width, config.input.height);
  if (config.input.has_animation != 0) refuse("files.animated");
  const Size from{config.input.width, config.input.height};
  const Size wanted = fitted(from, limits::large_px);
  if (wanted.width != from.width || wanted.height != from.height) {
    config.options.use_scaling = 1;
    config.options.scaled_width = wanted.width;
    config.options.scaled_height = wanted.height;
  }
  config.output.colorspace = MODE_RGBA;
  if (const auto status = WebPDecode(bytes.data(), bytes.size(), &config); status != VP8_STATUS_OK) refuse_status(status);

  Decoded out;
  out.exif = exif_of(bytes);
  out.picture.width = config.output.width;
  out.picture.height = config.output.height;
  out.picture.rgb.reserve(static_cast<std::size_t>(config.output.width) * static_cast<std::size_t>(config.output.height) * 3);
  for (int y = 0; y < config.output.height; ++y) {
    const std::uint8_t* pixel = config.output.u.RGBA.rgba + static_cast<std::ptrdiff_t>(y) * config.output.u.RGBA.stride;
    for (int x = 0; x < config.output.width; ++x, pixel += 4)
      for (int c = 0; c < 3; ++c) out.picture.rgb.push_back(static_cast<unsigned char>((pixel[c] * pixel[3] + 255 * (255 - pixel[3])) / 255));
  }
  WebPFreeDecBuffer(&config.output);
  return out;
}

}  // namespace files::photo
