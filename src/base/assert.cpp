#include "base/assert.hpp"

#include <cstdio>
#include <string>

namespace base {

void assertion_failed(const char* expression, std::source_location where) {
  const std::string line = std::string("assertion failed: ") + expression + " at " + where.file_name() + ":" +
                           std::to_string(where.line()) + " in " + where.function_name();
  std::fprintf(stderr, "%s\n", line.c_str());
  throw Bug(line);
}

}  // namespace base
