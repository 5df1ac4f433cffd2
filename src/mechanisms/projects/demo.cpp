// The demo district's programmes: the year's list of the district and of a subdistrict, lived over the weeks before the first day.
#include <algorithm>

#include "matters/api.hpp"
#include "mechanisms/projects/service.hpp"
#include "store/districts.hpp"

namespace projects {
namespace {

// How far it has come: d being done, l with a milestone that is late, o offered, a accepted, c closed, b sent back once.
struct Story { std::string_view unit, title, what, place; int budget_wan{}; char end{}; std::string_view steps[3]{}; };
constexpr Story stories[] = {
    {"csgl", "老旧小区补装路灯 60 盏", "对无灯、缺灯的背街小巷补装节能路灯。", "背街小巷 6 条", 48, 'a', {"完成点位勘察", "完成灯杆安装", "通电调试"}},
    {"zjj", "无物业小区应急维修点 5 处", "每处有工具间、公示电话和值班表。", "社区服务用房", 30, 'l', {"选址并公示", "配齐工具和人员", "开始服务"}},
    {"csgl", "口袋公园 3 处", "利用闲置地块建设居民歇脚、健身的小公园。", "闲置地块 3 处", 210, 'd', {"方案听取居民意见", "土建完工", "绿化和座椅完工"}},
    {"wsjk", "65 岁以上老年人免费体检", "在社区卫生服务站就近体检，结果当面说明。", "社区卫生服务站", 120, 'c', {"完成登记", "完成体检", "完成结果告知"}},
    {"gafj", "学校门口早晚高峰护学岗 12 处", "公安、交警、志愿者共同值守。", "中小学门口", 0, 'o', {"确定岗位", "全部上岗"}},
    {"csgl", "公厕适老化改造 20 座", "加装扶手、坐便和呼叫器。", "主次干道", 96, 'b', {"完成设计", "完成改造"}},
};

store::Moment now_of(registry::House& house, base::DistrictId d) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, d); });
  const base::Instant real = house.real_clock.now();
  return {d, row ? store::district_now(*row, real) : real, real};
}

class Life {
 public:
  Life(registry::House& house, base::DistrictId district) : house_(house), end_(now_of(house, district)) {}

  base::Done live(const registry::DemoPlan& plan) {
    TRY(g, house_.store.read([&](store::Session& s) { return ground(house_, s, end_); }));
    now_ = g;
    first_ = g.today;
    const auto year = static_cast<std::int64_t>(base::ymd(first_).year);
    TRY_DO(list(plan, OpenProgramme{.title = std::to_string(year) + "年区级民生实事", .year = year, .level = Level::district, .note = "区政府工作报告确定，逐项向社会公开。"}, g.tree->root(), true, 0));
    std::size_t n = 1;
    for (const territory::Area& area : g.tree->all()) {
      const territory::Area* above = g.tree->subdistrict_of(area.id);
      if (above == nullptr || above->id != area.id || g.tree->children(area.id).empty()) continue;
      if (n > (plan.full ? 3U : 1U)) break;
      TRY_DO(list(plan, OpenProgramme{.title = area.name + "为群众办实事", .year = year, .level = Level::subdistrict, .area_id = area.id}, area.id, false, n * 2));
      ++n;
    }
    return {};
  }

 private:
  // As a holder of such a post in the unit; nobody there: the system.
  store::Work as(base::OrgUnitId unit, std::string_view post_kind, base::Instant when) {
    store::Work work{{end_.district, std::min(when, end_.now), end_.real_now}, {}};
    house_.store.read([&](store::Session& s) {
      for (const people::Post* post : now_.units->posts_of(unit, post_kind))
        for (const people::Holder& h : people::holders_of(s, end_.district, post->id, first_))
          if (!work.actor.person) work.actor.person = h.person, work.actor.post = post->id, work.actor.channel = "desk";
    });
    return work;
  }
  template <class Act>
  base::Done at(int day, std::string_view post_kind, base::OrgUnitId unit, Act act) {
    return house_.store.write(as(unit, post_kind, now_.zone->instant(first_ + day, 15, 20)), [&](store::Unit& u) -> base::Done {
      Ground g = now_;                       // areas and units as they stand today, the day as it was then: a snapshot for every day would cost most of the step
      g.today = now_.zone->date_of(u.now());
      return act(u, g);
    });
  }
  base::Done list(const registry::DemoPlan& plan, const OpenProgramme& command, base::AreaId area, bool shown, std::size_t first) {
    base::OrgUnitId keeper{};
    std::vector<base::AreaId> places;
    if (const people::OrgUnit* one = command.level == Level::district ? now_.units->by_code("zhzx") : now_.units->responsible(area)) keeper = one->id;
    for (const territory::Area& a : now_.tree->all())
      if ((a.kind == territory::AreaKind::community || a.kind == territory::AreaKind::village) && now_.tree->is_below(a.id, area)) places.push_back(a.id);
    if (places.empty()) return {};
    const std::string_view post = command.level == Level::district ? "district_desk" : "subdistrict_dispatcher";
    ProgrammeId programme{};
    TRY_DO(at(-75, post, keeper, [&](store::Unit& u, const Ground& g) -> base::Done {
      TRY(made, open_in(house_, u, g, command));
      programme = made;
      if (!shown) return {};
      auto row = *projects::programme(u, u.district(), made);
      row.shown = true;
      update_programme(u, row);
      TRY(event, registry::record(house_, u, {.kind = "programme.shown", .subject = subject_of(made), .body = described::to_json(ProgrammeShown{true}), .area = row.area_id}));
      static_cast<void>(event);
      return {};
    }));
    std::size_t n = 0;
    for (const Story& s : stories) {
      if (command.level != Level::district && n % 2 == 1) { ++n; continue; }
      TRY_DO(tell(s, programme, keeper, post, places[(first + n * 3) % places.size()]));
      ++n;
      if (plan.progress) plan.progress(static_cast<std::int64_t>(n), static_cast<std::int64_t>(std::size(stories)));
    }
    return {};
  }
  // What residents reported of the same kind goes into the project that does it for everybody.
  base::Done gather_reported(ProjectId id, std::string_view category, base::OrgUnitId keeper, std::string_view post) {
    constexpr double longitude = 112.487, latitude = 37.939;   // 槐园社区
    constexpr std::int64_t metres = 9'000;
    TRY(found, house_.store.read([&](store::Session& s) { return matters::nearby_open(house_, s, end_, longitude, latitude, category, metres, 2); }));
    if (found.empty()) return {};
    return at(0, post, keeper, [&](store::Unit& u, const Ground& g) -> base::Done {
      for (const matters::NearbyMatter& m : found) TRY_DO(gather_in(house_, u, g, *project(u, u.district(), id), {"matter", m.id.value}, m.title));
      return {};
    });
  }
  base::Done tell(const Story& s, ProgrammeId programme, base::OrgUnitId keeper, std::string_view post, base::AreaId place) {
    ProjectId id{};
    base::OrgUnitId owner{}, committee{};
    const bool finished = s.end != 'd' && s.end != 'l';
    std::vector<std::string_view> steps;
    for (const std::string_view each : s.steps)
      if (!each.empty()) steps.push_back(each);
    TRY_DO(at(-70, post, keeper, [&](store::Unit& u, const Ground& g) -> base::Done {
      const people::OrgUnit* unit = g.units->by_code(s.unit);
      if (unit == nullptr) return {};
      owner = unit->id;
      if (const people::OrgUnit* one = g.units->responsible(place)) committee = one->id;
      ListProject c{.programme_id = programme, .title = std::string(s.title), .what = std::string(s.what), .place = std::string(s.place), .area_id = place, .owner_unit_id = owner,
                    .due_on = first_ + (finished ? 20 : 60)};
      if (s.budget_wan > 0) c.budget_yuan = static_cast<std::int64_t>(s.budget_wan) * 10'000;
      for (std::size_t k = 0; k < steps.size(); ++k)
        c.milestones.push_back({std::string(steps[k]), first_ + (s.end == 'l' && k == 1 ? -4 : finished ? -45 + static_cast<int>(k) * 14 : -30 + static_cast<int>(k) * 40)});
      TRY(made, list_in(house_, u, g, c));
      id = made;
      return {};
    }));
    if (!owner) return {};
    if (s.end == 'd' && post == "district_desk") TRY_DO(gather_reported(id, "p-01-07", keeper, post));
    if (s.end == 'l' && post == "district_desk") TRY_DO(gather_reported(id, "p-01-03", keeper, post));
    for (std::size_t k = 0; k < (finished ? steps.size() : std::size_t{1}); ++k)
      TRY_DO(at(-46 + static_cast<int>(k) * 14, "department_handler", owner, [&](store::Unit& u, const Ground& g) -> base::Done {
        return meet_in(house_, u, g, *project(u, u.district(), id), milestones(u, u.district(), id)[k], {.words = std::string(steps[k]) + "，现场已查看。"});
      }));
    TRY_DO(at(-12, "department_handler", owner, [&](store::Unit& u, const Ground&) -> base::Done {
      return report_in(house_, u, *project(u, u.district(), id), {.words = finished ? "全部完成，已投入使用。" : "按计划推进，下一步听取居民意见。"});
    }));
    if (!finished) return {};
    const auto offered = [&](int day) {
      return at(day, "department_handler", owner, [&](store::Unit& u, const Ground& g) -> base::Done { return offer_in(house_, u, g, *project(u, u.district(), id), {.words = "请受益群众验收。"}); });
    };
    const auto asked = [&](int day, bool agree) {
      return at(day, "community_secretary", committee, [&](store::Unit& u, const Ground& g) -> base::Done {
        AcceptProject c{.how = agree ? How::representatives : How::meeting, .held_on = g.today, .attended = 12, .agreed = agree ? 12 : 5, .words = agree ? "用着方便，同意验收。" : "有两处还没有改到位。"};
        for (const char* name : {"王秀兰（示例）", "李国栋（示例）", "张丽萍（示例）", "武建军（示例）"}) c.people.push_back({name, true, {}});
        return accept_in(house_, u, g, *project(u, u.district(), id), c);
      });
    };
    TRY_DO(offered(-10));
    if (s.end == 'o') return {};
    TRY_DO(asked(-8, s.end != 'b'));
    if (s.end != 'c') return {};
    return at(-5, post, keeper, [&](store::Unit& u, const Ground& g) -> base::Done { return close_in(house_, u, g, *project(u, u.district(), id), {.result = "按期完成，群众代表一致同意验收。"}); });
  }

  registry::House& house_;
  store::Moment end_;
  Ground now_{};
  base::CivilDate first_{};
};

}  // namespace

base::Done make_demo(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) { return Life(house, district).live(plan); }

}  // namespace projects
