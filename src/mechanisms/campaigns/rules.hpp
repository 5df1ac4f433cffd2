// The room's rules, pure: check lists and answers, what is a finding, guards, the fold of events.
#pragma once
#include <map>
#include <string_view>

#include "definitions/doc.hpp"
#include "instruments/workflow/decide.hpp"
#include "mechanisms/campaigns/views.hpp"

namespace campaigns {

inline constexpr std::string_view campaign_kind = "campaign";
inline constexpr std::string_view line_kind = "campaign_line";
inline constexpr std::string_view finding_kind = "campaign_finding";

struct Templates {                      // definitions/campaigns/templates
  std::int64_t version{}, questions_max{}, lines_max{}, sites_max{};
  std::vector<TemplateView> templates{};
};
[[nodiscard]] base::Result<Templates> parse_templates(const definitions::Doc&);
[[nodiscard]] base::RuleRef law(const Templates&, std::string place);

[[nodiscard]] std::vector<std::string> own_actions();
[[nodiscard]] std::vector<std::string> split(std::string_view commas);
[[nodiscard]] std::string join(const std::vector<std::string>&);
[[nodiscard]] std::vector<Question> questions_of(const Campaign&);
[[nodiscard]] std::vector<FreeSite> free_sites_of(const Campaign&);
[[nodiscard]] std::vector<Answer> answers_of(const Site&);
[[nodiscard]] std::vector<base::PersonId> handlers_of(const Finding&);

[[nodiscard]] std::vector<base::FieldError> check_questions(const std::vector<Question>&, const Templates&);
// Is this answer a finding?
[[nodiscard]] bool finds(const Question&, std::string_view value);
// What is wrong with a site's answers, by path "/answers/<code>"; a finding takes a photo where the campaign asks for it.
[[nodiscard]] std::vector<base::FieldError> check_answers(const std::vector<Question>&, const std::vector<Answer>&, bool photos_needed);

struct CampaignFacts {                  // what the guards look at
  bool whole{}, ahead{};
  std::int64_t lines{}, sites{}, waiting{}, findings{}, lines_max{}, sites_max{};
};
[[nodiscard]] std::optional<workflow::Blocked> guard(std::string_view name, const CampaignFacts&);
struct FindingFacts {
  workflow::Position at{};
  base::PersonId person{};
  bool needs_photo{};
  std::optional<bool> has_photo{};      // asked when it is tried
};
[[nodiscard]] std::optional<workflow::Blocked> guard(std::string_view name, const FindingFacts&);

struct LineBox {                        // a line with its sites
  Line line{};
  std::vector<Site> sites{};
};
struct FindingState {
  Finding finding{};
  std::vector<workflow::Clock> clocks{};
};
[[nodiscard]] workflow::Position position_of(const Campaign&);
[[nodiscard]] workflow::Position position_of(const Finding&);
// The only ways state is made.
[[nodiscard]] base::Result<Campaign> fold(Campaign, std::string_view kind, std::string_view body, CampaignId, base::Instant at);
[[nodiscard]] base::Result<LineBox> fold(LineBox, std::string_view kind, std::string_view body, LineId, base::PersonId, base::Instant at);
[[nodiscard]] base::Result<FindingState> fold(FindingState, std::string_view kind, std::string_view body, FindingId, base::PersonId, base::Instant at);

}  // namespace campaigns
