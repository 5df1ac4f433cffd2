#include "records/files/sample_scenes.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>

namespace files {
namespace {

constexpr int wide = 800, high = 600, ground = 330;   // where wall and road meet

struct Colour { int r{}, g{}, b{}; };
Colour mix(Colour a, Colour b, double share) {
  const auto one = [&](int x, int y) { return static_cast<int>(x + (y - x) * share); };
  return {one(a.r, b.r), one(a.g, b.g), one(a.b, b.b)};
}

std::uint32_t noise(std::uint32_t a, std::uint32_t b, std::uint32_t salt) {
  std::uint32_t h = a * 0x9E3779B1U ^ b * 0x85EBCA77U ^ salt * 0xC2B2AE3DU;
  h ^= h >> 15U;
  h *= 0x2C1B3C6DU;
  return h ^ (h >> 13U);
}

class Canvas {
 public:
  explicit Canvas(std::uint32_t number) : number_(number), pixels_(static_cast<std::size_t>(wide * high * 3)) {}

  [[nodiscard]] std::uint32_t dice(std::uint32_t salt, std::uint32_t below) const { return noise(number_, salt, 77) % below; }
  void put(int x, int y, Colour c, double cover = 1) {
    if (x < 0 || y < 0 || x >= wide || y >= high) return;
    unsigned char* at = &pixels_[static_cast<std::size_t>((y * wide + x) * 3)];
    const Colour is = cover >= 1 ? c : mix({at[0], at[1], at[2]}, c, cover);
    at[0] = static_cast<unsigned char>(is.r), at[1] = static_cast<unsigned char>(is.g), at[2] = static_cast<unsigned char>(is.b);
  }
  void slope(int y0, int y1, Colour above, Colour below) {
    for (int y = y0; y < y1; ++y) {
      const Colour c = mix(above, below, static_cast<double>(y - y0) / (y1 - y0));
      for (int x = 0; x < wide; ++x) put(x, y, c);
    }
  }
  void box(int x0, int y0, int x1, int y1, Colour c, double cover = 1) {
    for (int y = y0; y < y1; ++y)
      for (int x = x0; x < x1; ++x) put(x, y, c, cover);
  }
  void round(double cx, double cy, double rx, double ry, Colour c, double cover = 1) {
    for (int y = static_cast<int>(cy - ry); y <= static_cast<int>(cy + ry); ++y)
      for (int x = static_cast<int>(cx - rx); x <= static_cast<int>(cx + rx); ++x) {
        const double d = (x - cx) * (x - cx) / (rx * rx) + (y - cy) * (y - cy) / (ry * ry);
        if (d <= 1) put(x, y, c, cover * std::min(1.0, (1 - d) * 12));
      }
  }
  void ring(double cx, double cy, double r, double thick, Colour c) {
    for (int y = static_cast<int>(cy - r - thick); y <= static_cast<int>(cy + r + thick); ++y)
      for (int x = static_cast<int>(cx - r - thick); x <= static_cast<int>(cx + r + thick); ++x)
        if (std::abs(std::hypot(x - cx, y - cy) - r) <= thick) put(x, y, c);
  }
  void line(double x0, double y0, double x1, double y1, double thick, Colour c) {
    const double length = std::max(1.0, std::hypot(x1 - x0, y1 - y0));
    for (double t = 0; t <= length; t += 0.7) round(x0 + (x1 - x0) * t / length, y0 + (y1 - y0) * t / length, thick, thick, c);
  }
  // Grain and darker corners, as a telephone's camera has them.
  void develop() {
    for (int y = 0; y < high; ++y)
      for (int x = 0; x < wide; ++x) {
        const auto grain = static_cast<int>(noise(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), number_) % 13) - 6;
        const double dx = (x - wide / 2) / 520.0, dy = (y - high / 2) / 420.0, light = 1.03 - 0.20 * (dx * dx + dy * dy);
        unsigned char* at = &pixels_[static_cast<std::size_t>((y * wide + x) * 3)];
        for (int i = 0; i < 3; ++i) at[i] = static_cast<unsigned char>(std::clamp(static_cast<int>(at[i] * light) + grain, 0, 255));
      }
  }
  [[nodiscard]] std::vector<unsigned char>& pixels() { return pixels_; }

 private:
  std::uint32_t number_;
  std::vector<unsigned char> pixels_;
};

// A street: sky, a house front with windows, a kerb and the road.
void street(Canvas& c, bool dusk) {
  const Colour walls[] = {{186, 170, 150}, {172, 128, 104}, {196, 192, 182}, {150, 154, 158}, {206, 184, 150}};
  const Colour sky = dusk ? Colour{70, 78, 104} : Colour{168, 196, 220}, low = dusk ? Colour{136, 120, 128} : Colour{222, 228, 230};
  c.slope(0, ground, sky, low);
  Colour wall = walls[c.dice(1, 5)];
  if (dusk) wall = mix(wall, {40, 44, 60}, 0.5);
  const int left = -40 - static_cast<int>(c.dice(2, 60)), top = 40 + static_cast<int>(c.dice(3, 70));
  c.box(left, top, 560 + static_cast<int>(c.dice(4, 140)), ground, wall);
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 6; ++column) {
      const int x = left + 50 + column * 105, y = top + 24 + row * 86;
      if (y + 50 > ground) continue;
      c.box(x - 3, y - 3, x + 57, y + 53, mix(wall, {255, 255, 255}, 0.45));
      const bool lit = dusk && c.dice(static_cast<std::uint32_t>(20 + row * 7 + column), 3) == 0;
      c.box(x, y, x + 54, y + 50, lit ? Colour{236, 206, 132} : dusk ? Colour{46, 52, 66} : Colour{110, 128, 142});
      c.box(x + 26, y, x + 28, y + 50, mix(wall, {255, 255, 255}, 0.3));
    }
  c.slope(ground, ground + 36, dusk ? Colour{84, 84, 88} : Colour{176, 172, 166}, dusk ? Colour{92, 92, 96} : Colour{190, 186, 178});
  for (int x = 0; x < wide; x += 48) c.line(x, ground + 2, x - 16, ground + 34, 0.8, dusk ? Colour{70, 70, 74} : Colour{150, 146, 140});
  c.box(0, ground + 36, wide, ground + 44, dusk ? Colour{104, 104, 106} : Colour{206, 204, 200});
  c.slope(ground + 44, high, dusk ? Colour{58, 60, 66} : Colour{104, 106, 108}, dusk ? Colour{72, 74, 78} : Colour{128, 130, 132});
}

void manhole(Canvas& c, bool done) {
  c.round(400, 470, 128, 50, {70, 70, 72});
  c.round(400, 468, 116, 43, done ? Colour{104, 100, 96} : Colour{92, 84, 76});
  for (int i = -4; i <= 4; ++i) c.line(400 + i * 22, 468 - 36 + std::abs(i) * 5, 400 + i * 22, 468 + 36 - std::abs(i) * 5, 1.6, {66, 62, 60});
  if (done) return;
  for (int i = 0; i < 60; ++i) c.round(442 + i * 0.7, 470 + (i % 9 - 4) * 3, 16, 9, {16, 16, 18});   // the missing piece
  c.line(330, 450, 430, 492, 2.2, {28, 26, 26});
  c.line(360, 492, 420, 452, 1.6, {28, 26, 26});
}

void bin(Canvas& c, int x, Colour body) {
  c.box(x, ground - 60, x + 76, ground + 40, body);
  c.box(x - 5, ground - 72, x + 81, ground - 58, mix(body, {0, 0, 0}, 0.25));
  c.round(x + 16, ground + 42, 9, 9, {30, 30, 32});
  c.round(x + 60, ground + 42, 9, 9, {30, 30, 32});
}
void rubbish(Canvas& c, bool done) {
  bin(c, 440, {58, 104, 74});
  bin(c, 540, {86, 96, 110});
  if (done) return;
  const Colour bags[] = {{38, 40, 44}, {206, 206, 200}, {166, 60, 54}, {74, 110, 160}, {196, 168, 92}};
  for (std::uint32_t i = 0; i < 22; ++i) {
    const double x = 250 + c.dice(100 + i, 210), y = ground + 44 - c.dice(140 + i, 58) * (1 - std::abs(x - 350) / 190);
    c.round(x, y, 18 + c.dice(180 + i, 16), 13 + c.dice(210 + i, 11), bags[c.dice(240 + i, 5)]);
    c.round(x - 5, y - 6, 6, 4, {226, 226, 222}, 0.35);
  }
}

void lamp(Canvas& c, bool done) {
  c.line(560, ground + 40, 560, 90, 5, {52, 54, 58});
  c.line(560, 92, 470, 78, 4, {52, 54, 58});
  if (done) {
    for (int r = 150; r > 10; r -= 6) c.round(458, 96, r, r * 0.8, {255, 226, 150}, 0.035);
    for (int y = 120; y < ground + 60; y += 2) c.round(458, y, (y - 90) * 0.5, 3, {255, 232, 170}, 0.05);
  }
  c.round(458, 84, 30, 11, done ? Colour{255, 246, 208} : Colour{70, 72, 76});
}

void car(Canvas& c, int x, int y, Colour body) {
  c.round(x + 105, y + 62, 130, 14, {40, 40, 42}, 0.5);
  c.box(x, y + 20, x + 220, y + 58, body);
  c.round(x + 108, y + 22, 76, 38, body);
  c.round(x + 108, y + 22, 64, 27, {64, 80, 94});
  c.box(x, y + 24, x + 220, y + 56, body);
  c.box(x + 106, y - 8, x + 110, y + 24, body);
  for (const int wheel : {46, 172}) {
    c.round(x + wheel, y + 58, 23, 23, {26, 26, 28});
    c.round(x + wheel, y + 58, 11, 11, {150, 152, 156});
  }
  c.box(x + 208, y + 30, x + 220, y + 40, {240, 220, 160});
  c.box(x, y + 30, x + 9, y + 40, {170, 40, 40});
}
void cars(Canvas& c, bool done) {
  const Colour paints[] = {{176, 180, 184}, {52, 56, 64}, {150, 46, 42}, {60, 84, 130}, {226, 226, 224}};
  for (int x = -20; x < wide; x += 130) c.box(x, ground + 150, x + 70, ground + 158, {214, 210, 150});
  if (done) return;
  car(c, 90 + static_cast<int>(c.dice(5, 60)), ground + 30, paints[c.dice(6, 5)]);
  car(c, 400 + static_cast<int>(c.dice(7, 80)), ground + 44, paints[c.dice(8, 5)]);
}

void bikes(Canvas& c, bool done) {
  const Colour frames[] = {{236, 200, 60}, {70, 140, 200}, {90, 170, 110}};
  const int count = done ? 3 : 9;
  for (int i = 0; i < count; ++i) {
    const int x = done ? 560 + i * 60 : 130 + i * 58 + static_cast<int>(c.dice(static_cast<std::uint32_t>(300 + i), 30)), y = ground + (done ? 16 : 26 + static_cast<int>(c.dice(static_cast<std::uint32_t>(340 + i), 40)));
    const Colour frame = frames[c.dice(static_cast<std::uint32_t>(380 + i), 3)];
    c.ring(x, y, 25, 2.2, {32, 32, 34});
    c.ring(x + 66, y, 25, 2.2, {32, 32, 34});
    c.line(x, y, x + 26, y - 32, 2.6, frame);
    c.line(x + 26, y - 32, x + 56, y - 36, 2.6, frame);
    c.line(x + 66, y, x + 54, y - 46, 2.6, frame);
    c.line(x + 26, y - 32, x + 36, y, 2.6, frame);
    c.line(x + 44, y - 48, x + 64, y - 50, 2.2, {40, 40, 42});
    c.box(x + 14, y - 42, x + 36, y - 36, {40, 40, 42});
  }
}

void posters(Canvas& c, bool done) {
  c.box(300, 120, 520, ground, {112, 116, 120});
  c.box(312, 132, 508, ground, {146, 150, 152});
  c.box(484, 230, 496, 244, {60, 60, 62});
  if (done) return;
  const Colour papers[] = {{232, 226, 120}, {236, 238, 236}, {236, 170, 160}, {170, 206, 236}};
  for (std::uint32_t i = 0; i < 17; ++i) {
    const int x = 320 + static_cast<int>(c.dice(400 + i, 140)), y = 140 + static_cast<int>(c.dice(440 + i, 130));
    c.box(x, y, x + 42, y + 30, papers[c.dice(480 + i, 4)]);
    for (int l = 0; l < 3; ++l) c.box(x + 5, y + 6 + l * 8, x + 37, y + 9 + l * 8, {70, 66, 66});
  }
}

void puddle(Canvas& c, bool done) {
  if (done) {
    c.round(400, 480, 150, 46, {84, 86, 88});
    return;
  }
  c.round(400, 480, 190, 52, {74, 72, 70});
  c.round(396, 482, 170, 42, {96, 112, 124});
  for (int i = 0; i < 7; ++i) c.line(270 + i * 40, 470 + i % 3 * 9, 310 + i * 38, 470 + i % 3 * 9, 1.2, {160, 176, 188});
  c.round(470, 470, 30, 8, {186, 200, 210}, 0.6);
}

void tree(Canvas& c, bool done) {
  c.line(600, ground + 40, 590, 170, 13, {92, 72, 54});
  c.line(592, 210, 520, 150, 6, {92, 72, 54});
  const int leaves = done ? 90 : 240;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(leaves); ++i) {
    const double x = (done ? 540 : 430) + c.dice(600 + i, done ? 130 : 330), y = 40 + c.dice(900 + i, done ? 110 : 210);
    c.round(x, y, 15, 12, mix({52, 92, 48}, {126, 156, 78}, c.dice(1200 + i, 10) / 10.0));
  }
  c.line(0, 96, wide, 112, 1.4, {30, 30, 32});
}

void stairwell(Canvas& c, bool done) {
  c.slope(0, high, {214, 210, 200}, {170, 164, 152});
  c.box(90, 90, 290, 470, {124, 90, 66});
  c.box(106, 106, 274, 470, {146, 108, 80});
  c.round(262, 300, 6, 6, {210, 196, 140});
  for (int i = 0; i < 7; ++i) c.box(420 + i * 50, 470 - i * 44, wide, 478 - i * 44 + 40, mix({150, 146, 140}, {110, 106, 102}, i / 7.0));
  c.box(0, 470, wide, high, {132, 128, 122});
  if (done) return;
  const Colour things[] = {{176, 138, 92}, {120, 84, 60}, {92, 104, 122}, {188, 180, 164}};
  for (std::uint32_t i = 0; i < 9; ++i) {
    const int x = 300 + static_cast<int>(c.dice(1500 + i, 230)), y = 470 - static_cast<int>(c.dice(1540 + i, 90)), size = 40 + static_cast<int>(c.dice(1580 + i, 60));
    c.box(x, y, x + size, y + size - 6, things[c.dice(1620 + i, 4)]);
    c.box(x, y, x + size, y + 5, {96, 78, 60});
  }
}

std::string encoded(Canvas& c) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &buffer, &size);
  info.image_width = wide;
  info.image_height = high;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 78, TRUE);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = &c.pixels()[static_cast<std::size_t>(info.next_scanline) * wide * 3];
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  std::string out(reinterpret_cast<const char*>(buffer), size);
  jpeg_destroy_compress(&info);
  std::free(buffer);
  return out;
}

bool one_of(std::string_view category, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), category) != list.end();
}

}  // namespace

std::string sample_scene(std::string_view category, std::uint32_t number, bool done) {
  Canvas c(number);
  if (one_of(category, {"s-02-02", "s-02-03", "s-02-04", "s-04-02", "s-04-03"})) {
    stairwell(c, done);
  } else {
    street(c, category == "p-01-03");
    if (category == "p-01-03") lamp(c, done);
    else if (one_of(category, {"p-01-01", "p-01-02"})) manhole(c, done);
    else if (one_of(category, {"e-05-04", "s-02-01", "s-05-03", "s-02-06"})) cars(c, done);
    else if (one_of(category, {"e-05-05", "p-02-06"})) bikes(c, done);
    else if (one_of(category, {"e-02-01", "e-02-02", "e-02-03", "e-02-04", "p-05-01"})) posters(c, done);
    else if (one_of(category, {"e-04-01", "e-04-04", "e-01-07", "p-02-01", "p-02-05", "e-04-05", "s-06-04"})) puddle(c, done);
    else if (category.starts_with("p-04") || category == "e-04-06") tree(c, done);
    else rubbish(c, done);
  }
  c.develop();
  return encoded(c);
}

}  // namespace files
