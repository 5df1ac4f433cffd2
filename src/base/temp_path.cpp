#include "base/temp_path.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace base {

TempPath::TempPath(std::string_view purpose) : path_((std::filesystem::temp_directory_path() / ("redengine-" + std::string(purpose) + "-XXXXXX")).string()) {
  const int fd = ::mkstemp(path_.data());
  if (fd < 0) throw std::runtime_error("no temporary file can be made: " + path_);
  ::close(fd);
}

TempPath::~TempPath() { static_cast<void>(::unlink(path_.c_str())); }

}  // namespace base
