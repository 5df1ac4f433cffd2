// The demo's call-backs are lived like its matters: the weekly draw, calls in office hours, residents who answer by their link, exclusions
// that another person decides, the month before closed in its first days. Nothing is inserted; the same plan gives the same lives.
#include "mechanisms/callbacks/demo.hpp"

#include <map>

#include "base/time.hpp"
#include "mechanisms/callbacks/ground.hpp"
#include "store/districts.hpp"

namespace callbacks {
namespace {

constexpr const char* words_good[] = {"办得快，谢谢。", "师傅很客气，还打扫了现场。", "第二天就修好了。", "比以前快多了。"};
constexpr const char* words_bad[] = {"才过两天又坏了。", "来人看了看，没有修。", "只清了路口，里面还有。", "没人给我打过电话。"};

class Life {
 public:
  Life(registry::House& house, store::District district, const registry::DemoPlan& plan)
      : house_(house), district_(std::move(district)), plan_(plan), zone_(*base::Zone::named(district_.time_zone)), random_(base::seeded_random(plan.seed + 420)) {}

  base::Done live() {
    const base::Instant end = store::district_now(district_, house_.real_clock.now());
    today_ = zone_.date_of(end);
    TRY_DO(find_callers());
    if (desk_.empty()) return {};
    for (int days = std::max(7, plan_.history_days) - 7; days >= 0; days -= 7) at(zone_.instant(today_ + -days, 7, 40), [this](base::Instant t) { return drawn(t); });
    for (base::CivilDate month = month_of(today_ + -plan_.history_days); month_of(today_) != month;) {
      const base::CivilDate from = month;
      month = month_of(month + 31);
      at(zone_.instant(month + 2, 16, 30), [this, from, month](base::Instant t) { return close(t, from, month); });
    }
    const auto all = static_cast<std::int64_t>(acts_.size());
    std::int64_t done = 0;
    while (!acts_.empty() && acts_.begin()->first.first < end) {
      const auto next = acts_.begin();
      const base::Instant when = next->first.first;
      const auto act = std::move(next->second);
      acts_.erase(next);
      TRY_DO(act(when));
      if (++done % 50 == 0 && plan_.progress) plan_.progress(done, std::max(all, done));
    }
    return fold();
  }

 private:
  using Act = std::function<base::Done(base::Instant)>;
  void at(base::Instant when, Act act) { acts_.emplace(std::pair(when, ++order_), std::move(act)); }
  bool chance(std::uint64_t of_hundred) { return random_->below(100) < of_hundred; }

  store::Moment moment(base::Instant t) const { return {district_.id, t, house_.real_clock.now()}; }

  base::Done find_callers() {
    return house_.store.read([&](store::Session& s) -> base::Done {
      const auto units = house_.people.units(s, district_.id, today_);
      for (const people::OrgUnit* centre : units->of_kind("command_centre"))
        for (const people::Post* post : units->posts_of(centre->id, "district_desk"))
          for (const people::Holder& holder : people::holders_of(s, district_.id, post->id, today_)) desk_.push_back({holder.person, holder.name});
      return {};
    });
  }

  // A call of the n-th person of the desk at that moment.
  base::Result<Call> call_of(std::size_t n, base::Instant t) {
    const auto& [person, name] = desk_[n % desk_.size()];
    Call call{.house = house_};
    call.moment = moment(t);
    call.time_zone = district_.time_zone;
    call.principal.district = district_.id;
    call.principal.account = {1};
    call.principal.person = person;
    call.principal.name = name;
    TRY_DO(house_.store.read([&](store::Session& s) -> base::Done {
      TRY(grants, house_.people.grants(s, district_.id, today_));
      call.principal.grants = grants;
      call.principal.posts = people::posts_held(s, district_.id, call.principal.person, today_);
      return {};
    }));
    return call;
  }

  base::Instant office(base::Instant t, int days) const {
    base::CivilDate day = zone_.date_of(t) + days;
    while (base::weekday(day) >= 6) day = day + 1;
    return zone_.instant(day, 9, 0);
  }

  base::Done drawn(base::Instant t) {
    TRY(id, draw_due(house_, moment(t)));
    if (!id) return {};
    TRY(call, call_of(0, t));
    TRY(rows, list(call, {{"filter.draw", std::to_string(id->value)}, {"limit", "200"}, {"sort", "day"}}));
    const bool fresh = today_ + -6 <= zone_.date_of(t);     // of this week: half of the list is still to be done
    std::int64_t n = 0;
    for (const SampleRow& row : rows.items) {
      ++n;
      if (fresh && chance(55)) continue;
      plan(t, row, n);
    }
    return {};
  }

  void plan(base::Instant t, const SampleRow& row, std::int64_t n) {
    const SampleId id = row.id;
    const base::Instant first = office(t, 0) + base::minutes(7 * (n % 60));
    const bool solved = chance(row.reason == "drawn" ? 90 : 66), contacted = chance(solved ? 93 : 62);
    const std::string satisfaction = !solved ? (chance(70) ? "dissatisfied" : "fair") : chance(64) ? "satisfied" : chance(70) ? "mostly" : "fair";
    const std::string words = chance(20) ? (solved ? words_good : words_bad)[random_->below(4)] : "";
    if (row.phone_masked.empty() ? chance(40) : chance(14)) {                                       // by the private link, in the evening
      const base::MatterId matter = row.matter_id;
      at(first + base::hours(10), [this, matter, contacted, solved, satisfaction, words](base::Instant when) { return linked(when, matter, {contacted, solved, satisfaction, words}); });
      return;
    }
    if (row.phone_masked.empty()) return;                   // the link alone asks, and not everybody opens it again
    if (chance(9)) {                                        // nobody answers
      for (int k = 0; k < 3; ++k) at(office(first, k) + base::minutes(13 * (n % 40) + 60 * k), [this, id, k](base::Instant when) { return rung(when, id, k % 2 ? "busy" : "no_answer"); });
      at(office(first, 5) + base::hours(6), [this, id](base::Instant when) { return gave_up(when, id); });
      return;
    }
    const bool twice = chance(18);
    if (twice) at(first, [this, id](base::Instant when) { return rung(when, id, "no_answer"); });
    at(twice ? office(first, 1) + base::minutes(9 * (n % 50)) : first,
       [this, id, contacted, solved, satisfaction, words](base::Instant when) { return answered(when, id, {.contacted = contacted, .solved = solved, .satisfaction = satisfaction, .words = words}); });
  }

  // What another act made impossible meanwhile (the matter was opened again) is left, as people would leave it.
  static base::Done carried_on(const base::Result<SampleView>& done) {
    if (done || done.error().code == base::ErrorCode::refused) return {};
    return std::unexpected(done.error());
  }

  base::Done rung(base::Instant t, SampleId id, std::string outcome) {
    TRY(call, call_of(id.value % 2 ? 1 : 0, t));
    return carried_on(note_call(call, id, {.outcome = std::move(outcome)}));
  }
  base::Done answered(base::Instant t, SampleId id, GiveAnswer a) {
    TRY(call, call_of(id.value % 2 ? 1 : 0, t));
    return carried_on(answer(call, id, a));
  }
  base::Done linked(base::Instant t, base::MatterId matter, RateByLink a) {
    Call call{.house = house_};
    call.moment = moment(t);
    call.time_zone = district_.time_zone;
    call.channel = "public";
    const auto done = house_.store.write(call.work(), [&](store::Unit& u) { return rate_by_link(call, u, {"matter", matter.value}, described::to_json(a)); });
    if (done || done.error().code == base::ErrorCode::refused) return {};
    return std::unexpected(done.error());
  }
  base::Done gave_up(base::Instant t, SampleId id) {
    TRY(call, call_of(0, t));
    TRY_DO(carried_on(propose(call, id, {.ground = "no_contact", .reason = "三天三次均无人接听", .evidence = "通话记录三条，时间分别在上午、下午"})));
    const std::int64_t days = chance(80) ? 1 : 3;
    at(office(t, static_cast<int>(days)) + base::hours(1), [this](base::Instant when) { return decided(when); });
    return {};
  }
  base::Done decided(base::Instant t) {
    if (desk_.size() < 2) return {};
    TRY(call, call_of(1, t));
    TRY(open, exclusion_list(call, {{"filter.state", "proposed"}, {"limit", "1"}, {"sort", "proposed_at"}}));
    for (const ExclusionView& e : open.items) {
      const bool yes = chance(85);
      const auto done = decide(call, e.id, {.approved = yes, .reason = yes ? "通话记录属实，同意剔除" : "请换晚间再试一次"});
      if (!done && done.error().code != base::ErrorCode::refused) return std::unexpected(done.error());
    }
    return {};
  }
  base::Done close(base::Instant t, base::CivilDate from, base::CivilDate to) {
    TRY_DO(fold());
    TRY(call, call_of(0, t));
    const auto done = close_period(call, {.kind = "month", .from = from, .to = to, .note = "月度通报口径"});
    if (!done && done.error().code != base::ErrorCode::refused) return std::unexpected(done.error());
    return {};
  }
  base::Done fold() {
    for (bool more = true; more;) {
      TRY(n, house_.store.write({moment(store::district_now(district_, house_.real_clock.now())), {.channel = "system"}}, [&](store::Unit& u) -> base::Result<std::size_t> {
        u.lock(lock_floor, {"rate_sums", 1});
        const auto deltas = next_deltas(u, u.district(), 1'000);
        fold_deltas(u, deltas);
        return deltas.size();
      }));
      more = n == 1'000;
    }
    return {};
  }

  registry::House& house_;
  store::District district_;
  const registry::DemoPlan& plan_;
  base::Zone zone_;
  std::unique_ptr<base::Random> random_;
  base::CivilDate today_{};
  std::vector<std::pair<base::PersonId, std::string>> desk_{};
  std::map<std::pair<base::Instant, std::int64_t>, Act> acts_{};
  std::int64_t order_ = 0;
};

}  // namespace

base::Done live_demo(registry::House& house, base::DistrictId id, const registry::DemoPlan& plan) {
  const auto district = house.store.read([&](store::Session& s) { return store::district_by_id(s, id); });
  if (!district) return base::fail(base::ErrorCode::not_found, "registry.no_such_district");
  return Life(house, *district, plan).live();
}

}  // namespace callbacks
