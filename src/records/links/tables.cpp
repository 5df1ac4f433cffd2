#include "records/links/links.hpp"

namespace links {
namespace {

using store::Statement;

const Statement add_link("links.add",
    "INSERT INTO links (district_id, id, kind, from_kind, from_id, to_kind, to_id, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
    "ON CONFLICT (district_id, from_kind, from_id, kind, to_kind, to_id) DO NOTHING");
const Statement remove_link("links.remove",
    "DELETE FROM links WHERE district_id = $1 AND kind = $2 AND from_kind = $3 AND from_id = $4 AND to_kind = $5 AND to_id = $6");
const Statement links_out("links.out_of",
    "SELECT kind, from_kind, from_id, to_kind, to_id, made_at FROM links WHERE district_id = $1 AND from_kind = $2 AND from_id = $3 ORDER BY id");
const Statement links_into("links.into",
    "SELECT kind, from_kind, from_id, to_kind, to_id, made_at FROM links WHERE district_id = $1 AND to_kind = $2 AND to_id = $3 ORDER BY id LIMIT $4");

Link link_of(const store::Row& r) {
  return {std::string(r.text(0)), {std::string(r.text(1)), r.integer(2)}, {std::string(r.text(3)), r.integer(4)}, r.get<base::Instant>(5)};
}

}  // namespace

void add(store::Unit& unit, std::string_view kind, const base::Subject& from, const base::Subject& to) {
  unit.exec(add_link, unit.district(), unit.new_id(), kind, from.kind, from.id, to.kind, to.id, unit.now());
}

void remove(store::Unit& unit, std::string_view kind, const base::Subject& from, const base::Subject& to) {
  unit.exec(remove_link, unit.district(), kind, from.kind, from.id, to.kind, to.id);
}

std::vector<Link> out_of(store::Session& session, base::DistrictId district, const base::Subject& from) {
  std::vector<Link> out;
  session.rows(links_out, [&out](const store::Row& r) { out.push_back(link_of(r)); return true; }, district, from.kind, from.id);
  return out;
}

std::vector<Link> into(store::Session& session, base::DistrictId district, const base::Subject& to, int limit) {
  std::vector<Link> out;
  session.rows(links_into, [&out](const store::Row& r) { out.push_back(link_of(r)); return true; }, district, to.kind, to.id, limit);
  return out;
}

}  // namespace links
