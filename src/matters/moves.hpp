// Moves of a matter: the one service behind every verb, and how moves are shown before they are tried.
#pragma once
#include <string_view>
#include <vector>

#include "matters/context.hpp"
#include "matters/model.hpp"
#include "registry/call.hpp"

namespace matters {

// lock → load → authorise → decide → save, in one unit. `inspect` with passed = false becomes send_back; with strike_off it is
// both acts in one.
[[nodiscard]] base::Result<Moved> move(registry::Call&, base::MatterId, std::string_view move, const MoveMatter&);

// All moves that the stage knows, those of this principal first; each says whether it is allowed and why not.
[[nodiscard]] std::vector<MoveView> moves_shown(const people::Principal&, const Context&, const workflow::Machine&, const MatterRecord&, base::Instant now);
[[nodiscard]] std::vector<std::string> moves_allowed(const people::Principal&, const Context&, const workflow::Machine&, const MatterRecord&, base::Instant now);

}  // namespace matters
