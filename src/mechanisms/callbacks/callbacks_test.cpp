// The whole way on both engines: struck off, drawn, called, answered, corrected, excluded by another, closed, and what came afterwards.
#include <doctest/doctest.h>

#include "base/time.hpp"
#include "matters/api.hpp"
#include "mechanisms/callbacks/bulletin.hpp"
#include "mechanisms/callbacks/ground.hpp"
#include "people/people.hpp"
#include "registry/testing.hpp"

extern const registry::Room matters_room;
extern const registry::Room callbacks_room;

namespace {

using namespace callbacks;

struct Desk {
  explicit Desk(store::testing::Bed& b) : bed(b), house(b, {&matters_room, &callbacks_room}) {
    for (const auto& [who, kind, area] : std::vector<std::array<const char*, 3>>{{"secretary", "community_secretary", "A0101"}, {"officer", "community_officer", "A0101"},
             {"worker", "grid_worker", "A010101"}, {"handler", "department_handler", "A"}, {"desk", "district_desk", "A"}, {"desk2", "district_desk", "A"},
             {"dispatcher", "subdistrict_dispatcher", "A01"}, {"secretary2", "community_secretary", "A0102"}})
      persons[who] = house.holder(kind, house.area(area));
    for (const auto& [who, person] : persons) cookies[who] = house.sign_in(person);
    department = post_of("handler").org_unit;
  }
  people::HeldPost post_of(const std::string& who) {
    return bed.store().read([&](store::Session& s) { return people::posts_held(s, bed.district(), persons.at(who), today()); }).at(0);
  }
  static base::Zone zone() { return base::Zone::named("Asia/Shanghai").value(); }
  base::CivilDate today() { return zone().date_of(bed.clock().now()); }

  Call call(const std::string& who) {
    Call c = house.call();
    c.principal = {.district = bed.district(), .account = {1}, .person = persons.at(who), .name = who};
    c.principal.grants = bed.store().read([&](store::Session& s) { return house.house().people.grants(s, bed.district(), today()); }).value();
    c.principal.posts = {post_of(who)};
    return c;
  }
  void verb(const std::string& who, base::MatterId id, const std::string& name, const std::string& body = "{}") {
    const auto r = house.ask(http::Verb::post, "/api/v1/matters/" + std::to_string(id.value) + "/" + name, body, cookies.at(who));
    REQUIRE_MESSAGE(r.status == 200, (name + ": " + r.body));
  }
  // A resident's report, all the way to its strike-off by the department.
  base::MatterId struck_off(bool phone = true) {
    Call c = house.call();
    c.channel = "public";
    matters::NewReport report{.source = "resident", .description = "井盖裂开一半", .place = "槐园小区 3 号楼东侧", .area = house.area("A010101"), .category = "p-01-01"};
    if (phone) report.reporter_phone = base::Phone::parse("13812342210"), report.reporter_name = "张一民";
    const auto made = matters::report(c, report);
    REQUIRE(made.has_value());
    last = *made;
    verb("worker", made->id, "confirm");
    verb("secretary", made->id, "register");
    verb("secretary", made->id, "dispatch", "{\"category\":\"p-01-01\",\"unit_id\":\"" + std::to_string(department.value) + "\",\"post_kind\":\"department_handler\"}");
    verb("handler", made->id, "sign");
    verb("handler", made->id, "feedback", "{\"text\":\"已更换井盖\"}");
    verb("worker", made->id, "inspect", "{\"passed\":true}");
    verb("officer", made->id, "strike_off");
    return made->id;
  }
  void later(std::int64_t hours) { bed.clock().advance(base::hours(hours)); }
  // Draws all that was struck off so far, on the next day.
  DrawView drawn() {
    const base::CivilDate from = today() + -1;
    later(24);
    auto c = call("desk");
    auto made = make_draw(c, {.from = from, .to = today()});
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().reason));
    return *made;
  }
  std::vector<SampleRow> rows(const std::string& who, const Params& query = {}) {
    auto c = call(who);
    const auto page = list(c, query);
    REQUIRE(page.has_value());
    return page->items;
  }
  RatesView figures(const std::string& by = "unit") {
    auto c = call("desk");
    const auto v = rates(c, {.by = by, .span = {{0}, {1'000'000}}});
    REQUIRE(v.has_value());
    return *v;
  }
  void run_fold() {
    const auto put = bed.store().write(bed.work(), [](store::Unit& u) -> base::Done { store::enqueue(u, {.kind = "callbacks.fold", .due_at = u.now()}); return {}; });
    REQUIRE(put.has_value());
    house.house().jobs.run_due(bed.district());
  }
  std::string broken() {
    return bed.store().read([&](store::Session& s) {
      std::string out = check_fold(house.house(), s, bed.district(), {});
      if (out.empty()) out = check_figures(house.house(), s, bed.district(), {});
      return out.empty() ? check_periods(house.house(), s, bed.district(), {}) : out;
    });
  }

  store::testing::Bed& bed;
  registry::testing::HouseBed house;
  std::map<std::string, base::PersonId> persons;
  std::map<std::string, std::string> cookies;
  base::OrgUnitId department{};
  matters::Reported last{};
};

}  // namespace

TEST_ON_BOTH("drawn, called, answered once, corrected with a reason; figures follow before and after they are folded") {
  Desk d(bed);
  d.struck_off();
  const auto draw = d.drawn();
  CHECK(draw.population == 1);
  CHECK(draw.chosen == 1);
  auto desk = d.call("desk");
  const auto check = check_draw(desk, draw.id);
  REQUIRE(check.has_value());
  CHECK(check->equal);
  const auto todo = d.rows("desk", {{"filter.to_call", "true"}});
  REQUIRE(todo.size() == 1);
  CHECK(todo[0].phone_masked.text() == "138****2210");
  CHECK(todo[0].name_masked == "张**");
  const SampleId id = todo[0].id;

  auto view = note_call(desk, id, {.outcome = "no_answer"});
  REQUIRE(view.has_value());
  CHECK(view->sample.calls == 1);
  CHECK(d.rows("desk", {{"filter.to_call", "true"}}).empty());     // not before the pause is over
  d.later(3);
  CHECK(d.rows("desk", {{"filter.to_call", "true"}}).size() == 1);
  const auto number = unmask(desk, id, {.reason = "电话回访"});
  REQUIRE(number.has_value());
  CHECK(number->phone == "13812342210");

  view = answer(desk, id, {.contacted = true, .solved = true, .satisfaction = "mostly", .words = "办得快"});
  REQUIRE_MESSAGE(view.has_value(), (view ? "" : view.error().reason));
  CHECK(view->sample.state == "answered");
  CHECK(view->history.back().words == "办得快");
  auto again = answer(desk, id, {.contacted = true, .solved = true, .satisfaction = "satisfied"});
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().reason == "callbacks.is_answered");
  CHECK(again.error().remedy == "callbacks.correct_instead");
  CHECK(d.figures().total.satisfaction == 800);
  CHECK(d.broken() == "");
  d.run_fold();
  CHECK(d.figures().total.satisfaction == 800);
  CHECK(d.figures().total.counts.drawn == 1);

  auto stale = correct(desk, id, {.if_version = 1, .contacted = false, .solved = false, .satisfaction = "dissatisfied", .reason = "听错了"});
  REQUIRE_FALSE(stale.has_value());
  CHECK(stale.error().code == base::ErrorCode::stale);
  REQUIRE(correct(desk, id, {.contacted = false, .solved = false, .satisfaction = "dissatisfied", .reason = "听错了"}).has_value());
  const auto f = d.figures("community");
  REQUIRE(f.rows.size() == 1);
  CHECK(f.rows[0].name == "槐园社区");
  CHECK(f.total.response == 0);
  CHECK(f.total.solution == 0);
  CHECK(f.total.combined == 0);
  CHECK(f.total.counts.assessed == 1);
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("the weekly bulletin counts the last full week, puts the communities in order, and asks for the right over the area") {
  Desk d(bed);
  d.struck_off();
  const auto print = [&](const std::string& who, std::string_view area) {
    auto c = d.call(who);
    return papers().at(0).fill(c, {"area", d.house.area(area).value});
  };
  const auto word = [](const registry::PaperContent& p, const std::string& name) {
    for (const auto& [key, value] : p.fields)
      if (key == name) return value;
    return std::string("?");
  };
  CHECK(word(print("desk", "A").value(), "登记") == "0");               // this week is not over
  d.later(24 * 7);
  const auto district = print("desk", "A").value();
  CHECK(word(district, "登记") == "1");
  CHECK(word(district, "销号") == "1");
  CHECK(word(district, "按期率") == "100.0%");
  CHECK(word(district, "超期说明") == "无超期未销号事项");
  REQUIRE(district.tables.at(0).rows.size() >= 2);
  CHECK(district.tables.at(0).rows.at(0).at(0) == "1");
  CHECK(district.tables.at(0).rows.at(1).at(0) == "—");                 // nothing struck off: no place in the order
  CHECK(word(print("secretary", "A0101").value(), "销号") == "1");
  CHECK(word(print("secretary2", "A0102").value(), "销号") == "0");
  CHECK(word(print("dispatcher", "A01").value(), "销号") == "1");
  CHECK(print("secretary2", "A0101").error().code == base::ErrorCode::forbidden);
  auto c = d.call("desk");
  CHECK(papers().at(0).fill(c, {"area", 77}).error().code == base::ErrorCode::not_found);
}

TEST_ON_BOTH("who handled it neither asks nor decides; others see only what is theirs") {
  Desk d(bed);
  d.struck_off();
  (void)d.drawn();
  const SampleId id = d.rows("desk")[0].id;
  CHECK(d.rows("dispatcher").size() == 1);
  CHECK(d.rows("handler").size() == 1);
  CHECK(d.rows("secretary").size() == 1);
  CHECK(d.rows("secretary2").empty());
  auto handler = d.call("handler");
  CHECK(answer(handler, id, {.contacted = true, .solved = true, .satisfaction = "satisfied"}).error().code == base::ErrorCode::forbidden);
  auto both = d.call("desk");                                       // a person of the desk who sits in the handling unit too
  auto seat = d.post_of("handler");
  both.principal.posts.push_back(seat);
  const auto no = answer(both, id, {.contacted = true, .solved = true, .satisfaction = "satisfied"});
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().reason == "callbacks.own_unit_may_not_ask");
  CHECK(no.error().rule->definition == "callbacks/sampling");
  auto dispatcher = d.call("dispatcher");
  CHECK(answer(dispatcher, id, {.contacted = true, .solved = true, .satisfaction = "satisfied"}).has_value());
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("an exclusion needs its ground, another person, and counts only when approved") {
  Desk d(bed);
  d.struck_off();
  (void)d.drawn();
  const SampleId id = d.rows("desk")[0].id;
  auto desk = d.call("desk"), desk2 = d.call("desk2");
  auto early = propose(desk, id, {.ground = "no_contact", .reason = "打不通", .evidence = "通话记录"});
  REQUIRE_FALSE(early.has_value());
  CHECK(early.error().reason == "callbacks.too_few_calls");
  for (int i = 0; i < 3; ++i) REQUIRE(note_call(desk, id, {.outcome = "no_answer"}).has_value());
  auto proposed = propose(desk, id, {.ground = "no_contact", .reason = "三次打不通", .evidence = "通话记录"});
  REQUIRE_MESSAGE(proposed.has_value(), (proposed ? "" : proposed.error().reason));
  CHECK(d.figures().total.counts.excluded == 0);
  const auto open = exclusion_list(desk, {{"filter.state", "proposed"}});
  REQUIRE(open.has_value());
  REQUIRE(open->items.size() == 1);
  CHECK_FALSE(open->items[0].may_decide);
  const ExclusionId exclusion = open->items[0].id;
  const auto own = decide(desk, exclusion, {.approved = true, .reason = "同意"});
  REQUIRE_FALSE(own.has_value());
  CHECK(own.error().reason == "callbacks.proposer_may_not_decide");
  const auto done = decide(desk2, exclusion, {.approved = true, .reason = "通话记录属实"});
  REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason));
  CHECK(done->decided_by != "");
  CHECK(decide(desk2, exclusion, {.approved = false, .reason = "改主意"}).error().reason == "callbacks.is_decided");
  const auto f = d.figures();
  CHECK(f.total.counts.excluded == 1);
  CHECK(f.total.counts.assessed == 0);
  CHECK(answer(desk, id, {.contacted = true, .solved = true, .satisfaction = "satisfied"}).error().reason == "callbacks.is_excluded");
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("a closed period keeps its rows, figures and weights; what comes later is counted beside it") {
  Desk d(bed);
  d.struck_off();
  d.struck_off();
  const auto from = d.today();
  (void)d.drawn();
  auto desk = d.call("desk");
  const auto samples = d.rows("desk");
  REQUIRE(samples.size() == 1);                                     // a tenth of two, rounded up
  REQUIRE(answer(desk, samples[0].id, {.contacted = true, .solved = true, .satisfaction = "satisfied"}).has_value());
  const auto closed = close_period(desk, {.kind = "span", .from = from, .to = d.today()});
  REQUIRE_MESSAGE(closed.has_value(), (closed ? "" : closed.error().reason));
  CHECK(closed->samples == 1);
  CHECK(closed->rates.total.combined == 1000);
  CHECK(close_period(desk, {.kind = "span", .from = from, .to = d.today()}).error().reason == "callbacks.is_closed");
  CHECK(close_period(desk, {.kind = "span", .from = from, .to = d.today() + 1}).error().code == base::ErrorCode::invalid);
  CHECK(close_period(desk, {.kind = "month", .from = from, .to = d.today()}).error().code == base::ErrorCode::invalid);
  d.later(1);
  auto next = d.call("desk");
  REQUIRE(correct(next, samples[0].id, {.contacted = true, .solved = false, .satisfaction = "dissatisfied", .reason = "复核录音"}).has_value());
  const auto after = period(next, closed->id, "community");
  REQUIRE(after.has_value());
  CHECK(after->rates.total.combined == 1000);
  CHECK(after->late == 1);
  CHECK(d.figures().total.solution == 0);
  const auto frozen_rows = period_rows(desk, closed->id, "unit", std::to_string(d.department.value));
  REQUIRE(frozen_rows.has_value());
  REQUIRE(frozen_rows->items.size() == 1);
  CHECK(frozen_rows->items[0].solved == true);
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("the resident's own page rates once; unasked it stands beside the figures, and is taken when it is drawn") {
  Desk d(bed);
  const auto id = d.struck_off(false);
  const registry::Opener* opener = d.house.house().rooms.opener("callbacks.rate");
  REQUIRE(opener != nullptr);
  const auto rate = [&](const RateByLink& c) {
    Call call = d.house.call();
    call.channel = "public";
    return d.house.house().store.write(call.work(), [&](store::Unit& u) { return opener->run(call, u, {"matter", id.value}, described::to_json(c)); });
  };
  REQUIRE(rate({.contacted = true, .solved = true, .satisfaction = "fair", .words = "还行"}).has_value());
  CHECK(rate({.contacted = true, .solved = true, .satisfaction = "fair"}).error().remedy == "callbacks.once_only");
  CHECK(d.figures().total.counts == Counts{});
  CHECK(d.rows("desk", {{"filter.reason", "volunteered"}}).size() == 1);
  (void)d.drawn();
  CHECK(d.rows("desk", {{"filter.reason", "drawn"}}).size() == 1);
  CHECK(d.figures().total.satisfaction == 600);
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("days are drawn from once, and the rule draws by itself when its days have passed") {
  Desk d(bed);
  d.struck_off();
  auto desk = d.call("desk");
  REQUIRE(make_draw(desk, {.from = d.today() + -9, .to = d.today() + -5}).has_value());
  CHECK(make_draw(desk, {.from = d.today() + -6, .to = d.today() + -4}).error().reason == "callbacks.span_is_drawn");
  CHECK(make_draw(desk, {.from = d.today(), .to = d.today() + 1}).error().code == base::ErrorCode::invalid);
  auto dispatcher = d.call("dispatcher");
  CHECK(make_draw(dispatcher, {.from = d.today() + -20, .to = d.today() + -19}).error().code == base::ErrorCode::forbidden);
  const auto not_yet = draw_due(d.house.house(), d.house.moment());
  REQUIRE(not_yet.has_value());
  CHECK_FALSE(not_yet->has_value());
  d.later(48);
  const auto due = draw_due(d.house.house(), d.house.moment());
  REQUIRE(due.has_value());
  REQUIRE(due->has_value());
  auto later = d.call("desk");
  const auto all = draw_list(later);
  REQUIRE(all.has_value());
  REQUIRE(all->size() == 2);
  CHECK(all->front().population == 1);
  CHECK(all->front().made_by.empty());
  CHECK(all->back().population == 0);
  CHECK(d.broken() == "");
}
