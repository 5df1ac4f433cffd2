// Intake: the resident's window, private links, photos. Registered by CMake's list of rooms.
#include "base/time.hpp"
#include "mechanisms/intake/rules.hpp"
#include "mechanisms/intake/tables.hpp"
#include "records/files/depot.hpp"
#include "registry/room.hpp"

namespace intake {

std::vector<registry::Route> routes();

namespace {

constexpr auto unlinked_photos_kept = base::hours(72);   // longer than a form stays open (definitions/intake/public: form_hours)
constexpr auto attempts_kept = base::hours(72);

void check_settings(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  const auto settings = parse_settings(body);
  if (!settings) faults.insert(faults.end(), settings.error().errors.begin(), settings.error().errors.end());
}

// Each night: photos that no report took, blobs without a row, counted attempts.
base::Result<store::JobDone> sweep(registry::House& house, store::JobRun& run) {
  const auto moment = run.moment();
  TRY_DO(house.store.write({moment, {}}, [&](store::Unit& unit) -> base::Done {
    forget_attempts(unit, moment.real_now - attempts_kept);
    return {};
  }));
  const int removed = house.files.sweep(house.store, run.district(), moment.now - unlinked_photos_kept);
  return store::JobDone{.result = "{\"removed\":" + std::to_string(removed) + "}", .again_at = moment.now + base::hours(24)};
}

}  // namespace
}  // namespace intake

extern const registry::Room intake_room;
const registry::Room intake_room{
    .code = "intake",
    .name_zh = "居民上报",
    .name_en = "Intake",
    .mechanisms = {6, 34},
    .routes = &intake::routes,
    .jobs = {{"intake.sweep", &intake::sweep}},
    .repeated = {{"intake.sweep"}},
    .public_tables = {{.table = "intake_keys", .verbs = "select insert"}, {.table = "intake_attempts", .verbs = "select insert"},
                      {.table = "places", .verbs = "select"}, {.table = "v_callbacks_asked", .verbs = "select"}},
    .definitions = {{"intake", &intake::check_settings}},
};
