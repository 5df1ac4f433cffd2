// What a draft would mean: which other rules and older versions with live cases it would break, what it does to open matters, and how
// it stands between a seed pack's old and new text and the district's own. Reads only: open matters keep the rule they began with.
#pragma once
#include "definitions/book.hpp"
#include "mechanisms/rulebook/model.hpp"
#include "mechanisms/rulebook/tables.hpp"
#include "registry/call.hpp"

namespace rulebook {

// Faults that other rules in force, and versions that open matters stand on, would have beside this body; each names its rule.
// `live`: those versions, counted beforehand, so that publishing never counts open matters inside its unit.
[[nodiscard]] std::vector<Finding> broken_by(registry::House&, store::Session&, base::DistrictId, base::CivilDate day, std::string_view code,
                                             std::string_view kind, const definitions::Doc& body, const std::vector<LiveVersion>& live);
[[nodiscard]] base::Result<EffectView> effect(registry::Call&, const CheckDefinition&);
[[nodiscard]] base::Result<ThreeWayView> three_way(registry::Call&, std::string_view code);

// Pure: where own and pack differ from base, in order. A stretch that both changed alike is "agreed".
[[nodiscard]] std::vector<ThreeWayPart> merge_three(std::string_view base, std::string_view own, std::string_view pack);

}  // namespace rulebook
