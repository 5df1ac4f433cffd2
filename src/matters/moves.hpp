// Moves of a matter: the one service behind every verb, and how moves are shown before they are tried.
#pragma once
#include <string_view>
#include <vector>

#include "matters/context.hpp"
#include "matters/model_beside.hpp"
#include "registry/call.hpp"

namespace matters {

// lock → load → authorise → decide → save, in one unit. `inspect` with passed = false becomes send_back; with strike_off it is
// both acts in one.
// `by_link`: the matter whose reporter came by a private link, if that is who asks.
[[nodiscard]] base::Result<Moved> move(registry::Call&, base::MatterId, std::string_view verb, const MoveMatter&, base::MatterId by_link = {});
// The same inside the caller's unit; no idempotency of its own. Takes locks of floor 10.
[[nodiscard]] base::Result<Moved> move_in(registry::Call&, store::Unit&, base::MatterId, std::string_view verb, const MoveMatter&);

// One verb and one form for many matters, a result for each.
[[nodiscard]] base::Result<BulkDone> bulk(registry::Call&, const BulkMove&);

// All moves that the stage knows, those of this principal first; each says whether it is allowed and why not.
// `held_by`: cases of other rooms that it waits for; empty: not looked.
[[nodiscard]] std::vector<MoveView> moves_shown(const people::Principal&, const Context&, const workflow::Machine&, const CaseState&, base::Instant now,
                                                std::optional<std::int64_t> held_by = {});
// Verbs that may be used now, for the many rows of a page: what the rights say is asked once for rows that lie alike.
class MoveJudge {
 public:
  MoveJudge(const people::Principal& who, const Context& context, base::Instant now) : who_(who), context_(context), now_(now) {}
  [[nodiscard]] std::vector<std::string> allowed(const workflow::Machine&, const MatterRecord&);

 private:
  struct Known {
    std::int64_t machine{}, area{}, unit{};
    std::string stage{};
    std::vector<const workflow::Move*> moves{};   // of the stage, that the rights allow there
  };
  const people::Principal& who_;
  const Context& context_;
  const base::Instant now_;
  std::vector<Known> known_{};
};
[[nodiscard]] std::vector<std::string> moves_allowed(const people::Principal&, const Context&, const workflow::Machine&, const MatterRecord&, base::Instant now);

}  // namespace matters
