// Files of a built web application: ETag, precompressed .br and .gz neighbours, long caching for names that carry a hash.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/http.hpp"

namespace http {

class StaticFiles {
 public:
  explicit StaticFiles(std::string folder) : folder_(std::move(folder)) {}
  // `path` below the folder, decoded, without a leading '/'. Empty: no such file, or a path that climbs out.
  [[nodiscard]] std::optional<Response> answer(const Request&, std::string_view path) const;
  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

[[nodiscard]] std::string_view content_type_of(std::string_view file_name);

}  // namespace http
