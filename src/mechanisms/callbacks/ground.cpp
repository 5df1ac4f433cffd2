#include "mechanisms/callbacks/ground.hpp"

#include "base/time.hpp"
#include "records/dues/dues.hpp"
#include "store/districts.hpp"

namespace callbacks {
namespace {

base::Result<CategoryNames> parse_names(const definitions::Doc& doc) {
  CategoryNames out;
  for (const definitions::Doc& each : doc.at("category").items())
    out.names[each.at("code").text().value_or("")] = {each.at("zh").text().value_or(""), each.at("en").text().value_or("")};
  return out;
}

}  // namespace

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground g;
  g.tree = house.areas.today(s, moment);
  g.today = g.tree->day();
  g.units = house.people.units(s, moment.district, g.today);
  TRY(rule, house.book.in_force_as<Sampling>(parse_sampling, s, moment.district, "callbacks/sampling", g.today));
  TRY(names, house.book.in_force_as<CategoryNames>(parse_names, s, moment.district, "categories/matters", g.today));
  g.rule = rule.value;
  g.categories = names.value;
  const auto district = store::district_by_id(s, moment.district);
  TRY(zone, base::Zone::named(district ? district->time_zone : "UTC"));
  g.zone = zone;
  if (district) g.district_name = district->name_zh;
  return g;
}

people::Scope scope_of(const Ground& g, const Sample& s) {
  const base::AreaId area = s.community_id ? s.community_id : s.subdistrict_id ? s.subdistrict_id : g.tree->root();
  std::vector<base::OrgUnitId> units;
  if (s.unit_id) units.push_back(s.unit_id);
  return people::scope_of(*g.tree, std::string(subject_kind), s.id.value, g.tree->find(area) ? area : g.tree->root(), units);
}

base::Result<base::PostId> may_ask(const Ground& g, const people::Principal& who, const Sample& s, std::string_view action) {
  TRY(post, people::may(who, action, scope_of(g, s)));
  for (const people::HeldPost& held : who.posts)
    if (s.unit_id && held.org_unit == s.unit_id)
      return base::refuse("callbacks.own_unit_may_not_ask", {"callbacks/sampling", g.rule->version, "caller"}, "callbacks.let_another_unit_ask",
                          {{"unit", g.units->name(s.unit_id)}});
  return post;
}

base::Result<Sample> save(registry::House& house, store::Unit& unit, const std::optional<Sample>& before, SampleId id, std::string kind, std::string body,
                          std::string personal) {
  Sample start = before.value_or(Sample{});
  start.district_id = unit.district();
  TRY(after, fold(start, kind, body, personal, id, unit.now()));
  if (before) update(unit, after);
  else insert(unit, after);
  const Counts change = counts_of(after) - (before ? counts_of(*before) : Counts{});
  if (change != Counts{}) add_delta(unit, after, change);
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = {std::string(subject_kind), id.value}, .body = std::move(body),
                                            .personal = std::move(personal), .area = after.community_id, .org_unit = after.unit_id}));
  (void)event;
  return after;
}

void lock_matter(store::Unit& unit, base::MatterId id) { unit.lock(lock_floor, {std::string(subject_kind), id.value}); }

void put_due(store::Unit& unit, const Ground& g, std::int64_t draw_id) {
  const base::Subject subject{"callback_draw", draw_id};
  const std::int64_t waiting = waiting_of(unit, unit.district(), draw_id);
  if (waiting == 0) return dues::remove(unit, subject);
  const auto centres = g.units->of_kind("command_centre");
  const auto draw = draw_row(unit, unit.district(), {draw_id});
  if (centres.empty() || !draw) return;
  dues::Due due{.subject = subject, .kind = "callback.to_call", .bucket = "to_handle", .org_unit = centres.front()->id, .post_kind = g.rule->caller};
  due.area = g.tree->root();
  due.title = "回访清单 " + base::iso(draw->from_day) + " 至 " + base::iso(draw->to_day + -1) + "：待访 " + std::to_string(waiting) + " 件";
  due.context = "电话回访";
  due.since = draw->made_at;
  due.due_at = draw->made_at + base::hours(24 * 7);
  dues::put(unit, due);
}

std::string area_name(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}

SampleRow row_of(const Ground& g, const Sample& s) {
  SampleRow r{.id = s.id, .version = s.version, .matter_id = s.matter_id, .report_number = s.report_number, .title = s.title};
  if (const auto it = g.categories->names.find(s.category); it != g.categories->names.end()) std::tie(r.category_zh, r.category_en) = it->second;
  r.reason = s.reason;
  r.state = s.state;
  r.exclusion = s.exclusion;
  r.unit_id = s.unit_id;
  r.unit_name = g.units->name(s.unit_id);
  r.community_name = area_name(g, s.community_id);
  r.subdistrict_name = area_name(g, s.subdistrict_id);
  r.day = s.day;
  r.struck_off_at = s.struck_off_at;
  r.calls = s.calls;
  r.last_call_at = s.last_call_at;
  if (s.call_again_at.micros > 0 && s.state == "waiting") r.call_again_at = s.call_again_at;
  r.channel = s.channel;
  r.contacted = s.contacted;
  r.solved = s.solved;
  r.satisfaction = s.satisfaction;
  r.answered_at = s.answered_at;
  r.changed_at = s.changed_at;
  return r;
}

base::Error field_error(std::string path, std::string reason, base::Params params) {
  return {.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{std::move(path), std::move(reason), std::move(params)}}};
}

base::OrgUnitId unit_of(const Ground& g, base::PostId id) {
  const people::Post* post = g.units->post(id);
  return post != nullptr ? post->org_unit : base::OrgUnitId{};
}

}  // namespace callbacks
