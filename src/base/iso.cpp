#include "base/iso.hpp"

#include <chrono>

namespace base {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::int64_t day_micros = 86'400'000'000;

void put(char* at, unsigned value, int width) {
  for (int i = width - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

// `width` digits at `at`; false when one is not a digit.
bool number(std::string_view s, std::size_t at, std::size_t width, int& out) {
  out = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    if (s[i] < '0' || s[i] > '9') return false;
    out = out * 10 + (s[i] - '0');
  }
  return true;
}

}  // namespace

YearMonthDay ymd(CivilDate d) {
  const year_month_day v{sys_days{days{d.days}}};
  return {static_cast<int>(v.year()), static_cast<unsigned>(v.month()), static_cast<unsigned>(v.day())};
}

std::optional<CivilDate> civil(int y, unsigned m, unsigned d) {
  if (y < 1 || y > 9999 || m > 12 || d > 31) return std::nullopt;
  const year_month_day v{year{y}, month{m}, day{d}};
  if (!v.ok()) return std::nullopt;
  return CivilDate{static_cast<std::int32_t>(sys_days{v}.time_since_epoch().count())};
}

int weekday(CivilDate d) {
  const int rest = (d.days + 3) % 7;  // 1970-01-01 was a Thursday
  return (rest < 0 ? rest + 7 : rest) + 1;
}

void append_iso(std::string& out, CivilDate d) {
  const YearMonthDay v = ymd(d);
  std::array<char, 10> text{};
  put(text.data(), static_cast<unsigned>(v.year), 4);
  text[4] = text[7] = '-';
  put(text.data() + 5, v.month, 2);
  put(text.data() + 8, v.day, 2);
  out.append(text.data(), text.size());
}

void append_iso(std::string& out, Instant t) {
  std::int64_t day_number = t.micros / day_micros;
  std::int64_t rest = t.micros % day_micros;
  if (rest < 0) {
    rest += day_micros;
    --day_number;
  }
  append_iso(out, CivilDate{static_cast<std::int32_t>(day_number)});
  const auto second = static_cast<unsigned>(rest / 1'000'000);
  std::array<char, 17> text{};
  text.front() = 'T';
  put(text.data() + 1, second / 3600, 2);
  text[3] = text[6] = ':';
  put(text.data() + 4, second / 60 % 60, 2);
  put(text.data() + 7, second % 60, 2);
  text[9] = '.';
  put(text.data() + 10, static_cast<unsigned>(rest % 1'000'000), 6);
  text.back() = 'Z';
  out.append(text.data(), text.size());
}

std::string iso(Instant t) {
  std::string out;
  append_iso(out, t);
  return out;
}

std::string iso(CivilDate d) {
  std::string out;
  append_iso(out, d);
  return out;
}

std::optional<CivilDate> parse_date(std::string_view s) {
  int y = 0, m = 0, d = 0;
  if (s.size() != 10 || s[4] != '-' || s[7] != '-' || !number(s, 0, 4, y) || !number(s, 5, 2, m) || !number(s, 8, 2, d))
    return std::nullopt;
  return civil(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
}

std::optional<Instant> parse_instant(std::string_view s) {
  if (s.size() < 20 || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s.back() != 'Z') return std::nullopt;
  const auto date = parse_date(s.substr(0, 10));
  int h = 0, m = 0, sec = 0;
  if (!date || !number(s, 11, 2, h) || !number(s, 14, 2, m) || !number(s, 17, 2, sec) || h > 23 || m > 59 || sec > 59)
    return std::nullopt;
  std::int64_t fraction = 0;
  if (s.size() > 20) {
    if (s[19] != '.' || s.size() < 22 || s.size() > 27) return std::nullopt;
    std::int64_t scale = 100'000;
    for (std::size_t i = 20; i + 1 < s.size(); ++i, scale /= 10) {
      if (s[i] < '0' || s[i] > '9') return std::nullopt;
      fraction += (s[i] - '0') * scale;
    }
  }
  return Instant{date->days * day_micros + ((h * 60LL + m) * 60 + sec) * 1'000'000 + fraction};
}

}  // namespace base
