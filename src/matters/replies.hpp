// Canned replies as data (definition replies/matters): texts with braces that are filled in from the matter.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "matters/model_beside.hpp"
#include "registry/call.hpp"

namespace definitions { class Doc; }

namespace matters {

struct Reply {
  std::string code{}, verb{}, zh{}, en{}, text{}, text_en{};
  std::vector<std::string> categories{};     // codes or classes; none: for all
  [[nodiscard]] bool fits(std::string_view verb, std::string_view category) const;   // verb empty: any
};
struct Replies {
  std::string code{};
  std::int64_t version{};
  std::vector<Reply> items{};
};
[[nodiscard]] base::Result<Replies> parse_replies(const definitions::Doc&);
[[nodiscard]] const std::vector<std::string_view>& reply_words();   // what may stand in braces
// "{place}的井盖" with place -> "槐园小区的井盖"; a word that has no value is left out.
[[nodiscard]] std::string filled(std::string_view text, const base::Params& values);

// Those for this matter, filled in; with what the reporter would read.
[[nodiscard]] base::Result<RepliesView> replies(registry::Call&, base::MatterId, std::string_view verb);

}  // namespace matters
