// The hand-over sheet 交接单: what somebody held who left, and who took it.
#pragma once
#include "registry/room.hpp"

namespace organisations {

[[nodiscard]] std::vector<registry::PaperKind> papers();

}  // namespace organisations
