#include "mechanisms/network/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(network::UseState, "ResourceUseState", booked, used, cancelled)
DESCRIBE(network::UnitRow, "UnitRow", FIELD(id), FIELD(name), FIELD(area_id), FIELD(org_unit_id), FIELD(contact_name), FIELD(contact_phone),
         FIELD(note), FIELD(version))
DESCRIBE(network::MemberRow, "MemberRow", FIELD(id), FIELD(unit_id), FIELD(community_id), FIELD(kind), FIELD(valid_from), FIELD(valid_to))
DESCRIBE(network::ResourceRow, "ResourceRow", FIELD(id), FIELD(unit_id), FIELD(kind), FIELD(title), FIELD(note), FIELD(quantity), FIELD(measure),
         FIELD(again), FIELD(open_from), FIELD(open_to), FIELD(withdrawn), FIELD(version))
DESCRIBE(network::UseRow, "UseRow", FIELD(id), FIELD(resource_id), FIELD(community_id), FIELD(purpose), FIELD(quantity), FIELD(used_from),
         FIELD(used_to), FIELD(state), FIELD(remark))
DESCRIBE(network::UnitNoted, "UnitNoted", FIELD(name), FIELD(area), FIELD(org_unit), FIELD(note))
DESCRIBE(network::UnitContact, "UnitContact", FIELD(name), FIELD(phone))
DESCRIBE(network::MemberNoted, "MemberNoted", FIELD(member), FIELD(community), FIELD(kind), FIELD(from), FIELD(to), FIELD(reason))
DESCRIBE(network::ResourceOffered, "ResourceOffered", FIELD(unit), FIELD(kind), FIELD(title), FIELD(quantity), FIELD(measure), FIELD(again),
         FIELD(from), FIELD(to))
DESCRIBE(network::ResourceWithdrawn, "ResourceWithdrawn", FIELD(reason))
DESCRIBE(network::UseNoted, "UseNoted", FIELD(use), FIELD(community), FIELD(quantity), FIELD(from), FIELD(to), FIELD(state), FIELD(words))
DESCRIBE(network::PhoneShown, "NetworkPhoneShown", FIELD(unit), FIELD(reason))
DESCRIBE(network::UnitLine, "NetworkUnitRow", FIELD(id), FIELD(name), FIELD(area_id), FIELD(area_name), FIELD(contact_name), FIELD(contact_phone),
         FIELD(communities), FIELD(resources), FIELD(uses))
DESCRIBE(network::MemberView, "NetworkMemberView", FIELD(id), FIELD(unit_id), FIELD(unit_name), FIELD(community_id), FIELD(community_name),
         FIELD(kind), FIELD(kind_zh), FIELD(kind_en), FIELD(tier), FIELD(contact_name), FIELD(contact_phone), FIELD(from), FIELD(to))
DESCRIBE(network::UseView, "ResourceUseView", FIELD(id), FIELD(resource_id), FIELD(resource_title), FIELD(community_id), FIELD(community_name),
         FIELD(purpose), FIELD(quantity), FIELD(from), FIELD(to), FIELD(state), FIELD(remark), FIELD(can_settle))
DESCRIBE(network::ResourceView, "NetworkResourceView", FIELD(id), FIELD(unit_id), FIELD(unit_name), FIELD(area_id), FIELD(area_name), FIELD(kind),
         FIELD(kind_zh), FIELD(kind_en), FIELD(title), FIELD(note), FIELD(quantity), FIELD(open_quantity), FIELD(measure), FIELD(again),
         FIELD(open_from), FIELD(open_to), FIELD(withdrawn), FIELD(uses))
DESCRIBE(network::KindView, "NetworkKindView", FIELD(code), FIELD(tier), FIELD(name_zh), FIELD(name_en))
DESCRIBE(network::NetworkView, "NetworkView", FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name), FIELD(party_id),
         FIELD(party_name), FIELD(members), FIELD(resources), FIELD(uses), FIELD(member_kinds), FIELD(resource_kinds), FIELD(can_keep),
         FIELD(can_use), FIELD(can_unmask))
DESCRIBE(network::UnitView, "NetworkUnitView", FIELD(unit), FIELD(note), FIELD(party_name), FIELD(party_id), FIELD(members), FIELD(resources),
         FIELD(uses), FIELD(member_kinds), FIELD(resource_kinds), FIELD(version), FIELD(can_keep), FIELD(can_use), FIELD(can_unmask))
DESCRIBE(network::CoverageLine, "NetworkCoverageRow", FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name), FIELD(party), FIELD(n),
         FIELD(x), FIELD(resources), FIELD(uses))
DESCRIBE(network::DoneView, "NetworkDoneView", FIELD(id))
DESCRIBE(network::ShownPhone, "NetworkPhone", FIELD(phone))
DESCRIBE(network::AddUnit, "AddNetworkUnit", FIELD(name, .min = 2, .max = 80, .format = Format::line), FIELD(area_id), FIELD(org_unit_id),
         FIELD(contact_name, .max = 40, .format = Format::line, .absent_ok = true), FIELD(contact_phone), FIELD(note, .max = 300, .absent_ok = true),
         FIELD(member_kind, .min = 1, .max = 40), FIELD(from), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::ChangeUnit, "ChangeNetworkUnit", FIELD(contact_name, .max = 40, .format = Format::line, .absent_ok = true), FIELD(contact_phone),
         FIELD(note, .max = 300, .absent_ok = true), FIELD(if_version), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::JoinNetwork, "JoinNetwork", FIELD(community_id), FIELD(kind, .min = 1, .max = 40), FIELD(from),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::LeaveNetwork, "LeaveNetwork", FIELD(to), FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::OfferResource, "OfferResource", FIELD(kind, .min = 1, .max = 40), FIELD(title, .min = 2, .max = 80, .format = Format::line),
         FIELD(note, .max = 300, .absent_ok = true), FIELD(quantity, .least = 1, .most = 1000000),
         FIELD(measure, .min = 1, .max = 10, .format = Format::line), FIELD(open_from), FIELD(open_to),
         FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::WithdrawResource, "WithdrawResource", FIELD(reason, .min = 2, .max = 300), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::BookResource, "BookResource", FIELD(community_id), FIELD(quantity, .least = 1, .most = 1000000), FIELD(from), FIELD(to),
         FIELD(purpose, .min = 2, .max = 200, .format = Format::line), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::SettleUse, "SettleUse", FIELD(used), FIELD(remark, .max = 300, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(network::ShowPhone, "ShowNetworkPhone", FIELD(reason, .min = 2, .max = 500))
