// Marks 考核: rounds over departments and subdistricts, computed from facts; exclusions, objections with rulings, publication inside.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "instruments/assessment/compute.hpp"

namespace marks {

struct RoundTag;
struct SheetTag;
struct ExclusionTag;
struct ObjectionTag;
struct FactTag;
struct EvidenceTag;
using RoundId = base::Id<RoundTag>;
using SheetId = base::Id<SheetTag>;
using ExclusionId = base::Id<ExclusionTag>;
using ObjectionId = base::Id<ObjectionTag>;
using FactRef = base::Id<FactTag>;

enum class Stage : std::uint8_t { made, shown, published, cancelled };
enum class Decision : std::uint8_t { proposed, approved, refused };
enum class Ruling : std::uint8_t { open, upheld, dismissed };

struct AreaCount { base::AreaId area_id{}; std::int64_t count{}; };

// ---- commands
struct MakeRound {
  std::string client_ref{};
  std::string framework{};              // marks/departments
  std::string title{};
  base::CivilDate from{}, to{};         // both days count
};
struct MoveRound {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::optional<std::int64_t> days{};   // show: how many working days objections may be made
  std::string words{};                  // publish: of the notice; cancel: why
};
struct ProposeExclusion {
  std::string client_ref{};
  FactRef fact_id{};
  std::string reason{};                 // one of the framework's
  std::string words{};
};
struct Decide {                         // an exclusion or an objection
  std::string client_ref{};
  bool yes{};
  std::string words{};
  std::vector<FactRef> facts{};         // an upheld objection: what does not count; none: the fact that it names
};
struct Object {
  std::string client_ref{};
  std::string item{};
  std::optional<FactRef> fact_id{};
  std::string words{};
};

// ---- rows
struct Round {
  base::DistrictId district_id{};
  RoundId id{};
  std::int64_t version{};
  Stage stage{};
  std::string framework{};
  std::int64_t framework_version{};
  std::string title{};
  base::CivilDate from_day{}, to_day{}; // half-open
  base::Instant query_at{};
  std::string registered{};             // JSON of AreaCount: registered matters by community, frozen with the query date
  base::OrgUnitId org_unit_id{};
  base::Instant made_at{};
  base::CivilDate object_until{};       // day 0: not shown yet
  std::optional<base::Instant> shown_at{}, published_at{};
  std::string words{};
};
struct SheetRecord {
  base::DistrictId district_id{};
  SheetId id{};
  RoundId round_id{};
  base::OrgUnitId unit_id{};
  base::AreaId area_id{};
  std::string subject_kind{};           // of a team: whose facts are counted; empty: the unit itself
  std::int64_t subject_id{};
  std::string name{};
  std::optional<std::int64_t> first_x100{}, total_x100{};
  std::string grade_zh{}, grade_en{};
  std::string sheet{};                  // JSON of assessment::Sheet
};
struct Exclusion {
  base::DistrictId district_id{};
  ExclusionId id{};
  RoundId round_id{};
  SheetId sheet_id{};
  base::OrgUnitId unit_id{};
  FactRef fact_id{};
  std::string reason{}, words{};
  Decision state{};
  base::PersonId proposed_by{};
  base::Instant proposed_at{};
  base::PersonId decided_by{};
  std::optional<base::Instant> decided_at{};
  std::string decision{};
};
struct Objection {
  base::DistrictId district_id{};
  ObjectionId id{};
  RoundId round_id{};
  SheetId sheet_id{};
  base::OrgUnitId unit_id{};
  std::string item{};
  FactRef fact_id{};                    // 0: of the item as a whole
  std::string words{};
  Ruling state{};
  base::PersonId made_by{};
  base::Instant made_at{};
  base::PersonId ruled_by{};
  std::optional<base::Instant> ruled_at{};
  std::string ruling{};
};

// ---- event bodies, all of subject mark_round
struct MadeSheet { SheetId id{}; base::OrgUnitId unit_id{}; base::AreaId area_id{}; std::string subject_kind{}; base::Id<EvidenceTag> subject_id{}; };
struct RoundMade {
  std::string framework{};
  std::int64_t framework_version{};
  std::string title{};
  base::CivilDate from_day{}, to_day{};
  std::vector<AreaCount> registered{};
  base::OrgUnitId org_unit_id{};
  std::vector<MadeSheet> sheets{};
};
struct RoundMoved {
  Stage to{};
  base::CivilDate object_until{};
  std::string words{};
};
struct ExclusionNoted {                 // mark_round.exclusion_proposed, .exclusion_decided
  ExclusionId id{};
  SheetId sheet_id{};
  FactRef fact_id{};
  Decision state{};
  std::string reason{}, words{};
};
struct ObjectionNoted {                 // mark_round.objected, .ruled
  ObjectionId id{};
  SheetId sheet_id{};
  std::string item{};
  FactRef fact_id{};
  Ruling state{};
  std::string words{};
};

// ---- what the screens read
struct RoundRow {
  RoundId id{};
  std::int64_t version{};
  std::string title{}, framework{}, framework_zh{}, framework_en{};
  std::int64_t framework_version{};
  Stage stage{};
  base::CivilDate from{}, to{};         // both count
  base::Instant query_at{}, made_at{};
  std::optional<base::CivilDate> object_until{};
  std::optional<base::Instant> published_at{};
  std::int64_t sheets{}, objections_open{}, exclusions_open{};
};
struct SheetRow {
  SheetId id{};
  RoundId round_id{};
  base::OrgUnitId unit_id{};
  std::string unit_name{}, area_name{};
  std::optional<std::int64_t> total_x100{}, first_x100{};
  std::string grade_zh{}, grade_en{};
  std::int64_t lost{}, vetoes{}, exclusions{}, objections_open{};
};
struct ItemRow {
  std::string code{}, zh{}, en{}, words_zh{}, words_en{}, formula{};
  bool left_out{};
  std::int64_t part{}, whole{}, points_x100{}, most_x100{}, facts{}, lost{};
};
struct VetoRow { std::string code{}, zh{}, en{}; std::int64_t count{}, total_most{}; };
struct ExclusionRow {
  ExclusionId id{};
  SheetId sheet_id{};
  std::string unit_name{}, reason{}, words{};
  FactRef fact_id{};
  std::string fact_kind{}, evidence_kind{};
  base::Id<EvidenceTag> evidence_id{};
  Decision state{};
  std::string proposed_by{}, decided_by{}, decision{};
  base::Instant proposed_at{};
  std::optional<base::Instant> decided_at{};
  bool may_decide{};
};
struct ObjectionRow {
  ObjectionId id{};
  SheetId sheet_id{};
  std::string unit_name{}, item{}, item_zh{}, item_en{}, words{};
  FactRef fact_id{};
  Ruling state{};
  std::string made_by{}, ruled_by{}, ruling{};
  base::Instant made_at{};
  std::optional<base::Instant> ruled_at{};
  bool may_rule{};
};
struct RoundView {
  RoundRow row{};
  std::string words{};
  bool may_show{}, may_publish{}, may_cancel{};
  std::vector<SheetRow> sheets{};       // those that the reader may see
  std::vector<ExclusionRow> exclusions{};
  std::vector<ObjectionRow> objections{};
};
struct SheetView {
  SheetRow row{};
  RoundRow round{};
  std::vector<ItemRow> items{};
  std::vector<VetoRow> vetoes{};
  std::vector<ExclusionRow> exclusions{};
  std::vector<ObjectionRow> objections{};
  std::vector<std::string> exclusion_reasons{};
  bool may_object{}, may_exclude{};
};
struct EvidenceRow {
  FactRef fact_id{};
  std::string kind{}, subject_kind{}, measure{};
  base::Id<EvidenceTag> subject_id{};   // what a reader opens
  std::int64_t amount{};
  base::CivilDate occurred_on{};
  bool lost{};
};
struct FrameworkRow { std::string code{}, zh{}, en{}; std::int64_t version{}; };
struct CountView { std::int64_t count{}; };

}  // namespace marks

DESCRIBED_ENUM(marks::Stage)
DESCRIBED_ENUM(marks::Decision)
DESCRIBED_ENUM(marks::Ruling)
DESCRIBED(marks::AreaCount)
DESCRIBED(marks::MakeRound)
DESCRIBED(marks::MoveRound)
DESCRIBED(marks::ProposeExclusion)
DESCRIBED(marks::Decide)
DESCRIBED(marks::Object)
DESCRIBED(marks::Round)
DESCRIBED(marks::SheetRecord)
DESCRIBED(marks::Exclusion)
DESCRIBED(marks::Objection)
DESCRIBED(marks::MadeSheet)
DESCRIBED(marks::RoundMade)
DESCRIBED(marks::RoundMoved)
DESCRIBED(marks::ExclusionNoted)
DESCRIBED(marks::ObjectionNoted)
DESCRIBED(marks::RoundRow)
DESCRIBED(marks::SheetRow)
DESCRIBED(marks::ItemRow)
DESCRIBED(marks::VetoRow)
DESCRIBED(marks::ExclusionRow)
DESCRIBED(marks::ObjectionRow)
DESCRIBED(marks::RoundView)
DESCRIBED(marks::SheetView)
DESCRIBED(marks::EvidenceRow)
DESCRIBED(marks::FrameworkRow)
DESCRIBED(marks::CountView)
