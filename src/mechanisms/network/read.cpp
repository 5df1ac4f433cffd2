#include <algorithm>
#include <charconv>
#include <set>

#include "base/limits.hpp"
#include "mechanisms/network/service.hpp"

namespace network {

base::Result<Ground> ground(Call& call, store::Session& s) {
  Ground out;
  out.tree = call.house.areas.today(s, call.moment);
  out.today = out.tree->day();
  out.units = call.house.people.units(s, call.district(), out.today);
  TRY(kinds, call.house.book.in_force_as<Kinds>(&parse_kinds, s, call.district(), "network/kinds", out.today));
  out.kinds = kinds;
  return out;
}

people::Scope scope_at(const Ground& g, std::string kind, std::int64_t id, base::AreaId area) { return people::scope_of(*g.tree, std::move(kind), id, area); }

Lists lists(store::Session& s, base::DistrictId d) { return {units(s, d), members(s, d), resources(s, d), uses(s, d)}; }

namespace {

struct Asked {
  base::AreaId area{};
  std::string kind{}, q{}, open{};
  std::size_t after{}, limit{base::limits::page_rows};
};
template <class N>
bool number(std::string_view text, N& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}
base::Result<Asked> read_query(const base::Params& query, bool of_resources) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty() || name == "sort") continue;
    if (name == "filter.area") { if (!number(value, out.area.value)) wrong.errors.push_back({"/filter.area", "base.out_of_range", {{"least", "1"}, {"most", "9223372036854775807"}}}); }
    else if (name == "filter.kind") out.kind = value;
    else if (name == "filter.q") out.q = value;
    else if (name == "filter.open" && of_resources && (value == "true" || value == "false")) out.open = value;
    else if (name == "after") { if (!number(value, out.after)) return base::fail(base::ErrorCode::malformed, "store.bad_cursor"); }
    else if (name != "limit") wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
    else if (!number(value, out.limit) || out.limit < 1 || out.limit > base::limits::page_rows_max)
      wrong.errors.push_back({"/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(base::limits::page_rows_max)}}});
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}
template <class T>
Page<T> page_of(std::vector<T> all, const Asked& a) {
  Page<T> out{.total = static_cast<std::int64_t>(all.size())};
  for (std::size_t i = a.after; i < all.size() && i < a.after + a.limit; ++i) out.items.push_back(std::move(all[i]));
  if (a.after + a.limit < all.size()) out.next = std::to_string(a.after + a.limit);
  return out;
}

std::string name_of(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->name : std::string{};
}
base::MaskedPhone masked(const std::string& text) {
  const auto phone = base::Phone::parse(text);
  return phone ? base::MaskedPhone(*phone) : base::MaskedPhone{};
}
const UnitRow* unit_of(const Lists& l, UnitId id) {
  const auto it = std::find_if(l.units.begin(), l.units.end(), [&](const UnitRow& u) { return u.id == id; });
  return it == l.units.end() ? nullptr : &*it;
}

MemberView member_view(const Ground& g, const Lists& l, const MemberRow& m) {
  MemberView out{.id = m.id, .unit_id = m.unit_id, .community_id = m.community_id, .community_name = name_of(g, m.community_id), .kind = m.kind, .kind_zh = m.kind,
                 .kind_en = m.kind, .tier = "X", .from = m.valid_from, .to = m.valid_to};
  if (const MemberKind* k = g.kinds->member(m.kind)) out.kind_zh = k->zh, out.kind_en = k->en, out.tier = k->tier;
  if (const UnitRow* u = unit_of(l, m.unit_id)) out.unit_name = u->name, out.contact_name = u->contact_name, out.contact_phone = masked(u->contact_phone);
  return out;
}

std::vector<UseRow> uses_in(const Lists& l, ResourceId id) {
  std::vector<UseRow> out;
  for (const UseRow& u : l.uses)
    if (u.resource_id == id) out.push_back(u);
  return out;
}

ResourceView resource_view(const Ground& g, const Lists& l, const ResourceRow& r) {
  const UnitRow* u = unit_of(l, r.unit_id);
  const auto used = uses_in(l, r.id);
  ResourceView out{.id = r.id, .unit_id = r.unit_id, .unit_name = u != nullptr ? u->name : std::string{}, .area_id = u != nullptr ? u->area_id : base::AreaId{},
                   .kind = r.kind, .kind_zh = r.kind, .kind_en = r.kind, .title = r.title, .note = r.note, .quantity = r.quantity,
                   .open_quantity = r.withdrawn ? 0 : std::max<std::int64_t>(0, open_quantity(r, used, g.today, g.today + 1)), .measure = r.measure, .again = r.again,
                   .open_from = r.open_from, .open_to = r.open_to, .withdrawn = r.withdrawn};
  out.area_name = name_of(g, out.area_id);
  if (const ResourceKind* k = g.kinds->resource(r.kind)) out.kind_zh = k->zh, out.kind_en = k->en;
  if (g.today < r.open_from || (r.open_to && *r.open_to <= g.today)) out.open_quantity = 0;
  out.uses = static_cast<std::int64_t>(std::count_if(used.begin(), used.end(), [](const UseRow& one) { return one.state != UseState::cancelled; }));
  return out;
}

UseView use_view(Call& call, const Ground& g, const Lists& l, const UseRow& u) {
  const auto it = std::find_if(l.resources.begin(), l.resources.end(), [&](const ResourceRow& r) { return r.id == u.resource_id; });
  return {.id = u.id, .resource_id = u.resource_id, .resource_title = it == l.resources.end() ? std::string{} : it->title, .community_id = u.community_id,
          .community_name = name_of(g, u.community_id), .purpose = u.purpose, .quantity = u.quantity, .from = u.used_from, .to = u.used_to, .state = u.state,
          .remark = u.remark, .can_settle = u.state == UseState::booked && people::may(call.principal, use_action, scope_at(g, "network", 0, u.community_id)).has_value()};
}

UnitLine unit_line(const Ground& g, const Lists& l, const UnitRow& u) {
  UnitLine out{.id = u.id, .name = u.name, .area_id = u.area_id, .area_name = name_of(g, u.area_id), .contact_name = u.contact_name, .contact_phone = masked(u.contact_phone)};
  for (const MemberRow& m : l.members)
    if (m.unit_id == u.id && holds(m, g.today)) out.communities.push_back(name_of(g, m.community_id));
  for (const ResourceRow& r : l.resources) {
    if (r.unit_id != u.id || r.withdrawn) continue;
    ++out.resources;
    for (const UseRow& one : l.uses)
      if (one.resource_id == r.id && one.state != UseState::cancelled) ++out.uses;
  }
  return out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
std::vector<KindView> member_kinds(const Kinds& kinds) {
  std::vector<KindView> out;
  for (const MemberKind& k : kinds.members) out.push_back({k.code, k.tier, k.zh, k.en});
  return out;
}
std::vector<KindView> resource_kinds(const Kinds& kinds) {
  std::vector<KindView> out;
  for (const ResourceKind& k : kinds.resources) out.push_back({k.code, "", k.zh, k.en});
  return out;
}
bool may(Call& call, const Ground& g, std::string_view action, base::AreaId area) { return people::may(call.principal, action, scope_at(g, "network", 0, area)).has_value(); }

}  // namespace

base::Result<Page<UnitLine>> unit_list(Call& call, const base::Params& query) {
  TRY(a, read_query(query, false));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<UnitLine>> {
    TRY(g, ground(call, s));
    const Lists l = lists(s, call.district());
    std::vector<UnitLine> out;
    for (const UnitRow& u : l.units) {
      const bool kind = a.kind.empty() || std::any_of(l.members.begin(), l.members.end(), [&](const MemberRow& m) { return m.unit_id == u.id && m.kind == a.kind && holds(m, g.today); });
      const bool near = !a.area || g.tree->is_below(u.area_id, a.area) ||
                        std::any_of(l.members.begin(), l.members.end(), [&](const MemberRow& m) { return m.unit_id == u.id && holds(m, g.today) && g.tree->is_below(m.community_id, a.area); });
      if (kind && near && (a.q.empty() || has(u.name, a.q))) out.push_back(unit_line(g, l, u));
    }
    return page_of(std::move(out), a);
  });
}

base::Result<Page<ResourceView>> resource_list(Call& call, const base::Params& query) {
  TRY(a, read_query(query, true));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<ResourceView>> {
    TRY(g, ground(call, s));
    const Lists l = lists(s, call.district());
    std::vector<ResourceView> out;
    for (const ResourceRow& r : l.resources) {
      if (!a.kind.empty() && r.kind != a.kind) continue;
      ResourceView v = resource_view(g, l, r);
      if (a.area && !g.tree->is_below(v.area_id, a.area)) continue;
      if (!a.open.empty() && (v.open_quantity > 0) != (a.open == "true")) continue;
      if (a.q.empty() || has(r.title, a.q) || has(v.unit_name, a.q) || has(r.note, a.q)) out.push_back(std::move(v));
    }
    return page_of(std::move(out), a);
  });
}

base::Result<std::vector<CoverageLine>> coverage(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<CoverageLine>> {
    TRY(g, ground(call, s));
    const Lists l = lists(s, call.district());
    std::map<base::AreaId, CoverageLine> found;
    std::set<std::pair<base::AreaId, UnitId>> in;
    for (const MemberRow& m : l.members) {
      if (!holds(m, g.today)) continue;
      in.insert({m.community_id, m.unit_id});
      const MemberKind* k = g.kinds->member(m.kind);
      ++(k != nullptr && k->tier == "N" ? found[m.community_id].n : found[m.community_id].x);
    }
    std::map<UnitId, std::int64_t> offered;
    for (const ResourceRow& r : l.resources)
      if (!r.withdrawn) ++offered[r.unit_id];
    for (const auto& [community, member] : in)
      if (const auto it = offered.find(member); it != offered.end()) found[community].resources += it->second;
    for (const UseRow& u : l.uses)
      if (u.state != UseState::cancelled) ++found[u.community_id].uses;
    std::vector<CoverageLine> out;
    for (const territory::Area& area : g.tree->all()) {
      if (area.kind != territory::AreaKind::community && area.kind != territory::AreaKind::village) continue;
      CoverageLine line = found[area.id];
      line.community_id = area.id;
      line.community_name = area.name;
      if (const territory::Area* above = g.tree->subdistrict_of(area.id)) line.subdistrict_name = above->name;
      line.party = g.units->responsible(area.id, people::OrgTree::party) != nullptr;
      out.push_back(std::move(line));
    }
    return out;
  });
}

base::Result<NetworkView> of_community(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<NetworkView> {
    TRY(g, ground(call, s));
    const territory::Area* area = g.tree->find(base::AreaId{id});
    if (area == nullptr || g.tree->community_of(area->id) != area) return base::fail(base::ErrorCode::not_found, "network.no_such_community");
    const Lists l = lists(s, call.district());
    NetworkView out{.community_id = area->id, .community_name = area->name, .member_kinds = member_kinds(*g.kinds), .resource_kinds = resource_kinds(*g.kinds),
                    .can_keep = may(call, g, keep_action, area->id), .can_use = may(call, g, use_action, area->id), .can_unmask = may(call, g, unmask_action, area->id)};
    if (const territory::Area* above = g.tree->subdistrict_of(area->id)) out.subdistrict_name = above->name;
    if (const people::OrgUnit* party = g.units->responsible(area->id, people::OrgTree::party)) out.party_id = party->id, out.party_name = party->name;
    std::set<UnitId> here;
    for (const MemberRow& m : l.members) {
      if (m.community_id != area->id || !holds(m, g.today)) continue;
      here.insert(m.unit_id);
      out.members.push_back(member_view(g, l, m));
    }
    for (const ResourceRow& r : l.resources)
      if (here.contains(r.unit_id) && !r.withdrawn) out.resources.push_back(resource_view(g, l, r));
    for (const UseRow& u : l.uses)
      if (u.community_id == area->id) out.uses.push_back(use_view(call, g, l, u));
    return out;
  });
}

base::Result<UnitView> unit_page(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<UnitView> {
    TRY(g, ground(call, s));
    const Lists l = lists(s, call.district());
    const UnitRow* u = unit_of(l, {id});
    if (u == nullptr) return base::fail(base::ErrorCode::not_found, "network.no_such_unit");
    UnitView out{.unit = unit_line(g, l, *u), .note = u->note, .member_kinds = member_kinds(*g.kinds), .resource_kinds = resource_kinds(*g.kinds), .version = u->version,
                 .can_keep = may(call, g, keep_action, u->area_id), .can_use = people::has_action(call.principal, use_action), .can_unmask = may(call, g, unmask_action, u->area_id)};
    if (u->org_unit_id) out.party_id = u->org_unit_id, out.party_name = g.units->name(*u->org_unit_id);
    for (const MemberRow& m : l.members)
      if (m.unit_id == u->id) out.members.push_back(member_view(g, l, m));
    std::set<ResourceId> own;
    for (const ResourceRow& r : l.resources) {
      if (r.unit_id != u->id) continue;
      own.insert(r.id);
      out.resources.push_back(resource_view(g, l, r));
    }
    for (const UseRow& one : l.uses)
      if (own.contains(one.resource_id)) out.uses.push_back(use_view(call, g, l, one));
    return out;
  });
}

namespace {

base::Result<registry::ExportPage> members_page(Call& call, const base::Params& query) {
  TRY(a, read_query(query, false));
  return call.house.store.read([&](store::Session& s) -> base::Result<registry::ExportPage> {
    TRY(g, ground(call, s));
    const Lists l = lists(s, call.district());
    registry::ExportPage out;
    for (const MemberRow& m : l.members) {
      if (!holds(m, g.today) || (a.area && !g.tree->is_below(m.community_id, a.area)) || !may(call, g, export_action, m.community_id)) continue;
      const MemberView v = member_view(g, l, m);
      const territory::Area* above = g.tree->subdistrict_of(m.community_id);
      out.rows.push_back({above != nullptr ? above->name : std::string{}, v.community_name, v.tier, call.language == "en" ? v.kind_en : v.kind_zh, v.unit_name,
                          v.contact_name, std::string(v.contact_phone.text()), v.from});
    }
    out.total_at_least = static_cast<std::int64_t>(out.rows.size());
    return out;
  });
}

}  // namespace

const registry::ExportList& members_export() {
  static const registry::ExportList list{
      .code = "networks", .path = "/api/v1/networks", .name_zh = "1+N+X网络成员", .name_en = "Network members", .action = std::string(export_action), .personal = true,
      .columns = {{"街道（乡镇）", "Subdistrict"}, {"社区（村）", "Community"}, {"层次", "Tier"}, {"种类", "Kind"}, {"单位", "Unit"}, {"联系人", "Contact"}, {"电话", "Phone"},
                  {"加入日期", "From"}},
      .page = members_page};
  return list;
}

}  // namespace network
