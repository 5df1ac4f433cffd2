// What a report and an imported record say alike, on its way into the body of its event.
#pragma once
#include <cmath>

#include "base/text.hpp"
#include "matters/context.hpp"
#include "matters/rules.hpp"

namespace matters {

// `Said` is NewReport or ImportedMatter, `Body` the body of its event.
template <class Body, class Said>
void say_what_and_where(Body& b, const Said& said, const Context& c, base::AreaId area) {
  const auto e7 = [](double degrees) { return static_cast<std::int64_t>(std::llround(degrees * 1e7)); };
  const Place place = place_of(*c.tree, area);
  b.category = said.category.empty() ? std::string(unsorted_category) : said.category;
  b.place = base::normalised(said.place);
  b.title = said.title.empty() ? made_title(b.place, c.rules.category_zh(b.category)) : base::normalised(said.title);
  b.source = said.source;
  b.area_id = place.area;
  b.area_version = place.area_version;
  b.grid_id = place.grid;
  b.community_id = place.community;
  b.subdistrict_id = place.subdistrict;
  if (said.longitude && said.latitude) {
    b.lon_e7 = e7(*said.longitude);
    b.lat_e7 = e7(*said.latitude);
  }
  b.machine_version = c.rules.machine->version;
}

}  // namespace matters
