// What happens beside the loop, on both engines: extension, pause, question, escalation, reopening, on the spot, handing on, targets.
#include "base/iso.hpp"
#include "matters/town_test.hpp"
#include "records/links/links.hpp"

using namespace matters;
using matters::testing::Town;

namespace {

base::MatterId handling(Town& t) {
  const auto id = t.dispatched();
  t.must("handler", id, "sign");
  return id;
}
base::MatterId struck_off(Town& t) {
  const auto id = t.fed_back();
  t.must("officer", id, "inspect", {.passed = true, .strike_off = true});
  return id;
}
std::string refusal(const base::Result<Moved>& r) { return r ? "done" : r.error().reason; }

}  // namespace

TEST_ON_BOTH("more time: asked before it is due, granted by whoever dispatched, explained day by day") {
  Town t(bed);
  const auto id = handling(t);
  const auto due = *t.state(id).record.due_at;
  CHECK(refusal(t.go("secretary", id, "decide_extension", {.granted = true})) == "matters.no_extension_asked");
  CHECK(refusal(t.go("handler", id, "request_extension", {.reason = "等配件", .amount = 40, .unit = "working_days"})) == "matters.extension_too_long");
  CHECK(refusal(t.go("handler", id, "request_extension", {.reason = "等配件", .amount = 3, .unit = "natural_days"})) == "matters.extension_unit");
  t.must("handler", id, "request_extension", {.reason = "等配件", .amount = 3, .unit = "working_days"});
  auto m = t.state(id).record;
  CHECK(m.extension_state == "asked");
  CHECK(*m.extension_until > due);
  CHECK(*m.due_at == due);  // the clock goes on
  const auto asked = t.due(id);
  REQUIRE(asked.size() == 2);
  CHECK(std::count_if(asked.begin(), asked.end(), [&](const dues::Due& d) { return d.kind == "matter.extension" && d.org_unit == t.units.at("huaiyuan") && d.post_kind == "community_secretary"; }) == 1);
  CHECK(refusal(t.go("handler2", id, "request_extension", {.reason = "再等", .amount = 1, .unit = "working_days"})) == "matters.extension_asked_already");
  t.must("secretary", id, "decide_extension", {.granted = true});
  m = t.state(id).record;
  CHECK(m.extension_state == "granted");
  CHECK(m.extension_count == 1);
  CHECK(*m.due_at > due);
  CHECK(m.extension_until == m.due_at);
  CHECK(t.due(id).size() == 1);
  CHECK(refusal(t.go("handler", id, "request_extension", {.reason = "再等", .amount = 1, .unit = "working_days"})) == "matters.extension_used_up");
  auto c = t.call("officer");
  const auto why = deadline(c, id, "handle").value();
  REQUIRE(why.extensions.size() == 1);
  CHECK(why.extensions[0].who == "secretary");
  CHECK(why.extensions[0].unit_name == "huaiyuan");
  CHECK(why.extensions[0].due_before == due);
  CHECK(why.extensions[0].event_id.has_value());
  CHECK(why.due_at == m.due_at);
  CHECK(std::count_if(why.lines.begin(), why.lines.end(), [](const DeadlineLine& l) { return l.part == 1 && l.counted; }) == 3);
  // A pause afterwards moves the extended deadline, and what was explained still ends there.
  t.must("handler", id, "pause", {.reason = "等检测", .cause = "survey"});
  t.later(base::hours(48));
  t.must("handler", id, "continue");
  CHECK(*t.state(id).record.due_at > *m.due_at);
  CHECK(deadline(c, id, "handle").value().due_at == t.state(id).record.due_at);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("more time refused, asked too late, decided by the asker or by another's dispatcher") {
  Town t(bed);
  const auto id = handling(t);
  t.must("handler", id, "request_extension", {.reason = "等配件", .amount = 2, .unit = "office_hours"});
  CHECK(refusal(t.go("secretary2", id, "decide_extension", {.granted = true})) == "people.not_allowed");
  t.must("dispatcher", id, "decide_extension", {.reason = "抓紧办", .granted = false});  // one rung above may
  CHECK(t.state(id).record.extension_state == "refused");
  CHECK(t.state(id).record.extension_count == 0);
  t.later(base::hours(24 * 60));
  CHECK(refusal(t.go("handler", id, "request_extension", {.reason = "等配件", .amount = 2, .unit = "working_days"})) == "matters.extension_too_late");
  // The community handles one itself: who asks does not decide.
  const auto own = t.report();
  t.must("worker1", own, "confirm");
  t.must("secretary", own, "register");
  t.must("secretary", own, "dispatch", {.unit_id = t.units.at("huaiyuan"), .post_kind = "community_officer"});
  t.must("officer", own, "sign");
  t.must("officer", own, "request_extension", {.reason = "人手不足", .amount = 1, .unit = "working_days"});
  CHECK(refusal(t.go("officer", own, "decide_extension", {.granted = true})) == "matters.asked_oneself");
  t.must("secretary", own, "decide_extension", {.granted = true});
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a pause has a cause of the list, stands still and says until when") {
  Town t(bed);
  const auto id = handling(t);
  CHECK(refusal(t.go("handler", id, "pause", {.reason = "等等", .cause = "holiday"})) == "matters.no_such_cause");
  t.must("handler", id, "pause", {.reason = "缺井盖", .cause = "material"});
  auto m = t.state(id).record;
  CHECK(m.stage == "paused");
  CHECK(m.review_on == t.today() + 15);
  CHECK_FALSE(m.due_at.has_value());
  auto c = t.call("handler");
  const auto page = list(c, {{"filter.paused", "true"}}).value();
  REQUIRE(page.items.size() == 1);
  CHECK(page.items[0].paused);
  CHECK(page.items[0].due_state == "hold");
  const auto seen = view(c, id).value();
  const auto go_on = std::find_if(seen.moves.begin(), seen.moves.end(), [](const MoveView& v) { return v.id == "continue"; });
  REQUIRE(go_on != seen.moves.end());
  CHECK(go_on->allowed);
  t.later(base::hours(30));
  t.must("handler", id, "continue", {.text = "配件到了"});
  CHECK(t.state(id).record.stage == "handling");
  CHECK(t.state(id).record.due_at.has_value());
  CHECK(deadline(c, id, "handle").value().pauses[0].reason == "等待材料、配件或设备：缺井盖");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a question: the reporter answers by the link, a follower cannot, the clock stands meanwhile") {
  Town t(bed);
  const auto id = handling(t);
  const std::string token = t.last.link_token;
  t.must("handler", id, "ask", {.question = "具体是哪个单元门口？"});
  CHECK(t.state(id).record.stage == "asking");
  CHECK_FALSE(t.state(id).record.due_at.has_value());
  CHECK(progress_by_token(t.town.house(), token).value().questions.at(0).open);
  auto follower = t.call("resident");
  const std::string other = follow(follower, id).value();
  auto c = t.call("resident");
  CHECK(answer_by_link(c, other, "我也不知道").error().reason == "matters.link_unknown");
  CHECK(progress_by_token(t.town.house(), other).value().questions.empty());
  REQUIRE(answer_by_link(c, token, "2 单元，王女士家楼下").has_value());
  CHECK(t.state(id).record.stage == "handling");
  CHECK(t.state(id).record.due_at.has_value());
  CHECK(answer_by_link(c, token, "还有一句").error().reason == "matters.no_question_open");
  auto h = t.call("handler");
  CHECK(questions(h, id).value().items.at(0).answer == "2 单元，王女士家楼下");
  // Words of the reporter stand in no body that is kept.
  bed.store().read([&](store::Session& s) {
    for (const store::Event& e : store::events_of(s, bed.district(), {"matter", id.value})) CHECK(e.body.find("王女士") == std::string::npos);
    return 0;
  });
  // Asked early, answered at the counter while it already goes on; clocks never stood.
  const auto early = t.report();
  t.must("secretary", early, "ask", {.question = "大概几点？"});
  t.must("secretary", early, "confirm");
  t.must("officer", early, "answer", {.answer = "晚上十点以后"});
  CHECK(t.state(early).record.stage == "confirmed");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("escalated a rung at a time: the dispatch duty moves and the rung below dispatches no more") {
  Town t(bed);
  const auto id = t.report();
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  t.must("secretary", id, "escalate", {.reason = "社区协调不动"});
  CHECK(t.state(id).record.rung == "subdistrict");
  REQUIRE(t.due(id).size() == 1);
  CHECK(t.due(id)[0].org_unit == t.units.at("office"));
  CHECK(refusal(t.go("secretary", id, "dispatch", t.to_department())) == "matters.not_your_rung");
  t.must("dispatcher", id, "dispatch", t.to_department());
  t.must("handler", id, "sign");
  t.must("dispatcher", id, "escalate", {.reason = "权属不清"});
  const auto m = t.state(id).record;
  CHECK(m.rung == "district");
  CHECK(m.stage == "registered");
  CHECK_FALSE(m.unit_id.has_value());
  CHECK(t.due(id).at(0).org_unit == t.units.at("centre"));
  CHECK(refusal(t.go("dispatcher", id, "dispatch", t.to_department())) == "matters.not_your_rung");
  auto c = t.call("desk");
  CHECK(list(c, {{"filter.rung", "district"}}).value().items.size() == 1);
  t.must("desk", id, "dispatch", t.to_department());
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("reopened with a clock of its own: by the officer, by the reporter's link, by another room; not for ever") {
  Town t(bed);
  const auto id = struck_off(t);
  const std::string token = t.last.link_token;
  CHECK(progress_by_token(t.town.house(), token).value().reopen_until.has_value());
  t.later(base::hours(24));
  SUBCASE("officer") { t.must("officer", id, "reopen", {.reason = "又坏了"}); }
  SUBCASE("link") {
    auto c = t.call("resident");
    REQUIRE(reopen_by_link(c, token, "没有修好").has_value());
  }
  SUBCASE("another room, in its own unit") {
    auto c = t.call("resident");
    c.principal = people::system_principal(bed.district());
    const registry::Opener* opener = t.town.house().rooms.opener("matters.reopen");
    REQUIRE(opener != nullptr);
    const auto done = bed.store().write(bed.work(), [&](store::Unit& u) { return opener->run(c, u, {"matter", id.value}, R"({"reason":"回访未解决"})"); });
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason));
  }
  auto s = t.state(id);
  CHECK(s.record.stage == "handling");
  CHECK(s.record.round == 2);
  CHECK(s.record.reopened_count == 1);
  CHECK_FALSE(s.record.closed_at.has_value());
  CHECK_FALSE(s.record.in_time.has_value());
  const workflow::Clock* clock = workflow::live_clock(s.clocks, "handle");
  REQUIRE(clock != nullptr);
  CHECK(clock->number == 2);
  CHECK(clock->basis.limit_place.starts_with("reopen/"));
  CHECK(t.due(id).at(0).bucket == "returned");
  t.must("handler", id, "feedback", {.text = "重新固定"});
  CHECK(refusal(t.go("handler", id, "inspect", {.passed = true})) != "done");
  t.must("officer", id, "inspect", {.passed = true, .strike_off = true});
  t.later(base::hours(24 * 16));
  CHECK(refusal(t.go("officer", id, "reopen", {.reason = "太晚"})) == "matters.reopen_too_late");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a rejected one that is reopened is decided on again") {
  Town t(bed);
  const auto id = t.report();
  t.must("secretary", id, "reject", {.reason = "不在本区"});
  t.must("officer", id, "reopen", {.reason = "核对后在本区"});
  CHECK(t.state(id).record.stage == "confirmed");
  CHECK_FALSE(t.state(id).record.outcome.has_value());
  t.must("secretary", id, "register");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("solved on the spot goes straight to inspection by somebody else, and is counted apart") {
  Town t(bed);
  EnterMatter e{.title = "清掉楼道杂物", .place = "槐园小区 5 号楼", .lon = 112.482, .lat = 37.942, .category = "e-01-02", .photos = {}, .solved_on_spot = true, .done = "已搬走"};
  auto c = t.call("worker1");
  auto no = enter(c, e);
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().errors.at(0).reason == "matters.photos_before_missing");
  e.photos = {t.photo("worker1")};
  no = enter(c, e);
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().reason == "matters.photos_after_missing");
  e.photos_after = {t.photo("worker1")};
  const auto made = enter(c, e);
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().reason));
  const auto id = made->id;
  const auto m = t.state(id).record;
  CHECK(m.stage == "feedback");
  CHECK(m.solved_on_spot);
  CHECK(m.unit_id == t.units.at("huaiyuan").value);
  CHECK(m.photo_count == 2);
  CHECK(refusal(t.go("worker1", id, "inspect", {.passed = true})) == "workflow.no_self_strike_off");
  auto sec = t.call("secretary");
  CHECK(list(sec, {{"filter.solved_on_spot", "true"}}).value().items.size() == 1);
  t.must("officer", id, "inspect", {.passed = true, .strike_off = true});
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("handed on inside the unit, never outside; the draft waits for who goes on") {
  Town t(bed);
  const auto id = handling(t);
  CHECK(refusal(t.go("handler", id, "hand_on", {.unit_id = t.units.at("huaiyuan"), .post_kind = "community_officer"})) == "matters.not_inside");
  auto c = t.call("handler");
  const auto first = write_draft(c, id, {0, "已联系厂家，"});
  REQUIRE_MESSAGE(first.has_value(), (first ? "" : first.error().reason));
  t.must("handler", id, "hand_on", {.text = "请接着办", .unit_id = t.units.at("department"), .post_kind = "department_handler"});
  auto h2 = t.call("handler2");
  CHECK(view(h2, id).value().draft->text == "已联系厂家，");
  CHECK(write_draft(h2, id, {0, "x"}).error().code == base::ErrorCode::stale);
  CHECK(write_draft(h2, id, {1, "已联系厂家，明天更换"}).value().version == 2);
  auto w = t.call("worker1");
  CHECK_FALSE(view(w, id).value().draft.has_value());
  t.must("handler2", id, "feedback", {.text = "已更换"});
  CHECK(refusal(t.go("handler", id, "inspect", {.passed = true})) != "done");
  CHECK_FALSE(bed.store().read([&](store::Session& s) { return draft(s, bed.district(), id); }).has_value());
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("stage targets have a clock each; the feedback meets what is left") {
  Town t(bed);
  const auto id = t.report("resident", {.category = "e-01-01"});
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  t.must("secretary", id, "dispatch", {.unit_id = t.units.at("department"), .post_kind = "department_handler"});
  t.must("handler", id, "sign");
  auto c = t.call("handler");
  auto v = view(c, id).value();
  REQUIRE(v.targets.size() == 3);
  CHECK(v.targets[0].code == "stop");
  CHECK(*v.targets[0].due_at < *v.targets[1].due_at);
  const auto meet = std::find_if(v.moves.begin(), v.moves.end(), [](const MoveView& x) { return x.id == "meet_target"; });
  REQUIRE(meet != v.moves.end());
  CHECK(meet->fields[0].options.size() == 3);
  CHECK(refusal(t.go("handler", id, "meet_target", {.target = "paint"})) == "matters.no_such_target");
  t.must("handler", id, "meet_target", {.text = "已制止施工", .target = "stop"});
  CHECK(view(c, id).value().targets[0].state == "met");
  CHECK(refusal(t.go("handler", id, "meet_target", {.target = "stop"})) == "matters.no_such_target");
  CHECK(deadline(c, id, "handle.penalise").value().limit.amount == 7);
  t.must("handler", id, "request_extension", {.reason = "程序未完", .amount = 2, .unit = "working_days"});
  t.must("secretary", id, "decide_extension", {.granted = true});
  CHECK(deadline(c, id, "handle.demolish").value().extensions.size() == 1);
  t.must("handler", id, "feedback", {.text = "已拆除"});
  const auto last = view(c, id).value();
  for (const TargetView& each : last.targets) CHECK(each.met_at.has_value());
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a matter that another room's case holds waits for it, whatever room that is") {
  Town t(bed);
  const auto id = handling(t);
  const base::Subject matter{"matter", id.value}, other{"sample_case", 77};
  const auto change = [&](bool there) {
    REQUIRE(bed.store().write(bed.work(), [&](store::Unit& u) -> base::Done {
      if (there) links::add(u, waits_link, matter, other);
      else links::remove(u, waits_link, matter, other);
      return {};
    }).has_value());
  };
  change(true);
  CHECK(refusal(t.go("handler", id, "feedback", {.text = "好了"})) == "matters.waits_for_another");
  auto c = t.call("handler");
  const auto seen = view(c, id).value();
  for (const MoveView& v : seen.moves)
    if (v.id == "feedback") CHECK(v.refusal->reason == "matters.waits_for_another");
  change(false);
  t.must("handler", id, "feedback", {.text = "好了"});
}

TEST_ON_BOTH("one verb for many: each has its own result") {
  Town t(bed);
  BulkMove b{.verb = "register"};
  for (int i = 0; i < 3; ++i) {
    const auto id = t.report();
    if (i != 1) t.must("worker1", id, "confirm");
    b.items.push_back({id, i == 2 ? std::optional<std::int64_t>(1) : std::nullopt});
  }
  auto c = t.call("secretary");
  const auto done = bulk(c, b).value();
  REQUIRE(done.results.size() == 3);
  CHECK(done.results[0].ok);
  CHECK(done.results[1].refusal->reason == "workflow.not_from_here");
  CHECK(done.results[2].refusal->reason == "workflow.moved_on");
  CHECK(bulk(c, {.verb = "register"}).error().errors.at(0).reason == "matters.bulk_empty");
  CHECK(bulk(c, {.verb = "split", .items = b.items}).error().errors.at(0).path == "/verb");
}
