#include "mechanisms/grids/model.hpp"

#include "base/described/tables.hpp"

using described::Format;

DESCRIBE_ENUM(grids::SeatKind, "SeatKind", contact, leader, worker, party)
DESCRIBE(grids::SeatRow, "SeatRow", FIELD(id), FIELD(grid_id), FIELD(seat), FIELD(department), FIELD(post_id), FIELD(org_unit_id), FIELD(valid_from),
         FIELD(valid_to))
DESCRIBE(grids::SeatBegun, "SeatBegun", FIELD(id), FIELD(seat), FIELD(department), FIELD(post), FIELD(org_unit), FIELD(from))
DESCRIBE(grids::SeatEnded, "SeatEnded", FIELD(id), FIELD(to))
DESCRIBE(grids::SeatsChanged, "SeatsChanged", FIELD(begun), FIELD(ended), FIELD(reason))
DESCRIBE(grids::PhoneShown, "GridPhoneShown", FIELD(grid), FIELD(reason))
DESCRIBE(grids::SeatHolder, "SeatHolderView", FIELD(person_id), FIELD(name), FIELD(phone), FIELD(deputy))
DESCRIBE(grids::SeatView, "SeatView", FIELD(id), FIELD(seat), FIELD(department), FIELD(name_zh), FIELD(name_en), FIELD(department_unit_id),
         FIELD(can_set), FIELD(post_id), FIELD(post_name), FIELD(org_unit_id), FIELD(org_unit_name), FIELD(state), FIELD(holders), FIELD(from), FIELD(to))
DESCRIBE(grids::LoadView, "GridLoadView", FIELD(what), FIELD(name), FIELD(amount), FIELD(most))
DESCRIBE(grids::ItemsView, "GridItemsView", FIELD(department), FIELD(name_zh), FIELD(name_en), FIELD(items_zh), FIELD(items_en))
DESCRIBE(grids::RuleRefView, "GridRuleView", FIELD(definition), FIELD(version), FIELD(place))
DESCRIBE(grids::GridView, "GridView", FIELD(id), FIELD(code), FIELD(name), FIELD(path), FIELD(community_id), FIELD(subdistrict_id),
         FIELD(community_name), FIELD(subdistrict_name), FIELD(households), FIELD(open_matters), FIELD(contacts), FIELD(leader), FIELD(leader_grids),
         FIELD(leader_fault), FIELD(workers), FIELD(party), FIELD(lacks), FIELD(loads), FIELD(items), FIELD(rule), FIELD(contact_kinds),
         FIELD(can_seat), FIELD(can_unmask))
DESCRIBE(grids::GridLine, "GridRow", FIELD(id), FIELD(code), FIELD(name), FIELD(community_id), FIELD(community_name), FIELD(subdistrict_name),
         FIELD(households), FIELD(open_matters), FIELD(contacts_filled), FIELD(contacts_all), FIELD(leaders), FIELD(workers), FIELD(party),
         FIELD(lacks), FIELD(over))
DESCRIBE(grids::CoverageLine, "GridCoverageRow", FIELD(key), FIELD(name_zh), FIELD(name_en), FIELD(grids), FIELD(seats), FIELD(filled),
         FIELD(vacant), FIELD(without_leader), FIELD(without_worker), FIELD(without_party), FIELD(overloaded))
DESCRIBE(grids::SeatPast, "SeatHistoryRow", FIELD(id), FIELD(seat), FIELD(department), FIELD(name_zh), FIELD(name_en), FIELD(post_name),
         FIELD(org_unit_name), FIELD(from), FIELD(to))
DESCRIBE(grids::SeatsResult, "SeatsResultView", FIELD(grids), FIELD(begun), FIELD(ended), FIELD(unchanged))
DESCRIBE(grids::ShownPhone, "GridPhone", FIELD(phone))
DESCRIBE(grids::SetSeat, "SetSeat", FIELD(seat), FIELD(department, .max = 40, .absent_ok = true), FIELD(post_id), FIELD(org_unit_id), FIELD(area_id),
         FIELD(from), FIELD(reason, .max = 200, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(grids::EndSeat, "EndSeat", FIELD(seat), FIELD(department, .max = 40, .absent_ok = true), FIELD(post_id), FIELD(org_unit_id), FIELD(area_id),
         FIELD(to), FIELD(reason, .min = 2, .max = 200), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(grids::ShowPhone, "ShowGridPhone", FIELD(person_id), FIELD(reason, .min = 2, .max = 500))
