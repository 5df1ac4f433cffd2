// The weekly bulletin 周通报 of an area: what the last full week brought, as a paper.
#pragma once
#include "registry/room.hpp"

namespace callbacks {

[[nodiscard]] std::vector<registry::PaperKind> papers();

}  // namespace callbacks
