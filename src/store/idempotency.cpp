#include "store/idempotency.hpp"

#include "base/crypto.hpp"
#include "base/limits.hpp"

namespace store {
namespace {

const Statement select_answer("client_refs.answer", "SELECT body_hash, answer FROM client_refs WHERE district_id = $1 AND client_ref = $2");
const Statement insert_answer("client_refs.insert",
                              "INSERT INTO client_refs (district_id, client_ref, body_hash, answer, made_at) VALUES ($1, $2, $3, $4, $5)");
// Without an index on made_at, which every command would pay for: the sweep walks the key once a day, in a snapshot.
const Statement select_old("client_refs.old",
                           "SELECT client_ref FROM client_refs WHERE district_id = $1 AND client_ref > $2 AND made_at < $3 ORDER BY client_ref LIMIT $4");
const Statement delete_old("client_refs.delete", "DELETE FROM client_refs WHERE district_id = $1 AND client_ref = $2 AND made_at < $3");

constexpr int lock_floor = 1;

struct Given { std::string body_hash, answer; };
std::optional<Given> given(Session& s, base::DistrictId district, std::string_view ref) {
  std::optional<Given> out;
  s.rows(select_answer, [&out](const Row& r) {
    out = Given{std::string(r.text(0)), std::string(r.text(1))};
    return false;
  }, district, ref);
  return out;
}

std::int64_t number_of(std::string_view ref) {
  const base::Digest digest = base::sha256(ref);
  std::int64_t out = 0;
  std::memcpy(&out, digest.data(), sizeof out);
  return out;
}

}  // namespace

base::Result<std::string> once(Unit& unit, std::string_view ref, std::string_view body,
                               const std::function<base::Result<std::string>(Unit&)>& act) {
  if (ref.empty()) return act(unit);
  if (ref.size() > base::limits::client_ref_chars_max) return base::fail(base::ErrorCode::invalid, "store.client_ref_too_long");
  // SQLite has one writer anyway. On PostgreSQL the second of two at once waits here and then finds the first one's answer.
  if (unit.engine() == Engine::postgres) unit.lock(lock_floor, {"client_ref", number_of(ref)});
  const std::string body_hash = base::sha256_hex(body);
  if (auto before = given(unit, unit.district(), ref)) {
    if (before->body_hash != body_hash) return base::fail(base::ErrorCode::reused_ref, "store.reused_ref", {{"client_ref", std::string(ref)}});
    return std::move(before->answer);
  }
  TRY(answer, act(unit));
  unit.exec(insert_answer, unit.district(), ref, body_hash, answer, unit.moment().real_now);
  return answer;
}

std::optional<std::string> answered(Session& s, base::DistrictId district, std::string_view ref, std::string_view body) {
  if (ref.empty()) return std::nullopt;
  auto before = given(s, district, ref);
  if (!before || before->body_hash != base::sha256_hex(body)) return std::nullopt;
  return std::move(before->answer);
}

int sweep_answers(Store& store, base::DistrictId district, base::Instant real_now) {
  const base::Instant before = real_now - base::hours(24 * answers_kept_days);
  const Work work{.moment = {district, real_now, real_now}};
  std::string after;
  int swept = 0;
  for (;;) {
    std::vector<std::string> old;
    store.read([&](Session& s) {
      s.rows(select_old, [&old](const Row& r) { old.emplace_back(r.text(0)); return true; }, district, after, before, base::limits::job_chunk_rows);
    });
    if (old.empty()) return swept;
    const auto done = store.write(work, [&](Unit& unit) -> base::Done {
      for (const auto& ref : old) unit.exec(delete_old, district, ref, before);
      return {};
    });
    if (!done) return swept;
    swept += static_cast<int>(old.size());
    after = old.back();
  }
}

}  // namespace store
