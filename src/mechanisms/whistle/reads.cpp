// Reading: one whistle, one line, the lists, deadlines day by day, photos.
#include "mechanisms/whistle/service.hpp"
#include "records/files/serve.hpp"
#include "store/journal.hpp"

namespace whistle {
namespace {

struct ReadWhistle { Ground g{}; WhistleState state{}; };
struct ReadLine { Ground g{}; LineState state{}; };

base::Result<ReadWhistle> readable(registry::Call& call, store::Session& s, WhistleId id) {
  TRY(g, ground(call.house, s, call.moment));
  auto state = load(s, call.district(), id);
  if (!state) return std::unexpected(no_such_whistle());
  const auto called = units_of(lines_of(s, call.district(), id));
  if (auto post = people::may(call.principal, "whistle.read", scope(g, state->whistle, called)); !post) return std::unexpected(std::move(post).error());
  return ReadWhistle{std::move(g), std::move(*state)};
}
base::Result<ReadLine> readable(registry::Call& call, store::Session& s, LineId id) {
  TRY(g, ground(call.house, s, call.moment));
  auto state = load(s, call.district(), id);
  if (!state) return std::unexpected(no_such_line());
  if (auto post = people::may(call.principal, "whistle_line.read", scope(g, state->line)); !post) return std::unexpected(std::move(post).error());
  return ReadLine{std::move(g), std::move(*state)};
}

base::Result<workflow::DeadlineView> explained(registry::Call& call, store::Session& s, const Ground& g, const std::vector<workflow::Clock>& clocks, std::string_view code) {
  const workflow::Clock* clock = nullptr;
  for (const workflow::Clock& each : clocks) {
    if (!code.empty() && each.code != code) continue;
    if (!clock || each.live() > clock->live() || (each.live() == clock->live() && each.started_at >= clock->started_at)) clock = &each;
  }
  if (!clock) return base::fail(base::ErrorCode::not_found, "whistle.no_such_clock", {{"clock", std::string(code)}});
  TRY(limits, call.house.book.exact_as<workflow::LimitTable>(workflow::parse_limits, s, call.district(), clock->basis.limit, clock->basis.limit_version));
  TRY(times, definitions::times_of(call.house.book, s, call.district(), g.zone().name(), clock->basis.calendar, clock->basis.calendar_version, clock->basis.hours, clock->basis.hours_version));
  const workflow::TimeTable table{times.rules(), clock->basis.calendar, clock->basis.calendar_version, clock->basis.hours, clock->basis.hours_version};
  return workflow::deadline_view(*clock, *g.limits, limits.value.get(), &table);
}

// Each time that was granted with whoever granted it: the decision is the event of the same instant.
void tell_extensions(workflow::DeadlineView& v, const workflow::Clock& clock, store::Session& s, const Ground& g, const Line& l) {
  const auto events = store::events_of(s, l.district_id, subject_of(l));
  for (const workflow::Extension& each : clock.extensions) {
    workflow::ExtensionLine line{.at = each.at, .amount = each.amount, .unit = std::string(described::word(each.unit)), .due_before = each.due_before, .due_at = each.due_at,
                                 .reason = each.reason};
    for (const store::Event& e : events) {
      if (e.kind != "whistle.line_extension_decided" || e.happened_at != each.at) continue;
      line.event_id = e.id;
      line.who = people::person_name(s, l.district_id, e.actor.person);
      if (const people::Post* post = g.units->post(e.actor.post)) line.post_name = post->name, line.unit_name = g.units->name(post->org_unit);
    }
    v.extensions.push_back(std::move(line));
  }
}

template <class Row, class View, const store::ListSpec& (*spec)()>
base::Result<Page<View>> page(registry::Call& call, std::string_view action, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<Page<View>> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(spec(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    const auto found = store::list_page<Row>(s, spec(), query, reach_of(people::reach(call.principal, action)), call.district(), call.moment.now);
    return Page<View>{rows_of(g, s, call.district(), found.items, call.moment.now), found.next, found.total_at_least};
  });
}
template <const store::ListSpec& (*spec)()>
base::Result<WhistleCount> counted(registry::Call& call, std::string_view action, const base::Params& params) {
  return call.house.store.read([&](store::Session& s) -> base::Result<WhistleCount> {
    TRY(g, ground(call.house, s, call.moment));
    TRY(query, store::parse_list(spec(), params, {.time_zone = call.time_zone, .level = levels(g)}));
    return WhistleCount{store::list_count(s, spec(), query, reach_of(people::reach(call.principal, action)), call.district(), call.moment.now)};
  });
}

}  // namespace

base::Result<WhistleView> view(registry::Call& call, WhistleId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<WhistleView> {
    TRY(r, readable(call, s, id));
    return view_of(call, s, r.g, r.state);
  });
}
base::Result<WhistleLineView> view(registry::Call& call, LineId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<WhistleLineView> {
    TRY(r, readable(call, s, id));
    return view_of(call, s, r.g, r.state);
  });
}
base::Result<Page<WhistleRow>> whistles(registry::Call& call, const base::Params& params) { return page<Whistle, WhistleRow, whistle_list>(call, "whistle.read", params); }
base::Result<Page<WhistleLineRow>> lines(registry::Call& call, const base::Params& params) { return page<Line, WhistleLineRow, line_list>(call, "whistle_line.read", params); }
base::Result<WhistleCount> count_whistles(registry::Call& call, const base::Params& params) { return counted<whistle_list>(call, "whistle.read", params); }
base::Result<WhistleCount> count_lines(registry::Call& call, const base::Params& params) { return counted<line_list>(call, "whistle_line.read", params); }

base::Result<workflow::DeadlineView> deadline(registry::Call& call, WhistleId id, std::string_view clock) {
  return call.house.store.read([&](store::Session& s) -> base::Result<workflow::DeadlineView> {
    TRY(r, readable(call, s, id));
    return explained(call, s, r.g, r.state.clocks, clock);
  });
}
base::Result<workflow::DeadlineView> deadline(registry::Call& call, LineId id, std::string_view clock) {
  return call.house.store.read([&](store::Session& s) -> base::Result<workflow::DeadlineView> {
    TRY(r, readable(call, s, id));
    TRY(v, explained(call, s, r.g, r.state.clocks, clock));
    for (const workflow::Clock& each : r.state.clocks)
      if (each.code == v.clock && each.started_at == v.started_at && !each.extensions.empty()) tell_extensions(v, each, s, r.g, r.state.line);
    return v;
  });
}
base::Result<http::Response> photo(registry::Call& call, WhistleId id, base::FileId file, bool small, const http::Request& request) {
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    TRY(r, readable(call, s, id));
    return files::serve(call.house.files, s, call.district(), subject_of(r.state.whistle), file, small, request);
  });
}
base::Result<http::Response> photo(registry::Call& call, LineId id, base::FileId file, bool small, const http::Request& request) {
  return call.house.store.read([&](store::Session& s) -> base::Result<http::Response> {
    TRY(r, readable(call, s, id));
    return files::serve(call.house.files, s, call.district(), subject_of(r.state.line), file, small, request);
  });
}

}  // namespace whistle
