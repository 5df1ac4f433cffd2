#include "registry/exports.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/described/tables.hpp"
#include "base/temp_path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "http/decode.hpp"
#include "people/access.hpp"
#include "people/directory.hpp"
#include "registry/exports_tables.hpp"
#include "store/districts.hpp"
#include "store/idempotency.hpp"
#include "store/jobs.hpp"
#include "territory/territory.hpp"

namespace registry {

struct ExportTask {                     // the job's payload: all that is needed to make and to fetch the file
  std::string list{}, name_zh{}, name_en{}, format{}, query{}, language{}, mark{}, day{};
  std::vector<std::string> columns{};
};
struct ListExported { std::string list{}, format{}, purpose{}; };   // the event "list.exported": asked for
struct ListMade { std::string list{}, format{}; std::int64_t rows{}; };  // the event "list.export_made": this much went out

}  // namespace registry

DESCRIBED(registry::ExportTask)
DESCRIBED(registry::ListExported)
DESCRIBED(registry::ListMade)
DESCRIBE(registry::ExportAsked, "ExportAsked", FIELD(format, .min = 1, .max = 8), FIELD(query, .max = 4000, .absent_ok = true),
         FIELD(purpose, .max = 200, .format = described::Format::line, .absent_ok = true), FIELD(client_ref, .max = 64, .absent_ok = true))
DESCRIBE(registry::ExportStarted, "ExportStarted", FIELD(job_id))
DESCRIBE(registry::ExportTask, "ExportTask", FIELD(list), FIELD(name_zh), FIELD(name_en), FIELD(format), FIELD(query), FIELD(language), FIELD(mark),
         FIELD(day), FIELD(columns))
DESCRIBE(registry::ListMade, "ListMade", FIELD(list), FIELD(format), FIELD(rows))
DESCRIBE(registry::ListExported, "ListExported", FIELD(list), FIELD(format), FIELD(purpose))

namespace registry {
namespace {

constexpr std::string_view job_suffix = ".export";
constexpr std::int64_t parts_at_once = 8;   // of 200 rows each: what of an export is in memory while it goes out

std::unexpected<base::Error> wrong_field(std::string path, std::string reason) {
  base::Error error{.code = base::ErrorCode::invalid, .reason = reason};
  error.errors.push_back({.path = std::move(path), .reason = std::move(reason)});
  return std::unexpected(std::move(error));
}

base::Result<base::Params> query_of(std::string_view text, std::string_view after) {
  auto pairs = http::decode_pairs(text);
  if (!pairs) return wrong_field("/query", "registry.export_query");
  std::erase_if(*pairs, [](const auto& p) { return p.first == "after" || p.first == "limit"; });
  pairs->emplace_back("limit", "200");
  if (!after.empty()) pairs->emplace_back("after", std::string(after));
  return std::move(*pairs);
}

struct Mark {                           // "part,rows,cursor"
  std::int64_t part{}, rows{};
  std::string cursor{};
};
Mark read_mark(const std::string& text) {
  Mark m;
  const std::size_t a = text.find(','), b = a == std::string::npos ? a : text.find(',', a + 1);
  if (b == std::string::npos) return m;
  std::from_chars(text.data(), text.data() + a, m.part);
  std::from_chars(text.data() + a + 1, text.data() + b, m.rows);
  m.cursor = text.substr(b + 1);
  return m;
}

// Who asked, with the posts of the day on which the job runs.
base::Result<Call> asker(House& house, store::JobRun& run, const ExportTask& task) {
  const store::Moment moment = run.moment();
  return house.store.read([&](store::Session& s) -> base::Result<Call> {
    Call call{.house = house, .moment = moment, .channel = "job", .language = task.language};
    const auto today = house.areas.civil_today(s, moment);
    TRY(grants, house.people.grants(s, run.district(), today));
    const auto district = store::district_by_id(s, run.district());
    call.time_zone = district ? district->time_zone : "UTC";
    call.principal = {.district = run.district(), .account = {1}, .person = run.view().asked_by};
    call.principal.name = people::person_name(s, run.district(), call.principal.person);
    call.principal.posts = people::posts_held(s, run.district(), call.principal.person, today);
    call.principal.grants = grants;
    return call;
  });
}

base::Result<store::JobDone> make(const ExportList& list, House& house, store::JobRun& run) {
  TRY(task, described::parse<ExportTask>(run.view().payload));
  Mark mark = read_mark(run.mark());
  std::int64_t all = run.view().progress_total;
  while (mark.part == 0 || !mark.cursor.empty()) {   // a mark without a cursor: the last part is written, only the answer was lost
    TRY(call, asker(house, run, task));
    TRY_DO(people::need_action(call.principal, list.action));
    TRY(query, query_of(task.query, mark.cursor));
    TRY(page, list.page(call, query));
    std::string body;
    for (auto& row : page.rows) {
      row.resize(list.columns.size());
      if (!task.mark.empty()) row.emplace_back(task.mark);
      formats::put_cells(body, row);
    }
    const std::int64_t rows = mark.rows + static_cast<std::int64_t>(page.rows.size());
    all = std::max({all, std::min(page.total_at_least, list_export_rows_max), rows});
    const bool last = page.next.empty() || rows >= list_export_rows_max;
    const Mark after{mark.part + 1, rows, last ? std::string{} : page.next};
    TRY_DO(house.store.write({run.moment(), {.channel = "system"}}, [&](store::Unit& unit) -> base::Done {
      put_export_part(unit, run.view().id, mark.part, body);
      if (last && list.personal) {
        TRY(event, record(house, unit, {.kind = "list.export_made", .subject = {"list_export", run.view().id.value},
                                        .body = described::to_json(ListMade{list.code, task.format, rows})}));
        static_cast<void>(event);
      }
      run.progress(unit, rows, last ? rows : all, fmt::format("{},{},{}", after.part, after.rows, after.cursor));
      return {};
    }));
    mark = after;
    if (!mark.cursor.empty() && run.stopping()) return store::JobDone{.finished = false};
  }
  return store::JobDone{.result = fmt::format("{{\"rows\":{}}}", mark.rows)};
}

std::string mark_of(Call& call, const std::string& purpose) {
  const auto zone = base::Zone::named(call.time_zone);
  const std::string at = zone ? zone->text(call.moment.now) : std::string{};
  return call.language == "en" ? fmt::format("Taken by {}, {}, for: {}", call.principal.name, at, purpose)
                               : fmt::format("{} {} 导出，用途：{}", call.principal.name, at, purpose);
}

base::Result<ExportStarted> start(const ExportList& list, Call& call, const ExportAsked& asked) {
  TRY_DO(people::need_action(call.principal, list.action));
  if (!formats::sheet_format(asked.format)) return wrong_field("/format", "registry.export_format");
  const std::string purpose = base::normalised(asked.purpose);
  if (list.personal && base::code_points(purpose) < 2) return wrong_field("/purpose", "registry.export_purpose");
  TRY(query, query_of(asked.query, {}));
  TRY(first, list.page(call, query));   // a wrong filter is said before anything is promised
  static_cast<void>(first);
  const auto zone = base::Zone::named(call.time_zone);
  ExportTask task{.list = list.code, .name_zh = list.name_zh, .name_en = list.name_en, .format = asked.format, .query = asked.query,
                  .language = call.language, .mark = list.personal ? mark_of(call, purpose) : std::string{},
                  .day = zone ? zone->text(call.moment.now).substr(0, 10) : std::string{}};
  for (const ExportColumn& each : list.columns) task.columns.push_back(call.language == "en" ? each.name_en : each.name_zh);
  if (list.personal) task.columns.emplace_back(call.language == "en" ? "Taken by" : "导出标记");
  const base::PostId through = call.principal.posts.empty() ? base::PostId{} : call.principal.posts.front().post;
  TRY(answer, call.house.store.write(call.work(through), [&](store::Unit& unit) -> base::Result<std::string> {
    return store::once(unit, asked.client_ref, call.raw_body, [&](store::Unit& u) -> base::Result<std::string> {
      drop_exports_before(u, u.now() - base::hours(24 * list_exports_kept_days));
      const base::JobId id = store::enqueue(u, {.kind = list.code + std::string(job_suffix), .payload = described::to_json(task), .due_at = u.now()});
      TRY(event, record(call.house, u, {.kind = "list.exported", .subject = {"list_export", id.value},
                                        .body = described::to_json(ListExported{list.code, asked.format, purpose})}));
      static_cast<void>(event);
      return described::to_json(ExportStarted{id});
    });
  }));
  return described::parse<ExportStarted>(answer);
}

struct Found { store::JobView job{}; ExportTask task{}; };
base::Result<Found> find(Call& call, store::Session& s, std::int64_t id) {
  auto job = store::job(s, call.district(), {id});
  if (!job || !job->kind.ends_with(job_suffix) || job->asked_by != call.principal.person)
    return base::fail(base::ErrorCode::not_found, "registry.no_such_export");
  auto task = described::parse<ExportTask>(job->payload);
  if (!task) return base::fail(base::ErrorCode::not_found, "registry.no_such_export");
  return Found{std::move(*job), std::move(*task)};
}

std::string file_name(const ExportTask& task) {
  return fmt::format("{}-{}.{}", task.language == "en" ? task.name_en : task.name_zh, task.day, task.format);
}

}  // namespace

Route export_route(const ExportList& list) {
  return {.verb = http::Verb::post, .path = list.path + "/export", .faces = {Face::desk}, .entry = Entry::action, .action = list.action,
          .command = described::of<ExportAsked>::type, .view = described::of<ExportStarted>::type, .statuses = {202, 401, 403, 422},
          .summary = "Starts an export of the list as a spreadsheet (csv or xlsx).", .run = [&list](RouteCall& c) -> Answer {
            TRY(asked, described::parse<ExportAsked>(c.request.body));
            note_envelope(c.call, asked);
            TRY(view, start(list, c.call, asked));
            return json(view, 202);
          }};
}

JobKind export_job(const ExportList& list) {
  return {list.code + std::string(job_suffix), [&list](House& house, store::JobRun& run) { return make(list, house, run); }};
}

base::Result<ExportFile> export_file(Call& call, std::int64_t id) {
  auto file = std::make_shared<const base::TempPath>("export");
  return call.house.store.read([&](store::Session& s) -> base::Result<ExportFile> {
    TRY(found, find(call, s, id));
    const ExportTask& task = found.task;
    if (found.job.state != "done") return base::fail(base::ErrorCode::not_found, "registry.no_such_export");
    const formats::SheetFormat format = formats::sheet_format(task.format).value_or(formats::SheetFormat::csv);
    const formats::SheetHead head{.name = task.language == "en" ? task.name_en : task.name_zh, .columns = task.columns, .mark = task.mark};
    const auto writer = formats::sheet_writer(format, head, file->path());
    std::int64_t parts = 0;
    for (bool more = true; more;) {
      const std::int64_t before = parts;
      export_parts(s, call.district(), found.job.id, parts, parts_at_once, [&](std::string_view part) {
        for (const auto& row : formats::take_cells(part)) writer->row(row);
        ++parts;
      });
      more = parts - before == parts_at_once;
    }
    if (parts == 0) return base::fail(base::ErrorCode::not_found, "registry.no_such_export");  // kept for some days only
    static_cast<void>(writer->finish());
    return ExportFile{.name = file_name(task), .media_type = std::string(formats::media_type(format)), .path = file->path(), .held = file};
  });
}

http::Response as_download(ExportFile file) {
  std::string encoded;
  for (const char c : file.name) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  const std::string ending = file.name.substr(file.name.rfind('.') + 1);
  http::Response r;
  r.content_type = std::move(file.media_type);
  r.headers = {{"content-disposition", fmt::format("attachment; filename=\"list.{}\"; filename*=UTF-8''{}", ending, encoded)},
               {"cache-control", "no-store"}};
  r.body = std::move(file.bytes);
  r.file = std::move(file.path);
  r.held = std::move(file.held);
  return r;
}

}  // namespace registry
