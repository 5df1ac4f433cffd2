// The matter's own pure rules, by tables.
#include <doctest/doctest.h>

#include "matters/events.hpp"
#include "matters/rules.hpp"

using namespace matters;

TEST_CASE("how due a matter is") {
  const auto at = [](std::int64_t m) { return base::Instant{} + base::minutes(m); };
  CHECK(due_state({}, {}, {}, {}, at(0)) == "none");
  CHECK(due_state(at(100), at(80), {}, {}, at(79)) == "ok");
  CHECK(due_state(at(100), at(80), {}, {}, at(80)) == "soon");
  CHECK(due_state(at(100), at(80), {}, {}, at(100)) == "soon");
  CHECK(due_state(at(100), at(80), {}, {}, at(101)) == "late");
  CHECK(due_state(at(100), at(80), base::CivilDate{9}, {}, at(101)) == "hold");
  CHECK(due_state(at(100), at(80), {}, at(90), at(101)) == "none");
}

TEST_CASE("guards stay silent while moves are only shown, and speak when tried") {
  GuardFacts f;
  CHECK_FALSE(guard("in_a_community@1", f).has_value());
  CHECK_FALSE(guard("sorted@1", f).has_value());
  f.trying = true;
  CHECK(guard("in_a_community@1", f)->remedy != "");
  CHECK(guard("sorted@1", f)->remedy != "");
  f.in_a_community = f.sorted = true;
  CHECK_FALSE(guard("in_a_community@1", f).has_value());
  CHECK_FALSE(guard("sorted@1", f).has_value());
  CHECK(guard("nonsense@1", f).has_value());
  f.today = {100};
  for (const auto& [day, good] : std::vector<std::pair<std::int32_t, bool>>{{99, false}, {100, false}, {101, true}, {280, true}, {281, false}}) {
    f.review_on = base::CivilDate{day};
    CHECK(guard("review_ahead@1", f).has_value() != good);
  }
  f.urged_at = base::Instant{};
  f.now = base::Instant{} + base::hours(23);
  CHECK(guard("not_urged_today@1", f)->params[0].second == "1");
  f.now = base::Instant{} + base::hours(24);
  CHECK_FALSE(guard("not_urged_today@1", f).has_value());
  f.at.handlers = {{5}};
  f.person = {5};
  CHECK(guard("no_self_strike_off@1", f).has_value());
  f.person = {6};
  CHECK_FALSE(guard("no_self_strike_off@1", f).has_value());
}

TEST_CASE("titles never take the reporter's words; serials read as people write them") {
  CHECK(made_title("槐园小区 3 号楼", "井盖破损缺失") == "槐园小区 3 号楼 · 井盖破损缺失");
  CHECK(made_title("", "路灯不亮") == "路灯不亮");
  CHECK(serial_text(2026, 137) == "2026-0137");
  CHECK(serial_text(2026, 12345) == "2026-12345");
}

TEST_CASE("ids in a row of text come back as they were") {
  for (const std::vector<base::PersonId>& ids : {std::vector<base::PersonId>{}, {{7}}, {{7}, {8}, {9007199254740993}}}) CHECK(read_ids(write_ids(ids)) == ids);
}

TEST_CASE("the strip: what is done, where it stands, what comes; side stages stand behind the last one reached") {
  workflow::Machine m;
  for (const char* id : {"a", "b", "c"}) m.stages.push_back({.id = id, .strip_zh = id});
  m.stages.back().kind = workflow::StageKind::end;
  m.stages.push_back({.id = "hold", .zh = "挂账", .kind = workflow::StageKind::hold});
  m.stages.push_back({.id = "no", .zh = "不予", .kind = workflow::StageKind::end});
  const std::vector<Reached> reached{{"a", {1}, ""}, {"b", {2}, "单位"}};
  const auto states = [&](std::string_view stage) {
    std::string out;
    for (const auto& s : strip(m, stage, reached, base::Instant{9})) out += s.id + ":" + s.state + " ";
    return out;
  };
  CHECK(states("a") == "a:now b:next c:next ");
  CHECK(states("b") == "a:done b:now c:next ");
  CHECK(states("c") == "a:done b:done c:done ");
  CHECK(states("hold") == "a:done b:done hold:now c:next ");
  CHECK(states("no") == "a:done b:done no:done ");
  const auto shown = strip(m, "b", reached, base::Instant{9});
  CHECK(shown[1].due_at == base::Instant{9});
  CHECK(shown[1].who == "单位");
  CHECK_FALSE(shown[0].due_at.has_value());
}
