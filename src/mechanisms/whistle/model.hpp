// 街乡吹哨、部门报到: a subdistrict calls departments to a problem (the whistle); each called unit has a line with its own clocks.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "instruments/workflow/clocks.hpp"

namespace whistle {

struct WhistleTag;
struct LineTag;
using WhistleId = base::Id<WhistleTag>;
using LineId = base::Id<LineTag>;

struct PlannedLine {                    // whom a draft will call
  base::OrgUnitId unit_id{};
  std::string post_kind{};              // empty: the unit's first post of those that answer
  std::string item{};                   // of whistle/competence
  bool lead{};
};
struct OriginTag;
struct Origin {                         // what it was blown from: a record of any room
  std::string kind{};
  base::Id<OriginTag> id{};
};
struct Score { std::string code{}; std::int64_t score{}; };
struct PointOf { std::string code{}; std::int64_t points{}; };

// ---- commands
struct SaveWhistle {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string kind{};
  std::string title{}, description{};
  base::AreaId area_id{};
  std::string place{};
  std::optional<double> lon{}, lat{};
  std::string chair{};                  // the leader who is asked to take the chair
  std::vector<PlannedLine> lines{};
  std::optional<Origin> origin{};
  bool waits{};                         // the origin waits until it is closed
  std::string differ_reason{};          // why another unit than the competence list names is called
};
struct MoveWhistle {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string text{}, reason{}, outcome{};
  std::optional<base::OrgUnitId> unit_id{};
  std::string post_kind{}, item{};
  std::optional<WhistleId> into{};
  std::vector<base::FileId> photos{};
};
struct MoveLine {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string text{}, reason{};
  std::optional<base::OrgUnitId> unit_id{};
  std::string post_kind{};
  std::optional<double> lon{}, lat{};
  std::vector<base::FileId> photos{};
  std::vector<Score> scores{};
  std::optional<std::int64_t> amount{}; // request_extension: in the unit of the limit that runs
  std::optional<bool> granted{};        // decide_extension
  std::vector<PointOf> marks{};         // object_upheld: what the unit gets instead
};

// ---- rows
struct Whistle {
  base::DistrictId district_id{};
  WhistleId id{};
  std::int64_t version{};
  std::string kind{}, stage{};
  std::optional<std::int64_t> year{}, serial{};      // of its subdistrict, since it was blown
  std::string title{}, description{};
  base::AreaId area_id{}, subdistrict_id{};
  std::string place{};
  std::optional<std::int64_t> lon_e7{}, lat_e7{};
  base::OrgUnitId unit_id{};                         // whose whistle it is: the subdistrict's office
  std::string chair{}, differ_reason{};
  std::string planned{};                             // JSON of PlannedLine
  base::PersonId drafter{};
  std::string approval{};                            // "", open, given, refused
  std::optional<base::PersonId> approver{};
  std::string origin_kind{};
  std::int64_t origin_id{};
  bool waits{};
  std::optional<WhistleId> merged_into{};
  std::optional<std::string> outcome{};
  std::string reason{};
  std::optional<std::string> clock{};
  std::optional<base::Instant> due_at{}, warn_at{};
  base::Instant drafted_at{};
  std::optional<base::Instant> blown_at{}, closed_at{};
};
struct Line {
  base::DistrictId district_id{};
  LineId id{};
  std::int64_t version{};
  WhistleId whistle_id{};
  std::string kind{}, stage{};
  base::OrgUnitId unit_id{};
  std::string post_kind{}, item{};
  bool lead{}, first{};                              // first: called when it was blown, not added or ruled later
  bool guest{};                                      // has no account: the subdistrict records for it
  base::AreaId area_id{}, subdistrict_id{};
  base::OrgUnitId blower_id{};
  std::string title{};
  std::optional<LineId> instead_of{}, moved_to{};    // the chain of a ruling or a merge
  std::string handlers{};                            // persons who worked on it, commas between; never emptied
  std::int64_t sent_back{}, urges{};
  std::optional<base::Instant> urged_at{};
  std::string dispute{};                             // "", open, upheld, reassigned
  std::string dispute_reason{}, ruling{};
  std::optional<base::OrgUnitId> wanted_unit{};
  std::optional<base::Instant> disputed_at{}, ruled_at{};
  std::optional<std::string> clock{};
  std::optional<base::Instant> due_at{}, warn_at{};
  base::Instant called_at{};
  std::optional<base::Instant> signed_at{}, contacted_at{}, reported_in_at{}, fed_back_at{}, accepted_at{}, ended_at{};
  std::optional<std::int64_t> sign_late{}, contact_late{}, report_late{}, finish_late{};  // minutes; 0: on time
  std::string arrival{};
  std::optional<std::int64_t> lon_e7{}, lat_e7{};
  std::string result{}, scores{}, comment{}, point_list{};
  std::optional<std::int64_t> points{};
  std::string extension{};                           // "", asked, granted, refused: of the handling that runs
  std::optional<std::int64_t> extension_amount{};
  std::optional<base::PersonId> extension_by{};
  std::string objection{};                           // to its marks: "", open, upheld, refused
  std::string objection_reason{}, objection_ruling{};
  std::optional<base::Instant> objected_at{}, objection_ruled_at{};
};

// ---- event bodies
struct WhistleText {                    // whistle.drafted, whistle.saved
  std::string stage{}, kind{}, title{}, description{};
  base::AreaId area_id{}, subdistrict_id{};
  std::string place{};
  std::optional<std::int64_t> lon_e7{}, lat_e7{};
  base::OrgUnitId unit_id{};
  std::string chair{}, differ_reason{};
  std::vector<PlannedLine> lines{};
  std::string origin_kind{};
  std::int64_t origin_id{};
  bool waits{};
};
struct WhistleMoved {
  std::string move{}, from{}, to{}, text{}, reason{}, outcome{}, approval{};
  std::optional<std::int64_t> year{}, serial{};
  std::optional<WhistleId> into{};
  std::optional<base::OrgUnitId> unit_id{};
  std::string item{};
  std::optional<std::string> shown{};   // the clock of the stage that is entered
  std::vector<workflow::ClockChange> clocks{};
};
struct LineCalled {                     // whistle.line_called
  WhistleId whistle_id{};
  std::string stage{}, kind{};
  base::OrgUnitId unit_id{};
  std::string post_kind{}, item{};
  bool lead{}, first{}, guest{};
  base::AreaId area_id{}, subdistrict_id{};
  base::OrgUnitId blower_id{};
  std::string title{};
  std::optional<LineId> instead_of{};
  std::optional<std::string> shown{};
  std::vector<workflow::ClockChange> clocks{};
};
struct LineMoved {
  std::string move{}, from{}, to{}, text{}, reason{};
  std::vector<std::string> effects{};
  std::optional<base::OrgUnitId> unit_id{};
  std::optional<LineId> moved_to{};
  std::optional<std::int64_t> lon_e7{}, lat_e7{};
  std::vector<Score> scores{};
  std::optional<std::int64_t> points{};
  std::vector<PointOf> point_list{};
  std::optional<std::int64_t> amount{};
  std::optional<bool> granted{};
  std::vector<PointOf> marks{};
  std::optional<std::string> shown{};
  std::vector<workflow::ClockChange> clocks{};
};
struct LineTaken {                      // whistle.line_moved: its whistle was merged into another
  WhistleId whistle_id{};
  std::string kind{}, title{};
};
struct Marked {                         // …warned, …overdue
  std::string clock{};
  std::vector<workflow::ClockChange> clocks{};
};

}  // namespace whistle

DESCRIBED(whistle::PlannedLine)
DESCRIBED(whistle::Origin)
DESCRIBED(whistle::Score)
DESCRIBED(whistle::PointOf)
DESCRIBED(whistle::SaveWhistle)
DESCRIBED(whistle::MoveWhistle)
DESCRIBED(whistle::MoveLine)
DESCRIBED(whistle::Whistle)
DESCRIBED(whistle::Line)
DESCRIBED(whistle::WhistleText)
DESCRIBED(whistle::WhistleMoved)
DESCRIBED(whistle::LineCalled)
DESCRIBED(whistle::LineMoved)
DESCRIBED(whistle::LineTaken)
DESCRIBED(whistle::Marked)
