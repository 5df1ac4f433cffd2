// The district's own templates: downloaded, edited in a word processor, checked and published as a new version. A paper keeps the
// version that it was issued with.
#include <algorithm>

#include "base/crypto.hpp"
#include "mechanisms/papers/service.hpp"
#include "mechanisms/papers/view.hpp"
#include "people/access.hpp"
#include "store/idempotency.hpp"

namespace papers {
namespace {

constexpr int lock_floor = 11;

std::string base64(std::string_view bytes) {
  return base::base64url({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

// The layout of the rules; a kind without one shows the fields of the paper that was issued last.
base::Result<std::string> rule_template(const Ground& g, store::Session& s, base::DistrictId district, const registry::PaperKind& kind) {
  if (const auto own = g.layouts->kinds.find(kind.code); own != g.layouts->kinds.end()) return formats::make_docx(own->second.layout);
  const auto last = latest_of_kind(s, district, kind.code);
  if (!last) return base::fail(base::ErrorCode::not_found, "papers.no_template_yet");
  TRY(content, described::parse<Content>(*last->content));
  return formats::make_docx(plain_layout(content));
}

base::Result<std::string> bytes_of(const Ground& g, store::Session& s, base::DistrictId district, const registry::PaperKind& kind) {
  if (const auto own = template_of(s, district, kind.code); own && !own->docx.empty())
    if (auto bytes = base::from_base64url(own->docx)) return std::move(*bytes);
  return rule_template(g, s, district, kind);
}

KindView kind_view(const registry::Call& call, const registry::PaperKind& kind, const Template* own, std::string published_by) {
  KindView v{.kind = kind.code, .name_zh = kind.name_zh, .name_en = kind.name_en, .subject_kind = kind.subject_kind};
  v.may_issue = people::has_action(call.principal, kind.action);
  if (own != nullptr) {
    v.template_version = own->file_name.empty() ? 0 : own->version;
    v.file_name = own->file_name;
    v.published_at = own->published_at;
    v.published_by_name = std::move(published_by);
  }
  return v;
}

base::Result<base::PostId> may_edit(registry::Call& call, const Ground& g) {
  return people::may(call.principal, "paper.template", people::scope_of(*g.tree, "paper_template", 0, g.tree->root()));
}

// Names that the template uses and the layout does not: a typing mistake would otherwise be found only when a paper is issued.
base::Done check_fields(const Ground& g, store::Session& s, base::DistrictId district, const registry::PaperKind& kind, const std::vector<std::string>& used) {
  std::vector<std::string> known = own_fields();
  if (const auto last = latest_of_kind(s, district, kind.code)) {
    TRY(content, described::parse<Content>(*last->content));
    for (const Words& w : content.fields) known.push_back(w.name);
    for (const WordsTable& t : content.tables)
      for (const std::string& c : t.columns) known.push_back(t.name + "." + c);
  }
  TRY(docx, rule_template(g, s, district, kind));
  TRY(named, formats::docx_fields(docx));
  known.insert(known.end(), named.begin(), named.end());
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  for (const std::string& field : used)
    if (std::find(known.begin(), known.end(), field) == known.end()) wrong.errors.push_back({"/file", "formats.docx_unknown_field", {{"field", field}}});
  for (const std::string_view needed : {"文号", "验证码"})
    if (std::find(used.begin(), used.end(), needed) == used.end()) wrong.errors.push_back({"/file", "papers.field_missing", {{"field", std::string(needed)}}});
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return {};
}

base::Result<Template> keep(registry::Call& call, store::Unit& unit, const registry::PaperKind& kind, std::string file_name, std::string docx) {
  unit.lock(lock_floor, {"paper_template", static_cast<std::int64_t>(std::hash<std::string>{}(kind.code) >> 1U)});
  const auto before = template_of(unit, unit.district(), kind.code);
  Template row{.district_id = unit.district(), .id = unit.make<TemplateId>(), .kind = kind.code, .version = before ? before->version + 1 : 1,
               .file_name = std::move(file_name), .docx = base64(docx), .docx_hash = base::sha256_hex(docx), .published_at = unit.now(), .published_by = unit.actor().person};
  insert(unit, row);
  TRY(event, registry::record(call.house, unit, {.kind = "paper_template.published", .subject = {"paper_template", row.id.value},
                                                 .body = described::to_json(TemplateBody{row.kind, row.version, row.file_name, row.docx_hash})}));
  static_cast<void>(event);
  return row;
}

}  // namespace

base::Result<std::vector<KindView>> kinds(registry::Call& call, std::string_view subject_kind) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<KindView>> {
    TRY(g, ground(call, s));
    const auto own = templates(s, call.district());
    std::vector<base::PersonId> people;
    for (const Template& t : own) people.push_back(t.published_by);
    const auto names = people.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(s, call.district(), people);
    std::vector<KindView> out;
    for (const registry::Room* room : call.house.rooms.all())
      for (const registry::PaperKind& kind : room->papers) {
        if (!subject_kind.empty() && kind.subject_kind != subject_kind) continue;
        const auto row = std::find_if(own.begin(), own.end(), [&](const Template& t) { return t.kind == kind.code; });
        const auto name = row == own.end() ? names.end() : names.find(row->published_by);
        out.push_back(kind_view(call, kind, row == own.end() ? nullptr : &*row, name == names.end() ? std::string{} : name->second));
      }
    return out;
  });
}

base::Result<File> template_file(registry::Call& call, std::string_view code) {
  TRY(kind, known_kind(call, code));
  return call.house.store.read([&](store::Session& s) -> base::Result<File> {
    TRY(g, ground(call, s));
    TRY(bytes, bytes_of(g, s, call.district(), *kind));
    return File{kind->name_zh + "（模板）.docx", std::move(bytes)};
  });
}

base::Result<KindView> publish_template(registry::Call& call, std::string_view code, std::string_view file_name, std::string_view docx) {
  TRY(kind, known_kind(call, code));
  TRY(used, formats::docx_fields(docx));
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    TRY(allowed, may_edit(call, g));
    TRY_DO(check_fields(g, s, call.district(), *kind, used));
    return allowed;
  }));
  TRY(row, call.house.store.write(call.work(post), [&](store::Unit& unit) { return keep(call, unit, *kind, std::string(file_name.substr(0, 200)), std::string(docx)); }));
  KindView view = kind_view(call, *kind, &row, call.principal.name);
  view.fields = std::move(used);
  return view;
}

base::Result<KindView> restore_template(registry::Call& call, std::string_view code, const RestoreTemplate&) {
  TRY(kind, known_kind(call, code));
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(g, ground(call, s));
    return may_edit(call, g);
  }));
  TRY(json, call.house.store.write(call.work(post), [&](store::Unit& unit) {
    return store::once(unit, call.client_ref, std::string(code) + "/restore\n" + call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      TRY(row, keep(call, u, *kind, {}, {}));
      return described::to_json(kind_view(call, *kind, &row, call.principal.name));
    });
  }));
  return described::parse<KindView>(json);
}

}  // namespace papers
