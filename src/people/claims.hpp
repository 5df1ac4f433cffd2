// The one-time code with which a real district's three administrators are made: four groups of four, said by the program's first start.
#pragma once
#include <string>
#include <string_view>

#include "base/context.hpp"
#include "people/tables.hpp"

namespace people {

[[nodiscard]] std::string new_claim_code(base::Random&);
[[nodiscard]] std::string claim_hash(std::string_view typed);     // spaces, hyphens and case do not matter
[[nodiscard]] base::Done claim_opens(const std::optional<sql::Claim>&, std::string_view typed);   // "people.claim_code_wrong"

}  // namespace people
