#include "store/session.hpp"

namespace store {

void BoundRow::set(int parameter, Arg value) {
  const auto at = static_cast<std::size_t>(parameter);
  if (args_.size() <= at) args_.resize(at + 1);
  args_[at] = value;
}

}  // namespace store
