#include "matters/rules.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace matters {
namespace {

using workflow::Blocked;

std::optional<Blocked> in_a_community(const GuardFacts& f) {
  if (f.in_a_community || !f.trying) return std::nullopt;
  return Blocked{"matters.not_in_a_community", "matters.give_the_grid"};
}
std::optional<Blocked> sorted(const GuardFacts& f) {
  if (f.sorted || !f.trying) return std::nullopt;
  return Blocked{"matters.not_sorted", "matters.give_the_category"};
}
std::optional<Blocked> unit_has_post(const GuardFacts& f) {
  if (f.unit_has_post.value_or(true)) return std::nullopt;
  return Blocked{"matters.unit_has_no_such_post", "matters.choose_a_post_that_is_there"};
}
std::optional<Blocked> review_ahead(const GuardFacts& f) {
  if (!f.review_on || (*f.review_on > f.today && f.review_on->days <= f.today.days + hold_days_max)) return std::nullopt;
  return Blocked{"matters.review_not_ahead", "matters.choose_a_review_date", {{"days", std::to_string(hold_days_max)}}};
}
std::optional<Blocked> not_urged_today(const GuardFacts& f) {
  if (!f.urged_at || f.now - *f.urged_at >= base::hours(24)) return std::nullopt;
  const std::int64_t left = (base::hours(24).micros - (f.now - *f.urged_at).micros + base::hours(1).micros - 1) / base::hours(1).micros;
  return Blocked{"matters.urged_already", "matters.urge_later", {{"hours", std::to_string(left)}}};
}

}  // namespace

std::optional<Blocked> guard(std::string_view name, const GuardFacts& f) {
  if (name == "no_self_strike_off@1") return workflow::no_self_strike_off(f.at, f.person);
  if (name == "in_a_community@1") return in_a_community(f);
  if (name == "sorted@1") return sorted(f);
  if (name == "unit_has_post@1") return unit_has_post(f);
  if (name == "review_ahead@1") return review_ahead(f);
  if (name == "not_urged_today@1") return not_urged_today(f);
  return Blocked{"matters.unknown_guard", "matters.tell_the_administrator", {{"guard", std::string(name)}}};
}

std::vector<std::string> own_guards() {
  return {"in_a_community@1", "sorted@1", "unit_has_post@1", "review_ahead@1", "not_urged_today@1"};
}

std::string due_state(const std::optional<base::Instant>& due_at, const std::optional<base::Instant>& warn_at,
                      const std::optional<base::CivilDate>& review_on, const std::optional<base::Instant>& closed_at, base::Instant now) {
  if (closed_at) return "none";
  if (review_on) return "hold";
  if (!due_at) return "none";
  if (now > *due_at) return "late";
  if (warn_at && now >= *warn_at) return "soon";
  return "ok";
}

std::string clock_state(const workflow::Clock& c, base::Instant now) {
  switch (c.state) {
    case workflow::ClockState::paused: return "paused";
    case workflow::ClockState::met: return c.late(now) ? "met_late" : "met";
    case workflow::ClockState::stopped: return "cancelled";
    case workflow::ClockState::running: break;
  }
  if (c.late(now)) return "late";
  return c.warn_at && now >= *c.warn_at ? "soon" : "running";
}

std::string made_title(std::string_view place, std::string_view category_zh) {
  const std::string where = base::cut(place, 60);
  if (where.empty()) return std::string(category_zh);
  return fmt::format("{} · {}", where, category_zh);
}

std::string serial_text(std::int64_t year, std::int64_t serial) { return fmt::format("{}-{:04}", year, serial); }

std::vector<std::string> given_fields(const MoveMatter& c) {
  std::vector<std::string> out;
  const auto add = [&out](bool given, const char* name) { if (given) out.emplace_back(name); };
  add(!c.reason.empty(), "reason");
  add(!c.text.empty(), "text");
  add(!c.category.empty(), "category");
  add(c.area_id.has_value(), "area_id");
  add(c.unit_id.has_value() || !c.post_kind.empty(), "unit_id");
  add(!c.photos.empty(), "photos");
  add(c.passed.has_value(), "passed");
  add(c.strike_off, "strike_off");
  add(c.review_on.has_value(), "review_on");
  add(!c.outcome.empty(), "outcome");
  return out;
}

std::vector<StageView> strip(const workflow::Machine& machine, std::string_view stage, const std::vector<Reached>& reached,
                             const std::optional<base::Instant>& due_at) {
  std::vector<const workflow::Stage*> line;
  const workflow::Stage* here = machine.stage(stage);
  std::size_t now = 0;
  for (const workflow::Stage& each : machine.stages)
    if (!each.strip_zh.empty()) line.push_back(&each);
  // A side stage stands behind the last strip stage that was reached; what would have followed an end is not shown.
  const auto position = [&line](std::string_view id) {
    for (std::size_t i = 0; i < line.size(); ++i)
      if (line[i]->id == id) return std::optional(i);
    return std::optional<std::size_t>{};
  };
  if (const auto mine = position(stage)) {
    now = *mine;
  } else if (here) {
    std::size_t last = 0;
    for (const Reached& r : reached)
      if (const auto at = position(r.stage)) last = *at;
    if (here->kind == workflow::StageKind::end) line.resize(last + 1);
    line.insert(line.begin() + static_cast<std::ptrdiff_t>(last) + 1, here);
    now = last + 1;
  }
  std::vector<StageView> out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const workflow::Stage& each = *line[i];
    StageView view{.id = each.id, .name_zh = each.strip_zh.empty() ? each.zh : each.strip_zh, .name_en = each.strip_en.empty() ? each.en : each.strip_en};
    const bool over = i == now && each.kind == workflow::StageKind::end;
    view.state = i < now || over ? "done" : i == now ? "now" : "next";
    if (i <= now)
      for (const Reached& r : reached)
        if (r.stage == each.id) { view.at = r.at; view.who = r.who; }
    if (i == now && !over) view.due_at = due_at;
    out.push_back(std::move(view));
  }
  return out;
}

}  // namespace matters
