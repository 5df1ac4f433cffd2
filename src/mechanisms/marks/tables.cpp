// All SQL of marks.
#include "mechanisms/marks/service.hpp"
#include "store/statement.hpp"

namespace marks {
namespace {

using store::ListKind;
using store::ListTest;
using store::Statement;

#define ROUND_COLUMNS \
  "district_id, id, version, stage, framework, framework_version, title, from_day, to_day, query_at, registered, org_unit_id, made_at, object_until, shown_at, published_at, words"
#define SHEET_COLUMNS "district_id, id, round_id, unit_id, area_id, subject_kind, subject_id, name, first_x100, total_x100, grade_zh, grade_en, sheet"
#define EXCLUSION_COLUMNS \
  "district_id, id, round_id, sheet_id, unit_id, fact_id, reason, words, state, proposed_by, proposed_at, decided_by, decided_at, decision"
#define OBJECTION_COLUMNS "district_id, id, round_id, sheet_id, unit_id, item, fact_id, words, state, made_by, made_at, ruled_by, ruled_at, ruling"

const Statement round_insert("marks.round_insert", "INSERT INTO mark_rounds (" ROUND_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)");
const Statement round_update("marks.round_update",
    "UPDATE mark_rounds SET version = $3, stage = $4, object_until = $5, shown_at = $6, published_at = $7, words = $8 WHERE district_id = $1 AND id = $2");
const Statement round_one("marks.round", "SELECT " ROUND_COLUMNS " FROM mark_rounds WHERE district_id = $1 AND id = $2");
const Statement round_ids("marks.rounds", "SELECT id FROM mark_rounds WHERE district_id = $1 ORDER BY id");
const Statement sheet_insert("marks.sheet_insert", "INSERT INTO mark_sheets (" SHEET_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)");
const Statement sheet_update("marks.sheet_update", "UPDATE mark_sheets SET total_x100 = $3, grade_zh = $4, grade_en = $5, sheet = $6 WHERE district_id = $1 AND id = $2");
const Statement sheets_all("marks.sheets", "SELECT " SHEET_COLUMNS " FROM mark_sheets WHERE district_id = $1 AND round_id = $2 ORDER BY id");
const Statement sheet_round("marks.round_of_sheet", "SELECT round_id FROM mark_sheets WHERE district_id = $1 AND id = $2");
const Statement exclusion_insert("marks.exclusion_insert", "INSERT INTO mark_exclusions (" EXCLUSION_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)");
const Statement exclusion_update("marks.exclusion_update", "UPDATE mark_exclusions SET state = $3, decided_by = $4, decided_at = $5, decision = $6 WHERE district_id = $1 AND id = $2");
const Statement exclusions_all("marks.exclusions", "SELECT " EXCLUSION_COLUMNS " FROM mark_exclusions WHERE district_id = $1 AND round_id = $2 ORDER BY id");
const Statement exclusion_round("marks.round_of_exclusion", "SELECT round_id FROM mark_exclusions WHERE district_id = $1 AND id = $2");
const Statement objection_insert("marks.objection_insert", "INSERT INTO mark_objections (" OBJECTION_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)");
const Statement objection_update("marks.objection_update", "UPDATE mark_objections SET state = $3, ruled_by = $4, ruled_at = $5, ruling = $6 WHERE district_id = $1 AND id = $2");
const Statement objections_all("marks.objections", "SELECT " OBJECTION_COLUMNS " FROM mark_objections WHERE district_id = $1 AND round_id = $2 ORDER BY id");
const Statement objection_round("marks.round_of_objection", "SELECT round_id FROM mark_objections WHERE district_id = $1 AND id = $2");
const Statement registered("marks.registered_in",
    "SELECT community_id, count(*) FROM v_matters_loop WHERE district_id = $1 AND registered_at >= $2 AND registered_at < $3 AND registered_at <= $4 AND community_id IS NOT NULL"
    " GROUP BY community_id ORDER BY community_id");

const Statement team_names("marks.team_names", "SELECT team_id, name, home_unit_id, area_id FROM v_teams_names WHERE district_id = $1 ORDER BY name, team_id");

store::ListSpec make_rounds() {
  store::ListSpec s;
  s.columns = "r.*";
  s.from = "mark_rounds r";
  s.where = "r.district_id = $1";
  s.id = "r.id";
  s.fields = {{.name = "made_at", .kind = ListKind::instant, .column = "r.made_at", .test = ListTest::none, .sorts = true},
              {.name = "title", .kind = ListKind::text, .column = "r.title", .test = ListTest::none, .sorts = true},
              {.name = "stage", .kind = ListKind::word, .column = "r.stage", .words = {"made", "shown", "published", "cancelled"}},
              {.name = "framework", .kind = ListKind::text, .column = "r.framework"},
              {.name = "q", .kind = ListKind::text, .where = "r.title LIKE '%' || $? || '%'"}};
  s.sort = "-made_at";
  return s;
}

template <class Id>
std::optional<RoundId> round_by(store::Session& s, const Statement& statement, base::DistrictId district, Id id) {
  const auto found = s.value<std::int64_t>(statement, district, id);
  if (!found) return std::nullopt;
  return RoundId{*found};
}

}  // namespace

void insert(store::Unit& u, const Round& r) { u.insert(round_insert, r); }
void update(store::Unit& u, const Round& r) { u.exec(round_update, r.district_id, r.id, r.version, r.stage, r.object_until, r.shown_at, r.published_at, r.words); }
void insert(store::Unit& u, const SheetRecord& r) { u.insert(sheet_insert, r); }
void update(store::Unit& u, const SheetRecord& r) { u.exec(sheet_update, r.district_id, r.id, r.total_x100, r.grade_zh, r.grade_en, r.sheet); }
void insert(store::Unit& u, const Exclusion& r) { u.insert(exclusion_insert, r); }
void update(store::Unit& u, const Exclusion& r) { u.exec(exclusion_update, r.district_id, r.id, r.state, r.decided_by, r.decided_at, r.decision); }
void insert(store::Unit& u, const Objection& r) { u.insert(objection_insert, r); }
void update(store::Unit& u, const Objection& r) { u.exec(objection_update, r.district_id, r.id, r.state, r.ruled_by, r.ruled_at, r.ruling); }

std::optional<Holding> load(store::Session& s, base::DistrictId district, RoundId id) {
  auto round = s.one<Round>(round_one, district, id);
  if (!round) return std::nullopt;
  return Holding{std::move(*round), s.all<SheetRecord>(sheets_all, district, id), s.all<Exclusion>(exclusions_all, district, id), s.all<Objection>(objections_all, district, id)};
}
std::optional<RoundId> round_of_sheet(store::Session& s, base::DistrictId district, SheetId id) { return round_by(s, sheet_round, district, id); }
std::optional<RoundId> round_of_exclusion(store::Session& s, base::DistrictId district, ExclusionId id) { return round_by(s, exclusion_round, district, id); }
std::optional<RoundId> round_of_objection(store::Session& s, base::DistrictId district, ObjectionId id) { return round_by(s, objection_round, district, id); }
std::vector<RoundId> all_rounds(store::Session& s, base::DistrictId district) {
  std::vector<RoundId> out;
  s.rows(round_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}
std::vector<AreaCount> registered_in(store::Session& s, base::DistrictId district, base::Instant from, base::Instant to, base::Instant by) {
  std::vector<AreaCount> out;
  s.rows(registered, [&out](const store::Row& r) { out.push_back({{r.integer(0)}, r.integer(1)}); return true; }, district, from, to, by);
  return out;
}
std::map<RoundId, Waiting> waiting_of(store::Session& s, base::DistrictId district, const std::vector<RoundId>& ids) {
  std::map<RoundId, Waiting> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(district)};
  std::string in;
  for (const RoundId id : ids) {
    args.push_back(store::arg(id));
    in += (in.empty() ? "$" : ",$") + std::to_string(args.size());
  }
  const auto count = [&](const std::string& from, const std::string& more, std::int64_t Waiting::* into) {
    s.run(store::Composed{"SELECT round_id, count(*) FROM " + from + " WHERE district_id = $1 AND round_id IN (" + in + ")" + more + " GROUP BY round_id"}, args,
          [&](const store::Row& r) { out[{r.integer(0)}].*into = r.integer(1); return true; });
  };
  count("mark_sheets", "", &Waiting::sheets);
  count("mark_objections", " AND state = 'open'", &Waiting::objections);
  count("mark_exclusions", " AND state = 'proposed'", &Waiting::exclusions);
  return out;
}
std::vector<Named> teams_named(store::Session& s, base::DistrictId district) {
  std::vector<Named> out;
  s.rows(team_names, [&out](const store::Row& r) { out.push_back({r.integer(0), std::string(r.text(1)), {r.integer(2)}, {r.integer(3)}}); return true; }, district);
  return out;
}
const store::ListSpec& round_list() {
  static const store::ListSpec spec = make_rounds();
  return spec;
}

}  // namespace marks
