// The loop on both engines: from a report to its strike-off, and every way aside.
#include "matters/review.hpp"
#include "matters/town_test.hpp"
#include "records/dues/dues.hpp"
#include "store/journal.hpp"

using namespace matters;
using matters::testing::Town;

TEST_ON_BOTH("a report goes all the way to its strike-off") {
  Town t(bed);
  const auto id = t.report();
  CHECK(t.state(id).record.stage == "reported");
  CHECK(t.state(id).record.grid_id == t.town.area("A010101").value);
  CHECK(t.last.report_number.size() == 8);
  CHECK(t.last.link_token.size() == 43);
  t.later(base::minutes(30));
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  CHECK(t.state(id).record.serial == 1);
  t.must("secretary", id, "dispatch", t.to_department());
  t.later(base::minutes(47));
  t.must("handler", id, "sign");
  t.must("handler", id, "feedback", {.text = "已更换井盖"});
  SUBCASE("inspected by the grid worker, struck off by an officer") {
    t.must("worker1", id, "inspect", {.passed = true});
    t.must("officer", id, "strike_off");
  }
  SUBCASE("both in one act") { t.must("officer", id, "inspect", {.passed = true, .strike_off = true}); }
  const auto state = t.state(id);
  CHECK(state.record.stage == "struck_off");
  CHECK(state.record.outcome == "solved");
  CHECK(state.record.closed_at.has_value());
  CHECK_FALSE(state.record.due_at.has_value());
  CHECK(bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"matter", id.value}); }).empty());
  CHECK(t.broken() == "");

  auto c = t.call("secretary");
  const auto line = timeline(c, id).value();
  std::vector<std::string> kinds;
  for (const auto& item : line.items) kinds.push_back(item.kind);
  CHECK(kinds == std::vector<std::string>{"reported", "confirmed", "registered", "dispatched", "signed", "fed_back", "inspected", "struck_off"});
  CHECK(line.items[4].clock->used_minutes == 47);
  CHECK(line.items[4].clock->on_time);
  CHECK(line.items[4].who == "handler");
  CHECK(line.items[3].params == base::Params{{"category", "井盖破损缺失"}, {"category_en", "Broken or missing manhole cover"}, {"unit", "department"}, {"unit_en", "department"}});

  const auto progress = progress_by_token(t.town.house(), t.last.link_token).value();
  CHECK(progress.stage == "struck_off");
  CHECK(progress.lines.size() == 8);
  CHECK(progress.steps.size() == 8);
  CHECK(progress.steps.back().state == "done");
}

TEST_ON_BOTH("who handled it can neither inspect nor strike it off, whatever post they hold") {
  Town t(bed);
  const auto id = t.report();
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  // The community keeps it for itself: the officer handles it and would otherwise have the right to inspect.
  t.must("secretary", id, "dispatch", {.unit_id = t.units.at("huaiyuan"), .post_kind = "community_officer"});
  t.must("officer", id, "sign");
  t.must("worker2", id, "feedback", {.text = "已清理"});  // a second hand, through another post of the unit
  for (const std::string who : {"officer", "worker2"})
    for (const std::string move : {"inspect", "send_back"}) {
      MoveMatter form;
      if (move == "inspect") form.passed = true;
      else form.reason = "还没好";
      const auto no = t.go(who, id, move, form);
      REQUIRE_FALSE(no.has_value());
      if (who == "worker2") { CHECK(no.error().code == base::ErrorCode::forbidden); continue; }  // another grid
      CHECK(no.error().reason == "workflow.no_self_strike_off");
      CHECK(no.error().rule->definition == "matter");
      CHECK(no.error().remedy == "workflow.let_another_inspect");
    }
  t.must("worker1", id, "inspect", {.passed = true});
  const auto no = t.go("officer", id, "strike_off");
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().reason == "workflow.no_self_strike_off");
  t.must("secretary", id, "strike_off");
}

TEST_ON_BOTH("sent back: a new round with a new clock and new hands") {
  Town t(bed);
  const auto id = t.fed_back();
  t.must("worker1", id, "inspect", {.reason = "仍有松动", .passed = false});
  auto state = t.state(id);
  CHECK(state.record.stage == "handling");
  CHECK(state.record.round == 2);
  CHECK(state.record.handlers == "");
  CHECK(workflow::live_clock(state.clocks, "handle")->number == 2);
  const auto due = bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"matter", id.value}); });
  REQUIRE(due.size() == 1);
  CHECK(due[0].bucket == "returned");
  t.must("handler2", id, "feedback", {.text = "重新固定"});
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("hold pauses the clock, resume moves the deadline") {
  Town t(bed);
  const auto id = t.dispatched();
  t.must("handler", id, "sign");
  const auto before = *t.state(id).record.due_at;
  auto no = t.go("dispatcher", id, "hold", {.reason = "等待管线改造", .review_on = t.today()});
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().reason == "matters.review_not_ahead");
  t.must("dispatcher", id, "hold", {.reason = "等待管线改造", .review_on = t.today() + 5});
  CHECK(t.state(id).record.stage == "on_hold");
  CHECK_FALSE(t.state(id).record.due_at.has_value());
  t.later(base::hours(24 * 3));
  t.must("dispatcher", id, "resume");
  const auto state = t.state(id);
  CHECK(state.record.stage == "handling");
  CHECK(*state.record.due_at > before);
  auto c = t.call("secretary");
  const auto why = deadline(c, id, "handle").value();
  CHECK(why.pauses.size() == 1);
  CHECK(why.due_at == state.record.due_at);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a held matter waits for nobody until its day of review, then for whoever held it") {
  Town t(bed);
  const auto id = t.dispatched();
  t.must("handler", id, "sign");
  t.must("dispatcher", id, "hold", {.reason = "等待管线改造", .review_on = t.today() + 2});
  const auto waiting = [&] {
    REQUIRE(bring_back_held(t.town.house(), t.town.moment()).has_value());
    return bed.store().read([&](store::Session& s) {
      const auto dues = dues::of_subject(s, bed.district(), {"matter", id.value});
      return std::count_if(dues.begin(), dues.end(), [](const dues::Due& d) { return d.bucket == "waiting_for_me"; });
    });
  };
  CHECK(waiting() == 0);
  t.later(base::hours(24));
  CHECK(waiting() == 0);
  t.later(base::hours(24));
  CHECK(waiting() == 1);
  CHECK(waiting() == 1);   // once
  t.must("dispatcher", id, "resume");
  CHECK(waiting() == 0);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("returned to the dispatcher, dispatched anew; rejected with a reason") {
  Town t(bed);
  const auto id = t.dispatched();
  t.must("handler", id, "return", {.reason = "不属于本单位"});
  CHECK(t.state(id).record.stage == "registered");
  CHECK_FALSE(t.state(id).record.unit_id.has_value());
  const auto no = t.go("handler", id, "sign");
  CHECK_FALSE(no.has_value());
  t.must("dispatcher", id, "dispatch", t.to_department());
  const auto empty = t.go("secretary", t.report(), "reject");
  REQUIRE_FALSE(empty.has_value());
  CHECK(empty.error().errors[0].path == "/reason");
  const auto other = t.report();
  t.must("secretary", other, "reject", {.reason = "重复上报"});
  CHECK(t.state(other).record.outcome == "rejected");
  CHECK(t.state(other).record.serial.has_value() == false);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("stale, unknown and unfit commands are refused with what to do") {
  Town t(bed);
  const auto id = t.report();
  t.must("worker1", id, "confirm");
  auto no = t.go("secretary", id, "register", {.if_version = 1});
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().code == base::ErrorCode::stale);
  CHECK(no.error().now_version == 2);
  no = t.go("secretary", id, "strike_off");
  CHECK(no.error().reason == "workflow.not_from_here");
  CHECK(no.error().remedy != "");
  no = t.go("secretary2", id, "register");
  CHECK(no.error().code == base::ErrorCode::forbidden);
  no = t.go("secretary", {42}, "register");
  CHECK(no.error().code == base::ErrorCode::not_found);
  no = t.go("secretary", id, "register", {.post_kind = "x"});
  CHECK(no.error().errors[0].reason == "workflow.field_not_taken");
  t.must("secretary", id, "register");
  no = t.go("secretary", id, "dispatch", {.unit_id = t.units.at("department"), .post_kind = "grid_worker"});
  CHECK(no.error().reason == "matters.unit_has_no_such_post");
  NewReport unsorted{.area = t.town.area("A0101"), .category = "s-08-01"};
  const auto other = t.report("resident", unsorted);
  t.must("secretary", other, "confirm");
  no = t.go("secretary", other, "register");
  CHECK(no.error().reason == "matters.not_sorted");
  t.must("secretary", other, "register", {.category = "e-01-02"});
}

TEST_ON_BOTH("moves are shown with their refusals before they are tried") {
  Town t(bed);
  const auto id = t.fed_back();
  auto c = t.call("handler");
  const auto seen = view(c, id).value();
  CHECK(seen.stages.size() == 8);
  CHECK(seen.clocks.size() == 6);
  for (const MoveView& each : seen.moves) {
    CHECK_FALSE(each.allowed);
    CHECK(each.refusal->rule.has_value());
    CHECK(each.refusal->remedy != "");
  }
  auto w = t.call("worker1");
  const auto mine = view(w, id).value();
  CHECK(mine.moves[0].id == "inspect");
  CHECK(mine.moves[0].allowed);
}

TEST_ON_BOTH("what waits is in the dues of who owes it, and goes when done") {
  Town t(bed);
  const auto id = t.report();
  const auto due = [&] { return bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), {"matter", id.value}); }); };
  REQUIRE(due().size() == 1);
  CHECK(due()[0].bucket == "to_accept");
  CHECK(due()[0].org_unit == t.units.at("huaiyuan"));
  CHECK(due()[0].due_at == t.state(id).record.due_at);
  t.must("secretary", id, "confirm");
  t.must("secretary", id, "register");
  CHECK(due().size() == 3);  // secretary, officer, dispatcher; no grid worker, who may not dispatch
  t.must("dispatcher", id, "dispatch", t.to_department());
  REQUIRE(due().size() == 1);
  CHECK(due()[0].org_unit == t.units.at("department"));
  CHECK(due()[0].post_kind == "department_handler");
  t.must("secretary", id, "urge");
  CHECK(due().size() == 2);
  const auto again = t.go("secretary", id, "urge");
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().reason == "matters.urged_already");
}
