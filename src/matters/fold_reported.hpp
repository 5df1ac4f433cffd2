// The first step of the fold without the way through JSON: what intake writes is made by the same function that the check uses.
#pragma once
#include "matters/events.hpp"

namespace matters {

[[nodiscard]] CaseState fold_reported(CaseState, const ReportedBody&, PersonalBody, base::MatterId, base::Instant at);
[[nodiscard]] CaseState fold_imported(CaseState, const ImportedBody&, base::MatterId);

}  // namespace matters
