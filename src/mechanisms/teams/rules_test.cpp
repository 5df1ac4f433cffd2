// Marks come from records alone, a plan is approved by another, certificates are announced in time.
#include <doctest/doctest.h>

#include "mechanisms/teams/rules.hpp"

using namespace teams;

namespace {
Rules preset() {
  return {.marks = {{"attendance", "出勤", "", 20, 1}, {"response", "响应", "", 30, 5}, {"cases", "办案", "", 30, 2}, {"discipline", "纪律", "", 20, 5}}, .expiry_alert_days = 60};
}
}  // namespace

TEST_CASE("every point taken off has its record; lifted points count again; never below zero") {
  Records r;
  for (std::int64_t i = 1; i <= 3; ++i) r.days.push_back({.id = {i}, .state = i == 1 ? DayState::on_leave : DayState::absent, .reason = "未到岗"});
  r.operations.push_back({.id = {9}, .title = "夜市"});
  r.called.push_back({.id = {1}, .operation_id = {9}});
  r.penalties.push_back({.id = {1}, .operation_id = {9}, .file_number = "A-1"});
  for (std::int64_t i = 0; i < 6; ++i) r.breaches.push_back({.id = {i + 1}, .reason = "着装"});
  auto points = points_of(preset(), r);
  CHECK(total_of(items_of(preset(), points)) == 18 + 25 + 28 + 0);
  for (const PointRow& p : points) CHECK(p.evidence_id > 0);
  for (PointRow& p : points)
    if (p.item == "response") p.state = PointState::lifted;
  CHECK(total_of(items_of(preset(), points)) == 18 + 30 + 28 + 0);
}

TEST_CASE("nobody approves their own plan; nothing is recorded before approval; nobody there, no end") {
  OperationRow o{.state = OperationState::planned, .planned_by = {7}};
  CHECK(may_approve(o, {7}).error().reason == "teams.own_plan");
  CHECK(may_approve(o, {8}));
  CHECK(may_record(o).error().reason == "teams.not_approved");
  o.state = OperationState::approved;
  CHECK(may_close(o, {{.id = {1}}}).error().reason == "teams.nobody_came");
  CHECK(may_close(o, {{.id = {1}, .attended_at = base::Instant{5}}}));
  o.state = OperationState::closed;
  CHECK(may_cancel(o).error().reason == "teams.ended_already");
}

TEST_CASE("certificates, months") {
  CHECK(certificate_masked("晋A10000001") == "****0001");
  CHECK(certificate_masked("执法证甲乙") == "****乙");
  CHECK(certificate_masked("A1") == "****");
  CHECK(certificate_state(preset(), {159}, {100}) == "soon");
  CHECK(certificate_state(preset(), {160}, {100}) == "ok");
  CHECK(certificate_state(preset(), {99}, {100}) == "expired");
  const auto m = month_of("2026-12");
  REQUIRE(m);
  CHECK(month_text(m->to) == "2027-01");
  CHECK(!month_of("2026-13"));
  CHECK(may_freeze(m->from, *m).error().reason == "teams.month_runs");
  CHECK(may_freeze(m->to, *m));
}
