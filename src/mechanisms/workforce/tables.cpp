#include "mechanisms/workforce/tables.hpp"

#include "base/described/tables.hpp"

DESCRIBE(workforce::Posting, "WorkerPosting", FIELD(person), FIELD(appointment), FIELD(post), FIELD(kind), FIELD(name), FIELD(area), FIELD(from), FIELD(to))

namespace workforce {
namespace {

using store::Statement;

#define WORKER_COLUMNS                                                                                                                    \
  "w.id, w.person_id, w.org_unit_id, w.area_id, w.kind, w.state, w.hired_on, w.probation_to, w.contract_number, w.contract_from, "        \
  "w.contract_to, w.left_on, w.leave_reason, w.version"
#define MINUTES                                                                                                                           \
  "(SELECT COALESCE(SUM(f.amount), 0) FROM facts f WHERE f.district_id = w.district_id AND f.subject_kind = 'grid_worker' AND "           \
  "f.subject_id = w.id AND f.kind = 'training.attended' AND f.occurred_on >= $2)"

const Statement one_worker{"workforce.worker",
    "SELECT " WORKER_COLUMNS ", pe.name, pe.phone, " MINUTES " FROM grid_workers w JOIN persons pe ON pe.district_id = w.district_id AND pe.id = w.person_id "
    "WHERE w.district_id = $1 AND w.id = $3",
    "SELECT " WORKER_COLUMNS ", pe.name, pe.phone, " MINUTES "::bigint FROM grid_workers w JOIN persons pe ON pe.district_id = w.district_id AND "
    "pe.id = w.person_id WHERE w.district_id = $1 AND w.id = $3"};
const Statement every_worker{"workforce.workers", "SELECT " WORKER_COLUMNS " FROM grid_workers w WHERE w.district_id = $1 ORDER BY w.id"};
const Statement community_workers{"workforce.of_community", "SELECT " WORKER_COLUMNS " FROM grid_workers w WHERE w.district_id = $1 AND w.area_id = $2 ORDER BY w.id"};
const Statement person_worker{"workforce.of_person",
    "SELECT " WORKER_COLUMNS " FROM grid_workers w WHERE w.district_id = $1 AND w.person_id = $2 AND w.state <> 'left'"};
const Statement community_people{"workforce.people",
    "SELECT pe.id, pe.name, pe.phone FROM persons pe JOIN grid_workers w ON w.district_id = pe.district_id AND w.person_id = pe.id WHERE "
    "pe.district_id = $1 AND w.area_id = $2"};
const Statement worker_insert{"workforce.worker_insert",
    "INSERT INTO grid_workers (id, person_id, org_unit_id, area_id, kind, state, hired_on, probation_to, contract_number, contract_from, contract_to, "
    "left_on, leave_reason, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
const Statement worker_update{"workforce.worker_update",
    "UPDATE grid_workers SET org_unit_id = $3, area_id = $4, kind = $5, state = $6, probation_to = $7, contract_number = $8, contract_from = $9, "
    "contract_to = $10, left_on = $11, leave_reason = $12, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement person_postings{"workforce.postings_of",
    "SELECT ap.person_id AS person, ap.id AS appointment, p.id AS post, p.kind, p.name, p.area_id AS area, ap.valid_from AS \"from\", ap.valid_to AS \"to\" "
    "FROM appointments ap JOIN posts p ON p.district_id = ap.district_id AND p.id = ap.post_id WHERE ap.district_id = $1 AND ap.person_id = $2 "
    "ORDER BY ap.valid_from DESC, ap.id DESC"};
const Statement worker_contracts{"workforce.contracts",
    "SELECT id, worker_id, number, kind, valid_from, valid_to FROM worker_contracts WHERE district_id = $1 AND worker_id = $2 ORDER BY valid_from DESC, id DESC"};
const Statement contract_by_number{"workforce.contract_number", "SELECT id FROM worker_contracts WHERE district_id = $1 AND number = $2"};
const Statement contract_insert{"workforce.contract_insert",
    "INSERT INTO worker_contracts (id, worker_id, number, kind, valid_from, valid_to, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement all_recruitments{"workforce.recruitments",
    "SELECT id, area_id, title, conditions, kind, seats, opens_on, closes_on, closed, version FROM recruitments WHERE district_id = $1 ORDER BY id DESC"};
const Statement one_recruitment{"workforce.recruitment",
    "SELECT id, area_id, title, conditions, kind, seats, opens_on, closes_on, closed, version FROM recruitments WHERE district_id = $1 AND id = $2"};
const Statement recruitment_insert{"workforce.recruitment_insert",
    "INSERT INTO recruitments (id, area_id, title, conditions, kind, seats, opens_on, closes_on, closed, version, district_id) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8, $9, $10, $11)"};
const Statement recruitment_close{"workforce.recruitment_close", "UPDATE recruitments SET closed = 1, version = version + 1 WHERE district_id = $1 AND id = $2"};
#define APPLICATION_COLUMNS "SELECT id, recruitment_id, name, phone, note, state, reason, received_on, decided_on, worker_id, version FROM worker_applications"
const Statement applications_of{"workforce.applications", APPLICATION_COLUMNS " WHERE district_id = $1 AND recruitment_id = $2 ORDER BY id"};
const Statement all_applications{"workforce.all_applications", APPLICATION_COLUMNS " WHERE district_id = $1 ORDER BY id"};
const Statement one_application{"workforce.application", APPLICATION_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement application_insert{"workforce.application_insert",
    "INSERT INTO worker_applications (id, recruitment_id, name, phone, note, state, reason, received_on, decided_on, worker_id, version, district_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const Statement application_update{"workforce.application_update",
    "UPDATE worker_applications SET state = $3, reason = $4, decided_on = $5, worker_id = $6, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement old_applications{"workforce.old_applications",
    APPLICATION_COLUMNS " WHERE district_id = $1 AND decided_on < $2 AND name <> '' AND state <> 'passed' ORDER BY id LIMIT 200"};
const Statement application_forget{"workforce.application_forget",
    "UPDATE worker_applications SET name = '', phone = '', note = '' WHERE district_id = $1 AND id = $2"};
const Statement training_rows{"workforce.trainings",
    "SELECT id, area_id, subject, place, held_on, minutes, attended FROM trainings WHERE district_id = $1 AND held_on >= $2 AND held_on < $3 ORDER BY "
    "held_on DESC, id DESC LIMIT 500"};
const Statement training_insert{"workforce.training_insert",
    "INSERT INTO trainings (id, area_id, subject, place, held_on, minutes, attended, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const Statement worker_hours{"workforce.hours",
    "SELECT t.id, t.subject, t.place, t.held_on, f.amount FROM facts f JOIN trainings t ON t.district_id = f.district_id AND t.id = f.evidence_id WHERE "
    "f.district_id = $1 AND f.subject_kind = 'grid_worker' AND f.subject_id = $2 AND f.kind = 'training.attended' AND f.occurred_on >= $3 ORDER BY "
    "t.held_on DESC, t.id DESC"};
#define CONDUCT_COLUMNS "SELECT id, worker_id, kind, on_day, reason, evidence, state, objection, answer, version FROM worker_conduct"
const Statement worker_conducts{"workforce.conducts", CONDUCT_COLUMNS " WHERE district_id = $1 AND worker_id = $2 ORDER BY on_day DESC, id DESC"};
const Statement one_conduct{"workforce.conduct", CONDUCT_COLUMNS " WHERE district_id = $1 AND id = $2"};
const Statement conduct_insert{"workforce.conduct_insert",
    "INSERT INTO worker_conduct (id, worker_id, kind, on_day, reason, evidence, state, objection, answer, version, district_id) VALUES ($1, $2, $3, $4, "
    "$5, $6, $7, $8, $9, $10, $11)"};
const Statement conduct_update{"workforce.conduct_update",
    "UPDATE worker_conduct SET state = $3, objection = $4, answer = $5, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement area_days{"workforce.days",
    "SELECT worker_id, day, area_id, state, reason, fact_id FROM worker_days WHERE district_id = $1 AND area_id = $2 AND day >= $3 AND day < $4 ORDER BY day, worker_id"};
const Statement duty_days{"workforce.duty_days",
    "SELECT d.worker_id, d.day, d.area_id, d.state, d.reason, d.fact_id FROM worker_days d JOIN grid_workers w ON w.district_id = d.district_id AND "
    "w.id = d.worker_id WHERE d.district_id = $1 AND w.area_id = $2 AND d.day = $3"};
const Statement worker_days{"workforce.worker_days",
    "SELECT worker_id, day, area_id, state, reason, fact_id FROM worker_days WHERE district_id = $1 AND worker_id = $2 AND day >= $3 AND day < $4 ORDER BY day"};
const Statement sheet_days{"workforce.all_days",
    "SELECT worker_id, day, area_id, state, reason, fact_id FROM worker_days WHERE district_id = $1 AND ($2 = 0 OR area_id = $2) ORDER BY area_id, day, worker_id"};
const Statement day_put{"workforce.day_put",
    "INSERT INTO worker_days (worker_id, day, area_id, state, reason, fact_id, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT "
    "(district_id, worker_id, day) DO UPDATE SET state = excluded.state, reason = excluded.reason, fact_id = excluded.fact_id, area_id = excluded.area_id"};
const Statement at_work{"workforce.count", "SELECT COUNT(*) FROM grid_workers WHERE district_id = $1 AND state <> 'left' AND ($2 = '' OR kind = $2)"};
const Statement on_grids{"workforce.on_grids",
    "SELECT COUNT(DISTINCT w.id) FROM grid_workers w JOIN appointments ap ON ap.district_id = w.district_id AND ap.person_id = w.person_id AND "
    "ap.valid_from <= $2 AND (ap.valid_to IS NULL OR ap.valid_to > $2) JOIN posts p ON p.district_id = ap.district_id AND p.id = ap.post_id AND "
    "p.kind = 'grid_worker' WHERE w.district_id = $1 AND w.state <> 'left' AND w.kind = 'full_time'"};

constexpr int worker_columns = 14;
Person person_of(const store::Row& r, int at) { return {std::string(r.text(at)), base::Phone::parse(r.text(at + 1))}; }
WorkerFound found_of(const store::Row& r) {
  WorkerFound out;
  out.row = r.as<WorkerRow>();
  out.person = person_of(r, worker_columns);
  out.minutes = r.integer(worker_columns + 2);
  return out;
}

}  // namespace

std::vector<WorkerFound> workers(store::Session& s, base::DistrictId district, const store::ListReach& reach, base::CivilDate year_from, bool left_too) {
  std::vector<WorkerFound> out;
  std::vector<store::Arg> args{store::arg(district), store::arg(year_from)};
  std::string in;
  for (const std::int64_t area : reach.areas) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(area));
  }
  if (!reach.everything && in.empty()) return out;
  const char* const cast = s.engine() == store::Engine::postgres ? "::bigint" : "";
  // The year's hours are added up once for all: asking for each worker would read them again and again.
  std::string text = std::string("SELECT " WORKER_COLUMNS ", pe.name, pe.phone, COALESCE(h.minutes, 0) AS minutes FROM grid_workers w JOIN persons pe ON "
                                 "pe.district_id = w.district_id AND pe.id = w.person_id LEFT JOIN (SELECT subject_id, SUM(amount)") + cast +
                     " AS minutes FROM facts WHERE district_id = $1 AND kind = 'training.attended' AND occurred_on >= $2 GROUP BY subject_id) h ON "
                     "h.subject_id = w.id WHERE w.district_id = $1";
  if (!left_too) text += " AND w.state <> 'left'";
  if (!reach.everything) text += " AND w.area_id IN (" + in + ")";
  s.run(store::Composed{text + " ORDER BY w.area_id, w.id"}, args, [&](const store::Row& r) { out.push_back(found_of(r)); return true; });
  return out;
}
std::optional<WorkerFound> worker(store::Session& s, base::DistrictId d, WorkerId id, base::CivilDate year_from) {
  std::optional<WorkerFound> out;
  s.rows(one_worker, [&](const store::Row& r) { out = found_of(r); return false; }, d, year_from, id);
  return out;
}
std::vector<WorkerRow> worker_rows(store::Session& s, base::DistrictId d) { return s.all<WorkerRow>(every_worker, d); }
std::vector<WorkerRow> of_community(store::Session& s, base::DistrictId d, base::AreaId area) { return s.all<WorkerRow>(community_workers, d, area); }
std::optional<WorkerRow> of_person(store::Session& s, base::DistrictId d, base::PersonId id) { return s.one<WorkerRow>(person_worker, d, id); }
std::map<base::PersonId, Person> people_of_community(store::Session& s, base::DistrictId d, base::AreaId area) {
  std::map<base::PersonId, Person> out;
  s.rows(community_people, [&](const store::Row& r) { out[r.get<base::PersonId>(0)] = person_of(r, 1); return true; }, d, area);
  return out;
}
void insert_worker(store::Unit& u, const WorkerRow& r) {
  u.exec(worker_insert, r.id, r.person_id, r.org_unit_id, r.area_id, r.kind, r.state, r.hired_on, r.probation_to, r.contract_number, r.contract_from,
         r.contract_to, r.left_on, r.leave_reason, r.version, u.district());
}
void update_worker(store::Unit& u, const WorkerRow& r) {
  u.exec(worker_update, u.district(), r.id, r.org_unit_id, r.area_id, r.kind, r.state, r.probation_to, r.contract_number, r.contract_from, r.contract_to,
         r.left_on, r.leave_reason);
}

std::vector<Posting> postings(store::Session& s, base::DistrictId district, const std::vector<std::string>& kinds, base::CivilDate day) {
  std::vector<Posting> out;
  if (kinds.empty()) return out;
  std::vector<store::Arg> args{store::arg(district), store::arg(day)};
  std::string in;
  for (const std::string& kind : kinds) {
    in += (in.empty() ? "$" : ", $") + std::to_string(args.size() + 1);
    args.push_back(store::arg(kind));
  }
  s.run(store::Composed{"SELECT ap.person_id AS person, ap.id AS appointment, p.id AS post, p.kind, p.name, p.area_id AS area, ap.valid_from AS \"from\", "
                        "ap.valid_to AS \"to\" FROM posts p JOIN appointments ap ON ap.district_id = p.district_id AND ap.post_id = p.id AND "
                        "ap.valid_from <= $2 AND (ap.valid_to IS NULL OR ap.valid_to > $2) WHERE p.district_id = $1 AND p.kind IN (" + in + ") ORDER BY p.id"},
        args, [&](const store::Row& r) { out.push_back(r.as<Posting>()); return true; });
  return out;
}
std::vector<Posting> postings_of(store::Session& s, base::DistrictId d, base::PersonId id) { return s.all<Posting>(person_postings, d, id); }

std::vector<ContractRow> contracts(store::Session& s, base::DistrictId d, WorkerId id) { return s.all<ContractRow>(worker_contracts, d, id); }
bool contract_taken(store::Session& s, base::DistrictId d, std::string_view number) { return s.value<std::int64_t>(contract_by_number, d, number).has_value(); }
void insert_contract(store::Unit& u, const ContractRow& r) { u.exec(contract_insert, r.id, r.worker_id, r.number, r.kind, r.valid_from, r.valid_to, u.district()); }

std::vector<RecruitmentRow> recruitments(store::Session& s, base::DistrictId d) { return s.all<RecruitmentRow>(all_recruitments, d); }
std::optional<RecruitmentRow> recruitment(store::Session& s, base::DistrictId d, RecruitmentId id) { return s.one<RecruitmentRow>(one_recruitment, d, id); }
void insert_recruitment(store::Unit& u, const RecruitmentRow& r) {
  u.exec(recruitment_insert, r.id, r.area_id, r.title, r.conditions, r.kind, r.seats, r.opens_on, r.closes_on, r.closed, r.version, u.district());
}
void close_recruitment(store::Unit& u, RecruitmentId id) { u.exec(recruitment_close, u.district(), id); }
std::vector<ApplicationRow> applications(store::Session& s, base::DistrictId d, RecruitmentId id) {
  return id ? s.all<ApplicationRow>(applications_of, d, id) : s.all<ApplicationRow>(all_applications, d);
}
std::optional<ApplicationRow> application(store::Session& s, base::DistrictId d, ApplicationId id) { return s.one<ApplicationRow>(one_application, d, id); }
void insert_application(store::Unit& u, const ApplicationRow& r) {
  u.exec(application_insert, r.id, r.recruitment_id, r.name, r.phone, r.note, r.state, r.reason, r.received_on, r.decided_on, r.worker_id, r.version, u.district());
}
void update_application(store::Unit& u, const ApplicationRow& r) {
  u.exec(application_update, u.district(), r.id, r.state, r.reason, r.decided_on, r.worker_id);
}
std::vector<ApplicationRow> applications_to_forget(store::Session& s, base::DistrictId d, base::CivilDate before) { return s.all<ApplicationRow>(old_applications, d, before); }
void forget_application(store::Unit& u, ApplicationId id) { u.exec(application_forget, u.district(), id); }

std::vector<TrainingRow> trainings(store::Session& s, base::DistrictId d, base::CivilDate from, base::CivilDate to) { return s.all<TrainingRow>(training_rows, d, from, to); }
void insert_training(store::Unit& u, const TrainingRow& r) { u.exec(training_insert, r.id, r.area_id, r.subject, r.place, r.held_on, r.minutes, r.attended, u.district()); }
std::vector<HourView> hours_of(store::Session& s, base::DistrictId d, WorkerId id, base::CivilDate from) {
  std::vector<HourView> out;
  s.rows(worker_hours, [&](const store::Row& r) {
    out.push_back({r.get<TrainingId>(0), std::string(r.text(1)), std::string(r.text(2)), r.get<base::CivilDate>(3), r.integer(4)});
    return true;
  }, d, id, from);
  return out;
}

std::vector<ConductRow> conduct_of(store::Session& s, base::DistrictId d, WorkerId id) { return s.all<ConductRow>(worker_conducts, d, id); }
std::optional<ConductRow> conduct(store::Session& s, base::DistrictId d, ConductId id) { return s.one<ConductRow>(one_conduct, d, id); }
void insert_conduct(store::Unit& u, const ConductRow& r) {
  u.exec(conduct_insert, r.id, r.worker_id, r.kind, r.on_day, r.reason, r.evidence, r.state, r.objection, r.answer, r.version, u.district());
}
void update_conduct(store::Unit& u, const ConductRow& r) { u.exec(conduct_update, u.district(), r.id, r.state, r.objection, r.answer); }

std::vector<DayRow> days_of(store::Session& s, base::DistrictId d, base::AreaId area, base::CivilDate from, base::CivilDate to) {
  return s.all<DayRow>(area_days, d, area, from, to);
}
std::vector<DayRow> day_of_workers(store::Session& s, base::DistrictId d, base::AreaId area, base::CivilDate day) { return s.all<DayRow>(duty_days, d, area, day); }
std::vector<DayRow> days_of_worker(store::Session& s, base::DistrictId d, WorkerId id, base::CivilDate from, base::CivilDate to) {
  return s.all<DayRow>(worker_days, d, id, from, to);
}
std::vector<DayRow> all_days(store::Session& s, base::DistrictId d, base::AreaId area) { return s.all<DayRow>(sheet_days, d, area); }
void put_day(store::Unit& u, const DayRow& r) { u.exec(day_put, r.worker_id, r.day, r.area_id, r.state, r.reason, r.fact_id, u.district()); }

std::int64_t count_at_work(store::Session& s, base::DistrictId d, std::string_view kind) { return s.value<std::int64_t>(at_work, d, kind).value_or(0); }
std::int64_t count_on_grids(store::Session& s, base::DistrictId d, base::CivilDate day) { return s.value<std::int64_t>(on_grids, d, day).value_or(0); }

}  // namespace workforce
