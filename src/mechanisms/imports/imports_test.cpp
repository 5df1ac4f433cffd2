// A file on its way in, on both engines: check, chunks, a second time, and a task that stood still and goes on.
#include <doctest/doctest.h>

#include "mechanisms/imports/chunks.hpp"
#include "mechanisms/imports/service.hpp"
#include "mechanisms/imports/tables.hpp"
#include "people/access.hpp"
#include "registry/testing.hpp"

extern const registry::Room matters_room, imports_room;

namespace {

using namespace imports;

const store::Statement count_matters{"test.imports_matters", "SELECT COUNT(*) FROM matters WHERE district_id = $1"};
const store::Statement count_chunks{"test.imports_chunks", "SELECT COUNT(*) FROM import_chunks WHERE district_id = $1"};

struct Desk {
  explicit Desk(store::testing::Bed& bed) : at(bed, {&matters_room, &imports_room}) {}
  registry::testing::HouseBed at;

  registry::Call call() {
    registry::Call c = at.call();
    c.principal = people::system_principal(c.district());
    return c;
  }
  ImportView hand(const std::string& csv) {
    auto c = call();
    const auto view = hand_in_text(c, "import/boston_311", "file.csv", csv);
    REQUIRE(view.has_value());
    return run(view->id);
  }
  ImportView start(ImportId id) {
    auto c = call();
    REQUIRE(begin(c, id.value).has_value());
    return run(id);
  }
  ImportView run(ImportId id) {
    auto c = call();
    at.house().jobs.run_due(c.district());
    return look(c, id.value).value();
  }
  std::int64_t number(const store::Statement& statement) {
    const auto district = at.call().district();
    return at.house().store.read([&](store::Session& s) { return s.value<std::int64_t>(statement, district).value_or(-1); });
  }
};

std::string file(int first, int lines) {
  std::string csv = "CASE_ENQUIRY_ID,OPEN_DT,TARGET_DT,CLOSED_DT,OnTime_Status,CASE_STATUS,CLOSURE_REASON,CASE_TITLE,TYPE,Department,neighborhood,LATITUDE,LONGITUDE\n";
  for (int i = first; i < first + lines; ++i)
    csv += std::to_string(700000000000 + i) + ",04/01/2015 12:31:19 AM,04/15/2015 08:30:00 AM,04/01/2015 04:24:12 AM,ONTIME,Closed,Case Closed,Lamp,Lamp,PWDx," +
           (i % 2 ? "Hyde Park" : "") + ",42.3594,-71.0587\n";
  return csv;
}

}  // namespace

TEST_ON_BOTH("a checked file comes in by chunks, a second time nothing is added, and its lines are not kept") {
  Desk desk(bed);
  const ImportView checked = desk.hand(file(0, 450) + "broken\n");
  CHECK(checked.state == State::checked);
  CHECK(checked.lines == 451);
  CHECK(checked.bad == 1);
  CHECK(desk.number(count_matters) == 0);
  const ImportView done = desk.start(checked.id);
  CHECK(done.state == State::done);
  CHECK(done.brought_in == 450);
  CHECK(done.verdicts.equal == 450);
  CHECK(desk.number(count_matters) == 450);
  CHECK(desk.number(count_chunks) == 0);
  const ImportView again = desk.start(desk.hand(file(0, 450)).id);
  CHECK(again.brought_in == 0);
  CHECK(again.known == 450);
  CHECK(desk.number(count_matters) == 450);
}

TEST_ON_BOTH("an import whose task failed says so and goes on when it is told to") {
  Desk desk(bed);
  const ImportView checked = desk.hand(file(0, 450));
  const auto district = desk.at.call().district();
  auto& house = desk.at.house();
  const auto second = house.store.read([&](store::Session& s) { return chunk(s, district, checked.id, 1); });
  REQUIRE(second.has_value());
  const auto replace = [&](const std::string& content) {
    REQUIRE(house.store.write({desk.at.moment(), {}}, [&](store::Unit& unit) -> base::Done {
      save_chunk(unit, checked.id, 1, content);
      return {};
    }));
  };
  replace("not a chunk");
  const ImportView stopped = desk.start(checked.id);
  CHECK(stopped.state == State::running);
  CHECK(stopped.problem == "imports.stopped");
  CHECK(stopped.brought_in == 0);  // every chunk is read before the first one comes in
  replace(second->content);
  const ImportView done = desk.start(checked.id);
  CHECK(done.state == State::done);
  CHECK(done.problem.empty());
  CHECK(done.brought_in == 450);
  CHECK(done.known == 0);
  CHECK(desk.number(count_matters) == 450);
}

TEST_ON_BOTH("a file without one good line is refused with what to do; what is not there is not found") {
  Desk desk(bed);
  const ImportView refused = desk.hand("CASE_ENQUIRY_ID,OPEN_DT,TARGET_DT,CLOSED_DT,OnTime_Status,CASE_STATUS,CLOSURE_REASON,CASE_TITLE,TYPE,Department,"
                                       "neighborhood,LATITUDE,LONGITUDE\n,,,,,,,,,,,,\n");
  CHECK(refused.state == State::refused);
  auto call = desk.call();
  const auto begun = begin(call, refused.id.value);
  REQUIRE_FALSE(begun.has_value());
  CHECK(begun.error().reason == "imports.nothing_good");
  CHECK(begun.error().rule.has_value());
  CHECK_FALSE(begun.error().remedy.empty());
  CHECK(begin(call, 1).error().code == base::ErrorCode::not_found);
}
