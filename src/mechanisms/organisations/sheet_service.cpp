// Handing a spreadsheet in, looking at its faults, bringing it in: nothing is written before the whole file is right.
#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iterator>

#include "mechanisms/organisations/service.hpp"
#include "mechanisms/organisations/sheets.hpp"
#include "mechanisms/organisations/tables.hpp"
#include "people/directory.hpp"
#include "registry/exports.hpp"

namespace organisations {
namespace {

using registry::Call;

base::RuleRef rule() { return {"rules/organisations", 1, "import"}; }
std::string_view action_of(SheetKind kind) {
  switch (kind) {
    case SheetKind::units:
    case SheetKind::posts: return shape_action;
    case SheetKind::persons: return person_action;
    case SheetKind::appointments: return appoint_action;
  }
  return shape_action;
}

base::Done carry_out(store::Unit& unit, const people::Recorder& record, const people::Grants& grants, const SheetStep& s) {
  const auto noted = [](const auto& made) -> base::Done {
    if (!made) return std::unexpected(made.error());
    return {};
  };
  if (s.act == "unit") {
    base::OrgUnitId parent{};
    if (!s.parent_code.empty()) parent = unit_by_code(unit, unit.district(), s.parent_code).value_or(base::OrgUnitId{});
    return noted(people::create_org_unit(unit, record, {.tree = *s.tree, .kind = s.kind, .code = s.code, .name = s.name, .name_en = s.name_en, .parent = parent,
                                                        .area = s.area, .valid_from = *s.from}));
  }
  if (s.act == "post") {
    const auto office = unit_by_code(unit, unit.district(), s.code);
    return noted(people::create_post(unit, record, grants, {.org_unit = office.value_or(base::OrgUnitId{}), .kind = s.kind, .name = s.name, .area = s.area,
                                                            .valid_from = *s.from}));
  }
  if (s.act == "person")
    return noted(people::create_person(unit, record, {.name = s.name, .phone = s.phone.empty() ? std::nullopt : base::Phone::parse(s.phone), .note = s.note}));
  if (s.act == "person_change")
    return people::change_person(unit, record, s.person, {.name = s.name, .phone = s.phone.empty() ? std::nullopt : base::Phone::parse(s.phone), .note = {}});
  if (s.act == "appointment")
    return noted(people::appoint(unit, record, grants, {.post = s.post, .person = s.person, .from = *s.from, .to = s.to, .letter = s.letter, .source = s.source}));
  const auto known = unit_by_code(unit, unit.district(), s.code);
  if (!known) return std::unexpected(not_found("people.no_such_unit"));
  if (s.act == "unit_close") return people::close_org_unit(unit, record, *known, *s.to, "表格导入");
  people::OrgUnitChange change{.from = *s.from, .name = s.name, .name_en = s.name_en, .parent = base::OrgUnitId{}, .area = s.area};
  if (!s.parent_code.empty()) change.parent = unit_by_code(unit, unit.district(), s.parent_code).value_or(base::OrgUnitId{});
  return people::change_org_unit(unit, record, *known, change);
}

formats::SheetFault as_fault(const SheetStep& s, const base::Error& error) { return {s.line, {}, error.reason, error.params}; }

// The laws themselves are asked: the steps are carried out in units that are never kept.
std::vector<formats::SheetFault> try_out(Call& call, base::PostId through, const std::vector<SheetStep>& steps) {
  std::vector<formats::SheetFault> faults;
  for (std::size_t first = 0; first < steps.size(); first += import_steps_a_unit) {
    std::vector<formats::SheetFault> own;
    const base::Done kept = call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Done {
      own.clear();
      const people::Recorder nowhere = [](store::Unit& u, const store::NewEvent&) -> base::Result<base::EventId> { return u.make<base::EventId>(); };
      for (std::size_t i = first; i < std::min(first + import_steps_a_unit, steps.size()); ++i)
        if (const auto done = carry_out(unit, nowhere, *call.principal.grants, steps[i]); !done) own.push_back(as_fault(steps[i], done.error()));
      return base::fail(base::ErrorCode::refused, "organisations.only_tried");
    });
    if (!kept && kept.error().reason != "organisations.only_tried") own.push_back({0, {}, kept.error().reason, kept.error().params});
    faults.insert(faults.end(), own.begin(), own.end());
  }
  return faults;
}

SheetImportView view_of(store::Session& s, base::DistrictId district, const SheetRowOf& r) {
  return {.id = r.id, .kind = r.kind, .file_name = r.file_name, .state = r.state, .lines = r.lines, .fresh = r.fresh, .changed = r.changed, .known = r.known,
          .faults = r.faults, .brought_in = r.brought_in, .job_id = r.job_id, .person_name = people::person_name(s, district, r.person_id),
          .created_at = r.created_at};
}

base::Result<base::PostId> may(Call& call, SheetKind kind) {
  return people::may(call.principal, action_of(kind), scope_at(ground(call), "org_import", 0, {}));
}

}  // namespace

base::Result<SheetImportView> hand_in(Call& call, SheetKind kind, std::string_view file_name, std::string_view bytes) {
  TRY(through, may(call, kind));
  TRY(sheet, formats::read_sheet(bytes, {.rows_max = import_rows_max + 1, .columns_max = 60, .cell_bytes_max = 4'000, .inflated_bytes_max = 64LL * 1024 * 1024}));
  const World world = call.house.store.read([&](store::Session& s) { return read_world(call, s, kind); });
  SheetPlan plan = plan_sheet(kind, sheet, world);
  if (plan.lines == 0 && plan.faults.empty()) plan.faults.push_back({.reason = "formats.sheet_empty"});
  if (plan.faults.empty() && kind == SheetKind::appointments) plan.faults = try_out(call, through, plan.steps);
  if (!plan.faults.empty()) plan.steps.clear();
  const SheetRowOf row{.id = call.house.ids.make<OrgImportId>(), .kind = kind, .file_name = std::string(file_name.substr(0, 200)),
                       .state = plan.faults.empty() ? SheetState::checked : SheetState::refused, .lines = plan.lines, .fresh = plan.fresh,
                       .changed = plan.changed, .known = plan.known, .faults = static_cast<std::int64_t>(plan.faults.size()),
                       .person_id = call.principal.person, .created_at = call.moment.now};
  return call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Result<SheetImportView> {
    drop_old_imports(unit, unit.now() - base::hours(24 * import_kept_days));
    insert_import(unit, row);
    put_steps(unit, row.id, 0, plan.steps);
    put_faults(unit, row.id, 0, plan.faults);
    return view_of(unit, unit.district(), row);
  });
}

base::Result<SheetImportView> look_at_import(Call& call, std::int64_t id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<SheetImportView> {
    const auto row = import_row(s, call.district(), OrgImportId{id});
    if (!row) return std::unexpected(not_found("organisations.no_such_import"));
    return view_of(s, call.district(), *row);
  });
}

base::Result<SheetImportView> begin_import(Call& call, std::int64_t id) {
  const OrgImportId import{id};
  TRY(through, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    const auto row = import_row(s, call.district(), import);
    if (!row) return std::unexpected(not_found("organisations.no_such_import"));
    return people::may(call.principal, action_of(row->kind), scope_at(ground(call, s), "org_import", id, {}));
  }));
  return call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Result<SheetImportView> {
    unit.lock(11, {"org_import", id});
    auto row = import_row(unit, unit.district(), import);
    if (!row) return std::unexpected(not_found("organisations.no_such_import"));
    if (row->state == SheetState::refused) return base::refuse("organisations.import_has_faults", rule(), "organisations.mend_and_hand_in_again");
    if (row->state != SheetState::checked) return base::refuse("organisations.import_begun", rule(), "organisations.look_at_its_result");
    row->state = SheetState::running;
    row->job_id = store::enqueue(unit, {.kind = "organisations.import", .dedupe_key = std::to_string(id),
                                        .payload = fmt::format("{{\"id\":\"{}\",\"post\":\"{}\"}}", id, through.value), .due_at = unit.now()});
    save_import(unit, *row);
    TRY(event, registry::record(call.house, unit, {.kind = "org_import.begun", .subject = {"org_import", id},
                                                   .body = fmt::format("{{\"kind\":\"{}\",\"lines\":{}}}", described::word(row->kind), row->lines)}));
    static_cast<void>(event);
    return view_of(unit, unit.district(), *row);
  });
}

base::Result<store::JobDone> run_sheet_import(registry::House& house, store::JobRun& run) {
  struct Asked { base::Id<OrgImportTag> id{}; base::PostId post{}; };
  Asked asked;
  std::sscanf(run.view().payload.c_str(), "{\"id\":\"%ld\",\"post\":\"%ld\"}", &asked.id.value, &asked.post.value);
  std::int64_t done = 0;
  const std::string mark = run.mark();
  std::from_chars(mark.data(), mark.data() + mark.size(), done);
  for (bool more = true; more;) {
    const store::Moment moment = run.moment();
    TRY(grants, house.store.read([&](store::Session& s) { return house.people.grants(s, run.district(), house.areas.civil_today(s, moment)); }));
    const store::Actor actor{run.view().asked_by, asked.post, {}, "import"};
    TRY(next, house.store.write({moment, actor}, [&](store::Unit& unit) -> base::Result<std::int64_t> {
      unit.lock(5, {"people", 0});
      auto row = import_row(unit, unit.district(), asked.id);
      if (!row) return std::unexpected(not_found("organisations.no_such_import"));
      const auto steps = steps_from(unit, unit.district(), asked.id, done, import_steps_a_unit);
      std::vector<formats::SheetFault> faults;
      const people::Recorder record = [&house](store::Unit& u, const store::NewEvent& e) { return registry::record(house, u, e); };
      for (const SheetStep& step : steps) {
        if (const auto carried = carry_out(unit, record, *grants, step); !carried) faults.push_back(as_fault(step, carried.error()));  // changed meanwhile
        else ++row->brought_in;
      }
      put_faults(unit, asked.id, row->faults, faults);
      row->faults += static_cast<std::int64_t>(faults.size());
      const std::int64_t after = done + static_cast<std::int64_t>(steps.size());
      if (steps.size() < import_steps_a_unit) {
        row->state = SheetState::done;
        drop_steps(unit, asked.id);
      }
      save_import(unit, *row);
      run.progress(unit, after, row->fresh + row->changed, std::to_string(after));
      unit.after_commit([&people = house.people, district = unit.district()] { people.forget(district); });
      return row->state == SheetState::done ? -1 : after;
    }));
    more = next >= 0;
    if (more) done = next;
    if (more && run.stopping()) return store::JobDone{.finished = false};
  }
  return store::JobDone{};
}

namespace {

using registry::Answer;
using registry::RouteCall;

base::Result<SheetKind> kind_of(RouteCall& c) {
  if (const auto kind = described::from_word<SheetKind>(c.request.query_value("kind").value_or(""))) return *kind;
  base::Error error{.code = base::ErrorCode::invalid, .reason = "organisations.which_sheet"};
  error.errors.push_back({.path = "/kind", .reason = "organisations.which_sheet"});
  return std::unexpected(std::move(error));
}

Answer hand_in_route(RouteCall& c) {
  TRY(kind, kind_of(c));
  if (c.request.parts.empty()) return base::fail(base::ErrorCode::invalid, "organisations.no_file");
  std::ifstream in(c.request.parts.front().path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  TRY(view, hand_in(c.call, kind, c.request.query_value("name").value_or("file"), bytes));
  return registry::json(view, 201);
}

Answer template_route(RouteCall& c) {
  TRY(kind, kind_of(c));
  const auto format = formats::sheet_format(c.request.query_value("format").value_or("xlsx")).value_or(formats::SheetFormat::xlsx);
  formats::SheetHead head{.name = std::string(described::word(kind))};
  for (const formats::SheetColumn& each : sheet_columns(kind)) head.columns.push_back(each.names.at(c.call.language == "en" ? each.names.size() - 1 : 0));
  registry::ExportFile file{fmt::format("{}.{}", described::word(kind), format == formats::SheetFormat::csv ? "csv" : "xlsx"),
                            std::string(formats::media_type(format)), formats::write_sheet(format, head, {})};
  return registry::as_download(std::move(file));
}

Answer list_route(RouteCall& c) {
  TRY(query, store::parse_list(imports_list(), c.request.query, {.time_zone = c.call.time_zone}));
  return c.call.house.store.read([&](store::Session& s) -> Answer {
    const auto page = store::list_page<SheetRowOf>(s, imports_list(), query, {.everything = true}, c.call.district());
    std::vector<SheetImportView> views;
    std::vector<base::PersonId> ids;
    for (const SheetRowOf& row : page.items) ids.push_back(row.person_id);
    const auto names = people::person_names(s, c.call.district(), ids);
    for (const SheetRowOf& r : page.items)
      views.push_back({r.id, r.kind, r.file_name, r.state, r.lines, r.fresh, r.changed, r.known, r.faults, r.brought_in, r.job_id,
                       names.contains(r.person_id) ? names.at(r.person_id) : std::string{}, r.created_at});
    return registry::json_list(views, page.next, page.total_at_least);
  });
}

Answer faults_route(RouteCall& c) {
  TRY(query, store::parse_list(import_faults_list(), c.request.query, {.time_zone = c.call.time_zone}));
  return c.call.house.store.read([&](store::Session& s) -> Answer {
    const auto page = store::list_page<SheetFaultRow>(s, import_faults_list(), query, {.everything = true}, c.call.district(), c.id());
    std::vector<SheetFaultView> views;
    for (const SheetFaultRow& f : page.items)
      views.push_back({f.line, f.column_name, f.reason, described::parse<std::vector<FaultParam>>(f.params).value_or(std::vector<FaultParam>{})});
    return registry::json_list(views, page.next, page.total_at_least);
  });
}

}  // namespace

std::vector<registry::Route> sheet_routes() {
  using registry::Entry;
  using registry::Face;
  using http::Verb;
  // Who may import what is asked of the file's kind; everybody with one of the two posts may look.
  const auto route = [](Verb verb, std::string path, const described::Type* view, std::vector<int> statuses, std::string summary, std::function<Answer(RouteCall&)> run) {
    return registry::Route{.verb = verb, .path = std::move(path), .faces = {Face::desk}, .entry = Entry::action, .action = std::string(import_action),
                           .view = view, .statuses = std::move(statuses), .summary = std::move(summary), .run = std::move(run)};
  };
  const auto* view = described::of<SheetImportView>::type;
  auto take = route(Verb::post, "/api/v1/org_imports", view, {201, 400, 401, 403, 415, 422},
                    "Hands in a spreadsheet (the raw body, XLSX or CSV) of units, posts, persons or appointments and checks every row", hand_in_route);
  take.body = http::BodyKind::upload;
  take.body_bytes_max = import_file_bytes_max;
  take.query = {{"kind", "units, posts, persons, appointments"}, {"name", "the file's name"}};
  auto all = route(Verb::get, "/api/v1/org_imports", view, {200, 401, 403, 422}, "Spreadsheets that were handed in, newest first", list_route);
  all.view_is_list = true;
  all.query = {{"filter.kind", "units, posts, persons, appointments"}};
  auto blank = route(Verb::get, "/api/v1/org_imports/template", nullptr, {200, 401, 403, 422}, "An empty spreadsheet with the right heading", template_route);
  blank.query = {{"kind", "units, posts, persons, appointments"}, {"format", "xlsx or csv"}};
  auto one = route(Verb::get, "/api/v1/org_imports/{id}", view, {200, 401, 403, 404}, "One of them with its counts", registry::without_body(&look_at_import));
  auto wrong = route(Verb::get, "/api/v1/org_imports/{id}/faults", described::of<SheetFaultView>::type, {200, 401, 403, 422}, "Its faults by line and column", faults_route);
  wrong.view_is_list = true;
  auto begin = route(Verb::post, "/api/v1/org_imports/{id}/begin", view, {200, 401, 403, 404, 409}, "Brings a file without faults in", registry::without_body(&begin_import));
  begin.body = http::BodyKind::none;
  return {std::move(take), std::move(all), std::move(blank), std::move(one), std::move(wrong), std::move(begin)};
}

}  // namespace organisations
