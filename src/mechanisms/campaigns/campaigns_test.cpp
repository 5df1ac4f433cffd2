// The whole way of a campaign on both engines: sent to grids, answered, found, put right, struck off by another, handed on, closed.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "mechanisms/campaigns/service.hpp"
#include "records/dues/dues.hpp"
#include "records/facts/facts.hpp"
#include "registry/testing.hpp"

extern const registry::Room campaigns_room;

namespace {

using namespace campaigns;
constexpr base::CivilDate today{20'713};  // Thursday 2026-09-17

// Opens whatever it is asked for, as the matters or the whistle would.
registry::Room stand_in(std::string code, std::string opener, std::string subject) {
  return {.code = std::move(code), .name_zh = "替身", .name_en = "Stand-in",
          .openers = {{opener, {"campaign_finding"}, "campaign.read", described::of<MoveIt>::type,
                       [subject](Call&, store::Unit&, const base::Subject&, std::string_view) -> base::Result<base::Subject> { return base::Subject{subject, 77}; }}}};
}
const registry::Room matters_stand_in = stand_in("matters_stand_in", "matters.report", "matter");

struct District {
  explicit District(store::testing::Bed& b) : bed(b), house(b, {&campaigns_room, &matters_stand_in}) {
    desk = house.holder("district_desk", house.area("A01"));
    officer = house.holder("community_officer", house.area("A0101"));
    secretary = house.holder("community_secretary", house.area("A0101"));
    stranger = house.holder("community_officer", house.area("A0102"));
    worker = house.holder("grid_worker", house.area("A010101"));
  }
  Call as(base::PersonId who) {
    Call c = house.call();
    c.moment.now = c.moment.now + later;
    c.principal = {.district = bed.district(), .account = {1}, .person = who};
    bed.store().read([&](store::Session& s) {
      c.principal.grants = house.house().people.grants(s, bed.district(), today).value();
      c.principal.posts = people::posts_held(s, bed.district(), who, today);
    });
    return c;
  }
  static SaveCampaign text(bool photos = false) {
    return {.title = "消防排查", .purpose = "消除隐患", .basis = "方案", .level = "grid", .photos_needed = photos, .due_on = today + 5,
            .questions = {{.code = "lane", .label = "通道畅通", .kind = QuestionKind::yes_no, .required = true, .finding = "no", .serious = true, .words = "通道被占"},
                          {.code = "wires", .label = "飞线", .kind = QuestionKind::number, .finding = ">2", .words = "飞线充电"},
                          {.code = "note", .label = "其他", .kind = QuestionKind::text}}};
  }
  CampaignId sent(SaveCampaign c = text()) {
    auto d = as(desk);
    c.areas = {house.area("A0101")};
    const auto made = draft(d, c);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().reason));
    const auto done = move(d, made->row.id, "send", {});
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason));
    return made->row.id;
  }
  LineView line(CampaignId id, std::size_t n = 0) {
    auto d = as(desk);
    const auto page = lines(d, {{"filter.campaign", std::to_string(id.value)}}).value();
    return view(d, page.items.at(n).id).value();
  }
  FindingId found(CampaignId id) {
    const LineView l = line(id);
    auto o = as(officer);
    const auto done = answer(o, l.sites[0].id, {.answers = {{"lane", "no", "停了车", {}}}});
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().reason));
    return done->sites[0].findings.at(0).id;
  }
  std::string broken() {
    return bed.store().read([&](store::Session& s) {
      std::string all;
      for (const registry::Invariant& each : campaigns_room.invariants) all += each.check(house.house(), s, bed.district(), {});
      return all;
    });
  }
  std::vector<dues::Due> dues_of(const base::Subject& subject) {
    return bed.store().read([&](store::Session& s) { return dues::of_subject(s, bed.district(), subject); });
  }
  std::int64_t facts_of(std::string_view kind) {
    return bed.store().read([&](store::Session& s) {
      std::int64_t n = 0;
      for (const auto& unit : house.house().people.units(s, bed.district(), today)->all())
        n += static_cast<std::int64_t>(facts::of_unit(s, bed.district(), unit.id, kind, {today, today + 9}).size());
      return n;
    });
  }
  // As if what the finding became had ended.
  void hear(std::string kind, const base::Subject& subject) {
    REQUIRE(bed.store().write(as(desk).work(), [&](store::Unit& u) -> base::Done {
      auto e = registry::record(house.house(), u, {.kind = std::move(kind), .subject = subject, .body = "{}"});
      return e ? base::Done{} : base::Done{std::unexpected(e.error())};
    }).has_value());
  }
  store::testing::Bed& bed;
  registry::testing::HouseBed house;
  base::PersonId desk{}, officer{}, secretary{}, stranger{}, worker{};
  base::Duration later{};
};

}  // namespace

TEST_ON_BOTH("a campaign reaches each chosen grid, its sites are answered, and it closes only when every finding is struck off") {
  District d(bed);
  const CampaignId id = d.sent();
  auto desk = d.as(d.desk);
  auto v = view(desk, id).value();
  CHECK(v.row.lines == 2);
  CHECK(v.row.sites == 2);
  const LineView l = d.line(id);
  CHECK(d.dues_of({"campaign_line", l.row.id.value}).size() == 1);
  auto other = d.as(d.stranger);
  CHECK(answer(other, l.sites[0].id, {.answers = {{"lane", "yes", "", {}}}}).error().code == base::ErrorCode::forbidden);
  auto officer = d.as(d.officer), secretary = d.as(d.secretary);
  const auto wrong = answer(officer, l.sites[0].id, {.answers = {{"wires", "many", "", {}}}});
  REQUIRE(!wrong.has_value());
  CHECK(wrong.error().errors.size() == 2);
  const FindingId f = d.found(id);
  CHECK(d.dues_of({"campaign_line", l.row.id.value}).empty());
  CHECK(d.dues_of({"campaign_finding", f.value}).at(0).due_at == officer.moment.now + base::hours(24));
  CHECK(move(desk, id, "close", {.text = "好"}).error().reason == "campaigns.findings_wait");
  CHECK(move(desk, id, "withdraw", {.reason = "算了"}).error().reason == "campaigns.something_found");
  REQUIRE(move(officer, f, "fix", {.text = "已挪车"}).has_value());
  CHECK(move(officer, f, "strike_off", {}).error().code == base::ErrorCode::forbidden);
  REQUIRE(move(secretary, f, "send_back", {.reason = "又停了"}).has_value());
  REQUIRE(move(secretary, f, "fix", {.text = "划线并立桩"}).has_value());
  CHECK(move(secretary, f, "strike_off", {}).error().reason == "workflow.no_self_strike_off");
  const auto off = move(desk, f, "strike_off", {});
  REQUIRE_MESSAGE(off.has_value(), (off ? "" : off.error().reason));
  CHECK(off->row.stage == "struck_off");
  CHECK(off->history.size() == 5);
  CHECK(d.facts_of("campaign.struck_off") == 1);
  const auto closed = move(desk, id, "close", {.text = "完成"});
  REQUIRE_MESSAGE(closed.has_value(), (closed ? "" : closed.error().reason));
  CHECK(closed->progress.at(0).struck_off == 1);
  CHECK(d.line(id, 1).row.state == LineState::unfinished);
  CHECK(d.facts_of("campaign.line_unfinished") == 1);
  CHECK(answer(officer, l.sites[0].id, {.answers = {{"lane", "yes", "", {}}}}).error().reason == "campaigns.not_under_way");
  CHECK(campaigns_export().page(desk, {}).value().rows.at(0).size() == campaigns_export().columns.size());
  CHECK(lines_export().page(desk, {}).value().rows.at(0).size() == lines_export().columns.size());
  CHECK(findings_export().page(desk, {}).value().rows.at(0).size() == findings_export().columns.size());
  const auto paper = papers().front().fill(desk, {"campaign", id.value});
  REQUIRE(paper.has_value());
  CHECK(paper->tables.at(0).rows.size() == 1);
  CHECK(find(desk, "消防", 5).value().size() == 1);
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("a finding that needs a photo is refused without one, before and after") {
  District d(bed);
  const CampaignId id = d.sent(District::text(true));
  const LineView l = d.line(id);
  auto officer = d.as(d.officer);
  const auto refused = answer(officer, l.sites[0].id, {.answers = {{"lane", "no", "", {}}}});
  REQUIRE(!refused.has_value());
  CHECK(refused.error().errors.at(0).path == "/answers/lane/photos");
  CHECK(answer(officer, l.sites[0].id, {.answers = {{"lane", "yes", "", {}}}}).has_value());
  const auto fine = answer(officer, l.sites[0].id, {.answers = {{"lane", "yes", "", {}}, {"wires", "2", "", {}}}});
  REQUIRE(fine.has_value());
  CHECK(fine->sites[0].findings.empty());
  CHECK(fine->row.sites_done == 1);
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("a finding handed on is struck off when that has ended, and comes back when it was rejected") {
  District d(bed);
  const CampaignId id = d.sent();
  const FindingId f = d.found(id);
  auto secretary = d.as(d.secretary), desk = d.as(d.desk);
  CHECK(blow(secretary, f, {.kind = "enforcement", .unit_id = {1}, .item = "x"}).error().reason == "campaigns.cannot_be_handed_on");
  const auto on = report(secretary, f, {});
  REQUIRE_MESSAGE(on.has_value(), (on ? "" : on.error().reason));
  CHECK(on->row.stage == "handed_on");
  CHECK(on->row.opened_kind == "matter");
  CHECK(report(secretary, f, {}).error().reason == "campaigns.not_open");
  d.hear("matter.rejected", {"matter", 77});
  CHECK(view(desk, f)->row.stage == "open");
  REQUIRE(report(secretary, f, {}).has_value());
  d.hear("matter.struck_off", {"matter", 78});
  CHECK(view(desk, f)->row.stage == "handed_on");
  d.hear("matter.struck_off", {"matter", 77});
  CHECK(view(desk, f)->row.stage == "struck_off");
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("a site answered again takes its finding back, but not one that has moved; sites can be added; lines urged once a day") {
  District d(bed);
  const CampaignId id = d.sent();
  const FindingId f = d.found(id);
  const LineView l = d.line(id);
  auto officer = d.as(d.officer), secretary = d.as(d.secretary), desk = d.as(d.desk);
  REQUIRE(answer(officer, l.sites[0].id, {.answers = {{"lane", "yes", "", {}}}}).has_value());
  CHECK(view(desk, f)->row.stage == "dropped");
  const auto again = answer(officer, l.sites[0].id, {.answers = {{"lane", "no", "", {}}}});
  REQUIRE(again.has_value());
  REQUIRE(move(officer, again->sites[0].findings.at(0).id, "fix", {.text = "好"}).has_value());
  CHECK(answer(officer, l.sites[0].id, {.answers = {{"lane", "yes", "", {}}}}).error().reason == "campaigns.finding_has_moved");
  const auto more = add_site(officer, l.row.id, {.name = "后门车棚", .address = "三号楼后"});
  REQUIRE(more.has_value());
  CHECK(more->row.sites == 2);
  CHECK(more->row.state == LineState::open);
  CHECK(urge(secretary, id, {.area_id = d.house.area("A0101")})->urged == 2);
  CHECK(urge(desk, id, {.area_id = d.house.area("A0101")}).error().reason == "campaigns.nobody_to_urge");
  CHECK(urge(secretary, id, {.area_id = d.house.area("A0102")}).error().code == base::ErrorCode::forbidden);
  d.later = base::hours(24 * 7);
  auto week_later = d.as(d.desk);
  CHECK(count_lines(week_later, {{"filter.late", "true"}})->count == 2);
  CHECK(findings(week_later, {{"filter.late", "true"}, {"filter.serious", "true"}})->items.size() == 1);
  CHECK(d.broken().empty());
}

TEST_ON_BOTH("a draft is its unit's: incomplete it is not sent, and what does not fit is named all at once") {
  District d(bed);
  auto desk = d.as(d.desk), officer = d.as(d.officer);
  SaveCampaign c = District::text();
  c.questions[1].finding = "viele";
  c.questions[2].code = "lane";
  c.level = "lane";
  const auto wrong = draft(desk, c);
  REQUIRE(!wrong.has_value());
  CHECK(wrong.error().errors.size() == 4);
  c = District::text();
  c.basis.clear();
  const auto made = draft(desk, c);
  REQUIRE(made.has_value());
  CHECK(move(desk, made->row.id, "send", {}).error().reason == "campaigns.not_whole");
  CHECK(view(officer, made->row.id).error().code == base::ErrorCode::forbidden);
  CHECK(campaigns::campaigns(officer, {})->items.empty());
  CHECK(count_campaigns(desk, {})->count == 1);
  c.basis = "方案";
  REQUIRE(save(desk, made->row.id, c).has_value());
  REQUIRE(move(desk, made->row.id, "send", {}).has_value());
  CHECK(save(desk, made->row.id, c).error().reason == "campaigns.not_a_draft");
  CHECK(move(desk, made->row.id, "withdraw", {.reason = "改期"})->row.stage == "withdrawn");
  CHECK(campaigns::campaigns(officer, {})->items.size() == 1);
  CHECK(d.broken().empty());
}

TEST_CASE("a number is a finding exactly beyond its limit") {
  CHECK(rc::check("above and below", [] {
    const auto limit = *rc::gen::inRange<std::int64_t>(-100, 100), value = *rc::gen::inRange<std::int64_t>(-100, 100);
    Question q{.code = "n", .label = "n", .kind = QuestionKind::number, .finding = ">" + std::to_string(limit), .words = "w"};
    RC_ASSERT(finds(q, std::to_string(value)) == (value > limit));
    q.finding = "<" + std::to_string(limit);
    RC_ASSERT(finds(q, std::to_string(value)) == (value < limit));
    RC_ASSERT(!finds(q, ""));
  }));
}
