#include "mechanisms/marks/model.hpp"

#include "base/described/tables.hpp"
#include "base/limits.hpp"

namespace {
namespace limits = base::limits;
constexpr described::Format line = described::Format::line;
}  // namespace

DESCRIBE_ENUM(marks::Stage, "MarkStage", made, shown, published, cancelled)
DESCRIBE_ENUM(marks::Decision, "MarkDecision", proposed, approved, refused)
DESCRIBE_ENUM(marks::Ruling, "MarkRuling", open, upheld, dismissed)
DESCRIBE(marks::AreaCount, "MarkAreaCount", FIELD(area_id), FIELD(count))
DESCRIBE(marks::MakeRound, "MakeMarkRound", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(framework, .min = 1, .max = 60),
         FIELD(title, .min = 2, .max = limits::title_chars_max, .format = line), FIELD(from), FIELD(to))
DESCRIBE(marks::MoveRound, "MoveMarkRound", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(if_version),
         FIELD(days, .least = 0, .most = 20), FIELD(words, .max = 2000, .absent_ok = true))
DESCRIBE(marks::ProposeExclusion, "ProposeMarkExclusion", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(fact_id),
         FIELD(reason, .min = 1, .max = 60), FIELD(words, .min = 2, .max = limits::reason_chars_max))
DESCRIBE(marks::Decide, "DecideMark", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(yes),
         FIELD(words, .min = 2, .max = limits::reason_chars_max), FIELD(facts, .items_max = 50, .absent_ok = true))
DESCRIBE(marks::Object, "ObjectToMarks", FIELD(client_ref, .max = limits::client_ref_chars_max, .absent_ok = true), FIELD(item, .min = 1, .max = 40),
         FIELD(fact_id), FIELD(words, .min = 2, .max = 2000))
DESCRIBE(marks::Round, "MarkRoundRecord", FIELD(district_id), FIELD(id), FIELD(version), FIELD(stage), FIELD(framework), FIELD(framework_version),
         FIELD(title), FIELD(from_day), FIELD(to_day), FIELD(query_at), FIELD(registered), FIELD(org_unit_id), FIELD(made_at), FIELD(object_until),
         FIELD(shown_at), FIELD(published_at), FIELD(words))
DESCRIBE(marks::SheetRecord, "MarkSheetRecord", FIELD(district_id), FIELD(id), FIELD(round_id), FIELD(unit_id), FIELD(area_id), FIELD(subject_kind),
         FIELD(subject_id), FIELD(name), FIELD(first_x100), FIELD(total_x100), FIELD(grade_zh), FIELD(grade_en), FIELD(sheet))
DESCRIBE(marks::Exclusion, "MarkExclusionRecord", FIELD(district_id), FIELD(id), FIELD(round_id), FIELD(sheet_id), FIELD(unit_id), FIELD(fact_id),
         FIELD(reason), FIELD(words), FIELD(state), FIELD(proposed_by), FIELD(proposed_at), FIELD(decided_by), FIELD(decided_at), FIELD(decision))
DESCRIBE(marks::Objection, "MarkObjectionRecord", FIELD(district_id), FIELD(id), FIELD(round_id), FIELD(sheet_id), FIELD(unit_id), FIELD(item),
         FIELD(fact_id), FIELD(words), FIELD(state), FIELD(made_by), FIELD(made_at), FIELD(ruled_by), FIELD(ruled_at), FIELD(ruling))
DESCRIBE(marks::MadeSheet, "MarkMadeSheet", FIELD(id), FIELD(unit_id), FIELD(area_id), FIELD(subject_kind), FIELD(subject_id))
DESCRIBE(marks::RoundMade, "MarkRoundMade", FIELD(framework), FIELD(framework_version), FIELD(title), FIELD(from_day), FIELD(to_day), FIELD(registered),
         FIELD(org_unit_id), FIELD(sheets))
DESCRIBE(marks::RoundMoved, "MarkRoundMoved", FIELD(to), FIELD(object_until), FIELD(words))
DESCRIBE(marks::ExclusionNoted, "MarkExclusionNoted", FIELD(id), FIELD(sheet_id), FIELD(fact_id), FIELD(state), FIELD(reason), FIELD(words))
DESCRIBE(marks::ObjectionNoted, "MarkObjectionNoted", FIELD(id), FIELD(sheet_id), FIELD(item), FIELD(fact_id), FIELD(state), FIELD(words))
DESCRIBE(marks::RoundRow, "MarkRoundRow", FIELD(id), FIELD(version), FIELD(title), FIELD(framework), FIELD(framework_zh), FIELD(framework_en),
         FIELD(framework_version), FIELD(stage), FIELD(from), FIELD(to), FIELD(query_at), FIELD(made_at), FIELD(object_until), FIELD(published_at),
         FIELD(sheets), FIELD(objections_open), FIELD(exclusions_open))
DESCRIBE(marks::SheetRow, "MarkSheetRow", FIELD(id), FIELD(round_id), FIELD(unit_id), FIELD(unit_name), FIELD(area_name), FIELD(total_x100),
         FIELD(first_x100), FIELD(grade_zh), FIELD(grade_en), FIELD(lost), FIELD(vetoes), FIELD(exclusions), FIELD(objections_open))
DESCRIBE(marks::ItemRow, "MarkItemRow", FIELD(code), FIELD(zh), FIELD(en), FIELD(words_zh), FIELD(words_en), FIELD(formula), FIELD(left_out), FIELD(part),
         FIELD(whole), FIELD(points_x100), FIELD(most_x100), FIELD(facts), FIELD(lost))
DESCRIBE(marks::VetoRow, "MarkVetoRow", FIELD(code), FIELD(zh), FIELD(en), FIELD(count), FIELD(total_most))
DESCRIBE(marks::ExclusionRow, "MarkExclusionRow", FIELD(id), FIELD(sheet_id), FIELD(unit_name), FIELD(reason), FIELD(words), FIELD(fact_id),
         FIELD(fact_kind), FIELD(evidence_kind), FIELD(evidence_id), FIELD(state), FIELD(proposed_by), FIELD(decided_by), FIELD(decision),
         FIELD(proposed_at), FIELD(decided_at), FIELD(may_decide))
DESCRIBE(marks::ObjectionRow, "MarkObjectionRow", FIELD(id), FIELD(sheet_id), FIELD(unit_name), FIELD(item), FIELD(item_zh), FIELD(item_en), FIELD(words),
         FIELD(fact_id), FIELD(state), FIELD(made_by), FIELD(ruled_by), FIELD(ruling), FIELD(made_at), FIELD(ruled_at), FIELD(may_rule))
DESCRIBE(marks::RoundView, "MarkRoundView", FIELD(row), FIELD(words), FIELD(may_show), FIELD(may_publish), FIELD(may_cancel), FIELD(sheets),
         FIELD(exclusions), FIELD(objections))
DESCRIBE(marks::SheetView, "MarkSheetView", FIELD(row), FIELD(round), FIELD(items), FIELD(vetoes), FIELD(exclusions), FIELD(objections),
         FIELD(exclusion_reasons), FIELD(may_object), FIELD(may_exclude))
DESCRIBE(marks::EvidenceRow, "MarkEvidenceRow", FIELD(fact_id), FIELD(kind), FIELD(subject_kind), FIELD(measure), FIELD(subject_id), FIELD(amount),
         FIELD(occurred_on), FIELD(lost))
DESCRIBE(marks::FrameworkRow, "MarkFramework", FIELD(code), FIELD(zh), FIELD(en), FIELD(version))
DESCRIBE(marks::CountView, "MarkCount", FIELD(count))
