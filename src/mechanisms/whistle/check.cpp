// The room's laws, asked by the simulation and by `redengine check`.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "mechanisms/whistle/service.hpp"
#include "store/journal.hpp"

namespace whistle {
namespace {

template <class State, class Id>
base::Result<State> fold_all(store::Session& s, base::DistrictId district, Id id, std::string_view kind, State state) {
  for (const store::Event& e : store::events_of(s, district, {std::string(kind), id.value})) {
    auto next = fold(std::move(state), id, {e.kind, e.body, e.actor.person, e.happened_at});
    if (!next) return std::unexpected(next.error());
    state = std::move(*next);
  }
  return state;
}

// The table keeps clocks by start and code, the fold as they came.
bool same(std::vector<workflow::Clock> a, std::vector<workflow::Clock> b) {
  const auto by_code = [](const workflow::Clock& x, const workflow::Clock& y) { return std::tie(x.code, x.number) < std::tie(y.code, y.number); };
  std::sort(a.begin(), a.end(), by_code);
  std::sort(b.begin(), b.end(), by_code);
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) { return workflow::same(x, y); });
}

std::string fold_of(store::Session& s, base::DistrictId district, WhistleId id) {
  const auto folded = fold_all(s, district, id, whistle_kind, WhistleState{.whistle = {.district_id = district}});
  const auto table = load(s, district, id);
  if (!folded || !table || described::to_json(table->whistle) != described::to_json(folded->whistle) || !same(table->clocks, folded->clocks))
    return fmt::format("whistle {} is not what its events say", id.value);
  return {};
}
std::string fold_of(store::Session& s, base::DistrictId district, LineId id) {
  const auto folded = fold_all(s, district, id, line_kind, LineState{.line = {.district_id = district}});
  const auto table = load(s, district, id);
  if (!folded || !table || described::to_json(table->line) != described::to_json(folded->line) || !same(table->clocks, folded->clocks))
    return fmt::format("whistle line {} is not what its events say", id.value);
  return {};
}

std::string law_of(store::Session& s, base::DistrictId district, const Whistle& w) {
  const auto lines = lines_of(s, district, w.id);
  const auto open = std::count_if(lines.begin(), lines.end(), [](const Line& l) { return !is_closed(l); });
  const bool over = w.stage == "to_close" || w.stage == "closed" || w.stage == "withdrawn" || w.stage == "merged";
  if (over && open > 0) return fmt::format("whistle {} is {} with {} open lines", w.id.value, w.stage, open);
  if (!w.blown_at && !lines.empty()) return fmt::format("whistle {} has lines though it was never blown", w.id.value);
  if (w.stage == "blown" && open == 0) return fmt::format("whistle {} waits for lines that have all ended", w.id.value);
  if (w.stage == "closed" && w.approval == "open") return fmt::format("whistle {} was closed without its approval", w.id.value);
  if (w.approver && *w.approver == w.drafter) return fmt::format("whistle {} was approved by its drafter", w.id.value);
  if (w.blown_at && w.stage != "merged")
    for (const PlannedLine& p : planned_of(w))
      if (std::none_of(lines.begin(), lines.end(), [&](const Line& l) { return l.unit_id == p.unit_id; })) return fmt::format("whistle {} lost the line of unit {}", w.id.value, p.unit_id.value);
  for (const Line& l : lines) {
    if (l.stage == "released" && !l.moved_to) return fmt::format("whistle line {} was ruled away to nobody", l.id.value);
    if (l.moved_to && !load(s, district, *l.moved_to)) return fmt::format("whistle line {} goes on in a line that is not there", l.id.value);
  }
  return {};
}

// Nobody who worked on a line accepts, sends back or rates it.
std::string hands_of(store::Session& s, base::DistrictId district, LineId id) {
  std::vector<base::PersonId> hands;
  for (const store::Event& e : store::events_of(s, district, {std::string(line_kind), id.value})) {
    const bool judged = e.kind == "whistle.line_accepted" || e.kind == "whistle.line_sent_back" || e.kind == "whistle.line_rated";
    if (judged && std::find(hands.begin(), hands.end(), e.actor.person) != hands.end()) return fmt::format("whistle line {} was judged by who worked on it", id.value);
    if (e.kind == "whistle.line_signed" || e.kind == "whistle.line_contacted" || e.kind == "whistle.line_reported_in" || e.kind == "whistle.line_measured" || e.kind == "whistle.line_feedback")
      hands.push_back(e.actor.person);
  }
  return {};
}

}  // namespace

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0) {
    if (subject.kind == whistle_kind) return fold_of(s, district, WhistleId{subject.id});
    return subject.kind == line_kind ? fold_of(s, district, LineId{subject.id}) : std::string{};
  }
  for (const WhistleId id : all_whistles(s, district))
    if (std::string broken = fold_of(s, district, id); !broken.empty()) return broken;
  for (const LineId id : all_lines(s, district))
    if (std::string broken = fold_of(s, district, id); !broken.empty()) return broken;
  return {};
}

std::string check_lines(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id != 0 && subject.kind == line_kind) return hands_of(s, district, {subject.id});
  if (subject.id != 0 && subject.kind != whistle_kind) return {};
  for (const WhistleId id : subject.id != 0 ? std::vector<WhistleId>{{subject.id}} : all_whistles(s, district)) {
    const auto state = load(s, district, id);
    if (!state) continue;
    if (std::string broken = law_of(s, district, state->whistle); !broken.empty()) return broken;
    for (const Line& l : lines_of(s, district, id))
      if (std::string broken = hands_of(s, district, l.id); !broken.empty()) return broken;
  }
  return {};
}

std::string check_numbers(registry::House&, store::Session& s, base::DistrictId district, const base::Subject&) { return serial_gap(s, district); }

}  // namespace whistle
