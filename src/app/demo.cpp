#include "app/demo.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/log.hpp"
#include "app/tables.hpp"
#include "base/context.hpp"
#include "base/time.hpp"
#include "people/sessions.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;

constexpr base::CivilDate first_day{20'713};  // Thursday 2026-09-17
constexpr base::Duration first_minute = base::hours(8) + base::minutes(30);
constexpr base::Instant real_moment{1'767'225'600'000'000};  // 2026-01-01 00:00 UTC stands for the real time at which it is made

// Tells how far a long step is, at most every two seconds.
class Teller {
 public:
  [[nodiscard]] base::Instant now() { return clock_->now(); }
  void tell(const std::string& name, base::Instant begun, std::int64_t done, std::int64_t all) {
    const base::Instant at = now();
    if (at < told_ + base::seconds(2)) return;
    told_ = at;
    const double seconds = static_cast<double>((at - begun).micros) / 1e6;
    log_info(fmt::format("demo: {}: {} of {} ({} %), {:.0f} a second", name, done, all, all > 0 ? done * 100 / all : 0, seconds > 0 ? static_cast<double>(done) / seconds : 0));
  }

 private:
  std::unique_ptr<base::Clock> clock_ = base::real_clock();
  base::Instant told_ = clock_->now();
};

std::string unfinished_mark(const Config& c) { return c.data + "/demo-unfinished"; }

store::District plan(base::Clock& real_clock) {
  store::District d{.code = std::string(demo_district), .name_zh = "尖草坪区", .name_en = "Jiancaoping District", .time_zone = "Asia/Shanghai", .demo = true};
  const auto zone = base::Zone::named(d.time_zone);
  if (!zone) throw store::Misconfigured("the time zones are missing: install the package tzdata");
  d.clock_offset_micros = (zone->instant({first_day, first_minute}) - real_clock.now()).micros;
  return d;
}

std::vector<std::pair<const registry::Room*, const registry::DemoStep*>> steps(const registry::Rooms& rooms) {
  std::vector<std::pair<const registry::Room*, const registry::DemoStep*>> out;
  for (const registry::Room* room : rooms.all())
    for (const registry::DemoStep& step : room->demo) out.emplace_back(room, &step);
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second->order < b.second->order; });
  return out;
}

}  // namespace

bool make_demo(const Config& config) {
  const std::string mark = unfinished_mark(config);
  if (fs::exists(mark)) throw store::Misconfigured("the demo district was not finished last time: make it anew with redengine demo --reset");
  const auto still = std::make_shared<base::ManualClock>(real_moment);
  const auto chance = std::shared_ptr<base::Random>(base::seeded_random(static_cast<std::uint64_t>(config.demo_seed)));
  Program program(config, {.clock = still, .random = chance, .durable = false});
  refuse_beside_real_users(program);
  if (program.district(demo_district)) return false;
  std::ofstream(mark) << "removed when the demo district is complete\n";
  registry::House& house = program.house();
  const auto made = store::create_district(program.store(), plan(house.real_clock));
  if (!made) throw store::Misconfigured(fmt::format("the demo district cannot be made: {}", in_words(house, made.error())));
  program.load_rules(*made);
  registry::DemoPlan wanted{.full = !config.demo_small, .history_days = static_cast<int>(config.demo_history_days), .seed = static_cast<std::uint64_t>(config.demo_seed)};
  Teller teller;
  for (const auto& [room, step] : steps(house.rooms)) {
    log_info(fmt::format("demo: {}: {}", room->code, step->name));
    wanted.progress = [&teller, name = step->name, begun = teller.now()](std::int64_t done, std::int64_t all) { teller.tell(name, begun, done, all); };
    if (const auto done = step->run(house, made->id, wanted); !done)
      throw store::Misconfigured(fmt::format("the demo step \"{}\" of {} failed: {}", step->name, room->code, in_words(house, done.error())));
  }
  program.sealer().step();
  // The clock stood still while it was made: from now on it runs from its first morning.
  shift_demo_clocks(program.store(), real_moment - base::real_clock()->now());
  fs::remove(mark);
  return true;
}

void refuse_beside_real_users(Program& program) {
  for (const store::District& d : program.districts())
    if (program.store().read([&](store::Session& s) { return people::has_real_user(s, d.id); }))
      throw BadSetting(fmt::format("demo mode is refused: district {} has real users; start without --demo, or choose another folder with --data", d.code));
}

void remove_demo(const Config& config) {
  const bool sqlite = config.database.starts_with("sqlite:");
  const std::string file = sqlite ? config.database.substr(7) : std::string{};
  if (!sqlite || fs::exists(file)) {
    Program program(config);
    refuse_beside_real_users(program);
    for (const store::District& d : program.districts())
      if (!d.demo) throw BadSetting(fmt::format("demo --reset is refused: district {} is a real one; choose another folder with --data", d.code));
    if (!sqlite) program.store().script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }
  for (const std::string& path : {file, file + "-wal", file + "-shm"})
    if (!path.empty() && path.front() != '-') fs::remove(path);
  fs::remove_all(config.data + "/files");
  fs::create_directories(config.data + "/files");
  fs::remove(heads_file(config));
  fs::remove(unfinished_mark(config));
}

}  // namespace app
