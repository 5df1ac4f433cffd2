// Campaigns 专项整治: a check list sent down as one line of each grid or community, sites that are answered, findings struck off.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "instruments/workflow/clocks.hpp"
#include "territory/places.hpp"

namespace campaigns {

struct CampaignTag;
struct LineTag;
struct SiteTag;
struct FindingTag;
using CampaignId = base::Id<CampaignTag>;
using LineId = base::Id<LineTag>;
using SiteId = base::Id<SiteTag>;
using FindingId = base::Id<FindingTag>;

enum class QuestionKind : std::uint8_t { yes_no, choice, number, photo, text };
enum class LineState : std::uint8_t { open, done, unfinished, called_off };

struct Question {
  std::string code{}, label{};
  QuestionKind kind{};
  bool required{};
  std::vector<std::string> choices{};
  std::string unit{};                   // 处, 个 …
  std::string finding{};                // the answer that is a finding: "yes", "no", a choice, ">5", "<1"; empty: none is
  bool serious{};
  std::string words{};                  // the finding's title
};
struct FreeSite {                       // not in the register of places
  base::AreaId area_id{};
  std::string name{}, address{};
};
struct Answer {
  std::string code{};
  std::string value{};                  // "yes"/"no", a choice, "12", a text; of photos none
  std::string words{};                  // about the finding
  std::vector<base::FileId> photos{};
};

// ---- commands
struct SaveCampaign {
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string template_code{}, title{}, purpose{}, basis{};
  std::string level{};                  // grid, community
  bool photos_needed{};
  std::optional<base::CivilDate> due_on{};
  std::vector<base::AreaId> areas{};    // empty: the whole district
  std::vector<std::string> place_kinds{};
  std::vector<Question> questions{};
  std::vector<FreeSite> free_sites{};
};
struct MoveIt {                         // a campaign or a finding
  std::string client_ref{};
  std::optional<std::int64_t> if_version{};
  std::string text{}, reason{};
  std::vector<base::FileId> photos{};
};
struct UrgeLines {
  std::string client_ref{};
  base::AreaId area_id{};               // all that are behind in it
};
struct AnswerSite {
  std::string client_ref{};
  std::vector<Answer> answers{};
};
struct AddSite {
  std::string client_ref{};
  std::string name{}, address{};
};
struct BlowFinding {
  std::string client_ref{};
  std::string kind{};                   // of whistle/kinds
  base::OrgUnitId unit_id{};
  std::string item{};                   // of whistle/competence
};

// ---- rows
struct Campaign {
  base::DistrictId district_id{};
  CampaignId id{};
  std::int64_t version{};
  std::string stage{};
  base::OrgUnitId org_unit_id{};
  std::string template_code{}, title{}, purpose{}, basis{}, level{};
  bool photos_needed{};
  base::CivilDate due_on{};             // day 0: not said yet
  std::string areas{}, place_kinds{};   // commas between
  std::string questions{}, free_sites{};   // JSON
  std::string text{};                   // what was done, or why it was withdrawn
  std::int64_t line_count{};
  base::Instant drafted_at{};
  std::optional<base::Instant> sent_at{}, closed_at{};
};
struct Line {
  base::DistrictId district_id{};
  LineId id{};
  std::int64_t version{};
  CampaignId campaign_id{};
  std::string title{};
  LineState state{};
  base::OrgUnitId owner_id{}, org_unit_id{};   // who sent it, who checks
  std::string post_kind{};
  base::AreaId area_id{};
  std::optional<base::AreaId> grid_id{};
  base::AreaId community_id{}, subdistrict_id{};
  std::int64_t sites{}, sites_done{};
  base::Instant due_at{}, sent_at{};
  std::optional<base::Instant> done_at{}, urged_at{};
  std::int64_t urges{};
};
struct Site {
  base::DistrictId district_id{};
  SiteId id{};
  LineId line_id{};
  CampaignId campaign_id{};
  std::optional<territory::PlaceId> place_id{};
  std::string name{}, address{};
  std::string answers{};                // JSON of Answer
  std::int64_t findings{};
  std::optional<base::Instant> answered_at{};
  base::PersonId answered_by{};
};
struct Finding {
  base::DistrictId district_id{};
  FindingId id{};
  std::int64_t version{};
  std::string stage{};
  std::int64_t round{};
  std::string handlers{};               // who put it right in this round
  CampaignId campaign_id{};
  LineId line_id{};
  SiteId site_id{};
  base::OrgUnitId owner_id{}, org_unit_id{};
  std::string post_kind{};
  base::AreaId area_id{};
  std::optional<base::AreaId> grid_id{};
  base::AreaId community_id{}, subdistrict_id{};
  std::string site{}, address{}, question{}, title{}, words{};
  bool serious{}, photos_needed{};
  base::PersonId found_by{};
  base::Instant found_at{};
  std::optional<base::Instant> due_at{};
  std::string fixed{}, reason{};        // how it was put right; why it was sent back or dropped
  std::optional<base::Instant> fixed_at{}, ended_at{};
  std::string opened_kind{};            // matter, whistle
  std::int64_t opened_id{};
};

// ---- event bodies
struct CampaignText {                   // campaign.drafted, .saved
  std::string stage{};
  base::OrgUnitId org_unit_id{};
  std::string template_code{}, title{}, purpose{}, basis{}, level{};
  bool photos_needed{};
  base::CivilDate due_on{};
  std::string areas{}, place_kinds{};
  std::vector<Question> questions{};
  std::vector<FreeSite> free_sites{};
};
struct CampaignMoved {
  std::string move{}, from{}, to{}, text{}, reason{};
  std::int64_t line_count{};
};
struct SentSite {
  SiteId id{};
  std::optional<territory::PlaceId> place_id{};
  std::string name{}, address{};
};
struct LineSent {                       // campaign_line.sent
  CampaignId campaign_id{};
  std::string title{};
  base::OrgUnitId owner_id{}, org_unit_id{};
  std::string post_kind{};
  base::AreaId area_id{};
  std::optional<base::AreaId> grid_id{};
  base::AreaId community_id{}, subdistrict_id{};
  base::Instant due_at{};
  std::vector<SentSite> sites{};
};
struct SiteAnswered {                   // campaign_line.answered
  SiteId site_id{};
  std::vector<Answer> answers{};
  std::int64_t findings{};
};
struct LineEnded {                      // campaign_line.ended: its campaign did
  LineState state{};
};
struct FindingMade {                    // campaign_finding.found
  std::string stage{};
  CampaignId campaign_id{};
  LineId line_id{};
  SiteId site_id{};
  base::OrgUnitId owner_id{}, org_unit_id{};
  std::string post_kind{};
  base::AreaId area_id{};
  std::optional<base::AreaId> grid_id{};
  base::AreaId community_id{}, subdistrict_id{};
  std::string site{}, address{}, question{}, title{}, words{};
  bool serious{}, photos_needed{};
  std::vector<workflow::ClockChange> clocks{};
};
struct FindingMoved {
  std::string move{}, from{}, to{}, text{}, reason{};
  std::vector<std::string> effects{};
  std::string opened_kind{};
  std::int64_t opened_id{};
  std::vector<workflow::ClockChange> clocks{};
};

}  // namespace campaigns

DESCRIBED_ENUM(campaigns::QuestionKind)
DESCRIBED_ENUM(campaigns::LineState)
DESCRIBED(campaigns::Question)
DESCRIBED(campaigns::FreeSite)
DESCRIBED(campaigns::Answer)
DESCRIBED(campaigns::SaveCampaign)
DESCRIBED(campaigns::MoveIt)
DESCRIBED(campaigns::UrgeLines)
DESCRIBED(campaigns::AnswerSite)
DESCRIBED(campaigns::AddSite)
DESCRIBED(campaigns::BlowFinding)
DESCRIBED(campaigns::Campaign)
DESCRIBED(campaigns::Line)
DESCRIBED(campaigns::Site)
DESCRIBED(campaigns::Finding)
DESCRIBED(campaigns::CampaignText)
DESCRIBED(campaigns::CampaignMoved)
DESCRIBED(campaigns::SentSite)
DESCRIBED(campaigns::LineSent)
DESCRIBED(campaigns::SiteAnswered)
DESCRIBED(campaigns::LineEnded)
DESCRIBED(campaigns::FindingMade)
DESCRIBED(campaigns::FindingMoved)
