#include "mechanisms/workforce/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(workforce::WorkKind, "WorkKind", full_time, part_time)
DESCRIBE_ENUM(workforce::WorkerState, "WorkerState", probation, regular, left)
DESCRIBE_ENUM(workforce::DayState, "DayState", present, leave, training, absent)
DESCRIBE_ENUM(workforce::ApplicationState, "ApplicationState", applied, passed, failed, hired)
DESCRIBE_ENUM(workforce::ConductKind, "ConductKind", praise, warning)
DESCRIBE_ENUM(workforce::ConductState, "ConductState", standing, objected, upheld, withdrawn)
DESCRIBE(workforce::WorkerRow, "WorkerRow", FIELD(id), FIELD(person_id), FIELD(org_unit_id), FIELD(area_id), FIELD(kind), FIELD(state),
         FIELD(hired_on), FIELD(probation_to), FIELD(contract_number), FIELD(contract_from), FIELD(contract_to), FIELD(left_on), FIELD(leave_reason),
         FIELD(version))
DESCRIBE(workforce::ContractRow, "ContractRow", FIELD(id), FIELD(worker_id), FIELD(number), FIELD(kind), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(workforce::RecruitmentRow, "RecruitmentRow", FIELD(id), FIELD(area_id), FIELD(title), FIELD(conditions), FIELD(kind), FIELD(seats),
         FIELD(opens_on), FIELD(closes_on), FIELD(closed), FIELD(version))
DESCRIBE(workforce::ApplicationRow, "ApplicationRow", FIELD(id), FIELD(recruitment_id), FIELD(name), FIELD(phone), FIELD(note), FIELD(state),
         FIELD(reason), FIELD(received_on), FIELD(decided_on), FIELD(worker_id), FIELD(version))
DESCRIBE(workforce::TrainingRow, "TrainingRow", FIELD(id), FIELD(area_id), FIELD(subject), FIELD(place), FIELD(held_on), FIELD(minutes),
         FIELD(attended))
DESCRIBE(workforce::ConductRow, "ConductRow", FIELD(id), FIELD(worker_id), FIELD(kind), FIELD(on_day), FIELD(reason), FIELD(evidence), FIELD(state),
         FIELD(objection), FIELD(answer), FIELD(version))
DESCRIBE(workforce::DayRow, "DayRow", FIELD(worker_id), FIELD(day), FIELD(area_id), FIELD(state), FIELD(reason), FIELD(fact_id))
DESCRIBE(workforce::WorkerHired, "WorkerHired", FIELD(person), FIELD(org_unit), FIELD(area), FIELD(kind), FIELD(on), FIELD(probation_to),
         FIELD(contract), FIELD(contract_from), FIELD(contract_to))
DESCRIBE(workforce::WorkerContracted, "WorkerContracted", FIELD(contract), FIELD(kind), FIELD(from), FIELD(to))
DESCRIBE(workforce::WorkerConfirmed, "WorkerConfirmed", FIELD(passed), FIELD(probation_to), FIELD(reason))
DESCRIBE(workforce::WorkerTransferred, "WorkerTransferred", FIELD(from), FIELD(to), FIELD(org_unit), FIELD(area), FIELD(on), FIELD(reason))
DESCRIBE(workforce::WorkerLeft, "WorkerLeft", FIELD(on), FIELD(reason))
DESCRIBE(workforce::ConductNoted, "ConductNoted", FIELD(conduct), FIELD(kind), FIELD(on), FIELD(reason), FIELD(evidence), FIELD(state),
         FIELD(objection), FIELD(answer))
DESCRIBE(workforce::RecruitmentEvent, "RecruitmentEvent", FIELD(area), FIELD(title), FIELD(kind), FIELD(seats), FIELD(opens), FIELD(closes))
DESCRIBE(workforce::ApplicationEvent, "ApplicationEvent", FIELD(application), FIELD(state), FIELD(reason))
DESCRIBE(workforce::ApplicantPersonal, "ApplicantPersonal", FIELD(name), FIELD(phone), FIELD(note))
DESCRIBE(workforce::TrainingHeld, "TrainingHeld", FIELD(area), FIELD(subject), FIELD(place), FIELD(on), FIELD(minutes), FIELD(workers))
DESCRIBE(workforce::DayMark, "DayMarked", FIELD(worker), FIELD(state), FIELD(reason))
DESCRIBE(workforce::DaySheetFilled, "DaySheetFilled", FIELD(day), FIELD(marks))
DESCRIBE(workforce::WorkerLine, "GridWorkerRow", FIELD(id), FIELD(person_id), FIELD(name), FIELD(phone), FIELD(kind), FIELD(state),
         FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name), FIELD(grids), FIELD(hired_on), FIELD(probation_to),
         FIELD(contract_number), FIELD(contract_to), FIELD(training_minutes), FIELD(training_required), FIELD(alerts))
DESCRIBE(workforce::PostingView, "WorkerPostingView", FIELD(post_id), FIELD(post_name), FIELD(area_id), FIELD(area_name), FIELD(from), FIELD(to))
DESCRIBE(workforce::ContractView, "WorkerContractView", FIELD(number), FIELD(kind), FIELD(from), FIELD(to))
DESCRIBE(workforce::HourView, "WorkerHoursView", FIELD(training_id), FIELD(subject), FIELD(place), FIELD(on), FIELD(minutes))
DESCRIBE(workforce::ConductView, "WorkerConductView", FIELD(id), FIELD(kind), FIELD(on), FIELD(reason), FIELD(evidence), FIELD(state),
         FIELD(objection), FIELD(answer), FIELD(version))
DESCRIBE(workforce::WorkerView, "GridWorkerView", FIELD(worker), FIELD(version), FIELD(left_on), FIELD(leave_reason), FIELD(postings),
         FIELD(contracts), FIELD(trainings), FIELD(conduct), FIELD(present), FIELD(on_leave), FIELD(in_training), FIELD(absent), FIELD(mine),
         FIELD(can_manage), FIELD(can_care))
DESCRIBE(workforce::ApplicationView, "WorkerApplication", FIELD(id), FIELD(name), FIELD(phone), FIELD(note), FIELD(state), FIELD(reason),
         FIELD(received_on), FIELD(worker_id), FIELD(version))
DESCRIBE(workforce::RecruitmentView, "RecruitmentView", FIELD(id), FIELD(area_id), FIELD(area_name), FIELD(title), FIELD(conditions), FIELD(kind),
         FIELD(seats), FIELD(hired), FIELD(waiting), FIELD(opens_on), FIELD(closes_on), FIELD(closed), FIELD(version), FIELD(applications),
         FIELD(can_manage))
DESCRIBE(workforce::TrainingView, "TrainingView", FIELD(id), FIELD(area_id), FIELD(area_name), FIELD(subject), FIELD(place), FIELD(held_on),
         FIELD(minutes), FIELD(attended))
DESCRIBE(workforce::DayLineView, "DaySheetLine", FIELD(worker_id), FIELD(name), FIELD(grids), FIELD(state), FIELD(reason))
DESCRIBE(workforce::ReasonView, "DayReasonView", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(state))
DESCRIBE(workforce::DaySheetView, "DaySheetView", FIELD(area_id), FIELD(area_name), FIELD(day), FIELD(lines), FIELD(reasons), FIELD(filled),
         FIELD(can_fill))
DESCRIBE(workforce::MonthLineView, "MonthSheetLine", FIELD(worker_id), FIELD(name), FIELD(days), FIELD(present), FIELD(on_leave), FIELD(in_training),
         FIELD(absent))
DESCRIBE(workforce::MonthSheetView, "MonthSheetView", FIELD(area_id), FIELD(area_name), FIELD(from), FIELD(to), FIELD(lines))
DESCRIBE(workforce::DaySheetResult, "DaySheetResultView", FIELD(written), FIELD(corrected), FIELD(unchanged))
DESCRIBE(workforce::DoneView, "WorkforceDoneView", FIELD(id))
DESCRIBE(workforce::ImportFault, "WorkforceFaultView", FIELD(line), FIELD(column), FIELD(reason), FIELD(params))
DESCRIBE(workforce::ImportResult, "WorkforceImportView", FIELD(rows), FIELD(hired), FIELD(faults))
DESCRIBE(workforce::PublishRecruitment, "PublishRecruitment", FIELD(area_id), FIELD(title, .min = 2, .max = 80, .format = Format::line),
         FIELD(conditions, .max = 1000, .absent_ok = true), FIELD(kind), FIELD(seats, .least = 1, .most = 100), FIELD(opens_on), FIELD(closes_on),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::CloseRecruitment, "CloseRecruitment", FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::AddApplication, "AddApplication", FIELD(name, .min = 1, .max = 60, .format = Format::line), FIELD(phone),
         FIELD(note, .max = 500, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::DecideApplication, "DecideApplication", FIELD(passed), FIELD(reason, .min = 2, .max = 500),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::HireWorker, "HireWorker", FIELD(application_id), FIELD(person_id),
         FIELD(name, .max = 60, .format = Format::line, .absent_ok = true), FIELD(phone), FIELD(post_id), FIELD(kind), FIELD(from),
         FIELD(contract_number, .min = 1, .max = 40, .format = Format::line), FIELD(contract_to), FIELD(probation_to),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::RenewContract, "RenewContract", FIELD(number, .min = 1, .max = 40, .format = Format::line), FIELD(kind), FIELD(from), FIELD(to),
         FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::DecideProbation, "DecideProbation", FIELD(passed), FIELD(extend_to), FIELD(reason, .min = 2, .max = 500), FIELD(if_version),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::TransferWorker, "TransferWorker", FIELD(post_id), FIELD(from), FIELD(reason, .min = 2, .max = 500), FIELD(if_version),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::LeaveWork, "LeaveWork", FIELD(on), FIELD(reason, .min = 2, .max = 500), FIELD(if_version),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::NoteConduct, "NoteConduct", FIELD(kind), FIELD(on), FIELD(reason, .min = 2, .max = 500), FIELD(evidence, .min = 2, .max = 500),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::ObjectConduct, "ObjectConduct", FIELD(conduct_id), FIELD(objection, .min = 2, .max = 500),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::AnswerObjection, "AnswerObjection", FIELD(conduct_id), FIELD(upheld), FIELD(answer, .min = 2, .max = 500),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::HoldTraining, "HoldTraining", FIELD(area_id), FIELD(subject, .min = 2, .max = 100, .format = Format::line),
         FIELD(place, .max = 100, .format = Format::line, .absent_ok = true), FIELD(held_on), FIELD(minutes, .least = 10, .most = 2400),
         FIELD(worker_ids, .items_max = 1000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::MarkDay, "MarkDay", FIELD(worker_id), FIELD(state), FIELD(reason, .max = 40, .absent_ok = true))
DESCRIBE(workforce::FillDaySheet, "FillDaySheet", FIELD(area_id), FIELD(day), FIELD(marks, .items_max = 200, .absent_ok = true),
         FIELD(rest_present, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(workforce::ImportWorkers, "ImportWorkers", FIELD(file, .max = 4000000), FIELD(dry_run, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
