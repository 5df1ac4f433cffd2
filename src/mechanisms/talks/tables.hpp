// All SQL of talk visits.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mechanisms/talks/model.hpp"
#include "store/list.hpp"
#include "store/session.hpp"

namespace talks {

[[nodiscard]] const store::ListSpec& visit_list_spec();   // $1 district
[[nodiscard]] const store::ListSpec& item_list_spec();    // $1 district, $2 today

[[nodiscard]] std::vector<TeamRow> teams(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<TeamRow> team(store::Session&, base::DistrictId, TeamId);
[[nodiscard]] bool name_taken(store::Session&, base::DistrictId, std::string_view name);
void insert_team(store::Unit&, const TeamRow&);
[[nodiscard]] std::vector<MemberRow> members(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<base::PersonId> members_of(store::Session&, base::DistrictId, TeamId);
[[nodiscard]] std::optional<TeamId> team_of_person(store::Session&, base::DistrictId, base::PersonId);
void insert_member(store::Unit&, TeamId, base::PersonId);
[[nodiscard]] std::vector<PairingRow> pairings(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<PairingRow> pairings_of(store::Session&, base::DistrictId, TeamId);
[[nodiscard]] std::optional<PairingRow> pairing(store::Session&, base::DistrictId, PairingId);
void insert_pairing(store::Unit&, const PairingRow&);
void end_pairing(store::Unit&, PairingId, base::CivilDate to);
void remove_member(store::Unit&, TeamId, base::PersonId);
struct TeamCount { TeamId team{}; std::int64_t members{}, year{}, month{}; };
[[nodiscard]] std::vector<TeamCount> count_teams(store::Session&, base::DistrictId, base::CivilDate year, base::CivilDate month);
struct PlaceCount { base::AreaId community{}; std::int64_t month{}, quarter{}; base::CivilDate last{}; };
[[nodiscard]] std::vector<PlaceCount> count_places(store::Session&, base::DistrictId, base::CivilDate month, base::CivilDate quarter);
[[nodiscard]] std::map<base::AreaId, std::int64_t> open_by_place(store::Session&, base::DistrictId);
// Of visits in [from, to], each with its community; who counts over an area adds them up.
struct VisitSum { base::AreaId community{}; std::string slots{}; std::int64_t visits{}, residents{}; };
[[nodiscard]] std::vector<VisitSum> sum_visits(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);
struct ItemSum { base::AreaId community{}; ItemKind kind{}; std::string category{}; std::int64_t items{}, done{}, promises{}, kept{}, asked{}, answered{}; };
[[nodiscard]] std::vector<ItemSum> sum_items(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);
struct Went { base::AreaId community{}; base::PersonId person{}; };
[[nodiscard]] std::vector<Went> who_went(store::Session&, base::DistrictId, base::CivilDate from, base::CivilDate to);
[[nodiscard]] std::map<base::PersonId, std::int64_t> visits_of_members(store::Session&, base::DistrictId, TeamId, base::CivilDate from);
[[nodiscard]] std::optional<VisitRow> visit(store::Session&, base::DistrictId, VisitId);
void insert_visit(store::Unit&, const VisitRow&);
[[nodiscard]] std::vector<base::PersonId> visitors_of(store::Session&, base::DistrictId, VisitId);
void insert_visitor(store::Unit&, VisitId, base::PersonId);
[[nodiscard]] std::vector<ItemRow> items(store::Session&, base::DistrictId);                 // for laws: all of them, by id
[[nodiscard]] std::vector<ItemRow> open_promises(store::Session&, base::DistrictId, base::AreaId community);
[[nodiscard]] std::vector<ItemRow> items_of(store::Session&, base::DistrictId, VisitId);
[[nodiscard]] std::optional<ItemRow> item(store::Session&, base::DistrictId, ItemId);
[[nodiscard]] std::vector<ItemRow> items_opened(store::Session&, base::DistrictId, const base::Subject&);
void insert_item(store::Unit&, const ItemRow&);
void update_item(store::Unit&, const ItemRow&);                                              // what happens after it was said
[[nodiscard]] std::vector<ItemId> to_forget(store::Session&, base::DistrictId, base::Instant answered_before);
[[nodiscard]] std::int64_t count_members(store::Session&, base::DistrictId);

}  // namespace talks
