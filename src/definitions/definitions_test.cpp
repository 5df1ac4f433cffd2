// Seed packs, the book, drafts and the working calendars, on both engines.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

#include "base/iso.hpp"
#include "definitions/book.hpp"
#include "definitions/drafts.hpp"
#include "definitions/seeds.hpp"
#include "definitions/tables.hpp"
#include "definitions/times.hpp"
#include "store/testing.hpp"

using namespace definitions;

namespace {

base::CivilDate day(std::string_view s) { return *base::parse_date(s); }
const base::CivilDate today = day("2026-09-17");

std::string office_hours(std::string_view to) {
  return "code = \"office_hours/default\"\nkind = \"office_hours\"\nversion = 1\neffective_from = \"2026-01-01\"\n[source]\ntag = \"P\"\ntext = \"x\"\n"
         "[[season]]\nfrom = \"01-01\"\nto = \"12-31\"\n[[season.span]]\nfrom = \"09:00\"\nto = \"" + std::string(to) + "\"\n";
}

struct Desk {
  explicit Desk(store::testing::Bed& b) : bed(b), book(b.store(), b.clock()) {
    REQUIRE(load_seeds(bed.store(), bed.work(), book));
  }
  base::Result<DefinitionRow> draft(std::string body, std::int64_t revision) {
    return bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Result<DefinitionRow> {
      return save_draft(unit, {"office_hours/default", "office_hours", body, "why"}, revision);
    });
  }
  base::Result<DefinitionRow> publish(std::int64_t revision, base::CivilDate from) {
    return bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Result<DefinitionRow> {
      unit.after_commit([this] { book.forget(bed.district()); });
      return definitions::publish(unit, book, "office_hours/default", revision, from, today);
    });
  }
  std::int64_t in_force(base::CivilDate date) {
    const auto held = book.in_force(bed.district(), "office_hours/default", date);
    return held ? (*held)->version : 0;
  }
  store::testing::Bed& bed;
  Book book;
};

}  // namespace

TEST_CASE("every seed pack of the program can be read and says where it comes from") {
  CHECK(packs().size() >= 5);
  for (const Pack& pack : packs()) {
    INFO(pack.path);
    CHECK(pack.text.size() <= 256 * 1024);
    CHECK(!pack.header.code.empty());
  }
}

TEST_CASE("the calendar agrees with the published counts of working days") {
  for (const Pack& pack : packs()) {
    if (pack.header.code != "calendar/cn") continue;
    const auto calendar = parse_calendar(*Doc::parse(pack.text));
    REQUIRE(calendar);
    CHECK(calendar->working_days_in(2024) == 251);
    CHECK(calendar->working_days_in(2025) == 248);
    CHECK(calendar->working_days_in(2026) == 248);
    CHECK(calendar->add_working_days(day("2026-02-13"), 3) == day("2026-02-25"));
    CHECK(calendar->add_working_days(day("2026-09-30"), 5) == day("2026-10-13"));
    CHECK(calendar->add_working_days(day("2025-09-26"), 3) == day("2025-09-30"));
    CHECK(calendar->kind(day("2026-09-20")) == base::DayKind::makeup_working);
    CHECK(calendar->kind(day("2026-09-19")) == base::DayKind::rest);
    CHECK(calendar->kind(day("2026-10-01")) == base::DayKind::holiday);
    CHECK(rc::check([&] {  // adding days and counting them are each other's inverse
      const base::CivilDate start = day("2024-01-01") + *rc::gen::inRange(0, 1000);
      const int n = *rc::gen::inRange(1, 60);
      const base::CivilDate end = calendar->add_working_days(start, n);
      RC_ASSERT(calendar->working(end));
      RC_ASSERT(calendar->working_days_after(start, end) == n);
    }));
    return;
  }
  FAIL("no calendar/cn");
}

TEST_ON_BOTH("seed packs become published versions once") {
  Book book(bed.store(), bed.clock());
  const auto first = load_seeds(bed.store(), bed.work(), book);
  REQUIRE(first);
  CHECK(*first == static_cast<int>(packs().size()));
  CHECK(*load_seeds(bed.store(), bed.work(), book) == 0);
  const auto held = book.in_force(bed.district(), "office_hours/default", today);
  REQUIRE(held);
  CHECK((*held)->version == 1);
  CHECK((*held)->source_tag == "P");
  CHECK(!book.in_force(bed.district(), "office_hours/default", day("2009-12-31")));
  CHECK(book.in_force(bed.district(), "nothing/here", today).error().reason == "definitions.none_in_force");
  bed.store().read([&](store::Session& s) {
    CHECK(store::events_of(s, bed.district(), {"definition", (*held)->id.value}).size() == 1);
  });
}

TEST_ON_BOTH("a district's zone chooses its calendar; a deadline finds its versions again") {
  Desk desk(bed);
  bed.store().read([&](store::Session& s) {
    const auto here = times(desk.book, s, bed.district(), "Asia/Shanghai", today);
    REQUIRE(here);
    CHECK(here->calendar.definition->code == "calendar/cn");
    const base::Deadline due = base::deadline({2, base::LimitUnit::working_days}, here->zone.instant(day("2026-09-18"), 9, 12), {}, here->rules());
    CHECK(here->zone.text(*due.due_at) == "2026-09-21 18:00");
    CHECK(times(desk.book, s, bed.district(), "America/New_York", today)->calendar.definition->code == "calendar/us");
    CHECK(times(desk.book, s, bed.district(), "Europe/Paris", today).error().reason == "definitions.no_calendar");
    const auto again = times_of(desk.book, s, bed.district(), "Asia/Shanghai", "calendar/cn", 1, "office_hours/default", 1);
    REQUIRE(again);
    CHECK(again->calendar.value == here->calendar.value);  // parsed once
  });
}

TEST_ON_BOTH("draft, check, publish: the new version holds from its day on, the old one for what came before") {
  Desk desk(bed);
  const auto drafted = desk.draft(office_hours("17:00"), 0);
  REQUIRE(drafted);
  CHECK(drafted->version == 2);
  CHECK(drafted->based_on == 1);
  CHECK(desk.in_force(day("2026-10-08")) == 1);
  const auto published = desk.publish(1, day("2026-10-08"));
  REQUIRE(published);
  CHECK(desk.in_force(day("2026-10-07")) == 1);
  CHECK(desk.in_force(day("2026-10-08")) == 2);
  const auto held = desk.book.exact(bed.district(), "office_hours/default", 2);
  REQUIRE(held);
  CHECK((*held)->body.at("effective_from").text() == "2026-10-08");
  CHECK((*held)->body.at("version").integer() == 2);
  CHECK((*held)->source == "own");
  CHECK(desk.publish(1, day("2026-10-08")).error().code == base::ErrorCode::not_found);  // no draft is left
}

TEST_ON_BOTH("what is wrong cannot be published, and the refusal says every place, the rule and what to do") {
  Desk desk(bed);
  REQUIRE(desk.draft(office_hours("08:00") + "colour = \"red\"\n", 0));
  const auto refused = desk.publish(1, today);
  REQUIRE(!refused);
  CHECK(refused.error().reason == "definitions.check_failed");
  CHECK(refused.error().rule->definition == "rules/publishing");
  CHECK(refused.error().remedy == "definitions.check_failed.remedy");
  CHECK(refused.error().errors.size() == 2);
  CHECK(refused.error().errors.at(0).path == "/season/0/span/0/colour");
  const auto early = desk.publish(1, day("2026-09-16"));
  REQUIRE(!early);
  CHECK(early.error().reason == "definitions.not_retroactive");
  CHECK(early.error().rule->place == "/not_before_today");
  CHECK(desk.in_force(today) == 1);
}

TEST_ON_BOTH("two people at one draft: the second is told that it moved on") {
  Desk desk(bed);
  REQUIRE(desk.draft(office_hours("17:00"), 0));
  CHECK(desk.draft(office_hours("16:00"), 0).error().code == base::ErrorCode::stale);
  const auto second = desk.draft(office_hours("16:00"), 1);
  REQUIRE(second);
  CHECK(second->revision == 2);
  CHECK(desk.publish(1, today).error().now_version == 2);
  CHECK(bed.store().write(bed.work(), [&](store::Unit& unit) { return withdraw_draft(unit, "office_hours/default", 2, "not needed"); }));
  CHECK(desk.publish(2, today).error().reason == "definitions.no_draft");
}

TEST_ON_BOTH("a body that is another rule's, or no TOML, is not even kept as a draft") {
  Desk desk(bed);
  CHECK(desk.draft("a = = 1", 0).error().reason == "definitions.not_toml");
  const auto other = desk.draft("code = \"limits/matters\"\nkind = \"office_hours\"\n", 0);
  REQUIRE(!other);
  CHECK(other.error().errors.at(0).reason == "definitions.other_code");
}

TEST_ON_BOTH("another book, as on another server, sees what was published within a second") {
  Desk desk(bed);
  Book other(bed.store(), bed.clock());
  const auto version = [&] { return (*other.in_force(bed.district(), "office_hours/default", today))->version; };
  CHECK(version() == 1);
  REQUIRE(desk.draft(office_hours("17:00"), 0));
  REQUIRE(desk.publish(1, today));
  bed.clock().advance(base::seconds(1));
  CHECK(version() == 2);
}

TEST_ON_BOTH("parsed once while its version lives") {
  Desk desk(bed);
  const auto take = [&] { return desk.book.in_force_as<base::OfficeHours>(parse_office_hours, bed.district(), "office_hours/default", today)->value; };
  const auto first = take();
  CHECK(first == take());
  REQUIRE(desk.draft(office_hours("17:00"), 0));
  CHECK(first == take());
  REQUIRE(desk.publish(1, today));
  CHECK(first != take());
}

TEST_ON_BOTH("a newer pack never overtakes a district's own version: it waits as a draft") {
  Desk desk(bed);
  REQUIRE(desk.draft(office_hours("17:00"), 0));
  REQUIRE(desk.publish(1, today));
  // As if the program that first filled this district had carried an older pack.
  bed.store().script("UPDATE definitions SET pack_hash = 'older' WHERE pack_hash <> ''");
  desk.book.forget(bed.district());
  const auto added = load_seeds(bed.store(), bed.work(), desk.book);
  REQUIRE(added);
  CHECK(*added == static_cast<int>(packs().size()));
  CHECK(desk.in_force(today) == 2);
  const auto waiting = bed.store().read([&](store::Session& s) { return draft_of(s, bed.district(), "office_hours/default"); });
  REQUIRE(waiting);
  CHECK(waiting->source == Source::seed);
  CHECK(waiting->version == 3);
  CHECK((*desk.book.in_force(bed.district(), "calendar/cn", today))->version == 2);  // an untouched one is simply renewed
  CHECK(*load_seeds(bed.store(), bed.work(), desk.book) == 0);
}

TEST_CASE("time checks name what an official would get wrong") {
  const auto faults = [](const std::string& body, auto parse) {
    std::string out;
    const auto parsed = parse(*Doc::parse(body));
    if (!parsed)
      for (const auto& f : parsed.error().errors) out += f.path + " " + f.reason + "\n";
    return out;
  };
  const auto calendar = [&](const std::string& days) {
    return faults("known_until = \"2026-12-31\"\ntime_zones = [\"Asia/\"]\n" + days, parse_calendar);
  };
  const std::string one = "[[day]]\ndate = \"2026-10-01\"\nworking = false\n";
  CHECK(calendar(one).empty());
  CHECK(calendar(one + one) == "/day/1 definitions.day_twice\n");
  CHECK(calendar("[[day]]\ndate = \"2027-01-01\"\nworking = false\n") == "/day/0 definitions.day_after_known\n");
  CHECK(calendar("[[day]]\ndate = \"2026-02-30\"\n") == "/day/0/date definitions.not_date\n/day/0/working definitions.missing\n");
  const auto hours = [&](const std::string& spans) { return faults("[[season]]\nfrom = \"01-01\"\nto = \"12-31\"\n" + spans, parse_office_hours); };
  const auto span = [](std::string from, std::string to) { return "[[season.span]]\nfrom = \"" + from + "\"\nto = \"" + to + "\"\n"; };
  CHECK(hours(span("08:30", "12:00") + span("14:30", "24:00")).empty());
  CHECK(hours(span("08:30", "12:00") + span("11:30", "18:00")) == "/season/0/span/1 definitions.spans_not_ascending\n");
  CHECK(hours(span("08:30", "25:00")) == "/season/0/span/0 definitions.not_time_of_day\n");
  CHECK(faults("[[season]]\nfrom = \"06-01\"\nto = \"12-31\"\n" + span("08:30", "12:00"), parse_office_hours) == " definitions.day_without_season\n");
}
