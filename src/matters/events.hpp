// What happened to a matter: the bodies of its journal events, and the fold that makes state of them. `body` never holds a
// personal column; name, telephone number and free text of the reporter stand in `personal` and can be erased.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "instruments/workflow/clocks.hpp"
#include "instruments/workflow/decide.hpp"
#include "matters/model.hpp"
#include "store/journal.hpp"

namespace matters {

inline constexpr std::string_view subject_kind = "matter";
// "matter waits_for <case>": a link that another room adds while its case holds the matter, and removes when that ends. Feedback,
// inspection and strike-off wait for it (guard waits_for_closed@1), whatever room it is.
inline constexpr std::string_view waits_link = "waits_for";

struct PartBody {                            // what a part has from the matter that it was split from
  base::MatterId of{};
  std::string rung{};
  std::vector<base::PersonId> hands{};       // who worked on the whole may not judge a part
};
struct ReportedBody {                        // matter.reported
  std::string report_number{}, title{}, place{}, category{}, source{};
  base::AreaId area_id{};
  std::int64_t area_version{};
  std::optional<std::int64_t> grid_id{}, community_id{}, subdistrict_id{}, lon_e7{}, lat_e7{};
  std::int64_t machine_version{};
  std::string stage{};
  std::string origin_kind{};
  std::int64_t origin_id{};
  bool has_reporter{}, secret{};
  std::vector<base::FileId> photos{};
  std::string clock{};                       // the clock that the stage shows
  std::vector<workflow::ClockChange> clocks{};
  std::optional<PartBody> part{};
};
struct PersonalBody {                        // of matter.reported
  std::optional<std::string> name{};
  std::optional<base::Phone> phone{};
  std::optional<std::string> description{};
};
struct PersonalAnswer {                      // of matter.answered
  std::optional<std::string> answer{};
};
struct ImportedBody {                        // matter.imported: the state as the source gives it
  std::string report_number{}, title{}, place{}, category{}, source{}, source_ref{}, unit_words{};
  base::AreaId area_id{};
  std::int64_t area_version{};
  std::optional<std::int64_t> grid_id{}, community_id{}, subdistrict_id{}, lon_e7{}, lat_e7{};
  std::int64_t machine_version{};
  std::string stage{}, outcome{}, warning{};
  base::Instant happened_at{};
  std::optional<base::Instant> due_at{}, closed_at{};
};
struct BesideBody {                          // of moves beside the loop; which members stand says the move
  std::optional<std::string> rung{}, cause{}, question{}, target{}, extension_unit{};
  std::optional<std::int64_t> extension_amount{};
  std::optional<base::Instant> extension_until{};
  std::optional<bool> granted{};
  std::optional<base::PostId> post{};        // that dispatched it
  std::optional<base::MatterId> other{};     // merged into, taken in, part
  std::optional<std::int64_t> parts{};       // how many
  std::vector<base::PersonId> hands{};       // who worked on the other one in its round
  bool clear_unit{};
};
struct MovedBody {                           // every move of the machine
  std::string move{}, from{}, to{};
  std::string clock{};                       // the clock that the new stage shows
  std::vector<std::string> effects{};
  std::vector<workflow::ClockChange> clocks{};
  std::optional<std::string> reason{}, text{}, category{}, post_kind{}, outcome{};
  std::optional<base::AreaId> area_id{};
  std::optional<std::int64_t> area_version{}, grid_id{}, community_id{}, subdistrict_id{};
  std::optional<base::OrgUnitId> unit_id{};
  std::optional<std::int64_t> list_id{}, serial_year{}, serial{};
  std::optional<base::CivilDate> review_on{};
  std::vector<base::FileId> photos{};
  std::optional<BesideBody> beside{};
};
struct MarkedBody {                          // matter.warned, matter.overdue
  std::string stage{};
  std::vector<workflow::ClockChange> clocks{};
  std::optional<base::Instant> due_at{};
  std::optional<base::OrgUnitId> unit_id{};  // who owes it
};
struct UnmaskedBody {                        // matter.unmasked: who and why stand in the envelope and here
  std::string reason{};
};

// The whole state of a matter: what the tables hold.
struct CaseState {
  MatterRecord record{};
  std::optional<ReporterRow> reporter{};
  std::vector<workflow::Clock> clocks{};
  std::vector<QuestionRow> questions{};
};

[[nodiscard]] workflow::Position position_of(const MatterRecord&);
void set_position(MatterRecord&, const workflow::Position&);
[[nodiscard]] std::vector<base::PersonId> read_ids(std::string_view comma_separated);
[[nodiscard]] std::string write_ids(const std::vector<base::PersonId>&);

// One event more. The only way state is made: services fold what they are about to write, the check folds what the journal has.
// The first state carries record.district_id only. Fails on a damaged history only. Needs no definition: events carry what the definition decided.
[[nodiscard]] base::Result<CaseState> fold(CaseState, std::string_view kind, std::string_view body, std::string_view personal, base::MatterId,
                                           base::PersonId actor, base::Instant at);
[[nodiscard]] base::Result<CaseState> fold_all(base::DistrictId, base::MatterId, const std::vector<store::Event>&);
// Empty: equal; otherwise the first column that differs.
[[nodiscard]] std::string difference(const CaseState&, const CaseState&);

[[nodiscard]] std::vector<std::string> own_effects();   // of matters, for the machine's check

}  // namespace matters

DESCRIBED(matters::PartBody)
DESCRIBED(matters::PersonalAnswer)
DESCRIBED(matters::BesideBody)
DESCRIBED(matters::ReportedBody)
DESCRIBED(matters::PersonalBody)
DESCRIBED(matters::ImportedBody)
DESCRIBED(matters::MovedBody)
DESCRIBED(matters::MarkedBody)
DESCRIBED(matters::UnmaskedBody)
