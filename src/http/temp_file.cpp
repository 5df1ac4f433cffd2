#include "http/temp_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace http {

TempFile::TempFile(const std::string& folder) : path_(folder + "/upload-XXXXXX") {
  file_ = ::mkostemp(path_.data(), O_CLOEXEC);
  if (file_ < 0) throw std::runtime_error("cannot create a temporary file in " + folder + ": " + std::strerror(errno));
}

TempFile::~TempFile() {
  if (file_ >= 0) ::close(file_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

bool TempFile::write(std::string_view bytes) {
  hash_.add(bytes);
  size_ += static_cast<std::int64_t>(bytes.size());
  while (!bytes.empty()) {
    const ssize_t n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::string TempFile::finish() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
  return base::hex(hash_.finish());
}

std::string TempFile::release() { return std::exchange(path_, {}); }

}  // namespace http
