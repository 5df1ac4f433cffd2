// The depot in a folder: <root>/<district>/<2 letters of the hash>/<hash>, and <root>/tmp for what is on its way.
#include "records/files/depot.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "base/assert.hpp"
#include "base/crypto.hpp"
#include "base/time.hpp"
#include "records/files/child.hpp"
#include "records/files/limits.hpp"
#include "records/files/tables.hpp"
#include "store/districts.hpp"

namespace files {
namespace {

namespace fs = std::filesystem;

base::Error no_space() { return {.code = base::ErrorCode::no_space, .reason = "files.disk_nearly_full", .remedy = "files.report_without_photo"}; }

struct Open {
  int fd{-1};
  Open(const std::string& path, int flags, int mode = 0) : fd(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() {
    if (fd >= 0) ::close(fd);
  }
};

int utc_offset_s(const std::string& zone_name, base::Instant at) {
  const auto zone = base::Zone::named(zone_name);
  if (!zone) return 0;
  const auto local = zone->local(at);
  return static_cast<int>(local.date.days * std::int64_t{86'400} + local.since_midnight.micros / 1'000'000 - at.micros / 1'000'000);
}

// One finished picture on its way to its name; removed unless it got there.
struct OnItsWay {
  std::string path;
  explicit OnItsWay(std::string p) : path(std::move(p)) {}
  OnItsWay(const OnItsWay&) = delete;
  OnItsWay& operator=(const OnItsWay&) = delete;
  ~OnItsWay() {
    if (!path.empty()) ::unlink(path.c_str());
  }
};

// Held shared from the blob's arrival to its row's commit, and alone while blobs without rows are removed.
class FolderLock {
 public:
  FolderLock(const std::string& folder, int how) : file_(folder + "/.lock", O_RDWR | O_CREAT, 0600) {
    while (file_.fd >= 0 && flock(file_.fd, how) != 0 && errno == EINTR) {
    }
  }

 private:
  Open file_;
};

bool sync_folder(const std::string& path) {
  const Open folder(path, O_RDONLY | O_DIRECTORY);
  return folder.fd >= 0 && fsync(folder.fd) == 0;
}

bool make_folder(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return true;
  return ::mkdir(path.c_str(), 0700) == 0 ? sync_folder(fs::path(path).parent_path().string()) : errno == EEXIST;
}

class Folder final : public Depot {
 public:
  Folder(FolderOptions options, store::Store& store, base::Random& random)
      : options_(std::move(options)), store_(store), random_(random),
        children_(options_.photo_program, options_.children_max, options_.wall_ms, limits::wait_for_child_ms_max) {}

  base::Result<Stored> take_photo(const store::Work& work, const std::string& path, const Claim& claim) override {
    const Open input(path, O_RDONLY | O_NOFOLLOW);
    struct stat about {};
    if (input.fd < 0 || fstat(input.fd, &about) != 0) return base::fail(base::ErrorCode::invalid, "files.empty");
    if (about.st_size > limits::input_bytes_max)
      return base::fail(base::ErrorCode::too_large, "files.too_large", {{"mb", std::to_string(limits::input_bytes_max >> 20)}});
    if (nearly_full()) return std::unexpected(no_space());
    const auto district = district_folder(work.moment.district);
    if (!district) return std::unexpected(no_space());

    const std::string token = random_.token_hex(16);
    OnItsWay large(options_.root + "/tmp/" + token + ".large"), small(options_.root + "/tmp/" + token + ".small");
    TRY(answer, decode(work, input.fd, large.path, small.path, claim));
    tables::FileRow row;
    TRY_DO(describe(path, large.path, small.path, row));
    row.width = answer.width;
    row.height = answer.height;
    row.taken = answer.taken;
    row.place = answer.place;
    row.uploader = work.actor.person;

    const FolderLock arriving(*district, LOCK_SH);
    if (!give_name(*district, large, row.content_hash) || !give_name(*district, small, row.small_hash)) return std::unexpected(no_space());
    return store_.write(work, [&row](store::Unit& unit) -> base::Result<Stored> {
      row.id = unit.make<base::FileId>();
      row.uploaded_at = unit.now();
      tables::insert(unit, row);
      return Stored{row.id, row.content_hash, row.media_type, row.bytes, row.width, row.height, {row.taken, row.place}};
    });
  }

  base::Done link(store::Unit& unit, base::FileId id, const base::Subject& subject, std::string_view role) override {
    ASSERT(!subject.kind.empty() && subject.id != 0 && !role.empty());
    const auto file = tables::find(unit, unit.district(), id);
    if (!file || file->uploader != unit.actor().person) return base::fail(base::ErrorCode::not_found, "files.not_yours");
    if (file->subject && *file->subject == subject) return {};
    if (file->subject) return base::fail(base::ErrorCode::invalid, "files.already_used");
    tables::set_subject(unit, id, subject, role);
    return {};
  }

  base::Result<std::string> path_of(store::Session& session, base::DistrictId district, base::FileId id, bool small) override {
    const auto file = tables::find(session, district, id);
    if (!file) return base::fail(base::ErrorCode::not_found, "files.not_found");
    const std::string path = blob_path(folder_of(district), small ? file->small_hash : file->content_hash);
    if (::access(path.c_str(), R_OK) != 0) return base::fail(base::ErrorCode::not_found, "files.lost");
    return path;
  }

  int sweep(store::Store& store, base::DistrictId district, base::Instant older_than) override {
    const store::Work work{{district, older_than, older_than}, {}};
    const auto rows = store.write(work, [older_than](store::Unit& unit) -> base::Result<std::int64_t> { return tables::delete_unlinked(unit, older_than); });
    int removed = rows ? static_cast<int>(*rows) : 0;
    std::error_code error;
    for (const auto& shelf : fs::directory_iterator(folder_of(district), error))
      if (shelf.is_directory(error)) removed += sweep_shelf(store, district, shelf.path());
    return removed;
  }

 private:
  [[nodiscard]] bool nearly_full() const {
    struct statvfs about {};
    if (statvfs(options_.root.c_str(), &about) != 0) return true;
    return static_cast<std::int64_t>(about.f_bavail) * static_cast<std::int64_t>(about.f_frsize) < options_.reserve_bytes;
  }

  [[nodiscard]] std::string folder_of(base::DistrictId district) const { return options_.root + "/" + std::to_string(district.value); }
  [[nodiscard]] std::optional<std::string> district_folder(base::DistrictId district) const {
    if (!make_folder(options_.root + "/tmp") || !make_folder(folder_of(district))) return std::nullopt;
    return folder_of(district);
  }
  [[nodiscard]] static std::string blob_path(const std::string& folder, const std::string& hash) {
    ASSERT(hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == hash.npos);
    return folder + "/" + hash.substr(0, 2) + "/" + hash;
  }

  base::Result<PhotoAnswer> decode(const store::Work& work, int input, const std::string& large, const std::string& small, const Claim& claim) {
    const auto district = store_.read([&](store::Session& session) { return store::district_by_id(session, work.moment.district); });
    const Open large_file(large, O_RDWR | O_CREAT | O_EXCL, 0600), small_file(small, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (large_file.fd < 0 || small_file.fd < 0) return std::unexpected(no_space());
    const int offset = district ? utc_offset_s(district->time_zone, claim.at) : 0;
    TRY(answer, children_.run({input, large_file.fd, small_file.fd, claim.at.micros, offset, claim.longitude, claim.latitude}));
    if (fsync(large_file.fd) != 0 || fsync(small_file.fd) != 0) return std::unexpected(no_space());
    return answer;
  }

  static base::Done describe(const std::string& original, const std::string& large, const std::string& small, tables::FileRow& row) {
    const auto hash = base::sha256_file_hex(large), small_hash = base::sha256_file_hex(small), original_hash = base::sha256_file_hex(original);
    std::error_code error;
    row.bytes = static_cast<std::int64_t>(fs::file_size(large, error));
    row.small_bytes = error ? 0 : static_cast<std::int64_t>(fs::file_size(small, error));
    if (error || !hash || !small_hash || !original_hash || row.bytes <= 0 || row.small_bytes <= 0)
      return base::fail(base::ErrorCode::invalid, "files.damaged");
    row.content_hash = *hash;
    row.small_hash = *small_hash;
    row.original_hash = *original_hash;
    row.media_type = "image/jpeg";
    return {};
  }

  // Same content, same name: a second arrival of the same bytes changes nothing.
  static bool give_name(const std::string& folder, OnItsWay& blob, const std::string& hash) {
    const std::string path = blob_path(folder, hash), shelf = fs::path(path).parent_path().string();
    if (!make_folder(shelf) || ::rename(blob.path.c_str(), path.c_str()) != 0) return false;
    blob.path.clear();
    return sync_folder(shelf);
  }

  int sweep_shelf(store::Store& store, base::DistrictId district, const fs::path& shelf) {
    const FolderLock alone(folder_of(district), LOCK_EX);
    int removed = 0;
    store.read([&](store::Session& session) {
      std::error_code error;
      for (const auto& blob : fs::directory_iterator(shelf, error)) {
        if (tables::blob_is_named(session, district, blob.path().filename().string())) continue;
        removed += ::unlink(blob.path().c_str()) == 0;
      }
    });
    return removed;
  }

  FolderOptions options_;
  store::Store& store_;
  base::Random& random_;
  Children children_;
};

}  // namespace

std::string folder_problem(const FolderOptions& options) {
  std::error_code error;
  fs::create_directories(options.root + "/tmp", error);
  if (error) return "the photo folder " + options.root + " cannot be made (" + error.message() + "): give a folder that the program may write";
  const std::string probe = options.root + "/tmp/probe";
  {
    const Open file(probe, O_RDWR | O_CREAT, 0600);
    if (file.fd < 0) return "the photo folder " + options.root + " cannot be written (" + std::generic_category().message(errno) + "): make it writable for this user";
    Children children(options.photo_program, 1, 10'000, 1000);
    const Open nothing("/dev/null", O_RDWR);
    const auto answer = children.run({nothing.fd, file.fd, file.fd, 0, 0, {}, {}});
    ::unlink(probe.c_str());
    if (!answer && answer.error().reason == "files.checker_broken")
      return "the photo program " + options.photo_program + " does not start or may not lock itself in (seccomp): install it beside redengine and allow seccomp filters";
  }
  return {};
}

std::unique_ptr<Depot> folder_depot(FolderOptions options, store::Store& store, base::Random& random) {
  std::error_code error;
  fs::create_directories(options.root + "/tmp", error);  // a failure shows itself with the first photo, and in folder_problem()
  return std::make_unique<Folder>(std::move(options), store, random);
}

std::vector<LinkedFile> of_subject(store::Session& session, base::DistrictId district, const base::Subject& subject) {
  return tables::of_subject(session, district, subject);
}

}  // namespace files
