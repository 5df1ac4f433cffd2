#include "base/iso.hpp"
#include "mechanisms/workforce/service.hpp"
#include "records/dues/dues.hpp"

namespace workforce {

base::CivilDate Ground::year_start() const { return *base::civil(base::ymd(today).year, 1, 1); }

base::Result<Ground> ground(Call& call, store::Session& s) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.units = call.house.people.units(s, call.district(), out.today);
  TRY(rules, call.house.book.in_force_as<Rules>(&parse_rules, s, call.district(), "workforce/rules", out.today));
  out.rules = rules;
  return out;
}

people::Scope scope_at(const Ground& g, base::AreaId area, std::int64_t id) { return people::scope_of(*g.tree, std::string(worker_kind), id, area); }

territory::Recorder recorder(Call& call) {
  return [&house = call.house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
}

base::Result<base::EventId> note(Call& call, store::Unit& unit, std::string kind, base::Subject subject, std::string body, base::AreaId area, std::string personal) {
  return registry::record(call.house, unit, {.kind = std::move(kind), .subject = std::move(subject), .body = std::move(body), .personal = std::move(personal), .area = area});
}

base::Result<Allowed> allowed(Call& call, std::int64_t id, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Allowed> {
    TRY(g, ground(call, s));
    const auto found = worker(s, call.district(), {id}, g.year_start());
    if (!found) return base::fail(base::ErrorCode::not_found, "workforce.no_such_worker");
    TRY(through, people::may(call.principal, action, scope_at(g, found->row.area_id, id)));
    return Allowed{*found, through};
  });
}

base::Result<base::PostId> allowed_at(Call& call, base::AreaId area, std::string_view action) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    if (g.tree->find(area) == nullptr) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
    return people::may(call.principal, action, scope_at(g, area));
  });
}

base::Result<WorkerRow> again(store::Unit& unit, std::int64_t id, const std::optional<std::int64_t>& if_version) {
  const auto found = worker(unit, unit.district(), {id}, {});
  if (!found) return base::fail(base::ErrorCode::not_found, "workforce.no_such_worker");
  if (if_version && *if_version != found->row.version)
    return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "workforce.changed_meanwhile", .rule = law("hiring"),
                                       .remedy = "workforce.look_again", .now_version = found->row.version});
  return found->row;
}

namespace {

// Who decides: the office above the community, else the community's own.
base::OrgUnitId office_of(const Ground& g, base::AreaId community) {
  const territory::Area* above = g.tree->subdistrict_of(community);
  const people::OrgUnit* office = above != nullptr ? g.units->responsible(above->id) : nullptr;
  if (office == nullptr) office = g.units->responsible_above(*g.tree, community);
  return office != nullptr ? office->id : base::OrgUnitId{};
}
std::string community_name(const Ground& g, base::AreaId area) {
  const territory::Area* at = g.tree->find(area);
  return at != nullptr ? at->name : std::string{};
}

}  // namespace

void put_probation_due(store::Unit& unit, const Ground& g, const WorkerRow& w) {
  dues::remove(unit, {std::string(worker_kind), w.id.value}, "workforce.probation");
  if (w.state != WorkerState::probation || !w.probation_to) return;
  dues::put(unit, {.subject = {std::string(worker_kind), w.id.value}, .kind = "workforce.probation", .bucket = "to_handle", .org_unit = office_of(g, w.area_id),
                   .post_kind = "", .area = w.area_id, .title = "网格员试用期满，决定是否转正", .context = community_name(g, w.area_id), .since = unit.now(),
                   .due_at = base::Instant{unit.now().micros + static_cast<std::int64_t>(w.probation_to->days - g.today.days) * base::hours(24).micros}});
}

void put_contract_due(store::Unit& unit, const Ground& g, const WorkerRow& w) {
  dues::put(unit, {.subject = {std::string(worker_kind), w.id.value}, .kind = "workforce.contract", .bucket = "to_handle", .org_unit = office_of(g, w.area_id),
                   .post_kind = "", .area = w.area_id, .title = "网格员合同即将到期，续签或终止", .context = community_name(g, w.area_id), .since = unit.now(),
                   .due_at = base::Instant{unit.now().micros + static_cast<std::int64_t>(w.contract_to.days - g.today.days) * base::hours(24).micros}});
}

}  // namespace workforce
