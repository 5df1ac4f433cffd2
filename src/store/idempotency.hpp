// The same client_ref gives the same answer; with another body it is refused; two at once make one record.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/session.hpp"

namespace store {

// Runs `act` (which returns the answer as JSON) at most once per (district, client_ref); an empty ref runs it always.
// `body` is the request's raw body; its hash is compared. Refusals of `act` are not remembered.
[[nodiscard]] base::Result<std::string> once(Unit&, std::string_view client_ref, std::string_view body,
                                             const std::function<base::Result<std::string>(Unit&)>& act);

}  // namespace store
