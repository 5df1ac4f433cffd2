// What the room's screens read.
#pragma once
#include "instruments/workflow/show.hpp"
#include "mechanisms/campaigns/model.hpp"

namespace campaigns {

struct CampaignRow {
  CampaignId id{};
  std::int64_t version{};
  std::string title{}, template_code{}, stage{}, stage_zh{}, stage_en{};
  base::OrgUnitId org_unit_id{};
  std::string org_unit_name{};
  std::optional<base::CivilDate> due_on{};
  std::string due_state{};              // ok, soon, late, none
  std::int64_t lines{}, lines_done{}, sites{}, sites_done{}, findings{}, struck_off{}, handed_on{};
  base::Instant drafted_at{};
  std::optional<base::Instant> sent_at{}, closed_at{};
};
struct PlaceName { base::AreaId id{}; std::string name{}; };
struct HistoryItem {
  std::string kind{}, who{}, words{};
  base::Instant at{};
};
struct Progress {                       // of one subdistrict or community
  base::AreaId area_id{};
  std::string name{};
  std::int64_t lines{}, lines_done{}, lines_late{}, sites{}, sites_done{}, findings{}, struck_off{}, handed_on{};
};
struct CampaignView {
  CampaignRow row{};
  std::string purpose{}, basis{}, level{}, text{};
  bool photos_needed{}, may_edit{}, may_urge{};
  std::vector<PlaceName> areas{};
  std::vector<std::string> place_kinds{};
  std::vector<Question> questions{};
  std::vector<FreeSite> free_sites{};
  std::vector<workflow::StageView> stages{};
  std::vector<workflow::MoveView> moves{};
  std::vector<Progress> progress{};     // by subdistrict
  std::vector<HistoryItem> history{};
};
struct LineRow {
  LineId id{};
  std::int64_t version{};
  CampaignId campaign_id{};
  std::string title{};
  LineState state{};
  std::string owner_name{}, org_unit_name{}, area_name{}, community_name{}, subdistrict_name{};
  base::AreaId area_id{};
  std::int64_t sites{}, sites_done{};
  base::Instant due_at{};
  std::string due_state{};
  std::optional<base::Instant> done_at{}, urged_at{};
  std::int64_t urges{};
};
struct FindingRow {
  FindingId id{};
  std::int64_t version{};
  std::string stage{}, stage_zh{}, stage_en{};
  CampaignId campaign_id{};
  std::string campaign_title{};
  LineId line_id{};
  std::string site{}, address{}, title{};
  bool serious{};
  std::string area_name{}, community_name{}, subdistrict_name{};
  base::Instant found_at{};
  std::optional<base::Instant> due_at{};
  std::string due_state{};
  std::optional<base::Instant> fixed_at{}, ended_at{};
  std::string opened_kind{}, opened_id{};
  std::string before_url{}, after_url{};   // the first photo of each, small; empty: none
};
struct SiteView {
  SiteId id{};
  std::string name{}, address{};
  std::optional<base::Instant> answered_at{};
  std::string answered_by{};
  std::vector<Answer> answers{};
  std::vector<FindingRow> findings{};
};
struct LineView {
  LineRow row{};
  std::string purpose{};
  std::vector<Question> questions{};
  bool photos_needed{}, may_answer{};
  std::vector<SiteView> sites{};
};
struct FindingView {
  FindingRow row{};
  std::string question{}, words{}, fixed{}, reason{};
  bool photos_needed{}, may_report{}, may_blow{};
  std::vector<workflow::StageView> stages{};
  std::vector<workflow::MoveView> moves{};
  std::vector<workflow::ClockView> clocks{};
  std::vector<workflow::PhotoView> photos{};
  std::vector<HistoryItem> history{};
};
struct TemplateView {
  std::string code{}, zh{}, en{}, purpose{}, basis{}, level{};
  bool photos_needed{};
  std::vector<std::string> place_kinds{};
  std::vector<Question> questions{};
};
struct CountView { std::int64_t count{}; };
struct UrgedView { std::int64_t urged{}; };

}  // namespace campaigns

DESCRIBED(campaigns::CampaignRow)
DESCRIBED(campaigns::PlaceName)
DESCRIBED(campaigns::HistoryItem)
DESCRIBED(campaigns::Progress)
DESCRIBED(campaigns::CampaignView)
DESCRIBED(campaigns::LineRow)
DESCRIBED(campaigns::FindingRow)
DESCRIBED(campaigns::SiteView)
DESCRIBED(campaigns::LineView)
DESCRIBED(campaigns::FindingView)
DESCRIBED(campaigns::TemplateView)
DESCRIBED(campaigns::CountView)
DESCRIBED(campaigns::UrgedView)
