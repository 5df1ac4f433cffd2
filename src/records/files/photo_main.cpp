// redengine-photo: one photo in (descriptor 0), two clean JPEGs out (3: large, 4: small), one line of answer on 1, then it ends.
// Arguments: claimed time in µs UTC (0: none), the district's UTC offset in seconds, longitude, latitude ("-": none).
// Started by records/files/child.cpp; everything else about it is in README.md beside this file.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <new>

#include "records/files/exif.hpp"
#include "records/files/limits.hpp"
#include "records/files/photo.hpp"
#include "records/files/sandbox.hpp"
#include "records/files/shrink.hpp"

#if defined(__SANITIZE_ADDRESS__)
extern "C" const char* __asan_default_options() { return "detect_leaks=0:exitcode=99:symbolize=0:allocator_may_return_null=0"; }
#endif

namespace files::photo {
namespace {

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<unsigned char> read_input() {
  struct stat about {};
  if (fstat(STDIN_FILENO, &about) != 0 || about.st_size > limits::input_bytes_max) refuse("files.too_large");
  std::vector<unsigned char> bytes(static_cast<std::size_t>(std::max<std::int64_t>(about.st_size, 0)));
  std::size_t have = 0;
  while (have < bytes.size()) {
    const auto n = ::read(STDIN_FILENO, bytes.data() + have, bytes.size() - have);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    have += static_cast<std::size_t>(n);
  }
  bytes.resize(have);
  if (bytes.empty()) refuse("files.empty");
  return bytes;
}

Decoded decode(Format format, Bytes bytes) {
  switch (format) {
    case Format::jpeg: return decode_jpeg(bytes);
    case Format::png: return decode_png(bytes);
    case Format::webp: return decode_webp(bytes);
    case Format::heif: return decode_heif(bytes);
  }
  refuse("files.not_a_photo");
}

void answer_photo(const Claimed& claimed) {
  const auto input = read_input();
  prepare_heif();
  if (!close_cage()) refuse("files.checker_broken");
  const Bytes bytes(input);
  Decoded decoded = decode(format_of(bytes), bytes);
  const Said said = read_exif(decoded.exif, claimed);
  const Picture large = turned(std::move(decoded.picture), decoded.upright ? 1 : said.orientation);
  if (!write_all(3, encode(large, limits::quality_large)) || !write_all(4, encode(shrunk(large, limits::small_px), limits::quality_small)))
    refuse("files.no_space");
  std::string line = "ok ";
  line += std::to_string(large.width) + ' ' + std::to_string(large.height) + ' ';
  (line += said.taken) += ' ';
  (line += said.place) += '\n';
  write_all(STDOUT_FILENO, line);
}

}  // namespace

void refuse(std::string_view reason) {
  write_all(STDOUT_FILENO, "refused ");
  write_all(STDOUT_FILENO, reason);
  write_all(STDOUT_FILENO, "\n");
  _exit(0);
}

}  // namespace files::photo

int main(int argc, char** argv) {
  using namespace files::photo;
  if (argc != 5) {
    write_all(STDERR_FILENO, "redengine-photo is started by redengine, not by hand\n");
    return 2;
  }
  if (!set_limits()) refuse("files.checker_broken");
  const auto longitude = number<double>(argv[3]), latitude = number<double>(argv[4]);
  const Claimed claimed{number<std::int64_t>(argv[1]).value_or(0), number<int>(argv[2]).value_or(0), longitude, latitude};
  try {
    answer_photo(claimed);
  } catch (const std::bad_alloc&) {
    refuse("files.bomb");
  }
  _exit(0);
}
