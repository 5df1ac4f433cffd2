// The rights that the seed packs give, compared with what the domain says (tests/rights/expected.tsv, written by hand), and for every
// persona the list form compared with asking about each area.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fstream>
#include <set>
#include <sstream>

#include "people/access.hpp"

using namespace people;

namespace {

enum : std::int64_t { district = 1, huifeng, gucheng, hy, x, b, g1, g2, x1, b1 };
enum : std::int64_t { jwh = 101, jwh_x, jwh_b, office, office_b, csgl, zjj, centre, admin };

std::shared_ptr<const territory::Tree> town() {
  std::vector<territory::Area> areas;
  const auto add = [&](std::int64_t id, std::int64_t parent, territory::AreaKind kind) {
    areas.push_back({.id = {id}, .parent = {parent}, .kind = kind, .code = std::to_string(id)});
  };
  add(district, 0, territory::AreaKind::district);
  add(huifeng, district, territory::AreaKind::subdistrict);
  add(gucheng, district, territory::AreaKind::subdistrict);
  add(hy, huifeng, territory::AreaKind::community);
  add(x, huifeng, territory::AreaKind::community);
  add(b, gucheng, territory::AreaKind::community);
  add(g1, hy, territory::AreaKind::grid);
  add(g2, hy, territory::AreaKind::grid);
  add(x1, x, territory::AreaKind::grid);
  add(b1, b, territory::AreaKind::grid);
  std::vector<std::shared_ptr<const territory::Shape>> shapes(areas.size());
  return territory::make_tree({}, std::move(areas), std::move(shapes));
}

HeldPost post(const char* kind, std::int64_t unit, std::int64_t area, bool deputy = false) {
  static std::int64_t number = 1000;
  return {.post = {++number}, .kind = kind, .org_unit = {unit}, .area = {area}, .deputy = deputy};
}

std::map<std::string, Principal> personas(const std::shared_ptr<const Grants>& grants) {
  std::map<std::string, std::vector<HeldPost>> posts{
      {"w1", {post("grid_worker", jwh, g1)}},
      {"w2", {post("grid_worker", jwh, g2)}},
      {"wx", {post("grid_worker", jwh_x, x1)}},
      {"wtwo", {post("grid_worker", jwh, g1), post("grid_worker", jwh_x, x1)}},
      {"lead", {post("grid_leader", jwh, g1), post("grid_leader", jwh, g2)}},
      {"sec", {post("community_secretary", jwh, hy)}},
      {"off", {post("community_officer", jwh, hy)}},
      {"sec_x", {post("community_secretary", jwh_x, x)}},
      {"sec_b", {post("community_secretary", jwh_b, b)}},
      {"dep", {post("community_officer", jwh_x, x), post("community_secretary", jwh, hy, true)}},
      {"disp", {post("subdistrict_dispatcher", office, huifeng)}},
      {"disp_b", {post("subdistrict_dispatcher", office_b, gucheng)}},
      {"csgl", {post("department_handler", csgl, district)}},
      {"zjj", {post("department_handler", zjj, district)}},
      {"desk", {post("district_desk", centre, district)}},
      {"sys", {post("system_admin", admin, district)}},
      {"safe", {post("security_admin", admin, district)}},
      {"audit", {post("audit_admin", admin, district)}},
      {"none", {}},
  };
  std::map<std::string, Principal> out;
  std::int64_t id = 0;
  for (auto& [name, held] : posts) {
    Principal p{.district = {1}, .account = {++id}, .person = {id}, .name = name};
    p.posts = held;
    p.grants = grants;
    out.emplace(name, std::move(p));
  }
  out.emplace("link", link_principal({1}, "hash", grants));
  return out;
}

struct Place { std::string name; std::int64_t area; std::vector<base::OrgUnitId> units; bool own; };
const std::vector<Place>& places() {
  static const std::vector<Place> all{{"g1", g1, {}, false},      {"g2", g2, {}, false},          {"hy", hy, {}, false},
                                      {"x1", x1, {}, false},      {"b1", b1, {}, false},          {"d", district, {}, false},
                                      {"g1+csgl", g1, {{csgl}}, false}, {"g1+jwh", g1, {{jwh}}, false}, {"b1+csgl", b1, {{csgl}}, false},
                                      {"g1+own", g1, {}, true}};
  return all;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) out.push_back(part);
  return out;
}

using Yes = std::set<std::tuple<std::string, std::string, std::string>>;  // action, place, persona

Yes expected(std::set<std::string>& actions) {
  std::ifstream file(RED_SOURCE_DIR "/tests/rights/expected.tsv");
  REQUIRE(file.good());
  Yes out;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    INFO(line);
    REQUIRE(cells.size() == 3);
    for (const std::string& action : split(cells[0], ',')) {
      actions.insert(action);
      for (const std::string& place : split(cells[1], ','))
        for (const std::string& who : split(cells[2], ','))
          if (who != "nobody") out.emplace(action, place, who);  // a post that none of the personas holds
    }
  }
  return out;
}

std::shared_ptr<const Grants> grants() {
  auto merged = seed_grants();
  if (!merged) for (const auto& e : merged.error().errors) MESSAGE(e.path << " " << e.reason);
  REQUIRE(merged);
  return *merged;
}

}  // namespace

TEST_CASE("every persona may exactly what the domain says, action by action and place by place") {
  const auto rights = grants();
  const auto tree = town();
  std::set<std::string> actions;
  const Yes yes = expected(actions);
  for (const auto& [action, rule] : rights->rules()) {
    INFO("tests/rights/expected.tsv says nothing of " << action);
    CHECK(actions.contains(action));
  }
  const auto people = personas(rights);
  std::set<std::string> named, known;
  for (const auto& [a, p, who] : yes) named.insert(who);
  for (const auto& [name, who] : people) known.insert(name);
  for (const std::string& name : named) CHECK(known.contains(name));
  int asked = 0;
  for (const std::string& action : actions)
    for (const Place& place : places())
      for (const auto& [name, who] : people) {
        Scope scope = scope_of(*tree, "matter", 7, {place.area}, place.units);
        if (place.own && name == "link") scope.relations.push_back(Relation::reporter_by_link);
        const auto answer = may(who, action, scope);
        INFO(name << " " << action << " at " << place.name);
        CHECK(answer.has_value() == yes.contains({action, place.name, name}));
        if (answer.has_value()) {
          CHECK((has_action(who, action) || name == "link"));
        } else {  // a refusal says the rule, what to do, and who could
          CHECK(answer.error().rule.has_value());
          CHECK(answer.error().rule->place == action);
          CHECK(!answer.error().remedy.empty());
        }
        ++asked;
      }
  CHECK(asked > 6000);
}

TEST_CASE("for every persona and action the list form equals the filter of may over all areas and lines") {
  const auto rights = grants();
  const auto tree = town();
  const auto people = personas(rights);
  for (const auto& [action, rule] : rights->rules())
    for (const auto& [name, who] : people) {
      const Reach reached = reach(who, action);
      const auto below = tree->below(reached.areas);
      for (const territory::Area& area : tree->all())
        for (const std::int64_t unit : {std::int64_t{0}, std::int64_t{jwh}, std::int64_t{jwh_x}, std::int64_t{csgl}, std::int64_t{zjj}, std::int64_t{admin}}) {
          std::vector<base::OrgUnitId> units;
          if (unit != 0) units.push_back({unit});
          const bool listed = reached.everything || std::find(below.begin(), below.end(), area.id) != below.end() ||
                              std::find(reached.org_units.begin(), reached.org_units.end(), base::OrgUnitId{unit}) != reached.org_units.end();
          INFO(name << " " << action << " in " << area.code << " on " << unit);
          CHECK(listed == may(who, action, scope_of(*tree, "matter", 7, area.id, units)).has_value());
        }
      CHECK(reached.nothing() == !has_action(who, action));
    }
}

TEST_CASE("the post that allows it: one's own before a deputy's, the nearer before the wider") {
  const auto rights = grants();
  const auto tree = town();
  Principal p{.district = {1}, .account = {1}, .person = {1}, .grants = rights};
  p.posts = {post("district_desk", centre, district), post("community_officer", jwh, hy), post("grid_leader", jwh, g1, true)};
  const auto at = [&](std::int64_t area) { return may(p, "matter.register", scope_of(*tree, "matter", 1, {area})); };
  CHECK(at(g1) == p.posts[1].post);   // the leader's post is nearer but only stood in for
  CHECK(at(x1) == p.posts[0].post);
  p.posts[2].deputy = false;
  CHECK(at(g1) == p.posts[2].post);
}

TEST_CASE("who may not is told who may, in both languages, and where that is written") {
  const auto people = personas(grants());
  const auto refused = may(people.at("csgl"), "matter.strike_off", scope_of(*town(), "matter", 7, {g1}, {{csgl}}));
  REQUIRE(!refused);
  const base::Error& e = refused.error();
  CHECK(e.code == base::ErrorCode::forbidden);
  CHECK(e.rule->definition == "rights/matters");
  CHECK(e.rule->version == grants()->rule("matter.strike_off")->version);
  const auto param = [&](std::string_view name) {
    for (const auto& [key, value] : e.params) if (key == name) return value;
    return std::string{};
  };
  CHECK(param("could") == "community_secretary,community_officer");
  CHECK(param("could_zh") == "社区书记、社区工作者");
  CHECK(may(Principal{}, "matter.read", {}).error().code == base::ErrorCode::unauthenticated);
}

TEST_CASE("rights that do not fit are refused at load") {
  const auto doc = [](std::string_view text) { return *definitions::Doc::parse(text); };
  const RulesFile kinds{"people/post_kinds", 1, doc("[[post_kind]]\nkind=\"clerk\"\nname_zh=\"x\"\nname_en=\"x\"\n[[post_kind]]\nkind=\"audit\"\nname_zh=\"x\"\nname_en=\"x\"\nadministrator=true\nrooms=[\"audit\"]\n")};
  const ActionCatalogue catalogue{.rooms = {{"whistle", {"whistle.blow"}}, {"audit", {"journal.read"}}}};
  const auto reason = [&](const char* code, std::string_view text) {
    const auto merged = merge_grants({{code, 1, doc(text)}}, kinds, catalogue);
    return merged ? std::string("fits") : merged.error().errors.front().reason;
  };
  CHECK(reason("rights/whistle", "[[grant]]\npost_kind=\"clerk\"\nscope=\"own_area\"\nactions=[\"whistle.blow\"]\n") == "fits");
  CHECK(reason("rights/whistle", "[[grant]]\npost_kind=\"clerk\"\nscope=\"own_area\"\nactions=[\"journal.read\"]\n") == "people.foreign_action");
  CHECK(reason("rights/whistle", "[[grant]]\npost_kind=\"boss\"\nscope=\"own_area\"\nactions=[\"whistle.blow\"]\n") == "people.unknown_post_kind");
  CHECK(reason("rights/whistle", "[[grant]]\npost_kind=\"clerk\"\nscope=\"everywhere\"\nactions=[\"whistle.blow\"]\n") == "people.unknown_scope");
  CHECK(reason("rights/whistle", "[[relation]]\nrelation=\"friend\"\nactions=[\"whistle.blow\"]\n") == "people.unknown_relation");
  CHECK(reason("rights/whistle", "[[grant]]\npost_kind=\"audit\"\nscope=\"district\"\nactions=[\"whistle.blow\"]\n") == "people.administrator_with_business");
  CHECK(reason("rights/whistle", "[[grants]]\npost_kind=\"clerk\"\n") == "fits");  // an unknown table gives nobody anything
  CHECK(reason("rights/unknown_room", "[[grant]]\npost_kind=\"boss\"\nscope=\"x\"\nactions=[\"y\"]\n") == "fits");
}
