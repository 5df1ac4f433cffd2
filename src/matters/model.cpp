#include "matters/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"
#include "matters/events.hpp"
#include "matters/model_beside.hpp"
#include "matters/tables.hpp"

using described::Format;
namespace L = base::limits;

DESCRIBE(matters::EnterMatter, "EnterMatter", FIELD(client_ref, .max = L::client_ref_chars_max),
         FIELD(title, .max = L::title_chars_max, .format = Format::line, .absent_ok = true),
         FIELD(description, .max = L::description_chars_max, .absent_ok = true),
         FIELD(place, .max = L::place_chars_max, .format = Format::line, .absent_ok = true),
         FIELD(lon), FIELD(lat), FIELD(area_id), FIELD(category, .max = 20, .absent_ok = true), FIELD(source, .max = 20, .absent_ok = true),
         FIELD(reporter_name, .max = L::name_chars_max, .format = Format::line, .absent_ok = true), FIELD(reporter_phone),
         FIELD(secret, .absent_ok = true), FIELD(on_behalf_of, .max = L::reason_chars_max, .absent_ok = true),
         FIELD(photos, .items_max = L::photos_per_step_max, .absent_ok = true), FIELD(solved_on_spot, .absent_ok = true),
         FIELD(done, .max = L::description_chars_max, .absent_ok = true), FIELD(photos_after, .items_max = L::photos_per_step_max, .absent_ok = true))
DESCRIBE(matters::SplitPart, "SplitPart", FIELD(title, .min = 1, .max = L::title_chars_max, .format = Format::line),
         FIELD(description, .max = L::description_chars_max, .absent_ok = true), FIELD(category, .max = 20, .absent_ok = true), FIELD(area_id))
DESCRIBE(matters::ReopenMatter, "ReopenMatter", FIELD(reason, .min = 2, .max = L::reason_chars_max))
DESCRIBE(matters::BulkItem, "BulkItem", FIELD(id), FIELD(if_version))
DESCRIBE(matters::MoveMatter, "MoveMatter", FIELD(client_ref, .max = L::client_ref_chars_max), FIELD(if_version),
         FIELD(reason, .max = L::reason_chars_max, .absent_ok = true), FIELD(text, .max = L::description_chars_max, .absent_ok = true),
         FIELD(category, .max = 20, .absent_ok = true), FIELD(area_id), FIELD(unit_id), FIELD(post_kind, .max = 40, .absent_ok = true),
         FIELD(photos, .items_max = L::photos_per_step_max, .absent_ok = true), FIELD(passed), FIELD(strike_off, .absent_ok = true),
         FIELD(review_on), FIELD(outcome, .max = 20, .absent_ok = true), FIELD(amount, .least = 1, .most = 365), FIELD(unit, .max = 20, .absent_ok = true),
         FIELD(granted), FIELD(cause, .max = 40, .absent_ok = true), FIELD(question, .max = L::reason_chars_max, .absent_ok = true),
         FIELD(answer, .max = L::description_chars_max, .absent_ok = true), FIELD(into), FIELD(parts, .items_max = 20, .absent_ok = true),
         FIELD(goes_on, .absent_ok = true), FIELD(target, .max = 40, .absent_ok = true))
DESCRIBE(matters::BulkMove, "BulkMove", FIELD(client_ref, .max = 40), FIELD(verb, .min = 1, .max = 40), FIELD(items, .items_max = 100),
         FIELD(form, .absent_ok = true))
DESCRIBE(matters::WriteDraft, "WriteDraft", FIELD(if_version, .absent_ok = true), FIELD(text, .max = L::description_chars_max))
DESCRIBE(matters::Unmask, "Unmask", FIELD(reason, .min = 4, .max = L::reason_chars_max))

DESCRIBE(matters::MatterRecord, "MatterRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(machine_version), FIELD(report_number),
         FIELD(list_id), FIELD(serial_year), FIELD(serial), FIELD(stage), FIELD(outcome), FIELD(title), FIELD(description), FIELD(place),
         FIELD(category), FIELD(area_id), FIELD(area_version), FIELD(grid_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(lon_e7),
         FIELD(lat_e7), FIELD(source), FIELD(source_ref), FIELD(happened_at), FIELD(unit_id), FIELD(post_kind), FIELD(unit_words), FIELD(round),
         FIELD(handlers), FIELD(clock), FIELD(due_at), FIELD(warn_at), FIELD(review_on), FIELD(urged_at), FIELD(closed_at), FIELD(photo_count),
         FIELD(origin_kind), FIELD(origin_id), FIELD(rung), FIELD(reopened_count), FIELD(solved_on_spot), FIELD(came_from), FIELD(merged_into), FIELD(split_from),
         FIELD(parts_open), FIELD(pause_cause), FIELD(extension_state), FIELD(extension_until), FIELD(extension_amount), FIELD(extension_unit),
         FIELD(extension_count), FIELD(extension_by), FIELD(dispatch_post), FIELD(questions), FIELD(question_open), FIELD(registered_at),
         FIELD(contact_at), FIELD(dispatched_at), FIELD(fed_back_at), FIELD(in_time))
DESCRIBE(matters::QuestionRow, "MatterQuestionRow", FIELD(district_id), FIELD(matter_id), FIELD(number), FIELD(asked_at), FIELD(question), FIELD(answered_at),
         FIELD(answer), FIELD(withdrawn_at))
DESCRIBE(matters::DraftRow, "MatterDraftRow", FIELD(district_id), FIELD(matter_id), FIELD(version), FIELD(text), FIELD(person_id), FIELD(written_at))
DESCRIBE(matters::ReporterRow, "ReporterRow", FIELD(district_id), FIELD(matter_id), FIELD(name), FIELD(phone), FIELD(secret))
DESCRIBE(matters::WordsRow, "WordsRow", FIELD(id), FIELD(report_number), FIELD(title), FIELD(place), FIELD(description), FIELD(grid_id), FIELD(community_id),
         FIELD(subdistrict_id), FIELD(unit_id))

DESCRIBE(matters::MatterEntered, "MatterEntered", FIELD(id), FIELD(report_number), FIELD(link))
DESCRIBE(matters::ExtensionView, "MatterExtension", FIELD(state), FIELD(asked_until), FIELD(granted_until))
DESCRIBE(matters::MatterRow, "MatterRow", FIELD(id), FIELD(version), FIELD(report_number), FIELD(serial), FIELD(title), FIELD(stage),
         FIELD(stage_zh), FIELD(stage_en), FIELD(outcome), FIELD(category_code), FIELD(category_zh), FIELD(category_en), FIELD(area_id),
         FIELD(area_name), FIELD(community_name), FIELD(place), FIELD(source), FIELD(happened_at), FIELD(due_at), FIELD(due_state),
         FIELD(closed_at), FIELD(handler_unit_name), FIELD(photo_count), FIELD(rung), FIELD(round), FIELD(reopened_count), FIELD(solved_on_spot),
         FIELD(paused), FIELD(review_on), FIELD(extension), FIELD(merged_into), FIELD(split_from), FIELD(moves))
DESCRIBE(matters::ReporterView, "ReporterView", FIELD(name_masked), FIELD(phone_masked), FIELD(secret), FIELD(can_unmask))
DESCRIBE(matters::TargetView, "MatterTarget", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(started_at), FIELD(due_at), FIELD(met_at), FIELD(state))
DESCRIBE(matters::DraftView, "MatterDraft", FIELD(version), FIELD(text), FIELD(who), FIELD(at))
DESCRIBE(matters::OriginView, "OriginView", FIELD(kind), FIELD(id))
DESCRIBE(matters::MatterView, "MatterView", FIELD(id), FIELD(version), FIELD(report_number), FIELD(serial), FIELD(title), FIELD(stage),
         FIELD(stage_zh), FIELD(stage_en), FIELD(outcome), FIELD(category_code), FIELD(category_zh), FIELD(category_en), FIELD(area_id),
         FIELD(area_name), FIELD(community_name), FIELD(place), FIELD(source), FIELD(happened_at), FIELD(due_at), FIELD(due_state),
         FIELD(closed_at), FIELD(handler_unit_name), FIELD(photo_count), FIELD(rung), FIELD(rung_zh), FIELD(rung_en), FIELD(round), FIELD(reopened_count),
         FIELD(solved_on_spot), FIELD(paused), FIELD(review_on), FIELD(extension), FIELD(merged_into), FIELD(split_from), FIELD(targets), FIELD(draft),
         FIELD(description), FIELD(lon), FIELD(lat), FIELD(reporter),
         FIELD(stages), FIELD(moves), FIELD(clocks), FIELD(photos), FIELD(origin))
DESCRIBE(matters::Moved, "MatterMoved", FIELD(id), FIELD(version), FIELD(stage), FIELD(stage_zh), FIELD(stage_en), FIELD(serial), FIELD(due_at),
         FIELD(then_zh), FIELD(then_en))
DESCRIBE(matters::Unmasked, "Unmasked", FIELD(name), FIELD(phone))
DESCRIBE(matters::TimelineClock, "TimelineClock", FIELD(code), FIELD(name_zh), FIELD(name_en), FIELD(due_at), FIELD(used_minutes), FIELD(on_time))
DESCRIBE(matters::TimelineItem, "TimelineItem", FIELD(event_id), FIELD(seq), FIELD(kind), FIELD(at), FIELD(who), FIELD(post_name), FIELD(unit_name),
         FIELD(params), FIELD(reason), FIELD(clock), FIELD(photos))
DESCRIBE(matters::TimelineView, "TimelineView", FIELD(items))
DESCRIBE(matters::CountView, "MatterCount", FIELD(count))
DESCRIBE(matters::CommunityRow, "CommunityListRow", FIELD(matter_id), FIELD(serial), FIELD(title), FIELD(place), FIELD(category_zh), FIELD(category_en),
         FIELD(registered_at), FIELD(due_at), FIELD(due_state), FIELD(who), FIELD(stage_zh), FIELD(stage_en), FIELD(state), FIELD(closed_at),
         FIELD(version), FIELD(stage), FIELD(struck_off_by), FIELD(moves))
DESCRIBE(matters::CommunityList, "CommunityList", FIELD(community_id), FIELD(community_name), FIELD(from), FIELD(to), FIELD(made_at), FIELD(open), FIELD(done),
         FIELD(late), FIELD(held), FIELD(more), FIELD(items))
DESCRIBE(matters::RoutingItem, "MatterRoute", FIELD(org_unit_id), FIELD(unit_name), FIELD(unit_name_en), FIELD(post_kind), FIELD(reason_key),
         FIELD(reason_params), FIELD(rule), FIELD(rank))
DESCRIBE(matters::RoutingView, "MatterRouting", FIELD(items))
DESCRIBE(matters::ReplyView, "MatterReply", FIELD(code), FIELD(verb), FIELD(name_zh), FIELD(name_en), FIELD(text), FIELD(text_en), FIELD(preview_zh), FIELD(preview_en))
DESCRIBE(matters::RepliesView, "MatterReplies", FIELD(items))
DESCRIBE(matters::LinkView, "MatterLink", FIELD(relation), FIELD(matter_id), FIELD(report_number), FIELD(serial), FIELD(title), FIELD(stage), FIELD(stage_zh),
         FIELD(stage_en), FIELD(due_at), FIELD(closed_at), FIELD(handler_unit_name))
DESCRIBE(matters::LinksView, "MatterLinks", FIELD(items))
DESCRIBE(matters::QuestionView, "MatterQuestion", FIELD(number), FIELD(asked_at), FIELD(question), FIELD(answered_at), FIELD(answer), FIELD(withdrawn_at), FIELD(state))
DESCRIBE(matters::QuestionsView, "MatterQuestions", FIELD(items))
DESCRIBE(matters::BulkResult, "MatterBulkResult", FIELD(id), FIELD(ok), FIELD(version), FIELD(stage), FIELD(refusal))
DESCRIBE(matters::BulkDone, "MatterBulkDone", FIELD(results))
DESCRIBE(matters::JobView, "JobView", FIELD(id), FIELD(kind), FIELD(state), FIELD(progress_done), FIELD(progress_total), FIELD(error))

DESCRIBE(matters::ReportedBody, "MatterReportedBody", FIELD(report_number), FIELD(title), FIELD(place), FIELD(category), FIELD(source),
         FIELD(area_id), FIELD(area_version), FIELD(grid_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(lon_e7), FIELD(lat_e7),
         FIELD(machine_version), FIELD(stage), FIELD(origin_kind), FIELD(origin_id), FIELD(has_reporter), FIELD(secret), FIELD(photos),
         FIELD(clock), FIELD(clocks), FIELD(part))
DESCRIBE(matters::PartBody, "MatterPartBody", FIELD(of), FIELD(rung), FIELD(hands))
DESCRIBE(matters::PersonalAnswer, "MatterPersonalAnswer", FIELD(answer))
DESCRIBE(matters::PersonalBody, "MatterPersonalBody", FIELD(name), FIELD(phone), FIELD(description))
DESCRIBE(matters::ImportedBody, "MatterImportedBody", FIELD(report_number), FIELD(title), FIELD(place), FIELD(category), FIELD(source),
         FIELD(source_ref), FIELD(unit_words), FIELD(area_id), FIELD(area_version), FIELD(grid_id), FIELD(community_id), FIELD(subdistrict_id),
         FIELD(lon_e7), FIELD(lat_e7), FIELD(machine_version), FIELD(stage), FIELD(outcome), FIELD(warning), FIELD(happened_at), FIELD(due_at),
         FIELD(closed_at))
DESCRIBE(matters::MovedBody, "MatterMovedBody", FIELD(move), FIELD(from), FIELD(to), FIELD(clock), FIELD(effects), FIELD(clocks), FIELD(reason),
         FIELD(text), FIELD(category), FIELD(post_kind), FIELD(outcome), FIELD(area_id), FIELD(area_version), FIELD(grid_id),
         FIELD(community_id), FIELD(subdistrict_id), FIELD(unit_id), FIELD(list_id), FIELD(serial_year), FIELD(serial), FIELD(review_on),
         FIELD(photos), FIELD(beside))
DESCRIBE(matters::BesideBody, "MatterBesideBody", FIELD(rung), FIELD(cause), FIELD(question), FIELD(target), FIELD(extension_unit), FIELD(extension_amount),
         FIELD(extension_until), FIELD(granted), FIELD(post), FIELD(other), FIELD(parts), FIELD(hands), FIELD(clear_unit))
DESCRIBE(matters::MarkedBody, "MatterMarkedBody", FIELD(stage), FIELD(clocks), FIELD(due_at), FIELD(unit_id))
DESCRIBE(matters::UnmaskedBody, "MatterUnmaskedBody", FIELD(reason))
