// Placeholder until the steps below are written.
#include "matters/room.hpp"

namespace matters {
std::vector<registry::DemoStep> demo_steps() { return {}; }
}  // namespace matters
