#include "people/access.hpp"

namespace people {
namespace {

bool in(const std::vector<base::AreaId>& areas, base::AreaId area) { return std::find(areas.begin(), areas.end(), area) != areas.end(); }
bool in(const std::vector<base::OrgUnitId>& units, base::OrgUnitId unit) { return std::find(units.begin(), units.end(), unit) != units.end(); }

// How near a grant brings its holder to the record: smaller is nearer; empty: not at all.
std::optional<std::size_t> nearness(const ActionGrant& grant, const HeldPost& post, const Scope& scope) {
  switch (grant.scope) {
    case GrantScope::own_unit:
      if (post.org_unit && in(scope.org_units, post.org_unit)) return 0;
      return std::nullopt;
    case GrantScope::own_area:
      for (std::size_t i = 0; i < scope.areas.size(); ++i)
        if (post.area && scope.areas[i] == post.area) return i + 1;
      return std::nullopt;
    case GrantScope::district: return 1000;
  }
  return std::nullopt;
}

base::Error refusal(const Principal& who, std::string_view action) {
  base::Error error{.code = who.account || !who.link_token_hash.empty() ? base::ErrorCode::forbidden : base::ErrorCode::unauthenticated,
                    .reason = "people.not_allowed",
                    .params = {{"action", std::string(action)}},
                    .remedy = "people.ask_who_may"};
  if (who.must_change_password) {
    error.reason = "people.change_password_first";
    error.remedy = "people.open_change_password";
    error.rule = base::RuleRef{"rules/organisations", 1, "accounts"};
    return error;
  }
  const ActionRule* rule = who.grants ? who.grants->rule(action) : nullptr;
  std::string codes, zh, en;
  if (rule != nullptr) {
    error.rule = base::RuleRef{"rights/" + rule->room, rule->version, std::string(action)};
    for (const ActionGrant& grant : rule->grants) {
      const PostKind* kind = who.grants->post_kind(grant.post_kind);
      if (kind == nullptr) continue;
      codes += (codes.empty() ? "" : ",") + kind->kind;
      zh += (zh.empty() ? "" : "、") + kind->name_zh;
      en += (en.empty() ? "" : ", ") + kind->name_en;
    }
  } else {
    error.rule = base::RuleRef{"rights", 0, std::string(action)};
  }
  error.params.emplace_back("could", codes);
  error.params.emplace_back("could_zh", zh.empty() ? "—" : zh);
  error.params.emplace_back("could_en", en.empty() ? "—" : en);
  return error;
}

}  // namespace

Scope scope_of(const territory::Tree& tree, std::string kind, std::int64_t id, base::AreaId area, std::vector<base::OrgUnitId> org_units,
               std::vector<Relation> relations) {
  return {std::move(kind), id, tree.ancestors(area), std::move(org_units), std::move(relations)};
}

base::Result<base::PostId> may(const Principal& who, std::string_view action, const Scope& scope) {
  if (who.system) return base::PostId{};
  const ActionRule* rule = who.grants ? who.grants->rule(action) : nullptr;
  if (rule == nullptr) return std::unexpected(refusal(who, action));
  const HeldPost* best = nullptr;
  std::size_t best_nearness = 0;
  for (const HeldPost& post : who.posts)
    for (const ActionGrant& grant : rule->grants) {
      if (grant.post_kind != post.kind) continue;
      const auto near = nearness(grant, post, scope);
      if (!near) continue;
      const bool better = best == nullptr || std::pair(post.deputy, *near) < std::pair(best->deputy, best_nearness);
      if (!better) continue;
      best = &post;
      best_nearness = *near;
    }
  if (best != nullptr) return best->post;
  for (const Relation relation : scope.relations)
    if (std::find(rule->relations.begin(), rule->relations.end(), relation) != rule->relations.end()) return base::PostId{};
  return std::unexpected(refusal(who, action));
}

bool has_action(const Principal& who, std::string_view action) {
  if (who.system) return true;
  const ActionRule* rule = who.grants ? who.grants->rule(action) : nullptr;
  if (rule == nullptr) return false;
  for (const HeldPost& post : who.posts)
    for (const ActionGrant& grant : rule->grants)
      if (grant.post_kind == post.kind) return true;
  return false;
}

base::Done need_action(const Principal& who, std::string_view action) {
  if (has_action(who, action)) return {};
  return std::unexpected(refusal(who, action));
}

std::vector<std::string> actions_of(const Principal& who) {
  std::vector<std::string> out;
  if (who.grants)
    for (const auto& [action, rule] : who.grants->rules())
      if (has_action(who, action)) out.push_back(action);
  return out;
}

Reach reach(const Principal& who, std::string_view action) {
  Reach out;
  if (who.system) {
    out.everything = true;
    return out;
  }
  const ActionRule* rule = who.grants ? who.grants->rule(action) : nullptr;
  if (rule == nullptr) return out;
  for (const HeldPost& post : who.posts)
    for (const ActionGrant& grant : rule->grants) {
      if (grant.post_kind != post.kind) continue;
      switch (grant.scope) {
        case GrantScope::district: out.everything = true; break;
        case GrantScope::own_area:
          if (post.area && !in(out.areas, post.area)) out.areas.push_back(post.area);
          break;
        case GrantScope::own_unit:
          if (post.org_unit && !in(out.org_units, post.org_unit)) out.org_units.push_back(post.org_unit);
          break;
      }
    }
  if (out.everything) {
    out.areas.clear();
    out.org_units.clear();
  }
  std::sort(out.areas.begin(), out.areas.end());
  std::sort(out.org_units.begin(), out.org_units.end());
  return out;
}

Principal system_principal(base::DistrictId district) {
  Principal out;
  out.district = district;
  out.system = true;
  return out;
}

Principal link_principal(base::DistrictId district, std::string link_token_hash, std::shared_ptr<const Grants> grants) {
  Principal out;
  out.district = district;
  out.link_token_hash = std::move(link_token_hash);
  out.grants = std::move(grants);
  return out;
}

}  // namespace people
