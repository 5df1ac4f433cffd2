// Where something is, as a resident says it: a position, a tap on the community's map, an entry of its lists, or words.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "mechanisms/intake/map.hpp"
#include "mechanisms/intake/service.hpp"

namespace intake {

// Estates, lanes and markets of a community, by name: one statement.
[[nodiscard]] std::vector<Spot> spots_of(const Visit&, base::AreaId community);

struct Where {
  base::AreaId area{};                   // 0: whoever confirms it decides
  std::string place{};                   // in words: what was typed, after the name of the entry that was chosen
};
// The finer choice counts; an entry gives its point where none was given. Errors go beside the place, a position that contradicts what was
// chosen from the lists is dropped.
[[nodiscard]] Where where_of(const Visit&, const ReportForm&, CheckedForm&, std::vector<FormError>&);

// The map with its lists, for the community that the form names; nothing without one.
void show_place(const Visit&, const ReportForm&, View&);
// The map of a matter's own page: its point, or its grid marked.
void show_where(const Visit&, base::MatterId, View&);

}  // namespace intake
