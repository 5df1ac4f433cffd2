// A document package (a ZIP of named parts) in memory, bounded in what it may inflate to.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace formats {

struct Package {
  std::vector<std::pair<std::string, std::string>> parts{};   // in the package's order
  [[nodiscard]] std::string* part(std::string_view name);
  [[nodiscard]] const std::string* part(std::string_view name) const { return const_cast<Package*>(this)->part(name); }
};
[[nodiscard]] base::Result<Package> unpack(std::string_view bytes);   // errors as docx.hpp says
[[nodiscard]] std::string pack(const Package&);

}  // namespace formats
