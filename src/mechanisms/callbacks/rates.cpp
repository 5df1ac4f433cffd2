// The three rates: per unit, community or subdistrict and any span of days; a closed period keeps its rows and its weights.
#include "base/crypto.hpp"
#include "base/time.hpp"
#include "formats/csv.hpp"
#include "matters/api.hpp"
#include "mechanisms/callbacks/ground.hpp"
#include "messages/texts.hpp"

namespace callbacks {
namespace {

constexpr std::string_view dimensions[] = {"unit", "community", "subdistrict"};

bool is_dimension(std::string_view by) { return std::find(std::begin(dimensions), std::end(dimensions), by) != std::end(dimensions); }

std::string member_name(const Ground& g, std::string_view by, std::int64_t member) {
  return by == "unit" ? g.units->name({member}) : area_name(g, {member});
}

WeightsView weights_view(const Weights& w) {
  return {"rates/weights", w.version, w.response, w.solution, w.satisfaction, w.combined_tag, w.combined_text, w.satisfied, w.mostly, w.fair, w.dissatisfied,
          w.satisfaction_tag, w.satisfaction_text, w.few};
}

RatesView rates_view(const Ground& g, std::string_view by, Span span, const Weights& w, const std::vector<MemberCounts>& rows) {
  RatesView v{.by = std::string(by), .from = span.from, .to = span.to, .weights = weights_view(w)};
  for (const MemberCounts& m : rows) {
    RateRow row{.member_id = m.member_id ? std::to_string(m.member_id) : std::string{}, .name = member_name(g, by, m.member_id), .counts = counts_of(m)};
    if (row.counts == Counts{}) continue;
    put_rates(row, w);
    v.total.counts = v.total.counts + row.counts;
    v.rows.push_back(std::move(row));
  }
  put_rates(v.total, w);
  std::stable_sort(v.rows.begin(), v.rows.end(), [&w](const RateRow& a, const RateRow& b) { 
    return std::pair(a.counts.assessed >= w.few, a.combined.value_or(-1)) > std::pair(b.counts.assessed >= w.few, b.combined.value_or(-1));
  });
  return v;
}

// A period is counted with the weights in force on its last day, an unfinished one with today's.
base::Result<definitions::Parsed<Weights>> weights_for(Call& call, store::Session& s, const Ground& g, Span span) {
  return call.house.book.in_force_as<Weights>(parse_weights, s, call.district(), "rates/weights", std::min(span.to + -1, g.today));
}

std::int64_t member_of(const FrozenSample& s, std::string_view by) {
  return by == "unit" ? s.unit_id : by == "community" ? s.community_id : s.subdistrict_id;
}

std::string hash_of(const std::vector<FrozenSample>& rows) {
  base::Sha256 all;
  for (const FrozenSample& r : rows) all.add(described::to_json(r) + "\n");
  return base::hex(all.finish());
}

PeriodRow row_of(const Period& p, const std::map<base::PersonId, std::string>& names) {
  const auto it = names.find(p.closed_by);
  return {p.id, p.kind, p.from_day, p.to_day, p.closed_at, it == names.end() ? std::string{} : it->second, p.weights_version, p.samples, p.waiting, p.note};
}

base::Result<PeriodView> view_of(Call& call, store::Session& s, const Ground& g, const Period& p, std::string_view by) {
  TRY(w, call.house.book.exact_as<Weights>(parse_weights, s, call.district(), "rates/weights", p.weights_version));
  PeriodView v{.id = p.id, .kind = p.kind, .from = p.from_day, .to = p.to_day, .closed_at = p.closed_at};
  v.closed_by = people::person_name(s, call.district(), p.closed_by);
  v.samples = p.samples;
  v.waiting = p.waiting;
  v.late = late_count(s, call.district(), p);
  v.hash = p.hash;
  v.note = p.note;
  v.rates = rates_view(g, by, {p.from_day, p.to_day}, *w, members(s, call.district(), p.id, by));
  v.rates.closed = p.id;
  return v;
}

base::Done close_rule(const Ground& g, const ClosePeriod& c) {
  if (c.kind != "month" && c.kind != "quarter" && c.kind != "span") return std::unexpected(field_error("/kind", "base.unknown_choice", {{"choices", "month, quarter, span"}}));
  if (!is_period(c.kind, {c.from, c.to})) return std::unexpected(field_error("/to", c.to <= c.from ? "callbacks.span_is_empty" : "callbacks.not_such_a_period"));
  if (c.to > g.today) return std::unexpected(field_error("/to", "callbacks.span_not_over"));
  return {};
}

}  // namespace

base::Result<RateQuestion> read_question(Call& call, const Params& query) {
  TRY(zone, base::Zone::named(call.time_zone));
  const base::CivilDate today = zone.date_of(call.moment.now);
  RateQuestion q{.span = {month_of(today), today + 1}};
  base::Error wrong{.code = base::ErrorCode::invalid, .reason = "store.list_invalid"};
  for (const auto& [name, value] : query) {
    if (name == "by") {
      q.by = value;
      if (!is_dimension(value)) wrong.errors.push_back({"/by", "base.unknown_choice", {{"choices", "unit, community, subdistrict"}}});
    } else if (name == "from" || name == "to") {
      const auto day = base::parse_date(value);
      if (!day) wrong.errors.push_back({"/" + name, "base.not_date", {}});
      else (name == "from" ? q.span.from : q.span.to) = *day;
    }
  }
  if (wrong.errors.empty() && q.span.from >= q.span.to) wrong.errors.push_back({"/to", "callbacks.span_is_empty", {}});
  if (!wrong.errors.empty()) return std::unexpected(std::move(wrong));
  return q;
}

base::Result<RatesView> rates(Call& call, const RateQuestion& q) {
  TRY_DO(people::need_action(call.principal, "rate.read"));
  return call.house.store.read([&](store::Session& s) -> base::Result<RatesView> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(w, weights_for(call, s, g, q.span));
    RatesView v = rates_view(g, q.by, q.span, *w, figures(s, call.district(), q.by, q.span));
    if (const auto closed = period_of(s, call.district(), q.span)) v.closed = closed->id;
    return v;
  });
}

std::string rates_csv(Call& call, const RatesView& v) {
  const auto say = [&call](std::string_view key) { return call.house.texts.say(call.language, key); };
  const auto percent = [](const std::optional<std::int64_t>& t) { return t ? std::to_string(*t / 10) + "." + std::to_string(*t % 10) : std::string{}; };
  std::string out(formats::csv_bom);
  std::vector<std::string> head;
  for (const char* key : {"callbacks.csv.name", "callbacks.csv.drawn", "callbacks.csv.assessed", "callbacks.csv.in_time", "callbacks.csv.response", "callbacks.csv.solved",
                          "callbacks.csv.not_solved", "callbacks.csv.solution", "callbacks.csv.satisfied", "callbacks.csv.mostly", "callbacks.csv.fair",
                          "callbacks.csv.dissatisfied", "callbacks.csv.satisfaction", "callbacks.csv.combined", "callbacks.csv.excluded"})
    head.push_back(say(key));
  formats::put_csv_row(out, head);
  const auto put = [&](const RateRow& r, std::string name) {
    const Counts& c = r.counts;
    formats::put_csv_row(out, std::vector<std::string>{std::move(name), std::to_string(c.drawn), std::to_string(c.assessed), std::to_string(c.in_time), percent(r.response),
                              std::to_string(c.solved), std::to_string(c.not_solved), percent(r.solution), std::to_string(c.satisfied), std::to_string(c.mostly),
                              std::to_string(c.fair), std::to_string(c.dissatisfied), percent(r.satisfaction), percent(r.combined), std::to_string(c.excluded)});
  };
  for (const RateRow& r : v.rows) put(r, r.name.empty() ? say("callbacks.csv.none") : r.name);
  put(v.total, say("callbacks.csv.total"));
  const WeightsView& w = v.weights;
  formats::put_csv_row(out, std::vector<std::string>{say("callbacks.csv.basis"), base::iso(v.from), base::iso(v.to + -1), w.definition + "@" + std::to_string(w.version),
                            std::to_string(w.response) + "/" + std::to_string(w.solution) + "/" + std::to_string(w.satisfaction)});
  return out;
}

base::Result<PeriodView> close_period(Call& call, const ClosePeriod& c) {
  struct Ready { Ground g{}; base::PostId post{}; std::int64_t weights{}; };
  TRY(r, call.house.store.read([&](store::Session& s) -> base::Result<Ready> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(post, people::may(call.principal, "rate.close", people::scope_of(*g.tree, "rate_period", 0, g.tree->root())));
    TRY_DO(close_rule(g, c));
    TRY(w, weights_for(call, s, g, {c.from, c.to}));
    return Ready{std::move(g), post, w->version};
  }));
  const Span span{c.from, c.to};
  return write<PeriodView>(call, r.post, "close", 0, [&](store::Unit& u) -> base::Result<PeriodView> {
    u.lock(lock_floor, {"rate_periods", 1});
    if (period_of(u, call.district(), span)) return base::refuse("callbacks.is_closed", {"rates/weights", r.weights, ""}, "callbacks.open_closed_period");
    Period p{.district_id = call.district(), .id = u.make<PeriodId>(), .kind = c.kind, .from_day = c.from, .to_day = c.to, .closed_at = u.now(),
             .closed_by = call.principal.person, .weights_version = r.weights, .note = c.note};
    insert(u, p);
    freeze_samples(u, p.id, span);
    const auto rows = frozen(u, call.district(), p.id);
    for (const std::string_view by : dimensions) {
      std::map<std::int64_t, Counts> sums;
      for (const FrozenSample& each : rows) {
        Counts& sum = sums[member_of(each, by)];
        sum = sum + counts_of(each);
      }
      for (const auto& [member, counts] : sums) insert_member(u, p.id, by, member_counts(member, counts));
    }
    p.samples = static_cast<std::int64_t>(rows.size());
    p.waiting = std::count_if(rows.begin(), rows.end(), [](const FrozenSample& f) { return f.state == "waiting"; });
    p.hash = hash_of(rows);
    seal(u, p);
    TRY(event, registry::record(call.house, u, {.kind = "rate_period.closed", .subject = {"rate_period", p.id.value},
                                                .body = described::to_json(ClosedBody{p.kind, p.from_day, p.to_day, p.weights_version, p.samples, p.waiting, p.hash, p.note}),
                                                .definition = "rates/weights@" + std::to_string(p.weights_version), .area = r.g.tree->root()}));
    (void)event;
    return view_of(call, u, r.g, p, "unit");
  });
}

base::Result<std::vector<PeriodRow>> period_list(Call& call) {
  TRY_DO(people::need_action(call.principal, "rate.read"));
  return call.house.store.read([&](store::Session& s) -> base::Result<std::vector<PeriodRow>> {
    const auto rows = periods(s, call.district(), 200);
    std::vector<base::PersonId> persons;
    for (const Period& p : rows) persons.push_back(p.closed_by);
    const auto names = people::person_names(s, call.district(), persons);
    std::vector<PeriodRow> out;
    for (const Period& p : rows) out.push_back(row_of(p, names));
    return out;
  });
}

base::Result<PeriodView> period(Call& call, PeriodId id, std::string_view by) {
  TRY_DO(people::need_action(call.principal, "rate.read"));
  if (!is_dimension(by)) return std::unexpected(field_error("/by", "base.unknown_choice", {{"choices", "unit, community, subdistrict"}}));
  return call.house.store.read([&](store::Session& s) -> base::Result<PeriodView> {
    TRY(g, ground(call.house, s, call.moment));
    const auto p = period_row(s, call.district(), id);
    if (!p) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_period");
    return view_of(call, s, g, *p, by);
  });
}

base::Result<Page<SampleRow>> period_rows(Call& call, PeriodId id, std::string_view by, std::string_view member) {
  TRY_DO(people::need_action(call.principal, "callback.read"));
  if (!is_dimension(by)) return std::unexpected(field_error("/by", "base.unknown_choice", {{"choices", "unit, community, subdistrict"}}));
  std::int64_t wanted = 0;
  std::from_chars(member.data(), member.data() + member.size(), wanted);
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<SampleRow>> {
    TRY(g, ground(call.house, s, call.moment));
    if (!period_row(s, call.district(), id)) return base::fail(base::ErrorCode::not_found, "callbacks.no_such_period");
    Page<SampleRow> out;
    for (const Sample& now : frozen_as_samples(s, call.district(), id, member.empty() ? "" : by, wanted)) {
      if (!people::may(call.principal, "callback.read", scope_of(g, now))) continue;
      out.items.push_back(row_of(g, now));
    }
    out.total_at_least = static_cast<std::int64_t>(out.items.size());
    return out;
  });
}

std::string check_periods(registry::House&, store::Session& s, base::DistrictId district, const base::Subject&) {
  for (const Period& p : periods(s, district, 1'000)) {
    const auto rows = frozen(s, district, p.id);
    if (hash_of(rows) != p.hash) return "rate period " + std::to_string(p.id.value) + ": its frozen rows are not those that were closed";
    for (const std::string_view by : dimensions) {
      std::map<std::int64_t, Counts> sums;
      for (const FrozenSample& each : rows) {
        Counts& sum = sums[member_of(each, by)];
        sum = sum + counts_of(each);
      }
      for (const MemberCounts& m : members(s, district, p.id, by))
        if (sums[m.member_id] != counts_of(m)) return "rate period " + std::to_string(p.id.value) + ": a figure by " + std::string(by) + " is not the sum of its rows";
    }
  }
  return {};
}

}  // namespace callbacks
