// The grid workforce 选配、培训、管理、使用: rows, events, views and commands. Names and phones of applicants and persons are personal;
// nothing here scores a resident, and nothing scores a worker: conduct is a record with reason, evidence and objection.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"

namespace workforce {

struct WorkerTag;
struct RecruitmentTag;
struct ApplicationTag;
struct ContractTag;
struct TrainingTag;
struct ConductTag;
using WorkerId = base::Id<WorkerTag>;
using RecruitmentId = base::Id<RecruitmentTag>;
using ApplicationId = base::Id<ApplicationTag>;
using ContractId = base::Id<ContractTag>;
using TrainingId = base::Id<TrainingTag>;
using ConductId = base::Id<ConductTag>;

enum class WorkKind : std::uint8_t { full_time, part_time };
enum class WorkerState : std::uint8_t { probation, regular, left };
enum class DayState : std::uint8_t { present, leave, training, absent };
enum class ApplicationState : std::uint8_t { applied, passed, failed, hired };
enum class ConductKind : std::uint8_t { praise, warning };
enum class ConductState : std::uint8_t { standing, objected, upheld, withdrawn };

struct WorkerRow {
  WorkerId id{};
  base::PersonId person_id{};
  base::OrgUnitId org_unit_id{};
  base::AreaId area_id{};                  // the community or village that the worker works in
  WorkKind kind{};
  WorkerState state{};
  base::CivilDate hired_on{};
  std::optional<base::CivilDate> probation_to{};
  std::string contract_number{};           // of the newest contract
  base::CivilDate contract_from{}, contract_to{};   // half-open
  std::optional<base::CivilDate> left_on{};
  std::string leave_reason{};
  std::int64_t version{};
};
struct ContractRow { ContractId id{}; WorkerId worker_id{}; std::string number{}; WorkKind kind{}; base::CivilDate valid_from{}, valid_to{}; };
struct RecruitmentRow {
  RecruitmentId id{};
  base::AreaId area_id{};
  std::string title{}, conditions{};
  WorkKind kind{};
  std::int64_t seats{};
  base::CivilDate opens_on{}, closes_on{};
  bool closed{};
  std::int64_t version{};
};
struct ApplicationRow {
  ApplicationId id{};
  RecruitmentId recruitment_id{};
  std::string name{};
  std::string phone{};
  std::string note{};
  ApplicationState state{};
  std::string reason{};
  base::CivilDate received_on{};
  std::optional<base::CivilDate> decided_on{};
  std::optional<WorkerId> worker_id{};
  std::int64_t version{};
};
struct TrainingRow { TrainingId id{}; base::AreaId area_id{}; std::string subject{}, place{}; base::CivilDate held_on{}; std::int64_t minutes{}, attended{}; };
struct ConductRow {
  ConductId id{};
  WorkerId worker_id{};
  ConductKind kind{};
  base::CivilDate on_day{};
  std::string reason{}, evidence{};
  ConductState state{};
  std::string objection{}, answer{};
  std::int64_t version{};
};
struct DayRow { WorkerId worker_id{}; base::CivilDate day{}; base::AreaId area_id{}; DayState state{}; std::string reason{}; std::int64_t fact_id{}; };

// Events. Subject {"grid_worker", id}: worker.hired, worker.contracted, worker.confirmed, worker.transferred, worker.left, worker.conduct;
// {"recruitment", id}: recruitment.published, .closed, .applied, .decided; {"training", id}: training.held; {"day_sheet", community}: day_sheet.filled.
struct WorkerHired {
  base::PersonId person{};
  base::OrgUnitId org_unit{};
  base::AreaId area{};
  WorkKind kind{};
  base::CivilDate on{};
  std::optional<base::CivilDate> probation_to{};
  std::string contract{};
  base::CivilDate contract_from{}, contract_to{};
};
struct WorkerContracted { std::string contract{}; WorkKind kind{}; base::CivilDate from{}, to{}; };
struct WorkerConfirmed { bool passed{}; std::optional<base::CivilDate> probation_to{}; std::string reason{}; };
struct WorkerTransferred { base::PostId from{}, to{}; base::OrgUnitId org_unit{}; base::AreaId area{}; base::CivilDate on{}; std::string reason{}; };
struct WorkerLeft { base::CivilDate on{}; std::string reason{}; };
struct ConductNoted { ConductId conduct{}; ConductKind kind{}; base::CivilDate on{}; std::string reason{}, evidence{}; ConductState state{}; std::string objection{}, answer{}; };
struct RecruitmentEvent { base::AreaId area{}; std::string title{}; WorkKind kind{}; std::int64_t seats{}; base::CivilDate opens{}, closes{}; };
struct ApplicationEvent { ApplicationId application{}; ApplicationState state{}; std::string reason{}; };
struct ApplicantPersonal { std::string name{}; std::string phone{}; std::string note{}; };
struct TrainingHeld { base::AreaId area{}; std::string subject{}, place{}; base::CivilDate on{}; std::int64_t minutes{}; std::vector<WorkerId> workers{}; };
struct DayMark { WorkerId worker{}; DayState state{}; std::string reason{}; };
struct DaySheetFilled { base::CivilDate day{}; std::vector<DayMark> marks{}; };

// Views
struct WorkerLine {
  WorkerId id{};
  base::PersonId person_id{};
  std::string name{};
  base::MaskedPhone phone{};
  WorkKind kind{};
  WorkerState state{};
  base::AreaId community_id{};
  std::string community_name{}, subdistrict_name{};
  std::vector<std::string> grids{};
  base::CivilDate hired_on{};
  std::optional<base::CivilDate> probation_to{};
  std::string contract_number{};
  base::CivilDate contract_to{};           // the first day without it
  std::int64_t training_minutes{}, training_required{};
  std::vector<std::string> alerts{};       // contract, probation, training, no_grid
};
struct PostingView { base::PostId post_id{}; std::string post_name{}; base::AreaId area_id{}; std::string area_name{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; };
struct ContractView { std::string number{}; WorkKind kind{}; base::CivilDate from{}, to{}; };
struct HourView { TrainingId training_id{}; std::string subject{}, place{}; base::CivilDate on{}; std::int64_t minutes{}; };
struct ConductView { ConductId id{}; ConductKind kind{}; base::CivilDate on{}; std::string reason{}, evidence{}; ConductState state{}; std::string objection{}, answer{}; std::int64_t version{}; };
struct WorkerView {
  WorkerLine worker{};
  std::int64_t version{};
  std::optional<base::CivilDate> left_on{};
  std::string leave_reason{};
  std::vector<PostingView> postings{};     // newest first
  std::vector<ContractView> contracts{};
  std::vector<HourView> trainings{};       // of this year
  std::vector<ConductView> conduct{};
  std::int64_t present{}, on_leave{}, in_training{}, absent{};   // days of this month
  bool mine{}, can_manage{}, can_care{};
};
struct ApplicationView { ApplicationId id{}; std::string name{}; base::MaskedPhone phone{}; std::string note{}; ApplicationState state{}; std::string reason{}; base::CivilDate received_on{}; std::optional<WorkerId> worker_id{}; std::int64_t version{}; };
struct RecruitmentView {
  RecruitmentId id{};
  base::AreaId area_id{};
  std::string area_name{}, title{}, conditions{};
  WorkKind kind{};
  std::int64_t seats{}, hired{}, waiting{};
  base::CivilDate opens_on{}, closes_on{};
  bool closed{};
  std::int64_t version{};
  std::vector<ApplicationView> applications{};   // of one; empty in lists
  bool can_manage{};
};
struct TrainingView { TrainingId id{}; base::AreaId area_id{}; std::string area_name{}, subject{}, place{}; base::CivilDate held_on{}; std::int64_t minutes{}, attended{}; };
struct DayLineView { WorkerId worker_id{}; std::string name{}; std::vector<std::string> grids{}; std::optional<DayState> state{}; std::string reason{}; };
struct ReasonView { std::string code{}, name_zh{}, name_en{}, state{}; };
struct DaySheetView { base::AreaId area_id{}; std::string area_name{}; base::CivilDate day{}; std::vector<DayLineView> lines{}; std::vector<ReasonView> reasons{}; std::int64_t filled{}; bool can_fill{}; };
struct MonthLineView { WorkerId worker_id{}; std::string name{}; std::vector<std::string> days{}; std::int64_t present{}, on_leave{}, in_training{}, absent{}; };
struct MonthSheetView { base::AreaId area_id{}; std::string area_name{}; base::CivilDate from{}, to{}; std::vector<MonthLineView> lines{}; };
struct DaySheetResult { std::int64_t written{}, corrected{}, unchanged{}; };
struct DoneView { std::string id{}; };
struct ImportFault { std::int64_t line{}; std::string column{}, reason{}; base::Params params{}; };
struct ImportResult { std::int64_t rows{}, hired{}; std::vector<ImportFault> faults{}; };

// Commands
struct PublishRecruitment { base::AreaId area_id{}; std::string title{}, conditions{}; WorkKind kind{}; std::int64_t seats{}; base::CivilDate opens_on{}, closes_on{}; std::string client_ref{}; };
struct CloseRecruitment { std::string reason{}; std::string client_ref{}; };
struct AddApplication { std::string name{}; std::optional<base::Phone> phone{}; std::string note{}; std::string client_ref{}; };
struct DecideApplication { bool passed{}; std::string reason{}; std::string client_ref{}; };
struct HireWorker {
  std::optional<ApplicationId> application_id{};   // who applied …
  std::optional<base::PersonId> person_id{};       // … or a person on file …
  std::string name{};                              // … or somebody new
  std::optional<base::Phone> phone{};
  base::PostId post_id{};
  WorkKind kind{};
  base::CivilDate from{};
  std::string contract_number{};
  base::CivilDate contract_to{};
  std::optional<base::CivilDate> probation_to{};
  std::string client_ref{};
};
struct RenewContract { std::string number{}; WorkKind kind{}; base::CivilDate from{}, to{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct DecideProbation { bool passed{}; std::optional<base::CivilDate> extend_to{}; std::string reason{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct TransferWorker { base::PostId post_id{}; base::CivilDate from{}; std::string reason{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct LeaveWork { base::CivilDate on{}; std::string reason{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct NoteConduct { ConductKind kind{}; base::CivilDate on{}; std::string reason{}, evidence{}; std::string client_ref{}; };
struct ObjectConduct { ConductId conduct_id{}; std::string objection{}; std::string client_ref{}; };
struct AnswerObjection { ConductId conduct_id{}; bool upheld{}; std::string answer{}; std::string client_ref{}; };
struct HoldTraining { base::AreaId area_id{}; std::string subject{}, place{}; base::CivilDate held_on{}; std::int64_t minutes{}; std::vector<WorkerId> worker_ids{}; std::string client_ref{}; };
struct MarkDay { WorkerId worker_id{}; DayState state{}; std::string reason{}; };
struct FillDaySheet { base::AreaId area_id{}; base::CivilDate day{}; std::vector<MarkDay> marks{}; bool rest_present{}; std::string client_ref{}; };
struct ImportWorkers { std::string file{}; bool dry_run{}; std::string client_ref{}; };   // file: base64 of CSV or XLSX

}  // namespace workforce

DESCRIBED_ENUM(workforce::WorkKind)
DESCRIBED_ENUM(workforce::WorkerState)
DESCRIBED_ENUM(workforce::DayState)
DESCRIBED_ENUM(workforce::ApplicationState)
DESCRIBED_ENUM(workforce::ConductKind)
DESCRIBED_ENUM(workforce::ConductState)
DESCRIBED(workforce::WorkerRow)
DESCRIBED(workforce::ContractRow)
DESCRIBED(workforce::RecruitmentRow)
DESCRIBED(workforce::ApplicationRow)
DESCRIBED(workforce::TrainingRow)
DESCRIBED(workforce::ConductRow)
DESCRIBED(workforce::DayRow)
DESCRIBED(workforce::WorkerHired)
DESCRIBED(workforce::WorkerContracted)
DESCRIBED(workforce::WorkerConfirmed)
DESCRIBED(workforce::WorkerTransferred)
DESCRIBED(workforce::WorkerLeft)
DESCRIBED(workforce::ConductNoted)
DESCRIBED(workforce::RecruitmentEvent)
DESCRIBED(workforce::ApplicationEvent)
DESCRIBED(workforce::ApplicantPersonal)
DESCRIBED(workforce::TrainingHeld)
DESCRIBED(workforce::DayMark)
DESCRIBED(workforce::DaySheetFilled)
DESCRIBED(workforce::WorkerLine)
DESCRIBED(workforce::PostingView)
DESCRIBED(workforce::ContractView)
DESCRIBED(workforce::HourView)
DESCRIBED(workforce::ConductView)
DESCRIBED(workforce::WorkerView)
DESCRIBED(workforce::ApplicationView)
DESCRIBED(workforce::RecruitmentView)
DESCRIBED(workforce::TrainingView)
DESCRIBED(workforce::DayLineView)
DESCRIBED(workforce::ReasonView)
DESCRIBED(workforce::DaySheetView)
DESCRIBED(workforce::MonthLineView)
DESCRIBED(workforce::MonthSheetView)
DESCRIBED(workforce::DaySheetResult)
DESCRIBED(workforce::DoneView)
DESCRIBED(workforce::ImportFault)
DESCRIBED(workforce::ImportResult)
DESCRIBED(workforce::PublishRecruitment)
DESCRIBED(workforce::CloseRecruitment)
DESCRIBED(workforce::AddApplication)
DESCRIBED(workforce::DecideApplication)
DESCRIBED(workforce::HireWorker)
DESCRIBED(workforce::RenewContract)
DESCRIBED(workforce::DecideProbation)
DESCRIBED(workforce::TransferWorker)
DESCRIBED(workforce::LeaveWork)
DESCRIBED(workforce::NoteConduct)
DESCRIBED(workforce::ObjectConduct)
DESCRIBED(workforce::AnswerObjection)
DESCRIBED(workforce::HoldTraining)
DESCRIBED(workforce::MarkDay)
DESCRIBED(workforce::FillDaySheet)
DESCRIBED(workforce::ImportWorkers)
