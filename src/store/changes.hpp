// Who asks stands in memory for a moment (people::Sessions). This counts the commits of this process that may have changed it, so that a
// lock, a revocation or a moved clock is seen by the very next request here; another server sees it when the moment is over.
#pragma once
#include <cstdint>
#include <string_view>

namespace store {

// Rises after a COMMIT and before its answer.
[[nodiscard]] std::uint64_t changes_of_who();
void note_change_of_who();
// By the names of statements: persons, posts, accounts, sessions, districts, definitions.
[[nodiscard]] bool may_change_who(std::string_view statement);

}  // namespace store
