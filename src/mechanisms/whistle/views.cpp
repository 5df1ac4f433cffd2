// What the screens read: rows, one whistle with its lines, one line.
#include <algorithm>
#include <cmath>

#include "mechanisms/whistle/service.hpp"
#include "records/files/depot.hpp"
#include "records/files/serve.hpp"
#include "store/journal.hpp"

namespace whistle {
namespace {

void name_stage(const workflow::Machine& machine, const std::string& id, std::string& zh, std::string& en) {
  if (const workflow::Stage* stage = machine.stage(id)) zh = stage->zh, en = stage->en;
}
std::string area_name(const Ground& g, base::AreaId id) {
  const territory::Area* area = g.tree->find(id);
  return area ? area->name : std::string{};
}
std::optional<double> degrees(const std::optional<std::int64_t>& e7) {
  if (!e7) return std::nullopt;
  return static_cast<double>(*e7) / 1e7;
}
std::optional<std::int64_t> metres(const Whistle& w, const Line& l) {
  if (!w.lon_e7 || !w.lat_e7 || !l.lon_e7 || !l.lat_e7) return std::nullopt;
  const double lat = static_cast<double>(*w.lat_e7) / 1e7 * 3.14159265358979 / 180;
  const double dx = static_cast<double>(*w.lon_e7 - *l.lon_e7) / 1e7 * 111'320 * std::cos(lat), dy = static_cast<double>(*w.lat_e7 - *l.lat_e7) / 1e7 * 110'540;
  return static_cast<std::int64_t>(std::sqrt(dx * dx + dy * dy) + 0.5);
}

struct Past {                           // of one subject, as the journal tells it
  std::vector<WhistleTimelineItem> items{};
  std::vector<workflow::Reached> reached{};
  std::vector<MeasureView> measures{};
};

// Whistle and lines in one look: who did what, in which unit.
class Journal {
 public:
  Journal(store::Session& s, base::DistrictId district, const Ground& g) : s_(s), district_(district), g_(g) {}

  Past read(const base::Subject& subject, std::optional<LineId> line, const std::string& called) {
    const auto events = store::events_of(s_, district_, subject);
    std::vector<base::PersonId> persons;
    for (const store::Event& e : events)
      if (!names_.contains(e.actor.person)) persons.push_back(e.actor.person);
    if (!persons.empty())
      for (auto& [id, name] : people::person_names(s_, district_, persons)) names_[id] = name;
    Past out;
    for (const store::Event& e : events) {
      WhistleTimelineItem item{.event_id = e.id, .kind = e.kind, .at = e.happened_at, .line_id = line, .called_unit_name = called};
      if (const auto it = names_.find(e.actor.person); it != names_.end()) item.who = it->second;
      if (const people::Post* post = g_.units->post(e.actor.post)) item.post_name = post->name, item.unit_name = g_.units->name(post->org_unit);
      take(e, item, out, line.has_value());
      out.items.push_back(std::move(item));
    }
    return out;
  }

 private:
  void enter(Past& out, const std::string& stage, const WhistleTimelineItem& item) {
    std::erase_if(out.reached, [&](const workflow::Reached& r) { return r.stage == stage; });
    out.reached.push_back({stage, item.at, item.unit_name});
  }
  void take(const store::Event& e, WhistleTimelineItem& item, Past& out, bool line) {
    if (e.kind == "whistle.drafted") return enter(out, g_.machine->first, item);
    if (e.kind == "whistle.line_called") return enter(out, g_.line_machine->first, item);
    if (e.kind == "whistle.saved" || e.kind == "whistle.line_moved" || e.kind.ends_with("warned") || e.kind.ends_with("overdue")) return;
    if (line) {
      const auto b = described::parse<LineMoved>(e.body);
      if (!b) return;
      item.text = b->text;
      item.reason = b->reason;
      if (b->from != b->to) enter(out, b->to, item);
      if (b->move == "measure") out.measures.push_back({item.at, item.who, b->text});
    } else if (const auto b = described::parse<WhistleMoved>(e.body)) {
      item.text = b->text;
      item.reason = b->reason;
      if (b->from != b->to) enter(out, b->to, item);
    }
  }

  store::Session& s_;
  base::DistrictId district_;
  const Ground& g_;
  std::map<base::PersonId, std::string> names_{};
};

std::vector<workflow::PhotoView> photos_of(store::Session& s, base::DistrictId district, const base::Subject& subject, const std::string& path) {
  std::vector<workflow::PhotoView> out;
  for (const files::LinkedFile& f : files::of_subject(s, district, subject)) {
    const std::string url = "/api/v1/" + path + "/" + std::to_string(subject.id) + "/photos/" + std::to_string(f.id.value);
    out.push_back({f.id, f.role, f.taken, f.place, url, url + "?size=small", f.linked_at});
  }
  return out;
}

// What a line's marks are made of, as a ruling names them.
const std::vector<workflow::OptionView>& mark_names() {
  static const std::vector<workflow::OptionView> names{{"sign_on_time", "按时签收", "Signed in time"}, {"contact_on_time", "按时联系", "In contact in time"},
                                                       {"report_in_on_time", "按时报到", "Reported in in time"}, {"solved", "解决", "Solved"},
                                                       {"satisfied", "满意", "Satisfied"}, {"sent_back", "退回重办", "Sent back"}};
  return names;
}

std::vector<workflow::OptionView> options_of(const Ground& g, const workflow::FormField& f) {
  std::vector<workflow::OptionView> out;
  if (f.kind == "marks") return mark_names();
  if (f.kind == "scores")
    for (const ScoreRule& r : g.rating->scores) out.push_back({r.code, r.zh, r.en});
  if (f.kind == "item")
    for (const Item& i : g.competence->items) out.push_back({i.code, i.zh, i.en});
  if (f.name == "outcome") out = {{"solved", "已解决", "Solved"}, {"partly", "部分解决", "Solved in part"}, {"unsolved", "未解决", "Not solved"}};
  return out;
}

// In which unit the handling's time is counted.
std::string finish_unit(const Ground& g, const LineState& s) {
  for (auto it = s.clocks.rbegin(); it != s.clocks.rend(); ++it)
    if (it->code == "finish")
      if (const workflow::LimitRow* row = g.limits->at(it->basis.limit_place)) return std::string(described::word(row->limit.unit));
  return {};
}

WhistleLineView line_view(registry::Call& call, store::Session& s, const Ground& g, Journal& journal, const LineState& state, const WhistleLineRow& row, const Whistle& w,
                          const std::vector<Line>& siblings) {
  const Line& l = state.line;
  const base::Instant now = call.moment.now;
  WhistleLineView v{.row = row};
  if (const Item* item = g.competence->find(l.item)) v.basis_kind = item->basis_kind, v.basis = item->basis;
  Past past = journal.read(subject_of(l), l.id, row.unit_name);
  v.stages = workflow::strip(*g.line_machine, l.stage, past.reached, l.due_at);
  const Facts facts = facts_of(g, call.principal, state, siblings, now);
  v.moves = workflow::moves_view(*g.line_machine, l.stage, [&](const workflow::Move& m) -> base::Done {
    if (auto post = people::may(call.principal, m.action, scope(g, l)); !post) return std::unexpected(std::move(post).error());
    return workflow::possible(*g.line_machine, facts.at, m, [&](std::string_view each) { return guard(each, facts); });
  }, [&](const workflow::FormField& f) { return options_of(g, f); });
  for (const workflow::Clock& c : state.clocks) v.clocks.push_back(workflow::clock_view(c, *g.limits, now));
  if (l.reported_in_at) v.arrival = ArrivalView{*l.reported_in_at, l.arrival, degrees(l.lon_e7), degrees(l.lat_e7), metres(w, l), l.report_late.value_or(0)};
  v.measures = std::move(past.measures);
  v.result = l.result;
  for (const Score& each : scores_of(l))
    for (const ScoreRule& r : g.rating->scores)
      if (r.code == each.code) v.scores.push_back({r.code, r.zh, r.en, each.score, r.most});
  v.comment = l.comment;
  v.points_of = described::parse<std::vector<PointOf>>(l.point_list).value_or(std::vector<PointOf>{});
  if (!l.dispute.empty())
    v.dispute = DisputeView{l.dispute_reason, l.wanted_unit, l.wanted_unit ? g.units->name(*l.wanted_unit) : "", l.disputed_at.value_or(base::Instant{}), l.dispute, l.ruling, l.ruled_at};
  if (!l.extension.empty()) v.extension = ExtensionView{l.extension, l.extension_amount.value_or(0), finish_unit(g, state)};
  if (!l.objection.empty())
    v.objection = ObjectionView{l.objection_reason, l.objected_at.value_or(base::Instant{}), l.objection, l.objection_ruling, l.objection_ruled_at};
  v.instead_of = l.instead_of;
  v.moved_to = l.moved_to;
  v.photos = photos_of(s, l.district_id, subject_of(l), "whistle_lines");
  v.history = std::move(past.items);
  return v;
}

}  // namespace

std::vector<WhistleLineRow> rows_of(const Ground& g, store::Session& s, base::DistrictId district, const std::vector<Line>& lines, base::Instant now) {
  std::vector<WhistleId> ids;
  for (const Line& l : lines) ids.push_back(l.whistle_id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::map<WhistleId, Whistle> whistles;
  for (Whistle& w : whistles_by_id(s, district, ids)) whistles.emplace(w.id, std::move(w));
  std::vector<WhistleLineRow> out;
  for (const Line& l : lines) {
    WhistleLineRow r{.id = l.id, .version = l.version, .whistle_id = l.whistle_id, .title = l.title, .kind = l.kind, .stage = l.stage, .unit_id = l.unit_id};
    if (const auto it = whistles.find(l.whistle_id); it != whistles.end()) r.number = number_of(it->second.year, it->second.serial), r.place = it->second.place;
    if (const Kind* kind = g.kinds->find(l.kind)) r.kind_zh = kind->zh, r.kind_en = kind->en;
    name_stage(*g.line_machine, l.stage, r.stage_zh, r.stage_en);
    r.unit_name = g.units->name(l.unit_id);
    r.post_kind = l.post_kind;
    r.item = l.item;
    if (const Item* item = g.competence->find(l.item)) r.item_zh = item->zh, r.item_en = item->en;
    r.lead = l.lead;
    r.first = l.first;
    r.subdistrict_id = l.subdistrict_id;
    r.subdistrict_name = area_name(g, l.subdistrict_id);
    r.area_name = area_name(g, l.area_id);
    r.called_at = l.called_at;
    r.signed_at = l.signed_at;
    r.contacted_at = l.contacted_at;
    r.reported_in_at = l.reported_in_at;
    r.fed_back_at = l.fed_back_at;
    r.accepted_at = l.accepted_at;
    r.ended_at = l.ended_at;
    r.due_at = is_closed(l) ? std::nullopt : l.due_at;
    r.due_state = workflow::due_word(r.due_at, l.warn_at, now);
    if (l.clock)
      if (const workflow::ClockName* name = g.limits->clock(*l.clock)) r.clock_zh = name->zh, r.clock_en = name->en;
    r.late = is_late(l, now);
    r.sent_back = l.sent_back;
    r.urges = l.urges;
    r.dispute = l.dispute.empty() ? "none" : l.dispute;
    r.points = l.points;
    r.guest = l.guest;
    r.extension = l.extension.empty() ? "none" : l.extension;
    r.objection = l.objection.empty() ? "none" : l.objection;
    out.push_back(std::move(r));
  }
  return out;
}

std::vector<WhistleRow> rows_of(const Ground& g, store::Session& s, base::DistrictId district, const std::vector<Whistle>& list, base::Instant now) {
  std::vector<WhistleId> ids;
  for (const Whistle& w : list) ids.push_back(w.id);
  std::map<WhistleId, std::vector<Line>> lines;
  for (Line& l : lines_of(s, district, ids)) lines[l.whistle_id].push_back(std::move(l));
  std::vector<WhistleRow> out;
  for (const Whistle& w : list) {
    WhistleRow r{.id = w.id, .version = w.version, .number = number_of(w.year, w.serial), .kind = w.kind};
    if (const Kind* kind = g.kinds->find(w.kind)) r.kind_zh = kind->zh, r.kind_en = kind->en;
    r.title = w.title;
    r.stage = w.stage;
    name_stage(*g.machine, w.stage, r.stage_zh, r.stage_en);
    r.approval = w.approval;
    r.outcome = w.outcome;
    r.area_id = w.area_id;
    r.area_name = area_name(g, w.area_id);
    r.subdistrict_id = w.subdistrict_id;
    r.subdistrict_name = area_name(g, w.subdistrict_id);
    r.place = w.place;
    r.unit_id = w.unit_id;
    r.unit_name = g.units->name(w.unit_id);
    r.drafted_at = w.drafted_at;
    r.blown_at = w.blown_at;
    r.closed_at = w.closed_at;
    std::optional<base::Instant> warn = w.warn_at;
    if (!w.closed_at) r.due_at = w.due_at;
    for (const Line& l : lines[w.id]) {
      ++r.lines;
      r.called.push_back(g.units->name(l.unit_id));
      if (is_late(l, now)) ++r.lines_late;
      if (is_closed(l)) continue;
      ++r.lines_open;
      if (l.dispute == "open") ++r.disputes_open;
      if (l.due_at && (!r.due_at || *l.due_at < *r.due_at)) r.due_at = l.due_at, warn = l.warn_at;
    }
    if (lines[w.id].empty())
      for (const PlannedLine& p : planned_of(w)) r.called.push_back(g.units->name(p.unit_id));
    r.due_state = workflow::due_word(r.due_at, warn, now);
    if (!w.origin_kind.empty()) r.origin = Origin{w.origin_kind, {w.origin_id}};
    out.push_back(std::move(r));
  }
  return out;
}

base::Result<WhistleView> view_of(registry::Call& call, store::Session& s, const Ground& g, const WhistleState& state) {
  const Whistle& w = state.whistle;
  const base::Instant now = call.moment.now;
  const auto lines = lines_of(s, w.district_id, w.id);
  WhistleView v{.row = rows_of(g, s, w.district_id, std::vector<Whistle>{w}, now).front(), .description = w.description, .chair = w.chair, .differ_reason = w.differ_reason};
  v.drafter_name = people::person_name(s, w.district_id, w.drafter);
  if (w.approver) v.approver_name = people::person_name(s, w.district_id, *w.approver);
  v.may_edit = w.stage == g.machine->first && people::may(call.principal, "whistle.draft", scope(g, w)).has_value();
  v.lon = degrees(w.lon_e7);
  v.lat = degrees(w.lat_e7);
  if (!w.blown_at)
    for (const PlannedLine& p : planned_of(w)) {
      const Item* item = g.competence->find(p.item);
      const people::OrgUnit* unit = g.units->find(p.unit_id);
      v.planned.push_back({p.unit_id, unit ? unit->name : "", p.post_kind, p.item, item ? item->zh : p.item, item ? item->en : p.item, p.lead, item && unit && competent(*item, unit->code)});
    }
  Journal journal(s, w.district_id, g);
  Past past = journal.read(subject_of(w), std::nullopt, "");
  v.stages = workflow::strip(*g.machine, w.stage, past.reached, w.due_at);
  const Facts facts = facts_of(g, call.principal, w, lines);
  v.moves = workflow::moves_view(*g.machine, w.stage, [&](const workflow::Move& m) -> base::Done {
    if (auto post = people::may(call.principal, m.action, scope(g, w)); !post) return std::unexpected(std::move(post).error());
    return workflow::possible(*g.machine, facts.at, m, [&](std::string_view each) { return guard(each, facts); });
  }, [&](const workflow::FormField& f) { return options_of(g, f); });
  for (const workflow::Clock& c : state.clocks) v.clocks.push_back(workflow::clock_view(c, *g.limits, now));
  const auto rows = rows_of(g, s, w.district_id, lines, now);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LineState line{lines[i], workflow::clocks_of(s, w.district_id, subject_of(lines[i]))};
    v.lines.push_back(line_view(call, s, g, journal, line, rows[i], w, lines));
    past.items.insert(past.items.end(), v.lines.back().history.begin(), v.lines.back().history.end());
  }
  v.photos = photos_of(s, w.district_id, subject_of(w), "whistles");
  v.merged_into = w.merged_into;
  for (const Whistle& m : merged_into(s, w.district_id, w.id)) v.merged.push_back({m.id, number_of(m.year, m.serial), m.title});
  std::stable_sort(past.items.begin(), past.items.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  v.timeline = std::move(past.items);
  return v;
}

base::Result<WhistleLineView> view_of(registry::Call& call, store::Session& s, const Ground& g, const LineState& state) {
  const auto w = load(s, state.line.district_id, state.line.whistle_id);
  if (!w) return std::unexpected(no_such_whistle());
  Journal journal(s, state.line.district_id, g);
  const auto row = rows_of(g, s, state.line.district_id, std::vector<Line>{state.line}, call.moment.now).front();
  return line_view(call, s, g, journal, state, row, w->whistle, lines_of(s, state.line.district_id, state.line.whistle_id));
}

}  // namespace whistle
