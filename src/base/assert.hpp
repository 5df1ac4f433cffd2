// ASSERT is always on and is only for our own mistakes, never for what a user or the world sends.
#pragma once
#include <source_location>
#include <stdexcept>

namespace base {

// A broken promise of ours: ends the request (500) but not the server. The text is for the log only.
struct Bug : std::logic_error {
  using logic_error::logic_error;
};

// Writes one line to standard error and throws base::Bug.
[[noreturn]] void assertion_failed(const char* expression, std::source_location where);

}  // namespace base

#define ASSERT(condition) \
  (static_cast<bool>(condition) ? static_cast<void>(0) : ::base::assertion_failed(#condition, std::source_location::current()))
