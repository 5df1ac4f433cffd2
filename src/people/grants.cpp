#include "people/grants.hpp"

#include "base/embedded.hpp"

namespace people {
namespace {

using definitions::Doc;
using definitions::Faults;

std::string room_of(std::string_view code) { return std::string(code.substr(code.find('/') == std::string_view::npos ? 0 : code.find('/') + 1)); }

std::vector<Doc> list(const Doc& body, std::string_view key) {
  const Doc at = body.at(key);
  return at.present() ? at.items() : std::vector<Doc>{};
}

}  // namespace

struct GrantsMaker {
  Grants out{};
  const ActionCatalogue& catalogue;
  Faults faults{};

  void post_kinds(const RulesFile& file) {
    out.kinds_version_ = file.version;
    for (const Doc& d : list(file.body, "post_kind")) {
      d.only({"kind", "name_zh", "name_en", "unit_kinds", "administrator", "rooms", "concurrent", "sources"}, faults);
      PostKind kind{d.need_text("kind", faults), d.need_text("name_zh", faults), d.need_text("name_en", faults),
                    d.texts_or_none("unit_kinds", faults), d.boolean_or("administrator", false, faults), d.texts_or_none("rooms", faults),
                    d.boolean_or("concurrent", false, faults), {}};
      for (const Doc& from : list(d, "sources")) {
        from.only({"source", "name_zh", "name_en", "post_kind", "unit_kinds"}, faults);
        kind.sources.push_back({from.need_text("source", faults), from.need_text("name_zh", faults), from.need_text("name_en", faults),
                                from.need_text("post_kind", faults), from.texts_or_none("unit_kinds", faults)});
      }
      if (kind.concurrent == kind.sources.empty()) d.fault(faults, "people.concurrent_without_source", {{"kind", kind.kind}});
      if (out.post_kind(kind.kind) != nullptr) d.fault(faults, "people.post_kind_twice", {{"kind", kind.kind}});
      out.kinds_.push_back(std::move(kind));
    }
    for (const PostKind& kind : out.kinds_)
      for (const PostSource& from : kind.sources)
        if (out.post_kind(from.post_kind) == nullptr) faults.push_back({"/post_kind", "people.unknown_post_kind", {{"kind", from.post_kind}}});
  }

  // The actions of a grant or relation that this room may give.
  std::vector<std::string> own_actions(const RulesFile& file, const Doc& d) {
    std::vector<std::string> actions = d.need_texts("actions", faults);
    const auto room = catalogue.rooms.find(room_of(file.code));
    if (room == catalogue.rooms.end()) return actions;
    for (const std::string& action : actions)
      if (std::find(room->second.begin(), room->second.end(), action) == room->second.end())
        d.fault(faults, "people.foreign_action", {{"action", action}, {"file", file.code}});
    return actions;
  }

  ActionRule& rule(const RulesFile& file, const std::string& action) {
    ActionRule& r = out.rules_[action];
    r.room = room_of(file.code);
    r.version = file.version;
    return r;
  }

  void grant(const RulesFile& file, const Doc& d) {
    d.only({"post_kind", "actions", "scope", "note"}, faults);
    const std::string post_kind = d.need_text("post_kind", faults);
    const std::string scope_word = d.need_text("scope", faults);
    const PostKind* kind = out.post_kind(post_kind);
    if (kind == nullptr) return d.fault(faults, "people.unknown_post_kind", {{"kind", post_kind}});
    const auto scope = described::from_word<GrantScope>(scope_word);
    if (!scope) return d.fault(faults, "people.unknown_scope", {{"scope", scope_word}});
    if (kind->administrator && std::find(kind->rooms.begin(), kind->rooms.end(), room_of(file.code)) == kind->rooms.end())
      return d.fault(faults, "people.administrator_with_business", {{"kind", post_kind}, {"file", file.code}});
    for (const std::string& action : own_actions(file, d)) rule(file, action).grants.push_back({post_kind, *scope});
  }

  void relation(const RulesFile& file, const Doc& d) {
    d.only({"relation", "actions", "note"}, faults);
    const std::string word = d.need_text("relation", faults);
    const auto relation = described::from_word<Relation>(word);
    if (!relation) return d.fault(faults, "people.unknown_relation", {{"relation", word}});
    for (const std::string& action : own_actions(file, d)) rule(file, action).relations.push_back(*relation);
  }

  void rights(const RulesFile& file) {
    if (!catalogue.rooms.empty() && !catalogue.rooms.contains(room_of(file.code))) return;
    for (const Doc& d : list(file.body, "grant")) grant(file, d);
    for (const Doc& d : list(file.body, "relation")) relation(file, d);
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

base::Result<std::shared_ptr<const Grants>> merge_grants(const std::vector<RulesFile>& rights, const RulesFile& post_kinds,
                                                         const ActionCatalogue& catalogue) {
  GrantsMaker maker{.catalogue = catalogue};
  maker.post_kinds(post_kinds);
  for (const RulesFile& file : rights) maker.rights(file);
  if (!maker.faults.empty())
    return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "people.rights_do_not_fit", .errors = std::move(maker.faults)});
  return std::make_shared<const Grants>(std::move(maker.out));
}

base::Result<std::shared_ptr<const Grants>> seed_grants(const ActionCatalogue& catalogue) {
  std::vector<RulesFile> rights;
  RulesFile kinds;
  for (const base::EmbeddedFile& file : base::embedded_seeds()) {
    const bool is_rights = file.path.starts_with("definitions/") && file.path.ends_with("/rights.toml");
    if (!is_rights && file.path != "definitions/people/post_kinds.toml") continue;
    TRY(body, Doc::parse(file.text()));
    RulesFile out{body.at("code").text().value_or(""), body.at("version").integer().value_or(1), body};
    if (is_rights) rights.push_back(std::move(out));
    else kinds = std::move(out);
  }
  return merge_grants(rights, kinds, catalogue);
}

}  // namespace people
