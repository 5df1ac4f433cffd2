// Looking at organisations, posts, who holds what, deputies and what hangs on a person; as of any day.
#include "formats/pinyin.hpp"
#include "mechanisms/organisations/ground.hpp"
#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/tables.hpp"
#include "records/dues/dues.hpp"

namespace organisations {
namespace {

using registry::Call;

PostView post_view(const Ground& g, const people::Grants& grants, const PostLine& p) {
  const people::PostKind* kind = grants.post_kind(p.kind);
  return {.id = p.id, .kind = p.kind, .name_zh = kind != nullptr ? kind->name_zh : p.kind, .name_en = kind != nullptr ? kind->name_en : p.kind,
          .name = p.name, .concurrent = kind != nullptr && kind->concurrent, .org_unit_id = p.org_unit_id, .org_unit_name = g.units->name(p.org_unit_id),
          .area_id = p.area_id, .area_name = area_name(g, p.area_id), .valid_from = p.valid_from, .valid_to = p.valid_to};
}

struct SourceName { std::string zh{}, en{}; };
SourceName source_name(const people::Grants& grants, std::string_view kind, std::string_view source) {
  if (source.empty()) return {};
  if (const people::PostKind* k = grants.post_kind(kind))
    for (const people::PostSource& each : k->sources)
      if (each.source == source) return {each.name_zh, each.name_en};
  return {std::string(source), std::string(source)};
}

void fill_holders(const people::Grants& grants, PostView& post, std::vector<HolderView> held) {
  for (HolderView& h : held) {
    const SourceName name = source_name(grants, post.kind, h.source);
    h.source_zh = name.zh;
    h.source_en = name.en;
  }
  post.holders = std::move(held);
}

AppointmentView appointment_view(const Ground& g, const people::Grants& grants, const AppointmentLine& a) {
  const people::PostKind* kind = grants.post_kind(a.post_kind);
  const SourceName source = source_name(grants, a.post_kind, a.source);
  std::string unit_name = g.units->name(a.org_unit_id);
  return {.id = a.id, .person_id = a.person_id, .person_name = a.person_name, .phone = a.phone ? base::MaskedPhone(*a.phone) : base::MaskedPhone{},
          .post_id = a.post_id, .post_kind = a.post_kind, .post_kind_zh = kind != nullptr ? kind->name_zh : a.post_kind,
          .post_kind_en = kind != nullptr ? kind->name_en : a.post_kind, .post_name = a.post_name, .org_unit_id = a.org_unit_id,
          .org_unit_name = unit_name.empty() ? a.org_unit_name : std::move(unit_name), .area_name = area_name(g, a.area_id), .from = a.valid_from,
          .to = a.valid_to, .letter = a.letter, .source = a.source, .source_zh = source.zh, .source_en = source.en, .end_reason = a.end_reason,
          .version = a.version};
}

DeputyView deputy_view(const DeputyLine& d) {
  return {.id = d.id, .appointment_id = d.appointment_id, .post_id = d.post_id, .post_name = d.post_name, .org_unit_name = d.org_unit_name,
          .org_unit_id = d.org_unit_id, .holder_id = d.holder_id, .holder_name = d.holder_name, .person_id = d.person_id, .person_name = d.person_name,
          .from = d.valid_from, .to = d.valid_to, .reason = d.reason};
}

template <class Line, class View, class Make>
base::Result<Page<View>> page_on_day(Call& call, const store::ListSpec& spec, const base::Params& query, Make make) {
  TRY(parsed, store::parse_list(spec, query, {.time_zone = call.time_zone}));
  TRY(on, day_of(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<View>> {
    const Ground g = ground(call, s, on);
    auto page = store::list_page<Line>(s, spec, parsed, {.everything = true}, call.district(), g.day);
    Page<View> out{.next = std::move(page.next), .total_at_least = page.total_at_least};
    make(s, g, page.items, out.items);
    return out;
  });
}

base::Result<CountView> count_on_day(Call& call, const store::ListSpec& spec, const base::Params& query) {
  TRY(parsed, store::parse_list(spec, query, {.time_zone = call.time_zone}));
  TRY(on, day_of(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<CountView> {
    const base::CivilDate day = on ? *on : call.house.areas.civil_today(s, call.moment);
    return CountView{store::list_count(s, spec, parsed, {.everything = true}, call.district(), day)};
  });
}

}  // namespace

base::Result<std::vector<OrgUnitLine>> units(Call& call, const base::Params& query) {
  TRY(on, day_of(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<OrgUnitLine>> {
    const Ground g = ground(call, s, on);
    const auto counts = unit_counts(s, call.district(), g.day);
    std::vector<OrgUnitLine> out;
    for (const people::OrgUnit& u : g.units->all()) {
      OrgUnitLine line{.id = u.id, .tree = u.tree, .kind = u.kind, .code = u.code, .name = u.name, .name_en = u.name_en,
                       .initials = formats::pinyin_initials(u.name)};
      if (u.parent) line.parent_id = u.parent;
      if (u.area) {
        line.area_id = u.area;
        line.area_name = area_name(g, u.area);
      }
      if (const auto it = counts.find(u.id); it != counts.end()) {
        line.posts = it->second.posts;
        line.vacant = it->second.posts - it->second.held;
      }
      out.push_back(std::move(line));
    }
    return out;
  });
}

base::Result<OrgUnitView> unit(Call& call, std::int64_t id, const base::Params& query) {
  TRY(on, day_of(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<OrgUnitView> {
    const Ground g = ground(call, s, on);
    const people::OrgUnit* u = g.units->find(base::OrgUnitId{id});
    if (u == nullptr) return std::unexpected(not_found("people.no_such_unit"));
    OrgUnitView out{.id = u->id, .tree = u->tree, .kind = u->kind, .code = u->code, .name = u->name, .name_en = u->name_en, .valid_from = u->valid_from,
                    .valid_to = u->valid_to};
    if (u->parent) out.parent_id = u->parent;
    if (u->area) {
      out.area_id = u->area;
      out.area_name = area_name(g, u->area);
    }
    for (const people::OrgUnit* at = g.units->find(u->parent); at != nullptr && out.path.size() < 20; at = g.units->find(at->parent))
      out.path.insert(out.path.begin(), {at->id, at->name});
    for (const people::OrgUnit& each : g.units->all())
      if (each.parent == u->id) out.below.push_back({each.id, each.name});
    for (const VersionLine& v : unit_versions(s, call.district(), u->id)) {
      UnitVersionView version{.from = v.from, .name = v.name, .parent_name = g.units->name(v.parent), .area_name = area_name(g, v.area)};
      if (v.parent) version.parent_id = v.parent;
      out.versions.push_back(std::move(version));
    }
    std::vector<base::PostId> ids;
    for (const people::Post* p : g.units->posts_of(u->id)) {
      ids.push_back(p->id);
      out.posts.push_back(post_view(g, *call.principal.grants, {p->id, p->kind, p->name, p->org_unit, p->area, p->valid_from, p->valid_to}));
    }
    auto held = holders(s, call.district(), ids, g.day);
    for (PostView& p : out.posts) fill_holders(*call.principal.grants, p, std::move(held[p.id]));
    return out;
  });
}

base::Result<Page<PostView>> posts(Call& call, const base::Params& query) {
  return page_on_day<PostLine, PostView>(call, posts_list(), query, [&](store::Session& s, const Ground& g, auto& lines, auto& out) {
    std::vector<base::PostId> ids;
    for (const PostLine& p : lines) {
      ids.push_back(p.id);
      out.push_back(post_view(g, *call.principal.grants, p));
    }
    auto held = holders(s, call.district(), ids, g.day);
    for (PostView& p : out) fill_holders(*call.principal.grants, p, std::move(held[p.id]));
  });
}
base::Result<CountView> posts_count(Call& call, const base::Params& query) { return count_on_day(call, posts_list(), query); }

base::Result<Page<AppointmentView>> appointments(Call& call, const base::Params& query) {
  return page_on_day<AppointmentLine, AppointmentView>(call, appointments_list(), query, [&](store::Session&, const Ground& g, auto& lines, auto& out) {
    for (const AppointmentLine& a : lines) out.push_back(appointment_view(g, *call.principal.grants, a));
  });
}
base::Result<CountView> appointments_count(Call& call, const base::Params& query) { return count_on_day(call, appointments_list(), query); }

base::Result<Page<DeputyView>> deputies(Call& call, const base::Params& query) {
  return page_on_day<DeputyLine, DeputyView>(call, deputies_list(), query, [](store::Session&, const Ground&, auto& lines, auto& out) {
    for (const DeputyLine& d : lines) out.push_back(deputy_view(d));
  });
}

base::Result<Page<PersonView>> persons(Call& call, const base::Params& query) {
  return page_on_day<PersonLine, PersonView>(call, persons_list(), query, [&](store::Session& s, const Ground& g, auto& lines, auto& out) {
    std::vector<base::PersonId> ids;
    for (const PersonLine& p : lines) ids.push_back(p.id);
    auto words = posts_in_words(s, call.district(), ids, g.day);
    for (PersonLine& p : lines)
      out.push_back({p.id, std::move(p.name), p.phone ? base::MaskedPhone(*p.phone) : base::MaskedPhone{}, std::move(p.note), std::move(words[p.id])});
  });
}
base::Result<PersonView> one_person(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<PersonView> {
    const auto row = person(s, call.district(), base::PersonId{id});
    if (!row || row->name.empty()) return std::unexpected(not_found("people.no_such_person"));
    auto words = posts_in_words(s, call.district(), {row->id}, call.house.areas.civil_today(s, call.moment));
    return PersonView{row->id, row->name, row->phone ? base::MaskedPhone(*row->phone) : base::MaskedPhone{}, row->note, std::move(words[row->id])};
  });
}
base::Result<CountView> persons_count(Call& call, const base::Params& query) { return count_on_day(call, persons_list(), query); }

base::Result<HoldingsView> holdings(Call& call, std::int64_t id) {
  const base::PersonId who{id};
  return call.house.store.read([&](store::Session& s) -> base::Result<HoldingsView> {
    const auto row = person(s, call.district(), who);
    if (!row || row->name.empty()) return std::unexpected(not_found("people.no_such_person"));
    const Ground g = ground(call, s);
    HoldingsView out{.person_id = who, .name = row->name, .account = open_account(s, call.district(), who)};
    for (const AppointmentLine& a : held_from(s, call.district(), who, g.today)) {
      const people::PostKind* kind = call.principal.grants->post_kind(a.post_kind);
      const territory::Area* area = g.tree->find(a.area_id);
      const bool grid = area != nullptr && area->kind == territory::AreaKind::grid;
      const auto open = dues::summary(s, call.district(), {{a.org_unit_id, a.post_kind, grid ? a.area_id : base::AreaId{}}}, call.moment.now);
      out.posts.push_back({.appointment_id = a.id, .post_id = a.post_id, .post_name = a.post_name, .post_kind = a.post_kind,
                           .post_kind_zh = kind != nullptr ? kind->name_zh : a.post_kind, .post_kind_en = kind != nullptr ? kind->name_en : a.post_kind,
                           .org_unit_id = a.org_unit_id, .org_unit_name = g.units->name(a.org_unit_id), .area_name = area != nullptr ? area->name : std::string{},
                           .grid = grid, .concurrent = !a.source.empty(), .source = a.source, .from = a.valid_from, .to = a.valid_to, .open_dues = open.total});
    }
    out.kept = kept_of(s, call.district(), who);
    for (const DeputyLine& d : deputyships_from(s, call.district(), who, g.today)) (d.person_id == who ? out.deputyships : out.own_deputies).push_back(deputy_view(d));
    return out;
  });
}

}  // namespace organisations
