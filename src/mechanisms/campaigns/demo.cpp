// The demo district's campaigns, lived through the services: one closed with its report, one under way, one in draft. Invented, by seed.
#include <algorithm>

#include "mechanisms/campaigns/service.hpp"
#include "store/districts.hpp"

namespace campaigns {
namespace {

class Life {
 public:
  Life(registry::House& house, store::District district) : house_(house), district_(std::move(district)), zone_(*base::Zone::named(district_.time_zone)) {
    end_ = store::district_now(district_, house_.real_clock.now());
    first_day_ = zone_.date_of(end_);
    units_ = house_.store.read([&](store::Session& s) { return house_.people.units(s, district_.id, first_day_); });
    tree_ = house_.store.read([&](store::Session& s) { return house_.areas.today(s, {district_.id, end_, house_.real_clock.now()}); });
  }

  base::Done live() {
    const territory::Area* where = tree_->by_name("汇丰街道");
    const base::AreaId street = where ? where->id : tree_->root();
    const territory::Area* home = tree_->by_name("槐园社区", street);
    TRY_DO(campaign("fire_hazards", "夏季消防安全隐患排查", {home ? home->id : street}, -19, -6, 'c'));
    TRY_DO(campaign("civilised_city", "创城迎检背街小巷排查", {street}, -6, 8, 's'));
    return campaign("illegal_building", "违建摸底与新增违建治理", {}, -1, 25, 'd');
  }

 private:
  base::Instant at(int day, int hour, int minute = 0) const { return std::min(zone_.instant(first_day_ + day, hour, minute), end_); }

  // The n-th holder of such a post in the unit and, if given, on exactly that area; an empty principal: nobody.
  base::Result<Call> as(base::OrgUnitId unit, std::string_view post_kind, base::Instant when, base::AreaId area = {}) {
    Call call{.house = house_};
    call.moment = {district_.id, when, house_.real_clock.now()};
    call.time_zone = district_.time_zone;
    call.channel = "desk";
    return house_.store.read([&](store::Session& s) -> base::Result<Call> {
      for (const people::Post* post : units_->posts_of(unit, post_kind)) {
        if (area && post->area != area) continue;
        const auto holders = people::holders_of(s, district_.id, post->id, tree_->day());
        if (holders.empty()) continue;
        call.principal = {.district = district_.id, .account = {1}, .person = holders.front().person, .name = holders.front().name};
        call.principal.posts = people::posts_held(s, district_.id, holders.front().person, tree_->day());
        TRY(grants, house_.people.grants(s, district_.id, tree_->day()));
        call.principal.grants = grants;
        return call;
      }
      return call;
    });
  }

  base::Done campaign(std::string_view code, std::string title, std::vector<base::AreaId> areas, int sent_day, int due_day, char end) {
    const auto centres = units_->of_kind("command_centre");
    if (centres.empty()) return {};
    TRY(desk, as(centres.front()->id, "district_desk", at(sent_day, 9, 20)));
    if (!desk.principal.person) return {};
    TRY(all, templates(desk));
    const auto t = std::find_if(all.begin(), all.end(), [&](const TemplateView& each) { return each.code == code; });
    if (t == all.end()) return {};
    SaveCampaign c{.template_code = t->code, .title = std::move(title), .purpose = t->purpose, .basis = t->basis, .level = t->level, .due_on = first_day_ + due_day,
                   .areas = std::move(areas), .place_kinds = t->place_kinds, .questions = t->questions};
    TRY(made, draft(desk, c));
    if (end == 'd') return {};
    TRY(sent, move(desk, made.row.id, "send", {}));
    TRY_DO(check(sent.row.id, end == 'c' ? 200 : 24, sent_day, end == 'c'));
    if (end != 'c') return {};
    desk.moment.now = at(due_day + 1, 16);
    TRY(closed, move(desk, made.row.id, "close", {.text = "排查覆盖全部网格，问题逐个整改复查。楼道堆物反复，建议纳入日常巡查。"}));
    (void)closed;
    return {};
  }

  base::Done check(CampaignId id, std::size_t lines_most, int sent_day, bool all) {
    const auto lines = house_.store.read([&](store::Session& s) { return lines_of(s, district_.id, id); });
    std::size_t n = 0;
    for (const Line& l : lines) {
      if (n++ >= lines_most) break;
      const int day = std::min(sent_day + 1 + static_cast<int>(n % 4), -1);
      const base::Instant when = at(day, 9 + static_cast<int>(n % 7), static_cast<int>(n * 7 % 50));
      const people::OrgUnit* home = units_->responsible(l.community_id);
      TRY(own, as(l.org_unit_id, l.post_kind, when, l.grid_id.value_or(base::AreaId{})));
      TRY(instead, as(home ? home->id : l.org_unit_id, "community_secretary", when));
      Call& worker = own.principal.person ? own : instead;
      if (!worker.principal.person) continue;
      const auto box = house_.store.read([&](store::Session& s) { return load(s, district_.id, l.id); });
      std::size_t k = 0;
      for (const Site& site : box->sites) {
        if (!all && k > 0 && n % 3 == 0) break;
        TRY_DO(one_site(worker, id, site, n * 5 + k++));
      }
      TRY_DO(put_right(worker, l, day, all, n));
    }
    return {};
  }

  base::Done one_site(Call& worker, CampaignId id, const Site& site, std::size_t seed) {
    if (questions_.find(id) == questions_.end())
      questions_[id] = house_.store.read([&](store::Session& s) { return questions_of(*load(s, district_.id, id)); });
    AnswerSite c;
    std::size_t i = 0;
    for (const Question& q : questions_[id]) {
      const bool bad = !q.finding.empty() && (seed + i * 3) % 11 == 4;
      ++i;
      if (q.kind == QuestionKind::yes_no) c.answers.push_back({q.code, bad == (q.finding == "yes") ? "yes" : "no", bad ? "现场已告知责任人" : "", {}});
      if (q.kind == QuestionKind::choice) c.answers.push_back({q.code, bad ? q.finding : q.choices.front(), "", {}});
      if (q.kind == QuestionKind::number) c.answers.push_back({q.code, bad ? "7" : "0", "", {}});
    }
    TRY(done, answer(worker, site.id, c));
    (void)done;
    return {};
  }

  base::Done put_right(Call worker, const Line& l, int day, bool all, std::size_t n) {
    const auto found = house_.store.read([&](store::Session& s) { return findings_of(s, district_.id, l.id); });
    std::size_t k = 0;
    for (const Finding& f : found) {
      if (!all && (n + k++) % 2 == 0) continue;
      worker.moment.now = std::max(worker.moment.now, at(std::min(day + 1, -1), 15, static_cast<int>(n % 50)));
      TRY(fixed, move(worker, f.id, "fix", {.text = "已清理并张贴提示，物业承诺每日检查。"}));
      (void)fixed;
      if (!all && n % 4 == 1) continue;
      const people::OrgUnit* home = units_->responsible(f.community_id);
      if (!home) continue;
      TRY(secretary, as(home->id, "community_secretary", at(std::min(day + 2, 0), 8, 10)));
      if (!secretary.principal.person) continue;
      TRY(off, move(secretary, f.id, "strike_off", {.text = "现场复查，整改到位。"}));
      (void)off;
    }
    return {};
  }

  registry::House& house_;
  store::District district_;
  base::Zone zone_;
  base::CivilDate first_day_{};
  base::Instant end_{};
  std::shared_ptr<const people::Units> units_{};
  std::shared_ptr<const territory::Tree> tree_{};
  std::map<CampaignId, std::vector<Question>> questions_{};
};

}  // namespace

base::Done make_demo(registry::House& house, base::DistrictId district, const registry::DemoPlan&) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  if (!row) return base::fail(base::ErrorCode::not_found, "campaigns.no_such_campaign");
  return Life(house, *row).live();
}

}  // namespace campaigns
