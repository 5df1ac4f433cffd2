// All SQL of the workflow instrument: the clocks of cases.
#include <algorithm>

#include "base/assert.hpp"
#include "instruments/workflow/clocks.hpp"
#include "instruments/workflow/rows.hpp"
#include "store/statement.hpp"

namespace workflow {
namespace {

const store::Statement insert_row{"workflow.clock_insert",
    "INSERT INTO workflow_clocks (district_id, subject_kind, subject_id, code, number, state, started_at, due_at, warn_at, ended_at, limit_code,"
    " limit_version, limit_place, calendar, calendar_version, hours, hours_version, pauses, warned_at, overdue_at, look_at, extensions)"
    " VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22)"};
const store::Statement update_row{"workflow.clock_update",
    "UPDATE workflow_clocks SET state = $6, due_at = $7, warn_at = $8, ended_at = $9, pauses = $10, warned_at = $11, overdue_at = $12, look_at = $13, extensions = $14"
    " WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 AND code = $4 AND number = $5"};
const store::Statement of_subject{"workflow.clocks_of",
    "SELECT district_id, subject_kind, subject_id, code, number, state, started_at, due_at, warn_at, ended_at, limit_code, limit_version,"
    " limit_place, calendar, calendar_version, hours, hours_version, pauses, warned_at, overdue_at, look_at, extensions FROM workflow_clocks"
    " WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 ORDER BY started_at, code, number"};
const store::Statement ripe_clocks{"workflow.ripe",
    "SELECT subject_id, code, due_at FROM workflow_clocks WHERE district_id = $1 AND subject_kind = $2 AND look_at <= $3"
    " ORDER BY look_at, subject_id LIMIT $4"};

std::optional<base::Instant> next_look(const Clock& c) {
  if (c.state != ClockState::running || c.overdue_at) return std::nullopt;
  if (c.warn_at && !c.warned_at) return c.warn_at;
  return c.due_at ? std::optional(*c.due_at + base::Duration{1}) : std::nullopt;  // on the dot is in time
}

template <class T>
std::optional<std::string> write_list(const std::vector<T>& list) {
  if (list.empty()) return std::nullopt;
  std::string text = "[";
  for (const T& each : list) {
    if (text.size() > 1) text += ',';
    described::to_json(text, each);
  }
  return text + "]";
}

template <class T>
std::vector<T> read_list(const std::optional<std::string>& json) {
  std::vector<T> out;
  if (!json || json->empty()) return out;
  const auto done = described::read(*json, *described::of<std::vector<T>>::type, &out);
  if (!done) throw described::RowError("workflow_clocks: a list in a column cannot be read");
  return out;
}

ClockRow row_of(base::DistrictId district, const base::Subject& subject, const Clock& c) {
  ClockRow row{.district_id = district, .subject_kind = subject.kind, .subject_id = subject.id, .code = c.code, .number = c.number,
               .state = c.state, .started_at = c.started_at, .due_at = c.due_at, .warn_at = c.warn_at, .ended_at = c.ended_at,
               .limit_code = c.basis.limit, .limit_version = c.basis.limit_version, .limit_place = c.basis.limit_place,
               .calendar = c.basis.calendar, .calendar_version = c.basis.calendar_version, .hours = c.basis.hours,
               .hours_version = c.basis.hours_version};
  row.pauses = write_list(c.pauses);
  row.extensions = write_list(c.extensions);
  row.warned_at = c.warned_at;
  row.overdue_at = c.overdue_at;
  row.look_at = next_look(c);
  return row;
}

Clock clock_of(const ClockRow& r) {
  Clock c{.code = r.code, .number = r.number, .state = r.state, .started_at = r.started_at, .due_at = r.due_at, .warn_at = r.warn_at,
          .ended_at = r.ended_at};
  c.basis = {r.limit_code, r.limit_version, r.limit_place, r.calendar, r.calendar_version, r.hours, r.hours_version};
  c.pauses = read_list<Pause>(r.pauses);
  c.extensions = read_list<Extension>(r.extensions);
  c.warned_at = r.warned_at;
  c.overdue_at = r.overdue_at;
  return c;
}

}  // namespace

std::vector<Clock> clocks_of(store::Session& s, base::DistrictId district, const base::Subject& subject) {
  std::vector<Clock> out;
  s.rows(of_subject, [&out](const store::Row& r) { out.push_back(clock_of(r.as<ClockRow>())); return true; }, district, subject.kind, subject.id);
  return out;
}

void insert_clock(store::Unit& unit, const base::Subject& subject, const Clock& clock) {
  unit.insert(insert_row, row_of(unit.district(), subject, clock));
}

void save(store::Unit& unit, const base::Subject& subject, const std::vector<Clock>& before, const std::vector<Clock>& after) {
  for (const Clock& now : after) {
    const auto old = std::find_if(before.begin(), before.end(), [&](const Clock& b) { return b.code == now.code && b.number == now.number; });
    if (old == before.end()) {
      insert_clock(unit, subject, now);
    } else if (!same(*old, now)) {
      const ClockRow r = row_of(unit.district(), subject, now);
      const auto changed = unit.exec(update_row, unit.district(), subject.kind, subject.id, r.code, r.number, r.state, r.due_at, r.warn_at,
                                     r.ended_at, r.pauses, r.warned_at, r.overdue_at, r.look_at, r.extensions);
      ASSERT(changed == 1);
    }
  }
}

std::vector<Ripe> ripe(store::Session& s, base::DistrictId district, std::string_view subject_kind, base::Instant now, int limit) {
  std::vector<Ripe> out;
  s.rows(ripe_clocks, [&](const store::Row& r) {
    const bool overdue = !r.null(2) && r.integer(2) < now.micros;
    out.push_back({{std::string(subject_kind), r.integer(0)}, std::string(r.text(1)), overdue});
    return true;
  }, district, subject_kind, now, limit);
  return out;
}

}  // namespace workflow
