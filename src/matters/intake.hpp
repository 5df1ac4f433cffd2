// Intake inside the room: what api.hpp offers, plus the desk's own entrance.
#pragma once
#include "matters/api.hpp"
#include "matters/context.hpp"
#include "matters/model.hpp"

namespace matters {

// POST /matters: a signed-in person enters a matter, for oneself or on somebody's behalf.
[[nodiscard]] base::Result<MatterEntered> enter(registry::Call&, const EnterMatter&);

// A part of a matter that is split: confirmed already, without a link of its own; the reporter is the whole's.
[[nodiscard]] base::Result<base::MatterId> write_part(registry::House&, store::Unit&, const Context&, const CaseState& whole, const SplitPart&);

// "<3 characters of the district><32 hex>"; the hash is what the table keeps.
[[nodiscard]] std::string new_token(std::string_view prefix, base::Random&);
[[nodiscard]] std::string token_hash(std::string_view token);

}  // namespace matters
