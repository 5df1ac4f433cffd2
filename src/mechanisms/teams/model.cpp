#include "mechanisms/teams/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(teams::TeamKind, "TeamKind", subdistrict, brigade)
DESCRIBE_ENUM(teams::DayState, "TeamDayState", present, on_leave, absent)
DESCRIBE_ENUM(teams::OperationState, "JointOperationState", planned, approved, closed, cancelled)
DESCRIBE_ENUM(teams::PointState, "TeamPointState", stands, objected, upheld, lifted)
DESCRIBE(teams::TeamRow, "TeamRecord", FIELD(id), FIELD(kind), FIELD(field), FIELD(area_id), FIELD(home_unit_id), FIELD(name), FIELD(valid_from),
         FIELD(valid_to), FIELD(version))
DESCRIBE(teams::OfficerRow, "TeamOfficerRecord", FIELD(id), FIELD(team_id), FIELD(post_id), FIELD(certificate_number), FIELD(certificate_until),
         FIELD(joined_on), FIELD(left_on), FIELD(version))
DESCRIBE(teams::DayRow, "TeamDayRecord", FIELD(id), FIELD(team_id), FIELD(officer_id), FIELD(day), FIELD(state), FIELD(reason))
DESCRIBE(teams::BreachRow, "TeamBreachRecord", FIELD(id), FIELD(team_id), FIELD(day), FIELD(reason))
DESCRIBE(teams::OperationRow, "JointOperationRecord", FIELD(id), FIELD(title), FIELD(area_id), FIELD(subdistrict_id), FIELD(place), FIELD(plan),
         FIELD(planned_on), FIELD(state), FIELD(result), FIELD(planned_by), FIELD(planned_at), FIELD(org_unit_id), FIELD(approved_by),
         FIELD(closed_at), FIELD(origin_kind), FIELD(origin_id), FIELD(version))
DESCRIBE(teams::CalledRow, "JointOperationUnitRecord", FIELD(id), FIELD(operation_id), FIELD(team_id), FIELD(org_unit_id), FIELD(came), FIELD(who),
         FIELD(attended_at))
DESCRIBE(teams::FindingRow, "JointOperationFindingRecord", FIELD(id), FIELD(operation_id), FIELD(title), FIELD(matter_id), FIELD(ended_at))
DESCRIBE(teams::PenaltyRow, "JointOperationPenaltyRecord", FIELD(id), FIELD(operation_id), FIELD(team_id), FIELD(file_number), FIELD(outcome),
         FIELD(noted_on))
DESCRIBE(teams::MonthRow, "TeamMonthRecord", FIELD(id), FIELD(team_id), FIELD(month), FIELD(frozen_at), FIELD(definition_version), FIELD(seen_at))
DESCRIBE(teams::DelegationRow, "DelegationRecord", FIELD(id), FIELD(power), FIELD(item), FIELD(area_id), FIELD(basis), FIELD(effect), FIELD(valid_from),
         FIELD(valid_to), FIELD(version))
DESCRIBE(teams::DelegationNoted, "DelegationNoted", FIELD(power), FIELD(item), FIELD(area), FIELD(basis), FIELD(reason), FIELD(from), FIELD(to))
DESCRIBE(teams::PointRow, "TeamPointRecord", FIELD(id), FIELD(month_id), FIELD(item), FIELD(points), FIELD(words), FIELD(evidence_kind),
         FIELD(evidence_id), FIELD(state), FIELD(objection), FIELD(ruling), FIELD(version))
DESCRIBE(teams::TeamNoted, "TeamNoted", FIELD(name), FIELD(kind), FIELD(field), FIELD(area), FIELD(home))
DESCRIBE(teams::OfficerNoted, "TeamOfficerNoted", FIELD(officer), FIELD(post), FIELD(until), FIELD(reason))
DESCRIBE(teams::DayNoted, "TeamDayNoted", FIELD(day), FIELD(present), FIELD(on_leave), FIELD(absent))
DESCRIBE(teams::WordsNoted, "TeamWordsNoted", FIELD(row), FIELD(words))
DESCRIBE(teams::OperationNoted, "JointOperationNoted", FIELD(state), FIELD(words), FIELD(row), FIELD(number))
DESCRIBE(teams::FieldView, "TeamFieldView", FIELD(code), FIELD(name_zh), FIELD(name_en))
DESCRIBE(teams::DelegationView, "DelegationView", FIELD(id), FIELD(power), FIELD(power_zh), FIELD(power_en), FIELD(item), FIELD(area_id), FIELD(area_name),
         FIELD(basis), FIELD(effect), FIELD(valid_from), FIELD(valid_to), FIELD(in_force), FIELD(can_end), FIELD(version))
DESCRIBE(teams::PowerView, "DelegatedPowerView", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(basis), FIELD(effect_zh), FIELD(effect_en),
         FIELD(source_tag), FIELD(given))
DESCRIBE(teams::TeamLine, "TeamRow", FIELD(id), FIELD(kind), FIELD(name), FIELD(field), FIELD(field_zh), FIELD(field_en), FIELD(area_id), FIELD(area_name),
         FIELD(home_unit_name), FIELD(leader_name), FIELD(officers), FIELD(expiring), FIELD(missing), FIELD(can_found))
DESCRIBE(teams::OfficerView, "TeamOfficerView", FIELD(id), FIELD(post_id), FIELD(post_name), FIELD(person_name), FIELD(certificate_masked),
         FIELD(certificate_until), FIELD(certificate_state), FIELD(joined_on), FIELD(leader), FIELD(version), FIELD(today))
DESCRIBE(teams::CandidateView, "TeamCandidateView", FIELD(post_id), FIELD(name))
DESCRIBE(teams::TeamView, "TeamView", FIELD(team), FIELD(officers), FIELD(candidates), FIELD(alert_days), FIELD(can_keep))
DESCRIBE(teams::DayLine, "TeamDayLine", FIELD(officer_id), FIELD(name), FIELD(state), FIELD(reason))
DESCRIBE(teams::DaySheet, "TeamDaySheet", FIELD(team_id), FIELD(team_name), FIELD(day), FIELD(lines), FIELD(can_fill))
DESCRIBE(teams::ItemView, "TeamItemView", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(points), FIELD(of))
DESCRIBE(teams::PointView, "TeamPointView", FIELD(id), FIELD(item), FIELD(points), FIELD(words), FIELD(evidence), FIELD(state), FIELD(objection),
         FIELD(ruling), FIELD(can_object), FIELD(can_rule))
DESCRIBE(teams::MarksView, "TeamMarksView", FIELD(team_id), FIELD(team_name), FIELD(home_unit_name), FIELD(month), FIELD(month_id), FIELD(seen_at), FIELD(can_see), FIELD(frozen), FIELD(frozen_at),
         FIELD(total), FIELD(definition_version), FIELD(items), FIELD(points), FIELD(can_freeze))
DESCRIBE(teams::MarksLine, "TeamMarksRow", FIELD(team_id), FIELD(team_name), FIELD(home_unit_name), FIELD(frozen), FIELD(seen), FIELD(total), FIELD(attendance),
         FIELD(response), FIELD(cases), FIELD(discipline), FIELD(objections))
DESCRIBE(teams::OperationLine, "JointOperationRow", FIELD(id), FIELD(title), FIELD(area_id), FIELD(area_name), FIELD(place), FIELD(planned_on),
         FIELD(state), FIELD(unit_name), FIELD(called), FIELD(attended), FIELD(findings), FIELD(penalties))
DESCRIBE(teams::CalledView, "JointOperationUnitView", FIELD(id), FIELD(name), FIELD(came), FIELD(who), FIELD(attended_at), FIELD(can_attend))
DESCRIBE(teams::FindingView, "JointOperationFindingView", FIELD(id), FIELD(title), FIELD(matter_id), FIELD(ended_at))
DESCRIBE(teams::PenaltyView, "JointOperationPenaltyView", FIELD(id), FIELD(team_id), FIELD(team_name), FIELD(file_number), FIELD(outcome))
DESCRIBE(teams::ChoiceView, "TeamChoiceView", FIELD(id), FIELD(name))
DESCRIBE(teams::OperationView, "JointOperationView", FIELD(operation), FIELD(plan), FIELD(result), FIELD(planned_by_name), FIELD(approved_by_name),
         FIELD(called), FIELD(findings), FIELD(penalties), FIELD(teams), FIELD(origin), FIELD(can_operate), FIELD(can_approve), FIELD(version))
DESCRIBE(teams::DoneView, "TeamDoneView", FIELD(id))
DESCRIBE(teams::FoundTeam, "FoundTeam", FIELD(kind), FIELD(field, .max = 40, .absent_ok = true), FIELD(area_id), FIELD(home_unit_id),
         FIELD(name, .min = 2, .max = 60, .format = Format::line), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::AddOfficer, "AddTeamOfficer", FIELD(post_id), FIELD(certificate_number, .min = 4, .max = 40, .format = Format::line),
         FIELD(certificate_until), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::RenewCertificate, "RenewCertificate", FIELD(certificate_number, .min = 4, .max = 40, .format = Format::line),
         FIELD(certificate_until), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::LeaveTeam, "LeaveTeam", FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::DayMark, "TeamDayMark", FIELD(officer_id), FIELD(state), FIELD(reason, .max = 100, .absent_ok = true))
DESCRIBE(teams::FillDay, "FillTeamDay", FIELD(day), FIELD(marks, .max = 200, .absent_ok = true), FIELD(rest_present, .absent_ok = true),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::NoteBreach, "NoteTeamBreach", FIELD(day), FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::PlanOperation, "PlanJointOperation", FIELD(title, .min = 2, .max = 80, .format = Format::line), FIELD(area_id),
         FIELD(place, .max = 120, .format = Format::line, .absent_ok = true), FIELD(plan, .min = 2, .max = 2000), FIELD(planned_on),
         FIELD(team_ids, .max = 40, .absent_ok = true), FIELD(org_unit_ids, .max = 40, .absent_ok = true),
         FIELD(origin), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::Decide, "DecideOperation", FIELD(reason, .max = 300, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::Attend, "AttendOperation", FIELD(called_id), FIELD(came, .least = 0, .most = 500),
         FIELD(who, .max = 200, .format = Format::line, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::Find, "NoteFinding", FIELD(title, .min = 2, .max = 80, .format = Format::line), FIELD(description, .max = 1000, .absent_ok = true),
         FIELD(place, .max = 120, .format = Format::line, .absent_ok = true), FIELD(category, .max = 20, .absent_ok = true), FIELD(photos, .items_max = 9, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::NotePenalty, "NotePenalty", FIELD(team_id), FIELD(file_number, .min = 3, .max = 60, .format = Format::line),
         FIELD(outcome, .max = 200, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::CloseOperation, "CloseJointOperation", FIELD(result, .min = 2, .max = 2000), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::FreezeMonth, "FreezeTeamMonth", FIELD(month, .min = 7, .max = 7), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::ObjectPoint, "ObjectTeamPoint", FIELD(objection, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::RulePoint, "RuleTeamPoint", FIELD(upheld), FIELD(ruling, .min = 2, .max = 500), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::SeeMonth, "SeeTeamMonth", FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::GivePower, "GiveDelegation", FIELD(power, .min = 1, .max = 40, .format = Format::code), FIELD(item, .max = 40, .format = Format::code, .absent_ok = true), FIELD(area_id),
         FIELD(basis, .min = 2, .max = 200), FIELD(effect, .max = 300, .absent_ok = true), FIELD(valid_from), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(teams::EndPower, "EndDelegation", FIELD(to), FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
