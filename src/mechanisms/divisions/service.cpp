#include "mechanisms/divisions/service.hpp"

#include <fmt/format.h>

#include "people/access.hpp"
#include "registry/room.hpp"
#include "store/idempotency.hpp"
#include "territory/changes.hpp"

namespace divisions {
namespace {

using registry::Call;

std::shared_ptr<const territory::Tree> today(Call& call) {
  return call.house.store.read([&](store::Session& s) { return call.house.areas.today(s, call.moment); });
}

std::optional<base::AreaId> some(base::AreaId id) { return id ? std::optional(id) : std::nullopt; }

base::Error no_such_area() { return {.code = base::ErrorCode::not_found, .reason = "territory.no_such_area"}; }

territory::Recorder recorder(Call& call) {
  return [&house = call.house](store::Unit& unit, const store::NewEvent& event) { return registry::record(house, unit, event); };
}

// The version that the asking screen showed must still be the last one.
base::Done unchanged(store::Unit& unit, base::AreaId area, const std::optional<std::int64_t>& if_version) {
  if (!if_version) return {};
  const auto versions = territory::versions(unit, unit.district(), area);
  const auto now = static_cast<std::int64_t>(versions.size());
  if (now == 0) return std::unexpected(no_such_area());
  if (*if_version == now) return {};
  return std::unexpected(base::Error{.code = base::ErrorCode::stale, .reason = "divisions.changed_meanwhile",
                                     .rule = base::RuleRef{"rules/divisions", 1, "dated_versions"}, .remedy = "divisions.look_again", .now_version = now});
}

// The area as its last version says it, which may begin only later.
AreaView last_version(store::Session& s, base::DistrictId district, base::AreaId area, territory::AreaKind kind) {
  const auto versions = territory::versions(s, district, area);
  const territory::Version& v = versions.back();
  AreaView out{.id = area, .parent_id = some(v.parent), .kind = kind, .code = v.code, .name = v.name, .name_en = v.name_en,
               .households = v.households, .valid_from = v.valid_from, .valid_to = v.valid_to, .version = static_cast<std::int64_t>(versions.size())};
  if (!v.grade.empty()) out.grade = v.grade;
  return out;
}

// One write of this room: may the principal do it where the area stands, then `act`, then the trees in memory are old.
template <class Command, class Act>
base::Result<AreaView> write(Call& call, base::AreaId where, const Command& command, Act act) {
  const auto tree = today(call);
  const territory::Area* found = tree->find(where);
  if (found == nullptr) return std::unexpected(no_such_area());
  TRY(post, people::may(call.principal, edit_action, people::scope_of(*tree, "area", where.value, where)));
  TRY(answer, call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, command.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(view, act(u, found->kind));
      u.after_commit([&areas = call.house.areas, district = u.district()] { areas.forget(district); });
      return described::to_json(view);
    });
  }));
  return described::parse<AreaView>(answer);
}

std::string shape_text(const described::Json& json) { return json.text == "null" ? std::string{} : json.text; }

void feature(std::string& out, const territory::Tree& tree, const territory::Area& area) {
  if (out.back() == '}') out += ',';
  fmt::format_to(std::back_inserter(out), R"({{"type":"Feature","id":"{}","properties":{},"geometry":{{"type":"MultiPolygon","coordinates":[)",
                 area.id.value, described::to_json(view_of(tree, area)));
  // Every ring as a polygon of its own: the even-odd rule of our shapes needs no marks, and maps draw an outline either way.
  bool first = true;
  for (const territory::Ring& ring : tree.shape(area.id)->rings) {
    out += first ? "[[" : ",[[";
    for (const territory::Point p : ring) fmt::format_to(std::back_inserter(out), "[{:.7f},{:.7f}],", p.lon, p.lat);
    fmt::format_to(std::back_inserter(out), "[{:.7f},{:.7f}]]]", ring.front().lon, ring.front().lat);
    first = false;
  }
  out += "]}}";
}

}  // namespace

AreaView view_of(const territory::Tree& tree, const territory::Area& a) {
  AreaView out{.id = a.id, .parent_id = some(a.parent), .kind = a.kind, .code = a.code, .name = a.name, .name_en = a.name_en,
               .households = a.households, .square_metres = static_cast<std::int64_t>(a.square_metres), .has_shape = a.has_shape,
               .valid_from = a.valid_from, .valid_to = a.valid_to, .version = a.number};
  if (std::string grade = tree.grade_of(a.id); !grade.empty()) out.grade = std::move(grade);
  if (a.centre_lon != 0 || a.centre_lat != 0) {
    out.centre_lon = a.centre_lon;
    out.centre_lat = a.centre_lat;
  }
  return out;
}

base::Result<std::vector<AreaView>> list(Call& call) {
  const auto tree = today(call);
  std::vector<AreaView> out;
  for (const territory::Area& area : tree->all()) out.push_back(view_of(*tree, area));
  return out;
}

base::Result<AreaView> one(Call& call, std::int64_t id) {
  const auto tree = today(call);
  const territory::Area* area = tree->find(base::AreaId{id});
  if (area == nullptr) return std::unexpected(no_such_area());
  return view_of(*tree, *area);
}

base::Result<std::vector<AreaVersionView>> history(Call& call, std::int64_t id) {
  const auto versions = call.house.store.read([&](store::Session& s) { return territory::versions(s, call.district(), base::AreaId{id}); });
  if (versions.empty()) return std::unexpected(no_such_area());
  std::vector<AreaVersionView> out;
  for (const territory::Version& v : versions)
    out.push_back({static_cast<std::int64_t>(out.size()) + 1, some(v.parent), v.code, v.name, v.name_en, v.grade, v.households, v.valid_from, v.valid_to});
  return out;
}

base::Result<AreaView> locate(Call& call, double lon, double lat) {
  const auto tree = today(call);
  const territory::Area* area = tree->locate(lon, lat);
  if (area == nullptr) return base::fail(base::ErrorCode::not_found, "divisions.outside_all_areas");
  return view_of(*tree, *area);
}

base::Result<std::string> geometry(Call& call, base::AreaId under) {
  const auto tree = today(call);
  const base::AreaId top = under ? under : tree->root();
  if (top && tree->find(top) == nullptr) return std::unexpected(no_such_area());
  std::string out = R"({"type":"FeatureCollection","features":[)";
  std::vector<const territory::Area*> open = tree->children(top);
  for (std::size_t i = 0; i < open.size(); ++i) {
    const territory::Area& area = *open[i];
    if (tree->shape(area.id) != nullptr) {
      feature(out, *tree, area);
      continue;
    }
    const auto below = tree->children(area.id);
    open.insert(open.end(), below.begin(), below.end());
  }
  return out + "]}";
}

base::Result<AreaView> add(Call& call, std::int64_t, const AddArea& c) {
  return write(call, c.parent_id, c, [&](store::Unit& unit, territory::AreaKind) -> base::Result<AreaView> {
    TRY(id, territory::create_area(unit, recorder(call), {.parent = c.parent_id, .kind = c.kind, .code = c.code, .name = c.name, .name_en = c.name_en,
                                                         .grade = c.grade, .households = c.households, .shape = shape_text(c.shape),
                                                         .valid_from = c.valid_from, .source = "desk"}));
    return last_version(unit, unit.district(), id, c.kind);
  });
}

base::Result<AreaView> change(Call& call, std::int64_t id, const ChangeArea& c) {
  const base::AreaId area{id};
  return write(call, area, c, [&](store::Unit& unit, territory::AreaKind kind) -> base::Result<AreaView> {
    unit.lock(4, {"areas", 0});
    TRY_DO(unchanged(unit, area, c.if_version));
    territory::AreaChange change{.code = c.code, .name = c.name, .name_en = c.name_en, .grade = c.grade, .households = c.households,
                                 .parent = c.parent_id, .from = c.from, .reason = c.reason};
    if (c.shape) change.shape = shape_text(*c.shape);
    TRY(version, territory::change_area(unit, recorder(call), area, change));
    static_cast<void>(version);
    return last_version(unit, unit.district(), area, kind);
  });
}

base::Result<AreaView> close(Call& call, std::int64_t id, const CloseArea& c) {
  const base::AreaId area{id};
  return write(call, area, c, [&](store::Unit& unit, territory::AreaKind kind) -> base::Result<AreaView> {
    unit.lock(4, {"areas", 0});
    TRY_DO(unchanged(unit, area, c.if_version));
    TRY_DO(territory::close_area(unit, recorder(call), area, c.from, c.reason, c.successors));
    return last_version(unit, unit.district(), area, kind);
  });
}

}  // namespace divisions
