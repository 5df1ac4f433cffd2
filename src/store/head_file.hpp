// The daily heads outside the database: one JSON object a line, {"district":"…","day":"2026-09-17","seq":12,"hash":"…"}. Who could
// change the database and compute the whole chain again cannot change what stands here, on paper or in the auditor's mail.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "store/journal.hpp"

namespace store {

struct FiledHead {
  std::string district{};          // code
  base::CivilDate day{};
  std::int64_t seq{};
  std::string hash{};
};
[[nodiscard]] std::vector<FiledHead> read_head_file(const std::string& path);   // no file: empty; a broken line is left out

class HeadFile {
 public:
  explicit HeadFile(std::string path);     // empty: does nothing
  // Appends and syncs what the file does not have yet. Answers an empty text, or what went wrong in one line.
  [[nodiscard]] std::string append(const std::vector<FiledHead>& oldest_first);
  [[nodiscard]] bool has(const std::string& district, base::CivilDate day) const;
  [[nodiscard]] std::optional<base::CivilDate> last(const std::string& district) const;

 private:
  std::string path_;
  std::map<std::string, base::CivilDate> last_{};   // by district
};

}  // namespace store

DESCRIBED(store::FiledHead)
