// All SQL of the workforce; names, posts and hours are read from people's and records' tables.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/workforce/model.hpp"
#include "people/ids.hpp"
#include "store/list.hpp"

namespace workforce {

struct Person { std::string name{}; std::optional<base::Phone> phone{}; };
struct WorkerFound { WorkerRow row{}; Person person{}; std::int64_t minutes{}; };   // minutes of training since a day
struct Posting { base::PersonId person{}; people::AppointmentId appointment{}; base::PostId post{}; std::string kind{}, name{}; base::AreaId area{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; };

[[nodiscard]] std::vector<WorkerFound> workers(store::Session&, base::DistrictId, const store::ListReach&, base::CivilDate year_from, bool left_too);
[[nodiscard]] std::optional<WorkerFound> worker(store::Session&, base::DistrictId, WorkerId, base::CivilDate year_from);
[[nodiscard]] std::vector<WorkerRow> worker_rows(store::Session&, base::DistrictId);                     // all, for checks and jobs
[[nodiscard]] std::vector<WorkerRow> of_community(store::Session&, base::DistrictId, base::AreaId);      // ever
[[nodiscard]] std::optional<WorkerRow> of_person(store::Session&, base::DistrictId, base::PersonId);     // who has not left
[[nodiscard]] std::map<base::PersonId, Person> people_of_community(store::Session&, base::DistrictId, base::AreaId);
void insert_worker(store::Unit&, const WorkerRow&);
void update_worker(store::Unit&, const WorkerRow&);                                                      // raises the version

// Posts of these kinds that persons on the register hold on the day; person 0: of all.
[[nodiscard]] std::vector<Posting> postings(store::Session&, base::DistrictId, const std::vector<std::string>& kinds, base::CivilDate day);
[[nodiscard]] std::vector<Posting> postings_of(store::Session&, base::DistrictId, base::PersonId);       // ever, newest first

[[nodiscard]] std::vector<ContractRow> contracts(store::Session&, base::DistrictId, WorkerId);           // newest first
[[nodiscard]] bool contract_taken(store::Session&, base::DistrictId, std::string_view number);
void insert_contract(store::Unit&, const ContractRow&);

[[nodiscard]] std::vector<RecruitmentRow> recruitments(store::Session&, base::DistrictId);               // newest first
[[nodiscard]] std::optional<RecruitmentRow> recruitment(store::Session&, base::DistrictId, RecruitmentId);
void insert_recruitment(store::Unit&, const RecruitmentRow&);
void close_recruitment(store::Unit&, RecruitmentId);
[[nodiscard]] std::vector<ApplicationRow> applications(store::Session&, base::DistrictId, RecruitmentId);   // 0: all
[[nodiscard]] std::optional<ApplicationRow> application(store::Session&, base::DistrictId, ApplicationId);
void insert_application(store::Unit&, const ApplicationRow&);
void update_application(store::Unit&, const ApplicationRow&);
[[nodiscard]] std::vector<ApplicationRow> applications_to_forget(store::Session&, base::DistrictId, base::CivilDate decided_before);
void forget_application(store::Unit&, ApplicationId);

[[nodiscard]] std::vector<TrainingRow> trainings(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);
void insert_training(store::Unit&, const TrainingRow&);
[[nodiscard]] std::vector<HourView> hours_of(store::Session&, base::DistrictId, WorkerId, base::CivilDate from);

[[nodiscard]] std::vector<ConductRow> conduct_of(store::Session&, base::DistrictId, WorkerId);           // newest first
[[nodiscard]] std::optional<ConductRow> conduct(store::Session&, base::DistrictId, ConductId);
void insert_conduct(store::Unit&, const ConductRow&);
void update_conduct(store::Unit&, const ConductRow&);

[[nodiscard]] std::vector<DayRow> days_of(store::Session&, base::DistrictId, base::AreaId, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::vector<DayRow> day_of_workers(store::Session&, base::DistrictId, base::AreaId, base::CivilDate);  // of its workers, wherever they were that day
[[nodiscard]] std::vector<DayRow> days_of_worker(store::Session&, base::DistrictId, WorkerId, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::vector<DayRow> all_days(store::Session&, base::DistrictId, base::AreaId);
void put_day(store::Unit&, const DayRow&);

[[nodiscard]] std::int64_t count_at_work(store::Session&, base::DistrictId, std::string_view kind);      // kind empty: all
[[nodiscard]] std::int64_t count_on_grids(store::Session&, base::DistrictId, base::CivilDate day);

}  // namespace workforce

DESCRIBED(workforce::Posting)
