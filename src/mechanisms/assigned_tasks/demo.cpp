// The demo district's tasks handed down, lived through the services: drafted by departments, admitted by the desk, filled by
// communities over the weeks before the first day. Numbers are invented and follow the seed.
#include <algorithm>

#include "mechanisms/assigned_tasks/room.hpp"
#include "mechanisms/assigned_tasks/service.hpp"
#include "store/districts.hpp"

namespace assigned_tasks {
namespace {

struct DemoTask {
  std::string_view department, title, purpose, basis;
  int drafted_day{}, due_day{};         // counted from the first day
  std::int64_t minutes{};
  std::vector<FormField> fields{};
  char end{};                           // d draft, q asked, x refused, s sent, c closed
  int filled_percent{};
  bool villages{};
};

FormField fact(std::string code, std::string label, std::string unit, bool required = true) {
  return {.code = code, .label = std::move(label), .kind = FieldKind::number, .required = required, .fact = code, .unit = std::move(unit), .least = 0, .most = 100'000};
}
FormField number(std::string code, std::string label, std::string unit) {
  return {.code = std::move(code), .label = std::move(label), .kind = FieldKind::number, .required = true, .unit = std::move(unit), .least = 0, .most = 100'000};
}
FormField text(std::string code, std::string label) { return {.code = std::move(code), .label = std::move(label), .kind = FieldKind::text}; }

std::vector<DemoTask> plan() {
  return {
      {"wsjk", "高龄老人秋季健康随访底数", "安排社区卫生服务中心秋季随访，只要数量，不要名单", "《国家基本公共卫生服务规范》老年人健康管理（示例）", -17, -6, 40,
       {fact("households", "总户数", "户"), fact("elderly_80", "80 岁以上老人数", "人"), fact("elderly_alone", "其中独居", "人"),
        {.code = "has_canteen", .label = "有无社区食堂", .kind = FieldKind::yes_no, .required = true, .fact = "has_canteen"}}, 'c', 96, false},
      {"gafj", "电动自行车集中充电点排查", "核对充电点数量与隐患，安排联合检查", "电动自行车安全隐患全链条整治行动方案（示例）", -8, 4, 60,
       {fact("charging_sheds", "集中充电点数", "处"), number("hazards", "发现飞线充电", "处"),
        {.code = "worst", .label = "隐患最多的地点照片", .kind = FieldKind::photo, .hint = "没有隐患可不传"}, text("note", "需要部门帮助解决的")}, 's', 38, false},
      {"zjj", "老旧小区与住宅电梯底数核对", "编制明年改造计划，底数一次报、各处共用", "城镇老旧小区改造工作方案（示例）", -5, 9, 90,
       {fact("households", "总户数", "户"), fact("old_buildings", "1990 年前居民楼", "栋"), fact("lifts", "在用住宅电梯", "部"),
        fact("estates_without_property", "无物业小区", "个")}, 's', 12, true},
      {"scjg", "沿街小门店食品经营情况更新", "更新食品经营台账，安排分级检查", "食品安全“两个责任”工作机制（示例）", -1, 12, 90,
       {fact("small_shops", "沿街小门店", "家"), number("food_shops", "其中经营食品", "家"), fact("grids", "网格数", "个")}, 'q', 0, true},
      {"sthj", "扬尘点位每周统计", "掌握裸露土地覆盖情况", "大气污染防治行动计划（示例）", -1, 3, 120,
       {number("bare", "裸露土地", "处"), number("covered", "已覆盖", "处"), text("who", "责任单位")}, 'q', 0, true},
      {"csgl", "环境卫生整治每日报表", "每日汇总各社区整治数量", "城市管理提升年方案（示例）", -10, 6, 30,
       {number("cleared", "今日清理", "处"), number("people", "今日出动", "人")}, 'x', 0, true},
      {"zjj", "物业服务满意度入户了解", "了解业主对物业的意见", "物业管理条例（示例）", -1, 20, 150, {number("asked", "走访户数", "户"), text("words", "集中反映的问题")}, 'd', 0, false},
  };
}

class Life {
 public:
  Life(registry::House& house, store::District district) : house_(house), district_(std::move(district)), zone_(*base::Zone::named(district_.time_zone)) {}

  base::Done live() {
    const base::Instant end = store::district_now(district_, house_.real_clock.now());
    first_day_ = zone_.date_of(end);
    end_ = end;
    std::size_t number = 0;
    for (const DemoTask& d : plan()) TRY_DO(task(d, number++));
    return outside();
  }

 private:
  base::Instant at(int day, int hour, int minute = 0) const { return std::min(zone_.instant(first_day_ + day, hour, minute), end_); }

  // The first holder of such a post in the unit, as of that moment; an empty principal: nobody.
  base::Result<registry::Call> as(base::OrgUnitId unit, std::string_view post_kind, base::Instant when) {
    registry::Call call{.house = house_};
    call.moment = {district_.id, when, house_.real_clock.now()};
    call.time_zone = district_.time_zone;
    call.channel = "desk";
    return house_.store.read([&](store::Session& s) -> base::Result<registry::Call> {
      const auto tree = house_.areas.today(s, call.moment);
      const auto units = house_.people.units(s, district_.id, tree->day());
      const auto posts = units->posts_of(unit, post_kind);
      const auto holders = posts.empty() ? std::vector<people::Holder>{} : people::holders_of(s, district_.id, posts.front()->id, tree->day());
      if (holders.empty()) return call;
      call.principal = {.district = district_.id, .account = {1}, .person = holders.front().person, .name = holders.front().name};
      call.principal.posts = people::posts_held(s, district_.id, holders.front().person, tree->day());
      TRY(grants, house_.people.grants(s, district_.id, tree->day()));
      call.principal.grants = grants;
      return call;
    });
  }

  std::shared_ptr<const people::Units> units() {
    return house_.store.read([&](store::Session& s) { return house_.people.units(s, district_.id, first_day_); });
  }
  base::OrgUnitId department(std::string_view code) {
    const auto all = units();
    if (const people::OrgUnit* unit = all->by_code(code); unit && all->has_post_kind(unit->id, "department_handler")) return unit->id;
    for (const people::OrgUnit* each : all->of_kind("department"))
      if (all->has_post_kind(each->id, "department_handler")) return each->id;
    return {};
  }
  base::OrgUnitId centre() {
    const auto all = units()->of_kind("command_centre");
    return all.empty() ? base::OrgUnitId{} : all.front()->id;
  }

  base::Done task(const DemoTask& d, std::size_t number) {
    TRY(drafter, as(department(d.department), "department_handler", at(d.drafted_day, 9, 10)));
    if (!drafter.principal.person) return {};
    SaveTask c{.title = std::string(d.title), .purpose = std::string(d.purpose), .basis = std::string(d.basis), .due_on = first_day_ + d.due_day,
               .unit_kinds = {"residents_committee"}, .minutes = d.minutes, .fields = d.fields};
    if (d.villages) c.unit_kinds.emplace_back("village_committee");
    TRY(made, draft(drafter, c));
    if (d.end == 'd') return {};
    drafter.moment.now = at(d.drafted_day, 10);
    TRY(asked, move(drafter, made.row.id, "ask", {}));
    (void)asked;
    if (d.end == 'q') return {};
    TRY(desk, as(centre(), "district_desk", at(d.drafted_day, 15, 20)));
    if (d.end == 'x') {
      TRY(no, move(desk, made.row.id, "refuse", {.reason = "与网格巡查数据重复，请直接使用平台统计，不再让社区另报。"}));
      (void)no;
      return {};
    }
    TRY(sent, move(desk, made.row.id, "admit", {}));
    (void)sent;
    TRY_DO(fill_some(d, made.row.id, number));
    if (d.end != 'c') return {};
    TRY(judge_call, as(department(d.department), "department_handler", at(d.due_day + 1, 11)));
    TRY(accepted, accept_filled(judge_call, made.row.id, {}));
    (void)accepted;
    TRY(closed, move(judge_call, made.row.id, "close", {}));
    (void)closed;
    return {};
  }

  base::Done fill_some(const DemoTask& d, TaskId id, std::size_t number) {
    const auto all = house_.store.read([&](store::Session& s) { return lines_of(s, district_.id, id); });
    std::size_t i = 0, filled = 0;
    const std::size_t wanted = std::min<std::size_t>(all.size() * static_cast<std::size_t>(d.filled_percent) / 100, 40 + (d.end == 'c' ? 60 : 0));
    for (const Line& l : all) {
      if (filled >= wanted) break;
      const std::size_t seed = i++ * 7 + number * 3;
      if (d.end == 's' && i % 3 == 1) continue;
      const int day = std::min(d.drafted_day + 2 + static_cast<int>(seed % 5), -1);
      TRY(filler, as(l.org_unit_id, "community_officer", at(day, 9 + static_cast<int>(seed % 8), static_cast<int>(seed % 50))));
      if (!filler.principal.person) continue;
      TRY_DO(fill_one(filler, l, seed));
      ++filled;
      if (d.end == 's' && filled % 9 == 4) {
        TRY(judge_call, as(l.department_id, "department_handler", at(std::min(day + 1, 0), 8, 20)));
        TRY(back, judge(judge_call, l.id, "return", {.reason = "数字与上次相差较大，请核对后再报。"}));
        (void)back;
      }
    }
    return {};
  }

  base::Done fill_one(registry::Call& filler, const Line& l, std::size_t seed) {
    TRY(form, view(filler, l.id));
    FillLine c{.spent_minutes = l.minutes * (60 + static_cast<std::int64_t>(seed % 7) * 15) / 100};
    for (const FormField& f : form.fields) {
      const auto known = std::find_if(form.prefill.begin(), form.prefill.end(), [&](const Prefill& p) { return p.code == f.code; });
      if (known != form.prefill.end()) {
        c.answers.push_back({f.code, known->value, true});
        continue;
      }
      if (f.kind == FieldKind::number) c.answers.push_back({f.code, std::to_string(1 + (seed * 13 + f.code.size() * 5) % 90), false});
      if (f.kind == FieldKind::yes_no) c.answers.push_back({f.code, seed % 3 == 0 ? "yes" : "no", false});
    }
    TRY(done, fill(filler, l.id, c));
    (void)done;
    return {};
  }

  base::Done outside() {
    struct Row { std::string_view department, title, channel; int day; std::int64_t minutes; std::string_view note; };
    constexpr Row rows[] = {{"scjg", "当日上报小餐饮照片二十张", "message_group", -9, 180, "工作群通知，当天要，未见准入编号"},
                            {"csgl", "共享单车摆放情况日报", "telephone", -4, 60, "电话布置，已告知走准入"},
                            {"wsjk", "辖区诊所名单重报", "message_group", -2, 90, "与三月所报相同"}};
    const auto all = units();
    const auto committees = all->of_kind("residents_committee");
    std::size_t n = 0;
    for (const Row& r : rows) {
      if (committees.empty()) break;
      const people::OrgUnit* home = committees[n++ * 5 % committees.size()];
      TRY(call, as(home->id, "community_secretary", at(r.day, 16, 40)));
      const base::OrgUnitId who = department(r.department);
      if (!call.principal.person || !who) continue;
      TRY(done, enter_outside(call, {.department_id = who, .title = std::string(r.title), .channel = std::string(r.channel), .received_on = first_day_ + r.day,
                                     .minutes = r.minutes, .note = std::string(r.note)}));
      (void)done;
    }
    return {};
  }

  registry::House& house_;
  store::District district_;
  base::Zone zone_;
  base::CivilDate first_day_{};
  base::Instant end_{};
};

}  // namespace

base::Done make_demo_tasks(registry::House& house, base::DistrictId district, const registry::DemoPlan&) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  if (!row) return base::fail(base::ErrorCode::not_found, "assigned_tasks.no_such_task");
  return Life(house, *row).live();
}

}  // namespace assigned_tasks
