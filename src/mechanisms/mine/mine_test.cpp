// What waits for whom, on both engines: seats, grids, buttons, figures, pages; saved views are a person's own.
#include <set>

#include "matters/town_test.hpp"
#include "mechanisms/mine/service.hpp"

using matters::testing::Town;

TEST_ON_BOTH("everybody finds what their posts owe, a grid worker only the own grid, with the buttons that are theirs") {
  Town t(bed);
  const auto first = t.report("resident", {.area = t.town.area("A010101")});
  const auto second = t.report("resident", {.area = t.town.area("A010102")});
  const auto subjects = [&](const std::string& who, base::Params q = {}) {
    auto c = t.call(who);
    const auto page = mine::dues_of(c, q).value();
    std::set<std::int64_t> out;
    for (const auto& row : page.items) out.insert(row.subject.id);
    return out;
  };
  CHECK(subjects("worker1") == std::set<std::int64_t>{first.value});
  CHECK(subjects("worker2") == std::set<std::int64_t>{second.value});
  CHECK(subjects("secretary") == std::set<std::int64_t>{first.value, second.value});
  CHECK(subjects("secretary2").empty());
  CHECK(subjects("handler").empty());
  auto worker = t.call("worker1"), secretary = t.call("secretary");
  CHECK(mine::dues_of(worker, {}).value().items[0].moves == std::vector<std::string>{"confirm"});
  CHECK(mine::dues_of(secretary, {}).value().items[0].moves == std::vector<std::string>{"confirm", "reject", "urge"});
  t.must("secretary", first, "confirm");
  t.must("secretary", first, "register");
  CHECK(subjects("worker1").empty());  // who may not dispatch is not asked to
  CHECK(subjects("dispatcher") == std::set<std::int64_t>{first.value});
  t.must("dispatcher", first, "dispatch", t.to_department());
  CHECK(subjects("handler") == std::set<std::int64_t>{first.value});
  CHECK(mine::summary(secretary).value().to_accept == 1);
  t.later(base::hours(24 * 7));
  auto late = t.call("secretary");
  CHECK(mine::summary(late).value().late == 1);
  CHECK(subjects("secretary", {{"filter.due_state", "late"}}) == std::set<std::int64_t>{second.value});
  CHECK(subjects("secretary", {{"filter.bucket", "to_inspect"}}).empty());
}

TEST_ON_BOTH("pages of dues follow one another; what is asked wrongly is told") {
  Town t(bed);
  for (int i = 0; i < 9; ++i) t.report();
  auto c = t.call("secretary");
  std::set<std::int64_t> seen;
  std::string after;
  int pages = 0;
  do {
    base::Params q{{"limit", "4"}};
    if (!after.empty()) q.emplace_back("after", after);
    const auto page = mine::dues_of(c, q).value();
    for (const auto& row : page.items) CHECK(seen.insert(row.id.value).second);
    after = page.next;
    ++pages;
  } while (!after.empty());
  CHECK(seen.size() == 9);
  CHECK(pages == 3);
  CHECK(mine::dues_of(c, {{"after", "x"}}).error().code == base::ErrorCode::malformed);
  CHECK(mine::dues_of(c, {{"limit", "0"}, {"filter.colour", "red"}}).error().errors.size() == 2);
}

TEST_ON_BOTH("saved views are a person's own, replaced under the same name") {
  Town t(bed);
  auto mine_call = t.call("secretary"), other = t.call("officer");
  const auto view = mine::save(mine_call, {.name = "超时", .screen = "matters", .query = "overdue=1"}).value();
  const auto again = mine::save(mine_call, {.name = "超时", .screen = "matters", .query = "overdue=1&open=1"}).value();
  CHECK(view.id == again.id);
  CHECK(mine::views(mine_call, "matters").size() == 1);
  CHECK(mine::views(mine_call, "matters")[0].query == "overdue=1&open=1");
  CHECK(mine::views(mine_call, "other").empty());
  CHECK(mine::views(other, "").empty());
  CHECK(mine::drop(other, view.id).error().code == base::ErrorCode::not_found);
  CHECK(mine::drop(mine_call, view.id).has_value());
  CHECK(mine::views(mine_call, "").empty());
}
