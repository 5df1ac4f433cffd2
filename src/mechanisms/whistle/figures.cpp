// What one looks up before blowing (competence and precedents), the district's board, and figures per subdistrict and unit.
#include <algorithm>

#include "base/iso.hpp"
#include "mechanisms/whistle/service.hpp"

namespace whistle {
namespace {

constexpr std::size_t precedents_max = 8, board_rows_max = 50;

std::optional<base::OrgUnitId> unit_of(const Ground& g, std::string_view code) {
  const people::OrgUnit* unit = code.empty() ? nullptr : g.units->by_code(code);
  if (!unit) return std::nullopt;
  return unit->id;
}

bool suggested(const Item& item, std::string_view category) {
  return !category.empty() && std::any_of(item.categories.begin(), item.categories.end(), [&](const std::string& c) { return category.starts_with(c); });
}

void add_precedent(const Ground& g, const Line& l, const std::map<WhistleId, Whistle>& whistles, std::vector<CompetenceItem>& items) {
  const auto item = std::find_if(items.begin(), items.end(), [&](const CompetenceItem& i) { return i.code == l.item; });
  if (item == items.end() || item->precedents.size() >= precedents_max) return;
  const auto it = whistles.find(l.whistle_id);
  if (it == whistles.end()) return;
  const Whistle& w = it->second;
  const bool ruled = l.ruled_at.has_value();
  if (!ruled && !w.outcome) return;
  item->precedents.push_back({w.id, l.id, number_of(w.year, w.serial), w.title, ruled ? *l.ruled_at : w.closed_at.value_or(l.called_at), ruled ? "ruling" : "outcome",
                              ruled ? l.dispute : *w.outcome, l.unit_id, g.units->name(l.unit_id), l.ruling});
}

struct Mean { std::int64_t sum{}, n{}; void add(std::int64_t v) { sum += v, ++n; } [[nodiscard]] std::optional<std::int64_t> value(std::int64_t times = 1) const {
  if (n == 0) return std::nullopt;
  return (sum * times + n / 2) / n;
} };

void count_line(UnitFigures& u, Mean& sign, Mean& report, Mean& points, const Line& l, base::Instant now) {
  ++u.lines;
  u.responded += l.reported_in_at ? 1 : 0;
  u.on_time += is_late(l, now) ? 0 : 1;
  u.signed_on_time += l.signed_at && l.sign_late.value_or(0) == 0 ? 1 : 0;
  u.reported_on_time += l.reported_in_at && l.report_late.value_or(0) == 0 ? 1 : 0;
  u.solved += l.accepted_at ? 1 : 0;
  u.sent_back += l.sent_back;
  u.disputes += l.dispute.empty() ? 0 : 1;
  u.upheld += l.dispute == "upheld" ? 1 : 0;
  u.reassigned += l.dispute == "reassigned" ? 1 : 0;
  u.fast_right += first_was_right(l) ? 1 : 0;
  if (l.signed_at) sign.add((*l.signed_at - l.called_at).micros / 60'000'000);
  if (l.reported_in_at) report.add((*l.reported_in_at - l.called_at).micros / 60'000'000);
  if (l.points) points.add(*l.points);
}

base::Result<base::CivilDate> day_of(std::string_view text, base::CivilDate otherwise, const char* path) {
  if (text.empty()) return otherwise;
  if (const auto day = base::parse_date(text)) return *day;
  return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{path, "base.not_date", {}}}});
}

// What this reader may see of the two.
struct Sight {
  people::Reach whistles{}, lines{};
  const Ground& g;
  [[nodiscard]] bool area(const people::Reach& r, base::AreaId id) const {
    return r.everything || std::any_of(r.areas.begin(), r.areas.end(), [&](base::AreaId a) { return g.tree->is_below(id, a); });
  }
  [[nodiscard]] bool sees(const Whistle& w) const { return area(whistles, w.area_id); }
  [[nodiscard]] bool sees(const Line& l) const {
    return area(lines, l.area_id) || std::find(lines.org_units.begin(), lines.org_units.end(), l.unit_id) != lines.org_units.end();
  }
};

std::vector<SubdistrictFigures> by_subdistrict(const Ground& g, const Sight& sight, const std::vector<Whistle>& whistles, const std::vector<Line>& called,
                                               const std::map<base::AreaId, std::int64_t>& registered) {
  std::map<base::AreaId, SubdistrictFigures> out;
  for (const territory::Area& area : g.tree->all()) {
    const territory::Area* self = g.tree->subdistrict_of(area.id);
    if (self && self->id == area.id && sight.area(sight.whistles, area.id)) out[area.id] = {.subdistrict_id = area.id, .name = area.name};
  }
  for (const Whistle& w : whistles) {
    const auto it = out.find(w.subdistrict_id);
    if (it == out.end()) continue;
    ++it->second.whistles;
    const Kind* kind = g.kinds->find(w.kind);
    it->second.emergency += kind && kind->approval_after ? 1 : 0;
    it->second.refused_after += w.approval == "refused" ? 1 : 0;
  }
  for (const Line& l : called)
    if (const auto it = out.find(l.subdistrict_id); it != out.end() && l.first) ++it->second.first_called, it->second.fast_right += first_was_right(l) ? 1 : 0;
  std::vector<SubdistrictFigures> list;
  for (auto& [id, f] : out) {
    if (const auto it = registered.find(id); it != registered.end()) f.registered = it->second;
    f.band = "none";
    if (f.registered > 0) {
      f.per_100_x10 = (f.whistles * 1'000 + f.registered / 2) / f.registered;
      f.band = f.whistles * 100 < g.kinds->low_per_100 * f.registered ? "low" : f.whistles * 100 > g.kinds->high_per_100 * f.registered ? "high" : "within";
    }
    list.push_back(std::move(f));
  }
  return list;
}

std::vector<UnitFigures> by_unit(const Ground& g, const Sight& sight, const std::vector<Line>& called, base::Instant now) {
  struct Sums { UnitFigures f{}; Mean sign{}, report{}, points{}; };
  std::map<base::OrgUnitId, Sums> out;
  for (const Line& l : called) {
    if (!sight.sees(l) || l.stage == "cancelled") continue;
    Sums& u = out[l.unit_id];
    u.f.unit_id = l.unit_id;
    count_line(u.f, u.sign, u.report, u.points, l, now);
  }
  std::vector<UnitFigures> list;
  for (auto& [id, u] : out) {
    u.f.name = g.units->name(id);
    u.f.sign_minutes = u.sign.value();
    u.f.report_minutes = u.report.value();
    u.f.points_mean_x10 = u.points.value(10);
    list.push_back(std::move(u.f));
  }
  std::stable_sort(list.begin(), list.end(), [](const UnitFigures& a, const UnitFigures& b) { return a.lines > b.lines; });
  return list;
}

// A kind as the one who blows sees it: who approves, and how long a called unit has for each step.
KindChoice choice_of(const Ground& g, const Kind& k, bool mine, const people::Grants* grants) {
  KindChoice out{.code = k.code, .zh = k.zh, .en = k.en, .approval = k.approval_after ? "after" : "before", .needs_leader = k.needs_leader, .may_blow = mine};
  for (const std::string& kind : k.approved_by)
    if (const people::PostKind* post = grants ? grants->post_kind(kind) : nullptr) out.approvers.push_back({kind, post->name_zh, post->name_en});
  for (const std::string_view clock : {"sign", "contact", "report_in", "finish"}) {
    const workflow::ClockName* name = g.limits->clock(clock);
    const workflow::LimitRow* row = workflow::pick(*g.limits, clock, k.code, "*");
    if (name && row) out.clocks.push_back({std::string(clock), name->zh, name->en, row->limit.amount, std::string(described::word(row->limit.unit))});
  }
  return out;
}

}  // namespace

// What the asker's own subdistrict was given by delegation stands beside the law, with its document.
static void add_delegated(const registry::Call& call, const Ground& g, const std::vector<Delegated>& given, CompetenceItem& item) {
  for (const Delegated& d : given) {
    const bool own = d.item == item.code && std::any_of(call.principal.posts.begin(), call.principal.posts.end(), [&](const people::HeldPost& p) { return p.area && g.tree->is_below(p.area, d.subdistrict); });
    if (!own || item.basis.find(d.basis) != std::string::npos) continue;
    item.basis_kind = "delegated";
    item.basis += (item.basis.empty() ? "" : "；") + d.basis;
  }
}

base::Result<CompetenceView> competence(registry::Call& call, std::string_view category, std::string_view wanted) {
  return call.house.store.read([&](store::Session& s) -> base::Result<CompetenceView> {
    TRY(g, ground(call.house, s, call.moment));
    CompetenceView out{.band = {g.kinds->low_per_100, g.kinds->high_per_100}, .rule_version = g.competence->version};
    const auto given = delegated(s, call.district(), g.today());
    for (const Item& i : g.competence->items) {
      if (!wanted.empty() && i.code != wanted) continue;
      CompetenceItem item{.code = i.code, .zh = i.zh, .en = i.en, .basis_kind = i.basis_kind, .basis = i.basis, .unit_id = unit_of(g, i.unit)};
      if (item.unit_id) item.unit_name = g.units->name(*item.unit_id);
      for (const std::string& code : i.also)
        if (const auto id = unit_of(g, code)) item.also.push_back({*id, g.units->name(*id)});
      add_delegated(call, g, given, item);
      item.suggested = suggested(i, category);
      out.items.push_back(std::move(item));
    }
    std::stable_sort(out.items.begin(), out.items.end(), [](const auto& a, const auto& b) { return a.suggested > b.suggested; });
    const auto lines = item_lines(s, call.district(), call.moment.now - base::hours(24 * 365));
    std::vector<WhistleId> ids;
    for (const Line& l : lines) ids.push_back(l.whistle_id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::map<WhistleId, Whistle> whistles;
    for (Whistle& w : whistles_by_id(s, call.district(), ids)) whistles.emplace(w.id, std::move(w));
    for (const bool ruled : {true, false})   // rulings first
      for (const Line& l : lines)
        if (l.ruled_at.has_value() == ruled) add_precedent(g, l, whistles, out.items);
    for (const Kind& k : g.kinds->kinds) {
      const bool mine = std::any_of(call.principal.posts.begin(), call.principal.posts.end(),
                                    [&](const people::HeldPost& p) { return std::find(k.blown_by.begin(), k.blown_by.end(), p.kind) != k.blown_by.end(); });
      out.kinds.push_back(choice_of(g, k, mine, call.principal.grants.get()));
    }
    for (const people::OrgUnit& unit : g.units->all()) {
      UnitChoice choice{.id = unit.id, .name = unit.name, .kind = unit.kind};
      for (const std::string& kind : g.competence->called_posts)
        if (g.units->has_post_kind(unit.id, kind)) choice.post_kinds.push_back(kind);
      for (const std::string& kind : g.competence->called_teams)
        if (g.units->has_post_kind(unit.id, kind)) choice.teams.push_back(kind);
      choice.guest = is_guest(g, unit.id);
      if (choice.guest || !choice.post_kinds.empty() || !choice.teams.empty()) out.units.push_back(std::move(choice));
    }
    std::stable_sort(out.units.begin(), out.units.end(), [](const UnitChoice& a, const UnitChoice& b) { return a.guest < b.guest; });
    return out;
  });
}

base::Result<BoardView> board(registry::Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<BoardView> {
    TRY(g, ground(call.house, s, call.moment));
    const Sight sight{people::reach(call.principal, "whistle.read"), people::reach(call.principal, "whistle_line.read"), g};
    std::vector<Whistle> open;
    for (Whistle& w : open_whistles(s, call.district()))
      if (sight.sees(w)) open.push_back(std::move(w));
    BoardView out;
    for (const Kind& k : g.kinds->kinds) out.columns.push_back({.kind = k.code, .zh = k.zh, .en = k.en});
    auto rows = rows_of(g, s, call.district(), open, call.moment.now);
    std::stable_sort(rows.begin(), rows.end(), [](const WhistleRow& a, const WhistleRow& b) {
      return a.due_at.value_or(base::Instant{INT64_MAX}) < b.due_at.value_or(base::Instant{INT64_MAX});
    });
    for (WhistleRow& r : rows) {
      if (r.stage == "to_approve" || r.approval == "open") out.to_approve.push_back(r);
      const auto column = std::find_if(out.columns.begin(), out.columns.end(), [&](const BoardColumn& c) { return c.kind == r.kind; });
      if (column == out.columns.end() || r.stage == "to_approve") continue;
      ++(r.due_state == "late" ? column->late : r.due_state == "soon" ? column->soon : r.due_state == "ok" ? column->ok : column->none);
      if (column->items.size() < board_rows_max) column->items.push_back(std::move(r));
    }
    std::vector<Line> disputes;
    for (Line& l : open_disputes(s, call.district()))
      if (sight.sees(l)) disputes.push_back(std::move(l));
    out.disputes = rows_of(g, s, call.district(), disputes, call.moment.now);
    std::vector<Line> objections;
    for (Line& l : open_objections(s, call.district()))
      if (sight.sees(l)) objections.push_back(std::move(l));
    out.objections = rows_of(g, s, call.district(), objections, call.moment.now);
    return out;
  });
}

base::Result<FiguresView> figures(registry::Call& call, std::string_view from, std::string_view to) {
  return call.house.store.read([&](store::Session& s) -> base::Result<FiguresView> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(first, day_of(from, g.today() + -30, "/from"));
    TRY(last, day_of(to, g.today(), "/to"));
    if (last < first) return std::unexpected(base::Error{.code = base::ErrorCode::invalid, .reason = "base.invalid", .errors = {{"/to", "whistle.ends_before_it_begins", {}}}});
    const Sight sight{people::reach(call.principal, "whistle.read"), people::reach(call.principal, "whistle_line.read"), g};
    const Span span{g.zone().instant(first, 0, 0), g.zone().instant(last + 1, 0, 0)};
    const auto called = called_in(s, call.district(), span);
    FiguresView out{.from = first, .to = last, .rule = {g.kinds->code, g.kinds->version}};
    out.subdistricts = by_subdistrict(g, sight, blown_in(s, call.district(), span), called, registered_in(s, call.district(), span));
    out.units = by_unit(g, sight, called, call.moment.now);
    return out;
  });
}

}  // namespace whistle
