// A real district is opened once: with the one-time code that its first start printed, three persons become its three administrators.
#include <set>

#include "base/time.hpp"
#include "mechanisms/entrance/service.hpp"
#include "people/people.hpp"
#include "people/rules.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "territory/changes.hpp"

namespace entrance {
namespace {

constexpr std::string_view three[] = {"system_admin", "security_admin", "audit_admin"};

// Three different posts, three persons, three logins; passwords that may stand. All faults at once.
base::Done check(const Claim& c) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = "entrance.three_administrators",
                    .rule = base::RuleRef{"people/post_kinds", 1, "administrator"}, .remedy = "people.choose_another_person"};
  const auto wrong = [&](std::size_t i, std::string_view field, std::string reason, base::Params params = {}) {
    error.errors.push_back({.path = "/admins/" + std::to_string(i) + "/" + std::string(field), .reason = std::move(reason), .params = std::move(params)});
  };
  std::set<std::string> kinds, names, logins;
  for (std::size_t i = 0; i < c.admins.size(); ++i) {
    const Administrator& a = c.admins[i];
    const bool known = std::find(std::begin(three), std::end(three), a.post_kind) != std::end(three);
    if (!known || !kinds.insert(a.post_kind).second) wrong(i, "post_kind", "entrance.one_of_each");
    if (!names.insert(a.person_name).second) wrong(i, "person_name", "entrance.three_persons");
    const std::string login = people::login_of(a.login);
    if (login.empty()) wrong(i, "login", "people.bad_login");
    else if (!logins.insert(login).second) wrong(i, "login", "people.login_taken", {{"login", login}});
    if (const auto fits = people::check_password(a.password.reveal()); !fits) wrong(i, "password", fits.error().reason, fits.error().params);
  }
  if (c.admins.size() != 3) error.errors.push_back({.path = "/admins", .reason = "entrance.three_administrators"});
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  return {};
}

struct Office { base::OrgUnitId unit{}; base::CivilDate from{}; };

// The district's own area and the office in which the administrators sit; both may be there already.
base::Result<Office> office_of(registry::House& house, store::Unit& unit, const people::Recorder& record, const store::District& district) {
  const auto tree = house.areas.today(unit, unit.moment());
  Office out{.from = tree->day()};
  base::AreaId root = tree->root();
  if (!root) {
    TRY(made, territory::create_area(unit, record, {.kind = territory::AreaKind::district, .code = district.code, .name = district.name_zh,
                                                    .name_en = district.name_en, .valid_from = out.from, .source = "claim"}));
    root = made;
  }
  const auto units = house.people.units(unit, district.id, out.from);
  if (const auto offices = units->of_kind("administration"); !offices.empty()) {
    out.unit = offices.front()->id;
    return out;
  }
  TRY(made, people::create_org_unit(unit, record, {.tree = people::OrgTree::administrative, .kind = "administration", .code = "admin",
                                                   .name = "系统管理机构", .name_en = "Administration", .area = root, .valid_from = out.from}));
  out.unit = made;
  return out;
}

}  // namespace

base::Done claim(registry::House& house, const Claim& c) {
  const auto district = house.store.read([&](store::Session& s) { return store::district_by_code(s, c.district); });
  if (!district) return base::fail(base::ErrorCode::not_found, "people.no_such_district");
  if (district->demo) return base::refuse("entrance.demo_is_not_claimed", {"rules/organisations", 1, "claim"}, "entrance.make_a_real_district");
  TRY_DO(house.sessions.check_claim(*district, c.code));
  TRY_DO(check(c));
  std::vector<std::string> hashes;
  for (const Administrator& a : c.admins) {
    TRY(hash, house.sessions.hash(a.password));
    hashes.push_back(std::move(hash));
  }
  const store::Moment moment = moment_of(house, *district);
  TRY(grants, house.store.read([&](store::Session& s) { return house.people.grants(s, district->id, house.areas.civil_today(s, moment)); }));
  const people::Recorder record = [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); };
  return house.store.write(store::Work{moment, {}}, [&](store::Unit& unit) -> base::Done {
    unit.lock(4, {"areas", 0});
    TRY(office, office_of(house, unit, record, *district));
    TRY_DO(house.sessions.use_claim(unit, c.code));
    for (std::size_t i = 0; i < c.admins.size(); ++i) {
      const Administrator& a = c.admins[i];
      TRY(person, people::create_person(unit, record, {.name = a.person_name}));
      TRY(post, people::create_post(unit, record, *grants, {.org_unit = office.unit, .kind = a.post_kind, .valid_from = office.from}));
      TRY(appointment, people::appoint(unit, record, *grants, {.post = post, .person = person, .from = office.from}));
      static_cast<void>(appointment);
      TRY(account, house.sessions.create_account(unit, record, {.person = person, .login = a.login}, hashes[i]));
      static_cast<void>(account);
    }
    unit.after_commit([&house, id = district->id] {
      house.areas.forget(id);
      house.people.forget(id);
    });
    return {};
  });
}

}  // namespace entrance
