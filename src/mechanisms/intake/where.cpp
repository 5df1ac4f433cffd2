#include "mechanisms/intake/where.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "mechanisms/intake/tables.hpp"
#include "messages/texts.hpp"
#include "store/list.hpp"
#include "territory/places.hpp"

namespace intake {
namespace {

constexpr double e7 = 1e7;

std::string name_of(const territory::Area& area, std::string_view language) { return language == "en" && !area.name_en.empty() ? area.name_en : area.name; }
std::string say(const Visit& visit, std::string_view key, const base::Params& params = {}) { return visit.call.house.texts.say(visit.call.language, key, params); }

std::optional<territory::Point> point_of(std::int64_t lon_e7, std::int64_t lat_e7) {
  if (lon_e7 == 0 && lat_e7 == 0) return std::nullopt;
  return territory::Point{static_cast<double>(lon_e7) / e7, static_cast<double>(lat_e7) / e7};
}

// The area that the lists name: the grid where it lies in what was chosen above it.
const territory::Area* chosen_area(const territory::Tree& tree, const ReportForm& form) {
  const territory::Area* area = form.area.empty() ? nullptr : tree.by_code(form.area);
  const territory::Area* grid = form.grid.empty() ? nullptr : tree.by_code(form.grid);
  return grid != nullptr && area != nullptr && tree.is_below(grid->id, area->id) ? grid : area;
}

const Spot* find(const std::vector<Spot>& spots, std::string_view id) {
  for (const Spot& each : spots)
    if (each.id == id) return &each;
  return nullptr;
}

std::string words_of(const Spot& spot, std::string_view typed) {
  if (typed.empty()) return spot.name;
  if (typed.find(spot.name) != typed.npos) return std::string(typed);
  std::string both = spot.name + " " + std::string(typed);
  return base::valid_utf8(both) && base::code_points(both) <= base::limits::place_chars_max ? both : std::string(typed);
}

void spot_choices(const Visit& visit, const std::vector<Spot>& spots, std::string_view chosen, const std::optional<Plane>& plane, View& view) {
  std::vector<View> groups;
  for (const std::string_view kind : {"estate", "lane", "business_area"}) {
    View group;
    std::vector<View> items;
    for (const Spot& spot : spots) {
      if (spot.kind != kind) continue;
      View v;
      v.text("name", spot.name).text("code", spot.id).flag("chosen", spot.id == chosen);
      if (spot.at && plane && plane->holds(*spot.at)) v.text("x", fmt::format("{:.1f}", plane->x(spot.at->lon))).text("y", fmt::format("{:.1f}", plane->y(spot.at->lat)));
      if (const territory::Area* grid = visit.tree->find(spot.grid)) {
        v.text("grid", grid->code);
        // Two estates of one name are told apart by their grid.
        const auto same = std::count_if(spots.begin(), spots.end(), [&](const Spot& other) { return other.name == spot.name; });
        if (same > 1) v.texts[0].second += "（" + name_of(*grid, visit.call.language) + "）";
      }
      items.push_back(std::move(v));
    }
    if (items.empty()) continue;
    group.text("name", say(visit, "intake.spot." + std::string(kind)));
    group.lists.emplace_back("spots", std::move(items));
    groups.push_back(std::move(group));
  }
  view.flag("spots_any", !groups.empty()).lists.emplace_back("spot_kinds", std::move(groups));
}

}  // namespace

std::vector<Spot> spots_of(const Visit& visit, base::AreaId community) {
  std::vector<Spot> out;
  const auto query = store::parse_list(territory::places_list(),
                                       {{"filter.kind", "estate,lane,business_area"}, {"filter.area", std::to_string(community.value)}, {"sort", "name"}, {"limit", "200"}},
                                       {.time_zone = visit.call.time_zone, .level = [](std::int64_t) { return std::optional<std::size_t>(1); }});
  if (!query) return out;
  visit.call.house.store.read([&](store::Session& s) {
    store::run_page(s, territory::places_list(), *query, {.everything = true}, {store::arg(visit.district.id), store::arg(visit.tree->day())}, [&](const store::Row& r) {
      out.push_back({.id = std::to_string(r.integer(0)), .kind = std::string(r.text(2)), .name = std::string(r.text(4)),
                     .grid = {r.null(7) ? 0 : r.integer(7)}, .at = point_of(r.integer(15), r.integer(16))});
    });
    return 0;
  });
  return out;
}

Where where_of(const Visit& visit, const ReportForm& form, CheckedForm& checked, std::vector<FormError>& errors) {
  const territory::Tree& tree = *visit.tree;
  Where out{.place = base::normalised(form.place)};
  if (!form.area.empty() && tree.by_code(form.area) == nullptr) errors.push_back({"place", "intake.no_such_place", {}});
  const territory::Area* chosen = chosen_area(tree, form);
  const territory::Area* community = chosen != nullptr ? tree.community_of(chosen->id) : nullptr;
  if (checked.longitude) {
    const territory::Area* stands_in = tree.locate(*checked.longitude, *checked.latitude);
    const territory::Area* district = tree.find(tree.root());
    const bool elsewhere = stands_in == nullptr && district != nullptr && district->has_shape;
    if (elsewhere && chosen == nullptr && out.place.empty()) errors.push_back({"place", "intake.outside", {{"district", visit.district.name_zh}}});
    // Sent from elsewhere, or from another community than the one that was chosen: words and choice count.
    const bool against = community != nullptr && (stands_in != nullptr ? !tree.is_below(stands_in->id, community->id) : community->has_shape);
    if (elsewhere || against) checked.longitude = checked.latitude = std::nullopt;
    else if (chosen != nullptr && stands_in != nullptr && tree.is_below(stands_in->id, chosen->id)) chosen = stands_in;
  }
  if (!form.spot.empty() && community != nullptr) {
    const auto spots = spots_of(visit, community->id);
    if (const Spot* spot = find(spots, form.spot)) {
      out.place = words_of(*spot, out.place);
      if (!checked.longitude && spot->at) checked.longitude = spot->at->lon, checked.latitude = spot->at->lat;
      if (chosen == community && tree.find(spot->grid) != nullptr) chosen = tree.find(spot->grid);
    }
  }
  if (chosen != nullptr) out.area = chosen->id;   // else the matters room locates the point
  // A tap or a choice without a word: the grid's name says where, in titles and lists.
  if (out.place.empty() && chosen != nullptr && community != nullptr) out.place = chosen->name;
  return out;
}

void show_place(const Visit& visit, const ReportForm& form, View& view) {
  const territory::Tree& tree = *visit.tree;
  const territory::Area* chosen = chosen_area(tree, form);
  const territory::Area* community = chosen != nullptr ? tree.community_of(chosen->id) : nullptr;
  if (community == nullptr) return;
  const auto spots = spots_of(visit, community->id);
  std::vector<FormError> none;
  const CheckedForm checked = check(form, none);
  MapAsk ask{.community = community->id, .grid = chosen == community ? base::AreaId{} : chosen->id, .language = visit.call.language};
  if (checked.longitude) ask.at = territory::Point{*checked.longitude, *checked.latitude};
  const Spot* spot = find(spots, form.spot);
  if (!ask.at && spot != nullptr) ask.at = spot->at;
  const territory::Area* stands_in = ask.at ? tree.locate(ask.at->lon, ask.at->lat) : nullptr;
  if (stands_in == nullptr || !tree.is_below(stands_in->id, community->id)) ask.at = std::nullopt, stands_in = nullptr;
  if (ask.grid.value == 0 && stands_in != nullptr && stands_in != community) ask.grid = stands_in->id;
  draw_map(tree, spots, ask, view);
  if (stands_in != nullptr) view.text("picked", say(visit, "intake.map.picked", {{"where", name_of(*stands_in, visit.call.language)}}));
  std::vector<View> grids;
  for (const territory::Area* grid : tree.children(community->id)) {
    View v;
    v.text("name", name_of(*grid, visit.call.language)).text("code", grid->code).flag("chosen", grid->id == ask.grid);
    grids.push_back(std::move(v));
  }
  view.flag("grids_any", !grids.empty()).lists.emplace_back("grids", std::move(grids));
  spot_choices(visit, spots, form.spot, plane_of(tree, community->id), view);
}

void show_where(const Visit& visit, base::MatterId matter, View& view) {
  const territory::Tree& tree = *visit.tree;
  const auto stands = visit.call.house.store.read([&](store::Session& s) { return stands_at(s, visit.district.id, matter); });
  if (!stands) return;
  const auto at = point_of(stands->lon_e7, stands->lat_e7);
  const territory::Area* area = tree.find(stands->area_id);
  const territory::Area* community = area != nullptr ? tree.community_of(area->id) : nullptr;
  if (community == nullptr) return;
  const MapAsk ask{.community = community->id, .grid = area == community ? base::AreaId{} : area->id, .at = at, .language = visit.call.language};
  if (!draw_map(tree, spots_of(visit, community->id), ask, view)) return;
  const auto plane = plane_of(tree, community->id);
  const std::string name = name_of(*area, visit.call.language);
  view.text("where_words", say(visit, at && plane->holds(*at) ? "intake.progress.map_point" : "intake.progress.map_area", {{"where", name}}));
}

}  // namespace intake
