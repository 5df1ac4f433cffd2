#include "mechanisms/intake/tables.hpp"

namespace intake {
namespace {

using store::Statement;

const Statement secret_of("intake.secret", "SELECT secret FROM intake_keys WHERE district_id = $1 AND id = 1");
const Statement add_secret("intake.add_secret",
    "INSERT INTO intake_keys (district_id, id, secret, made_at) VALUES ($1, 1, $2, $3) ON CONFLICT (district_id, id) DO NOTHING");
const Statement add_attempt("intake.add_attempt", "INSERT INTO intake_attempts (district_id, id, what, who, happened_at) VALUES ($1, $2, $3, $4, $5)");
const Statement recent("intake.recent_attempts",
    "SELECT COUNT(*), COALESCE(MIN(happened_at), 0) FROM intake_attempts WHERE district_id = $1 AND what = $2 AND who = $3 AND happened_at > $4");
const Statement forget("intake.forget_attempts", "DELETE FROM intake_attempts WHERE district_id = $1 AND happened_at < $2");

const Statement asked_now("intake.asked",
    "SELECT a.reason, a.state, a.satisfaction, a.solved FROM v_matters_loop v LEFT JOIN v_callbacks_asked a ON a.district_id = v.district_id"
    " AND a.matter_id = v.matter_id AND a.strike = v.reopened_count WHERE v.district_id = $1 AND v.matter_id = $2 AND v.struck_off_at IS NOT NULL");

const Statement stands("intake.stands_at", "SELECT area_id, lon_e7, lat_e7 FROM v_matters_loop WHERE district_id = $1 AND matter_id = $2");

}  // namespace

std::optional<std::string> find_secret(store::Session& session, base::DistrictId district) { return session.value<std::string>(secret_of, district); }

void keep_secret(store::Unit& unit, std::string_view secret) { unit.exec(add_secret, unit.district(), secret, unit.moment().real_now); }

void count_attempt(store::Unit& unit, std::string_view what, std::string_view who) {
  unit.exec(add_attempt, unit.district(), unit.new_id(), what, who, unit.moment().real_now);
}

Attempts attempts_since(store::Session& session, base::DistrictId district, std::string_view what, std::string_view who, base::Instant real_since) {
  Attempts out;
  session.rows(recent, [&out](const store::Row& r) { out = {r.integer(0), {r.integer(1)}}; return false; }, district, what, who, real_since);
  return out;
}

std::int64_t forget_attempts(store::Unit& unit, base::Instant real_before) { return unit.exec(forget, unit.district(), real_before); }

Asked asked_about(store::Session& session, base::DistrictId district, base::MatterId matter) {
  Asked out;
  session.rows(asked_now, [&out](const store::Row& r) {
    out.struck_off = true;
    if (r.null(0)) return false;
    out.drawn = r.text(0) != "volunteered";
    out.closed = r.text(1) == "excluded" || r.text(1) == "superseded";
    if (!r.null(2)) out.grade = r.text(2), out.solved = !r.null(3) && r.integer(3) == 1;
    return false;
  }, district, matter);
  return out;
}

std::optional<StandsAt> stands_at(store::Session& session, base::DistrictId district, base::MatterId matter) {
  std::optional<StandsAt> out;
  session.rows(stands, [&out](const store::Row& r) {
    out = StandsAt{{r.null(0) ? 0 : r.integer(0)}, r.null(1) ? 0 : r.integer(1), r.null(2) ? 0 : r.integer(2)};
    return false;
  }, district, matter);
  return out;
}

}  // namespace intake
