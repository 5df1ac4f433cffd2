#include "mechanisms/mine/service.hpp"

#include "base/limits.hpp"
#include "base/time.hpp"
#include "matters/api.hpp"
#include "mechanisms/mine/tables.hpp"
#include "people/directory.hpp"
#include "records/dues/dues.hpp"
#include "territory/territory.hpp"
#include "people/model.hpp"

namespace mine {
namespace {

struct Reader {
  std::shared_ptr<const territory::Tree> tree{};
  std::shared_ptr<const people::Units> units{};
  std::vector<dues::Seat> seats{};
};

// A post whose own area is a grid sees the dues of that grid; every other post those of its unit.
Reader reader(registry::Call& call, store::Session& s) {
  Reader out;
  out.tree = call.house.areas.today(s, call.moment);
  out.units = call.house.people.units(s, call.district(), out.tree->day());
  for (const people::HeldPost& post : call.principal.posts) {
    const territory::Area* area = out.tree->find(post.area);
    const bool grid = area && area->kind == territory::AreaKind::grid;
    out.seats.push_back({post.org_unit, post.kind, grid ? post.area : base::AreaId{}});
  }
  return out;
}

base::Result<std::optional<dues::Cursor>> read_cursor(const std::string& text) {
  if (text.empty()) return std::optional<dues::Cursor>{};
  const std::size_t dash = text.find('-');
  dues::Cursor out;
  std::int64_t at = 0;
  const auto number = [](std::string_view part, std::int64_t& value) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    return !part.empty() && error == std::errc{} && end == part.data() + part.size();
  };
  if (dash == std::string::npos || !number(std::string_view(text).substr(0, dash), at) || !number(std::string_view(text).substr(dash + 1), out.id.value))
    return base::fail(base::ErrorCode::malformed, "mine.bad_cursor");
  if (at != 0) out.due_at = base::Instant{at};
  return std::optional{out};
}

struct Asked {
  dues::Filter filter{};
  base::AreaId area{};
  std::string by{};
  std::optional<dues::Cursor> after{};
  int limit{base::limits::page_rows};
};

base::Result<Asked> read_query(const base::Params& query, base::Instant now) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "base.invalid"};
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "filter.bucket") out.filter.bucket = value;
    else if (name == "filter.kind") out.filter.kind = value;
    else if (name == "filter.due_state" && value == "late") out.filter.due_before = now;
    else if (name == "filter.due_state" && value == "soon") out.filter.due_from = now, out.filter.warned_by = now;
    else if (name == "filter.due_state") wrong.errors.push_back({"/filter.due_state", "base.unknown_choice", {{"choices", "soon, late"}}});
    else if (name == "filter.context") out.filter.context = value;
    else if (name == "filter.area") {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out.area.value);
      if (error != std::errc{} || end != value.data() + value.size()) wrong.errors.push_back({"/filter.area", "base.not_id", {}});
    } else if (name == "by" && (value == "subdistrict" || value == "community" || value == "category")) out.by = value;
    else if (name == "by") wrong.errors.push_back({"/by", "base.unknown_choice", {{"choices", "subdistrict, community, category"}}});
    else if (name == "after") { TRY(cursor, read_cursor(value)); out.after = cursor; }
    else if (name == "limit") {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), out.limit);
      if (error != std::errc{} || end != value.data() + value.size() || out.limit < 1 || out.limit > dues::page_max)
        wrong.errors.push_back({"/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(dues::page_max)}}});
    } else if (name != "sort") wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}

std::string state_of(const dues::Due& due, base::Instant now) {
  if (!due.due_at) return "none";
  if (*due.due_at < now) return "late";
  return due.warn_at && *due.warn_at <= now ? "soon" : "ok";
}

// An area and all below it; the district itself is no filter. Unknown areas hold nothing.
void narrow(Asked& asked, const territory::Tree& tree) {
  if (!asked.area || asked.area == tree.root()) return;
  asked.filter.areas = tree.below(asked.area);
  if (asked.filter.areas.empty()) asked.filter.areas.push_back(asked.area);
}

}  // namespace

base::Result<DuePage> dues_of(registry::Call& call, const base::Params& query) {
  TRY(asked, read_query(query, call.moment.now));
  return call.house.store.read([&](store::Session& s) -> base::Result<DuePage> {
    const Reader r = reader(call, s);
    narrow(asked, *r.tree);
    auto found = dues::list(s, call.district(), r.seats, asked.filter, asked.after, std::min(asked.limit + 1, dues::page_max));
    DuePage out;
    const bool more = found.size() > static_cast<std::size_t>(asked.limit);
    if (more) found.resize(static_cast<std::size_t>(asked.limit));
    std::vector<base::MatterId> ids;
    for (const dues::Due& d : found)
      if (d.subject.kind == "matter") ids.push_back({d.subject.id});
    auto moves = matters::open_moves(call, s, ids);
    for (const dues::Due& d : found) {
      DueRow row{.id = d.id, .subject = d.subject, .kind = d.kind, .bucket = d.bucket, .org_unit_id = d.org_unit, .org_unit_name = r.units->name(d.org_unit)};
      if (const territory::Area* area = r.tree->find(d.area)) row.area_name = area->name;
      if (const territory::Area* community = r.tree->community_of(d.area)) row.community_name = community->name;
      if (const territory::Area* subdistrict = r.tree->subdistrict_of(d.area)) row.subdistrict_name = subdistrict->name;
      row.title = d.title;
      row.context = d.context;
      row.since = d.since;
      row.due_at = d.due_at;
      row.due_state = state_of(d, call.moment.now);
      if (d.subject.kind == "matter") row.moves = moves[{d.subject.id}];
      out.items.push_back(std::move(row));
    }
    if (more) out.next = std::to_string(found.back().due_at ? found.back().due_at->micros : 0) + "-" + std::to_string(found.back().id.value);
    out.total_at_least = static_cast<std::int64_t>(found.size()) + (more ? 1 : 0);
    return out;
  });
}

base::Result<DueSummary> summary(registry::Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<DueSummary> {
    const Reader r = reader(call, s);
    const dues::Summary found = dues::summary(s, call.district(), r.seats, call.moment.now);
    const auto of = [&found](std::string_view bucket) {
      const auto it = found.buckets.find(bucket);
      return it == found.buckets.end() ? std::int64_t{0} : it->second;
    };
    return DueSummary{of("to_accept"), of("to_dispatch"), of("to_handle"), of("to_inspect"), of("waiting_for_me"), of("returned"), of("handed_down"),
                      found.soon, found.late, found.total};
  });
}

base::Result<std::vector<DueGroup>> groups_of(registry::Call& call, const base::Params& query) {
  TRY(asked, read_query(query, call.moment.now));
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<DueGroup>> {
    const Reader r = reader(call, s);
    narrow(asked, *r.tree);
    std::map<std::string, DueGroup> groups;
    for (const dues::Group& g : dues::groups(s, call.district(), r.seats, asked.filter, call.moment.now)) {
      std::string key = g.context, name = g.context;
      if (asked.by != "category") {
        const territory::Area* area = asked.by == "community" ? r.tree->community_of(g.area) : r.tree->subdistrict_of(g.area);
        if (!area) area = r.tree->find(r.tree->root());
        key = area ? std::to_string(area->id.value) : "0";
        name = area ? area->name : "";
      }
      DueGroup& sum = groups[key];
      sum.key = key;
      sum.name = name;
      sum.total += g.total;
      sum.soon += g.soon;
      sum.late += g.late;
    }
    std::vector<DueGroup> out;
    for (auto& [key, group] : groups) out.push_back(std::move(group));
    std::stable_sort(out.begin(), out.end(), [](const DueGroup& a, const DueGroup& b) { return a.total > b.total; });
    return out;
  });
}

std::vector<FollowRow> follows(registry::Call& call) {
  return call.house.store.read([&](store::Session& s) { return follows_of(s, call.district(), call.principal.person); });
}

base::Result<FollowRow> follow(registry::Call& call, const Follow& c) {
  return call.house.store.write(call.work(), [&](store::Unit& unit) -> base::Result<FollowRow> {
    insert_follow(unit, call.principal.person, {unit.make<FollowId>(), c.subject_kind, c.subject_id, "chosen", unit.now()});
    for (FollowRow& row : follows_of(unit, unit.district(), call.principal.person))
      if (row.subject_kind == c.subject_kind && row.subject_id == c.subject_id) return std::move(row);
    return base::fail(base::ErrorCode::not_found, "mine.no_such_follow");
  });
}

base::Result<FollowRow> unfollow(registry::Call& call, FollowId id) {
  return call.house.store.write(call.work(), [&](store::Unit& unit) -> base::Result<FollowRow> {
    for (FollowRow& row : follows_of(unit, unit.district(), call.principal.person))
      if (row.id == id && delete_follow(unit, call.principal.person, id)) return std::move(row);
    return base::fail(base::ErrorCode::not_found, "mine.no_such_follow");
  });
}

base::Done on_handed_over(registry::House&, store::Unit& unit, const store::NewEvent& event) {
  TRY(body, described::parse<people::PersonHandedOver>(event.body));
  give_away(unit, {event.subject.id}, body.kept_to);
  return {};
}

base::Done on_reported(registry::House&, store::Unit& unit, const store::NewEvent& event) {
  if (unit.actor().person && event.subject.kind == "matter")
    insert_follow(unit, unit.actor().person, {unit.make<FollowId>(), event.subject.kind, {event.subject.id}, "reported", unit.now()});
  return {};
}

std::vector<SavedView> views(registry::Call& call, std::string_view screen) {
  auto all = call.house.store.read([&](store::Session& s) { return views_of(s, call.district(), call.principal.person); });
  if (!screen.empty()) std::erase_if(all, [&](const SavedView& v) { return v.screen != screen; });
  return all;
}

base::Result<SavedView> save(registry::Call& call, const SaveView& c) {
  return call.house.store.write(call.work(), [&](store::Unit& unit) -> base::Result<SavedView> {
    unit.lock(11, {"saved_views", call.principal.person.value});
    const auto have = views_of(unit, unit.district(), call.principal.person);
    const auto same = std::find_if(have.begin(), have.end(), [&](const SavedView& v) { return v.name == c.name && v.screen == c.screen; });
    if (same == have.end() && have.size() >= views_max)
      return base::refuse("mine.too_many_views", {"mine", 1, "views_max"}, "mine.delete_one_first", {{"max", std::to_string(views_max)}});
    SavedView v{.id = same == have.end() ? unit.make<SavedViewId>() : same->id, .name = c.name, .screen = c.screen, .query = c.query};
    insert_view(unit, call.principal.person, v);
    return v;
  });
}

base::Result<SavedView> drop(registry::Call& call, SavedViewId id) {
  return call.house.store.write(call.work(), [&](store::Unit& unit) -> base::Result<SavedView> {
    const auto have = views_of(unit, unit.district(), call.principal.person);
    const auto it = std::find_if(have.begin(), have.end(), [&](const SavedView& v) { return v.id == id; });
    if (it == have.end() || !delete_view(unit, call.principal.person, id)) return base::fail(base::ErrorCode::not_found, "mine.no_such_view");
    return *it;
  });
}

}  // namespace mine
