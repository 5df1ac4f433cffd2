// The demo district is lived: every matter goes through the services, as its people, at moments before the first day; the watch over
// the clocks runs hour by hour in between. Days follow each other; of what lies ahead only the next act of each open matter is kept.
#include "matters/demo.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <queue>

#include "base/text.hpp"
#include "definitions/times.hpp"
#include "matters/api.hpp"
#include "matters/context.hpp"
#include "matters/demo_cast.hpp"
#include "matters/demo_stories.hpp"
#include "matters/intake.hpp"
#include "matters/jobs.hpp"
#include "matters/moves.hpp"
#include "matters/room.hpp"
#include "records/files/depot.hpp"
#include "records/files/sample_scenes.hpp"
#include "store/districts.hpp"

namespace matters {
namespace {

constexpr double few_a_day = 0.35, many_a_day = 3.75;    // matters a day and community: a short history is a thin one
constexpr int long_history_days = 90;
constexpr int photos_max = 110;                          // of chance's stories: each is drawn, taken and made small by a program of its own

struct Living {
  Story story{};
  base::MatterId id{};
  std::vector<base::PersonId> handled{};                 // of this round
  bool dispatched_by_subdistrict{}, sent_back{};
};
struct Act {
  base::Instant at{};
  std::uint64_t order{};                                 // breaks ties: story, then step
  std::size_t step{};                                    // 0 is the report, then steps[step - 1]
};
struct Later {
  bool operator()(const Act& a, const Act& b) const { return std::pair(a.at.micros, a.order) > std::pair(b.at.micros, b.order); }
};

class Life {
 public:
  Life(registry::House& house, store::District district, const registry::DemoPlan& plan)
      : house_(house), district_(std::move(district)), plan_(plan), zone_(*base::Zone::named(district_.time_zone)), cast_(house_, district_) {}

  base::Done live() {
    const base::Instant real = house_.real_clock.now();
    end_ = store::district_now(district_, real);
    first_day_ = zone_.date_of(end_);
    TRY_DO(look(end_));
    for (Story& s : told_stories(*context_.tree, zone_, first_day_)) come(std::move(s));
    const double a_day = !plan_.full ? 0 : plan_.history_days > long_history_days ? many_a_day : few_a_day;
    base::CivilDate day = first_day_ + -plan_.history_days;
    watched_ = acts_.empty() ? zone_.instant(day, 0, 0) : a_day > 0 ? std::min(acts_.top().at, zone_.instant(day, 0, 0)) : acts_.top().at;
    expected_ = static_cast<std::int64_t>(plan_.history_days * a_day * 84) + static_cast<std::int64_t>(told_stories(*context_.tree, zone_, first_day_).size());
    for (; a_day > 0 && day < first_day_ + 1; day = day + 1) {
      TRY_DO(look(std::min(end_, zone_.instant(day, 12, 0))));
      const StoryTeller teller{plan_.seed, a_day, context_.tree.get(), &zone_, &*calendar_, first_day_};
      for (Story& s : teller.of_day(day)) come(std::move(s));
      TRY_DO(play_until(std::min(end_, zone_.instant(day + 1, 0, 0))));
    }
    TRY_DO(play_until(end_));
    return watch_until(end_);
  }

 private:
  [[nodiscard]] store::Moment moment(base::Instant at) const { return {district_.id, at, house_.real_clock.now()}; }

  // Areas, organisations, rules and calendar as of that day; the same all day long.
  base::Done look(base::Instant at) {
    const base::CivilDate day = zone_.date_of(at);
    if (context_.tree && context_.rules.today == day) return {};
    return house_.store.read([&](store::Session& s) -> base::Done {
      TRY(made, context(house_, s, moment(at)));
      context_ = std::move(made);
      if (!calendar_) {
        TRY(times, definitions::times(house_.book, s, district_.id, district_.time_zone, first_day_));
        calendar_ = *times.calendar;
      }
      return {};
    });
  }

  void come(Story s) {
    const std::uint64_t number = next_++;
    acts_.push({s.at, number * 64, 0});
    living_.emplace(number, Living{.story = std::move(s)});
  }

  base::Done watch_until(base::Instant at) {
    for (; watched_ + base::hours(1) < at; watched_ = watched_ + base::hours(1)) TRY_DO(watch_at(house_, moment(watched_)));
    return {};
  }

  base::Done play_until(base::Instant until) {
    while (!acts_.empty() && !(until < acts_.top().at)) {
      const Act act = acts_.top();
      acts_.pop();
      TRY_DO(watch_until(act.at));
      TRY_DO(look(act.at));
      Living& l = living_.at(act.order / 64);
      TRY(went, perform(act, l));
      if (act.step == 0) ++reported_;
      if (act.step == 0 && plan_.progress) plan_.progress(reported_, std::max(expected_, reported_));
      const std::size_t next = act.step + (went ? 1 : after_refusal(l.story, act.step));
      if (next > l.story.steps.size()) {
        living_.erase(act.order / 64);
        continue;
      }
      acts_.push({at_work(act.at, minutes_of(l, l.story.steps[next - 1])), act.order / 64 * 64 + std::min<std::uint64_t>(next, 63), next});
    }
    return {};
  }

  // The next moment at which somebody is at work, some working minutes later.
  [[nodiscard]] base::Instant at_work(base::Instant from, std::int64_t minutes) const {
    base::Instant t = from;
    for (int guard = 0; guard < 100; ++guard) {
      const base::LocalTime local = zone_.local(t);
      const std::int64_t minute = local.since_midnight.micros / 60'000'000;
      if (!calendar_->working(local.date) || minute >= 17 * 60 + 50) { t = zone_.instant(local.date + 1, 8, 35); continue; }
      if (minute < 8 * 60 + 35) { t = zone_.instant(local.date, 8, 35); continue; }
      const std::int64_t left = 17 * 60 + 50 - minute;
      if (minutes <= left) return t + base::minutes(minutes);
      minutes -= left;
      t = zone_.instant(local.date + 1, 8, 35);
    }
    return t;
  }

  [[nodiscard]] static std::int64_t minutes_of(const Living& l, char step) {
    const auto spread = static_cast<std::int64_t>(l.story.number % 7) * 6;
    switch (step) {
      case 'C': return 35 + spread;
      case 'G': return 12;
      case 'J': return 60 + spread;
      case 'D': return 9;
      case 'S': return 20 * l.story.pace + spread;
      case 'T': return 30;
      case 'F': return 190 * l.story.pace * l.story.pace;
      case 'B': return 110;
      case 'I': return 70 + spread;
      case 'X': return 45;
      case 'H': return 400;
      case 'M': return 9'000 + 500 * spread;
      case 'U': return 1500;
      case 'E': return 25;
      case 'e': return 30 + spread;
      case 'P': return 30;
      case 'p': return 900 + 30 * spread;
      case 'Z': return 1'100 + 20 * spread;
      default: return 0;
    }
  }

  [[nodiscard]] static Who who_of(const Living& l, char step) {
    const std::uint64_t n = l.story.number;
    switch (step) {
      case 'C': case 'B': case 'I': return Who::worker;
      case 'G': return n % 3 == 0 ? Who::secretary : Who::officer;
      case 'J': case 'U': return Who::secretary;
      case 'D': return n % 5 == 0 ? Who::dispatcher : Who::secretary;
      case 'H': case 'M': return Who::dispatcher;
      case 'e': return l.dispatched_by_subdistrict ? Who::dispatcher : Who::secretary;
      case 'S': case 'T': case 'E': case 'P': case 'p': return Who::handler;
      case 'F': return l.sent_back ? Who::handler2 : Who::handler;
      default: return Who::officer;                       // X, Z
    }
  }
  [[nodiscard]] static const char* move_of(char step) {
    switch (step) {
      case 'C': return "confirm";
      case 'G': return "register";
      case 'J': return "reject";
      case 'D': return "dispatch";
      case 'S': return "sign";
      case 'T': return "return";
      case 'F': return "feedback";
      case 'B': return "send_back";
      case 'I': return "inspect";
      case 'X': return "strike_off";
      case 'H': return "hold";
      case 'M': return "resume";
      case 'E': return "request_extension";
      case 'e': return "decide_extension";
      case 'P': return "pause";
      case 'p': return "continue";
      case 'Z': return "reopen";
      default: return "urge";
    }
  }

  // A photo made for the demo; none where the depot cannot take one (the photo program is not there).
  std::vector<base::FileId> photo(const registry::Call& call, const Story& s, bool done) {
    if (!s.fixed && chance_photos_ >= photos_max) return {};
    if (!s.fixed) ++chance_photos_;
    const auto n = static_cast<std::uint32_t>(++photos_);
    const auto path = std::filesystem::temp_directory_path() / fmt::format("redengine-demo-{}-{}.jpg", ::getpid(), n);
    std::ofstream(path, std::ios::binary) << files::sample_scene(s.category, n, done);
    const auto taken = house_.files.take_photo(call.work(), path.string(), {});
    std::filesystem::remove(path);
    if (!taken) return {};
    return {taken->id};
  }
  [[nodiscard]] static bool shows(const Story& s, char step) {
    return s.photos && (step == 'R' || step == 'F' || (step == 'C' && s.source != "field"));
  }

  // A rule that says no is part of life: who asked goes on as if he had not. How many steps further: more time asked (E) takes its
  // decision (e) with it, a pause (P) its end, a hold (H) its return; a matter that cannot be reopened (Z) stays closed.
  [[nodiscard]] static std::size_t after_refusal(const Story& s, std::size_t step) {
    switch (s.steps[step - 1]) {
      case 'E': case 'P': case 'H': return 2;
      case 'T': return 3;
      case 'U': case 'e': return 1;
      default: return s.steps.size();
    }
  }
  [[nodiscard]] static bool may_be_refused(const Story& s, char step) { return !s.fixed && std::string_view("GEePpHTUZ").find(step) != std::string_view::npos; }

  // False: a rule refused it.
  base::Result<bool> perform(const Act& act, Living& l) {
    const char step = act.step == 0 ? 'R' : l.story.steps[act.step - 1];
    const bool own = l.story.source == "resident";
    const Who who = step != 'R' ? who_of(l, step) : own ? Who::resident : l.story.source == "field" || l.story.fixed ? Who::worker : Who::officer;
    const bool somebody_else = step == 'I' || step == 'B' || step == 'X';
    TRY(call, house_.store.read([&](store::Session& s) {
      return cast_.call(s, context_, l.story, who, moment(act.at), somebody_else ? l.handled : std::vector<base::PersonId>{});
    }));
    if (step == 'R') {
      TRY_DO(l.story.on_the_spot ? solve(l, call) : report_it(l, std::move(call)));
      return true;
    }
    MoveMatter form = form_of(l.story, step);
    if (shows(l.story, step)) form.photos = photo(call, l.story, step == 'F');
    auto done = matters::move(call, l.id, move_of(step), form);
    if (!done && may_be_refused(l.story, step) && done.error().rule) return false;
    if (!done) return std::unexpected(std::move(done).error());
    if (step == 'S' || step == 'F' || step == 'T') l.handled.push_back(call.principal.person);
    if (step == 'D') l.dispatched_by_subdistrict = who == Who::dispatcher;
    if (step == 'B') l.sent_back = true;
    return true;
  }

  // Somewhere in the grid, always the same.
  std::pair<std::optional<double>, std::optional<double>> point(const Story& s) const {
    const territory::Area* grid = context_.tree->find(s.grid);
    if (grid == nullptr || grid->centre_lon == 0) return {};
    const auto n = static_cast<std::int64_t>(s.number % 100'000);
    return {grid->centre_lon + 0.0006 * (static_cast<double>(n * 7 % 11) / 11 - 0.5), grid->centre_lat + 0.0012 * (static_cast<double>(n * 5 % 13) / 13 - 0.5)};
  }

  base::Done report_it(Living& l, registry::Call call) {
    const Story& s = l.story;
    NewReport r{.source = s.source, .title = s.title, .description = s.description, .place = s.place};
    r.category = s.category;
    r.area = s.grid;
    std::tie(r.longitude, r.latitude) = point(s);
    r.reporter_name = s.reporter;
    if (!s.reporter.empty()) r.reporter_phone = base::Phone::parse(fmt::format("139{:08}", 1000 + s.number * 37 % 99'990'000));
    r.secret = s.secret;
    if (s.source == "resident") {
      call.principal = {.district = district_.id};
      call.channel = "public";
    } else if (s.source == "counter") {
      call.on_behalf_of = "本人到窗口，口述";
      call.channel = "counter";
    }
    if (shows(s, 'R')) r.photos = photo(call, s, false);
    TRY(made, report(call, r));
    l.id = made.id;
    return {};
  }

  // Solved on the spot with photos before and after; where no photo can be taken it is reported like another matter.
  base::Done solve(Living& l, registry::Call& call) {
    const Story& s = l.story;
    EnterMatter e{.title = s.title, .description = s.description, .place = s.place, .category = s.category, .solved_on_spot = true, .done = s.done};
    e.area_id = s.grid;
    std::tie(e.lon, e.lat) = point(s);
    e.photos = photo(call, s, false);
    e.photos_after = photo(call, s, true);
    if (e.photos.empty() || e.photos_after.empty()) {
      l.story.on_the_spot = false;
      l.story.steps = "CGDSFIX";
      return report_it(l, std::move(call));
    }
    TRY(made, enter(call, e));
    l.id = made.id;
    l.handled.push_back(call.principal.person);
    return {};
  }

  MoveMatter form_of(const Story& s, char step) const {
    MoveMatter f;
    switch (step) {
      case 'C': f.text = "到现场看过，情况属实。"; break;
      case 'J': f.reason = s.category == "s-08-01" || s.category == "s-07-01" ? "属政策咨询，已当面答复办理地点和材料，不列入清单。" : "与已立案的事项为同一问题，合并办理，结果会一并告知。"; break;
      case 'D': {
        const people::OrgUnit* unit = s.unit.empty() ? context_.units->responsible(s.community) : context_.units->by_code(s.unit);
        if (unit != nullptr) f.unit_id = unit->id;
        f.post_kind = s.unit.empty() ? "community_officer" : "department_handler";
        break;
      }
      case 'T': f.reason = "涉及电力线路，请街道协调供电部门配合后再派。"; break;
      case 'F': f.text = s.done; break;
      case 'B': f.reason = "现场仍有遗留，请再处理一次。"; break;
      case 'I': f.passed = true; f.text = "现场查看，问题已解决。"; break;
      case 'H':
        f.reason = "需列入老旧小区改造计划或跨部门协调，近期无法解决。";
        f.review_on = (s.fixed ? first_day_ : context_.rules.today) + 20;
        break;
      case 'M': f.text = "条件已经具备，恢复办理。"; break;
      case 'E': f.reason = "需等待配件到货，预计明天安装。"; f.amount = 8; f.unit = "office_hours"; break;
      case 'e': f.granted = true; f.amount = 8; f.reason = "情况属实，同意延期一次。"; break;
      case 'P': f.reason = "已联系产权单位，等待其到场。"; f.cause = "other_party"; break;
      case 'p': f.text = "产权单位已到场，继续办理。"; break;
      case 'Z': f.reason = "回访时群众反映问题又出现了。"; break;
      case 'U': f.reason = "已临近时限，请尽快处置。"; break;
      default: break;
    }
    return f;
  }

  registry::House& house_;
  store::District district_;
  const registry::DemoPlan& plan_;
  base::Zone zone_;
  Cast cast_;
  Context context_{};
  std::optional<base::WorkingCalendar> calendar_{};
  base::CivilDate first_day_{};
  base::Instant end_{}, watched_{};
  std::priority_queue<Act, std::vector<Act>, Later> acts_{};
  std::unordered_map<std::uint64_t, Living> living_{};
  std::uint64_t next_ = 0;
  std::int64_t reported_ = 0, expected_ = 0;
  int photos_ = 0, chance_photos_ = 0;
};

base::Done live(registry::House& house, base::DistrictId id, const registry::DemoPlan& plan) {
  const auto district = house.store.read([&](store::Session& s) { return store::district_by_id(s, id); });
  if (!district || !district->demo) return {};
  return Life(house, *district, plan).live();
}

}  // namespace

std::vector<registry::DemoStep> demo_steps() { return {{300, "matters of the weeks before the first day", live}}; }

}  // namespace matters
