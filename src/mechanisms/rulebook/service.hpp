// What people do with the rules: read them, draft, check, compare, publish, withdraw.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "mechanisms/rulebook/model.hpp"
#include "registry/call.hpp"

namespace rulebook {

[[nodiscard]] std::vector<DefinitionRow> list(registry::Call&, std::string_view kind);          // empty kind: all; by code
// `version` 0: bodies of the version in force and of a draft; another number: of that version too.
[[nodiscard]] base::Result<DefinitionView> one(registry::Call&, std::string_view code, std::int64_t version);
[[nodiscard]] base::Result<DiffView> diff(registry::Call&, std::string_view code, std::int64_t from, std::int64_t to);  // from 0: nothing
[[nodiscard]] base::Result<CheckView> check(registry::Call&, const CheckDefinition&);
[[nodiscard]] base::Result<DraftSaved> save_draft(registry::Call&, const SaveDraft&);
[[nodiscard]] base::Result<Published> publish(registry::Call&, const PublishDraft&);
[[nodiscard]] base::Result<Withdrawn> withdraw(registry::Call&, const WithdrawDraft&);

}  // namespace rulebook
