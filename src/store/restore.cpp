// What must happen once after a backup was restored, before the port opens.
#include "store/districts.hpp"
#include "store/sealer.hpp"

namespace store {
namespace {

const Statement raise_epoch("restore.raise_epoch", "UPDATE districts SET epoch = epoch + 1 WHERE id = $1");
const Statement end_leases("restore.end_leases", "DELETE FROM leases WHERE district_id = $1");
const Statement release_jobs("restore.release_jobs",
                             "UPDATE jobs SET state = 'waiting', holder = '', lease_until = 0 WHERE district_id = $1 AND state = 'running'");

}  // namespace

base::Done after_restore(Store& store, base::Instant real_now) {
  const auto all = store.read([](Session& s) { return districts(s); });
  for (const auto& district : all) {
    const Work work{.moment = {.district = district.id, .now = district_now(district, real_now), .real_now = real_now}};
    TRY_DO(store.write(work, [&](Unit& unit) -> base::Done {
      unit.exec(raise_epoch, district.id);
      unit.exec(end_leases, district.id);
      unit.exec(release_jobs, district.id);
      return {};
    }));
  }
  return {};
}

}  // namespace store
