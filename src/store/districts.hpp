// The districts that one installation serves, each with its time zone and clock offset; the first row that every lookup needs.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/store.hpp"

namespace store {

struct District {
  base::DistrictId id{};
  std::string code{};          // in paths: /d/<code>/…
  std::string name_zh{}, name_en{};
  std::string time_zone{};     // IANA
  std::string token_prefix{};  // 3 characters that begin every private link's token
  bool demo{};                 // demo mode: role cards, movable clock; refused where a real user exists
  std::int64_t clock_offset_micros{};
  bool clock_fixed{};          // unused outside the simulation
  std::int64_t epoch{1};       // raised when a backup is restored
};

[[nodiscard]] std::vector<District> districts(Session&);
[[nodiscard]] std::optional<District> district_by_code(Session&, std::string_view code);
[[nodiscard]] std::optional<District> district_by_id(Session&, base::DistrictId);
[[nodiscard]] std::optional<District> district_by_token_prefix(Session&, std::string_view prefix);
// An id of 0 and an empty token prefix are made here. Errors: invalid (a wrong or taken code or prefix, names, time zone).
[[nodiscard]] base::Result<District> create_district(Store&, const District&);
// Demo only (forbidden otherwise): moves the offset forward, never back, at most a year at once.
[[nodiscard]] base::Done advance_clock(Store&, base::DistrictId, base::Duration, base::Instant real_now);
[[nodiscard]] base::Instant district_now(const District&, base::Instant real_now);

}  // namespace store

DESCRIBED(store::District)
