// What belongs together, over the rooms: born of, merged into, split from, implements … A row says "`from` <kind> `to`".
// Written in the unit of whoever makes the connection; no room has to know the other's tables.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "store/session.hpp"

namespace links {

struct Link {
  std::string kind{};        // "born_of", "merged_into", "split_from", "implements"
  base::Subject from{}, to{};
  base::Instant made_at{};
};

void add(store::Unit&, std::string_view kind, const base::Subject& from, const base::Subject& to);  // a second time changes nothing
void remove(store::Unit&, std::string_view kind, const base::Subject& from, const base::Subject& to);
[[nodiscard]] std::vector<Link> out_of(store::Session&, base::DistrictId, const base::Subject& from);  // oldest first
[[nodiscard]] std::vector<Link> into(store::Session&, base::DistrictId, const base::Subject& to, int limit = 200);  // oldest first

}  // namespace links
