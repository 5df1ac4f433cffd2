#include "mechanisms/whistle/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"
#include "mechanisms/whistle/views.hpp"

namespace {
namespace limits = base::limits;
constexpr described::Format line = described::Format::line;
constexpr described::Format code = described::Format::code;
}  // namespace

DESCRIBE(whistle::PlannedLine, "WhistlePlannedLine", FIELD(unit_id), FIELD(post_kind, .max = 40, .absent_ok = true),
         FIELD(item, .min = 1, .max = 40, .format = code), FIELD(lead, .absent_ok = true))
DESCRIBE(whistle::Origin, "WhistleOrigin", FIELD(kind, .min = 1, .max = 40, .format = code), FIELD(id))
DESCRIBE(whistle::Score, "WhistleScore", FIELD(code, .min = 1, .max = 40, .format = code), FIELD(score, .least = 1, .most = 100))
DESCRIBE(whistle::PointOf, "WhistlePoints", FIELD(code, .min = 1, .max = 40, .format = code), FIELD(points, .least = -1'000, .most = 1'000))
DESCRIBE(whistle::SaveWhistle, "SaveWhistle", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(kind, .min = 1, .max = 20, .format = code), FIELD(title, .min = 2, .max = limits::title_chars_max, .format = line),
         FIELD(description, .max = limits::description_chars_max, .absent_ok = true), FIELD(area_id),
         FIELD(place, .max = limits::place_chars_max, .absent_ok = true), FIELD(lon), FIELD(lat),
         FIELD(chair, .max = limits::name_chars_max, .absent_ok = true), FIELD(lines, .items_max = 30, .absent_ok = true), FIELD(origin),
         FIELD(waits, .absent_ok = true), FIELD(differ_reason, .max = limits::reason_chars_max, .absent_ok = true))
DESCRIBE(whistle::MoveWhistle, "MoveWhistle", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(text, .max = limits::description_chars_max, .absent_ok = true), FIELD(reason, .max = limits::reason_chars_max, .absent_ok = true),
         FIELD(outcome, .max = 20, .absent_ok = true), FIELD(unit_id), FIELD(post_kind, .max = 40, .absent_ok = true),
         FIELD(item, .max = 40, .absent_ok = true), FIELD(into), FIELD(photos, .items_max = limits::photos_per_step_max, .absent_ok = true))
DESCRIBE(whistle::MoveLine, "MoveWhistleLine", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(text, .max = limits::description_chars_max, .absent_ok = true), FIELD(reason, .max = limits::reason_chars_max, .absent_ok = true),
         FIELD(unit_id), FIELD(post_kind, .max = 40, .absent_ok = true), FIELD(lon), FIELD(lat),
         FIELD(photos, .items_max = limits::photos_per_step_max, .absent_ok = true), FIELD(scores, .items_max = 10, .absent_ok = true),
         FIELD(amount, .least = 1, .most = 365), FIELD(granted), FIELD(marks, .items_max = 20, .absent_ok = true))
DESCRIBE(whistle::Whistle, "WhistleRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(kind), FIELD(stage), FIELD(year), FIELD(serial),
         FIELD(title), FIELD(description), FIELD(area_id), FIELD(subdistrict_id), FIELD(place), FIELD(lon_e7), FIELD(lat_e7), FIELD(unit_id), FIELD(chair),
         FIELD(differ_reason), FIELD(planned), FIELD(drafter), FIELD(approval), FIELD(approver), FIELD(origin_kind), FIELD(origin_id), FIELD(waits),
         FIELD(merged_into), FIELD(outcome), FIELD(reason), FIELD(clock), FIELD(due_at), FIELD(warn_at), FIELD(drafted_at), FIELD(blown_at), FIELD(closed_at))
DESCRIBE(whistle::Line, "WhistleLineRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(whistle_id), FIELD(kind), FIELD(stage), FIELD(unit_id),
         FIELD(post_kind), FIELD(item), FIELD(lead), FIELD(first), FIELD(area_id), FIELD(subdistrict_id), FIELD(blower_id), FIELD(title), FIELD(instead_of),
         FIELD(moved_to), FIELD(handlers), FIELD(sent_back), FIELD(urges), FIELD(urged_at), FIELD(dispute), FIELD(dispute_reason), FIELD(ruling),
         FIELD(wanted_unit), FIELD(disputed_at), FIELD(ruled_at), FIELD(clock), FIELD(due_at), FIELD(warn_at), FIELD(called_at), FIELD(signed_at),
         FIELD(contacted_at), FIELD(reported_in_at), FIELD(fed_back_at), FIELD(accepted_at), FIELD(ended_at), FIELD(sign_late), FIELD(contact_late),
         FIELD(report_late), FIELD(finish_late), FIELD(arrival), FIELD(lon_e7), FIELD(lat_e7), FIELD(result), FIELD(scores), FIELD(comment),
         FIELD(point_list), FIELD(points), FIELD(guest), FIELD(extension), FIELD(extension_amount), FIELD(extension_by), FIELD(objection),
         FIELD(objection_reason), FIELD(objection_ruling), FIELD(objected_at), FIELD(objection_ruled_at))
DESCRIBE(whistle::WhistleText, "WhistleText", FIELD(stage), FIELD(kind), FIELD(title), FIELD(description), FIELD(area_id), FIELD(subdistrict_id),
         FIELD(place), FIELD(lon_e7), FIELD(lat_e7), FIELD(unit_id), FIELD(chair), FIELD(differ_reason), FIELD(lines), FIELD(origin_kind), FIELD(origin_id),
         FIELD(waits))
DESCRIBE(whistle::WhistleMoved, "WhistleMoved", FIELD(move), FIELD(from), FIELD(to), FIELD(text), FIELD(reason), FIELD(outcome), FIELD(approval), FIELD(year),
         FIELD(serial), FIELD(into), FIELD(unit_id), FIELD(item), FIELD(shown), FIELD(clocks))
DESCRIBE(whistle::LineCalled, "WhistleLineCalled", FIELD(whistle_id), FIELD(stage), FIELD(kind), FIELD(unit_id), FIELD(post_kind), FIELD(item), FIELD(lead),
         FIELD(first), FIELD(area_id), FIELD(subdistrict_id), FIELD(blower_id), FIELD(title), FIELD(instead_of), FIELD(shown), FIELD(clocks),
         FIELD(guest, .absent_ok = true))
DESCRIBE(whistle::LineMoved, "WhistleLineMoved", FIELD(move), FIELD(from), FIELD(to), FIELD(text), FIELD(reason), FIELD(effects), FIELD(unit_id),
         FIELD(moved_to), FIELD(lon_e7), FIELD(lat_e7), FIELD(scores), FIELD(points), FIELD(point_list), FIELD(shown), FIELD(clocks),
         FIELD(amount), FIELD(granted), FIELD(marks, .absent_ok = true))
DESCRIBE(whistle::LineTaken, "WhistleLineTaken", FIELD(whistle_id), FIELD(kind), FIELD(title))
DESCRIBE(whistle::Marked, "WhistleMarked", FIELD(clock), FIELD(clocks))
DESCRIBE(whistle::WhistleRow, "WhistleRow", FIELD(id), FIELD(version), FIELD(number), FIELD(kind), FIELD(kind_zh), FIELD(kind_en), FIELD(title), FIELD(stage),
         FIELD(stage_zh), FIELD(stage_en), FIELD(approval), FIELD(outcome), FIELD(area_id), FIELD(area_name), FIELD(subdistrict_id), FIELD(subdistrict_name),
         FIELD(place), FIELD(unit_id), FIELD(unit_name), FIELD(drafted_at), FIELD(blown_at), FIELD(closed_at), FIELD(due_at), FIELD(due_state), FIELD(lines),
         FIELD(lines_open), FIELD(lines_late), FIELD(disputes_open), FIELD(called), FIELD(origin))
DESCRIBE(whistle::WhistleLineRow, "WhistleLineRow", FIELD(id), FIELD(version), FIELD(whistle_id), FIELD(number), FIELD(title), FIELD(kind), FIELD(kind_zh),
         FIELD(kind_en), FIELD(stage), FIELD(stage_zh), FIELD(stage_en), FIELD(unit_id), FIELD(unit_name), FIELD(post_kind), FIELD(item), FIELD(item_zh),
         FIELD(item_en), FIELD(lead), FIELD(first), FIELD(subdistrict_id), FIELD(subdistrict_name), FIELD(area_name), FIELD(place), FIELD(called_at),
         FIELD(signed_at), FIELD(contacted_at), FIELD(reported_in_at), FIELD(fed_back_at), FIELD(accepted_at), FIELD(ended_at), FIELD(due_at),
         FIELD(due_state), FIELD(clock_zh), FIELD(clock_en), FIELD(late), FIELD(sent_back), FIELD(urges), FIELD(dispute), FIELD(points),
         FIELD(guest), FIELD(extension), FIELD(objection))
DESCRIBE(whistle::WhistleTimelineItem, "WhistleTimelineItem", FIELD(event_id), FIELD(kind), FIELD(at), FIELD(who), FIELD(post_name), FIELD(unit_name),
         FIELD(line_id), FIELD(called_unit_name), FIELD(text), FIELD(reason))
DESCRIBE(whistle::ArrivalView, "WhistleArrival", FIELD(at), FIELD(text), FIELD(lon), FIELD(lat), FIELD(metres), FIELD(late_minutes))
DESCRIBE(whistle::MeasureView, "WhistleMeasure", FIELD(at), FIELD(who), FIELD(text))
DESCRIBE(whistle::ScoreView, "WhistleScoreView", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(score), FIELD(most))
DESCRIBE(whistle::DisputeView, "WhistleDispute", FIELD(reason), FIELD(wanted_unit_id), FIELD(wanted_unit_name), FIELD(at), FIELD(state), FIELD(ruling),
         FIELD(ruled_at))
DESCRIBE(whistle::ExtensionView, "WhistleExtension", FIELD(state), FIELD(amount), FIELD(unit))
DESCRIBE(whistle::ObjectionView, "WhistleObjection", FIELD(reason), FIELD(at), FIELD(state), FIELD(ruling), FIELD(ruled_at))
DESCRIBE(whistle::WhistleLineView, "WhistleLineView", FIELD(row), FIELD(basis_kind), FIELD(basis), FIELD(stages), FIELD(moves), FIELD(clocks), FIELD(arrival),
         FIELD(measures), FIELD(result), FIELD(scores), FIELD(comment), FIELD(points_of), FIELD(dispute), FIELD(instead_of), FIELD(moved_to), FIELD(photos),
         FIELD(history), FIELD(extension), FIELD(objection))
DESCRIBE(whistle::PlannedView, "WhistlePlanned", FIELD(unit_id), FIELD(unit_name), FIELD(post_kind), FIELD(item), FIELD(item_zh), FIELD(item_en), FIELD(lead),
         FIELD(competent))
DESCRIBE(whistle::MergedView, "WhistleMerged", FIELD(id), FIELD(number), FIELD(title))
DESCRIBE(whistle::WhistleView, "WhistleView", FIELD(row), FIELD(description), FIELD(chair), FIELD(differ_reason), FIELD(drafter_name), FIELD(approver_name),
         FIELD(may_edit), FIELD(lon), FIELD(lat), FIELD(planned), FIELD(stages), FIELD(moves), FIELD(clocks), FIELD(lines), FIELD(photos), FIELD(merged_into),
         FIELD(merged), FIELD(timeline))
DESCRIBE(whistle::WhistleCount, "WhistleCount", FIELD(count))
DESCRIBE(whistle::PrecedentView, "WhistlePrecedent", FIELD(whistle_id), FIELD(line_id), FIELD(number), FIELD(title), FIELD(at), FIELD(kind), FIELD(result),
         FIELD(unit_id), FIELD(unit_name), FIELD(reason))
DESCRIBE(whistle::CalledUnit, "WhistleUnit", FIELD(id), FIELD(name))
DESCRIBE(whistle::CompetenceItem, "WhistleCompetenceItem", FIELD(code), FIELD(zh), FIELD(en), FIELD(basis_kind), FIELD(basis), FIELD(unit_id),
         FIELD(unit_name), FIELD(also), FIELD(suggested), FIELD(precedents))
DESCRIBE(whistle::KindClock, "WhistleKindClock", FIELD(code), FIELD(zh), FIELD(en), FIELD(amount), FIELD(unit))
DESCRIBE(whistle::ApproverKind, "WhistleApproverKind", FIELD(post_kind), FIELD(zh), FIELD(en))
DESCRIBE(whistle::KindChoice, "WhistleKind", FIELD(code), FIELD(zh), FIELD(en), FIELD(approval), FIELD(needs_leader), FIELD(may_blow), FIELD(approvers), FIELD(clocks))
DESCRIBE(whistle::UnitChoice, "WhistleUnitChoice", FIELD(id), FIELD(name), FIELD(kind), FIELD(post_kinds), FIELD(teams), FIELD(guest))
DESCRIBE(whistle::BandView, "WhistleBand", FIELD(low_per_100), FIELD(high_per_100))
DESCRIBE(whistle::CompetenceView, "WhistleCompetence", FIELD(items), FIELD(kinds), FIELD(units), FIELD(band), FIELD(rule_version))
DESCRIBE(whistle::BoardColumn, "WhistleBoardColumn", FIELD(kind), FIELD(zh), FIELD(en), FIELD(late), FIELD(soon), FIELD(ok), FIELD(none), FIELD(items))
DESCRIBE(whistle::BoardView, "WhistleBoard", FIELD(columns), FIELD(disputes), FIELD(to_approve), FIELD(objections))
DESCRIBE(whistle::SubdistrictFigures, "WhistleSubdistrictFigures", FIELD(subdistrict_id), FIELD(name), FIELD(whistles), FIELD(emergency), FIELD(registered),
         FIELD(per_100_x10), FIELD(band), FIELD(refused_after), FIELD(fast_right), FIELD(first_called))
DESCRIBE(whistle::UnitFigures, "WhistleUnitFigures", FIELD(unit_id), FIELD(name), FIELD(lines), FIELD(responded), FIELD(on_time), FIELD(signed_on_time),
         FIELD(reported_on_time), FIELD(solved), FIELD(sign_minutes), FIELD(report_minutes), FIELD(sent_back), FIELD(disputes), FIELD(upheld),
         FIELD(reassigned), FIELD(fast_right), FIELD(points_mean_x10))
DESCRIBE(whistle::FiguresRule, "WhistleFiguresRule", FIELD(definition), FIELD(version))
DESCRIBE(whistle::FiguresView, "WhistleFigures", FIELD(from), FIELD(to), FIELD(subdistricts), FIELD(units), FIELD(rule))
