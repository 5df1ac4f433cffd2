// The second demo step: both trees of organisations over the areas that stand, all kinds of posts, people in most of them.
#include "mechanisms/organisations/demo.hpp"

#include <fmt/format.h>

#include "mechanisms/organisations/demo_founder.hpp"
#include "store/districts.hpp"

namespace organisations {
namespace {

using people::OrgTree;

struct Department {
  std::string_view code, name, name_en;
  std::vector<std::string_view> posts;
};
// The article says fifteen and names none: these are a preset, to be replaced by the district's own list.
const std::vector<Department>& departments() {
  static const std::vector<Department> all{
      {"csgl", "区城市管理局", "District Urban Management Bureau", {"市政公用承办岗", "市容环卫承办岗"}},
      {"zjj", "区住房和城乡建设局", "District Housing and Construction Bureau", {"物业与建设承办岗"}},
      {"gafj", "公安尖草坪分局", "Jiancaoping Public Security Sub-bureau", {"治安与交通承办岗"}},
      {"scjg", "区市场监督管理局", "District Market Supervision Bureau", {"市场与消费承办岗"}},
      {"sthj", "生态环境尖草坪分局", "Jiancaoping Ecology and Environment Sub-bureau", {"环境保护承办岗"}},
      {"wsjk", "区卫生健康局", "District Health Bureau", {"公共卫生承办岗"}},
      {"zfw", "区委政法委（综治中心）", "District Political-Legal Office", {"平安建设承办岗"}},
      {"mzj", "区民政局", "District Civil Affairs Bureau", {"社会救助承办岗"}},
      {"sfj", "区司法局", "District Justice Bureau", {"调解与法援承办岗"}},
      {"rsj", "区人力资源和社会保障局", "District Human Resources Bureau", {"就业与社保承办岗"}},
      {"yjj", "区应急管理局（消防）", "District Emergency Bureau", {"安全与消防承办岗"}},
      {"jyj", "区教育局", "District Education Bureau", {"校园事务承办岗"}},
      {"wlj", "区文化和旅游局", "District Culture and Tourism Bureau", {"文化市场承办岗"}},
      {"jtj", "区交通运输局", "District Transport Bureau", {"道路运输承办岗"}},
      {"nyj", "区农业农村局", "District Agriculture Bureau", {"农村环境承办岗"}},
  };
  return all;
}

struct District {                       // what all steps of this founding share
  registry::House& house;
  const registry::DemoPlan& plan;
  store::Work work{};
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Grants> grants{};
  DemoCounters counters{};
  std::vector<base::AreaId> second_worker{}, no_worker{};

  // One unit of work; a unit that runs again makes the same persons.
  template <class Act>
  auto unit(Act act) {
    const DemoCounters before = counters;
    return house.store.write(work, [&](store::Unit& u) {
      counters = before;
      Founder f(house, u, *grants, counters);
      return act(f);
    });
  }
  // The township-level units that are filled.
  std::vector<const territory::Area*> filled() const {
    std::vector<const territory::Area*> out;
    for (const territory::Area* area : tree->children(tree->root()))
      if (!tree->children(area->id).empty()) out.push_back(area);
    return out;
  }
};

// A department's people: its head, who is on call, who handles, and who is the contact of each subdistrict's grids. One contact looks
// after three subdistricts; every now and then nobody is named yet.
base::Done department(Founder& f, const District& d, const Department& dep, base::OrgUnitId government, std::size_t number) {
  const bool police = dep.code == "gafj";
  TRY(office, f.office(OrgTree::administrative, "department", std::string(dep.code), std::string(dep.name), std::string(dep.name_en), government, d.tree->root()));
  for (const std::string_view post : dep.posts) {
    TRY(person, f.seat_new(office, "department_handler", std::string(post)));
    static_cast<void>(person);
  }
  TRY(head, f.seat_new(office, "department_head", "负责人"));
  TRY(on_call, f.seat_new(office, "department_duty", police ? "指挥室值班岗" : "值班岗"));
  static_cast<void>(head), static_cast<void>(on_call);
  base::PersonId contact{};
  std::size_t n = 0;
  for (const territory::Area* area : d.filled()) {
    if (n % 3 == 0) {
      TRY(person, f.someone());
      contact = person;
    }
    TRY(post, f.post(office, "grid_contact", fmt::format("{}入格联络岗", area->name), area->id));
    const bool vacant = d.plan.full && (number * 3 + n) % 29 == 11;
    ++n;
    if (vacant) continue;
    TRY(appointment, f.appoint(post, contact));
    static_cast<void>(appointment);
  }
  return {};
}

base::Result<Tops> district_level(District& d) {
  const base::AreaId root = d.tree->root();
  TRY(tops, d.unit([&](Founder& f) -> base::Result<Tops> {
    TRY(government, f.office(OrgTree::administrative, "government", "gov", "尖草坪区人民政府", "Jiancaoping District Government", {}, root));
    TRY(committee, f.office(OrgTree::party, "district_committee", "party", "中共尖草坪区委", "Jiancaoping District Party Committee", {}, root));
    TRY(centre, f.office(OrgTree::administrative, "command_centre", "zhzx", "区社会治理指挥中心", "District Command Centre", government, root));
    constexpr std::string_view seats[] = {"一", "二", "三", "四", "五", "六"};
    for (std::size_t i = 0; i < (d.plan.full ? 6U : 2U); ++i) {
      TRY(person, f.seat_new(centre, "district_desk", fmt::format("指挥中心坐席{}", seats[i])));
      static_cast<void>(person);
    }
    return Tops{government, committee};
  }));
  std::size_t number = 0;
  for (const Department& dep : departments()) {
    TRY_DO(d.unit([&](Founder& f) { return department(f, d, dep, tops.government, number); }));
    ++number;
  }
  TRY_DO(d.unit([&](Founder& f) -> base::Done {
    TRY(administration, f.office(OrgTree::administrative, "administration", "admin", "区信息化管理办公室", "District Information Office", tops.government, root));
    for (const auto& [kind, name] : {std::pair{"system_admin", "系统管理员"}, {"security_admin", "安全保密管理员"}, {"audit_admin", "安全审计员"}}) {
      TRY(person, f.seat_new(administration, kind, name));
      static_cast<void>(person);
    }
    return {};
  }));
  return tops;
}

struct Station { base::PersonId head{}; std::map<base::AreaId, base::PersonId> officers{}; };

// The police station of a subdistrict: an officer looks after two communities. One station waits for its head.
base::Result<Station> police_station(Founder& f, const District& d, const territory::Area& area, base::OrgUnitId bureau, int number) {
  Station out;
  std::string name = without_note(area);
  for (const std::string_view tail : {"街道", "镇", "乡"})
    if (name.ends_with(tail)) { name.resize(name.size() - tail.size()); break; }
  TRY(office, f.office(OrgTree::administrative, "police_station", area.code + "-pcs", name + "派出所", area.name_en + " Police Station", bureau, area.id));
  TRY(post, f.post(office, "station_head", name + "派出所所长"));
  if (!d.plan.full || number != 11) {
    TRY(head, f.someone());
    out.head = head;
    TRY(appointment, f.appoint(post, head));
    static_cast<void>(appointment);
  }
  base::PersonId officer{};
  int n = 0;
  for (const territory::Area* community : d.tree->children(area.id)) {
    if (n++ % 2 == 0) {
      TRY(person, f.someone());
      officer = person;
    }
    TRY_DO(f.seat(office, "community_police", without_note(*community) + "民警", officer, community->id));
    out.officers[community->id] = officer;
  }
  return out;
}

struct Township { Tops tops{}; Station station{}; };

base::Result<Township> township(Founder& f, const District& d, const territory::Area& area, Tops above, base::OrgUnitId bureau, int number) {
  const bool town = area.kind == territory::AreaKind::town || area.kind == territory::AreaKind::township;
  const bool zone = area.kind == territory::AreaKind::development_zone;
  const std::string name = zone ? area.name + "管委会" : area.name + (town ? "人民政府" : "办事处");
  TRY(office, f.office(OrgTree::administrative, town ? "town_government" : "subdistrict_office", area.code + "-bsc", name,
                       area.name_en + (zone ? " Administration" : town ? " Government" : " Office"), above.government, area.id));
  TRY(committee, f.office(OrgTree::party, "working_committee", area.code + "-dgw", area.name + (town ? "党委" : "党工委"),
                          area.name_en + (town ? " Party Committee" : " Party Working Committee"), above.party, area.id));
  Township out{{office, committee}, {}};
  for (int i = 0; i < (d.plan.full ? 2 : 1); ++i) {
    TRY(person, f.seat_new(office, "subdistrict_dispatcher", without_note(area) + "派遣员"));
    static_cast<void>(person);
  }
  TRY(secretary, f.seat_new(committee, "working_committee_secretary", area.name + (town ? "党委书记" : "党工委书记")));
  TRY(director, f.seat_new(office, "subdistrict_director", area.name + (zone ? "管委会主任" : town ? "镇（乡）长" : "主任")));
  static_cast<void>(secretary), static_cast<void>(director);
  if (d.tree->children(area.id).empty()) return out;
  TRY(station, police_station(f, d, area, bureau, number));
  out.station = std::move(station);
  TRY(deputy, f.post(committee, "working_committee_deputy", area.name + (town ? "党委副书记" : "党工委副书记")));
  if (out.station.head && (!d.plan.full || number % 7 != 5)) {  // some heads are not appointed yet
    TRY(appointment, f.appoint(deputy, out.station.head));
    static_cast<void>(appointment);
  }
  return out;
}

// 837 workers over 803 grids: 54 grids have two, 20 posts wait for somebody (none of them where the demo's story happens).
void plan_workers(District& d) {
  if (!d.plan.full) return;
  std::vector<base::AreaId> grids, ordinary;
  for (const territory::Area& area : d.tree->all()) {
    if (area.kind != territory::AreaKind::grid) continue;
    const territory::Area* community = d.tree->community_of(area.id);
    if (community == nullptr || community->kind == territory::AreaKind::village) continue;
    grids.push_back(area.id);
    if (community->name.find("示例") != std::string::npos && !community->name.starts_with("迎宾") && !community->name.starts_with("柴西")) ordinary.push_back(area.id);
  }
  constexpr std::size_t twice = 54, vacant = 20;
  for (std::size_t i = 0; i < twice && !grids.empty(); ++i) d.second_worker.push_back(grids[(i * grids.size() + 7) / twice % grids.size()]);
  for (std::size_t i = 0; i < vacant && !ordinary.empty(); ++i) d.no_worker.push_back(ordinary[i * ordinary.size() / vacant]);
  std::sort(d.second_worker.begin(), d.second_worker.end());
  std::sort(d.no_worker.begin(), d.no_worker.end());
}

base::Done found_all(District& d) {
  TRY(tops, district_level(d));
  plan_workers(d);
  const auto bureau = d.house.store.read([&](store::Session& s) -> base::OrgUnitId {
    d.house.people.forget(d.work.moment.district);
    const auto units = d.house.people.units(s, d.work.moment.district, d.tree->day());
    const people::OrgUnit* found = units->by_code("gafj");
    return found != nullptr ? found->id : base::OrgUnitId{};
  });
  int number = 0, community = 0;
  std::int64_t done = 0;
  const auto areas = d.tree->children(d.tree->root());
  for (const territory::Area* area : areas) {
    ++number;
    TRY(made, d.unit([&](Founder& f) { return township(f, d, *area, tops, bureau, number); }));
    for (const territory::Area* below : d.tree->children(area->id)) {
      ++community;
      const bool seat_waits = d.plan.full && community % 9 == 8;
      const auto police = made.station.officers.find(below->id);
      const CommunityPlan plan{*d.tree, *below, made.tops, seat_waits || police == made.station.officers.end() ? base::PersonId{} : police->second,
                               d.plan.full, community, d.second_worker, d.no_worker, d.tree->day()};
      TRY_DO(d.unit([&](Founder& f) { return found_community(f, plan); }));
    }
    if (d.plan.progress) d.plan.progress(++done, static_cast<std::int64_t>(areas.size()));
  }
  d.house.people.forget(d.work.moment.district);
  return {};
}

}  // namespace

base::Done make_demo_people(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  const base::Instant real = house.real_clock.now();
  District d{.house = house, .plan = plan};
  TRY_DO(house.store.read([&](store::Session& s) -> base::Done {
    const auto row = store::district_by_id(s, district);
    d.work = {{district, row ? store::district_now(*row, real) : real, real}, {}};
    d.tree = house.areas.today(s, d.work.moment);
    TRY(grants, house.people.grants(s, district, d.tree->day()));
    d.grants = grants;
    return {};
  }));
  return found_all(d);
}

}  // namespace organisations
