// The weekly bulletin of a district, subdistrict or community: the last full week from Monday to Sunday in numbers, the communities in
// order, and by name what is late now. Field names stand in templates that an official edits, so they are Chinese and stay.
#include "mechanisms/callbacks/bulletin.hpp"

#include "base/iso.hpp"
#include "base/time.hpp"
#include "mechanisms/callbacks/ground.hpp"

namespace callbacks {
namespace {

using registry::PaperContent;
using registry::PaperTable;

constexpr int late_named = 30;

struct Line {
  std::string name{};
  WeekCounts week{};
  std::int64_t held{};
  [[nodiscard]] std::optional<std::int64_t> in_time() const { return thousandths(week.on_time, week.on_time + week.late); }
};

std::string percent(const std::optional<std::int64_t>& t) { return t ? std::to_string(*t / 10) + "." + std::to_string(*t % 10) + "%" : "—"; }

// Monday to the Monday after it, before today.
Span last_week(base::CivilDate today) {
  const base::CivilDate monday = today + (1 - base::weekday(today));
  return {monday + -7, monday};
}

void add(WeekCounts& sum, const WeekCounts& each) {
  sum.registered += each.registered;
  sum.struck += each.struck;
  sum.on_time += each.on_time;
  sum.late += each.late;
}

// Every community of the area, also one in which nothing happened; the best first, those without a strike-off after them.
std::vector<Line> lines_of(const Ground& g, base::AreaId area, const std::vector<WeekCounts>& weeks, const std::vector<HeldCounts>& held, Line& total) {
  std::map<std::int64_t, Line> by;
  for (const base::AreaId id : g.tree->below(area))
    if (const territory::Area* each = g.tree->find(id); each->kind == territory::AreaKind::community || each->kind == territory::AreaKind::village)
      by[id.value].name = each->name;
  if (area == g.tree->root()) by[0].name = "未落到社区";
  for (const WeekCounts& each : weeks)
    if (const auto it = by.find(each.community_id); it != by.end()) add(it->second.week, each), add(total.week, each);
  for (const HeldCounts& each : held)
    if (const auto it = by.find(each.community_id); it != by.end()) it->second.held += each.held, total.held += each.held;
  std::vector<Line> out;
  for (auto& [id, line] : by)
    if (id != 0 || line.week.registered + line.week.struck + line.held > 0) out.push_back(std::move(line));
  std::stable_sort(out.begin(), out.end(), [](const Line& a, const Line& b) {
    return std::tuple(-a.in_time().value_or(-1), -a.week.struck, a.held) < std::tuple(-b.in_time().value_or(-1), -b.week.struck, b.held);
  });
  return out;
}

// The three rates of the area over the week.
RateRow rates_of(store::Session& s, const Ground& g, base::DistrictId district, const territory::Area& area, Span week, const Weights& w) {
  const bool community = area.kind == territory::AreaKind::community || area.kind == territory::AreaKind::village;
  RateRow out;
  for (const MemberCounts& m : figures(s, district, community ? "community" : "subdistrict", week))
    if (area.id == g.tree->root() || m.member_id == area.id.value) out.counts = out.counts + counts_of(m);
  put_rates(out, w);
  return out;
}

PaperTable communities_table(const std::vector<Line>& lines) {
  PaperTable out{.name = "社区排序", .headings = {"名次", "社区", "登记", "销号", "按期", "超期", "按期率", "挂账"}};
  std::int64_t place = 0;
  for (const Line& each : lines) {
    const bool ranked = each.in_time().has_value();
    if (ranked) ++place;
    const WeekCounts& w = each.week;
    out.rows.push_back({ranked ? std::to_string(place) : "—", each.name, std::to_string(w.registered), std::to_string(w.struck), std::to_string(w.on_time),
                        std::to_string(w.late), percent(each.in_time()), std::to_string(each.held)});
  }
  return out;
}

PaperTable late_table(const Ground& g, const std::vector<LateMatter>& late) {
  PaperTable out{.name = "超期未销号事项", .headings = {"上报编号", "事项", "社区", "承办单位", "到期时间"}};
  for (const LateMatter& each : late)
    out.rows.push_back({each.report_number, each.title, each.community_id ? area_name(g, {*each.community_id}) : "", each.unit_id ? g.units->name({*each.unit_id}) : "",
                        g.zone->text(each.due_at)});
  return out;
}

base::Result<PaperContent> weekly_bulletin(registry::Call& call, const base::Subject& subject) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PaperContent> {
    TRY(g, ground(call.house, s, call.moment));
    const territory::Area* area = g.tree->find({subject.id});
    if (!area) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_area");
    if (auto post = people::may(call.principal, "callback.read", people::scope_of(*g.tree, std::string(subject_kind), 0, area->id)); !post)
      return std::unexpected(std::move(post).error());
    const Span week = last_week(g.today);
    TRY(weights, call.house.book.in_force_as<Weights>(parse_weights, s, call.district(), "rates/weights", week.to + -1));
    const base::DistrictId district = call.district();
    Line total;
    const auto lines = lines_of(g, area->id, week_of(s, district, g.zone->start_of(week.from), g.zone->start_of(week.to)), held_now(s, district), total);
    const RateRow rates = rates_of(s, g, district, *area, week, *weights);
    auto late = late_now(s, district, call.moment.now, area->id == g.tree->root() ? 0 : area->id.value, late_named + 1);
    const bool more = late.size() > late_named;
    if (more) late.resize(late_named);
    PaperContent out{.title = area->name + "工作周通报"};
    out.fields = {{"地区", area->name}, {"起", base::iso(week.from)}, {"止", base::iso(week.to + -1)}, {"登记", std::to_string(total.week.registered)},
                  {"销号", std::to_string(total.week.struck)}, {"按期", std::to_string(total.week.on_time)}, {"超期", std::to_string(total.week.late)},
                  {"按期率", percent(total.in_time())}, {"挂账", std::to_string(total.held)}, {"响应率", percent(rates.response)}, {"解决率", percent(rates.solution)},
                  {"满意率", percent(rates.satisfaction)}, {"回访件数", std::to_string(rates.counts.assessed)},
                  {"超期说明", late.empty() ? "无超期未销号事项" : more ? "超期较久的前 " + std::to_string(late_named) + " 件列后" : "共 " + std::to_string(late.size()) + " 件，列后"}};
    out.tables = {communities_table(lines), late_table(g, late)};
    return out;
  });
}

}  // namespace

std::vector<registry::PaperKind> papers() {
  return {{"weekly_bulletin", "周通报", "Weekly bulletin", "area", "callback.read", weekly_bulletin}};
}

}  // namespace callbacks
