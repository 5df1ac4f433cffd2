#include "matters/context.hpp"

#include "base/text.hpp"
#include "matters/rules.hpp"
#include "records/dues/dues.hpp"
#include "registry/room.hpp"

namespace matters {
namespace {

const people::OrgUnit* unit_for(const Context& c, std::string_view which, const MatterRecord& m) {
  if (which == "handling") return m.unit_id ? c.units->find({*m.unit_id}) : nullptr;
  if (which == "district")
    for (const people::Post& post : c.units->posts())
      if (post.kind == "district_desk") return c.units->find(post.org_unit);
  base::AreaId area = c.tree->root();
  if (which == "community") area = {m.community_id.value_or(m.subdistrict_id.value_or(c.tree->root().value))};
  if (which == "subdistrict") area = {m.subdistrict_id.value_or(c.tree->root().value)};
  if (const people::OrgUnit* unit = c.units->responsible(area)) return unit;
  return c.units->responsible_above(*c.tree, area);
}

dues::Due due_of(const Context& c, const CaseState& state) {
  const MatterRecord& m = state.record;
  dues::Due due;
  due.subject = {std::string(subject_kind), m.id.value};
  due.area = m.area_id;
  due.title = m.title;
  due.context = c.rules.category_zh(m.category);
  if (!m.place.empty()) due.context += " · " + base::cut(m.place, 40);
  due.due_at = m.due_at;
  due.warn_at = m.warn_at;
  return due;
}

}  // namespace

base::Result<Context> context(registry::House& house, store::Session& s, const store::Moment& moment) {
  Context out;
  out.tree = house.areas.today(s, moment);
  TRY(rules, rulebook(house, s, moment));
  out.rules = std::move(rules);
  out.units = house.people.units(s, moment.district, out.rules.today);
  return out;
}

Place place_of(const territory::Tree& tree, base::AreaId wanted) {
  const territory::Area* area = tree.find(wanted);
  if (!area) area = tree.find(tree.root());
  Place out;
  if (!area) return out;
  out.area = area->id;
  out.area_version = area->version.value;
  if (area->kind == territory::AreaKind::grid) out.grid = area->id.value;
  if (const auto* community = tree.community_of(area->id)) out.community = community->id.value;
  if (const auto* subdistrict = tree.subdistrict_of(area->id)) out.subdistrict = subdistrict->id.value;
  return out;
}

people::Scope scope_of(const Context& c, const MatterRecord& m) {
  std::vector<base::OrgUnitId> units;
  if (m.unit_id) units.push_back({*m.unit_id});
  std::vector<people::Relation> relations;
  if (c.by_link && c.by_link == m.id) relations.push_back(people::Relation::reporter_by_link);
  return people::scope_of(*c.tree, std::string(subject_kind), m.id.value, m.area_id, std::move(units), std::move(relations));
}

namespace {

// "rung" is whoever dispatches on the matter's rung of the ladder; all others are named by the machine itself.
std::vector<workflow::DueRule> duties(const Context& c, const workflow::DueRule& rule, const MatterRecord& m) {
  if (rule.unit != "rung") return {rule};
  std::vector<workflow::DueRule> out;
  if (const Rung* rung = c.rules.loop->rung(m.rung))
    for (const RungDuty& duty : rung->duties) out.push_back({duty.unit, duty.post_kind, rule.bucket});
  return out;
}

}  // namespace

void put_request(store::Unit& unit, const Context& c, const CaseState& state) {
  const MatterRecord& m = state.record;
  dues::remove(unit, {std::string(subject_kind), m.id.value}, "matter.extension");
  if (m.extension_state != "asked") return;
  dues::Due due = due_of(c, state);
  due.kind = "matter.extension";
  due.bucket = "waiting_for_me";
  due.since = unit.now();
  const people::Post* post = m.dispatch_post ? c.units->post({*m.dispatch_post}) : nullptr;
  if (post) {
    due.org_unit = post->org_unit;
    due.post_kind = post->kind;
    return dues::put(unit, due);
  }
  for (const workflow::DueRule& duty : duties(c, {"rung", "", ""}, m))
    if (const people::OrgUnit* owner = unit_for(c, duty.unit, m)) {
      due.org_unit = owner->id;
      due.post_kind = duty.post_kind;
      dues::put(unit, due);
    }
}

void put_dues(store::Unit& unit, const Context& c, const workflow::Machine& machine, const CaseState& state, std::string_view bucket_instead) {
  const MatterRecord& m = state.record;
  if (m.version > 1) dues::remove(unit, {std::string(subject_kind), m.id.value});
  const workflow::Stage* stage = machine.stage(m.stage);
  if (!stage || m.closed_at) return;
  // What is held waits for nobody until its day of review has come (review.hpp brings it back then).
  const bool asleep = m.stage == "on_hold" && m.review_on && *m.review_on > c.rules.today;
  for (const workflow::DueRule& each : stage->dues)
    for (const workflow::DueRule& rule : duties(c, each, m)) {
      if (asleep && rule.bucket == "waiting_for_me") continue;
      const people::OrgUnit* owner = unit_for(c, rule.unit, m);
      if (!owner) continue;
      dues::Due due = due_of(c, state);
      due.kind = "matter." + m.stage;
      due.bucket = bucket_instead.empty() ? rule.bucket : std::string(bucket_instead);
      due.org_unit = owner->id;
      due.post_kind = rule.unit == "handling" ? m.post_kind.value_or("") : rule.post_kind;
      due.since = unit.now();
      if (m.review_on) due.due_at = c.rules.zone().start_of(*m.review_on), due.warn_at.reset();
      dues::put(unit, due);
    }
  if (m.extension_state) put_request(unit, c, state);
}

base::OrgUnitId owner_of(const Context& c, const workflow::Machine& machine, const MatterRecord& m) {
  const workflow::Stage* stage = machine.stage(m.stage);
  if (!stage || stage->dues.empty()) return {};
  const auto owners = duties(c, stage->dues.front(), m);
  const people::OrgUnit* owner = owners.empty() ? nullptr : unit_for(c, owners.front().unit, m);
  return owner ? owner->id : base::OrgUnitId{};
}

void put_escalation(store::Unit& unit, const Context& c, const workflow::Machine& machine, const CaseState& state) {
  const workflow::Stage* stage = machine.stage(state.record.stage);
  const auto owners = stage && !stage->dues.empty() ? duties(c, stage->dues.front(), state.record) : std::vector<workflow::DueRule>{};
  const bool at_subdistrict = !owners.empty() && owners.front().unit == "subdistrict";
  const people::OrgUnit* above = unit_for(c, at_subdistrict ? "district" : "subdistrict", state.record);
  if (!above) return;
  dues::Due due = due_of(c, state);
  due.kind = "matter.escalated";
  due.bucket = "waiting_for_me";
  due.org_unit = above->id;
  due.post_kind = c.units->has_post_kind(above->id, "subdistrict_dispatcher") ? "subdistrict_dispatcher" : "district_desk";
  due.since = unit.now();
  // Who owes the step already sees it as late: nobody finds one matter twice on the morning page.
  if (stage)
    for (const workflow::DueRule& each : stage->dues)
      for (const workflow::DueRule& rule : duties(c, each, state.record))
        if (const people::OrgUnit* owner = unit_for(c, rule.unit, state.record); owner && owner->id == due.org_unit && rule.post_kind == due.post_kind) return;
  dues::put(unit, due);
}

base::Result<base::EventId> record(registry::House& house, store::Unit& unit, const MatterRecord& m, std::string kind, std::string body,
                                   std::string personal) {
  store::NewEvent event;
  event.kind = std::move(kind);
  event.subject = {std::string(subject_kind), m.id.value};
  event.body = std::move(body);
  event.personal = std::move(personal);
  event.definition = "matter@" + std::to_string(m.machine_version);
  event.area = m.area_id;
  if (m.unit_id) event.org_unit = {*m.unit_id};
  return registry::record(house, unit, event);
}

}  // namespace matters
