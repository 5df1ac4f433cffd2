#include "matters/demo_cast.hpp"

#include "people/directory.hpp"

namespace matters {

const std::vector<const people::Post*>& Cast::posts(const Context& c, base::OrgUnitId unit, const std::string& kind) {
  const auto key = std::pair{unit, kind};
  if (const auto it = posts_.find(key); it != posts_.end()) return it->second;
  return posts_.emplace(key, c.units->posts_of(unit, kind)).first->second;
}

const Cast::Held* Cast::holder(store::Session& s, const Context& c, base::PostId post) {
  auto it = held_.find(post);
  if (it == held_.end()) {
    Held held;
    for (const people::Holder& h : people::holders_of(s, district_.id, post, c.rules.today)) {
      if (h.deputy) continue;
      held = {h.person, h.name, people::posts_held(s, district_.id, h.person, c.rules.today)};
      break;
    }
    it = held_.emplace(post, std::move(held)).first;
  }
  return it->second.person ? &it->second : nullptr;
}

const Cast::Held* Cast::first(store::Session& s, const Context& c, const std::vector<const people::Post*>& list, std::size_t from, const std::vector<base::PersonId>& but) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (const Held* held = holder(s, c, list[(from + i) % list.size()]->id))
      if (std::find(but.begin(), but.end(), held->person) == but.end()) return held;
  return nullptr;
}

const Cast::Held* Cast::choose(store::Session& s, const Context& c, const Story& story, Who who, const std::vector<base::PersonId>& handled) {
  const territory::Area* community = c.tree->find(story.community);
  const people::OrgUnit* home = c.units->responsible(story.community);
  if (community == nullptr || home == nullptr) return nullptr;
  const auto& officers = posts(c, home->id, "community_officer");
  switch (who) {
    case Who::worker: {
      std::vector<const people::Post*> here;
      for (const people::Post* post : posts(c, home->id, "grid_worker"))
        if (post->area == story.grid) here.push_back(post);
      if (const Held* held = first(s, c, here, 0, handled)) return held;
      if (const Held* held = first(s, c, officers, 0, handled)) return held;  // nobody on the grid: somebody of the office goes
      return first(s, c, posts(c, home->id, "community_secretary"), 0, handled);
    }
    case Who::officer:
      if (const Held* held = first(s, c, officers, 0, handled)) return held;
      return first(s, c, posts(c, home->id, "community_secretary"), 0, handled);
    case Who::secretary: return first(s, c, posts(c, home->id, "community_secretary"), 0, {});
    case Who::dispatcher: {
      const people::OrgUnit* office = c.units->responsible(community->parent);
      return office == nullptr ? nullptr : first(s, c, posts(c, office->id, "subdistrict_dispatcher"), story.number, {});
    }
    case Who::handler:
    case Who::handler2: {
      const people::OrgUnit* unit = story.unit.empty() ? home : c.units->by_code(story.unit);
      if (unit == nullptr) return nullptr;
      const auto& list = posts(c, unit->id, story.unit.empty() ? "community_officer" : "department_handler");
      if (list.empty()) return nullptr;
      // Who works on it in the community is not the one who strikes it off.
      if (story.fixed) return first(s, c, list, who == Who::handler2 || story.unit.empty() ? list.size() - 1 : 0, {});
      return first(s, c, list, story.unit.empty() ? 1 + story.number % std::max<std::size_t>(1, list.size() - 1) : story.number + (who == Who::handler2 ? 1 : 0), {});
    }
    case Who::resident: return nullptr;
  }
  return nullptr;
}

base::Result<registry::Call> Cast::call(store::Session& s, const Context& c, const Story& story, Who who, const store::Moment& moment, const std::vector<base::PersonId>& handled) {
  const int month = c.rules.today.days / 30;
  if (c.units != units_) posts_.clear(), units_ = c.units;
  if (month != month_) held_.clear(), month_ = month;
  registry::Call call{.house = house_};
  call.moment = moment;
  call.time_zone = district_.time_zone;
  call.channel = who == Who::worker ? "field" : "desk";
  call.principal.district = district_.id;
  if (who == Who::resident) return call;
  const Held* held = choose(s, c, story, who, handled);
  if (held == nullptr) return base::fail(base::ErrorCode::not_found, "matters.no_such_unit");
  if (!grants_ || !(grants_day_ == c.rules.today)) {
    TRY(grants, house_.people.grants(s, district_.id, c.rules.today));
    grants_ = grants;
    grants_day_ = c.rules.today;
  }
  call.principal.account = {1};
  call.principal.person = held->person;
  call.principal.name = held->name;
  call.principal.posts = held->posts;
  call.principal.grants = grants_;
  return call;
}

}  // namespace matters
