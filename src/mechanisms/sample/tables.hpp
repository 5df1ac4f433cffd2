// All SQL of the sample room.
#pragma once
#include <optional>
#include <vector>

#include "mechanisms/sample/rules.hpp"
#include "people/access.hpp"
#include "store/list.hpp"

namespace sample {

void insert(store::Unit&, const State&);
void update(store::Unit&, const State& before, const State& after);
[[nodiscard]] std::optional<State> load(store::Session&, base::DistrictId, LoanId);
[[nodiscard]] std::int64_t out_now(store::Session&, base::DistrictId, base::AreaId, std::string_view tool);
[[nodiscard]] std::vector<LoanId> all_ids(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<LoanId> erase_phones(store::Unit&, base::Instant asked_before);  // whose number went

[[nodiscard]] const store::ListSpec& list_spec();
[[nodiscard]] store::ListPage<Loan> page(store::Session&, const store::ListQuery&, const people::Reach&, base::DistrictId);

}  // namespace sample
