// The demo: every subdistrict but the last has its team, every field its brigade; attendance of the days, joint operations lived.
#include "mechanisms/teams/demo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mechanisms/teams/service.hpp"
#include "people/people.hpp"
#include "store/districts.hpp"

namespace teams {
namespace {

constexpr base::CivilDate since{20'454};           // 2026-01-01

base::Result<Call> caller(registry::House& house, base::DistrictId district) {
  Call call{.house = house, .principal = people::system_principal(district)};
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  const base::Instant real = house.real_clock.now();
  call.moment = {district, row ? store::district_now(*row, real) : real, real};
  call.time_zone = row ? row->time_zone : "UTC";
  return call;
}

// Who holds such a post in the unit, so that the journal names a person; the district itself where nobody does.
struct Acting { Call call; base::PostId post{}; };
Acting acting(registry::House& house, const Call& base, base::OrgUnitId unit, std::string_view kind) {
  Acting out{base, {}};
  house.store.read([&](store::Session& s) {
    const auto day = house.areas.today(s, base.moment)->day();
    const auto units = house.people.units(s, base.district(), day);
    for (const people::Post* post : units->posts_of(unit, kind))
      for (const people::Holder& h : people::holders_of(s, base.district(), post->id, day)) {
        if (h.deputy || out.post) continue;
        out.post = post->id;
        out.call.principal = {.district = base.district(), .account = {1}, .person = h.person, .name = h.name};
        out.call.principal.posts = people::posts_held(s, base.district(), h.person, day);
      }
  });
  return out;
}

struct Made { base::OrgUnitId unit{}; FoundTeam team{}; std::vector<base::PostId> posts{}; };

// Posts and people of one team, in people's own unit.
base::Done people_of(Call& call, store::Unit& u, const people::Grants& grants, Made& made, int n) {
  static constexpr const char* family[] = {"郭", "梁", "武", "任", "段", "乔", "卫", "郝", "闫", "薛"};
  static constexpr const char* given[] = {"志强", "建军", "丽华", "晓东", "海燕", "国平", "永红", "春梅", "文斌", "俊杰", "雪峰"};
  const auto record = [&house = call.house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
  for (int i = 0; i < 4; ++i) {
    const std::size_t f = static_cast<std::size_t>(n * 3 + i) % 10, g = static_cast<std::size_t>(n * 7 + i * 2) % 11;
    TRY(person, people::create_person(u, record, {.name = fmt::format("{}{}（示例）", family[f], given[g]), .example = true}));
    TRY(post, people::create_post(u, record, grants, {.org_unit = made.unit, .kind = i == 0 ? "team_leader" : "team_officer",
                                                      .name = made.team.name + (i == 0 ? "队长" : fmt::format("队员{}", i)), .valid_from = since}));
    TRY(appointment, people::appoint(u, record, grants, {.post = post, .person = person, .from = since}));
    static_cast<void>(appointment);
    made.posts.push_back(post);
  }
  return {};
}
std::string stem(const std::string& name) { return name.substr(0, name.find("（")); }

base::Done fill_days(Call& call, store::Unit& u, const Ground& g, const TeamRow& t, int n, int history) {
  const auto all = officers(u, u.district(), t.id);
  for (int back = std::min(history, 20); back > 0; --back) {
    const base::CivilDate day = g.today + -back;
    if ((day.days + 3) % 7 >= 5) continue;
    FillDay c{.day = day, .rest_present = true};
    if ((n + back) % 9 == 4) c.marks.push_back({all[static_cast<std::size_t>(back) % all.size()].id, DayState::on_leave, "年休假"});
    if ((n * 5 + back) % 17 == 6) c.marks.push_back({all.front().id, DayState::absent, "未到岗"});
    TRY_DO(fill_in(call, u, g, t, c));
  }
  return {};
}

}  // namespace

base::Done make_demo_teams(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  TRY(call, caller(house, district));
  TRY(g, house.store.read([&](store::Session& s) { return ground(call, s); }));
  TRY(grants, house.store.read([&](store::Session& s) { return house.people.grants(s, district, g.today); }));
  const people::OrgUnit* home = g.units->by_code("csgl");
  std::vector<Made> all;
  for (const territory::Area* area : g.tree->children(g.tree->root())) {
    const people::OrgUnit* office = g.units->responsible(area->id);
    if (office == nullptr || home == nullptr || g.tree->children(area->id).empty()) continue;
    all.push_back({office->id, {.kind = TeamKind::subdistrict, .area_id = area->id, .home_unit_id = home->id, .name = stem(area->name) + "综合行政执法队"}, {}});
  }
  if (plan.full && all.size() > 1) all.pop_back();         // one subdistrict without shows as a gap
  for (const Field& f : g.rules->fields)
    if (const people::OrgUnit* unit = g.units->by_code(f.unit_code))
      all.push_back({unit->id, {.kind = TeamKind::brigade, .field = f.code, .home_unit_id = unit->id, .name = f.zh + "综合行政执法大队"}, {}});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const base::Done made = house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Done {
      u.lock(5, {"people", 0});
      all[i].posts.clear();
      TRY_DO(people_of(call, u, *grants, all[i], static_cast<int>(i)));
      u.after_commit([&people = house.people, district] { people.forget(district); });
      return {};
    });
    TRY_DO(made);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const base::Done made = house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Done {
      u.lock(lock_floor, {"team", 0});
      TRY(now, ground(call, u));
      TRY(id, found_in(call, u, now, all[i].team, since));
      const auto row = team(u, u.district(), id);
      for (std::size_t k = 0; k < all[i].posts.size(); ++k) {
        const auto until = now.today + static_cast<std::int32_t>(i % 4 == 1 && k == 2 ? 40 : 300 + i * 11 + k * 37);
        TRY(officer_id, add_in(call, u, now, *row, {.post_id = all[i].posts[k], .certificate_number = fmt::format("晋A{:08}", 10'000'000 + i * 100 + k), .certificate_until = until}, since));
        static_cast<void>(officer_id);
      }
      return fill_days(call, u, now, *row, static_cast<int>(i), plan.history_days);
    });
    TRY_DO(made);
    if (plan.progress) plan.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(all.size()));
  }
  return {};
}

// The month before is marked: of some teams a breach was noted. Powers were given to every subdistrict.
static base::Done freeze_last(registry::House& house, Call& call, const std::vector<TeamRow>& all) {
  return house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Done {
    TRY(g, ground(call, u));
    const auto this_month = month_of(month_text(g.today));
    const auto last = month_of(month_text(this_month->from + -1));
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i % 3 == 0) {
        const BreachRow row{u.make<RowId>(), all[i].id, last->to + -4, "着装不规范，未佩戴执法记录仪"};
        insert(u, row);
        TRY(event, registry::record(house, u, {.kind = "team.breach_noted", .subject = {"team", all[i].id.value}, .body = described::to_json(WordsNoted{row.id, row.reason}), .area = all[i].area_id}));
        static_cast<void>(event);
      }
      TRY(month, freeze_in(call, u, g, all[i], *last));
      static_cast<void>(month);
    }
    int n = 0;
    for (const territory::Area* area : g.tree->children(g.tree->root())) {
      if (g.tree->children(area->id).empty()) continue;
      for (const Power& p : g.rules->powers) {
        const bool command = p.code == "command";
        if (!command && n % 3 != 0) continue;
        TRY(given, give_in(call, u, g, {.power = p.code, .item = command ? "comprehensive" : "", .area_id = area->id, .basis = "下放街道职权清单（示例）", .effect = p.effect_zh, .valid_from = since}));
        static_cast<void>(given);
      }
      ++n;
    }
    return {};
  });
}

base::Done make_demo_operations(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  TRY(call, caller(house, district));
  TRY(g, house.store.read([&](store::Session& s) { return ground(call, s); }));
  const auto all = house.store.read([&](store::Session& s) { return teams(s, district); });
  std::vector<TeamRow> streets, brigades;
  for (const TeamRow& t : all) (t.kind == TeamKind::subdistrict ? streets : brigades).push_back(t);
  struct Story { const char* title; const char* place; const char* result; };
  static constexpr Story stories[] = {{"夜市占道经营联合整治", "夜市街", "清理占道摊位 23 处，劝导入市经营"}, {"餐饮油烟联合检查", "饮食街", "检查 16 家，责令整改 4 家"},
                                      {"违停与非法营运整治", "公交枢纽", "查处非法营运 2 起，移车 31 辆"}};
  for (std::size_t n = 0; n < (plan.full ? 14U : 3U) && !streets.empty() && !brigades.empty(); ++n) {
    const TeamRow& street = streets[n % streets.size()];
    const Story& story = stories[n % 3];
    const base::OrgUnitId office = office_of(g, street);
    Acting planner = acting(house, call, office, "subdistrict_dispatcher"), leader = acting(house, call, office, "subdistrict_director");
    OperationId id{};
    const base::Done planned = house.store.write(planner.call.work(planner.post), [&](store::Unit& u) -> base::Done {
      TRY(now, ground(planner.call, u));
      TRY(made, plan_in(planner.call, u, now, {.title = story.title, .area_id = street.area_id, .place = (now.tree->find(street.area_id) != nullptr ? now.tree->find(street.area_id)->name : "") + story.place, .plan = "分两组沿街检查，先教育后处罚，全程记录。",
                                               .planned_on = now.today + static_cast<std::int32_t>(n % 3 == 2 ? 3 : -static_cast<int>(n) - 2),
                                               .team_ids = {street.id, brigades[n % brigades.size()].id, brigades[(n + 2) % brigades.size()].id}}, office, {}));
      id = made;
      return {};
    });
    TRY_DO(planned);
    if (n % 3 == 2) continue;                               // waits for approval
    const base::Done approved = house.store.write(leader.call.work(leader.post), [&](store::Unit& u) -> base::Done {
      u.lock(lock_floor, {"joint_operation", id.value});
      TRY(now, ground(leader.call, u));
      return decide_in(leader.call, u, now, *operation(u, u.district(), id), OperationState::approved, "同意。");
    });
    TRY_DO(approved);
    const base::Done lived = house.store.write(planner.call.work(planner.post), [&](store::Unit& u) -> base::Done {
      u.lock(lock_floor, {"joint_operation", id.value});
      TRY(now, ground(planner.call, u));
      const auto o = operation(u, u.district(), id);
      int i = 0;
      for (const CalledRow& c : called(u, u.district(), id))
        if (i++ != 2 || n % 4 != 1) TRY_DO(attend_in(planner.call, u, now, *o, {.called_id = c.id, .came = 3 + i, .who = "带队负责人及队员"}));
      if (n % 3 == 1)
        TRY_DO(penalty_in(planner.call, u, now, *o, {.team_id = brigades[n % brigades.size()].id, .file_number = fmt::format("示例执〔2026〕{} 号", 101 + n), .outcome = n % 2 == 1 ? "责令限期整改" : ""}));
      return decide_in(planner.call, u, now, *o, OperationState::closed, story.result);
    });
    TRY_DO(lived);
  }
  TRY_DO(freeze_last(house, call, all));
  return {};
}

std::vector<registry::Figure> figures() {
  return {{"teams.brigades", "综合执法大队", "Brigades", 5, false, "rows of teams of kind brigade that stand",
           [](registry::House&, store::Session& s, base::DistrictId d) { return count_teams(s, d, "brigade"); }}};
}

}  // namespace teams
