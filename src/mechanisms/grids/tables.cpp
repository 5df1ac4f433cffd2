#include "mechanisms/grids/tables.hpp"

namespace grids {
namespace {

constexpr std::size_t listed_max = 120;    // more grids: the whole district is read, which is quicker than so long a list

const store::Statement seat_insert{"grids.seat_insert",
    "INSERT INTO grid_seats (id, grid_id, seat, department, post_id, org_unit_id, valid_from, valid_to, district_id) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8, $9)"};
const store::Statement seat_end{"grids.seat_end", "UPDATE grid_seats SET valid_to = $3 WHERE district_id = $1 AND id = $2"};
const store::Statement read_phone{"grids.phone", "SELECT phone FROM persons WHERE district_id = $1 AND id = $2"};
const store::Statement seats_counted{"grids.count",
    "SELECT COUNT(*) FROM grid_seats WHERE district_id = $1 AND seat = $3 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)"};
const store::Statement grids_counted{"grids.count_grids",
    "SELECT COUNT(DISTINCT grid_id) FROM grid_seats WHERE district_id = $1 AND seat = $3 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)"};

// " AND <column> IN ($n, …)" with its arguments; nothing for the whole district.
std::string among(std::string_view column, const Grids& grids, std::vector<store::Arg>& args) {
  if (grids.empty() || grids.size() > listed_max) return {};
  std::string in;
  for (const base::AreaId grid : grids) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(grid));
  }
  return " AND " + std::string(column) + " IN (" + in + ")";
}

const char* const columns = "SELECT id, grid_id, seat, department, post_id, org_unit_id, valid_from, valid_to FROM grid_seats WHERE district_id = $1";

std::vector<SeatRow> rows(store::Session& s, std::string text, const std::vector<store::Arg>& args) {
  std::vector<SeatRow> out;
  s.run(store::Composed{std::move(text)}, args, [&](const store::Row& r) {
    out.push_back({r.get<SeatId>(0), r.get<base::AreaId>(1), described::from_word<SeatKind>(r.text(2)).value_or(SeatKind::contact),
                   std::string(r.text(3)), r.get<std::optional<base::PostId>>(4), r.get<base::OrgUnitId>(5), r.get<base::CivilDate>(6),
                   r.get<std::optional<base::CivilDate>>(7)});
    return true;
  });
  return out;
}

}  // namespace

std::vector<SeatRow> seats_on(store::Session& s, base::DistrictId district, base::CivilDate day, const Grids& grids) {
  std::vector<store::Arg> args{store::arg(district), store::arg(day)};
  std::string text = std::string(columns) + " AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)" + among("grid_id", grids, args);
  return rows(s, text + " ORDER BY grid_id, seat, department, valid_from, id", args);
}

std::vector<SeatRow> seats_ever(store::Session& s, base::DistrictId district, const Grids& grids) {
  std::vector<store::Arg> args{store::arg(district)};
  std::string text = std::string(columns) + among("grid_id", grids, args);
  return rows(s, text + " ORDER BY grid_id, seat, department, valid_from, id", args);
}

std::map<base::PostId, std::vector<SeatHolder>> holders_on(store::Session& s, base::DistrictId district, base::CivilDate day, const Grids& grids) {
  std::vector<store::Arg> args{store::arg(district), store::arg(day)};
  const std::string seats = "(SELECT post_id FROM grid_seats WHERE district_id = $1 AND post_id IS NOT NULL AND valid_from <= $2 AND (valid_to IS NULL "
                            "OR valid_to > $2)" + among("grid_id", grids, args) + ")";
  const std::string on = "ap.district_id = $1 AND ap.valid_from <= $2 AND (ap.valid_to IS NULL OR ap.valid_to > $2) AND ap.post_id IN " + seats;
  const store::Composed text{
      "SELECT ap.post_id, pe.id AS person_id, pe.name, pe.phone, 0 AS deputy FROM appointments ap JOIN persons pe ON pe.district_id = ap.district_id "
      "AND pe.id = ap.person_id WHERE " + on +
      " UNION ALL SELECT ap.post_id, pe.id, pe.name, pe.phone, 1 FROM appointments ap JOIN deputies de ON de.district_id = ap.district_id AND "
      "de.appointment_id = ap.id AND de.valid_from <= $2 AND de.valid_to > $2 JOIN persons pe ON pe.district_id = de.district_id AND "
      "pe.id = de.person_id WHERE " + on + " ORDER BY 1, 5, 2"};
  std::map<base::PostId, std::vector<SeatHolder>> out;
  s.run(text, args, [&](const store::Row& r) {
    const auto phone = base::Phone::parse(r.text(3));
    out[r.get<base::PostId>(0)].push_back({r.get<base::PersonId>(1), r.get<std::string>(2), phone ? base::MaskedPhone(*phone) : base::MaskedPhone{},
                                           r.get<bool>(4)});
    return true;
  });
  return out;
}

std::map<base::AreaId, std::int64_t> open_matters(store::Session& s, base::DistrictId district, const Grids& grids) {
  std::vector<store::Arg> args{store::arg(district)};
  const std::string in = among("area_id", grids, args);
  std::map<base::AreaId, std::int64_t> out;
  s.run(store::Composed{"SELECT area_id, COUNT(DISTINCT subject_id) FROM dues WHERE district_id = $1 AND subject_kind = 'matter'" + in + " GROUP BY area_id"},
        args, [&](const store::Row& r) {
          out[r.get<base::AreaId>(0)] = r.integer(1);
          return true;
        });
  return out;
}

std::optional<base::Phone> phone_of(store::Session& s, base::DistrictId district, base::PersonId id) {
  const auto text = s.value<std::string>(read_phone, district, id);
  return text ? base::Phone::parse(*text) : std::nullopt;
}

void insert_seat(store::Unit& unit, const SeatRow& r) {
  unit.exec(seat_insert, r.id, r.grid_id, r.seat, r.department, r.post_id, r.org_unit_id, r.valid_from, r.valid_to, unit.district());
}
void end_seat(store::Unit& unit, SeatId id, base::CivilDate to) { unit.exec(seat_end, unit.district(), id, to); }

std::int64_t count_seats(store::Session& s, base::DistrictId district, base::CivilDate day, SeatKind seat, bool grids_only) {
  return s.value<std::int64_t>(grids_only ? grids_counted : seats_counted, district, day, seat).value_or(0);
}

}  // namespace grids
