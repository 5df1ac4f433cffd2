// The office's day sheet as facts, the month sheet made from it. Patrol becomes a second producer of the same facts later.
#include <algorithm>
#include <charconv>

#include "base/iso.hpp"
#include "mechanisms/workforce/service.hpp"
#include "records/facts/facts.hpp"

namespace workforce {
namespace {

struct Asked { base::AreaId area{}; std::optional<base::CivilDate> day{}; };
base::Result<Asked> read_query(const base::Params& query) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty() || name == "limit" || name == "after") continue;
    if (name == "area") {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out.area.value);
      if (error != std::errc{} || end != value.data() + value.size()) wrong.errors.push_back({"/area", "base.out_of_range", {{"least", "1"}, {"most", "9223372036854775807"}}});
    } else if (name == "day" || name == "month") {
      out.day = base::parse_date(name == "month" ? value + "-01" : value);
      if (!out.day) wrong.errors.push_back({"/" + name, "workforce.not_a_day", {}});
    } else {
      wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
    }
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}

// A community or village of the reader's; without one asked for, the first.
base::Result<const territory::Area*> community_asked(Call& call, const Ground& g, base::AreaId asked) {
  if (asked) {
    const territory::Area* area = g.tree->find(asked);
    if (area == nullptr || g.tree->community_of(asked) != area) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
    TRY(through, people::may(call.principal, read_action, scope_at(g, asked)));
    static_cast<void>(through);
    return area;
  }
  for (const territory::Area& area : g.tree->all())
    if ((area.kind == territory::AreaKind::community || area.kind == territory::AreaKind::village) && people::may(call.principal, read_action, scope_at(g, area.id))) return &area;
  return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
}

struct Month { base::CivilDate from{}, to{}; };
Month month_of(base::CivilDate day) {
  const auto d = base::ymd(day);
  return {*base::civil(d.year, d.month, 1), d.month == 12 ? *base::civil(d.year + 1, 1, 1) : *base::civil(d.year, d.month + 1, 1)};
}

std::string name_of(const std::map<base::PersonId, Person>& people, base::PersonId id) {
  const auto it = people.find(id);
  return it == people.end() ? std::string{} : it->second.name;
}

}  // namespace

base::Result<DaySheetView> day_sheet(Call& call, const base::Params& query) {
  TRY(a, read_query(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<DaySheetView> {
    TRY(g, ground(call, s));
    TRY(area, community_asked(call, g, a.area));
    const base::CivilDate day = a.day.value_or(g.today);
    DaySheetView out{.area_id = area->id, .area_name = area->name, .day = day,
                     .can_fill = people::may(call.principal, day_action, scope_at(g, area->id)).has_value()};
    const auto people = people_of_community(s, call.district(), area->id);
    const auto days = day_of_workers(s, call.district(), area->id, day);
    std::map<base::PersonId, std::vector<std::string>> grids;
    for (const Posting& p : postings(s, call.district(), g.rules->post_kinds, day))
      if (const territory::Area* at = g.tree->find(p.area)) grids[p.person].push_back(at->name);
    for (const WorkerRow& w : of_community(s, call.district(), area->id)) {
      if (!on_duty(w, day)) continue;
      DayLineView line{.worker_id = w.id, .name = name_of(people, w.person_id), .grids = grids[w.person_id]};
      for (const DayRow& d : days)
        if (d.worker_id == w.id) line.state = d.state, line.reason = d.reason, ++out.filled;
      out.lines.push_back(std::move(line));
    }
    for (const Reason& r : g.rules->reasons) out.reasons.push_back({r.code, r.name_zh, r.name_en, std::string(described::word(r.state))});
    return out;
  });
}

base::Result<MonthSheetView> month_sheet(Call& call, const base::Params& query) {
  TRY(a, read_query(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<MonthSheetView> {
    TRY(g, ground(call, s));
    TRY(area, community_asked(call, g, a.area));
    const Month month = month_of(a.day.value_or(g.today));
    MonthSheetView out{.area_id = area->id, .area_name = area->name, .from = month.from, .to = month.to};
    const auto people = people_of_community(s, call.district(), area->id);
    const auto days = days_of(s, call.district(), area->id, month.from, month.to);
    for (const WorkerRow& w : of_community(s, call.district(), area->id)) {
      if (w.hired_on >= month.to || (w.left_on && *w.left_on <= month.from)) continue;
      MonthLineView line{.worker_id = w.id, .name = name_of(people, w.person_id), .days = std::vector<std::string>(static_cast<std::size_t>(month.to.days - month.from.days))};
      for (const DayRow& d : days) {
        if (d.worker_id != w.id) continue;
        line.days[static_cast<std::size_t>(d.day.days - month.from.days)] = std::string(described::word(d.state));
        switch (d.state) {
          case DayState::present: ++line.present; break;
          case DayState::leave: ++line.on_leave; break;
          case DayState::training: ++line.in_training; break;
          case DayState::absent: ++line.absent; break;
        }
      }
      out.lines.push_back(std::move(line));
    }
    return out;
  });
}

base::Result<DaySheetResult> fill_in(Call& call, store::Unit& unit, const Ground& g, const FillDaySheet& c, const std::vector<WorkerRow>& workers,
                                     const std::vector<DayRow>& there) {
  std::vector<WorkerId> duty;
  for (const WorkerRow& w : workers)
    if (on_duty(w, c.day)) duty.push_back(w.id);
  TRY(changes, fill_day(c, *g.rules, there, duty, g.today));
  DaySheetResult out{.unchanged = static_cast<std::int64_t>(duty.size() - changes.size())};
  if (changes.empty()) return out;
  DaySheetFilled body{.day = c.day};
  for (const DayChange& change : changes) body.marks.push_back({change.mark.worker_id, change.mark.state, change.mark.reason});
  TRY(event, note(call, unit, "day_sheet.filled", {"day_sheet", c.area_id.value}, described::to_json(body), c.area_id));
  const territory::Area* area = g.tree->find(c.area_id);
  for (const DayChange& change : changes) {
    const auto it = std::find_if(workers.begin(), workers.end(), [&](const WorkerRow& w) { return w.id == change.mark.worker_id; });
    if (change.before) {
      TRY(back, facts::retract(unit, facts::FactId{change.before->fact_id}, event));
      static_cast<void>(back);
      ++out.corrected;
    } else {
      ++out.written;
    }
    const facts::FactId fact = facts::add(unit, {.kind = "attendance." + std::string(described::word(change.mark.state)), .subject = {std::string(worker_kind), it->id.value},
        .amount = 1, .measure = "days", .org_unit = it->org_unit_id, .area = c.area_id, .area_version = area != nullptr ? area->version.value : 0,
        .occurred_on = c.day, .event = event, .evidence = {"day_sheet", c.area_id.value}});
    put_day(unit, {it->id, c.day, c.area_id, change.mark.state, change.mark.reason, fact.value});
  }
  return out;
}

base::Result<DaySheetResult> fill(Call& call, std::int64_t, const FillDaySheet& c) {
  TRY(through, allowed_at(call, c.area_id, day_action));
  return write<DaySheetResult>(call, through, c.client_ref, [&](store::Unit& unit, const Ground& g) -> base::Result<DaySheetResult> {
    const auto workers = of_community(unit, unit.district(), c.area_id);
    if (workers.empty()) return base::fail(base::ErrorCode::not_found, "workforce.no_workers_here");
    return fill_in(call, unit, g, c, workers, day_of_workers(unit, unit.district(), c.area_id, c.day));
  }, Lock::records);
}

}  // namespace workforce
