// Questions: teams, their days, operations.
#include <algorithm>
#include <charconv>

#include "base/iso.hpp"
#include "formats/pinyin.hpp"
#include "mechanisms/teams/service.hpp"
#include "store/districts.hpp"

namespace teams {

base::Result<Ground> ground(Call& call, store::Session& s) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.units = call.house.people.units(s, call.district(), out.today);
  TRY(rules, call.house.book.in_force_as<Rules>(&parse_rules, s, call.district(), "teams/rules", out.today));
  out.rules = rules;
  std::string zone = call.time_zone;
  if (zone.empty()) {
    const auto row = store::district_by_id(s, call.district());
    zone = row ? row->time_zone : "UTC";
  }
  TRY(z, base::Zone::named(zone));
  out.zone = z;
  return out;
}
base::Result<base::PostId> allowed(Call& call, const Ground& g, std::string_view action, base::AreaId area, base::OrgUnitId unit) {
  std::vector<base::OrgUnitId> units;
  if (unit) units.push_back(unit);
  return people::may(call.principal, action, people::scope_of(*g.tree, "team", 0, area, std::move(units)));
}
base::OrgUnitId office_of(const Ground& g, const TeamRow& t) {
  if (t.kind == TeamKind::brigade) return t.home_unit_id;
  const people::OrgUnit* unit = g.units->responsible_above(*g.tree, t.area_id);
  return unit != nullptr ? unit->id : t.home_unit_id;
}

namespace {

std::string name_of(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}
bool is_leader(const Ground& g, base::PostId id) {
  const people::Post* post = g.units->post(id);
  return post != nullptr && post->kind == "team_leader";
}
std::string held_name(const std::map<base::PostId, std::string>& held, base::PostId id) {
  const auto it = held.find(id);
  return it == held.end() ? std::string{} : it->second;
}

TeamLine team_line(const Ground& g, const TeamRow& t, const std::vector<OfficerRow>& officers, const std::map<base::PostId, std::string>& held) {
  TeamLine out{.id = t.id, .kind = t.kind, .name = t.name, .field = t.field, .area_id = t.area_id, .area_name = name_of(g, t.area_id), .home_unit_name = g.units->name(t.home_unit_id)};
  if (const Field* f = g.rules->field(t.field)) out.field_zh = f->zh, out.field_en = f->en;
  for (const OfficerRow& o : officers) {
    if (o.team_id != t.id || !serves(o, g.today)) continue;
    ++out.officers;
    if (certificate_state(*g.rules, o.certificate_until, g.today) != "ok") ++out.expiring;
    if (is_leader(g, o.post_id)) out.leader_name = held_name(held, o.post_id);
  }
  return out;
}
base::Result<TeamRow> team_asked(store::Session& s, base::DistrictId d, std::int64_t id) {
  const auto row = team(s, d, {id});
  if (!row) return base::fail(base::ErrorCode::not_found, "teams.no_such_team");
  return *row;
}
OperationLine operation_line(const Ground& g, const OperationRow& o, const Counts& n) {
  return {.id = o.id, .title = o.title, .area_id = o.area_id, .area_name = name_of(g, o.area_id), .place = o.place, .planned_on = o.planned_on, .state = o.state,
          .unit_name = g.units->name(o.org_unit_id), .called = n.called, .attended = n.attended, .findings = n.findings, .penalties = n.penalties};
}
store::AreaLevel levels(const Ground& g) {
  return [tree = g.tree](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (area == nullptr || area->kind == territory::AreaKind::grid) return std::nullopt;
    if (area->kind == territory::AreaKind::district) return store::whole;
    return area->kind == territory::AreaKind::community || area->kind == territory::AreaKind::village ? 0 : 1;
  };
}

}  // namespace

base::Result<std::vector<TeamLine>> team_list(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<TeamLine>> {
    TRY(g, ground(call, s));
    const auto rows = teams(s, call.district());
    const auto all = officers(s, call.district(), {});
    const auto held = holders(s, call.district(), g.today);
    std::vector<TeamLine> out;
    for (const territory::Area* area : g.tree->children(g.tree->root())) {
      const auto it = std::find_if(rows.begin(), rows.end(), [&](const TeamRow& t) { return t.kind == TeamKind::subdistrict && t.area_id == area->id && stands(t, g.today); });
      if (it == rows.end()) out.push_back({.kind = TeamKind::subdistrict, .area_id = area->id, .area_name = area->name, .missing = true,
                                           .can_found = allowed(call, g, keep_action, area->id).has_value()});
      else out.push_back(team_line(g, *it, all, held));
    }
    for (const Field& f : g.rules->fields) {
      const auto it = std::find_if(rows.begin(), rows.end(), [&](const TeamRow& t) { return t.kind == TeamKind::brigade && t.field == f.code && stands(t, g.today); });
      if (it == rows.end()) out.push_back({.kind = TeamKind::brigade, .field = f.code, .field_zh = f.zh, .field_en = f.en, .area_id = g.tree->root(), .area_name = name_of(g, g.tree->root()), .missing = true,
                                           .can_found = allowed(call, g, keep_action, g.tree->root()).has_value()});
      else out.push_back(team_line(g, *it, all, held));
    }
    return out;
  });
}

base::Result<TeamView> one_team(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TeamView> {
    TRY(g, ground(call, s));
    TRY(row, team_asked(s, call.district(), id));
    const auto all = officers(s, call.district(), row.id);
    const auto held = holders(s, call.district(), g.today);
    const auto today = days(s, call.district(), row.id, g.today, g.today + 1);
    TeamView out{.team = team_line(g, row, all, held), .alert_days = g.rules->expiry_alert_days, .can_keep = allowed(call, g, keep_action, row.area_id).has_value()};
    for (const OfficerRow& o : all) {
      if (!serves(o, g.today)) continue;
      const people::Post* post = g.units->post(o.post_id);
      OfficerView v{.id = o.id, .post_id = o.post_id, .post_name = post != nullptr ? post->name : "", .person_name = held_name(held, o.post_id),
                    .certificate_masked = certificate_masked(o.certificate_number), .certificate_until = o.certificate_until,
                    .certificate_state = certificate_state(*g.rules, o.certificate_until, g.today), .joined_on = o.joined_on, .leader = is_leader(g, o.post_id), .version = o.version};
      for (const DayRow& d : today)
        if (d.officer_id == o.id) v.today = d.state;
      out.officers.push_back(std::move(v));
    }
    if (out.can_keep)
      for (const char* kind : {"team_leader", "team_officer"})
        for (const people::Post* p : g.units->posts_of(office_of(g, row), kind))
          if (std::none_of(all.begin(), all.end(), [&](const OfficerRow& o) { return o.post_id == p->id && serves(o, g.today); })) out.candidates.push_back({p->id, p->name});
    return out;
  });
}

base::Result<DaySheet> day_sheet(Call& call, std::int64_t id, const base::Params& query) {
  std::optional<base::CivilDate> day;
  for (const auto& [name, value] : query)
    if (name == "day" && !value.empty()) {
      day = base::parse_date(value);
      if (!day) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/day", "teams.not_a_day", {}}}});
    }
  return call.house.store.read([&](store::Session& s) -> base::Result<DaySheet> {
    TRY(g, ground(call, s));
    TRY(row, team_asked(s, call.district(), id));
    DaySheet out{.team_id = row.id, .team_name = row.name, .day = day.value_or(g.today), .can_fill = allowed(call, g, keep_action, row.area_id).has_value()};
    const auto held = holders(s, call.district(), g.today);
    const auto filled = days(s, call.district(), row.id, out.day, out.day + 1);
    for (const OfficerRow& o : officers(s, call.district(), row.id)) {
      if (!serves(o, out.day)) continue;
      const people::Post* post = g.units->post(o.post_id);
      DayLine line{.officer_id = o.id, .name = (post != nullptr ? post->name + " " : "") + held_name(held, o.post_id)};
      for (const DayRow& d : filled)
        if (d.officer_id == o.id) line.state = d.state, line.reason = d.reason;
      out.lines.push_back(std::move(line));
    }
    return out;
  });
}

base::Result<Page<OperationLine>> operation_page(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<OperationLine>> {
    TRY(g, ground(call, s));
    TRY(asked, store::parse_list(operation_list(), query, {.time_zone = call.time_zone, .level = levels(g)}));
    const people::Reach mine = people::reach(call.principal, read_operation_action);
    store::ListReach reach{.everything = mine.everything};
    for (const base::AreaId each : mine.areas) reach.areas.push_back(each.value);
    auto page = store::list_page<OperationRow>(s, operation_list(), asked, reach, call.district());
    std::vector<OperationId> ids;
    for (const OperationRow& o : page.items) ids.push_back(o.id);
    auto n = counts(s, call.district(), ids);
    Page<OperationLine> out{.next = page.next, .total = page.total_at_least};
    for (const OperationRow& o : page.items) out.items.push_back(operation_line(g, o, n[o.id]));
    return out;
  });
}

// By words of title or place; or, of the newest that the reader may see, by the initials of their pinyin.
base::Result<std::vector<registry::SearchHit>> find_operations(Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, read_operation_action)) return out;
  const auto add = [&](const OperationLine& o) {
    out.push_back({{"joint_operation", o.id.value}, o.title, o.area_name + " · " + base::iso(o.planned_on), "/joint-operations/" + std::to_string(o.id.value)});
  };
  TRY(page, operation_page(call, {{"filter.q", std::string(words)}, {"limit", std::to_string(std::clamp(limit, 1, 50))}}));
  for (const OperationLine& o : page.items) add(o);
  const std::string initials = formats::pinyin_typed(words);
  if (!out.empty() || initials.size() < 2) return out;
  TRY(newest, operation_page(call, {{"limit", "200"}}));
  for (const OperationLine& o : newest.items)
    if (static_cast<int>(out.size()) < limit && formats::pinyin_initials(o.title).find(initials) != std::string::npos) add(o);
  return out;
}

base::Result<OperationView> one_operation(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<OperationView> {
    TRY(g, ground(call, s));
    const auto row = operation(s, call.district(), {id});
    if (!row) return base::fail(base::ErrorCode::not_found, "teams.no_such_operation");
    const auto all = teams(s, call.district());
    const auto team_name = [&](TeamId t) {
      const auto it = std::find_if(all.begin(), all.end(), [&](const TeamRow& one) { return one.id == t; });
      return it == all.end() ? std::string{} : it->name;
    };
    OperationView out{.plan = row->plan, .result = row->result, .planned_by_name = people::person_name(s, call.district(), row->planned_by),
                      .can_operate = allowed(call, g, operate_action, row->area_id).has_value(),
                      .can_approve = allowed(call, g, approve_action, row->area_id).has_value() && row->planned_by != call.principal.person, .version = row->version};
    if (row->approved_by) out.approved_by_name = people::person_name(s, call.district(), *row->approved_by);
    Counts n;
    for (const CalledRow& c : called(s, call.district(), row->id)) {
      ++n.called, n.attended += c.attended_at ? 1 : 0;
      const auto t = std::find_if(all.begin(), all.end(), [&](const TeamRow& one) { return c.team_id && one.id == *c.team_id; });
      const base::OrgUnitId own = t != all.end() ? office_of(g, *t) : c.org_unit_id.value_or(base::OrgUnitId{});
      out.called.push_back({c.id, c.team_id ? team_name(*c.team_id) : g.units->name(*c.org_unit_id), c.came, c.who, c.attended_at,
                            row->state == OperationState::approved && allowed(call, g, operate_action, row->area_id, own).has_value()});
      if (c.team_id) out.teams.push_back({std::to_string(c.team_id->value), team_name(*c.team_id)});
    }
    for (const FindingRow& f : findings(s, call.district(), row->id)) out.findings.push_back({f.id, f.title, f.matter_id, f.ended_at});
    for (const PenaltyRow& p : penalties(s, call.district(), row->id)) out.penalties.push_back({p.id, p.team_id, team_name(p.team_id), p.file_number, p.outcome});
    n.findings = static_cast<std::int64_t>(out.findings.size()), n.penalties = static_cast<std::int64_t>(out.penalties.size());
    out.operation = operation_line(g, *row, n);
    if (!row->origin_kind.empty()) out.origin = base::Subject{row->origin_kind, row->origin_id};
    return out;
  });
}

namespace {

base::Result<registry::ExportPage> teams_page(Call& call, const base::Params&) {
  TRY(all, team_list(call));
  return call.house.store.read([&](store::Session& s) -> base::Result<registry::ExportPage> {
    TRY(g, ground(call, s));
    registry::ExportPage out;
    for (const TeamLine& t : all)
      if (allowed(call, g, export_action, t.area_id)) out.rows.push_back({t.area_name, call.language == "en" ? t.field_en : t.field_zh, t.name, t.home_unit_name, t.leader_name, t.officers, t.expiring});
    out.total_at_least = static_cast<std::int64_t>(out.rows.size());
    return out;
  });
}
std::string_view state_words(OperationState s) {
  switch (s) {
    case OperationState::planned: return "待批准";
    case OperationState::approved: return "已批准";
    case OperationState::closed: return "已办结";
    case OperationState::cancelled: return "已取消";
  }
  return "";
}
base::Result<registry::ExportPage> operations_page(Call& call, const base::Params& query) {
  TRY(page, operation_page(call, query));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total};
  for (const OperationLine& o : page.items)
    out.rows.push_back({o.title, o.area_name, o.place, o.planned_on, std::string(state_words(o.state)), o.unit_name, o.called, o.attended, o.findings, o.penalties});
  return out;
}

// Names stand in templates that an official edits, so they are Chinese and stay.
base::Result<registry::PaperContent> operation_paper(Call& call, const base::Subject& subject) {
  TRY(v, one_operation(call, subject.id));
  registry::PaperContent out{.title = "联合执法记录"};
  out.fields = {{"行动", v.operation.title}, {"区域", v.operation.area_name}, {"地点", v.operation.place}, {"日期", base::iso(v.operation.planned_on)},
                {"牵头单位", v.operation.unit_name}, {"方案", v.plan}, {"提出人", v.planned_by_name}, {"批准人", v.approved_by_name}, {"结果", v.result}};
  registry::PaperTable came{.name = "到场", .headings = {"单位", "人数", "人员"}}, found{.name = "问题", .headings = {"问题", "办理"}}, files{.name = "处罚案卷", .headings = {"队伍", "编号", "结果"}};
  for (const CalledView& c : v.called) came.rows.push_back({c.name, c.attended_at ? std::to_string(c.came) : "未到场", c.who});
  for (const FindingView& f : v.findings) found.rows.push_back({f.title, f.ended_at ? "已了结" : "办理中"});
  for (const PenaltyView& p : v.penalties) files.rows.push_back({p.team_name, p.file_number, p.outcome});
  out.tables = {came, found, files};
  return out;
}
std::string_view point_words(PointState state) {
  switch (state) {
    case PointState::stands: return "";
    case PointState::objected: return "异议待裁定";
    case PointState::upheld: return "维持";
    case PointState::lifted: return "撤销扣分";
  }
  return "";
}
// Of one frozen month: what still runs is not printed.
base::Result<registry::PaperContent> marks_paper(Call& call, const base::Subject& subject) {
  const auto m = call.house.store.read([&](store::Session& s) { return month_of_id(s, call.district(), {subject.id}); });
  if (!m) return base::fail(base::ErrorCode::not_found, "teams.no_such_month");
  TRY(v, marks_of(call, m->team_id.value, {{"month", month_text(m->month)}}));
  TRY(zone, base::Zone::named(call.time_zone));
  registry::PaperContent out{.title = "执法队月度评分"};
  out.fields = {{"队伍", v.team_name}, {"主管部门", v.home_unit_name}, {"月份", v.month}, {"总分", std::to_string(v.total)},
                {"冻结时间", v.frozen_at ? zone.text(*v.frozen_at) : ""}, {"主管部门阅知", v.seen_at ? zone.text(*v.seen_at) : "未阅"}};
  registry::PaperTable items{.name = "得分", .headings = {"项目", "得分", "满分"}}, off{.name = "扣分", .headings = {"项目", "扣分", "依据", "异议", "裁定"}};
  for (const ItemView& i : v.items) items.rows.push_back({i.name_zh, std::to_string(i.points), std::to_string(i.of)});
  for (const PointView& p : v.points) {
    const auto item = std::find_if(v.items.begin(), v.items.end(), [&](const ItemView& i) { return i.code == p.item; });
    const std::string ruled{point_words(p.state)};
    off.rows.push_back({item != v.items.end() ? item->name_zh : p.item, std::to_string(p.points), p.words, p.objection, ruled + (p.ruling.empty() ? "" : "：" + p.ruling)});
  }
  out.tables = {items, off};
  return out;
}

}  // namespace

std::vector<registry::PaperKind> papers() {
  return {{"joint_operation_record", "联合执法记录", "Record of a joint operation", "joint_operation", std::string(read_operation_action), operation_paper},
          {"team_marks", "执法队月度评分", "Monthly marks of a team", "team_month", std::string(read_action), marks_paper}};
}
const registry::ExportList& teams_export() {
  static const registry::ExportList list{
      .code = "teams", .path = "/api/v1/teams", .name_zh = "执法队伍", .name_en = "Enforcement teams", .action = std::string(export_action), .personal = true,
      .columns = {{"区域", "Area"}, {"领域", "Field"}, {"队伍", "Team"}, {"主管部门", "Home department"}, {"队长", "Leader"}, {"队员", "Officers"}, {"证件将到期", "Certificates expiring"}},
      .page = teams_page};
  return list;
}
const registry::ExportList& operations_export() {
  static const registry::ExportList list{
      .code = "joint_operations", .path = "/api/v1/joint_operations", .name_zh = "联合执法", .name_en = "Joint operations", .action = std::string(export_action),
      .columns = {{"行动", "Operation"}, {"区域", "Area"}, {"地点", "Place"}, {"日期", "Date"}, {"状态", "State"}, {"牵头单位", "Lead"}, {"召集", "Called"}, {"到场", "Attended"},
                  {"问题", "Findings"}, {"处罚案卷", "Penalty files"}},
      .page = operations_page};
  return list;
}

}  // namespace teams
