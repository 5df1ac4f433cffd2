// A resource is never oversold; a unit is a member of a community in one way at a time.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "mechanisms/network/rules.hpp"

using namespace network;

TEST_CASE("never oversold on any day, whatever is booked and given back in whatever order") {
  const bool held = rc::check([] {
    const bool again = *rc::gen::arbitrary<bool>();
    const ResourceRow r{.id = {1}, .quantity = *rc::gen::inRange<std::int64_t>(1, 6), .measure = "件", .again = again, .open_from = {100}, .open_to = base::CivilDate{130}};
    std::vector<UseRow> uses;
    for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
      const base::CivilDate from{*rc::gen::inRange(95, 130)}, to{from.days + *rc::gen::inRange(0, 8)};
      const std::int64_t n = *rc::gen::inRange<std::int64_t>(1, 5);
      if (const auto may = may_book(r, uses, n, from, to)) uses.push_back({.id = {i}, .resource_id = {1}, .quantity = n, .used_from = from, .used_to = to});
      else RC_ASSERT((may.error().reason == "network.not_so_much" || may.error().reason == "network.outside_the_window"));
      if (!uses.empty() && *rc::gen::inRange(0, 4) == 0) uses[*rc::gen::inRange<std::size_t>(0, uses.size())].state = UseState::cancelled;
      std::int64_t all = 0;
      for (std::int32_t day = 90; day < 140; ++day) {
        std::int64_t taken = 0;
        for (const UseRow& u : uses)
          if (u.state != UseState::cancelled && u.used_from.days <= day && day < u.used_to.days) taken += u.quantity;
        RC_ASSERT(taken <= r.quantity);
      }
      for (const UseRow& u : uses) all += u.state != UseState::cancelled ? u.quantity : 0;
      if (!again) RC_ASSERT(all <= r.quantity);
    }
  });
  CHECK(held);
}

TEST_CASE("what is open can be booked, one more cannot") {
  const ResourceRow r{.id = {1}, .quantity = 3, .measure = "套", .again = true, .open_from = {100}};
  const std::vector<UseRow> uses{{.id = {1}, .quantity = 2, .used_from = {110}, .used_to = {112}}, {.id = {2}, .quantity = 1, .used_from = {111}, .used_to = {115}}};
  CHECK(open_quantity(r, uses, {109}, {111}) == 1);
  CHECK(open_quantity(r, uses, {109}, {112}) == 0);
  CHECK(may_book(r, uses, 1, {109}, {111}));
  CHECK(may_book(r, uses, 2, {109}, {111}).error().reason == "network.not_so_much");
  CHECK(may_book(r, uses, 3, {115}, {116}));
}

TEST_CASE("a unit is a member of a community in one way at a time") {
  const std::vector<MemberRow> there{{{1}, {1}, {5}, "resident_unit", {100}, base::CivilDate{120}}};
  CHECK(may_join(there, {6}, {110}));
  CHECK(may_join(there, {5}, {110}).error().reason == "network.is_a_member");
  CHECK(may_join(there, {5}, {120}));
}
