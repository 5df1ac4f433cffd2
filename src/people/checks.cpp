#include "people/checks.hpp"

#include "people/directory.hpp"

namespace people {
namespace {

std::mutex catalogue_mutex;
ActionCatalogue catalogue;  // the same for every house of a program

ActionCatalogue actions() {
  const std::lock_guard lock(catalogue_mutex);
  return catalogue;
}

void take(definitions::Faults& faults, const base::Error& error) {
  faults.insert(faults.end(), error.errors.begin(), error.errors.end());
  if (error.errors.empty()) faults.push_back({"", error.reason, error.params});
}

RulesFile file_of(const definitions::Doc& body) { return {body.at("code").text().value_or(""), body.at("version").integer().value_or(0), body}; }

// Somebody must always be able to change the rights again.
void still_changeable(const definitions::Doc& body, const Grants& merged, definitions::Faults& faults) {
  const ActionRule* rule = merged.rule("rulebook.rights");
  if (body.at("code").text() == "rights/rulebook" && (rule == nullptr || rule->grants.empty())) body.fault(faults, "people.nobody_keeps_rights");
}

}  // namespace

void check_against(ActionCatalogue known) {
  const std::lock_guard lock(catalogue_mutex);
  catalogue = std::move(known);
}

void check_rights(const definitions::Doc& body, const definitions::CheckScope& scope, definitions::Faults& faults) {
  body.only({"code", "kind", "version", "effective_from", "source", "grant", "relation", "name_zh", "name_en"}, faults);
  const definitions::Held kinds = scope.in_force("people/post_kinds");
  if (!kinds) return body.fault(faults, "definitions.none_in_force", {{"code", "people/post_kinds"}});
  const auto merged = merge_grants({file_of(body)}, {kinds->code, kinds->version, kinds->body}, actions());
  if (!merged) take(faults, merged.error());
  else still_changeable(body, **merged, faults);
}

// With every rights file in force: none may be left naming a post kind that is gone.
void check_post_kinds(const definitions::Doc& body, const definitions::CheckScope& scope, definitions::Faults& faults) {
  std::vector<RulesFile> rights;
  for (const definitions::Held& each : scope.of_kind("rights")) rights.push_back({each->code, each->version, each->body});
  if (const auto merged = merge_grants(rights, file_of(body), actions()); !merged) take(faults, merged.error());
}

void check_sign_in(const definitions::Doc& body, const definitions::CheckScope&, definitions::Faults& faults) {
  if (const auto parsed = parse_sign_in(body); !parsed) take(faults, parsed.error());
}

}  // namespace people
