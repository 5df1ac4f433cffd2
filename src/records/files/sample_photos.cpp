#include "records/files/sample_photos.hpp"

#include <png.h>
#include <webp/encode.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>
#include <zlib.h>

#include "base/assert.hpp"

namespace files::testing {
namespace {

std::vector<unsigned char> pixels(const Look& look) {
  std::vector<unsigned char> out;
  out.reserve(static_cast<std::size_t>(look.width) * static_cast<std::size_t>(look.height) * 3);
  for (int y = 0; y < look.height; ++y)
    for (int x = 0; x < look.width; ++x) {
      const std::uint32_t colour = x < look.width / 2 && y < look.height / 2 ? look.corner : look.rest;
      for (const int shift : {16, 8, 0}) out.push_back(static_cast<unsigned char>(colour >> shift));
    }
  return out;
}

struct Tiff {  // little-endian
  std::string bytes{"II*\0\x08\0\0\0", 8};
  void number(std::uint32_t n, int size) {
    for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(n >> (8 * i)));
  }
};
struct Entry {
  std::uint32_t tag{}, type{}, count{};
  std::string data{};
};

std::string little(std::uint32_t n, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out.push_back(static_cast<char>(n >> (8 * i)));
  return out;
}
Entry ascii(std::uint32_t tag, std::string text) {
  text.push_back('\0');
  return {tag, 2, static_cast<std::uint32_t>(text.size()), std::move(text)};
}
Entry degrees(std::uint32_t tag, double value) {
  value = std::abs(value);
  const auto whole = static_cast<std::uint32_t>(value);
  const double rest = (value - whole) * 60;
  const auto minutes = static_cast<std::uint32_t>(rest);
  return {tag, 5, 3, little(whole, 4) + little(1, 4) + little(minutes, 4) + little(1, 4) + little(static_cast<std::uint32_t>((rest - minutes) * 60 * 10'000), 4) + little(10'000, 4)};
}

std::size_t size_of(const std::vector<Entry>& entries) {
  std::size_t size = 2 + entries.size() * 12 + 4;
  for (const auto& e : entries)
    if (e.data.size() > 4) size += e.data.size();
  return size;
}

void write_directory(Tiff& tiff, const std::vector<Entry>& entries) {
  std::size_t behind = tiff.bytes.size() + 2 + entries.size() * 12 + 4;
  std::string tail;
  tiff.number(static_cast<std::uint32_t>(entries.size()), 2);
  for (const auto& e : entries) {
    tiff.number(e.tag, 2);
    tiff.number(e.type, 2);
    tiff.number(e.count, 4);
    if (e.data.size() <= 4) {
      std::string four = e.data;
      four.resize(4, '\0');
      tiff.bytes += four;
    } else {
      tiff.number(static_cast<std::uint32_t>(behind + tail.size()), 4);
      tail += e.data;
    }
  }
  tiff.number(0, 4);
  tiff.bytes += tail;
}

void on_png_write(png_structp png, png_bytep data, std::size_t n) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), n);
}
void on_png_flush(png_structp) {}

}  // namespace

std::string exif_block(const Exif& exif) {
  std::vector<Entry> main, photo, place;
  if (!exif.camera.empty()) main.push_back(ascii(0x0110, exif.camera));
  main.push_back({0x0112, 3, 1, little(static_cast<std::uint32_t>(exif.orientation), 2)});
  if (!exif.taken.empty()) photo.push_back(ascii(0x9003, exif.taken));
  if (!exif.offset.empty()) photo.push_back(ascii(0x9011, exif.offset));
  if (exif.longitude && exif.latitude)
    place = {ascii(1, *exif.latitude < 0 ? "S" : "N"), degrees(2, *exif.latitude), ascii(3, *exif.longitude < 0 ? "W" : "E"), degrees(4, *exif.longitude)};
  main.push_back({0x8769, 4, 1, little(0, 4)});
  main.push_back({0x8825, 4, 1, little(0, 4)});
  const std::size_t photo_at = 8 + size_of(main), place_at = photo_at + size_of(photo);
  main[main.size() - 2].data = little(static_cast<std::uint32_t>(photo_at), 4);
  main[main.size() - 1].data = little(static_cast<std::uint32_t>(place_at), 4);
  Tiff tiff;
  write_directory(tiff, main);
  write_directory(tiff, photo);
  write_directory(tiff, place);
  return std::string("Exif\0\0", 6) + tiff.bytes;
}

std::string jpeg(const Look& look, const std::optional<Exif>& exif, bool progressive) {
  auto rgb = pixels(look);
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &buffer, &size);
  info.image_width = static_cast<JDIMENSION>(look.width);
  info.image_height = static_cast<JDIMENSION>(look.height);
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  if (progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  if (exif) {
    const std::string block = exif_block(*exif);
    jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(block.data()), static_cast<unsigned>(block.size()));
  }
  while (info.next_scanline < info.image_height) {
    auto* row = rgb.data() + static_cast<std::size_t>(info.next_scanline) * static_cast<std::size_t>(look.width) * 3;
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  std::string out(reinterpret_cast<const char*>(buffer), size);
  jpeg_destroy_compress(&info);
  std::free(buffer);
  return out;
}

std::string png(const Look& look, bool interlaced, int bits) {
  auto rgb = pixels(look);
  if (bits == 16) {
    std::vector<unsigned char> wide;
    for (const auto c : rgb) wide.insert(wide.end(), {c, c});
    rgb = std::move(wide);
  }
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &out, on_png_write, on_png_flush);
  png_set_IHDR(png, info, static_cast<png_uint_32>(look.width), static_cast<png_uint_32>(look.height), bits, PNG_COLOR_TYPE_RGB,
               interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  std::vector<png_bytep> rows;
  const auto line = static_cast<std::size_t>(look.width) * 3 * static_cast<std::size_t>(bits / 8);
  for (int y = 0; y < look.height; ++y) rows.push_back(rgb.data() + line * static_cast<std::size_t>(y));
  png_write_image(png, rows.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return out;
}

std::string webp(const Look& look) {
  const auto rgb = pixels(look);
  std::uint8_t* bytes = nullptr;
  const auto size = WebPEncodeRGB(rgb.data(), look.width, look.height, look.width * 3, 80, &bytes);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  WebPFree(bytes);
  return out;
}

std::string png_chunk(std::string_view type, std::string_view data) {
  const auto big = [](std::uint32_t n) {
    std::string four;
    for (const int shift : {24, 16, 8, 0}) four.push_back(static_cast<char>(n >> shift));
    return four;
  };
  std::string body(type);
  body += data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big(static_cast<std::uint32_t>(data.size())) + body + big(static_cast<std::uint32_t>(sum));
}

std::string png_of(std::uint32_t width, std::uint32_t height, std::string_view extra_chunks, std::string_view zlib_data) {
  std::string head;
  for (const auto n : {width, height})
    for (const int shift : {24, 16, 8, 0}) head.push_back(static_cast<char>(n >> shift));
  head += std::string("\x08\x02\0\0\0", 5);
  return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", head) + std::string(extra_chunks) + png_chunk("IDAT", zlib_data) + png_chunk("IEND", {});
}

std::string deflated(std::string_view data) {
  uLongf size = compressBound(data.size());
  std::string out(size, '\0');
  const int status = compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(data.data()), data.size(), 9);
  ASSERT(status == Z_OK);
  out.resize(size);
  return out;
}

std::uint32_t Seen::at(int x, int y) const {
  const auto i = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3;
  const auto part = [&](std::size_t c) { return static_cast<std::uint32_t>(static_cast<unsigned char>(rgb[i + c])); };
  return part(0) << 16 | part(1) << 8 | part(2);
}

Seen seen(const std::string& bytes) {
  jpeg_decompress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&info, TRUE);
  info.out_color_space = JCS_RGB;
  jpeg_start_decompress(&info);
  Seen out{static_cast<int>(info.output_width), static_cast<int>(info.output_height), {}};
  out.rgb.resize(static_cast<std::size_t>(info.output_width) * info.output_height * 3);
  while (info.output_scanline < info.output_height) {
    auto* row = reinterpret_cast<unsigned char*>(out.rgb.data()) + static_cast<std::size_t>(info.output_scanline) * info.output_width * 3;
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return out;
}

std::string markers(const std::string& bytes) {
  std::string out;
  std::size_t at = 0;
  while (at + 4 <= bytes.size() && static_cast<unsigned char>(bytes[at]) == 0xFF) {
    const auto kind = static_cast<unsigned char>(bytes[at + 1]);
    char text[4];
    std::snprintf(text, sizeof text, "%02X", kind);
    out += (out.empty() ? "" : " ") + std::string(text);
    if (kind == 0xDA) break;
    at += kind == 0xD8 ? 2 : 2 + (std::size_t{static_cast<unsigned char>(bytes[at + 2])} << 8 | static_cast<unsigned char>(bytes[at + 3]));
  }
  return out;
}

}  // namespace files::testing
