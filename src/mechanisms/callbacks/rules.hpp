// The rules of call-backs and rates, and the fold of a sample's events. Pure: no clock, no chance, no database; integers only.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/doc.hpp"
#include "mechanisms/callbacks/model.hpp"

namespace callbacks {

inline constexpr std::string_view subject_kind = "callback";
inline constexpr int lock_floor = 11;

// definitions/callbacks/sampling
enum class Strata : std::uint8_t { community, unit };
struct Sampling {
  std::int64_t version{};
  std::int32_t every_days{};
  Strata strata{};
  std::int64_t share_per_mille{}, at_least{}, at_most{};
  bool always_reopened{}, always_urged{};
  std::int64_t calls_max{}, pause_minutes{}, words_kept_days{};
  std::string caller{};
  std::vector<ScriptLine> script{};
};
[[nodiscard]] base::Result<Sampling> parse_sampling(const definitions::Doc&);

// definitions/callbacks/weights.toml (rates/weights); thousandths
struct Weights {
  std::int64_t version{};
  std::int64_t response{}, solution{}, satisfaction{};
  std::int64_t satisfied{}, mostly{}, fair{}, dissatisfied{};
  std::string combined_tag{}, combined_text{}, satisfaction_tag{}, satisfaction_text{};
  std::int64_t few{};
};
[[nodiscard]] base::Result<Weights> parse_weights(const definitions::Doc&);

// ---- Drawing --------------------------------------------------------------------------------------------------
struct Candidate {
  std::int64_t matter{}, stratum{};
  bool reopened{}, urged{};
};
struct Picked {
  std::int64_t matter{};
  std::string reason{};                   // drawn, reopened, urged
};
struct Stratum {
  std::int64_t id{};
  std::vector<Candidate> population{};    // by matter
  std::vector<Picked> chosen{};           // by matter
};
// The same candidates, seed and rule give the same sample: within a stratum the order is that of sha256(seed, matter).
[[nodiscard]] std::vector<Stratum> draw(const Sampling&, std::string_view seed, std::vector<Candidate>);
[[nodiscard]] std::int64_t wanted(const Sampling&, std::int64_t population);   // besides those that are drawn always
[[nodiscard]] std::string population_text(const std::vector<Candidate>&);       // "123,124r,125u"
[[nodiscard]] std::vector<Candidate> read_population(std::string_view, std::int64_t stratum);
[[nodiscard]] std::string chosen_text(const std::vector<Picked>&);
[[nodiscard]] std::string population_hash(const std::vector<Stratum>&);

// ---- Figures --------------------------------------------------------------------------------------------------
[[nodiscard]] Counts counts_of(const Sample&);                                   // of one sample: noughts and ones
[[nodiscard]] Counts counts_of(const FrozenSample&);
[[nodiscard]] Counts operator+(const Counts&, const Counts&);
[[nodiscard]] Counts operator-(const Counts&, const Counts&);
[[nodiscard]] Counts counts_of(const MemberCounts&);
[[nodiscard]] MemberCounts member_counts(std::int64_t member, const Counts&);
// numerator / denominator in thousandths, half up; empty without a denominator.
[[nodiscard]] std::optional<std::int64_t> thousandths(std::int64_t numerator, std::int64_t denominator);
// Each rate's numerator and denominator are taken over the same rows; without all three there is no combined figure.
void put_rates(RateRow&, const Weights&);

// [from, to) as whole months and the days before and after them.
struct Span { base::CivilDate from{}, to{}; };
struct Parts { Span head{}, months{}, tail{}; };
[[nodiscard]] Parts parts_of(Span);
[[nodiscard]] base::CivilDate month_of(base::CivilDate);
[[nodiscard]] bool is_period(std::string_view kind, Span);                       // month and quarter begin and end as the calendar does

// ---- A sample -------------------------------------------------------------------------------------------------
[[nodiscard]] bool is_satisfaction(std::string_view);
[[nodiscard]] bool is_outcome(std::string_view);
[[nodiscard]] bool is_ground(std::string_view);
// The only way a sample is made: services fold what they write, the invariant folds what the journal has.
[[nodiscard]] base::Result<Sample> fold(Sample, std::string_view kind, std::string_view body, std::string_view personal, SampleId, base::Instant at);

}  // namespace callbacks
