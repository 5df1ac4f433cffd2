// How a floor without a registry writes an event: rooms pass one that also tells the hooks (registry::record), tests and
// imports may pass the plain journal.
#pragma once
#include <functional>

#include "base/result.hpp"
#include "store/journal.hpp"

namespace territory {

using Recorder = std::function<base::Result<base::EventId>(store::Unit&, const store::NewEvent&)>;
[[nodiscard]] Recorder plain_recorder();  // store::append only, no hooks

}  // namespace territory
