// Questions about the register: the list with filters and alerts, one worker, the register as a spreadsheet.
#include <algorithm>
#include <charconv>

#include "base/iso.hpp"
#include "base/limits.hpp"
#include "mechanisms/workforce/service.hpp"

namespace workforce {
namespace {

struct Asked {
  base::AreaId area{};
  std::string state{}, kind{}, alert{}, q{}, sort{"community"};
  std::size_t after{}, limit{base::limits::page_rows};
};

bool one_of(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }
template <class N>
bool number(std::string_view text, N& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

base::Result<Asked> read_query(const base::Params& query) {
  Asked out;
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  const auto choice = [&](const std::string& name, const std::string& value, const std::vector<std::string>& words, std::string& into) {
    std::string all;
    for (const std::string& w : words) all += (all.empty() ? "" : ", ") + w;
    if (one_of(words, value)) into = value;
    else wrong.errors.push_back({"/" + name, "base.unknown_choice", {{"choices", all}}});
  };
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    if (name == "filter.area") { if (!number(value, out.area.value)) wrong.errors.push_back({"/filter.area", "base.out_of_range", {{"least", "1"}, {"most", "9223372036854775807"}}}); }
    else if (name == "filter.state") choice(name, value, {"probation", "regular", "left"}, out.state);
    else if (name == "filter.kind") choice(name, value, {"full_time", "part_time"}, out.kind);
    else if (name == "filter.alert") choice(name, value, {"contract", "probation", "training", "no_grid", "any"}, out.alert);
    else if (name == "filter.q") out.q = value;
    else if (name == "sort") choice(name, value, {"community", "name", "contract_to", "-hired_on", "training"}, out.sort);
    else if (name == "after") { if (!number(value, out.after)) return base::fail(base::ErrorCode::malformed, "store.bad_cursor"); }
    else if (name != "limit") wrong.errors.push_back({"/" + name, "store.unknown_parameter", {}});
    else if (!number(value, out.limit) || out.limit < 1 || out.limit > base::limits::page_rows_max)
      wrong.errors.push_back({"/limit", "base.out_of_range", {{"least", "1"}, {"most", std::to_string(base::limits::page_rows_max)}}});
  }
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return out;
}

using Posted = std::map<base::PersonId, std::vector<Posting>>;

WorkerLine line_of(const Ground& g, const WorkerFound& w, const Posted& posted) {
  WorkerLine out{.id = w.row.id, .person_id = w.row.person_id, .name = w.person.name, .phone = w.person.phone ? base::MaskedPhone(*w.person.phone) : base::MaskedPhone{},
                 .kind = w.row.kind, .state = w.row.state, .community_id = w.row.area_id, .hired_on = w.row.hired_on, .probation_to = w.row.probation_to,
                 .contract_number = w.row.contract_number, .contract_to = w.row.contract_to, .training_minutes = w.minutes,
                 .training_required = g.rules->required_minutes(w.row.kind)};
  if (const territory::Area* a = g.tree->find(w.row.area_id)) out.community_name = a->name;
  if (const territory::Area* a = g.tree->subdistrict_of(w.row.area_id)) out.subdistrict_name = a->name;
  if (const auto it = posted.find(w.row.person_id); it != posted.end())
    for (const Posting& p : it->second)
      if (const territory::Area* a = g.tree->find(p.area)) out.grids.push_back(a->name);
  out.alerts = alerts(w.row, *g.rules, w.minutes, !out.grids.empty(), g.today);
  return out;
}

// Reach as community ids, met with the area that was asked for.
store::ListReach reach_of(Call& call, const Ground& g, base::AreaId within) {
  const people::Reach reach = people::reach(call.principal, read_action);
  store::ListReach out{.everything = reach.everything && !within};
  if (out.everything) return out;
  for (const base::AreaId id : within ? g.tree->below(within) : g.tree->below(reach.areas))
    if (reach.everything || std::any_of(reach.areas.begin(), reach.areas.end(), [&](base::AreaId a) { return g.tree->is_below(id, a); })) {
      const territory::Area* area = g.tree->find(id);
      if (area->kind == territory::AreaKind::community || area->kind == territory::AreaKind::village) out.areas.push_back(id.value);
    }
  return out;
}

bool fits(const WorkerLine& l, const Asked& a) {
  if (!a.state.empty() && described::word(l.state) != a.state) return false;
  if (!a.kind.empty() && described::word(l.kind) != a.kind) return false;
  if (a.alert == "any" ? l.alerts.empty() : !a.alert.empty() && !one_of(l.alerts, a.alert)) return false;
  if (a.q.empty()) return true;
  const auto has = [&](const std::string& text) { return text.find(a.q) != std::string::npos; };
  return has(l.name) || has(l.community_name) || has(l.contract_number) || std::any_of(l.grids.begin(), l.grids.end(), has);
}

void sort_by(std::vector<WorkerLine>& all, const std::string& sort) {
  if (sort == "name") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  if (sort == "contract_to") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.contract_to < b.contract_to; });
  if (sort == "-hired_on") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return b.hired_on < a.hired_on; });
  if (sort == "training") std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.training_minutes < b.training_minutes; });
}

base::Result<std::vector<WorkerLine>> asked_lines(Call& call, const Asked& a) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<WorkerLine>> {
    TRY(g, ground(call, s));
    if (a.area && g.tree->find(a.area) == nullptr) return base::fail(base::ErrorCode::not_found, "territory.no_such_area");
    Posted posted;
    for (Posting& p : postings(s, call.district(), g.rules->post_kinds, g.today)) posted[p.person].push_back(std::move(p));
    std::vector<WorkerLine> out;
    for (const WorkerFound& w : workers(s, call.district(), reach_of(call, g, a.area), g.year_start(), a.state == "left"))
      if (WorkerLine l = line_of(g, w, posted); fits(l, a)) out.push_back(std::move(l));
    sort_by(out, a.sort);
    return out;
  });
}

void count_month(WorkerView& out, const std::vector<DayRow>& days) {
  for (const DayRow& d : days) switch (d.state) {
    case DayState::present: ++out.present; break;
    case DayState::leave: ++out.on_leave; break;
    case DayState::training: ++out.in_training; break;
    case DayState::absent: ++out.absent; break;
  }
}

}  // namespace

base::Result<Page> list(Call& call, const base::Params& query) {
  TRY(a, read_query(query));
  TRY(all, asked_lines(call, a));
  Page out{.total = static_cast<std::int64_t>(all.size())};
  for (std::size_t i = a.after; i < all.size() && i < a.after + a.limit; ++i) out.items.push_back(std::move(all[i]));
  if (a.after + a.limit < all.size()) out.next = std::to_string(a.after + a.limit);
  return out;
}

base::Result<WorkerView> one(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<WorkerView> {
    TRY(g, ground(call, s));
    const auto found = worker(s, call.district(), {id}, g.year_start());
    if (!found) return base::fail(base::ErrorCode::not_found, "workforce.no_such_worker");
    const people::Scope scope = scope_at(g, found->row.area_id, id);
    const bool mine = call.principal.person && call.principal.person == found->row.person_id;
    if (!mine) {
      TRY(through, people::may(call.principal, read_action, scope));
      static_cast<void>(through);
    }
    WorkerView out{.version = found->row.version, .left_on = found->row.left_on, .leave_reason = found->row.leave_reason, .mine = mine,
                   .can_manage = people::may(call.principal, manage_action, scope).has_value(), .can_care = people::may(call.principal, care_action, scope).has_value()};
    Posted posted;
    for (const Posting& p : postings_of(s, call.district(), found->row.person_id)) {
      if (!g.rules->is_worker_post(p.kind)) continue;
      const territory::Area* area = g.tree->find(p.area);
      out.postings.push_back({p.post, p.name, p.area, area != nullptr ? area->name : std::string{}, p.from, p.to});
      if (p.from <= g.today && (!p.to || g.today < *p.to)) posted[p.person].push_back(p);
    }
    out.worker = line_of(g, *found, posted);
    for (const ContractRow& c : contracts(s, call.district(), {id})) out.contracts.push_back({c.number, c.kind, c.valid_from, c.valid_to});
    out.trainings = hours_of(s, call.district(), {id}, g.year_start());
    for (const ConductRow& c : conduct_of(s, call.district(), {id}))
      out.conduct.push_back({c.id, c.kind, c.on_day, c.reason, c.evidence, c.state, c.objection, c.answer, c.version});
    const auto day = base::ymd(g.today);
    count_month(out, days_of_worker(s, call.district(), {id}, *base::civil(day.year, day.month, 1), g.today + 1));
    return out;
  });
}

}  // namespace workforce
