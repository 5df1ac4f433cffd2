// Split and merge, on both engines: reversible, followed by the reporter, and nobody judges what they worked on.
#include <fstream>
#include <sstream>

#include "matters/town_test.hpp"
#include "records/links/links.hpp"

using namespace matters;
using matters::testing::Town;

namespace {

std::string refusal(const base::Result<Moved>& r) { return r ? "done" : r.error().reason; }
MoveMatter in_two(bool goes_on = false) {
  return {.reason = "两家单位", .parts = {{"更换井盖", "", "p-01-01", {}}, {"清理周边垃圾", "", "e-01-02", {}}}, .goes_on = goes_on};
}
std::vector<base::MatterId> parts(Town& t, base::MatterId id) {
  return t.bed.store().read([&](store::Session& s) { return parts_of(s, t.bed.district(), id); });
}
void through(Town& t, base::MatterId id, const std::string& handler, const std::string& inspector) {
  t.must("secretary", id, "dispatch", {.unit_id = t.units.at(handler == "officer" ? "huaiyuan" : "department"), .post_kind = handler == "officer" ? "community_officer" : "department_handler"});
  t.must(handler, id, "sign");
  t.must(handler, id, "feedback", {.text = "已处置"});
  t.must(inspector, id, "inspect", {.passed = true, .strike_off = true});
}

}  // namespace

TEST_ON_BOTH("split: parts stand on the list, the whole waits for them, whoever worked on any of it judges none") {
  Town t(bed);
  NewReport r;
  r.reporter_name = "王芳";
  r.reporter_phone = base::Phone::parse("13800138000").value();
  const auto id = t.report("resident", r);
  const std::string token = t.last.link_token;
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  t.must("secretary", id, "split", in_two());
  CHECK(t.state(id).record.stage == "in_parts");
  CHECK(t.state(id).record.parts_open == 2);
  const auto two = parts(t, id);
  REQUIRE(two.size() == 2);
  for (const auto each : two) {
    const auto m = t.state(each);
    CHECK(m.record.stage == "registered");
    CHECK(m.record.serial.has_value());
    CHECK(m.record.split_from == id.value);
    CHECK(m.reporter->phone->reveal() == "13800138000");
    CHECK(t.due(each).size() == 3);
  }
  const auto seen = progress_by_token(t.town.house(), token).value();
  REQUIRE(seen.parts.size() == 2);
  CHECK(seen.parts[0].title == "更换井盖");
  through(t, two[0], "handler", "secretary");
  CHECK(t.state(id).record.stage == "in_parts");
  through(t, two[1], "officer", "secretary");
  auto whole = t.state(id).record;
  CHECK(whole.stage == "feedback");
  CHECK(whole.parts_open == 0);
  CHECK(refusal(t.go("officer", id, "inspect", {.passed = true})) == "workflow.no_self_strike_off");
  t.must("worker1", id, "inspect", {.passed = true});
  t.must("secretary", id, "strike_off");
  // A part that is reopened is told to the whole, which stays ended.
  t.must("secretary", two[0], "reopen", {.reason = "又坏了"});
  CHECK(t.state(id).record.parts_open == 1);
  CHECK(t.state(id).record.stage == "struck_off");
  auto c = t.call("secretary");
  const auto links = linked(c, id).value();
  CHECK(links.items.size() == 2);
  CHECK(links.items[0].relation == "part");
  CHECK(linked(c, two[0]).value().items[0].relation == "split_from");
  CHECK(timeline(c, id).value().items.size() > 5);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("split while it is handled: its clock stands, the split is undone where it stood") {
  Town t(bed);
  const auto id = t.dispatched();
  t.must("handler", id, "sign");
  const auto due = *t.state(id).record.due_at;
  t.must("secretary", id, "split", in_two());
  const auto two = parts(t, id);
  CHECK(read_ids(t.state(two[0]).record.handlers) == std::vector{t.persons.at("handler")});  // worked on the whole
  t.later(base::hours(30));
  t.must("secretary", id, "undo_split", {.reason = "一家能办"});
  const auto m = t.state(id).record;
  CHECK(m.stage == "handling");
  CHECK(m.unit_id == t.units.at("department").value);
  CHECK(*m.due_at > due);
  for (const auto each : two) {
    CHECK(t.state(each).record.stage == "merged");
    CHECK(t.state(each).record.merged_into == id.value);
    CHECK(refusal(t.go("secretary", each, "undo_merge", {.reason = "恢复"})) == "matters.part_taken_back");
    CHECK(t.due(each).empty());
  }
  t.must("secretary", id, "split", in_two());
  t.must("secretary", parts(t, id)[2], "dispatch", t.to_department());
  CHECK(refusal(t.go("secretary", id, "undo_split", {.reason = "反悔"})) == "matters.parts_worked_on");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("split off: the whole goes on by itself; wrong parts are refused with their place") {
  Town t(bed);
  const auto id = t.dispatched();
  auto wrong = in_two();
  wrong.parts[1].category = "zzz";
  const auto no = t.go("secretary", id, "split", wrong);
  REQUIRE_FALSE(no.has_value());
  CHECK(no.error().errors.at(0).path == "/parts/1/category");
  wrong = in_two();
  wrong.parts.resize(11, wrong.parts[0]);
  CHECK(refusal(t.go("secretary", id, "split", wrong)) == "matters.parts_number");
  t.must("secretary", id, "split", in_two(true));
  CHECK(t.state(id).record.stage == "dispatched");
  CHECK(parts(t, id).size() == 2);
  t.must("handler", id, "sign");
  t.must("handler", id, "feedback", {.text = "本件已办"});
  t.must("officer", id, "inspect", {.passed = true, .strike_off = true});
  through(t, parts(t, id)[0], "handler", "officer");
  CHECK(t.state(id).record.parts_open == 1);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("merge: the reporter follows the other one, hands go along, and it can be undone") {
  Town t(bed);
  const auto first = t.dispatched();
  const std::string first_number = t.last.report_number;
  t.must("handler", first, "sign");
  const auto second = t.dispatched();
  const std::string token = t.last.link_token;
  t.must("handler2", second, "sign");
  CHECK(refusal(t.go("secretary", second, "merge", {.reason = "同一处", .into = second})) == "workflow.form_incomplete");
  CHECK(refusal(t.go("secretary", second, "merge", {.reason = "同一处", .into = base::MatterId{42}})) == "workflow.form_incomplete");
  t.must("secretary", second, "merge", {.reason = "同一处", .into = first});
  auto m = t.state(second).record;
  CHECK(m.stage == "merged");
  CHECK(m.outcome == "merged");
  CHECK(t.due(second).empty());
  auto seen = progress_by_token(t.town.house(), token).value();
  CHECK(seen.follows == first_number);
  CHECK(seen.stage == "handling");
  CHECK_FALSE(seen.closed_at.has_value());
  CHECK(refusal(t.go("secretary", first, "merge", {.reason = "反过来", .into = second})) == "matters.into_is_over");
  // Who worked on the merged one may not judge the one it went into.
  t.must("handler", first, "feedback", {.text = "已更换"});
  const auto hands = read_ids(t.state(first).record.handlers);
  CHECK(std::find(hands.begin(), hands.end(), t.persons.at("handler2")) != hands.end());
  CHECK(progress_by_token(t.town.house(), token).value().stage == "feedback");
  auto c = t.call("secretary");
  CHECK(linked(c, first).value().items.at(0).relation == "took_in");
  t.later(base::hours(5));
  t.must("secretary", second, "undo_merge", {.reason = "不是一回事"});
  m = t.state(second).record;
  CHECK(m.stage == "handling");
  CHECK(m.due_at.has_value());
  CHECK_FALSE(m.merged_into.has_value());
  CHECK(t.due(second).size() == 1);
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a part that is merged or rejected has ended for its whole") {
  Town t(bed);
  const auto id = t.dispatched();
  t.must("secretary", id, "split", in_two());
  const auto two = parts(t, id);
  const auto other = t.dispatched();
  t.must("secretary", two[0], "merge", {.reason = "已有一件", .into = other});
  CHECK(t.state(id).record.parts_open == 1);
  t.must("secretary", two[0], "undo_merge", {.reason = "不同"});
  CHECK(t.state(id).record.parts_open == 2);
  t.must("secretary", two[0], "merge", {.reason = "还是同一件", .into = other});
  through(t, two[1], "handler", "officer");
  CHECK(t.state(id).record.stage == "feedback");
  CHECK(t.broken() == "");
}

TEST_ON_BOTH("a matter that began under the first machine is moved to its end by it, whatever the district does today") {
  Town t(bed);
  const auto text = [](const std::string& path) {
    std::stringstream out;
    out << std::ifstream(std::string(RED_SOURCE_DIR) + path).rdbuf();
    REQUIRE(!out.str().empty());
    return out.str();
  };
  t.publish("matter", "workflow", text("/src/matters/machine_v1_test.toml"));
  const auto old = t.report();
  const std::int64_t version = t.state(old).record.machine_version;
  t.publish("matter", "workflow", text("/definitions/matters/machine.toml"));
  CHECK(t.state(t.report()).record.machine_version > version);
  t.must("worker1", old, "confirm");
  t.must("secretary", old, "register");
  CHECK(t.due(old).size() == 3);
  t.must("secretary", old, "dispatch", t.to_department());
  t.must("handler", old, "sign");
  CHECK(refusal(t.go("handler", old, "pause", {.reason = "等", .cause = "material"})) == "workflow.no_such_move");
  t.must("dispatcher", old, "hold", {.reason = "等管线", .review_on = t.today() + 3});
  t.later(base::hours(24));
  t.must("dispatcher", old, "resume");
  t.must("handler", old, "feedback", {.text = "已更换"});
  t.must("worker1", old, "inspect", {.reason = "松动", .passed = false});
  t.must("handler2", old, "feedback", {.text = "再次固定"});
  t.must("officer", old, "inspect", {.passed = true, .strike_off = true});
  const auto m = t.state(old).record;
  CHECK(m.stage == "struck_off");
  CHECK(m.machine_version == version);
  CHECK(m.in_time == true);
  CHECK(m.registered_at.has_value());
  CHECK(t.broken() == "");
}
