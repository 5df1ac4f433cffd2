#include "mechanisms/organisations/exports.hpp"

#include "mechanisms/organisations/ground.hpp"
#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/tables.hpp"

namespace organisations {
namespace {

using formats::Cell;
using registry::Call;
using registry::ExportPage;

Cell text(std::string s) { return s.empty() ? Cell{} : Cell{std::move(s)}; }
template <class Tag>
Cell id_cell(base::Id<Tag> id) { return std::to_string(id.value); }
Cell day(const std::optional<base::CivilDate>& d) { return d ? Cell{*d} : Cell{}; }
Cell tree_word(people::OrgTree tree, const std::string& language) {
  const bool party = tree == people::OrgTree::party;
  return language == "en" ? std::string(party ? "party" : "administrative") : std::string(party ? "党组织" : "行政");
}

base::Result<ExportPage> units_page(Call& call, const base::Params& query) {
  TRY(on, day_of(query));
  return call.house.store.read([&](store::Session& s) -> base::Result<ExportPage> {
    const Ground g = ground(call, s, on);
    ExportPage out;
    for (const people::OrgUnit& u : g.units->all()) {
      const people::OrgUnit* parent = g.units->find(u.parent);
      const territory::Area* area = g.tree->find(u.area);
      out.rows.push_back({text(u.code), text(u.name), text(u.name_en), tree_word(u.tree, call.language), text(u.kind),
                          text(parent != nullptr ? parent->code : std::string{}), text(area != nullptr ? area->code : std::string{}), u.valid_from,
                          day(u.valid_to)});
    }
    out.total_at_least = static_cast<std::int64_t>(out.rows.size());
    return out;
  });
}

std::string unit_code(const Ground& g, base::OrgUnitId id) {
  const people::OrgUnit* u = g.units->find(id);
  return u != nullptr ? u->code : std::string{};
}
std::string area_code(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area != nullptr ? area->code : std::string{};
}

base::Result<ExportPage> posts_page(Call& call, const base::Params& query) {
  TRY(page, posts(call, query));
  TRY(on, day_of(query));
  const Ground g = call.house.store.read([&](store::Session& s) { return ground(call, s, on); });
  ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const PostView& p : page.items) {
    std::string holder;
    for (const HolderView& h : p.holders) holder += (holder.empty() ? "" : "、") + h.name + (h.deputy ? "（代）" : "");
    out.rows.push_back({id_cell(p.id), text(unit_code(g, p.org_unit_id)), text(p.org_unit_name), text(p.kind), text(call.language == "en" ? p.name_en : p.name_zh),
                        text(p.name), text(area_code(g, p.area_id)), p.valid_from, day(p.valid_to), text(holder)});
  }
  return out;
}

base::Result<ExportPage> appointments_page(Call& call, const base::Params& query) {
  TRY(page, appointments(call, query));
  TRY(on, day_of(query));
  const Ground g = call.house.store.read([&](store::Session& s) { return ground(call, s, on); });
  ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const AppointmentView& a : page.items)
    out.rows.push_back({id_cell(a.person_id), text(a.person_name), id_cell(a.post_id), text(unit_code(g, a.org_unit_id)), text(a.org_unit_name), text(a.post_kind),
                        text(a.post_name), a.from, day(a.to), text(a.letter), text(a.source), text(a.end_reason)});
  return out;
}

base::Result<ExportPage> persons_page(Call& call, const base::Params& query) {
  TRY(page, persons(call, query));
  ExportPage out{.next = page.next, .total_at_least = page.total_at_least};
  for (const PersonView& p : page.items) out.rows.push_back({id_cell(p.id), text(p.name), text(p.phone.text()), text(p.note), text(p.posts)});
  return out;
}

}  // namespace

const registry::ExportList& units_export() {
  static const registry::ExportList list{
      .code = "org_units", .path = "/api/v1/org_units", .name_zh = "机构", .name_en = "Organisations", .action = std::string(read_action),
      .columns = {{"机构代码", "Code"}, {"机构名称", "Name"}, {"英文名称", "English name"}, {"树", "Tree"}, {"种类", "Kind"}, {"上级机构代码", "Parent code"},
                  {"区域代码", "Area code"}, {"起日", "From"}, {"止日", "To"}},
      .page = units_page};
  return list;
}
const registry::ExportList& posts_export() {
  static const registry::ExportList list{
      .code = "posts", .path = "/api/v1/posts", .name_zh = "岗位", .name_en = "Posts", .action = std::string(export_action), .personal = true,
      .columns = {{"岗位编号", "Post number"}, {"机构代码", "Code"}, {"机构名称", "Organisation"}, {"岗位种类", "Kind of post"}, {"种类名称", "Kind's name"},
                  {"岗位名称", "Post"}, {"区域代码", "Area code"}, {"起日", "From"}, {"止日", "To"}, {"任职人", "Holder"}},
      .page = posts_page};
  return list;
}
const registry::ExportList& appointments_export() {
  static const registry::ExportList list{
      .code = "appointments", .path = "/api/v1/appointments", .name_zh = "任职", .name_en = "Appointments", .action = std::string(export_action), .personal = true,
      .columns = {{"人员编号", "Person number"}, {"姓名", "Name"}, {"岗位编号", "Post number"}, {"机构代码", "Code"}, {"机构名称", "Organisation"},
                  {"岗位种类", "Kind of post"}, {"岗位名称", "Post"}, {"任职日期", "From"}, {"任期届满", "To"}, {"任命文号", "Letter"}, {"兼职来源", "Source"},
                  {"免职事由", "Reason of its end"}},
      .page = appointments_page};
  return list;
}
const registry::ExportList& persons_export() {
  static const registry::ExportList list{
      .code = "persons", .path = "/api/v1/persons", .name_zh = "人员", .name_en = "Persons", .action = std::string(export_action), .personal = true,
      .columns = {{"人员编号", "Person number"}, {"姓名", "Name"}, {"电话", "Phone"}, {"备注", "Note"}, {"现任岗位", "Posts"}},
      .page = persons_page};
  return list;
}

}  // namespace organisations
