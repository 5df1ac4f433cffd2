// All SQL of the instrument: facts of several kinds in a span.
#include "instruments/assessment/compute.hpp"
#include "store/statement.hpp"

namespace assessment {
namespace {

#define FACT_COLUMNS \
  "id, kind, subject_kind, subject_id, amount, measure, org_unit_id, area_id, area_version_id, occurred_on, recorded_at, event_id, evidence_kind, evidence_id, retracts"
// One statement of each kind: a framework names a handful, and the index holds (kind, occurred_on).
const store::Statement of_kind("assessment.facts_of_kind",
    "SELECT " FACT_COLUMNS " FROM facts WHERE district_id = $1 AND kind = $2 AND occurred_on >= $3 AND occurred_on < $4 AND recorded_at <= $5 ORDER BY occurred_on, id");

facts::Fact fact_of(const store::Row& r) {
  facts::Fact f;
  f.id = r.get<facts::FactId>(0);
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
  if (!r.null(14)) f.retracts = r.get<facts::FactId>(14);
  return f;
}

}  // namespace

std::vector<facts::Fact> facts_of(store::Session& s, base::DistrictId district, const std::vector<std::string>& kinds, facts::Span span, base::Instant recorded_by) {
  std::vector<facts::Fact> out;
  for (const std::string& kind : kinds)
    s.rows(of_kind, [&out](const store::Row& r) { out.push_back(fact_of(r)); return true; }, district, kind, span.from, span.to, recorded_by);
  return out;
}

std::vector<facts::Fact> facts_by_id(store::Session& s, base::DistrictId district, const std::vector<std::int64_t>& ids) {
  std::vector<facts::Fact> out;
  if (ids.empty()) return out;
  std::vector<store::Arg> args{store::arg(district)};
  std::string in;
  for (const std::int64_t id : ids) {
    args.push_back(store::arg(id));
    in += (in.empty() ? "$" : ",$") + std::to_string(args.size());
  }
  s.run(store::Composed{"SELECT " FACT_COLUMNS " FROM facts WHERE district_id = $1 AND id IN (" + in + ") ORDER BY occurred_on, id"}, args,
        [&out](const store::Row& r) { out.push_back(fact_of(r)); return true; });
  return out;
}

}  // namespace assessment
