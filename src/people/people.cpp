#include "people/people.hpp"

#include "base/text.hpp"
#include "people/rules.hpp"
#include "people/tables.hpp"
#include "store/journal.hpp"

namespace people {
namespace {

// One lock for the organisations of a district: changes are rare, and posts, persons and administrators are decided together.
void lock_people(store::Unit& unit) { unit.lock(5, {"people", 0}); }

base::RuleRef rule(const Grants& grants, std::string place) { return {"people/post_kinds", grants.post_kinds_version(), std::move(place)}; }
base::RuleRef dates_rule() { return {"rules/organisations", 1, "dates"}; }

base::Done noted(base::Result<base::EventId> event) {
  if (!event) return std::unexpected(std::move(event).error());
  return {};
}

base::Done need_name(std::string_view name) {
  if (!base::trimmed(name).empty() && base::code_points(name) <= 60) return {};
  base::Error error{.code = base::ErrorCode::invalid, .reason = "people.no_name"};
  error.errors.push_back({.path = "/name", .reason = "people.no_name"});
  return std::unexpected(std::move(error));
}

}  // namespace

base::Result<base::PersonId> create_person(store::Unit& unit, const Recorder& record, const NewPerson& p) {
  TRY_DO(need_name(p.name));
  const auto id = unit.make<base::PersonId>();
  sql::insert_person(unit, id, base::normalised(p.name), p.phone, p.note, p.example);
  TRY_DO(noted(record(unit, {.kind = "person.created", .subject = {"person", id.value}, .body = described::to_json(PersonCreated{p.example}),
                             .personal = described::to_personal_json(PersonPersonal{p.name, p.phone, p.note})})));
  return id;
}

base::Result<int> erase_long_gone(store::Unit& unit, const Recorder& record, base::CivilDate today, std::int64_t years) {
  lock_people(unit);
  const auto days = static_cast<std::int32_t>(years * 366);
  int gone = 0;
  for (const base::PersonId id : sql::long_gone(unit, unit.district(), {today.days - days}, unit.now() - base::hours(24 * days))) {
    sql::blank_person(unit, id);
    sql::blank_account(unit, id);
    store::erase_personal(unit, {"person", id.value});
    TRY_DO(noted(record(unit, {.kind = "person.erased", .subject = {"person", id.value}, .body = "{}"})));
    ++gone;
  }
  return gone;
}

base::Result<base::OrgUnitId> create_org_unit(store::Unit& unit, const Recorder& record, const NewOrgUnit& o) {
  lock_people(unit);
  TRY_DO(need_name(o.name));
  if (o.code.empty() || o.kind.empty()) return base::fail(base::ErrorCode::invalid, "people.no_code");
  if (sql::org_unit_code_taken(unit, unit.district(), o.code))
    return base::refuse("people.code_taken", {"rules/organisations", 1, "codes"}, "people.choose_another_code", {{"code", o.code}});
  if (o.parent) {
    const auto parent = sql::org_unit(unit, unit.district(), o.parent);
    if (!parent) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
    if (parent->tree != o.tree || !within({o.valid_from, {}}, {parent->valid_from, parent->valid_to}))
      return base::refuse("people.parent_does_not_fit", {"rules/organisations", 1, "trees"}, "people.choose_another_parent");
  }
  const OrgUnitRow row{unit.make<base::OrgUnitId>(), o.parent, o.tree, o.kind, o.code, o.name, o.name_en, o.area, o.valid_from, {}};
  sql::insert_org_unit(unit, row);
  sql::raise_revision(unit);
  TRY_DO(noted(record(unit, {.kind = "org_unit.created", .subject = {"org_unit", row.id.value},
                             .body = described::to_json(OrgUnitCreated{o.tree, o.kind, o.code, o.name, o.name_en, o.parent, o.area, o.valid_from}),
                             .area = o.area, .org_unit = row.id})));
  return row.id;
}

base::Result<base::PostId> create_post(store::Unit& unit, const Recorder& record, const Grants& grants, const NewPost& p) {
  lock_people(unit);
  const PostKind* kind = grants.post_kind(p.kind);
  if (kind == nullptr) return base::fail(base::ErrorCode::invalid, "people.unknown_post_kind", {{"kind", p.kind}});
  const auto org_unit = sql::org_unit(unit, unit.district(), p.org_unit);
  if (!org_unit) return base::fail(base::ErrorCode::not_found, "people.no_such_unit");
  const auto& fits = kind->unit_kinds;
  if (!fits.empty() && std::find(fits.begin(), fits.end(), org_unit->kind) == fits.end())
    return base::refuse("people.post_does_not_fit_unit", rule(grants, p.kind + "/unit_kinds"), "people.choose_another_unit",
                        {{"kind_zh", kind->name_zh}, {"kind_en", kind->name_en}, {"unit", org_unit->name}});
  if (!within({p.valid_from, {}}, {org_unit->valid_from, org_unit->valid_to}))
    return base::refuse("people.outside_the_unit", dates_rule(), "people.choose_days_inside");
  const PostRow row{unit.make<base::PostId>(), p.org_unit, p.kind, p.name.empty() ? kind->name_zh : p.name,
                    p.area ? p.area : org_unit->area_id, p.valid_from, {}};
  sql::insert_post(unit, row);
  sql::raise_revision(unit);
  TRY_DO(noted(record(unit, {.kind = "post.created", .subject = {"post", row.id.value},
                             .body = described::to_json(PostCreated{row.org_unit_id, row.kind, row.name, row.area_id, row.valid_from}),
                             .area = row.area_id, .org_unit = row.org_unit_id})));
  return row.id;
}

namespace {

// The post that a concurrent one hangs on, or why none of the person's fits.
base::Result<base::PostId> source_post(store::Unit& unit, const Grants& grants, const PostKind& kind, const NewAppointment& a) {
  if (!kind.concurrent) return base::PostId{};
  std::string could_zh, could_en;
  const PostSource* chosen = nullptr;
  for (const PostSource& each : kind.sources) {
    if (each.source == a.source || (a.source.empty() && kind.sources.size() == 1)) chosen = &each;
    could_zh += (could_zh.empty() ? "" : "、") + each.name_zh;
    could_en += (could_en.empty() ? "" : ", ") + each.name_en;
  }
  const auto unfit = [&](std::string reason) {
    return base::refuse(std::move(reason), rule(grants, a.source.empty() ? kind.kind + "/sources" : kind.kind + "/sources/" + a.source),
                        "people.choose_who_fits_the_source",
                        {{"kind_zh", kind.name_zh}, {"kind_en", kind.name_en}, {"could_zh", could_zh}, {"could_en", could_en},
                         {"source_zh", chosen != nullptr ? chosen->name_zh : a.source}, {"source_en", chosen != nullptr ? chosen->name_en : a.source}});
  };
  if (chosen == nullptr) return unfit("people.source_not_named");
  for (const HeldRow& row : sql::held_by(unit, unit.district(), a.person)) {
    if (row.deputy || row.kind != chosen->post_kind || !within({a.from, a.to}, {row.valid_from, row.valid_to})) continue;
    const auto office = sql::org_unit(unit, unit.district(), row.org_unit_id);
    const auto& fits = chosen->unit_kinds;
    if (office && (fits.empty() || std::find(fits.begin(), fits.end(), office->kind) != fits.end())) return row.post_id;
  }
  return unfit("people.source_does_not_fit");
}

}  // namespace

base::Result<AppointmentId> appoint(store::Unit& unit, const Recorder& record, const Grants& grants, const NewAppointment& a) {
  lock_people(unit);
  const auto post = sql::post(unit, unit.district(), a.post);
  if (!post) return base::fail(base::ErrorCode::not_found, "people.no_such_post");
  if (sql::person_name(unit, unit.district(), a.person).empty()) return base::fail(base::ErrorCode::not_found, "people.no_such_person");
  const Span span{a.from, a.to};
  if (span.empty()) return base::refuse("people.ends_before_it_begins", dates_rule(), "people.choose_days_inside");
  if (!within(span, {post->valid_from, post->valid_to})) return base::refuse("people.outside_the_post", dates_rule(), "people.choose_days_inside");
  for (const HeldRow& row : sql::held_of_post(unit, unit.district(), a.post))
    if (!row.deputy && overlap({row.valid_from, row.valid_to}, span))
      return base::refuse("people.post_is_held", dates_rule(), "people.end_the_other_first", {{"name", row.name}});
  TRY_DO(may_take(grants, sql::held_by(unit, unit.district(), a.person), post->kind, span));
  const PostKind* kind = grants.post_kind(post->kind);
  TRY(hangs_on, kind == nullptr ? base::Result<base::PostId>{} : source_post(unit, grants, *kind, a));
  const std::string source = kind != nullptr && kind->concurrent ? (a.source.empty() ? kind->sources.front().source : a.source) : std::string{};
  const AppointmentRow row{unit.make<AppointmentId>(), a.post, a.person, a.from, a.to, 1, a.letter, source, hangs_on};
  sql::insert_appointment(unit, row);
  sql::raise_revision(unit);
  TRY_DO(noted(record(unit, {.kind = "appointment.made", .subject = {"post", a.post.value},
                             .body = described::to_json(Appointed{row.id, a.person, a.from, a.to, row.letter, row.source, row.source_post_id}),
                             .definition = "people/post_kinds@" + std::to_string(grants.post_kinds_version()), .area = post->area_id,
                             .org_unit = post->org_unit_id})));
  return row.id;
}

namespace {

base::Done end_one(store::Unit& unit, const Recorder& record, const AppointmentRow& row, base::CivilDate to, const std::string& reason) {
  const auto post = sql::post(unit, unit.district(), row.post_id);
  static_cast<void>(sql::end_appointment(unit, row.id, to, reason));
  return noted(record(unit, {.kind = "appointment.ended", .subject = {"post", row.post_id.value},
                             .body = described::to_json(AppointmentEnded{row.id, to, reason}), .area = post ? post->area_id : base::AreaId{},
                             .org_unit = post ? post->org_unit_id : base::OrgUnitId{}}));
}

}  // namespace

base::Done end_appointment(store::Unit& unit, const Recorder& record, AppointmentId id, base::CivilDate to, const std::string& reason) {
  lock_people(unit);
  const auto row = sql::appointment(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_appointment");
  if (row->valid_to && *row->valid_to <= to) return base::refuse("people.already_ended", dates_rule(), "people.nothing_to_do");
  if (to < row->valid_from) return base::refuse("people.ends_before_it_begins", dates_rule(), "people.choose_days_inside");
  TRY_DO(end_one(unit, record, *row, to, reason));
  for (const AppointmentRow& other : sql::hanging_on(unit, unit.district(), row->person_id, row->post_id))  // concurrent posts end with theirs
    if (!other.valid_to || to < *other.valid_to) TRY_DO(end_one(unit, record, other, std::max(to, other.valid_from), reason));
  sql::raise_revision(unit);
  return {};
}

base::Result<DeputyId> appoint_deputy(store::Unit& unit, const Recorder& record, const Grants& grants, const NewDeputy& d) {
  lock_people(unit);
  const auto held = sql::appointment(unit, unit.district(), d.appointment);
  if (!held) return base::fail(base::ErrorCode::not_found, "people.no_such_appointment");
  if (sql::person_name(unit, unit.district(), d.person).empty()) return base::fail(base::ErrorCode::not_found, "people.no_such_person");
  const Span leave{d.from, d.to};
  if (leave.empty()) return base::refuse("people.ends_before_it_begins", dates_rule(), "people.choose_days_inside");
  if (!within(leave, {held->valid_from, held->valid_to}))
    return base::refuse("people.outside_the_appointment", dates_rule(), "people.choose_days_inside");
  if (d.person == held->person_id) return base::refuse("people.deputy_of_oneself", {"rules/organisations", 1, "deputies"}, "people.choose_another_person");
  for (const sql::Leave& other : sql::deputies_of(unit, unit.district(), d.appointment))
    if (overlap({other.from, other.to}, leave))
      return base::refuse("people.has_a_deputy", {"rules/organisations", 1, "deputies"}, "people.choose_days_inside");
  const auto post = sql::post(unit, unit.district(), held->post_id);
  TRY_DO(may_take(grants, sql::held_by(unit, unit.district(), d.person), post->kind, leave));
  const auto id = unit.make<DeputyId>();
  sql::insert_deputy(unit, id, d.appointment, d.person, d.from, d.to, d.reason);
  sql::raise_revision(unit);
  TRY_DO(noted(record(unit, {.kind = "deputy.appointed", .subject = {"post", held->post_id.value},
                             .body = described::to_json(DeputyAppointed{id, d.appointment, d.person, d.from, d.to, d.reason}),
                             .area = post->area_id, .org_unit = post->org_unit_id})));
  return id;
}

base::Done end_deputy(store::Unit& unit, const Recorder& record, DeputyId id, base::CivilDate to, const std::string& reason) {
  lock_people(unit);
  const auto row = sql::deputy(unit, unit.district(), id);
  if (!row) return base::fail(base::ErrorCode::not_found, "people.no_such_deputy");
  if (row->valid_to <= to) return base::refuse("people.already_ended", dates_rule(), "people.nothing_to_do");
  const auto held = sql::appointment(unit, unit.district(), row->appointment_id);
  const auto post = held ? sql::post(unit, unit.district(), held->post_id) : std::nullopt;
  sql::end_deputy(unit, id, to);
  sql::raise_revision(unit);
  return noted(record(unit, {.kind = "deputy.ended", .subject = {"post", held ? held->post_id.value : 0},
                             .body = described::to_json(DeputyEnded{id, row->appointment_id, std::max(to, row->valid_from), reason}),
                             .area = post ? post->area_id : base::AreaId{}, .org_unit = post ? post->org_unit_id : base::OrgUnitId{}}));
}

base::Done change_person(store::Unit& unit, const Recorder& record, base::PersonId id, const PersonChange& c) {
  lock_people(unit);
  auto row = sql::person(unit, unit.district(), id);
  if (!row || row->name.empty()) return base::fail(base::ErrorCode::not_found, "people.no_such_person");
  if (c.name) TRY_DO(need_name(*c.name));
  if (c.name) row->name = base::normalised(*c.name);
  if (c.phone) row->phone = c.phone->reveal();
  if (c.note) row->note = *c.note;
  sql::update_person(unit, id, *row);
  return noted(record(unit, {.kind = "person.changed", .subject = {"person", id.value},
                             .body = described::to_json(PersonChanged{c.name.has_value(), c.phone.has_value(), c.note.has_value()}),
                             .personal = described::to_personal_json(PersonPersonal{row->name, c.phone ? c.phone : base::Phone::parse(row->phone), row->note})}));
}

int make_search_keys(store::Unit& unit, int limit) {
  const int made = sql::make_search_keys(unit, limit);
  if (made != 0) sql::raise_revision(unit);
  return made;
}

std::optional<AppointmentView> appointment(store::Session& s, base::DistrictId district, AppointmentId id) {
  const auto row = sql::appointment(s, district, id);
  if (!row) return std::nullopt;
  return AppointmentView{row->id, row->post_id, row->person_id, row->valid_from, row->valid_to, row->version};
}

}  // namespace people
