// The second demo step: both trees of organisations over the areas that stand, all kinds of posts, a person in each. Names are common
// ones put together by rule and marked 示例; telephone numbers are invented.
#include "mechanisms/organisations/demo.hpp"

#include <fmt/format.h>

#include "people/people.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"

namespace organisations {
namespace {

constexpr base::CivilDate holds_from{18'628};  // 2021-01-01

constexpr std::string_view surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"};
constexpr std::string_view given[] = {"建国", "秀英", "志强", "丽华", "海燕", "永红", "晓明", "国庆", "桂兰", "俊杰", "春梅", "文斌", "玉珍", "卫东",
                                      "雪梅", "振华", "淑芳", "宏伟", "爱民", "红霞", "立新", "玉兰", "学军", "艳萍", "保平", "慧敏", "守义", "晋生"};

struct Department {
  std::string_view code, name, name_en;
  std::vector<std::string_view> posts;
};
const std::vector<Department>& departments() {
  static const std::vector<Department> all{
      {"csgl", "区城市管理局", "District Urban Management Bureau", {"市政公用承办岗", "市容环卫承办岗"}},
      {"zjj", "区住房和城乡建设局", "District Housing and Construction Bureau", {"物业与建设承办岗"}},
      {"gafj", "公安尖草坪分局", "Jiancaoping Public Security Sub-bureau", {"治安与交通承办岗"}},
      {"scjg", "区市场监督管理局", "District Market Supervision Bureau", {"市场与消费承办岗"}},
      {"sthj", "生态环境尖草坪分局", "Jiancaoping Ecology and Environment Sub-bureau", {"环境保护承办岗"}},
      {"wsjk", "区卫生健康局", "District Health Bureau", {"公共卫生承办岗"}},
  };
  return all;
}

class Founder {  // one unit's work: everything it makes goes into the journal
 public:
  Founder(registry::House& house, store::Unit& unit, const people::Grants& grants, int& persons)
      : unit_(unit), grants_(grants), persons_(persons),
        record_([&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); }) {}

  base::Result<base::OrgUnitId> office(people::OrgTree tree, std::string kind, std::string code, std::string name, std::string name_en,
                                       base::OrgUnitId parent, base::AreaId area) {
    return people::create_org_unit(unit_, record_, {.tree = tree, .kind = std::move(kind), .code = std::move(code), .name = std::move(name),
                                                    .name_en = std::move(name_en), .parent = parent, .area = area, .valid_from = holds_from});
  }
  base::Result<base::PersonId> someone() {
    const int n = persons_++;
    const auto& family = surnames[static_cast<std::size_t>(n * 7 % 20)];
    const auto& own = given[static_cast<std::size_t>((n * 11 + n / 28) % 28)];
    return people::create_person(unit_, record_, {.name = fmt::format("{}{}（示例）", family, own),
                                                  .phone = base::Phone::parse(fmt::format("1380000{:04}", n + 1)), .note = {}, .example = true});
  }
  base::Done seat(base::OrgUnitId office, std::string kind, std::string name, base::PersonId person, base::AreaId area = {}) {
    TRY(post, people::create_post(unit_, record_, grants_, {.org_unit = office, .kind = std::move(kind), .name = std::move(name), .area = area,
                                                            .valid_from = holds_from}));
    TRY(appointment, people::appoint(unit_, record_, grants_, {.post = post, .person = person, .from = holds_from}));
    static_cast<void>(appointment);
    return {};
  }
  base::Done seat_new(base::OrgUnitId office, std::string kind, std::string name, base::AreaId area = {}) {
    TRY(person, someone());
    return seat(office, std::move(kind), std::move(name), person, area);
  }

 private:
  store::Unit& unit_;
  const people::Grants& grants_;
  int& persons_;
  people::Recorder record_;
};

struct Tops { base::OrgUnitId government{}, party{}; };

base::Result<Tops> district_level(Founder& f, base::AreaId root) {
  using enum people::OrgTree;
  Tops out;
  TRY(government, f.office(administrative, "government", "gov", "尖草坪区人民政府", "Jiancaoping District Government", {}, root));
  TRY(committee, f.office(party, "district_committee", "party", "中共尖草坪区委", "Jiancaoping District Party Committee", {}, root));
  out = {government, committee};
  TRY(centre, f.office(administrative, "command_centre", "zhzx", "区社会治理指挥中心", "District Command Centre", government, root));
  TRY_DO(f.seat_new(centre, "district_desk", "指挥中心坐席一"));
  TRY_DO(f.seat_new(centre, "district_desk", "指挥中心坐席二"));
  for (const Department& d : departments()) {
    TRY(office, f.office(administrative, "department", std::string(d.code), std::string(d.name), std::string(d.name_en), government, root));
    for (const std::string_view post : d.posts) {
      TRY_DO(f.seat_new(office, "department_handler", std::string(post)));
    }
  }
  TRY(administration, f.office(administrative, "administration", "admin", "区信息化管理办公室", "District Information Office", government, root));
  TRY_DO(f.seat_new(administration, "system_admin", "系统管理员"));
  TRY_DO(f.seat_new(administration, "security_admin", "安全保密管理员"));
  TRY_DO(f.seat_new(administration, "audit_admin", "安全审计员"));
  return out;
}

std::string short_of(const territory::Area& area) {  // without the note 示例
  const std::size_t note = area.name.find("（");
  return note == std::string::npos ? area.name : area.name.substr(0, note);
}

base::Done community(Founder& f, const territory::Tree& tree, const territory::Area& area, Tops above) {
  using enum people::OrgTree;
  const bool village = area.kind == territory::AreaKind::village;
  const std::string name = short_of(area);
  TRY(office, f.office(administrative, village ? "village_committee" : "residents_committee", area.code + "-jwh",
                       name + (village ? "村委会" : "居委会"), area.name_en.substr(0, area.name_en.find(" (")) + (village ? " Village Committee" : " Residents' Committee"),
                       above.government, area.id));
  TRY(branch, f.office(party, "community_branch", area.code + "-dzb", name + "党组织", area.name_en.substr(0, area.name_en.find(" (")) + " Party Organisation",
                       above.party, area.id));
  static_cast<void>(branch);
  TRY_DO(f.seat_new(office, "community_secretary", name + "书记"));
  TRY(first, f.someone());
  TRY(second, f.someone());
  TRY_DO(f.seat(office, "community_officer", name + "工作者", first));
  TRY_DO(f.seat(office, "community_officer", name + "工作者", second));
  int number = 0;
  for (const territory::Area* grid : tree.children(area.id)) {  // a leader leads several grids, each grid has its worker
    TRY_DO(f.seat(office, "grid_leader", grid->name + "网格长", ++number % 2 != 0 ? first : second, grid->id));
    TRY_DO(f.seat_new(office, "grid_worker", grid->name + "网格员", grid->id));
  }
  return {};
}

base::Done township(Founder& f, const territory::Tree& tree, const territory::Area& area, Tops above) {
  using enum people::OrgTree;
  const bool town = area.kind == territory::AreaKind::town || area.kind == territory::AreaKind::township;
  const bool zone = area.kind == territory::AreaKind::development_zone;
  const std::string name = zone ? area.name + "管委会" : area.name + (town ? "人民政府" : "办事处");
  TRY(office, f.office(administrative, town ? "town_government" : "subdistrict_office", area.code + "-bsc", name,
                       area.name_en + (zone ? " Administration" : town ? " Government" : " Office"), above.government, area.id));
  TRY(committee, f.office(party, "working_committee", area.code + "-dgw", area.name + (town ? "党委" : "党工委"),
                          area.name_en + (town ? " Party Committee" : " Party Working Committee"), above.party, area.id));
  TRY_DO(f.seat_new(office, "subdistrict_dispatcher", short_of(area) + "派遣员"));
  for (const territory::Area* below : tree.children(area.id)) {
    TRY_DO(community(f, tree, *below, {office, committee}));
  }
  return {};
}

}  // namespace

base::Done make_demo_people(registry::House& house, base::DistrictId district, const registry::DemoPlan&) {
  const base::Instant real = house.real_clock.now();
  struct Start { store::Work work{}; std::shared_ptr<const territory::Tree> tree{}; std::shared_ptr<const people::Grants> grants{}; };
  TRY(start, house.store.read([&](store::Session& s) -> base::Result<Start> {
    const auto row = store::district_by_id(s, district);
    Start out;
    out.work = {{district, row ? store::district_now(*row, real) : real, real}, {}};
    out.tree = house.areas.today(s, out.work.moment);
    TRY(grants, house.people.grants(s, district, out.tree->day()));
    out.grants = grants;
    return out;
  }));
  int persons = 0;
  TRY(tops, house.store.write(start.work, [&](store::Unit& unit) {
    persons = 0;
    Founder f(house, unit, *start.grants, persons);
    return district_level(f, start.tree->root());
  }));
  for (const territory::Area* area : start.tree->children(start.tree->root())) {
    const int before = persons;
    TRY_DO(house.store.write(start.work, [&](store::Unit& unit) {
      persons = before;  // a unit may run again
      Founder f(house, unit, *start.grants, persons);
      return township(f, *start.tree, *area, tops);
    }));
  }
  house.people.forget(district);
  return {};
}

}  // namespace organisations
