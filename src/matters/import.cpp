// Records of another system become ordinary matters by one event that carries the source's state; the people are unknown.
#include "base/assert.hpp"
#include "matters/api.hpp"
#include "matters/fold_reported.hpp"
#include "matters/tables.hpp"
#include "matters/what_and_where.hpp"

namespace matters {

std::optional<bool> on_time(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& closed_at) {
  if (!due_at || !closed_at) return std::nullopt;
  return *closed_at <= *due_at;
}

base::Result<bool> import_in(registry::House& house, store::Unit& unit, const ImportedMatter& r) {
  if (source_ref_known(unit, unit.district(), r.source, r.source_ref)) return false;
  TRY(c, context(house, unit, unit.moment()));
  ImportedBody b{.report_number = fresh_report_number(unit)};
  say_what_and_where(b, r, c, r.area ? r.area : c.tree->root());
  b.source_ref = r.source_ref;
  b.unit_words = r.handler_unit_words;
  const workflow::Stage* stage = c.rules.machine->stage_as(r.closed ? "struck_off" : "handling");
  ASSERT(stage != nullptr);  // check_machine refuses a machine without these
  b.stage = stage->id;
  b.outcome = r.closed ? (r.outcome.empty() ? "solved" : r.outcome) : "";
  b.warning = r.warning;
  b.happened_at = r.happened_at;
  b.due_at = r.due_at;
  if (r.closed) b.closed_at = r.closed_at ? r.closed_at : std::optional(r.happened_at);
  CaseState state;
  state.record.district_id = unit.district();
  state = fold_imported(std::move(state), b, unit.make<base::MatterId>());
  insert(unit, state);
  TRY_DO(record(house, unit, state.record, "matter.imported", described::to_json(b)));
  return true;
}

}  // namespace matters
