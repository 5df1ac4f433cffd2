#include "definitions/times.hpp"

#include "base/iso.hpp"
#include "base/limits.hpp"

namespace definitions {
namespace {

// "08:30" -> 510; "24:00" is the end of the day.
std::optional<int> minute_of(std::string_view s) {
  if (s.size() != 5 || s[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U})
    if (s[i] < '0' || s[i] > '9') return std::nullopt;
  const int hour = (s[0] - '0') * 10 + (s[1] - '0');
  const int minute = (s[3] - '0') * 10 + (s[4] - '0');
  if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return hour * 60 + minute;
}

// "10-01" -> 1001; 02-29 is a day.
std::optional<int> month_day_of(std::string_view s) {
  const auto date = base::parse_date("2024-" + std::string(s));
  if (!date) return std::nullopt;
  const base::YearMonthDay v = base::ymd(*date);
  return static_cast<int>(v.month * 100 + v.day);
}

base::OfficeSpan span_of(const Doc& doc, int after, Faults& faults) {
  const auto from = minute_of(doc.need_text("from", faults));
  const auto to = minute_of(doc.need_text("to", faults));
  doc.only({"from", "to"}, faults);
  if (!from || !to) doc.fault(faults, "definitions.not_time_of_day");
  else if (*from >= *to || *from < after) doc.fault(faults, "definitions.spans_not_ascending");
  return {from.value_or(0), to.value_or(0)};
}

bool names_zone(const Definition& calendar, std::string_view zone) {
  for (const Doc& each : calendar.body.at("time_zones").items())
    if (const auto prefix = each.text(); prefix && zone.starts_with(*prefix)) return true;
  return false;
}

void check_calendar(const Doc& body, const CheckScope&, Faults& faults) {
  if (auto parsed = parse_calendar(body); !parsed) faults.insert(faults.end(), parsed.error().errors.begin(), parsed.error().errors.end());
}
void check_publishing(const Doc& body, const CheckScope&, Faults& faults) {
  for (const char* each : {"checked", "not_before_today"})
    if (!body.need_boolean(each, faults)) body.fault(faults, "definitions.publishing_fixed");
}
// Laws that the product keeps by itself: words to read, each under the name that refusals point to.
void check_laws(const Doc& body, const CheckScope&, Faults& faults) {
  int laws = 0;
  for (const auto& [name, law] : body.entries()) {
    if (!law.is_table() || name == "source") continue;
    ++laws;
    static_cast<void>(law.need_text("zh", faults));
    static_cast<void>(law.need_text("en", faults));
    law.only({"zh", "en"}, faults);
  }
  if (laws == 0) body.fault(faults, "definitions.no_laws");
}
void check_office_hours(const Doc& body, const CheckScope&, Faults& faults) {
  if (auto parsed = parse_office_hours(body); !parsed) faults.insert(faults.end(), parsed.error().errors.begin(), parsed.error().errors.end());
}

}  // namespace

base::Result<base::WorkingCalendar> parse_calendar(const Doc& doc) {
  Faults faults;
  const base::CivilDate known_until = doc.need_date("known_until", faults);
  if (doc.need_texts("time_zones", faults).empty()) doc.fault(faults, "definitions.no_time_zones");
  std::vector<base::DayOverride> days;
  std::map<base::CivilDate, int> seen;
  for (const Doc& each : doc.at("day").items()) {
    if (days.size() >= base::limits::calendar_days_max) break;
    base::DayOverride day{each.need_date("date", faults), each.need_boolean("working", faults), each.text_or("name", "", faults)};
    each.only({"date", "working", "name"}, faults);
    if (const auto [at, is_new] = seen.emplace(day.date, each.line()); !is_new)
      each.fault(faults, "definitions.day_twice", {{"date", base::iso(day.date)}, {"other_line", std::to_string(at->second)}});
    if (day.date > known_until) each.fault(faults, "definitions.day_after_known", {{"date", base::iso(day.date)}});
    days.push_back(std::move(day));
  }
  return value_or_faults(base::WorkingCalendar(days, known_until), std::move(faults));
}

base::Result<base::OfficeHours> parse_office_hours(const Doc& doc) {
  Faults faults;
  base::OfficeHours hours;
  for (const Doc& each : doc.need_list("season", faults)) {
    base::OfficeSeason season;
    const auto from = month_day_of(each.need_text("from", faults));
    const auto to = month_day_of(each.need_text("to", faults));
    if (!from || !to) each.fault(faults, "definitions.not_month_day");
    season.from_month_day = from.value_or(101);
    season.to_month_day = to.value_or(1231);
    for (const Doc& span : each.need_list("span", faults))
      season.spans.push_back(span_of(span, season.spans.empty() ? 0 : season.spans.back().to_minute + 1, faults));
    each.only({"from", "to", "span", "name_zh", "name_en"}, faults);
    if (season.spans.empty()) each.fault(faults, "definitions.no_spans");
    hours.seasons.push_back(std::move(season));
  }
  // A leap year has every day: none may be without a season, or a day limit could never end.
  if (faults.empty())
    for (base::CivilDate day = *base::civil(2024, 1, 1); day <= *base::civil(2024, 12, 31); day = day + 1)
      if (hours.spans(day).empty()) {
        doc.fault(faults, "definitions.day_without_season", {{"date", base::iso(day).substr(5)}});
        break;
      }
  return value_or_faults(std::move(hours), std::move(faults));
}

base::Result<Times> times(Book& book, store::Session& session, base::DistrictId district, std::string_view time_zone, base::CivilDate date) {
  TRY(zone, base::Zone::named(time_zone));
  TRY(hours, book.in_force_as<base::OfficeHours>(parse_office_hours, session, district, "office_hours/default", date));
  for (const Held& each : book.of_kind(session, district, "calendar", date)) {
    if (!names_zone(*each, time_zone)) continue;
    TRY(calendar, book.as<base::WorkingCalendar>(parse_calendar, each));
    return Times{calendar, hours, zone};
  }
  return base::fail(base::ErrorCode::not_found, "definitions.no_calendar", {{"zone", std::string(time_zone)}});
}

base::Result<Times> times_of(Book& book, store::Session& session, base::DistrictId district, std::string_view time_zone, std::string_view calendar,
                             std::int64_t calendar_version, std::string_view hours, std::int64_t hours_version) {
  TRY(zone, base::Zone::named(time_zone));
  TRY(kept_hours, book.exact_as<base::OfficeHours>(parse_office_hours, session, district, hours, hours_version));
  TRY(kept_calendar, book.exact_as<base::WorkingCalendar>(parse_calendar, session, district, calendar, calendar_version));
  return Times{kept_calendar, kept_hours, zone};
}

void add_base_checkers(Book& book) {
  book.add_checker("publishing", check_publishing);
  book.add_checker("laws", check_laws);
  book.add_checker("calendar", check_calendar);
  book.add_checker("office_hours", check_office_hours);
}

}  // namespace definitions
