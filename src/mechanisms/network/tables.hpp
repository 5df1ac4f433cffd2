// All SQL of the network.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "mechanisms/network/model.hpp"
#include "store/session.hpp"

namespace network {

[[nodiscard]] std::vector<UnitRow> units(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<UnitRow> unit(store::Session&, base::DistrictId, UnitId);
[[nodiscard]] bool name_taken(store::Session&, base::DistrictId, std::string_view name);
void insert_unit(store::Unit&, const UnitRow&);
void update_unit(store::Unit&, const UnitRow&);                           // contact and note
[[nodiscard]] std::vector<MemberRow> members(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<MemberRow> members_of(store::Session&, base::DistrictId, UnitId);
[[nodiscard]] std::optional<MemberRow> member(store::Session&, base::DistrictId, MemberId);
void insert_member(store::Unit&, const MemberRow&);
void end_member(store::Unit&, MemberId, base::CivilDate to);
[[nodiscard]] std::vector<ResourceRow> resources(store::Session&, base::DistrictId);
[[nodiscard]] std::optional<ResourceRow> resource(store::Session&, base::DistrictId, ResourceId);
void insert_resource(store::Unit&, const ResourceRow&);
void withdraw_resource(store::Unit&, ResourceId);
[[nodiscard]] std::vector<UseRow> uses(store::Session&, base::DistrictId);
[[nodiscard]] std::vector<UseRow> uses_of(store::Session&, base::DistrictId, ResourceId);
[[nodiscard]] std::optional<UseRow> use(store::Session&, base::DistrictId, UseId);
void insert_use(store::Unit&, const UseRow&);
void settle_use(store::Unit&, UseId, UseState, std::string_view remark);
[[nodiscard]] std::vector<UnitId> long_out(store::Session&, base::DistrictId, base::CivilDate since);   // left all networks before, contact still there
[[nodiscard]] std::int64_t count_units(store::Session&, base::DistrictId);
[[nodiscard]] std::int64_t count_networks(store::Session&, base::DistrictId);                            // communities with members

}  // namespace network
