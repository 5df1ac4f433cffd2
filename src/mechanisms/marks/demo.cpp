// The demo district's rounds: one of each framework over the last weeks, made and shown through the services.
#include "mechanisms/marks/service.hpp"
#include "store/districts.hpp"

namespace marks {

base::Done make_demo(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  if (!row) return base::fail(base::ErrorCode::not_found, "marks.no_such_round");
  const base::Zone zone = *base::Zone::named(row->time_zone);
  const base::Instant end = store::district_now(*row, house.real_clock.now());
  const base::CivilDate today = zone.date_of(end);
  Call call{.house = house};
  call.moment = {district, end, house.real_clock.now()};
  call.time_zone = row->time_zone;
  call.channel = "desk";
  TRY(found, house.store.read([&](store::Session& s) -> base::Result<bool> {
    const auto tree = house.areas.today(s, call.moment);
    const auto units = house.people.units(s, district, tree->day());
    const auto centres = units->of_kind("command_centre");
    if (centres.empty()) return false;
    for (const people::Post* post : units->posts_of(centres.front()->id, "district_desk")) {
      const auto holders = people::holders_of(s, district, post->id, tree->day());
      if (holders.empty()) continue;
      call.principal = {.district = district, .account = {1}, .person = holders.front().person, .name = holders.front().name};
      call.principal.posts = people::posts_held(s, district, holders.front().person, tree->day());
      TRY(grants, house.people.grants(s, district, tree->day()));
      call.principal.grants = grants;
      return true;
    }
    return false;
  }));
  if (!found) return {};
  const base::CivilDate from = today + -plan.history_days;
  TRY(departments, make_round(call, {.framework = "marks/departments", .title = "九月上中旬部门吹哨报到考核", .from = from, .to = today + -1}));
  TRY(shown, move_round(call, departments.row.id, "show", {.days = 0}));
  TRY(published, move_round(call, shown.row.id, "publish", {.words = "请各部门对照失分事实查找原因，签收与到场环节要专人盯守。"}));
  (void)published;
  TRY(subdistricts, make_round(call, {.framework = "marks/subdistricts", .title = "九月上中旬街道（镇）吹哨考核", .from = from, .to = today + -1}));
  TRY(open, move_round(call, subdistricts.row.id, "show", {.days = 3}));
  (void)open;
  TRY(teams, make_round(call, {.framework = "marks/teams", .title = "执法队伍日常管理考核", .from = from, .to = today + -1}));
  (void)teams;
  return {};
}

}  // namespace marks
