#include "mechanisms/rulebook/model.hpp"

#include "base/described/tables.hpp"

namespace {
constexpr described::Format code = described::Format::code;
constexpr std::uint32_t body_chars_max = 256 * 1024;
constexpr std::uint32_t ref_chars_max = 64;
}  // namespace

DESCRIBE_ENUM(rulebook::Standing, "DefinitionState", draft, coming, in_force, past)
DESCRIBE(rulebook::DefinitionRow, "DefinitionRow", FIELD(code), FIELD(kind), FIELD(name_zh), FIELD(name_en), FIELD(version), FIELD(effective_from),
         FIELD(source_tag), FIELD(source_text), FIELD(versions), FIELD(state), FIELD(has_draft), FIELD(coming_from))
DESCRIBE(rulebook::DefinitionVersion, "DefinitionVersion", FIELD(version), FIELD(state), FIELD(source), FIELD(effective_from), FIELD(source_tag),
         FIELD(source_text), FIELD(note), FIELD(drafter), FIELD(publisher), FIELD(changed_at), FIELD(revision), FIELD(based_on), FIELD(body),
         FIELD(data))
DESCRIBE(rulebook::DefinitionView, "DefinitionView", FIELD(code), FIELD(kind), FIELD(name_zh), FIELD(name_en), FIELD(versions), FIELD(may_draft),
         FIELD(may_publish))
DESCRIBE(rulebook::Finding, "Finding", FIELD(definition), FIELD(place), FIELD(line), FIELD(reason), FIELD(params))
DESCRIBE(rulebook::CheckView, "CheckView", FIELD(ok), FIELD(findings))
DESCRIBE(rulebook::EffectClock, "RuleEffectClock", FIELD(clock), FIELD(name_zh), FIELD(name_en), FIELD(running), FIELD(different))
DESCRIBE(rulebook::EffectSample, "RuleEffectSample", FIELD(matter_id), FIELD(report_number), FIELD(title), FIELD(clock), FIELD(due_at), FIELD(would_be))
DESCRIBE(rulebook::EffectVersion, "RuleEffectVersion", FIELD(version), FIELD(open))
DESCRIBE(rulebook::EffectView, "RuleEffect", FIELD(open_matters), FIELD(running), FIELD(different), FIELD(examined), FIELD(clocks), FIELD(samples),
         FIELD(versions), FIELD(gone))
DESCRIBE(rulebook::ThreeWayPart, "ThreeWayPart", FIELD(state), FIELD(base, .items_max = 100000), FIELD(own, .items_max = 100000), FIELD(pack, .items_max = 100000))
DESCRIBE(rulebook::ThreeWayView, "ThreeWay", FIELD(code), FIELD(pack_before), FIELD(pack_after), FIELD(own_version), FIELD(parts, .items_max = 100000),
         FIELD(conflicts))
DESCRIBE(rulebook::DiffLine, "DiffLine", FIELD(mark), FIELD(before), FIELD(after), FIELD(text))
DESCRIBE(rulebook::DiffView, "DiffView", FIELD(code), FIELD(from), FIELD(to), FIELD(added), FIELD(removed), FIELD(lines, .items_max = 100000))
DESCRIBE(rulebook::DraftSaved, "DraftSaved", FIELD(code), FIELD(version), FIELD(revision))
DESCRIBE(rulebook::Published, "Published", FIELD(code), FIELD(version), FIELD(effective_from))
DESCRIBE(rulebook::Withdrawn, "Withdrawn", FIELD(code))
DESCRIBE(rulebook::SaveDraft, "SaveDraft", FIELD(code, .min = 3, .max = 100, .format = code), FIELD(kind, .min = 1, .max = 60, .format = code),
         FIELD(body, .min = 1, .max = body_chars_max), FIELD(note, .min = 2, .max = 500), FIELD(if_revision, .least = 0),
         FIELD(client_ref, .max = ref_chars_max))
DESCRIBE(rulebook::CheckDefinition, "CheckDefinition", FIELD(code, .min = 3, .max = 100, .format = code),
         FIELD(kind, .min = 1, .max = 60, .format = code), FIELD(body, .min = 1, .max = body_chars_max), FIELD(effective_from))
DESCRIBE(rulebook::PublishDraft, "PublishDraft", FIELD(code, .min = 3, .max = 100, .format = code), FIELD(if_revision, .least = 1),
         FIELD(effective_from), FIELD(client_ref, .max = ref_chars_max))
DESCRIBE(rulebook::WithdrawDraft, "WithdrawDraft", FIELD(code, .min = 3, .max = 100, .format = code), FIELD(if_revision, .least = 1),
         FIELD(reason, .min = 2, .max = 500), FIELD(client_ref, .max = ref_chars_max))
