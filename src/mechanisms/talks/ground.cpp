// What every read and act of the room stands on: areas, units, settings, the clock's day; and rows in words.
#include "mechanisms/talks/ground.hpp"

#include <set>

#include "store/districts.hpp"

namespace talks {

base::Result<Ground> ground(registry::House& house, store::Session& s, const store::Moment& moment) {
  Ground out;
  out.tree = house.areas.today(s, moment);
  out.today = out.tree->day();
  out.units = house.people.units(s, moment.district, out.today);
  TRY(settings, house.book.in_force_as<Settings>(&parse_settings, s, moment.district, "talks/settings", out.today));
  out.settings = settings;
  if (const auto row = store::district_by_id(s, moment.district)) out.time_zone = row->time_zone;
  TRY(zone, base::Zone::named(out.time_zone));
  out.zone = zone;
  return out;
}

std::string Ground::area_name(base::AreaId id) const {
  const territory::Area* area = tree->find(id);
  return area != nullptr ? area->name : std::string{};
}

store::AreaLevel levels(const Ground& g) {
  return [tree = g.tree](std::int64_t id) -> std::optional<std::size_t> {
    const territory::Area* area = tree->find({id});
    if (area == nullptr) return std::nullopt;
    if (area->kind == territory::AreaKind::district) return store::whole;
    const territory::Area* above = tree->subdistrict_of(area->id);
    return above != nullptr && above->id == area->id ? 1 : 0;
  };
}

people::Scope scope_at(const Ground& g, base::AreaId area, std::vector<base::OrgUnitId> org_units) {
  return people::scope_of(*g.tree, "talk", 0, area, std::move(org_units));
}
people::Scope scope_of(const Ground& g, const ItemRow& i) {
  std::vector<base::OrgUnitId> on{i.team_unit_id};
  if (i.owner_unit_id) on.push_back(*i.owner_unit_id);
  return scope_at(g, i.community_id, std::move(on));
}

std::map<TeamId, TeamRow> teams_by_id(store::Session& s, base::DistrictId d) {
  std::map<TeamId, TeamRow> out;
  for (TeamRow& each : teams(s, d)) out.emplace(each.id, std::move(each));
  return out;
}

std::vector<VisitLine> lines_of(const Ground& g, store::Session& s, base::DistrictId d, const std::vector<ListedVisit>& rows) {
  const auto names = teams_by_id(s, d);
  std::vector<VisitLine> out;
  for (const ListedVisit& v : rows) {
    VisitLine line{.id = v.id, .team_id = v.team_id, .community_id = v.community_id, .community_name = g.area_name(v.community_id),
                   .grid_name = v.grid_id ? g.area_name(*v.grid_id) : std::string{}, .began_at = v.began_at, .ended_at = v.ended_at, .residents = v.residents,
                   .items = v.items, .open = v.open_items, .exception = !v.exception_reason.empty()};
    if (const auto it = names.find(v.team_id); it != names.end()) line.team_name = it->second.name;
    out.push_back(std::move(line));
  }
  return out;
}
VisitLine line_of(const Ground& g, store::Session& s, base::DistrictId d, const VisitRow& v, const std::vector<ItemRow>& said) {
  ListedVisit row{.id = v.id, .team_id = v.team_id, .community_id = v.community_id, .grid_id = v.grid_id, .began_at = v.began_at, .ended_at = v.ended_at, .residents = v.residents,
                  .items = static_cast<std::int64_t>(said.size()), .exception_reason = v.exception_reason};
  for (const ItemRow& i : said) row.open_items += i.state == ItemState::open ? 1 : 0;
  return lines_of(g, s, d, {row}).front();
}

std::vector<ItemLine> lines_of(const Call& call, const Ground& g, store::Session& s, base::DistrictId d, const std::vector<ItemRow>& rows) {
  const auto names = teams_by_id(s, d);
  std::set<base::PersonId> ids;
  for (const ItemRow& i : rows)
    if (i.replied_by) ids.insert(*i.replied_by);
  const auto people = ids.empty() ? std::map<base::PersonId, std::string>{} : people::person_names(s, d, {ids.begin(), ids.end()});
  std::vector<ItemLine> out;
  for (const ItemRow& i : rows) {
    ItemLine line{.id = i.id, .visit_id = i.visit_id, .team_id = i.team_id, .community_id = i.community_id, .community_name = g.area_name(i.community_id), .said_on = i.said_on,
                  .kind = i.kind, .category = i.category, .category_zh = i.category, .category_en = i.category, .words = i.words, .promise = i.promise, .due_on = i.due_on,
                  .state = i.state, .late = late(i, g.today), .done_on = i.done_on, .result = i.result, .opened_kind = i.opened_kind,
                  .opened_id = i.opened_id != 0 ? std::to_string(i.opened_id) : std::string{}, .wants_answer = i.wants_answer, .reply_due_on = i.reply_due_on,
                  .replied_at = i.replied_at, .reply_how = i.reply_how, .reply_words = i.reply_words, .version = i.version};
    if (const auto it = names.find(i.team_id); it != names.end()) line.team_name = it->second.name;
    if (const Topic* topic = g.settings->topic(i.category)) line.category_zh = topic->zh, line.category_en = topic->en;
    if (i.owner_unit_id) line.owner_name = g.units->name(*i.owner_unit_id);
    if (i.replied_by)
      if (const auto it = people.find(*i.replied_by); it != people.end()) line.replied_by = it->second;
    const people::Scope scope = scope_of(g, i);
    line.can_answer = people::may(call.principal, answer_action, scope).has_value();
    line.can_unmask = !i.speaker_phone.empty() && people::may(call.principal, unmask_action, scope).has_value();
    if (line.can_answer) {                                   // how the speaker is called is for who answers
      line.speaker_name = i.speaker_name;
      if (const auto phone = base::Phone::parse(i.speaker_phone)) line.speaker_phone = base::MaskedPhone(*phone);
    }
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace talks
