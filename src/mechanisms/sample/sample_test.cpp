// Every contract once, on both engines.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "definitions/drafts.hpp"
#include "definitions/book.hpp"
#include "mechanisms/sample/service.hpp"
#include "mechanisms/sample/tables.hpp"
#include "people/people.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "records/links/links.hpp"
#include "registry/openapi.hpp"
#include "registry/testing.hpp"

extern const registry::Room sample_room;

namespace {

struct Yard {
  explicit Yard(store::testing::Bed& b) : bed(b), house(b, {&sample_room}) {
    house.house().book.add_checker("rights", [](const definitions::Doc&, const definitions::CheckScope&, definitions::Faults&) {});  // another room's
    for (const auto& [file, code, kind] : std::vector<std::array<const char*, 3>>{{"machine", "loan", "workflow"}, {"limits", "limits/sample", "limits"}, {"rights", "rights/sample", "rights"}}) {
      std::stringstream text;
      text << std::ifstream(std::string(RED_SOURCE_DIR) + "/src/mechanisms/sample/definitions/" + file + ".toml").rdbuf();
      const auto done = bed.store().write(bed.work(), [&, c = std::string(code), k = std::string(kind)](store::Unit& u) -> base::Done {
        u.lock(definitions::lock_floor, definitions::shelf_subject());
        TRY(draft, definitions::save_draft(u, {.code = c, .kind = k, .body = text.str(), .note = {}}, 0));
        const auto tree = house.house().areas.today(u, u.moment());
        TRY(row, definitions::publish(u, house.house().book, c, draft.revision, tree->day(), tree->day()));
        (void)row;
        return {};
      });
      REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason + (done.error().errors.empty() ? "" : " " + done.error().errors[0].path + " " + done.error().errors[0].reason)));
      house.house().book.forget(bed.district());
    }
    grants = bed.store().read([&](store::Session& s) { return house.house().people.grants(s, bed.district(), day()); }).value();
    const auto people = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
      const auto rec = territory::plain_recorder();
      const base::CivilDate from{19'000};
      TRY(unit, people::create_org_unit(u, rec, {.tree = people::OrgTree::administrative, .kind = "residents_committee", .code = "hy", .name = "hy",
                                                 .area = house.area("A0101"), .valid_from = from}));
      for (const char* kind : {"community_officer", "community_secretary"}) {
        TRY(person, people::create_person(u, rec, {.name = kind}));
        TRY(post, people::create_post(u, rec, *grants, {.org_unit = unit, .kind = kind, .name = kind, .valid_from = from}));
        TRY(appointment, people::appoint(u, rec, *grants, {.post = post, .person = person, .from = from}));
        (void)appointment;
        persons[kind] = person;
      }
      return {};
    });
    REQUIRE(people.has_value());
    house.house().people.forget(bed.district());
  }
  base::CivilDate day() {
    return bed.store().read([&](store::Session& s) { return house.house().areas.today(s, house.moment())->day(); });
  }
  registry::Call call(const std::string& who) {
    registry::Call c = house.call();
    c.principal = {.district = bed.district(), .account = {1}, .person = persons.at(who), .name = who};
    c.principal.grants = grants;
    c.principal.posts = bed.store().read([&](store::Session& s) { return people::posts_held(s, bed.district(), persons.at(who), day()); });
    return c;
  }
  sample::LoanView asked(std::string tool = "梯子") {
    auto c = call("community_officer");
    return sample::ask(c, {.tool = std::move(tool), .area_id = house.area("A010101"), .phone = base::Phone::parse("13800001234")}).value();
  }
  std::string broken() {
    return bed.store().read([&](store::Session& s) { return sample::check_fold(house.house(), s, bed.district(), {}); });
  }
  store::testing::Bed& bed;
  registry::testing::HouseBed house;
  std::shared_ptr<const people::Grants> grants;
  std::map<std::string, base::PersonId> persons;
};

}  // namespace

TEST_ON_BOTH("a loan is asked, lent and taken back by another; facts, dues and masked views follow") {
  Yard y(bed);
  const auto loan = y.asked();
  CHECK(loan.phone_masked.text() == "138****1234");
  const auto due = [&] { return bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"loan", loan.id.value}); }); };
  REQUIRE(due().size() == 1);
  CHECK(due()[0].due_at.has_value());
  auto officer = y.call("community_officer"), secretary = y.call("community_secretary");
  CHECK(sample::move(officer, loan.id, "lend", {}).value().stage == "lent");
  const auto second = y.asked();
  auto no = sample::move(officer, second.id, "lend", {});
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().reason == "sample.tool_is_out");
  CHECK(no.error().remedy == "sample.wait_until_it_is_back");
  CHECK(no.error().rule->place == "move/lend/guard/tool_is_here@1");
  no = sample::move(officer, loan.id, "take_back", {});
  CHECK(no.error().reason == "workflow.no_self_strike_off");
  CHECK(sample::move(secretary, loan.id, "take_back", {.if_version = 2}).value().stage == "back");
  CHECK(due().empty());
  CHECK(bed.store().read([&](store::Session& s) { return facts::of_subject(s, bed.district(), {"loan", loan.id.value}, "sample.brought_back"); }).size() == 1);
  CHECK(sample::list(secretary, {{"filter.stage", "asked"}}).value().items.size() == 1);
  CHECK(sample::one(secretary, loan.id).value().stage_zh == "已归还");
  CHECK(y.broken() == "");
}

TEST_ON_BOTH("another's work opens a loan, and its end is told by the hook in the same unit") {
  Yard y(bed);
  const registry::Opener* opener = y.house.house().rooms.opener("sample.loan");
  REQUIRE(opener != nullptr);
  const base::Subject matter{"matter", 77};
  auto c = y.call("community_officer");
  const auto made = bed.store().write(c.work(), [&](store::Unit& u) {
    return opener->run(c, u, matter, described::to_json(sample::AskLoan{.tool = "水泵", .area_id = y.house.area("A010101")}));
  });
  REQUIRE(made.has_value());
  const auto told = bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
    TRY(event, registry::record(y.house.house(), u, {.kind = "matter.struck_off", .subject = matter, .body = "{}", .area = y.house.area("A010101")}));
    (void)event;
    return {};
  });
  REQUIRE(told.has_value());
  CHECK(bed.store().read([&](store::Session& s) { return facts::of_subject(s, bed.district(), *made, "sample.origin_closed"); }).size() == 1);
  CHECK(y.broken() == "");
}

TEST_ON_BOTH("the erasing job takes the number from table and journal alike") {
  Yard y(bed);
  const auto loan = y.asked();
  const auto run = [&] {
    const auto put = bed.store().write(bed.work(), [](store::Unit& u) -> base::Done { store::enqueue(u, {.kind = "sample.erase", .due_at = u.now()}); return {}; });
    REQUIRE(put.has_value());
    y.house.house().jobs.run_due(bed.district());
    auto c = y.call("community_secretary");
    return sample::one(c, loan.id).value().phone_masked.empty();
  };
  CHECK_FALSE(run());
  bed.clock().advance(base::hours(24 * 366));
  CHECK(run());
  CHECK(y.broken() == "");
}

TEST_CASE("the room's document has no faults") {
  const registry::Room* rooms[] = {&sample_room};
  CHECK(registry::openapi(rooms).faults.empty());
}
