// What runs by itself: the weekly draw, folding what changes add to the figures, forgetting words; and what must always hold.
#include "mechanisms/callbacks/ground.hpp"
#include "base/time.hpp"
#include "store/districts.hpp"
#include "store/journal.hpp"

namespace callbacks {
namespace {

constexpr int deltas_a_unit = 500, words_a_unit = 200;
constexpr auto fold_pause = base::minutes(1);

base::Instant next_morning(registry::House& house, const store::Moment& moment) {
  const auto district = house.store.read([&](store::Session& s) { return store::district_by_id(s, moment.district); });
  const auto zone = base::Zone::named(district ? district->time_zone : "UTC");
  return zone ? zone->instant(zone->date_of(moment.now) + 1, 7, 30) : moment.now + base::hours(24);
}

}  // namespace

base::Result<store::JobDone> draw_job(registry::House& house, store::JobRun& run) {
  const auto moment = run.moment();
  TRY(made, draw_due(house, moment));
  return store::JobDone{.result = made ? "{\"draw\":\"" + std::to_string(made->value) + "\"}" : "{}", .again_at = next_morning(house, moment)};
}

base::Result<store::JobDone> fold_job(registry::House& house, store::JobRun& run) {
  const auto moment = run.moment();
  for (bool more = true; more && !run.stopping();) {
    TRY(n, house.store.write({moment, {.channel = "system"}}, [&](store::Unit& u) -> base::Result<std::size_t> {
      u.lock(lock_floor, {"rate_sums", 1});
      const auto deltas = next_deltas(u, u.district(), deltas_a_unit);
      fold_deltas(u, deltas);
      return deltas.size();
    }));
    more = n == static_cast<std::size_t>(deltas_a_unit);
  }
  return store::JobDone{.again_at = moment.now + fold_pause};
}

base::Result<store::JobDone> erase_job(registry::House& house, store::JobRun& run) {
  const auto moment = run.moment();
  TRY(n, house.store.write({moment, {.channel = "system"}}, [&](store::Unit& u) -> base::Result<std::size_t> {
    TRY(g, ground(house, u, moment));
    const auto old = with_old_words(u, u.district(), moment.now - base::hours(24 * g.rule->words_kept_days), words_a_unit);
    for (const Sample& s : old) {
      store::erase_personal(u, {std::string(subject_kind), s.id.value});
      words_gone(u, s.id);
    }
    return old.size();
  }));
  return store::JobDone{.again_at = n == static_cast<std::size_t>(words_a_unit) ? moment.now : next_morning(house, moment)};
}

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  store::SubjectEvents events(s, district, subject_kind);
  for (const SampleId id : subject.id && subject.kind == subject_kind ? std::vector<SampleId>{{subject.id}} : all_ids(s, district)) {
    Sample folded;
    folded.district_id = district;
    for (const store::Event& e : events.of(id.value)) {
      auto next = fold(std::move(folded), e.kind, e.body, e.personal, id, e.happened_at);
      if (!next) return "call-back " + std::to_string(id.value) + ": its events do not fold";
      folded = std::move(*next);
    }
    const auto row = load(s, district, id);
    if (!row || described::to_json(*row) != described::to_json(folded)) return "call-back " + std::to_string(id.value) + " is not what its events say";
  }
  return {};
}

std::string check_figures(registry::House&, store::Session& s, base::DistrictId district, const base::Subject&) {
  const Span all{{0}, {1'000'000}};
  for (const std::string_view by : {"unit", "community", "subdistrict"}) {
    std::map<std::int64_t, Counts> sums;
    for (const MemberCounts& m : figures(s, district, by, all))
      if (counts_of(m) != Counts{}) sums[m.member_id] = counts_of(m);
    std::map<std::int64_t, Counts> again;
    for (const MemberCounts& m : figures_from_rows(s, district, by, all)) again[m.member_id] = counts_of(m);
    if (sums != again) return "the figures by " + std::string(by) + " are not the sums of their rows";
  }
  return {};
}

}  // namespace callbacks
