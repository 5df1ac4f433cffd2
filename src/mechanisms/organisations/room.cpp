#include "registry/room.hpp"

#include "mechanisms/organisations/demo.hpp"
#include "mechanisms/organisations/routes.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/organisations/service.hpp"
#include "people/invariants.hpp"
#include "people/people.hpp"
#include "store/districts.hpp"

namespace organisations {
namespace {

bool about_posts(const base::Subject& subject) { return subject.id == 0 || subject.kind == "post"; }

std::string one_holder(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  return about_posts(subject) ? people::one_holder_a_post(s, district) : std::string{};
}
std::string fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  return about_posts(subject) ? people::appointments_fold(s, district, {subject.id}) : std::string{};
}
// The kinds of posts as they are now: that they were kept apart under an older version was decided then.
std::string apart(registry::House& house, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (!about_posts(subject)) return {};
  const auto row = store::district_by_id(s, district);
  const base::Instant real = house.real_clock.now();
  const auto today = house.areas.civil_today(s, {district, row ? store::district_now(*row, real) : real, real});
  const auto grants = house.people.grants(s, district, today);
  return grants ? people::administrators_apart(s, district, **grants) : "the rights of the district do not fit: " + grants.error().reason;
}

void check_retention(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (body.at("code").text() == "people/retention") (void)body.need_integer("years_after_last_post", faults, 0, 100);
}

// Once a month: who left long ago is forgotten.
base::Result<store::JobDone> erase(registry::House& house, store::JobRun& run) {
  const store::Moment moment = run.moment();
  struct Rule { base::CivilDate today{}; std::int64_t years{}; };
  const Rule rule = house.store.read([&](store::Session& s) {
    Rule out{house.areas.civil_today(s, moment), 3};
    if (const auto held = house.book.in_force(s, run.district(), "people/retention", out.today))
      out.years = (*held)->body.at("years_after_last_post").integer().value_or(3);
    return out;
  });
  TRY(gone, house.store.write(store::Work{moment, {}}, [&](store::Unit& unit) {
    return people::erase_long_gone(unit, [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); }, rule.today, rule.years);
  }));
  return store::JobDone{.result = std::to_string(gone), .again_at = moment.now + base::hours(gone == 200 ? 1 : 24 * 30)};
}

}  // namespace
}  // namespace organisations

extern const registry::Room organisations_room;
const registry::Room organisations_room{
    .code = "organisations",
    .name_zh = "组织与岗位",
    .name_en = "Organisations and posts",
    .mechanisms = {4},
    .routes = &organisations::routes,
    .jobs = {{"organisations.erase", &organisations::erase}},
    .repeated = {{"organisations.erase"}},
    .actions = {{std::string(organisations::read_action), "organisations.action.read"},
                {std::string(organisations::shape_action), "organisations.action.shape"},
                {std::string(organisations::person_action), "organisations.action.person"},
                {std::string(organisations::appoint_action), "organisations.action.appoint"},
                {std::string(organisations::deputy_action), "organisations.action.deputy"},
                {std::string(organisations::account_action), "organisations.action.account"},
                {std::string(organisations::account_read_action), "organisations.action.account_read"},
                {std::string(organisations::account_administrator_action), "organisations.action.account_administrator"},
                {std::string(organisations::unmask_action), "organisations.action.unmask"}},
    .invariants = {{"a post has one holder at a time", &organisations::one_holder},
                   {"the three administrators are apart", &organisations::apart},
                   {"appointments are the fold of their events", &organisations::fold}},
    .data_classes = {{"persons", "name", "identify who holds a post", "everybody in a post", "while in office and 3 years", "organisations.erase"},
                     {"persons", "phone", "reach who holds a post", "masked; revealed with a reason", "while in office and 1 year", "organisations.erase"},
                     {"persons", "note", "tell persons of one name apart", "everybody in a post", "while in office and 1 year", "organisations.erase"}},
    .demo = {{110, "organisations and people", &organisations::make_demo_people}},
    .definitions = {{"retention", &organisations::check_retention}},
};
