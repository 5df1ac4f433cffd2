// A temporary file of one's own by its path: there, and empty, when it is made; gone with whoever holds it.
#pragma once
#include <string>
#include <string_view>

namespace base {

class TempPath {
 public:
  explicit TempPath(std::string_view purpose);   // letters for its name; throws std::runtime_error when it cannot be made
  ~TempPath();
  TempPath(const TempPath&) = delete;
  TempPath& operator=(const TempPath&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace base
