// The sample room's structs: a loan of a tool. Commands (JSON in), rows and event bodies, views (JSON out).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"
#include "instruments/workflow/clocks.hpp"

namespace sample {

struct LoanTag;
using LoanId = base::Id<LoanTag>;

struct AskLoan {                        // Command
  std::string client_ref{};
  std::string tool{};
  base::AreaId area_id{};
  std::optional<base::Phone> phone{};   // of who borrows
};
struct MoveLoan {                       // Command of every move
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string reason{};
};

struct Loan {                           // Row: the projection
  base::DistrictId district_id{};
  LoanId id{};
  std::int64_t version{};
  std::string stage{};
  std::int64_t round{};
  std::string handlers{};               // ids, comma between
  std::string tool{};
  std::optional<base::Phone> phone{};   // personal
  base::AreaId area_id{};
  base::Instant asked_at{};
};
struct AskedBody {                      // sample.asked
  std::string tool{}, stage{};
  base::AreaId area_id{};
  std::vector<workflow::ClockChange> clocks{};
};
struct AskedPersonal {
  std::optional<base::Phone> phone{};
};
struct MovedBody {                      // sample.lent, sample.refused, sample.taken_back
  std::string move{}, from{}, to{}, reason{};
  std::vector<std::string> effects{};
  std::vector<workflow::ClockChange> clocks{};
};

struct LoanView {                       // View: the phone only masked
  LoanId id{};
  std::int64_t version{};
  std::string stage{}, stage_zh{}, stage_en{}, tool{};
  base::MaskedPhone phone_masked{};
  base::AreaId area_id{};
  base::Instant asked_at{};
};

}  // namespace sample

DESCRIBED(sample::AskLoan)
DESCRIBED(sample::MoveLoan)
DESCRIBED(sample::Loan)
DESCRIBED(sample::AskedBody)
DESCRIBED(sample::AskedPersonal)
DESCRIBED(sample::MovedBody)
DESCRIBED(sample::LoanView)
