// Photos and documents. The blob stands before the row: received -> checked and re-encoded in a limited child process -> stored by
// content hash -> linked to its subject in the owner's unit. What no row names is never served and is swept later.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/context.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/store.hpp"

namespace files {

struct Verdicts {                     // all that is kept of EXIF
  std::string taken{};                // "within_10_minutes", "same_day", "older", "unknown"
  std::string place{};                // "within_50_m", "within_500_m", "farther", "unknown"
};
// What the photo is compared with. `at` is real time, as a camera's clock is (a demo district's clock is elsewhere); 0: not claimed.
struct Claim { base::Instant at{}; std::optional<double> longitude{}, latitude{}; };

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
  // writes both below the depot, and in a unit of its own an unlinked file row. Refuses hostile input with a reason: files.wrong_type,
  // several_pictures, video, not_a_photo, animated (unsupported); too_large; too_many_pixels, too_small, truncated, damaged, empty, bomb (invalid);
  // disk_nearly_full (no_space: photos are refused before reports are); busy, checker_broken (unavailable).
  virtual base::Result<Stored> take_photo(const store::Work&, const std::string& path, const Claim&) = 0;
  // In the owner's unit: the file belongs to this subject now, under a role ("before", "after"). Refuses one already linked elsewhere
  // or uploaded by somebody else than the unit's actor (residents have no person: their form signs what it uploaded). Linking again
  // to the same subject is fine.
  virtual base::Done link(store::Unit&, base::FileId, const base::Subject&, std::string_view role) = 0;
  // Of a linked file; whether the asker may see its subject is the owning room's question (serve.hpp).
  [[nodiscard]] virtual base::Result<std::string> path_of(store::Session&, base::DistrictId, base::FileId, bool small) = 0;
  // Removes rows that nobody linked before `older_than` (district clock), then blobs that no row names. Returns how many of both.
  virtual int sweep(store::Store&, base::DistrictId, base::Instant older_than) = 0;
};

struct FolderOptions {
  std::string root{};                 // the depot's folder; made when missing
  std::string photo_program{};        // path of redengine-photo; it stands beside redengine
  int children_max{2};                // photos decoded at once
  std::int64_t reserve_bytes{512LL * 1024 * 1024};  // free space that is kept for reports
  std::int64_t wall_ms{30'000};       // for one photo
};
// Empty: all is well. Otherwise one line that says what to do (folder not writable, program missing, no sandbox).
[[nodiscard]] std::string folder_problem(const FolderOptions&);
[[nodiscard]] std::unique_ptr<Depot> folder_depot(FolderOptions, store::Store&, base::Random&);

struct LinkedFile {
  base::FileId id{};
  std::string role{};
  int width{}, height{};
  std::string taken{}, place{};
  base::Instant linked_at{};
};
[[nodiscard]] std::vector<LinkedFile> of_subject(store::Session&, base::DistrictId, const base::Subject&);

}  // namespace files
