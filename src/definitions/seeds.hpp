// The seed packs of this program: TOML files of definitions/, embedded.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "definitions/doc.hpp"

namespace definitions {

// What every body says about itself, whatever its kind.
struct Header {
  std::string code{}, kind{};
  std::int64_t version{};
  base::CivilDate effective_from{};
};
[[nodiscard]] Header read_header(const Doc&, Faults&);  // checks code, kind, version, effective_from and the source note

struct Pack {
  std::string_view path{}, text{};
  Header header{};
  std::string hash{};
};
// Throws std::runtime_error naming the file and line when one cannot be read: a broken program, found by its first test.
[[nodiscard]] const std::vector<Pack>& packs();

}  // namespace definitions
