#include "mechanisms/network/jobs.hpp"

#include <fmt/format.h>

#include "mechanisms/network/service.hpp"
#include "store/journal.hpp"

namespace network {

base::Result<store::JobDone> forget(registry::House& house, store::JobRun& run) {
  Call call{.house = house, .principal = people::system_principal(run.district()), .moment = run.moment(), .channel = "system"};
  TRY(gone, house.store.write(store::Work{call.moment, {}}, [&](store::Unit& u) -> base::Result<std::int64_t> {
    u.lock(lock_floor, {"network_unit", 0});
    TRY(g, ground(call, u));
    std::int64_t n = 0;
    for (const UnitId id : long_out(u, u.district(), g.today + -g.kinds->contacts_kept_days)) {
      auto row = unit(u, u.district(), id);
      row->contact_name.clear();
      row->contact_phone.clear();
      update_unit(u, *row);
      store::erase_personal(u, {"network_unit", id.value});
      ++n;
    }
    return n;
  }));
  return store::JobDone{.result = std::to_string(gone), .again_at = call.moment.now + base::hours(24 * 7)};
}

namespace {
bool about(const base::Subject& subject) { return subject.id == 0 || subject.kind == "network_resource"; }
std::vector<ResourceRow> asked(store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (subject.id == 0) return resources(s, d);
  const auto one = resource(s, d, {subject.id});
  return one ? std::vector<ResourceRow>{*one} : std::vector<ResourceRow>{};
}
}  // namespace

std::string never_oversold(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (!about(subject)) return {};
  for (const ResourceRow& r : asked(s, d, subject)) {
    const auto all = uses_of(s, d, r.id);
    for (const UseRow& u : all)
      if (open_quantity(r, all, u.used_from, u.used_to) < 0) return fmt::format("resource {} is oversold", r.id.value);
  }
  return {};
}

std::string fold(registry::House&, store::Session& s, base::DistrictId d, const base::Subject& subject) {
  if (!about(subject)) return {};
  for (const ResourceRow& r : asked(s, d, subject)) {
    std::map<UseId, UseNoted> folded;
    bool withdrawn = false;
    for (const store::Event& e : store::events_of(s, d, {"network_resource", r.id.value})) {
      if (e.kind == "network_resource.withdrawn") withdrawn = true;
      if (e.kind != "network_resource.booked" && e.kind != "network_resource.settled") continue;
      if (const auto b = described::parse<UseNoted>(e.body)) folded[b->use] = *b;
    }
    const auto rows = uses_of(s, d, r.id);
    for (const UseRow& u : rows) {
      const auto it = folded.find(u.id);
      if (it == folded.end() || it->second.state != u.state || it->second.quantity != u.quantity || it->second.from != u.used_from || it->second.to != u.used_to)
        return fmt::format("use {} of resource {} is not what its events say", u.id.value, r.id.value);
    }
    if (rows.size() != folded.size() || withdrawn != r.withdrawn) return fmt::format("resource {} is not what its events say", r.id.value);
  }
  return {};
}

}  // namespace network
