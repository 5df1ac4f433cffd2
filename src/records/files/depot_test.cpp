// The depot on both engines: what is kept, who may link it, what is swept, what happens when the disk is nearly full.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "records/files/depot.hpp"
#include "records/files/serve.hpp"
#include "records/files/sample_photos.hpp"
#include "store/testing.hpp"

using namespace files;

namespace {

namespace fs = std::filesystem;

struct Place {
  fs::path root;
  Place() {  // not named by the bed's randomness: it is seeded, and another test program may run at the same time
    std::string path = (fs::temp_directory_path() / "redengine_depot_XXXXXX").string();
    REQUIRE(mkdtemp(path.data()) != nullptr);
    root = path;
  }
  ~Place() { fs::remove_all(root); }
  std::string write(std::string_view name, std::string_view bytes) const {
    const auto path = root / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  int blobs() const {
    int n = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root / "depot"))
      if (entry.is_regular_file() && entry.path().filename() != ".lock") ++n;
    return n;
  }
  FolderOptions options() const {
    return {.root = (root / "depot").string(), .photo_program = (fs::read_symlink("/proc/self/exe").parent_path() / "redengine-photo").string(), .reserve_bytes = 0};
  }
};

std::string reason(const base::Error& error) { return error.reason; }

}  // namespace

TEST_ON_BOTH("a photo is taken, linked by who uploaded it, and served under its subject only") {
  const Place place;
  const auto depot = folder_depot(place.options(), bed.store(), bed.random());
  const auto upload = place.write("upload", testing::jpeg({.width = 800, .height = 600}));
  const base::PersonId worker{77}, other{78};
  const auto stored = depot->take_photo(bed.work(bed.district(), {.person = worker}), upload, {});
  REQUIRE(stored);
  CHECK(stored->width == 800);
  CHECK(stored->media_type == "image/jpeg");
  CHECK(stored->verdicts.taken == "unknown");
  CHECK(place.blobs() == 2);

  const base::Subject matter{"matter", 5}, another{"matter", 6};
  const auto link_as = [&](base::PersonId who, const base::Subject& subject) {
    return bed.store().write(bed.work(bed.district(), {.person = who}), [&](store::Unit& unit) -> base::Done { return depot->link(unit, stored->id, subject, "before"); });
  };
  CHECK(reason(link_as(other, matter).error()) == "files.not_yours");
  CHECK(reason(link_as({}, matter).error()) == "files.not_yours");  // a resident does not take a worker's photo
  REQUIRE(link_as(worker, matter));
  CHECK(link_as(worker, matter));                                   // once more changes nothing
  CHECK(reason(link_as(worker, another).error()) == "files.already_used");

  const auto elsewhere = bed.add_district("elsewhere");
  bed.store().read([&](store::Session& session) {
    const auto linked = of_subject(session, bed.district(), matter);
    REQUIRE(linked.size() == 1);
    CHECK(linked[0].role == "before");
    CHECK(linked[0].width == 800);
    CHECK(of_subject(session, bed.district(), another).empty());
    http::Request request;
    const auto served = serve(*depot, session, bed.district(), matter, stored->id, /*small=*/true, request);
    REQUIRE(served);
    CHECK(served->content_type == "image/jpeg");
    CHECK(fs::file_size(served->file) > 0);
    CHECK(reason(serve(*depot, session, bed.district(), another, stored->id, true, request).error()) == "files.not_found");
    CHECK(reason(serve(*depot, session, elsewhere, matter, stored->id, true, request).error()) == "files.not_found");
  });
}

TEST_ON_BOTH("what nobody links is swept, what is linked stays, also when both are the same picture") {
  const Place place;
  const auto depot = folder_depot(place.options(), bed.store(), bed.random());
  const auto same = place.write("same", testing::jpeg({.width = 400, .height = 300}));
  const auto alone = place.write("alone", testing::png({.width = 320, .height = 240, .rest = 0x00AA00}));
  const auto kept = depot->take_photo(bed.work(), same, {});
  const auto twin = depot->take_photo(bed.work(), same, {});
  const auto lost = depot->take_photo(bed.work(), alone, {});
  REQUIRE((kept && twin && lost));
  CHECK(kept->content_hash == twin->content_hash);
  CHECK(place.blobs() == 4);
  REQUIRE(bed.store().write(bed.work(), [&](store::Unit& unit) -> base::Done { return depot->link(unit, kept->id, {"matter", 1}, "before"); }));

  CHECK(depot->sweep(bed.store(), bed.district(), bed.clock().now() - base::hours(1)) == 0);  // too young
  CHECK(place.blobs() == 4);
  CHECK(depot->sweep(bed.store(), bed.district(), bed.clock().now() + base::hours(1)) == 4);  // two rows and two blobs
  CHECK(place.blobs() == 2);
  bed.store().read([&](store::Session& session) {
    CHECK(depot->path_of(session, bed.district(), kept->id, false));
    CHECK(reason(depot->path_of(session, bed.district(), lost->id, false).error()) == "files.not_found");
  });
}

TEST_ON_BOTH("photos that arrive while the sweep runs keep their blobs") {
  const Place place;
  const auto depot = folder_depot(place.options(), bed.store(), bed.random());
  const auto upload = place.write("upload", testing::jpeg({.width = 64, .height = 64}));
  std::vector<base::FileId> taken;
  std::thread sender([&] {
    for (int i = 0; i < 6; ++i)
      if (const auto stored = depot->take_photo(bed.work(), upload, {})) taken.push_back(stored->id);
  });
  for (int i = 0; i < 20; ++i) depot->sweep(bed.store(), bed.district(), bed.clock().now() - base::hours(1));
  sender.join();
  REQUIRE(taken.size() == 6);
  bed.store().read([&](store::Session& session) {
    for (const auto id : taken) CHECK(depot->path_of(session, bed.district(), id, true));
  });
}

TEST_CASE("a nearly full disk refuses photos and says that the report may come without") {
  store::testing::Bed bed(store::Engine::sqlite);
  const Place place;
  auto options = place.options();
  options.reserve_bytes = std::int64_t{1} << 60;
  const auto depot = folder_depot(options, bed.store(), bed.random());
  const auto refused = depot->take_photo(bed.work(), place.write("upload", testing::jpeg({})), {});
  REQUIRE(!refused);
  CHECK(refused.error().code == base::ErrorCode::no_space);
  CHECK(refused.error().reason == "files.disk_nearly_full");
  CHECK(refused.error().remedy == "files.report_without_photo");
  CHECK(place.blobs() == 0);
}

TEST_CASE("a refused photo leaves nothing behind") {
  store::testing::Bed bed(store::Engine::sqlite);
  const Place place;
  const auto depot = folder_depot(place.options(), bed.store(), bed.random());
  const auto refused = depot->take_photo(bed.work(), place.write("upload", "not a photo"), {});
  REQUIRE(!refused);
  CHECK(refused.error().reason == "files.not_a_photo");
  CHECK(place.blobs() == 0);
}

TEST_CASE("wrong set-up is one line that says what to do") {
  store::testing::Bed bed(store::Engine::sqlite);
  const Place place;
  CHECK(folder_problem(place.options()) == "");
  auto options = place.options();
  options.photo_program = "/nowhere/redengine-photo";
  CHECK(folder_problem(options).find("/nowhere/redengine-photo") != std::string::npos);
  options = place.options();
  options.root = "/proc/depot";
  CHECK(folder_problem(options).find("/proc/depot") != std::string::npos);
}
