#include "territory/tables.hpp"

#include "base/context.hpp"

namespace territory {
namespace {

const store::Statement read_revision{"territory.revision", "SELECT revision FROM territory_revisions WHERE district_id = $1"};
const store::Statement write_revision{
    "territory.raise_revision",
    "INSERT INTO territory_revisions (district_id, revision) VALUES ($1, $2) ON CONFLICT (district_id) DO UPDATE SET revision = $2"};

const store::Statement read_all{
    "territory.all",
    "SELECT v.area_id, v.id, a.kind, v.parent_id, v.code, v.name, v.name_en, v.grade, v.households, v.shape, v.centre_lon_e7, "
    "v.centre_lat_e7, v.square_metres, v.valid_from, v.valid_to FROM areas a JOIN area_versions v ON v.district_id = a.district_id "
    "AND v.area_id = a.id WHERE a.district_id = $1 ORDER BY v.area_id, v.valid_from"};
const store::Statement read_one{
    "territory.versions",
    "SELECT v.area_id, v.id, a.kind, v.parent_id, v.code, v.name, v.name_en, v.grade, v.households, v.shape, v.centre_lon_e7, "
    "v.centre_lat_e7, v.square_metres, v.valid_from, v.valid_to FROM areas a JOIN area_versions v ON v.district_id = a.district_id "
    "AND v.area_id = a.id WHERE a.district_id = $1 AND a.id = $2 ORDER BY v.valid_from"};
const store::Statement read_code{
    "territory.other_with_code",
    "SELECT area_id FROM area_versions WHERE district_id = $1 AND code = $2 AND area_id <> $3 AND valid_from < $5 "
    "AND (valid_to IS NULL OR valid_to > $4) LIMIT 1"};
const store::Statement read_child{
    "territory.child_after",
    "SELECT area_id FROM area_versions WHERE district_id = $1 AND parent_id = $2 AND (valid_to IS NULL OR valid_to > $3) LIMIT 1"};
const store::Statement write_area{"territory.insert_area",
                                  "INSERT INTO areas (district_id, id, kind, source, created_at) VALUES ($1, $2, $3, $4, $5)"};
const store::Statement write_version{
    "territory.insert_version",
    "INSERT INTO area_versions (district_id, id, area_id, parent_id, code, name, name_en, grade, households, shape, centre_lon_e7, "
    "centre_lat_e7, square_metres, valid_from, valid_to, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
const store::Statement write_end{"territory.end_version", "UPDATE area_versions SET valid_to = $3 WHERE district_id = $1 AND id = $2"};
const store::Statement write_lineage{"territory.insert_lineage",
                                     "INSERT INTO area_lineage (district_id, from_id, to_id, on_day) VALUES ($1, $2, $3, $4)"};
const store::Statement read_lineage{"territory.successors",
                                    "SELECT from_id, to_id, on_day FROM area_lineage WHERE district_id = $1 AND from_id = $2 ORDER BY to_id"};

constexpr base::CivilDate never{1'000'000};  // an open end, for comparing

}  // namespace

std::int64_t revision(store::Session& s, base::DistrictId district) { return s.value<std::int64_t>(read_revision, district).value_or(0); }
// A random number, not a count: what was read in a unit that failed can never be taken for what a later unit wrote.
void raise_revision(store::Unit& unit) {
  unit.exec(write_revision, unit.district(), static_cast<std::int64_t>(unit.random().number() >> 1U));
}

std::vector<AreaRow> all_rows(store::Session& s, base::DistrictId district) { return s.all<AreaRow>(read_all, district); }
std::vector<AreaRow> rows_of(store::Session& s, base::DistrictId district, base::AreaId area) { return s.all<AreaRow>(read_one, district, area); }

std::optional<base::AreaId> other_with_code(store::Session& s, base::DistrictId district, std::string_view code, base::AreaId but,
                                            base::CivilDate from, std::optional<base::CivilDate> to) {
  return s.value<base::AreaId>(read_code, district, code, but, from, to.value_or(never));
}
bool has_children_after(store::Session& s, base::DistrictId district, base::AreaId area, base::CivilDate day) {
  return s.value<base::AreaId>(read_child, district, area, day).has_value();
}

void insert_area(store::Unit& unit, base::AreaId id, AreaKind kind, std::string_view source) {
  unit.exec(write_area, unit.district(), id, kind, source, unit.now());
}
void insert_version(store::Unit& unit, const AreaRow& r, std::string_view reason) {
  unit.exec(write_version, unit.district(), r.id, r.area_id, r.parent_id, r.code, r.name, r.name_en, r.grade, r.households, r.shape,
            r.centre_lon_e7, r.centre_lat_e7, r.square_metres, r.valid_from, r.valid_to, reason);
}
void end_version(store::Unit& unit, AreaVersionId id, base::CivilDate to) { unit.exec(write_end, unit.district(), id, to); }
void insert_lineage(store::Unit& unit, base::AreaId from, base::AreaId to, base::CivilDate on) {
  unit.exec(write_lineage, unit.district(), from, to, on);
}

std::vector<Lineage> successors(store::Session& s, base::DistrictId district, base::AreaId area) {
  std::vector<Lineage> out;
  s.rows(read_lineage, [&](const store::Row& r) {
    out.push_back({r.get<base::AreaId>(0), r.get<base::AreaId>(1), r.get<base::CivilDate>(2)});
    return true;
  }, district, area);
  return out;
}

}  // namespace territory
