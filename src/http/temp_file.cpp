#include "http/temp_file.hpp"

#include <fcntl.h>
#include <sodium/crypto_hash_sha256.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace http {

struct TempFile::Hash {
  crypto_hash_sha256_state state{};
};

TempFile::TempFile(const std::string& folder) : hash_(std::make_unique<Hash>()), path_(folder + "/upload-XXXXXX") {
  crypto_hash_sha256_init(&hash_->state);
  file_ = ::mkostemp(path_.data(), O_CLOEXEC);
  if (file_ < 0) throw std::runtime_error("cannot create a temporary file in " + folder + ": " + std::strerror(errno));
}

TempFile::~TempFile() {
  if (file_ >= 0) ::close(file_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

bool TempFile::write(std::string_view bytes) {
  crypto_hash_sha256_update(&hash_->state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
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
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&hash_->state, digest.data());
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : digest) {
    out.push_back(digits[byte >> 4U]);
    out.push_back(digits[byte & 15U]);
  }
  return out;
}

std::string TempFile::release() { return std::exchange(path_, {}); }

}  // namespace http
