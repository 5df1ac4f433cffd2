// What every act here needs to know of its surroundings as of the district's day, and how a sample is saved.
#pragma once
#include <memory>
#include <optional>

#include "base/time.hpp"
#include "definitions/book.hpp"
#include "mechanisms/callbacks/service.hpp"
#include "mechanisms/callbacks/tables.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "store/idempotency.hpp"
#include "territory/territory.hpp"

namespace callbacks {

struct CategoryNames {
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> names{};  // code -> zh, en
};
struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::shared_ptr<const Sampling> rule{};
  std::shared_ptr<const CategoryNames> categories{};
  std::optional<base::Zone> zone{};
  std::string district_name{};
  base::CivilDate today{};
};
[[nodiscard]] base::Result<Ground> ground(registry::House&, store::Session&, const store::Moment&);

[[nodiscard]] people::Scope scope_of(const Ground&, const Sample&);
// Who handled a matter never asks about it nor decides on it, through whatever post.
[[nodiscard]] base::Result<base::PostId> may_ask(const Ground&, const people::Principal&, const Sample&, std::string_view action);

// Event, fold, row, figures: the same for every step. `before` empty: a new sample.
[[nodiscard]] base::Result<Sample> save(registry::House&, store::Unit&, const std::optional<Sample>& before, SampleId, std::string kind, std::string body,
                                        std::string personal = {});
// One matter's call-backs are written by one at a time.
void lock_matter(store::Unit&, base::MatterId);
// The list of a draw is laid before its callers as one due, as long as someone waits to be asked.
void put_due(store::Unit&, const Ground&, std::int64_t draw_id);

[[nodiscard]] SampleRow row_of(const Ground&, const Sample&);
[[nodiscard]] std::string area_name(const Ground&, base::AreaId);
[[nodiscard]] base::Error field_error(std::string path, std::string reason, base::Params params = {});

// Once per client_ref, through the post; the answer is the view as JSON.
template <class View, class Act>
base::Result<View> write(Call& call, base::PostId post, std::string_view verb, std::int64_t id, Act act) {
  const std::string body = std::string(verb) + "/" + std::to_string(id) + "/" + std::to_string(call.principal.person.value) + "\n" + call.raw_body;
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u));
      return described::to_json(view);
    });
  }));
  return described::parse<View>(json);
}

// The post of a principal that acts when a record names its unit.
[[nodiscard]] base::OrgUnitId unit_of(const Ground&, base::PostId);

}  // namespace callbacks
