// Somebody leaves: one act says who takes each post, and nothing stays on the person.
#include <set>

#include "mechanisms/organisations/ground.hpp"
#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/tables.hpp"
#include "people/model.hpp"

namespace organisations {
namespace {

using registry::Call;

base::RuleRef rule() { return {"rules/organisations", 1, "hand_over"}; }

// Each post that the person holds on that day is named once, and nothing else is.
base::Done all_named(const std::vector<AppointmentLine>& held, const HandOver& c, base::PersonId who) {
  std::set<people::AppointmentId> named;
  for (const HandOverItem& item : c.items) {
    const bool has = std::find_if(held.begin(), held.end(), [&](const AppointmentLine& a) { return a.id == item.appointment_id; }) != held.end();
    if (!has || !named.insert(item.appointment_id).second)
      return base::refuse("organisations.hand_over_changed", rule(), "organisations.look_again");
    if (item.to_person_id == who) return base::refuse("organisations.hand_over_to_oneself", rule(), "people.choose_another_person");
  }
  for (const AppointmentLine& a : held)
    if (!named.contains(a.id))
      return base::refuse("organisations.hand_over_forgets", rule(), "organisations.say_who_takes_it", {{"post", a.post_name}, {"unit", a.org_unit_name}});
  return {};
}

// One's own posts first, then those that hang on them: ending the first ends the second.
base::Done end_all(store::Unit& unit, const people::Recorder& record, const std::vector<AppointmentLine>& held, const HandOver& c) {
  for (const AppointmentLine& a : held) {
    const auto now = people::appointment(unit, unit.district(), a.id);
    const base::CivilDate to = std::max(c.on, a.valid_from);
    if (!now || (now->to && *now->to <= to)) continue;   // ended with the post that it hung on
    TRY_DO(people::end_appointment(unit, record, a.id, to, c.reason));
  }
  return {};
}

base::Result<HandedOver> carry_out(Call& call, store::Unit& unit, base::PersonId who, const HandOver& c) {
  unit.lock(5, {"people", 0});
  const auto held = held_from(unit, unit.district(), who, c.on);
  TRY_DO(all_named(held, c, who));
  if (c.kept_to_person_id == who) return base::refuse("organisations.hand_over_to_oneself", rule(), "people.choose_another_person");
  if (c.kept_to_person_id && !person(unit, unit.district(), *c.kept_to_person_id)) return std::unexpected(not_found("people.no_such_person"));
  const auto record = recorder(call);
  HandedOver out;
  for (const DeputyLine& d : deputyships_from(unit, unit.district(), who, c.on))
    if (d.person_id == who) {
      TRY_DO(people::end_deputy(unit, record, d.id, c.on, c.reason));
      ++out.deputyships;
    }
  TRY_DO(end_all(unit, record, held, c));
  // First the posts that people hold by themselves, so that who takes one may take the concurrent post that hangs on it.
  for (const bool concurrent : {false, true})
    for (const HandOverItem& item : c.items) {
      const AppointmentLine& a = *std::find_if(held.begin(), held.end(), [&](const AppointmentLine& each) { return each.id == item.appointment_id; });
      if (a.source.empty() == concurrent) continue;
      ++out.posts;
      if (!item.to_person_id) {
        ++out.vacant;
        continue;
      }
      TRY(id, people::appoint(unit, record, *call.principal.grants,
                              {.post = a.post_id, .person = *item.to_person_id, .from = std::max(c.on, a.valid_from),
                               .letter = item.letter.empty() ? c.letter : item.letter, .source = item.source.empty() ? a.source : item.source}));
      static_cast<void>(id);
    }
  TRY(event, registry::record(call.house, unit, {.kind = "person.handed_over", .subject = {"person", who.value},
                                                 .body = described::to_json(people::PersonHandedOver{
                                                     c.on, c.reason, out.posts, out.vacant, out.deputyships, c.kept_to_person_id.value_or(base::PersonId{})})}));
  static_cast<void>(event);
  return out;
}

}  // namespace

base::Result<HandedOver> hand_over(Call& call, std::int64_t id, const HandOver& c) {
  const base::PersonId who{id};
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto row = person(s, call.district(), who);
    if (!row || row->name.empty()) return std::unexpected(not_found("people.no_such_person"));
    const Ground g = ground(call, s);
    base::PostId through{};
    for (const AppointmentLine& a : held_from(s, call.district(), who, c.on)) {
      TRY(may, people::may(call.principal, appoint_action, scope_at(g, "post", a.post_id.value, a.area_id)));
      through = may;
    }
    if (through) return through;
    return people::may(call.principal, appoint_action, scope_at(g, "person", id, {}));
  }));
  if (who == call.principal.person) return base::refuse("organisations.hand_over_oneself", rule(), "organisations.another_administrator");
  return write<HandedOver>(call, post, c.client_ref, [&](store::Unit& unit) { return carry_out(call, unit, who, c); });
}

}  // namespace organisations
