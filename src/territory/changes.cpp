#include "territory/changes.hpp"

#include <cmath>

#include "territory/model.hpp"
#include "territory/rules.hpp"
#include "territory/tables.hpp"

namespace territory {
namespace {

// One lock for all areas of a district: changes are rare, and codes, parents and dates of several areas are decided together.
void lock_areas(store::Unit& unit) { unit.lock(4, {"areas", 0}); }

base::RuleRef dates_rule() { return {"rules/divisions", 1, "dated_versions"}; }

base::Done put_shape(AreaRow& row, std::string_view json) {
  row.shape.clear();
  row.centre_lon_e7 = row.centre_lat_e7 = row.square_metres = 0;
  if (json.empty()) return {};
  TRY(shape, parse_shape(json));
  if (shape.empty()) return {};
  const Point middle = centre(shape);
  row.shape = to_json(shape);
  row.centre_lon_e7 = std::llround(middle.lon * 1e7);
  row.centre_lat_e7 = std::llround(middle.lat * 1e7);
  row.square_metres = std::llround(square_metres(shape));
  return {};
}

// The parent must exist on the day on which the version begins, be of a fitting kind, and not lie below the area itself.
base::Done check_parent(store::Unit& unit, const AreaRow& row) {
  if (row.kind == AreaKind::district) {
    if (row.parent_id) return base::fail(base::ErrorCode::invalid, "territory.wrong_parent");
    return {};
  }
  base::AreaId at = row.parent_id;
  for (int steps = 0; at; ++steps) {
    if (at == row.area_id || steps > 16)
      return base::refuse("territory.parent_below_itself", dates_rule(), "territory.choose_another_parent");
    const auto history = rows_of(unit, unit.district(), at);
    const std::size_t i = holding(history, row.valid_from);
    if (i == history.size())
      return base::refuse("territory.parent_not_in_force", dates_rule(), "territory.choose_another_parent");
    if (at == row.parent_id && !may_stand_in(row.kind, history[i].kind))
      return base::refuse("territory.wrong_parent", {"rules/divisions", 1, "levels"}, "territory.choose_another_parent");
    at = history[i].parent_id;
  }
  if (!row.parent_id) return base::refuse("territory.wrong_parent", {"rules/divisions", 1, "levels"}, "territory.choose_another_parent");
  return {};
}

base::Done check_code(store::Unit& unit, const AreaRow& row) {
  if (other_with_code(unit, unit.district(), row.code, row.area_id, row.valid_from, row.valid_to))
    return base::refuse("territory.code_taken", {"rules/divisions", 1, "codes"}, "territory.choose_another_code", {{"code", row.code}});
  return {};
}

base::Done write_down(store::Unit& unit, const Recorder& record, std::string kind, const AreaRow& row, std::string source, std::string reason) {
  insert_version(unit, row, reason);
  raise_revision(unit);
  const AreaVersioned body{row.id, row.kind, row.parent_id, row.code, row.name, row.name_en, row.grade, row.households, row.shape,
                           row.valid_from, row.valid_to, std::move(source), std::move(reason)};
  TRY(event, record(unit, {.kind = std::move(kind), .subject = {"area", row.area_id.value}, .body = described::to_json(body), .area = row.area_id}));
  static_cast<void>(event);
  return {};
}

}  // namespace

Recorder plain_recorder() {
  return [](store::Unit& unit, const store::NewEvent& event) -> base::Result<base::EventId> { return store::append(unit, event); };
}

base::Result<base::AreaId> create_area(store::Unit& unit, const Recorder& record, const NewArea& a) {
  lock_areas(unit);
  TRY_DO(check_words(a.code, a.name, a.households));
  AreaRow row{.area_id = unit.make<base::AreaId>(), .id = unit.make<AreaVersionId>(), .kind = a.kind, .parent_id = a.parent, .code = a.code,
              .name = a.name, .name_en = a.name_en, .grade = a.grade, .households = a.households, .valid_from = a.valid_from};
  TRY_DO(put_shape(row, a.shape));
  TRY_DO(check_parent(unit, row));
  TRY_DO(check_code(unit, row));
  insert_area(unit, row.area_id, a.kind, a.source);
  TRY_DO(write_down(unit, record, "area.created", row, a.source, {}));
  return row.area_id;
}

base::Result<AreaVersionId> change_area(store::Unit& unit, const Recorder& record, base::AreaId area, const AreaChange& change) {
  lock_areas(unit);
  const auto history = rows_of(unit, unit.district(), area);
  if (history.empty()) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
  const std::size_t at = holding(history, change.from);
  if (at == history.size()) return base::refuse("territory.not_in_force", dates_rule(), "territory.choose_a_day_in_force");
  if (at + 1 != history.size()) return base::refuse("territory.later_version_exists", dates_rule(), "territory.change_the_later_version");
  if (history[at].valid_from == change.from) return base::refuse("territory.same_day", dates_rule(), "territory.choose_a_later_day");
  AreaRow row = history[at];
  row.id = unit.make<AreaVersionId>();
  row.valid_from = change.from;
  row.code = change.code.value_or(row.code);
  row.name = change.name.value_or(row.name);
  row.name_en = change.name_en.value_or(row.name_en);
  row.grade = change.grade.value_or(row.grade);
  row.households = change.households.value_or(row.households);
  row.parent_id = change.parent.value_or(row.parent_id);
  TRY_DO(check_words(row.code, row.name, row.households));
  if (change.shape) {
    TRY_DO(put_shape(row, *change.shape));
  }
  TRY_DO(check_parent(unit, row));
  TRY_DO(check_code(unit, row));
  end_version(unit, history[at].id, change.from);
  TRY_DO(write_down(unit, record, "area.changed", row, {}, change.reason));
  return row.id;
}

base::Done close_area(store::Unit& unit, const Recorder& record, base::AreaId area, base::CivilDate from, const std::string& reason,
                      const std::vector<base::AreaId>& successor_ids) {
  lock_areas(unit);
  const auto history = rows_of(unit, unit.district(), area);
  if (history.empty()) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
  const std::size_t at = holding(history, from);
  if (at == history.size()) return base::refuse("territory.not_in_force", dates_rule(), "territory.choose_a_day_in_force");
  if (at + 1 != history.size()) return base::refuse("territory.later_version_exists", dates_rule(), "territory.change_the_later_version");
  if (history[at].valid_from == from) return base::refuse("territory.same_day", dates_rule(), "territory.choose_a_later_day");
  if (has_children_after(unit, unit.district(), area, from))
    return base::refuse("territory.has_areas_below", {"rules/divisions", 1, "levels"}, "territory.move_the_areas_below_first");
  for (const base::AreaId to : successor_ids) {
    const auto other = rows_of(unit, unit.district(), to);
    if (to == area || holding(other, from) == other.size())
      return base::refuse("territory.successor_not_in_force", dates_rule(), "territory.choose_another_successor");
  }
  end_version(unit, history[at].id, from);
  for (const base::AreaId to : successor_ids) insert_lineage(unit, area, to, from);
  raise_revision(unit);
  TRY(event, record(unit, {.kind = "area.closed", .subject = {"area", area.value},
                           .body = described::to_json(AreaClosed{from, successor_ids, reason}), .area = area}));
  static_cast<void>(event);
  return {};
}

std::vector<Version> versions(store::Session& session, base::DistrictId district, base::AreaId area) {
  std::vector<Version> out;
  for (const AreaRow& r : rows_of(session, district, area))
    out.push_back({r.id, r.area_id, r.parent_id, r.code, r.name, r.name_en, r.grade, r.households, r.valid_from, r.valid_to});
  return out;
}

}  // namespace territory
