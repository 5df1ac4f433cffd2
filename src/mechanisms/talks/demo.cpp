// The demo district's cadres, their teams, the communities that they visit, and what was said over the weeks before the first day.
#include <fmt/format.h>

#include <algorithm>

#include "mechanisms/talks/service.hpp"
#include "people/people.hpp"
#include "store/districts.hpp"

namespace talks {
namespace {

constexpr std::string_view family[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "周", "武", "郝", "任", "田", "白", "贺", "石", "常", "侯", "薛", "段", "雷", "秦", "温", "尹"};
constexpr std::string_view given[] = {"志宏", "晓琴", "建军", "丽萍", "永强", "文华", "海涛", "秀兰", "俊峰", "艳红", "国栋", "雅静", "振东", "彩霞", "立群", "玉梅", "向东", "慧芳", "学文", "小燕", "保国",
                                      "素珍", "晋平", "云飞", "春花", "金龙", "爱华", "新宇", "婷婷", "宏斌", "瑞雪", "世杰", "凤仙", "凯", "磊", "敏", "静"};
constexpr std::string_view institutions[] = {"区融媒体中心", "区图书馆", "区文化馆", "区疾病预防控制中心", "区妇幼保健中心", "区园林服务中心", "区环卫服务中心", "区政务服务中心", "区退役军人服务中心",
                                             "区社会保险中心", "区就业服务中心", "区档案馆", "区青少年活动中心", "区农业技术推广中心", "区防汛抗旱服务中心"};

store::Moment now_of(registry::House& house, base::DistrictId d) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, d); });
  const base::Instant real = house.real_clock.now();
  return {d, row ? store::district_now(*row, real) : real, real};
}
constexpr base::CivilDate holds_from{18'628};   // 2021-01-01

constexpr std::string_view brought[] = {"send_policy", "send_warmth", "send_service", "send_health", "send_culture"};
constexpr std::string_view joined_in[] = {"merge_feeling", "merge_service", "merge_governance", "merge_resources", "merge_party"};
struct Said { ItemKind kind; const char* topic; const char* words; const char* promise; bool matter; };
constexpr Said said[] = {
    {ItemKind::problem, "heating", "小区管网旧，想早点通上天然气", "与城市管理局核对管网计划，回来答复", false},
    {ItemKind::problem, "sanitation", "小区北门外垃圾堆了几天没人清", "", true},
    {ItemKind::suggestion, "leisure", "院里老人多，想要个歇脚纳凉的地方", "同社区一起看场地，提出方案", false},
    {ItemKind::problem, "parking", "晚上消防通道老有车停着", "", true},
    {ItemKind::praise, "service", "社区代办老年证，省了跑路", "", false},
    {ItemKind::question, "policy", "灵活就业人员医保怎么续", "把办理要点和地点写给本人", false},
    {ItemKind::problem, "facility", "楼道灯坏了两个单元", "请物业三天内修好并查看", false},
    {ItemKind::problem, "noise", "广场音响晚上声音太大", "和社区一起同队伍商量时间", false},
    {ItemKind::suggestion, "culture", "周末想有电影放映", "联系文化馆安排放映", false},
};

}  // namespace

base::Done make_demo_teams(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  const store::Moment moment = now_of(house, district);
  const people::Recorder record = [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); };
  struct Home { base::OrgUnitId id{}; std::string name{}; bool of_story{}; };
  std::vector<Home> homes;
  std::shared_ptr<const people::Grants> grants;
  TRY_DO(house.store.write(store::Work{moment, {}}, [&](store::Unit& u) -> base::Done {
    homes.clear();
    TRY(g, ground(house, u, moment));
    TRY(rights, house.people.grants(u, district, g.today));
    grants = rights;
    for (const people::OrgUnit* each : g.units->of_kind("department"))
      if (plan.full || homes.size() < 2) homes.push_back({each->id, each->name, each->code == "csgl"});
    const auto governments = g.units->of_kind("government");
    int n = 0;
    for (const std::string_view name : institutions) {
      if (!plan.full && n > 0) break;
      TRY(made, people::create_org_unit(u, record, {.tree = people::OrgTree::administrative, .kind = "institution", .code = fmt::format("sydw{:02}", ++n), .name = std::string(name),
                                                     .name_en = fmt::format("District institution {}", n), .parent = governments.empty() ? base::OrgUnitId{} : governments.front()->id,
                                                     .area = g.tree->root(), .valid_from = holds_from}));
      homes.push_back({made, std::string(name), false});
    }
    return {};
  }));
  house.people.forget(district);
  std::vector<base::AreaId> communities;
  base::AreaId story{};   // 槐园社区, where the demo's story happens: the urban management bureau's cadres go there
  house.store.read([&](store::Session& s) {
    const auto tree = house.areas.today(s, moment);
    for (const territory::Area& a : tree->all())
      if (a.code == "140108007001") story = a.id;
    for (const territory::Area& a : tree->all())
      if (a.id != story && (a.kind == territory::AreaKind::community || a.kind == territory::AreaKind::village)) communities.push_back(a.id);
  });
  const std::size_t each = plan.full ? 27 : 3;
  for (std::size_t h = 0; h < homes.size(); ++h) {
    TRY_DO(house.store.write(store::Work{moment, {}}, [&](store::Unit& u) -> base::Done {
      TRY(g, ground(house, u, moment));
      FormTeam c{.name = homes[h].name + "说事小组", .org_unit_id = homes[h].id};
      for (std::size_t k = 0; k < each; ++k) {
        const std::size_t n = h * each + k;
        TRY(person, people::create_person(u, record, {.name = fmt::format("{}{}（示例）", family[n * 5 % std::size(family)], given[n * 7 % std::size(given)]),
                                                      .phone = base::Phone::parse(fmt::format("1370000{:04}", n + 1)), .note = {}, .example = true}));
        TRY(post, people::create_post(u, record, *grants, {.org_unit = homes[h].id, .kind = "cadre", .name = fmt::format("干部岗{:02}", k + 1), .valid_from = holds_from}));
        TRY(held, people::appoint(u, record, *grants, {.post = post, .person = person, .from = holds_from}));
        static_cast<void>(held);
        c.people.push_back(person);
      }
      TRY(made, form_in(house, u, g, c));
      if (homes[h].of_story && story) {
        TRY(paired, pair_in(house, u, g, made, {.community_id = story, .from = g.today + -120}));
        static_cast<void>(paired);
      }
      // Every seventh community still waits for a team.
      for (std::size_t n = h; n < communities.size(); n += homes.size()) {
        if (n % 7 == 6) continue;
        TRY(paired, pair_in(house, u, g, made, {.community_id = communities[n], .from = g.today + -120}));
        static_cast<void>(paired);
      }
      return {};
    }));
    if (plan.progress) plan.progress(static_cast<std::int64_t>(h), static_cast<std::int64_t>(homes.size()));
  }
  house.people.forget(district);
  return {};
}

namespace {

// One evening: two cadres, how many residents came, what was said.
RecordVisit evening_of(const Ground& g, const PairingRow& p, const std::vector<base::PersonId>& who, std::size_t n, int week) {
  const base::CivilDate day = g.today + -(week * 7 + 1 + static_cast<int>(n % 5));
  RecordVisit c{.team_id = p.team_id, .community_id = p.community_id, .began_at = g.zone->instant(day, 19, static_cast<int>(n % 3) * 10), .ended_at = g.zone->instant(day, 20, 30),
                .people = {who[n % who.size()]}, .residents = 4 + static_cast<std::int64_t>(n * 7 % 19), .summary = "在小区院里和居民拉家常，听意见。",
                .slots = {std::string(brought[n % std::size(brought)]), std::string(joined_in[n * 3 % std::size(joined_in)])}};
  if (who.size() > 1) c.people.push_back(who[(n + 1) % who.size()]);
  if (n % 2 == 0) c.slots.emplace_back(brought[(n + 2) % std::size(brought)]);
  for (std::size_t k = 0; k < 1 + n % 3; ++k) {
    const Said& one = said[(n * 2 + k * 5) % std::size(said)];
    SaidItem i{.kind = one.kind, .category = one.topic, .words = one.words, .promise = one.promise, .as_matter = one.matter && n % 3 == 0};
    if (!i.promise.empty()) i.due_on = day + 10 + static_cast<int>(n % 12);
    if (one.kind == ItemKind::question) i.speaker_name = "居民（示例）", i.speaker_phone = base::Phone::parse(fmt::format("1360000{:04}", n % 10000));
    c.items.push_back(std::move(i));
  }
  return c;
}
// Most of what was promised until then is kept, and who asked is answered.
base::Done keep_promises(registry::House& house, store::Unit& u, const Ground& then, base::AreaId community, std::size_t n) {
  for (const ItemRow& i : open_promises(u, u.district(), community)) {
    if (i.said_on > then.today || (i.id.value / 2048 + static_cast<std::int64_t>(n)) % 3 == 0) continue;
    TRY_DO(finish_in(house, u, then, i, "已按承诺落实，居民认可"));
    if (i.wants_answer) TRY_DO(reply_in(house, u, *item(u, u.district(), i.id), {.how = "telephone", .words = "已告知办理结果"}));
  }
  return {};
}

}  // namespace

// Three weeks, the oldest first; a team records its week in one unit and keeps its promises in another.
base::Done make_demo_visits(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  const store::Moment end = now_of(house, district);
  std::map<TeamId, std::vector<PairingRow>> pairs;
  std::map<TeamId, std::vector<base::PersonId>> people_of;
  TRY(g, house.store.read([&](store::Session& s) {
    for (const PairingRow& p : pairings(s, district)) pairs[p.team_id].push_back(p);
    for (const MemberRow& m : members(s, district)) people_of[m.team_id].push_back(m.person_id);
    return ground(house, s, end);
  }));
  constexpr int weeks = 3;
  std::int64_t done = 0;
  for (int week = weeks - 1; week >= 0; --week) {
    std::size_t n = static_cast<std::size_t>(week);
    for (const auto& [team, places] : pairs) {
      const auto& who = people_of[team];
      Call call{.house = house, .principal = people::system_principal(district)};
      call.moment = {district, std::min(end.now, g.zone->instant(g.today + -week * 7, 8, 10)), end.real_now};
      call.time_zone = g.time_zone;
      call.principal.person = who[static_cast<std::size_t>(week) % who.size()];
      const std::size_t first = n;
      const base::Done recorded = house.store.write(call.work(), [&](store::Unit& u) -> base::Done {
        n = first;
        for (const PairingRow& p : places) {
          n += weeks;
          if (n % 4 == 3) continue;
          TRY(id, visit_in(call, u, g, evening_of(g, p, who, n, week)));
          static_cast<void>(id);
        }
        return {};
      });
      TRY_DO(recorded);
      if (week > 0) {
        call.moment.now = std::min(end.now, g.zone->instant(g.today + -week * 7 + 4, 17, 40));
        const base::Done kept = house.store.write(call.work(), [&](store::Unit& u) -> base::Done {
          Ground then = g;                   // a snapshot for that day alone would cost most of the step
          then.today = g.zone->date_of(u.now());
          for (std::size_t k = 0; k < places.size(); ++k) TRY_DO(keep_promises(house, u, then, places[k].community_id, first + k));
          return {};
        });
        TRY_DO(kept);
      }
      if (plan.progress) plan.progress(++done, static_cast<std::int64_t>(pairs.size()) * weeks);
    }
  }
  return {};
}

}  // namespace talks
