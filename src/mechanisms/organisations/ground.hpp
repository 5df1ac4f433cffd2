// What every question and every write of this room begins with.
#pragma once
#include <memory>
#include <string>

#include "mechanisms/organisations/model.hpp"
#include "people/access.hpp"
#include "people/people.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"

namespace organisations {

struct Ground {                         // read in one snapshot, as of one day
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  base::CivilDate today{};              // the district's
  base::CivilDate day{};                // that is asked about; today unless somebody looks back or ahead
};
[[nodiscard]] Ground ground(registry::Call&, store::Session&, std::optional<base::CivilDate> on = {});
[[nodiscard]] Ground ground(registry::Call&);
// ?on=2026-09-01 of a request; absent: today. Error: invalid organisations.no_such_day.
[[nodiscard]] base::Result<std::optional<base::CivilDate>> day_of(const base::Params& query);

[[nodiscard]] people::Recorder recorder(registry::Call&);
[[nodiscard]] std::string area_name(const Ground&, base::AreaId);
[[nodiscard]] people::Scope scope_at(const Ground&, std::string kind, std::int64_t id, base::AreaId);
[[nodiscard]] base::Error not_found(std::string reason);

// Every write of this room: through the post that allows it, once per client_ref, and then the organisations in memory are old.
template <class View, class Act>
base::Result<View> write(registry::Call& call, base::PostId post, const std::string& client_ref, Act act) {
  TRY(answer, call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u));
      u.after_commit([&people = call.house.people, district = u.district()] { people.forget(district); });
      return described::to_json(view);
    });
  }));
  return described::parse<View>(answer);
}

template <class Id>
MadeView made(Id id) { return {std::to_string(id.value)}; }

}  // namespace organisations
