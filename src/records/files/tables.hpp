// All SQL about files.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "records/files/depot.hpp"
#include "store/session.hpp"

namespace files::tables {

struct FileRow {
  base::FileId id{};
  std::string content_hash{}, small_hash{}, original_hash{}, media_type{};
  std::int64_t bytes{}, small_bytes{};
  int width{}, height{};
  std::string taken{}, place{};
  base::PersonId uploader{};              // 0: a resident without account
  base::Instant uploaded_at{};
  std::optional<base::Subject> subject{};
  std::string role{};
};

void insert(store::Unit&, const FileRow&);
[[nodiscard]] std::optional<FileRow> find(store::Session&, base::DistrictId, base::FileId);
void set_subject(store::Unit&, base::FileId, const base::Subject&, std::string_view role);
[[nodiscard]] std::vector<LinkedFile> of_subject(store::Session&, base::DistrictId, const base::Subject&);
std::int64_t delete_unlinked(store::Unit&, base::Instant uploaded_before);
[[nodiscard]] bool blob_is_named(store::Session&, base::DistrictId, std::string_view hash);

}  // namespace files::tables
