// The list of what was erased, outside the database: one JSON object a line, {"district":"…","id":"…","kind":"matter","subject":"…","at":"…"}. It
// says of which subject, never what. A backup that is older than an erasure brings personal data back; the list erases it again.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "store/store.hpp"

namespace store {

struct FiledErasure {
  std::string district{};  // code
  std::int64_t id{};
  std::string kind{};
  std::int64_t subject{};
  base::Instant at{};
};
[[nodiscard]] std::vector<FiledErasure> read_erasure_file(const std::string& path);  // no file: empty; a broken line is left out

// Appends to the file what the database knows and the file does not.
class ErasureFile {
 public:
  explicit ErasureFile(std::string path);  // empty: does nothing
  // Answers an empty text, or what went wrong in one line.
  [[nodiscard]] std::string follow(Store&, const std::string& code, base::DistrictId);

 private:
  std::string path_;
  std::map<std::string, std::set<std::int64_t>> filed_{};  // by district: the youngest ids
};

// In the unit that erased.
void note_erasure(Unit&, const base::Subject&);
// Personal bodies of the journal that stand there again; after a restore. Returns how many subjects had some.
[[nodiscard]] base::Result<int> erase_again(Store&, const std::vector<FiledErasure>&, base::Instant real_now);

}  // namespace store

DESCRIBED(store::FiledErasure)
