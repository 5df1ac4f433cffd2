#include <limits>

#include "records/facts/facts.hpp"

namespace facts {
namespace {

using store::Statement;

const Statement add_fact("facts.add",
    "INSERT INTO facts (district_id, id, kind, subject_kind, subject_id, amount, measure, org_unit_id, area_id, area_version_id, occurred_on, "
    "recorded_at, event_id, evidence_kind, evidence_id, retracts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
const Statement one_fact("facts.one",
    "SELECT id, kind, subject_kind, subject_id, amount, measure, org_unit_id, area_id, area_version_id, occurred_on, recorded_at, event_id, "
    "evidence_kind, evidence_id, retracts FROM facts WHERE district_id = $1 AND id = $2");
const Statement retraction("facts.retraction", "SELECT id FROM facts WHERE district_id = $1 AND retracts = $2");
const Statement facts_of_subject("facts.of_subject",
    "SELECT id, kind, subject_kind, subject_id, amount, measure, org_unit_id, area_id, area_version_id, occurred_on, recorded_at, event_id, "
    "evidence_kind, evidence_id, retracts FROM facts WHERE district_id = $1 AND subject_kind = $2 AND subject_id = $3 AND kind = $4 ORDER BY id");
const Statement unit_sum("facts.sum_of_unit",
    "SELECT COALESCE(SUM(amount), 0) FROM facts WHERE district_id = $1 AND org_unit_id = $2 AND kind = $3 AND occurred_on >= $4 "
    "AND occurred_on < $5 AND recorded_at <= $6",
    "SELECT COALESCE(SUM(amount), 0)::bigint FROM facts WHERE district_id = $1 AND org_unit_id = $2 AND kind = $3 AND occurred_on >= $4 "
    "AND occurred_on < $5 AND recorded_at <= $6");
const Statement unit_rows("facts.of_unit",
    "SELECT id, kind, subject_kind, subject_id, amount, measure, org_unit_id, area_id, area_version_id, occurred_on, recorded_at, event_id, "
    "evidence_kind, evidence_id, retracts FROM facts WHERE district_id = $1 AND org_unit_id = $2 AND kind = $3 AND occurred_on >= $4 "
    "AND occurred_on < $5 AND recorded_at <= $6 ORDER BY occurred_on, id LIMIT $7");

Fact fact_of(const store::Row& r) {
  Fact f;
  f.id = r.get<FactId>(0);
  f.kind = r.text(1);
  f.subject = {std::string(r.text(2)), r.integer(3)};
  f.amount = r.integer(4);
  f.measure = r.text(5);
  f.org_unit = r.get<base::OrgUnitId>(6);
  f.area = r.get<base::AreaId>(7);
  f.area_version = r.integer(8);
  f.occurred_on = r.get<base::CivilDate>(9);
  f.recorded_at = r.get<base::Instant>(10);
  f.event = r.get<base::EventId>(11);
  f.evidence = {std::string(r.text(12)), r.integer(13)};
  f.retracts = r.get<std::optional<FactId>>(14).value_or(FactId{});
  return f;
}

base::Instant or_now(const std::optional<base::Instant>& freeze) { return freeze.value_or(base::Instant{std::numeric_limits<std::int64_t>::max()}); }

}  // namespace

FactId add(store::Unit& unit, const Fact& f) {
  const auto id = f.id ? f.id : unit.make<FactId>();
  unit.exec(add_fact, unit.district(), id, f.kind, f.subject.kind, f.subject.id, f.amount, f.measure, f.org_unit, f.area, f.area_version, f.occurred_on,
            unit.now(), f.event, f.evidence.kind, f.evidence.id, f.retracts ? std::optional(f.retracts) : std::nullopt);
  return id;
}

base::Result<FactId> retract(store::Unit& unit, FactId id, base::EventId event) {
  std::optional<Fact> fact;
  unit.rows(one_fact, [&fact](const store::Row& r) { fact = fact_of(r); return false; }, unit.district(), id);
  if (!fact || fact->retracts) return base::fail(base::ErrorCode::not_found, "facts.not_found");
  if (unit.value<FactId>(retraction, unit.district(), id)) return base::fail(base::ErrorCode::invalid, "facts.already_retracted");
  fact->id = {};
  fact->amount = -fact->amount;
  fact->event = event;
  fact->retracts = id;
  return add(unit, *fact);
}

std::vector<Fact> of_subject(store::Session& session, base::DistrictId district, const base::Subject& subject, std::string_view kind) {
  std::vector<Fact> out;
  session.rows(facts_of_subject, [&out](const store::Row& r) { out.push_back(fact_of(r)); return true; }, district, subject.kind, subject.id, kind);
  return out;
}

std::int64_t sum_of_unit(store::Session& session, base::DistrictId district, base::OrgUnitId org_unit, std::string_view kind, Span span,
                         std::optional<base::Instant> freeze) {
  return session.value<std::int64_t>(unit_sum, district, org_unit, kind, span.from, span.to, or_now(freeze)).value_or(0);
}

std::vector<Fact> of_unit(store::Session& session, base::DistrictId district, base::OrgUnitId org_unit, std::string_view kind, Span span,
                          std::optional<base::Instant> freeze, int limit) {
  std::vector<Fact> out;
  session.rows(unit_rows, [&out](const store::Row& r) { out.push_back(fact_of(r)); return true; }, district, org_unit, kind, span.from, span.to, or_now(freeze), limit);
  return out;
}

}  // namespace facts
