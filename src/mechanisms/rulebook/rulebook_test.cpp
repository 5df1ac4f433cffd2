// What the rules' owner, a reader and the security administrator get, on both engines.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/iso.hpp"
#include "definitions/book.hpp"
#include "mechanisms/rulebook/effect.hpp"
#include "mechanisms/rulebook/service.hpp"
#include "people/directory.hpp"
#include "registry/testing.hpp"
#include "store/journal.hpp"

extern const registry::Room rulebook_room;

namespace {

base::CivilDate day(std::string_view s) { return *base::parse_date(s); }
constexpr std::string_view hours_code = "office_hours/default";

std::string hours_body(std::string_view to, std::string_view more = "") {
  return "code = \"office_hours/default\"\nkind = \"office_hours\"\nversion = 1\neffective_from = \"2026-01-01\"\nname_zh = \"作息\"\n" + std::string(more) +
         "[source]\ntag = \"P\"\ntext = \"冬季\"\n[[season]]\nfrom = \"01-01\"\nto = \"12-31\"\n[[season.span]]\nfrom = \"09:00\"\nto = \"" +
         std::string(to) + "\"\n";
}

struct Desk {
  explicit Desk(store::testing::Bed& bed) : house(bed, {&rulebook_room}) {}
  registry::Call as(std::string_view post_kind) {
    registry::Call call = house.call();
    call.principal.district = call.district();
    call.principal.account = base::AccountId{7};
    call.principal.person = base::PersonId{77};
    call.principal.posts = {{.post = base::PostId{5}, .kind = std::string(post_kind), .area = house.area("A01")}};
    call.principal.grants = house.bed().store().read([&](store::Session& s) { return *house.house().people.grants(s, call.district(), day("2026-09-17")); });
    call.time_zone = "Asia/Shanghai";
    return call;
  }
  base::Result<rulebook::DraftSaved> draft(std::string_view to, std::int64_t revision, const std::string& ref = {}) {
    auto call = as("district_desk");
    call.client_ref = ref;
    call.raw_body = std::string(to);
    return rulebook::save_draft(call, {.code = std::string(hours_code), .kind = "office_hours", .body = hours_body(to), .note = "换季", .if_revision = revision});
  }
  rulebook::DefinitionView view(std::int64_t version = 0) {
    auto call = as("grid_worker");
    return *rulebook::one(call, hours_code, version);
  }
  registry::testing::HouseBed house;
};

}  // namespace

TEST_ON_BOTH("everybody in service reads the rules: name, source, version in force") {
  Desk desk(bed);
  auto call = desk.as("grid_worker");
  const auto rows = rulebook::list(call, "calendar");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].code == "calendar/cn");
  CHECK(rows[0].name_zh == "工作日历");
  CHECK(rows[0].version == 1);
  CHECK(rows[0].source_tag == "S");
  CHECK(rows[0].state == rulebook::Standing::in_force);
  CHECK(rulebook::list(call, "").size() >= 8);
  const auto view = desk.view();
  CHECK(!view.may_draft);
  CHECK(view.versions.at(0).body.find("[[season]]") != std::string::npos);
  CHECK(described::parse<described::Json>(view.versions.at(0).data.text));
  CHECK(rulebook::one(call, "nothing/here", 0).error().reason == "rulebook.no_such_definition");
}

TEST_ON_BOTH("the desk drafts, compares and publishes a change from a day on; the journal says who and why") {
  Desk desk(bed);
  const auto saved = desk.draft("17:00", 0);
  REQUIRE(saved);
  CHECK(saved->version == 2);
  auto call = desk.as("district_desk");
  const auto changes = rulebook::diff(call, hours_code, 1, 2);
  REQUIRE(changes);
  CHECK(changes->added > 0);
  CHECK(changes->removed > 0);
  CHECK(rulebook::diff(call, hours_code, 0, 1)->removed == 0);
  CHECK(rulebook::diff(call, hours_code, 1, 9).error().code == base::ErrorCode::not_found);
  const auto published = rulebook::publish(call, {.code = std::string(hours_code), .if_revision = 1, .effective_from = day("2026-10-08")});
  REQUIRE(published);
  const auto view = desk.view();
  REQUIRE(view.versions.size() == 2);
  CHECK(view.versions[0].state == rulebook::Standing::coming);
  CHECK(view.versions[0].note == "换季");
  CHECK(view.versions[0].body.empty());
  CHECK(view.versions[1].state == rulebook::Standing::in_force);
  CHECK(desk.view(2).versions[0].body.find("effective_from = \"2026-10-08\"") != std::string::npos);
  auto reader = desk.as("grid_worker");
  for (const auto& row : rulebook::list(reader, "office_hours")) CHECK(row.coming_from == day("2026-10-08"));
  CHECK((*desk.house.house().book.in_force(bed.district(), hours_code, day("2026-10-08")))->version == 2);
  bed.store().read([&](store::Session& s) {
    const auto page = store::journal_page(s, bed.district(), {.kind = "definition.published", .limit = 1});
    REQUIRE(page.size() == 1);
    CHECK(page[0].actor.person == base::PersonId{77});
    CHECK(page[0].actor.post == base::PostId{5});
    CHECK(page[0].body.find("换季") != std::string::npos);
    CHECK(page[0].definition == "office_hours/default@2");
  });
}

TEST_ON_BOTH("the check names every fault with its line, and nothing faulty is published") {
  Desk desk(bed);
  auto call = desk.as("district_desk");
  const auto found = rulebook::check(call, {.code = std::string(hours_code), .kind = "office_hours", .body = hours_body("08:00")});
  REQUIRE(found);
  CHECK(!found->ok);
  CHECK(found->findings.at(0).reason == "definitions.spans_not_ascending");
  CHECK(found->findings.at(0).line == 12);
  CHECK(rulebook::check(call, {.code = std::string(hours_code), .kind = "office_hours", .body = hours_body("18:00")})->ok);
  REQUIRE(desk.draft("08:00", 0));
  const auto refused = rulebook::publish(call, {.code = std::string(hours_code), .if_revision = 1, .effective_from = day("2026-10-08")});
  REQUIRE(!refused);
  CHECK(refused.error().code == base::ErrorCode::refused);
  CHECK(refused.error().rule->definition == "rules/publishing");
  CHECK(!refused.error().remedy.empty());
  CHECK(!refused.error().errors.empty());
}

TEST_ON_BOTH("readers do not draft; the rules' owner does not touch what posts may do, the security administrator does") {
  Desk desk(bed);
  auto reader = desk.as("grid_worker");
  const rulebook::SaveDraft hours{.code = std::string(hours_code), .kind = "office_hours", .body = hours_body("17:00"), .note = "换季"};
  CHECK(rulebook::save_draft(reader, hours).error().code == base::ErrorCode::forbidden);
  CHECK(rulebook::check(reader, {.code = std::string(hours_code), .kind = "office_hours", .body = "a = 1"}).error().code == base::ErrorCode::forbidden);
  auto owner = desk.as("district_desk");
  const auto rights = rulebook::one(owner, "rights/rulebook", 0);
  REQUIRE(rights);
  CHECK(!rights->may_draft);
  const rulebook::SaveDraft change{.code = "rights/rulebook", .kind = "rights", .body = rights->versions.at(0).body, .note = "调整"};
  CHECK(rulebook::save_draft(owner, change).error().code == base::ErrorCode::forbidden);
  rulebook::SaveDraft disguised = change;
  disguised.kind = "office_hours";
  CHECK(rulebook::save_draft(owner, disguised).error().code == base::ErrorCode::invalid);
  auto security = desk.as("security_admin");
  CHECK(rulebook::save_draft(security, change));
  CHECK(rulebook::publish(owner, {.code = "rights/rulebook", .if_revision = 1, .effective_from = day("2026-10-08")}).error().code ==
        base::ErrorCode::forbidden);
  CHECK(rulebook::save_draft(security, hours).error().code == base::ErrorCode::forbidden);
}

TEST_ON_BOTH("a repeated command is done once; a second editor is told that the draft moved on; withdrawing leaves what holds") {
  Desk desk(bed);
  const auto first = desk.draft("17:00", 0, "ref-1");
  const auto again = desk.draft("17:00", 0, "ref-1");
  REQUIRE(first);
  REQUIRE(again);
  CHECK(again->revision == first->revision);
  CHECK(desk.draft("16:00", 0, "ref-1").error().code == base::ErrorCode::reused_ref);
  CHECK(desk.draft("16:00", 0).error().code == base::ErrorCode::stale);
  CHECK(desk.draft("16:00", 1)->revision == 2);
  auto call = desk.as("district_desk");
  CHECK(rulebook::withdraw(call, {.code = std::string(hours_code), .if_revision = 1, .reason = "不需要了"}).error().now_version == 2);
  CHECK(rulebook::withdraw(call, {.code = std::string(hours_code), .if_revision = 2, .reason = "不需要了"}));
  CHECK(desk.view().versions.size() == 1);
}

TEST_ON_BOTH("without a sign-in nobody gets in; every route is one of the registered ones") {
  Desk desk(bed);
  CHECK(desk.house.get("/api/v1/definitions").status == 401);
  CHECK(desk.house.get("/api/v1/definitions/limits/matters").status == 401);
  CHECK(desk.house.get("/api/v1/definitions/diff?code=limits/matters&from=0&to=1").status == 401);
}

TEST_ON_BOTH("a rights file that would lock everybody out is not published") {
  Desk desk(bed);
  auto security = desk.as("security_admin");
  const auto faults_of = [&](const std::string& grants) {
    const std::string head = "code = \"rights/rulebook\"\nkind = \"rights\"\nversion = 1\neffective_from = \"2026-01-01\"\n[source]\ntag = \"P\"\ntext = \"x\"\n";
    const auto found = rulebook::check(security, {.code = "rights/rulebook", .kind = "rights", .body = head + grants});
    REQUIRE(found);
    std::string out;
    for (const auto& each : found->findings) out += each.reason + " ";
    return out;
  };
  const auto grant = [](const std::string& kind, const std::string& action) {
    return "[[grant]]\npost_kind = \"" + kind + "\"\nscope = \"district\"\nactions = [\"" + action + "\"]\n";
  };
  CHECK(faults_of(grant("security_admin", "rulebook.rights")).empty());
  CHECK(faults_of(grant("grid_worker", "rulebook.read")) == "people.nobody_keeps_rights ");
  CHECK(faults_of(grant("gardener", "rulebook.rights")) == "people.unknown_post_kind ");
  CHECK(faults_of(grant("security_admin", "rulebook.rights") + grant("district_desk", "matter.register")) == "people.foreign_action ");
}

TEST_CASE("three texts: what only one side changed is told from what both did differently; each side can be put together again") {
  const auto whole = [](const std::vector<rulebook::ThreeWayPart>& parts, std::vector<std::string> rulebook::ThreeWayPart::*side) {
    std::string out;
    for (const auto& part : parts)
      for (const std::string& line : part.state == "same" ? part.base : part.*side) out += line + "\n";
    return out;
  };
  const std::string base = "a\nb\nc\nd\ne\nf\n", own = "a\nB\nc\nd\nE1\nf\n", pack = "a\nb\nc\nc2\nd\nE2\nf\ng\n";
  const auto parts = rulebook::merge_three(base, own, pack);
  std::vector<std::string> states;
  for (const auto& part : parts) states.push_back(part.state);
  CHECK(states == std::vector<std::string>{"same", "own", "same", "pack", "same", "both", "same", "pack"});
  CHECK(whole(parts, &rulebook::ThreeWayPart::own) == own);
  CHECK(whole(parts, &rulebook::ThreeWayPart::pack) == pack);
  CHECK(whole(parts, &rulebook::ThreeWayPart::base) == base);
  CHECK(rc::check("whatever the three are, each side comes out whole", [&](const std::vector<std::uint8_t>& x, const std::vector<std::uint8_t>& y, const std::vector<std::uint8_t>& z) {
    const auto text = [](const std::vector<std::uint8_t>& v) {
      std::string out;
      for (const std::uint8_t each : v) out += std::string(1, static_cast<char>('a' + each % 4)) + "\n";
      return out;
    };
    const auto all = rulebook::merge_three(text(x), text(y), text(z));
    RC_ASSERT(whole(all, &rulebook::ThreeWayPart::base) == text(x));
    RC_ASSERT(whole(all, &rulebook::ThreeWayPart::own) == text(y));
    RC_ASSERT(whole(all, &rulebook::ThreeWayPart::pack) == text(z));
  }));
}

TEST_ON_BOTH("a draft that other rules need is refused beside them, not only for itself") {
  Desk desk(bed);
  auto call = desk.as("security_admin");
  auto kinds = *rulebook::one(call, "people/post_kinds", 0);
  std::string body = kinds.versions.at(0).body;
  const std::size_t at = body.find("[[post_kind]]\nkind = \"grid_worker\"");
  REQUIRE(at != std::string::npos);
  body.erase(at, body.find("[[post_kind]]", at + 5) - at);
  const auto checked = rulebook::check(call, {.code = "people/post_kinds", .kind = "post_kinds", .body = body});
  REQUIRE(checked);
  CHECK_FALSE(checked->ok);
  const auto broken = bed.store().read([&](store::Session& s) {
    return rulebook::broken_by(desk.house.house(), s, call.district(), day("2026-09-21"), "people/post_kinds", "post_kinds", definitions::Doc::parse(body).value(), {});
  });
  REQUIRE_FALSE(broken.empty());
  for (const auto& finding : broken) CHECK(finding.definition.find('@') != std::string::npos);
  REQUIRE(rulebook::save_draft(call, {.code = "people/post_kinds", .kind = "post_kinds", .body = body, .note = "撤掉网格员"}));
  const auto published = rulebook::publish(call, {.code = "people/post_kinds", .if_revision = 1, .effective_from = day("2026-09-21")});
  REQUIRE_FALSE(published);
  CHECK(published.error().code == base::ErrorCode::refused);
  CHECK(published.error().rule->definition == "rules/publishing");
}

TEST_ON_BOTH("an upgraded pack beside a version of the district's own is three texts; without an upgrade there is nothing to take in") {
  Desk desk(bed);
  REQUIRE(desk.draft("17:00", 0));
  auto call = desk.as("district_desk");
  REQUIRE(rulebook::publish(call, {.code = std::string(hours_code), .if_revision = 1, .effective_from = day("2026-09-18")}));
  CHECK(rulebook::three_way(call, hours_code).error().reason == "rulebook.no_pack_upgrade");
  bed.store().script("UPDATE definitions SET pack_hash = 'older', body = 'name_zh = 1' WHERE code = 'office_hours/default' AND version = 1");
  const auto upgrade = rulebook::three_way(call, hours_code);
  REQUIRE(upgrade);
  CHECK(upgrade->own_version == 2);
  CHECK(upgrade->conflicts > 0);
  const auto effect = rulebook::effect(call, {.code = std::string(hours_code), .kind = "office_hours", .body = hours_body("16:00")});
  REQUIRE(effect);
  CHECK(effect->open_matters == 0);
  auto worker = desk.as("grid_worker");
  CHECK(rulebook::effect(worker, {.code = std::string(hours_code), .kind = "office_hours", .body = hours_body("16:00")}).error().code == base::ErrorCode::forbidden);
}
