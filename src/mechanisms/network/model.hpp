// The 1+N+X network of a community: units, their membership, their resources and the use of these. A unit's contact is personal.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/described/described.hpp"
#include "base/ids.hpp"
#include "base/instant.hpp"
#include "base/phone.hpp"

namespace network {

struct UnitTag;
struct MemberTag;
struct ResourceTag;
struct UseTag;
using UnitId = base::Id<UnitTag>;
using MemberId = base::Id<MemberTag>;
using ResourceId = base::Id<ResourceTag>;
using UseId = base::Id<UseTag>;

enum class UseState : std::uint8_t { booked, used, cancelled };

struct UnitRow {
  UnitId id{};
  std::string name{};
  base::AreaId area_id{};                        // the community that it stands in
  std::optional<base::OrgUnitId> org_unit_id{};  // its Party organisation, if it is on file
  std::string contact_name{}, contact_phone{}, note{};
  std::int64_t version{};
};
struct MemberRow { MemberId id{}; UnitId unit_id{}; base::AreaId community_id{}; std::string kind{}; base::CivilDate valid_from{}; std::optional<base::CivilDate> valid_to{}; };
struct ResourceRow {
  ResourceId id{};
  UnitId unit_id{};
  std::string kind{}, title{}, note{};
  std::int64_t quantity{};
  std::string measure{};
  bool again{};                                  // used again and again; false: used up
  base::CivilDate open_from{};
  std::optional<base::CivilDate> open_to{};
  bool withdrawn{};
  std::int64_t version{};
};
struct UseRow { UseId id{}; ResourceId resource_id{}; base::AreaId community_id{}; std::string purpose{}; std::int64_t quantity{}; base::CivilDate used_from{}, used_to{}; UseState state{}; std::string remark{}; };

// Events. Subject {"network_unit", id}: network_unit.added, .changed, network_member.joined, .left; {"network_resource", id}: .offered, .withdrawn, .booked, .settled
struct UnitNoted { std::string name{}; base::AreaId area{}; std::optional<base::OrgUnitId> org_unit{}; std::string note{}; };
struct UnitContact { std::string name{}; std::string phone{}; };   // personal
struct MemberNoted { MemberId member{}; base::AreaId community{}; std::string kind{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; std::string reason{}; };
struct ResourceOffered { UnitId unit{}; std::string kind{}, title{}; std::int64_t quantity{}; std::string measure{}; bool again{}; base::CivilDate from{}; std::optional<base::CivilDate> to{}; };
struct ResourceWithdrawn { std::string reason{}; };
struct UseNoted { UseId use{}; base::AreaId community{}; std::int64_t quantity{}; base::CivilDate from{}, to{}; UseState state{}; std::string words{}; };
struct PhoneShown { UnitId unit{}; std::string reason{}; };        // "network_unit.unmasked"

// Views
struct UnitLine {
  UnitId id{};
  std::string name{};
  base::AreaId area_id{};
  std::string area_name{};
  std::string contact_name{};
  base::MaskedPhone contact_phone{};
  std::vector<std::string> communities{};
  std::int64_t resources{}, uses{};
};
struct MemberView {
  MemberId id{};
  UnitId unit_id{};
  std::string unit_name{};
  base::AreaId community_id{};
  std::string community_name{}, kind{}, kind_zh{}, kind_en{}, tier{};
  std::string contact_name{};
  base::MaskedPhone contact_phone{};
  base::CivilDate from{};
  std::optional<base::CivilDate> to{};
};
struct UseView { UseId id{}; ResourceId resource_id{}; std::string resource_title{}; base::AreaId community_id{}; std::string community_name{}, purpose{}; std::int64_t quantity{}; base::CivilDate from{}, to{}; UseState state{}; std::string remark{}; bool can_settle{}; };
struct ResourceView {
  ResourceId id{};
  UnitId unit_id{};
  std::string unit_name{};
  base::AreaId area_id{};
  std::string area_name{}, kind{}, kind_zh{}, kind_en{}, title{}, note{};
  std::int64_t quantity{}, open_quantity{};      // open today
  std::string measure{};
  bool again{};
  base::CivilDate open_from{};
  std::optional<base::CivilDate> open_to{};
  bool withdrawn{};
  std::int64_t uses{};
};
struct KindView { std::string code{}, tier{}, name_zh{}, name_en{}; };
struct NetworkView {
  base::AreaId community_id{};
  std::string community_name{}, subdistrict_name{};
  std::optional<base::OrgUnitId> party_id{};     // the "1"
  std::string party_name{};
  std::vector<MemberView> members{};
  std::vector<ResourceView> resources{};
  std::vector<UseView> uses{};                   // by this community, newest first
  std::vector<KindView> member_kinds{}, resource_kinds{};
  bool can_keep{}, can_use{}, can_unmask{};
};
struct UnitView {
  UnitLine unit{};
  std::string note{}, party_name{};
  std::optional<base::OrgUnitId> party_id{};
  std::vector<MemberView> members{};             // past ones too
  std::vector<ResourceView> resources{};
  std::vector<UseView> uses{};
  std::vector<KindView> member_kinds{}, resource_kinds{};
  std::int64_t version{};
  bool can_keep{}, can_use{}, can_unmask{};
};
struct CoverageLine { base::AreaId community_id{}; std::string community_name{}, subdistrict_name{}; bool party{}; std::int64_t n{}, x{}, resources{}, uses{}; };
struct DoneView { std::string id{}; };
struct ShownPhone { std::string phone{}; };

// Commands
struct AddUnit { std::string name{}; base::AreaId area_id{}; std::optional<base::OrgUnitId> org_unit_id{}; std::string contact_name{}; std::optional<base::Phone> contact_phone{}; std::string note{}; std::string member_kind{}; base::CivilDate from{}; std::string client_ref{}; };
struct ChangeUnit { std::string contact_name{}; std::optional<base::Phone> contact_phone{}; std::string note{}; std::optional<std::int64_t> if_version{}; std::string client_ref{}; };
struct JoinNetwork { base::AreaId community_id{}; std::string kind{}; base::CivilDate from{}; std::string client_ref{}; };
struct LeaveNetwork { base::CivilDate to{}; std::string reason{}; std::string client_ref{}; };
struct OfferResource { std::string kind{}, title{}, note{}; std::int64_t quantity{}; std::string measure{}; base::CivilDate open_from{}; std::optional<base::CivilDate> open_to{}; std::string client_ref{}; };
struct WithdrawResource { std::string reason{}; std::string client_ref{}; };
struct BookResource { base::AreaId community_id{}; std::int64_t quantity{}; base::CivilDate from{}, to{}; std::string purpose{}; std::string client_ref{}; };
struct SettleUse { bool used{}; std::string remark{}; std::string client_ref{}; };
struct ShowPhone { std::string reason{}; };

}  // namespace network

DESCRIBED_ENUM(network::UseState)
DESCRIBED(network::UnitRow)
DESCRIBED(network::MemberRow)
DESCRIBED(network::ResourceRow)
DESCRIBED(network::UseRow)
DESCRIBED(network::UnitNoted)
DESCRIBED(network::UnitContact)
DESCRIBED(network::MemberNoted)
DESCRIBED(network::ResourceOffered)
DESCRIBED(network::ResourceWithdrawn)
DESCRIBED(network::UseNoted)
DESCRIBED(network::PhoneShown)
DESCRIBED(network::UnitLine)
DESCRIBED(network::MemberView)
DESCRIBED(network::UseView)
DESCRIBED(network::ResourceView)
DESCRIBED(network::KindView)
DESCRIBED(network::NetworkView)
DESCRIBED(network::UnitView)
DESCRIBED(network::CoverageLine)
DESCRIBED(network::DoneView)
DESCRIBED(network::ShownPhone)
DESCRIBED(network::AddUnit)
DESCRIBED(network::ChangeUnit)
DESCRIBED(network::JoinNetwork)
DESCRIBED(network::LeaveNetwork)
DESCRIBED(network::OfferResource)
DESCRIBED(network::WithdrawResource)
DESCRIBED(network::BookResource)
DESCRIBED(network::SettleUse)
DESCRIBED(network::ShowPhone)
