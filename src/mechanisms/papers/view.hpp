// What papers need to know of their surroundings, and how they are shown.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/papers/rules.hpp"
#include "mechanisms/papers/tables.hpp"
#include "people/directory.hpp"
#include "registry/room.hpp"
#include "store/list.hpp"
#include "territory/territory.hpp"

namespace papers {

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  definitions::Parsed<Layouts> layouts{};
  std::optional<base::Zone> zone{};
};
[[nodiscard]] base::Result<Ground> ground(registry::Call&, store::Session&);

[[nodiscard]] const registry::PaperKind* find_kind(const registry::House&, std::string_view code);           // null: no room offers it
[[nodiscard]] base::Result<const registry::PaperKind*> known_kind(registry::Call&, std::string_view code);
[[nodiscard]] PaperView view_of(const registry::House&, const Ground&, const Paper&, std::string issued_by_name);
[[nodiscard]] people::Reach reach_of(const registry::Call&, const Ground&);
[[nodiscard]] base::Result<store::ListQuery> parse_query(const registry::Call&, const Ground&, const base::Params&);

}  // namespace papers
