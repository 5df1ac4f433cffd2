// Views of what stands beside one matter: linked ones, questions, suggested units, canned replies, the community's list, many at once.
#pragma once
#include "matters/model.hpp"

namespace matters {

struct CommunityRow {
  base::MatterId matter_id{};
  std::string serial{}, title{}, place{}, category_zh{}, category_en{};
  std::optional<base::Instant> registered_at{}, due_at{};
  std::string due_state{}, who{}, stage_zh{}, stage_en{};
  std::string state{};                     // open, done
  std::optional<base::Instant> closed_at{};
  std::int64_t version{};
  std::string stage{};
  std::string struck_off_by{};             // the post that did it; empty while it is open
  std::vector<std::string> moves{};        // verbs that this reader may use now
};
struct CommunityList {                     // 清单
  base::AreaId community_id{};
  std::string community_name{};
  std::string from{}, to{};                // days, both counted: of what ended
  base::Instant made_at{};
  std::int64_t open{}, done{}, late{}, held{};  // of the rows shown
  bool more{};                             // there are more than are shown
  std::vector<CommunityRow> items{};
};
struct RoutingItem {                       // a unit that the rules suggest
  base::OrgUnitId org_unit_id{};
  std::string unit_name{}, unit_name_en{}, post_kind{};
  std::string reason_key{};                // "matters.routing.by_category"
  base::Params reason_params{};
  RuleView rule{};
  std::int64_t rank{};
};
struct RoutingView { std::vector<RoutingItem> items{}; };
struct ReplyView {
  std::string code{}, verb{}, name_zh{}, name_en{};
  std::string text{}, text_en{};           // filled in
  std::string preview_zh{}, preview_en{};  // what the reporter would read; empty: nothing
};
struct RepliesView { std::vector<ReplyView> items{}; };
struct LinkView {                          // another matter that belongs to this one
  std::string relation{};                  // merged_into, took_in, split_from, part
  base::MatterId matter_id{};
  std::string report_number{};
  std::optional<std::string> serial{};
  std::string title{}, stage{}, stage_zh{}, stage_en{};
  std::optional<base::Instant> due_at{}, closed_at{};
  std::string handler_unit_name{};
};
struct LinksView { std::vector<LinkView> items{}; };
struct QuestionView {
  std::int64_t number{};
  base::Instant asked_at{};
  std::string question{};
  std::optional<base::Instant> answered_at{};
  std::optional<std::string> answer{};
  std::optional<base::Instant> withdrawn_at{};
  std::string state{};                     // open, answered, withdrawn
};
struct QuestionsView { std::vector<QuestionView> items{}; };
struct BulkResult {
  base::MatterId id{};
  bool ok{};
  std::optional<std::int64_t> version{};
  std::string stage{};
  std::optional<RefusalView> refusal{};
};
struct BulkDone { std::vector<BulkResult> results{}; };

}  // namespace matters

DESCRIBED(matters::CommunityRow)
DESCRIBED(matters::CommunityList)
DESCRIBED(matters::RoutingItem)
DESCRIBED(matters::RoutingView)
DESCRIBED(matters::ReplyView)
DESCRIBED(matters::RepliesView)
DESCRIBED(matters::LinkView)
DESCRIBED(matters::LinksView)
DESCRIBED(matters::QuestionView)
DESCRIBED(matters::QuestionsView)
DESCRIBED(matters::BulkResult)
DESCRIBED(matters::BulkDone)
