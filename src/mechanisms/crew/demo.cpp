// The demo: every community has a crew with some gaps; some joint tasks were lived.
#include "mechanisms/crew/demo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mechanisms/crew/service.hpp"
#include "people/people.hpp"
#include "store/districts.hpp"

namespace crew {
namespace {

constexpr base::CivilDate since{20'454};           // 2026-01-01

base::Result<Call> caller(registry::House& house, base::DistrictId district, std::int32_t minutes_back = 0) {
  Call call{.house = house, .principal = people::system_principal(district)};
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  const base::Instant real = house.real_clock.now();
  call.moment = {district, (row ? store::district_now(*row, real) : real) - base::minutes(minutes_back), real};
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

// The posts that fit a seat here, nearest first: those of the community before those of the district.
std::vector<const people::Post*> fitting(const Ground& g, const Seat& seat, base::AreaId area) {
  std::vector<const people::Post*> out;
  for (const people::Post& p : g.units->posts()) {
    const people::OrgUnit* unit = g.units->find(p.org_unit);
    if (unit == nullptr || std::find(seat.post_kinds.begin(), seat.post_kinds.end(), p.kind) == seat.post_kinds.end()) continue;
    if (!seat.unit_codes.empty() && std::find(seat.unit_codes.begin(), seat.unit_codes.end(), unit->code) == seat.unit_codes.end()) continue;
    if (g.tree->is_below(p.area, area)) out.insert(out.begin(), &p);
    else if (!p.area || g.tree->is_below(area, p.area)) out.push_back(&p);
  }
  return out;
}

base::Done crew_of(Call& call, store::Unit& u, const Ground& g, const territory::Area& area, int n) {
  for (std::size_t i = 0; i < g.rules->seats.size(); ++i) {
    const Seat& seat = g.rules->seats[i];
    if ((static_cast<std::size_t>(n) * 7 + i * 3) % 23 == 5) continue;                 // nobody yet
    const auto posts = fitting(g, seat, area.id);
    if (posts.empty()) continue;
    const bool short_day = (static_cast<std::size_t>(n) + i * 5) % 11 == 4;            // a gap in the afternoon
    const SetDuty c{.seat = seat.code, .post_id = posts[static_cast<std::size_t>(n) % posts.size()]->id, .weekdays = seat.weekdays, .from = text_of(seat.from_minute),
                    .to = text_of(short_day ? seat.to_minute - 180 : seat.to_minute), .valid_from = since};
    TRY(id, set_in(call, u, g, area.id, c));
    static_cast<void>(id);
  }
  put_gap_due(u, g, area, duties(u, u.district(), area.id), holders(u, u.district(), area.id, g.today));
  return {};
}

struct Story { const char* preset; const char* title; const char* place; const char* result; };
constexpr Story stories[] = {{"noise", "夜间广场音响扰民", "小区东广场", "已劝导，音量降至规定以下"},
                             {"parking", "消防通道被占停车", "2 号楼北侧", "车辆已移走，通道已清空"},
                             {"property", "电梯停运引发物业纠纷", "5 号楼", "物业承诺三日内修复，双方签字"}};

std::vector<const territory::Area*> communities(const Ground& g) {
  std::vector<const territory::Area*> out;
  for (const territory::Area& area : g.tree->all())
    if (area.kind == territory::AreaKind::community || area.kind == territory::AreaKind::village) out.push_back(&area);
  return out;
}

// A task is called at one moment, answered at a later one; the last of them are still open.
base::Done live_one(registry::House& house, base::DistrictId district, const territory::Area& area, int n) {
  const Story& story = stories[n % 3];
  TRY(before, caller(house, district, 90 + n * 60 * 7));
  const base::OrgUnitId own = house.store.read([&](store::Session& s) {
    const auto g = ground(before, s);
    const people::OrgUnit* office = g ? g->units->responsible_above(*g->tree, area.id) : nullptr;
    return office != nullptr ? office->id : base::OrgUnitId{};
  });
  Acting secretary = acting(house, before, own, "community_secretary");
  TRY(id, house.store.write(secretary.call.work(secretary.post), [&](store::Unit& u) -> base::Result<TaskId> {
    u.lock(lock_floor, {"crew", area.id.value});
    TRY(g, ground(secretary.call, u));
    return call_in(secretary.call, u, g, {.title = story.title, .preset = story.preset, .area_id = area.id, .place = area.name + story.place, .what = "居民反映，请各席位到场。"}, own);
  }));
  TRY(later, caller(house, district, 55 + n * 60 * 7));
  Acting there = acting(house, later, own, "community_officer");
  return house.store.write(there.call.work(there.post), [&](store::Unit& u) -> base::Done {
    u.lock(lock_floor, {"crew_task", id.value});
    TRY(g, ground(there.call, u));
    int i = 0;
    for (const LineRow& l : lines(u, u.district(), id)) {
      if (n % 4 == 0 && i++ > 0) continue;                                             // only one came so far
      TRY_DO(arrive_in(there.call, u, g, l, {.who = l.seat.empty() ? "项目经理（示例）" : ""}));
      if (n % 4 == 0) continue;
      TRY_DO(settle_in(there.call, u, g, *line(u, u.district(), l.id), {.result = story.result}));
    }
    return {};
  });
}

}  // namespace

base::Done make_demo_crews(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  TRY(call, caller(house, district));
  TRY(g, house.store.read([&](store::Session& s) { return ground(call, s); }));
  const auto all = communities(g);
  for (std::size_t first = 0; first < all.size(); first += 10) {
    const base::Done done = house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Done {
      u.lock(lock_floor, {"crew", 0});
      for (std::size_t i = first; i < all.size() && i < first + 10; ++i) TRY_DO(crew_of(call, u, g, *all[i], static_cast<int>(i)));
      return {};
    });
    TRY_DO(done);
    if (plan.progress) plan.progress(static_cast<std::int64_t>(first), static_cast<std::int64_t>(all.size()));
  }
  return {};
}

base::Done make_demo_tasks(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  TRY(call, caller(house, district));
  TRY(g, house.store.read([&](store::Session& s) { return ground(call, s); }));
  const auto all = communities(g);
  for (int n = 0; n < (plan.full ? 24 : 5) && !all.empty(); ++n) TRY_DO(live_one(house, district, *all[static_cast<std::size_t>(n * 5) % all.size()], n));
  return {};
}

std::vector<registry::Figure> figures() {
  return {{"crew.communities", "有六员联动的社区（村）", "Communities with a crew", 77, true, "communities with a duty in crew_duties that has not ended",
           [](registry::House&, store::Session& s, base::DistrictId d) { return count_communities(s, d); }}};
}

}  // namespace crew
