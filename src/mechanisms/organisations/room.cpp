#include "registry/room.hpp"

#include "mechanisms/organisations/demo.hpp"
#include "mechanisms/organisations/exports.hpp"
#include "mechanisms/organisations/ground.hpp"
#include "mechanisms/organisations/papers.hpp"
#include "mechanisms/organisations/routes.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/sheets.hpp"
#include "mechanisms/organisations/tables.hpp"
#include "formats/pinyin.hpp"
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
std::string units_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  return subject.id == 0 || subject.kind == "org_unit" ? people::org_units_fold(s, district, {subject.id}) : std::string{};
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

// Rows from before there were search keys get theirs; afterwards it finds none.
base::Result<store::JobDone> search_keys(registry::House& house, store::JobRun& run) {
  constexpr int chunk = 500;
  const store::Moment moment = run.moment();
  TRY(made, house.store.write(store::Work{moment, {}}, [&](store::Unit& unit) -> base::Result<int> { return people::make_search_keys(unit, chunk); }));
  if (made != 0) house.people.forget(run.district());
  return store::JobDone{.result = std::to_string(made), .again_at = moment.now + (made == chunk ? base::seconds(1) : base::hours(24))};
}

using registry::Call;
using registry::SearchHit;

base::Result<std::vector<SearchHit>> find_units(Call& call, std::string_view words, int limit) {
  std::vector<SearchHit> out;
  if (!people::has_action(call.principal, read_action)) return out;
  const Ground g = ground(call);
  for (const people::OrgUnit& u : g.units->all()) {
    if (static_cast<int>(out.size()) >= limit) break;
    if (u.code != words && !formats::pinyin_fits(u.name, {}, words)) continue;
    const people::OrgUnit* parent = g.units->find(u.parent);
    out.push_back({{"org_unit", u.id.value}, u.name, parent != nullptr ? parent->name : area_name(g, u.area), "/organisations/" + std::to_string(u.id.value)});
  }
  return out;
}
base::Result<std::vector<SearchHit>> find_posts(Call& call, std::string_view words, int limit) {
  std::vector<SearchHit> out;
  if (!people::has_action(call.principal, read_action)) return out;
  const Ground g = ground(call);
  for (const people::Post& p : g.units->posts()) {
    if (static_cast<int>(out.size()) >= limit) break;
    if (!formats::pinyin_fits(p.name, {}, words)) continue;
    out.push_back({{"post", p.id.value}, p.name, g.units->name(p.org_unit), "/organisations/" + std::to_string(p.org_unit.value)});
  }
  return out;
}
base::Result<std::vector<SearchHit>> find_people(Call& call, std::string_view words, int limit) {
  std::vector<SearchHit> out;
  if (!people::has_action(call.principal, read_action)) return out;
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<SearchHit>> {
    const auto today = call.house.areas.civil_today(s, call.moment);
    for (FoundPerson& p : find_persons(s, call.district(), words, today, limit))
      out.push_back({{"person", p.id.value}, std::move(p.name), std::move(p.posts), "/persons/" + std::to_string(p.id.value)});
    return std::move(out);
  });
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
    .jobs = {{"organisations.erase", &organisations::erase},
             {"organisations.search_keys", &organisations::search_keys},
             {"organisations.import", &organisations::run_sheet_import},
             registry::export_job(organisations::units_export()),
             registry::export_job(organisations::posts_export()),
             registry::export_job(organisations::appointments_export()),
             registry::export_job(organisations::persons_export())},
    .repeated = {{"organisations.erase"}, {"organisations.search_keys"}},
    .actions = {{std::string(organisations::read_action), "organisations.action.read"},
                {std::string(organisations::shape_action), "organisations.action.shape"},
                {std::string(organisations::person_action), "organisations.action.person"},
                {std::string(organisations::appoint_action), "organisations.action.appoint"},
                {std::string(organisations::deputy_action), "organisations.action.deputy"},
                {std::string(organisations::account_action), "organisations.action.account"},
                {std::string(organisations::account_read_action), "organisations.action.account_read"},
                {std::string(organisations::account_administrator_action), "organisations.action.account_administrator"},
                {std::string(organisations::import_action), "organisations.action.import"},
                {std::string(organisations::export_action), "organisations.action.export"},
                {std::string(organisations::unmask_action), "organisations.action.unmask"}},
    .invariants = {{"a post has one holder at a time", &organisations::one_holder},
                   {"the three administrators are apart", &organisations::apart},
                   {"appointments are the fold of their events", &organisations::fold},
                   {"organisations by dates are the fold of their events", &organisations::units_fold}},
    .data_classes = {{"persons", "name", "identify who holds a post", "everybody in a post", "while in office and 3 years", "organisations.erase"},
                     {"persons", "pinyin", "find who holds a post by the initials of the name", "nobody: searches compare with it", "as the name", "organisations.erase"},
                     {"org_import_steps", "body", "a checked row on its way in", "nobody", "until it is brought in, at most 30 days", "organisations.import"},
                     {"persons", "phone", "reach who holds a post", "masked; revealed with a reason", "while in office and 1 year", "organisations.erase"},
                     {"persons", "note", "tell persons of one name apart", "everybody in a post", "while in office and 1 year", "organisations.erase"}},
    .demo = {{110, "organisations and people", &organisations::make_demo_people}},
    .papers = organisations::papers(),
    .searchers = {{"org_units", "organisations.search.units", &organisations::find_units},
                  {"persons", "organisations.search.persons", &organisations::find_people},
                  {"posts", "organisations.search.posts", &organisations::find_posts}},
    .figures = organisations::demo_figures(),
    .definitions = {{"retention", &organisations::check_retention}},
};
