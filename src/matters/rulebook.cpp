#include "matters/rulebook.hpp"

#include <limits>
#include <mutex>

#include "base/assert.hpp"
#include "store/districts.hpp"

namespace matters {

using definitions::Doc;
using definitions::Faults;

const Category* Catalogue::find(std::string_view code) const {
  const auto it = index.find(code);
  return it == index.end() ? nullptr : &items[it->second];
}

base::Result<Catalogue> parse_catalogue(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "class", "category"}, faults);
  Catalogue out{.version = doc.need_integer("version", faults, 1)};
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> classes;
  for (const Doc& each : doc.need_list("class", faults)) {
    each.only({"code", "family", "zh", "en"}, faults);
    classes[each.need_text("code", faults)] = {each.need_text("zh", faults), each.need_text("en", faults)};
  }
  for (const Doc& each : doc.need_list("category", faults)) {
    each.only({"code", "zh", "en", "public"}, faults);
    Category c{.code = each.need_text("code", faults), .zh = each.need_text("zh", faults), .en = each.need_text("en", faults)};
    c.class_code = c.code.substr(0, c.code.rfind('-'));
    const auto it = classes.find(c.class_code);
    if (it == classes.end()) each.at("code").fault(faults, "matters.check_unknown_class", {{"code", c.code}});
    else std::tie(c.class_zh, c.class_en) = it->second;
    c.offered = each.boolean_or("public", false, faults);
    if (!out.index.emplace(c.code, out.items.size()).second) each.at("code").fault(faults, "matters.check_doubled_category", {{"code", c.code}});
    out.items.push_back(std::move(c));
  }
  if (!out.find("s-08-01")) doc.fault(faults, "matters.check_no_unsorted");
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::Result<std::vector<SourceKind>> parse_sources(const Doc& doc) {
  Faults faults;
  std::vector<SourceKind> out;
  for (const Doc& each : doc.need_list("source_kind", faults))
    out.push_back({each.need_text("code", faults), each.need_text("zh", faults), each.need_text("en", faults)});
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::Result<Retention> parse_retention(const Doc& doc) {
  Faults faults;
  doc.only({"code", "kind", "version", "effective_from", "source", "name_zh", "name_en", "reporter_days"}, faults);
  Retention out{doc.need_integer("reporter_days", faults, 30, 3'650)};
  return definitions::value_or_faults(out, std::move(faults));
}

std::string Rulebook::category_zh(std::string_view code) const {
  const Category* c = categories->find(code);
  return c ? c->zh : std::string(code);
}
std::string Rulebook::category_en(std::string_view code) const {
  const Category* c = categories->find(code);
  return c ? c->en : std::string(code);
}

workflow::TimeTable Rulebook::time_table(const definitions::Times& t) {
  return {t.rules(), t.calendar.definition->code, t.calendar.definition->version, t.hours.definition->code, t.hours.definition->version};
}

namespace {

// A district's zone and the beginning of its links never change. They are kept as long as its rules are, so that what everyone asks all day is
// answered without a statement.
struct KeptDistrict {
  struct Facts {
    std::mutex mutex{};
    std::string time_zone{}, token_prefix{};
  };
  std::shared_ptr<Facts> facts{};
};
base::Result<KeptDistrict> nothing_kept(const definitions::Doc&) { return KeptDistrict{std::make_shared<KeptDistrict::Facts>()}; }

base::Result<std::pair<std::string, std::string>> zone_and_prefix(registry::House& house, store::Session& s, base::DistrictId id) {
  constexpr base::CivilDate always{std::numeric_limits<std::int32_t>::max()};
  TRY(kept, house.book.in_force_as<KeptDistrict>(nothing_kept, s, id, "matter", always));
  KeptDistrict::Facts& facts = *kept.value->facts;
  const std::lock_guard hold(facts.mutex);
  if (facts.time_zone.empty()) {
    const auto district = store::district_by_id(s, id);
    ASSERT(district.has_value());
    facts.time_zone = district->time_zone;
    facts.token_prefix = district->token_prefix;
  }
  return std::pair(facts.time_zone, facts.token_prefix);
}

}  // namespace

base::Result<Rulebook> rulebook(registry::House& house, store::Session& s, const store::Moment& moment) {
  TRY(of_district, zone_and_prefix(house, s, moment.district));
  const auto& [time_zone, token_prefix] = of_district;
  TRY(zone, base::Zone::named(time_zone));
  Rulebook out;
  out.today = zone.date_of(moment.now);
  out.token_prefix = token_prefix;
  TRY(machine, house.book.in_force_as<workflow::Machine>(workflow::parse_machine, s, moment.district, "matter", out.today));
  TRY(limits, house.book.in_force_as<workflow::LimitTable>(workflow::parse_limits, s, moment.district, "limits/matters", out.today));
  TRY(categories, house.book.in_force_as<Catalogue>(parse_catalogue, s, moment.district, "categories/matters", out.today));
  TRY(sources, house.book.in_force_as<std::vector<SourceKind>>(parse_sources, s, moment.district, "sources", out.today));
  TRY(loop, house.book.in_force_as<Loop>(parse_loop, s, moment.district, "loop/matters", out.today));
  TRY(times, definitions::times(house.book, s, moment.district, time_zone, out.today));
  out.machine = machine.value;
  out.limits = limits.value;
  out.categories = categories.value;
  out.sources = sources.value;
  out.loop = loop.value;
  out.times.emplace(std::move(times));
  return out;
}

base::Result<std::shared_ptr<const workflow::Machine>> machine_of(registry::House& house, store::Session& s, base::DistrictId district, std::int64_t version) {
  TRY(machine, house.book.exact_as<workflow::Machine>(workflow::parse_machine, s, district, "matter", version));
  return machine.value;
}

base::Result<ClockRules> rules_of_clock(registry::House& house, store::Session& s, base::DistrictId district, const base::Zone& zone,
                                        const workflow::Clock& clock) {
  ClockRules out;
  if (clock.basis.limit == "source" || clock.basis.limit_place.empty()) return out;
  TRY(limits, house.book.exact_as<workflow::LimitTable>(workflow::parse_limits, s, district, clock.basis.limit, clock.basis.limit_version));
  out.limits = limits.value;
  out.row = out.limits->at(clock.basis.limit_place);
  TRY(times, definitions::times_of(house.book, s, district, zone.name(), clock.basis.calendar, clock.basis.calendar_version, clock.basis.hours,
                                   clock.basis.hours_version));
  out.times.emplace(std::move(times));
  return out;
}

}  // namespace matters
