#include "app/demo.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/log.hpp"
#include "base/time.hpp"
#include "people/sessions.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;

constexpr base::CivilDate first_day{20'713};  // Thursday 2026-09-17
constexpr base::Duration first_minute = base::hours(8) + base::minutes(30);

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

void make_demo(Program& program) {
  const std::string mark = unfinished_mark(program.config());
  if (fs::exists(mark)) throw store::Misconfigured("the demo district was not finished last time: make it anew with redengine demo --reset");
  if (program.district(demo_district)) return;
  std::ofstream(mark) << "removed when the demo district is complete\n";
  registry::House& house = program.house();
  const auto made = store::create_district(program.store(), plan(house.real_clock));
  if (!made) throw store::Misconfigured(fmt::format("the demo district cannot be made: {}", in_words(house, made.error())));
  program.load_rules(*made);
  for (const auto& [room, step] : steps(house.rooms)) {
    log_info(fmt::format("demo: {}: {}", room->code, step->name));
    if (const auto done = step->run(house, made->id, {}); !done)
      throw store::Misconfigured(fmt::format("the demo step \"{}\" of {} failed: {}", step->name, room->code, in_words(house, done.error())));
  }
  program.sealer().step();
  fs::remove(mark);
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
