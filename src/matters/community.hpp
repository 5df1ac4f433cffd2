// 清单: the list of one community, open and struck off one by one, as it hangs on the wall; and what else is found by number.
#pragma once
#include "matters/context.hpp"
#include "matters/model_beside.hpp"
#include "registry/room.hpp"

namespace matters {

inline constexpr int community_rows_max = 500;

// `query`: state = open, done or empty (both); from, to: days (2026-09-17), of the end of those that ended; without them this year's.
[[nodiscard]] base::Result<CommunityList> community_list(registry::Call&, base::AreaId community, const base::Params& query);

[[nodiscard]] std::vector<registry::PaperKind> papers();
[[nodiscard]] base::Result<std::vector<registry::SearchHit>> found_by_words(registry::Call&, std::string_view words, int limit);

}  // namespace matters
