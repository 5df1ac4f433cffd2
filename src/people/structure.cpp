// Organisations and posts after they were made: called otherwise, moved, closed, each from a day on.
#include "base/text.hpp"
#include "people/people.hpp"
#include "people/rules.hpp"
#include "people/tables.hpp"
#include "store/journal.hpp"

namespace people {
namespace {

base::RuleRef rule(std::string place) { return {"rules/organisations", 1, std::move(place)}; }

base::Done noted(base::Result<base::EventId> event) {
  if (!event) return std::unexpected(std::move(event).error());
  return {};
}

base::Done named(std::string_view name) {
  if (!base::trimmed(name).empty() && base::code_points(name) <= 60) return {};
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "people.no_name", .errors = {{.path = "/name", .reason = "people.no_name"}}});
}

// The new parent stands in the same tree, lives as long, and does not hang on this one itself.
base::Done parent_fits(store::Unit& unit, const OrgUnitRow& row, base::OrgUnitId parent, base::CivilDate from) {
  const auto unfit = [] { return base::refuse("people.parent_does_not_fit", rule("trees"), "people.choose_another_parent"); };
  base::OrgUnitId at = parent;
  for (int steps = 0; at; ++steps) {
    if (at == row.id || steps > 50) return base::refuse("people.parent_hangs_on_it", rule("trees"), "people.choose_another_parent");
    const auto above = sql::org_unit(unit, unit.district(), at);
    if (!above) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
    if (at == parent && (above->tree != row.tree || !within({from, row.valid_to}, {above->valid_from, above->valid_to}))) return unfit();
    at = above->parent_id;
  }
  return {};
}

// Who still holds one of these posts on that day or later.
std::string holder_after(store::Unit& unit, base::PostId post, base::CivilDate day) {
  for (const HeldRow& held : sql::held_of_post(unit, unit.district(), post))
    if (!held.deputy && !Span{held.valid_from, held.valid_to}.empty() && (!held.valid_to || day < *held.valid_to)) return held.name;
  return {};
}

base::Done close_one(store::Unit& unit, const Recorder& record, const PostRow& post, base::CivilDate to, const std::string& reason) {
  sql::close_post(unit, post.id, to);
  return noted(record(unit, {.kind = "post.closed", .subject = {"post", post.id.value}, .body = described::to_json(Closed{to, reason}),
                             .area = post.area_id, .org_unit = post.org_unit_id}));
}

}  // namespace

base::Done change_org_unit(store::Unit& unit, const Recorder& record, base::OrgUnitId id, const OrgUnitChange& c) {
  unit.lock(5, {"people", 0});
  const auto row = sql::org_unit(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  if (!Span{row->valid_from, row->valid_to}.holds(c.from)) return base::refuse("people.outside_the_unit", rule("dates"), "people.choose_days_inside");
  const auto versions = sql::org_unit_versions(unit, unit.district(), id);
  sql::OrgUnitVersion next;
  for (const sql::OrgUnitVersion& each : versions)
    if (each.valid_from <= c.from) next = each;
  if (!versions.empty() && c.from < versions.back().valid_from)
    return base::refuse("people.changed_later_already", rule("dates"), "people.choose_a_later_day");
  next.valid_from = c.from;
  if (c.name) {
    TRY_DO(named(*c.name));
    next.name = base::normalised(*c.name);
  }
  if (c.name_en) next.name_en = *c.name_en;
  if (c.area) next.area_id = *c.area;
  if (c.parent) {
    TRY_DO(parent_fits(unit, *row, *c.parent, c.from));
    next.parent_id = *c.parent;
  }
  sql::put_org_unit_version(unit, id, next);
  sql::raise_revision(unit);
  return noted(record(unit, {.kind = "org_unit.changed", .subject = {"org_unit", id.value},
                             .body = described::to_json(OrgUnitChanged{c.from, next.name, next.name_en, next.parent_id, next.area_id}),
                             .area = next.area_id, .org_unit = id}));
}

base::Done close_org_unit(store::Unit& unit, const Recorder& record, base::OrgUnitId id, base::CivilDate to, const std::string& reason) {
  unit.lock(5, {"people", 0});
  const auto row = sql::org_unit(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  if (row->valid_to && *row->valid_to <= to) return base::refuse("people.already_ended", rule("dates"), "people.nothing_to_do");
  const auto versions = sql::org_unit_versions(unit, unit.district(), id);
  if (to <= row->valid_from || (!versions.empty() && to <= versions.back().valid_from))
    return base::refuse("people.ends_before_it_begins", rule("dates"), "people.choose_a_later_day");
  if (const std::int64_t below = sql::children_after(unit, unit.district(), id, to); below != 0)
    return base::refuse("people.unit_has_units", rule("closing"), "people.move_or_close_them_first", {{"count", std::to_string(below)}});
  const auto posts = sql::posts_of(unit, unit.district(), id);
  for (const PostRow& post : posts)
    if (const std::string name = holder_after(unit, post.id, to); !name.empty())
      return base::refuse("people.unit_has_holders", rule("closing"), "people.hand_over_first", {{"post", post.name}, {"name", name}});
  for (const PostRow& post : posts)
    if ((!post.valid_to || to < *post.valid_to) && post.valid_from < to) TRY_DO(close_one(unit, record, post, to, reason));
  sql::close_org_unit(unit, id, to);
  sql::raise_revision(unit);
  return noted(record(unit, {.kind = "org_unit.closed", .subject = {"org_unit", id.value}, .body = described::to_json(Closed{to, reason}),
                             .area = row->area_id, .org_unit = id}));
}

base::Done rename_post(store::Unit& unit, const Recorder& record, base::PostId id, const std::string& name) {
  unit.lock(5, {"people", 0});
  const auto row = sql::post(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_post");
  TRY_DO(named(name));
  sql::rename_post(unit, id, base::normalised(name));
  sql::raise_revision(unit);
  return noted(record(unit, {.kind = "post.renamed", .subject = {"post", id.value}, .body = described::to_json(PostRenamed{base::normalised(name)}),
                             .area = row->area_id, .org_unit = row->org_unit_id}));
}

base::Done close_post(store::Unit& unit, const Recorder& record, base::PostId id, base::CivilDate to, const std::string& reason) {
  unit.lock(5, {"people", 0});
  const auto row = sql::post(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_post");
  if (row->valid_to && *row->valid_to <= to) return base::refuse("people.already_ended", rule("dates"), "people.nothing_to_do");
  if (to <= row->valid_from) return base::refuse("people.ends_before_it_begins", rule("dates"), "people.choose_a_later_day");
  if (const std::string name = holder_after(unit, id, to); !name.empty())
    return base::refuse("people.post_has_holder", rule("closing"), "people.hand_over_first", {{"post", row->name}, {"name", name}});
  TRY_DO(close_one(unit, record, *row, to, reason));
  sql::raise_revision(unit);
  return {};
}

}  // namespace people
