// All SQL of talk visits.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "mechanisms/talks/model.hpp"
#include "store/session.hpp"

namespace talks {

[[nodiscard]] std::vector<TeamRow> teams(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<TeamRow> team(store::Session&, base::DistrictId, TeamId);
[[nodiscard]] bool name_taken(store::Session&, base::DistrictId, std::string_view name);
void insert_team(store::Unit&, const TeamRow&);
[[nodiscard]] std::vector<MemberRow> members(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<base::PersonId> members_of(store::Session&, base::DistrictId, TeamId);
[[nodiscard]] std::optional<TeamId> team_of_person(store::Session&, base::DistrictId, base::PersonId);
void insert_member(store::Unit&, TeamId, base::PersonId);
[[nodiscard]] std::vector<PairingRow> pairings(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<PairingRow> pairing(store::Session&, base::DistrictId, PairingId);
void insert_pairing(store::Unit&, const PairingRow&);
void end_pairing(store::Unit&, PairingId, base::CivilDate to);
[[nodiscard]] std::vector<VisitRow> visits(store::Session&, base::DistrictId);               // newest first, at most 20,000
[[nodiscard]] std::optional<VisitRow> visit(store::Session&, base::DistrictId, VisitId);
void insert_visit(store::Unit&, const VisitRow&);
[[nodiscard]] std::vector<VisitorRow> visitors(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<base::PersonId> visitors_of(store::Session&, base::DistrictId, VisitId);
void insert_visitor(store::Unit&, VisitId, base::PersonId);
[[nodiscard]] std::vector<ItemRow> items(store::Session&, base::DistrictId);                 // newest first, at most 50,000
[[nodiscard]] std::vector<ItemRow> items_of(store::Session&, base::DistrictId, VisitId);
[[nodiscard]] std::optional<ItemRow> item(store::Session&, base::DistrictId, ItemId);
[[nodiscard]] std::vector<ItemRow> items_opened(store::Session&, base::DistrictId, const base::Subject&);
void insert_item(store::Unit&, const ItemRow&);
void update_item(store::Unit&, const ItemRow&);                                              // what happens after it was said
[[nodiscard]] std::vector<ItemId> to_forget(store::Session&, base::DistrictId, base::Instant answered_before);
[[nodiscard]] std::int64_t count_members(store::Session&, base::DistrictId);

}  // namespace talks
