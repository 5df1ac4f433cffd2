// Hours asked of communities, month by month, and what reached them outside the door.
#include <algorithm>

#include "base/iso.hpp"
#include "mechanisms/assigned_tasks/service.hpp"
#include "store/idempotency.hpp"

namespace assigned_tasks {
namespace {

// "2026-09" or empty for the month of today.
base::Result<std::int64_t> month_in(const Ground& g, std::string_view text) {
  if (text.empty()) return month_of(g.today());
  if (text.size() == 7)
    if (const auto day = base::parse_date(std::string(text) + "-01")) return month_of(*day);
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/month", "assigned_tasks.not_a_month", {}}}});
}
base::CivilDate first_day(std::int64_t month) { return *base::civil(static_cast<int>(month / 100), static_cast<unsigned>(month % 100), 1); }
std::int64_t next_month(std::int64_t month) { return month % 100 == 12 ? month + 89 : month + 1; }

bool sees(const Ground& g, const people::Reach& r, base::AreaId community) {
  return r.everything || std::any_of(r.areas.begin(), r.areas.end(), [&](base::AreaId a) { return g.tree->is_below(community, a); });
}

}  // namespace

base::Result<std::vector<HoursRow>> hours(registry::Call& call, std::string_view month_text) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<HoursRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(month, month_in(g, month_text));
    const people::Reach r = people::reach(call.principal, "assigned_task.read");
    std::vector<HoursRow> out;
    for (const UnitMonth& m : months_by_unit(s, call.district(), month)) {
      if (!sees(g, r, m.community)) continue;
      HoursRow row{.org_unit_id = m.unit, .name = g.units->name(m.unit), .community_id = m.community, .month = month_words(month), .lines = m.lines,
                   .minutes = m.minutes, .spent_minutes = m.spent, .limit_minutes = g.door->minutes_per_month};
      if (const territory::Area* area = g.tree->find(m.subdistrict)) row.subdistrict_name = area->name;
      out.push_back(std::move(row));
    }
    return out;
  });
}

base::Result<std::vector<DepartmentHours>> department_hours(registry::Call& call, std::string_view month_text) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<DepartmentHours>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(month, month_in(g, month_text));
    const people::Reach r = people::reach(call.principal, "assigned_task.read");
    const auto sees_unit = [&r](base::OrgUnitId unit) { return r.everything || std::find(r.org_units.begin(), r.org_units.end(), unit) != r.org_units.end(); };
    std::vector<DepartmentHours> out;
    auto refused = outside_in(s, call.district(), first_day(month), first_day(next_month(month)));
    for (const DepartmentMonth& m : months_by_department(s, call.district(), month)) {
      if (sees_unit(m.unit))
        out.push_back({m.unit, g.units->name(m.unit), month_words(month), m.tasks, m.lines, m.minutes, m.spent, refused[m.unit]});
      refused.erase(m.unit);
    }
    for (const auto& [unit, n] : refused)
      if (n > 0 && sees_unit(unit)) out.push_back({.org_unit_id = unit, .name = g.units->name(unit), .month = month_words(month), .refused_outside = n});
    return out;
  });
}

OutsideRow row_of(const Ground& g, const Outside& o) {
  OutsideRow r{.id = o.id, .org_unit_id = o.org_unit_id, .org_unit_name = g.units->name(o.org_unit_id)};
  if (const territory::Area* area = g.tree->find(o.community_id)) r.community_name = area->name;
  r.department_id = o.department_id;
  r.department_name = g.units->name(o.department_id);
  r.title = o.title;
  r.channel = o.channel;
  r.received_on = o.received_on;
  r.minutes = o.minutes;
  r.note = o.note;
  r.entered_at = o.entered_at;
  return r;
}

namespace {

base::Done check_outside(const Ground& g, const EnterOutside& c) {
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  const people::OrgUnit* department = g.units->find(c.department_id);
  if (!department) wrong.errors.push_back({"/department_id", "assigned_tasks.no_such_department", {}});
  const auto channels = outside_channels();
  if (std::find(channels.begin(), channels.end(), c.channel) == channels.end()) wrong.errors.push_back({"/channel", "base.unknown_choice", {{"choices", join(channels)}}});
  if (c.received_on > g.today()) wrong.errors.push_back({"/received_on", "assigned_tasks.day_is_to_come", {}});
  if (wrong.errors.empty()) return {};
  return std::unexpected(std::move(wrong));
}

struct Community { base::PostId post{}; base::OrgUnitId unit{}; base::AreaId community{}, subdistrict{}; };

// Of the posts that may fill: the first whose area stands in a community.
base::Result<Community> own_community(const registry::Call& call, const Ground& g) {
  TRY_DO(people::need_action(call.principal, "assigned_task.fill"));
  for (const people::HeldPost& post : call.principal.posts) {
    const territory::Area* community = g.tree->community_of(post.area);
    if (!community || !people::may(call.principal, "assigned_task.fill", people::scope_of(*g.tree, std::string(outside_kind), 0, community->id))) continue;
    const territory::Area* above = g.tree->subdistrict_of(community->id);
    return Community{post.post, post.org_unit, community->id, above ? above->id : base::AreaId{}};
  }
  return std::unexpected(people::may(call.principal, "assigned_task.fill", people::Scope{.kind = std::string(outside_kind)}).error());
}

}  // namespace

base::Result<OutsideRow> enter_outside(registry::Call& call, const EnterOutside& c) {
  struct Ready { Ground ground{}; Community home{}; };
  TRY(ready, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(home, own_community(call, g));
    TRY_DO(check_outside(g, c));
    return Ready{std::move(g), home};
  }));
  TRY(json, call.house.store.write(call.work(ready.home.post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      const Outside o{.district_id = u.district(), .id = u.make<OutsideId>(), .org_unit_id = ready.home.unit, .community_id = ready.home.community,
                      .subdistrict_id = ready.home.subdistrict, .department_id = c.department_id, .title = c.title, .channel = c.channel,
                      .received_on = c.received_on, .minutes = c.minutes, .note = c.note, .entered_at = u.now()};
      insert(u, o);
      TRY(event, registry::record(call.house, u, {.kind = "assigned_outside.refused", .subject = {std::string(outside_kind), o.id.value},
                                                  .body = described::to_json(o), .area = o.community_id, .org_unit = o.department_id}));
      (void)event;
      return described::to_json(row_of(ready.ground, o));
    });
  }));
  return described::parse<OutsideRow>(json);
}

base::Result<Page<OutsideRow>> outside(registry::Call& call, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<OutsideRow>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(outside_list(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    auto rows = store::list_page<Outside>(s, outside_list(), query, reach_of(people::reach(call.principal, "assigned_task.read")), call.district());
    Page<OutsideRow> out{.next = rows.next, .total_at_least = rows.total_at_least};
    for (const Outside& each : rows.items) out.items.push_back(row_of(g, each));
    return out;
  });
}

}  // namespace assigned_tasks
