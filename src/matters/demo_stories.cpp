#include "matters/demo_stories.hpp"

#include <fmt/format.h>

namespace matters {
namespace {

// One kind of thing that people raise: how often, who handles it (empty: the community itself), and how it reads.
struct Kind {
  std::string_view category{}, unit{};
  int weight{};
  std::string_view titles[2]{};
  std::string_view description{}, done{};
  int season{};                     // 0 all year, 1 heating months only, 2 warm months mostly
};
constexpr Kind kinds[] = {
    {"e-01-02", "csgl", 14, {"垃圾桶旁堆积垃圾", "垃圾点满溢未清运"}, "袋装垃圾堆在桶外，气味大。", "已清运并冲洗地面，增加一次收运。"},
    {"e-05-04", "gafj", 12, {"机动车占道停放", "车辆停在路口影响通行"}, "早晚高峰时通行困难。", "已劝离车辆并摆放提示牌。"},
    {"e-05-05", "csgl", 8, {"共享单车堆占人行道", "非机动车乱停放"}, "行人只能走到机动车道上。", "已清理摆放整齐。"},
    {"e-02-01", "", 9, {"单元门口贴满小广告", "墙面喷涂小广告"}, "开锁、贷款的居多。", "已清除并张贴提示。"},
    {"p-01-03", "csgl", 7, {"路灯不亮", "楼前路灯闪烁"}, "晚上看不清路。", "已更换灯具，恢复照明。"},
    {"p-01-01", "csgl", 4, {"井盖破损", "井盖松动异响"}, "车辆经过有响声，担心行人绊倒。", "已更换井盖。"},
    {"p-02-01", "csgl", 5, {"路面坑洼积水", "便道砖松动"}, "下雨后积水，骑车容易摔倒。", "已修补平整。"},
    {"p-03-01", "csgl", 5, {"垃圾桶破损", "果皮箱门掉落"}, "桶盖缺失，雨水进入。", "已更换新桶。"},
    {"e-04-04", "csgl", 4, {"下水道冒溢", "污水井堵塞返水"}, "污水流到便道上。", "已疏通管道并清洗路面。"},
    {"e-04-01", "csgl", 2, {"自来水管漏水", "水表井渗水"}, "水一直往外流。", "已关阀抢修，恢复供水。"},
    {"s-04-01", "zjj", 7, {"物业不维修楼道灯", "小区保洁不到位"}, "多次找物业没有答复。", "已约谈物业并限期整改到位。"},
    {"s-04-02", "zjj", 3, {"电梯停运", "电梯反复故障"}, "老人上下楼不便。", "维保单位已更换配件，恢复运行。"},
    {"s-02-01", "gafj", 4, {"消防通道被堵", "登高场地停车"}, "划线区停满车辆。", "已清理车辆并补划标线。"},
    {"s-02-02", "", 7, {"楼道堆放杂物", "楼梯间停放旧家具"}, "影响通行，也有火灾隐患。", "已与住户沟通并清理完毕。"},
    {"s-02-03", "", 5, {"电动车飞线充电", "电动车进楼充电"}, "从楼上拉线到楼下充电。", "已劝阻并拆除，引导到集中充电点。"},
    {"s-05-01", "", 6, {"广场舞音响声音大", "楼上装修噪音"}, "影响老人和孩子休息。", "已约定时间并签订公约。", 2},
    {"s-05-02", "csgl", 3, {"夜间施工噪音", "工地凌晨浇筑"}, "十一点以后仍在施工。", "已责令停止夜间施工。", 2},
    {"s-05-03", "", 6, {"小区车位被占用", "私装地锁"}, "车位长期被占。", "已拆除地锁，车位恢复公用。"},
    {"s-01-01", "", 5, {"楼上漏水引发邻里纠纷", "公共空间使用有争议"}, "双方各执一词。", "经调解双方达成一致。"},
    {"s-03-02", "", 4, {"独居老人需要上门看望", "高龄老人购药不便"}, "子女在外地。", "已列入探访名单，每周上门两次。"},
    {"s-03-01", "mzj", 2, {"困难家庭申请救助", "临时救助咨询"}, "家中有人患病，收入减少。", "已受理申请并送达政策说明。"},
    {"s-03-05", "zjj", 12, {"暖气不热", "室温不达标"}, "家里只有十五度。", "已排气调网，室温恢复到标准以上。", 1},
    {"e-05-01", "csgl", 5, {"店外经营占道", "烧烤摊占用便道"}, "桌椅摆到人行道上。", "已劝导退回店内经营。", 2},
    {"e-05-02", "csgl", 4, {"流动摊贩占道", "早市散市后仍占道"}, "路口拥堵。", "已劝导到指定区域经营。"},
    {"e-01-08", "csgl", 4, {"绿地内堆放杂物", "楼后堆放建筑垃圾"}, "堆放时间较长。", "已清运干净。"},
    {"e-03-02", "zjj", 3, {"工地扬尘", "运输车辆带泥上路"}, "窗户不敢打开。", "已增设洗车台并洒水降尘。", 2},
    {"p-04-03", "csgl", 3, {"树枝遮挡窗户", "树枝搭在电线上"}, "风大时有危险。", "已修剪过密枝条。", 2},
    {"s-06-02", "sthj", 3, {"散煤燃烧冒黑烟", "院内烧散煤"}, "早晚烟味呛人。", "已更换清洁煤并宣传。", 1},
    {"s-06-01", "scjg", 3, {"饭店油烟扰民", "排烟口正对居民窗户"}, "饭点时油烟大。", "已督促清洗并更换净化设备。", 2},
    {"s-01-04", "scjg", 2, {"购买商品退换纠纷", "预付卡退费难"}, "商家拖延不退。", "经调解已退款。"},
    {"p-01-07", "", 2, {"健身器材松动", "健身器材缺螺丝"}, "有老人差点摔倒。", "已加固并检修全部器材。"},
    {"s-07-01", "", 4, {"咨询居住证办理", "咨询老年证办理"}, "想问需要什么材料。", "已当面答复，并告知办理地点和所需材料。"},
};

// Chance that is the same again for the same numbers.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 0x2545F4914F6CDD1DU) { next(); }
  std::uint64_t next() {
    state_ ^= state_ >> 12U;
    state_ ^= state_ << 25U;
    state_ ^= state_ >> 27U;
    return state_ * 0x2545F4914F6CDD1DU;
  }
  std::uint64_t below(std::uint64_t n) { return (next() >> 11U) % n; }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }

 private:
  std::uint64_t state_;
};

const Kind& pick(Dice& dice, unsigned month) {
  const bool heating = month >= 11 || month <= 3, warm = month >= 5 && month <= 10;
  const auto weight = [&](const Kind& k) { return k.season == 0 ? k.weight : k.season == 1 ? (heating ? k.weight : 0) : (warm ? k.weight : k.weight / 3); };
  std::uint64_t all = 0;
  for (const Kind& k : kinds) all += static_cast<std::uint64_t>(weight(k));
  std::uint64_t at = dice.below(all);
  for (const Kind& k : kinds) {
    const auto w = static_cast<std::uint64_t>(weight(k));
    if (at < w) return k;
    at -= w;
  }
  return kinds[0];
}

// When people raise things: workers on their rounds, residents mostly before and after work.
std::pair<int, int> moment_of(Dice& dice, std::string_view source) {
  constexpr int resident_hours[] = {6, 7, 7, 8, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 22};
  constexpr int office_hours[] = {8, 9, 9, 10, 10, 11, 14, 15, 15, 16, 16, 17};
  const int hour = source == "resident" || source == "hotline" ? resident_hours[dice.below(std::size(resident_hours))] : office_hours[dice.below(std::size(office_hours))];
  return {hour, static_cast<int>(source == "counter" || source == "desk" || source == "field" ? (hour == 8 ? 36 + dice.below(24) : hour == 17 ? dice.below(40) : dice.below(60)) : dice.below(60))};
}

std::string way(Dice& dice, const Kind& k, bool long_ago) {
  if (k.category == "s-07-01") return "CJ";
  const std::uint64_t at = dice.below(100);
  if (at < 4) return "CJ";
  if (at < 10) return "CGDSFBFIX";
  if (at < 13 && !k.unit.empty()) return "CGDTDSFIX";
  if (at < 16) return long_ago ? "CGDSHMFIX" : "CGDSH";
  if (at < 20) return "CGDSUFIX";
  if (at < 23) return "CGDSEeFIX";
  if (at < 25) return "CGDSPpFIX";
  if (at < 27) return "CGDSFIXZFIX";
  return "CGDSFIX";
}

std::string stem_of(const territory::Area& community) {
  const std::size_t end = std::min({community.name.find("社区"), community.name.find("村（"), community.name.find("（"), community.name.size()});
  return community.name.substr(0, end);
}

}  // namespace

std::vector<Story> told_stories(const territory::Tree& tree, const base::Zone& zone, base::CivilDate first_day) {
  std::vector<Story> out;
  std::uint64_t number = 0;
  for (const DemoMatter& d : demo_matters()) {
    const std::uint64_t n = number++;
    const territory::Area* community = nullptr;
    for (const territory::Area& area : tree.all())
      if (community == nullptr && area.name.starts_with(d.community) && (area.kind == territory::AreaKind::community || area.kind == territory::AreaKind::village))
        community = &area;
    if (community == nullptr) continue;
    const auto grids = tree.children(community->id);
    const base::AreaId grid = grids.empty() ? community->id : grids[static_cast<std::size_t>(d.grid - 1) % grids.size()]->id;
    out.push_back({.number = n, .community = community->id, .grid = grid, .source = std::string(d.source), .category = std::string(d.category), .title = std::string(d.title),
                   .place = std::string(d.place), .description = std::string(d.description), .reporter = std::string(d.reporter), .unit = std::string(d.unit),
                   .done = std::string(d.done), .secret = d.secret, .photos = d.photos, .fixed = true, .at = zone.instant(first_day + d.day, d.hour, d.minute),
                   .steps = std::string(d.steps), .pace = d.pace});
  }
  return out;
}

std::vector<Story> StoryTeller::of_day(base::CivilDate day) const {
  std::vector<Story> out;
  const bool works = calendar->working(day);
  const bool young = first_day < day + 15;      // not yet at the end of long ways
  const bool fresh = first_day < day + 7;       // the last days have photos and what was solved on the spot
  std::uint64_t place = 0;
  for (const territory::Area& community : tree->all()) {
    const bool village = community.kind == territory::AreaKind::village;
    if (community.kind != territory::AreaKind::community && !village) continue;
    const auto grids = tree->children(community.id);
    const std::uint64_t here = ++place;
    if (grids.empty()) continue;
    Dice dice(seed * 1'000'003 + static_cast<std::uint64_t>(day.days) * 4'099 + here);
    const double wanted = a_day * (village ? 0.15 : 1.0) * (works ? 1.08 : 0.75);
    auto count = static_cast<int>(wanted);
    if (static_cast<double>(dice.below(1000)) < (wanted - count) * 1000) ++count;
    for (int i = 0; i < count; ++i) {
      const Kind& k = pick(dice, base::ymd(day).month);
      Story s{.number = 1'000 + (static_cast<std::uint64_t>(day.days) * 200 + here) * 16 + static_cast<std::uint64_t>(i), .community = community.id};
      s.grid = grids[dice.below(grids.size())]->id;
      const std::uint64_t who = dice.below(100);
      s.source = !works ? (who < 85 ? "resident" : "hotline") : who < 42 ? "resident" : who < 76 ? "field" : who < 88 ? "hotline" : who < 94 ? "counter" : "desk";
      s.category = k.category;
      s.unit = k.unit;
      s.place = fmt::format("{}{}号{}", stem_of(community), 1 + dice.below(60), dice.chance(50) ? "楼前" : "院门口");
      s.title = fmt::format("{}{}", s.place, k.titles[dice.below(2)]);
      s.description = k.description;
      s.done = k.done;
      if (s.source == "resident" || s.source == "counter" || s.source == "hotline") s.reporter = dice.chance(70) ? "群众（示例）" : "";
      s.secret = !s.reporter.empty() && dice.chance(8);
      s.on_the_spot = fresh && s.source == "field" && k.unit.empty() && dice.chance(35);
      s.photos = fresh && dice.chance(12);
      const auto [hour, minute] = moment_of(dice, s.source);
      s.at = zone->instant(day, static_cast<unsigned>(hour), static_cast<unsigned>(minute)) + base::seconds(static_cast<std::int64_t>(dice.below(60)));
      s.steps = s.on_the_spot ? "IX" : way(dice, k, !young);
      const std::uint64_t pace = dice.below(100);
      s.pace = pace < 58 ? 1 : pace < 90 ? 2 : 4;
      out.push_back(std::move(s));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Story& a, const Story& b) { return a.at < b.at; });
  return out;
}

}  // namespace matters
