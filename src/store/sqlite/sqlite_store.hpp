// The embedded engine: one file (or memory), one writer, many readers, each on a snapshot of its own.
#pragma once
#include <memory>

#include "store/store.hpp"

namespace store::sqlite {

[[nodiscard]] std::unique_ptr<Store> open(const Options&, base::Clock& real_clock, base::Random&, base::IdMaker&);

}  // namespace store::sqlite
