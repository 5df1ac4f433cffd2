#include "instruments/assessment/compute.hpp"

#include <algorithm>
#include <set>

#include "base/described/tables.hpp"

DESCRIBE(assessment::Item, "AssessedItem", FIELD(code), FIELD(left_out), FIELD(part), FIELD(whole), FIELD(points_x100), FIELD(most_x100), FIELD(facts), FIELD(lost))
DESCRIBE(assessment::Struck, "AssessedVeto", FIELD(code), FIELD(count), FIELD(total_most), FIELD(facts))
DESCRIBE(assessment::Sheet, "AssessedSheet", FIELD(total_x100), FIELD(grade_zh), FIELD(grade_en), FIELD(items), FIELD(vetoes))

namespace assessment {
namespace {

using facts::Fact;

bool among(const std::vector<std::string>& kinds, const Fact& f) { return std::find(kinds.begin(), kinds.end(), f.kind) != kinds.end(); }
std::vector<const Fact*> pick(const Mine& mine, Belongs belongs, const std::vector<std::string>& kinds) {
  std::vector<const Fact*> out;
  for (const Fact* f : belongs == Belongs::unit ? mine.of_unit : belongs == Belongs::area ? mine.of_area : mine.of_subject)
    if (among(kinds, *f)) out.push_back(f);
  return out;
}
// weight × part / whole in hundredths, halves up.
std::int64_t share(std::int64_t weight, std::int64_t part, std::int64_t whole) { return (2 * weight * 100 * part + whole) / (2 * whole); }

void evidence(Item& item, const std::vector<const Fact*>& all, const std::function<bool(const Fact&)>& lost) {
  for (const Fact* f : all)
    if (lost(*f)) item.lost.push_back(f->id.value);
  item.facts = item.lost;
  for (const Fact* f : all)
    if (!lost(*f)) item.facts.push_back(f->id.value);
}

Item measured(const Indicator& i, const Mine& mine) {
  Item out{.code = i.code, .most_x100 = i.weight * 100};
  const auto own = pick(mine, i.belongs, i.kinds), per = pick(mine, i.belongs, i.per_kinds);
  const auto n = static_cast<std::int64_t>(own.size()), all = static_cast<std::int64_t>(per.size());
  const auto without = [&](bool none) {
    out.left_out = none && i.left_out;
    if (none && !i.left_out) out.points_x100 = out.most_x100;
    return none;
  };
  switch (i.formula) {
    case Formula::rate: {
      const auto late = [&](const Fact& f) { return f.amount > i.at_most; };
      evidence(out, own, late);
      out.whole = n;
      out.part = n - static_cast<std::int64_t>(out.lost.size());
      if (!without(n == 0)) out.points_x100 = share(i.weight, out.part, n);
      break;
    }
    case Formula::ratio:
    case Formula::free: {
      const bool free = i.formula == Formula::free;
      evidence(out, own, [&](const Fact&) { return free; });
      for (const Fact* f : per) out.facts.push_back(f->id.value);
      out.whole = all;
      out.part = std::min(n, all);
      if (free) out.part = all - out.part;
      if (!without(all < i.needs)) out.points_x100 = share(i.weight, out.part, all);
      break;
    }
    case Formula::mean: {
      evidence(out, own, [&](const Fact& f) { return f.amount < i.best; });
      for (const Fact* f : own) out.part += f->amount;
      out.whole = n;
      if (!without(n == 0)) out.points_x100 = share(i.weight, std::clamp<std::int64_t>(out.part, 0, i.best * n), i.best * n);
      break;
    }
    case Formula::band: {
      evidence(out, own, [](const Fact&) { return false; });
      out.part = n;
      out.whole = all;
      if (without(all < i.needs)) break;
      const bool inside = n * 100 >= i.low * all && n * 100 <= i.high * all;
      out.points_x100 = inside ? out.most_x100 : i.weight * i.outside_percent;
      break;
    }
    case Formula::deduction: {
      evidence(out, own, [](const Fact&) { return true; });
      out.part = n;
      out.whole = n;
      out.points_x100 = std::min(out.most_x100, n * i.each * 100);
      break;
    }
  }
  return out;
}

}  // namespace

Sheet compute(const Framework& f, const Mine& mine) {
  Sheet out;
  std::int64_t got = 0, most = 0, taken = 0;
  for (const Indicator& i : f.indicators) {
    Item item = measured(i, mine);
    if (i.formula == Formula::deduction) taken += item.points_x100;
    else if (!item.left_out) got += item.points_x100, most += item.most_x100;
    out.items.push_back(std::move(item));
  }
  if (most == 0 || most < f.least_weight * 100) return out;
  std::int64_t total = std::max<std::int64_t>(0, (2 * got * 10'000 + most) / (2 * most) - taken);   // what was left out weighs nothing
  for (const Veto& v : f.vetoes) {
    const auto found = pick(mine, v.belongs, v.kinds);
    if (static_cast<std::int64_t>(found.size()) < v.at_least) continue;
    Struck s{v.code, static_cast<std::int64_t>(found.size()), v.total_most, {}};
    for (const Fact* each : found) s.facts.push_back(each->id.value);
    out.vetoes.push_back(std::move(s));
    total = std::min(total, v.total_most * 100);
  }
  out.total_x100 = total;
  for (const Grade& g : f.grades)
    if (total >= g.at_least * 100) {
      out.grade_zh = g.zh;
      out.grade_en = g.en;
      break;
    }
  return out;
}

std::vector<Fact> net_of(const std::vector<Fact>& all, const std::vector<std::int64_t>& excluded) {
  std::set<std::int64_t> gone(excluded.begin(), excluded.end());
  for (const Fact& f : all)
    if (f.retracts) gone.insert(f.retracts.value), gone.insert(f.id.value);
  std::vector<Fact> out;
  for (const Fact& f : all)
    if (!gone.contains(f.id.value)) out.push_back(f);
  return out;
}

}  // namespace assessment
