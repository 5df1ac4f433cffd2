// Random lives of matters over the whole machine: whoever tries whatever whenever, what stands in the tables is what the journal's
// events fold to, and nobody judges what they worked on, through split, merge, reopening, on the spot and handing on.
#include <set>

#include "matters/town_test.hpp"
#include "store/journal.hpp"

using namespace matters;
using matters::testing::Town;

namespace {

MoveMatter random_form(Town& t, base::Random& random, const std::string& move, const std::string& who, const std::vector<base::MatterId>& others) {
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
  if (move == "request_extension") f.amount = 1 + static_cast<std::int64_t>(random.below(4)), f.unit = one_in(2) ? "working_days" : "office_hours", f.reason = "延期";
  if (move == "decide_extension") f.granted = !one_in(3);
  if (move == "pause") f.cause = "material", f.reason = "等配件";
  if (move == "ask") f.question = "哪一栋？";
  if (move == "answer") f.answer = "三号楼";
  if (move == "escalate" || move == "reopen" || move == "undo_split" || move == "undo_merge") f.reason = "理由";
  if (move == "split") f.parts.assign(1 + random.below(2), {"分办", "", "e-01-02", {}}), f.goes_on = one_in(3);
  if (move == "split_off") f.parts.assign(1, {"分出", "", "", {}});
  if (move == "merge") f.reason = "同一处", f.into = others[random.below(others.size())];
  if (move == "hand_on") f.unit_id = t.units.at(one_in(2) ? "department" : "huaiyuan"), f.post_kind = one_in(2) ? "department_handler" : "community_officer";
  if (move == "meet_target") f.target = one_in(2) ? "stop" : "penalise";
  if (move == "solve_on_spot") f.text = "已处置", f.photos = {t.photo(who)};
  if (one_in(12)) f.if_version = static_cast<std::int64_t>(random.below(4));
  return f;
}

// Who worked on a matter in its round, kept beside the product by the rule's own words.
struct Hands {
  std::map<base::MatterId, std::set<std::int64_t>> of{};

  void sees(const std::string& move, base::MatterId id, base::PersonId who, const MoveMatter& form) {
    if (move == "sign" || move == "feedback" || move == "meet_target" || move == "solve_on_spot") of[id].insert(who.value);
    if (move == "send_back" || move == "reopen" || (move == "inspect" && form.passed == false)) of[id].clear();
    if (move == "merge") of[*form.into].insert(of[id].begin(), of[id].end());
  }
  void part_born(base::MatterId part, base::MatterId whole) { of[part] = of[whole]; }
  void part_ended(base::MatterId part, base::MatterId whole) { of[whole].insert(of[part].begin(), of[part].end()); }
};

struct Walk {
  Town& t;
  std::unique_ptr<base::Random> random = base::seeded_random(20260917);
  std::vector<std::string> people{};
  std::vector<base::MatterId> ids{};
  std::set<std::int64_t> known_parts{};
  std::map<std::string, int> made{};
  Hands hands{};

  explicit Walk(Town& town) : t(town) {
    for (const auto& [who, id] : t.persons) people.push_back(who);
    for (int i = 0; i < 4; ++i) ids.push_back(fresh());
  }
  base::MatterId fresh() {
    static const char* categories[] = {"p-01-01", "e-01-01", "e-04-01"};
    return t.report("resident", {.category = categories[random->below(3)]});
  }
  std::vector<base::MatterId> parts(base::MatterId id) {
    return t.bed.store().read([&](store::Session& s) { return parts_of(s, t.bed.district(), id); });
  }

  // Mostly what somebody may do now, so that walks go far; otherwise anything by anybody.
  std::pair<std::string, std::string> choose(base::MatterId id, bool possible) {
    static const std::vector<std::string> moves{"confirm", "register", "reject", "dispatch", "sign", "feedback", "return", "inspect", "strike_off", "send_back", "hold",
                                                "resume", "urge", "request_extension", "decide_extension", "pause", "continue", "ask", "answer",
                                                "withdraw_question", "escalate", "split", "split_off", "undo_split", "merge", "undo_merge", "hand_on",
                                                "meet_target", "reopen", "solve_on_spot"};
    std::string who = people[random->below(people.size())];
    for (std::size_t tries = 0; possible && tries < people.size(); ++tries) {
      auto c = t.call(who = people[random->below(people.size())]);
      const auto rows = t.bed.store().read([&](store::Session& s) { return open_moves(c, s, {id}); });
      auto open = rows.at(id);
      if (open.empty()) continue;
      // The loop itself more often than what stands beside it, or no matter would ever get far.
      static const std::set<std::string> loop{"confirm", "register", "dispatch", "sign", "feedback", "inspect", "strike_off", "continue", "answer", "resume"};
      if (random->below(2) != 0 && std::any_of(open.begin(), open.end(), [](const std::string& m) { return loop.contains(m); }))
        std::erase_if(open, [](const std::string& m) { return !loop.contains(m); });
      return {open[random->below(open.size())], who};
    }
    return {moves[random->below(moves.size())], who};
  }

  void judge(const std::string& move, const std::string& who, base::MatterId id) {
    if (move != "inspect" && move != "strike_off" && move != "send_back") return;
    INFO(move << " by " << who);
    REQUIRE_FALSE(hands.of[id].contains(t.persons.at(who).value));
  }

  // What a move did to parts, in the model and in the pool of matters that the walk goes on with.
  void settle(base::MatterId id, const CaseState& before, const CaseState& after) {
    for (const base::MatterId part : parts(id))
      if (known_parts.insert(part.value).second) hands.part_born(part, id), ids.push_back(part);
    if (after.record.split_from && !before.record.closed_at && after.record.closed_at) hands.part_ended(id, {*after.record.split_from});
    if (ids.size() > 8 || (after.record.closed_at && random->below(2) == 0)) std::erase(ids, id);
    if (ids.size() < 4) ids.push_back(fresh());
  }

  void step(int number) {
    if (random->below(5) == 0) {
      t.later(base::minutes(static_cast<std::int64_t>(random->below(600))));
      REQUIRE(watch_at(t.town.house(), t.town.moment()).has_value());
    }
    const auto id = ids[random->below(ids.size())];
    const auto before = t.state(id);
    const auto [move, who] = choose(id, number % 4 != 0);
    if (move == "solve_on_spot" && made[move] >= 4) return;  // each takes a photo
    const MoveMatter form = random_form(t, *random, move, who, ids);
    const auto done = t.go(who, id, move, form);
    const auto after = t.state(id);
    std::string wrong = t.broken({"matter", id.value});
    if (wrong.empty() && before.record.split_from) wrong = t.broken({"matter", *before.record.split_from});
    REQUIRE_MESSAGE(wrong == "", move << " by " << who << ": " << wrong);
    if (!done) {
      REQUIRE(described::to_json(before.record) == described::to_json(after.record));
      return;
    }
    ++made[move];
    judge(move, who, id);
    hands.sees(move, id, t.persons.at(who), form);
    REQUIRE((!before.record.closed_at || move == "reopen" || move == "undo_merge"));
    REQUIRE(done->version == after.record.version);
    for (const auto& clock : after.clocks) REQUIRE((!after.record.closed_at || clock.state != workflow::ClockState::running));
    if (after.record.stage != "merged")
      for (const auto& clock : after.clocks) REQUIRE((!after.record.closed_at || !clock.live()));
    settle(id, before, after);
  }
};

}  // namespace

TEST_ON_BOTH("on random walks the tables equal the fold, nobody judges their own work, ended matters stay ended") {
  Town t(bed);
  Walk walk(t);
  for (int i = 0; i < 1000; ++i) walk.step(i);
  CHECK(walk.made["strike_off"] + walk.made["inspect"] > 3);
  CHECK(walk.made["feedback"] > 3);
  for (const char* move : {"split", "merge", "undo_merge", "ask", "escalate", "reopen", "hand_on"}) CHECK_MESSAGE(walk.made[move] > 0, std::string(move));
  CHECK(t.broken() == "");
}
