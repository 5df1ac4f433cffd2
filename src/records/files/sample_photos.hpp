// Photos made for tests and for the demo district: small pictures in the three formats, with EXIF as telephones write it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace files::testing {

struct Exif {
  int orientation{1};
  std::string taken{};                // "2026:09:18 09:05:11" local time; empty: none
  std::string offset{};               // "+08:00"; empty: none
  std::optional<double> longitude{}, latitude{};
  std::string camera{};               // any text, to look for in the output
};
[[nodiscard]] std::string exif_block(const Exif&);  // "Exif\0\0" and a little-endian TIFF

struct Look {  // a scene of two colours, so that tests can see which way up it is: the upper left quarter is `corner`
  int width{640}, height{480};
  std::uint32_t corner{0xC02020}, rest{0x3060A0};
};
[[nodiscard]] std::string jpeg(const Look&, const std::optional<Exif>& = {}, bool progressive = false);
[[nodiscard]] std::string png(const Look&, bool interlaced = false, int bits = 8);
[[nodiscard]] std::string webp(const Look&);

[[nodiscard]] std::string png_chunk(std::string_view type, std::string_view data);  // with its checksum
// A PNG whose head claims width × height while its data is what is given.
[[nodiscard]] std::string png_of(std::uint32_t width, std::uint32_t height, std::string_view extra_chunks, std::string_view zlib_data);
[[nodiscard]] std::string deflated(std::string_view);

struct Seen {
  int width{}, height{};
  std::uint32_t at(int x, int y) const;
  std::string rgb{};
};
[[nodiscard]] Seen seen(const std::string& jpeg_bytes);          // decodes; a broken one aborts the test
[[nodiscard]] std::string markers(const std::string& jpeg_bytes);  // "D8 E0 DB C0 C4 DA": the segments before the picture data

}  // namespace files::testing
