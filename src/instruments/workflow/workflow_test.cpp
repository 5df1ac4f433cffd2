// The instrument's rules by tables and properties: parsing, the check with one fault each, decisions, the fold, limits.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fstream>
#include <sstream>

#include "base/time.hpp"
#include "definitions/doc.hpp"
#include "instruments/workflow/clocks.hpp"
#include "instruments/workflow/decide.hpp"
#include "instruments/workflow/limits.hpp"

using namespace workflow;

namespace {

const char* small = R"(
code = "loan"
kind = "workflow"
version = 3
effective_from = "2024-01-01"
subject = "loan"
first = "asked"
name_zh = "借用"
name_en = "Loan"
[source]
tag = "P"
text = "test"
[[stage]]
id = "asked"
zh = "已申请"
en = "Asked"
kind = "wait"
clock = "answer"
[[stage.due]]
unit = "community"
bucket = "to_accept"
[[stage]]
id = "lent"
zh = "借出"
en = "Lent"
kind = "wait"
no_clock = "按约定归还"
[[stage.due]]
unit = "community"
bucket = "to_handle"
[[stage]]
id = "back"
zh = "已归还"
en = "Back"
kind = "end"
[[move]]
id = "lend"
zh = "借出"
en = "Lend"
from = ["asked"]
to = "lent"
event = "lent"
action = "loan.lend"
guards = ["there@1"]
effects = ["handled_by_actor@1"]
clocks_meet = ["answer"]
then_zh = "到期归还"
then_en = "Bring it back"
[[move.field]]
name = "reason"
kind = "reason"
required = true
zh = "用途"
en = "Use"
[[move]]
id = "return"
zh = "归还"
en = "Return"
from = ["lent"]
to = "back"
event = "returned"
action = "loan.lend"
guards = ["no_self_strike_off@1"]
then_zh = "结束"
then_en = "It ends"
[[move]]
id = "again"
zh = "再借"
en = "Again"
from = ["lent"]
to = "asked"
event = "again"
action = "loan.lend"
effects = ["new_round@1"]
clocks_start = ["answer"]
then_zh = "重新申请"
then_en = "Asked anew"
)";

Known everything() {
  Known k;
  k.guards = {"there@1", "no_self_strike_off@1"};
  k.effects = own_effects();
  k.actions = {"loan.lend"};
  k.post_kinds = {"community_secretary"};
  k.clocks = {"answer"};
  k.due_units = {"community"};
  k.buckets = {"to_accept", "to_handle"};
  k.field_kinds = {"reason"};
  return k;
}

Machine machine_of(std::string text) { return parse_machine(definitions::Doc::parse(text).value()).value(); }
std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
const GuardCheck open_doors = [](std::string_view) { return std::optional<Blocked>{}; };

}  // namespace

TEST_CASE("a sound machine has no findings; each fault is found and named") {
  CHECK(check(machine_of(small), everything()).empty());
  struct Fault { const char* from; const char* to; const char* reason; };
  const Fault faults[] = {
      {"from = [\"lent\"]\nto = \"back\"", "from = [\"lent\"]\nto = \"lent\"", "workflow.check_unreachable"},
      {"from = [\"lent\"]\nto = \"back\"", "from = [\"asked\"]\nto = \"back\"", ""},
      {"no_clock = \"按约定归还\"", "", "workflow.check_no_clock"},
      {"clock = \"answer\"\n", "clock = \"unknown\"\n", "workflow.check_unknown_clock"},
      {"guards = [\"there@1\"]", "guards = [\"there@2\"]", "workflow.check_unknown_guard"},
      {"effects = [\"new_round@1\"]", "effects = [\"new_rounds@1\"]", "workflow.check_unknown_effect"},
      {"clocks_start = [\"answer\"]", "", "workflow.check_clock_not_running"},
      {"action = \"loan.lend\"", "action = \"loan.steal\"", "workflow.check_unknown_action"},
      {"kind = \"reason\"", "kind = \"riddle\"", "workflow.check_unknown_field_kind"},
      {"bucket = \"to_handle\"", "bucket = \"nowhere\"", "workflow.check_unknown_bucket"},
      {"unit = \"community\"", "unit = \"moon\"", "workflow.check_unknown_due_unit"},
      {"bucket = \"to_handle\"", "post_kind = \"king\"\nbucket = \"to_handle\"", "workflow.check_unknown_post_kind"},
      {"id = \"again\"", "id = \"lend\"", "workflow.check_doubled_id"},
      {"to = \"asked\"", "to = \"nowhere\"", "workflow.check_unknown_stage"},
      {"first = \"asked\"", "first = \"begin\"", "workflow.check_unknown_stage"},
      {"id = \"again\"\nzh = \"再借\"\nen = \"Again\"\nfrom = [\"lent\"]", "id = \"again\"\nzh = \"再借\"\nen = \"Again\"\nfrom = [\"back\"]", "workflow.check_end_goes_on"},
  };
  for (const Fault& each : faults) {
    const auto found = check(machine_of(replaced(small, each.from, each.to)), everything());
    bool named = std::string_view(each.reason).empty();
    for (const Finding& f : found) named = named || f.reason == each.reason;
    CHECK_MESSAGE(named, each.reason);
  }
  // A stage in which nobody has it to do is a fault, unless only other records move it on.
  auto unwatched = machine_of(small);
  unwatched.stages[1].dues.clear();
  REQUIRE(check(unwatched, everything()).size() == 1);
  CHECK(check(unwatched, everything())[0].reason == "workflow.check_nobody_waits");
  for (Move& move : unwatched.moves)
    if (std::ranges::find(move.from, "lent") != move.from.end()) move.automatic = true;
  CHECK(check(unwatched, everything()).empty());
  // A stage from which nothing leads to an end.
  auto dead = machine_of(small);
  dead.moves[1].to = "asked";
  bool seen = false;
  for (const Finding& f : check(dead, everything())) seen = seen || f.reason == "workflow.check_dead_end";
  CHECK(seen);
}

TEST_CASE("what is not a machine is refused with its place") {
  CHECK_FALSE(parse_machine(definitions::Doc::parse("code = \"x\"").value()).has_value());
  const auto wrong = parse_machine(definitions::Doc::parse(replaced(small, "to = \"lent\"", "too = \"lent\"")).value());
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().errors.size() >= 2);  // a member missing, a member unknown
}

TEST_CASE("decisions: stage, version, form, guards, in this order") {
  const Machine m = machine_of(small);
  Position at{.stage = "asked", .version = 4};
  Attempt lend{.move = "lend", .person = {7}, .given = {"reason"}};
  auto yes = decide(m, at, lend, open_doors);
  REQUIRE(yes.has_value());
  CHECK(yes->to == "lent");
  CHECK(decide(m, at, {.move = "fly"}, open_doors).error().code == base::ErrorCode::not_found);
  lend.if_version = 3;
  CHECK(decide(m, at, lend, open_doors).error().now_version == 4);
  lend.if_version = 4;
  CHECK(decide(m, at, lend, open_doors).has_value());
  const auto elsewhere = decide(m, at, {.move = "return"}, open_doors);
  CHECK(elsewhere.error().reason == "workflow.not_from_here");
  CHECK(elsewhere.error().rule->place == "move/return/from");
  CHECK(decide(m, {.stage = "back"}, {.move = "return"}, open_doors).error().reason == "workflow.is_over");
  lend.given = {};
  CHECK(decide(m, at, lend, open_doors).error().errors[0].path == "/reason");
  lend.given = {"reason", "gift"};
  CHECK(decide(m, at, lend, open_doors).error().errors[0].reason == "workflow.field_not_taken");
  lend.given = {"reason"};
  const auto no = decide(m, at, lend, [](std::string_view name) { return std::optional(Blocked{"x.no", "x.do", {{"g", std::string(name)}}}); });
  CHECK(no.error().reason == "x.no");
  CHECK(no.error().rule->place == "move/lend/guard/there@1");
  CHECK(no.error().rule->version == 3);
}

TEST_CASE("the fold: rounds, handlers, versions; a history that does not fit is refused") {
  Position p{.stage = "asked", .version = 1};
  p = fold(p, {"asked", "lent", {"handled_by_actor@1"}, {7}}).value();
  p = fold(p, {"lent", "lent", {"handled_by_actor@1"}, {8}}).value();
  p = fold(p, {"lent", "lent", {"handled_by_actor@1"}, {7}}).value();
  CHECK(p.handlers == std::vector<base::PersonId>{{7}, {8}});
  CHECK(no_self_strike_off(p, {7}).has_value());
  CHECK_FALSE(no_self_strike_off(p, {9}).has_value());
  p = fold(p, {"lent", "asked", {"new_round@1"}, {9}}).value();
  CHECK(p.round == 2);
  CHECK_FALSE(no_self_strike_off(p, {7}).has_value());
  CHECK(p.version == 5);
  CHECK_FALSE(fold(p, {"lent", "back", {}, {}}).has_value());
}

TEST_CASE("every position that decisions reach is a stage of the machine, and its version counts the steps") {
  const Machine m = machine_of(small);
  CHECK(rc::check([&](const std::vector<std::uint8_t>& choices) {
    Position p{.stage = m.first, .version = 1};
    std::int64_t steps = 1;
    for (const std::uint8_t choice : choices) {
      const Move& move = m.moves[choice % m.moves.size()];
      std::vector<std::string> given;
      for (const FormField& f : move.fields) given.push_back(f.name);
      const base::PersonId person{choice % 3 + 1};
      const auto d = decide(m, p, {.move = move.id, .person = person, .given = given},
                            [&](std::string_view g) { return g == "no_self_strike_off@1" ? no_self_strike_off(p, person) : std::nullopt; });
      if (!d) continue;
      p = fold(p, {d->from, d->to, move.effects, person}).value();
      ++steps;
      RC_ASSERT(m.stage(p.stage) != nullptr);
      RC_ASSERT(p.version == steps);
    }
  }));
}

TEST_CASE("the most exact limit row holds") {
  LimitTable t;
  const auto row = [&](const char* category, const char* grade, std::int64_t amount) { t.rows.push_back({"handle", category, grade, {amount, base::LimitUnit::working_days}}); };
  row("*", "*", 5);
  row("*", "1", 3);
  row("p-01", "*", 4);
  row("p-01-01", "*", 2);
  row("p-01-01", "1", 1);
  const auto amount = [&](const char* category, const char* grade) { return pick(t, "handle", category, grade)->limit.amount; };
  CHECK(amount("e-02-01", "") == 5);
  CHECK(amount("e-02-01", "1") == 3);
  CHECK(amount("p-01-03", "1") == 4);
  CHECK(amount("p-01-03", "2") == 4);
  CHECK(amount("p-01-01", "2") == 2);
  CHECK(amount("p-01-01", "1") == 1);
  CHECK(amount("", "") == 5);
  CHECK(pick(t, "sign", "p-01-01", "1") == nullptr);
}

TEST_CASE("clocks: started, met, paused and resumed; only what lives changes") {
  const base::Instant t0{0};
  const auto at = [](std::int64_t m) { return base::Instant{} + base::minutes(m); };
  std::vector<Clock> c;
  apply(c, {.code = "handle", .change = ChangeKind::start, .due_at = at(100), .warn_at = at(80)}, t0);
  apply(c, {.code = "sign", .change = ChangeKind::meet}, at(1));  // not there: nothing
  CHECK(c.size() == 1);
  apply(c, {.code = "handle", .change = ChangeKind::pause, .reason = "parts"}, at(10));
  apply(c, {.code = "handle", .change = ChangeKind::pause, .reason = "again"}, at(11));
  CHECK(c[0].pauses.size() == 1);
  apply(c, {.code = "handle", .change = ChangeKind::resume, .due_at = at(150), .warn_at = at(130)}, at(60));
  CHECK(c[0].due_at == at(150));
  CHECK(used_minutes(c[0], at(70)) == 20);
  CHECK_FALSE(c[0].late(at(150)));
  CHECK(c[0].late(at(151)));
  apply(c, {.code = "handle", .change = ChangeKind::start, .due_at = at(300)}, at(200));
  CHECK(c[0].state == ClockState::stopped);
  CHECK(c[1].number == 2);
  apply(c, {.code = "handle", .change = ChangeKind::meet}, at(210));
  CHECK(c[1].state == ClockState::met);
  CHECK(live_clock(c, "handle") == nullptr);
  // At most one live clock of a code, whatever is applied.
  CHECK(rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& steps) {
    std::vector<Clock> clocks;
    std::int64_t minute = 0;
    for (const auto& [code, kind] : steps) {
      apply(clocks, {.code = code % 2 ? "a" : "b", .change = static_cast<ChangeKind>(kind % 8)}, base::Instant{} + base::minutes(++minute));
      for (const char* each : {"a", "b"})
        RC_ASSERT(std::count_if(clocks.begin(), clocks.end(), [&](const Clock& x) { return x.live() && x.code == each; }) <= 1);
    }
  }));
}
