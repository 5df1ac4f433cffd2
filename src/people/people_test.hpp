// A small district for the tests of people/ that need a database: one community, its posts, a few persons.
#pragma once
#include "base/iso.hpp"
#include "base/time.hpp"
#include "definitions/book.hpp"
#include "people/access.hpp"
#include "people/people.hpp"
#include "people/sessions.hpp"
#include "store/testing.hpp"
#include "territory/changes.hpp"

namespace people::testing {

inline base::CivilDate day(std::string_view s) { return *base::parse_date(s); }
inline const base::CivilDate start = day("2021-01-01");

struct Small {
  template <class F>
  auto write(F fn) -> std::invoke_result_t<F&, store::Unit&> {
    auto out = bed.store().write(bed.work(), fn);
    directory.forget(bed.district());
    return out;
  }

  explicit Small(store::testing::Bed& b)
      : bed(b), book(b.store(), b.clock()), directory(b.clock(), book, {}), sessions(b.store(), b.clock(), b.random(), directory, HashCost::cheap) {
    REQUIRE(definitions::load_seeds(bed.store(), bed.work(), book));
    grants = *bed.store().read([&](store::Session& s) { return directory.grants(s, bed.district(), start); });
    const auto founded = write([&](store::Unit& u) -> base::Done {
      TRY(r, territory::create_area(u, record, {.kind = territory::AreaKind::district, .code = "1", .name = "区", .valid_from = start}));
      TRY(c, territory::create_area(u, record, {.parent = r, .kind = territory::AreaKind::community, .code = "2", .name = "槐园社区", .valid_from = start}));
      TRY(o, create_org_unit(u, record, {.tree = OrgTree::administrative, .kind = "residents_committee", .code = "jwh", .name = "居委会", .area = c, .valid_from = start}));
      root = r;
      community = c;
      office = o;
      return {};
    });
    REQUIRE(founded);
    secretary = post("community_secretary");
    officer = post("community_officer");
    wang = person("王建国");
    li = person("李秀英");
    zhang = person("张志强");
  }

  base::PostId post(const char* kind) {
    const auto made = write([&](store::Unit& u) { return create_post(u, record, *grants, {.org_unit = office, .kind = kind, .valid_from = start}); });
    REQUIRE(made);
    return *made;
  }
  base::PersonId person(const char* name) {
    const auto made = write([&](store::Unit& u) { return create_person(u, record, {.name = name, .phone = base::Phone::parse("13800001234")}); });
    REQUIRE(made);
    return *made;
  }
  base::Result<AppointmentId> appoint(base::PostId p, base::PersonId who, base::CivilDate from, std::optional<base::CivilDate> to = {}) {
    return write([&](store::Unit& u) { return people::appoint(u, record, *grants, {.post = p, .person = who, .from = from, .to = to}); });
  }
  base::Result<DeputyId> deputy(AppointmentId a, base::PersonId who, base::CivilDate from, base::CivilDate to) {
    return write([&](store::Unit& u) { return appoint_deputy(u, record, *grants, {.appointment = a, .person = who, .from = from, .to = to, .reason = "休假"}); });
  }
  base::Done end(AppointmentId a, base::CivilDate to) {
    return write([&](store::Unit& u) { return end_appointment(u, record, a, to, "调动"); });
  }
  base::AccountId account(base::PersonId who, const char* login, std::string_view password, const char* demo_role = "") {
    const auto hash = password.empty() ? base::Result<std::string>("") : sessions.hash(base::Secret(std::string(password)));
    REQUIRE(hash);
    const auto made = write([&](store::Unit& u) { return sessions.create_account(u, record, {.person = who, .login = login, .demo_role = demo_role}, *hash); });
    REQUIRE(made);
    return *made;
  }
  base::Result<Entered> sign_in(std::string_view login, std::string_view password, std::string_view peer = "203.0.113.1", std::string_view device = {}) {
    return sessions.sign_in({.district = "test", .login = std::string(login), .password = base::Secret(std::string(password)), .peer = std::string(peer),
                             .device = std::string(device), .user_agent = "test"});
  }
  void set_local(std::string_view date, int hour, int minute, int second = 0) {
    bed.clock().set(base::Zone::named("Asia/Shanghai")->instant(day(date), hour, minute, second));
  }
  std::vector<std::string> kinds_of(std::string_view cookie) {
    const auto who = sessions.who(cookie);
    std::vector<std::string> out;
    if (who) for (const HeldPost& p : who->principal.posts) out.push_back(p.kind + (p.deputy ? "*" : ""));
    return out;
  }

  store::testing::Bed& bed;
  definitions::Book book;
  Directory directory;
  Sessions sessions;
  Recorder record = territory::plain_recorder();
  std::shared_ptr<const Grants> grants{};
  base::AreaId root{}, community{};
  base::OrgUnitId office{};
  base::PostId secretary{}, officer{};
  base::PersonId wang{}, li{}, zhang{};
};

inline std::string reason(const auto& result) { return result ? "done" : result.error().reason; }

}  // namespace people::testing
