// The definitions that matters follow, typed and parsed once per version: machine, limits, categories, sources, calendar, office hours.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "definitions/times.hpp"
#include "instruments/workflow/limits.hpp"
#include "instruments/workflow/machine.hpp"
#include "matters/loop.hpp"
#include "registry/call.hpp"

namespace matters {

struct Category {
  std::string code{}, zh{}, en{};
  std::string class_code{}, class_zh{}, class_en{};
  bool offered{};                          // to residents
};
struct SourceKind { std::string code{}, zh{}, en{}; };
struct Catalogue {
  std::int64_t version{};
  std::vector<Category> items{};           // in the file's order
  std::map<std::string, std::size_t, std::less<>> index{};
  [[nodiscard]] const Category* find(std::string_view code) const;
};
[[nodiscard]] base::Result<Catalogue> parse_catalogue(const definitions::Doc&);
[[nodiscard]] base::Result<std::vector<SourceKind>> parse_sources(const definitions::Doc&);

struct Retention { std::int64_t reporter_days{}; };   // after the matter ended
[[nodiscard]] base::Result<Retention> parse_retention(const definitions::Doc&);

struct Rulebook {
  std::shared_ptr<const workflow::Machine> machine{};
  std::shared_ptr<const workflow::LimitTable> limits{};
  std::shared_ptr<const Catalogue> categories{};
  std::shared_ptr<const std::vector<SourceKind>> sources{};
  std::shared_ptr<const Loop> loop{};
  std::optional<definitions::Times> times{};       // always there once made
  base::CivilDate today{};
  std::string token_prefix{};                      // begins every private link of the district

  [[nodiscard]] const base::Zone& zone() const { return times->zone; }
  [[nodiscard]] workflow::TimeTable time() const { return time_table(*times); }
  [[nodiscard]] std::string category_zh(std::string_view code) const;   // the code itself when it is no longer there
  [[nodiscard]] std::string category_en(std::string_view code) const;
  [[nodiscard]] static workflow::TimeTable time_table(const definitions::Times&);
};

// What is in force on the district's day of `now`. Served from memory; a new version is seen as soon as the book has it.
[[nodiscard]] base::Result<Rulebook> rulebook(registry::House&, store::Session&, const store::Moment&);
// The machine that a case began with, and the versions that a clock kept.
[[nodiscard]] base::Result<std::shared_ptr<const workflow::Machine>> machine_of(registry::House&, store::Session&, base::DistrictId, std::int64_t version);
struct ClockRules {
  std::shared_ptr<const workflow::LimitTable> limits{};
  const workflow::LimitRow* row{};         // null: set by another system, or no limit
  std::optional<definitions::Times> times{};
};
[[nodiscard]] base::Result<ClockRules> rules_of_clock(registry::House&, store::Session&, base::DistrictId, const base::Zone&, const workflow::Clock&);

}  // namespace matters
