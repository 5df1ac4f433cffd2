// Talk visits 草坪说事: teams of cadres, visits, what was said with promise, owner and date. Who spoke is personal and only there for an answer.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"

namespace talks {

struct TeamTag;
struct PairingTag;
struct VisitTag;
struct ItemTag;
struct HandedTag;   // a project of another room
using TeamId = base::Id<TeamTag>;
using PairingId = base::Id<PairingTag>;
using VisitId = base::Id<VisitTag>;
using ItemId = base::Id<ItemTag>;
using HandedId = base::Id<HandedTag>;

enum class ItemKind : std::uint8_t { problem, suggestion, praise, question };
enum class ItemState : std::uint8_t { open, done, heard };   // heard: nothing was promised and nobody waits

struct TeamRow { TeamId id{}; std::string name{}; base::OrgUnitId org_unit_id{}; base::CivilDate formed_on{}; std::int64_t version{}; };
struct MemberRow { TeamId team_id{}; base::PersonId person_id{}; };
struct PairingRow { PairingId id{}; TeamId team_id{}; base::AreaId community_id{}; base::CivilDate valid_from{}; std::optional<base::CivilDate> valid_to{}; };
struct VisitRow {
  VisitId id{};
  TeamId team_id{};
  base::AreaId community_id{};
  base::AreaId subdistrict_id{};                             // 0: none above
  std::optional<base::AreaId> grid_id{};
  base::CivilDate visited_on{};
  base::Instant began_at{}, ended_at{};
  std::int64_t residents{};
  std::string summary{}, exception_reason{}, slots{};        // slots: codes with commas
  base::PersonId entered_by{};
};
struct ListedVisit {                                         // a row of the list, with what was said counted
  VisitId id{};
  TeamId team_id{};
  base::AreaId community_id{};
  std::optional<base::AreaId> grid_id{};
  base::Instant began_at{}, ended_at{};
  std::int64_t residents{}, items{}, open_items{};
  std::string exception_reason{};
};
struct VisitorRow { VisitId visit_id{}; base::PersonId person_id{}; };
struct ItemRow {
  ItemId id{};
  VisitId visit_id{};
  TeamId team_id{};
  base::OrgUnitId team_unit_id{};
  base::AreaId community_id{}, subdistrict_id{};
  base::CivilDate said_on{};
  ItemKind kind{};
  std::string category{}, words{}, promise{};
  std::optional<base::OrgUnitId> owner_unit_id{};
  std::string owner_post{};
  std::optional<base::CivilDate> due_on{};
  ItemState state{};
  std::optional<base::CivilDate> done_on{};
  std::string result{}, opened_kind{};                       // what it became: matter, whistle, project
  std::int64_t opened_id{};
  bool wants_answer{};
  std::string speaker_name{}, speaker_phone{};
  std::optional<base::CivilDate> reply_due_on{};
  std::optional<base::Instant> replied_at{};
  std::optional<base::PersonId> replied_by{};
  std::string reply_how{}, reply_words{};
  std::int64_t version{};
};

// Events. Subject {"talk_team", id}: talk_team.formed, .changed, .paired, .unpaired, .answered_whistle; {"talk_visit", id}: talk.visited; {"talk_item", id}: talk_item.said, .opened, .done, .replied, .unmasked
struct TeamFormed { std::string name{}; base::OrgUnitId org_unit{}; std::vector<base::PersonId> people{}; };
struct TeamChanged { std::vector<base::PersonId> joined{}, left{}; };
struct TeamPaired { PairingId pairing{}; base::AreaId community{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; std::string reason{}; };
struct VisitMade { TeamId team{}; base::AreaId community{}; base::Instant began_at{}, ended_at{}; std::int64_t residents{}; std::vector<base::PersonId> people{}; std::string slots{}, exception_reason{}; };
struct ItemNoted {
  VisitId visit{};
  ItemKind kind{};
  std::string category{}, words{}, promise{};
  std::optional<base::OrgUnitId> owner{};
  std::string owner_post{};
  std::optional<base::CivilDate> due_on{}, reply_due_on{};
};
struct ItemOpened { std::string kind{}; std::int64_t id{}; };
struct ItemDone { std::string result{}; base::CivilDate on{}; std::optional<base::CivilDate> reply_due_on{}; };
struct ItemReplied { std::string how{}, words{}; };
struct Speaker { std::string name{}, phone{}; };             // personal
struct PhoneShown { std::string reason{}; };

// Views
struct NamedCode { std::string code{}, name_zh{}, name_en{}; std::int64_t count{}; };
struct TeamLine { TeamId id{}; std::string name{}; base::OrgUnitId org_unit_id{}; std::string org_unit_name{}; std::int64_t members{}; std::vector<std::string> communities{}; std::int64_t visits_this_year{}, visits_this_month{}; };
struct DeedLine { base::PersonId person_id{}; std::string name{}; std::int64_t visits{}, kept{}, whistles{}; };
struct PairingLine { PairingId id{}; base::AreaId community_id{}; std::string community_name{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; };
struct CoverageLine { base::AreaId community_id{}; std::string community_name{}, subdistrict_name{}, team_name{}; std::optional<TeamId> team_id{}; std::int64_t visits_this_month{}, visits_this_quarter{}; std::optional<base::CivilDate> last_on{}; std::int64_t open{}; };
struct VisitLine { VisitId id{}; TeamId team_id{}; std::string team_name{}; base::AreaId community_id{}; std::string community_name{}, grid_name{}; base::Instant began_at{}, ended_at{}; std::int64_t residents{}, items{}, open{}; bool exception{}; };
struct ItemLine {
  ItemId id{};
  VisitId visit_id{};
  TeamId team_id{};
  std::string team_name{};
  base::AreaId community_id{};
  std::string community_name{};
  base::CivilDate said_on{};
  ItemKind kind{};
  std::string category{}, category_zh{}, category_en{}, words{}, promise{}, owner_name{};
  std::optional<base::CivilDate> due_on{};
  ItemState state{};
  bool late{};
  std::optional<base::CivilDate> done_on{};
  std::string result{}, opened_kind{}, opened_id{};
  bool wants_answer{};
  std::string speaker_name{};
  base::MaskedPhone speaker_phone{};
  std::optional<base::CivilDate> reply_due_on{};
  std::optional<base::Instant> replied_at{};
  std::string replied_by{}, reply_how{}, reply_words{};
  bool can_answer{}, can_unmask{};
  std::int64_t version{};
};
struct TeamView { TeamLine team{}; std::vector<DeedLine> people{}; std::vector<PairingLine> pairings{}; bool can_keep{}; };
struct VisitView { VisitLine visit{}; std::string summary{}, exception_reason{}; std::vector<std::string> people{}; std::vector<NamedCode> slots{}; std::vector<ItemLine> items{}; };
struct HistoryLine { std::string kind{}; base::Instant at{}; std::string who{}, words{}; };
struct ItemView { ItemLine item{}; VisitLine visit{}; std::vector<HistoryLine> history{}; bool can_blow{}; };
struct TalkCount { std::int64_t count{}; };
struct PersonChoice { base::PersonId id{}; std::string name{}; };
struct TeamChoice { TeamId id{}; std::string name{}; base::OrgUnitId org_unit_id{}; std::vector<PairingLine> communities{}; std::vector<PersonChoice> people{}; };
struct ChoicesView { std::vector<TeamChoice> teams{}; std::vector<NamedCode> merges{}, sends{}, categories{}; std::int64_t reply_days{}; base::PersonId me{}; };
struct FiguresView { base::CivilDate from{}, to{}; std::int64_t visits{}, residents{}, cadres{}, items{}, to_solve{}, solved{}, solved_per_mille{}, promises{}, kept{}, answers_due{}, answered{}, without_team{}, not_visited{}, not_visited_this_quarter{}; std::vector<NamedCode> topics{}, slots{}; };
struct DoneView { std::string id{}; };
struct ShownPhone { std::string name{}, phone{}; };

// Commands
struct FormTeam { std::string name{}; base::OrgUnitId org_unit_id{}; std::vector<base::PersonId> people{}; std::string client_ref{}; };
struct ChangeTeam { std::vector<base::PersonId> join{}, leave{}; std::string client_ref{}; };
struct PairTeam { base::AreaId community_id{}; base::CivilDate from{}; std::string client_ref{}; };
struct EndPairing { base::CivilDate to{}; std::string reason{}; std::string client_ref{}; };
struct SaidItem {
  ItemKind kind{};
  std::string category{}, words{}, promise{};
  std::optional<base::OrgUnitId> owner_unit_id{};            // empty: the team's own unit
  std::string owner_post{};
  std::optional<base::CivilDate> due_on{};
  bool as_matter{};
  std::string speaker_name{};
  std::optional<base::Phone> speaker_phone{};
};
struct RecordVisit {
  TeamId team_id{};
  base::AreaId community_id{};
  std::optional<base::AreaId> grid_id{};
  base::Instant began_at{}, ended_at{};
  std::vector<base::PersonId> people{};
  std::int64_t residents{};
  std::string summary{}, exception_reason{};
  std::vector<std::string> slots{};
  std::vector<SaidItem> items{};
  std::string client_ref{};
};
struct FinishItem { std::string result{}; std::string client_ref{}; };
struct ReplyItem { std::string how{}, words{}; std::string client_ref{}; };
struct ReportItem { std::string place{}; std::string client_ref{}; };
struct BlowItem { std::string kind{}, title{}; std::optional<base::OrgUnitId> org_unit_id{}; std::string item{}; std::string client_ref{}; };
struct HandOnItem { HandedId project_id{}; std::string client_ref{}; };
struct ShowPhone { std::string reason{}; };

}  // namespace talks

DESCRIBED_ENUM(talks::ItemKind)
DESCRIBED_ENUM(talks::ItemState)
DESCRIBED(talks::TeamRow)
DESCRIBED(talks::MemberRow)
DESCRIBED(talks::PairingRow)
DESCRIBED(talks::VisitRow)
DESCRIBED(talks::ListedVisit)
DESCRIBED(talks::VisitorRow)
DESCRIBED(talks::ItemRow)
DESCRIBED(talks::TeamFormed)
DESCRIBED(talks::TeamChanged)
DESCRIBED(talks::TeamPaired)
DESCRIBED(talks::VisitMade)
DESCRIBED(talks::ItemNoted)
DESCRIBED(talks::ItemOpened)
DESCRIBED(talks::ItemDone)
DESCRIBED(talks::ItemReplied)
DESCRIBED(talks::Speaker)
DESCRIBED(talks::PhoneShown)
DESCRIBED(talks::NamedCode)
DESCRIBED(talks::TeamLine)
DESCRIBED(talks::DeedLine)
DESCRIBED(talks::PairingLine)
DESCRIBED(talks::CoverageLine)
DESCRIBED(talks::VisitLine)
DESCRIBED(talks::ItemLine)
DESCRIBED(talks::TeamView)
DESCRIBED(talks::VisitView)
DESCRIBED(talks::HistoryLine)
DESCRIBED(talks::ItemView)
DESCRIBED(talks::TalkCount)
DESCRIBED(talks::PersonChoice)
DESCRIBED(talks::TeamChoice)
DESCRIBED(talks::ChoicesView)
DESCRIBED(talks::FiguresView)
DESCRIBED(talks::DoneView)
DESCRIBED(talks::ShownPhone)
DESCRIBED(talks::FormTeam)
DESCRIBED(talks::ChangeTeam)
DESCRIBED(talks::PairTeam)
DESCRIBED(talks::EndPairing)
DESCRIBED(talks::SaidItem)
DESCRIBED(talks::RecordVisit)
DESCRIBED(talks::FinishItem)
DESCRIBED(talks::ReplyItem)
DESCRIBED(talks::ReportItem)
DESCRIBED(talks::BlowItem)
DESCRIBED(talks::HandOnItem)
DESCRIBED(talks::ShowPhone)
