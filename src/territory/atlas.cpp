// Trees in memory: all versions of a district's areas are read once, the tree of a day is built from them when somebody asks for it.
#include "base/time.hpp"
#include "store/districts.hpp"
#include "territory/rules.hpp"
#include "territory/tables.hpp"

namespace territory {
namespace {

constexpr base::Duration trusted_for = base::seconds(1);
constexpr std::size_t days_kept = 4;  // today, yesterday around midnight, and what an old matter asks for

Area as_area(const AreaRow& r) {
  return {.id = r.area_id, .parent = r.parent_id, .version = r.id, .kind = r.kind, .code = r.code, .name = r.name, .name_en = r.name_en,
          .grade = r.grade, .households = r.households, .valid_from = r.valid_from, .valid_to = r.valid_to, .has_shape = !r.shape.empty(),
          .centre_lon = static_cast<double>(r.centre_lon_e7) / 1e7, .centre_lat = static_cast<double>(r.centre_lat_e7) / 1e7,
          .square_metres = static_cast<double>(r.square_metres)};
}

}  // namespace

struct Atlas::Kept {
  std::int64_t revision{};
  base::Instant checked_at{};          // real; guarded by Atlas::mutex_
  std::optional<base::Zone> zone{};
  std::vector<AreaRow> rows{};
  std::vector<std::shared_ptr<const Shape>> shapes{};   // beside rows
  std::mutex mutex{};
  std::map<base::CivilDate, std::shared_ptr<const Tree>> trees{};

  std::shared_ptr<const Tree> tree(base::CivilDate day) {
    const std::scoped_lock guard(mutex);
    if (const auto it = trees.find(day); it != trees.end()) return it->second;
    std::vector<Area> areas;
    std::vector<std::shared_ptr<const Shape>> their_shapes;
    std::int64_t number = 0;  // rows stand by area, then by day
    for (std::size_t i = 0; i < rows.size(); ++i) {
      number = i != 0 && rows[i].area_id == rows[i - 1].area_id ? number + 1 : 1;
      if (day < rows[i].valid_from || (rows[i].valid_to && *rows[i].valid_to <= day)) continue;
      areas.push_back(as_area(rows[i]));
      areas.back().number = number;
      their_shapes.push_back(shapes[i]);
    }
    if (trees.size() >= days_kept) trees.erase(trees.begin());
    return trees.emplace(day, make_tree(day, std::move(areas), std::move(their_shapes))).first->second;
  }
};

std::shared_ptr<Atlas::Kept> Atlas::kept(store::Session& session, base::DistrictId district) {
  const base::Instant now = real_clock_.now();
  {
    const std::scoped_lock guard(mutex_);
    if (const auto it = districts_.find(district); it != districts_.end() && now < it->second->checked_at + trusted_for && it->second->checked_at <= now)
      return it->second;
  }
  const std::int64_t current = revision(session, district);
  const bool confirmed = dynamic_cast<store::Unit*>(&session) == nullptr;  // a unit may yet fail: what it sees is asked again
  {
    const std::scoped_lock guard(mutex_);
    if (const auto it = districts_.find(district); it != districts_.end() && it->second->revision == current) {
      if (confirmed) it->second->checked_at = now;
      return it->second;
    }
  }
  auto fresh = std::make_shared<Kept>();
  fresh->revision = current;
  if (confirmed) fresh->checked_at = now;
  const auto row = store::district_by_id(session, district);
  if (auto zone = base::Zone::named(row ? row->time_zone : "UTC"); zone) fresh->zone = *zone;
  fresh->rows = all_rows(session, district);
  for (const AreaRow& r : fresh->rows) {
    std::shared_ptr<const Shape> shape;
    if (!r.shape.empty())
      if (auto parsed = parse_shape(r.shape); parsed) shape = std::make_shared<const Shape>(std::move(*parsed));
    fresh->shapes.push_back(std::move(shape));
  }
  const std::scoped_lock guard(mutex_);
  districts_[district] = fresh;
  return fresh;
}

base::CivilDate Atlas::civil_today(store::Session& session, const store::Moment& moment) {
  return kept(session, moment.district)->zone->date_of(moment.now);
}

std::shared_ptr<const Tree> Atlas::today(store::Session& session, const store::Moment& moment) {
  const auto district = kept(session, moment.district);
  return district->tree(district->zone->date_of(moment.now));
}

std::shared_ptr<const Tree> Atlas::as_of(store::Session& session, base::DistrictId district, base::CivilDate day) {
  return kept(session, district)->tree(day);
}

void Atlas::forget(base::DistrictId district) {
  const std::scoped_lock guard(mutex_);
  districts_.erase(district);
}

}  // namespace territory
