// The list of matters: filters, Chinese text search, what the reader may see, pages and counts.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "matters/context.hpp"
#include "matters/model.hpp"
#include "store/list.hpp"

namespace matters {

struct MatterPage {
  std::vector<MatterRow> items{};
  std::string next{};
  std::int64_t total_at_least{};
  int only_newest{};                       // more matters match than a search on a screen looks at: these are of the newest so many; 0: all
};
// A search on a screen answers within a bound, however many matters there are: it looks at the newest with its words that the reader
// may see, at more of them when other filters narrow them further, or when one character alone must be looked for in each.
inline constexpr int search_newest = 200, search_newest_narrowed = 2000;
// A list's query as the route or an export has it; checked, with the text search taken apart.
struct MatterQuery {
  store::ListQuery list{};
  std::string terms{};                     // of the full-text index, in the engine's form; empty: it cannot help
  std::array<std::string, 3> patterns{"%", "%", "%"};  // what must stand in the text: decides, the index only finds it quickly
  bool searching{};
  int newest{};                            // look at so many of the newest with these words in the reader's scope only; 0: at all (exports)
  bool nothing{};                          // the text has no word in it
};
[[nodiscard]] base::Result<MatterQuery> parse_query(const base::Params&, store::Engine, const std::string& time_zone, const Context&);

[[nodiscard]] base::Result<MatterPage> list(registry::Call&, const base::Params& query);
// By the initials of their titles' pinyin: among the newest search_newest in the reader's scope whose titles have the typed pairs of letters.
[[nodiscard]] base::Result<std::vector<MatterRow>> by_initials(registry::Call&, const std::string& typed, int limit);
struct Counted : CountView {
  int only_newest{};                       // "at least": of the newest so many, as the list
};
[[nodiscard]] base::Result<Counted> count(registry::Call&, const base::Params& query);

// tables_list.cpp: runs a checked query. Of each record only what list_row and moves_allowed read is there: the rest keeps its defaults.
struct RecordPage {
  std::vector<MatterRecord> items{};
  std::string next{};
  std::int64_t total_at_least{};
  int only_newest{};
};
enum class Search : std::uint8_t { none, scan, candidates };   // how the text is looked for; candidates: among few matters that the index names
[[nodiscard]] const store::ListSpec& list_spec(store::Engine, Search);
[[nodiscard]] RecordPage page_of(store::Session&, const MatterQuery&, const people::Reach&, base::DistrictId, base::Instant now);
[[nodiscard]] Counted count_of(store::Session&, const MatterQuery&, const people::Reach&, base::DistrictId, base::Instant now);

// tables_search.cpp: which matters the search index names, newest first, for PostgreSQL or SQLite to read as a list of ids; empty when
// they are too many to be worth it and all must be found.
struct Candidates {
  std::string list{};
  bool cut{};
};
[[nodiscard]] std::optional<Candidates> candidates(store::Session&, const MatterQuery&, const people::Reach&, base::DistrictId);

[[nodiscard]] std::vector<MatterRecord> records_of(store::Session&, base::DistrictId, const std::vector<base::MatterId>&);  // one statement

// Of one community's list: what is open, by serial; what ended in a stretch of time, by when.
[[nodiscard]] std::vector<MatterRecord> on_the_list(store::Session&, base::DistrictId, base::AreaId community, int limit);
[[nodiscard]] std::vector<MatterRecord> struck_from_the_list(store::Session&, base::DistrictId, base::AreaId community, base::Instant from, base::Instant to, int limit);

// A record as the list shows it; without moves.
[[nodiscard]] MatterRow list_row(const Context&, const workflow::Machine&, MatterRecord, base::Instant now);

}  // namespace matters
