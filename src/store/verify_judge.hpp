// The two halves of a verification without SQL: each row and seal is compared as it passes, and what does not fit is judged at the
// end, when all of it is known. For store/verify.cpp and its tests.
#pragma once
#include <optional>

#include "store/verify.hpp"

namespace store {

inline constexpr std::size_t findings_max = 200;
inline constexpr std::size_t suspects_max = 64;      // judged against one another, pair by pair
inline constexpr std::size_t passed_max = 17;        // so many slipped-in rows less one are recognised together

struct SealedRow {
  std::int64_t seq{};
  base::EventId event_id{};
  std::string envelope{}, hash{};
  std::optional<Event> event{};                      // empty: the journal row is gone
  std::optional<std::string> salt{};                 // of the personal body, if it is there
};

void add(Verification&, Finding);
// Rows of the last few that passed were never part of the history.
void blame_slipped_in(Verifier::Carried&, std::int64_t first_seq, std::int64_t count);
void pass(Verifier::Carried&, base::DistrictId, const SealedRow&, const std::vector<ExpectedHead>&);
// `read` gives a journal row by its id.
void judge(Verifier::Carried&, base::DistrictId, const std::vector<ExpectedHead>&,
           const std::function<std::optional<Event>(base::EventId)>& read);

}  // namespace store
