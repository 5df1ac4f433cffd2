// The pure half: tickets, signed photos, counting, what a form must hold.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/context.hpp"
#include "mechanisms/intake/rules.hpp"

using namespace intake;

namespace {
const std::string ref(32, 'a');
std::vector<std::string> reasons(const ReportForm& form) {
  std::vector<FormError> errors;
  (void)check(form, errors);
  std::vector<std::string> out;
  for (const auto& each : errors) out.push_back(each.field + ":" + each.reason);
  return out;
}
}  // namespace

TEST_CASE("a ticket is good for its hours, and only with the district's key") {
  const base::Instant given{1'700'000'000'000'000};
  const std::string text = sign({ref, given}, "key");
  const auto good = read_ticket(text, "key", given + base::hours(47), 48);
  CHECK(good.state == TicketState::good);
  CHECK(good.ticket.ref == ref);
  CHECK(read_ticket(text, "key", given + base::hours(49), 48).state == TicketState::too_old);
  CHECK(read_ticket(text, "another key", given, 48).state == TicketState::foreign);
  for (const std::string_view bad : {"", ".", "..", "a.b.c", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.1.x"}) CHECK(read_ticket(bad, "key", given, 48).state == TicketState::foreign);
}

TEST_CASE("no changed ticket is taken") {
  CHECK(rc::check([] {
    const std::string text = sign({ref, {1'700'000'000'000'000}}, "key");
    std::string changed = text;
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    changed[at] = *rc::gen::distinctFrom(text[at]);
    RC_ASSERT(read_ticket(changed, "key", {1'700'000'000'000'000}, 48).state == TicketState::foreign);
  }));
}

TEST_CASE("a photo belongs to the form that uploaded it") {
  const std::string text = sign_photo({42}, ref, "key");
  CHECK(read_photo(text, ref, "key") == base::FileId{42});
  CHECK(!read_photo(text, std::string(32, 'b'), "key"));
  CHECK(!read_photo("43" + text.substr(2), ref, "key"));
  CHECK(!read_photo(text, "", "key"));
  CHECK(!read_photo("42.", ref, "key"));
}

TEST_CASE("attempts: the window slides, and it says how long to wait") {
  const base::Instant now{1'700'000'000'000'000};
  const Limit limit{3, 60};
  CHECK(wait_seconds(limit, {2, now - base::minutes(10)}, now) == 0);
  CHECK(wait_seconds(limit, {3, now - base::minutes(50)}, now) == 601);
  CHECK(counted_name("find", "192.0.2.1", now, "key") != counted_name("find", "192.0.2.2", now, "key"));
  CHECK(counted_name("find", "192.0.2.1", now, "key").find("192") == std::string::npos);
}

TEST_CASE("all that is wrong with a form, at once") {
  CHECK(reasons({}) == std::vector<std::string>{"description:intake.say_what_happened", "place:intake.say_where"});
  CHECK(reasons({.description = "井盖坏了", .place = "3号楼东"}).empty());
  CHECK(reasons({.description = "井盖坏了", .longitude = "112.48", .latitude = "37.94"}).empty());
  CHECK(reasons({.description = "井盖坏了", .longitude = "112.48"}) == std::vector<std::string>{"place:intake.say_where"});
  CHECK(reasons({.description = "井盖坏了", .longitude = "nan", .latitude = "37"}) == std::vector<std::string>{"place:intake.say_where"});
  CHECK(reasons({.description = "井盖坏了", .place = "东口", .phone = "12"}) == std::vector<std::string>{"phone:base.not_phone"});
  CHECK(reasons({.description = std::string("a\x01") + "b", .place = "东口"}) == std::vector<std::string>{"description:intake.unreadable_text"});
  CHECK(reasons({.description = "井盖坏了", .place = std::string(700, 'x')}) == std::vector<std::string>{"place:base.too_long"});
}

TEST_CASE("where an error of the matters room belongs on the form") {
  CHECK(field_of("/area_id") == "place");
  CHECK(field_of("/photos/0") == "photo");
  CHECK(field_of("/reporter_phone") == "phone");
  CHECK(field_of("/source").empty());
}
