#include "mechanisms/crew/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(crew::LineState, "CrewLineState", told, arrived, done, handed_over, called_off)
DESCRIBE_ENUM(crew::Spot, "CrewSpot", not_asked, here, away)
DESCRIBE(crew::DutyRow, "CrewDutyRow", FIELD(id), FIELD(community_id), FIELD(seat), FIELD(post_id), FIELD(weekdays), FIELD(from_minute),
         FIELD(to_minute), FIELD(valid_from), FIELD(valid_to), FIELD(substitute_id), FIELD(substitute_from), FIELD(substitute_to), FIELD(version))
DESCRIBE(crew::TaskRow, "CrewTaskRecord", FIELD(id), FIELD(title), FIELD(preset), FIELD(community_id), FIELD(subdistrict_id), FIELD(place), FIELD(what),
         FIELD(meet_at), FIELD(called_at), FIELD(called_by), FIELD(org_unit_id), FIELD(origin_kind), FIELD(origin_id), FIELD(closed_at), FIELD(version))
DESCRIBE(crew::LineRow, "CrewLineRecord", FIELD(id), FIELD(task_id), FIELD(seat), FIELD(guest), FIELD(org_unit_id), FIELD(post_id), FIELD(state),
         FIELD(told_at), FIELD(arrived_at), FIELD(arrived_by), FIELD(who), FIELD(spot), FIELD(result), FIELD(settled_at), FIELD(handed_to), FIELD(version))
DESCRIBE(crew::FindingRow, "CrewFindingRecord", FIELD(id), FIELD(task_id), FIELD(matter_id), FIELD(title), FIELD(reported_at), FIELD(ended_at))
DESCRIBE(crew::FindingNoted, "CrewFindingNoted", FIELD(finding), FIELD(matter), FIELD(title))
DESCRIBE(crew::DutyNoted, "CrewDutyNoted", FIELD(duty), FIELD(seat), FIELD(post), FIELD(weekdays), FIELD(from_minute), FIELD(to_minute), FIELD(from),
         FIELD(to), FIELD(reason))
DESCRIBE(crew::TaskNoted, "CrewTaskNoted", FIELD(title), FIELD(preset), FIELD(community), FIELD(meet_at), FIELD(origin_kind), FIELD(origin_id))
DESCRIBE(crew::LineNoted, "CrewLineNoted", FIELD(line), FIELD(seat), FIELD(guest), FIELD(org_unit), FIELD(state), FIELD(spot), FIELD(words), FIELD(minutes))
DESCRIBE(crew::SeatView, "CrewSeatView", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(capacity), FIELD(weekdays), FIELD(from), FIELD(to))
DESCRIBE(crew::PresetView, "CrewPresetView", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(seats), FIELD(guests), FIELD(bring_zh), FIELD(bring_en))
DESCRIBE(crew::RuleView, "CrewRuleView", FIELD(seats), FIELD(presets), FIELD(answer_minutes))
DESCRIBE(crew::DutyView, "CrewDutyView", FIELD(id), FIELD(seat), FIELD(seat_zh), FIELD(seat_en), FIELD(post_id), FIELD(post_name), FIELD(unit_name),
         FIELD(person_name), FIELD(weekdays), FIELD(from), FIELD(to), FIELD(valid_from), FIELD(valid_to), FIELD(substitute_name),
         FIELD(substitute_from), FIELD(substitute_to), FIELD(version))
DESCRIBE(crew::GapView, "CrewGapView", FIELD(seat), FIELD(seat_zh), FIELD(seat_en), FIELD(weekday), FIELD(from), FIELD(to))
DESCRIBE(crew::OnDutyView, "CrewOnDutyView", FIELD(seat), FIELD(seat_zh), FIELD(seat_en), FIELD(people), FIELD(until), FIELD(should))
DESCRIBE(crew::CandidateView, "CrewCandidateView", FIELD(seat), FIELD(post_id), FIELD(name))
DESCRIBE(crew::CrewView, "CrewView", FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name), FIELD(rules), FIELD(duties), FIELD(gaps),
         FIELD(now), FIELD(candidates), FIELD(can_keep), FIELD(can_call))
DESCRIBE(crew::CrewLine, "CrewRow", FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name), FIELD(seats), FIELD(vacant), FIELD(gaps),
         FIELD(open_tasks))
DESCRIBE(crew::NowView, "CrewNowView", FIELD(community_id), FIELD(community_name), FIELD(seats), FIELD(can_call))
DESCRIBE(crew::TaskLine, "CrewTaskRow", FIELD(id), FIELD(title), FIELD(preset), FIELD(preset_zh), FIELD(preset_en), FIELD(community_id),
         FIELD(community_name), FIELD(subdistrict_name), FIELD(place), FIELD(meet_at), FIELD(called_at), FIELD(closed_at), FIELD(origin_kind),
         FIELD(lines), FIELD(arrived), FIELD(settled), FIELD(findings), FIELD(late))
DESCRIBE(crew::LineView, "CrewLineView", FIELD(id), FIELD(seat), FIELD(name_zh), FIELD(name_en), FIELD(org_unit_id), FIELD(unit_name), FIELD(post_name),
         FIELD(person_name), FIELD(state), FIELD(told_at), FIELD(answer_by), FIELD(arrived_at), FIELD(who), FIELD(spot), FIELD(late), FIELD(result),
         FIELD(settled_at), FIELD(handed_to), FIELD(can_answer), FIELD(version))
DESCRIBE(crew::FindingView, "CrewFindingView", FIELD(id), FIELD(matter_id), FIELD(title), FIELD(reported_at), FIELD(ended_at))
DESCRIBE(crew::CountView, "CrewTaskCount", FIELD(count))
DESCRIBE(crew::TaskView, "CrewTaskView", FIELD(task), FIELD(what), FIELD(called_by_name), FIELD(unit_name), FIELD(bring_zh), FIELD(bring_en),
         FIELD(origin), FIELD(lines), FIELD(seats), FIELD(findings), FIELD(can_report), FIELD(can_call_off))
DESCRIBE(crew::DoneView, "CrewDoneView", FIELD(id))
DESCRIBE(crew::SetDuty, "SetCrewDuty", FIELD(seat, .min = 1, .max = 40), FIELD(post_id), FIELD(weekdays, .min = 1, .max = 7),
         FIELD(from, .min = 5, .max = 5), FIELD(to, .min = 5, .max = 5), FIELD(valid_from), FIELD(valid_to), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::EndDuty, "EndCrewDuty", FIELD(to), FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::Substitute, "SubstituteCrewDuty", FIELD(post_id), FIELD(from), FIELD(to), FIELD(reason, .min = 2, .max = 300),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::CallCrew, "CallCrew", FIELD(title, .min = 2, .max = 80, .format = Format::line), FIELD(preset, .max = 40, .absent_ok = true),
         FIELD(seats, .max = 40, .items_max = 12, .absent_ok = true), FIELD(guests, .min = 2, .max = 40, .items_max = 12, .absent_ok = true), FIELD(area_id),
         FIELD(place, .max = 120, .format = Format::line, .absent_ok = true), FIELD(what, .max = 1000, .absent_ok = true), FIELD(meet_at), FIELD(origin),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::Arrive, "ArriveCrewLine", FIELD(lon), FIELD(lat), FIELD(who, .max = 40, .format = Format::line, .absent_ok = true), FIELD(if_version),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::GiveResult, "SettleCrewLine", FIELD(result, .min = 2, .max = 1000), FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::HandOver, "HandOverCrewLine", FIELD(seat, .max = 40, .absent_ok = true), FIELD(org_unit_id), FIELD(reason, .min = 2, .max = 500),
         FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::ReportFinding, "ReportCrewFinding", FIELD(title, .min = 2, .max = 80, .format = Format::line), FIELD(description, .max = 1000, .absent_ok = true),
         FIELD(place, .max = 120, .format = Format::line, .absent_ok = true), FIELD(category, .max = 20, .absent_ok = true),
         FIELD(photos, .items_max = 9, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(crew::CallOff, "CallOffCrewTask", FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
