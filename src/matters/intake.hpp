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

// "<3 characters of the district><8 of the moment><32 hex>"; the table keeps moment and hash, so that links made together stand together in
// it: a key that is anywhere would cost each report a page of its own. Older links are without the moment.
inline constexpr std::size_t token_prefix_chars = 3, token_chars = 43, token_chars_before = 35;
[[nodiscard]] std::string new_token(std::string_view prefix, store::Unit&);
[[nodiscard]] std::string token_hash(std::string_view token);

}  // namespace matters
