// Questions: a community's week, who is on duty, joint tasks. Each is a fixed number of statements.
#include <algorithm>

#include "formats/pinyin.hpp"
#include "mechanisms/crew/service.hpp"
#include "store/districts.hpp"

namespace crew {

base::Result<Ground> ground(Call& call, store::Session& s) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.units = call.house.people.units(s, call.district(), out.today);
  TRY(rules, call.house.book.in_force_as<Rules>(&parse_rules, s, call.district(), "crew/rules", out.today));
  out.rules = rules;
  std::string zone = call.time_zone;
  if (zone.empty()) {
    const auto row = store::district_by_id(s, call.district());
    zone = row ? row->time_zone : "UTC";
  }
  TRY(z, base::Zone::named(zone));
  out.minute = z.local(call.moment.now).since_midnight.micros / base::minutes(1).micros;
  return out;
}

bool may(Call& call, const Ground& g, std::string_view action, base::AreaId area, std::vector<base::OrgUnitId> units) {
  return people::may(call.principal, action, people::scope_of(*g.tree, "crew", 0, area, std::move(units))).has_value();
}
base::Result<const territory::Area*> community(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->community_of(id);
  if (area == nullptr) return base::fail(base::ErrorCode::not_found, "crew.no_such_community");
  return area;
}

namespace {

std::string name_of(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}
std::string above_of(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->subdistrict_of(id);
  return area != nullptr ? area->name : std::string{};
}
std::string post_words(const Ground& g, base::PostId id, const std::map<base::PostId, Held>& held) {
  const people::Post* post = g.units->post(id);
  const auto it = held.find(id);
  return (post != nullptr ? post->name : std::string{}) + (it == held.end() ? std::string{} : " " + it->second.name);
}
std::vector<DutyRow> of_seat(const std::vector<DutyRow>& all, std::string_view seat) {
  std::vector<DutyRow> out;
  for (const DutyRow& d : all)
    if (d.seat == seat) out.push_back(d);
  return out;
}
std::set<base::PostId> posts_held(const std::map<base::PostId, Held>& held) {
  std::set<base::PostId> out;
  for (const auto& [post, who] : held) out.insert(post);
  return out;
}

SeatView seat_view(const Seat& s) { return {s.code, s.zh, s.en, s.capacity, s.weekdays, text_of(s.from_minute), text_of(s.to_minute)}; }
RuleView rule_view(const Rules& r) {
  RuleView out{.answer_minutes = r.answer_minutes};
  for (const Seat& s : r.seats) out.seats.push_back(seat_view(s));
  for (const Preset& p : r.presets) out.presets.push_back({p.code, p.zh, p.en, p.seats, p.guests, p.bring_zh, p.bring_en});
  return out;
}

DutyView duty_view(const Ground& g, const DutyRow& d, const std::map<base::PostId, Held>& held) {
  const Seat* seat = g.rules->seat(d.seat);
  const people::Post* post = g.units->post(d.post_id);
  DutyView out{.id = d.id, .seat = d.seat, .seat_zh = seat ? seat->zh : d.seat, .seat_en = seat ? seat->en : d.seat, .post_id = d.post_id,
               .post_name = post ? post->name : std::string{}, .unit_name = post ? g.units->name(post->org_unit) : std::string{}, .weekdays = d.weekdays,
               .from = text_of(d.from_minute), .to = text_of(d.to_minute), .valid_from = d.valid_from, .valid_to = d.valid_to,
               .substitute_from = d.substitute_from, .substitute_to = d.substitute_to, .version = d.version};
  if (const auto it = held.find(d.post_id); it != held.end()) out.person_name = it->second.name;
  if (d.substitute_id) out.substitute_name = post_words(g, *d.substitute_id, held);
  return out;
}

void add_candidates(CrewView& out, const Ground& g, base::AreaId area) {
  for (const Seat& seat : g.rules->seats)
    for (const people::Post& p : g.units->posts()) {
      if (std::find(seat.post_kinds.begin(), seat.post_kinds.end(), p.kind) == seat.post_kinds.end()) continue;
      if (p.area && !g.tree->is_below(area, p.area) && !g.tree->is_below(p.area, area)) continue;
      const people::OrgUnit* unit = g.units->find(p.org_unit);
      if (unit == nullptr || (!seat.unit_codes.empty() && std::find(seat.unit_codes.begin(), seat.unit_codes.end(), unit->code) == seat.unit_codes.end())) continue;
      out.candidates.push_back({seat.code, p.id, p.name + "（" + unit->name + "）"});
    }
}

TaskLine task_line(Call& call, const Ground& g, const TaskRow& t, const LineCount& n) {
  const Preset* p = g.rules->preset(t.preset);
  return {.id = t.id, .title = t.title, .preset = t.preset, .preset_zh = p ? p->zh : "", .preset_en = p ? p->en : "", .community_id = t.community_id,
          .community_name = name_of(g, t.community_id), .subdistrict_name = above_of(g, t.community_id), .place = t.place, .meet_at = t.meet_at,
          .called_at = t.called_at, .closed_at = t.closed_at, .origin_kind = t.origin_kind, .lines = n.all, .arrived = n.arrived, .settled = n.settled,
          .findings = n.findings,
          .late = !t.closed_at && n.oldest_told.micros != 0 && call.moment.now > answer_by(n.oldest_told, t.meet_at, g.rules->answer_minutes)};
}

LineView line_view(Call& call, const Ground& g, const TaskRow& t, const LineRow& l, const std::map<base::PostId, Held>& held) {
  const Seat* seat = g.rules->seat(l.seat);
  LineView out{.id = l.id, .seat = l.seat, .name_zh = seat ? seat->zh : l.guest, .name_en = seat ? seat->en : l.guest, .org_unit_id = l.org_unit_id,
               .unit_name = g.units->name(l.org_unit_id), .state = l.state, .told_at = l.told_at,
               .answer_by = answer_by(l.told_at, t.meet_at, g.rules->answer_minutes), .arrived_at = l.arrived_at, .who = l.who, .spot = l.spot,
               .result = l.result, .settled_at = l.settled_at, .handed_to = l.handed_to, .version = l.version};
  if (out.name_zh.empty()) out.name_zh = out.name_en = out.unit_name;
  out.late = l.arrived_at ? *l.arrived_at > out.answer_by : l.state == LineState::told && call.moment.now > out.answer_by;
  if (l.post_id) {
    if (const people::Post* p = g.units->post(*l.post_id)) out.post_name = p->name;
    if (const auto it = held.find(*l.post_id); it != held.end()) out.person_name = it->second.name;
  }
  out.can_answer = !settled(l) && may(call, g, answer_action, t.community_id, {l.org_unit_id});
  return out;
}

store::ListReach reach_of(Call& call) {
  const people::Reach mine = people::reach(call.principal, read_task_action);
  store::ListReach out{.everything = mine.everything};
  for (const base::AreaId each : mine.areas) out.areas.push_back(each.value);
  return out;
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

std::vector<OnDutyView> on_duty(const Ground& g, const std::vector<DutyRow>& all, const std::map<base::PostId, Held>& held) {
  std::vector<OnDutyView> out;
  const char today = static_cast<char>('0' + weekday_of(g.today));
  for (const Seat& seat : g.rules->seats) {
    OnDutyView v{.seat = seat.code, .seat_zh = seat.zh, .seat_en = seat.en,
                 .should = seat.weekdays.find(today) != std::string::npos && seat.from_minute <= g.minute && g.minute < seat.to_minute};
    for (const DutyRow& d : of_seat(all, seat.code)) {
      if (!at_work(d, g.today, g.minute) || !held.contains(stands(d, g.today))) continue;
      v.people.push_back(post_words(g, stands(d, g.today), held));
      v.until = std::max(v.until, text_of(d.to_minute));
    }
    out.push_back(std::move(v));
  }
  return out;
}

base::Result<std::vector<CrewLine>> crews(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<CrewLine>> {
    TRY(g, ground(call, s));
    std::map<base::AreaId, std::vector<DutyRow>> by;
    for (DutyRow& d : duties(s, call.district(), {})) by[d.community_id].push_back(std::move(d));
    const auto held = posts_held(holders(s, call.district(), {}, g.today));
    auto open = open_tasks(s, call.district());
    std::vector<CrewLine> out;
    for (const territory::Area& area : g.tree->all()) {
      if (area.kind != territory::AreaKind::community && area.kind != territory::AreaKind::village) continue;
      CrewLine line{.community_id = area.id, .community_name = area.name, .subdistrict_name = above_of(g, area.id), .open_tasks = open[area.id]};
      for (const Seat& seat : g.rules->seats) {
        const auto there = of_seat(by[area.id], seat.code);
        const bool filled = std::any_of(there.begin(), there.end(), [&](const DutyRow& d) { return in_force(d, g.today) && held.contains(stands(d, g.today)); });
        ++(filled ? line.seats : line.vacant);
        if (filled && !gaps(seat, there, held, g.today).empty()) ++line.gaps;
      }
      out.push_back(std::move(line));
    }
    return out;
  });
}

base::Result<CrewView> one_crew(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CrewView> {
    TRY(g, ground(call, s));
    TRY(area, community(g, {id}));
    CrewView out{.community_id = area->id, .community_name = area->name, .subdistrict_name = above_of(g, area->id), .rules = rule_view(*g.rules),
                 .can_keep = may(call, g, keep_action, area->id), .can_call = may(call, g, call_action, area->id)};
    const auto all = duties(s, call.district(), area->id);
    const auto held = holders(s, call.district(), area->id, g.today);
    for (const DutyRow& d : all)
      if (!d.valid_to || *d.valid_to > g.today) out.duties.push_back(duty_view(g, d, held));
    for (const Seat& seat : g.rules->seats)
      for (const Gap& gap : gaps(seat, of_seat(all, seat.code), posts_held(held), g.today))
        out.gaps.push_back({seat.code, seat.zh, seat.en, gap.weekday, text_of(gap.from), text_of(gap.to)});
    out.now = on_duty(g, all, held);
    if (out.can_keep) add_candidates(out, g, area->id);
    return out;
  });
}

base::Result<NowView> now_at(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<NowView> {
    TRY(g, ground(call, s));
    TRY(area, community(g, {id}));
    return NowView{area->id, area->name, on_duty(g, duties(s, call.district(), area->id), holders(s, call.district(), area->id, g.today)),
                   may(call, g, call_action, area->id)};
  });
}

base::Result<Page<TaskLine>> tasks(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<TaskLine>> {
    TRY(g, ground(call, s));
    TRY(asked, store::parse_list(task_list(), query, {.time_zone = call.time_zone, .level = levels(g)}));
    auto page = store::list_page<TaskRow>(s, task_list(), asked, reach_of(call), call.district());
    std::vector<TaskId> ids;
    for (const TaskRow& t : page.items) ids.push_back(t.id);
    auto counts = line_counts(s, call.district(), ids);
    Page<TaskLine> out{.next = page.next, .total = page.total_at_least};
    for (const TaskRow& t : page.items) out.items.push_back(task_line(call, g, t, counts[t.id]));
    return out;
  });
}

base::Result<CountView> count_tasks(Call& call, const base::Params& query) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CountView> {
    TRY(g, ground(call, s));
    TRY(asked, store::parse_list(task_list(), query, {.time_zone = call.time_zone, .level = levels(g)}));
    return CountView{store::list_count(s, task_list(), asked, reach_of(call), call.district())};
  });
}

// By words of title or place; or, of the newest that the reader may see, by the initials of their pinyin.
base::Result<std::vector<registry::SearchHit>> find_tasks(Call& call, std::string_view words, int limit) {
  std::vector<registry::SearchHit> out;
  if (words.empty() || !people::has_action(call.principal, read_task_action)) return out;
  const auto add = [&](const TaskLine& t) { out.push_back({{"crew_task", t.id.value}, t.title, t.community_name + " · " + t.place, "/crew-tasks/" + std::to_string(t.id.value)}); };
  TRY(page, tasks(call, {{"filter.q", std::string(words)}, {"limit", std::to_string(std::clamp(limit, 1, 50))}}));
  for (const TaskLine& t : page.items) add(t);
  const std::string initials = formats::pinyin_typed(words);
  if (!out.empty() || initials.size() < 2) return out;
  TRY(newest, tasks(call, {{"limit", "200"}}));
  for (const TaskLine& t : newest.items)
    if (static_cast<int>(out.size()) < limit && formats::pinyin_initials(t.title).find(initials) != std::string::npos) add(t);
  return out;
}

base::Result<TaskView> one_task(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<TaskView> {
    TRY(g, ground(call, s));
    const auto row = task(s, call.district(), {id});
    if (!row) return base::fail(base::ErrorCode::not_found, "crew.no_such_task");
    TRY(through, people::may(call.principal, read_task_action, people::scope_of(*g.tree, "crew_task", id, row->community_id)));
    static_cast<void>(through);
    const auto held = line_holders(s, call.district(), row->id, g.today);
    const auto all = lines(s, call.district(), row->id);
    LineCount n{.all = static_cast<std::int64_t>(all.size())};
    TaskView out{.what = row->what, .called_by_name = people::person_name(s, call.district(), row->called_by), .unit_name = g.units->name(row->org_unit_id)};
    for (const LineRow& l : all) {
      n.arrived += l.arrived_at ? 1 : 0, n.settled += l.settled_at ? 1 : 0;
      if (l.state == LineState::told && (n.oldest_told.micros == 0 || l.told_at < n.oldest_told)) n.oldest_told = l.told_at;
      out.lines.push_back(line_view(call, g, *row, l, held));
    }
    for (const FindingRow& f : findings(s, call.district(), row->id)) out.findings.push_back({f.id, f.matter_id, f.title, f.reported_at, f.ended_at});
    n.findings = static_cast<std::int64_t>(out.findings.size());
    out.task = task_line(call, g, *row, n);
    std::vector<base::OrgUnitId> called;
    for (const LineRow& l : all) called.push_back(l.org_unit_id);
    out.can_report = !row->closed_at && may(call, g, answer_action, row->community_id, called);
    out.can_call_off = !row->closed_at && may(call, g, call_action, row->community_id);
    if (const Preset* p = g.rules->preset(row->preset)) out.bring_zh = p->bring_zh, out.bring_en = p->bring_en;
    if (!row->origin_kind.empty()) out.origin = base::Subject{row->origin_kind, row->origin_id};
    for (const Seat& seat : g.rules->seats) out.seats.push_back(seat_view(seat));
    return out;
  });
}

namespace {

base::Result<registry::ExportPage> duties_page(Call& call, const base::Params&) {
  return call.house.store.read([&](store::Session& s) -> base::Result<registry::ExportPage> {
    TRY(g, ground(call, s));
    const auto held = holders(s, call.district(), {}, g.today);
    registry::ExportPage out;
    for (const DutyRow& d : duties(s, call.district(), {})) {
      if (!in_force(d, g.today) || !may(call, g, export_action, d.community_id)) continue;
      const DutyView v = duty_view(g, d, held);
      out.rows.push_back({above_of(g, d.community_id), name_of(g, d.community_id), call.language == "en" ? v.seat_en : v.seat_zh, v.unit_name, v.post_name, v.person_name,
                          v.weekdays, v.from, v.to, v.valid_from});
    }
    out.total_at_least = static_cast<std::int64_t>(out.rows.size());
    return out;
  });
}
base::Result<registry::ExportPage> tasks_page(Call& call, const base::Params& query) {
  TRY(page, tasks(call, query));
  TRY(zone, base::Zone::named(call.time_zone));
  registry::ExportPage out{.next = page.next, .total_at_least = page.total};
  for (const TaskLine& t : page.items)
    out.rows.push_back({t.title, call.language == "en" ? t.preset_en : t.preset_zh, t.subdistrict_name, t.community_name, t.place, zone.local(t.called_at), t.lines, t.arrived,
                        t.settled, t.closed_at ? formats::Cell{zone.local(*t.closed_at)} : formats::Cell{}});
  return out;
}

}  // namespace

const registry::ExportList& duties_export() {
  static const registry::ExportList list{
      .code = "crews", .path = "/api/v1/crews", .name_zh = "六员值守表", .name_en = "Crew duties", .action = std::string(export_action), .personal = true,
      .columns = {{"街道（乡镇）", "Subdistrict"}, {"社区（村）", "Community"}, {"席位", "Seat"}, {"单位", "Unit"}, {"岗位", "Post"}, {"姓名", "Name"}, {"星期", "Weekdays"},
                  {"起", "From"}, {"止", "To"}, {"生效日期", "Since"}},
      .page = duties_page};
  return list;
}
const registry::ExportList& tasks_export() {
  static const registry::ExportList list{
      .code = "crew_tasks", .path = "/api/v1/crew_tasks", .name_zh = "联动任务", .name_en = "Joint tasks", .action = std::string(export_action),
      .columns = {{"任务", "Task"}, {"预案", "Preset"}, {"街道（乡镇）", "Subdistrict"}, {"社区（村）", "Community"}, {"地点", "Place"}, {"召集时间", "Called at"}, {"叫到", "Called"},
                  {"到场", "Arrived"}, {"办结", "Settled"}, {"办结时间", "Closed at"}},
      .page = tasks_page};
  return list;
}

}  // namespace crew
