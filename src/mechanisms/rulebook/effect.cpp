#include "mechanisms/rulebook/effect.hpp"

#include <algorithm>
#include <set>

#include "base/assert.hpp"
#include "definitions/drafts.hpp"
#include "definitions/tables.hpp"
#include "definitions/times.hpp"
#include "instruments/workflow/limits.hpp"
#include "mechanisms/rulebook/tables.hpp"
#include "people/access.hpp"
#include "registry/room.hpp"
#include "store/districts.hpp"
#include "territory/territory.hpp"

namespace rulebook {
namespace {

constexpr int samples_max = 8;
constexpr int examined_max = 3'000;   // deadlines computed for one answer: well below a second

// What would be in force if the draft were: the session's book with one body exchanged.
class WithDraft final : public definitions::CheckScope {
 public:
  WithDraft(const definitions::CheckScope& before, definitions::Held draft) : before_(before), draft_(std::move(draft)) {}
  [[nodiscard]] definitions::Held in_force(std::string_view code) const override { return code == draft_->code ? draft_ : before_.in_force(code); }
  [[nodiscard]] std::vector<definitions::Held> of_kind(std::string_view kind) const override {
    auto all = before_.of_kind(kind);
    for (definitions::Held& each : all)
      if (each->code == draft_->code) each = draft_;
    return all;
  }

 private:
  const definitions::CheckScope& before_;
  definitions::Held draft_;
};

definitions::Held as_if_published(std::string_view code, std::string_view kind, const definitions::Doc& body) {
  return std::make_shared<const definitions::Definition>(definitions::Definition{.code = std::string(code), .kind = std::string(kind), .body = body});
}

std::string key_of(const base::FieldError& f) {
  std::string out = f.path + "\n" + f.reason;
  for (const auto& [name, value] : f.params) out += "\n" + name + "=" + value;
  return out;
}

// Faults of one rule that it has with the draft and not without it.
void new_faults(const definitions::Book& book, const definitions::Definition& rule, const definitions::CheckScope& before, const definitions::CheckScope& after,
                std::vector<Finding>& out) {
  for (const definitions::Checker check : book.checkers(rule.kind)) {
    definitions::Faults had, has;
    check(rule.body, after, has);
    if (has.empty()) continue;
    check(rule.body, before, had);
    std::set<std::string> known;
    for (const base::FieldError& each : had) known.insert(key_of(each));
    for (base::FieldError& each : has)
      if (!known.contains(key_of(each))) out.push_back({.definition = rule.name(), .place = std::move(each.path), .reason = std::move(each.reason), .params = std::move(each.params)});
  }
}

void sort_samples(EffectView& view) {
  if (view.samples.size() > samples_max) view.samples.resize(samples_max);
}

struct Ground {
  std::shared_ptr<const territory::Tree> tree{};
  std::string time_zone{};
};

EffectClock& clock_in(EffectView& view, const workflow::LimitTable& draft, const std::string& code) {
  for (EffectClock& each : view.clocks)
    if (each.clock == code) return each;
  const workflow::ClockName* name = draft.clock(code);
  view.clocks.push_back({.clock = code, .name_zh = name ? name->zh : code, .name_en = name ? name->en : code});
  return view.clocks.back();
}

EffectSample sample_of(const LiveClock& c, const std::optional<base::Instant>& would_be) {
  return {.matter_id = c.matter, .report_number = c.report_number, .title = c.title, .clock = c.clock, .due_at = c.due_at, .would_be = would_be};
}

// The deadline that a limit would have made for this clock, by the calendar that it kept.
base::Result<std::optional<base::Instant>> due_by(registry::House& house, store::Session& s, base::DistrictId district, const Ground& g, const LiveClock& c,
                                                  const workflow::LimitRow* row) {
  if (!row) return std::optional<base::Instant>{};
  TRY(times, definitions::times_of(house.book, s, district, g.time_zone, c.calendar, c.calendar_version, c.hours, c.hours_version));
  return base::deadline(row->limit, c.started_at, {}, times.rules()).due_at;
}

// Limits: counted by groups that one row made, so that a hundred thousand open matters are a few hundred comparisons.
base::Done effect_of_limits(registry::House& house, store::Session& s, base::DistrictId district, const Ground& g, std::string_view code,
                            const workflow::LimitTable& draft, EffectView& view) {
  std::map<std::int64_t, std::shared_ptr<const workflow::LimitTable>> tables;
  for (const ClockGroup& group : clock_groups(s, district, code)) {
    auto& table = tables[group.limit_version];
    if (!table) {
      TRY(parsed, house.book.exact_as<workflow::LimitTable>(workflow::parse_limits, s, district, code, group.limit_version));
      table = parsed.value;
    }
    const workflow::LimitRow* had = table->at(group.place);
    const workflow::LimitRow* has = workflow::pick(draft, group.clock, group.category, g.tree->grade_of(group.area));
    const bool differs = (had == nullptr) != (has == nullptr) || (had && has && had->limit != has->limit);
    EffectClock& clock = clock_in(view, draft, group.clock);
    clock.running += group.n;
    view.running += group.n;
    if (!differs) continue;
    clock.different += group.n;
    view.different += group.n;
    if (view.samples.size() >= samples_max) continue;
    for (const LiveClock& c : clocks_of_group(s, district, code, group, 2)) {
      TRY(due, due_by(house, s, district, g, c, has));
      view.samples.push_back(sample_of(c, due));
    }
  }
  view.examined = view.running;
  return {};
}

// A calendar or office hours: every deadline is computed anew, for the newest matters only.
base::Done effect_of_times(registry::House& house, store::Session& s, base::DistrictId district, const Ground& g, std::string_view code, std::string_view kind,
                           const definitions::Doc& body, EffectView& view) {
  std::optional<base::WorkingCalendar> calendar;
  std::optional<base::OfficeHours> hours;
  if (kind == "calendar") {
    TRY(parsed, definitions::parse_calendar(body));
    calendar = std::move(parsed);
  } else {
    TRY(parsed, definitions::parse_office_hours(body));
    hours = std::move(parsed);
  }
  for (const LiveClock& c : clocks_by_times(s, district, code, examined_max)) {
    ++view.running;
    ++view.examined;
    const auto limits = house.book.exact_as<workflow::LimitTable>(workflow::parse_limits, s, district, c.limit_code, c.limit_version);
    const workflow::LimitRow* row = limits ? (*limits)->at(c.place) : nullptr;
    if (!row) continue;
    TRY(times, definitions::times_of(house.book, s, district, g.time_zone, c.calendar, c.calendar_version, c.hours, c.hours_version));
    const base::TimeRules kept = times.rules();
    const base::TimeRules drafted{calendar ? *calendar : kept.calendar, hours ? *hours : kept.hours, kept.zone};
    const auto due = base::deadline(row->limit, c.started_at, {}, drafted).due_at;
    EffectClock& clock = clock_in(view, **limits, c.clock);
    ++clock.running;
    if (due == c.due_at) continue;
    ++clock.different;
    ++view.different;
    if (view.samples.size() < samples_max) view.samples.push_back(sample_of(c, due));
  }
  return {};
}

void effect_of_categories(store::Session& s, base::DistrictId district, const definitions::Doc& body, EffectView& view) {
  std::set<std::string> kept;
  for (const definitions::Doc& each : body.at("category").items())
    if (const auto code = each.at("code").text()) kept.insert(*code);
  for (const CategoryUse& each : categories_in_use(s, district)) {
    view.running += each.open;
    if (kept.contains(each.category)) continue;
    view.different += each.open;
    view.gone.push_back(each.category);
  }
  view.examined = view.running;
}

}  // namespace

std::vector<Finding> broken_by(registry::House& house, store::Session& s, base::DistrictId district, base::CivilDate day, std::string_view code, std::string_view kind,
                               const definitions::Doc& body, const std::vector<LiveVersion>& live_versions) {
  std::vector<Finding> out;
  const definitions::SessionScope before(house.book, s, district, day);
  const WithDraft after(before, as_if_published(code, kind, body));
  std::set<std::string> kinds;
  for (const definitions::DefinitionRow& row : definitions::all_rows(s, district)) kinds.insert(row.kind);
  for (const std::string& each : kinds)
    for (const definitions::Held& rule : before.of_kind(each))
      if (rule->code != code) new_faults(house.book, *rule, before, after, out);
  for (const LiveVersion& live : live_versions) {
    const auto rule = house.book.exact(s, district, "matter", live.version);
    const auto now = before.in_force("matter");
    if (!rule || (now && now->version == live.version)) continue;
    new_faults(house.book, **rule, before, after, out);
  }
  return out;
}

base::Result<EffectView> effect(registry::Call& call, const CheckDefinition& command) {
  if (auto post = people::may(call.principal, "rulebook.draft", people::Scope{.kind = "definition"}); !post) return std::unexpected(std::move(post).error());
  TRY(body, definitions::Doc::parse(command.body));
  registry::House& house = call.house;
  return house.store.read([&](store::Session& s) -> base::Result<EffectView> {
    const base::DistrictId district = call.district();
    const Ground g{house.areas.today(s, call.moment), call.time_zone};
    EffectView view{.open_matters = open_matters(s, district)};
    if (command.kind == "limits") {
      TRY(draft, workflow::parse_limits(body));
      TRY_DO(effect_of_limits(house, s, district, g, command.code, draft, view));
    } else if (command.kind == "calendar" || command.kind == "office_hours") {
      TRY_DO(effect_of_times(house, s, district, g, command.code, command.kind, body, view));
    } else if (command.kind == "categories") {
      effect_of_categories(s, district, body, view);
    } else if (command.kind == "workflow" && command.code == "matter") {
      for (const LiveVersion& live : machine_versions(s, district)) view.versions.push_back({live.version, live.open});
    }
    sort_samples(view);
    return view;
  });
}

}  // namespace rulebook
