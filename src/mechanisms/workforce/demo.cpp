#include "mechanisms/workforce/demo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/iso.hpp"
#include "definitions/times.hpp"
#include "mechanisms/workforce/service.hpp"
#include "store/districts.hpp"

namespace workforce {
namespace {

struct Stage {
  Call call;
  Ground ground{};
  std::shared_ptr<const people::Grants> grants{};
  std::map<base::AreaId, std::vector<Posting>> posted{};     // by community
  std::optional<base::WorkingCalendar> calendar{};
};

base::Result<Stage> stage(registry::House& house, base::DistrictId district) {
  Stage out{.call = {.house = house, .principal = people::system_principal(district)}};
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  const base::Instant real = house.real_clock.now();
  out.call.moment = {district, row ? store::district_now(*row, real) : real, real};
  TRY_DO(house.store.read([&](store::Session& s) -> base::Done {
    TRY(g, ground(out.call, s));
    out.ground = g;
    TRY(grants, house.people.grants(s, district, g.today));
    out.grants = grants;
    for (Posting& p : postings(s, district, g.rules->post_kinds, g.today))
      if (const territory::Area* community = g.tree->community_of(p.area)) out.posted[community->id].push_back(std::move(p));
    if (const auto times = definitions::times(house.book, s, district, row ? row->time_zone : "Asia/Shanghai", g.today)) out.calendar = *times->calendar;
    return {};
  }));
  return out;
}

// Believable and always the same: hired over five years, a few on probation, some contracts that end within the month.
HireWorker contract_of(const Posting& p, int n, base::CivilDate today, bool village) {
  HireWorker out{.post_id = p.post, .kind = village ? WorkKind::part_time : WorkKind::full_time};  // a village's own officer walks its grid beside his office
  const int year = 2021 + n * 7 % 5;
  out.from = std::max(p.from, *base::civil(year, static_cast<unsigned>(1 + n % 12), 1));
  out.contract_to = n % 23 == 3 ? today + (5 + n % 22) : *base::civil(2027, static_cast<unsigned>(1 + n % 6), 1);
  if (n % 41 == 11) {
    out.from = std::max(p.from, today + -(60 + n % 20));
    out.probation_to = today + (4 + n % 30);
    out.contract_to = *base::civil(2027, static_cast<unsigned>(1 + n % 6), 1);
  }
  out.contract_number = fmt::format("WGY-{}-{:04}", base::ymd(out.from).year, n + 1);
  return out;
}

std::vector<DayState> month_of(int n, std::size_t days) {
  std::vector<DayState> out(days, DayState::present);
  for (std::size_t d = 0; d < days; ++d) {
    const std::size_t turn = (static_cast<std::size_t>(n) * 13 + d * 7) % 61;
    if (turn == 5 || turn == 12) out[d] = DayState::leave;
    if (turn == 23) out[d] = DayState::training;
    if (turn == 40 && n % 5 == 0) out[d] = DayState::absent;
  }
  return out;
}

base::Done community(Stage& st, store::Unit& unit, base::AreaId area, const std::vector<Posting>& posted, int& number, const std::vector<base::CivilDate>& days) {
  std::vector<WorkerRow> workers;
  std::vector<int> numbers;
  std::vector<base::PersonId> seen;
  const territory::Area* home = st.ground.tree->find(area);
  const bool village = home != nullptr && home->kind == territory::AreaKind::village;
  for (const Posting& p : posted) {
    if (std::find(seen.begin(), seen.end(), p.person) != seen.end()) continue;
    seen.push_back(p.person);
    const int n = number++;
    TRY(id, hire_in(st.call, unit, st.ground, *st.grants, p.person, contract_of(p, n, st.ground.today, village), false));
    const auto found = worker(unit, unit.district(), id, {});
    workers.push_back(found->row);
    numbers.push_back(n);
  }
  for (int session = 0; session < 5; ++session) {          // five days: who missed two or three comes short of 24 hours
    HoldTraining t{.area_id = area, .subject = session % 2 == 0 ? "网格事项采集与上报规范" : "群众工作与矛盾纠纷排查", .place = "社区会议室",
                   .held_on = st.ground.today + -(30 + session * 35), .minutes = session == 0 ? 480 : 360};
    for (std::size_t i = 0; i < workers.size(); ++i)
      if (on_duty(workers[i], t.held_on) && (numbers[i] + session) % 9 != 4 && !(numbers[i] % 13 == 5 && session < 2)) t.worker_ids.push_back(workers[i].id);
    if (t.worker_ids.empty()) continue;
    TRY(id, hold_in(st.call, unit, st.ground, t, workers));
    static_cast<void>(id);
  }
  std::vector<std::vector<DayState>> month;
  for (const int n : numbers) month.push_back(month_of(n, days.size()));
  for (std::size_t d = 0; d < days.size(); ++d) {
    FillDaySheet sheet{.area_id = area, .day = days[d], .rest_present = true};
    for (std::size_t i = 0; i < workers.size(); ++i) {
      const DayState state = month[i][d];
      if (state == DayState::present || !on_duty(workers[i], days[d])) continue;
      sheet.marks.push_back({workers[i].id, state, state == DayState::leave ? (i % 2 == 0 ? "annual" : "personal") : state == DayState::absent ? "seconded" : ""});
    }
    TRY(result, fill_in(st.call, unit, st.ground, sheet, workers, {}));
    static_cast<void>(result);
  }
  return {};
}

}  // namespace

base::Done make_demo_workforce(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  TRY(st, stage(house, district));
  std::vector<base::CivilDate> days;
  for (std::int32_t back = std::min(plan.history_days, 21); back > 0; --back) {
    const base::CivilDate day = st.ground.today + -back;
    if (!st.calendar || st.calendar->working(day)) days.push_back(day);
  }
  int number = 0;
  std::int64_t done = 0;
  for (const auto& [area, posted] : st.posted) {
    const int before = number;
    const base::Done made = house.store.write(store::Work{st.call.moment, {}}, [&](store::Unit& unit) -> base::Done {
      unit.lock(lock_floor, {"workforce", 0});
      number = before;                                  // a unit may run again
      return community(st, unit, area, posted, number, days);
    });
    TRY_DO(made);
    if (plan.progress) plan.progress(++done, static_cast<std::int64_t>(st.posted.size()));
  }
  return {};
}

std::vector<registry::Figure> figures() {
  return {
      {"workforce.workers", "专职网格员", "Full-time grid workers", 837, false, "rows of grid_workers, full time, that have not left",
       [](registry::House&, store::Session& s, base::DistrictId d) { return count_at_work(s, d, "full_time"); }},
      {"workforce.on_grids", "在网格岗位上的网格员", "Workers who hold a grid worker's post", 837, false, "full-time grid_workers joined with today's appointments to grid worker's posts",
       [](registry::House& house, store::Session& s, base::DistrictId d) {
         const auto row = store::district_by_id(s, d);
         const base::Instant real = house.real_clock.now();
         return count_on_grids(s, d, house.areas.civil_today(s, {d, row ? store::district_now(*row, real) : real, real}));
       }},
  };
}

}  // namespace workforce
