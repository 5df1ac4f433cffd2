#include "people/directory.hpp"

#include "definitions/book.hpp"
#include "people/rules.hpp"
#include "people/tables.hpp"

namespace people {
namespace {

constexpr base::Duration trusted_for = base::seconds(1);

Holder as_holder(const HeldRow& row) {
  const Span span = acts(row);
  return {row.appointment_id, row.post_id, row.person_id, row.name, row.deputy, span.from, span.to};
}

std::vector<Holder> on_day(const std::vector<HeldRow>& rows, base::CivilDate day) {
  std::vector<Holder> out;
  for (const HeldRow& row : rows)
    if (acts_on(row, day)) out.push_back(as_holder(row));
  return out;
}

// Who works in an area without answering for it, whatever hangs above them: the partners of a community (definitions/network/kinds).
constexpr std::string_view partners[] = {"resident_unit", "support_unit", "enterprise", "property_company", "owners_committee",
                                         "mass_organisation", "volunteers", "social_organisation"};

template <class T>
bool holds(const T& thing, base::CivilDate day) { return thing.valid_from <= day && (!thing.valid_to || day < *thing.valid_to); }

}  // namespace

struct Directory::Kept {
  std::int64_t revision{};
  base::Instant checked_at{};
  std::map<base::CivilDate, std::shared_ptr<const Units>> days{};
  // Merged rights, and the definitions they were merged from: the same pointers, the same rights.
  std::vector<definitions::Held> grants_from{};
  std::shared_ptr<const Grants> grants{};
};

const OrgUnit* Units::find(base::OrgUnitId id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? nullptr : &units_[it->second];
}

const OrgUnit* Units::by_code(std::string_view code) const {
  const auto it = by_code_.find(std::string(code));
  return it == by_code_.end() ? nullptr : &units_[it->second];
}

std::string Units::name(base::OrgUnitId id, std::string_view language) const {
  const OrgUnit* unit = find(id);
  if (unit == nullptr) return {};
  return language == "en" && !unit->name_en.empty() ? unit->name_en : unit->name;
}

const OrgUnit* Units::responsible(base::AreaId area, OrgTree tree) const {
  // Departments stand on the whole district like its government: who answers for an area is the highest unit that stands on it.
  const auto it = by_area_.find({area, tree});
  return it == by_area_.end() ? nullptr : &units_[it->second];
}

const OrgUnit* Units::responsible_above(const territory::Tree& areas, base::AreaId area, OrgTree tree) const {
  for (const base::AreaId at : areas.ancestors(area))
    if (const OrgUnit* unit = responsible(at, tree)) return unit;
  return nullptr;
}

std::vector<const OrgUnit*> Units::of_kind(std::string_view kind) const {
  std::vector<const OrgUnit*> out;
  for (const OrgUnit& unit : units_)
    if (unit.kind == kind) out.push_back(&unit);
  return out;
}

const Post* Units::post(base::PostId id) const {
  const auto it = post_index_.find(id);
  return it == post_index_.end() ? nullptr : &posts_[it->second];
}

std::vector<const Post*> Units::posts_of(base::OrgUnitId id, std::string_view kind) const {
  std::vector<const Post*> out;
  const auto [first, last] = by_unit_.equal_range(id);
  for (auto it = first; it != last; ++it)
    if (const Post& post = posts_[it->second]; kind.empty() || post.kind == kind) out.push_back(&post);
  std::sort(out.begin(), out.end(), [](const Post* a, const Post* b) { return std::tie(a->kind, a->id) < std::tie(b->kind, b->id); });
  return out;
}

bool Units::has_post_kind(base::OrgUnitId id, std::string_view kind) const { return !posts_of(id, kind).empty(); }

std::shared_ptr<const Units> Directory::units(store::Session& session, base::DistrictId district, base::CivilDate today) {
  const base::Instant now = real_clock_.now();
  std::shared_ptr<Kept> kept;
  {
    const std::scoped_lock guard(mutex_);
    kept = districts_[district];
    if (!kept) districts_[district] = kept = std::make_shared<Kept>();
    if (kept->checked_at.micros != 0 && now < kept->checked_at + trusted_for && kept->checked_at <= now)
      if (const auto it = kept->days.find(today); it != kept->days.end()) return it->second;
  }
  const std::int64_t current = sql::revision(session, district);
  const bool confirmed = dynamic_cast<store::Unit*>(&session) == nullptr;  // a unit may yet fail: what it sees is asked again
  {
    const std::scoped_lock guard(mutex_);
    if (kept->revision == current && current != 0) {
      if (confirmed) kept->checked_at = now;
      if (const auto it = kept->days.find(today); it != kept->days.end()) return it->second;
    }
  }
  auto out = std::make_shared<Units>();
  std::map<base::OrgUnitId, std::vector<OrgUnit>> below;
  for (OrgUnitRow& r : sql::org_units(session, district, today))
    if (holds(r, today))
      below[r.parent_id].push_back({r.id, r.parent_id, r.tree, std::move(r.kind), std::move(r.code), std::move(r.name), std::move(r.name_en),
                                    r.area_id, r.valid_from, r.valid_to});
  out->units_ = std::move(below[{}]);
  for (std::size_t i = 0; i < out->units_.size(); ++i) {
    auto children = std::move(below[out->units_[i].id]);
    std::move(children.begin(), children.end(), std::back_inserter(out->units_));
  }
  for (std::size_t i = 0; i < out->units_.size(); ++i) {
    const OrgUnit& unit = out->units_[i];
    out->index_.emplace(unit.id, i);
    out->by_code_.emplace(unit.code, i);
    if (std::ranges::find(partners, unit.kind) == std::end(partners)) out->by_area_.emplace(std::pair{unit.area, unit.tree}, i);  // parents stand first
  }
  for (PostRow& r : sql::posts(session, district)) {
    if (!holds(r, today) || !out->index_.contains(r.org_unit_id)) continue;
    out->post_index_.emplace(r.id, out->posts_.size());
    out->by_unit_.emplace(r.org_unit_id, out->posts_.size());
    out->posts_.push_back({r.id, r.org_unit_id, std::move(r.kind), std::move(r.name), r.area_id, r.valid_from, r.valid_to});
  }
  const std::scoped_lock guard(mutex_);
  if (kept->revision != current || kept->days.size() > 3) kept->days.clear();
  kept->revision = current;
  kept->checked_at = confirmed ? now : base::Instant{};
  kept->days[today] = out;
  return out;
}

base::Result<std::shared_ptr<const Grants>> Directory::grants(store::Session& session, base::DistrictId district, base::CivilDate today) {
  std::vector<definitions::Held> from = book_.of_kind(session, district, "rights", today);
  TRY(kinds, book_.in_force(session, district, "people/post_kinds", today));
  from.push_back(kinds);
  {
    const std::scoped_lock guard(mutex_);
    const auto it = districts_.find(district);
    if (it != districts_.end() && it->second && it->second->grants && it->second->grants_from == from) return it->second->grants;
  }
  std::vector<RulesFile> files;
  for (const definitions::Held& held : from) files.push_back({held->code, held->version, held->body});
  const RulesFile post_kinds = std::move(files.back());
  files.pop_back();
  TRY(merged, merge_grants(files, post_kinds, catalogue_));
  const std::scoped_lock guard(mutex_);
  std::shared_ptr<Kept>& kept = districts_[district];
  if (!kept) kept = std::make_shared<Kept>();
  kept->grants_from = std::move(from);
  kept->grants = merged;
  return merged;
}

SignInLimits Directory::sign_in_limits(store::Session& session, base::DistrictId district, base::CivilDate today) {
  const auto limits = book_.in_force_as<SignInLimits>(parse_sign_in, session, district, "people/sign_in", today);
  if (!limits) return {};
  SignInLimits out = **limits;
  out.version = limits->definition->version;
  return out;
}

void Directory::forget(base::DistrictId district) {
  const std::scoped_lock guard(mutex_);
  districts_.erase(district);
}

std::vector<Holder> holders_of(store::Session& session, base::DistrictId district, base::PostId post, base::CivilDate day) {
  return on_day(sql::held_of_post(session, district, post), day);
}
std::vector<Holder> holders_in_unit(store::Session& session, base::DistrictId district, base::OrgUnitId unit, base::CivilDate day) {
  return on_day(sql::held_in_unit(session, district, unit), day);
}
std::string person_name(store::Session& session, base::DistrictId district, base::PersonId person) { return sql::person_name(session, district, person); }

std::map<base::PersonId, std::string> person_names(store::Session& session, base::DistrictId district, const std::vector<base::PersonId>& ids) {
  return sql::person_names(session, district, ids);
}

std::vector<HeldPost> posts_held(store::Session& session, base::DistrictId district, base::PersonId person, base::CivilDate day) {
  std::vector<HeldPost> out;
  for (const HeldRow& row : sql::held_by(session, district, person))
    if (acts_on(row, day)) out.push_back({row.post_id, row.kind, row.org_unit_id, row.area_id, row.deputy});
  return out;
}

}  // namespace people
