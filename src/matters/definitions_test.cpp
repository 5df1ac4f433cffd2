// The seed packs of matters: sound, whole, and printed in the documents.
#include <doctest/doctest.h>

#include <set>

#include "base/embedded.hpp"
#include "definitions/doc.hpp"
#include "matters/known.hpp"
#include "matters/rulebook.hpp"

using namespace matters;

namespace {

definitions::Doc seed(std::string_view name) {
  for (const base::EmbeddedFile& f : base::embedded_seeds())
    if (f.path == name) return definitions::Doc::parse(f.text()).value();
  FAIL("no seed " << name);
  return {};
}

}  // namespace

TEST_CASE("the machine of matters is sound with the limits and post kinds of the seed packs") {
  const auto machine = workflow::parse_machine(seed("definitions/matters/machine.toml")).value();
  const auto limits = workflow::parse_limits(seed("definitions/matters/limits.toml")).value();
  std::vector<std::string> kinds;
  for (const auto& each : seed("definitions/people/post_kinds.toml").at("post_kind").items()) kinds.push_back(*each.at("kind").text());
  const auto found = workflow::check(machine, known(kinds, workflow::whole_clocks(limits)));
  for (const auto& f : found) MESSAGE(f.place << " " << f.reason);
  CHECK(found.empty());
}

TEST_CASE("every category has a handling limit, and no row of the limits names an unknown category") {
  const auto catalogue = parse_catalogue(seed("definitions/matters/categories.toml")).value();
  const auto limits = workflow::parse_limits(seed("definitions/matters/limits.toml")).value();
  std::set<std::string> classes;
  for (const Category& c : catalogue.items) {
    classes.insert(c.class_code);
    for (const char* clock : {"accept", "register", "dispatch", "sign", "handle", "inspect", "strike_off"})
      for (const char* grade : {"", "1", "2", "3"}) CHECK(workflow::pick(limits, clock, c.code, grade) != nullptr);
  }
  for (const workflow::LimitRow& row : limits.rows) CHECK_MESSAGE((row.category == "*" || catalogue.find(row.category) || classes.contains(row.category)), row.category);
  CHECK(catalogue.items.size() >= 70);
  // Published rows are marked; nothing borrowed is called official.
  for (const workflow::LimitRow& row : limits.rows) CHECK((row.tag == "S" || row.tag == "P"));
}
