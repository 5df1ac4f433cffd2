#include "mechanisms/network/rules.hpp"

#include <algorithm>

namespace network {

const MemberKind* Kinds::member(std::string_view code) const {
  const auto it = std::find_if(members.begin(), members.end(), [&](const MemberKind& k) { return k.code == code; });
  return it == members.end() ? nullptr : &*it;
}
const ResourceKind* Kinds::resource(std::string_view code) const {
  const auto it = std::find_if(resources.begin(), resources.end(), [&](const ResourceKind& k) { return k.code == code; });
  return it == resources.end() ? nullptr : &*it;
}

base::Result<Kinds> parse_kinds(const definitions::Doc& body) {
  definitions::Faults faults;
  Kinds out;
  out.contacts_kept_days = static_cast<std::int32_t>(body.need_integer("contacts_kept_days", faults, 0, 36'500));
  for (const auto& m : body.need_list("member", faults)) {
    MemberKind one{m.need_text("code", faults), m.need_text("tier", faults), m.need_text("zh", faults), m.need_text("en", faults)};
    if (one.tier != "N" && one.tier != "X") m.fault(faults, "network.not_a_tier");
    if (out.member(one.code) != nullptr) m.fault(faults, "network.kind_twice", {{"code", one.code}});
    out.members.push_back(std::move(one));
  }
  for (const auto& r : body.need_list("resource", faults)) {
    ResourceKind one{r.need_text("code", faults), r.need_text("zh", faults), r.need_text("en", faults), r.need_boolean("again", faults)};
    if (out.resource(one.code) != nullptr) r.fault(faults, "network.kind_twice", {{"code", one.code}});
    out.resources.push_back(std::move(one));
  }
  return definitions::value_or_faults(std::move(out), std::move(faults));
}

base::RuleRef law(std::string place) { return {"rules/network", 1, std::move(place)}; }

bool holds(const MemberRow& m, base::CivilDate day) { return m.valid_from <= day && (!m.valid_to || day < *m.valid_to); }

base::Done may_join(const std::vector<MemberRow>& of_unit, base::AreaId community, base::CivilDate from) {
  for (const MemberRow& m : of_unit)
    if (m.community_id == community && (!m.valid_to || (from < *m.valid_to && m.valid_from < *m.valid_to)))
      return base::refuse("network.is_a_member", law("members"), "network.end_it_first");
  return {};
}

std::int64_t open_quantity(const ResourceRow& r, const std::vector<UseRow>& uses, base::CivilDate from, base::CivilDate to) {
  if (!r.again) {
    std::int64_t taken = 0;
    for (const UseRow& u : uses)
      if (u.state != UseState::cancelled) taken += u.quantity;
    return r.quantity - taken;
  }
  // The most that is taken on any day of the span is reached on its first day or on a day when a use begins.
  std::vector<base::CivilDate> days{from};
  for (const UseRow& u : uses)
    if (from < u.used_from && u.used_from < to) days.push_back(u.used_from);
  std::int64_t most = 0;
  for (const base::CivilDate day : days) {
    std::int64_t taken = 0;
    for (const UseRow& u : uses)
      if (u.state != UseState::cancelled && u.used_from <= day && day < u.used_to) taken += u.quantity;
    most = std::max(most, taken);
  }
  return r.quantity - most;
}

base::Done may_book(const ResourceRow& r, const std::vector<UseRow>& uses, std::int64_t quantity, base::CivilDate from, base::CivilDate to) {
  if (r.withdrawn) return base::refuse("network.withdrawn", law("resources"), "network.choose_another_resource");
  if (to <= from || from < r.open_from || (r.open_to && to > *r.open_to)) return base::refuse("network.outside_the_window", law("resources"), "network.choose_other_days");
  if (const std::int64_t open = open_quantity(r, uses, from, to); quantity > open)
    return base::refuse("network.not_so_much", law("resources"), "network.take_less", {{"open", std::to_string(std::max<std::int64_t>(open, 0))}, {"measure", r.measure}});
  return {};
}

}  // namespace network
