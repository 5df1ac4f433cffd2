#include "territory/rules.hpp"

#include "base/text.hpp"

namespace territory {

bool may_stand_in(AreaKind child, AreaKind parent) {
  switch (child) {
    case AreaKind::district: return false;
    case AreaKind::subdistrict:
    case AreaKind::town:
    case AreaKind::township:
    case AreaKind::development_zone: return parent == AreaKind::district;
    case AreaKind::community:
    case AreaKind::village:  // a district that does not keep its subdistricts (an imported one) hangs communities on itself
      return parent != AreaKind::community && parent != AreaKind::village && parent != AreaKind::grid;
    case AreaKind::grid: return parent == AreaKind::community || parent == AreaKind::village;
  }
  return false;
}

base::Done check_words(std::string_view code, std::string_view name, std::int64_t households) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = "territory.fields_wrong"};
  const auto wrong = [&](std::string path, std::string reason) { error.errors.push_back({.path = std::move(path), .reason = std::move(reason)}); };
  if (code.empty() || code.size() > 32) wrong("/code", "territory.no_code");
  if (base::trimmed(name).empty() || base::code_points(name) > 80) wrong("/name", "territory.no_name");
  if (households < 0 || households > 10'000'000) wrong("/households", "territory.bad_households");
  if (!error.errors.empty()) return std::unexpected(std::move(error));
  return {};
}

}  // namespace territory
