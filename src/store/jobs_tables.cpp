#include "store/jobs_tables.hpp"

#include "base/assert.hpp"

namespace store {
namespace {

constexpr std::string_view columns =
    "SELECT id, kind, payload, state, progress_done, progress_total, attempts, result, error, due_at, mark, asked_by FROM jobs";
const std::string by_id_text = std::string(columns) + " WHERE district_id = $1 AND id = $2";
const std::string newest_text = std::string(columns) +
                                " WHERE district_id = $1 AND (CAST($2 AS TEXT) = '' OR kind = $2) AND (CAST($3 AS TEXT) = '' OR state = $3)"
                                " ORDER BY id DESC LIMIT $4";
const Statement select_job("jobs.by_id", by_id_text);
const Statement select_newest("jobs.newest", newest_text);
const Statement insert_job("jobs.insert",
                           "INSERT INTO jobs (district_id, id, kind, dedupe_key, payload, state, due_at, retry_at, holder, lease_until, attempts,"
                           " attempts_max, once_more, progress_done, progress_total, mark, result, error, asked_by, created_at)"
                           " VALUES ($1, $2, $3, $4, $5, 'waiting', $6, 0, '', 0, 0, $7, 0, 0, 0, '', '', '', $8, $9) ON CONFLICT DO NOTHING");
const Statement select_live("jobs.live",
                            "SELECT id, state FROM jobs WHERE district_id = $1 AND kind = $2 AND dedupe_key = $3 AND state IN ('waiting', 'running')");
const Statement update_once_more("jobs.once_more", "UPDATE jobs SET once_more = 1 WHERE district_id = $1 AND id = $2 AND state = 'running'");
const Statement update_retry("jobs.retry",
                             "UPDATE jobs SET state = 'waiting', attempts = 0, retry_at = 0, error = '', finished_at = NULL"
                             " WHERE district_id = $1 AND id = $2 AND state = 'failed'");

const Statement select_candidates("jobs.candidates",
                                  "SELECT id, kind FROM jobs WHERE district_id = $1 AND state IN ('waiting', 'running') AND due_at <= $2"
                                  " AND ((state = 'waiting' AND retry_at <= $3) OR (state = 'running' AND lease_until <= $3)) ORDER BY due_at, id LIMIT $4");
const Statement update_claim("jobs.claim",
                             "UPDATE jobs SET state = 'running', holder = $3, lease_until = $4, attempts = attempts + 1, once_more = 0"
                             " WHERE district_id = $1 AND id = $2 AND due_at <= $5"
                             " AND ((state = 'waiting' AND retry_at <= $6) OR (state = 'running' AND lease_until <= $6))");
const Statement select_attempts_max("jobs.attempts_max", "SELECT attempts_max FROM jobs WHERE district_id = $1 AND id = $2");
const Statement update_extend("jobs.extend",
                              "UPDATE jobs SET lease_until = $4 WHERE district_id = $1 AND id = $2 AND holder = $3 AND state = 'running'");
const Statement update_progress("jobs.progress",
                                "UPDATE jobs SET lease_until = $4, progress_done = $5, progress_total = $6, mark = $7,"
                                " attempts = CASE WHEN $5 > progress_best THEN 1 ELSE attempts END,"
                                " progress_best = CASE WHEN $5 > progress_best THEN $5 ELSE progress_best END"
                                " WHERE district_id = $1 AND id = $2 AND holder = $3 AND state = 'running'");
// Asked for again while it ran: it may have missed what the asker wrote.
const Statement update_done("jobs.done",
                            "UPDATE jobs SET state = CASE WHEN once_more = 1 OR $6 = 1 THEN 'waiting' ELSE 'done' END,"
                            " due_at = CASE WHEN once_more = 1 THEN $5 WHEN $6 = 1 THEN $7 ELSE due_at END,"
                            " result = $4, error = '', mark = '', attempts = 0, progress_best = 0, retry_at = 0, once_more = 0, holder = '', lease_until = 0, finished_at = $8"
                            " WHERE district_id = $1 AND id = $2 AND holder = $3 AND state = 'running'");
const Statement update_pause("jobs.pause",
                             "UPDATE jobs SET state = 'waiting', attempts = 0, holder = '', lease_until = 0"
                             " WHERE district_id = $1 AND id = $2 AND holder = $3 AND state = 'running'");
// The database was away: that says nothing of the job, so it costs no attempt.
const Statement update_away("jobs.away",
                            "UPDATE jobs SET state = 'waiting', attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END, holder = '', lease_until = 0, error = $4, retry_at = $5"
                            " WHERE district_id = $1 AND id = $2 AND state = 'running' AND holder = $3");
const Statement update_again("jobs.again",
                             "UPDATE jobs SET state = 'waiting', error = $4, retry_at = $5, holder = '', lease_until = 0"
                             " WHERE district_id = $1 AND id = $2 AND holder = $3 AND state = 'running'");
const Statement update_fail("jobs.fail",
                            "UPDATE jobs SET state = 'failed', error = $4, finished_at = $5, holder = '', lease_until = 0"
                            " WHERE district_id = $1 AND id = $2 AND holder = $3 AND state = 'running'");
const Statement select_finished("jobs.finished",
                                "SELECT id FROM jobs WHERE district_id = $1 AND ((state = 'done' AND finished_at < $2) OR (state = 'failed' AND finished_at < $3))"
                                " ORDER BY id LIMIT $4");
const Statement delete_job("jobs.delete", "DELETE FROM jobs WHERE district_id = $1 AND id = $2 AND state IN ('done', 'failed')");
const Statement count_live("jobs.count_live",
                           "SELECT state, COUNT(*) FROM jobs WHERE district_id = $1 AND state IN ('waiting', 'running') GROUP BY state");
const Statement count_failed("jobs.count_failed", "SELECT COUNT(*) FROM jobs WHERE district_id = $1 AND state = 'failed'");

constexpr int candidates_max = 200;
constexpr int enqueue_tries_max = 4;

JobView read_job(const Row& r) {
  return {.id = {r.integer(0)},
          .kind = std::string(r.text(1)),
          .payload = std::string(r.text(2)),
          .state = std::string(r.text(3)),
          .progress_done = r.integer(4),
          .progress_total = r.integer(5),
          .attempts = static_cast<int>(r.integer(6)),
          .result = std::string(r.text(7)),
          .error = std::string(r.text(8)),
          .due_at = {r.integer(9)},
          .mark = std::string(r.text(10)),
          .asked_by = {r.integer(11)}};
}

}  // namespace

base::JobId enqueue(Unit& unit, const NewJob& job) {
  ASSERT(!job.kind.empty() && job.attempts_max > 0);
  const auto key = job.dedupe_key.empty() ? std::nullopt : std::optional(std::string_view(job.dedupe_key));
  const auto id = unit.make<base::JobId>();
  for (int tries = 0; tries < enqueue_tries_max; ++tries) {
    if (unit.exec(insert_job, unit.district(), id, job.kind, key, job.payload, job.due_at, job.attempts_max, unit.actor().person,
                  unit.moment().real_now) == 1)
      return id;
    base::JobId live;
    unit.rows(select_live, [&live](const Row& r) { live = {r.integer(0)}; return false; }, unit.district(), job.kind, job.dedupe_key);
    if (!live) continue;  // it ended between the two statements
    unit.exec(update_once_more, unit.district(), live);
    return live;
  }
  throw Unavailable("the job queue moves too fast");
}

std::optional<JobView> job(Session& s, base::DistrictId district, base::JobId id) {
  std::optional<JobView> out;
  s.rows(select_job, [&out](const Row& r) { out = read_job(r); return false; }, district, id);
  return out;
}

std::vector<JobView> jobs_of(Session& s, base::DistrictId district, std::string_view kind, std::string_view state, int limit) {
  std::vector<JobView> out;
  s.rows(select_newest, [&out](const Row& r) { out.push_back(read_job(r)); return true; }, district, kind, state, limit);
  return out;
}

bool retry(Unit& unit, base::JobId id) { return unit.exec(update_retry, unit.district(), id) == 1; }

namespace jobs_sql {

std::vector<Candidate> candidates(Session& s, base::DistrictId district, base::Instant district_now, base::Instant real_now) {
  std::vector<Candidate> out;
  s.rows(select_candidates, [&out](const Row& r) { out.push_back({{r.integer(0)}, std::string(r.text(1))}); return true; },
         district, district_now, real_now, candidates_max);
  return out;
}

bool claim(Unit& unit, const Ticket& t, base::Instant until) {
  return unit.exec(update_claim, t.district, t.id, t.holder, until, unit.now(), unit.moment().real_now) == 1;
}
int attempts_max(Session& s, const Ticket& t) {
  return static_cast<int>(s.value<std::int64_t>(select_attempts_max, t.district, t.id).value_or(1));
}
bool extend(Unit& unit, const Ticket& t, base::Instant until) { return unit.exec(update_extend, t.district, t.id, t.holder, until) == 1; }
bool progress(Unit& unit, const Ticket& t, base::Instant until, std::int64_t done, std::int64_t total, std::string_view mark) {
  return unit.exec(update_progress, t.district, t.id, t.holder, until, done, total, mark) == 1;
}
void done(Unit& unit, const Ticket& t, std::string_view result, std::optional<base::Instant> again_at) {
  unit.exec(update_done, t.district, t.id, t.holder, result, unit.now(), again_at.has_value(), again_at.value_or(unit.now()), unit.moment().real_now);
}
void pause(Unit& unit, const Ticket& t) { unit.exec(update_pause, t.district, t.id, t.holder); }
void away(Unit& unit, const Ticket& t, std::string_view error, base::Instant retry_at) { unit.exec(update_away, t.district, t.id, t.holder, error, retry_at); }
void again(Unit& unit, const Ticket& t, std::string_view error, base::Instant retry_at) {
  unit.exec(update_again, t.district, t.id, t.holder, error, retry_at);
}
void fail(Unit& unit, const Ticket& t, std::string_view error) {
  unit.exec(update_fail, t.district, t.id, t.holder, error, unit.moment().real_now);
}

std::vector<base::JobId> finished_before(Session& s, base::DistrictId district, base::Instant done_before, base::Instant failed_before, int limit) {
  std::vector<base::JobId> out;
  s.rows(select_finished, [&out](const Row& r) { out.push_back({r.integer(0)}); return true; }, district, done_before, failed_before, limit);
  return out;
}
void forget(Unit& unit, base::DistrictId district, base::JobId id) { unit.exec(delete_job, district, id); }

JobCounts counts(Session& s, base::DistrictId district) {
  JobCounts out;
  s.rows(count_live, [&out](const Row& r) { (r.text(0) == "waiting" ? out.waiting : out.running) = r.integer(1); return true; }, district);
  s.rows(count_failed, [&out](const Row& r) { out.failed = r.integer(0); return false; }, district);
  return out;
}

}  // namespace jobs_sql
}  // namespace store
