#include "matters/tables.hpp"

#include <set>

#include "base/assert.hpp"
#include "base/report_number.hpp"
#include "base/text.hpp"
#include "formats/pinyin.hpp"
#include "store/statement.hpp"
#include "store/store.hpp"

namespace matters {
namespace {

#define MATTER_COLUMNS \
  "district_id, id, version, machine_version, report_number, list_id, serial_year, serial, stage, outcome, title, description, place, category," \
  " area_id, area_version, grid_id, community_id, subdistrict_id, lon_e7, lat_e7, source, source_ref, happened_at, unit_id, post_kind," \
  " unit_words, round, handlers, clock, due_at, warn_at, review_on, urged_at, closed_at, photo_count, origin_kind, origin_id," \
  " rung, reopened_count, solved_on_spot, came_from, merged_into, split_from, parts_open, pause_cause, extension_state, extension_until," \
  " extension_amount, extension_unit, extension_count, extension_by, dispatch_post, questions, question_open, registered_at, contact_at, dispatched_at, fed_back_at, in_time"

#define WORDS_COLUMNS "id, report_number, title, place, description, grid_id, community_id, subdistrict_id, unit_id"

const store::Statement insert_matter{"matters.insert",
    "INSERT INTO matters (" MATTER_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,"
    "$26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38,$39,$40,$41,$42,$43,$44,$45,$46,$47,$48,$49,$50,$51,$52,$53,$54,$55,$56,$57,$58,$59,$60)"};
// All columns, in the order of the row: a bound parameter that is used nowhere has no type on PostgreSQL.
const store::Statement update_matter{"matters.update",
    "UPDATE matters SET version = $3, machine_version = $4, report_number = $5, list_id = $6, serial_year = $7, serial = $8, stage = $9,"
    " outcome = $10, title = $11, description = $12, place = $13, category = $14, area_id = $15, area_version = $16, grid_id = $17,"
    " community_id = $18, subdistrict_id = $19, lon_e7 = $20, lat_e7 = $21, source = $22, source_ref = $23, happened_at = $24, unit_id = $25,"
    " post_kind = $26, unit_words = $27, round = $28, handlers = $29, clock = $30, due_at = $31, warn_at = $32, review_on = $33, urged_at = $34,"
    " closed_at = $35, photo_count = $36, origin_kind = $37, origin_id = $38, rung = $39, reopened_count = $40, solved_on_spot = $41, came_from = $42, merged_into = $43, split_from = $44, parts_open = $45, pause_cause = $46,"
    " extension_state = $47, extension_until = $48, extension_amount = $49, extension_unit = $50, extension_count = $51, extension_by = $52, dispatch_post = $53,"
    " questions = $54, question_open = $55, registered_at = $56, contact_at = $57, dispatched_at = $58, fed_back_at = $59, in_time = $60 WHERE district_id = $1 AND id = $2"};
const store::Statement one_matter{"matters.one", "SELECT " MATTER_COLUMNS " FROM matters WHERE district_id = $1 AND id = $2"};
const store::Statement insert_reporter{"matters.reporter_insert",
    "INSERT INTO matter_reporters (district_id, matter_id, name, phone, secret) VALUES ($1,$2,$3,$4,$5)"};
const store::Statement one_reporter{"matters.reporter",
    "SELECT district_id, matter_id, name, phone, secret FROM matter_reporters WHERE district_id = $1 AND matter_id = $2"};
const store::Statement null_reporter{"matters.reporter_erase",
    "UPDATE matter_reporters SET name = NULL, phone = NULL WHERE district_id = $1 AND matter_id = $2"};
const store::Statement null_description{"matters.description_erase",
    "UPDATE matters SET description = NULL WHERE district_id = $1 AND id = $2"};
const store::Statement old_reporters{"matters.to_erase",
    "SELECT m.id FROM matters m LEFT JOIN matter_reporters r ON r.district_id = m.district_id AND r.matter_id = m.id"
    " WHERE m.district_id = $1 AND m.closed_at < $2 AND (m.description IS NOT NULL OR r.name IS NOT NULL OR r.phone IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM matter_questions q WHERE q.district_id = m.district_id AND q.matter_id = m.id AND q.answer IS NOT NULL)) ORDER BY m.id LIMIT $3"};
const store::Statement words_of_one{"matters.words_of_one", "SELECT " WORDS_COLUMNS " FROM matters WHERE district_id = $1 AND id = $2"};
const store::Statement max_serial{"matters.last_serial",
    "SELECT serial FROM matters WHERE district_id = $1 AND list_id = $2 AND serial_year = $3 AND serial IS NOT NULL ORDER BY serial DESC LIMIT 1"};
const store::Statement gaps{"matters.serial_gaps",
    "SELECT list_id, serial_year, count(*), max(serial) FROM matters WHERE district_id = $1 AND serial IS NOT NULL GROUP BY list_id, serial_year"
    " HAVING count(*) <> max(serial) OR min(serial) <> 1"};
const store::Statement number_known{"matters.by_report_number", "SELECT id FROM matters WHERE district_id = $1 AND report_number = $2"};
const store::Statement ref_known{"matters.by_source_ref",
    "SELECT id FROM matters WHERE district_id = $1 AND source = $2 AND source_ref = $3"};
const store::Statement link_insert{"matters.link_insert",
    "INSERT INTO matter_links (district_id, token_hash, matter_id, made_at, follows) VALUES ($1,$2,$3,$4,$5)"};
const store::Statement link_known{"matters.by_link", "SELECT matter_id FROM matter_links WHERE district_id = $1 AND token_hash = $2"};
const store::Statement follows_known{"matters.link_follows", "SELECT follows FROM matter_links WHERE district_id = $1 AND token_hash = $2"};
const store::Statement show_one{"matters.show", "SELECT $1", "SELECT set_config('red.shown', CAST($1 AS text), true)"};
const store::Statement parts{"matters.parts", "SELECT id FROM matters WHERE district_id = $1 AND split_from = $2 ORDER BY id"};
const store::Statement merged{"matters.merged", "SELECT id FROM matters WHERE district_id = $1 AND merged_into = $2 ORDER BY id"};
const store::Statement question_insert{"matters.question_insert",
    "INSERT INTO matter_questions (district_id, matter_id, number, asked_at, question, answered_at, answer, withdrawn_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8)"};
const store::Statement question_update{"matters.question_update",
    "UPDATE matter_questions SET answered_at = $4, answer = $5, withdrawn_at = $6 WHERE district_id = $1 AND matter_id = $2 AND number = $3"};
const store::Statement question_rows{"matters.questions",
    "SELECT district_id, matter_id, number, asked_at, question, answered_at, answer, withdrawn_at FROM matter_questions"
    " WHERE district_id = $1 AND matter_id = $2 ORDER BY number"};
const store::Statement answers_erase{"matters.answers_erase", "UPDATE matter_questions SET answer = NULL WHERE district_id = $1 AND matter_id = $2"};
const store::Statement one_draft{"matters.draft",
    "SELECT district_id, matter_id, version, text, person_id, written_at FROM matter_drafts WHERE district_id = $1 AND matter_id = $2"};
const store::Statement draft_put{"matters.draft_put",
    "INSERT INTO matter_drafts (district_id, matter_id, version, text, person_id, written_at) VALUES ($1,$2,$3,$4,$5,$6)"
    " ON CONFLICT (district_id, matter_id) DO UPDATE SET version = excluded.version, text = excluded.text, person_id = excluded.person_id,"
    " written_at = excluded.written_at"};
const store::Statement draft_drop{"matters.draft_drop", "DELETE FROM matter_drafts WHERE district_id = $1 AND matter_id = $2"};
const store::Statement next_ids{"matters.ids_after", "SELECT id FROM matters WHERE district_id = $1 AND id > $2 ORDER BY id LIMIT $3"};

const store::Statement mark_known{"matters.index_mark", "SELECT indexed_to FROM matter_index_marks WHERE district_id = $1"};
const store::Statement mark_set{"matters.index_mark_set",
    "INSERT INTO matter_index_marks (district_id, indexed_to) VALUES ($1, $2)"
    " ON CONFLICT (district_id) DO UPDATE SET indexed_to = excluded.indexed_to"};
const store::Statement words_page{"matters.words_between",
    "SELECT " WORDS_COLUMNS " FROM matters WHERE district_id = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT $4",
    // A move that is changing the scope of one of them at this moment comes first or waits, and then finds the words.
    "SELECT " WORDS_COLUMNS " FROM matters WHERE district_id = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT $4 FOR SHARE"};
const store::Statement words_insert{"matters.words_insert", "INSERT INTO matter_words (district_id, id, words) VALUES ($1, $2, $3)"};
const store::Statement words_known{"matters.words", "SELECT words FROM matter_words WHERE district_id = $1 AND id = $2"};
const store::Statement words_delete{"matters.words_delete", "DELETE FROM matter_words WHERE district_id = $1 AND id = $2"};
// The full-text table is SQLite's alone; PostgreSQL's index hangs on matter_words itself and these texts do nothing there.
const store::Statement fts_insert{"matters.fts_insert", "INSERT INTO matter_fts (rowid, words) VALUES ($1, $2)",
                                  "SELECT 1 WHERE $1::bigint = 0 AND $2::text = ''"};
const store::Statement fts_delete{"matters.fts_delete", "INSERT INTO matter_fts (matter_fts, rowid, words) VALUES ('delete', $1, $2)",
                                  "SELECT 1 WHERE $1::bigint = 0 AND $2::text = ''"};

}  // namespace

void insert(store::Unit& unit, const CaseState& state) {
  unit.insert(insert_matter, state.record);
  if (state.reporter) unit.insert(insert_reporter, *state.reporter);
  for (const workflow::Clock& clock : state.clocks) workflow::insert_clock(unit, {std::string(subject_kind), state.record.id.value}, clock);
}

namespace {

// What the search index holds of a matter follows the matter; one that the index does not have yet is left to its job.
void index_again(store::Unit& unit, base::MatterId id) {
  const auto words = unit.value<std::string>(words_known, unit.district(), id);
  if (!words) return;
  unindex_words(unit, id);
  if (const auto row = unit.one<WordsRow>(words_of_one, unit.district(), id)) index_words(unit, id, searched_words(*row));
}

auto scope_columns(const MatterRecord& m) { return std::tie(m.grid_id, m.community_id, m.subdistrict_id, m.unit_id); }

}  // namespace

void update(store::Unit& unit, const CaseState& before, const CaseState& after) {
  ASSERT(before.record.id == after.record.id);
  if (described::to_json(before.record) != described::to_json(after.record)) {
    const auto changed = unit.insert(update_matter, after.record);
    ASSERT(changed == 1);
  }
  if (scope_columns(before.record) != scope_columns(after.record)) index_again(unit, after.record.id);
  workflow::save(unit, {std::string(subject_kind), after.record.id.value}, before.clocks, after.clocks);
  for (std::size_t i = 0; i < after.questions.size(); ++i) {
    const QuestionRow& q = after.questions[i];
    if (i >= before.questions.size()) unit.insert(question_insert, q);
    else if (before.questions[i].answered_at != q.answered_at || before.questions[i].withdrawn_at != q.withdrawn_at)
      unit.exec(question_update, q.district_id, q.matter_id, q.number, q.answered_at, q.answer, q.withdrawn_at);
  }
}

std::optional<MatterRecord> matter(store::Session& s, base::DistrictId district, base::MatterId id) {
  return s.one<MatterRecord>(one_matter, district, id);
}

std::optional<ReporterRow> reporter(store::Session& s, base::DistrictId district, base::MatterId id) {
  return s.one<ReporterRow>(one_reporter, district, id);
}

std::optional<CaseState> load(store::Session& s, base::DistrictId district, base::MatterId id) {
  auto record = matter(s, district, id);
  if (!record) return std::nullopt;
  CaseState state{.record = std::move(*record)};
  state.reporter = reporter(s, district, id);
  state.clocks = workflow::clocks_of(s, district, {std::string(subject_kind), id.value});
  if (state.record.questions > 0) state.questions = questions_of(s, district, id);
  return state;
}

namespace {
std::vector<base::MatterId> ids_by(store::Session& s, const store::Statement& statement, base::DistrictId district, base::MatterId id) {
  std::vector<base::MatterId> out;
  s.rows(statement, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district, id);
  return out;
}
}  // namespace

std::vector<base::MatterId> parts_of(store::Session& s, base::DistrictId district, base::MatterId id) { return ids_by(s, parts, district, id); }
std::vector<base::MatterId> merged_with(store::Session& s, base::DistrictId district, base::MatterId id) { return ids_by(s, merged, district, id); }
std::vector<QuestionRow> questions_of(store::Session& s, base::DistrictId district, base::MatterId id) { return s.all<QuestionRow>(question_rows, district, id); }

std::optional<DraftRow> draft(store::Session& s, base::DistrictId district, base::MatterId id) { return s.one<DraftRow>(one_draft, district, id); }
void save_draft(store::Unit& unit, const DraftRow& row) { unit.insert(draft_put, row); }
void delete_draft(store::Unit& unit, base::MatterId id) { unit.exec(draft_drop, unit.district(), id); }

void erase_reporter(store::Unit& unit, base::MatterId id) {
  unit.exec(null_reporter, unit.district(), id);
  unit.exec(null_description, unit.district(), id);
  unit.exec(answers_erase, unit.district(), id);
  unit.exec(draft_drop, unit.district(), id);
  index_again(unit, id);
}

std::vector<base::MatterId> to_erase(store::Session& s, base::DistrictId district, base::Instant closed_before, int limit) {
  std::vector<base::MatterId> out;
  s.rows(old_reporters, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district, closed_before, limit);
  return out;
}

std::int64_t last_serial(store::Session& s, base::DistrictId district, std::int64_t list_id, std::int64_t year) {
  return s.value<std::int64_t>(max_serial, district, list_id, year).value_or(0);
}

std::string serial_gap(store::Session& s, base::DistrictId district) {
  std::string out;
  s.rows(gaps, [&out](const store::Row& r) {
    out = "list " + std::to_string(r.integer(0)) + " of " + std::to_string(r.integer(1)) + " has " + std::to_string(r.integer(2)) + " matters up to serial " +
          std::to_string(r.integer(3));
    return false;
  }, district);
  return out;
}

std::optional<base::MatterId> by_report_number(store::Session& s, base::DistrictId district, std::string_view number) {
  return s.value<base::MatterId>(number_known, district, number);
}

constexpr int near_tries = 4;  // an import makes more in a moment than the moment has

std::string fresh_report_number(store::Unit& unit) {
  for (int tries = 0; tries < 16; ++tries) {
    // PostgreSQL runs a unit again whose key was taken, and a round trip for every report would be dear.
    if (unit.engine() == store::Engine::postgres) return base::make_report_number(unit.random());
    std::string number = tries < near_tries ? base::make_report_number(unit.now(), unit.random()) : base::make_report_number(unit.random());
    if (!by_report_number(unit, unit.district(), number)) return number;
  }
  throw store::Constraint("matters: no report number is free");
}

bool source_ref_known(store::Session& s, base::DistrictId district, std::string_view source, std::string_view source_ref) {
  return s.value<base::MatterId>(ref_known, district, source, source_ref).has_value();
}

void insert_link(store::Unit& unit, base::MatterId id, std::string_view token_hash, bool follows) {
  unit.exec(link_insert, unit.district(), token_hash, id, unit.now(), follows);
}

std::optional<base::MatterId> by_link(store::Session& s, base::DistrictId district, std::string_view token_hash) {
  return s.value<base::MatterId>(link_known, district, token_hash);
}

bool link_follows(store::Session& s, base::DistrictId district, std::string_view token_hash) {
  return s.value<std::int64_t>(follows_known, district, token_hash).value_or(0) != 0;
}

void show(store::Session& s, base::MatterId id) {
  if (s.engine() != store::Engine::postgres) return;   // one door for all
  s.rows(show_one, [](const store::Row&) { return false; }, std::to_string(id.value));
}

std::vector<base::MatterId> ids_after(store::Session& s, base::DistrictId district, base::MatterId after, int limit) {
  std::vector<base::MatterId> out;
  s.rows(next_ids, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district, after, limit);
  return out;
}

std::int64_t indexed_to(store::Session& s, base::DistrictId district) { return s.value<std::int64_t>(mark_known, district).value_or(0); }

void set_indexed_to(store::Unit& unit, std::int64_t id) { unit.exec(mark_set, unit.district(), id); }

std::vector<WordsRow> words_between(store::Session& s, base::DistrictId district, std::int64_t after, std::int64_t to, int limit) {
  return s.all<WordsRow>(words_page, district, after, to, limit);
}

std::string searched_words(const WordsRow& row) {
  std::string text = row.report_number + " " + row.title + " " + row.place;
  if (row.description) text += " " + *row.description;
  std::string out = base::bigrams(text);
  for (const auto& area : {row.grid_id, row.community_id, row.subdistrict_id})
    if (area) out += " " + area_word(*area);
  if (row.unit_id) out += " " + unit_word(*row.unit_id);
  for (const std::string& pair : initial_words(formats::pinyin_initials(row.title))) out += " " + pair;
  return out;
}

std::string area_word(std::int64_t area) { return "a" + std::to_string(area); }
std::string unit_word(std::int64_t unit) { return "u" + std::to_string(unit); }

std::vector<std::string> initial_words(std::string_view initials) {
  std::set<std::string> out;
  for (std::size_t i = 0; i + 1 < initials.size(); ++i)
    if (initials[i] != ' ' && initials[i + 1] != ' ') out.insert("y" + std::string(initials.substr(i, 2)));
  return {out.begin(), out.end()};
}

void index_words(store::Unit& unit, base::MatterId id, std::string_view words) {
  unit.exec(words_insert, unit.district(), id, words);
  if (unit.engine() == store::Engine::sqlite) unit.exec(fts_insert, id, words);
}

void unindex_words(store::Unit& unit, base::MatterId id) {
  const auto words = unit.value<std::string>(words_known, unit.district(), id);
  if (!words) return;
  if (unit.engine() == store::Engine::sqlite) unit.exec(fts_delete, id, *words);
  unit.exec(words_delete, unit.district(), id);
}

}  // namespace matters
