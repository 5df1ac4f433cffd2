// redengine figures: the numbers of the model district, each counted from rows and compared with what the source says.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/demo.hpp"

namespace app {

int figures(const Config& config) {
  Program program(config);
  const store::District d = known_district(program, std::string(demo_district));
  int different = 0;
  for (const registry::Room* room : program.house().rooms.all()) {
    for (const registry::Figure& f : room->figures) {
      const std::int64_t value = program.store().read([&](store::Session& s) { return f.count(program.house(), s, d.id); });
      const bool holds = f.at_least ? value >= f.expected : value == f.expected;
      if (!holds) ++different;
      fmt::print("{}\t{}\t{}{}\t{}\t{} {}\t{}\n", holds ? "holds" : "DIFFERS", f.code, f.at_least ? "at least " : "", f.expected, value, f.name_zh, f.name_en, f.query);
    }
  }
  return different == 0 ? 0 : 1;
}

}  // namespace app
