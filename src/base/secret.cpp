#include "base/secret.hpp"

#include <sodium.h>

namespace base {

void Secret::wipe() noexcept {
  text_.resize(text_.capacity());  // also what a moved-from short string left in its own buffer
  sodium_memzero(text_.data(), text_.size());
  text_.clear();
}

}  // namespace base
