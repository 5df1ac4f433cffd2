// Names of the full demo district. Only the five communities that the article names and the official units are real; the rest is made
// of common words and marked 示例 where it is shown.
#pragma once
#include <span>
#include <string_view>
#include <vector>

namespace divisions {

struct DemoName { std::string_view zh{}, en{}; };
[[nodiscard]] std::span<const DemoName> community_names();          // without 社区
[[nodiscard]] std::vector<std::pair<std::string, std::string>> village_names();   // without 村, sixty

struct DemoUnit {                   // how a township-level unit is filled, in the order of the curve that draws them
  std::string_view code{};
  int cells{};                      // its share of the drawing
  int communities{}, villages{};
};
[[nodiscard]] std::span<const DemoUnit> demo_units();

struct FixedCommunity { std::string_view unit{}, zh{}, en{}; int grids{}; bool named{}; };
[[nodiscard]] std::span<const FixedCommunity> fixed_communities();  // first of their unit: the article's, then those of the small district

[[nodiscard]] std::span<const DemoName> estate_names();
[[nodiscard]] std::span<const DemoName> lane_names();
[[nodiscard]] std::span<const std::string_view> property_companies();
[[nodiscard]] std::span<const std::string_view> market_names();

}  // namespace divisions
