// An upload on its way: a temporary file that is hashed while it is written and vanishes unless it is released.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/crypto.hpp"

namespace http {

class TempFile {
 public:
  explicit TempFile(const std::string& folder);  // throws std::runtime_error when it cannot be made
  ~TempFile();
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  [[nodiscard]] bool write(std::string_view bytes);  // false: the disk is full or broken
  [[nodiscard]] std::string finish();                // closes; SHA-256 in hexadecimal
  [[nodiscard]] std::string release();               // path; from now on somebody else removes it
  [[nodiscard]] std::int64_t size() const { return size_; }

 private:
  base::Sha256 hash_;
  std::string path_;
  int file_ = -1;
  std::int64_t size_ = 0;
};

}  // namespace http
