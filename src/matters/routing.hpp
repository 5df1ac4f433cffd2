// Who is competent for what (definition routing/matters), and what that suggests for one matter. The choice is pure: the units that are
// there come in as a question.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "matters/model_beside.hpp"
#include "registry/call.hpp"

namespace definitions { class Doc; }

namespace matters {

struct RouteRow {
  std::string category{}, grade{}, area{};   // "*": any; area: community, village
  std::string unit{};                        // an organisation's code, or @community, @subdistrict
  std::string post_kind{};
  std::string zh{}, en{};                    // why
  [[nodiscard]] std::string place() const { return category + "/" + grade + "/" + area + "/" + unit; }
};
struct RoutingTable {
  std::string code{};
  std::int64_t version{};
  std::vector<RouteRow> rows{};
};
[[nodiscard]] base::Result<RoutingTable> parse_routing(const definitions::Doc&);

// Rows that hold for this case, the most exact first: category, then grade, then kind of area, then the file's order.
[[nodiscard]] std::vector<const RouteRow*> routes_for(const RoutingTable&, std::string_view category, std::string_view grade, std::string_view area_kind);

[[nodiscard]] base::Result<RoutingView> routing(registry::Call&, base::MatterId);

}  // namespace matters
