#include "mechanisms/whistle/tables.hpp"

#include <fmt/format.h>

#include "store/statement.hpp"

namespace whistle {
namespace {

using store::Statement;

#define WHISTLE_COLUMNS \
  "district_id, id, version, kind, stage, year, serial, title, description, area_id, subdistrict_id, place, lon_e7, lat_e7, unit_id, chair, " \
  "differ_reason, planned, drafter, approval, approver, origin_kind, origin_id, waits, merged_into, outcome, reason, clock, due_at, warn_at, " \
  "drafted_at, blown_at, closed_at"
#define LINE_COLUMNS \
  "district_id, id, version, whistle_id, kind, stage, unit_id, post_kind, item, lead, first, area_id, subdistrict_id, blower_id, title, " \
  "instead_of, moved_to, handlers, sent_back, urges, urged_at, dispute, dispute_reason, ruling, wanted_unit, disputed_at, ruled_at, clock, " \
  "due_at, warn_at, called_at, signed_at, contacted_at, reported_in_at, fed_back_at, accepted_at, ended_at, sign_late, contact_late, " \
  "report_late, finish_late, arrival, lon_e7, lat_e7, result, scores, comment, point_list, points, guest, extension, extension_amount, " \
  "extension_by, objection, objection_reason, objection_ruling, objected_at, objection_ruled_at"

const Statement insert_whistle("whistle.insert", "INSERT INTO whistles (" WHISTLE_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28,$29,$30,$31,$32,$33)");
const Statement update_whistle("whistle.update",
    "UPDATE whistles SET "
    "version = $3, kind = $4, stage = $5, year = $6, serial = $7, title = $8, description = $9, area_id = $10, subdistrict_id = $11, "
    "place = $12, lon_e7 = $13, lat_e7 = $14, unit_id = $15, chair = $16, differ_reason = $17, planned = $18, approval = $19, approver = $20, "
    "origin_kind = $21, origin_id = $22, waits = $23, merged_into = $24, outcome = $25, reason = $26, clock = $27, due_at = $28, warn_at = $29, "
    "blown_at = $30, closed_at = $31 "
    "WHERE district_id = $1 AND id = $2");
const Statement one_whistle("whistle.one", "SELECT " WHISTLE_COLUMNS " FROM whistles WHERE district_id = $1 AND id = $2");
const Statement merged("whistle.merged", "SELECT " WHISTLE_COLUMNS " FROM whistles WHERE district_id = $1 AND merged_into = $2 ORDER BY id");
const Statement last_serial("whistle.last_serial", "SELECT COALESCE(MAX(serial), 0) FROM whistles WHERE district_id = $1 AND subdistrict_id = $2 AND year = $3");
const Statement insert_line("whistle.line_insert", "INSERT INTO whistle_lines (" LINE_COLUMNS
    ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38,$39,$40,$41,$42,$43,$44,$45,$46,$47,$48,$49,"
    "$50,$51,$52,$53,$54,$55,$56,$57,$58)");
const Statement update_line("whistle.line_update",
    "UPDATE whistle_lines SET "
    "version = $3, whistle_id = $4, kind = $5, stage = $6, first = $7, title = $8, moved_to = $9, handlers = $10, sent_back = $11, urges = $12, "
    "urged_at = $13, dispute = $14, dispute_reason = $15, ruling = $16, wanted_unit = $17, disputed_at = $18, ruled_at = $19, clock = $20, "
    "due_at = $21, warn_at = $22, signed_at = $23, contacted_at = $24, reported_in_at = $25, fed_back_at = $26, accepted_at = $27, "
    "ended_at = $28, sign_late = $29, contact_late = $30, report_late = $31, finish_late = $32, arrival = $33, lon_e7 = $34, lat_e7 = $35, "
    "result = $36, scores = $37, comment = $38, point_list = $39, points = $40, extension = $41, extension_amount = $42, extension_by = $43, "
    "objection = $44, objection_reason = $45, objection_ruling = $46, objected_at = $47, objection_ruled_at = $48 "
    "WHERE district_id = $1 AND id = $2");
const Statement one_line("whistle.line_one", "SELECT " LINE_COLUMNS " FROM whistle_lines WHERE district_id = $1 AND id = $2");
const Statement whistle_lines("whistle.lines_of", "SELECT " LINE_COLUMNS " FROM whistle_lines WHERE district_id = $1 AND whistle_id = $2 ORDER BY id");
const Statement delegations{"whistle.delegated",
    "SELECT area_id, item, basis FROM v_teams_delegations WHERE district_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY area_id, item, id"};
const Statement precedents("whistle.precedents", "SELECT " LINE_COLUMNS
    " FROM whistle_lines WHERE district_id = $1 AND called_at >= $2 AND (ruled_at IS NOT NULL OR stage = 'rated') ORDER BY called_at DESC, id DESC LIMIT 500");
const Statement whistle_ids("whistle.ids", "SELECT id FROM whistles WHERE district_id = $1 ORDER BY id");
const Statement line_ids("whistle.line_ids", "SELECT id FROM whistle_lines WHERE district_id = $1 ORDER BY id");
const Statement blown("whistle.blown_in", "SELECT " WHISTLE_COLUMNS
    " FROM whistles WHERE district_id = $1 AND blown_at IS NOT NULL AND blown_at >= $2 AND blown_at < $3 ORDER BY blown_at, id");
const Statement called("whistle.called_in", "SELECT " LINE_COLUMNS " FROM whistle_lines WHERE district_id = $1 AND called_at >= $2 AND called_at < $3 ORDER BY called_at, id");
const Statement registered("whistle.registered_in",
    "SELECT subdistrict_id, count(*) FROM v_matters_loop WHERE district_id = $1 AND registered_at >= $2 AND registered_at < $3 AND subdistrict_id IS NOT NULL"
    " GROUP BY subdistrict_id");
const Statement gap("whistle.serial_gap",
    "SELECT subdistrict_id, year FROM whistles WHERE district_id = $1 AND serial IS NOT NULL GROUP BY subdistrict_id, year HAVING MAX(serial) <> count(*) OR MIN(serial) <> 1");
const Statement open_now("whistle.open", "SELECT " WHISTLE_COLUMNS " FROM whistles WHERE district_id = $1 AND stage IN ('to_approve', 'blown', 'to_close') ORDER BY id LIMIT 2000");
const Statement disputed_now("whistle.disputed", "SELECT " LINE_COLUMNS " FROM whistle_lines WHERE district_id = $1 AND dispute = 'open' AND ended_at IS NULL ORDER BY id LIMIT 500");

const Statement objected_now("whistle.objected", "SELECT " LINE_COLUMNS " FROM whistle_lines WHERE district_id = $1 AND objection = 'open' ORDER BY id LIMIT 500");

base::Subject subject(WhistleId id) { return {std::string(whistle_kind), id.value}; }
base::Subject subject(LineId id) { return {std::string(line_kind), id.value}; }

// SELECT … WHERE district_id = $1 AND <column> IN (…)
template <class T>
std::vector<T> in_ids(store::Session& s, base::DistrictId district, std::string_view select, const std::vector<WhistleId>& ids, std::string_view order) {
  std::vector<T> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(district)};
  std::string sql(select);
  for (const WhistleId id : ids) {
    args.push_back(store::arg(id));
    sql += fmt::format("{}${}", args.size() == 2 ? "" : ",", args.size());
  }
  s.run(store::Composed{sql + ") " + std::string(order)}, args, [&out](const store::Row& r) { out.push_back(r.as<T>()); return true; });
  return out;
}

}  // namespace

void insert(store::Unit& unit, const WhistleState& s) {
  unit.insert(insert_whistle, s.whistle);
  workflow::save(unit, subject(s.whistle.id), {}, s.clocks);
}
void update(store::Unit& unit, const WhistleState& before, const WhistleState& after) {
  const Whistle& w = after.whistle;
  unit.exec(update_whistle, w.district_id, w.id, w.version, w.kind, w.stage, w.year, w.serial, w.title, w.description, w.area_id, w.subdistrict_id, w.place, w.lon_e7, w.lat_e7, w.unit_id, 
            w.chair, w.differ_reason, w.planned, w.approval, w.approver, w.origin_kind, w.origin_id, w.waits, w.merged_into, w.outcome, w.reason, 
            w.clock, w.due_at, w.warn_at, w.blown_at, w.closed_at);
  workflow::save(unit, subject(w.id), before.clocks, after.clocks);
}
std::optional<WhistleState> load(store::Session& s, base::DistrictId district, WhistleId id) {
  auto row = s.one<Whistle>(one_whistle, district, id);
  if (!row) return std::nullopt;
  return WhistleState{std::move(*row), workflow::clocks_of(s, district, subject(id))};
}
std::vector<Whistle> whistles_by_id(store::Session& s, base::DistrictId district, const std::vector<WhistleId>& ids) {
  return in_ids<Whistle>(s, district, "SELECT " WHISTLE_COLUMNS " FROM whistles WHERE district_id = $1 AND id IN (", ids, "ORDER BY id");
}
std::vector<Whistle> merged_into(store::Session& s, base::DistrictId district, WhistleId id) { return s.all<Whistle>(merged, district, id); }
std::int64_t next_serial(store::Session& s, base::DistrictId district, base::AreaId subdistrict, std::int64_t year) {
  return s.value<std::int64_t>(last_serial, district, subdistrict, year).value_or(0) + 1;
}

void insert(store::Unit& unit, const LineState& s) {
  unit.insert(insert_line, s.line);
  workflow::save(unit, subject(s.line.id), {}, s.clocks);
}
void update(store::Unit& unit, const LineState& before, const LineState& after) {
  const Line& l = after.line;
  unit.exec(update_line, l.district_id, l.id, l.version, l.whistle_id, l.kind, l.stage, l.first, l.title, l.moved_to, l.handlers, l.sent_back, l.urges, l.urged_at, l.dispute, 
            l.dispute_reason, l.ruling, l.wanted_unit, l.disputed_at, l.ruled_at, l.clock, l.due_at, l.warn_at, l.signed_at, l.contacted_at, 
            l.reported_in_at, l.fed_back_at, l.accepted_at, l.ended_at, l.sign_late, l.contact_late, l.report_late, l.finish_late, l.arrival, l.lon_e7, 
            l.lat_e7, l.result, l.scores, l.comment, l.point_list, l.points, l.extension, l.extension_amount, l.extension_by, l.objection, l.objection_reason,
            l.objection_ruling, l.objected_at, l.objection_ruled_at);
  workflow::save(unit, subject(l.id), before.clocks, after.clocks);
}
std::optional<LineState> load(store::Session& s, base::DistrictId district, LineId id) {
  auto row = s.one<Line>(one_line, district, id);
  if (!row) return std::nullopt;
  return LineState{std::move(*row), workflow::clocks_of(s, district, subject(id))};
}
std::vector<Line> lines_of(store::Session& s, base::DistrictId district, WhistleId id) { return s.all<Line>(whistle_lines, district, id); }
std::vector<Line> lines_of(store::Session& s, base::DistrictId district, const std::vector<WhistleId>& ids) {
  return in_ids<Line>(s, district, "SELECT " LINE_COLUMNS " FROM whistle_lines WHERE district_id = $1 AND whistle_id IN (", ids, "ORDER BY whistle_id, id");
}
std::vector<Delegated> delegated(store::Session& s, base::DistrictId district, base::CivilDate day) {
  std::vector<Delegated> out;
  s.rows(delegations, [&](const store::Row& r) { out.push_back({r.get<base::AreaId>(0), std::string(r.text(1)), std::string(r.text(2))}); return true; }, district, day);
  return out;
}
std::vector<Line> item_lines(store::Session& s, base::DistrictId district, base::Instant since) { return s.all<Line>(precedents, district, since); }

std::vector<WhistleId> all_whistles(store::Session& s, base::DistrictId district) {
  std::vector<WhistleId> out;
  s.rows(whistle_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}
std::vector<LineId> all_lines(store::Session& s, base::DistrictId district) {
  std::vector<LineId> out;
  s.rows(line_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}
std::vector<Whistle> blown_in(store::Session& s, base::DistrictId district, Span span) { return s.all<Whistle>(blown, district, span.from, span.to); }
std::vector<Line> called_in(store::Session& s, base::DistrictId district, Span span) { return s.all<Line>(called, district, span.from, span.to); }
std::map<base::AreaId, std::int64_t> registered_in(store::Session& s, base::DistrictId district, Span span) {
  std::map<base::AreaId, std::int64_t> out;
  s.rows(registered, [&out](const store::Row& r) { out[{r.integer(0)}] = r.integer(1); return true; }, district, span.from, span.to);
  return out;
}
std::string serial_gap(store::Session& s, base::DistrictId district) {
  std::string out;
  s.rows(gap, [&out](const store::Row& r) { out = fmt::format("whistles of area {} in {} have a gap in their numbers", r.integer(0), r.integer(1)); return false; }, district);
  return out;
}
std::vector<Whistle> open_whistles(store::Session& s, base::DistrictId district) { return s.all<Whistle>(open_now, district); }
std::vector<Line> open_disputes(store::Session& s, base::DistrictId district) { return s.all<Line>(disputed_now, district); }
std::vector<Line> open_objections(store::Session& s, base::DistrictId district) { return s.all<Line>(objected_now, district); }

}  // namespace whistle
