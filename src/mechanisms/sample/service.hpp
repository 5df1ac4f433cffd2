// The sample room's services: lock → load → authorise → decide → save, in one unit each.
#pragma once
#include "mechanisms/sample/model.hpp"
#include "registry/room.hpp"

namespace sample {

[[nodiscard]] base::Result<LoanView> ask(registry::Call&, const AskLoan&);
[[nodiscard]] base::Result<LoanView> move(registry::Call&, LoanId, std::string_view move, const MoveLoan&);
[[nodiscard]] base::Result<LoanView> one(registry::Call&, LoanId);
struct LoanPage {
  std::vector<LoanView> items{};
  std::string next{};
  std::int64_t total_at_least{};
};
[[nodiscard]] base::Result<LoanPage> list(registry::Call&, const base::Params& query);

// As an opener: another room's work (a matter) asks for a tool, in the caller's unit; the loan is born of it.
[[nodiscard]] base::Result<base::Subject> open(registry::Call&, store::Unit&, const base::Subject& origin, std::string_view command_json);
// A hook: a matter that is struck off leaves a fact beside its loans. Same unit, one level deep.
[[nodiscard]] base::Done on_struck_off(registry::House&, store::Unit&, const store::NewEvent&);
// A repeated job: telephone numbers go after a year.
[[nodiscard]] base::Result<store::JobDone> erase_old(registry::House&, store::JobRun&);
[[nodiscard]] std::string check_fold(registry::House&, store::Session&, base::DistrictId, const base::Subject&);

}  // namespace sample
