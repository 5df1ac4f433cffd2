// Suggested units and canned replies: the seed packs are whole, the choice is the most exact row, words are filled in.
#include <set>

#include "base/embedded.hpp"
#include "definitions/doc.hpp"
#include "matters/replies.hpp"
#include "matters/routing.hpp"
#include "matters/town_test.hpp"

using namespace matters;
using matters::testing::Town;

namespace {

definitions::Doc seed(std::string_view name) {
  for (const base::EmbeddedFile& f : base::embedded_seeds())
    if (f.path == name) return definitions::Doc::parse(f.text()).value();
  FAIL("no seed " << name);
  return {};
}
std::string faults_of(const std::string& kind, std::string body, const std::string& from, const std::string& to) {
  if (!from.empty()) {
    REQUIRE(body.find(from) != std::string::npos);
    body.replace(body.find(from), from.size(), to);
  }
  const auto doc = definitions::Doc::parse(body).value();
  const auto reason = [](const auto& parsed) { return parsed ? std::string{} : parsed.error().errors.at(0).reason; };
  return kind == "routing" ? reason(parse_routing(doc)) : reason(parse_replies(doc));
}
std::string text_of(std::string_view name) {
  for (const base::EmbeddedFile& f : base::embedded_seeds())
    if (f.path == name) return std::string(f.text());
  return {};
}

}  // namespace

TEST_CASE("every category has a suggestion, and the most exact row goes first") {
  const auto table = parse_routing(seed("definitions/matters/routing.toml")).value();
  const auto catalogue = parse_catalogue(seed("definitions/matters/categories.toml")).value();
  for (const Category& c : catalogue.items)
    for (const char* kind : {"", "community", "village"}) {
      const auto rows = routes_for(table, c.code, "1", kind);
      REQUIRE_FALSE(rows.empty());
      CHECK(rows.back()->category == "*");
      for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i - 1]->category.size() >= rows[i]->category.size());
    }
  std::set<std::string> known;
  for (const Category& c : catalogue.items) known.insert({c.code, c.class_code});
  for (const RouteRow& row : table.rows) CHECK_MESSAGE((row.category == "*" || known.contains(row.category)), row.category);
  CHECK(routes_for(table, "e-05-04", "", "community").front()->unit == "gafj");
  CHECK(routes_for(table, "e-01-02", "", "village").front()->unit == "nyj");
  CHECK(routes_for(table, "e-01-02", "", "community").front()->unit == "csgl");
}

TEST_CASE("what a rule owner gets wrong is named") {
  const std::string routing = text_of("definitions/matters/routing.toml"), replies = text_of("definitions/matters/replies.toml");
  CHECK(faults_of("routing", routing, "", "") == "");
  CHECK(faults_of("routing", routing, "category = \"*\"", "category = \"e-06\"") == "matters.check_routing_dead_end");
  CHECK(faults_of("routing", routing, "area = \"village\"", "area = \"town\"") == "matters.check_area_kind");
  CHECK(faults_of("routing", routing, "unit = \"@community\"", "unit = \"@here\"") == "matters.check_route_unit");
  CHECK(faults_of("replies", replies, "", "") == "");
  CHECK(faults_of("replies", replies, "{place}反映", "{palce}反映") == "matters.check_reply_word");
  CHECK(faults_of("replies", replies, "code = \"repaired\"", "code = \"done\"") == "matters.check_doubled_code");
}

TEST_CASE("words in braces are filled in, others left out, nothing is filled twice") {
  CHECK(filled("{place}的{category}", {{"place", "3 号楼"}, {"category", "井盖"}}) == "3 号楼的井盖");
  CHECK(filled("到{due}前{x}", {{"due", "周五"}}) == "到周五前");
  CHECK(filled("{place}", {{"place", "{category}"}, {"category", "井盖"}}) == "{category}");
  CHECK(filled("没有{结束", {}) == "没有");
}

TEST_ON_BOTH("the dispatcher sees units that are there, with the reason and the rule; whoever writes sees replies filled in") {
  Town t(bed);
  const auto id = t.report("resident", {.category = "s-01-01"});
  t.must("worker1", id, "confirm");
  t.must("secretary", id, "register");
  auto c = t.call("secretary");
  const auto found = routing(c, id).value();
  REQUIRE(found.items.size() == 1);  // the justice bureau of the seed is not in this town
  CHECK(found.items[0].unit_name == "huaiyuan");
  CHECK(found.items[0].post_kind == "community_officer");
  CHECK(found.items[0].reason_key == "matters.routing.by_category");
  CHECK(found.items[0].rule.place == "s-01/*/*/@community");
  const auto texts = replies(c, id, "reject").value();
  CHECK(std::any_of(texts.items.begin(), texts.items.end(), [](const ReplyView& r) { return r.code == "by_law"; }));
  for (const ReplyView& r : texts.items) {
    CHECK(r.verb == "reject");
    CHECK(r.text.find('{') == std::string::npos);
    CHECK(r.preview_zh.find(r.text) != std::string::npos);
  }
  const auto other = t.report();
  const auto all = replies(c, other, "").value();
  CHECK(std::none_of(all.items.begin(), all.items.end(), [](const ReplyView& r) { return r.code == "by_law" || r.code == "mediated"; }));
  auto stranger = t.call("secretary2");
  CHECK(routing(stranger, id).error().code == base::ErrorCode::forbidden);
  CHECK(replies(stranger, id, "").error().code == base::ErrorCode::forbidden);
}
