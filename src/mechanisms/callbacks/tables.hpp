// All SQL of call-backs and rates.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "mechanisms/callbacks/rules.hpp"
#include "people/access.hpp"
#include "store/list.hpp"

namespace callbacks {

// What was struck off, from the spine's published view.
struct Struck {
  base::MatterId matter_id{};
  std::int64_t strike{};
  bool has_phone{};
  std::string report_number{}, title{}, category{};
  std::optional<std::int64_t> unit_id{}, community_id{}, subdistrict_id{};
  base::Instant struck_off_at{};
  std::optional<base::Instant> urged_at{};
};
// Struck off in [from, to), with somebody to ask, and not asked about yet.
[[nodiscard]] std::vector<Struck> struck_between(store::Session&, base::DistrictId, base::Instant from, base::Instant to);
[[nodiscard]] std::optional<Struck> struck_now(store::Session&, base::DistrictId, base::MatterId);  // empty: it is open

// ---- samples
void insert(store::Unit&, const Sample&);
void update(store::Unit&, const Sample&);
[[nodiscard]] std::optional<Sample> load(store::Session&, base::DistrictId, SampleId);
[[nodiscard]] std::optional<Sample> of_strike(store::Session&, base::DistrictId, base::MatterId, std::int64_t strike);
[[nodiscard]] std::vector<Sample> of_matter(store::Session&, base::DistrictId, base::MatterId);
[[nodiscard]] std::vector<SampleId> all_ids(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<Sample> with_old_words(store::Session&, base::DistrictId, base::Instant struck_before, int limit);
void words_gone(store::Unit&, SampleId);
[[nodiscard]] std::int64_t waiting_of(store::Session&, base::DistrictId, std::int64_t draw);
[[nodiscard]] const store::ListSpec& list_spec();
[[nodiscard]] store::ListPage<Sample> page(store::Session&, const store::ListQuery&, const people::Reach&, base::DistrictId, base::Instant now, std::int64_t calls_max);
[[nodiscard]] std::int64_t count(store::Session&, const store::ListQuery&, const people::Reach&, base::DistrictId, base::Instant now, std::int64_t calls_max);

// ---- draws
void insert(store::Unit&, const Draw&);
void insert(store::Unit&, const StratumRow&);
[[nodiscard]] std::optional<Draw> draw_row(store::Session&, base::DistrictId, DrawId);
[[nodiscard]] std::optional<Draw> last_draw(store::Session&, base::DistrictId);
[[nodiscard]] bool overlaps(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::vector<StratumRow> strata_of(store::Session&, base::DistrictId, DrawId);
struct DrawLine { DrawId id{}; std::int64_t waiting{}; };
[[nodiscard]] std::vector<Draw> draws(store::Session&, base::DistrictId, int limit);              // newest first
[[nodiscard]] std::map<std::int64_t, std::int64_t> waiting_by_draw(store::Session&, base::DistrictId);

// ---- exclusions
struct ExclusionLine {                     // with the sample's own words
  ExclusionId id{};
  SampleId sample_id{};
  base::MatterId matter_id{};
  std::string report_number{}, title{}, ground{}, reason{}, evidence{}, state{};
  base::OrgUnitId unit_id{};
  base::AreaId community_id{};
  base::PersonId proposed_by{};
  base::OrgUnitId proposed_unit{};
  base::Instant proposed_at{};
  std::optional<base::PersonId> decided_by{};
  std::optional<base::Instant> decided_at{};
  std::optional<std::string> decision{};
  std::int64_t calls{};
  std::optional<base::Instant> answered_at{};
};
void insert(store::Unit&, const Exclusion&);
void decide(store::Unit&, const Exclusion&);
[[nodiscard]] std::optional<Exclusion> exclusion_row(store::Session&, base::DistrictId, ExclusionId);
[[nodiscard]] const store::ListSpec& exclusions_spec();
[[nodiscard]] store::ListPage<ExclusionLine> exclusions(store::Session&, const store::ListQuery&, const people::Reach&, base::DistrictId);

// ---- figures
void add_delta(store::Unit&, const Sample&, const Counts&);
[[nodiscard]] std::vector<Delta> next_deltas(store::Session&, base::DistrictId, int limit);
void fold_deltas(store::Unit&, const std::vector<Delta>&);                                         // into sums by day and month; then they go
[[nodiscard]] std::vector<MemberCounts> figures(store::Session&, base::DistrictId, std::string_view dimension, Span);  // one statement
[[nodiscard]] std::vector<MemberCounts> figures_from_rows(store::Session&, base::DistrictId, std::string_view dimension, Span);  // the second computation

// ---- closed periods
void insert(store::Unit&, const Period&);
void seal(store::Unit&, const Period&);                                                             // how many rows, and their hash
std::int64_t freeze_samples(store::Unit&, PeriodId, Span);
[[nodiscard]] std::vector<FrozenSample> frozen(store::Session&, base::DistrictId, PeriodId);
// The samples with the values that were frozen. `by` empty: all of the period.
[[nodiscard]] std::vector<Sample> frozen_as_samples(store::Session&, base::DistrictId, PeriodId, std::string_view by, std::int64_t member);
void insert_member(store::Unit&, PeriodId, std::string_view dimension, const MemberCounts&);
[[nodiscard]] std::vector<MemberCounts> members(store::Session&, base::DistrictId, PeriodId, std::string_view dimension);
[[nodiscard]] std::optional<Period> period_row(store::Session&, base::DistrictId, PeriodId);
[[nodiscard]] std::optional<Period> period_of(store::Session&, base::DistrictId, Span);
[[nodiscard]] std::vector<Period> periods(store::Session&, base::DistrictId, int limit);            // newest first
[[nodiscard]] std::int64_t late_count(store::Session&, base::DistrictId, const Period&);

// ---- the weekly bulletin (tables_bulletin.cpp), from the spine's published view; community 0: none stated
struct WeekCounts { std::int64_t community_id{}, registered{}, struck{}, on_time{}, late{}; };
struct HeldCounts { std::int64_t community_id{}, held{}; };
struct LateMatter {
  std::string report_number{}, title{};
  std::optional<std::int64_t> community_id{}, unit_id{};
  base::Instant due_at{};
};
[[nodiscard]] std::vector<WeekCounts> week_of(store::Session&, base::DistrictId, base::Instant from, base::Instant to);
[[nodiscard]] std::vector<HeldCounts> held_now(store::Session&, base::DistrictId);
// Open, registered and past their due, longest first; `area` 0: the whole district.
[[nodiscard]] std::vector<LateMatter> late_now(store::Session&, base::DistrictId, base::Instant now, std::int64_t area, int limit);

}  // namespace callbacks

DESCRIBED(callbacks::Struck)
DESCRIBED(callbacks::ExclusionLine)
DESCRIBED(callbacks::WeekCounts)
DESCRIBED(callbacks::HeldCounts)
DESCRIBED(callbacks::LateMatter)
