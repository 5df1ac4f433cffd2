// Random lives of matters: whoever tries whatever whenever, what stands in the tables is what the journal's events fold to.
#include <set>

#include "matters/town_test.hpp"
#include "store/journal.hpp"

using namespace matters;
using matters::testing::Town;

namespace {

MoveMatter random_form(Town& t, base::Random& random, const std::string& move) {
  MoveMatter f;
  const auto one_in = [&random](std::uint64_t n) { return random.below(n) == 0; };
  if (move == "reject" || move == "return" || move == "send_back" || move == "hold") f.reason = "理由";
  if (move == "feedback") f.text = "已处置";
  if (move == "inspect") f.passed = !one_in(4), f.strike_off = one_in(3), f.reason = "核查";
  if (move == "hold") f.review_on = t.today() + static_cast<std::int32_t>(random.below(10));
  if (move == "confirm" && one_in(2)) f.area_id = t.town.area(one_in(2) ? "A010102" : "A0102");
  if ((move == "confirm" || move == "register") && one_in(3)) f.category = "e-01-02";
  if (move == "dispatch") {
    if (one_in(3)) f.unit_id = t.units.at("huaiyuan"), f.post_kind = "community_officer";
    else f = t.to_department();
  }
  if (one_in(12)) f.if_version = static_cast<std::int64_t>(random.below(4));
  return f;
}

}  // namespace

TEST_ON_BOTH("on random walks the tables equal the fold, nobody judges their own work, ended matters stay ended") {
  Town t(bed);
  const auto random = base::seeded_random(20260917);
  const std::vector<std::string> moves{"confirm", "register", "reject", "dispatch", "sign", "feedback", "return", "inspect", "strike_off", "send_back", "hold", "resume", "urge"};
  std::vector<std::string> people;
  for (const auto& [who, id] : t.persons) people.push_back(who);
  std::vector<base::MatterId> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(t.report("resident", {.category = i % 2 ? "p-01-01" : "e-04-01"}));
  std::map<std::string, int> made;
  for (int step = 0; step < 700; ++step) {
    if (random->below(5) == 0) {
      t.later(base::minutes(static_cast<std::int64_t>(random->below(600))));
      REQUIRE(watch_at(t.town.house(), t.town.moment()).has_value());
    }
    const auto id = ids[random->below(ids.size())];
    const auto before = t.state(id);
    std::string move = moves[random->below(moves.size())];
    std::string who = people[random->below(people.size())];
    // Mostly what somebody may do now, so that walks go far; otherwise anything by anybody.
    for (std::size_t tries = 0; step % 4 != 0 && tries < people.size(); ++tries) {
      auto c = t.call(who = people[random->below(people.size())]);
      const auto rows = bed.store().read([&](store::Session& s) { return open_moves(c, s, {id}); });
      if (rows.at(id).empty()) continue;
      move = rows.at(id)[random->below(rows.at(id).size())];
      break;
    }
    const auto done = t.go(who, id, move, random_form(t, *random, move));
    const auto after = t.state(id);
    const std::string wrong = t.broken({"matter", id.value});
    REQUIRE_MESSAGE(wrong == "", move << " by " << who << ": " << wrong);
    if (!done) {
      REQUIRE(described::to_json(before.record) == described::to_json(after.record));
      continue;
    }
    ++made[move];
    REQUIRE_FALSE(before.record.closed_at.has_value());
    REQUIRE(done->version == after.record.version);
    if (move == "inspect" || move == "strike_off" || move == "send_back") {
      const auto handlers = read_ids(before.record.handlers);
      REQUIRE(std::find(handlers.begin(), handlers.end(), t.persons.at(who)) == handlers.end());
    }
    for (const auto& clock : after.clocks) REQUIRE((!after.record.closed_at || !clock.live()));
    if (after.record.closed_at) ids[static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin())] = t.report();
  }
  CHECK(made["strike_off"] + made["inspect"] > 3);
  CHECK(made["feedback"] > 3);
  CHECK(t.broken() == "");
}
