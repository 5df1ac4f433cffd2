// All SQL of the intake room: the district's signing key and recent attempts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "mechanisms/intake/rules.hpp"
#include "store/session.hpp"

namespace intake {

[[nodiscard]] std::optional<std::string> find_secret(store::Session&, base::DistrictId);
void keep_secret(store::Unit&, std::string_view secret);  // the first one stays
void count_attempt(store::Unit&, std::string_view what, std::string_view who);  // at real time
[[nodiscard]] Attempts attempts_since(store::Session&, base::DistrictId, std::string_view what, std::string_view who, base::Instant real_since);
std::int64_t forget_attempts(store::Unit&, base::Instant real_before);

// What the call-backs' room has asked and heard about the strike-off that stands now (views v_matters_loop, v_callbacks_asked).
struct Asked {
  bool struck_off{}, drawn{}, closed{};      // drawn: the office asks; closed: excluded from asking
  std::string grade{};                       // empty: not rated yet
  bool solved{};
};
[[nodiscard]] Asked asked_about(store::Session&, base::DistrictId, base::MatterId);

// Where a matter stands (view v_matters_loop): its area, and its point if it has one.
struct StandsAt {
  base::AreaId area_id{};
  std::int64_t lon_e7{}, lat_e7{};
};
[[nodiscard]] std::optional<StandsAt> stands_at(store::Session&, base::DistrictId, base::MatterId);

}  // namespace intake
