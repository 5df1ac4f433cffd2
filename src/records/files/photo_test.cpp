// The photo program is started for real, with honest photos and with hostile ones; asserted is what a user gets.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "base/context.hpp"
#include "records/files/child.hpp"
#include "records/files/exif.hpp"
#include "records/files/limits.hpp"
#include "records/files/shrink.hpp"
#include "records/files/sample_photos.hpp"

using namespace files;
using namespace files::testing;

namespace {

std::string photo_program() { return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "redengine-photo").string(); }

struct Answer {
  base::Result<PhotoAnswer> result;
  std::string large, small;
};

struct Temp {
  std::string path;
  int fd;
  explicit Temp(std::string_view content = {}) : path((std::filesystem::temp_directory_path() / "redengine_photo_XXXXXX").string()) {
    fd = mkstemp(path.data());
    REQUIRE(fd >= 0);
    REQUIRE(::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    lseek(fd, 0, SEEK_SET);
  }
  ~Temp() {
    ::close(fd);
    std::filesystem::remove(path);
  }
  std::string text() const {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

Answer take(std::string_view bytes, std::int64_t claimed = 0, std::optional<double> lon = {}, std::optional<double> lat = {}) {
  static Children children(photo_program(), 2, 30'000, 5'000);
  const Temp input(bytes), large, small;
  auto result = children.run({input.fd, large.fd, small.fd, claimed, 8 * 3600, lon, lat});
  return {std::move(result), large.text(), small.text()};
}

std::string reason(const Answer& answer) { return answer.result ? "taken" : answer.result.error().reason; }

bool near(std::uint32_t a, std::uint32_t b) {
  for (const int shift : {16, 8, 0})
    if (std::abs(static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF)) > 24) return false;
  return true;
}

constexpr std::int64_t nine_o_five = 1'789'693'511'000'000;  // 2026-09-18 09:05:11 in Taiyuan

}  // namespace

TEST_CASE("JPEG, PNG and WebP become a plain JPEG of at most 2560 px and a small one of 480 px") {
  const Look look{.width = 3200, .height = 2400};
  for (const std::string& bytes : {jpeg(look), jpeg(look, {}, /*progressive=*/true), png(look), png(look, /*interlaced=*/true), png(look, false, 16), webp(look)}) {
    const auto answer = take(bytes);
    REQUIRE(reason(answer) == "taken");
    CHECK(answer.result->width == 2560);
    CHECK(answer.result->height == 1920);
    CHECK(markers(answer.large) == "D8 E0 DB DB C0 C4 C4 C4 C4 DA");  // nothing but what a picture needs
    CHECK(markers(answer.small) == "D8 E0 DB DB C0 C4 C4 C4 C4 DA");
    const auto large = seen(answer.large), small = seen(answer.small);
    CHECK(large.width == 2560);
    CHECK(small.width == 480);
    CHECK(small.height == 360);
    CHECK(near(large.at(100, 100), look.corner));
    CHECK(near(large.at(2400, 1800), look.rest));
    CHECK(near(small.at(20, 20), look.corner));
  }
}

TEST_CASE("a small photo is not blown up") {
  const auto answer = take(jpeg({.width = 300, .height = 200}));
  REQUIRE(answer.result);
  CHECK(answer.result->width == 300);
  CHECK(seen(answer.small).width == 300);
}

TEST_CASE("every EXIF orientation comes out upright and is gone") {
  // Where the upper left quarter of the stored picture stands once it is shown upright.
  const struct { int orientation; bool right, low; } cases[] = {{1, false, false}, {2, true, false}, {3, true, true}, {4, false, true},
                                                                {5, false, false}, {6, true, false}, {7, true, true}, {8, false, true}};
  for (const auto& c : cases) {
    CAPTURE(c.orientation);
    const Look look{.width = 640, .height = 320};
    const auto answer = take(jpeg(look, Exif{.orientation = c.orientation}));
    REQUIRE(answer.result);
    const bool swapped = c.orientation >= 5;
    CHECK(answer.result->width == (swapped ? 320 : 640));
    CHECK(answer.result->height == (swapped ? 640 : 320));
    const auto shown = seen(answer.large);
    for (const bool right : {false, true})
      for (const bool low : {false, true}) {
        const auto colour = shown.at(right ? shown.width - 40 : 40, low ? shown.height - 40 : 40);
        CHECK(near(colour, right == c.right && low == c.low ? look.corner : look.rest));
      }
  }
}

TEST_CASE("of time and position only two words are kept, and no byte of them is left") {
  const Exif exif{.taken = "2026:09:18 09:02:00", .longitude = 112.4871, .latitude = 37.9402, .camera = "SPYCAM-7781"};
  const std::string bytes = jpeg({}, exif);
  REQUIRE(bytes.find("SPYCAM-7781") != bytes.npos);
  const auto answer = take(bytes, nine_o_five, 112.4873, 37.9403);
  REQUIRE(answer.result);
  CHECK(answer.result->taken == "within_10_minutes");
  CHECK(answer.result->place == "within_50_m");
  for (const auto& out : {answer.large, answer.small}) {
    CHECK(out.find("SPYCAM") == out.npos);
    CHECK(out.find("Exif") == out.npos);
    CHECK(out.find("2026:09:18") == out.npos);
    CHECK(out.find(exif_block(exif).substr(14, 40)) == out.npos);
  }
}

TEST_CASE("verdicts compare with the claim in the district's time, or by the offset that the camera wrote") {
  const auto verdict = [](const Exif& exif, double lon, double lat) {
    const auto answer = take(jpeg({}, exif), nine_o_five, lon, lat);
    REQUIRE(answer.result);
    return answer.result->taken + " " + answer.result->place;
  };
  CHECK(verdict({.taken = "2026:09:18 07:10:00", .longitude = 112.49, .latitude = 37.94}, 112.4935, 37.94) == "same_day within_500_m");
  CHECK(verdict({.taken = "2026:09:17 23:50:00", .longitude = 112.49, .latitude = 37.94}, 112.6, 37.94) == "older farther");
  CHECK(verdict({.taken = "2026:09:18 01:01:00", .offset = "+00:00"}, 112.49, 37.94) == "within_10_minutes unknown");
  CHECK(verdict({.taken = "2026:09:19 10:00:00"}, 112.49, 37.94) == "unknown unknown");  // a clock that runs ahead proves nothing
  CHECK(verdict({.taken = "nonsense"}, 112.49, 37.94) == "unknown unknown");
}

TEST_CASE("what is not a photo is refused by what it is, whatever its name") {
  CHECK(reason(take("hello, this is a text and no picture at all")) == "files.not_a_photo");
  CHECK(reason(take("GIF89a\x01\x02")) == "files.wrong_type");
  CHECK(reason(take("%PDF-1.7 something")) == "files.wrong_type");
  CHECK(reason(take("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")) == "files.wrong_type");
  CHECK(reason(take("<!DOCTYPE html><script>alert(1)</script>")) == "files.wrong_type");
  CHECK(reason(take(std::string("\0\0\0\x18""ftypmsf1\0\0\0\0", 16))) == "files.animated");
  CHECK(reason(take(std::string("\0\0\0\x18""ftypavif\0\0\0\0", 16))) == "files.wrong_type");
  CHECK(reason(take(std::string("\0\0\0\x18""ftypisom\0\0\0\0", 16))) == "files.video");
  CHECK(reason(take("")) == "files.empty");
  CHECK(reason(take("\xFF\xD8\xFF")) == "files.truncated");
  CHECK(reason(take(jpeg({.width = 8, .height = 8}))) == "files.too_small");
  const auto refused = take("GIF89a").result;
  CHECK(refused.error().code == base::ErrorCode::unsupported);
}

// A HEIC file as Debian's heif-enc (libheif-examples) makes it of these JPEGs; empty where it is not installed.
std::string heic(std::initializer_list<std::string> jpegs) {
  std::vector<std::unique_ptr<Temp>> files;
  std::string command = "heif-enc -q 60";
  for (const std::string& each : jpegs) {
    files.push_back(std::make_unique<Temp>(each));
    std::filesystem::rename(files.back()->path, files.back()->path + ".jpg");
    files.back()->path += ".jpg";
    command += " '" + files.back()->path + "'";
  }
  const Temp out;
  command += " -o '" + out.path + ".heic' >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) return {};
  std::filesystem::rename(out.path + ".heic", out.path);
  return out.text();
}

TEST_CASE("a HEIC photo is taken like any other: decoded in the cage, small and clean; several pictures, cut and broken ones are refused") {
  const std::string one = heic({jpeg({.width = 640, .height = 480})});
  if (one.empty()) {
    MESSAGE("heif-enc (package libheif-examples) is not installed here: no real HEIC was tried");
    return;
  }
  const auto answer = take(one);
  REQUIRE_MESSAGE(answer.result, reason(answer));
  CHECK(answer.result->width == 640);
  CHECK(answer.result->height == 480);
  CHECK(answer.large.starts_with("\xFF\xD8\xFF"));
  CHECK(answer.small.starts_with("\xFF\xD8\xFF"));
  CHECK(reason(take(heic({jpeg({}), jpeg({})}))) == "files.several_pictures");
  CHECK(reason(take(heic({jpeg({.width = 8, .height = 8})}))) == "files.too_small");
  for (const std::size_t part : {2, 3, 5}) {
    const auto cut = reason(take(one.substr(0, one.size() / part)));
    CAPTURE(part);
    CHECK((cut == "files.truncated" || cut == "files.damaged"));
  }
  CHECK(reason(take(std::string("\0\0\0\x18""ftypheic\0\0\0\0", 16))) != "taken");
}

TEST_CASE("truncated photos are refused, wherever they were cut") {
  for (const std::string& whole : {jpeg({}), jpeg({}, {}, true), png({}), webp({})}) {
    for (const std::size_t part : {2, 3, 5}) {
      const auto answer = take(whole.substr(0, whole.size() / part));
      CAPTURE(part);
      CHECK((reason(answer) == "files.truncated" || reason(answer) == "files.damaged"));
    }
  }
}

TEST_CASE("bombs: huge sizes, deep zlib streams, endless scans") {
  CHECK(reason(take(png_of(60'000, 60'000, {}, deflated("x")))) == "files.too_many_pixels");
  CHECK(reason(take(png_of(0x7FFFFFFF, 1, {}, deflated("x")))) == "files.too_many_pixels");
  CHECK(reason(take(png_of(15'000, 15'000, {}, deflated("x")))) == "files.too_many_pixels");
  CHECK(reason(take(png_of(4'000, 4'000, {}, deflated(std::string(1000, '\0'))))) == "files.truncated");  // promises much, holds little
  // 48 MB of zeroes in 48 KB: a picture of 4000 × 4000 is allowed and takes no more memory than it needs.
  std::string lines;
  for (int y = 0; y < 4'000; ++y) lines += std::string(1 + 4'000 * 3, '\0');
  const auto flat = take(png_of(4'000, 4'000, {}, deflated(lines)));
  REQUIRE(flat.result);
  CHECK(flat.large.size() < 300'000);
  // A text chunk that would inflate to 64 MB is skipped, never unpacked.
  const std::string text = png_chunk("zTXt", std::string("Comment\0\0", 9) + deflated(std::string(64 << 20, 'A')));
  std::string small_lines;
  for (int y = 0; y < 64; ++y) small_lines += '\0' + std::string(64 * 3, '\x40');
  const auto texted = take(png_of(64, 64, text, deflated(small_lines)));
  CHECK(reason(texted) == "taken");
  // A progressive JPEG of one picture and thousands of scans.
  const std::string once = jpeg({.width = 64, .height = 64}, {}, true);
  std::size_t scan = once.find("\xFF\xDA"), end = once.rfind("\xFF\xD9");
  const std::size_t second = once.find("\xFF\xDA", scan + 2);
  std::string endless = once.substr(0, end);
  for (int i = 0; i < 3000; ++i) endless += once.substr(scan, second - scan);
  endless += "\xFF\xD9";
  CHECK((reason(take(endless)) == "files.bomb" || reason(take(endless)) == "files.damaged"));
  // JPEG head that claims 65500 × 65500.
  std::string wide = jpeg({});
  const auto frame = wide.find("\xFF\xC0");
  REQUIRE(frame != wide.npos);
  for (const std::size_t i : {5, 7}) wide.replace(frame + i, 2, "\xFF\xDC");
  CHECK(reason(take(wide)) == "files.too_many_pixels");
}

TEST_CASE("what hides behind or inside a picture does not survive it") {
  const std::string page = "<script>alert('x')</script>PK\x03\x04 archive", comment = "<?php system($_GET['c']); ?>";
  std::string polyglot = jpeg({});
  std::string segment = "\xFF\xFE";
  segment.push_back('\0');
  segment.push_back(static_cast<char>(comment.size() + 2));
  polyglot.insert(2, segment + comment);
  polyglot += page;
  const auto answer = take(polyglot);
  REQUIRE(reason(answer) == "taken");
  CHECK(answer.large.find("script") == answer.large.npos);
  CHECK(answer.large.find("php") == answer.large.npos);
  CHECK(answer.small.find("PK\x03\x04") == answer.small.npos);
}

TEST_CASE("moving pictures are refused with a sentence of their own") {
  // An extended WebP head that says "animation".
  std::string head = "RIFF";
  const std::string body = std::string("WEBPVP8X\x0A\0\0\0\x02\0\0\0", 16) + std::string("\x3F\0\0\x3F\0\0", 6) + std::string("ANIM\x06\0\0\0\xFF\xFF\xFF\xFF\0\0", 14);
  head += std::string{static_cast<char>(body.size()), 0, 0, 0} + body;
  CHECK(reason(take(head)) == "files.animated");
}

TEST_CASE("a file over 20 MB is refused unread") {
  CHECK(reason(take(std::string((20u << 20) + 1, '\xFF'))) == "files.too_large");
}

TEST_CASE("damaged photos by the hundred: a verdict each time, never a crash of the checker") {
  auto random = base::seeded_random(20'260'917);
  const std::string whole[] = {jpeg({.width = 160, .height = 120}, Exif{.taken = "2026:09:18 09:02:00", .longitude = 112.4, .latitude = 37.9}),
                               jpeg({.width = 160, .height = 120}, {}, true), png({.width = 160, .height = 120}), webp({.width = 160, .height = 120})};
  int taken = 0, refused = 0;
  for (int round = 0; round < 160; ++round) {
    std::string bytes = whole[random->below(4)];
    const auto wounds = 1 + random->below(random->below(2) == 0 ? 2 : 12);
    for (std::uint64_t i = 0; i < wounds; ++i) {
      const auto at = random->below(bytes.size());
      switch (random->below(3)) {
        case 0: bytes[at] = static_cast<char>(random->number()); break;
        case 1: bytes.erase(at, 1 + random->below(16)); break;
        default: bytes.insert(at, std::string(1 + random->below(8), static_cast<char>(random->number())));
      }
      if (bytes.empty()) bytes = "x";
    }
    const auto answer = take(bytes);
    CAPTURE(round);
    CHECK(reason(answer) != "files.checker_broken");  // a call that the cage forbids
    if (answer.result) {
      ++taken;
      CHECK(markers(answer.large).ends_with("DA"));
    } else {
      ++refused;
    }
  }
  CHECK(taken > 5);
  CHECK(refused > 40);
}

TEST_CASE("a checker that is missing or hangs is said, and nothing waits for ever") {
  const Temp input(jpeg({})), large, small;
  Children missing("/nowhere/redengine-photo", 1, 1'000, 100);
  const auto none = missing.run({input.fd, large.fd, small.fd, 0, 0, {}, {}});
  REQUIRE(!none);
  CHECK(none.error().reason == "files.checker_broken");
  CHECK(none.error().code == base::ErrorCode::unavailable);

  const Temp script("#!/bin/sh\nsleep 30\n");
  REQUIRE(chmod(script.path.c_str(), 0700) == 0);
  const std::string runnable = script.path + ".run";  // a file open for writing cannot be started
  std::filesystem::copy_file(script.path, runnable);
  Children slow(runnable, 1, 300, 100);
  base::Result<PhotoAnswer> first, second;
  std::thread one([&] { first = slow.run({input.fd, large.fd, small.fd, 0, 0, {}, {}}); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  second = slow.run({input.fd, large.fd, small.fd, 0, 0, {}, {}});
  one.join();
  std::filesystem::remove(runnable);
  REQUIRE(!first);
  CHECK(first.error().reason == "files.bomb");
  REQUIRE(!second);
  CHECK(second.error().reason == "files.busy");
  CHECK(second.error().retry_after_s > 0);
}

TEST_CASE("an answer that is not of the agreed form is not believed") {
  const Temp input(jpeg({})), large, small;
  for (const std::string_view said : {"ok 99999 10 unknown unknown", "ok 10 10 yesterday unknown", "refused matters.secret", "ok 10 10 unknown unknown\nok", "hello"}) {
    const Temp script("#!/bin/sh\nprintf '%s\\n' '" + std::string(said) + "'\n");
    const std::string runnable = script.path + ".run";
    std::filesystem::copy_file(script.path, runnable);
    std::filesystem::permissions(runnable, std::filesystem::perms::owner_all);
    Children liar(runnable, 1, 5'000, 100);
    const auto result = liar.run({input.fd, large.fd, small.fd, 0, 0, {}, {}});
    std::filesystem::remove(runnable);
    REQUIRE(!result);
    CHECK(result.error().reason == "files.damaged");
  }
}

TEST_CASE("shrinking keeps the mean colour and never leaves a line empty") {
  for (const auto& [from, longest] : {std::pair{photo::Size{37, 91}, 10}, {photo::Size{1000, 3}, 480}, {photo::Size{481, 480}, 480}}) {
    photo::Picture picture{from.width, from.height, std::vector<unsigned char>(static_cast<std::size_t>(from.width * from.height * 3), 200)};
    const auto small = photo::shrunk(picture, longest);
    CHECK(std::max(small.width, small.height) == std::min(longest, std::max(from.width, from.height)));
    for (const auto c : small.rgb) REQUIRE(std::abs(c - 200) <= 1);
  }
}
