#include "mechanisms/papers/view.hpp"

#include "people/access.hpp"

namespace papers {

base::Result<Ground> ground(registry::Call& call, store::Session& s) {
  Ground g;
  g.tree = call.house.areas.today(s, call.moment);
  g.units = call.house.people.units(s, call.district(), g.tree->day());
  TRY(layouts, call.house.book.in_force_as<Layouts>(parse_layouts, s, call.district(), "papers/layouts", g.tree->day()));
  g.layouts = std::move(layouts);
  TRY(zone, base::Zone::named(call.time_zone));
  g.zone = zone;
  return g;
}

const registry::PaperKind* find_kind(const registry::House& house, std::string_view code) {
  for (const registry::Room* room : house.rooms.all())
    for (const registry::PaperKind& kind : room->papers)
      if (kind.code == code) return &kind;
  return nullptr;
}

base::Result<const registry::PaperKind*> known_kind(registry::Call& call, std::string_view code) {
  if (const registry::PaperKind* kind = find_kind(call.house, code)) return kind;
  return base::fail(base::ErrorCode::not_found, "papers.no_such_kind", {{"kind", std::string(code)}});
}

PaperView view_of(const registry::House& house, const Ground& g, const Paper& p, std::string issued_by_name) {
  const registry::PaperKind* kind = find_kind(house, p.kind);
  PaperView v{.id = p.id, .version = p.version, .kind = p.kind, .kind_zh = kind ? kind->name_zh : p.kind, .kind_en = kind ? kind->name_en : p.kind};
  v.number = p.number;
  v.title = p.title;
  v.subject_kind = p.subject_kind;
  v.subject_id = p.subject_id;
  v.org_unit_id = p.org_unit_id;
  v.org_unit_name = g.units->name(p.org_unit_id);
  v.area_id = p.area_id;
  v.issued_at = p.issued_at;
  v.issued_by_name = std::move(issued_by_name);
  v.code = shown_code(p.code);
  v.template_version = p.template_version;
  v.readable = p.content.has_value();
  v.voided_at = p.voided_at;
  v.void_reason = p.void_reason;
  return v;
}

people::Reach reach_of(const registry::Call& call, const Ground& g) {
  people::Reach reach = people::reach(call.principal, "paper.read");
  reach.areas = g.tree->below(reach.areas);
  return reach;
}

base::Result<store::ListQuery> parse_query(const registry::Call& call, const Ground&, const base::Params& params) {
  return store::parse_list(list_spec(), params, {.time_zone = call.time_zone});
}

}  // namespace papers
