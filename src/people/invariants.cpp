#include "people/invariants.hpp"

#include <fmt/format.h>

#include "people/rules.hpp"
#include "people/tables.hpp"
#include "store/journal.hpp"

namespace people {
namespace {

std::string fold_of(store::Session& s, base::DistrictId district, base::PostId post) {
  std::map<AppointmentId, Appointed> folded;
  for (const store::Event& e : store::events_of(s, district, {"post", post.value})) {
    if (e.kind == "appointment.made") {
      if (const auto body = described::parse<Appointed>(e.body)) folded[body->appointment] = *body;
    } else if (e.kind == "appointment.ended") {
      if (const auto body = described::parse<AppointmentEnded>(e.body)) folded[body->appointment].to = body->to;
    }
  }
  std::size_t rows = 0;
  for (const HeldRow& row : sql::held_of_post(s, district, post)) {
    if (row.deputy) continue;
    ++rows;
    const auto it = folded.find(row.appointment_id);
    if (it == folded.end() || it->second.person != row.person_id || it->second.from != row.valid_from || it->second.to != row.valid_to)
      return fmt::format("appointment {} of post {} is not what its events say", row.appointment_id.value, post.value);
  }
  return rows == folded.size() ? std::string{} : fmt::format("post {} has {} appointments and events of {}", post.value, rows, folded.size());
}

std::string unit_fold_of(store::Session& s, base::DistrictId district, base::OrgUnitId id) {
  std::map<base::CivilDate, OrgUnitChanged> folded;
  std::optional<base::CivilDate> closed;
  for (const store::Event& e : store::events_of(s, district, {"org_unit", id.value})) {
    if (e.kind == "org_unit.created") {
      if (const auto body = described::parse<OrgUnitCreated>(e.body)) folded[body->valid_from] = {body->valid_from, body->name, body->name_en, body->parent, body->area};
    } else if (e.kind == "org_unit.changed") {
      if (const auto body = described::parse<OrgUnitChanged>(e.body)) folded[body->from] = *body;
    } else if (e.kind == "org_unit.closed") {
      if (const auto body = described::parse<Closed>(e.body)) closed = body->to;
    }
  }
  const auto versions = sql::org_unit_versions(s, district, id);
  bool same = versions.size() == folded.size();
  for (const sql::OrgUnitVersion& v : versions) {
    const auto it = folded.find(v.valid_from);
    same = same && it != folded.end() && it->second.name == v.name && it->second.name_en == v.name_en && it->second.parent == v.parent_id && it->second.area == v.area_id;
  }
  const auto row = sql::org_unit(s, district, id);
  same = same && row && row->valid_to == closed;
  return same ? std::string{} : fmt::format("organisation {} is not what its events say", id.value);
}

}  // namespace

std::string one_holder_a_post(store::Session& s, base::DistrictId district) {
  const auto post = sql::doubly_held(s, district);
  return post ? fmt::format("post {} has two holders at a time", post->value) : std::string{};
}

std::string administrators_apart(store::Session& s, base::DistrictId district, const Grants& grants) {
  for (const PostRow& post : sql::posts(s, district)) {
    const PostKind* kind = grants.post_kind(post.kind);
    if (kind == nullptr || !kind->administrator) continue;
    for (const HeldRow& row : sql::held_of_post(s, district, post.id))
      if (!may_take(grants, sql::held_by(s, district, row.person_id), post.kind, acts(row)))
        return fmt::format("person {} is {} and holds another post at the same time", row.person_id.value, post.kind);
  }
  return {};
}

std::string appointments_fold(store::Session& s, base::DistrictId district, base::PostId post) {
  if (post) return fold_of(s, district, post);
  for (const PostRow& each : sql::posts(s, district))
    if (std::string fault = fold_of(s, district, each.id); !fault.empty()) return fault;
  return {};
}

std::string org_units_fold(store::Session& s, base::DistrictId district, base::OrgUnitId id) {
  if (id) return unit_fold_of(s, district, id);
  for (const base::OrgUnitId each : sql::org_unit_ids(s, district))
    if (std::string fault = unit_fold_of(s, district, each); !fault.empty()) return fault;
  return {};
}

}  // namespace people
