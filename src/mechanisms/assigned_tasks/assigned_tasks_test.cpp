// The whole way of a task handed down, on both engines: admission and its refusals, lines, facts that are said once, correction, hours.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "mechanisms/assigned_tasks/room.hpp"
#include "mechanisms/assigned_tasks/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "registry/openapi.hpp"
#include "registry/testing.hpp"

extern const registry::Room assigned_tasks_room;

namespace {

using namespace assigned_tasks;
constexpr base::CivilDate today{20'713};  // Thursday 2026-09-17

struct District {
  explicit District(store::testing::Bed& b) : bed(b), house(b, {&assigned_tasks_room}) {
    department = house.holder("department_handler", house.area("A01"));
    other_department = house.holder("department_handler", house.area("A01"));
    desk = house.holder("district_desk", house.area("A01"));
    first = house.holder("community_officer", house.area("A0101"));
    second = house.holder("community_officer", house.area("A0102"));
  }
  registry::Call as(base::PersonId who) {
    registry::Call c = house.call();
    c.principal = {.district = bed.district(), .account = {1}, .person = who};
    bed.store().read([&](store::Session& s) {
      c.principal.grants = house.house().people.grants(s, bed.district(), today).value();
      c.principal.posts = people::posts_held(s, bed.district(), who, today);
    });
    return c;
  }
  static SaveTask form(std::int64_t minutes = 60, int due_in = 12) {
    return {.title = "电梯底数", .purpose = "编制改造计划", .basis = "工作方案", .due_on = today + due_in, .unit_kinds = {"residents_committee"}, .minutes = minutes,
            .fields = {{.code = "lifts", .label = "电梯数", .kind = FieldKind::number, .required = true, .fact = "lifts", .least = 0, .most = 500},
                       {.code = "note", .label = "说明", .kind = FieldKind::text}}};
  }
  TaskId sent(const SaveTask& c = form()) {
    auto by_department = as(department), by_desk = as(desk);
    const auto made = draft(by_department, c);
    REQUIRE(made.has_value());
    REQUIRE(move(by_department, made->row.id, "ask", {}).has_value());
    const auto admitted = move(by_desk, made->row.id, "admit", {});
    REQUIRE_MESSAGE(admitted.has_value(), (admitted ? "" : admitted.error().reason));
    return made->row.id;
  }
  LineRow line_of(TaskId task, base::PersonId who) {
    auto c = as(who);
    const auto found = lines(c, {{"filter.task", std::to_string(task.value)}});
    REQUIRE(found.has_value());
    REQUIRE(found->items.size() == 1);
    return found->items.front();
  }
  std::string broken() {
    return bed.store().read([&](store::Session& s) {
      std::string all;
      for (const registry::Invariant& each : assigned_tasks_room.invariants) all += each.check(house.house(), s, bed.district(), {});
      return all;
    });
  }
  std::vector<dues::Due> dues_of(const base::Subject& subject) {
    return bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), subject); });
  }
  store::testing::Bed& bed;
  registry::testing::HouseBed house;
  base::PersonId department{}, other_department{}, desk{}, first{}, second{};
};

FillLine answers(std::string lifts, bool confirmed = false) { return {.answers = {{"lifts", std::move(lifts), confirmed}}}; }

}  // namespace

TEST_ON_BOTH("a task prints with who fills it, a line as the notice to its community; each for those who may read it") {
  District d(bed);
  const TaskId task = d.sent();
  const auto kinds = papers();
  const auto word = [](const registry::PaperContent& p, const std::string& name) {
    for (const auto& [key, value] : p.fields)
      if (key == name) return value;
    return std::string("?");
  };
  auto department = d.as(d.department), other = d.as(d.other_department), first = d.as(d.first), second = d.as(d.second);
  const auto sheet = kinds.at(0).fill(department, {"assigned_task", task.value}).value();
  CHECK(word(sheet, "任务") == "电梯底数");
  CHECK(word(sheet, "应填份数") == "2");
  CHECK(word(sheet, "完成时限") == "2026-09-29");
  CHECK(sheet.tables.at(0).rows.size() == 2);
  CHECK(sheet.tables.at(0).rows.at(0).at(3) == "必填");
  CHECK(sheet.tables.at(1).rows.size() == 2);
  CHECK(kinds.at(0).fill(other, {"assigned_task", task.value}).error().code == base::ErrorCode::forbidden);
  const LineRow line = d.line_of(task, d.first);
  const auto notice = kinds.at(1).fill(first, {"assigned_line", line.id.value}).value();
  CHECK(word(notice, "填报单位") == line.org_unit_name);
  CHECK(word(notice, "预计用时") == "60 分钟");
  CHECK(kinds.at(1).fill(second, {"assigned_line", line.id.value}).error().code == base::ErrorCode::forbidden);
}

TEST_ON_BOTH("a task is drafted, admitted and reaches each community as a line with its own clock, which waits in its duties") {
  District d(bed);
  const TaskId task = d.sent();
  auto desk = d.as(d.desk);
  const auto v = view(desk, task).value();
  CHECK(tasks_export().page(desk, {}).value().rows.at(0).size() == tasks_export().columns.size());
  CHECK(lines_export().page(desk, {}).value().rows.at(0).size() == lines_export().columns.size());
  CHECK(v.row.stage == "sent");
  CHECK(v.row.lines == 2);
  const LineRow line = d.line_of(task, d.first);
  CHECK(line.stage_zh == "待填报");
  CHECK(line.month == "2026-09");
  const auto waiting = d.dues_of({"assigned_line", line.id.value});
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].bucket == "handed_down");
  CHECK(waiting[0].due_at == line.due_at);
  CHECK(line.due_at == base::Zone::named("Asia/Shanghai").value().instant(today + 12, 18, 0));
  auto stranger = d.as(d.other_department);
  CHECK(view(stranger, task).error().code == base::ErrorCode::forbidden);
  CHECK(tasks(stranger, {}).value().items.empty());
  auto neighbour = d.as(d.second);
  CHECK(view(neighbour, line.id).error().code == base::ErrorCode::forbidden);
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("the door refuses what is incomplete, too late or too much, with its rule; the desk asks for a change or says no") {
  District d(bed);
  auto department = d.as(d.department), desk = d.as(d.desk);
  SaveTask bare{.title = "随手要的表"};
  const auto made = draft(department, bare).value();
  auto no = move(department, made.row.id, "ask", {});
  CHECK(no.error().reason == "assigned_tasks.form_not_whole");
  CHECK(no.error().remedy == "assigned_tasks.complete_the_form");
  CHECK(no.error().rule->definition == "assigned_task");
  CHECK(save(department, made.row.id, District::form(60, 3)).has_value());
  REQUIRE(move(department, made.row.id, "ask", {}).has_value());
  CHECK(save(department, made.row.id, District::form()).error().reason == "assigned_tasks.not_a_draft");
  no = move(desk, made.row.id, "admit", {});
  CHECK(no.error().reason == "assigned_tasks.too_late");
  CHECK(move(desk, made.row.id, "ask_change", {}).error().code == base::ErrorCode::invalid);
  REQUIRE(move(desk, made.row.id, "ask_change", {.reason = "期限推到下周"}).has_value());
  CHECK(d.dues_of({"assigned_task", made.row.id.value}).at(0).bucket == "returned");
  REQUIRE(save(department, made.row.id, District::form(480)).has_value());
  REQUIRE(move(department, made.row.id, "ask", {}).has_value());
  REQUIRE(move(desk, made.row.id, "admit", {}).has_value());
  (void)d.sent(District::form(480));  // 960 of 1200 minutes
  const auto third = draft(department, District::form(300)).value();
  REQUIRE(move(department, third.row.id, "ask", {}).has_value());
  CHECK(view(desk, third.row.id).value().judgement.over.size() == 2);
  no = move(desk, third.row.id, "admit", {});
  CHECK(no.error().reason == "assigned_tasks.too_many_hours");
  CHECK(no.error().remedy == "assigned_tasks.give_over_reason");
  CHECK(move(department, third.row.id, "admit", {}).error().code == base::ErrorCode::forbidden);
  CHECK(move(desk, third.row.id, "admit", {.over_reason = "上级限期"}).value().over_reason == "上级限期");
  CHECK(hours(desk, "2026-09").value().at(0).minutes == 1260);
  CHECK(hours(desk, "2026-9").error().code == base::ErrorCode::invalid);
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("a fact is said once: a later form has it with its source and day; a return takes it back") {
  District d(bed);
  auto officer = d.as(d.first), department = d.as(d.department);
  const TaskId task = d.sent();
  const LineRow line = d.line_of(task, d.first);
  const auto said = [&] {
    return bed.store().read([&](store::Session& s) {
      std::int64_t sum = 0;
      for (const facts::Fact& f : facts::of_subject(s, bed.district(), {"org_unit", line.org_unit_id.value}, "assigned_tasks.said.lifts")) sum += f.amount;
      return sum;
    });
  };
  auto wrong = fill(officer, line.id, answers("很多"));
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().errors.at(0).path == "/answers/lifts");
  CHECK(fill(officer, line.id, answers("501")).error().errors.at(0).reason == "base.out_of_range");
  CHECK(fill(officer, line.id, {}).error().errors.at(0).reason == "base.required");
  CHECK(fill(department, line.id, answers("7")).error().code == base::ErrorCode::forbidden);
  REQUIRE(fill(officer, line.id, {.answers = {{"lifts", "7", false}}, .spent_minutes = 25}).has_value());
  CHECK(said() == 7);
  CHECK(d.dues_of({"assigned_line", line.id.value}).empty());

  const TaskId later = d.sent();
  const auto again = view(officer, d.line_of(later, d.first).id).value();
  REQUIRE(again.prefill.size() == 1);
  CHECK(again.prefill[0].value == "7");
  CHECK(again.prefill[0].from_zh == "电梯底数");
  CHECK(again.prefill[0].said_on == today);
  CHECK(again.month_minutes == 120);

  REQUIRE(judge(department, line.id, "return", {.reason = "漏了新小区"}).has_value());
  CHECK(said() == 0);
  CHECK(view(officer, again.row.id).value().prefill.empty());
  const auto waiting = d.dues_of({"assigned_line", line.id.value});
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].bucket == "returned");
  REQUIRE(fill(officer, line.id, answers("9")).has_value());
  CHECK(said() == 9);
  CHECK(judge(department, line.id, "accept", {}).value().row.stage == "accepted");
  CHECK(note_spent(officer, line.id, {.spent_minutes = 40}).value().row.spent_minutes == 40);
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("progress, urging and closing: what was not filled is kept so; withdrawing frees everybody and their hours") {
  District d(bed);
  auto officer = d.as(d.first), department = d.as(d.department);
  const TaskId task = d.sent();
  REQUIRE(fill(officer, d.line_of(task, d.first).id, answers("3")).has_value());
  CHECK(move(department, task, "close", {}).error().reason == "assigned_tasks.lines_to_judge");
  CHECK(move(department, task, "urge", {}).has_value());
  CHECK(d.dues_of({"assigned_line", d.line_of(task, d.second).id.value}).at(0).context.ends_with("催报"));
  CHECK(accept_filled(department, task, {}).value().accepted == 1);
  CHECK(move(department, task, "close", {}).value().row.stage == "closed");
  CHECK(d.line_of(task, d.second).stage == "unfilled");
  CHECK(d.dues_of({"assigned_line", d.line_of(task, d.second).id.value}).empty());
  const TaskId other = d.sent();
  CHECK(hours(officer, "2026-09").value().at(0).minutes == 120);
  CHECK(move(department, other, "withdraw", {.reason = "改由系统统计"}).value().row.stage == "withdrawn");
  CHECK(hours(officer, "2026-09").value().at(0).minutes == 60);
  CHECK(d.line_of(other, d.second).stage == "called_off");
  CHECK(d.broken() == "");
}

TEST_ON_BOTH("what was not admitted is refused: the community enters it, the district sees it by department") {
  District d(bed);
  auto officer = d.as(d.first), desk = d.as(d.desk), department = d.as(d.department);
  const auto home = department.principal.posts.at(0).org_unit;
  CHECK(enter_outside(department, {}).error().code == base::ErrorCode::forbidden);
  CHECK(enter_outside(officer, {.department_id = {5}, .title = "日报", .channel = "smoke", .received_on = today + 1}).error().errors.size() == 3);
  REQUIRE(enter_outside(officer, {.department_id = home, .title = "每日照片", .channel = "message_group", .received_on = today, .minutes = 30}).has_value());
  CHECK(outside(desk, {}).value().items.at(0).title == "每日照片");
  CHECK(outside(department, {}).value().items.size() == 1);
  auto other = d.as(d.other_department);
  CHECK(outside(other, {}).value().items.empty());
  CHECK(department_hours(desk, "").value().at(0).refused_outside == 1);
  const auto page = outside_export().page(desk, {}).value();
  REQUIRE(page.rows.size() == 1);
  CHECK(page.rows[0].size() == outside_export().columns.size());
  CHECK(page.rows[0][1] == formats::Cell{std::string("每日照片")});
  CHECK(page.rows[0][4] == formats::Cell{std::string("工作群")});
  for (const char* what : {"hours", "departments"}) CHECK(export_sheet(desk, what, formats::SheetFormat::xlsx, {}).has_value());
  CHECK(export_sheet(desk, "everything", formats::SheetFormat::csv, {}).error().code == base::ErrorCode::not_found);
}

TEST_ON_BOTH("the answers of a task read back from a spreadsheet as they were filled in") {
  District d(bed);
  auto officer = d.as(d.first), department = d.as(d.department);
  const TaskId task = d.sent();
  REQUIRE(fill(officer, d.line_of(task, d.first).id, {.answers = {{"lifts", "12", false}, {"note", "=1+1", false}}}).has_value());
  const auto bytes = export_sheet(department, "answers", formats::SheetFormat::xlsx, {{"filter.task", std::to_string(task.value)}}).value();
  const auto sheet = formats::read_sheet(bytes).value();
  REQUIRE(sheet.rows.size() == 3);
  int filled = 0;
  for (const formats::SheetRow& row : sheet.rows)
    if (row.cells.size() == 7 && row.cells[5] == formats::Cell{std::int64_t{12}} && row.cells[6] == formats::Cell{std::string("=1+1")}) ++filled;
  CHECK(filled == 1);
}

TEST_CASE("a form says everything that is wrong with it") {
  const Door door{.fields_max = 3};
  const FactBook book{.facts = {{.code = "lifts", .zh = "电梯", .kind = FieldKind::number}}};
  const auto faults = check_form({{.code = "a", .label = "a", .kind = FieldKind::choice, .choices = {"只有一个"}},
                                  {.code = "a", .label = "b", .kind = FieldKind::text, .fact = "lifts"},
                                  {.code = "c", .label = "c", .kind = FieldKind::number, .fact = "moon", .least = 3, .most = 2},
                                  {.code = "d", .label = "d"}}, book, door);
  std::vector<std::string> paths;
  for (const base::FieldError& f : faults) paths.push_back(f.path);
  CHECK(paths == std::vector<std::string>{"/fields", "/fields/0/choices", "/fields/1/code", "/fields/1/kind", "/fields/2/most", "/fields/2/fact"});
}

TEST_CASE("answers are taken exactly when their field's kind takes them") {
  const std::vector<FormField> fields{{.code = "n", .kind = FieldKind::number}, {.code = "d", .kind = FieldKind::date},
                                      {.code = "y", .kind = FieldKind::yes_no}, {.code = "c", .kind = FieldKind::choice, .choices = {"甲", "乙"}}};
  CHECK(check_answers(fields, {{"n", "12", false}, {"d", "2026-09-18", false}, {"y", "no", false}, {"c", "乙", true}}).empty());
  CHECK(check_answers(fields, {{"n", "12.5", false}, {"d", "2026-02-30", false}, {"y", "maybe", false}, {"c", "丙", false}}).size() == 4);
  CHECK(check_answers(fields, {{"x", "1", false}, {"n", "1", false}, {"n", "2", false}}).size() == 2);
  CHECK(rc::check("a whole number is taken, and is its amount", [&](std::int64_t n) {
    RC_ASSERT(check_answers(fields, {{"n", std::to_string(n), false}}).empty());
    RC_ASSERT(amount_of(FieldKind::number, std::to_string(n)) == n);
  }));
}

TEST_CASE("the door: who is above the hours, and how many days are needed") {
  CHECK(rc::check("a load is over exactly when it is above the limit", [](std::vector<std::uint16_t> loads, std::uint16_t limit) {
    const Door door{.minutes_per_month = limit, .over_with_reason = true};
    std::vector<TargetLoad> all;
    std::size_t above = 0;
    for (const std::uint16_t each : loads) {
      all.push_back({{1}, each});
      above += each > limit ? 1 : 0;
    }
    RC_ASSERT(over_limit(door, all).size() == above);
    const TaskFacts quiet{.targets = 1, .loads = all};
    TaskFacts said = quiet;
    said.over_reason = "理由";
    RC_ASSERT(guard("within_hours@1", {}, quiet, door).has_value() == (above > 0));
    RC_ASSERT(!guard("within_hours@1", {}, said, door).has_value());
  }));
  const Door door{.notice_working_days = 5, .urgent_notice_working_days = 1};
  CHECK(guard("early_enough@1", {}, {.notice_days = 4}, door).has_value());
  CHECK_FALSE(guard("early_enough@1", {.urgent = true}, {.notice_days = 4}, door).has_value());
}

TEST_CASE("the room's document has no faults") {
  const registry::Room* rooms[] = {&assigned_tasks_room};
  const auto document = registry::openapi(rooms);
  CHECK(document.faults == std::vector<std::string>{});
}
