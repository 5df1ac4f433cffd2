#include "mechanisms/callbacks/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"

#define REF FIELD(client_ref, .max = base::limits::client_ref_chars_max, .absent_ok = true)
#define COUNTS \
  FIELD(drawn), FIELD(assessed), FIELD(in_time), FIELD(solved), FIELD(not_solved), FIELD(satisfied), FIELD(mostly), FIELD(fair), FIELD(dissatisfied), FIELD(excluded)

DESCRIBE(callbacks::MakeDraw, "MakeDraw", REF, FIELD(from), FIELD(to))
DESCRIBE(callbacks::NoteCall, "NoteCall", REF, FIELD(if_version), FIELD(outcome, .min = 1, .max = 20, .format = described::Format::code), FIELD(again_at))
DESCRIBE(callbacks::GiveAnswer, "GiveAnswer", REF, FIELD(if_version), FIELD(contacted), FIELD(solved), FIELD(satisfaction, .min = 1, .max = 20),
         FIELD(words, .max = 1000, .absent_ok = true))
DESCRIBE(callbacks::ReopenMatter, "ReopenMatter", REF, FIELD(reason, .min = 2, .max = base::limits::reason_chars_max))
DESCRIBE(callbacks::CorrectAnswer, "CorrectAnswer", REF, FIELD(if_version), FIELD(contacted), FIELD(solved), FIELD(satisfaction, .min = 1, .max = 20),
         FIELD(reason, .min = 2, .max = base::limits::reason_chars_max))
DESCRIBE(callbacks::RateByLink, "RateByLink", FIELD(contacted), FIELD(solved), FIELD(satisfaction, .min = 1, .max = 20), FIELD(words, .max = 1000, .absent_ok = true))
DESCRIBE(callbacks::ProposeExclusion, "ProposeExclusion", REF, FIELD(if_version), FIELD(ground, .min = 1, .max = 20),
         FIELD(reason, .min = 2, .max = base::limits::reason_chars_max), FIELD(evidence, .min = 2, .max = 1000))
DESCRIBE(callbacks::DecideExclusion, "DecideExclusion", REF, FIELD(approved), FIELD(reason, .min = 2, .max = base::limits::reason_chars_max))
DESCRIBE(callbacks::UnmaskSample, "UnmaskSample", FIELD(reason, .min = 2, .max = base::limits::reason_chars_max))
DESCRIBE(callbacks::ClosePeriod, "ClosePeriod", REF, FIELD(kind, .min = 1, .max = 10), FIELD(from), FIELD(to), FIELD(note, .max = 400, .absent_ok = true))
DESCRIBE(callbacks::Sample, "CallbackSampleRow", FIELD(district_id), FIELD(id), FIELD(version), FIELD(draw_id), FIELD(matter_id), FIELD(strike), FIELD(has_phone),
         FIELD(report_number), FIELD(title), FIELD(category), FIELD(reason), FIELD(unit_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(day),
         FIELD(struck_off_at), FIELD(state), FIELD(exclusion), FIELD(calls), FIELD(last_call_at), FIELD(call_again_at), FIELD(channel), FIELD(contacted),
         FIELD(solved), FIELD(satisfaction), FIELD(answered_at), FIELD(changed_at), FIELD(has_words))
DESCRIBE(callbacks::DrawnBody, "CallbackDrawnBody", FIELD(draw_id), FIELD(matter_id), FIELD(strike), FIELD(has_phone), FIELD(report_number), FIELD(title), FIELD(category),
         FIELD(reason), FIELD(unit_id), FIELD(community_id), FIELD(subdistrict_id), FIELD(day), FIELD(struck_off_at))
DESCRIBE(callbacks::CalledBody, "CallbackCalledBody", FIELD(outcome), FIELD(again_at))
DESCRIBE(callbacks::AnsweredBody, "CallbackAnsweredBody", FIELD(channel), FIELD(contacted), FIELD(solved), FIELD(satisfaction), FIELD(reason))
DESCRIBE(callbacks::AnsweredPersonal, "CallbackAnsweredPersonal", FIELD(words))
DESCRIBE(callbacks::ExclusionBody, "CallbackExclusionBody", FIELD(exclusion_id), FIELD(ground), FIELD(reason), FIELD(evidence))
DESCRIBE(callbacks::DecidedBody, "CallbackDecidedBody", FIELD(exclusion_id), FIELD(approved), FIELD(reason))
DESCRIBE(callbacks::SeenBody, "CallbackSeenBody", FIELD(reason))
DESCRIBE(callbacks::DrawBody, "CallbackDrawBody", FIELD(from), FIELD(to), FIELD(rule_version), FIELD(seed), FIELD(population), FIELD(chosen), FIELD(hash))
DESCRIBE(callbacks::Draw, "CallbackDrawRow", FIELD(district_id), FIELD(id), FIELD(made_at), FIELD(from_day), FIELD(to_day), FIELD(rule_version), FIELD(seed),
         FIELD(population), FIELD(chosen), FIELD(hash), FIELD(person_id))
DESCRIBE(callbacks::StratumRow, "CallbackStratumRow", FIELD(district_id), FIELD(draw_id), FIELD(stratum_id), FIELD(population), FIELD(chosen))
DESCRIBE(callbacks::Exclusion, "CallbackExclusionRow", FIELD(district_id), FIELD(id), FIELD(sample_id), FIELD(ground), FIELD(reason), FIELD(evidence),
         FIELD(proposed_by), FIELD(proposed_unit), FIELD(proposed_at), FIELD(state), FIELD(decided_by), FIELD(decided_at), FIELD(decision))
DESCRIBE(callbacks::Counts, "RateCounts", COUNTS)
DESCRIBE(callbacks::MemberCounts, "RateMemberRow", FIELD(member_id), COUNTS)
DESCRIBE(callbacks::Delta, "RateDeltaRow", FIELD(district_id), FIELD(id), FIELD(day), FIELD(unit_id), FIELD(community_id), FIELD(subdistrict_id), COUNTS)
DESCRIBE(callbacks::Period, "RatePeriodTableRow", FIELD(district_id), FIELD(id), FIELD(kind), FIELD(from_day), FIELD(to_day), FIELD(closed_at), FIELD(closed_by),
         FIELD(weights_version), FIELD(samples), FIELD(waiting), FIELD(hash), FIELD(note))
DESCRIBE(callbacks::FrozenSample, "RateFrozenRow", FIELD(sample_id), FIELD(sample_version), FIELD(unit_id), FIELD(community_id), FIELD(subdistrict_id),
         FIELD(state), FIELD(contacted), FIELD(solved), FIELD(satisfaction))
DESCRIBE(callbacks::ClosedBody, "RateClosedBody", FIELD(kind), FIELD(from), FIELD(to), FIELD(weights_version), FIELD(samples), FIELD(waiting), FIELD(hash), FIELD(note))
DESCRIBE(callbacks::DrawView, "CallbackDrawView", FIELD(id), FIELD(made_at), FIELD(from), FIELD(to), FIELD(rule_version), FIELD(seed), FIELD(hash),
         FIELD(population), FIELD(chosen), FIELD(waiting), FIELD(made_by))
DESCRIBE(callbacks::StratumView, "CallbackStratumView", FIELD(population), FIELD(chosen), FIELD(again), FIELD(area_id), FIELD(name), FIELD(equal))
DESCRIBE(callbacks::DrawCheck, "CallbackDrawCheck", FIELD(id), FIELD(equal), FIELD(rule), FIELD(seed), FIELD(hash), FIELD(strata))
DESCRIBE(callbacks::SampleRow, "CallbackRow", FIELD(id), FIELD(version), FIELD(matter_id), FIELD(report_number), FIELD(title), FIELD(category_zh),
         FIELD(category_en), FIELD(reason), FIELD(state), FIELD(exclusion), FIELD(unit_id), FIELD(unit_name), FIELD(community_name), FIELD(subdistrict_name),
         FIELD(day), FIELD(struck_off_at), FIELD(calls), FIELD(last_call_at), FIELD(call_again_at), FIELD(channel), FIELD(contacted), FIELD(solved),
         FIELD(satisfaction), FIELD(answered_at), FIELD(changed_at), FIELD(name_masked), FIELD(phone_masked))
DESCRIBE(callbacks::HistoryLine, "CallbackHistoryLine", FIELD(at), FIELD(kind), FIELD(who), FIELD(unit_name), FIELD(outcome), FIELD(reason), FIELD(ground),
         FIELD(evidence), FIELD(words), FIELD(channel), FIELD(contacted), FIELD(solved), FIELD(approved), FIELD(satisfaction))
DESCRIBE(callbacks::ScriptLine, "CallbackScriptLine", FIELD(code), FIELD(zh), FIELD(en))
DESCRIBE(callbacks::SampleView, "CallbackView", FIELD(sample), FIELD(history), FIELD(script), FIELD(calls_max), FIELD(may_call), FIELD(may_propose),
         FIELD(may_unmask), FIELD(why_not), FIELD(remedy), FIELD(may_reopen))
DESCRIBE(callbacks::SampleCount, "CallbackCount", FIELD(count))
DESCRIBE(callbacks::Number, "CallbackNumber", FIELD(name), FIELD(phone))
DESCRIBE(callbacks::ExclusionView, "CallbackExclusionView", FIELD(id), FIELD(sample_id), FIELD(matter_id), FIELD(report_number), FIELD(title),
         FIELD(unit_name), FIELD(community_name), FIELD(ground), FIELD(reason), FIELD(evidence), FIELD(state), FIELD(proposed_by), FIELD(proposed_unit),
         FIELD(proposed_at), FIELD(decided_by), FIELD(decided_at), FIELD(decision), FIELD(calls), FIELD(answered), FIELD(may_decide))
DESCRIBE(callbacks::RateRow, "RateRow", FIELD(member_id), FIELD(name), FIELD(counts), FIELD(response), FIELD(solution), FIELD(satisfaction), FIELD(combined))
DESCRIBE(callbacks::WeightsView, "RateWeightsView", FIELD(definition), FIELD(version), FIELD(response), FIELD(solution), FIELD(satisfaction),
         FIELD(combined_tag), FIELD(combined_text), FIELD(satisfied), FIELD(mostly), FIELD(fair), FIELD(dissatisfied), FIELD(satisfaction_tag),
         FIELD(satisfaction_text), FIELD(few))
DESCRIBE(callbacks::RatesView, "RatesView", FIELD(by), FIELD(from), FIELD(to), FIELD(weights), FIELD(total), FIELD(rows), FIELD(closed))
DESCRIBE(callbacks::PeriodView, "RatePeriodView", FIELD(id), FIELD(kind), FIELD(from), FIELD(to), FIELD(closed_at), FIELD(closed_by), FIELD(samples),
         FIELD(waiting), FIELD(late), FIELD(hash), FIELD(note), FIELD(rates))
DESCRIBE(callbacks::PeriodRow, "RatePeriodRow", FIELD(id), FIELD(kind), FIELD(from), FIELD(to), FIELD(closed_at), FIELD(closed_by), FIELD(weights_version),
         FIELD(samples), FIELD(waiting), FIELD(note))
