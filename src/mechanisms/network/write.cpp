// Units join and leave, resources are offered and used. What is open is counted under the resource's lock, so that nothing is oversold.
#include <algorithm>

#include "mechanisms/network/service.hpp"

namespace network {
namespace {

base::Subject subject(UnitId id) { return {"network_unit", id.value}; }
base::Subject subject(ResourceId id) { return {"network_resource", id.value}; }

base::Done record(registry::House& house, store::Unit& unit, std::string kind, base::Subject about, std::string body, base::AreaId area, std::string personal = {}) {
  TRY(event, registry::record(house, unit, {.kind = std::move(kind), .subject = std::move(about), .body = std::move(body), .personal = std::move(personal), .area = area}));
  static_cast<void>(event);
  return {};
}
std::string contact_of(const UnitRow& u) { return described::to_personal_json(UnitContact{u.contact_name, u.contact_phone}); }

// The area where the right is asked, found before the unit.
template <class Find>
base::Result<base::PostId> allowed(Call& call, std::string_view action, Find find) {
  return call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(area, find(s, g));
    return people::may(call.principal, action, scope_at(g, "network", 0, area));
  });
}
base::Result<base::AreaId> community(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  if (area == nullptr || g.tree->community_of(id) != area) return base::fail(base::ErrorCode::not_found, "network.no_such_community");
  return id;
}
base::Result<base::AreaId> area_of(store::Session& s, base::DistrictId d, UnitId id) {
  const auto row = unit(s, d, id);
  if (!row) return base::fail(base::ErrorCode::not_found, "network.no_such_unit");
  return row->area_id;
}

template <class Act>
base::Result<DoneView> write(Call& call, base::PostId through, const std::string& client_ref, const base::Subject& lock, Act act) {
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<std::string> {
    return store::once(u, client_ref, call.raw_body, [&](store::Unit& one) -> base::Result<std::string> {
      one.lock(lock_floor, lock);
      TRY(g, ground(call, one));
      TRY(id, act(one, g));
      return described::to_json(DoneView{std::to_string(id)});
    });
  }));
  return described::parse<DoneView>(answer);
}

base::Result<MemberId> join_in(registry::House& house, store::Unit& u, const Ground& g, UnitId id, const JoinNetwork& c) {
  if (g.kinds->member(c.kind) == nullptr) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/kind", "network.no_such_kind", {}}}});
  TRY_DO(may_join(members_of(u, u.district(), id), c.community_id, c.from));
  const MemberRow row{u.make<MemberId>(), id, c.community_id, c.kind, c.from, {}};
  insert_member(u, row);
  TRY_DO(record(house, u, "network_member.joined", subject(id), described::to_json(MemberNoted{row.id, row.community_id, row.kind, row.valid_from, {}, {}}), row.community_id));
  return row.id;
}

}  // namespace

base::Result<UnitId> add_in(registry::House& house, store::Unit& u, const Ground& g, const AddUnit& c) {
  if (name_taken(u, u.district(), c.name)) return base::refuse("network.name_taken", law("members"), "network.choose_it_from_the_list", {{"name", c.name}});
  if (c.org_unit_id) {
    const people::OrgUnit* party = g.units->find(*c.org_unit_id);
    if (party == nullptr || party->tree != people::OrgTree::party) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  }
  const UnitRow row{u.make<UnitId>(), c.name, c.area_id, c.org_unit_id, c.contact_name, c.contact_phone ? c.contact_phone->reveal() : std::string{}, c.note, 1};
  insert_unit(u, row);
  TRY_DO(record(house, u, "network_unit.added", subject(row.id), described::to_json(UnitNoted{row.name, row.area_id, row.org_unit_id, row.note}), row.area_id, contact_of(row)));
  TRY(member, join_in(house, u, g, row.id, {.community_id = c.area_id, .kind = c.member_kind, .from = c.from}));
  static_cast<void>(member);
  return row.id;
}

base::Result<DoneView> add_unit(Call& call, std::int64_t, const AddUnit& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session&, const Ground& g) { return community(g, c.area_id); }));
  return write(call, through, c.client_ref, {"network_unit", 0}, [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(id, add_in(call.house, u, g, c));
    return id.value;
  });
}

base::Result<DoneView> change_unit(Call& call, std::int64_t id, const ChangeUnit& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session& s, const Ground&) { return area_of(s, call.district(), {id}); }));
  return write(call, through, c.client_ref, subject(UnitId{id}), [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    auto row = unit(u, u.district(), {id});
    if (c.if_version && *c.if_version != row->version)
      return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "network.changed_meanwhile", .rule = law("members"), .remedy = "network.look_again", .now_version = row->version});
    row->contact_name = c.contact_name;
    row->contact_phone = c.contact_phone ? c.contact_phone->reveal() : row->contact_phone;
    row->note = c.note;
    update_unit(u, *row);
    TRY_DO(record(call.house, u, "network_unit.changed", subject(row->id), described::to_json(UnitNoted{row->name, row->area_id, row->org_unit_id, row->note}), row->area_id, contact_of(*row)));
    return id;
  });
}

base::Result<DoneView> join(Call& call, std::int64_t id, const JoinNetwork& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session& s, const Ground& g) -> base::Result<base::AreaId> {
    TRY(there, area_of(s, call.district(), {id}));
    static_cast<void>(there);
    return community(g, c.community_id);
  }));
  return write(call, through, c.client_ref, subject(UnitId{id}), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(member, join_in(call.house, u, g, {id}, c));
    return member.value;
  });
}

base::Result<DoneView> leave(Call& call, std::int64_t id, const LeaveNetwork& c) {
  const auto before = call.house.store.read([&](store::Session& s) { return member(s, call.district(), {id}); });
  if (!before) return base::fail(base::ErrorCode::not_found, "network.no_such_member");
  TRY(through, allowed(call, keep_action, [&](store::Session&, const Ground&) -> base::Result<base::AreaId> { return before->community_id; }));
  return write(call, through, c.client_ref, subject(before->unit_id), [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    const auto row = member(u, u.district(), {id});
    if (row->valid_to || c.to < row->valid_from) return base::refuse("network.ended_already", law("members"), "network.look_again");
    end_member(u, row->id, c.to);
    TRY_DO(record(call.house, u, "network_member.left", subject(row->unit_id), described::to_json(MemberNoted{row->id, row->community_id, row->kind, row->valid_from, c.to, c.reason}), row->community_id));
    return id;
  });
}

base::Result<ResourceId> offer_in(registry::House& house, store::Unit& u, const Ground& g, UnitId id, base::AreaId area, const OfferResource& c) {
  const ResourceKind* kind = g.kinds->resource(c.kind);
  if (kind == nullptr) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/kind", "network.no_such_kind", {}}}});
  if (c.open_to && *c.open_to <= c.open_from) return base::refuse("network.outside_the_window", law("resources"), "network.choose_other_days");
  const ResourceRow row{u.make<ResourceId>(), id, c.kind, c.title, c.note, c.quantity, c.measure, kind->again, c.open_from, c.open_to, false, 1};
  insert_resource(u, row);
  TRY_DO(record(house, u, "network_resource.offered", subject(row.id), described::to_json(ResourceOffered{id, row.kind, row.title, row.quantity, row.measure, row.again, row.open_from, row.open_to}), area));
  return row.id;
}

base::Result<DoneView> offer(Call& call, std::int64_t id, const OfferResource& c) {
  TRY(through, allowed(call, keep_action, [&](store::Session& s, const Ground&) { return area_of(s, call.district(), {id}); }));
  return write(call, through, c.client_ref, subject(UnitId{id}), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    TRY(area, area_of(u, u.district(), {id}));
    TRY(resource_id, offer_in(call.house, u, g, {id}, area, c));
    return resource_id.value;
  });
}

base::Result<DoneView> withdraw(Call& call, std::int64_t id, const WithdrawResource& c) {
  const auto before = call.house.store.read([&](store::Session& s) { return resource(s, call.district(), {id}); });
  if (!before) return base::fail(base::ErrorCode::not_found, "network.no_such_resource");
  TRY(through, allowed(call, keep_action, [&](store::Session& s, const Ground&) { return area_of(s, call.district(), before->unit_id); }));
  return write(call, through, c.client_ref, subject(ResourceId{id}), [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    const auto row = resource(u, u.district(), {id});
    if (row->withdrawn) return base::refuse("network.withdrawn", law("resources"), "network.look_again");
    withdraw_resource(u, row->id);
    TRY_DO(record(call.house, u, "network_resource.withdrawn", subject(row->id), described::to_json(ResourceWithdrawn{c.reason}), {}));
    return id;
  });
}

base::Result<UseId> book_in(registry::House& house, store::Unit& u, const ResourceRow& row, const std::vector<UseRow>& there, const BookResource& c) {
  TRY_DO(may_book(row, there, c.quantity, c.from, c.to));
  const UseRow made{u.make<UseId>(), row.id, c.community_id, c.purpose, c.quantity, c.from, c.to, UseState::booked, {}};
  insert_use(u, made);
  TRY_DO(record(house, u, "network_resource.booked", subject(row.id), described::to_json(UseNoted{made.id, made.community_id, made.quantity, made.used_from, made.used_to, made.state, made.purpose}), made.community_id));
  return made.id;
}

base::Result<DoneView> book(Call& call, std::int64_t id, const BookResource& c) {
  TRY(through, allowed(call, use_action, [&](store::Session& s, const Ground& g) -> base::Result<base::AreaId> {
    if (!resource(s, call.district(), {id})) return base::fail(base::ErrorCode::not_found, "network.no_such_resource");
    return community(g, c.community_id);
  }));
  return write(call, through, c.client_ref, subject(ResourceId{id}), [&](store::Unit& u, const Ground&) -> base::Result<std::int64_t> {
    const auto row = resource(u, u.district(), {id});
    TRY(use_id, book_in(call.house, u, *row, uses_of(u, u.district(), row->id), c));
    return use_id.value;
  });
}

base::Done settle_in(registry::House& house, store::Unit& u, const UseRow& row, UseState state, const std::string& remark) {
  settle_use(u, row.id, state, remark);
  return record(house, u, "network_resource.settled", subject(row.resource_id),
                described::to_json(UseNoted{row.id, row.community_id, row.quantity, row.used_from, row.used_to, state, remark}), row.community_id);
}

base::Result<DoneView> settle(Call& call, std::int64_t id, const SettleUse& c) {
  const auto before = call.house.store.read([&](store::Session& s) { return use(s, call.district(), {id}); });
  if (!before) return base::fail(base::ErrorCode::not_found, "network.no_such_use");
  TRY(through, allowed(call, use_action, [&](store::Session&, const Ground&) -> base::Result<base::AreaId> { return before->community_id; }));
  return write(call, through, c.client_ref, subject(before->resource_id), [&](store::Unit& u, const Ground& g) -> base::Result<std::int64_t> {
    const auto row = use(u, u.district(), {id});
    if (row->state != UseState::booked) return base::refuse("network.settled_already", law("resources"), "network.look_again");
    if (c.used && g.today < row->used_from) return base::refuse("network.not_begun", law("resources"), "network.settle_later");
    TRY_DO(settle_in(call.house, u, *row, c.used ? UseState::used : UseState::cancelled, c.remark));
    return id;
  });
}

base::Result<ShownPhone> show_phone(Call& call, std::int64_t id, const ShowPhone& c) {
  // Whoever keeps one of the communities that the unit is a member of.
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(area, area_of(s, call.district(), {id}));
    auto answer = people::may(call.principal, unmask_action, scope_at(g, "network", id, area));
    for (const MemberRow& m : members_of(s, call.district(), {id}))
      if (!answer && holds(m, g.today)) answer = people::may(call.principal, unmask_action, scope_at(g, "network", id, m.community_id));
    return answer;
  }));
  return call.house.store.write(call.work(through), [&](store::Unit& u) -> base::Result<ShownPhone> {
    const auto row = unit(u, u.district(), {id});
    const auto phone = row ? base::Phone::parse(row->contact_phone) : std::nullopt;
    if (!phone) return base::refuse("network.no_phone", law("unmasking"), "network.ask_for_the_phone");
    TRY_DO(record(call.house, u, "network_unit.unmasked", subject(row->id), described::to_json(PhoneShown{row->id, c.reason}), row->area_id));
    return ShownPhone{phone->reveal()};
  });
}

}  // namespace network
