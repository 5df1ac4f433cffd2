#include "mechanisms/sample/tables.hpp"

#include "store/statement.hpp"

namespace sample {
namespace {

#define LOAN_COLUMNS "district_id, id, version, stage, round, handlers, tool, phone, area_id, asked_at"

const store::Statement insert_loan{"sample.insert", "INSERT INTO sample_loans (" LOAN_COLUMNS ") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)"};
const store::Statement update_loan{"sample.update",
    "UPDATE sample_loans SET version = $3, stage = $4, round = $5, handlers = $6 WHERE district_id = $1 AND id = $2"};
const store::Statement one_loan{"sample.one", "SELECT " LOAN_COLUMNS " FROM sample_loans WHERE district_id = $1 AND id = $2"};
const store::Statement count_out{"sample.out_now",
    "SELECT count(*) FROM sample_loans WHERE district_id = $1 AND area_id = $2 AND tool = $3 AND stage = 'lent'"};
const store::Statement every_id{"sample.ids", "SELECT id FROM sample_loans WHERE district_id = $1 ORDER BY id"};
const store::Statement old_phones{"sample.old_phones",
    "SELECT id FROM sample_loans WHERE district_id = $1 AND phone IS NOT NULL AND asked_at < $2 ORDER BY id"};
const store::Statement erase_phone{"sample.erase_phone", "UPDATE sample_loans SET phone = NULL WHERE district_id = $1 AND id = $2"};

base::Subject subject(LoanId id) { return {std::string(subject_kind), id.value}; }

}  // namespace

void insert(store::Unit& unit, const State& s) {
  unit.insert(insert_loan, s.loan);
  workflow::save(unit, subject(s.loan.id), {}, s.clocks);
}

void update(store::Unit& unit, const State& before, const State& after) {
  const Loan& l = after.loan;
  unit.exec(update_loan, l.district_id, l.id, l.version, l.stage, l.round, l.handlers);
  workflow::save(unit, subject(l.id), before.clocks, after.clocks);
}

std::optional<State> load(store::Session& s, base::DistrictId district, LoanId id) {
  auto loan = s.one<Loan>(one_loan, district, id);
  if (!loan) return std::nullopt;
  return State{std::move(*loan), workflow::clocks_of(s, district, subject(id))};
}

std::int64_t out_now(store::Session& s, base::DistrictId district, base::AreaId area, std::string_view tool) {
  return s.value<std::int64_t>(count_out, district, area, tool).value_or(0);
}

std::vector<LoanId> all_ids(store::Session& s, base::DistrictId district) {
  std::vector<LoanId> out;
  s.rows(every_id, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, district);
  return out;
}

std::vector<LoanId> erase_phones(store::Unit& unit, base::Instant asked_before) {
  std::vector<LoanId> out;
  unit.rows(old_phones, [&out](const store::Row& r) { out.push_back({r.integer(0)}); return true; }, unit.district(), asked_before);
  for (const LoanId id : out) unit.exec(erase_phone, unit.district(), id);
  return out;
}

const store::ListSpec& list_spec() {
  using store::ListKind;
  static const store::ListSpec spec = [] {
    store::ListSpec s;
    s.columns = LOAN_COLUMNS;
    s.from = "sample_loans";
    s.where = "district_id = $1";
    s.id = "id";
    s.fields = {{.name = "asked_at", .kind = ListKind::instant, .column = "asked_at", .test = store::ListTest::none, .sorts = true},
                {.name = "stage", .kind = ListKind::word, .column = "stage", .words = {"asked", "lent", "back", "refused"}}};
    s.sort = "-asked_at";
    s.area_columns = {"area_id"};
    return s;
  }();
  return spec;
}

store::ListPage<Loan> page(store::Session& s, const store::ListQuery& query, const people::Reach& reach, base::DistrictId district) {
  store::ListReach may{.everything = reach.everything};
  for (const base::AreaId area : reach.areas) may.areas.push_back(area.value);
  return store::list_page<Loan>(s, list_spec(), query, may, district);
}

}  // namespace sample
