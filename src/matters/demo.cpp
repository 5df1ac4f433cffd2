// The demo district is lived: every matter goes through the services, as its people, at moments of the weeks before the first day;
// the watch over the clocks runs hour by hour in between.
#include "matters/demo.hpp"

#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "matters/api.hpp"
#include "matters/context.hpp"
#include "matters/jobs.hpp"
#include "matters/moves.hpp"
#include "matters/room.hpp"
#include "records/files/depot.hpp"
#include "records/files/sample_photos.hpp"
#include "store/districts.hpp"

namespace matters {
namespace {

enum class Who : std::uint8_t { worker, officer, secretary, dispatcher, handler, handler2, desk };

struct Act {
  base::Instant at{};
  std::size_t row{};
  char step{};
  Who who{};
};

class Life {
 public:
  Life(registry::House& house, store::District district) : house_(house), district_(std::move(district)), zone_(*base::Zone::named(district_.time_zone)) {}

  base::Done live() {
    const base::Instant real = house_.real_clock.now();
    const base::Instant end = store::district_now(district_, real);
    first_day_ = zone_.date_of(end);
    for (std::size_t i = 0; i < demo_matters().size(); ++i) plan(i);
    std::stable_sort(acts_.begin(), acts_.end(), [](const Act& a, const Act& b) { return a.at < b.at; });
    base::Instant watched = acts_.front().at;
    ids_.resize(demo_matters().size());
    for (const Act& act : acts_) {
      if (act.at > end) break;
      for (; watched + base::hours(1) < act.at; watched = watched + base::hours(1)) TRY_DO(watch_at(house_, moment(watched)));
      TRY_DO(perform(act));
    }
    for (; watched + base::hours(1) < end; watched = watched + base::hours(1)) TRY_DO(watch_at(house_, moment(watched)));
    return {};
  }

 private:
  store::Moment moment(base::Instant at) const { return {district_.id, at, house_.real_clock.now()}; }

  // The next moment at which somebody is at work, some working minutes later.
  base::Instant at_work(base::Instant from, std::int64_t minutes) const {
    base::Instant t = from;
    for (int guard = 0; guard < 100; ++guard) {
      const base::LocalTime local = zone_.local(t);
      const std::int64_t minute = local.since_midnight.micros / 60'000'000;
      const bool weekend = base::weekday(local.date) >= 6;
      if (weekend || minute >= 17 * 60 + 50) { t = zone_.instant(local.date + 1, 8, 35); continue; }
      if (minute < 8 * 60 + 35) { t = zone_.instant(local.date, 8, 35); continue; }
      const std::int64_t left = 17 * 60 + 50 - minute;
      if (minutes <= left) return t + base::minutes(minutes);
      minutes -= left;
      t = zone_.instant(local.date + 1, 8, 35);
    }
    return t;
  }

  void plan(std::size_t row) {
    const DemoMatter& d = demo_matters()[row];
    base::Instant at = zone_.instant(first_day_ + d.day, d.hour, d.minute);
    acts_.push_back({at, row, 'R', Who::worker});
    bool sent_back = false;
    const int spread = static_cast<int>(row % 7) * 6;
    for (const char step : d.steps) {
      std::int64_t minutes = 0;
      Who who = Who::officer;
      switch (step) {
        case 'C': minutes = 35 + spread; who = Who::worker; break;
        case 'G': minutes = 12; who = row % 3 == 0 ? Who::secretary : Who::officer; break;
        case 'J': minutes = 60 + spread; who = Who::secretary; break;
        case 'D': minutes = 9; who = row % 5 == 0 ? Who::dispatcher : Who::secretary; break;
        case 'S': minutes = 20 * d.pace + spread; who = Who::handler; break;
        case 'T': minutes = 30; who = Who::handler; break;
        case 'F': minutes = 190 * d.pace * d.pace; who = sent_back ? Who::handler2 : Who::handler; break;
        case 'B': minutes = 110; who = Who::worker; sent_back = true; break;
        case 'I': minutes = 70 + spread; who = Who::worker; break;
        case 'X': minutes = 45; who = Who::officer; break;
        case 'H': minutes = 400; who = Who::dispatcher; break;
        case 'U': minutes = 1500; who = Who::secretary; break;
        default: break;
      }
      at = at_work(at, minutes);
      acts_.push_back({at, row, step, who});
    }
  }

  base::Result<registry::Call> call_of(const Context& c, store::Session& s, const territory::Area& community, const DemoMatter& d, Who who, base::Instant at) {
    registry::Call call{.house = house_};
    call.moment = moment(at);
    call.time_zone = district_.time_zone;
    call.channel = who == Who::worker ? "field" : "desk";
    const people::OrgUnit* home = c.units->responsible(community.id);
    const people::OrgUnit* office = c.units->responsible(community.parent);
    const people::OrgUnit* unit = d.unit.empty() ? home : c.units->by_code(d.unit);
    std::string kind;
    switch (who) {
      case Who::worker: unit = home; kind = "grid_worker"; break;
      case Who::officer: unit = home; kind = "community_officer"; break;
      case Who::secretary: unit = home; kind = "community_secretary"; break;
      case Who::dispatcher: unit = office; kind = "subdistrict_dispatcher"; break;
      case Who::handler:
      case Who::handler2: kind = d.unit.empty() ? "community_officer" : "department_handler"; break;
      case Who::desk: break;
    }
    if (!unit) return base::fail(base::ErrorCode::not_found, "matters.no_such_unit");
    const base::AreaId grid = grid_of(*c.tree, community, d.grid);
    std::vector<const people::Post*> posts = c.units->posts_of(unit->id, kind);
    if (who == Who::worker) std::erase_if(posts, [&](const people::Post* p) { return p->area != grid; });
    if (posts.empty()) return base::fail(base::ErrorCode::not_found, "matters.no_such_unit");
    // Who works on it in the community is not the one who strikes it off.
    const bool last = who == Who::handler2 || (d.unit.empty() && who == Who::handler);
    const auto holders = people::holders_of(s, district_.id, (last ? posts.back() : posts.front())->id, c.rules.today);
    if (holders.empty()) return base::fail(base::ErrorCode::not_found, "matters.no_such_unit");
    call.principal.district = district_.id;
    call.principal.account = {1};
    call.principal.person = holders.front().person;
    call.principal.name = holders.front().name;
    call.principal.posts = people::posts_held(s, district_.id, holders.front().person, c.rules.today);
    TRY(grants, house_.people.grants(s, district_.id, c.rules.today));
    call.principal.grants = grants;
    return call;
  }

  static base::AreaId grid_of(const territory::Tree& tree, const territory::Area& community, int number) {
    const auto grids = tree.children(community.id);
    if (grids.empty()) return community.id;
    return grids[static_cast<std::size_t>(number - 1) % grids.size()]->id;
  }

  static const territory::Area* community_of(const territory::Tree& tree, std::string_view name) {
    for (const territory::Area& area : tree.all())
      if (area.name.starts_with(name) && (area.kind == territory::AreaKind::community || area.kind == territory::AreaKind::village)) return &area;
    return nullptr;
  }

  // A photo made for the demo; none where the depot cannot take one (the photo program is not there).
  std::vector<base::FileId> photo(const registry::Call& call, const DemoMatter& d, char step) {
    if (!d.photos || (step != 'R' && step != 'F' && step != 'C') || (step == 'C' && d.source == "field")) return {};
    const auto n = static_cast<std::uint32_t>(++photos_);
    files::testing::Look look{.width = 800, .height = 600, .corner = 0x707070U + (n * 0x0B1D23U) % 0x606060U, .rest = 0x505860U + (n * 0x091107U) % 0x505050U};
    if (step == 'F') look.rest = 0x4E7A58;
    const auto path = std::filesystem::temp_directory_path() / ("redengine-demo-" + std::to_string(house_.real_clock.now().micros) + "-" + std::to_string(n) + ".jpg");
    std::ofstream(path, std::ios::binary) << files::testing::jpeg(look);
    const auto taken = house_.files.take_photo(call.work(), path.string(), {});
    std::filesystem::remove(path);
    if (!taken) return {};
    return {taken->id};
  }

  base::Done perform(const Act& act) {
    const DemoMatter& d = demo_matters()[act.row];
    struct Ready { registry::Call call; base::AreaId grid{}; base::OrgUnitId unit{}; double lon{}, lat{}; };
    TRY(ready, house_.store.read([&](store::Session& s) -> base::Result<Ready> {
      TRY(c, context(house_, s, moment(act.at)));
      const territory::Area* community = community_of(*c.tree, d.community);
      if (!community) return base::fail(base::ErrorCode::not_found, "matters.no_such_area");
      TRY(call, call_of(c, s, *community, d, act.who, act.at));
      Ready out{.call = std::move(call), .grid = grid_of(*c.tree, *community, d.grid)};
      if (const auto* grid = c.tree->find(out.grid)) out.lon = grid->centre_lon, out.lat = grid->centre_lat;
      const people::OrgUnit* unit = d.unit.empty() ? c.units->responsible(community->id) : c.units->by_code(d.unit);
      if (unit) out.unit = unit->id;
      return out;
    }));
    if (act.step == 'R') return report_it(act, d, ready.call, ready.grid, ready.lon, ready.lat);
    MoveMatter form = form_of(act, d, ready.unit);
    form.photos = photo(ready.call, d, act.step);
    const char* name = move_of(act.step);
    auto done = matters::move(ready.call, ids_[act.row], name, form);
    if (!done) return std::unexpected(std::move(done).error());
    return {};
  }

  base::Done report_it(const Act& act, const DemoMatter& d, registry::Call call, base::AreaId grid, double lon, double lat) {
    NewReport r{.source = std::string(d.source), .title = std::string(d.title), .description = std::string(d.description), .place = std::string(d.place)};
    r.category = d.category;
    r.area = grid;
    // Somewhere in the grid, always the same.
    const auto n = static_cast<double>(act.row);
    if (lon != 0) r.longitude = lon + 0.0006 * ((n * 7 - static_cast<int>(n * 7 / 11) * 11) / 11 - 0.5), r.latitude = lat + 0.0012 * ((n * 5 - static_cast<int>(n * 5 / 13) * 13) / 13 - 0.5);
    r.reporter_name = d.reporter;
    if (!d.reporter.empty()) r.reporter_phone = base::Phone::parse("1390000" + std::to_string(1000 + act.row * 37));
    r.secret = d.secret;
    if (d.source == "resident") {
      call.principal = {.district = district_.id};
      call.channel = "public";
    } else if (d.source == "counter") {
      call.on_behalf_of = "本人到窗口，口述";
      call.channel = "counter";
    }
    r.photos = photo(call, d, 'R');
    TRY(made, report(call, r));
    ids_[act.row] = made.id;
    return {};
  }

  static const char* move_of(char step) {
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
      default: return "urge";
    }
  }

  MoveMatter form_of(const Act& act, const DemoMatter& d, base::OrgUnitId unit) const {
    MoveMatter f;
    switch (act.step) {
      case 'C': f.text = "到现场看过，情况属实。"; break;
      case 'J': f.reason = d.category == "s-08-01" ? "属政策咨询，已当面答复办理地点和材料，不列入清单。" : "与已立案的事项为同一问题，合并办理，结果会一并告知。"; break;
      case 'D': f.unit_id = unit; f.post_kind = d.unit.empty() ? "community_officer" : "department_handler"; break;
      case 'T': f.reason = "涉及电力线路，请街道协调供电部门配合后再派。"; break;
      case 'F': f.text = d.done; break;
      case 'B': f.reason = "现场仍有遗留，请再处理一次。"; break;
      case 'I': f.passed = true; f.text = "现场查看，问题已解决。"; break;
      case 'H': f.reason = "需列入老旧小区改造计划或跨部门协调，近期无法解决。"; f.review_on = first_day_ + 20; break;
      case 'U': f.reason = "已临近时限，请尽快处置。"; break;
      default: break;
    }
    return f;
  }

  registry::House& house_;
  store::District district_;
  base::Zone zone_;
  base::CivilDate first_day_{};
  std::vector<Act> acts_{};
  std::vector<base::MatterId> ids_{};
  int photos_ = 0;
};

base::Done live(registry::House& house, base::DistrictId id, const registry::DemoPlan&) {
  const auto district = house.store.read([&](store::Session& s) { return store::district_by_id(s, id); });
  if (!district || !district->demo) return {};
  return Life(house, *district).live();
}

}  // namespace

std::vector<registry::DemoStep> demo_steps() { return {{300, "matters of the weeks before the first day", live}}; }

}  // namespace matters
