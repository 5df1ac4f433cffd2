// The demo district's whistles, lived through the services over the weeks before the first day: of every kind, with late lines, a result
// sent back, rulings, a merge; some wait for the role cards.
#include <algorithm>

#include "mechanisms/whistle/room.hpp"
#include "mechanisms/whistle/service.hpp"
#include "store/districts.hpp"

namespace whistle {
namespace {

// How far a line comes: c called, s signed, r reported in, f fed back, x closed, b sent back once and closed, l closed but late, d disputed,
// u disputed and upheld, then closed, a disputed and ruled to another unit, e asked for more time and got it, w asks for it, o closed late and
// objects to its marks, p the same and was ruled right.
struct Called { std::string_view unit, item; char way{}; };
struct Story {
  std::string_view kind, title, place, words;
  int day{}, hour{};
  std::vector<Called> called{};
  char end{};                           // c closed, o stays as its lines say, q waits for approval, d draft, w withdrawn, m merged into the story before
  std::string_view outcome{"solved"};
};

const std::vector<Story>& stories() {
  static const std::vector<Story> all{
      {"enforcement", "夜市占道与油烟扰民联合整治", "和平北路夜市口", "摊点外溢占用人行道，油烟直排，居民连续反映。", -19, 9, {{"csgl", "street_order", 'x'}, {"sthj", "pollution", 'l'}, {"scjg", "food_market", 'x'}}, 'c'},
      {"promotion", "小区物业撤场后的接管", "槐园小区", "原物业已通知撤场，业委会未成立，电梯与供水无人管。", -17, 10, {{"zjj", "property_management", 'b'}}, 'c', "partly"},
      {"emergency", "地下车库燃气味浓", "槐园小区地下车库", "多名居民报告车库有燃气味，已疏散。", -15, 21, {{"csgl", "public_facility", 'x'}, {"gafj", "parking", 'x'}}, 'c'},
      {"enforcement", "楼顶加建彩钢房", "滨河路 12 号院", "顶层住户夜间加建，楼下住户担心安全。", -13, 9, {{"csgl", "illegal_building", 'u'}, {"zjj", "illegal_building", 'x'}}, 'c'},
      {"enforcement", "消防通道长期被占", "兴华西街 8 号院", "机动车长期占用消防通道，劝导无效。", -12, 15, {{"csgl", "parking", 'a'}, {"gafj", "noise", 'x'}}, 'c'},
      {"hard", "老旧小区供水管网反复爆管", "建安里", "一年内爆管七次，产权与维修责任不清，需区领导牵头。", -11, 9, {{"zjj", "property_management", 'r'}, {"csgl", "public_facility", 's'}}, 'o'},
      {"promotion", "学校周边早晚高峰疏导", "实验小学门口", "上下学时段拥堵，请部门一起定方案。", -10, 14, {{"gafj", "parking", 'p'}, {"csgl", "street_order", 'l'}}, 'c'},
      {"enforcement", "夜间施工噪声", "同太路工地", "连续三晚超过二十二点施工。", -8, 16, {{"sthj", "noise", 'x'}, {"zjj", "pollution", 'e'}}, 'o'},
      {"promotion", "背街小巷路灯不亮", "东流路背街", "整条巷子路灯不亮一周。", -7, 9, {{"csgl", "public_facility", 'f'}, {"zjj", "property_management", 'w'}}, 'o'},
      {"enforcement", "烧烤摊噪声与油烟", "和平北路夜市口", "与夜市整治同处，另有居民来电。", -6, 20, {{"gafj", "noise", 's'}}, 'o'},
      {"enforcement", "夜市噪声再次反映", "和平北路夜市口", "同一地点的新反映，并入前一哨办理。", -5, 19, {{"gafj", "noise", 's'}, {"sthj", "noise", 's'}}, 'm'},
      {"promotion", "农贸市场病媒防制", "兴华农贸市场", "秋季灭鼠灭蝇，请卫健、市场监管一起做。", -4, 10, {{"wsjk", "public_health", 'o'}, {"scjg", "food_market", 'b'}}, 'c'},
      {"promotion", "已由社区协调解决的停车纠纷", "槐园小区东门", "吹哨后双方和解，不再需要部门到场。", -3, 11, {{"gafj", "parking", 'c'}}, 'w'},
      {"emergency", "路面塌陷", "新城西大街与迎新街口", "机动车道塌陷约两平方米，已围挡，请立即到场。", -1, 17, {{"csgl", "public_facility", 'r'}, {"gafj", "parking", 's'}}, 'o'},
      {"enforcement", "无照食品加工点", "后北屯 3 巷", "居民反映院内无照加工凉皮，请共同检查。", -1, 15, {{"scjg", "food_market", 'd'}, {"csgl", "street_order", 'c'}}, 'o'},
      {"hard", "河岸违建历史遗留", "汾河东岸", "涉及三个部门，多年未解决，请区领导牵头会商。", -1, 16, {{"csgl", "illegal_building", 'c'}, {"zjj", "illegal_building", 'c'}}, 'q'},
      {"promotion", "冬季供暖前管网排查", "槐园、兴华片区", "供暖前请部门到现场排查薄弱点。", -1, 17, {{"zjj", "property_management", 'c'}}, 'd'},
  };
  return all;
}

class Life {
 public:
  Life(registry::House& house, store::District district) : house_(house), district_(std::move(district)), zone_(*base::Zone::named(district_.time_zone)) {}

  base::Done live(const registry::DemoPlan& plan) {
    end_ = store::district_now(district_, house_.real_clock.now());
    first_day_ = zone_.date_of(end_);
    const auto places = streets(plan.full ? 6 : 1);
    for (std::size_t p = 0; p < places.size(); ++p) {
      std::optional<WhistleId> before;
      std::size_t number = 0;
      for (const Story& s : stories()) {
        const std::size_t n = number++;
        if (p > 0 && (n + p) % 3 == 0) continue;    // streets differ
        TRY(made, tell(s, places[p], n + p * 5, before));
        if (made) before = made;
        if (plan.progress) plan.progress(static_cast<std::int64_t>(p * stories().size() + number), static_cast<std::int64_t>(places.size() * stories().size()));
      }
    }
    return watch_at(house_, {district_.id, end_, house_.real_clock.now()});
  }

 private:
  struct Street { base::AreaId subdistrict{}; base::OrgUnitId office{}; std::vector<base::AreaId> communities{}; };

  template <class F>
  auto read(F f) { return house_.store.read([&](store::Session& s) { return f(s, *house_.areas.as_of(s, district_.id, first_day_), *house_.people.units(s, district_.id, first_day_)); }); }

  std::vector<Street> streets(std::size_t most) {
    return read([&](store::Session&, const territory::Tree& tree, const people::Units& units) {
      std::vector<Street> out;
      const territory::Area* first = tree.by_name("汇丰街道");
      const auto add = [&](const territory::Area& area) {
        const people::OrgUnit* office = units.responsible(area.id);
        if (out.size() >= most || !office || !units.has_post_kind(office->id, "subdistrict_dispatcher") || !units.has_post_kind(office->id, "subdistrict_director")) return;
        Street s{area.id, office->id, {}};
        for (const territory::Area* c : tree.children(area.id)) s.communities.push_back(c->id);
        if (!s.communities.empty()) out.push_back(std::move(s));
      };
      if (first) add(*first);
      for (const territory::Area& area : tree.all())
        if (tree.subdistrict_of(area.id) == tree.find(area.id) && (!first || area.id != first->id)) add(area);
      return out;
    });
  }

  // A holder of such a post in the unit who is none of `but`.
  base::Result<registry::Call> as(base::OrgUnitId unit, std::string_view post_kind, base::Instant when, base::PersonId but = {}) {
    registry::Call call{.house = house_};
    call.moment = {district_.id, std::min(when, end_), house_.real_clock.now()};
    call.time_zone = district_.time_zone;
    return house_.store.read([&](store::Session& s) -> base::Result<registry::Call> {
      const auto day = house_.areas.today(s, call.moment)->day();
      const auto units = house_.people.units(s, district_.id, day);
      for (const people::Post* post : units->posts_of(unit, post_kind))
        for (const people::Holder& h : people::holders_of(s, district_.id, post->id, day)) {
          if (h.person == but || h.deputy) continue;
          call.principal = {.district = district_.id, .account = {1}, .person = h.person, .name = h.name};
          call.principal.posts = people::posts_held(s, district_.id, h.person, day);
          TRY(grants, house_.people.grants(s, district_.id, day));
          call.principal.grants = grants;
          return call;
        }
      return call;
    });
  }
  base::OrgUnitId unit_of(std::string_view code) {
    return read([&](store::Session&, const territory::Tree&, const people::Units& units) {
      const people::OrgUnit* unit = units.by_code(code);
      const bool answers = unit && (units.has_post_kind(unit->id, "department_duty") || units.has_post_kind(unit->id, "department_handler"));
      return answers ? unit->id : base::OrgUnitId{};
    });
  }
  base::OrgUnitId centre() {
    return read([&](store::Session&, const territory::Tree&, const people::Units& units) {
      const auto all = units.of_kind("command_centre");
      return all.empty() ? base::OrgUnitId{} : all.front()->id;
    });
  }

  // The whistle that was made; none where nobody could blow or answer.
  base::Result<std::optional<WhistleId>> tell(const Story& s, const Street& street, std::size_t number, std::optional<WhistleId> before) {
    const base::Instant start = zone_.instant(first_day_ + s.day, s.hour, static_cast<int>(number * 7 % 50));
    TRY(blower, as(street.office, "subdistrict_dispatcher", start));
    TRY(director, as(street.office, "subdistrict_director", start + base::minutes(20), blower.principal.person));
    if (!blower.principal.person || !director.principal.person) return std::optional<WhistleId>{};
    SaveWhistle c{.kind = std::string(s.kind), .title = std::string(s.title), .description = std::string(s.words), .area_id = street.communities[number % street.communities.size()], .place = std::string(s.place)};
    if (s.kind == "hard") c.chair = "分管副区长";
    std::vector<Called> called;
    for (const Called& each : s.called)
      if (const base::OrgUnitId unit = unit_of(each.unit)) {
        c.lines.push_back({unit, "", std::string(each.item), called.empty()});
        called.push_back(each);
      }
    if (c.lines.empty()) return std::optional<WhistleId>{};
    c.differ_reason = "按上次联合整治的分工";
    TRY(made, draft(blower, c));
    const WhistleId id = made.row.id;
    if (s.end == 'd') return std::optional{id};
    const bool first = s.kind == "emergency";
    blower.moment.now = std::min(start + base::minutes(5), end_);
    TRY(sent, move(blower, id, first ? "blow" : "submit", {}));
    (void)sent;
    if (s.end == 'q') return std::optional{id};
    if (!first || s.end == 'c') {
      TRY(approved, move(director, id, first ? "approve_after" : "approve", {.text = "同意。"}));
      (void)approved;
    }
    const base::Instant blown = first ? blower.moment.now : director.moment.now;
    TRY(all, view(blower, id));
    for (std::size_t i = 0; i < all.lines.size(); ++i)
      for (std::size_t k = 0; k < called.size(); ++k)
        if (all.lines[i].row.unit_id == c.lines[k].unit_id) TRY_DO(answer(all.lines[i].row, called[k].way, street, blown + base::minutes(3 * static_cast<std::int64_t>(k)), s));
    return finish(s, street, id, before, blown);
  }

  base::Result<std::optional<WhistleId>> finish(const Story& s, const Street& street, WhistleId id, std::optional<WhistleId> before, base::Instant blown) {
    TRY(blower, as(street.office, "subdistrict_dispatcher", blown + base::hours(96)));
    if (s.end == 'w') {
      blower.moment.now = std::min(blown + base::hours(2), end_);
      TRY(gone, move(blower, id, "withdraw", {.reason = "双方已和解，不再需要部门到场。"}));
      (void)gone;
    }
    if (s.end == 'm' && before) {
      blower.moment.now = std::min(blown + base::hours(3), end_);
      const auto merged = move(blower, id, "merge", {.reason = "同一地点同类问题，一并办理。", .into = *before});
      if (!merged && merged.error().reason != "whistle.not_open_to_merge") return std::unexpected(merged.error());
    }
    if (s.end == 'c') {
      const auto closed = move(blower, id, "close", {.text = "各单位已办结，现场复核过。", .outcome = std::string(s.outcome)});
      if (!closed && closed.error().reason != "whistle.lines_are_open" && closed.error().reason != "workflow.not_from_here") return std::unexpected(closed.error());
    }
    return std::optional{id};
  }

  base::Done act(base::OrgUnitId unit, std::string_view post, LineId line, std::string_view name, base::Instant when, const MoveLine& c) {
    TRY(call, as(unit, post, when));
    if (!call.principal.person) return {};
    TRY(done, move(call, line, name, c));
    (void)done;
    return {};
  }

  base::Done answer(const WhistleLineRow& l, char way, const Street& street, base::Instant blown, const Story& s) {
    if (way == 'c') return {};
    const bool fast = s.kind == "emergency", late = way == 'l' || way == 'o' || way == 'p';
    const auto at = [&](std::int64_t quick, std::int64_t slow) { return blown + base::minutes(fast ? quick : slow); };
    const base::Instant signed_at = late ? blown + base::minutes(190) : at(4, 25);
    TRY_DO(act(l.unit_id, l.post_kind, l.id, "sign", signed_at, {}));
    if (way == 's') return {};
    if (way == 'd' || way == 'u' || way == 'a') {
      TRY_DO(act(l.unit_id, l.post_kind, l.id, "dispute", at(20, 60), {.reason = "依据三定规定，此类事项的处罚权不在本单位。"}));
      if (way == 'd') return {};
      if (way == 'u') TRY_DO(act(centre(), "district_desk", l.id, "uphold", at(40, 150), {.reason = "权责清单明确由其牵头，首接负责。"}));
      else return ruled_away(l, street, at(40, 150), s);
    }
    TRY_DO(act(l.unit_id, l.post_kind, l.id, "contact", at(9, 200), {.text = "已与街道联系，约定到场时间。"}));
    TRY_DO(act(l.unit_id, l.post_kind, l.id, "report_in", at(22, 1'500), {.text = "承办人员二人到场。"}));
    if (way == 'r') return act(l.unit_id, l.post_kind, l.id, "measure", at(60, 1'700), {.text = "现场核实，划定责任，安排处置。"});
    if (way == 'e' || way == 'w') {
      TRY_DO(act(l.unit_id, l.post_kind, l.id, "request_extension", at(80, 1'800), {.reason = "配件须从外地调运。", .amount = 3}));
      if (way == 'w') return {};
      return act(street.office, "subdistrict_director", l.id, "decide_extension", at(100, 1'900), {.reason = "情况属实，同意。", .granted = true});
    }
    TRY_DO(act(l.unit_id, l.post_kind, l.id, "feedback", at(300, 2'900), {.text = "已处置完毕，请街道验收。"}));
    if (way == 'f') return {};
    if (way == 'b') {
      TRY_DO(act(street.office, "subdistrict_dispatcher", l.id, "send_back", at(400, 3'000), {.reason = "现场仍有问题，请继续处理。"}));
      TRY_DO(act(l.unit_id, l.post_kind, l.id, "feedback", at(700, 4'400), {.text = "已重新处置。"}));
    }
    TRY_DO(act(street.office, "subdistrict_dispatcher", l.id, "accept", at(800, 4'500), {.text = "现场查看，已解决。"}));
    const std::int64_t good = late || way == 'b' ? 3 : 5;
    TRY_DO(act(street.office, "subdistrict_dispatcher", l.id, "rate", at(820, 4'600), {.text = "", .scores = {{"speed", good}, {"quality", 4}, {"attitude", 5}}}));
    if (way != 'o' && way != 'p') return {};
    TRY_DO(act(l.unit_id, l.post_kind, l.id, "object", at(900, 4'700), {.reason = "签收当时平台检修，已电话回复街道，有通话记录。"}));
    if (way == 'o') return {};
    return act(centre(), "district_desk", l.id, "object_upheld", at(1'000, 5'000), {.reason = "检修公告与通话记录属实，签收按按时计。", .marks = {{"sign_on_time", 10}}});
  }

  base::Done ruled_away(const WhistleLineRow& l, const Street& street, base::Instant when, const Story& s) {
    const base::OrgUnitId other = unit_of("zjj");
    TRY_DO(act(centre(), "district_desk", l.id, "reassign", when, {.reason = "院内通道由物业管理责任单位牵头，交警配合。", .unit_id = other}));
    TRY(desk, as(centre(), "district_desk", when));
    if (!desk.principal.person) return {};
    TRY(released, view(desk, l.id));
    if (!released.moved_to) return {};
    TRY(next, view(desk, *released.moved_to));
    return answer(next.row, 'x', street, when, s);
  }

  registry::House& house_;
  store::District district_;
  base::Zone zone_;
  base::CivilDate first_day_{};
  base::Instant end_{};
};

}  // namespace

base::Done make_demo(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  if (!row) return base::fail(base::ErrorCode::not_found, "whistle.no_such_whistle");
  return Life(house, *row).live(plan);
}

}  // namespace whistle
