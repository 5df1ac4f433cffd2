// SQL of the figures: what changes add, sums by day and month, closed periods.
#include <map>

#include "mechanisms/callbacks/tables.hpp"
#include "store/statement.hpp"

namespace callbacks {
namespace {

using store::Statement;

#define COUNT_COLUMNS "drawn, assessed, in_time, solved, not_solved, satisfied, mostly, fair, dissatisfied, excluded"
#define COUNT_SUMS \
  "CAST(SUM(drawn) AS BIGINT) AS drawn, CAST(SUM(assessed) AS BIGINT) AS assessed, CAST(SUM(in_time) AS BIGINT) AS in_time, CAST(SUM(solved) AS BIGINT) AS solved," \
  " CAST(SUM(not_solved) AS BIGINT) AS not_solved, CAST(SUM(satisfied) AS BIGINT) AS satisfied, CAST(SUM(mostly) AS BIGINT) AS mostly," \
  " CAST(SUM(fair) AS BIGINT) AS fair, CAST(SUM(dissatisfied) AS BIGINT) AS dissatisfied, CAST(SUM(excluded) AS BIGINT) AS excluded"
#define MEMBER_OF "CASE $2 WHEN 'unit' THEN unit_id WHEN 'community' THEN community_id ELSE subdistrict_id END AS member_id"
#define SUMS_OF(grain, from, to) \
  "SELECT member_id, " COUNT_COLUMNS " FROM rate_sums WHERE district_id = $1 AND dimension = $2 AND grain = '" grain "' AND start_day >= " from " AND start_day < " to
#define PERIOD_COLUMNS "district_id, id, kind, from_day, to_day, closed_at, closed_by, weights_version, samples, waiting, hash, note"

const Statement delta_insert{"rates.delta_insert",
    "INSERT INTO rate_deltas (district_id, id, day, unit_id, community_id, subdistrict_id, " COUNT_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)"};
const Statement delta_next{"rates.deltas",
    "SELECT district_id, id, day, unit_id, community_id, subdistrict_id, " COUNT_COLUMNS " FROM rate_deltas WHERE district_id = $1 ORDER BY id LIMIT $2"};
const Statement delta_gone{"rates.delta_gone", "DELETE FROM rate_deltas WHERE district_id = $1 AND id = $2"};
const Statement sum_add{"rates.sum_add",
    "INSERT INTO rate_sums (district_id, dimension, grain, start_day, member_id, " COUNT_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)"
    " ON CONFLICT (district_id, dimension, grain, start_day, member_id) DO UPDATE SET drawn = rate_sums.drawn + excluded.drawn,"
    " assessed = rate_sums.assessed + excluded.assessed, in_time = rate_sums.in_time + excluded.in_time, solved = rate_sums.solved + excluded.solved,"
    " not_solved = rate_sums.not_solved + excluded.not_solved, satisfied = rate_sums.satisfied + excluded.satisfied, mostly = rate_sums.mostly + excluded.mostly,"
    " fair = rate_sums.fair + excluded.fair, dissatisfied = rate_sums.dissatisfied + excluded.dissatisfied, excluded = rate_sums.excluded + excluded.excluded"};
// Whole months from sums by month, the days before and after them from sums by day, and what no job has folded yet.
const Statement figures_of{"rates.figures",
    "SELECT member_id, " COUNT_SUMS " FROM (" SUMS_OF("month", "$3", "$4") " UNION ALL " SUMS_OF("day", "$5", "$6") " UNION ALL " SUMS_OF("day", "$7", "$8")
    " UNION ALL SELECT " MEMBER_OF ", " COUNT_COLUMNS " FROM rate_deltas WHERE district_id = $1 AND day >= $9 AND day < $10) every_part GROUP BY member_id ORDER BY member_id"};
const Statement figures_again{"rates.figures_from_rows",
    "SELECT member_id, CAST(count(*) AS BIGINT) AS drawn, CAST(SUM(CASE WHEN state = 'answered' THEN 1 ELSE 0 END) AS BIGINT) AS assessed,"
    " CAST(SUM(CASE WHEN state = 'answered' AND contacted = 1 THEN 1 ELSE 0 END) AS BIGINT) AS in_time,"
    " CAST(SUM(CASE WHEN state = 'answered' AND solved = 1 THEN 1 ELSE 0 END) AS BIGINT) AS solved,"
    " CAST(SUM(CASE WHEN state = 'answered' AND solved = 0 THEN 1 ELSE 0 END) AS BIGINT) AS not_solved,"
    " CAST(SUM(CASE WHEN state = 'answered' AND satisfaction = 'satisfied' THEN 1 ELSE 0 END) AS BIGINT) AS satisfied,"
    " CAST(SUM(CASE WHEN state = 'answered' AND satisfaction = 'mostly' THEN 1 ELSE 0 END) AS BIGINT) AS mostly,"
    " CAST(SUM(CASE WHEN state = 'answered' AND satisfaction = 'fair' THEN 1 ELSE 0 END) AS BIGINT) AS fair,"
    " CAST(SUM(CASE WHEN state = 'answered' AND satisfaction = 'dissatisfied' THEN 1 ELSE 0 END) AS BIGINT) AS dissatisfied,"
    " CAST(SUM(CASE WHEN state = 'excluded' THEN 1 ELSE 0 END) AS BIGINT) AS excluded FROM (SELECT " MEMBER_OF ", state, contacted, solved, satisfaction"
    " FROM callback_samples WHERE district_id = $1 AND day >= $3 AND day < $4 AND reason <> 'volunteered' AND state <> 'superseded') every_row"
    " GROUP BY member_id ORDER BY member_id"};

const Statement period_insert{"rates.period_insert", "INSERT INTO rate_periods (" PERIOD_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)"};
const Statement period_seal{"rates.period_seal", "UPDATE rate_periods SET samples = $3, waiting = $4, hash = $5 WHERE district_id = $1 AND id = $2"};
const Statement frozen_samples{"rates.frozen_samples",
    "SELECT s.district_id, s.id, f.sample_version AS version, s.draw_id, s.matter_id, s.strike, s.has_phone, s.report_number, s.title, s.category, s.reason, f.unit_id, f.community_id,"
    " f.subdistrict_id, s.day, s.struck_off_at, f.state, s.exclusion, s.calls, s.last_call_at, s.call_again_at, s.channel, f.contacted, f.solved, f.satisfaction,"
    " s.answered_at, s.changed_at, s.has_words FROM rate_period_samples f JOIN callback_samples s ON s.district_id = f.district_id AND s.id = f.sample_id"
    " WHERE f.district_id = $1 AND f.period_id = $3 AND ($2 = '' OR $4 = CASE $2 WHEN 'unit' THEN f.unit_id WHEN 'community' THEN f.community_id ELSE f.subdistrict_id END)"
    " ORDER BY s.day, s.id LIMIT 5000"};
const Statement period_freeze{"rates.freeze",
    "INSERT INTO rate_period_samples (district_id, period_id, sample_id, sample_version, unit_id, community_id, subdistrict_id, state, contacted, solved, satisfaction)"
    " SELECT district_id, CAST($2 AS BIGINT), id, version, unit_id, community_id, subdistrict_id, state, contacted, solved, satisfaction FROM callback_samples"
    " WHERE district_id = $1 AND day >= $3 AND day < $4 AND reason <> 'volunteered' AND state <> 'superseded'"};
const Statement frozen_rows{"rates.frozen",
    "SELECT sample_id, sample_version, unit_id, community_id, subdistrict_id, state, contacted, solved, satisfaction FROM rate_period_samples"
    " WHERE district_id = $1 AND period_id = $2 ORDER BY sample_id"};
const Statement member_insert{"rates.member_insert",
    "INSERT INTO rate_period_members (district_id, period_id, dimension, member_id, " COUNT_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)"};
const Statement member_rows{"rates.members",
    "SELECT member_id, " COUNT_COLUMNS " FROM rate_period_members WHERE district_id = $1 AND period_id = $2 AND dimension = $3 ORDER BY member_id"};
const Statement period_one{"rates.period", "SELECT " PERIOD_COLUMNS " FROM rate_periods WHERE district_id = $1 AND id = $2"};
const Statement period_span{"rates.period_of", "SELECT " PERIOD_COLUMNS " FROM rate_periods WHERE district_id = $1 AND from_day = $2 AND to_day = $3"};
const Statement period_page{"rates.periods", "SELECT " PERIOD_COLUMNS " FROM rate_periods WHERE district_id = $1 ORDER BY from_day DESC, id DESC LIMIT $2"};
const Statement period_late{"rates.late",
    "SELECT count(*) FROM callback_samples WHERE district_id = $1 AND day >= $2 AND day < $3 AND changed_at > $4 AND reason <> 'volunteered'"};

}  // namespace

void add_delta(store::Unit& unit, const Sample& s, const Counts& c) {
  const Delta d{unit.district(), unit.new_id(), s.day, s.unit_id.value, s.community_id.value, s.subdistrict_id.value, c.drawn, c.assessed, c.in_time, c.solved,
                c.not_solved, c.satisfied, c.mostly, c.fair, c.dissatisfied, c.excluded};
  unit.insert(delta_insert, d);
}

std::vector<Delta> next_deltas(store::Session& s, base::DistrictId district, int limit) { return s.all<Delta>(delta_next, district, limit); }

void fold_deltas(store::Unit& unit, const std::vector<Delta>& deltas) {
  std::map<std::tuple<std::string_view, std::string_view, std::int32_t, std::int64_t>, Counts> sums;
  for (const Delta& d : deltas) {
    const Counts c{d.drawn, d.assessed, d.in_time, d.solved, d.not_solved, d.satisfied, d.mostly, d.fair, d.dissatisfied, d.excluded};
    const std::pair<std::string_view, std::int64_t> members[] = {{"unit", d.unit_id}, {"community", d.community_id}, {"subdistrict", d.subdistrict_id}};
    for (const auto& [dimension, member] : members) {
      Counts& day = sums[{dimension, "day", d.day.days, member}];
      day = day + c;
      Counts& month = sums[{dimension, "month", month_of(d.day).days, member}];
      month = month + c;
    }
    unit.exec(delta_gone, unit.district(), d.id);
  }
  for (const auto& [key, c] : sums) {
    const auto& [dimension, grain, start, member] = key;
    unit.exec(sum_add, unit.district(), dimension, grain, std::int64_t{start}, member, c.drawn, c.assessed, c.in_time, c.solved, c.not_solved, c.satisfied, c.mostly,
              c.fair, c.dissatisfied, c.excluded);
  }
}

std::vector<MemberCounts> figures(store::Session& s, base::DistrictId district, std::string_view dimension, Span span) {
  const Parts p = parts_of(span);
  return s.all<MemberCounts>(figures_of, district, dimension, p.months.from, p.months.to, p.head.from, p.head.to, p.tail.from, p.tail.to, span.from, span.to);
}
std::vector<MemberCounts> figures_from_rows(store::Session& s, base::DistrictId district, std::string_view dimension, Span span) {
  return s.all<MemberCounts>(figures_again, district, dimension, span.from, span.to);
}

void insert(store::Unit& unit, const Period& p) { unit.insert(period_insert, p); }
void seal(store::Unit& unit, const Period& p) { unit.exec(period_seal, p.district_id, p.id, p.samples, p.waiting, p.hash); }
std::vector<Sample> frozen_as_samples(store::Session& s, base::DistrictId district, PeriodId id, std::string_view by, std::int64_t member) {
  return s.all<Sample>(frozen_samples, district, by, id, member);
}
std::int64_t freeze_samples(store::Unit& unit, PeriodId id, Span span) { return unit.exec(period_freeze, unit.district(), id, span.from, span.to); }
std::vector<FrozenSample> frozen(store::Session& s, base::DistrictId district, PeriodId id) { return s.all<FrozenSample>(frozen_rows, district, id); }
void insert_member(store::Unit& unit, PeriodId id, std::string_view dimension, const MemberCounts& m) {
  unit.exec(member_insert, unit.district(), id, dimension, m.member_id, m.drawn, m.assessed, m.in_time, m.solved, m.not_solved, m.satisfied, m.mostly, m.fair,
            m.dissatisfied, m.excluded);
}
std::vector<MemberCounts> members(store::Session& s, base::DistrictId district, PeriodId id, std::string_view dimension) {
  return s.all<MemberCounts>(member_rows, district, id, dimension);
}
std::optional<Period> period_row(store::Session& s, base::DistrictId district, PeriodId id) { return s.one<Period>(period_one, district, id); }
std::optional<Period> period_of(store::Session& s, base::DistrictId district, Span span) { return s.one<Period>(period_span, district, span.from, span.to); }
std::vector<Period> periods(store::Session& s, base::DistrictId district, int limit) { return s.all<Period>(period_page, district, limit); }
std::int64_t late_count(store::Session& s, base::DistrictId district, const Period& p) {
  return s.value<std::int64_t>(period_late, district, p.from_day, p.to_day, p.closed_at).value_or(0);
}

}  // namespace callbacks
