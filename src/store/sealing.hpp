// The part of sealing that stands inside a transaction; the sealer decides when. For store/ only.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/journal.hpp"
#include "store/unit_base.hpp"

namespace store {

// The row of an event that waits for its seal.
void put_unsealed(Unit&, const Unsealed&);

// Numbers and chains at most `limit` waiting events of the district: rows by id, then what the group offers in the order it was written. Returns the range; last < first: none waited.
struct Sealed { std::int64_t first{1}, last{0}; };
[[nodiscard]] Sealed seal_waiting(Unit&, base::DistrictId, int limit);

// True: `holder` has the lease until `until` and its row is locked until the unit ends. False: somebody else has it.
[[nodiscard]] bool take_lease(Unit&, base::DistrictId, std::string_view name, std::string_view holder, base::Instant now, base::Instant until);

// The head of the chain becomes the head of `day`, unless the day has one already or nothing was ever sealed.
void write_daily_head(Unit&, base::DistrictId, base::CivilDate day, base::Instant real_now);

struct ChainState { base::DistrictId district{}; std::int64_t last{}; std::optional<base::CivilDate> head_day{}; bool waiting{}; };
[[nodiscard]] std::vector<ChainState> chain_states(Session&);  // of every district, in one statement

}  // namespace store
