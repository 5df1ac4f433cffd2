// All SQL of matters besides the list (tables_list.cpp). Callers hold the locks.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matters/events.hpp"
#include "store/session.hpp"

namespace matters {

void insert(store::Unit&, const CaseState&);                         // matter, reporter and clocks
// Writes what differs: the row when it changed, the clocks that changed.
void update(store::Unit&, const CaseState& before, const CaseState& after);

[[nodiscard]] std::optional<MatterRecord> matter(store::Session&, base::DistrictId, base::MatterId);
[[nodiscard]] std::optional<ReporterRow> reporter(store::Session&, base::DistrictId, base::MatterId);
[[nodiscard]] std::optional<CaseState> load(store::Session&, base::DistrictId, base::MatterId);   // four statements at most
[[nodiscard]] std::vector<base::MatterId> parts_of(store::Session&, base::DistrictId, base::MatterId);     // oldest first
[[nodiscard]] std::vector<base::MatterId> merged_with(store::Session&, base::DistrictId, base::MatterId);  // that ended by going into it
[[nodiscard]] std::vector<QuestionRow> questions_of(store::Session&, base::DistrictId, base::MatterId);

[[nodiscard]] std::optional<DraftRow> draft(store::Session&, base::DistrictId, base::MatterId);
void save_draft(store::Unit&, const DraftRow&);
void delete_draft(store::Unit&, base::MatterId);

void erase_reporter(store::Unit&, base::MatterId);                   // nulls name, telephone number, description; takes its words out of the search
[[nodiscard]] std::vector<base::MatterId> to_erase(store::Session&, base::DistrictId, base::Instant closed_before, int limit);

[[nodiscard]] std::int64_t last_serial(store::Session&, base::DistrictId, std::int64_t list_id, std::int64_t year);
[[nodiscard]] std::string serial_gap(store::Session&, base::DistrictId);   // empty: every list counts 1 … n; otherwise one line
[[nodiscard]] std::optional<base::MatterId> by_report_number(store::Session&, base::DistrictId, std::string_view number);
// One that no matter of the district has yet. The key is the net: two servers on PostgreSQL may still meet, and then the unit runs again.
[[nodiscard]] std::string fresh_report_number(store::Unit&);
[[nodiscard]] bool source_ref_known(store::Session&, base::DistrictId, std::string_view source, std::string_view source_ref);

void insert_link(store::Unit&, base::MatterId, std::string_view token_hash, bool follows = false);   // follows: reads only
[[nodiscard]] std::optional<base::MatterId> by_link(store::Session&, base::DistrictId, std::string_view token_hash);
[[nodiscard]] bool link_follows(store::Session&, base::DistrictId, std::string_view token_hash);

// Whoever brings the private link, or number and telephone, of a matter is shown that one: the public face's role finds no reporter, no
// answer and no history of any other in the tables (room.cpp, public_tables). Until the end of the unit or snapshot, or the next call.
void show(store::Session&, base::MatterId);

// All matters after an id, for invariants and exports.
[[nodiscard]] std::vector<base::MatterId> ids_after(store::Session&, base::DistrictId, base::MatterId after, int limit);

// ---- search words, behind the intake
struct WordsRow {
  base::MatterId id{};
  std::string report_number{}, title{}, place{};
  std::optional<std::string> description{};
  std::optional<std::int64_t> grid_id{}, community_id{}, subdistrict_id{}, unit_id{};
};
// Where a matter lies and who handles it stand in the index as words beside its own, so that a search finds the newest of its reader.
[[nodiscard]] std::string area_word(std::int64_t area);
[[nodiscard]] std::string unit_word(std::int64_t unit);
// And each two letters of its title's pinyin initials that stand beside each other, as they stand in what somebody typed.
[[nodiscard]] std::vector<std::string> initial_words(std::string_view initials);
[[nodiscard]] std::int64_t indexed_to(store::Session&, base::DistrictId);
void set_indexed_to(store::Unit&, std::int64_t id);
[[nodiscard]] std::vector<WordsRow> words_between(store::Session&, base::DistrictId, std::int64_t after, std::int64_t to, int limit);
[[nodiscard]] std::string searched_words(const WordsRow&);
void index_words(store::Unit&, base::MatterId, std::string_view words);
void unindex_words(store::Unit&, base::MatterId);

}  // namespace matters

DESCRIBED(matters::WordsRow)
