// For the tests of matters: a house with the people of one community, its subdistrict, a department and the district's centre.
#pragma once
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "base/assert.hpp"
#include "base/time.hpp"
#include "matters/api.hpp"
#include "matters/intake.hpp"
#include "matters/jobs.hpp"
#include "matters/list.hpp"
#include "matters/moves.hpp"
#include "matters/room.hpp"
#include "matters/tables.hpp"
#include "matters/view.hpp"
#include "definitions/drafts.hpp"
#include "people/people.hpp"
#include "records/dues/dues.hpp"
#include "records/files/depot.hpp"
#include "records/files/sample_photos.hpp"
#include "registry/testing.hpp"
#include "store/districts.hpp"

extern const registry::Room matters_room;

namespace matters::testing {

struct Town {
  explicit Town(store::testing::Bed& b) : bed(b), town(b, {&matters_room}) {
    grants = bed.store().read([&](store::Session& s) { return town.house().people.grants(s, bed.district(), today()); }).value();
    const auto done = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done { return found(u); });
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason + (done.error().errors.empty() ? "" : done.error().errors[0].path + done.error().errors[0].reason)));
    town.house().people.forget(bed.district());
  }

  base::CivilDate today() { return zone().date_of(bed.clock().now()); }
  static base::Zone zone() { return base::Zone::named("Asia/Shanghai").value(); }

  registry::Call call(const std::string& who, std::string ref = {}) {
    registry::Call c = town.call();
    if (who == "resident") {
      c.channel = "public";
    } else {
      c.principal.district = bed.district();
      c.principal.account = {1};
      c.principal.person = persons.at(who);
      c.principal.name = who;
      c.principal.grants = grants;
      c.principal.posts = bed.store().read([&](store::Session& s) { return people::posts_held(s, bed.district(), persons.at(who), today()); });
    }
    c.client_ref = std::move(ref);
    c.raw_body = c.client_ref.empty() ? "" : "{}";
    return c;
  }

  base::MatterId report(const std::string& who = "resident", NewReport r = {}) {
    auto c = call(who);
    if (r.place.empty()) r.place = "槐园小区 3 号楼东侧";
    if (r.description.empty()) r.description = "井盖裂开一半，晚上没有灯";
    if (r.category.empty()) r.category = "p-01-01";
    if (!r.longitude && !r.area) r.longitude = 112.482, r.latitude = 37.942;
    if (who == "resident") r.source = "resident";
    auto made = matters::report(c, r);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().reason));
    last = *made;
    return made->id;
  }
  base::Result<Moved> go(const std::string& who, base::MatterId id, const std::string& move, MoveMatter form = {}) {
    auto c = call(who);
    return matters::move(c, id, move, form);
  }
  void must(const std::string& who, base::MatterId id, const std::string& move, MoveMatter form = {}) {
    auto done = go(who, id, move, std::move(form));
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : move + ": " + done.error().reason + (done.error().errors.empty() ? "" : " " + done.error().errors[0].path + " " + done.error().errors[0].reason)));
  }
  MoveMatter to_department() { return {.category = "p-01-01", .unit_id = units.at("department"), .post_kind = "department_handler"}; }
  base::MatterId dispatched() {
    const auto id = report();
    must("worker1", id, "confirm");
    must("secretary", id, "register");
    must("secretary", id, "dispatch", to_department());
    return id;
  }
  base::MatterId fed_back() {
    const auto id = dispatched();
    must("handler", id, "sign");
    must("handler", id, "feedback", {.text = "已更换井盖"});
    return id;
  }
  // A photo that this person has just taken.
  base::FileId photo(const std::string& who) {
    const std::string path = town.temp_file(files::testing::jpeg({}));
    const auto taken = town.house().files.take_photo(call(who).work(), path, {});
    REQUIRE_MESSAGE(taken.has_value(), (taken ? "" : taken.error().reason));
    return taken->id;
  }
  // A text as the district's own next version of a definition, from today on.
  void publish(const std::string& code, const std::string& kind, const std::string& body) {
    const auto done = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
      TRY(row, definitions::save_draft(u, {code, kind, body, "test"}, 0));
      TRY(out, definitions::publish(u, town.house().book, code, row.revision, today(), today()));
      (void)out;
      return {};
    });
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason + (done.error().errors.empty() ? "" : " " + done.error().errors[0].path + " " + done.error().errors[0].reason)));
    town.house().book.forget(bed.district());
  }
  std::vector<dues::Due> due(base::MatterId id) {
    return bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"matter", id.value}); });
  }
  CaseState state(base::MatterId id) { return *bed.store().read([&](store::Session& s) { return load(s, bed.district(), id); }); }
  std::string broken(const base::Subject& subject = {}) {
    return bed.store().read([&](store::Session& s) {
      std::string out = check_fold(town.house(), s, bed.district(), subject);
      return out.empty() ? check_serials(town.house(), s, bed.district(), subject) : out;
    });
  }
  void later(base::Duration d) { bed.clock().advance(d); }
  int run_jobs() { return town.house().jobs.run_due(bed.district()); }

  store::testing::Bed& bed;
  registry::testing::HouseBed town;
  std::shared_ptr<const people::Grants> grants;
  std::map<std::string, base::PersonId> persons;
  std::map<std::string, base::OrgUnitId> units;
  Reported last{};

 private:
  base::Done found(store::Unit& u) {
    const auto rec = territory::plain_recorder();
    const base::CivilDate from{19'000};
    const auto unit = [&](const char* name, const char* kind, std::string_view area, base::OrgUnitId parent) -> base::Result<base::OrgUnitId> {
      return people::create_org_unit(u, rec, {.tree = people::OrgTree::administrative, .kind = kind, .code = name, .name = name, .parent = parent,
                                              .area = town.area(area), .valid_from = from});
    };
    TRY(government, unit("government", "government", "A", {}));
    TRY(centre, unit("centre", "command_centre", "A", government));
    TRY(department, unit("department", "department", "A", centre));
    TRY(office, unit("office", "subdistrict_office", "A01", centre));
    TRY(huaiyuan, unit("huaiyuan", "residents_committee", "A0101", office));
    TRY(xinghua, unit("xinghua", "residents_committee", "A0102", office));
    units = {{"centre", centre}, {"department", department}, {"office", office}, {"huaiyuan", huaiyuan}, {"xinghua", xinghua}};
    struct Seat { const char* who; base::OrgUnitId unit; const char* kind; const char* area; };
    const Seat seats[] = {{"secretary", huaiyuan, "community_secretary", ""}, {"officer", huaiyuan, "community_officer", ""},
                          {"worker1", huaiyuan, "grid_worker", "A010101"},   {"worker2", huaiyuan, "grid_worker", "A010102"},
                          {"secretary2", xinghua, "community_secretary", ""}, {"dispatcher", office, "subdistrict_dispatcher", ""},
                          {"handler", department, "department_handler", ""},  {"handler2", department, "department_handler", ""},
                          {"desk", centre, "district_desk", ""}};
    for (const Seat& seat : seats) {
      TRY(person, people::create_person(u, rec, {.name = seat.who}));
      TRY(post, people::create_post(u, rec, *grants, {.org_unit = seat.unit, .kind = seat.kind, .name = seat.kind,
                                                      .area = *seat.area ? town.area(seat.area) : base::AreaId{}, .valid_from = from}));
      TRY(appointment, people::appoint(u, rec, *grants, {.post = post, .person = person, .from = from}));
      (void)appointment;
      persons[seat.who] = person;
    }
    return {};
  }
};

}  // namespace matters::testing
