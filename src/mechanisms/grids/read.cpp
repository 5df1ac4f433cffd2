// Questions about grids: the list with its filters, coverage tables, one grid, its history, the list as a spreadsheet.
#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "mechanisms/grids/day.hpp"
#include "mechanisms/grids/service.hpp"
#include "people/access.hpp"

namespace grids {
namespace {

using registry::Call;
using territory::Area;

struct Asked {
  base::AreaId area{};
  std::string lacks{}, department{}, over{}, q{}, by{"subdistrict"};
  std::string sort{"code"};
  std::size_t after{}, limit{base::limits::page_rows};
};

const std::vector<std::string> lack_words{"contact", "leader", "worker", "party", "any"};
const std::vector<std::string> sorts{"code", "-households", "-open_matters", "contacts_filled"};
const std::vector<std::string> groups{"subdistrict", "community", "department"};

bool one_of(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

template <class N>
bool number(std::string_view text, N& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

base::Result<Asked> read_query(const base::Params& query, const std::vector<std::string>& known) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  const auto choice = [&](const std::string& name, const std::string& value, const std::vector<std::string>& words, std::string& into) {
    if (one_of(words, value)) into = value;
    else wrong.errors.push_back({"/" + name, "base.unknown_choice", {{"choices", listed(words)}}});
  };
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (!one_of(known, name)) wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
    else if (name == "filter.area") { if (!number(value, out.area.value)) wrong.errors.push_back({"/" + name, "base.out_of_range", {{"least", "1"}, {"most", "9223372036854775807"}}}); }
    else if (name == "filter.lacks") choice(name, value, lack_words, out.lacks);
    else if (name == "filter.department") out.department = value;
    else if (name == "filter.over") choice(name, value, {"true", "false"}, out.over);
    else if (name == "filter.q") out.q = value;
    else if (name == "by") choice(name, value, groups, out.by);
    else if (name == "sort") choice(name, value, sorts, out.sort);
    else if (name == "after") { if (!number(value, out.after)) return base::fail(base::ErrorCode::malformed, "store.bad_cursor"); }
    else if (!number(value, out.limit) || out.limit < 1 || out.limit > base::limits::page_rows_max)
      wrong.errors.push_back({"/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(base::limits::page_rows_max)}}});
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}

GridLine line(const Day& day, const GridDay& g) {
  const territory::Tree& tree = *day.ground().tree;
  GridLine out{.id = g.grid->id, .code = g.grid->code, .name = g.grid->name, .households = g.grid->households, .open_matters = g.open};
  if (const Area* c = tree.community_of(g.grid->id)) out.community_id = c->id, out.community_name = c->name;
  if (const Area* c = tree.subdistrict_of(g.grid->id)) out.subdistrict_name = c->name;
  out.contacts_filled = day.contacts_filled(g);
  out.contacts_all = static_cast<std::int64_t>(day.ground().setup->departments.size());
  if (g.leader != nullptr) out.leaders = day.names({g.leader});
  out.workers = day.names(g.workers);
  out.party = day.names(g.party);
  out.lacks = day.lacks(g);
  for (const LoadView& load : day.loads(g))
    if (!one_of(out.over, load.what)) out.over.push_back(load.what);
  return out;
}

bool fits(const Day& day, const GridDay& g, const GridLine& l, const Asked& a) {
  if (a.lacks == "any" ? l.lacks.empty() : !a.lacks.empty() && !one_of(l.lacks, a.lacks)) return false;
  if (!a.over.empty() && l.over.empty() == (a.over == "true")) return false;
  if (!a.q.empty() && l.name.find(a.q) == std::string::npos && l.code.find(a.q) == std::string::npos && l.community_name.find(a.q) == std::string::npos) return false;
  if (a.department.empty()) return true;   // grids where this department's contact is vacant or not named
  return std::none_of(g.contacts.begin(), g.contacts.end(), [&](const SeatRow* s) { return s->department == a.department && day.filled(s); });
}

std::vector<GridLine> sorted(std::vector<GridLine> all, const std::string& sort) {
  if (sort == "-households") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.households > b.households; });
  if (sort == "-open_matters") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.open_matters > b.open_matters; });
  if (sort == "contacts_filled") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.contacts_filled < b.contacts_filled; });
  return all;
}

// Grids of other areas of the same communities count for a leader's load, so whole communities are read and the rest left out after.
base::Result<std::vector<GridLine>> asked_lines(Call& call, const Asked& a) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<GridLine>> {
    TRY(g, ground(call, s));
    const base::AreaId area = a.area ? a.area : g.tree->root();
    const Area* at = g.tree->find(area);
    if (at == nullptr) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
    const Area* community = at->kind == territory::AreaKind::grid ? g.tree->community_of(area) : at;
    const Day day(call, s, g, grids_in(*g.tree, community->id));
    std::vector<GridLine> out;
    for (const GridDay& one : day.grids()) {
      if (!g.tree->is_below(one.grid->id, area)) continue;
      GridLine l = line(day, one);
      if (fits(day, one, l, a)) out.push_back(std::move(l));
    }
    return sorted(std::move(out), a.sort);
  });
}

CoverageLine& group_of(std::vector<CoverageLine>& all, std::map<std::string, std::size_t>& index, const Area& area) {
  const auto [it, fresh] = index.emplace(area.code, all.size());
  if (fresh) all.push_back({.key = std::to_string(area.id.value), .name_zh = area.name, .name_en = area.name_en.empty() ? area.name : area.name_en});
  return all[it->second];
}

void add(CoverageLine& to, const Day& day, const GridDay& g) {
  const auto all = static_cast<std::int64_t>(day.ground().setup->departments.size());
  const std::int64_t filled = day.contacts_filled(g);
  const auto lacks = day.lacks(g);
  to.grids += 1;
  to.seats += all;
  to.filled += filled;
  to.vacant += all - filled;
  to.without_leader += one_of(lacks, "leader") ? 1 : 0;
  to.without_worker += one_of(lacks, "worker") ? 1 : 0;
  to.without_party += one_of(lacks, "party") ? 1 : 0;
  to.overloaded += day.loads(g).empty() ? 0 : 1;
}

std::vector<CoverageLine> by_department(const Day& day) {
  std::vector<CoverageLine> out;
  for (const Department& d : day.ground().setup->departments) {
    CoverageLine l{.key = d.code, .name_zh = d.name_zh, .name_en = d.name_en};
    for (const GridDay& g : day.grids()) {
      ++l.grids;
      ++l.seats;
      const bool there = std::any_of(g.contacts.begin(), g.contacts.end(), [&](const SeatRow* s) { return s->department == d.code && day.filled(s); });
      ++(there ? l.filled : l.vacant);
    }
    out.push_back(std::move(l));
  }
  return out;
}

std::vector<ItemsView> items(const Setup& setup) {
  std::vector<ItemsView> out;
  for (const Department& d : setup.departments) {
    ItemsView v{.department = d.code, .name_zh = d.name_zh, .name_en = d.name_en};
    for (const Item& item : d.items) v.items_zh.push_back(item.zh), v.items_en.push_back(item.en);
    out.push_back(std::move(v));
  }
  return out;
}

GridView view(Call& call, store::Session& s, const Day& day, const GridDay& g) {
  const Ground& at = day.ground();
  const Area *community = at.tree->community_of(g.grid->id), *subdistrict = at.tree->subdistrict_of(g.grid->id);
  GridView out{.id = g.grid->id, .code = g.grid->code, .name = g.grid->name, .path = at.tree->path_name(g.grid->id, call.language),
               .households = g.grid->households, .open_matters = g.open};
  if (community != nullptr) out.community_id = community->id, out.community_name = community->name;
  if (subdistrict != nullptr) out.subdistrict_id = subdistrict->id, out.subdistrict_name = subdistrict->name;
  for (const Department& d : at.setup->departments) {
    const auto it = std::find_if(g.contacts.begin(), g.contacts.end(), [&](const SeatRow* seat) { return seat->department == d.code; });
    SeatView seat = day.view(it == g.contacts.end() ? nullptr : *it, SeatKind::contact, &d);
    std::vector<base::OrgUnitId> lines;
    if (const people::OrgUnit* unit = at.units->by_code(d.unit)) lines.push_back(unit->id), seat.department_unit_id = unit->id;
    seat.can_set = people::may(call.principal, contact_action, people::scope_of(*at.tree, "grid", g.grid->id.value, g.grid->id, lines)).has_value();
    out.contacts.push_back(std::move(seat));
  }
  out.leader = day.view(g.leader, SeatKind::leader, nullptr);
  out.leader_grids = day.led_with(g);
  for (const SeatHolder& holder : out.leader.holders) {
    if (holder.deputy || community == nullptr) continue;
    std::vector<LeaderPost> held;
    for (const people::HeldPost& p : people::posts_held(s, call.district(), holder.person_id, at.today)) {
      const people::OrgUnit* unit = at.units->find(p.org_unit);
      held.push_back({p.kind, unit != nullptr && unit->tree == people::OrgTree::party, unit != nullptr ? unit->area : base::AreaId{}});
    }
    out.leader_fault = leader_fault(*at.setup, community->id, held);
  }
  for (const SeatRow* seat : g.workers) out.workers.push_back(day.view(seat, SeatKind::worker, nullptr));
  for (const SeatRow* seat : g.party) out.party.push_back(day.view(seat, SeatKind::party, nullptr));
  out.lacks = day.lacks(g);
  out.loads = day.loads(g);
  out.items = items(*at.setup);
  out.rule = {at.setup.definition->code, at.setup.definition->version, "bands"};
  const auto may = [&](std::string_view action) { return people::may(call.principal, action, people::scope_of(*at.tree, "grid", g.grid->id.value, g.grid->id)).has_value(); };
  out.can_seat = may(seat_action);
  out.contact_kinds = at.setup->contact_kinds;
  out.can_unmask = may(unmask_action);
  return out;
}

const std::vector<std::string> list_names{"filter.area", "filter.lacks", "filter.department", "filter.over", "filter.q", "sort", "after", "limit"};

}  // namespace

base::Result<Page> lines(Call& call, const base::Params& query) {
  TRY(a, read_query(query, list_names));
  TRY(all, asked_lines(call, a));
  Page out{.total = static_cast<std::int64_t>(all.size())};
  for (std::size_t i = a.after; i < all.size() && i < a.after + a.limit; ++i) out.items.push_back(std::move(all[i]));
  if (a.after + a.limit < all.size()) out.next = std::to_string(a.after + a.limit);
  return out;
}

base::Result<std::vector<CoverageLine>> coverage(Call& call, const base::Params& query) {
  TRY(a, read_query(query, {"filter.area", "by"}));
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<CoverageLine>> {
    TRY(g, ground(call, s));
    const base::AreaId area = a.area ? a.area : g.tree->root();
    if (g.tree->find(area) == nullptr) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
    const Day day(call, s, g, grids_in(*g.tree, area));
    if (a.by == "department") return by_department(day);
    std::vector<CoverageLine> out;
    std::map<std::string, std::size_t> index;
    for (const GridDay& one : day.grids()) {
      const Area* above = a.by == "community" ? g.tree->community_of(one.grid->id) : g.tree->subdistrict_of(one.grid->id);
      if (above != nullptr) add(group_of(out, index, *above), day, one);
    }
    return out;
  });
}

base::Result<GridView> one(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<GridView> {
    TRY(g, ground(call, s));
    const Area* grid = grid_at(*g.tree, id);
    if (grid == nullptr) return base::fail(base::ErrorCode::not_found, "grids.no_such_grid");
    const Area* community = g.tree->community_of(grid->id);
    const Day day(call, s, g, grids_in(*g.tree, community != nullptr ? community->id : grid->id));
    for (const GridDay& each : day.grids())
      if (each.grid->id == grid->id) return view(call, s, day, each);
    return base::fail(base::ErrorCode::not_found, "grids.no_such_grid");
  });
}

base::Result<std::vector<SeatPast>> history(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<SeatPast>> {
    TRY(g, ground(call, s));
    if (g.tree->find(base::AreaId{id}) == nullptr) return base::fail(base::ErrorCode::not_found, "grids.no_such_grid");
    std::vector<SeatPast> out;
    for (const SeatRow& seat : seats_ever(s, call.district(), {{id}})) {
      SeatPast past{.id = seat.id, .seat = seat.seat, .department = seat.department, .org_unit_name = g.units->name(seat.org_unit_id),
                    .from = seat.valid_from, .to = seat.valid_to};
      if (const Department* d = g.setup->department(seat.department)) past.name_zh = d->name_zh, past.name_en = d->name_en;
      if (seat.post_id)
        if (const people::Post* post = g.units->post(*seat.post_id)) past.post_name = post->name;
      out.push_back(std::move(past));
    }
    std::stable_sort(out.begin(), out.end(), [](const SeatPast& a, const SeatPast& b) { return b.from < a.from; });
    return out;
  });
}

}  // namespace grids
