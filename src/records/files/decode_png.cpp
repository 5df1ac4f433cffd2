// PNG by libpng: row by row; an interlaced one has to stand whole in memory, within the child's limit.
#include <png.h>

#include "records/files/limits.hpp"
#include "records/files/photo.hpp"
#include "records/files/shrink.hpp"

namespace files::photo {
namespace {

struct Source { Bytes left; };

void on_error(png_structp, png_const_charp text) {
  const std::string_view why = text;
  if (why.find("ot enough") != why.npos || why.find("runcated") != why.npos) refuse("files.truncated");
  if (why.find("emory") != why.npos || why.find("limit") != why.npos) refuse("files.bomb");
  refuse("files.damaged");
}
void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep out, std::size_t n) {
  auto& source = *static_cast<Source*>(png_get_io_ptr(png));
  if (source.left.size() < n) refuse("files.truncated");
  std::copy_n(source.left.begin(), n, out);
  source.left = source.left.subspan(n);
}

// What is see-through shows white paper.
void rgb_over_white(const unsigned char* rgba, unsigned char* rgb, int width) {
  for (int x = 0; x < width; ++x, rgba += 4, rgb += 3) {
    const int a = rgba[3];
    for (int c = 0; c < 3; ++c) rgb[c] = static_cast<unsigned char>((rgba[c] * a + 255 * (255 - a)) / 255);
  }
}

std::uint32_t number_at(Bytes bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

void ask_for_rgba(png_structp png) {
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
}

}  // namespace

Decoded decode_png(Bytes bytes) {
  if (bytes.size() < 33) refuse("files.truncated");
  check_size(number_at(bytes, 16), number_at(bytes, 20));  // before libpng reserves a byte
  Decoded out;
  Source source{bytes};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, on_error, on_warning);
  png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
  if (info == nullptr) refuse("files.bomb");
  png_set_user_limits(png, static_cast<std::uint32_t>(limits::side_px_max), static_cast<std::uint32_t>(limits::side_px_max));
  png_set_chunk_cache_max(png, 64);
  png_set_chunk_malloc_max(png, limits::png_chunk_bytes_max);
  png_set_read_fn(png, &source, on_read);
  png_read_info(png, info);
  check_size(png_get_image_width(png, info), png_get_image_height(png, info));
  ask_for_rgba(png);
  const int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);

  const Size from{static_cast<int>(png_get_image_width(png, info)), static_cast<int>(png_get_image_height(png, info))};
  Shrinker shrinker(from, fitted(from, limits::large_px));
  const auto line = static_cast<std::size_t>(from.width) * 4;
  if (png_get_rowbytes(png, info) != line) refuse("files.damaged");
  std::vector<unsigned char> rgb(static_cast<std::size_t>(from.width) * 3);
  std::vector<unsigned char> rgba(passes == 1 ? line : line * static_cast<std::size_t>(from.height));
  for (int pass = 0; pass + 1 < passes; ++pass)
    for (int y = 0; y < from.height; ++y) png_read_row(png, rgba.data() + line * static_cast<std::size_t>(y), nullptr);
  for (int y = 0; y < from.height; ++y) {
    unsigned char* row = passes == 1 ? rgba.data() : rgba.data() + line * static_cast<std::size_t>(y);
    png_read_row(png, row, nullptr);
    rgb_over_white(row, rgb.data(), from.width);
    shrinker.row(rgb.data());
  }
  png_uint_32 exif_bytes = 0;
  png_bytep exif = nullptr;
  if (png_get_eXIf_1(png, info, &exif_bytes, &exif) != 0 && exif != nullptr) {
    constexpr unsigned char head[] = {'E', 'x', 'i', 'f', 0, 0};
    out.exif.assign(std::begin(head), std::end(head));
    out.exif.insert(out.exif.end(), exif, exif + exif_bytes);
  }
  png_destroy_read_struct(&png, &info, nullptr);
  out.picture = shrinker.finish();
  return out;
}

}  // namespace files::photo
