#include "territory/place_tables.hpp"

#include "base/described/tables.hpp"
#include "formats/pinyin.hpp"

DESCRIBE_ENUM(territory::PlaceKind, "PlaceKind", estate, building, lane, business_area)
DESCRIBE_ENUM(territory::OwnersCommittee, "OwnersCommittee", unknown, yes, no)
DESCRIBE(territory::PlaceRow, "PlaceRow", FIELD(id), FIELD(version), FIELD(kind), FIELD(code), FIELD(name), FIELD(address), FIELD(area_id), FIELD(grid_id),
         FIELD(community_id), FIELD(subdistrict_id), FIELD(within_id), FIELD(households), FIELD(floors), FIELD(property_company), FIELD(owners_committee),
         FIELD(lon_e7), FIELD(lat_e7), FIELD(source), FIELD(valid_from), FIELD(valid_to))

namespace territory {
namespace {

using store::ListKind;
using store::ListTest;

#define PLACE_COLUMNS                                                                                                                      \
  "p.id, p.version, p.kind, p.code, p.name, p.address, p.area_id, p.grid_id, p.community_id, p.subdistrict_id, p.within_id, p.households, " \
  "p.floors, p.property_company, p.owners_committee, p.lon_e7, p.lat_e7, p.source, p.valid_from, p.valid_to"

const store::Statement write_place{
    "territory.insert_place",
    "INSERT INTO places (district_id, id, version, kind, code, name, address, area_id, grid_id, community_id, subdistrict_id, within_id, households, floors, "
    "property_company, owners_committee, lon_e7, lat_e7, source, valid_from, valid_to, pinyin) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)"};
const store::Statement rewrite_place{
    "territory.update_place",
    "UPDATE places SET version = $3, code = $4, name = $5, address = $6, area_id = $7, grid_id = $8, community_id = $9, subdistrict_id = $10, within_id = $11, "
    "households = $12, floors = $13, property_company = $14, owners_committee = $15, lon_e7 = $16, lat_e7 = $17, valid_to = $18, pinyin = $19 "
    "WHERE district_id = $1 AND id = $2"};
const store::Statement read_without_key{"territory.places_without_key", "SELECT id, name FROM places WHERE district_id = $1 AND pinyin = '' ORDER BY id LIMIT $2"};
const store::Statement write_key{"territory.place_key", "UPDATE places SET pinyin = $3 WHERE district_id = $1 AND id = $2"};
const store::Statement read_place{"territory.place", "SELECT " PLACE_COLUMNS " FROM places p WHERE p.district_id = $1 AND p.id = $2"};
const store::Statement read_by_code{"territory.place_by_code",
                                    "SELECT " PLACE_COLUMNS " FROM places p WHERE p.district_id = $1 AND p.kind = $2 AND p.code = $3"};
const store::Statement read_all_places{"territory.all_places", "SELECT " PLACE_COLUMNS " FROM places p WHERE p.district_id = $1 ORDER BY p.id"};
const store::Statement read_within{
    "territory.places_within", "SELECT id FROM places WHERE district_id = $1 AND within_id = $2 AND (valid_to IS NULL OR valid_to > $3) LIMIT 1"};
const store::Statement count_within{
    "territory.count_within",
    "SELECT COUNT(*) FROM places WHERE district_id = $1 AND within_id = $2 AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)"};
const store::Statement sum_places{
    "territory.place_sums",
    "SELECT kind, COUNT(*), SUM(households), SUM(CASE WHEN owners_committee = 'yes' THEN 1 ELSE 0 END), SUM(CASE WHEN property_company <> '' THEN 1 ELSE 0 END) "
    "FROM places WHERE district_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) GROUP BY kind"};

std::string anywhere(std::string_view value, store::Engine) {
  std::string out;  // what somebody types is found inside; % and _ are letters like others
  for (const char c : value)
    if (c != '%' && c != '_') out += c;
  return out.empty() ? out : "%" + out + "%";
}

// Never empty: that is a row whose key is still to be made.
std::string key_of(const std::string& name) {
  std::string out = formats::pinyin_initials(name);
  return out.empty() ? " " : out;
}

const store::ListSpec places_spec{
    .columns = PLACE_COLUMNS,
    .from = "places p",
    .where = "p.district_id = $1 AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to > $2)",
    .id = "p.id",
    .fields = {{.name = "kind", .kind = ListKind::word, .column = "p.kind", .words = {"estate", "building", "lane", "business_area"}},
               {.name = "area", .kind = ListKind::area},
               {.name = "within", .kind = ListKind::id, .column = "p.within_id"},
               {.name = "q", .kind = ListKind::text, .column = "p.name", .where = "(p.name LIKE $? OR p.address LIKE $? OR p.code LIKE $? OR p.pinyin LIKE $?)", .where_postgres = {},
                .convert = anywhere},
               {.name = "company", .kind = ListKind::text, .column = "p.property_company", .where = "p.property_company LIKE $?", .where_postgres = {},
                .convert = anywhere},
               {.name = "committee", .kind = ListKind::word, .column = "p.owners_committee", .words = {"unknown", "yes", "no"}},
               {.name = "managed", .kind = ListKind::flag, .where = "p.property_company <> ''"},
               {.name = "code", .kind = ListKind::text, .column = "p.code", .sorts = true},
               {.name = "name", .kind = ListKind::text, .column = "p.name", .test = ListTest::none, .sorts = true},
               {.name = "households", .kind = ListKind::integer, .column = "p.households", .test = ListTest::from, .sorts = true},
               {.name = "floors", .kind = ListKind::integer, .column = "p.floors", .test = ListTest::from, .sorts = true}},
    .sort = "code",
    .area_columns = {"p.grid_id", "p.community_id", "p.subdistrict_id"}};

}  // namespace

const store::ListSpec& places_list() { return places_spec; }

void insert_place(store::Unit& unit, const PlaceRow& r) {
  unit.exec(write_place, unit.district(), r.id, r.version, r.kind, r.code, r.name, r.address, r.area_id, r.grid_id, r.community_id, r.subdistrict_id,
            r.within_id, r.households, r.floors, r.property_company, r.owners_committee, r.lon_e7, r.lat_e7, r.source, r.valid_from, r.valid_to, key_of(r.name));
}
void update_place(store::Unit& unit, const PlaceRow& r) {
  unit.exec(rewrite_place, unit.district(), r.id, r.version, r.code, r.name, r.address, r.area_id, r.grid_id, r.community_id, r.subdistrict_id, r.within_id,
            r.households, r.floors, r.property_company, r.owners_committee, r.lon_e7, r.lat_e7, r.valid_to, key_of(r.name));
}
std::int64_t key_places(store::Unit& unit, int limit) {
  std::vector<std::pair<std::int64_t, std::string>> without;
  unit.rows(read_without_key, [&](const store::Row& r) { return without.emplace_back(r.integer(0), r.text(1)), true; }, unit.district(), limit);
  for (const auto& [id, name] : without) unit.exec(write_key, unit.district(), id, key_of(name));
  return static_cast<std::int64_t>(without.size());
}
std::optional<PlaceRow> place_row(store::Session& s, base::DistrictId d, PlaceId id) { return s.one<PlaceRow>(read_place, d, id); }
std::optional<PlaceRow> place_row_by_code(store::Session& s, base::DistrictId d, PlaceKind kind, std::string_view code) {
  return s.one<PlaceRow>(read_by_code, d, kind, code);
}
std::vector<PlaceRow> all_place_rows(store::Session& s, base::DistrictId d) { return s.all<PlaceRow>(read_all_places, d); }
bool has_places_within(store::Session& s, base::DistrictId d, PlaceId id, base::CivilDate day) {
  return s.value<std::int64_t>(read_within, d, id, day).has_value();
}
std::int64_t buildings_within(store::Session& s, base::DistrictId d, PlaceId id, base::CivilDate today) {
  return s.value<std::int64_t>(count_within, d, id, today).value_or(0);
}

std::vector<PlaceRow> place_rows(store::Session& s, base::DistrictId d, const std::vector<PlaceId>& ids) {
  std::vector<PlaceRow> out;
  if (ids.empty()) return out;
  store::Composed text{"SELECT " PLACE_COLUMNS " FROM places p WHERE p.district_id = $1 AND p.id IN ("};
  std::vector<store::Arg> args{store::arg(d)};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    text.text += (i == 0 ? "$" : ", $") + std::to_string(i + 2);
    args.push_back(store::arg(ids[i]));
  }
  text.text += ")";
  s.run(text, args, [&](const store::Row& r) { out.push_back(r.as<PlaceRow>()); return true; });
  return out;
}

PlaceSums place_sums(store::Session& s, base::DistrictId d, base::CivilDate today) {
  PlaceSums out;
  s.rows(sum_places, [&](const store::Row& r) {
    const std::int64_t count = r.integer(1);
    switch (r.get<PlaceKind>(0)) {
      case PlaceKind::estate: out.estates = count, out.with_committee = r.integer(3), out.managed = r.integer(4); break;
      case PlaceKind::building: out.buildings = count, out.building_households = r.integer(2); break;
      case PlaceKind::lane: out.lanes = count; break;
      case PlaceKind::business_area: out.business_areas = count; break;
    }
    return true;
  }, d, today);
  return out;
}

}  // namespace territory
