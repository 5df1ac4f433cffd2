#include "records/files/exif.hpp"

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>

#include <charconv>
#include <cmath>

namespace files::photo {
namespace {

constexpr std::int64_t second = 1'000'000, minute = 60 * second, day = 86'400 * second;
constexpr double pi = 3.14159265358979323846;

std::string_view text_of(const ExifEntry* entry) {
  if (entry == nullptr || entry->data == nullptr || entry->format != EXIF_FORMAT_ASCII) return {};
  std::string_view text(reinterpret_cast<const char*>(entry->data), entry->size);
  return text.substr(0, text.find('\0'));
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t n) {
  if (text.size() < at + n) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + n, value);
  if (error != std::errc{} || end != text.data() + at + n || value < 0) return std::nullopt;
  return value;
}

std::int64_t days_from_civil(int y, int m, int d) {  // Gregorian calendar, days since 1970-01-01
  const std::int64_t year = m <= 2 ? y - 1 : y, era = year / 400, of_era = year - era * 400;
  const std::int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

// "2026:09:18 09:05:11" in local time, and "+08:00" where the camera wrote one.
std::optional<std::int64_t> time_of(std::string_view when, std::string_view offset, int district_offset_s) {
  const auto y = digits(when, 0, 4), mo = digits(when, 5, 2), d = digits(when, 8, 2);
  const auto h = digits(when, 11, 2), mi = digits(when, 14, 2), s = digits(when, 17, 2);
  if (!y || !mo || !d || !h || !mi || !s || *y < 1990 || *mo < 1 || *mo > 12 || *d < 1 || *d > 31 || *h > 23 || *mi > 59 || *s > 60) return std::nullopt;
  int offset_s = district_offset_s;
  if (const auto oh = digits(offset, 1, 2), om = digits(offset, 4, 2); oh && om && (offset[0] == '+' || offset[0] == '-'))
    offset_s = (offset[0] == '-' ? -1 : 1) * (*oh * 3600 + *om * 60);
  return ((days_from_civil(*y, *mo, *d) * 24 + *h) * 60 + *mi) * minute + *s * second - offset_s * second;
}

std::optional<double> degrees(const ExifEntry* entry, std::string_view direction, ExifByteOrder order) {
  if (entry == nullptr || entry->data == nullptr || entry->format != EXIF_FORMAT_RATIONAL || entry->components != 3 || entry->size < 24) return std::nullopt;
  double value = 0, unit = 1;
  for (int i = 0; i < 3; ++i, unit *= 60) {
    const ExifRational part = exif_get_rational(entry->data + i * 8, order);
    if (part.denominator == 0) return std::nullopt;
    value += static_cast<double>(part.numerator) / part.denominator / unit;
  }
  if (direction.empty() || value > 180) return std::nullopt;
  return direction[0] == 'S' || direction[0] == 'W' ? -value : value;
}

}  // namespace

std::string_view taken_verdict(std::int64_t taken, std::int64_t claimed, int utc_offset_s) {
  if (claimed == 0 || taken > claimed + 10 * minute) return "unknown";  // a camera whose clock runs ahead says nothing
  if (claimed - taken <= 10 * minute) return "within_10_minutes";
  const auto date = [&](std::int64_t t) { return (t + utc_offset_s * second) / day; };
  return date(taken) == date(claimed) ? "same_day" : "older";
}

std::string_view place_verdict(double lon_a, double lat_a, double lon_b, double lat_b) {
  const double radian = pi / 180, a = lat_a * radian, b = lat_b * radian;
  const double half_lat = std::sin((b - a) / 2), half_lon = std::sin((lon_b - lon_a) * radian / 2);
  const double metres = 2 * 6'371'008.8 * std::asin(std::min(1.0, std::sqrt(half_lat * half_lat + std::cos(a) * std::cos(b) * half_lon * half_lon)));
  return metres <= 50 ? "within_50_m" : metres <= 500 ? "within_500_m" : "farther";
}

Said read_exif(Bytes exif, const Claimed& claimed) {
  Said said;
  if (exif.empty()) return said;
  ExifData* data = exif_data_new_from_data(exif.data(), static_cast<unsigned>(exif.size()));
  if (data == nullptr) return said;
  const ExifByteOrder order = exif_data_get_byte_order(data);
  if (const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
      entry != nullptr && entry->data != nullptr && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2) {
    const int value = exif_get_short(entry->data, order);
    if (value >= 1 && value <= 8) said.orientation = value;
  }
  ExifContent* photo = data->ifd[EXIF_IFD_EXIF];
  if (const auto taken = time_of(text_of(exif_content_get_entry(photo, EXIF_TAG_DATE_TIME_ORIGINAL)),
                                 text_of(exif_content_get_entry(photo, EXIF_TAG_OFFSET_TIME_ORIGINAL)), claimed.utc_offset_s))
    said.taken = taken_verdict(*taken, claimed.at_micros, claimed.utc_offset_s);

  ExifContent* gps = data->ifd[EXIF_IFD_GPS];
  const auto tag = [gps](int number) { return exif_content_get_entry(gps, static_cast<ExifTag>(number)); };
  const auto latitude = degrees(tag(EXIF_TAG_GPS_LATITUDE), text_of(tag(EXIF_TAG_GPS_LATITUDE_REF)), order);
  const auto longitude = degrees(tag(EXIF_TAG_GPS_LONGITUDE), text_of(tag(EXIF_TAG_GPS_LONGITUDE_REF)), order);
  if (latitude && longitude && claimed.latitude && claimed.longitude)
    said.place = place_verdict(*longitude, *latitude, *claimed.longitude, *claimed.latitude);
  exif_data_unref(data);
  return said;
}

}  // namespace files::photo
