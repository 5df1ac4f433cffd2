// Intake on both engines: idempotency, links, privacy, what is refused, two at once, gapless serials under concurrency.
#include <set>
#include <thread>

#include "base/report_number.hpp"
#include "matters/town_test.hpp"
#include "store/journal.hpp"

using namespace matters;
using matters::testing::Town;

TEST_ON_BOTH("the same client_ref makes one matter, with a working link each time; another body is refused") {
  Town t(bed);
  NewReport r{.source = "resident", .description = "路灯不亮", .place = "槐园南路", .category = "p-01-03"};
  auto c = t.call("resident", "ref-1");
  const auto first = report(c, r).value();
  auto again = t.call("resident", "ref-1");
  const auto second = report(again, r).value();
  CHECK(first.id == second.id);
  CHECK(first.report_number == second.report_number);
  CHECK(progress_by_token(t.town.house(), first.link_token).value().matter == first.id);
  CHECK(progress_by_token(t.town.house(), second.link_token).value().matter == first.id);
  auto other = t.call("resident", "ref-1");
  other.raw_body = "{\"x\":1}";
  const auto no = report(other, r);
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().code == base::ErrorCode::reused_ref);
  CHECK(t.broken() == "");
}

// On PostgreSQL the unit runs again instead (store/engines_test.cpp).
TEST_CASE("a report number that is taken is not given twice") {
  store::testing::Bed bed(store::Engine::sqlite);
  Town t(bed);
  const auto seven = [] { return base::seeded_random(7); };
  const std::string next = base::make_report_number(*seven());
  const auto id = t.report();
  const auto taken = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
    const CaseState before = *load(u, u.district(), id);
    CaseState after = before;
    after.record.report_number = next;
    update(u, before, after);
    return {};
  });
  REQUIRE(taken.has_value());
  const auto random = seven();
  const auto again = store::open({.url = bed.url(), .durable = false}, bed.clock(), *random, bed.ids());
  const auto given = again->write(bed.work(), [](store::Unit& u) -> base::Result<std::string> { return fresh_report_number(u); });
  CHECK(given.value() != next);
}

TEST_ON_BOTH("what is missing or wrong in a report is told all at once") {
  Town t(bed);
  auto c = t.call("resident");
  const auto no = report(c, {.source = "carrier_pigeon", .longitude = 200.0, .category = "zzz"});
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().code == base::ErrorCode::invalid);
  std::vector<std::string> paths;
  for (const auto& e : no.error().errors) paths.push_back(e.path);
  CHECK(paths == std::vector<std::string>{"/place", "/lat", "/lon", "/category", "/source"});
}

TEST_ON_BOTH("place: a point lies in its grid, words alone stand on the district until confirmed") {
  Town t(bed);
  CHECK(t.state(t.report()).record.area_id == t.town.area("A010101"));
  auto c = t.call("resident");
  const auto words = report(c, {.source = "resident", .description = "漏水", .place = "说不清是哪里"}).value();
  CHECK(t.state(words.id).record.area_id == t.town.area("A"));
  CHECK(t.state(words.id).record.category == "s-08-01");
  const auto no = t.go("dispatcher", words.id, "confirm");
  REQUIRE_FALSE(no.has_value());
  t.must("desk", words.id, "confirm", {.category = "e-04-01", .area_id = t.town.area("A010102")});
  CHECK(t.state(words.id).record.community_id == t.town.area("A0101").value);
  t.must("secretary", words.id, "register");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("the reporter is masked, unmasked with a reason in the journal, hidden from handlers when asked, and erased whole") {
  Town t(bed);
  const auto id = t.report("resident", {.reporter_name = "王秀兰", .reporter_phone = base::Phone::parse("13812342210"), .secret = true});
  auto s = t.call("secretary");
  auto seen = view(s, id).value();
  CHECK(seen.reporter.name_masked == "王**");
  CHECK(seen.reporter.phone_masked.text() == "138****2210");
  CHECK(seen.reporter.can_unmask);
  CHECK(described::to_json(seen).find("13812342210") == std::string::npos);
  CHECK(unmask(s, id, {.reason = "回访核对地点"}).value().phone == "13812342210");
  const auto kinds = [&] {
    std::vector<std::string> out;
    for (const auto& e : bed.store().read([&](store::Session& x) { return store::events_of(x, bed.district(), {"matter", id.value}); })) out.push_back(e.kind + ":" + std::to_string(e.actor.person.value));
    return out;
  };
  CHECK(kinds().back() == "matter.unmasked:" + std::to_string(t.persons.at("secretary").value));
  t.must("secretary", id, "confirm");
  t.must("secretary", id, "register");
  t.must("secretary", id, "dispatch", {.unit_id = t.units.at("huaiyuan"), .post_kind = "community_officer"});
  t.must("officer", id, "sign");
  auto o = t.call("officer");
  seen = view(o, id).value();
  CHECK(seen.reporter.secret);
  CHECK(seen.reporter.name_masked == "");
  CHECK_FALSE(seen.reporter.can_unmask);
  const auto no = unmask(o, id, {.reason = "想知道是谁报的"});
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().reason == "matters.reporter_is_secret");
  CHECK(no.error().remedy != "");
  CHECK(t.broken() == "");
  const auto erased = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
    store::erase_personal(u, {"matter", id.value});
    erase_reporter(u, id);
    return {};
  });
  REQUIRE(erased.has_value());
  CHECK_FALSE(t.state(id).record.description.has_value());
  CHECK_FALSE(t.state(id).reporter->phone.has_value());
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("the erasing job takes names, numbers and words at the end of their term, and only then") {
  Town t(bed);
  const auto id = t.report("resident", {.description = "有人半夜施工", .reporter_name = "王秀兰", .reporter_phone = base::Phone::parse("13812342210")});
  t.must("secretary", id, "reject", {.reason = "重复上报"});
  const auto open = t.report("resident", {.description = "还没有办结", .reporter_name = "李建军"});
  const auto run = [&](const char* kind) {
    const auto put = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done { store::enqueue(u, {.kind = kind, .due_at = u.now()}); return {}; });
    REQUIRE(put.has_value());
    t.run_jobs();
  };
  auto c = t.call("desk");
  const auto find = [&](const char* words) { return list(c, {{"filter.q", words}}).value().items.size(); };
  t.later(base::minutes(5));
  run(index_job);
  CHECK(find("半夜施工") == 1);
  run(erase_job);
  CHECK(t.state(id).reporter->name.has_value());
  t.later(base::hours(24 * 731));
  run(erase_job);
  CHECK_FALSE(t.state(id).reporter->name.has_value());
  CHECK_FALSE(t.state(id).record.description.has_value());
  CHECK(t.state(open).reporter->name.has_value());
  CHECK(find("半夜施工") == 0);
  CHECK(find("重复上报") == 0);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("links: unknown ones are gone alike; number and telephone number together give a new one") {
  Town t(bed);
  t.report("resident", {.reporter_name = "王秀兰", .reporter_phone = base::Phone::parse("13812342210")});
  const std::string prefix = t.last.link_token.substr(0, 3);
  for (const std::string& bad : {std::string(), std::string("x"), prefix + std::string(32, '0'), "zzz" + t.last.link_token.substr(3), t.last.link_token + "0"}) {
    const auto no = progress_by_token(t.town.house(), bad);
    REQUIRE_FALSE(no.has_value());
    CHECK(no.error().code == base::ErrorCode::gone);
  }
  const auto moment = t.town.moment();
  CHECK_FALSE(link_again(t.town.house(), moment, t.last.report_number, *base::Phone::parse("13812342211")).has_value());
  CHECK_FALSE(link_again(t.town.house(), moment, "AAAAAAAA", *base::Phone::parse("13812342210")).has_value());
  const auto fresh = link_again(t.town.house(), moment, t.last.report_number, *base::Phone::parse("138 1234 2210")).value();
  CHECK(progress_by_token(t.town.house(), fresh).value().matter == t.last.id);
}

TEST_ON_BOTH("serials have no gap and no double under concurrency; refused registrations take none") {
  Town t(bed);
  constexpr int threads = 4, each = 6;
  std::vector<base::MatterId> ids;
  for (int i = 0; i < threads * each; ++i) {
    ids.push_back(t.report());
    t.must("secretary", ids.back(), "confirm");
  }
  std::atomic<int> registered{0}, refused{0};
  std::vector<std::thread> hands;
  for (int h = 0; h < threads; ++h)
    hands.emplace_back([&, h] {
      for (int i = 0; i < each; ++i) {
        auto c = t.call("secretary");
        const auto id = ids[static_cast<std::size_t>(h * each + i)];
        (matters::move(c, id, "register", {}) ? registered : refused)++;
        auto twice = t.call("officer");
        (matters::move(twice, id, "register", {}) ? registered : refused)++;  // already registered: refused
      }
    });
  for (auto& hand : hands) hand.join();
  CHECK(registered == threads * each);
  CHECK(refused == threads * each);
  std::set<std::int64_t> serials;
  for (const auto id : ids) serials.insert(*t.state(id).record.serial);
  CHECK(serials.size() == ids.size());
  CHECK(*serials.rbegin() == threads * each);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("two at once: one move is made, the other is told that it moved on") {
  Town t(bed);
  const auto id = t.report();
  t.must("worker1", id, "confirm");
  std::atomic<int> made{0}, told{0};
  std::vector<std::thread> hands;
  for (const std::string who : {"secretary", "officer"})
    hands.emplace_back([&, who] {
      auto c = t.call(who);
      const auto done = matters::move(c, id, "register", {.if_version = 2});
      if (done) ++made;
      else if (done.error().code == base::ErrorCode::stale) ++told;
    });
  for (auto& hand : hands) hand.join();
  CHECK(made == 1);
  CHECK(told == 1);
}

TEST_ON_BOTH("imported records are ordinary matters; a second import adds nothing") {
  Town t(bed);
  const auto day = bed.clock().now();
  const auto import = [&](ImportedMatter m) {
    return bed.store().write(bed.work(), [&](store::Unit& u) { return import_in(t.town.house(), u, m); }).value();
  };
  ImportedMatter closed{.source = "boston_311", .source_ref = "101000001", .title = "Pothole", .category = "e-06-01", .handler_unit_words = "Public Works"};
  closed.area = t.town.area("A0102");
  closed.happened_at = day - base::hours(100);
  closed.due_at = day - base::hours(50);
  closed.closed_at = day - base::hours(60);
  closed.closed = true;
  CHECK(import(closed));
  CHECK_FALSE(import(closed));
  ImportedMatter open = closed;
  open.source_ref = "101000002";
  open.closed = false;
  open.closed_at = {};
  CHECK(import(open));
  CHECK(on_time(closed.due_at, closed.closed_at) == true);
  CHECK(on_time(closed.due_at, std::nullopt) == std::nullopt);
  auto c = t.call("desk");
  const auto page = list(c, {{"filter.source", "boston_311"}}).value();
  CHECK(page.items.size() == 2);
  CHECK(page.items[0].handler_unit_name == "Public Works");
  CHECK(list(c, {{"filter.overdue", "true"}}).value().items.size() == 1);
  const auto late = deadline(c, list(c, {{"filter.overdue", "true"}}).value().items[0].id, "").value();
  CHECK(late.limit.definition == "source");
  CHECK(t.broken() == "");
}
