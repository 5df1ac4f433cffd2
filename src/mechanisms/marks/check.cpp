// The room's laws: every sheet once more from the journal's facts, by another way than the instrument's; and the fold of a round's events.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "mechanisms/marks/service.hpp"
#include "records/facts/facts.hpp"
#include "store/journal.hpp"

namespace marks {
namespace {

using assessment::Formula;

// Straight from the definition's words: fact by fact, in double, without the instrument's integer arithmetic or its evidence lists.
class Second {
 public:
  Second(const assessment::Framework& f, const std::vector<facts::Fact>& all, const std::set<std::int64_t>& gone, const SheetRecord& target, IsBelow is_below)
      : f_(f), unit_(target.unit_id), area_(target.area_id), subject_{target.subject_kind, target.subject_id}, is_below_(std::move(is_below)) {
    std::set<std::int64_t> back;
    for (const facts::Fact& each : all)
      if (each.retracts) back.insert(each.retracts.value);
    for (const facts::Fact& each : all)
      if (!each.retracts && !back.contains(each.id.value) && !gone.contains(each.id.value)) facts_.push_back(each);
  }
  [[nodiscard]] std::optional<double> total() const {
    double got = 0, most = 0, taken = 0;
    for (const assessment::Indicator& i : f_.indicators) {
      if (i.formula == Formula::deduction) {
        taken += std::min<double>(static_cast<double>(i.weight), static_cast<double>(i.each) * count(i.kinds, i.belongs));
        continue;
      }
      const std::optional<double> share = share_of(i);
      if (!share && i.left_out) continue;
      most += static_cast<double>(i.weight);
      got += static_cast<double>(i.weight) * share.value_or(1);
    }
    if (most == 0 || most < static_cast<double>(f_.least_weight)) return std::nullopt;
    double out = std::max(0.0, got * 100 / most - taken);
    for (const assessment::Veto& v : f_.vetoes)
      if (count(v.kinds, v.belongs) >= static_cast<double>(v.at_least)) out = std::min(out, static_cast<double>(v.total_most));
    return out;
  }

 private:
  [[nodiscard]] bool mine(const facts::Fact& f, assessment::Belongs belongs) const {
    switch (belongs) {
      case assessment::Belongs::unit: return f.org_unit == unit_;
      case assessment::Belongs::area: return f.area && is_below_(f.area, area_);
      case assessment::Belongs::subject: return f.subject == subject_;
    }
    return false;
  }
  template <class Each>
  [[nodiscard]] double sum(const std::vector<std::string>& kinds, assessment::Belongs belongs, Each each) const {
    double out = 0;
    for (const facts::Fact& f : facts_)
      if (std::find(kinds.begin(), kinds.end(), f.kind) != kinds.end() && mine(f, belongs)) out += each(f);
    return out;
  }
  [[nodiscard]] double count(const std::vector<std::string>& kinds, assessment::Belongs belongs) const { return sum(kinds, belongs, [](const facts::Fact&) { return 1.0; }); }
  [[nodiscard]] std::optional<double> share_of(const assessment::Indicator& i) const {
    const double own = count(i.kinds, i.belongs), per = count(i.per_kinds, i.belongs);
    const double whole = i.formula == Formula::rate || i.formula == Formula::mean ? own : per;
    const bool counts_per = i.formula != Formula::rate && i.formula != Formula::mean;
    if (whole == 0 || (counts_per && whole < static_cast<double>(i.needs))) return std::nullopt;
    switch (i.formula) {
      case Formula::rate: return sum(i.kinds, i.belongs, [&](const facts::Fact& f) { return f.amount <= i.at_most ? 1.0 : 0.0; }) / own;
      case Formula::ratio: return std::min(1.0, own / per);
      case Formula::free: return 1 - std::min(1.0, own / per);
      case Formula::mean: return std::clamp(sum(i.kinds, i.belongs, [](const facts::Fact& f) { return static_cast<double>(f.amount); }) / (own * static_cast<double>(i.best)), 0.0, 1.0);
      case Formula::band: return own * 100 >= static_cast<double>(i.low) * per && own * 100 <= static_cast<double>(i.high) * per ? 1.0 : static_cast<double>(i.outside_percent) / 100;
      case Formula::deduction: break;
    }
    return std::nullopt;
  }
  const assessment::Framework& f_;
  base::OrgUnitId unit_{};
  base::AreaId area_{};
  base::Subject subject_{};
  IsBelow is_below_;
  std::vector<facts::Fact> facts_{};
};

std::vector<RoundId> asked(store::Session& s, base::DistrictId district, const base::Subject& subject) {
  if (subject.id == 0) return all_rounds(s, district);
  return subject.kind == round_kind ? std::vector<RoundId>{{subject.id}} : std::vector<RoundId>{};
}

}  // namespace

std::string check_sheets(registry::House& house, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  for (const RoundId id : asked(s, district, subject)) {
    const auto h = load(s, district, id);
    if (!h) continue;
    const auto f = framework_of(house, s, district, h->round);
    if (!f) return fmt::format("the framework of round {} is not there any more", id.value);
    Ground g;
    g.tree = house.areas.as_of(s, district, h->round.to_day + -1);
    const auto all = facts_of_round(house, s, g, h->round, **f);
    for (const SheetRecord& each : h->sheets) {
      const auto gone = excluded_of(*h, each.id);
      const auto total = Second(**f, *all, {gone.begin(), gone.end()}, each, below(g)).total();
      constexpr double tolerance = 0.06;   // items are rounded to hundredths one by one
      if (total.has_value() != each.total_x100.has_value() || (total && std::abs(*total - static_cast<double>(*each.total_x100) / 100) > tolerance))
        return fmt::format("sheet {} has {} hundredths, a second computation gives {}", each.id.value, each.total_x100.value_or(-1), total.value_or(-1));
    }
  }
  return {};
}

std::string check_fold(registry::House&, store::Session& s, base::DistrictId district, const base::Subject& subject) {
  for (const RoundId id : asked(s, district, subject)) {
    const auto h = load(s, district, id);
    if (!h) continue;
    Stage stage{};
    std::int64_t version = 0;
    std::map<std::int64_t, Decision> exclusions;
    std::map<std::int64_t, Ruling> objections;
    for (const store::Event& e : store::events_of(s, district, {std::string(round_kind), id.value})) {
      if (e.kind == "mark_round.made") version = 1;
      else if (e.kind.starts_with("mark_round.exclusion_")) {
        if (const auto b = described::parse<ExclusionNoted>(e.body)) exclusions[b->id.value] = b->state;
      } else if (e.kind == "mark_round.objected" || e.kind == "mark_round.ruled") {
        if (const auto b = described::parse<ObjectionNoted>(e.body)) objections[b->id.value] = b->state;
      } else if (const auto b = described::parse<RoundMoved>(e.body)) {
        stage = b->to;
        ++version;
      }
    }
    const bool same = stage == h->round.stage && version == h->round.version && exclusions.size() == h->exclusions.size() && objections.size() == h->objections.size() &&
                      std::all_of(h->exclusions.begin(), h->exclusions.end(), [&](const Exclusion& e) { return exclusions[e.id.value] == e.state; }) &&
                      std::all_of(h->objections.begin(), h->objections.end(), [&](const Objection& o) { return objections[o.id.value] == o.state; });
    if (!same) return fmt::format("round {} or what belongs to it is not what its events say", id.value);
    if (h->round.stage == Stage::published && std::any_of(h->objections.begin(), h->objections.end(), [](const Objection& o) { return o.state == Ruling::open; }))
      return fmt::format("round {} was published with an open objection", id.value);
  }
  return {};
}

}  // namespace marks
