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

struct Making {
  registry::House& house;
  store::Work work{};
  const DrawnDistrict& drawn;
  base::AreaId root{};
  std::map<std::string, base::AreaId> units{};   // township-level, by code
  territory::Recorder record() const {
    return [&h = house](store::Unit& u, const store::NewEvent& e) { return registry::record(h, u, e); };
  }
};

std::string shape_of(const Making& m, const std::string& code, std::string_view kind) {
  if (kind == "district") return m.drawn.outline.empty() ? std::string{} : territory::to_json(m.drawn.outline);
  for (const auto& [unit, shape] : m.drawn.subdistricts)
    if (unit == code) return territory::to_json(shape);
  return {};
}

base::Done upper_areas(Making& m) {
  return m.house.store.write(m.work, [&](store::Unit& unit) -> base::Done {
    m.units.clear();
    m.root = {};
    for (const auto& line : official()) {
      const auto kind = described::from_word<territory::AreaKind>(line[3]);
      if (!kind) return base::fail(base::ErrorCode::invalid, "territory.wrong_parent");
      // The inner town is grade 1, towns and townships are grade 2: an example of the area grade that limits may use.
      TRY(id, territory::create_area(unit, m.record(), {.parent = m.root, .kind = *kind, .code = line[0], .name = line[1], .name_en = line[2],
                                                       .grade = line[3] == "district" || line[3] == "subdistrict" ? "1" : "2",
                                                       .shape = shape_of(m, line[0], line[3]), .valid_from = divided_from, .source = "official"}));
      if (*kind == territory::AreaKind::district) m.root = id;
      m.units[line[0]] = id;
    }
    return {};
  });
}

// The grids before the re-division: they had two digits, today's have three, and each names those that took its place.
base::Done earlier_grids(store::Unit& unit, const Making& m, const DrawnCommunity& c, base::AreaId community, const std::string& code, const std::string& stem,
                         const std::vector<base::AreaId>& grids) {
  int number = 0;
  for (const DrawnGrid& old : c.earlier) {
    ++number;
    TRY(id, territory::create_area(unit, m.record(), {.parent = community, .kind = territory::AreaKind::grid, .code = fmt::format("{}{:02}", code, number),
                                                     .name = fmt::format("{}原第{}网格", stem, number), .name_en = fmt::format("{} former Grid {}", c.name_en.substr(0, c.name_en.find(' ')), number),
                                                     .households = old.households, .shape = territory::to_json(old.shape), .valid_from = divided_from,
                                                     .source = "example"}));
    std::vector<base::AreaId> successors;
    for (const std::size_t g : old.successors) successors.push_back(grids[g]);
    TRY_DO(territory::close_area(unit, m.record(), id, redivided_from, "网格重新划分（示例）", successors));
  }
  return {};
}

base::Done community(store::Unit& unit, const Making& m, const DrawnCommunity& c, int number) {
  const std::string code = fmt::format("{}{:03}", c.subdistrict_code, number);
  std::int64_t households = 0;
  for (const DrawnGrid& g : c.grids) households += g.households;
  TRY(id, territory::create_area(unit, m.record(), {.parent = m.units.at(c.subdistrict_code), .kind = c.village ? territory::AreaKind::village : territory::AreaKind::community,
                                                   .code = code, .name = c.name, .name_en = c.name_en, .households = households,
                                                   .shape = territory::to_json(c.outline), .valid_from = divided_from,
                                                   .source = c.named_in_article ? "article" : "example"}));
  const std::string stem = c.name.substr(0, c.name.find(c.village ? "（" : "社区"));
  std::vector<base::AreaId> grids;
  for (const DrawnGrid& g : c.grids) {
    const auto n = grids.size() + 1;
    TRY(grid, territory::create_area(unit, m.record(), {.parent = id, .kind = territory::AreaKind::grid, .code = fmt::format("{}{:03}", code, n),
                                                       .name = fmt::format("{}第{}网格", stem, n), .name_en = fmt::format("{} Grid {}", c.name_en.substr(0, c.name_en.find(' ')), n),
                                                       .households = g.households, .shape = territory::to_json(g.shape),
                                                       .valid_from = c.earlier.empty() ? divided_from : redivided_from, .source = "example"}));
    grids.push_back(grid);
  }
  return earlier_grids(unit, m, c, id, code, stem, grids);
}

}  // namespace

base::Done make_demo_areas(registry::House& house, base::DistrictId district, const registry::DemoPlan& plan) {
  const auto row = house.store.read([&](store::Session& s) { return store::district_by_id(s, district); });
  const base::Instant real = house.real_clock.now();
  const DrawnDistrict drawn = plan.full ? full_district(plan.seed) : small_district();
  Making m{house, {{district, row ? store::district_now(*row, real) : real, real}, {}}, drawn};
  TRY_DO(upper_areas(m));
  std::map<std::string, int> numbers;
  std::int64_t done = 0;
  for (const DrawnCommunity& c : drawn.communities) {
    const int number = ++numbers[c.subdistrict_code];
    TRY_DO(house.store.write(m.work, [&](store::Unit& unit) { return community(unit, m, c, number); }));
    if (plan.progress) plan.progress(++done, static_cast<std::int64_t>(drawn.communities.size()));
  }
  house.areas.forget(district);
  return {};
}

}  // namespace divisions
