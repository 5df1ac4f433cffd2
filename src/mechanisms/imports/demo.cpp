#include "mechanisms/imports/demo.hpp"

#include "base/embedded.hpp"
#include "base/iso.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/imports/service.hpp"
#include "people/access.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "store/districts.hpp"
#include "store/jobs.hpp"
#include "territory/changes.hpp"

namespace imports {

namespace {

// The day after the file's last closing: its open requests are as late as they really were.
base::Instant first_moment(const base::Zone& zone) { return zone.instant(*base::civil(2016, 1, 13), 9, 0); }

struct Seat {
  std::string kind{}, post_name{}, person{}, login{}, role{};
};

// One post of the unit with a person in it who has a demo card.
base::Done fill_seat(registry::House& house, store::Unit& unit, const territory::Recorder& recorder, base::OrgUnitId office, base::CivilDate from,
                     const people::Grants& grants, const Seat& seat) {
  TRY(person, people::create_person(unit, recorder, {.name = seat.person, .example = true}));
  TRY(post, people::create_post(unit, recorder, grants, {.org_unit = office, .kind = seat.kind, .name = seat.post_name, .valid_from = from}));
  TRY_DO(people::appoint(unit, recorder, grants, {.post = post, .person = person, .from = from}));
  TRY_DO(house.sessions.create_account(unit, recorder, {.person = person, .login = seat.login, .demo_role = seat.role}, ""));
  return {};
}

base::Done settle(registry::House& house, const store::District& district, const store::Work& work, base::CivilDate from) {
  const auto recorder = [&house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
  TRY(grants, house.store.read([&](store::Session& session) { return house.people.grants(session, district.id, from); }));
  return house.store.write(work, [&](store::Unit& unit) -> base::Done {
    TRY(root, territory::create_area(unit, recorder, {.kind = territory::AreaKind::district, .code = "BOS", .name = district.name_zh,
                                                      .name_en = district.name_en, .grade = "1", .valid_from = from, .source = "import"}));
    const auto office = [&](std::string kind, std::string code, std::string name, std::string name_en) {
      return people::create_org_unit(unit, recorder, {.tree = people::OrgTree::administrative, .kind = std::move(kind), .code = std::move(code),
                                                      .name = std::move(name), .name_en = std::move(name_en), .area = root, .valid_from = from});
    };
    TRY(desk, office("command_centre", "bos-311", "311 服务台（示例）", "311 desk (example)"));
    TRY(administration, office("administration", "bos-admin", "系统管理（示例）", "Administration (example)"));
    TRY_DO(fill_seat(house, unit, recorder, desk, from, *grants, {"district_desk", "311 服务台坐席", "示例·坐席", "desk", "district_desk"}));
    TRY_DO(fill_seat(house, unit, recorder, administration, from, *grants, {"audit_admin", "安全审计员", "示例·审计", "auditor", "auditor"}));
    unit.after_commit([&house, id = district.id] {
      house.areas.forget(id);
      house.people.forget(id);
    });
    return {};
  });
}

base::Done bring_excerpt(registry::House& house, const store::District& district, store::Moment moment) {
  for (const base::EmbeddedFile& file : base::embedded_seeds()) {
    if (file.path != "definitions/imports/boston_311_excerpt.csv") continue;
    registry::Call call{.house = house, .principal = people::system_principal(district.id), .moment = moment, .time_zone = district.time_zone, .channel = "import"};
    TRY(handed, hand_in_text(call, "import/boston_311", "boston_311_excerpt.csv", file.text()));
    house.jobs.run_due(district.id);
    TRY_DO(begin(call, handed.id.value));
    house.jobs.run_due(district.id);
    TRY(done, look(call, handed.id.value));
    if (done.state != State::done) return base::fail(base::ErrorCode::unavailable, "imports.not_checked");
  }
  return {};
}

}  // namespace

base::Done demo(registry::House& house, base::DistrictId, const registry::DemoPlan&) {
  store::District district{.code = "boston", .name_zh = "波士顿（真实数据）", .name_en = "Boston (real data)", .time_zone = "America/New_York", .demo = true};
  TRY(zone, base::Zone::named(district.time_zone));
  district.clock_offset_micros = (first_moment(zone) - house.real_clock.now()).micros;
  TRY(made, store::create_district(house.store, district));
  const base::Instant real = house.real_clock.now();
  const store::Work work{{made.id, store::district_now(made, real), real}, {.channel = "system"}};
  TRY_DO(definitions::load_seeds(house.store, work, house.book));
  TRY_DO(settle(house, made, work, *base::civil(2015, 1, 1)));
  return bring_excerpt(house, made, work.moment);
}

}  // namespace imports
