#include "matters/routing.hpp"

#include <algorithm>

#include "definitions/doc.hpp"
#include "matters/view.hpp"

namespace matters {
namespace {

using definitions::Doc;
using definitions::Faults;

// 0: the code itself, 1: its class, 2: any; empty: another's.
std::optional<int> distance(std::string_view wanted, std::string_view category) {
  if (wanted == category) return 0;
  if (wanted == "*") return 2;
  const std::size_t dash = category.rfind('-');
  if (dash != std::string_view::npos && category.substr(0, dash) == wanted) return 1;
  return std::nullopt;
}

bool holds(std::string_view wanted, std::string_view value) { return wanted == "*" || (!value.empty() && wanted == value); }

const people::OrgUnit* unit_of(const Context& c, const RouteRow& row, const MatterRecord& m) {
  if (!row.unit.starts_with('@')) return c.units->by_code(row.unit);
  const std::int64_t area = row.unit == "@community" ? m.community_id.value_or(0) : m.subdistrict_id.value_or(0);
  return area ? c.units->responsible({area}) : nullptr;
}

// Whether the unit answers for the place: its own area is the matter's or lies above it. Departments answer for the district.
bool answers_for(const Context& c, const people::OrgUnit& unit, base::AreaId area) {
  if (!unit.area) return true;
  const auto above = c.tree->ancestors(area);
  return std::find(above.begin(), above.end(), unit.area) != above.end();
}

std::string area_kind(const Context& c, const MatterRecord& m) {
  const territory::Area* area = m.community_id ? c.tree->find({*m.community_id}) : nullptr;
  if (!area) return {};
  return area->kind == territory::AreaKind::village ? "village" : "community";
}

std::string reason_key(const RouteRow& row) {
  if (row.category == "*") return "matters.routing.fallback";
  return row.area != "*" ? "matters.routing.by_area" : row.grade != "*" ? "matters.routing.by_grade" : "matters.routing.by_category";
}

std::string class_word(const Context& c, std::string_view category, bool zh) {
  const Category* found = c.rules.categories->find(category);
  return found ? (zh ? found->class_zh : found->class_en) : std::string(category);
}

}  // namespace

base::Result<RoutingTable> parse_routing(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "route"}, faults);
  RoutingTable out{.code = doc.need_text("code", faults), .version = doc.need_integer("version", faults, 1)};
  bool whole = false;
  for (const Doc& each : doc.need_list("route", faults)) {
    each.only({"category", "grade", "area", "unit", "post_kind", "zh", "en"}, faults);
    RouteRow row{.category = each.need_text("category", faults), .grade = each.text_or("grade", "*", faults), .area = each.text_or("area", "*", faults)};
    row.unit = each.need_text("unit", faults);
    row.post_kind = each.need_text("post_kind", faults);
    row.zh = each.need_text("zh", faults);
    row.en = each.need_text("en", faults);
    if (row.area != "*" && row.area != "community" && row.area != "village") each.at("area").fault(faults, "matters.check_area_kind", {{"area", row.area}});
    if (row.unit.starts_with('@') && row.unit != "@community" && row.unit != "@subdistrict") each.at("unit").fault(faults, "matters.check_route_unit", {{"unit", row.unit}});
    if (std::any_of(out.rows.begin(), out.rows.end(), [&](const RouteRow& r) { return r.place() == row.place(); }))
      each.fault(faults, "matters.check_doubled_route", {{"place", row.place()}});
    whole = whole || (row.category == "*" && row.grade == "*" && row.area == "*");
    out.rows.push_back(std::move(row));
  }
  if (!whole) doc.fault(faults, "matters.check_routing_dead_end");
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

std::vector<const RouteRow*> routes_for(const RoutingTable& table, std::string_view category, std::string_view grade, std::string_view kind) {
  std::vector<const RouteRow*> out;
  for (const RouteRow& row : table.rows)
    if (distance(row.category, category) && holds(row.grade, grade) && holds(row.area, kind)) out.push_back(&row);
  const auto exactness = [&](const RouteRow* r) { return std::tuple(*distance(r->category, category), r->grade == "*", r->area == "*"); };
  std::stable_sort(out.begin(), out.end(), [&](const RouteRow* a, const RouteRow* b) { return exactness(a) < exactness(b); });
  return out;
}

base::Result<RoutingView> routing(registry::Call& call, base::MatterId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<RoutingView> {
    TRY(r, readable(call, s, id));
    const MatterRecord& m = r.state.record;
    const Context& c = r.context;
    TRY(table, call.house.book.in_force_as<RoutingTable>(parse_routing, s, call.district(), "routing/matters", c.rules.today));
    RoutingView out;
    for (const RouteRow* row : routes_for(*table.value, m.category, c.tree->grade_of(m.area_id), area_kind(c, m))) {
      const people::OrgUnit* unit = unit_of(c, *row, m);
      if (!unit || !c.units->has_post_kind(unit->id, row->post_kind) || !answers_for(c, *unit, m.area_id)) continue;
      if (std::any_of(out.items.begin(), out.items.end(), [&](const RoutingItem& i) { return i.org_unit_id == unit->id && i.post_kind == row->post_kind; })) continue;
      RoutingItem item{.org_unit_id = unit->id, .unit_name = unit->name, .unit_name_en = unit->name_en.empty() ? unit->name : unit->name_en, .post_kind = row->post_kind};
      item.reason_key = reason_key(*row);
      const bool by_class = row->category != m.category;
      item.reason_params = {{"category", by_class ? class_word(c, m.category, true) : c.rules.category_zh(m.category)},
                            {"category_en", by_class ? class_word(c, m.category, false) : c.rules.category_en(m.category)},
                            {"grade", row->grade}, {"why", row->zh}, {"why_en", row->en}};
      item.rule = {table->code, table->version, row->place()};
      item.rank = static_cast<std::int64_t>(out.items.size()) + 1;
      out.items.push_back(std::move(item));
    }
    return out;
  });
}

}  // namespace matters
