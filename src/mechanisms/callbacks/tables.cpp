#include "mechanisms/callbacks/tables.hpp"

#include "base/assert.hpp"
#include "base/described/tables.hpp"
#include "people/list_scope.hpp"
#include "store/statement.hpp"

DESCRIBE(callbacks::Struck, "CallbackStruck", FIELD(matter_id), FIELD(strike), FIELD(has_phone), FIELD(report_number), FIELD(title), FIELD(category), FIELD(unit_id),
         FIELD(community_id), FIELD(subdistrict_id), FIELD(struck_off_at), FIELD(urged_at))
DESCRIBE(callbacks::ExclusionLine, "CallbackExclusionLine", FIELD(id), FIELD(sample_id), FIELD(matter_id), FIELD(report_number), FIELD(title), FIELD(ground),
         FIELD(reason), FIELD(evidence), FIELD(state), FIELD(unit_id), FIELD(community_id), FIELD(proposed_by), FIELD(proposed_unit), FIELD(proposed_at),
         FIELD(decided_by), FIELD(decided_at), FIELD(decision), FIELD(calls), FIELD(answered_at))

namespace callbacks {
namespace {

using store::Statement;

#define STRUCK_COLUMNS \
  "v.matter_id, v.reopened_count AS strike, v.has_phone, v.report_number, v.title, v.category, v.unit_id, v.community_id, v.subdistrict_id, v.struck_off_at, v.urged_at"
#define SAMPLE_COLUMNS \
  "district_id, id, version, draw_id, matter_id, strike, has_phone, report_number, title, category, reason, unit_id, community_id, subdistrict_id, day, struck_off_at," \
  " state, exclusion, calls, last_call_at, call_again_at, channel, contacted, solved, satisfaction, answered_at, changed_at, has_words"
#define DRAW_COLUMNS "district_id, id, made_at, from_day, to_day, rule_version, seed, population, chosen, hash, person_id"
#define EXCLUSION_COLUMNS \
  "district_id, id, sample_id, ground, reason, evidence, proposed_by, proposed_unit, proposed_at, state, decided_by, decided_at, decision"

const Statement struck_in{"callbacks.struck_between",
    "SELECT " STRUCK_COLUMNS " FROM v_matters_loop v WHERE v.district_id = $1 AND v.closed_at >= $2 AND v.closed_at < $3 AND v.struck_off_at IS NOT NULL"
    " AND (v.has_phone = 1 OR v.source = 'resident') AND NOT EXISTS (SELECT 1 FROM callback_samples s WHERE s.district_id = v.district_id"
    " AND s.matter_id = v.matter_id AND s.strike = v.reopened_count AND s.reason <> 'volunteered') ORDER BY v.matter_id"};
const Statement struck_one{"callbacks.struck_now",
    "SELECT " STRUCK_COLUMNS " FROM v_matters_loop v WHERE v.district_id = $1 AND v.matter_id = $2 AND v.struck_off_at IS NOT NULL"};

const Statement sample_insert{"callbacks.insert",
    "INSERT INTO callback_samples (" SAMPLE_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27,$28)"};
const Statement sample_update{"callbacks.update",
    "UPDATE callback_samples SET version = $3, draw_id = $4, reason = $5, state = $6, exclusion = $7, calls = $8, last_call_at = $9, call_again_at = $10,"
    " channel = $11, contacted = $12, solved = $13, satisfaction = $14, answered_at = $15, changed_at = $16, has_words = $17 WHERE district_id = $1 AND id = $2"};
const Statement sample_one{"callbacks.one", "SELECT " SAMPLE_COLUMNS " FROM callback_samples WHERE district_id = $1 AND id = $2"};
const Statement sample_strike{"callbacks.of_strike", "SELECT " SAMPLE_COLUMNS " FROM callback_samples WHERE district_id = $1 AND matter_id = $2 AND strike = $3"};
const Statement sample_matter{"callbacks.of_matter", "SELECT " SAMPLE_COLUMNS " FROM callback_samples WHERE district_id = $1 AND matter_id = $2 ORDER BY strike"};
const Statement sample_ids{"callbacks.ids", "SELECT id FROM callback_samples WHERE district_id = $1 ORDER BY id"};
const Statement sample_words{"callbacks.old_words",
    "SELECT " SAMPLE_COLUMNS " FROM callback_samples WHERE district_id = $1 AND struck_off_at < $2 AND has_words = 1 ORDER BY struck_off_at, id LIMIT $3"};
const Statement sample_wordless{"callbacks.words_gone", "UPDATE callback_samples SET has_words = 0 WHERE district_id = $1 AND id = $2"};
const Statement sample_waiting{"callbacks.waiting_of",
    "SELECT count(*) FROM callback_samples WHERE district_id = $1 AND draw_id = $2 AND state = 'waiting'"};

const Statement draw_insert{"callbacks.draw_insert", "INSERT INTO callback_draws (" DRAW_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)"};
const Statement stratum_insert{"callbacks.stratum_insert",
    "INSERT INTO callback_strata (district_id, draw_id, stratum_id, population, chosen) VALUES ($1,$2,$3,$4,$5)"};
const Statement draw_one{"callbacks.draw", "SELECT " DRAW_COLUMNS " FROM callback_draws WHERE district_id = $1 AND id = $2"};
const Statement draw_last{"callbacks.last_draw", "SELECT " DRAW_COLUMNS " FROM callback_draws WHERE district_id = $1 ORDER BY to_day DESC, id DESC LIMIT 1"};
const Statement draw_page{"callbacks.draws", "SELECT " DRAW_COLUMNS " FROM callback_draws WHERE district_id = $1 ORDER BY to_day DESC, id DESC LIMIT $2"};
const Statement draw_overlap{"callbacks.draw_overlap",
    "SELECT id FROM callback_draws WHERE district_id = $1 AND to_day > $2 AND from_day < $3 LIMIT 1"};
const Statement draw_waiting{"callbacks.waiting_by_draw",
    "SELECT draw_id, count(*) FROM callback_samples WHERE district_id = $1 AND state = 'waiting' AND draw_id IS NOT NULL GROUP BY draw_id"};
const Statement strata_known{"callbacks.strata",
    "SELECT district_id, draw_id, stratum_id, population, chosen FROM callback_strata WHERE district_id = $1 AND draw_id = $2 ORDER BY stratum_id"};

const Statement exclusion_insert{"callbacks.exclusion_insert",
    "INSERT INTO callback_exclusions (" EXCLUSION_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)"};
const Statement exclusion_decide{"callbacks.exclusion_decide",
    "UPDATE callback_exclusions SET state = $3, decided_by = $4, decided_at = $5, decision = $6 WHERE district_id = $1 AND id = $2"};
const Statement exclusion_one{"callbacks.exclusion", "SELECT " EXCLUSION_COLUMNS " FROM callback_exclusions WHERE district_id = $1 AND id = $2"};

store::ListField flag(std::string name, std::string where) {
  store::ListField f;
  f.name = std::move(name);
  f.kind = store::ListKind::flag;
  f.where = std::move(where);
  return f;
}
store::ListField word(std::string name, std::string column, std::vector<std::string> words) {
  store::ListField f;
  f.name = std::move(name);
  f.kind = store::ListKind::word;
  f.column = std::move(column);
  f.words = std::move(words);
  return f;
}
store::ListField plain(std::string name, store::ListKind kind, std::string column, store::ListTest test, bool sorts = false) {
  store::ListField f;
  f.name = std::move(name);
  f.kind = kind;
  f.column = std::move(column);
  f.test = test;
  f.sorts = sorts;
  return f;
}

}  // namespace

std::vector<Struck> struck_between(store::Session& s, base::DistrictId district, base::Instant from, base::Instant to) {
  return s.all<Struck>(struck_in, district, from, to);
}
std::optional<Struck> struck_now(store::Session& s, base::DistrictId district, base::MatterId id) { return s.one<Struck>(struck_one, district, id); }

void insert(store::Unit& unit, const Sample& s) { unit.insert(sample_insert, s); }
void update(store::Unit& unit, const Sample& s) {
  unit.exec(sample_update, s.district_id, s.id, s.version, s.draw_id, s.reason, s.state, s.exclusion, s.calls, s.last_call_at, s.call_again_at, s.channel,
            s.contacted, s.solved, s.satisfaction, s.answered_at, s.changed_at, s.has_words);
}
std::optional<Sample> load(store::Session& s, base::DistrictId district, SampleId id) { return s.one<Sample>(sample_one, district, id); }
std::optional<Sample> of_strike(store::Session& s, base::DistrictId district, base::MatterId matter, std::int64_t strike) {
  return s.one<Sample>(sample_strike, district, matter, strike);
}
std::vector<Sample> of_matter(store::Session& s, base::DistrictId district, base::MatterId matter) { return s.all<Sample>(sample_matter, district, matter); }
std::vector<SampleId> all_ids(store::Session& s, base::DistrictId district) {
  std::vector<SampleId> out;
  s.rows(sample_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}
std::vector<Sample> with_old_words(store::Session& s, base::DistrictId district, base::Instant before, int limit) {
  return s.all<Sample>(sample_words, district, before, limit);
}
void words_gone(store::Unit& unit, SampleId id) { unit.exec(sample_wordless, unit.district(), id); }
std::int64_t waiting_of(store::Session& s, base::DistrictId district, std::int64_t draw) {
  return s.value<std::int64_t>(sample_waiting, district, draw).value_or(0);
}

const store::ListSpec& list_spec() {
  using store::ListKind, store::ListTest;
  static const store::ListSpec spec = [] {
    store::ListSpec s;
    s.columns = "s.district_id, s.id, s.version, s.draw_id, s.matter_id, s.strike, s.has_phone, s.report_number, s.title, s.category, s.reason, s.unit_id, s.community_id,"
                " s.subdistrict_id, s.day, s.struck_off_at, s.state, s.exclusion, s.calls, s.last_call_at, s.call_again_at, s.channel, s.contacted, s.solved,"
                " s.satisfaction, s.answered_at, s.changed_at, s.has_words";
    s.from = "callback_samples s";
    s.where = "s.district_id = $1 AND s.changed_at - s.changed_at <= $2 AND s.calls - s.calls <= $3";  // always true: every form of the list binds both
    s.id = "s.id";
    s.fields = {plain("day", ListKind::date, "s.day", ListTest::none, true),
                plain("from", ListKind::date, "s.day", ListTest::from),
                plain("to", ListKind::date, "s.day", ListTest::until),
                word("state", "s.state", {"waiting", "answered", "excluded", "superseded"}),
                word("reason", "s.reason", {"drawn", "reopened", "urged", "volunteered"}),
                word("satisfaction", "s.satisfaction", {"satisfied", "mostly", "fair", "dissatisfied"}),
                word("exclusion", "s.exclusion", {"proposed", "approved", "refused"}),
                word("channel", "s.channel", {"phone", "link"}),
                plain("draw", ListKind::id, "s.draw_id", ListTest::equal),
                plain("matter", ListKind::id, "s.matter_id", ListTest::equal),
                plain("unit", ListKind::id, "s.unit_id", ListTest::equal),
                plain("community", ListKind::id, "s.community_id", ListTest::equal),
                plain("subdistrict", ListKind::id, "s.subdistrict_id", ListTest::equal),
                plain("changed_after", ListKind::instant, "s.changed_at", ListTest::from),
                flag("counted", "s.reason <> 'volunteered' AND s.state <> 'superseded'"),
                flag("contacted", "s.contacted = 1"),
                flag("solved", "s.solved = 1"),
                flag("to_call", "s.state = 'waiting' AND s.has_phone = 1 AND s.exclusion IS NULL AND s.call_again_at <= $2"),
                flag("no_contact", "s.state = 'waiting' AND s.exclusion IS NULL AND s.calls >= $3")};
    for (store::ListField& f : s.fields) {
      if (f.name == "contacted") f.where_false = "s.contacted = 0";
      if (f.name == "solved") f.where_false = "s.solved = 0";
    }
    s.sort = "-day";
    s.area_columns = {"s.community_id", "s.subdistrict_id"};
    s.unit_column = "s.unit_id";
    return s;
  }();
  return spec;
}

store::ListPage<Sample> page(store::Session& s, const store::ListQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now, std::int64_t calls_max) {
  return store::list_page<Sample>(s, list_spec(), q, people::list_reach(reach), district, now, calls_max);
}
std::int64_t count(store::Session& s, const store::ListQuery& q, const people::Reach& reach, base::DistrictId district, base::Instant now, std::int64_t calls_max) {
  return store::list_count(s, list_spec(), q, people::list_reach(reach), district, now, calls_max);
}

void insert(store::Unit& unit, const Draw& d) { unit.insert(draw_insert, d); }
void insert(store::Unit& unit, const StratumRow& row) { unit.insert(stratum_insert, row); }
std::optional<Draw> draw_row(store::Session& s, base::DistrictId district, DrawId id) { return s.one<Draw>(draw_one, district, id); }
std::optional<Draw> last_draw(store::Session& s, base::DistrictId district) { return s.one<Draw>(draw_last, district); }
bool overlaps(store::Session& s, base::DistrictId district, base::CivilDate from, base::CivilDate to) {
  return s.value<std::int64_t>(draw_overlap, district, from, to).has_value();
}
std::vector<StratumRow> strata_of(store::Session& s, base::DistrictId district, DrawId id) { return s.all<StratumRow>(strata_known, district, id); }
std::vector<Draw> draws(store::Session& s, base::DistrictId district, int limit) { return s.all<Draw>(draw_page, district, limit); }
std::map<std::int64_t, std::int64_t> waiting_by_draw(store::Session& s, base::DistrictId district) {
  std::map<std::int64_t, std::int64_t> out;
  s.rows(draw_waiting, [&out](const store::Row& r) { out[r.integer(0)] = r.integer(1); return true; }, district);
  return out;
}

void insert(store::Unit& unit, const Exclusion& e) { unit.insert(exclusion_insert, e); }
void decide(store::Unit& unit, const Exclusion& e) {
  unit.exec(exclusion_decide, e.district_id, e.id, e.state, e.decided_by, e.decided_at, e.decision);
}
std::optional<Exclusion> exclusion_row(store::Session& s, base::DistrictId district, ExclusionId id) { return s.one<Exclusion>(exclusion_one, district, id); }

const store::ListSpec& exclusions_spec() {
  using store::ListKind, store::ListTest;
  static const store::ListSpec spec = [] {
    store::ListSpec s;
    s.columns = "e.id, e.sample_id, s.matter_id, s.report_number, s.title, e.ground, e.reason, e.evidence, e.state, s.unit_id, s.community_id, e.proposed_by,"
                " e.proposed_unit, e.proposed_at, e.decided_by, e.decided_at, e.decision, s.calls, s.answered_at";
    s.from = "callback_exclusions e JOIN callback_samples s ON s.district_id = e.district_id AND s.id = e.sample_id";
    s.where = "e.district_id = $1";
    s.id = "e.id";
    s.fields = {plain("proposed_at", ListKind::instant, "e.proposed_at", ListTest::none, true),
                plain("from", ListKind::instant, "e.proposed_at", ListTest::from),
                plain("to", ListKind::instant, "e.proposed_at", ListTest::until),
                word("state", "e.state", {"proposed", "approved", "refused"}),
                word("ground", "e.ground", {"malicious", "beyond_law", "no_contact"}),
                plain("unit", ListKind::id, "s.unit_id", ListTest::equal)};
    s.sort = "-proposed_at";
    s.area_columns = {"s.community_id", "s.subdistrict_id"};
    s.unit_column = "s.unit_id";
    return s;
  }();
  return spec;
}
store::ListPage<ExclusionLine> exclusions(store::Session& s, const store::ListQuery& q, const people::Reach& reach, base::DistrictId district) {
  return store::list_page<ExclusionLine>(s, exclusions_spec(), q, people::list_reach(reach), district);
}

}  // namespace callbacks
