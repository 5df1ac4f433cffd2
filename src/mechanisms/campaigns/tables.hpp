// All SQL of campaigns.
#pragma once
#include <optional>
#include <vector>

#include "mechanisms/campaigns/rules.hpp"
#include "people/access.hpp"
#include "store/list.hpp"

namespace campaigns {

void insert(store::Unit&, const Campaign&);
void update(store::Unit&, const Campaign&);
[[nodiscard]] std::optional<Campaign> load(store::Session&, base::DistrictId, CampaignId);
[[nodiscard]] std::vector<CampaignId> all_campaigns(store::Session&, base::DistrictId);

void insert(store::Unit&, const Line&);
void update(store::Unit&, const Line&);
void insert(store::Unit&, const Site&);
void update(store::Unit&, const Site&);
[[nodiscard]] std::optional<LineBox> load(store::Session&, base::DistrictId, LineId);
[[nodiscard]] std::optional<LineId> line_of(store::Session&, base::DistrictId, SiteId);
[[nodiscard]] std::vector<Line> lines_of(store::Session&, base::DistrictId, CampaignId);

void insert(store::Unit&, const FindingState&);
void update(store::Unit&, const FindingState& before, const FindingState& after);
[[nodiscard]] std::optional<FindingState> load(store::Session&, base::DistrictId, FindingId);
[[nodiscard]] std::vector<Finding> findings_of(store::Session&, base::DistrictId, CampaignId);
[[nodiscard]] std::vector<Finding> findings_of(store::Session&, base::DistrictId, LineId);
[[nodiscard]] std::vector<FindingId> findings_opened(store::Session&, base::DistrictId, const base::Subject&);

struct Sums {
  std::int64_t lines{}, lines_done{}, lines_late{}, sites{}, sites_done{}, findings{}, struck_off{}, handed_on{}, waiting{};
};
[[nodiscard]] std::map<CampaignId, Sums> sums_of(store::Session&, base::DistrictId, const std::vector<CampaignId>&);
// By subdistrict, or by community inside one campaign.
[[nodiscard]] std::map<base::AreaId, Sums> sums_by(store::Session&, base::DistrictId, CampaignId, bool community, base::Instant now);
struct FirstPhoto { std::int64_t subject{}; std::string role{}; base::FileId file{}; };
[[nodiscard]] std::vector<FirstPhoto> photos_of(store::Session&, base::DistrictId, const std::vector<FindingId>&);

[[nodiscard]] const store::ListSpec& campaign_list();
[[nodiscard]] const store::ListSpec& line_list();
[[nodiscard]] const store::ListSpec& finding_list();
[[nodiscard]] store::ListReach reach_of(const people::Reach&);

}  // namespace campaigns
