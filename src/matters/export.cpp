// The list as a CSV file: a job in chunks, each with its progress and mark in one unit, so that it resumes where it stopped.
// It sees what the person who asked may see on the day it runs. No personal column is in it.
#include "base/limits.hpp"
#include "formats/csv.hpp"
#include "matters/jobs.hpp"
#include "matters/list.hpp"
#include "matters/tables.hpp"
#include "store/districts.hpp"

namespace matters {
namespace {

constexpr std::int64_t export_rows_max = 200'000;

struct Mark {                      // "part,rows,cursor"
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
std::string write_mark(const Mark& m) { return std::to_string(m.part) + "," + std::to_string(m.rows) + "," + m.cursor; }

void header(std::string& out) {
  out += formats::csv_bom;
  const std::vector<std::string> names{"上报编号", "清单编号", "标题", "环节", "结果", "类别代码", "类别", "社区", "网格", "地点", "来源",
                                       "发生时间", "到期时间", "时限状态", "办结时间", "承办单位", "照片数"};
  formats::put_csv_row(out, names);
}

std::string due_words(std::string_view state) {
  if (state == "ok") return "正常";
  if (state == "soon") return "将到期";
  if (state == "late") return "超时";
  if (state == "hold") return "挂账";
  return "";
}

void put(std::string& out, const Context& c, const MatterRow& r) {
  const base::Zone& zone = c.rules.zone();
  const auto at = [&zone](const std::optional<base::Instant>& t) { return t ? zone.text(*t) : std::string{}; };
  std::string source = r.source, outcome = r.outcome.value_or("");
  for (const SourceKind& each : *c.rules.sources)
    if (each.code == r.source) source = each.zh;
  if (outcome == "solved") outcome = "已解决";
  if (outcome == "explained") outcome = "已说明";
  if (outcome == "rejected") outcome = "不予立案";
  const std::vector<std::string> fields{r.report_number, r.serial.value_or(""), r.title, r.stage_zh, outcome, r.category_code, r.category_zh,
                                        r.community_name, r.area_name, r.place, source, zone.text(r.happened_at), at(r.due_at),
                                        due_words(r.due_state), at(r.closed_at), r.handler_unit_name, std::to_string(r.photo_count)};
  formats::put_csv_row(out, fields);
}

struct Asked {
  people::Principal who{};
  Context context{};
  base::Params query{};
  std::string time_zone{};
};

// The person who asked, with the posts of the day on which the job runs.
base::Result<Asked> asked(registry::House& house, store::Session& s, store::JobRun& run) {
  Asked out;
  const store::Moment moment = run.moment();
  TRY(c, context(house, s, moment));
  out.context = std::move(c);
  TRY(grants, house.people.grants(s, run.district(), out.context.rules.today));
  out.who.district = run.district();
  out.who.person = run.view().asked_by;
  out.who.account = {1};
  out.who.grants = grants;
  out.who.posts = people::posts_held(s, run.district(), run.view().asked_by, out.context.rules.today);
  TRY(command, described::parse<ExportMatters>(run.view().payload));
  out.query = split_query(command.query);
  std::erase_if(out.query, [](const auto& p) { return p.first == "after" || p.first == "limit"; });
  out.query.emplace_back("limit", "200");
  const auto district = store::district_by_id(s, run.district());
  out.time_zone = district ? district->time_zone : "UTC";
  return out;
}

struct Chunk {
  std::string text{}, next{};
  std::int64_t rows{}, total{};
};

base::Result<Chunk> read_chunk(registry::House& house, store::JobRun& run, const Mark& mark) {
  return house.store.read([&](store::Session& s) -> base::Result<Chunk> {
    TRY(a, asked(house, s, run));
    if (!mark.cursor.empty()) a.query.emplace_back("after", mark.cursor);
    TRY(query, parse_query(a.query, s.engine(), a.time_zone, a.context));
    const people::Reach reach = people::reach(a.who, "matter.export");
    Chunk out;
    if (mark.part == 0) {
      out.total = count_of(s, query, reach, run.district(), run.moment().now).count;
      header(out.text);
    }
    const RecordPage page = page_of(s, query, reach, run.district(), run.moment().now);
    for (const MatterRecord& m : page.items) put(out.text, a.context, list_row(a.context, *a.context.rules.machine, m, run.moment().now));
    out.rows = static_cast<std::int64_t>(page.items.size());
    out.next = page.next;
    return out;
  });
}

}  // namespace

base::Result<store::JobDone> export_list(registry::House& house, store::JobRun& run) {
  Mark mark = read_mark(run.mark());
  std::int64_t total = run.view().progress_total;
  while (mark.part == 0 || !mark.cursor.empty()) {  // a mark without a cursor: the last part is written, only the answer was lost
    TRY(chunk, read_chunk(house, run, mark));
    if (mark.part == 0) total = std::min(chunk.total, export_rows_max);
    const bool last = chunk.next.empty() || mark.rows + chunk.rows >= export_rows_max;
    const Mark after{mark.part + 1, mark.rows + chunk.rows, last ? std::string{} : chunk.next};
    TRY_DO(house.store.write({run.moment(), {.channel = "system"}}, [&](store::Unit& unit) -> base::Done {
      insert_export_part(unit, run.view().id, mark.part, chunk.text);
      run.progress(unit, after.rows, std::max(total, after.rows), write_mark(after));
      return {};
    }));
    mark = after;
    if (!last && run.stopping()) return store::JobDone{.finished = false};
  }
  return store::JobDone{.result = "{\"rows\":" + std::to_string(mark.rows) + "}"};
}

base::Result<JobStarted> start_export(registry::Call& call, const ExportMatters& command) {
  TRY_DO(people::need_action(call.principal, "matter.export"));
  // The query is checked before anything is promised.
  TRY(post, call.house.store.read([&](store::Session& s) -> base::Result<base::PostId> {
    TRY(c, context(call.house, s, call.moment));
    TRY(query, parse_query(split_query(command.query), s.engine(), call.time_zone, c));
    (void)query;
    for (const people::HeldPost& each : call.principal.posts) return each.post;
    return base::PostId{};
  }));
  return call.house.store.write(call.work(post), [&](store::Unit& unit) -> base::Result<JobStarted> {
    return JobStarted{store::enqueue(unit, {.kind = export_job, .payload = described::to_json(command), .due_at = unit.now()})};
  });
}

base::Result<JobView> job_view(registry::Call& call, base::JobId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<JobView> {
    const auto job = store::job(s, call.district(), id);
    if (!job || job->asked_by != call.principal.person) return base::fail(base::ErrorCode::not_found, "matters.no_such_job");
    JobView v{.id = job->id, .kind = job->kind, .state = job->state, .progress_done = job->progress_done, .progress_total = job->progress_total};
    if (job->state == "failed") v.error = job->error;
    return v;
  });
}

base::Result<std::string> export_file(registry::Call& call, base::JobId id) {
  return call.house.store.read([&](store::Session& s) -> base::Result<std::string> {
    const auto job = store::job(s, call.district(), id);
    if (!job || job->kind != export_job || job->asked_by != call.principal.person || job->state != "done")
      return base::fail(base::ErrorCode::not_found, "matters.no_such_file");
    return export_text(s, call.district(), id);
  });
}

}  // namespace matters
