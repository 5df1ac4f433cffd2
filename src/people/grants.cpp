#include "people/grants.hpp"

#include <toml++/toml.h>

#include "base/embedded.hpp"

namespace people {
namespace {

base::Error bad(std::string reason, const RightsText& file, std::string place, base::Params params = {}) {
  params.emplace_back("file", file.code);
  params.emplace_back("place", place);
  return {.code = base::ErrorCode::invalid, .reason = std::move(reason), .params = std::move(params),
          .rule = base::RuleRef{file.code, file.version, std::move(place)}};
}

std::string text(const toml::table& table, std::string_view key) { return table[key].value_or(std::string{}); }

std::vector<std::string> texts(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  if (const toml::array* list = table[key].as_array())
    for (const toml::node& node : *list) out.push_back(node.value_or(std::string{}));
  return out;
}

template <class Each>
base::Done tables(const toml::table& file, std::string_view key, Each each) {
  const toml::array* list = file[key].as_array();
  if (list == nullptr) return {};
  std::size_t number = 0;
  for (const toml::node& node : *list) {
    ++number;
    if (const toml::table* table = node.as_table()) {
      TRY_DO(each(*table, std::string(key) + "/" + std::to_string(number)));
    }
  }
  return {};
}

base::Result<toml::table> parsed(const RightsText& file) {
  try {
    return toml::parse(file.text, file.code);
  } catch (const toml::parse_error& e) {
    return std::unexpected(bad("people.rights_not_toml", file, "line " + std::to_string(e.source().begin.line), {{"what", std::string(e.description())}}));
  }
}

std::string room_of(std::string_view code) { return std::string(code.substr(code.find('/') == std::string_view::npos ? 0 : code.find('/') + 1)); }

}  // namespace

struct GrantsMaker {
  Grants out{};
  const ActionCatalogue& catalogue;

  base::Done post_kinds(const RightsText& file) {
    TRY(table, parsed(file));
    out.kinds_version_ = file.version;
    TRY_DO(tables(table, "post_kind", [&](const toml::table& t, const std::string& place) -> base::Done {
      PostKind kind{text(t, "kind"), text(t, "name_zh"), text(t, "name_en"), text(t, "level"), t["administrator"].value_or(false), texts(t, "rooms")};
      if (kind.kind.empty() || kind.name_zh.empty() || kind.name_en.empty()) return std::unexpected(bad("people.post_kind_incomplete", file, place));
      if (out.post_kind(kind.kind) != nullptr) return std::unexpected(bad("people.post_kind_twice", file, place, {{"kind", kind.kind}}));
      out.kinds_.push_back(std::move(kind));
      return {};
    }));
    return {};
  }

  base::Done own_action(const RightsText& file, const std::string& place, const std::string& action) {
    const auto room = catalogue.rooms.find(room_of(file.code));
    if (room == catalogue.rooms.end()) return {};
    if (std::find(room->second.begin(), room->second.end(), action) == room->second.end())
      return std::unexpected(bad("people.foreign_action", file, place, {{"action", action}}));
    return {};
  }

  ActionRule& rule(const RightsText& file, const std::string& action) {
    ActionRule& r = out.rules_[action];
    r.room = room_of(file.code);
    r.version = file.version;
    return r;
  }

  base::Done grant(const RightsText& file, const std::string& place, const toml::table& t) {
    const std::string post_kind = text(t, "post_kind");
    const PostKind* kind = out.post_kind(post_kind);
    if (kind == nullptr) return std::unexpected(bad("people.unknown_post_kind", file, place, {{"kind", post_kind}}));
    const auto scope = described::from_word<GrantScope>(text(t, "scope"));
    if (!scope) return std::unexpected(bad("people.unknown_scope", file, place, {{"scope", text(t, "scope")}}));
    if (kind->administrator && std::find(kind->rooms.begin(), kind->rooms.end(), room_of(file.code)) == kind->rooms.end())
      return std::unexpected(bad("people.administrator_with_business", file, place, {{"kind", post_kind}}));
    for (const std::string& action : texts(t, "actions")) {
      TRY_DO(own_action(file, place, action));
      rule(file, action).grants.push_back({post_kind, *scope});
    }
    return {};
  }

  base::Done relation(const RightsText& file, const std::string& place, const toml::table& t) {
    const auto relation = described::from_word<Relation>(text(t, "relation"));
    if (!relation) return std::unexpected(bad("people.unknown_relation", file, place, {{"relation", text(t, "relation")}}));
    for (const std::string& action : texts(t, "actions")) {
      TRY_DO(own_action(file, place, action));
      rule(file, action).relations.push_back(*relation);
    }
    return {};
  }

  base::Done rights(const RightsText& file) {
    if (!catalogue.rooms.empty() && !catalogue.rooms.contains(room_of(file.code))) return {};
    TRY(table, parsed(file));
    TRY_DO(tables(table, "grant", [&](const toml::table& t, const std::string& place) { return grant(file, place, t); }));
    TRY_DO(tables(table, "relation", [&](const toml::table& t, const std::string& place) { return relation(file, place, t); }));
    return {};
  }
};

const ActionRule* Grants::rule(std::string_view action) const {
  const auto it = rules_.find(action);
  return it == rules_.end() ? nullptr : &it->second;
}

const PostKind* Grants::post_kind(std::string_view kind) const {
  for (const PostKind& k : kinds_)
    if (k.kind == kind) return &k;
  return nullptr;
}

base::Result<std::shared_ptr<const Grants>> merge_grants(const std::vector<RightsText>& rights, const RightsText& post_kinds,
                                                         const ActionCatalogue& catalogue) {
  GrantsMaker maker{.catalogue = catalogue};
  TRY_DO(maker.post_kinds(post_kinds));
  for (const RightsText& file : rights) {
    TRY_DO(maker.rights(file));
  }
  return std::make_shared<const Grants>(std::move(maker.out));
}

base::Result<std::shared_ptr<const Grants>> seed_grants(const ActionCatalogue& catalogue) {
  std::vector<RightsText> rights;
  RightsText kinds;
  for (const base::EmbeddedFile& file : base::embedded_seeds()) {
    const bool is_rights = file.path.starts_with("definitions/") && file.path.ends_with("/rights.toml");
    if (!is_rights && file.path != "definitions/people/post_kinds.toml") continue;
    RightsText out{.text = std::string(file.text())};
    TRY(table, parsed({std::string(file.path), 0, out.text}));
    out.code = text(table, "code");
    out.version = table["version"].value_or(std::int64_t{1});
    if (is_rights) rights.push_back(std::move(out));
    else kinds = std::move(out);
  }
  return merge_grants(rights, kinds, catalogue);
}

}  // namespace people
