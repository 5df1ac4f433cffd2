// Photos and documents. The blob stands before the row: received -> checked and re-encoded in a limited child process -> stored by
// content hash -> linked to its subject in the owner's unit. What no row names is never served and is swept later.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/store.hpp"

namespace files {

struct Verdicts {                     // all that is kept of EXIF
  std::string taken{};                // "within_10_minutes", "same_day", "older", "unknown"
  std::string place{};                // "within_50_m", "within_500_m", "farther", "unknown"
};
struct Claim { base::Instant at{}; std::optional<double> longitude{}, latitude{}; };  // what the photo is compared with

struct Stored {
  base::FileId id{};
  std::string content_hash{};         // SHA-256 of the stored bytes
  std::string media_type{};           // "image/jpeg"
  std::int64_t bytes{};
  int width{}, height{};
  Verdicts verdicts{};
};

class Depot {
 public:
  virtual ~Depot() = default;
  // Decodes and re-encodes the photo at `path` (JPEG, PNG, WebP up to 20 MB) to JPEG without any metadata, plus a small one of 480 px,
  // writes both below the depot, and in a unit of its own an unlinked file row. Refuses hostile input with a reason.
  virtual base::Result<Stored> take_photo(const store::Work&, const std::string& path, const Claim&) = 0;
  // In the owner's unit: the file belongs to this subject now, under a role ("before", "after"). Refuses one already linked elsewhere
  // or uploaded by somebody else.
  virtual base::Done link(store::Unit&, base::FileId, const base::Subject&, std::string_view role) = 0;
  [[nodiscard]] virtual base::Result<std::string> path_of(store::Session&, base::DistrictId, base::FileId, bool small) = 0;
  virtual int sweep(store::Store&, base::DistrictId, base::Instant older_than) = 0;  // unlinked rows and unnamed blobs
};

struct LinkedFile {
  base::FileId id{};
  std::string role{};
  int width{}, height{};
  std::string taken{}, place{};
  base::Instant linked_at{};
};
[[nodiscard]] std::vector<LinkedFile> of_subject(store::Session&, base::DistrictId, const base::Subject&);

}  // namespace files
