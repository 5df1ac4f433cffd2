// Draws: what was struck off in a span, by stratum, taken by a seed that stands in the journal, so that anyone can draw it again.
#include "base/time.hpp"
#include "mechanisms/callbacks/ground.hpp"

namespace callbacks {
namespace {

struct Frame {                             // everything a draw is made of
  Ground g{};
  std::vector<Struck> struck{};
  base::CivilDate from{}, to{};
};

DrawView view_of(const Draw& d, std::int64_t waiting, std::string made_by) {
  return {d.id, d.made_at, d.from_day, d.to_day, d.rule_version, d.seed, d.hash, d.population, d.chosen, waiting, std::move(made_by)};
}

Candidate candidate(const Sampling& rule, const Struck& s) {
  const std::int64_t stratum = (rule.strata == Strata::unit ? s.unit_id : s.community_id).value_or(0);
  return {s.matter_id.value, stratum, s.strike > 0, s.urged_at.has_value()};
}

DrawnBody body_of(const Ground& g, DrawId draw, const Struck& s, std::string reason) {
  return {draw.value, s.matter_id, s.strike, s.has_phone, s.report_number, s.title, s.category, std::move(reason), {s.unit_id.value_or(0)}, {s.community_id.value_or(0)},
          {s.subdistrict_id.value_or(0)}, g.zone->date_of(s.struck_off_at), s.struck_off_at};
}

base::Result<Frame> frame(registry::House& house, store::Session& s, const store::Moment& moment, base::CivilDate from, base::CivilDate to) {
  TRY(g, ground(house, s, moment));
  Frame f{.g = std::move(g), .from = from, .to = to};
  f.struck = struck_between(s, moment.district, f.g.zone->start_of(from), f.g.zone->start_of(to));
  return f;
}

base::Result<Draw> draw_in(registry::House& house, store::Unit& u, const Frame& f) {
  u.lock(lock_floor, {"callback_draws", 1});
  if (overlaps(u, u.district(), f.from, f.to))
    return base::refuse("callbacks.span_is_drawn", {"callbacks/sampling", f.g.rule->version, "every_days"}, "callbacks.choose_days_not_drawn");
  std::vector<Candidate> candidates;
  std::map<std::int64_t, const Struck*> by_matter;
  for (const Struck& s : f.struck) {
    candidates.push_back(candidate(*f.g.rule, s));
    by_matter[s.matter_id.value] = &s;
  }
  const std::string seed = u.random().token_hex(16);
  const auto strata = draw(*f.g.rule, seed, std::move(candidates));
  Draw row{.district_id = u.district(), .id = u.make<DrawId>(), .made_at = u.now(), .from_day = f.from, .to_day = f.to, .rule_version = f.g.rule->version, .seed = seed};
  row.population = static_cast<std::int64_t>(f.struck.size());
  row.hash = population_hash(strata);
  row.person_id = u.actor().person;
  for (const Stratum& s : strata) row.chosen += static_cast<std::int64_t>(s.chosen.size());
  insert(u, row);
  for (const Stratum& s : strata) {
    insert(u, StratumRow{u.district(), row.id, s.id, population_text(s.population), chosen_text(s.chosen)});
    for (const Picked& p : s.chosen) {
      const Struck& what = *by_matter.at(p.matter);
      const auto before = of_strike(u, u.district(), what.matter_id, what.strike);
      TRY(sample, save(house, u, before, before ? before->id : u.make<SampleId>(), "callback.drawn", described::to_json(body_of(f.g, row.id, what, p.reason))));
      (void)sample;
    }
  }
  TRY(event, registry::record(house, u, {.kind = "callback_draw.made", .subject = {"callback_draw", row.id.value},
                                         .body = described::to_json(DrawBody{f.from, f.to, row.rule_version, seed, row.population, row.chosen, row.hash}),
                                         .definition = "callbacks/sampling@" + std::to_string(row.rule_version), .area = f.g.tree->root()}));
  (void)event;
  put_due(u, f.g, row.id.value);
  return row;
}

}  // namespace

base::Result<DrawView> make_draw(Call& call, const MakeDraw& c) {
  struct Ready { Frame f{}; base::PostId post{}; };
  TRY(r, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(f, frame(call.house, s, call.moment, c.from, c.to));
    TRY(post, people::may(call.principal, "callback.draw", people::scope_of(*f.g.tree, "callback_draw", 0, f.g.tree->root())));
    if (c.to <= c.from) return std::unexpected(field_error("/to", "callbacks.span_is_empty"));
    if (c.to > f.g.today) return std::unexpected(field_error("/to", "callbacks.span_not_over"));
    return Ready{std::move(f), post};
  }));
  return write<DrawView>(call, r.post, "draw", 0, [&](store::Unit& u) -> base::Result<DrawView> {
    TRY(row, draw_in(call.house, u, r.f));
    return view_of(row, row.chosen, call.principal.name);
  });
}

base::Result<std::optional<DrawId>> draw_due(registry::House& house, const store::Moment& moment) {
  TRY(f, house.store.read([&](store::Session& s) -> base::Result<std::optional<Frame>> {
    TRY(g, ground(house, s, moment));
    const auto last = last_draw(s, moment.district);
    const base::CivilDate from = last ? last->to_day : g.today + -g.rule->every_days;
    if (last && g.today < last->to_day + g.rule->every_days) return std::optional<Frame>{};
    TRY(made, frame(house, s, moment, from, g.today));
    return std::optional<Frame>(std::move(made));
  }));
  if (!f) return std::optional<DrawId>{};
  TRY(row, house.store.write({moment, {.channel = "system"}}, [&](store::Unit& u) { return draw_in(house, u, *f); }));
  return std::optional<DrawId>(row.id);
}

base::Result<std::vector<DrawView>> draw_list(Call& call) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<DrawView>> {
    const auto waiting = waiting_by_draw(s, call.district());
    const auto rows = draws(s, call.district(), 200);
    std::vector<base::PersonId> persons;
    for (const Draw& d : rows)
      if (d.person_id) persons.push_back(d.person_id);
    const auto names = people::person_names(s, call.district(), persons);
    std::vector<DrawView> out;
    for (const Draw& d : rows) {
      const auto w = waiting.find(d.id.value);
      const auto n = names.find(d.person_id);
      out.push_back(view_of(d, w == waiting.end() ? 0 : w->second, n == names.end() ? std::string{} : n->second));
    }
    return out;
  });
}

base::Result<DrawCheck> check_draw(Call& call, DrawId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<DrawCheck> {
    const auto row = draw_row(s, call.district(), id);
    if (!row) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_draw");
    TRY(g, ground(call.house, s, call.moment));
    TRY(rule, call.house.book.exact_as<Sampling>(parse_sampling, s, call.district(), "callbacks/sampling", row->rule_version));
    const auto kept = strata_of(s, call.district(), id);
    std::vector<Candidate> candidates;
    for (const StratumRow& each : kept)
      for (Candidate& c : read_population(each.population, each.stratum_id)) candidates.push_back(c);
    const auto again = draw(*rule, row->seed, std::move(candidates));
    DrawCheck out{.id = id, .equal = again.size() == kept.size() && population_hash(again) == row->hash, .rule = "callbacks/sampling@" + std::to_string(row->rule_version),
                  .seed = row->seed, .hash = row->hash};
    for (std::size_t i = 0; i < again.size() && i < kept.size(); ++i) {
      StratumView v{.population = static_cast<std::int64_t>(again[i].population.size()), .chosen = static_cast<std::int64_t>(again[i].chosen.size())};
      v.equal = chosen_text(again[i].chosen) == kept[i].chosen;
      v.again = v.chosen;
      v.chosen = kept[i].chosen.empty() ? 0 : 1 + std::count(kept[i].chosen.begin(), kept[i].chosen.end(), ',');
      v.area_id = {kept[i].stratum_id};
      v.name = rule->strata == Strata::unit ? g.units->name({kept[i].stratum_id}) : area_name(g, {kept[i].stratum_id});
      out.equal = out.equal && v.equal;
      out.strata.push_back(std::move(v));
    }
    return out;
  });
}

}  // namespace callbacks
