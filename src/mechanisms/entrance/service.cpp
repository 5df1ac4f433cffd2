#include "mechanisms/entrance/service.hpp"

#include "base/time.hpp"
#include "people/access.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"

namespace entrance {
namespace {

base::RuleRef demo_rule() { return {"rules/organisations", 1, "demo"}; }

base::CivilDate today_of(registry::House& house, const store::District& district) {
  const auto zone = base::Zone::named(district.time_zone);
  return zone ? zone->date_of(moment_of(house, district).now) : base::CivilDate{};
}

// Cards stand in the order of the work: who reports, who walks, who registers, who dispatches, who handles, who oversees.
constexpr std::string_view card_order[] = {"resident",        "grid_worker",   "community_secretary", "subdistrict_dispatcher", "subdistrict_director", "team_leader", "department_handler",
                                           "department_duty", "cadre",         "district_desk",       "auditor",                "system_admin",         "security_admin"};
std::size_t place_of(std::string_view role) {
  const auto* found = std::find(std::begin(card_order), std::end(card_order), role);
  return static_cast<std::size_t>(found - std::begin(card_order));
}

base::Done add_cards(registry::House& house, store::Session& s, const store::District& district, EntranceView& out) {
  const base::CivilDate today = today_of(house, district);
  TRY(grants, house.people.grants(s, district.id, today));
  std::vector<RoleView> cards;
  for (const people::DemoCard& card : people::demo_cards(s, district.id, today)) {
    const people::PostKind* kind = grants->post_kind(card.post_kind);
    cards.push_back({district.code, card.role, kind != nullptr ? kind->name_zh : card.post_name, kind != nullptr ? kind->name_en : card.post_name,
                     card.person_name, card.post_name, "desk"});
  }
  if (cards.empty()) return {};
  cards.push_back({district.code, "resident", "居民", "Resident", {}, {}, "public"});
  std::stable_sort(cards.begin(), cards.end(), [](const RoleView& a, const RoleView& b) { return place_of(a.code) < place_of(b.code); });
  std::move(cards.begin(), cards.end(), std::back_inserter(out.demo_roles));
  return {};
}

base::Done need_demo(registry::House& house, const store::District& district) {
  const bool real = house.store.read([&](store::Session& s) { return people::has_real_user(s, district.id); });
  if (district.demo && !real) return {};
  return base::refuse("entrance.clock_not_movable", demo_rule(), "entrance.clock_runs_by_itself");
}

}  // namespace

store::Moment moment_of(registry::House& house, const store::District& district) {
  const base::Instant real = house.real_clock.now();
  return {district.id, store::district_now(district, real), real};
}

base::Result<EntranceView> entrance(registry::House& house) {
  return house.store.read([&](store::Session& s) -> base::Result<EntranceView> {
    EntranceView out;
    auto all = store::districts(s);
    std::sort(all.begin(), all.end(), [](const store::District& a, const store::District& b) { return a.id < b.id; });  // the first made stands first
    for (const store::District& d : all) {
      out.districts.push_back({d.code, d.name_zh, d.name_en, d.demo, people::needs_claim(s, d)});
      if (!d.demo || people::has_real_user(s, d.id)) continue;
      TRY_DO(add_cards(house, s, d, out));
    }
    return out;
  });
}

base::Result<Me> me(registry::House& house, const people::SignedIn& who) {
  const people::Principal& p = who.principal;
  const store::Moment moment = moment_of(house, who.district);
  Me out{.account_id = p.account, .person_id = p.person, .person_name = p.name, .actions = people::actions_of(p), .csrf_token = who.csrf_token,
         .must_change_password = who.must_change_password, .now = moment.now};
  const store::District& d = who.district;
  out.district = {d.id, d.code, d.name_zh, d.name_en, d.time_zone, d.demo, d.epoch};
  return house.store.read([&](store::Session& s) -> base::Result<Me> {
    const auto tree = house.areas.today(s, moment);
    const auto units = house.people.units(s, d.id, who.today);
    for (const people::HeldPost& held : p.posts) {
      const people::PostKind* kind = p.grants ? p.grants->post_kind(held.kind) : nullptr;
      const territory::Area* area = tree->find(held.area);
      out.posts.push_back({held.post, held.kind, kind != nullptr ? kind->name_zh : held.kind, kind != nullptr ? kind->name_en : held.kind,
                           held.org_unit, units->name(held.org_unit), held.area, area != nullptr ? area->name : std::string{}, held.deputy});
    }
    return out;
  });
}

base::Result<people::Entered> enter_demo(registry::House& house, const EnterDemo& c, const people::Attempt& attempt) {
  struct Found { std::optional<store::District> district{}; std::optional<people::Account> account{}; };
  const Found found = house.store.read([&](store::Session& s) {
    Found out;
    out.district = store::district_by_code(s, c.district);
    if (out.district && c.role != "visitor") out.account = people::account_by_demo_role(s, out.district->id, c.role);
    return out;
  });
  if (!found.district) return base::fail(base::ErrorCode::not_found, "people.no_such_district");
  if (!found.district->demo) return base::refuse("people.demo_is_over", demo_rule(), "people.sign_in_with_password");
  if (!found.account || found.account->demo_role.empty()) return base::fail(base::ErrorCode::not_found, "entrance.no_such_card");
  return house.sessions.enter_demo(*found.district, found.account->id, attempt);
}

base::Result<ClockView> clock(registry::House& house, const people::SignedIn& who) {
  TRY_DO(need_demo(house, who.district));
  return ClockView{moment_of(house, who.district).now, 0};
}

base::Result<ClockView> advance_clock(registry::House& house, const people::SignedIn& who, const AdvanceClock& c) {
  TRY_DO(need_demo(house, who.district));
  const base::Duration by = c.step == "hour" ? base::hours(1) : c.step == "day" ? base::hours(24) : c.step == "week" ? base::hours(24 * 7) : base::Duration{};
  if (by.micros == 0) {
    base::Error error{.code = base::ErrorCode::invalid, .reason = "entrance.unknown_step"};
    error.errors.push_back({.path = "/step", .reason = "entrance.unknown_step"});
    return std::unexpected(std::move(error));
  }
  TRY_DO(store::advance_clock(house.store, who.district.id, by, house.real_clock.now()));
  const auto moved = house.store.read([&](store::Session& s) { return store::district_by_id(s, who.district.id); });
  const store::Moment moment = moment_of(house, *moved);
  const store::Work work{moment, store::Actor{who.principal.person, {}, {}, "desk"}};
  TRY(event, house.store.write(work, [&](store::Unit& unit) {
    return registry::record(house, unit, {.kind = "district.clock_advanced", .subject = {"district", who.district.id.value},
                                          .body = described::to_json(ClockAdvanced{c.step})});
  }));
  static_cast<void>(event);
  const int run = house.jobs.run_due(who.district.id);
  return ClockView{moment_of(house, *moved).now, run};
}

}  // namespace entrance
