#include "territory/places.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/described/tables.hpp"
#include "base/text.hpp"
#include "territory/place_tables.hpp"

namespace territory {

struct PlaceClosed { base::CivilDate to{}; std::string reason{}; };   // "place.closed"

}  // namespace territory

DESCRIBED(territory::PlaceClosed)
DESCRIBE(territory::PlaceClosed, "PlaceClosed", FIELD(to), FIELD(reason))

namespace territory {
namespace {

constexpr std::int64_t floors_max = 200, households_max = 100'000;

base::RuleRef rule(std::string place) { return {"rules/divisions", 1, std::move(place)}; }

// One lock for the register: it changes rarely, and codes and estates of several places are decided together.
void lock_places(store::Unit& unit) { unit.lock(4, {"places", 0}); }

Place as_place(PlaceRow r) {
  return {.id = r.id, .version = r.version, .kind = r.kind, .code = std::move(r.code), .name = std::move(r.name), .address = std::move(r.address),
          .area = r.area_id, .grid = r.grid_id, .community = r.community_id, .subdistrict = r.subdistrict_id, .within = r.within_id,
          .households = r.households, .floors = r.floors, .property_company = std::move(r.property_company), .owners_committee = r.owners_committee,
          .lon_e7 = r.lon_e7, .lat_e7 = r.lat_e7, .source = std::move(r.source), .valid_from = r.valid_from, .valid_to = r.valid_to};
}

base::Done stand(const Tree& tree, base::AreaId area, PlaceRow& row) {
  const Area* found = tree.find(area);
  const Area* community = tree.community_of(area);
  if (found == nullptr || community == nullptr) return base::refuse("territory.place_needs_community", rule("places"), "territory.choose_grid_or_community");
  row.area_id = area;
  row.grid_id = found->kind == AreaKind::grid ? std::optional(area) : std::nullopt;
  row.community_id = community->id;
  const Area* subdistrict = tree.subdistrict_of(area);
  row.subdistrict_id = subdistrict != nullptr ? std::optional(subdistrict->id) : std::nullopt;
  return {};
}

base::Done stand_within(store::Unit& unit, PlaceId estate, PlaceRow& row) {
  row.within_id = estate ? std::optional(estate) : std::nullopt;
  if (!estate) return {};
  const auto found = place_row(unit, unit.district(), estate);
  const bool fits = row.kind == PlaceKind::building && found && found->kind == PlaceKind::estate && found->community_id == row.community_id &&
                    !found->valid_to;
  if (!fits) return base::refuse("territory.not_in_this_estate", rule("places"), "territory.choose_another_estate");
  return {};
}

void put_point(PlaceRow& row, std::optional<double> lon, std::optional<double> lat) {
  if (lon) row.lon_e7 = std::llround(*lon * 1e7);
  if (lat) row.lat_e7 = std::llround(*lat * 1e7);
}

PlaceFields fields_of(const PlaceRow& r) {
  return {.kind = r.kind, .code = r.code, .name = r.name, .address = r.address, .area = r.area_id, .households = r.households, .floors = r.floors,
          .property_company = r.property_company, .owners_committee = r.owners_committee, .valid_from = r.valid_from};
}

base::Done write_event(store::Unit& unit, const Recorder& record, std::string kind, const PlaceRow& row, std::string body) {
  TRY(event, record(unit, {.kind = std::move(kind), .subject = {"place", row.id.value}, .body = std::move(body), .area = row.area_id}));
  static_cast<void>(event);
  return {};
}

base::Result<PlaceRow> open_row(store::Unit& unit, PlaceId id, std::optional<std::int64_t> if_version) {
  auto row = place_row(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "territory.no_such_place");
  if (if_version && *if_version != row->version)
    return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "territory.place_changed_meanwhile", .rule = rule("places"),
                                       .remedy = "territory.look_at_the_place_again", .now_version = row->version});
  if (row->valid_to) return base::refuse("territory.place_is_closed", rule("places"), "territory.nothing_to_change");
  return *std::move(row);
}

}  // namespace

base::Done check_place(const PlaceFields& f) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = "territory.fields_wrong"};
  const auto wrong = [&](std::string path, std::string reason) { error.errors.push_back({.path = std::move(path), .reason = std::move(reason)}); };
  if (f.code.empty() || f.code.size() > 40) wrong("/code", "territory.no_place_code");
  if (base::trimmed(f.name).empty() || base::code_points(f.name) > 80) wrong("/name", "territory.no_name");
  if (base::code_points(f.address) > 200) wrong("/address", "territory.address_too_long");
  if (f.households < 0 || f.households > households_max) wrong("/households", "territory.bad_households");
  if (f.floors < 0 || f.floors > floors_max) wrong("/floors", "territory.bad_floors");
  if (base::code_points(f.property_company) > 80) wrong("/property_company", "territory.company_too_long");
  if (f.owners_committee != OwnersCommittee::unknown && f.kind != PlaceKind::estate) wrong("/owners_committee", "territory.committee_of_estates_only");
  if (f.lon.has_value() != f.lat.has_value() || (f.lon && (*f.lon < -180 || *f.lon > 180 || *f.lat < -90 || *f.lat > 90)))
    wrong("/lon", "territory.outside_the_world");
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  return {};
}

base::Result<PlaceId> create_place(store::Unit& unit, const Recorder& record, const Tree& tree, const PlaceFields& f) {
  lock_places(unit);
  TRY_DO(check_place(f));
  if (place_row_by_code(unit, unit.district(), f.kind, f.code))
    return base::refuse("territory.place_code_taken", rule("places"), "territory.choose_another_code", {{"code", f.code}});
  PlaceRow row{.id = unit.make<PlaceId>(), .version = 1, .kind = f.kind, .code = f.code, .name = base::normalised(f.name), .address = f.address,
               .households = f.households, .floors = f.floors, .property_company = f.property_company, .owners_committee = f.owners_committee,
               .source = f.source.empty() ? "desk" : f.source, .valid_from = f.valid_from};
  put_point(row, f.lon, f.lat);
  TRY_DO(stand(tree, f.area, row));
  TRY_DO(stand_within(unit, f.within, row));
  insert_place(unit, row);
  TRY_DO(write_event(unit, record, "place.created", row, described::to_json(row)));
  return row.id;
}

base::Done change_place(store::Unit& unit, const Recorder& record, const Tree& tree, PlaceId id, const PlaceChange& c, std::optional<std::int64_t> if_version) {
  lock_places(unit);
  TRY(row, open_row(unit, id, if_version));
  const bool new_code = c.code && *c.code != row.code;
  row.code = c.code.value_or(row.code);
  row.name = c.name.value_or(row.name);
  row.address = c.address.value_or(row.address);
  row.property_company = c.property_company.value_or(row.property_company);
  row.households = c.households.value_or(row.households);
  row.floors = c.floors.value_or(row.floors);
  row.owners_committee = c.owners_committee.value_or(row.owners_committee);
  PlaceFields fields = fields_of(row);
  fields.lon = c.lon;
  fields.lat = c.lat;
  TRY_DO(check_place(fields));
  if (new_code && place_row_by_code(unit, unit.district(), row.kind, row.code))
    return base::refuse("territory.place_code_taken", rule("places"), "territory.choose_another_code", {{"code", row.code}});
  put_point(row, c.lon, c.lat);
  TRY_DO(stand(tree, c.area.value_or(row.area_id), row));
  TRY_DO(stand_within(unit, c.within.value_or(row.within_id.value_or(PlaceId{})), row));
  ++row.version;
  update_place(unit, row);
  return write_event(unit, record, "place.changed", row, described::to_json(row));
}

base::Done close_place(store::Unit& unit, const Recorder& record, PlaceId id, base::CivilDate to, const std::string& reason,
                       std::optional<std::int64_t> if_version) {
  lock_places(unit);
  TRY(row, open_row(unit, id, if_version));
  if (!(row.valid_from < to)) return base::refuse("territory.same_day", rule("places"), "territory.choose_a_later_day");
  if (has_places_within(unit, unit.district(), id, to))
    return base::refuse("territory.has_buildings", rule("places"), "territory.close_the_buildings_first");
  row.valid_to = to;
  ++row.version;
  update_place(unit, row);
  return write_event(unit, record, "place.closed", row, described::to_json(PlaceClosed{to, reason}));
}

std::optional<Place> place(store::Session& s, base::DistrictId d, PlaceId id) {
  auto row = place_row(s, d, id);
  return row ? std::optional(as_place(*std::move(row))) : std::nullopt;
}
std::optional<Place> place_by_code(store::Session& s, base::DistrictId d, PlaceKind kind, std::string_view code) {
  auto row = place_row_by_code(s, d, kind, code);
  return row ? std::optional(as_place(*std::move(row))) : std::nullopt;
}
std::vector<Place> places_by_ids(store::Session& s, base::DistrictId d, const std::vector<PlaceId>& ids) {
  std::vector<Place> out;
  for (PlaceRow& row : place_rows(s, d, ids)) out.push_back(as_place(std::move(row)));
  return out;
}

std::vector<PlacePast> place_history(store::Session& s, base::DistrictId d, PlaceId id) {
  std::vector<PlacePast> out;
  for (const store::Event& e : store::events_of(s, d, {"place", id.value})) {
    PlacePast line{.at = e.happened_at, .kind = e.kind, .place = {}, .reason = {}};
    if (e.kind == "place.closed") {
      if (!out.empty()) line.place = out.back().place;
      if (const auto body = described::parse<PlaceClosed>(e.body)) line.place.valid_to = body->to, line.reason = body->reason;
    } else if (auto body = described::parse<PlaceRow>(e.body)) {
      line.place = as_place(*std::move(body));
    }
    out.push_back(std::move(line));
  }
  return out;
}

std::string places_fold(store::Session& s, base::DistrictId d, PlaceId only) {
  store::SubjectEvents events(s, d, "place");
  const auto fault_of = [&](const PlaceRow& row) -> std::string {
    std::optional<PlaceRow> folded;
    for (const store::Event& e : events.of(row.id.value)) {
      if (e.kind == "place.closed") {
        const auto body = described::parse<PlaceClosed>(e.body);
        if (body && folded) folded->valid_to = body->to, ++folded->version;
      } else if (auto body = described::parse<PlaceRow>(e.body)) {
        folded = *std::move(body);
      }
    }
    return folded && *folded == row ? std::string{} : fmt::format("place {} is not what its events say", row.id.value);
  };
  if (only) {
    const auto row = place_row(s, d, only);
    return row ? fault_of(*row) : std::string{};
  }
  for (const PlaceRow& row : all_place_rows(s, d))
    if (std::string fault = fault_of(row); !fault.empty()) return fault;
  return {};
}

}  // namespace territory
