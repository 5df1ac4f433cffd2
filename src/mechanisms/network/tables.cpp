#include "mechanisms/network/tables.hpp"

namespace network {
namespace {

using store::Statement;

#define UNIT "SELECT id, name, area_id, org_unit_id, contact_name, contact_phone, note, version FROM network_units"
#define MEMBER "SELECT id, unit_id, community_id, kind, valid_from, valid_to FROM network_members"
#define RESOURCE "SELECT id, unit_id, kind, title, note, quantity, measure, again, open_from, open_to, withdrawn, version FROM network_resources"
#define USED "SELECT id, resource_id, community_id, purpose, quantity, used_from, used_to, state, remark FROM network_uses"

const Statement all_units{"network.units", UNIT " WHERE district_id = $1 ORDER BY name, id"};
const Statement one_unit{"network.unit", UNIT " WHERE district_id = $1 AND id = $2"};
const Statement unit_by_name{"network.unit_by_name", "SELECT id FROM network_units WHERE district_id = $1 AND name = $2"};
const Statement unit_insert{"network.unit_insert",
    "INSERT INTO network_units (id, name, area_id, org_unit_id, contact_name, contact_phone, note, version, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const Statement unit_update{"network.unit_update",
    "UPDATE network_units SET contact_name = $3, contact_phone = $4, note = $5, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement all_members{"network.members", MEMBER " WHERE district_id = $1 ORDER BY community_id, id"};
const Statement unit_members{"network.members_of", MEMBER " WHERE district_id = $1 AND unit_id = $2 ORDER BY valid_from DESC, id DESC"};
const Statement one_member{"network.member", MEMBER " WHERE district_id = $1 AND id = $2"};
const Statement member_insert{"network.member_insert",
    "INSERT INTO network_members (id, unit_id, community_id, kind, valid_from, valid_to, district_id) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Statement member_end{"network.member_end", "UPDATE network_members SET valid_to = $3 WHERE district_id = $1 AND id = $2"};
const Statement all_resources{"network.resources", RESOURCE " WHERE district_id = $1 ORDER BY id"};
const Statement one_resource{"network.resource", RESOURCE " WHERE district_id = $1 AND id = $2"};
const Statement resource_insert{"network.resource_insert",
    "INSERT INTO network_resources (id, unit_id, kind, title, note, quantity, measure, again, open_from, open_to, withdrawn, version, district_id) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"};
const Statement resource_withdraw{"network.resource_withdraw", "UPDATE network_resources SET withdrawn = 1, version = version + 1 WHERE district_id = $1 AND id = $2"};
const Statement all_uses{"network.uses", USED " WHERE district_id = $1 ORDER BY used_from DESC, id DESC LIMIT 20000"};
const Statement resource_uses{"network.uses_of", USED " WHERE district_id = $1 AND resource_id = $2 ORDER BY used_from DESC, id DESC"};
const Statement one_use{"network.use", USED " WHERE district_id = $1 AND id = $2"};
const Statement use_insert{"network.use_insert",
    "INSERT INTO network_uses (id, resource_id, community_id, purpose, quantity, used_from, used_to, state, remark, district_id) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8, $9, $10)"};
const Statement use_settle{"network.use_settle", "UPDATE network_uses SET state = $3, remark = $4 WHERE district_id = $1 AND id = $2"};
const Statement units_long_out{"network.long_out",
    "SELECT u.id FROM network_units u WHERE u.district_id = $1 AND (u.contact_name <> '' OR u.contact_phone <> '') AND NOT EXISTS (SELECT 1 FROM "
    "network_members m WHERE m.district_id = u.district_id AND m.unit_id = u.id AND (m.valid_to IS NULL OR m.valid_to > $2)) ORDER BY u.id LIMIT 200"};
const Statement units_counted{"network.count_units", "SELECT COUNT(*) FROM network_units WHERE district_id = $1"};
const Statement networks_counted{"network.count_networks", "SELECT COUNT(DISTINCT community_id) FROM network_members WHERE district_id = $1 AND valid_to IS NULL"};

}  // namespace

std::vector<UnitRow> units(store::Session& s, base::DistrictId d) { return s.all<UnitRow>(all_units, d); }
std::optional<UnitRow> unit(store::Session& s, base::DistrictId d, UnitId id) { return s.one<UnitRow>(one_unit, d, id); }
bool name_taken(store::Session& s, base::DistrictId d, std::string_view name) { return s.value<std::int64_t>(unit_by_name, d, name).has_value(); }
void insert_unit(store::Unit& u, const UnitRow& r) {
  u.exec(unit_insert, r.id, r.name, r.area_id, r.org_unit_id, r.contact_name, r.contact_phone, r.note, r.version, u.district());
}
void update_unit(store::Unit& u, const UnitRow& r) { u.exec(unit_update, u.district(), r.id, r.contact_name, r.contact_phone, r.note); }
std::vector<MemberRow> members(store::Session& s, base::DistrictId d) { return s.all<MemberRow>(all_members, d); }
std::vector<MemberRow> members_of(store::Session& s, base::DistrictId d, UnitId id) { return s.all<MemberRow>(unit_members, d, id); }
std::optional<MemberRow> member(store::Session& s, base::DistrictId d, MemberId id) { return s.one<MemberRow>(one_member, d, id); }
void insert_member(store::Unit& u, const MemberRow& r) { u.exec(member_insert, r.id, r.unit_id, r.community_id, r.kind, r.valid_from, r.valid_to, u.district()); }
void end_member(store::Unit& u, MemberId id, base::CivilDate to) { u.exec(member_end, u.district(), id, to); }
std::vector<ResourceRow> resources(store::Session& s, base::DistrictId d) { return s.all<ResourceRow>(all_resources, d); }
std::optional<ResourceRow> resource(store::Session& s, base::DistrictId d, ResourceId id) { return s.one<ResourceRow>(one_resource, d, id); }
void insert_resource(store::Unit& u, const ResourceRow& r) {
  u.exec(resource_insert, r.id, r.unit_id, r.kind, r.title, r.note, r.quantity, r.measure, r.again, r.open_from, r.open_to, r.withdrawn, r.version, u.district());
}
void withdraw_resource(store::Unit& u, ResourceId id) { u.exec(resource_withdraw, u.district(), id); }
std::vector<UseRow> uses(store::Session& s, base::DistrictId d) { return s.all<UseRow>(all_uses, d); }
std::vector<UseRow> uses_of(store::Session& s, base::DistrictId d, ResourceId id) { return s.all<UseRow>(resource_uses, d, id); }
std::optional<UseRow> use(store::Session& s, base::DistrictId d, UseId id) { return s.one<UseRow>(one_use, d, id); }
void insert_use(store::Unit& u, const UseRow& r) {
  u.exec(use_insert, r.id, r.resource_id, r.community_id, r.purpose, r.quantity, r.used_from, r.used_to, r.state, r.remark, u.district());
}
void settle_use(store::Unit& u, UseId id, UseState state, std::string_view remark) { u.exec(use_settle, u.district(), id, state, remark); }
std::vector<UnitId> long_out(store::Session& s, base::DistrictId d, base::CivilDate since) {
  std::vector<UnitId> out;
  s.rows(units_long_out, [&](const store::Row& r) { out.push_back(r.get<UnitId>(0)); return true; }, d, since);
  return out;
}
std::int64_t count_units(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(units_counted, d).value_or(0); }
std::int64_t count_networks(store::Session& s, base::DistrictId d) { return s.value<std::int64_t>(networks_counted, d).value_or(0); }

}  // namespace network
