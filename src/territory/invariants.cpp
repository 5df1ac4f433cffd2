#include "territory/invariants.hpp"

#include <fmt/format.h>

#include "store/journal.hpp"
#include "territory/model.hpp"
#include "territory/rules.hpp"
#include "territory/tables.hpp"

namespace territory {
namespace {

using ByArea = std::map<base::AreaId, std::vector<AreaRow>>;  // oldest version first

ByArea by_area(std::vector<AreaRow> rows) {
  ByArea out;
  for (AreaRow& r : rows) out[r.area_id].push_back(std::move(r));
  return out;
}

bool overlap(const AreaRow& a, const AreaRow& b) {
  return (!a.valid_to || b.valid_from < *a.valid_to) && (!b.valid_to || a.valid_from < *b.valid_to);
}

std::string fold_of(store::Session& s, base::DistrictId district, base::AreaId area, const std::vector<AreaRow>& rows) {
  std::vector<AreaVersioned> folded;
  for (const store::Event& e : store::events_of(s, district, {"area", area.value})) {
    if (e.kind == "area.created" || e.kind == "area.changed") {
      const auto body = described::parse<AreaVersioned>(e.body);
      if (!body) return fmt::format("an event of area {} cannot be read", area.value);
      if (!folded.empty()) folded.back().valid_to = body->valid_from;
      folded.push_back(*body);
    } else if (e.kind == "area.closed" && !folded.empty()) {
      if (const auto body = described::parse<AreaClosed>(e.body)) folded.back().valid_to = body->from;
    }
  }
  const bool same = folded.size() == rows.size() && std::equal(folded.begin(), folded.end(), rows.begin(), [](const AreaVersioned& v, const AreaRow& r) {
    return v.version == r.id && v.parent == r.parent_id && v.code == r.code && v.name == r.name && v.name_en == r.name_en && v.grade == r.grade &&
           v.households == r.households && v.shape == r.shape && v.valid_from == r.valid_from && v.valid_to == r.valid_to;
  });
  return same ? std::string{} : fmt::format("the versions of area {} are not what its events say", area.value);
}

}  // namespace

std::string versions_fit(store::Session& s, base::DistrictId district) {
  const ByArea areas = by_area(all_rows(s, district));
  std::map<std::string, std::vector<const AreaRow*>> codes;
  for (const auto& [id, rows] : areas)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i + 1 < rows.size() && overlap(rows[i], rows[i + 1])) return fmt::format("two versions of area {} overlap", id.value);
      for (const AreaRow* other : codes[rows[i].code])
        if (other->area_id != id && overlap(*other, rows[i])) return fmt::format("code {} is of two areas at a time", rows[i].code);
      codes[rows[i].code].push_back(&rows[i]);
      if (!rows[i].parent_id) continue;
      const auto parent = areas.find(rows[i].parent_id);
      if (parent == areas.end() || holding(parent->second, rows[i].valid_from) == parent->second.size())
        return fmt::format("area {} begins under a parent that is not there", id.value);
    }
  return {};
}

std::string areas_fold(store::Session& s, base::DistrictId district, base::AreaId area) {
  if (area) return fold_of(s, district, area, rows_of(s, district, area));
  for (const auto& [id, rows] : by_area(all_rows(s, district)))
    if (std::string fault = fold_of(s, district, id, rows); !fault.empty()) return fault;
  return {};
}

}  // namespace territory
