// The first demo step: areas, through territory's own functions, so that each is in the journal.
#include "mechanisms/divisions/demo.hpp"

#include <fmt/format.h>

#include "base/embedded.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "territory/changes.hpp"

namespace divisions {
namespace {

constexpr std::string_view divisions_file = "definitions/divisions/demo_jiancaoping.csv";
constexpr base::CivilDate holds_from{18'628};  // 2021-01-01

std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> out(1);
  for (const char c : line)
    if (c == ',') out.emplace_back();
    else if (c != '\r') out.back() += c;
  return out;
}

std::vector<std::vector<std::string>> official() {
  std::vector<std::vector<std::string>> out;
  for (const base::EmbeddedFile& file : base::embedded_seeds()) {
    if (file.path != divisions_file) continue;
    std::string_view rest = file.text();
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (auto line = cells(rest.substr(0, end)); line.size() == 4 && line[0] != "code") out.push_back(std::move(line));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return out;
}

// 300 to 500 households a grid, as the standard has it; different and always the same.
std::int64_t households_of(const PlannedCommunity& c, int grid) { return 320 + (c.column * 37 + c.line * 71 + grid * 53) % 170; }

base::Done community(store::Unit& unit, const territory::Recorder& record, base::AreaId subdistrict, const PlannedCommunity& c, int number) {
  const Tiling shapes = tiling(c);
  const std::string code = fmt::format("{}{:03}", c.subdistrict_code, number);
  std::int64_t households = 0;
  for (int g = 1; g <= c.grids; ++g) households += households_of(c, g);
  const bool village = c.name.find("村") != std::string::npos;
  TRY(id, territory::create_area(unit, record, {.parent = subdistrict, .kind = village ? territory::AreaKind::village : territory::AreaKind::community,
                                               .code = code, .name = c.name, .name_en = c.name_en, .households = households,
                                               .shape = territory::to_json(shapes.outline), .valid_from = holds_from,
                                               .source = c.named_in_article ? "article" : "example"}));
  std::string stem = c.name.substr(0, c.name.find("社区"));
  if (village) stem = c.name.substr(0, c.name.find("（"));
  for (int g = 1; g <= c.grids; ++g) {
    TRY(grid, territory::create_area(unit, record, {.parent = id, .kind = territory::AreaKind::grid, .code = fmt::format("{}{:03}", code, g),
                                                   .name = fmt::format("{}第{}网格", stem, g), .name_en = fmt::format("{} Grid {}", c.name_en.substr(0, c.name_en.find(' ')), g),
                                                   .households = households_of(c, g),
                                                   .shape = territory::to_json(shapes.grids[static_cast<std::size_t>(g) - 1]),
                                                   .valid_from = holds_from, .source = "example"}));
    static_cast<void>(grid);
  }
  return {};
}

base::Done all_areas(store::Unit& unit, const territory::Recorder& record) {
  base::AreaId root{};
  std::map<std::string, base::AreaId> by_code;
  for (const auto& line : official()) {
    const auto kind = described::from_word<territory::AreaKind>(line[3]);
    if (!kind) return base::fail(base::ErrorCode::invalid, "territory.wrong_parent");
    // The inner town is grade 1, towns and townships are grade 2: an example of the area grade that limits may use.
    TRY(id, territory::create_area(unit, record, {.parent = root, .kind = *kind, .code = line[0], .name = line[1], .name_en = line[2],
                                                 .grade = line[3] == "district" || line[3] == "subdistrict" ? "1" : "2", .valid_from = holds_from,
                                                 .source = "official"}));
    if (*kind == territory::AreaKind::district) root = id;
    by_code[line[0]] = id;
  }
  std::map<std::string, int> numbers;
  for (const PlannedCommunity& c : planned_communities()) {
    TRY_DO(community(unit, record, by_code[c.subdistrict_code], c, ++numbers[c.subdistrict_code]));
  }
  return {};
}

}  // namespace

base::Done make_demo_areas(registry::House& house, base::DistrictId district, const registry::DemoPlan&) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  const base::Instant real = house.real_clock.now();
  const store::Work work{{district, row ? store::district_now(*row, real) : real, real}, {}};
  TRY_DO(house.store.write(work, [&](store::Unit& unit) {
    return all_areas(unit, [&](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); });
  }));
  house.areas.forget(district);
  return {};
}

}  // namespace divisions
