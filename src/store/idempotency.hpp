// The same client_ref gives the same answer; with another body it is refused; two at once make one record.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/session.hpp"
#include "store/store.hpp"

namespace store {

// An offline queue may send again after weeks; later the answer is forgotten and the command would run again.
inline constexpr int answers_kept_days = 90;

// Runs `act` (which returns the answer as JSON) at most once per (district, client_ref); an empty ref runs it always.
// `body` is the request's raw body; its hash is compared (reused_ref, store.reused_ref). Refusals of `act` are not remembered.
// Takes a lock of floor 1: call it first in the unit.
[[nodiscard]] base::Result<std::string> once(Unit&, std::string_view client_ref, std::string_view body,
                                             const std::function<base::Result<std::string>(Unit&)>& act);

// The answer that once() gave to this reference and body before. For rights that the act itself took away (whoever hands a matter back
// has none on it any more): asked again by the same person, it is answered before rights are asked. Put the person into `body`.
[[nodiscard]] std::optional<std::string> answered(Session&, base::DistrictId, std::string_view client_ref, std::string_view body);

// Forgets answers older than answers_kept_days by the real clock, in chunks; returns how many. The job "store.sweep" calls it.
int sweep_answers(Store&, base::DistrictId, base::Instant real_now);

}  // namespace store
