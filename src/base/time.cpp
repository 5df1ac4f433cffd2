#include "base/time.hpp"

#include <date/tz.h>

namespace base {
namespace {

using std::chrono::microseconds;

constexpr std::int64_t day_micros = 86'400'000'000;

const date::time_zone& zone_of(const void* p) { return *static_cast<const date::time_zone*>(p); }

std::string two(std::int64_t v) { return {static_cast<char>('0' + v / 10), static_cast<char>('0' + v % 10)}; }

std::string clock(Duration since_midnight, bool with_seconds) {
  const std::int64_t s = since_midnight.micros / 1'000'000;
  std::string out = two(s / 3600) + ":" + two(s / 60 % 60);
  if (with_seconds) out += ":" + two(s % 60);
  return out;
}

}  // namespace

Result<Zone> Zone::named(std::string_view iana) {
  try {
    return Zone(date::locate_zone(std::string(iana)));
  } catch (const std::runtime_error&) {
    return fail(ErrorCode::invalid, "base.time_zone_unknown", {{"zone", std::string(iana)}});
  }
}

std::string Zone::name() const { return zone_of(zone_).name(); }

LocalTime Zone::local(Instant t) const {
  const std::int64_t v = zone_of(zone_).to_local(date::sys_time<microseconds>(microseconds(t.micros))).time_since_epoch().count();
  std::int64_t day = v / day_micros;
  if (v % day_micros < 0) --day;
  return {CivilDate{static_cast<std::int32_t>(day)}, Duration{v - day * day_micros}};
}

Instant Zone::instant(LocalTime local) const {
  const date::local_time<microseconds> t(microseconds(local.date.days * day_micros + local.since_midnight.micros));
  const date::local_info info = zone_of(zone_).get_info(t);
  if (info.result == date::local_info::nonexistent)
    return {std::chrono::duration_cast<microseconds>(info.first.end.time_since_epoch()).count()};
  return {(t.time_since_epoch() - microseconds(info.first.offset)).count()};
}

std::string Zone::text(Instant t) const {
  const LocalTime v = local(t);
  return iso(v.date) + " " + clock(v.since_midnight, false);
}

std::string Zone::iso_local(Instant t) const {
  const LocalTime v = local(t);
  const auto offset = zone_of(zone_).get_info(date::sys_time<microseconds>(microseconds(t.micros))).offset.count() / 60;
  const auto size = offset < 0 ? -offset : offset;
  return iso(v.date) + "T" + clock(v.since_midnight, true) + (offset < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

std::optional<LocalTime> parse_local(std::string_view s) {
  if (s.size() != 16 && s.size() != 19) return std::nullopt;
  std::string text(s);
  if (text[10] == ' ') text[10] = 'T';
  if (text.size() == 16) text += ":00";
  const auto t = parse_instant(text + "Z");
  if (!t) return std::nullopt;
  std::int64_t day = t->micros / day_micros;
  if (t->micros % day_micros < 0) --day;
  return LocalTime{CivilDate{static_cast<std::int32_t>(day)}, Duration{t->micros - day * day_micros}};
}

}  // namespace base
