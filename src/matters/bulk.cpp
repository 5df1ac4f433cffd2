// One verb for many matters: each in a unit of its own, so that one refusal stops nobody else's.
#include "matters/moves.hpp"

namespace matters {
namespace {

RefusalView refusal_of(const base::Error& e) {
  RefusalView out{.reason = e.reason, .params = e.params, .remedy = e.remedy};
  if (e.rule) out.rule = RuleView{e.rule->definition, e.rule->version, e.rule->place};
  // A form's fault is said by its first field.
  if (!e.errors.empty()) out.reason = e.errors.front().reason, out.params = e.errors.front().params;
  return out;
}

// Verbs whose form says something about one matter only.
bool only_for_one(std::string_view verb) { return verb == "split" || verb == "split_off" || verb == "answer" || verb == "solve_on_spot"; }

}  // namespace

base::Result<BulkDone> bulk(registry::Call& call, const BulkMove& command) {
  const auto wrong = [](const char* path, const char* reason) {
    return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "workflow.form_incomplete", .errors = {{path, reason, {}}}});
  };
  if (command.items.empty()) return wrong("/items", "matters.bulk_empty");
  if (only_for_one(command.verb)) return wrong("/verb", "matters.bulk_not_this_verb");
  BulkDone out;
  for (const BulkItem& item : command.items) {
    registry::Call one = call;
    one.client_ref = command.client_ref ? *command.client_ref + "/" + std::to_string(item.id.value) : std::string{};
    MoveMatter form = command.form;
    form.client_ref.reset();
    form.if_version = item.if_version;
    BulkResult result{.id = item.id};
    if (auto done = move(one, item.id, command.verb, form)) {
      result.ok = true;
      result.version = done->version;
      result.stage = done->stage;
    } else {
      result.refusal = refusal_of(done.error());
      if (done.error().code == base::ErrorCode::unavailable) return std::unexpected(std::move(done).error());
    }
    out.results.push_back(std::move(result));
  }
  return out;
}

}  // namespace matters
