#include "store/sealing.hpp"

#include <fmt/format.h>

#include "store/journal_hash.hpp"

namespace store {
namespace {

const Statement select_waiting("sealing.waiting", "SELECT id, envelope FROM journal_unsealed WHERE district_id = $1 ORDER BY id LIMIT $2");
const Statement insert_unsealed("sealing.insert_unsealed", "INSERT INTO journal_unsealed (district_id, id, envelope) VALUES ($1, $2, $3)");
const Statement insert_seal("sealing.insert_one", "INSERT INTO seals (district_id, seq, journal_id, envelope, hash) VALUES ($1, $2, $3, $4, $5)");
// One round trip a batch: [[seq, id, "envelope", "hash"], …]. SQLite has no round trips and takes them one by one.
const Statement insert_seals("sealing.insert", "SELECT $1, $2",
                             "INSERT INTO seals (district_id, seq, journal_id, envelope, hash) SELECT $1::bigint, (e->>0)::bigint,"
                             " (e->>1)::bigint, e->>2, e->>3 FROM jsonb_array_elements($2::text::jsonb) e");
const Statement delete_waiting("sealing.delete_waiting",
                               "DELETE FROM journal_unsealed WHERE district_id = $1 AND id IN (SELECT json_extract(value, '$[1]') FROM json_each($2))",
                               "DELETE FROM journal_unsealed WHERE district_id = $1 AND id IN"
                               " (SELECT (e->>1)::bigint FROM jsonb_array_elements($2::text::jsonb) e)");
const Statement upsert_lease("sealing.lease",
                             "INSERT INTO leases (district_id, name, holder, expires_at) VALUES ($1, $2, $3, $4)"
                             " ON CONFLICT (district_id, name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at"
                             " WHERE leases.holder = excluded.holder OR leases.expires_at <= $5");
const Statement insert_head("sealing.daily_head",
                            "INSERT INTO daily_heads (district_id, day, seq, hash, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING");
const Statement select_states("sealing.states",
                              "SELECT d.id, (SELECT s.seq FROM seals s WHERE s.district_id = d.id ORDER BY s.seq DESC LIMIT 1),"
                              " (SELECT h.day FROM daily_heads h WHERE h.district_id = d.id ORDER BY h.day DESC LIMIT 1),"
                              " (SELECT 1 FROM journal_unsealed u WHERE u.district_id = d.id LIMIT 1) FROM districts d");

}  // namespace

void put_unsealed(Unit& unit, const Unsealed& one) { unit.exec(insert_unsealed, one.district, one.id, one.envelope); }

Sealed seal_waiting(Unit& unit, base::DistrictId district, int limit) {
  std::vector<Unsealed> waiting;
  unit.rows(select_waiting, [&](const Row& r) {
    waiting.push_back({district, r.integer(0), std::string(r.text(1))});
    return true;
  }, district, limit);
  const std::size_t rows = waiting.size();
  if (auto* of_a_group = dynamic_cast<UnitBase*>(&unit))
    for (Unsealed& one : of_a_group->take_offered(district, static_cast<std::size_t>(limit) - rows)) waiting.push_back(std::move(one));
  if (waiting.empty()) return {};
  Head head = chain_head(unit, district);
  const std::int64_t first = head.seq + 1;
  const bool at_once = unit.engine() == Engine::postgres;
  std::string batch = "[";
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Unsealed& w = waiting[i];
    head.hash = seal_hash(head.hash, ++head.seq, {w.id}, w.envelope);
    if (at_once || i < rows)
      fmt::format_to(std::back_inserter(batch), "{}[{},{},\"{}\",\"{}\"]", batch.size() > 1 ? "," : "", head.seq, w.id, w.envelope, head.hash);
    if (!at_once) unit.exec(insert_seal, district, head.seq, w.id, w.envelope, head.hash);
  }
  batch += ']';
  if (at_once) unit.exec(insert_seals, district, batch);
  if (rows > 0) unit.exec(delete_waiting, district, batch);
  return {first, head.seq};
}

bool take_lease(Unit& unit, base::DistrictId district, std::string_view name, std::string_view holder, base::Instant now, base::Instant until) {
  return unit.exec(upsert_lease, district, name, holder, until, now) == 1;
}

void write_daily_head(Unit& unit, base::DistrictId district, base::CivilDate day, base::Instant real_now) {
  const Head head = chain_head(unit, district);
  if (head.seq > 0) unit.exec(insert_head, district, day, head.seq, head.hash, real_now);
}

std::vector<ChainState> chain_states(Session& s) {
  std::vector<ChainState> out;
  s.rows(select_states, [&out](const Row& r) {
    ChainState state{.district = {r.integer(0)}, .last = r.null(1) ? 0 : r.integer(1), .waiting = !r.null(3)};
    if (!r.null(2)) state.head_day = base::CivilDate{static_cast<std::int32_t>(r.integer(2))};
    out.push_back(state);
    return true;
  });
  return out;
}

}  // namespace store
