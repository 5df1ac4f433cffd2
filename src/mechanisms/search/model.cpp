#include "mechanisms/search/model.hpp"

#include "base/described/tables.hpp"

DESCRIBE(search::HitView, "SearchHit", FIELD(kind), FIELD(id), FIELD(title), FIELD(detail), FIELD(page))
DESCRIBE(search::SectionView, "SearchSection", FIELD(code), FIELD(name_key), FIELD(more), FIELD(hits))
DESCRIBE(search::FoundView, "SearchFound", FIELD(q), FIELD(sections))
