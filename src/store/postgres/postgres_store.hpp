// The engine for scale: pooled connections, READ COMMITTED units that run again on a conflict, REPEATABLE READ snapshots.
#pragma once
#include <memory>

#include "store/store.hpp"

namespace store::postgres {

[[nodiscard]] std::unique_ptr<Store> open(const Options&, base::Random&, base::IdMaker&);

}  // namespace store::postgres
